import { formatDate, formatDateTime, osloDate } from '../../../kernel/dates.ts'
import { Alert } from '../../../ui/alert.tsx'
import { ButtonRow, LinkButton, Button } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import type { FieldError } from '../../../ui/form.tsx'
import { ErrorSummary, Form } from '../../../ui/form.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag, type TagColor } from '../../../ui/tag.tsx'
import { legalOn, type Scheme } from '../schemes/rules.ts'
import { lastDayOf, phaseOf, phases, type Phase } from './rules.ts'
import type { Extension, Round, RoundStep } from './store.ts'
import { ExtensionForm, onPage, Steps } from './steps.tsx'
import type { RoundTask } from './waiting/rules.ts'

type Props = { readonly page: PageContext; readonly now: Date }

const colors: Readonly<Record<Phase, TagColor>> = { planned: 'neutral', announced: 'info', open: 'success', closed: 'warning', 'in-review': 'info', 'in-forum': 'info', decided: 'info', 'in-follow-up': 'info', ended: 'neutral', cancelled: 'neutral' }

const PhaseTag = ({ page, phase }: { readonly page: PageContext; readonly phase: Phase }) => <Tag color={colors[phase]}>{page.t(`scheme.phase.${phase}`)}</Tag>

/** 'Frist 1. februar 2027 kl. 23.59', as it is announced. */
const deadlineText = ({ t, lang }: Pick<PageContext, 't' | 'lang'>, closesAt: Date): string => t('rounds.deadline.value', { date: formatDate(lastDayOf(closesAt), lang, 'long') })

const yearText = ({ t }: Pick<PageContext, 't'>, year: number): string => t('rounds.year.value', { from: String(year), to: String(year + 1) })

export const RoundsPage = ({ page, now, rounds, schemes, manages }: Props & { readonly rounds: readonly Round[]; readonly schemes: readonly Scheme[]; readonly manages: boolean }) => {
  const { t, lang } = page
  const nameOf = (code: string) => schemes.find((one) => one.code === code)?.short[lang] ?? code
  return (
    <Layout page={page} title={t('rounds.title')} intro={t('rounds.intro')}>
      {rounds.length === 0 ? (
        <EmptyState title={t('rounds.none')}>
          <p class="ds-paragraph">{t(manages ? 'rounds.none.manager' : 'rounds.none.text')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('rounds.list')}
          hiddenCaption
          rows={rounds}
          rowKey={({ id }) => id}
          columns={[
            { key: 'name', title: t('rounds.name'), heading: true, cell: (row) => <a class="ds-link" href={`/runder/${row.id}`}>{row.title}</a> },
            { key: 'phase', title: t('rounds.phase'), cell: (row) => <PhaseTag page={page} phase={phaseOf(row, now)} /> },
            { key: 'deadline', title: t('rounds.deadline'), cell: (row) => deadlineText(page, row.closesAt) },
            { key: 'year', title: t('rounds.year'), cell: (row) => yearText(page, row.kindergartenYear) },
            { key: 'scheme', title: t('rounds.scheme'), cell: (row) => nameOf(row.schemeCode) },
          ]}
        />
      )}
      <ButtonRow>
        {manages && <LinkButton href="/runder/ny">{t('rounds.new')}</LinkButton>}
        <LinkButton href="/ordninger" variant="tertiary">
          {t('schemes.title')}
        </LinkButton>
        <LinkButton href="/deltakere" variant="tertiary">
          {t('participants.title')}
        </LinkButton>
      </ButtonRow>
    </Layout>
  )
}

export type RoundPageProps = Props & {
  readonly round: Round
  readonly scheme: Scheme
  /** Undefined for everyone but the county governor's own people. */
  readonly managing: { readonly steps: readonly RoundStep[]; readonly extensions: readonly Extension[]; readonly sent: number; readonly waits: readonly RoundTask[] } | undefined
  readonly extendedUntil: Date | undefined
  /** The actor sits in the forum of the round, or runs it. */
  readonly seesForum: boolean
  /** The actor may report a need in this round. */
  readonly mayReport: boolean
  readonly startKey: string
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
}

export const RoundPage = (props: RoundPageProps) => {
  const { page, now, round, scheme, managing } = props
  const { t, lang } = page
  const phase = phaseOf(round, now)
  return (
    <Layout page={page} title={round.title} above={scheme.short[lang]} back={{ href: '/runder', text: t('rounds.title') }} hasErrors={props.errors.length > 0}>
      <ErrorSummary errors={onPage(props.errors, props.typed, phase)} />
      {round.mode === 'test' && (
        <Alert kind="warning" title={t('rounds.test')}>
          <p class="ds-paragraph">{t('rounds.test.text')}</p>
        </Alert>
      )}
      <p>
        <PhaseTag page={page} phase={phase} />
      </p>
      {props.extendedUntil && (
        <Alert kind="info" title={t('rounds.extensions')}>
          <p class="ds-paragraph">{t('rounds.your.deadline', { date: formatDate(lastDayOf(props.extendedUntil), lang, 'long') })}</p>
        </Alert>
      )}
      {props.mayReport && <Report {...props} />}
      {managing && <Steps page={page} round={round} phase={phase} waits={managing.waits} errors={props.errors} typed={props.typed} />}
      <SummaryList
        rows={[
          { term: t('rounds.deadline'), value: deadlineText(page, round.closesAt) },
          { term: t('rounds.opens'), value: formatDate(osloDate(round.opensAt), lang, 'long') },
          { term: t('rounds.results'), value: deadlineText(page, round.reportClosesAt) },
          { term: t('rounds.year'), value: yearText(page, round.kindergartenYear) },
          { term: t('rounds.manager'), value: round.managerName },
          { term: t('rounds.scheme'), value: <a class="ds-link" href="/ordninger">{scheme.short[lang]}</a> },
          { term: t('schemes.legal'), value: <ul class="ds-list">{legalOn(scheme, lastDayOf(round.closesAt)).map(({ title, address }) => <li><a class="ds-link" href={address}>{title[lang]}</a></li>)}</ul> },
          { term: t('schemes.reporter'), value: t(`scheme.reporter.${scheme.reporter}`) },
          ...(round.forumName ? [{ term: t('rounds.forum'), value: props.seesForum ? <a class="ds-link" href={`/forum/${round.forumId}`}>{round.forumName}</a> : round.forumName }] : []),
          ...(managing ? [{ term: t('rounds.form'), value: round.formName && <a class="ds-link" href={`/meldeskjema/${round.formId}/visning?versjon=${round.formNumber}`}>{round.formName[lang]}</a> }, { term: t('rounds.sent'), value: String(managing.sent) }] : []),
        ]}
      />
      {managing && <Places page={page} round={round} phase={phase} />}
      {round.information && (
        <Section title={t('rounds.information')}>
          {round.information.split(/\n{2,}/).map((part) => (
            <p class="ds-paragraph long-text">{part}</p>
          ))}
        </Section>
      )}
      {managing && <Managing {...props} managing={managing} phase={phase} />}
    </Layout>
  )
}

