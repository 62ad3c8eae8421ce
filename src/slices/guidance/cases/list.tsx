import { compareDates, formatDate, type LocalDate } from '../../../kernel/dates.ts'
import type { Pages } from '../../../kernel/paging.ts'
import { formats } from '../../../texts/index.ts'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SelectField, TextField } from '../../../ui/fields.tsx'
import { FilterForm } from '../../../ui/filter-form.tsx'
import { Form } from '../../../ui/form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Table, type Column } from '../../../ui/table.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { inLanguage, type Flow, type Theme } from '../flow/index.ts'
import { pathOf } from '../requests/pages.tsx'
import type { StoredRequest } from '../requests/store.ts'
import { viewAddress, type CaseFilter } from './rules.ts'
import type { CaseRow } from './store.ts'

type Shared = { readonly page: PageContext; readonly stepName: (row: CaseRow) => string; readonly themes: readonly Theme[]; readonly today: LocalDate }
type Href = (change: Readonly<Record<string, string | undefined>>) => string

/** The team's cases: what nobody has taken, one's own, what waits. The selection stands in the address. */
export const TeamListPage = ({ page, filter, rows, paging, href, flow, untaken, ...shared }: Shared & { readonly filter: CaseFilter; readonly rows: readonly CaseRow[]; readonly paging: Pages; readonly href: Href; readonly flow: Flow | undefined; readonly untaken: number }) => {
  const { t, lang } = page
  const filtered = filter.text !== '' || filter.step !== undefined || filter.ownership !== undefined
  const views = (['untaken', 'mine', 'open', 'waiting', 'closed'] as const).map((view) => ({ href: `/veiledning?visning=${viewAddress[view]}`, text: t(`guidance.team.view.${view}`), current: filter.view === view, count: view === 'untaken' ? untaken : undefined }))
  return (
    <Layout page={page} title={t('guidance.team.title')} intro={t('guidance.team.intro')} wide>
      <Tabs tabs={views} label={t('guidance.team.views')} />
      <FilterForm action="/veiledning" clearHref={filtered ? `/veiledning?visning=${viewAddress[filter.view]}` : undefined} status={t('guidance.team.status', { total: paging.total })} auto keep={{ visning: viewAddress[filter.view] }}>
        <TextField name="q" type="search" label={t('guidance.team.search')} value={filter.text} />
        <SelectField name="steg" label={t('guidance.team.step')} empty={t('register.filter.all')} value={filter.step} options={(flow?.steps ?? []).filter((step) => step.kind !== 'request' && step.kind !== 'closed').map((step) => ({ value: step.key, text: inLanguage(step.name, lang) }))} />
        <SelectField
          name="eierform"
          label={t('register.filter.ownership')}
          empty={t('register.filter.all')}
          value={filter.ownership && { municipal: 'kommunal', private: 'privat' }[filter.ownership]}
          options={[
            { value: 'kommunal', text: t('register.ownership.municipal') },
            { value: 'privat', text: t('register.ownership.private') },
          ]}
        />
        <SelectField
          name="sorter"
          label={t('guidance.team.sort')}
          empty={false}
          value={{ due: 'frist', newest: 'nyest', kindergarten: 'barnehage' }[filter.sort]}
          options={[
            { value: 'frist', text: t('guidance.team.sort.due') },
            { value: 'nyest', text: t('guidance.team.sort.newest') },
            { value: 'barnehage', text: t('guidance.team.sort.kindergarten') },
          ]}
        />
      </FilterForm>
      {rows.length === 0 ? (
        <EmptyState title={t('guidance.team.none.title')}>
          <p>{t('guidance.team.none.text')}</p>
        </EmptyState>
      ) : (
        <Table caption={t('guidance.team.caption')} hiddenCaption rows={rows} rowKey={(row) => row.id} columns={columns({ page, ...shared })} />
      )}
      <Pagination current={paging.number} total={paging.count} href={(number) => href({ side: String(number) })} />
    </Layout>
  )
}

