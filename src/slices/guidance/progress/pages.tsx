import type { ComponentChildren } from 'preact'
import { formatDate, type LocalDate } from '../../../kernel/dates.ts'
import { work } from '../../../texts/nb/work.ts'
import type { PlainKey, Translate } from '../../../texts/index.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import { usePage, type PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { ErrorSummary, Form, type FieldError } from '../../../ui/form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { cameBack, GuardNotice } from '../../../ui/guard-notice.tsx'
import type { Case } from '../cases/store.ts'
import type { Sent } from './forms.ts'
import type { WorkRefusal } from './refusals.ts'

/** What came back of a form: what was typed and what is wrong, or why the case refuses it. */
export type Problem = { readonly sent: Sent; readonly because?: WorkRefusal | undefined }
export type CaseHead = Pick<Case, 'id' | 'reference' | 'kindergartenName'>

/** Refusals that are about what was typed in a field, and stand by it. The others are about the case. */
const fieldOfRefusal: Partial<Record<WorkRefusal, readonly string[]>> = {
  'held-in-future': ['heldOn', 'observedOn'],
  'held-before-sent': ['heldOn', 'observedOn'],
  'next-before-session': ['nextOn'],
  'unknown-department': ['department'],
  'feedback-before-observation': ['feedbackOn'],
  'time-passed': ['onDate'],
  'time-too-far': ['onDate'],
  'evaluate-not-ahead': ['evaluateOn'],
  'evaluate-too-far': ['evaluateOn'],
  'how-missing': ['staffInvolvedHow'],
}
export const isAboutField = (because: WorkRefusal): boolean => fieldOfRefusal[because] !== undefined

type ErrorKey = Extract<PlainKey, `work.error.${string}`>
const isErrorKey = (key: string): key is ErrorKey => key.startsWith('work.error.') && Object.hasOwn(work, key.slice('work.'.length))

/** The errors of a form in the order of its fields, each with a sentence that says what to do. */
export function errorsOf(t: Translate, labels: Readonly<Record<string, string>>, problem: Problem | undefined): FieldError[] {
  if (!problem) return []
  const { errors, stops } = problem.sent
  const { because } = problem
  return Object.keys(labels).flatMap((name) => {
    const key = errors[name]
    if (key !== undefined) return [{ field: name, text: t(isErrorKey(key) ? key : 'work.error.other') }]
    if (stops.includes(name)) return [{ field: name, text: t('common.guard.national-id') }]
    return because && fieldOfRefusal[because]?.includes(name) ? [{ field: name, text: t(`work.refusal.${because}`) }] : []
  })
}

/** What a field is given: its name, its label, what was typed or is kept, and what is wrong with it. */
export const fieldGiver = (labels: Readonly<Record<string, string>>, values: Readonly<Record<string, string>>, errors: readonly FieldError[]) => (name: string) => ({
  name,
  label: labels[name] ?? name,
  value: values[name],
  error: errors.find((error) => error.field === name)?.text,
})

export type FormPageProps = {
  readonly page: PageContext
  readonly one: CaseHead
  readonly title: string
  readonly intro?: ComponentChildren
  readonly action: string
  /** Where the way back leads on the case page. */
  readonly part: string
  readonly problem: Problem | undefined
  readonly errors: readonly FieldError[]
  readonly labels: Readonly<Record<string, string>>
  readonly hidden: Readonly<Record<string, string>>
  readonly submit: string
  /** Stands between the errors and the form. */
  readonly before?: ComponentChildren
  readonly children: ComponentChildren
}

/** A page with one form of a case's work. */
export const FormPage = (props: FormPageProps) => {
  const { page, one, problem, errors, labels } = props
  const { t } = page
  return (
    <WorkPage page={page} one={one} title={props.title} intro={mayWrite(problem) && props.intro} part={props.part} hasErrors={cameBack({ errors, warnings: problem?.sent.warnings ?? [] })}>
      <RefusalNotice problem={problem} />
      <ErrorSummary errors={errors} />
      {mayWrite(problem) && (
        <>
          {props.before}
          <Form action={props.action} leaveWarning>
            {Object.entries(props.hidden).map(([name, value]) => (
              <input type="hidden" name={name} value={value} />
            ))}
            {props.children}
            <GuardNotice warnings={problem?.sent.warnings ?? []} labels={labels} />
            <ButtonRow>
              <Button>{props.submit}</Button>
              <LinkButton variant="tertiary" href={`/veiledning/${one.id}#${props.part}`}>
                {t('common.cancel')}
              </LinkButton>
            </ButtonRow>
          </Form>
        </>
      )}
    </WorkPage>
  )
}

/** Without anything typed, a form the case refuses is left out: nobody should write in vain. What has been typed is never lost. */
const mayWrite = (problem: Problem | undefined): boolean => !problem?.because || Object.keys(problem.sent.values).length > 0

type WorkPageProps = Pick<FormPageProps, 'page' | 'one' | 'title' | 'intro' | 'part' | 'children'> & { readonly hasErrors?: boolean }

/** A page of a case's work, with the way back to its part of the case. */
export const WorkPage = ({ page, one, title, intro, part, hasErrors = false, children }: WorkPageProps) => (
  <Layout
    page={page}
    title={title}
    above={page.t('work.above', { kindergarten: one.kindergartenName, reference: one.reference })}
    back={{ href: `/veiledning/${one.id}#${part}`, text: page.t('work.back') }}
    hasErrors={hasErrors}
    {...(intro ? { intro } : {})}
  >
    {children}
  </Layout>
)

/** Why the case refuses what was sent, when it is not about one of the fields. */
export const RefusalNotice = ({ problem }: { readonly problem: Problem | undefined }) => {
  const { t } = usePage()
  if (!problem?.because || isAboutField(problem.because)) return null
  return (
    <Alert kind="warning" title={t('work.refused')}>
      <p>{t(`work.refusal.${problem.because}`)}</p>
    </Alert>
  )
}

/** Adults and surroundings, never children one by one: stands where people are about to write. */
export const SystemReminder = () => {
  const { t } = usePage()
  return (
    <Details summary={t('work.system.title')}>
      <p>{t('work.system.text')}</p>
      <p>{t('work.system.example')}</p>
    </Details>
  )
}

/** 'Skrevet av Ragnhild Dal 3. desember 2026', and that it has been changed since. */
export const WrittenBy = ({ by, on, changedOn }: { readonly by: string; readonly on: LocalDate; readonly changedOn: LocalDate | undefined }) => {
  const { t, lang } = usePage()
  const date = formatDate(on, lang, 'long')
  return <p class="subtle">{changedOn ? t('work.written-changed', { name: by, date, changed: formatDate(changedOn, lang, 'long') }) : t('work.written', { name: by, date })}</p>
}

/** A date for a field, as people write it; empty for none. */
export const dateForField = (date: LocalDate | undefined): string => (date ? `${Number(date.slice(8, 10))}.${Number(date.slice(5, 7))}.${date.slice(0, 4)}` : '')
