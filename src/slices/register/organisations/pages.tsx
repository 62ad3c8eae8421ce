import type { OrgKind } from '../../../kernel/actor.ts'
import { formatDate, localDate, type LocalDate } from '../../../kernel/dates.ts'
import { formatOrganisationNumber } from '../../../kernel/organisation-number.ts'
import type { Pages } from '../../../kernel/paging.ts'
import { lastDay } from '../../../kernel/period.ts'
import { Alert } from '../../../ui/alert.tsx'
import { ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SelectField, TextField } from '../../../ui/fields.tsx'
import { FilterForm } from '../../../ui/filter-form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { Timeline } from '../../../ui/timeline.tsx'
import type { Moment } from '../../audit/index.ts'
import { typeText } from './details/pages.tsx'
import type { Detailed } from './details/store.ts'
import { isWrittenKind } from './relations/rules.ts'
import { listedKinds } from './rules.ts'
import type { Organisation, OrganisationRow, Tie } from './store.ts'

type Page = { readonly page: PageContext }

type ListProps = Page & {
  readonly filter: { readonly text: string; readonly kind: OrgKind | undefined }
  readonly rows: readonly OrganisationRow[]
  readonly paging: Pages
  readonly href: (change: Readonly<Record<string, string | undefined>>) => string
  readonly mayMake: boolean
}

export const OrganisationListPage = ({ page, filter, rows, paging, href, mayMake }: ListProps) => {
  const { t } = page
  return (
    <Layout page={page} title={t('register.org.title')} intro={t('register.org.intro')} wide>
      {mayMake && (
        <ButtonRow>
          <LinkButton href="/organisasjoner/ny">{t('register.detail.new')}</LinkButton>
        </ButtonRow>
      )}
      <FilterForm action="/organisasjoner" clearHref={filter.text !== '' || filter.kind ? '/organisasjoner' : undefined} status={t('register.org.status', { total: paging.total })} auto>
        <TextField name="q" type="search" label={t('register.org.search')} value={filter.text} />
        <SelectField name="type" label={t('register.org.kind')} empty={t('register.filter.all')} value={filter.kind} options={listedKinds.map((kind) => ({ value: kind, text: t(`register.kind.${kind}`) }))} />
      </FilterForm>
      {rows.length === 0 ? (
        <EmptyState title={t('register.org.none')} />
      ) : (
        <Table
          caption={t('register.org.title')}
          hiddenCaption
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            { key: 'name', title: t('register.fact.name'), heading: true, cell: (row) => <a class="ds-link" href={`/organisasjoner/${row.id}`}>{row.name}</a> },
            { key: 'kind', title: t('register.org.kind'), cell: (row) => <Tag>{typeText(page, row)}</Tag> },
            { key: 'number', title: t('register.fact.number'), cell: (row) => (row.organisationNumber ? formatOrganisationNumber(row.organisationNumber) : '') },
            { key: 'kindergartens', title: t('register.org.kindergartens'), numeric: true, cell: (row) => (row.kindergartens > 0 ? row.kindergartens : '') },
          ]}
        />
      )}
      <Pagination current={paging.number} total={paging.count} href={(number) => href({ side: String(number) })} />
    </Layout>
  )
}

type OrganisationProps = Page & {
  readonly organisation: Organisation
  readonly contact: Detailed['contact']
  readonly history: readonly Moment[]
  readonly mayChange: boolean
}