/** Where the work with the round goes on; what has nothing in it yet is not shown. */
const Places = ({ page: { t }, round, phase }: { readonly page: PageContext; readonly round: Round; readonly phase: Phase }) => {
  const shown = places.filter(({ from }) => phases.indexOf(phase) >= phases.indexOf(from) && phase !== 'cancelled')
  return shown.length === 0 ? null : (
    <Section title={t('rounds.places')}>
      <ul class="link-list">
        {shown.map(({ path, key }) => (
          <li>
            <a class="ds-link" href={`/runder/${round.id}/${path}`}>
              {t(key)}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const places = [
  { path: 'vurdering', key: 'rounds.place.review', from: 'closed' },
  { path: 'arbeidsbenk', key: 'rounds.place.clusters', from: 'closed' },
  { path: 'saksliste', key: 'rounds.place.list', from: 'in-review' },
  { path: 'mangler', key: 'forum.missing', from: 'in-review' },
  { path: 'fordeling', key: 'rounds.place.portfolio', from: 'in-review' },
  { path: 'vedtak', key: 'rounds.place.decisions', from: 'in-forum' },
  { path: 'klager', key: 'rounds.place.appeals', from: 'decided' },
  { path: 'arkiv', key: 'rounds.place.archive', from: 'decided' },
] as const

const Report = ({ page: { t }, round, scheme, startKey }: RoundPageProps) => (
  <Form action="/behov" label={t('rounds.report')}>
    <input type="hidden" name="runde" value={round.id} />
    <input type="hidden" name="nokkel" value={startKey} />
    <p class="ds-paragraph">{t('rounds.report.text')}</p>
    <p class="ds-paragraph subtle">{t('rounds.report.who', { who: t(`scheme.reporter.${scheme.reporter}`).toLocaleLowerCase('nb') })}</p>
    <ButtonRow>
      <Button>{t('rounds.report')}</Button>
      <LinkButton href="/behov" variant="tertiary">
        {t('rounds.report.see')}
      </LinkButton>
    </ButtonRow>
  </Form>
)

const Managing = ({ page, round, managing, phase, errors, typed }: RoundPageProps & { readonly managing: NonNullable<RoundPageProps['managing']>; readonly phase: Phase }) => {
  const { t, lang } = page
  return (
    <>
      <Section title={t('rounds.extensions')}>
        {managing.extensions.length === 0 ? (
          <p class="ds-paragraph">{t('rounds.extensions.none')}</p>
        ) : (
          <Table
            caption={t('rounds.extensions')}
            hiddenCaption
            rows={managing.extensions}
            rowKey={({ orgId }) => orgId}
            columns={[
              { key: 'who', title: t('rounds.extensions.who'), heading: true, cell: (row) => row.orgName },
              { key: 'until', title: t('rounds.extensions.until'), cell: (row) => deadlineText(page, row.until) },
              { key: 'reason', title: t('rounds.reason'), cell: (row) => row.reason },
              { key: 'by', title: t('rounds.extensions.by'), cell: (row) => row.givenBy },
            ]}
          />
        )}
        {['announced', 'open', 'closed', 'in-review'].includes(phase) && <ExtensionForm page={page} id={round.id} errors={errors} typed={typed} />}
      </Section>
      {managing.steps.length > 0 && (
        <Section title={t('rounds.history')}>
          <Table
            caption={t('rounds.history')}
            hiddenCaption
            rows={managing.steps}
            rowKey={({ at, kind }) => `${kind}${at.getTime()}`}
            columns={[
              { key: 'what', title: t('rounds.history.what'), heading: true, cell: (row) => t(`rounds.done.${row.kind as 'announce'}`) },
              { key: 'when', title: t('rounds.history.when'), cell: (row) => formatDateTime(row.at, lang) },
              { key: 'who', title: t('rounds.history.who'), cell: (row) => row.who },
              { key: 'reason', title: t('rounds.reason'), cell: (row) => row.reason || '–' },
            ]}
          />
        </Section>
      )}
      <Form action={`/runder/${round.id}/kopi`} label={t('rounds.copy')}>
        <ButtonRow>
          <Button variant="tertiary">{t('rounds.copy')}</Button>
        </ButtonRow>
      </Form>
    </>
  )
}
