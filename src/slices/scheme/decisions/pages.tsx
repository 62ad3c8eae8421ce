import { plainKroner, sumOre, typedKroner } from '../../../kernel/money.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import { RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { usePage } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { TextArea, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../ui/form.tsx'
import { KeyFigures } from '../../../ui/key-figures.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag, type TagColor } from '../../../ui/tag.tsx'
import { amountField, longest } from './forms.ts'
import { outcomes, statusOf, totalOf, type Amount, type Outcome, type PublishRefusal, type Status } from './rules.ts'
import type { DecidedReport, RoundRow, SavedDecision } from './store.ts'

export type RoundHead = { readonly id: string; readonly title: string }

const colors: Readonly<Record<Status, TagColor>> = { none: 'neutral', draft: 'info', ready: 'warning', returned: 'danger', approved: 'success', published: 'accent' }
export const StatusTag = ({ status }: { readonly status: Status }) => <Tag color={colors[status]}>{usePage().t(`decision.status.${status}`)}</Tag>

export type PublishProblem = PublishRefusal | 'money-no-frame' | 'money-over-frame' | 'money-no-county' | 'money-other' | 'nothing-to-draft'
export type RoundView = {
  readonly round: RoundHead
  readonly mayDecide: boolean
  readonly rows: readonly RoundRow[]
  /** Reports of the round that the reader must not handle. */
  readonly hidden: number
  /** The letters have all the words they need; until then nothing can be approved. */
  readonly setUp: boolean
  readonly refused: PublishProblem | undefined
}

/** All decisions of a round with where they stand, and the one button that publishes them. */
export const RoundDecisionsPage = ({ page, view }: { readonly page: PageContext; readonly view: RoundView }) => {
  const { t, lang } = page
  const { rows, round } = view
  const count = (...wanted: readonly Status[]) => rows.filter(({ decision }) => wanted.includes(statusOf(decision))).length
  const open = rows.filter(({ decision }) => !['approved', 'published'].includes(statusOf(decision)) && decision?.replaces === undefined).length
  const undrafted = rows.some((row) => !row.decision && row.recommendedOutcome)
  return (
    <Layout page={page} title={t('decision.round.title')} above={round.title} intro={t('decision.round.intro')} back={{ href: `/runder/${round.id}`, text: t('decision.back.round') }} hasErrors={view.refused !== undefined} wide>
      {view.refused && <Alert kind="warning" answer>{t(`decision.because.${view.refused}`)}</Alert>}
      {!view.mayDecide && <Alert>{t('decision.because.not-time')}</Alert>}
      {!view.setUp && (
        <Alert kind="warning" title={t('decision.setup.lacks')}>
          <p><a class="ds-link" href={`/runder/${round.id}/vedtak/brev`}>{t('decision.setup.go')}</a></p>
        </Alert>
      )}
      {rows.length === 0 ? (
        <EmptyState title={t('decision.round.none')}><p>{t('decision.round.none.text')}</p></EmptyState>
      ) : (
        <>
          <KeyFigures
            figures={[
              { label: t('decision.figure.reports'), value: String(rows.length) },
              { label: t('decision.figure.ready'), value: String(count('ready')) },
              { label: t('decision.figure.approved'), value: String(count('approved', 'published')) },
              { label: t('decision.figure.granted'), value: plainKroner(sumOre(rows.map((row) => row.granted)), lang) },
            ]}
          />
          {view.hidden > 0 && <Alert kind="warning">{t('decision.round.hidden', { count: view.hidden })}</Alert>}
          {view.mayDecide && open > 0 && <p>{t('decision.round.open', { count: open })}</p>}
          {view.mayDecide && open === 0 && count('approved') > 0 && (
            <Form action={`/runder/${round.id}/vedtak/publisering`} label={t('decision.publish')}>
              <p>{t('decision.publish.text', { count: count('approved') })}</p>
              <ButtonRow><Button>{t('decision.publish')}</Button></ButtonRow>
            </Form>
          )}
          <RoundTable round={round} rows={rows} />
          {view.mayDecide && undrafted && (
            <Form action={`/runder/${round.id}/vedtak/utkast`} label={t('decision.draft-all')}>
              <p>{t('decision.draft-all.text')}</p>
              <ButtonRow><Button variant="secondary">{t('decision.draft-all')}</Button></ButtonRow>
            </Form>
          )}
        </>
      )}
      <Section title={t('decision.more')}>
        <ul class="ds-list">
          <li><a class="ds-link" href={`/runder/${round.id}/vedtak/brev`}>{t('decision.setup.title')}</a></li>
          <li><a class="ds-link" href="/vedtak/grenser">{t('decision.limits.title')}</a></li>
          <li><a class="ds-link" href={`/runder/${round.id}/klager`}>{t('decision.appeals.link')}</a></li>
          <li><a class="ds-link" href={`/runder/${round.id}/arkiv`}>{t('decision.archive.link')}</a></li>
        </ul>
      </Section>
    </Layout>
  )
}