export const OrganisationPage = ({ page, organisation, contact, history, mayChange }: OrganisationProps) => {
  const { t, lang } = page
  const { above, below, numbers } = organisation
  const now = below.filter(({ period }) => period.to === undefined)
  const owned = now.filter((tie) => tie.kind === 'owned-by')
  const served = now.filter((tie) => tie.kind === 'served-by')
  const parts = now.filter((tie) => tie.kind === 'part-of')
  const before = below.filter((tie) => tie.kind === 'owned-by' && tie.period.to !== undefined)
  return (
    <Layout page={page} title={organisation.name} above={typeText(page, organisation)} back={{ href: '/organisasjoner', text: t('register.org.all') }}>
      {organisation.fictitious && <Alert kind="info">{t('register.org.fictitious')}</Alert>}
      {organisation.closedOn && <Alert kind="warning">{t('register.fact.closed', { date: formatDate(organisation.closedOn as LocalDate, lang, 'long') })}</Alert>}
      <SummaryList
        rows={[
          { term: t('register.org.kind'), value: typeText(page, organisation) },
          { term: t('register.fact.number'), value: organisation.organisationNumber ? formatOrganisationNumber(organisation.organisationNumber) : t('register.fact.number.unknown') },
          ...above.map((tie) => ({ term: t(`register.tie.${tie.kind}`), value: <TieLink page={page} tie={tie} /> })),
          ...(numbers.length > 0 ? [{ term: t('register.org.numbers'), value: numbers.map((one) => numberText(page, one)).join('; ') }] : []),
          ...(contact?.name ? [{ term: t('register.own.contact'), value: contact.name }] : []),
          ...(contact?.email ? [{ term: t('register.own.email'), value: <a class="ds-link" href={`mailto:${contact.email}`}>{contact.email}</a> }] : []),
          ...(contact?.phone ? [{ term: t('register.own.phone'), value: <a class="ds-link" href={`tel:${contact.phone.replaceAll(/[^\d+]/g, '')}`}>{contact.phone}</a> }] : []),
        ]}
      />
      {mayChange && (
        <ButtonRow>
          <LinkButton href={`/organisasjoner/${organisation.id}/opplysninger`} variant="secondary">
            {t('register.detail.title')}
          </LinkButton>
          <LinkButton href={`/organisasjoner/${organisation.id}/tilknytninger`} variant="secondary">
            {t('register.relation.title')}
          </LinkButton>
        </ButtonRow>
      )}
      {numbers[0] && (
        <p class="ds-paragraph">
          <a class="ds-link" href={`/barnehager?kommune=${numbers[0].number}`}>
            {t('register.org.kindergartens.in', { name: numbers[0].name })}
          </a>
        </p>
      )}
      <Ties page={page} title={t('register.org.owns')} ties={owned} />
      <Ties page={page} title={t('register.org.owned')} ties={before} />
      <Ties page={page} title={t('register.org.serves')} ties={served} />
      <Ties page={page} title={t('register.org.parts')} ties={parts} />
      {history.length > 0 && (
        <section class="page-part">
          <h2 class="ds-heading" data-size="sm">
            {t('register.org.history')}
          </h2>
          <Timeline label={t('register.org.history')} events={history.toReversed().map((moment) => ({ at: moment.at, text: momentText(page, moment), by: moment.who, onBehalfOf: moment.onBehalfOf }))} />
        </section>
      )}
    </Layout>
  )
}

const events = ['register.municipality-enrolled', 'guidance.standard-flow-given', 'register.organisation-made', 'register.organisation-renamed', 'register.organisation-changed', 'register.relation-begun', 'register.relation-ended'] as const
export const isOrganisationEvent = ({ kind }: Pick<Moment, 'kind'>): boolean => events.some((known) => known === kind)

function momentText({ t, lang }: PageContext, { kind, data }: Moment): string {
  const [relation, other, day] = [String(data['relation'] ?? ''), String(data['other'] ?? ''), localDate(String(data['on'] ?? ''))]
  const tie = { relation: isWrittenKind(relation) ? t(`register.tie.${relation}`) : '', other, on: day ? formatDate(day, lang, 'long') : '' }
  if (kind === 'register.relation-begun') return t('register.event.register.relation-begun', tie)
  if (kind === 'register.relation-ended') return t('register.event.register.relation-ended', tie)
  if (kind === 'register.organisation-renamed') return t('register.event.register.organisation-renamed', { was: String(data['was'] ?? ''), became: String(data['became'] ?? '') })
  if (kind === 'guidance.standard-flow-given') return t('register.event.guidance.standard-flow-given')
  if (kind === 'register.municipality-enrolled') return t('register.event.register.municipality-enrolled')
  return t(kind === 'register.organisation-made' ? 'register.event.register.organisation-made' : 'register.event.register.organisation-changed')
}

const numberText = ({ t, lang }: PageContext, { number, period }: Organisation['numbers'][number]): string => {
  const last = lastDay(period)
  return last ? t('register.org.number.until', { number, date: formatDate(last, lang, 'long') }) : number
}

const Ties = ({ page, title, ties }: Page & { readonly title: string; readonly ties: readonly Tie[] }) =>
  ties.length === 0 ? null : (
    <section class="page-part">
      <h2 class="ds-heading" data-size="sm">
        {title} ({ties.length})
      </h2>
      <ul class="ds-list">
        {ties.map((tie) => (
          <li>
            <TieLink page={page} tie={tie} />
          </li>
        ))}
      </ul>
    </section>
  )

/** A link to the other organisation, with when it ended if it has. */
export const TieLink = ({ page: { t, lang }, tie }: Page & { readonly tie: Pick<Tie, 'id' | 'name' | 'orgKind' | 'period' | 'closedOn'> }) => {
  const last = lastDay(tie.period)
  return (
    <>
      <a class="ds-link" href={tie.orgKind === 'kindergarten' ? `/barnehager/${tie.id}` : `/organisasjoner/${tie.id}`}>
        {tie.name}
      </a>
      {last && <> {t('register.tie.until', { date: formatDate(last, lang, 'long') })}</>}
      {tie.closedOn && <> ({t('register.fact.closed', { date: formatDate(tie.closedOn as LocalDate, lang, 'long') })})</>}
    </>
  )
}
