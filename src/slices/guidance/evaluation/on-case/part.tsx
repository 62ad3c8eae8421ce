import { osloDate } from '../../../../kernel/dates.ts'
import { LinkButton, ButtonRow } from '../../../../ui/button.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import { inStepOf, type PartLoader } from '../../cases/parts.ts'
import { loadAssignments } from '../../cases/store.ts'
import { FollowUpCard } from '../follow-up/pages.tsx'
import { asksForFollowUp, followUpTasks } from '../follow-up/rules.ts'
import { loadFollowUps } from '../follow-up/store.ts'
import { asksForEvaluation, evaluationSideOf, evaluationTasks, levels } from '../rules.ts'
import { Means } from '../staff/pages.tsx'
import { takesAnswers } from '../staff/rules.ts'
import { loadStaffLinks } from '../staff/store.ts'
import { evaluationPrint, followUpPrint } from './print.ts'
import { loadEvaluations, loadWritten } from '../store.ts'

/** How far the evaluation of this round has come, and what the reader should do about it. */
export const evaluationPart: PartLoader = async ({ tx, actor, one, flow, round, page, now }) => {
  const { t } = page
  const inStep = inStepOf({ one, flow })
  const mine = evaluationSideOf(actor.role)
  const written = await loadWritten(tx, one.id, round)
  const visible = await loadEvaluations(tx, one.id, mine ?? 'head')
  const links = await loadStaffLinks(tx, one.id, now)
  const asked = inStep !== undefined && asksForEvaluation(inStep.step)
  if (!asked && visible.length === 0 && written.length === 0 && links.length === 0) return undefined
  const link = links.find((known) => known.round === round)
  const base = `/veiledning/${one.id}`
  const toWrite = asked && mine !== undefined && !written.some(({ side }) => side === mine) && (mine === 'head' || (await loadAssignments(tx, one.id)).some(({ membershipId }) => membershipId === actor.membershipId))
  const row = (side: 'head' | 'adviser') => {
    const done = written.find((other) => other.side === side)
    const shown = visible.find((evaluation) => evaluation.side === side && evaluation.round === round)
    return {
      term: t(`evaluation.side.${side}`),
      value: shown
        ? t(`evaluation.goal.${levels[shown.goalReached - 1] ?? '1'}`)
        : t(done ? 'evaluation.status.written' : 'evaluation.status.waits'),
    }
  }
  const counted = link && t(takesAnswers(link, osloDate(now)) ? 'evaluation.staff.answers' : 'evaluation.staff.answers.final').toLowerCase()
  const staff = {
    term: counted ? `${t('evaluation.part.staff')}: ${counted}` : t('evaluation.part.staff'),
    value: link ? (link.answers === undefined ? t('evaluation.staff.few') : String(link.answers)) : t('evaluation.part.staff.none'),
  }
  return {
    id: 'evaluering',
    title: t('evaluation.part.title'),
    print: evaluationPrint(page, visible, links, osloDate(now)),
    body: (
      <div class="flow">
        <SummaryList rows={[row('head'), row('adviser'), staff]} />
        {link?.means && link.answers !== undefined && <Means means={link.means} count={link.answers} />}
        <ButtonRow>
          <LinkButton href={`${base}/evaluering`} variant="secondary">
            {t(toWrite ? 'evaluation.part.write' : 'evaluation.part.see')}
          </LinkButton>
          <LinkButton href={`${base}/personalsvar`} variant="secondary">
            {t('evaluation.staff.title')}
          </LinkButton>
        </ButtonRow>
      </div>
    ),
    tasks: inStep ? evaluationTasks(inStep, { written: written.map(({ side }) => side), link }, osloDate(now)) : [],
  }
}

/** What has lasted, when it has been asked. */
export const followUpPart: PartLoader = async ({ tx, one, flow, holds, page }) => {
  const { t } = page
  const inStep = inStepOf({ one, flow })
  const followUps = await loadFollowUps(tx, one.id)
  const asked = inStep !== undefined && asksForFollowUp(inStep.step)
  if (!asked && followUps.length === 0) return undefined
  return {
    id: 'oppfolging',
    title: t('evaluation.follow-up.title'),
    print: followUpPrint(page, followUps),
    body: (
      <div class="flow">
        {followUps.length === 0 ? <p>{t('evaluation.follow-up.none')}</p> : followUps.map((followUp) => <FollowUpCard one={followUp} level={3} />)}
      </div>
    ),
    tasks: inStep ? followUpTasks(inStep, holds.has('follow-up-noted')) : [],
  }
}
