import type { ComponentChildren } from 'preact'
import { formatKroner } from '../../../../kernel/money.ts'
import { formats } from '../../../../texts/index.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { usePage } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { TextArea } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../../ui/form.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import { Table } from '../../../../ui/table.tsx'
import { Tag } from '../../../../ui/tag.tsx'
import { Timeline, type TimelineEvent } from '../../../../ui/timeline.tsx'
import { longest } from '../forms.ts'
import type { BlockKey, LetterContent } from '../letters/rules.ts'
import { StatusTag } from '../pages.tsx'
import { statusOf, totalOf, type ApproveRefusal, type GiveBackRefusal } from '../rules.ts'
import type { DecidedReport, Granted, SavedDecision } from '../store.ts'

export type ShownLetter = { readonly documentId: string | undefined; /** To the reader’s own organisation. */ readonly mine: boolean; readonly letter: LetterContent; readonly lacking: readonly BlockKey[] }
export type DecisionView = {
  readonly decision: SavedDecision
  readonly report: Pick<DecidedReport, 'id' | 'reference' | 'title' | 'roundId'> & { readonly leadName: string }
  readonly roundTitle: string
  readonly granted: readonly Granted[]
  readonly letters: readonly ShownLetter[]
  /** Only for the county governor's people. */
  readonly governor: { readonly mayApprove: boolean; readonly mayReturn: boolean; readonly own: boolean; readonly overLimit: boolean; readonly history: readonly TimelineEvent[]; readonly typed: string; readonly errors: readonly FieldError[] } | undefined
  /** A later decision about the same report. */
  readonly replacedBy: string | undefined
  readonly refused: ApproveRefusal | GiveBackRefusal | undefined
  /** Where the reader goes on: what was reported, the money, the report of results. */
  readonly onward: readonly { readonly href: string; readonly text: string }[]
  /** Where those it concerns begin a measure with what was granted. */
  readonly measureHref: string | undefined
  /** Deadlines, demands for reasons and appeals, as the reader may see them. */
  readonly appealPart: ComponentChildren
}

/** One decision: the county governor's people see it while it is made, everybody it concerns once it is published. */
export const DecisionPage = ({ page, view }: { readonly page: PageContext; readonly view: DecisionView }) => {
  const { t, lang } = page
  const { decision, report, governor } = view
  const status = statusOf(decision)
  const total = totalOf(view.granted)
  return (
    <Layout
      page={page}
      title={t(`decision.title.${decision.outcome}`, { lead: report.leadName, total: formatKroner(total, lang) })}
      above={`${report.reference} · ${report.title}`}
      back={governor ? { href: `/runder/${report.roundId}/vedtak`, text: t('decision.back.list') } : { href: '/vedtak', text: t('decision.back.mine') }}
      hasErrors={(governor?.errors.length ?? 0) > 0 || view.refused !== undefined}
    >
      {governor && <ErrorSummary errors={governor.errors} />}
      {view.refused && <Alert kind="warning" answer>{t(`decision.because.${view.refused}`)}</Alert>}
      {view.replacedBy && <Alert kind="warning" title={t('decision.replaced')}><p><a class="ds-link" href={`/vedtak/${view.replacedBy}`}>{t('decision.replaced.see')}</a></p></Alert>}
      <SummaryList
        rows={[
          { term: t('decision.field.round'), value: view.roundTitle },
          { term: t('decision.table.status'), value: <StatusTag status={status} /> },
          { term: t('decision.field.outcome'), value: t(`decision.outcome.${decision.outcome}`) },
          ...(decision.publishedAt ? [{ term: t('decision.field.published'), value: formats(lang).dateTime(decision.publishedAt) }] : []),
          ...(governor ? [{ term: t('decision.field.prepared'), value: t('decision.by', { who: decision.preparedByName, when: decision.preparedAt }) }] : []),
          ...(governor && decision.approvedAt ? [{ term: t('decision.field.approved'), value: t('decision.by', { who: decision.approvedByName ?? '', when: decision.approvedAt }) }] : []),
          ...(governor && decision.deviation !== '' ? [{ term: t('decision.field.deviation.short'), value: <span class="prose">{decision.deviation}</span> }] : []),
        ]}
      />
      {governor && <Handling view={view} governor={governor} />}
      {view.appealPart}
      {view.letters.map((one) =>
        governor || one.mine || view.letters.length === 1 ? (
          <Section title={t('decision.letter.to-whom', { name: one.letter.recipient.name })}><Letter decisionId={decision.id} one={one} setupHref={governor && `/runder/${report.roundId}/vedtak/brev`} /></Section>
        ) : (
          <Details summary={t('decision.letter.to-whom', { name: one.letter.recipient.name })}><Letter decisionId={decision.id} one={one} setupHref={undefined} /></Details>
        ),
      )}
      {governor && status !== 'published' && <Approval decision={decision} governor={governor} />}
      {view.onward.length > 0 && (
        <Section title={t('decision.onward')}>
          <ul class="link-list">
            {view.onward.map(({ href, text }) => (
              <li>
                <a class="ds-link" href={href}>
                  {text}
                </a>
              </li>
            ))}
          </ul>
          {view.measureHref && (
            <ButtonRow>
              <LinkButton href={view.measureHref} variant="secondary">{t('decision.onward.measure')}</LinkButton>
            </ButtonRow>
          )}
        </Section>
      )}
      {governor && governor.history.length > 0 && (
        <Section title={t('decision.history')}>
          <Timeline events={governor.history} label={t('decision.history')} />
        </Section>
      )}
    </Layout>
  )
}

