import { formats } from '../../../texts/index.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import { Checkbox, RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../ui/form.tsx'
import { KeyFigures } from '../../../ui/key-figures.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Table } from '../../../ui/table.tsx'
import { longest } from './forms.ts'
import type { PublishedDecision, RecipientStanding } from './open.ts'
import { periodText } from './on-decision/part.tsx'
import { answers, appealStatus, considered, type AppealRefusal, type AppealStatistics, type ConsiderRefusal } from './rules.ts'
import type { Appeal, RoundAppeal } from './store.ts'

type Typed = Readonly<Record<string, string>>
export type AppealFormView = { readonly open: PublishedDecision; readonly mine: RecipientStanding; readonly late: boolean; readonly now: Date; readonly refused: AppealRefusal | undefined; readonly typed: Typed; readonly errors: readonly FieldError[] }

/** Somebody a decision is to writes an appeal. */
export const AppealFormPage = ({ page, view }: { readonly page: PageContext; readonly view: AppealFormView }) => {
  const { t, lang } = page
  const { open, mine, typed, errors } = view
  return (
    <Layout page={page} title={t('appeal.form.title')} above={`${open.report.reference} · ${open.report.title}`} intro={t('appeal.form.intro', { body: mine.body[lang] })} back={{ href: `/vedtak/${open.decision.id}`, text: t('appeal.back') }} hasErrors={errors.length > 0 || view.refused !== undefined}>
      <ErrorSummary errors={errors} />
      {view.refused && view.refused !== 'late-reason-missing' ? (
        <Alert kind="warning" answer>{t(`appeal.because.${view.refused}`)}</Alert>
      ) : (
        <>
          <p>{periodText(t, lang, mine.period, view.now)}</p>
          <Form action={`/vedtak/${open.decision.id}/klage`} leaveWarning>
            <input type="hidden" name="nokkel" value={typed['nokkel'] ?? ''} />
            {view.late && <Alert kind="warning">{t('appeal.late.text')}</Alert>}
            <TextArea name="endring" label={t('appeal.field.wants')} hint={t('appeal.field.wants.hint')} rows={4} limit={longest.wants} value={typed['endring']} error={errorFor(errors, 'endring')} />
            <TextArea name="grunner" label={t('appeal.field.grounds')} rows={8} limit={longest.grounds} value={typed['grunner']} error={errorFor(errors, 'grunner')} />
            {view.late && <TextArea name="forsinket" label={t('appeal.field.late')} rows={3} limit={longest.late} value={typed['forsinket']} error={errorFor(errors, 'forsinket')} />}
            <ButtonRow><Button>{t('appeal.send')}</Button></ButtonRow>
          </Form>
        </>
      )}
    </Layout>
  )
}

export type AppealView = { readonly open: PublishedDecision; readonly one: RecipientStanding; readonly appeal: Appeal; readonly governor: boolean; readonly documentId: string | undefined; readonly refused: ConsiderRefusal | 'not-sent-on' | undefined; readonly typed: Typed; readonly errors: readonly FieldError[] }

