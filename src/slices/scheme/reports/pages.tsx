import { formatDate } from '../../../kernel/dates.ts'
import { formats } from '../../../texts/index.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../ui/form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag, type TagColor } from '../../../ui/tag.tsx'
import { TaskList, type Task, type TaskStatus } from '../../../ui/task-list.tsx'
import { statusOf, visible, type Status } from '../forms/answers.ts'
import { coreOf } from '../forms/core.ts'
import { carrier } from '../forms/definition.ts'
import { lastDayOf, closesFor } from '../rounds/rules.ts'
import { strandName } from '../schemes/rules.ts'
import type { Alike, ReportState } from './rules.ts'
import type { OwnReport } from './store.ts'
import type { Work } from './work.ts'

export const pathOf = (id: string, rest = ''): string => `/behov/${id}${rest}`

const colors: Readonly<Record<ReportState, TagColor>> = { draft: 'neutral', signing: 'info', submitted: 'success', withdrawn: 'neutral', 'not-submitted': 'warning' }
export const StateTag = ({ page, state }: { readonly page: PageContext; readonly state: ReportState }) => <Tag color={colors[state]}>{page.t(`reports.state.${state}`)}</Tag>

const outcomeColors: Readonly<Record<NonNullable<OwnReport['outcome']>, TagColor>> = { grant: 'success', part: 'success', decline: 'neutral' }
/** What has happened last: what was decided, once that is published. */
const NewestState = ({ page, row: { state, outcome } }: { readonly page: PageContext; readonly row: Listed }) =>
  state === 'submitted' && outcome ? <Tag color={outcomeColors[outcome]}>{page.t(`decision.outcome.${outcome}`)}</Tag> : <StateTag page={page} state={state} />

/** What the measure is called, or that it has no name yet. */
export const titleOf = ({ definition, answers }: Pick<Work, 'definition' | 'answers'>, { t, lang }: Pick<PageContext, 't' | 'lang'>): string => coreOf(definition, answers, lang).title || t('reports.untitled')

/** The page and the part where the kind is chosen, and the strand where there are several. */
export const kindTitle = ({ scheme }: Pick<Work, 'scheme'>, { t }: Pick<PageContext, 't'>): string => t(scheme.strands.length > 1 ? 'reports.kind.and-strand' : 'reports.kind')

export type Listed = { readonly id: string; readonly title: string; readonly round: string; readonly lead: string; readonly state: ReportState; readonly outcome: OwnReport['outcome']; readonly reference: string | undefined; readonly deadline: Date }

export const ReportsPage = ({ page, rows, mayBegin }: { readonly page: PageContext; readonly rows: readonly Listed[]; readonly mayBegin: boolean }) => {
  const { t, lang } = page
  return (
    <Layout page={page} title={t('reports.title')} intro={t('reports.intro')}>
      {rows.length === 0 ? (
        <EmptyState title={t('reports.none')} action={<LinkButton href="/runder">{t('reports.to-rounds')}</LinkButton>}>
          <p class="ds-paragraph">{t(mayBegin ? 'reports.none.begin' : 'reports.none.text')}</p>
        </EmptyState>
      ) : (
        <>
          <Table
            caption={t('reports.title')}
            hiddenCaption
            rows={rows}
            rowKey={({ id }) => id}
            columns={[
              { key: 'title', title: t('reports.measure'), heading: true, cell: (row) => <a class="ds-link" href={pathOf(row.id)}>{row.title}<span class="ds-sr-only"> {row.reference ?? row.lead}</span></a> },
              { key: 'state', title: t('reports.state'), cell: (row) => <NewestState page={page} row={row} /> },
              { key: 'round', title: t('rounds.name'), cell: (row) => row.round },
              { key: 'lead', title: t('reports.lead'), cell: (row) => row.lead },
              { key: 'deadline', title: t('rounds.deadline'), cell: (row) => formatDate(lastDayOf(row.deadline), lang, 'long') },
              { key: 'reference', title: t('reports.reference'), cell: (row) => row.reference ?? '–' },
            ]}
          />
          <ButtonRow>
            <LinkButton href="/runder" variant="secondary">
              {t('reports.to-rounds')}
            </LinkButton>
          </ButtonRow>
        </>
      )}
    </Layout>
  )
}