const Handling = ({ view, governor }: { readonly view: DecisionView; readonly governor: NonNullable<DecisionView['governor']> }) => {
  const { t } = usePage()
  const { decision, report } = view
  const status = statusOf(decision)
  if (status === 'published') return null
  return (
    <>
      {governor.mayApprove && <p><a class="ds-link" href="#godkjenning">{t('decision.approve.below')}</a></p>}
      {status === 'ready' && governor.own && <Alert>{t('decision.because.own-decision')}</Alert>}
      {status === 'ready' && governor.overLimit && <Alert kind="warning">{t('decision.because.over-limit')}</Alert>}
      {status !== 'approved' && <ButtonRow><LinkButton variant="secondary" href={`/runder/${report.roundId}/vedtak/${report.id}`}>{t('decision.change')}</LinkButton></ButtonRow>}
    </>
  )
}

/** What the second person does, below the letters it is about. */
const Approval = ({ decision, governor }: { readonly decision: SavedDecision; readonly governor: NonNullable<DecisionView['governor']> }) => {
  const { t } = usePage()
  return (
    <div id="godkjenning" class="flow">
      {governor.mayApprove && (
        <Section title={t('decision.approve')}>
          <Form action={`/vedtak/${decision.id}/godkjenning`} label={t('decision.approve')}>
            <p>{t('decision.approve.text')}</p>
            <ButtonRow><Button>{t('decision.approve')}</Button></ButtonRow>
          </Form>
        </Section>
      )}
      {governor.mayReturn && (
        <Details summary={t('decision.give-back')} open={governor.errors.length > 0 || governor.typed !== ''}>
          <Form action={`/vedtak/${decision.id}/retur`} label={t('decision.give-back')}>
            <TextArea name="grunn" label={t('decision.field.give-back')} rows={3} limit={longest.giveBack} value={governor.typed} error={errorFor(governor.errors, 'grunn')} />
            <ButtonRow><Button variant="secondary">{t('decision.give-back')}</Button></ButtonRow>
          </Form>
        </Details>
      )}
    </div>
  )
}

