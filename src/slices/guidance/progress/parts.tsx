import { formatDate, osloDate } from '../../../kernel/dates.ts'
import { formats } from '../../../texts/index.ts'
import { LinkButton, ButtonRow } from '../../../ui/button.tsx'
import { Details } from '../../../ui/details.tsx'
import { Tag } from '../../../ui/tag.tsx'
import type { PdfBlock } from '../../../platform/pdf.ts'
import { inStepOf, type CasePart, type PartLoader, type PartRequest } from '../cases/parts.ts'
import { loadDepartments } from '../requests/store.ts'
import { AnchoringFacts } from './anchoring/pages.tsx'
import { anchoringTasks, isAnchored } from './anchoring/rules.ts'
import { correctionPath, Corrections } from './corrections/pages.tsx'
import { correctionsPrint } from './corrections/print.ts'
import { loadCorrections } from './corrections/store.ts'
import { SessionFacts, sessionRows, StartMeetingFacts, startRows } from './meetings/pages.tsx'
import { sessionTasks } from './meetings/rules.ts'
import { loadSessions, loadStart } from './meetings/store.ts'
import { departmentText, ObservationFacts, observationRows } from './observations/pages.tsx'
import { observationTasks, remaining } from './observations/rules.ts'
import { loadObservations } from './observations/store.ts'
import { agreedText, Agreements, planRowFacts, PlanRows } from './plan/pages.tsx'
import { planTasks } from './plan/rules.ts'
import { loadAgreements, loadRows, loadVoidPlan } from './plan/store.ts'
import { mayChange, type Written } from './rules.ts'
import { ProposalNotice } from './times/pages.tsx'
import { startTasks } from './times/rules.ts'
import { loadProposal } from './times/store.ts'

/** Acts in the case now: a closed one is read, and a pedagogical leader looks. */
const acts = ({ one, actor }: PartRequest): boolean => one.state === 'running' && actor.role !== 'pedagogical-leader'
const actsForTeam = (request: PartRequest): boolean => acts(request) && request.side === 'team'

type RecordLinks = { readonly request: PartRequest; readonly kept: Written & { readonly id: string }; readonly changeHref: string; readonly kind: 'meeting' | 'observation'; readonly about: string }

/** Under a record: change it while it is one's own and fresh; otherwise write a correction. */
const RecordLinks = ({ request, kept, changeHref, kind, about }: RecordLinks) => {
  const { t } = request.page
  if (!acts(request)) return null
  const mine = request.side === 'team' && mayChange(kept, request.actor.personId, request.now).ok
  return (
    <p>
      <a class="ds-link" href={mine ? changeHref : correctionPath(request.one.id, kind, kept.id)}>
        {t(mine ? 'common.change' : 'work.correction.write')}
        <span class="ds-sr-only"> {about}</span>
      </a>
    </p>
  )
}

type Row = { readonly term: string; readonly value: unknown }

/** Facts for the kindergarten's archive: what was not written is left out. */
const facts = (rows: readonly Row[]): PdfBlock => ({ kind: 'facts', rows: rows.flatMap(({ term, value }) => (typeof value === 'string' && value !== '' ? [{ term, value }] : [])) })

/** How the request has its roots in staff and owner; the head may tell more after sending. */
const anchoringPart: PartLoader = async (request) => {
  const { one, page, actor } = request
  const { t } = page
  const anchored = isAnchored(one.content.staffInvolved, one.content.ownerInformed)
  const href = `/veiledning/${one.id}/forankring`
  const head = acts(request) && actor.role === 'head'
  const inStepNow = inStepOf(request)
  return {
    id: 'forankring',
    title: t('work.anchoring'),
    tasks: inStepNow ? anchoringTasks(inStepNow, anchored) : [],
    body: (
      <div class="flow">
        <p>
          <Tag color={anchored ? 'success' : 'warning'}>{t(anchored ? 'work.anchoring.done' : 'work.anchoring.missing')}</Tag>
        </p>
        {anchored ? (
          <Details summary={t('work.anchoring.how')}>
            <AnchoringFacts content={one.content} />
          </Details>
        ) : (
          <AnchoringFacts content={one.content} />
        )}
        {!anchored && <p>{t(request.side === 'team' ? 'work.anchoring.waits-for-head' : 'work.anchoring.needed')}</p>}
        {head && (
          <p>
            <a class="ds-link" href={href}>
              {t('work.anchoring.change')}
            </a>
          </p>
        )}
      </div>
    ),
  }
}

