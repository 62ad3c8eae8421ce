import type { OrgKind } from '../../../kernel/actor.ts'
import { formatDate, type LocalDate } from '../../../kernel/dates.ts'
import { formatOrganisationNumber } from '../../../kernel/organisation-number.ts'
import type { Pages } from '../../../kernel/paging.ts'
import { lastDay } from '../../../kernel/period.ts'
import { Alert } from '../../../ui/alert.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SelectField, TextField } from '../../../ui/fields.tsx'
import { FilterForm } from '../../../ui/filter-form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { listedKinds } from './rules.ts'
import type { Organisation, OrganisationRow, Tie } from './store.ts'

type Page = { readonly page: PageContext }

type ListProps = Page & {
  readonly filter: { readonly text: string; readonly kind: OrgKind | undefined }
  readonly rows: readonly OrganisationRow[]
  readonly paging: Pages
  readonly href: (change: Readonly<Record<string, string | undefined>>) => string
}

export const OrganisationListPage = ({ page, filter, rows, paging, href }: ListProps) => {
  const { t } = page
  return (
    <Layout page={page} title={t('register.org.title')} intro={t('register.org.intro')} wide>
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
            { key: 'kind', title: t('register.org.kind'), cell: (row) => <Tag>{t(`register.kind.${row.kind}`)}</Tag> },
            { key: 'number', title: t('register.fact.number'), cell: (row) => (row.organisationNumber ? formatOrganisationNumber(row.organisationNumber) : '') },
            { key: 'kindergartens', title: t('register.org.kindergartens'), numeric: true, cell: (row) => (row.kindergartens > 0 ? row.kindergartens : '') },
          ]}
        />
      )}
      <Pagination current={paging.number} total={paging.count} href={(number) => href({ side: String(number) })} />
    </Layout>
  )
}

export const OrganisationPage = ({ page, organisation }: Page & { readonly organisation: Organisation }) => {
  const { t, lang } = page
  const { above, below, numbers, kind } = organisation
  const now = below.filter(({ period }) => period.to === undefined)
  const owned = now.filter((tie) => tie.kind === 'owned-by')
  const served = now.filter((tie) => tie.kind === 'served-by')
  const parts = now.filter((tie) => tie.kind === 'part-of')
  const before = below.filter((tie) => tie.kind === 'owned-by' && tie.period.to !== undefined)
  return (
    <Layout page={page} title={organisation.name} above={t(`register.kind.${kind}`)} back={{ href: '/organisasjoner', text: t('register.org.all') }}>
      {organisation.fictitious && <Alert kind="info">{t('register.org.fictitious')}</Alert>}
      {organisation.closedOn && <Alert kind="warning">{t('register.fact.closed', { date: formatDate(organisation.closedOn as LocalDate, lang, 'long') })}</Alert>}
      <SummaryList
        rows={[
          { term: t('register.org.kind'), value: t(`register.kind.${kind}`) },
          { term: t('register.fact.number'), value: organisation.organisationNumber ? formatOrganisationNumber(organisation.organisationNumber) : t('register.fact.number.unknown') },
          ...above.map((tie) => ({ term: t(`register.tie.${tie.kind}`), value: <TieLink page={page} tie={tie} /> })),
          ...(numbers.length > 0 ? [{ term: t('register.org.numbers'), value: numbers.map((one) => numberText(page, one)).join('; ') }] : []),
        ]}
      />
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
    </Layout>
  )
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
