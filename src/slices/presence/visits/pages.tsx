import { daysBetween, formatDate, type LocalDate } from '../../../kernel/dates.ts'
import { addresses } from '../../../ui/addresses.ts'
import { ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SelectField, TextField } from '../../../ui/fields.tsx'
import { FilterForm } from '../../../ui/filter-form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Table } from '../../../ui/table.tsx'
import { visitKinds } from './rules.ts'
import { pathOf, StateTag, themesText, Unsent } from './shown.tsx'
import type { Filter, Kindergarten, KindCount, Theme, Visit } from './store.ts'

export type ListView = {
  readonly visits: readonly Visit[]
  readonly total: number
  readonly current: number
  readonly pages: number
  readonly filter: Filter
  /** To choose among; for the team all it serves, for others those with contact. */
  readonly kindergartens: readonly { readonly id: string; readonly name: string }[]
  readonly themes: readonly Theme[]
  readonly team: boolean
  readonly owner: string
}

/** The team's visits; or what one's own kindergartens have had. */
export const VisitsPage = ({ page, view }: { readonly page: PageContext; readonly view: ListView }) => {
  const { t, lang } = page
  const { visits, filter, kindergartens, themes, team } = view
  const filtered = Object.values(filter).some((one) => one !== undefined)
  const chosen = Object.entries({ barnehage: filter.kindergarten, slag: filter.kind, tema: filter.theme, status: filter.state }).flatMap(([name, value]) => (value ? [[name, value]] : []))
  return (
    <Layout page={page} title={t('presence.title')} intro={t(team ? 'presence.intro.team' : 'presence.intro.own')} wide>
      {team && <Unsent page={page} signInHref={`${addresses.signIn}?retur=${encodeURIComponent('/besok')}`} owner={view.owner} />}
      {team && (
        <ButtonRow>
          <LinkButton href="/besok/ny">{t('presence.new')}</LinkButton>
          <LinkButton href="/besok/barnehager" variant="secondary">
            {t('presence.by-kindergarten')}
          </LinkButton>
        </ButtonRow>
      )}
      {(view.total > 0 || filtered) && (
        <FilterForm action="/besok" auto status={t('presence.list.count', { count: view.total })} clearHref={filtered ? '/besok' : undefined}>
          {kindergartens.length > 1 && <SelectField name="barnehage" label={t('presence.kindergarten')} value={filter.kindergarten} empty={t('presence.any')} options={kindergartens.map(({ id, name }) => ({ value: id, text: name }))} />}
          <SelectField name="slag" label={t('presence.kind')} value={filter.kind} empty={t('presence.any')} options={visitKinds.map((kind) => ({ value: kind, text: t(`presence.kind.${kind}`) }))} />
          <SelectField name="tema" label={t('presence.themes')} value={filter.theme} empty={t('presence.any')} options={themes.map(({ code, name }) => ({ value: code, text: name[lang] }))} />
          <SelectField name="status" label={t('presence.state')} value={filter.state} empty={t('presence.any')} options={(['planned', 'held'] as const).map((state) => ({ value: state, text: t(`presence.state.${state}`) }))} />
        </FilterForm>
      )}
      {visits.length === 0 ? (
        <EmptyState title={t(filtered ? 'presence.none.filtered' : 'presence.none')}>
          <p>{t(filtered ? 'presence.none.filtered.text' : team ? 'presence.none.team' : 'presence.none.own')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('presence.list')}
          hiddenCaption
          rows={visits}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'kindergarten',
              title: t('presence.kindergarten'),
              heading: true,
              cell: (row) => (
                <a class="ds-link" href={pathOf(row)}>
                  {row.kindergarten}
                  <span class="ds-sr-only">, {formatDate(row.on, lang, 'long')}</span>
                </a>
              ),
            },
            { key: 'on', title: t('presence.date'), cell: (row) => formatDate(row.on, lang, 'long') },
            { key: 'kind', title: t('presence.kind'), cell: (row) => t(`presence.kind.${row.kind}`) },
            { key: 'themes', title: t('presence.themes'), cell: (row) => themesText(page, themes, row.themes) },
            { key: 'state', title: t('presence.state'), cell: (row) => <StateTag page={page} state={row.state} /> },
            { key: 'by', title: t('presence.by'), cell: (row) => row.madeByName },
          ]}
        />
      )}
      <Pagination current={view.current} total={view.pages} href={(side) => `/besok?${new URLSearchParams([...chosen, ['side', String(side)]] as string[][])}`} />
    </Layout>
  )
}

/** The kindergartens a team serves, by how long it is since anyone was in touch. */
export const KindergartensPage = ({ page, kindergartens, search, today }: { readonly page: PageContext; readonly kindergartens: readonly Kindergarten[]; /** Undefined where the list is short. */ readonly search: string | undefined; readonly today: LocalDate }) => {
  const { t, lang } = page
  return (
    <Layout page={page} title={t('presence.by-kindergarten')} intro={t('presence.by-kindergarten.intro')} back={{ href: '/besok', text: t('presence.title') }} wide>
      {search !== undefined && (
        <FilterForm action="/besok/barnehager" status={t('presence.search.hits', { count: kindergartens.length })} clearHref={search === '' ? undefined : '/besok/barnehager'}>
          <TextField name="sok" type="search" label={t('presence.search')} value={search} />
        </FilterForm>
      )}
      <Table
        caption={t('presence.by-kindergarten')}
        hiddenCaption
        rows={kindergartens.toSorted((a, b) => (a.lastOn ?? '').localeCompare(b.lastOn ?? ''))}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'kindergarten',
            title: t('presence.kindergarten'),
            heading: true,
            cell: (row) => (
              <a class="ds-link" href={`/besok?barnehage=${row.id}`}>
                {row.name}
              </a>
            ),
          },
          { key: 'municipality', title: t('presence.municipality'), cell: (row) => row.municipality ?? '' },
          { key: 'last', title: t('presence.last'), cell: (row) => (row.lastOn ? formatDate(row.lastOn, lang, 'long') : t('presence.by-kindergarten.never')) },
          { key: 'days', title: t('presence.days-since'), numeric: true, cell: (row) => (row.lastOn ? t('presence.days', { count: daysBetween(row.lastOn, today) }) : '–') },
          {
            key: 'new',
            title: t('presence.new'),
            hiddenTitle: true,
            cell: (row) => (
              <a class="ds-link" href={`/besok/ny?barnehage=${row.id}`}>
                {t('presence.new')}
                <span class="ds-sr-only">, {row.name}</span>
              </a>
            ),
          },
        ]}
      />
    </Layout>
  )
}

/** What the authority is told: how many, of each kind. */
export const CountsPage = ({ page, counts }: { readonly page: PageContext; readonly counts: readonly KindCount[] }) => {
  const { t } = page
  const rows = visitKinds.map((kind) => counts.find((one) => one.kind === kind) ?? { kind, visits: 0, kindergartens: 0 })
  return (
    <Layout page={page} title={t('presence.title')} intro={t('presence.intro.authority')}>
      <Table
        caption={t('presence.counts')}
        rows={rows}
        rowKey={({ kind }) => kind}
        columns={[
          { key: 'kind', title: t('presence.kind'), heading: true, cell: (row) => t(`presence.kind.${row.kind}`) },
          { key: 'visits', title: t('presence.counts.visits'), numeric: true, cell: (row) => String(row.visits) },
          { key: 'kindergartens', title: t('presence.counts.kindergartens'), numeric: true, cell: (row) => String(row.kindergartens) },
        ]}
      />
    </Layout>
  )
}