/** The time of the start meeting, and what was agreed there. */
const startPart: PartLoader = async (request) => {
  const { tx, one, side, page, now } = request
  const { t } = page
  const kept = await loadStart(tx, one.id)
  const proposal = await loadProposal(tx, one.id)
  const inStep = one.stepKind === 'start-meeting'
  const inStepNow = inStepOf(request)
  const tasks = inStepNow ? startTasks(inStepNow, { held: kept !== undefined, proposal }, now) : []
  if (!kept && !proposal && !inStep && tasks.length === 0) return undefined
  const path = `/veiledning/${one.id}/oppstartsmote`
  const write = { href: path, text: t('work.start.write') }
  const proposeLink = { href: `${path}/tid`, text: t(proposal ? 'work.time.propose-other' : 'work.time.propose') }
  const corrections = kept ? await loadCorrections(tx, one.id) : []
  const links = kept || !acts(request) ? [] : actsForTeam(request) ? [proposeLink, write] : [proposeLink]
  return {
    id: 'oppstart',
    title: t('work.start'),
    ...(kept ? { print: [facts(startRows(page, kept, false)), ...correctionsPrint(page, corrections, kept.id)] } : {}),
    tasks,
    body: kept ? (
      <Details summary={t('work.start.held', { date: formatDate(kept.heldOn, page.lang, 'long') })} open={inStep}>
        <Corrections corrections={corrections} aboutId={kept.id} />
        <StartMeetingFacts kept={kept} team={side === 'team'} />
        <RecordLinks request={request} kept={kept} changeHref={path} kind="meeting" about={t('work.start')} />
      </Details>
    ) : (
      <div class="flow">
        {proposal ? <ProposalNotice caseId={one.id} proposal={proposal} side={side} acts={acts(request)} /> : <p>{t('work.start.none')}</p>}
        {links.length > 0 && <Links links={links} />}
      </div>
    ),
  }
}

const Links = ({ links }: { readonly links: readonly { readonly href: string; readonly text: string }[] }) => (
  <ButtonRow>
    {links.map(({ href, text }) => (
      <LinkButton variant="secondary" href={href}>
        {text}
      </LinkButton>
    ))}
  </ButtonRow>
)

/** What has been observed, and which departments are left. */
const observationsPart: PartLoader = async (request) => {
  const { tx, one, page } = request
  const { t, lang } = page
  const kept = await loadObservations(tx, one.id)
  const inStep = one.stepKind === 'observation'
  const left = remaining(one.content.target, one.content.departments, await loadDepartments(tx, one.kindergartenId), kept.map(({ department }) => department))
  const inStepNow = inStepOf(request)
  const tasks = inStepNow ? observationTasks(inStepNow, left.length, kept.length) : []
  if (kept.length === 0 && !inStep && tasks.length === 0) return undefined
  const corrections = await loadCorrections(tx, one.id)
  const href = `/veiledning/${one.id}/observasjoner/ny`
  return {
    id: 'observasjoner',
    title: t('work.observations'),
    print: kept.flatMap((seen): PdfBlock[] => [{ kind: 'heading', level: 2, text: t('work.observation.of', { department: departmentText(seen.department, t), date: formatDate(seen.observedOn, lang, 'long') }) }, facts(observationRows(page, seen)), ...correctionsPrint(page, corrections, seen.id)]),
    tasks,
    body: (
      <div class="flow">
        {left.length > 0 && (inStep || one.content.target === 'departments') && <p>{t('work.observation.left', { departments: formats(lang).list(left) })}</p>}
        {kept.length === 0 && <p>{t('work.observation.none')}</p>}
        {kept.map((one) => (
          <Details summary={t('work.observation.of', { department: departmentText(one.department, t), date: formatDate(one.observedOn, lang, 'long') })}>
            <Corrections corrections={corrections} aboutId={one.id} />
            <ObservationFacts kept={one} />
            <RecordLinks request={request} kept={one} changeHref={`/veiledning/${request.one.id}/observasjoner/${one.id}`} kind="observation" about={departmentText(one.department, t)} />
          </Details>
        ))}
        {actsForTeam(request) && <Links links={[{ href, text: t('work.observation.write') }]} />}
      </div>
    ),
  }
}

