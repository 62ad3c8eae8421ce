import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { usePage, type PageContext } from '../../../../ui/context.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { TextArea } from '../../../../ui/fields.tsx'
import { ErrorSummary, Form } from '../../../../ui/form.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { errorIn, typedOr, type Back } from '../back.ts'
import { longestAnswer } from './forms.ts'
import type { Asked, Clarification } from './store.ts'

type View = { readonly report: Asked; readonly clarifications: readonly Clarification[]; readonly back: Back }

/** The applicant's own page: what the county governor asks about, and the answer. */
export const ClarificationPage = ({ page, view }: { readonly page: PageContext; readonly view: View }) => {
  const { t } = page
  const { report, clarifications, back } = view
  return (
    <Layout page={page} title={t('review.applicant.title')} above={`${report.reference} · ${report.title}`} intro={t('review.applicant.intro')} back={{ href: `/behov/${report.id}`, text: t('review.applicant.back') }} hasErrors={back.errors.length > 0 || back.refused !== undefined}>
      <ErrorSummary errors={back.errors.map(({ field, text }) => ({ field: `${field}-${back.at}`, text }))} />
      {back.refused && <Alert kind="warning" answer>{t(back.refused)}</Alert>}
      {clarifications.length === 0 ? (
        <EmptyState title={t('review.applicant.none')}>
          <p>{t('review.applicant.none.text')}</p>
        </EmptyState>
      ) : (
        clarifications.map((one) => <Question one={one} view={view} />)
      )}
    </Layout>
  )
}

const Question = ({ one, view: { report, back } }: { readonly one: Clarification; readonly view: View }) => {
  const { t } = usePage()
  return (
    <Section title={t('review.applicant.question', { who: one.askedBy, when: one.askedAt })}>
      <p class="prose">{one.question}</p>
      {one.answer !== undefined && one.answeredAt ? (
        <blockquote class="own-words">
          <p class="prose">
            <strong>{t('review.by', { who: one.answeredBy ?? '', when: one.answeredAt })}</strong> {one.answer}
          </p>
        </blockquote>
      ) : report.mayAnswer ? (
        <Form action={`/behov/${report.id}/avklaring/${one.id}`} leaveWarning>
          <TextArea name="answer" id={`f-answer-${one.id}`} label={t('review.applicant.answer')} hint={t('review.applicant.hint')} rows={8} limit={longestAnswer} value={typedOr(back, 'answer', one.id, 'answer', undefined)} error={errorIn(back, 'answer', one.id, 'answer')} />
          <ButtonRow>
            <Button>{t('review.applicant.send')}</Button>
          </ButtonRow>
        </Form>
      ) : (
        <p>{t('review.clarification.waits')}</p>
      )}
    </Section>
  )
}