const RoundTable = ({ round, rows }: { readonly round: RoundHead; readonly rows: readonly RoundRow[] }) => {
  const { t, lang } = usePage()
  const href = (row: RoundRow) => (row.decision && ['ready', 'approved', 'published'].includes(statusOf(row.decision)) ? `/vedtak/${row.decision.id}` : `/runder/${round.id}/vedtak/${row.reportId}`)
  const money = (pick: (row: RoundRow) => RoundRow['asked']) => plainKroner(sumOre(rows.map(pick)), lang)
  return (
    <Table
      caption={t('decision.table.caption')}
      rows={rows}
      rowKey={(row) => row.reportId}
      columns={[
        { key: 'lead', title: t('decision.table.lead'), heading: true, cell: (row) => <a class="ds-link" href={href(row)}>{row.leadName}<br /><span class="subtle">{row.reference} {row.title}{row.strand && ` · ${row.strand[lang]}`}</span></a> },
        { key: 'asked', title: t('decision.table.asked'), numeric: true, cell: (row) => (row.asked === 0 ? <span class="words">{t('scheme.no-amount')}</span> : plainKroner(row.asked, lang)) },
        { key: 'recommended', title: t('decision.table.recommended'), numeric: true, cell: (row) => (row.recommendedOutcome ? plainKroner(row.recommended, lang) : <span class="words">{t('decision.table.no-recommendation')}</span>) },
        { key: 'granted', title: t('decision.table.granted'), numeric: true, cell: (row) => (row.decision ? plainKroner(row.granted, lang) : '') },
        { key: 'status', title: t('decision.table.status'), cell: (row) => <StatusTag status={statusOf(row.decision)} /> },
        { key: 'letters', title: t('decision.table.letters'), cell: (row) => (row.letters === 0 ? '' : t('decision.table.letters.made', { made: row.made, count: row.letters })) },
      ]}
      foot={[t('decision.table.total'), money((row) => row.asked), money((row) => row.recommended), money((row) => row.granted), '', '']}
    />
  )
}

export type PrepareView = {
  readonly round: RoundHead
  readonly report: DecidedReport
  readonly decision: SavedDecision | undefined
  readonly mayWrite: boolean
  readonly rows: readonly Pick<Amount, 'year' | 'actor'>[]
  readonly typed: Readonly<Record<string, string>>
  readonly errors: readonly FieldError[]
}

