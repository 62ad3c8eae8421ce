import { formatKroner } from '../../../../kernel/money.ts'
import type { Pages } from '../../../../kernel/paging.ts'
import { formats } from '../../../../texts/index.ts'
import { LinkButton } from '../../../../ui/button.tsx'
import { Checkbox } from '../../../../ui/choices.tsx'
import { usePage, type PageContext } from '../../../../ui/context.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { SelectField, TextField } from '../../../../ui/fields.tsx'
import { FilterForm } from '../../../../ui/filter-form.tsx'
import { Layout } from '../../../../ui/layout.tsx'
import { Pagination } from '../../../../ui/pagination.tsx'
import { Table, type Column } from '../../../../ui/table.tsx'
import { Tag } from '../../../../ui/tag.tsx'
import type { ListFilter } from './list.ts'
import type { ListRow, ReviewList } from '../load.ts'
import { StandingTag } from '../report-page.tsx'
import { strandName } from '../../schemes/rules.ts'
import { standings } from '../rules.ts'
import type { loadReviewRounds } from '../store.ts'

type RoundRow = Awaited<ReturnType<typeof loadReviewRounds>>[number]

/** Where someone who reviews begins: the rounds in which they have something to read. */
export const RoundsPage = ({ page, rounds }: { readonly page: PageContext; readonly rounds: readonly RoundRow[] }) => {
  const { t } = page
  return (
    <Layout page={page} title={t('review.nav')} intro={t('review.rounds.intro')}>
      {rounds.length === 0 ? (
        <EmptyState title={t('review.rounds.none')}>
          <p>{t('review.rounds.none.text')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('review.rounds')} hiddenCaption rows={rounds} rowKey={({ id }) => id}
          columns={[
            { key: 'title', title: t('review.rounds.round'), heading: true, cell: ({ id, title }) => <a class="ds-link" href={`/runder/${id}/vurdering`}>{title}</a> },
            { key: 'closed', title: t('review.rounds.closed'), cell: ({ closesAt }) => t('review.date', { when: new Date(closesAt.getTime() - 1) }) },
            { key: 'reports', title: t('review.rounds.reports'), numeric: true, cell: ({ reports }) => reports },
          ]}
        />
      )}
    </Layout>
  )
}

export type ListView = ReviewList & { readonly filter: ListFilter; readonly shown: readonly ListRow[]; readonly paging: Pages; readonly readers: readonly { readonly personId: string; readonly name: string }[]; readonly href: (change: Readonly<Record<string, string | undefined>>) => string; readonly fileHref: (kind: 'csv' | 'xlsx') => string }

/** All sent reports of a round with where each of them stands; a reader sees those assigned to them. */
export const ListPage = ({ page, view }: { readonly page: PageContext; readonly view: ListView }) => {
  const { t } = page
  const { round, governs, paging, rows } = view
  const done = rows.filter(({ standing }) => standing === 'checked').length
  return (
    <Layout page={page} title={t('review.title')} above={round.title} intro={t(governs ? 'review.intro' : 'review.intro.reader')} back={{ href: governs ? `/runder/${round.id}` : '/vurdering', text: t(governs ? 'review.back.round' : 'review.back.rounds') }} wide>
      {governs && (
        <nav class="button-row" aria-label={t('review.tools')}>
          <LinkButton variant="secondary" href={`/runder/${round.id}/vurdering/grupper`}>{t('review.groups')}</LinkButton>
          <LinkButton variant="secondary" href={`/runder/${round.id}/vurdering/kriterier`}>{t('review.criteria')}</LinkButton>
          <LinkButton variant="secondary" href={`/runder/${round.id}/arbeidsbenk`}>{t('clusters.title')}</LinkButton>
        </nav>
      )}
      <Filters view={view} />
      {governs && rows.length > 0 && <p>{t('review.progress', { done, all: rows.length })}</p>}
      {paging.total === 0 ? (
        <EmptyState title={t(rows.length === 0 ? 'review.none' : 'review.none.filtered')}>
          <p>{t(rows.length === 0 ? 'review.none.text' : 'review.none.filtered.text')}</p>
        </EmptyState>
      ) : (
        <Table caption={t('review.title')} hiddenCaption rows={view.shown} rowKey={({ report }) => report.id} columns={columnsOf(page, view)} />
      )}
      <Pagination current={paging.number} total={paging.count} href={(number) => view.href({ side: String(number) })} />
      {rows.length > 0 && (
        <p>
          {t('review.download')} <a class="ds-link" href={view.fileHref('xlsx')}>{t('review.download.xlsx')}</a> · <a class="ds-link" href={view.fileHref('csv')}>CSV</a>
        </p>
      )}
    </Layout>
  )
}