const statuses: Readonly<Record<Status, TaskStatus>> = { empty: 'not-started', begun: 'in-progress', complete: 'done', 'not-shown': 'optional' }

export type OverviewProps = {
  readonly page: PageContext
  readonly work: Work
  /** Sections the actor may write in. */
  readonly writes: readonly string[]
  readonly leads: boolean
  /** The actor has been asked to take part and has not answered. */
  readonly asked: boolean
  readonly ready: boolean
  /** How many of the signatures it needs are there. */
  readonly signatures: { readonly given: number; readonly of: number; readonly all: boolean }
  readonly alike: readonly Alike[]
  readonly returned: { readonly reason: string; readonly by: string; readonly at: Date } | undefined
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
}

/** The report's parts with how far each has come: the way back after every save, and the way on. */
export const OverviewPage = (props: OverviewProps) => {
  const { page, work, leads } = props
  const { t, lang } = page
  const { report, round } = work
  const deadline = closesFor(round, work.extendedUntil)
  return (
    <Layout page={page} title={titleOf(work, page)} above={round.title} back={{ href: '/behov', text: t('reports.title') }} hasErrors={props.errors.length > 0}>
      <ErrorSummary errors={props.errors} />
      <p>
        <StateTag page={page} state={report.state} /> {t('reports.deadline', { date: formatDate(lastDayOf(deadline), lang, 'long') })}
      </p>
      {props.returned && report.state === 'draft' && (
        <Alert kind="warning" title={t('reports.returned')}>
          <p class="ds-paragraph long-text">{props.returned.reason}</p>
          <p class="ds-paragraph subtle">{t('reports.returned.by', { who: props.returned.by, when: formats(lang).dateTime(props.returned.at) })}</p>
        </Alert>
      )}
      {report.need && (
        <p>
          {t('needs.builds-on')}{' '}
          <a class="ds-link" href={`/behovsbeskrivelser/${report.need.id}`}>
            {report.need.title}
          </a>
        </p>
      )}
      {props.asked && <Asked {...props} />}
      <AlikeNotice page={page} alike={props.alike} />
      <TaskList label={t('reports.parts')} tasks={tasksOf(props)} />
      <p class="subtle">
        {report.changedAt && <>{t('reports.saved', { when: formats(lang).dateTime(report.changedAt), who: report.changedBy ?? '' })} </>}
        <a class="ds-link" href={pathOf(report.id, '/historikk')}>
          {t('reports.history')}
        </a>
      </p>
      {leads && report.state === 'signing' && (
        <Form action={pathOf(report.id, '/apning')} label={t('reports.open-again')}>
          <p class="ds-paragraph">{t('reports.open-again.text')}</p>
          <ButtonRow>
            <Button variant="secondary">{t('reports.open-again')}</Button>
          </ButtonRow>
        </Form>
      )}
      {leads && <Withdraw {...props} />}
    </Layout>
  )
}

/** Whether there is anything to choose: in the first scheme everything was new, in one strand, and the form itself asks what the network is called. */
const choosesKind = ({ scheme, definition }: Work): boolean => scheme.kinds.length > 1 || scheme.strands.length > 1 || !carrier(definition, 'network-name')