/** The plan, who has agreed to it, and what was agreed before it was changed. */
const planPart: PartLoader = async (request) => {
  const { tx, one, page, side } = request
  const { t, lang } = page
  const rows = await loadRows(tx, one.id)
  const agreements = await loadAgreements(tx, one.id)
  const before = agreements.length === 2 ? undefined : await loadVoidPlan(tx, one.id)
  const inStepNow = inStepOf(request)
  const tasks = inStepNow ? planTasks(inStepNow, { rows: rows.length, agreed: agreements.map((agreement) => agreement.side), wasAgreed: before !== undefined }) : []
  if (rows.length === 0 && one.stepKind !== 'plan' && tasks.length === 0) return undefined
  const path = `/veiledning/${one.id}/plan`
  const mine = agreements.some((agreement) => agreement.side === side)
  return {
    id: 'plan',
    title: t('work.plan'),
    print: [
      ...rows.flatMap((row, at): PdfBlock[] => [{ kind: 'heading', level: 2, text: t('work.plan.row', { number: at + 1 }) }, facts(planRowFacts(page, row))]),
      { kind: 'list', items: agreements.map((agreement) => agreedText(page, agreement)) },
    ],
    tasks,
    body: (
      <div class="flow">
        {rows.length === 0 ? <p>{t('work.plan.empty')}</p> : <Agreements agreements={agreements} />}
        {before && (
          <>
            <p>{t('work.plan.void', { name: before.voidBy, date: formats(lang).dateTime(before.voidAt) })}</p>
            <Details summary={t('work.plan.before', { date: formats(lang).dateTime(before.agreedAt) })}>
              <PlanRows rows={before.rows} level={3} />
            </Details>
          </>
        )}
        <PlanRows rows={rows} level={3} />
        {acts(request) && <Links links={[...(rows.length > 0 && !mine ? [{ href: `${path}/godkjenning`, text: t('work.plan.to-agreement') }] : []), { href: path, text: t('work.plan.write') }]} />}
      </div>
    ),
  }
}

/** The sessions, and what is agreed until next time. The sum of time used is the team's own. */
const sessionsPart: PartLoader = async (request) => {
  const { tx, one, page, side } = request
  const { t, lang } = page
  const sessions = await loadSessions(tx, one.id)
  const last = sessions.at(-1)
  const inStepNow = inStepOf(request)
  const tasks = inStepNow ? sessionTasks(inStepNow, last?.nextOn, sessions.length, osloDate(request.now)) : []
  if (sessions.length === 0 && one.stepKind !== 'sessions' && tasks.length === 0) return undefined
  const start = side === 'team' ? await loadStart(tx, one.id) : undefined
  const minutes = sessions.reduce((sum, session) => sum + session.minutes, start?.minutes ?? 0)
  const corrections = await loadCorrections(tx, one.id)
  const href = `/veiledning/${one.id}/okter/ny`
  const part: CasePart = {
    id: 'okter',
    title: t('work.sessions'),
    print: sessions.flatMap((session): PdfBlock[] => [{ kind: 'heading', level: 2, text: t('work.session.title', { number: session.number, theme: session.theme, date: formatDate(session.heldOn, lang, 'long') }) }, facts(sessionRows(page, session, false)), ...correctionsPrint(page, corrections, session.id)]),
    tasks,
    body: (
      <div class="flow">
        {side === 'team' && minutes > 0 && <p>{t('work.minutes.sum', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })}</p>}
        {!last && <p>{t('work.session.none')}</p>}
        {sessions.toReversed().map((session) => (
          <Details summary={t('work.session.title', { number: session.number, theme: session.theme, date: formatDate(session.heldOn, lang, 'long') })} open={session === last}>
            <Corrections corrections={corrections} aboutId={session.id} />
            <SessionFacts kept={session} team={side === 'team'} />
            <RecordLinks request={request} kept={session} changeHref={`/veiledning/${one.id}/okter/${session.id}`} kind="meeting" about={t('work.session.number', { number: session.number })} />
          </Details>
        ))}
        {actsForTeam(request) && <Links links={[{ href, text: t('work.session.write') }]} />}
      </div>
    ),
  }
  return part
}

/** The parts of the work, in the order the work is done. */
export const workParts: readonly PartLoader[] = [anchoringPart, startPart, observationsPart, planPart, sessionsPart]
