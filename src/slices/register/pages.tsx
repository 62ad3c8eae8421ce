import { yearOf } from '../../kernel/dates.ts'
import { lastDay, type Period } from '../../kernel/period.ts'
import { Checkbox } from '../../ui/choices.tsx'
import type { Pages } from '../../kernel/paging.ts'
import type { PageContext } from '../../ui/context.tsx'
import { ButtonRow, LinkButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SelectField, TextField } from '../../ui/fields.tsx'
import { FilterForm } from '../../ui/filter-form.tsx'
import { Layout } from '../../ui/layout.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { Table } from '../../ui/table.tsx'
import { Tag } from '../../ui/tag.tsx'
import type { KindergartenFilter, KindergartenRow } from './rules.ts'

type Page = { readonly page: PageContext }

type ListProps = Page & {
  readonly filter: KindergartenFilter
  readonly rows: readonly KindergartenRow[]
  readonly paging: Pages
  readonly municipalities: readonly { readonly number: string; readonly name: string }[]
  readonly counties: readonly { readonly number: string; readonly name: string; readonly period: Period }[]
  /** The same list as a file. */
  readonly exported: (ending: 'csv' | 'xlsx') => string
  /** The same list with something else in the address. */
  readonly href: (change: Readonly<Record<string, string | undefined>>) => string
}

export const KindergartenListPage = ({ page, filter, rows, paging, municipalities, counties, href, exported }: ListProps) => {
  const { t } = page
  const filtered = filter.text !== '' || filter.municipality || filter.ownership || filter.size || filter.county || filter.closed
  return (
    <Layout page={page} title={t('register.list.title')} intro={t('register.list.intro')} wide>
      <FilterForm action="/barnehager" clearHref={filtered ? '/barnehager' : undefined} status={t('register.list.status', { total: paging.total })} auto keep={filter.sort === 'capacity' ? { sorter: 'plasser' } : {}}>
        <TextField name="q" type="search" label={t('register.filter.text')} value={filter.text} />
        <SelectField name="kommune" label={t('register.filter.municipality')} empty={t('register.filter.all')} value={filter.municipality} options={municipalities.map((one) => ({ value: one.number, text: one.name }))} />
        <SelectField name="fylke" label={t('register.filter.county')} empty={t('register.filter.all')} value={filter.county} options={counties.map((one) => ({ value: one.number, text: countyName(one) }))} />
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
        <Checkbox name="nedlagte" label={t('register.filter.closed')} checked={filter.closed} />
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
                  {row.closedOn && (
                    <>
                      {' '}
                      <Tag color="warning">{t('register.list.closed')}</Tag>
                    </>
                  )}
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
      {rows.length > 0 && (
        <ButtonRow>
          <LinkButton href={exported('xlsx')} variant="secondary" download>
            {t('register.export.xlsx')}
          </LinkButton>
          <LinkButton href={exported('csv')} variant="secondary" download>
            {t('register.export.csv')}
          </LinkButton>
        </ButtonRow>
      )}
    </Layout>
  )
}

/** A county that no longer exists says when it did: Viken (2020–2023). */
const countyName = ({ name, period }: ListProps['counties'][number]): string => {
  const last = lastDay(period)
  return last ? `${name} (${yearOf(period.from)}–${yearOf(last)})` : name
}