function tasksOf({ page, page: { t, lang }, work, writes, leads, ready, signatures }: OverviewProps): readonly Task[] {
  const { report, definition, answers, scheme, parties } = work
  const isDraft = report.state === 'draft'
  const members = parties.filter(({ part }) => part === 'member')
  const signs = scheme.signatures.length > 0
  return [
    ...(leads && choosesKind(work) ? [{ id: 'slag', text: kindTitle(work, page), href: isDraft ? pathOf(report.id, '/slag') : undefined, hint: [strandName(scheme, report.strand, lang), t(`scheme.kind.${report.kind}`)].filter(Boolean).join('. '), status: 'done' as const }] : []),
    ...(leads && scheme.reporter !== 'each-kindergarten'
      ? [{ id: 'deltakere', text: t('reports.members'), href: pathOf(report.id, '/deltakere'), hint: members.length === 0 ? t('reports.members.none') : t('reports.members.count', { count: members.length }), status: members.length === 0 ? ('optional' as const) : members.some(({ state }) => state === 'invited') ? ('in-progress' as const) : ('done' as const) }]
      : []),
    ...visible(definition, answers).map((section): Task => ({
      id: `del-${section.key}`,
      text: section.title[lang],
      href: isDraft && writes.includes(section.key) ? pathOf(report.id, `/del/${section.key}`) : undefined,
      hint: section.by === 'partner' ? t(writes.includes(section.key) ? 'reports.by-partner.own' : 'reports.by-partner') : undefined,
      status: statuses[statusOf(definition, section.key, answers)],
    })),
    { id: 'les', text: t('reports.read'), href: pathOf(report.id, '/lesing'), status: 'optional' },
    ...(signs ? [{ id: 'forankring', text: t('reports.anchoring'), href: pathOf(report.id, '/forankring'), hint: isDraft ? undefined : t('reports.signatures.given', { given: signatures.given, of: signatures.of }), status: isDraft ? ('not-started' as const) : signatures.all ? ('done' as const) : ('in-progress' as const) }] : []),
    ...(leads ? [checkTask(page, report.id, { ready, asks: isDraft && signs, waits: !isDraft && !signatures.all })] : []),
  ]
}

/** The last part: to look it over and ask for the signatures, and when all are there, to look it over and send. */
const checkTask = ({ t }: PageContext, id: string, { ready, asks, waits }: { readonly ready: boolean; readonly asks: boolean; readonly waits: boolean }): Task => ({
  id: 'kontroll',
  text: t(asks ? 'reports.check.ask' : 'reports.check'),
  href: ready && !waits ? pathOf(id, '/kontroll') : undefined,
  hint: !ready ? t('reports.check.not-ready') : waits ? t('reports.check.unsigned') : undefined,
  status: !ready || waits ? 'cannot-start' : asks ? 'not-started' : 'ready',
})

/** Others ask this organisation to take part: what it means, yes, or no with a reason. */
const Asked = ({ page: { t }, work, errors, typed }: OverviewProps) => (
  <Alert kind="info" title={t('reports.asked', { organisation: work.report.leadName })}>
    <p class="ds-paragraph">{t('reports.asked.text')}</p>
    <Form action={pathOf(work.report.id, '/svar')} label={t('reports.asked.yes')}>
      <input type="hidden" name="svar" value="ja" />
      <ButtonRow>
        <Button>{t('reports.asked.yes')}</Button>
      </ButtonRow>
    </Form>
    <Details summary={t('reports.asked.no')} open={typed['svar'] === 'nei'}>
      <Form action={pathOf(work.report.id, '/svar')} label={t('reports.asked.no')}>
        <input type="hidden" name="svar" value="nei" />
        <TextArea name="grunn" label={t('rounds.reason')} rows={2} value={typed['grunn']} error={errorFor(errors, 'grunn')} />
        <ButtonRow>
          <Button variant="secondary">{t('reports.asked.no')}</Button>
        </ButtonRow>
      </Form>
    </Details>
  </Alert>
)

export const AlikeNotice = ({ page: { t }, alike }: { readonly page: PageContext; readonly alike: readonly Alike[] }) =>
  alike.length === 0 ? null : (
    <Alert kind="warning" title={t('reports.alike')}>
      <ul class="ds-list">
        {alike.map(({ reference, because, kindergartens }) => (
          <li>{t(`reports.alike.${because}`, { reference, count: kindergartens })}</li>
        ))}
      </ul>
    </Alert>
  )

const Withdraw = ({ page: { t }, work: { report }, errors, typed }: OverviewProps) => (
  <Details summary={t('reports.withdraw')} open={typed['trekk'] !== undefined && errors.length > 0}>
    <Form action={pathOf(report.id, '/tilbaketrekking')} label={t('reports.withdraw')}>
      <p class="ds-paragraph">{t(report.submittedAt ? 'reports.withdraw.sent' : 'reports.withdraw.draft')}</p>
      <input type="hidden" name="trekk" value="ja" />
      {report.submittedAt && <TextArea id="f-grunn-trekk" name="grunn" label={t('rounds.reason')} rows={2} value={typed['grunn']} error={errorFor(errors, 'grunn')} />}
      <ButtonRow>
        <Button variant="secondary" danger>
          {t('reports.withdraw')}
        </Button>
      </ButtonRow>
    </Form>
  </Details>
)
