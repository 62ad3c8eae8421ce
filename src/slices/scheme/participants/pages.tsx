import type { Pages } from '../../../kernel/paging.ts'
import { ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SelectField, TextField } from '../../../ui/fields.tsx'
import { FilterForm } from '../../../ui/filter-form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Table } from '../../../ui/table.tsx'
import { addressWith, kindergartenYear, type Participant, type ParticipantFilter } from './rules.ts'
import type { Choices } from './store.ts'

type Props = { readonly page: PageContext; readonly filter: ParticipantFilter; readonly rows: readonly Participant[]; readonly paging: Pages; readonly choices: Choices; readonly themeName: (schemeCode: string, code: string) => string }

/** Who takes part, for everybody. */
export const ParticipantsPage = ({ page, filter, rows, paging, choices, themeName }: Props) => {
  const { t } = page
  const filtered = filter.text !== '' || filter.municipality !== undefined || filter.ownership !== undefined || filter.year !== undefined
  return (
    <Layout page={page} title={t('participants.title')} intro={t('participants.intro')} wide>
      <FilterForm action="/deltakere" clearHref={filtered ? '/deltakere' : undefined} status={t('participants.status', { total: paging.total })} auto>
        <TextField name="q" type="search" label={t('participants.filter.text')} value={filter.text} />
        <SelectField name="aar" label={t('participants.year')} empty={t('participants.filter.all')} value={filter.year === undefined ? undefined : String(filter.year)} options={choices.years.map((year) => ({ value: String(year), text: kindergartenYear(year) }))} />
        <SelectField name="kommune" label={t('participants.municipality')} empty={t('participants.filter.all')} value={filter.municipality} options={choices.municipalities.map(({ number, name }) => ({ value: number, text: name }))} />
        <SelectField
          name="eierform"
          label={t('participants.ownership')}
          empty={t('participants.filter.all')}
          value={filter.ownership === 'municipal' ? 'kommunal' : filter.ownership === 'private' ? 'privat' : undefined}
          options={[
            { value: 'kommunal', text: t('participants.ownership.municipal') },
            { value: 'privat', text: t('participants.ownership.private') },
          ]}
        />
      </FilterForm>
      {rows.length === 0 ? (
        <EmptyState title={t(filtered ? 'participants.none.filtered' : 'participants.none')}>
          <p>{t(filtered ? 'participants.none.filtered.text' : 'participants.none.text')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('participants.title')}
          hiddenCaption
          rows={rows}
          rowKey={(row) => `${row.kindergartenId}${row.year}${row.network ?? ''}${row.strand}`}
          columns={[
            { key: 'name', title: t('participants.kindergarten'), heading: true, cell: (row) => <a class="ds-link" href={`/barnehager/${row.kindergartenId}`}>{row.kindergarten}</a> },
            { key: 'year', title: t('participants.year'), cell: (row) => kindergartenYear(row.year) },
            { key: 'network', title: t('participants.as'), cell: (row) => (row.network ? t('participants.network.value', { name: row.network }) : t(row.together ? 'participants.together' : 'participants.alone')) },
            { key: 'municipality', title: t('participants.municipality'), cell: (row) => row.municipality ?? '–' },
            { key: 'owner', title: t('participants.owner'), cell: (row) => row.owner ?? '–' },
            { key: 'theme', title: t('participants.theme'), cell: (row) => row.themes.map((code) => themeName(row.schemeCode, code)).join(', ') || '–' },
            { key: 'partner', title: t('participants.partner'), cell: (row) => row.partner ?? '–' },
          ]}
        />
      )}
      <Pagination current={paging.number} total={paging.count} href={(side) => addressWith('/deltakere', filter, side)} />
      {rows.length > 0 && (
        <ButtonRow>
          <LinkButton href={addressWith('/deltakere.csv', filter)} variant="secondary" download>
            {t('participants.csv')}
          </LinkButton>
          <LinkButton href={addressWith('/deltakere.json', filter)} variant="secondary" download>
            {t('participants.json')}
          </LinkButton>
        </ButtonRow>
      )}
      <p class="ds-paragraph subtle">{t('participants.about')}</p>
    </Layout>
  )
}