/** One appeal: the receipt for the one who sent it, the case for the county governor. */
export const AppealPage = ({ page, view }: { readonly page: PageContext; readonly view: AppealView }) => {
  const { t, lang } = page
  const { open, appeal, one, errors, typed } = view
  const status = appealStatus(appeal)
  const { dateTime } = formats(lang)
  return (
    <Layout page={page} title={t('appeal.page.title', { name: appeal.orgName })} above={`${open.report.reference} · ${open.report.title}`} back={{ href: `/vedtak/${open.decision.id}`, text: t('appeal.back') }} hasErrors={errors.length > 0 || view.refused !== undefined}>
      <ErrorSummary errors={errors} />
      {view.refused && <Alert kind="warning" answer>{t(`appeal.because.${view.refused}`)}</Alert>}
      {!view.governor && status === 'received' && <Alert kind="success" title={t('appeal.receipt.title')}><p>{t('appeal.receipt.text', { body: one.body[lang] })}</p></Alert>}
      <SummaryList
        rows={[
          { term: t('appeal.status'), value: t(`appeal.status.${status}`) },
          { term: t('appeal.document.sent'), value: t('decision.by', { who: appeal.sentBy, when: appeal.sentAt }) },
          { term: t('appeal.timing'), value: t(`appeal.timing.${appeal.timing}`) },
          { term: t('appeal.field.wants'), value: <span class="prose">{appeal.wants}</span> },
          { term: t('appeal.field.grounds'), value: <span class="prose">{appeal.grounds}</span> },
          ...(appeal.lateReason === '' ? [] : [{ term: t('appeal.field.late'), value: <span class="prose">{appeal.lateReason}</span> }]),
          ...(appeal.outcome && appeal.consideredAt ? [{ term: t('appeal.field.considered'), value: <><span class="prose">{appeal.consideredReason}</span><br /><span class="subtle">{t('decision.by', { who: appeal.consideredBy ?? '', when: appeal.consideredAt })}</span></> }] : []),
          ...(appeal.answer && appeal.answeredAt ? [{ term: t('appeal.body.answer'), value: <>{t(`appeal.body.${appeal.answer}`)}, {dateTime(appeal.answeredAt)}<br /><span class="prose">{appeal.answerText}</span></> }] : []),
        ]}
      />
      {view.documentId && <p><a class="ds-link" href={`/vedtak/${open.decision.id}/brev/${view.documentId}/brev.pdf`}>{t('appeal.pdf')}</a></p>}
      {view.governor && status === 'received' && (
        <Section title={t('appeal.consider.title')}>
          <p>{t('appeal.consider.intro')}</p>
          <Form action={`/vedtak/${open.decision.id}/klage/${appeal.id}/vurdering`} leaveWarning>
            <RadioGroup name="utfall" label={t('appeal.field.outcome')} value={typed['utfall']} error={errorFor(errors, 'utfall')} options={considered.map((value) => ({ value, text: t(`appeal.consider.${value}`, { body: one.body[lang] }) }))} />
            <Checkbox name="formfeil" label={t('appeal.field.formal')} checked={typed['formfeil'] === 'ja'} />
            <TextArea name="vurdering" label={t('appeal.field.considered')} hint={t('appeal.field.considered.hint')} rows={8} limit={longest.reason} value={typed['vurdering']} error={errorFor(errors, 'vurdering')} />
            <ButtonRow><Button>{t('appeal.consider.save')}</Button></ButtonRow>
          </Form>
        </Section>
      )}
      {view.governor && status === 'sent-on' && (
        <Section title={t('appeal.body.title', { body: one.body[lang] })}>
          <Form action={`/vedtak/${open.decision.id}/klage/${appeal.id}/svar`} leaveWarning>
            <RadioGroup name="svar" label={t('appeal.body.answer')} value={typed['svar']} error={errorFor(errors, 'svar')} options={answers.map((value) => ({ value, text: t(`appeal.body.${value}`) }))} />
            <TextArea name="tekst" label={t('appeal.field.answer-text')} rows={6} limit={longest.reason} value={typed['tekst']} error={errorFor(errors, 'tekst')} />
            <ButtonRow><Button>{t('appeal.body.save')}</Button></ButtonRow>
          </Form>
        </Section>
      )}
    </Layout>
  )
}

/** All appeals of a round, and how they have gone. */
export const RoundAppealsPage = ({ page, round, numbers, appeals }: { readonly page: PageContext; readonly round: { readonly id: string; readonly title: string }; readonly numbers: AppealStatistics; readonly appeals: readonly RoundAppeal[] }) => {
  const { t, lang } = page
  const { number, shortDate } = formats(lang)
  return (
    <Layout page={page} title={t('appeal.round.title')} above={round.title} back={{ href: `/runder/${round.id}/vedtak`, text: t('decision.back.list') }} wide>
      <KeyFigures
        figures={[
          { label: t('appeal.number.decisions'), value: number(numbers.decisions), note: t('appeal.number.with-right', { count: numbers.withRight }) },
          { label: t('appeal.number.appeals'), value: number(numbers.appeals), note: t('appeal.number.late', { count: numbers.late }) },
          { label: t('appeal.number.waiting'), value: number(numbers.waiting) },
          { label: t('appeal.number.changed'), value: number(numbers.changed) },
          { label: t('appeal.number.dismissed'), value: number(numbers.dismissed) },
          { label: t('appeal.number.sent-on'), value: number(numbers.sentOn), note: t('appeal.number.changed-by-body', { count: numbers.changedByBody }) },
          { label: t('appeal.number.days'), value: numbers.medianDays === undefined ? '–' : number(numbers.medianDays) },
        ]}
      />
      {appeals.length === 0 ? (
        <EmptyState title={t('appeal.round.none')}><p>{t('appeal.round.none.text')}</p></EmptyState>
      ) : (
        <Table
          caption={t('appeal.round.title')}
          hiddenCaption
          rows={appeals}
          rowKey={(row) => row.id}
          columns={[
            { key: 'who', title: t('appeal.document.from'), heading: true, cell: (row) => <a class="ds-link" href={`/vedtak/${row.decisionId}/klage/${row.id}`}>{row.orgName}</a> },
            { key: 'about', title: t('appeal.document.about'), cell: (row) => `${row.reference} ${row.leadName}` },
            { key: 'sent', title: t('appeal.document.sent'), cell: (row) => shortDate(row.sentAt) },
            { key: 'timing', title: t('appeal.timing'), cell: (row) => t(`appeal.timing.${row.timing}`) },
            { key: 'status', title: t('appeal.status'), cell: (row) => t(`appeal.status.${appealStatus(row)}`) },
          ]}
        />
      )}
    </Layout>
  )
}
