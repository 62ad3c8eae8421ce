import { formatDate } from '../../../../kernel/dates.ts'
import type { Language } from '../../../../kernel/language.ts'
import { Button } from '../../../../ui/button.tsx'
import { usePage, type PageContext } from '../../../../ui/context.tsx'
import { DateField, TextField } from '../../../../ui/fields.tsx'
import { Form } from '../../../../ui/form.tsx'
import type { Side } from '../../cases/rules.ts'
import { dateForField, errorsOf, fieldGiver, FormPage, type CaseHead, type Problem } from '../pages.tsx'
import type { Proposal, TimeAndPlace } from './rules.ts'

/** 'torsdag 3. desember 2026 kl. 10.00' */
const timeText = (time: Pick<TimeAndPlace, 'onDate' | 'atTime'>, lang: Language): string =>
  lang === 'en' ? `${formatDate(time.onDate, lang, 'weekday')} at ${time.atTime}` : `${formatDate(time.onDate, lang, 'weekday')} kl. ${time.atTime.replace(':', '.')}`

type Props = { readonly page: PageContext; readonly one: CaseHead; readonly current: Proposal | undefined; readonly formKey: string; readonly problem: Problem | undefined }

/** Proposes a time and a place for the start meeting. */
export const ProposeTimePage = ({ page, one, current, formKey, problem }: Props) => {
  const { t, lang } = page
  const labels = { onDate: t('work.time.date'), atTime: t('work.time.clock'), place: t('work.time.place') }
  const errors = errorsOf(t, labels, problem)
  const values: Readonly<Record<string, string>> = problem?.sent.values ?? (current ? { onDate: dateForField(current.onDate), atTime: current.atTime.replace(':', '.'), place: current.place } : {})
  const f = fieldGiver(labels, values, errors)
  return (
    <FormPage page={page} one={one} title={t(current ? 'work.time.propose-other' : 'work.time.propose')} intro={t('work.time.intro')} action={`/veiledning/${one.id}/oppstartsmote/tid`} part="oppstart" problem={problem} errors={errors} labels={labels} hidden={{ key: formKey }} submit={t('work.time.send')} before={current && <p>{t('work.time.replaces', { time: timeText(current, lang) })}</p>}>
      <DateField {...f('onDate')} mark="required" />
      <TextField {...f('atTime')} hint={t('work.time.clock.hint')} width={6} mark="required" />
      <TextField {...f('place')} hint={t('work.time.place.hint')} mark="required" guard />
    </FormPage>
  )
}

/** The time that is proposed or accepted, and the button that accepts it. */
export const ProposalNotice = ({ caseId, proposal, side, acts }: { readonly caseId: string; readonly proposal: Proposal; readonly side: Side; readonly acts: boolean }) => {
  const { t, lang } = usePage()
  const words = { time: timeText(proposal, lang), place: proposal.place, name: proposal.by }
  if (proposal.acceptedBy !== undefined)
    return (
      <>
        <p>{t('work.time.accepted', { ...words, accepted: proposal.acceptedBy })}</p>
        <p>
          <a class="ds-link" href={`/veiledning/${caseId}/oppstartsmote/kalender.ics`} download>
            {t('work.time.calendar')}
          </a>
        </p>
      </>
    )
  return (
    <>
      <p>{t('work.time.proposed', words)}</p>
      {proposal.side === side ? (
        <p class="subtle">{t(side === 'team' ? 'work.time.waits-for-head' : 'work.time.waits-for-team')}</p>
      ) : (
        acts && (
          <Form action={`/veiledning/${caseId}/oppstartsmote/tid/godta`} label={t('work.time.accept')}>
            <input type="hidden" name="proposal" value={proposal.id} />
            <Button variant="secondary">{t('work.time.accept')}</Button>
          </Form>
        )
      )}
    </>
  )
}
