import { formatDateTime } from '../../../../kernel/dates.ts'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { Card } from '../../../../ui/card.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { fieldId } from '../../../../ui/field-frame.tsx'
import { TextArea } from '../../../../ui/fields.tsx'
import { errorFor, Form } from '../../../../ui/form.tsx'
import { cameBack, emptyForm, GuardNotice, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { Details } from '../../../../ui/details.tsx'
import { Section } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import { Tag } from '../../../../ui/tag.tsx'
import type { Translate } from '../../../../texts/index.ts'
import { halfText, nameOf, PartFrame, partPath, type PartView } from '../frame/pages.tsx'
import { otherThan } from '../rules.ts'
import { inOrder, mostAnswers, slowAfter, timesByHalf, waited, type Times } from './rules.ts'
import type { Question } from './store.ts'

export const askLabels = (t: Translate) => ({ sporsmal: t('pair.question.text') })
export const answerLabels = (t: Translate) => ({ svar: t('pair.question.answer') })

type View = PartView & { readonly questions: readonly Question[]; readonly times: readonly Times[]; readonly startKey: string; /** The thread whose answer came back. */ readonly answering: string | undefined; readonly shown: ShownForm }

/** What the two ask each other, those without an answer first; and how long answers take. The county governor and the network see the times. */
export const QuestionsPage = ({ view }: { readonly view: View }) => {
  const { page, one, side, writes, answering } = view
  // The field of an answer is named after its question: the list of what is wrong leads there.
  const shown = answering === undefined ? view.shown : { ...view.shown, errors: view.shown.errors.map((error) => (error.field === 'svar' ? { ...error, field: answerField(answering) } : error)) }
  const { t } = page
  return (
    <PartFrame view={view} part="questions" shown={shown} labels={{ ...askLabels(t), ...answerLabels(t) }}>
      {side === undefined ? (
        <p class="ds-paragraph">{t('pair.question.times-only')}</p>
      ) : (
        <>
          {view.questions.length === 0 && (
            <EmptyState title={t('pair.question.none')}>
              <p>{t('pair.question.none.text')}</p>
            </EmptyState>
          )}
          {inOrder(view.questions).map((question) => <Thread page={page} view={{ ...view, shown }} question={question as Question} />)}
          {writes && (
            <Details summary={t('pair.question.ask', { who: nameOf(one, otherThan(side)) })} open={cameBack(shown) && answering === undefined}>
              <Form action={partPath(one.id, 'questions')} label={t('pair.question.text')} leaveWarning>
                <input type="hidden" name="nokkel" value={view.startKey} />
                <TextArea name="sporsmal" label={t('pair.question.text')} hint={t('pair.question.hint')} limit={2000} rows={3} value={shown.typed['sporsmal']} error={errorFor(shown.errors, 'sporsmal')} guard />
                {answering === undefined && <GuardNotice warnings={shown.warnings} labels={askLabels(t)} />}
                <ButtonRow>
                  <Button>{t('pair.question.send')}</Button>
                </ButtonRow>
              </Form>
            </Details>
          )}
        </>
      )}
      <AnswerTimes view={view} />
    </PartFrame>
  )
}

const answerField = (thread: string): string => `svar-${thread}`

const Thread = ({ page, view, question }: { readonly page: PageContext; readonly view: View; readonly question: Question }) => {
  const { t, lang } = page
  const { one, side, today, writes } = view
  const shown = view.answering === question.id ? view.shown : emptyForm
  const mayAnswer = writes && (question.answeredAt !== undefined || question.side !== side) && question.answers.length < mostAnswers
  const field = answerField(question.id)
  const id = fieldId(field)
  const about = question.question.slice(0, 60)
  return (
    <Card title={<>{t('pair.question.from', { who: nameOf(one, question.side) })}<span class="ds-sr-only">: {about}</span></>} level={2}>
      <div class="flow">
        <p>
          {question.answeredAt ? <Tag color="success">{t('pair.question.answered', { count: waited(question, today) })}</Tag> : <Tag color={waited(question, today) > slowAfter ? 'warning' : 'info'}>{t('pair.question.waits', { count: waited(question, today) })}</Tag>}
        </p>
        <p class="long-text">{question.question}</p>
        <p class="subtle">{`${question.askedBy}, ${formatDateTime(question.askedAt, lang)}`}</p>
        {question.answers.length > 0 && (
          <ul class="ds-list">
            {question.answers.map((answer) => (
              <li>
                <p class="long-text">{answer.answer}</p>
                <p class="subtle">{`${answer.by}, ${nameOf(one, answer.side)}, ${formatDateTime(answer.at, lang)}`}</p>
              </li>
            ))}
          </ul>
        )}
        {mayAnswer && (
          <Details summary={t(question.answeredAt ? 'pair.question.more' : 'pair.question.answer')} about={about} open={cameBack(shown)}>
            <Form action={partPath(one.id, 'questions', `/${question.id}`)} label={`${t('pair.question.answer')}: ${about}`} leaveWarning>
              <TextArea id={id} name="svar" label={t('pair.question.answer')} limit={2000} rows={3} value={shown.typed['svar']} error={errorFor(shown.errors, field)} guard />
              <GuardNotice warnings={shown.warnings} labels={answerLabels(t)} at={id} />
              <ButtonRow>
                <Button variant="secondary" about={about}>{t('pair.question.send-answer')}</Button>
              </ButtonRow>
            </Form>
          </Details>
        )}
      </div>
    </Card>
  )
}

const AnswerTimes = ({ view: { page, one, times, today } }: { readonly view: View }) => {
  const { t, lang } = page
  const rows = timesByHalf(times, today)
  if (rows.length === 0) return null
  return (
    <Section title={t('pair.question.times')}>
      <Table
        caption={t('pair.question.times')}
        hiddenCaption
        rows={rows}
        rowKey={({ half, side }) => `${half}${side}`}
        columns={[
          { key: 'half', title: t('pair.half'), heading: true, cell: ({ half }) => halfText(page, half) },
          { key: 'who', title: t('pair.question.who-answers'), cell: ({ side }) => nameOf(one, side) },
          { key: 'median', title: t('pair.question.median'), numeric: true, cell: ({ median }) => (median === undefined ? '–' : median.toLocaleString(lang === 'en' ? 'en-GB' : 'nb-NO')) },
          { key: 'answered', title: t('pair.question.count'), numeric: true, cell: ({ answered }) => String(answered) },
          { key: 'waiting', title: t('pair.question.waiting'), numeric: true, cell: ({ waiting }) => String(waiting) },
        ]}
      />
      <p class="subtle">{t('pair.question.times.note')}</p>
    </Section>
  )
}
