import { formats } from '../../../../texts/index.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import { Checkbox } from '../../../../ui/choices.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { TextArea } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../../ui/form.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import type { Answers } from '../../forms/answers.ts'
import type { FormDefinition } from '../../forms/definition.ts'
import { AnswersView } from '../../forms/view.tsx'
import { AboutReport, aboutReport, ownPart } from '../about/rows.tsx'
import { AlikeNotice, pathOf, StateTag, titleOf } from '../pages.tsx'
import type { Alike, SubmitRefusal } from '../rules.ts'
import { namesOf, type Work } from '../work.ts'
import type { FrozenSignature, Submission } from './store.ts'

type Base = { readonly page: PageContext; readonly work: Work }

export type CheckProps = Base & {
  /** Why it cannot be sent yet; undefined when it can. */
  readonly because: SubmitRefusal | undefined
  readonly lacks: readonly { readonly section: string; readonly text: string }[]
  readonly alike: readonly Alike[]
  readonly errors: readonly FieldError[]
}

/** The last look: everything that will be sent, what still stands in the way, and one thing to do about it. */
export const CheckPage = ({ page, work, because, lacks, alike, errors }: CheckProps) => {
  const { t } = page
  const { report, definition, answers } = work
  const isDraft = report.state === 'draft'
  return (
    <Layout page={page} title={t('reports.check')} intro={t('reports.check.intro')} above={titleOf(work, page)} back={{ href: pathOf(report.id), text: t('reports.back') }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <AlikeNotice page={page} alike={alike} />
      {lacks.length > 0 && (
        <Alert kind="warning" title={t('reports.because.not-complete')}>
          <ul class="ds-list">
            {lacks.map(({ section, text }) => (
              <li>
                <a class="ds-link" href={pathOf(report.id, `/del/${section}`)}>
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <AboutReport page={page} work={work} />
      <AnswersView definition={definition} answers={answers} organisations={namesOf(work)} changeHref={(section) => (isDraft && definition.sections.find(({ key }) => key === section)?.by === 'applicant' ? pathOf(report.id, `/del/${section}`) : undefined)} />
      {because === undefined ? (
        <Form action={pathOf(report.id, '/innsending')}>
          <Checkbox name="bekreft" label={t('reports.confirm')} error={errorFor(errors, 'bekreft')} />
          <ButtonRow>
            <Button>{t('reports.send')}</Button>
          </ButtonRow>
        </Form>
      ) : because === 'not-signed' && isDraft ? (
        <Form action={pathOf(report.id, '/signering')}>
          <p class="ds-paragraph">{t('reports.sign.text')}</p>
          <ButtonRow>
            <Button>{t('reports.sign')}</Button>
          </ButtonRow>
        </Form>
      ) : (
        lacks.length === 0 && (
          <Alert kind="info" title={t(`reports.because.${because}`)}>
            <ButtonRow>
              <LinkButton href={pathOf(report.id, because === 'not-signed' ? '/forankring' : '')}>{t(because === 'not-signed' ? 'reports.anchoring' : 'reports.back')}</LinkButton>
            </ButtonRow>
          </Alert>
        )
      )}
    </Layout>
  )
}

/** All that is written now, for those who take part. */
export const ReadPage = ({ page, work }: Base) => (
  <Layout page={page} title={page.t('reports.read')} above={titleOf(work, page)} back={{ href: pathOf(work.report.id), text: page.t('reports.back') }}>
    <AboutReport page={page} work={work} />
    <AnswersView definition={work.definition} answers={work.answers} organisations={namesOf(work)} />
  </Layout>
)

export type SentProps = Base & {
  readonly submission: Submission
  readonly definition: FormDefinition
  /** What was sent, in its context. */
  readonly answers: Answers
  /** Handles the report at the county governor's, and may send it back. */
  readonly manages: boolean
  readonly handles: boolean
  /** The decision that was made about it, once it is published. */
  readonly decisionId: string | undefined
  /** What has grown out of it, and whether the actor may plan more. */
  readonly measures: readonly { readonly id: string; readonly title: string }[]
  readonly mayPlan: boolean
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
}

/** What was sent: the receipt for those who sent it, the report for those who handle it. */
export const SentPage = ({ page, work, submission, definition, answers, manages, handles, decisionId, measures, mayPlan, errors, typed }: SentProps) => {
  const { t, lang } = page
  const { report, round } = work
  const own = ownPart({ ...work, definition, answers }, lang)
  return (
    <Layout page={page} title={t('reports.receipt', { reference: report.reference ?? '' })} above={round.title} back={handles ? { href: `/runder/${round.id}`, text: round.title } : { href: '/behov', text: t('reports.title') }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <p>
        <StateTag page={page} state={report.state} />
      </p>
      {!handles && !decisionId && <p class="ds-paragraph">{t('reports.receipt.next')}</p>}
      <SummaryList
        rows={[
          ...(report.sentTitle ? [{ term: t('reports.measure'), value: report.sentTitle }] : []),
          { term: t('reports.reference'), value: report.reference },
          { term: t('reports.sent-at'), value: formats(lang).dateTime(submission.sentAt) },
          { term: t('reports.sent-by'), value: submission.onBehalfOf ? t('reports.sent-by.for', { who: submission.sentBy, other: submission.onBehalfOf }) : submission.sentBy },
          { term: t('reports.lead'), value: report.leadName },
          { term: t('reports.version'), value: String(submission.number) },
          ...aboutReport({ ...work, definition }, lang),
          ...(own ? [own] : []),
          ...(report.endReason ? [{ term: t('reports.withdraw'), value: report.endReason }] : []),
        ]}
      />
      <ButtonRow>
        {decisionId && <LinkButton href={`/vedtak/${decisionId}`}>{t('reports.to-decision')}</LinkButton>}
        <LinkButton href={pathOf(report.id, '/pdf')} variant="secondary" download>
          {t('reports.pdf')}
        </LinkButton>
        <LinkButton href={pathOf(report.id, '/historikk')} variant="tertiary">
          {t('reports.history')}
        </LinkButton>
        {mayPlan && (
          <LinkButton href={`/tiltak/nytt?melding=${report.id}`} variant="secondary">
            {t('measures.new')}
          </LinkButton>
        )}
        {handles && (
          <LinkButton href={pathOf(report.id, '/vurdering')} variant="secondary">
            {t('reports.to-review')}
          </LinkButton>
        )}
      </ButtonRow>
      {measures.length > 0 && (
        <Section title={t('measures.grown')}>
          <ul class="ds-list">
            {measures.map(({ id, title }) => (
              <li>
                <a class="ds-link" href={`/tiltak/${id}`}>{t('measures.led-to', { title })}</a>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Signatures page={page} signatures={submission.signatures} />
      <AnswersView definition={definition} answers={answers} organisations={namesOf(work)} />
      {manages && report.state === 'submitted' && (
        <Details summary={t('reports.send-back')} open={errors.length > 0}>
          <Form action={pathOf(report.id, '/retur')}>
            <p class="ds-paragraph">{t('reports.send-back.text')}</p>
            <TextArea name="grunn" label={t('rounds.reason')} rows={3} value={typed['grunn']} error={errorFor(errors, 'grunn')} />
            <ButtonRow>
              <Button variant="secondary">{t('reports.send-back')}</Button>
            </ButtonRow>
          </Form>
        </Details>
      )}
    </Layout>
  )
}

const Signatures = ({ page: { t, lang }, signatures }: { readonly page: PageContext; readonly signatures: readonly FrozenSignature[] }) =>
  signatures.length === 0 ? null : (
    <Section title={t('reports.signatures')}>
      <ul class="ds-list">
        {signatures.map(({ capacity, organisation, name, onBehalfOf, at }) => (
          <li>
            {t('reports.signature', { capacity: t(`scheme.capacity.${capacity as 'head'}`), organisation, name: onBehalfOf ? t('reports.sent-by.for', { who: name, other: onBehalfOf }) : name, when: formats(lang).dateTime(new Date(at)) })}
          </li>
        ))}
      </ul>
    </Section>
  )
