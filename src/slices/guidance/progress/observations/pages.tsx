import { formatDate, osloDate } from '../../../../kernel/dates.ts'
import type { Translate } from '../../../../texts/index.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { RadioGroup } from '../../../../ui/choices.tsx'
import { usePage, type PageContext } from '../../../../ui/context.tsx'
import { DateField, SelectField, TextArea, TextField } from '../../../../ui/fields.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import { dateForField, errorsOf, fieldGiver, FormPage, WrittenBy, type CaseHead, type Problem } from '../pages.tsx'
import { longest } from '../rules.ts'
import { wholeKindergarten } from './rules.ts'
import type { KeptObservation } from './store.ts'

/** The name of a department, or the words for all of them. */
export const departmentText = (department: string, t: Translate): string => (department === wholeKindergarten ? t('work.observation.whole') : department)

type Props = {
  readonly page: PageContext
  readonly one: CaseHead
  readonly kept: KeptObservation | undefined
  readonly departments: readonly string[]
  /** What is left to observe; the first of it is chosen for a new observation. */
  readonly remaining: readonly string[]
  readonly formKey: string
  readonly problem: Problem | undefined
}

/** One observation of one department: the adults' practice and the surroundings, never children one by one. */
export const ObservationPage = ({ page, one, kept, departments, remaining, formKey, problem }: Props) => {
  const { t } = page
  const labels = {
    department: t('work.observation.department'), observedOn: t('work.observation.date'), focus: t('work.observation.focus'), tool: t('work.observation.tool'), situations: t('work.observation.situations'), adultPractice: t('work.observation.adult-practice'), strengths: t('work.observation.strengths'), questions: t('work.observation.questions'), feedbackOn: t('work.observation.feedback-on'),
  }
  const errors = errorsOf(t, labels, problem)
  const values: Readonly<Record<string, string>> =
    problem?.sent.values ??
    (kept
      ? { department: kept.department, observedOn: dateForField(kept.observedOn), focus: kept.focus, tool: kept.tool, situations: kept.situations, adultPractice: kept.adultPractice, strengths: kept.strengths, questions: kept.questions, feedbackOn: dateForField(kept.feedbackOn) }
      : remaining.length === 1 ? { department: remaining[0] ?? '' } : {})
  const f = fieldGiver(labels, values, errors)
  const options = departments.map((department) => ({ value: department, text: departmentText(department, t) }))
  return (
    <FormPage page={page} one={one} title={t(kept ? 'work.observation.change' : 'work.observation.write')} intro={t('work.observation.intro')} action={`/veiledning/${one.id}/observasjoner/${kept?.id ?? 'ny'}`} part="observasjoner" problem={problem} errors={errors} labels={labels} hidden={{ key: formKey }} submit={t('common.save')} before={<OnlyAdults />}>
      {options.length > 7 ? <SelectField {...f('department')} options={options} mark="required" /> : <RadioGroup {...f('department')} options={options} mark="required" />}
      <DateField {...f('observedOn')} mark="required" />
      <TextField {...f('focus')} hint={t('work.observation.focus.hint')} mark="required" guard />
      <TextField {...f('tool')} hint={t('work.observation.tool.hint')} mark="optional" guard />
      <TextArea {...f('situations')} hint={t('work.observation.situations.hint')} limit={longest.long} mark="required" guard />
      <TextArea {...f('adultPractice')} hint={t('work.observation.adult-practice.hint')} limit={longest.long} mark="required" guard />
      <TextArea {...f('strengths')} limit={longest.long} mark="required" guard />
      <TextArea {...f('questions')} hint={t('work.observation.questions.hint')} limit={longest.long} mark="optional" guard />
      <DateField {...f('feedbackOn')} hint={t('work.observation.feedback-on.hint')} mark="optional" />
    </FormPage>
  )
}

const OnlyAdults = () => {
  const { t } = usePage()
  return (
    <Alert title={t('work.observation.adults.title')}>
      <p>{t('work.observation.adults.text')}</p>
    </Alert>
  )
}

/** One observation, for reading. */
export const ObservationFacts = ({ kept }: { readonly kept: KeptObservation }) => (
  <>
    <SummaryList rows={observationRows(usePage(), kept)} />
    <WrittenBy by={kept.writtenByName} on={osloDate(kept.writtenAt)} changedOn={kept.changedAt && osloDate(kept.changedAt)} />
  </>
)

/** One observation, each fact under its name. */
export const observationRows = ({ t, lang }: PageContext, kept: KeptObservation) => [
  { term: t('work.observation.focus'), value: kept.focus },
  ...(kept.tool ? [{ term: t('work.observation.tool'), value: kept.tool }] : []),
  { term: t('work.observation.situations'), value: kept.situations },
  { term: t('work.observation.adult-practice'), value: kept.adultPractice },
  { term: t('work.observation.strengths'), value: kept.strengths },
  { term: t('work.observation.questions'), value: kept.questions },
  { term: t('work.observation.feedback-on'), value: kept.feedbackOn && formatDate(kept.feedbackOn, lang, 'weekday') },
]