/** One decision is written: what was asked for and recommended beside what is decided. */
export const PreparePage = ({ page, view }: { readonly page: PageContext; readonly view: PrepareView }) => {
  const { t, lang } = page
  const { report, decision, round, errors, typed } = view
  const recommended = report.recommended
  const asks = report.asked.length > 0
  return (
    <Layout page={page} title={t('decision.prepare.title', { lead: report.lead.name })} above={`${report.reference} · ${report.title}`} back={{ href: `/runder/${round.id}/vedtak`, text: t('decision.back.list') }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      {decision?.returnedAt && !decision.readyAt && <Alert kind="warning" title={t('decision.returned.by', { who: decision.returnedByName ?? '', when: decision.returnedAt })}><p class="prose">{decision.returnReason}</p></Alert>}
      <SummaryList
        rows={[
          { term: t('decision.field.report'), value: <a class="ds-link" href={`/behov/${report.id}`}>{report.reference}</a> },
          ...(report.strandName ? [{ term: t('scheme.strand'), value: report.strandName[lang] }] : []),
          ...(report.partner ? [{ term: t('decision.field.partner'), value: report.partner.name }] : []),
          ...(asks ? [] : [{ term: t('decision.table.asked'), value: t('scheme.no-amount') }]),
          { term: t('decision.field.recommended'), value: recommended ? t(`decision.outcome.${recommended.outcome}`) : t('decision.table.no-recommendation') },
          ...(recommended ? [{ term: t('decision.field.recommended.reason'), value: <span class="prose">{recommended.reason}</span> }] : []),
        ]}
      />
      {view.mayWrite ? (
        <Form action={`/runder/${round.id}/vedtak/${report.id}`} leaveWarning>
          <input type="hidden" name="sett" value={typed['sett'] ?? ''} />
          <RadioGroup name="utfall" label={t('decision.field.outcome')} value={typed['utfall']} error={errorFor(errors, 'utfall')} options={outcomes.map((value) => ({ value, text: t(`decision.outcome.${value}`) }))} />
          <Table
            caption={t('decision.field.amounts')}
            rows={view.rows}
            rowKey={(row) => amountField(row)}
            columns={[
              { key: 'who', title: t('decision.field.who'), heading: true, cell: (row) => `${row.year}, ${t(`scheme.money.${row.actor}`).toLowerCase()}` },
              ...(asks ? [{ key: 'asked', title: t('decision.table.asked'), numeric: true, cell: (row: PrepareView['rows'][number]) => plainKroner(found(report.asked, row), lang) }] : []),
              { key: 'recommended', title: t('decision.table.recommended'), numeric: true, cell: (row) => (recommended ? plainKroner(found(recommended.amounts, row), lang) : '–') },
              {
                key: 'granted', title: t('decision.table.granted'), cell: (row) => (
                  <div class="field-in-table"><TextField name={amountField(row)} label={t('decision.field.amount', { year: row.year, actor: t(`scheme.money.${row.actor}`).toLowerCase() })} inputmode="decimal" width={10} value={typed[amountField(row)]} error={errorFor(errors, amountField(row))} /></div>
                ),
              },
            ]}
            foot={[t('decision.table.total'), ...(asks ? [plainKroner(totalOf(report.asked), lang)] : []), recommended ? plainKroner(totalOf(recommended.amounts), lang) : '–', '']}
          />
          <TextArea name="begrunnelse" label={t('decision.field.reason')} hint={t('decision.field.reason.hint')} value={typed['begrunnelse']} error={errorFor(errors, 'begrunnelse')} rows={8} limit={longest.reason} />
          <TextArea name="avvik" label={t('decision.field.deviation')} hint={t('decision.field.deviation.hint')} value={typed['avvik']} error={errorFor(errors, 'avvik')} rows={4} limit={longest.deviation} />
          <ButtonRow>
            <Button name="handling" value="send">{t('decision.send')}</Button>
            <Button name="handling" value="lagre" variant="secondary">{t('decision.save')}</Button>
          </ButtonRow>
        </Form>
      ) : (
        <ButtonRow><LinkButton href={decision ? `/vedtak/${decision.id}` : `/runder/${round.id}/vedtak`}>{t('decision.see')}</LinkButton></ButtonRow>
      )}
    </Layout>
  )
}

const found = (amounts: readonly Amount[], row: Pick<Amount, 'year' | 'actor'>): Amount['ore'] => sumOre(amounts.filter((one) => one.year === row.year && one.actor === row.actor).map((one) => one.ore))

/** The form before anything is typed: the last save, else the recommendation, else what was asked for. */
export function firstTyped(report: DecidedReport, decision: SavedDecision | undefined, granted: readonly Amount[]): Readonly<Record<string, string>> {
  const amounts = decision ? granted : (report.recommended?.amounts ?? report.asked)
  const outcome: Outcome | undefined = decision?.outcome ?? report.recommended?.outcome
  return {
    ...(outcome ? { utfall: outcome } : {}),
    ...Object.fromEntries(amounts.filter((one) => one.ore > 0).map((one) => [amountField(one), typedKroner(one.ore)])),
    begrunnelse: decision?.reason ?? report.recommended?.reason ?? '',
    avvik: decision?.deviation ?? '',
    sett: decision?.preparedAt.toISOString() ?? '',
  }
}
