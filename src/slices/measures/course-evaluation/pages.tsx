import { formatDate } from '../../../kernel/dates.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button } from '../../../ui/button.tsx'
import { RadioGroup } from '../../../ui/choices.tsx'
import { nameless, type PageContext } from '../../../ui/context.tsx'
import { DateField, TextArea } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { formats } from '../../../texts/index.ts'
import type { Evaluation } from './rules.ts'
import type { Asked, Result } from './store.ts'

type Page = { readonly page: PageContext }
export type EvaluationView = { readonly course: { readonly id: string; readonly title: string }; readonly evaluation: Evaluation | undefined; readonly open: boolean; /** Somebody has a seat and has not been sent a link. */ readonly unsent: boolean; /** Fewer have a seat than must have answered before anything is shown. */ readonly tooSmall: boolean; readonly result: Result | undefined; readonly form: ShownForm; readonly closesOn: string }
export const labelsOf = (t: PageContext['t']) => ({ pastander: t('course-evaluation.statements'), stenger: t('course-evaluation.closes') })

/** The evaluation of a course, for whoever arranges it: asking, the link while it is open, and what may be shown when it is over. */
export const EvaluationPage = ({ page, view }: Page & { readonly view: EvaluationView }) => {
  const { t, lang } = page
  const { course, evaluation, open, form } = view
  const action = `/kurs/${course.id}/evaluering`
  const labels = labelsOf(t)
  return (
    <Layout page={page} title={t('course-evaluation.title')} above={course.title} intro={t('course-evaluation.intro')} back={{ href: `/kurs/${course.id}`, text: t('attendance.back') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={labels} />
      {view.tooSmall && <Alert kind="info">{t('course-evaluation.too-small')}</Alert>}
      {!evaluation && (
        <Form action={action}>
          <TextArea name="pastander" label={labels.pastander} hint={t('course-evaluation.statements.hint')} rows={6} value={form.typed['pastander'] ?? t('course-evaluation.usual')} error={errorFor(form.errors, 'pastander')} guard />
          <DateField name="stenger" label={labels.stenger} value={form.typed['stenger'] ?? view.closesOn} error={errorFor(form.errors, 'stenger')} />
          <GuardNotice warnings={form.warnings} labels={labels} />
          <Button>{t('course-evaluation.open')}</Button>
        </Form>
      )}
      {evaluation && open && (
        <Section title={t('course-evaluation.link')}>
          <p class="ds-paragraph">{t('course-evaluation.sent', { count: evaluation.asked, day: formatDate(evaluation.closesOn, lang, 'long') })}</p>
          <p class="ds-paragraph">{t('course-evaluation.sent.text')}</p>
          {view.unsent && (
            <Form action={`${action}/nye`} label={t('course-evaluation.send-new')}>
              <Button variant="secondary">{t('course-evaluation.send-new')}</Button>
            </Form>
          )}
          <p class="ds-paragraph">{view.result?.answered === undefined ? t('course-evaluation.few') : t('course-evaluation.answered', { count: view.result.answered })}</p>
          <Form action={`${action}/lukking`}>
            <Button variant="secondary">{t('course-evaluation.close')}</Button>
          </Form>
        </Section>
      )}
      {evaluation && !open && view.result && <Results page={page} evaluation={evaluation} result={view.result} />}
    </Layout>
  )
}

const Results = ({ page, evaluation, result }: Page & { readonly evaluation: Evaluation; readonly result: Result }) => {
  const { t, lang } = page
  if (result.answered === undefined) return <p class="ds-paragraph">{t('course-evaluation.too-few')}</p>
  return (
    <>
      <Section title={t('course-evaluation.result')}>
        <p class="ds-paragraph">{t('course-evaluation.answered', { count: result.answered })}</p>
        <Table
          caption={t('course-evaluation.result')}
          hiddenCaption
          rows={evaluation.statements.map((statement, at) => ({ statement, mean: result.means[at] }))}
          rowKey={({ statement }) => statement}
          columns={[
            { key: 'statement', title: t('course-evaluation.statement'), heading: true, cell: ({ statement }) => statement },
            { key: 'mean', title: t('course-evaluation.mean'), numeric: true, cell: ({ mean }) => (mean === undefined ? t('course-evaluation.mean.none') : formats(lang).decimal(mean)) },
          ]}
        />
      </Section>
      {result.words.length > 0 && (
        <Section title={t('course-evaluation.words')}>
          <ul class="ds-list">
            {result.words.map((words) => (
              <li class="prose">{words}</li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

const values = ['1', '2', '3', '4', '5', '0'] as const

export const AnswerPage = ({ page, ticket, asked, form }: Page & { readonly ticket: string; readonly asked: Asked; readonly form: ShownForm }) => {
  const { t, lang } = page
  return (
    <Layout page={nameless(page)} withoutAccount title={t('course-evaluation.answer')} above={asked.course} intro={t('course-evaluation.answer.intro', { day: formatDate(asked.closesOn, lang, 'long') })} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={Object.fromEntries(asked.statements.map((statement, at) => [`p${at + 1}`, statement]))} />
      <Form action={`/kursevaluering/${ticket}`}>
        {asked.statements.map((statement, at) => (
          <RadioGroup name={`p${at + 1}`} label={statement} value={form.typed[`p${at + 1}`]} options={values.map((value) => ({ value, text: t(`course-evaluation.value.${value}`) }))} error={errorFor(form.errors, `p${at + 1}`)} />
        ))}
        <TextArea name="ord" label={t('course-evaluation.own-words')} hint={t('course-evaluation.own-words.hint')} mark="optional" limit={1000} value={form.typed['ord']} error={errorFor(form.errors, 'ord')} guard />
        <GuardNotice warnings={form.warnings} labels={{ ord: t('course-evaluation.own-words') }} />
        <Button>{t('course-evaluation.send')}</Button>
      </Form>
    </Layout>
  )
}

export const ThanksPage = ({ page }: Page) => <Layout page={nameless(page)} withoutAccount title={page.t('course-evaluation.thanks')}><p class="ds-paragraph">{page.t('course-evaluation.thanks.text')}</p></Layout>
export const GonePage = ({ page }: Page) => <Layout page={nameless(page)} withoutAccount title={page.t('course-evaluation.gone')}><p class="ds-paragraph">{page.t('course-evaluation.gone.text')}</p></Layout>
