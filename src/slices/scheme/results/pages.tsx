import { formatDate } from '../../../kernel/dates.ts'
import { formatKroner, sumOre } from '../../../kernel/money.ts'
import type { Pages } from '../../../kernel/paging.ts'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SelectField } from '../../../ui/fields.tsx'
import { FilterForm } from '../../../ui/filter-form.tsx'
import { HiddenCsrf } from '../../../ui/form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { lastDayOf } from '../rounds/rules.ts'
import { standingOf, type Standing } from './rules.ts'
import type { Grant } from './store.ts'
import { standingColors } from './words.ts'

type Page = { readonly page: PageContext; readonly now: Date }

export const StandingTag = ({ page, standing }: { readonly page: PageContext; readonly standing: Standing }) => <Tag color={standingColors[standing]}>{page.t(`results.standing.${standing}`)}</Tag>

export const dueText = ({ lang }: Pick<PageContext, 'lang'>, due: Date): string => formatDate(lastDayOf(due), lang, 'long')

export const grantedTotal = (grant: Pick<Grant, 'amounts'>) => sumOre(grant.amounts.map(({ ore }) => ore))

export const standings = ['not-started', 'overdue', 'draft', 'sent', 'changes-requested', 'sent-again', 'approved'] as const satisfies readonly Standing[]

type ListProps = Page & {
  readonly rows: readonly Grant[]
  readonly paging: Pages
  readonly side: 'writer' | 'governor' | 'reader'
  /** Whether the actor is one of those who report on the grant. */
  readonly writes: (grant: Grant) => boolean
  readonly filter: { readonly year: number | undefined; readonly standing: Standing | undefined }
  readonly years: readonly number[]
  readonly href: (side: number) => string
}

/** What is to be reported, and how far each has come: for those who write, those who answer, and those who read. */
export const ResultsPage = ({ page, now, rows, paging, side, writes, filter, years, href }: ListProps) => {
  const { t, lang } = page
  const filtered = filter.year !== undefined || filter.standing !== undefined
  return (
    <Layout page={page} title={t('results.title')} intro={t(`results.intro.${side}`)} wide>
      {side === 'governor' && (
        <ButtonRow>
          <LinkButton href="/resultater/oversikt" variant="secondary">
            {t('results.overview.title')}
          </LinkButton>
        </ButtonRow>
      )}
      {(paging.total > 5 || filtered) && (
        <FilterForm action="/resultater" clearHref={filtered ? '/resultater' : undefined} status={t('results.list.status', { total: paging.total })} auto>
          <SelectField name="aar" label={t('results.year')} empty={t('results.filter.all')} value={filter.year === undefined ? undefined : String(filter.year)} options={years.map((year) => ({ value: String(year), text: String(year) }))} />
          <SelectField name="status" label={t('results.status')} empty={t('results.filter.all')} value={filter.standing} options={standings.map((one) => ({ value: one, text: t(`results.standing.${one}`) }))} />
        </FilterForm>
      )}
      {rows.length === 0 ? (
        <EmptyState title={t(filtered ? 'results.none.filtered' : 'results.none')}>
          <p>{t(filtered ? 'results.none.filtered.text' : `results.none.${side}`)}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('results.list')}
          hiddenCaption
          rows={rows}
          rowKey={(row) => `${row.reportId}${row.year}`}
          columns={[
            {
              key: 'title',
              title: t('results.measure'),
              heading: true,
              cell: (row) => (
                <>
                  {row.result && (row.result.sentAt || side === 'writer') ? <a class="ds-link" href={`/resultater/${row.result.id}`}>{row.title}</a> : row.title}
                  <div class="subtle">{row.reference}</div>
                </>
              ),
            },
            ...(side === 'writer' ? [] : [{ key: 'who', title: t('results.who'), cell: (row: Grant) => row.leadName }]),
            { key: 'year', title: t('results.year'), cell: (row) => String(row.year) },
            { key: 'granted', title: t('results.granted'), numeric: true, cell: (row) => formatKroner(grantedTotal(row), lang) },
            { key: 'due', title: t('results.due'), cell: (row) => dueText(page, row.due) },
            { key: 'status', title: t('results.status'), cell: (row) => <StandingTag page={page} standing={standingOf(row.result?.state, row.due, now)} /> },
            ...(side === 'writer' ? [{ key: 'do', title: t('results.do'), hiddenTitle: true, cell: (row: Grant) => (row.result || writes(row) ? <Do page={page} row={row} /> : '') }] : []),
          ]}
        />
      )}
      <Pagination current={paging.number} total={paging.count} href={href} />
    </Layout>
  )
}

const Do = ({ page: { t }, row }: { readonly page: PageContext; readonly row: Grant }) => {
  const about = `${row.title}, ${row.year}`
  if (row.result) {
    const writes = row.result.state === 'draft' || row.result.state === 'changes-requested'
    return <LinkButton href={`/resultater/${row.result.id}`} variant="secondary" small about={about}>{t(writes ? 'results.continue' : 'results.read')}</LinkButton>
  }
  return (
    <form method="post" action="/resultater">
      <HiddenCsrf />
      <input type="hidden" name="melding" value={row.reportId} />
      <input type="hidden" name="aar" value={row.year} />
      <Button small variant="secondary" about={about}>
        {t('results.begin')}
      </Button>
    </form>
  )
}