/** The letter as it is read on screen, in its own form of Norwegian whatever the reader has chosen. */
const Letter = ({ decisionId, one, setupHref }: { readonly decisionId: string; readonly one: ShownLetter; /** Where the county governor says what the letters of the round are to hold. */ readonly setupHref: string | undefined }) => {
  const { t } = usePage()
  const governor = setupHref !== undefined
  const { letter } = one
  return (
    <>
      {one.lacking.length > 0 && (
        <Alert kind="warning" title={t('decision.letter.lacks')}>
          <ul class="ds-list">{one.lacking.map((key) => <li>{t(`decision.block.${key}`)}</li>)}</ul>
          {setupHref && <p class="ds-paragraph"><a class="ds-link" href={setupHref}>{t('decision.setup.go')}</a></p>}
        </Alert>
      )}
      {governor && <p><Tag>{t(`decision.letter.language.${letter.language}`)}</Tag> <Tag color={letter.individual === undefined ? 'warning' : 'neutral'}>{t(letter.individual === undefined ? 'decision.individual.unsettled' : letter.individual ? 'decision.individual.yes' : 'decision.individual.no')}</Tag></p>}
      <div class="ds-card flow letter" data-color="neutral" lang={letter.language}>
        <h2 class="ds-heading" data-size="xs">{letter.title}</h2>
        {letter.blocks.map((block) => (
          <>
            <h3 class="ds-heading" data-size="2xs">{block.heading}</h3>
            {block.text.split(/\n{2,}/).filter(Boolean).map((text) => <p class="prose">{text}</p>)}
            {block.table && (
              <Table
                caption={block.table.caption}
                hiddenCaption
                rows={block.table.rows}
                rowKey={(row) => row.join('|')}
                columns={block.table.columns.map((column, at) => ({ key: String(at), title: column.title, numeric: column.numeric, heading: at === 0, cell: (row: readonly string[]) => row[at] ?? '' }))}
              />
            )}
          </>
        ))}
      </div>
      {one.documentId && (
        <ButtonRow>
          <LinkButton variant="secondary" href={`/vedtak/${decisionId}/brev/${one.documentId}/brev.pdf`} about={letter.recipient.name}>{t('decision.letter.pdf')}</LinkButton>
          {governor && <LinkButton variant="tertiary" href={`/vedtak/${decisionId}/brev/${one.documentId}/arkiv.pdf`} about={letter.recipient.name}>{t('decision.letter.pdfa')}</LinkButton>}
        </ButtonRow>
      )}
    </>
  )
}

export type MineRow = { readonly id: string; readonly reference: string; readonly title: string; readonly leadName: string; readonly outcome: SavedDecision['outcome']; readonly publishedAt: Date; readonly round: string }

/** The decisions that concern the reader's organisation. */
export const MinePage = ({ page, rows, governor }: { readonly page: PageContext; readonly rows: readonly MineRow[]; readonly governor: boolean }) => {
  const { t, lang } = page
  return (
    <Layout page={page} title={t('decision.nav')} intro={t(governor ? 'decision.mine.intro.governor' : 'decision.mine.intro')}>
      {rows.length === 0 ? (
        <EmptyState title={t('decision.mine.none')}><p>{t(governor ? 'decision.mine.none.governor' : 'decision.mine.none.text')}</p></EmptyState>
      ) : (
        <Table
          caption={t('decision.nav')}
          hiddenCaption
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            { key: 'title', title: t('decision.mine.title'), heading: true, cell: (row) => <a class="ds-link" href={`/vedtak/${row.id}`}>{row.title}<span class="ds-sr-only"> {row.reference}</span></a> },
            { key: 'lead', title: t('decision.table.lead'), cell: (row) => row.leadName },
            { key: 'round', title: t('decision.field.round'), cell: (row) => row.round },
            { key: 'outcome', title: t('decision.field.outcome'), cell: (row) => t(`decision.outcome.${row.outcome}`) },
            { key: 'date', title: t('decision.field.published'), cell: (row) => formats(lang).shortDate(row.publishedAt) },
          ]}
        />
      )}
      {governor && <ButtonRow><LinkButton variant="secondary" href="/vedtak/grenser">{t('decision.limits.title')}</LinkButton></ButtonRow>}
    </Layout>
  )
}
