import { formatDate, osloDate } from '../../../../kernel/dates.ts'
import { DateField, TextArea, TextField } from '../../../../ui/fields.tsx'
import { RadioGroup } from '../../../../ui/choices.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import { usePage, type PageContext } from '../../../../ui/context.tsx'
import { longest } from '../rules.ts'
import { dateForField, errorsOf, fieldGiver, FormPage, SystemReminder, WrittenBy, type CaseHead, type Problem } from '../pages.tsx'
import { sessionForms } from './rules.ts'
import type { KeptSession, KeptStart } from './store.ts'

type Props<Kept> = { readonly page: PageContext; readonly one: CaseHead; readonly kept: Kept | undefined; readonly formKey: string; readonly problem: Problem | undefined; readonly proposedOn?: string | undefined }

/** What was agreed at the start meeting: written by the adviser, read by the kindergarten. */
export const StartMeetingPage = ({ page, one, kept, formKey, problem, proposedOn }: Props<KeptStart>) => {
  const { t } = page
  const labels = {
    heldOn: t('work.start.held-on'), participants: t('work.start.participants'), expectations: t('work.start.expectations'), divisionOfRoles: t('work.start.roles'), observationPlan: t('work.start.observation-plan'), dates: t('work.start.dates'), minutes: t('work.minutes'),
  }
  const errors = errorsOf(t, labels, problem)
  const values: Record<string, string> = problem?.sent.values ??
    (kept
      ? { heldOn: dateForField(kept.heldOn), participants: kept.participants, expectations: kept.expectations, divisionOfRoles: kept.divisionOfRoles, observationPlan: kept.observationPlan, dates: kept.dates, minutes: String(kept.minutes) }
      : { heldOn: proposedOn ?? '' })
  const f = fieldGiver(labels, values, errors)
  return (
    <FormPage page={page} one={one} title={t(kept ? 'work.start.change' : 'work.start.write')} intro={t('work.start.intro')} action={`/veiledning/${one.id}/oppstartsmote`} part="oppstart" problem={problem} errors={errors} labels={labels} hidden={{ key: formKey, ...(kept ? { change: 'ja' } : {}) }} submit={t('common.save')} before={<SystemReminder />}>
      <DateField {...f('heldOn')} mark="required" />
      <TextField {...f('participants')} hint={t('work.participants.hint')} mark="required" guard />
      <TextArea {...f('expectations')} hint={t('work.start.expectations.hint')} limit={longest.long} mark="required" guard />
      <TextArea {...f('divisionOfRoles')} hint={t('work.start.roles.hint')} limit={longest.long} mark="required" guard />
      <TextArea {...f('observationPlan')} hint={t('work.start.observation-plan.hint')} limit={longest.long} rows={3} mark="optional" guard />
      <TextArea {...f('dates')} hint={t('work.start.dates.hint')} limit={longest.long} rows={3} mark="optional" guard />
      <TextField {...f('minutes')} hint={t('work.minutes.hint')} inputmode="numeric" width={6} mark="required" />
    </FormPage>
  )
}

/** One session of guidance, new or changed within a day. */
export const SessionPage = ({ page, one, kept, formKey, problem }: Props<KeptSession>) => {
  const { t } = page
  const labels = { heldOn: t('work.session.held-on'), form: t('work.session.form'), participants: t('work.session.participants'), theme: t('work.session.theme'), agreed: t('work.session.agreed'), nextOn: t('work.session.next-on'), minutes: t('work.minutes') }
  const errors = errorsOf(t, labels, problem)
  const values: Record<string, string> =
    problem?.sent.values ?? (kept ? { heldOn: dateForField(kept.heldOn), form: kept.form, participants: kept.participants, theme: kept.theme, agreed: kept.agreed, nextOn: dateForField(kept.nextOn), minutes: String(kept.minutes) } : {})
  const f = fieldGiver(labels, values, errors)
  const title = kept ? t('work.session.change', { number: kept.number }) : t('work.session.write')
  return (
    <FormPage page={page} one={one} title={title} intro={t('work.session.intro')} action={`/veiledning/${one.id}/okter/${kept?.id ?? 'ny'}`} part="okter" problem={problem} errors={errors} labels={labels} hidden={{ key: formKey }} submit={t('common.save')} before={<SystemReminder />}>
      <DateField {...f('heldOn')} mark="required" />
      <RadioGroup {...f('form')} options={sessionForms.map((form) => ({ value: form, text: t(`work.form.${form}`) }))} mark="required" />
      <TextField {...f('participants')} hint={t('work.participants.hint')} mark="optional" guard />
      <TextField {...f('theme')} mark="required" guard />
      <TextArea {...f('agreed')} hint={t('work.session.agreed.hint')} limit={longest.long} mark="required" guard />
      <DateField {...f('nextOn')} mark="optional" />
      <TextField {...f('minutes')} hint={t('work.minutes.hint')} inputmode="numeric" width={6} mark="required" />
    </FormPage>
  )
}

/** What was agreed at the start meeting, for reading. Minutes are only given to the team. */
export const StartMeetingFacts = ({ kept, team }: { readonly kept: KeptStart; readonly team: boolean }) => {
  return (
    <>
      <SummaryList rows={startRows(usePage(), kept, team)} />
      <WrittenBy by={kept.writtenByName} on={osloDate(kept.writtenAt)} changedOn={kept.changedAt && osloDate(kept.changedAt)} />
    </>
  )
}

/** What was agreed at the start meeting, each under its name; the time used is the team's own. */
export const startRows = ({ t, lang }: PageContext, kept: KeptStart, team: boolean) => [
  { term: t('work.start.held-on'), value: formatDate(kept.heldOn, lang, 'weekday') },
  { term: t('work.start.participants'), value: kept.participants },
  { term: t('work.start.expectations'), value: kept.expectations },
  { term: t('work.start.roles'), value: kept.divisionOfRoles },
  { term: t('work.start.observation-plan'), value: kept.observationPlan },
  { term: t('work.start.dates'), value: kept.dates },
  ...(team ? [{ term: t('work.minutes.used'), value: t('work.minutes.count', { count: kept.minutes }) }] : []),
]

/** One session, for reading. */
export const SessionFacts = ({ kept, team }: { readonly kept: KeptSession; readonly team: boolean }) => {
  return (
    <>
      <SummaryList rows={sessionRows(usePage(), kept, team)} />
      <WrittenBy by={kept.writtenByName} on={osloDate(kept.writtenAt)} changedOn={kept.changedAt && osloDate(kept.changedAt)} />
    </>
  )
}

/** One session, each fact under its name; the time used is the team's own. */
export const sessionRows = ({ t, lang }: PageContext, kept: KeptSession, team: boolean) => [
  { term: t('work.session.held-on'), value: formatDate(kept.heldOn, lang, 'weekday') },
  { term: t('work.session.form'), value: t(`work.form.${kept.form}`) },
  ...(kept.participants ? [{ term: t('work.session.participants'), value: kept.participants }] : []),
  { term: t('work.session.agreed'), value: kept.agreed },
  ...(kept.nextOn ? [{ term: t('work.session.next-on'), value: formatDate(kept.nextOn, lang, 'weekday') }] : []),
  ...(team ? [{ term: t('work.minutes.used'), value: t('work.minutes.count', { count: kept.minutes }) }] : []),
]