const Filters = ({ view: { round, governs, filter, themes, strands, readers, paging, href } }: { readonly view: ListView }) => {
  const { t, lang } = usePage()
  const narrowed = filter.text !== '' || filter.standing || filter.theme || filter.strand || filter.reader || filter.flagged
  return (
    <FilterForm action={`/runder/${round.id}/vurdering`} clearHref={narrowed ? href({ q: undefined, status: undefined, tema: undefined, del: undefined, leser: undefined, merket: undefined, side: undefined }) : undefined} status={t('review.status', { count: paging.total })} auto>
      <TextField name="q" type="search" label={t('review.filter.text')} value={filter.text} />
      <SelectField name="status" label={t('review.filter.standing')} empty={t('register.filter.all')} value={filter.standing} options={standings.map((value) => ({ value, text: t(`review.standing.${value}`) }))} />
      <SelectField name="tema" label={t('review.filter.theme')} empty={t('register.filter.all')} value={filter.theme} options={themes.map(({ code, name }) => ({ value: code, text: name[lang] }))} />
      {strands.length > 1 && <SelectField name="del" label={t('scheme.strand')} empty={t('register.filter.all')} value={filter.strand} options={strands.map(({ code, name }) => ({ value: code, text: name[lang] }))} />}
      {governs && <SelectField name="leser" label={t('review.filter.reader')} empty={t('register.filter.all')} value={filter.reader} options={readers.map(({ personId, name }) => ({ value: personId, text: name }))} />}
      <SelectField
        name="sorter" label={t('review.sort')} empty={false} value={filter.sort}
        options={[
          { value: 'nummer', text: t('review.sort.reference') },
          { value: 'poeng', text: t('review.sort.points') },
          { value: 'eier', text: t('review.sort.owner') },
        ]}
      />
      <Checkbox name="merket" label={t('review.filter.flagged')} checked={filter.flagged} />
    </FilterForm>
  )
}

const columnsOf = ({ t, lang }: PageContext, { governs, strands }: ListView): Column<ListRow>[] => {
  const { number } = formats(lang)
  return [
    {
      key: 'title', title: t('review.col.report'), heading: true,
      cell: ({ report }) => (
        <>
          <a class="ds-link" href={`/behov/${report.id}/vurdering`}>{report.title}<span class="ds-sr-only"> {report.reference}</span></a>
          <br />
          <span class="subtle">{[report.reference, report.network ?? report.leadName, strandName({ strands }, report.strand, lang)].filter(Boolean).join(' · ')}</span>
        </>
      ),
    },
    { key: 'standing', title: t('review.col.standing'), cell: ({ standing }) => <StandingTag standing={standing} /> },
    ...(governs
      ? [{ key: 'readers', title: t('review.col.readers'), cell: ({ readers }: ListRow) => (readers.length === 0 ? '' : t('review.col.readers.done', { delivered: readers.filter((one) => one.delivered).length, readers: readers.length, names: readers.map(({ name }) => name).join(', ') })) }]
      : [{ key: 'own', title: t('review.col.own'), cell: ({ own }: ListRow) => t(`review.own-state.${own}`) }]),
    { key: 'points', title: t('review.col.points'), numeric: true, cell: ({ points }) => (points === undefined ? '' : number(Math.round(points * 10) / 10)) },
    {
      key: 'marks', title: t('review.col.marks'),
      cell: ({ apart, flags }) => (
        <>
          {apart && <Tag color="warning">{t('review.apart')}</Tag>} {flags > 0 && <Tag color="danger">{t('review.flags.count', { count: flags })}</Tag>}
        </>
      ),
    },
    { key: 'asked', title: t('review.col.asked'), numeric: true, cell: ({ asked }) => (asked === 0 ? <span class="words">{t('scheme.no-amount')}</span> : formatKroner(asked, lang)) },
  ]
}