const columns = ({ page: { t, lang }, stepName, themes, today }: Shared): Column<CaseRow>[] => [
  {
    key: 'kindergarten',
    title: t('guidance.team.col.kindergarten'),
    heading: true,
    cell: (row) => (
      <a class="ds-link" href={pathOf(row.id)}>
        {row.kindergartenName}
        {/* A kindergarten may have several cases: in a list of links the name alone says too little. */}
        <span class="ds-sr-only">, {row.reference}</span>
      </a>
    ),
  },
  { key: 'theme', title: t('guidance.team.col.theme'), cell: (row) => row.themes.map((code) => themes.find((theme) => theme.code === code)?.name[lang] ?? code).join(', ') },
  { key: 'step', title: t('guidance.team.col.step'), cell: (row) => <Tag color={row.closedAt ? 'success' : 'accent'}>{stepName(row)}</Tag> },
  {
    key: 'due',
    title: t('guidance.team.col.due'),
    cell: (row) => {
      if (row.dueOn === undefined || row.closedAt) return ''
      const date = formatDate(row.dueOn, lang, 'short')
      return compareDates(row.dueOn, today) < 0 ? (
        <>
          {date} <Tag color="warning">{t('guidance.team.overdue')}</Tag>
        </>
      ) : (
        date
      )
    },
  },
  { key: 'adviser', title: t('guidance.team.col.adviser'), cell: (row) => row.advisers || <span class="subtle">{t('guidance.team.nobody')}</span> },
  { key: 'reference', title: t('guidance.team.col.reference'), cell: (row) => row.reference },
]

type HeadProps = Shared & { readonly head: boolean; readonly hasTeam: boolean; readonly startKey: string; readonly drafts: readonly StoredRequest[]; readonly running: readonly CaseRow[]; readonly closed: readonly CaseRow[] }

/** The kindergarten's own cases, and the way to ask. */
export const KindergartenListPage = ({ page, head, hasTeam, startKey, drafts, running, closed, ...shared }: HeadProps) => {
  const { t, lang } = page
  const none = drafts.length + running.length + closed.length === 0
  return (
    <Layout page={page} title={t('guidance.head.title')} intro={head || !hasTeam ? t('guidance.head.intro') : t('guidance.head.only-head')}>
      {!hasTeam ? (
        <EmptyState title={t('guidance.no-team.title')}>
          <p>{t('guidance.no-team.text')}</p>
        </EmptyState>
      ) : head && (
        <Card>
          <p>{t('guidance.head.start.text')}</p>
          <Form action="/veiledning">
            <input type="hidden" name="nokkel" value={startKey} />
            <ButtonRow>
              <Button>{t('guidance.head.start')}</Button>
            </ButtonRow>
          </Form>
          <p>
            <a class="ds-link" href="/veiledning/enkeltbarn">
              {t('guidance.form.single-child')}
            </a>
          </p>
        </Card>
      )}
      {none && hasTeam && (
        <EmptyState title={t('guidance.head.none.title')}>
          <p>{t('guidance.head.none.text')}</p>
        </EmptyState>
      )}
      {drafts.length > 0 && (
        <section class="page-part">
          <h2 class="ds-heading" data-size="sm">
            {t('guidance.head.drafts')}
          </h2>
          <ul class="ds-list">
            {drafts.map((draft) => (
              <li>
                <a class="ds-link" href={pathOf(draft.id, '/foresporsel')}>
                  {t('guidance.head.draft', { date: formats(lang).date(draft.createdAt) })}
                </a>{' '}
                <span class="subtle">{t('guidance.form.saved', { when: formats(lang).dateTime(draft.changedAt), who: draft.changedBy })}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {[
        { title: t('guidance.head.running'), rows: running },
        { title: t('guidance.head.closed'), rows: closed },
      ]
        .filter(({ rows }) => rows.length > 0)
        .map(({ title, rows }) => (
          <section class="page-part">
            <h2 class="ds-heading" data-size="sm">
              {title}
            </h2>
            <Table caption={title} hiddenCaption rows={rows} rowKey={(row) => row.id} columns={kindergartenColumns({ page, ...shared }).filter((column) => column.key !== 'due' || rows !== closed)} />
          </section>
        ))}
    </Layout>
  )
}

const kindergartenColumns = (shared: Shared): Column<CaseRow>[] => {
  const { t } = shared.page
  const reference: Column<CaseRow> = {
    key: 'reference',
    title: t('guidance.team.col.reference'),
    heading: true,
    cell: (row) => (
      <a class="ds-link unbroken" href={pathOf(row.id)}>
        {row.reference}
      </a>
    ),
  }
  return [reference, ...columns(shared).filter((column) => column.key !== 'kindergarten' && column.key !== 'reference')]
}
