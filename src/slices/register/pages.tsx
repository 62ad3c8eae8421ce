import type { ComponentChildren } from 'preact'
import type { LocalDate } from '../../kernel/dates.ts'
import { formatDate } from '../../kernel/dates.ts'
import { formatOrganisationNumber } from '../../kernel/organisation-number.ts'
import type { Pages } from '../../kernel/paging.ts'
import { Alert } from '../../ui/alert.tsx'
import type { PageContext } from '../../ui/context.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SelectField, TextField } from '../../ui/fields.tsx'
import { FilterForm } from '../../ui/filter-form.tsx'
import { Layout } from '../../ui/layout.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { SummaryList } from '../../ui/summary-list.tsx'
import { Table } from '../../ui/table.tsx'
import { Tag } from '../../ui/tag.tsx'
import type { KindergartenFilter, KindergartenRow } from './rules.ts'
import type { Kindergarten } from './store.ts'

type Page = { readonly page: PageContext }

type ListProps = Page & {
  readonly filter: KindergartenFilter
  readonly rows: readonly KindergartenRow[]
  readonly paging: Pages
  readonly municipalities: readonly { readonly number: string; readonly name: string }[]
  /** The same list with something else in the address. */
  readonly href: (change: Readonly<Record<string, string | undefined>>) => string
}

export const KindergartenListPage = ({ page, filter, rows, paging, municipalities, href }: ListProps) => {
  const { t } = page
  const filtered = filter.text !== '' || filter.municipality || filter.ownership || filter.size
  return (
    <Layout page={page} title={t('register.list.title')} intro={t('register.list.intro')} wide>
      <FilterForm action="/barnehager" clearHref={filtered ? '/barnehager' : undefined} status={t('register.list.status', { total: paging.total })} auto keep={filter.sort === 'capacity' ? { sorter: 'plasser' } : {}}>
        <TextField name="q" type="search" label={t('register.filter.text')} value={filter.text} />
        <SelectField name="kommune" label={t('register.filter.municipality')} empty={t('register.filter.all')} value={filter.municipality} options={municipalities.map((one) => ({ value: one.number, text: one.name }))} />
        <SelectField
          name="eierform"
          label={t('register.filter.ownership')}
          empty={t('register.filter.all')}
          value={filter.ownership === 'municipal' ? 'kommunal' : filter.ownership === 'private' ? 'privat' : undefined}
          options={[
            { value: 'kommunal', text: t('register.ownership.municipal') },
            { value: 'privat', text: t('register.ownership.private') },
          ]}
        />
        <SelectField
          name="storrelse"
          label={t('register.filter.size')}
          empty={t('register.filter.all')}
          value={filter.size && { small: 'liten', medium: 'middels', large: 'stor' }[filter.size]}
          options={[
            { value: 'liten', text: t('register.size.small') },
            { value: 'middels', text: t('register.size.medium') },
            { value: 'stor', text: t('register.size.large') },
          ]}
        />
      </FilterForm>
      {rows.length === 0 ? (
        <EmptyState title={t('register.list.none.title')}>
          <p>{t('register.list.none.text')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('register.list.caption')}
          hiddenCaption
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'name',
              title: t('register.fact.name'),
              heading: true,
              sort: { href: href({ sorter: undefined, side: undefined }), now: filter.sort === 'name' ? 'ascending' : undefined },
              cell: (row) => (
                <a class="ds-link" href={`/barnehager/${row.id}`}>
                  {row.shortName ?? row.name}
                </a>
              ),
            },
            { key: 'place', title: t('register.fact.place'), cell: (row) => [row.postalPlace, row.municipalityName].filter(Boolean).join(', ') },
            { key: 'owner', title: t('register.fact.owner'), cell: (row) => row.ownerName ?? '' },
            { key: 'ownership', title: t('register.fact.ownership'), cell: (row) => row.ownership && <Tag color={row.ownership === 'municipal' ? 'accent' : 'neutral'}>{t(`register.ownership.${row.ownership}`)}</Tag> },
            {
              key: 'capacity',
              title: t('register.fact.capacity'),
              numeric: true,
              sort: { href: href({ sorter: 'plasser', side: undefined }), now: filter.sort === 'capacity' ? 'descending' : undefined },
              cell: (row) => row.capacity ?? '',
            },
          ]}
        />
      )}
      <Pagination current={paging.number} total={paging.count} href={(number) => href({ side: String(number) })} />
    </Layout>
  )
}

/** What other slices add to the page of a kindergarten. */
export type Part = { readonly title: string; readonly body: ComponentChildren }

export const KindergartenPage = ({ page, unit, parts }: Page & { readonly unit: Kindergarten; readonly parts: readonly Part[] }) => {
  const { t, lang } = page
  const municipality = unit.numbers[0]
  return (
    <Layout page={page} title={unit.short_name ?? unit.name} back={{ href: '/barnehager', text: t('register.page.back') }}>
      {unit.fictitious && <Alert kind="info">{t('register.page.fictitious')}</Alert>}
      {unit.closed_on && <Alert kind="warning">{t('register.fact.closed', { date: formatDate(unit.closed_on as LocalDate, lang, 'long') })}</Alert>}
      {parts.map((part) => (
        <section class="page-part">
          <h2 class="ds-heading" data-size="sm">
            {part.title}
          </h2>
          {part.body}
        </section>
      ))}
      <section class="page-part">
        <h2 class="ds-heading" data-size="sm">
          {t('register.page.facts')}
        </h2>
        <SummaryList
          rows={[
            { term: t('register.fact.address'), value: [unit.address, [unit.postal_code, unit.postal_place].filter(Boolean).join(' ')].filter(Boolean).join(', ') },
            ...(municipality ? [{ term: t('register.fact.municipality'), value: t('register.fact.municipality.numbers', { name: municipality.name, numbers: unit.numbers.map((one) => one.number).join(', ') }) }] : []),
            { term: t('register.fact.owner'), value: unit.owner_name },
            { term: t('register.fact.ownership'), value: unit.ownership && t(`register.ownership.${unit.ownership as 'municipal' | 'private' | 'other'}`) },
            { term: t('register.fact.capacity'), value: unit.capacity },
            ...(unit.min_age !== null && unit.max_age !== null ? [{ term: t('register.fact.ages'), value: t('register.fact.ages.value', { from: unit.min_age, to: unit.max_age }) }] : []),
            ...(unit.departments.length > 0 ? [{ term: t('register.fact.departments'), value: unit.departments.map((one) => one.name).join(', ') }] : []),
            { term: t('register.fact.number'), value: unit.organisation_number ? formatOrganisationNumber(unit.organisation_number) : t('register.fact.number.unknown') },
            ...(unit.nsr_id ? [{ term: t('register.fact.nsr'), value: unit.nsr_id }] : []),
            ...websiteRow(unit.website, t),
          ]}
        />
        {!unit.fictitious && <p class="subtle">{t('register.page.source', { date: formatDate(unit.as_of as unknown as LocalDate, lang, 'long') })}</p>}
      </section>
    </Layout>
  )
}

function websiteRow(website: string | null, t: PageContext['t']) {
  if (!website || !/^https?:\/\//.test(website) || !URL.canParse(website)) return []
  const link = (
    <a class="ds-link" href={website} rel="noreferrer">
      {t('register.fact.website.open', { host: new URL(website).host })}
    </a>
  )
  return [{ term: t('register.fact.website'), value: link }]
}
