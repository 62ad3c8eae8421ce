import { formatKroner, plainKroner, sumOre } from '../../../../kernel/money.ts'
import { ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { KeyFigures } from '../../../../ui/key-figures.tsx'
import { Layout } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import type { ForumRound } from '../members/store.ts'
import { OutcomeTag } from '../words.tsx'
import type { ListedReport } from './store.ts'

export const orders = ['referanse', 'poeng', 'belop'] as const
export type Order = (typeof orders)[number]
type Props = { readonly page: PageContext; readonly round: ForumRound; readonly reports: readonly ListedReport[]; readonly order: Order; readonly hidden: number }

/** Every report of the round in one page: points, what is asked for, what is recommended, and the sums. */
export const ListPage = ({ page, round, reports, order, hidden }: Props) => {
  const { t, lang } = page
  const sum = (pick: (one: ListedReport) => ListedReport['asked']) => sumOre(reports.map(pick))
  // The forms until 2021 ask for no amounts.
  const asks = reports.some(({ asked }) => asked > 0)
  const sorted = order === 'poeng' ? reports.toSorted((a, b) => (b.points ?? -1) - (a.points ?? -1)) : order === 'belop' ? reports.toSorted((a, b) => b.asked - a.asked) : reports
  const by = (one: Order) => ({ href: `/runder/${round.id}/saksliste?sorter=${one}`, now: order === one ? (one === 'referanse' ? ('ascending' as const) : ('descending' as const)) : undefined })
  return (
    <Layout page={page} wide title={t('forum.list')} above={round.title} back={{ href: `/runder/${round.id}`, text: round.title }}>
      {reports.length === 0 ? (
        <EmptyState title={t('forum.list.none')}>
          <p class="ds-paragraph">{t('forum.list.none.text')}</p>
        </EmptyState>
      ) : (
        <>
          <KeyFigures
            figures={[
              { label: t('forum.list.reports'), value: String(reports.length), note: t('forum.list.recommended.count', { count: reports.filter(({ outcome }) => outcome !== undefined).length }) },
              { label: t('forum.list.asked'), value: asks ? formatKroner(sum(({ asked }) => asked), lang) : t('scheme.no-amount') },
              { label: t('forum.list.recommended'), value: formatKroner(sum(({ recommended }) => recommended), lang) },
            ]}
          />
          {hidden > 0 && <p class="ds-paragraph">{t('forum.list.hidden', { count: hidden })}</p>}
          <Table
            caption={t('forum.list')}
            hiddenCaption
            rows={sorted}
            rowKey={({ id }) => id}
            columns={[
              { key: 'reference', title: t('forum.reference'), sort: by('referanse'), cell: (row) => row.reference },
              { key: 'title', title: t('forum.report'), heading: true, cell: (row) => <><a class="ds-link" href={`/behov/${row.id}`}>{row.title}<span class="ds-sr-only"> {row.reference}</span></a>{row.strand && <><br /><span class="subtle">{row.strand[lang]}</span></>}</> },
              { key: 'who', title: t('forum.applicant'), cell: (row) => row.leadName },
              { key: 'kindergartens', title: t('forum.kindergartens'), numeric: true, cell: (row) => row.kindergartens },
              { key: 'points', title: t('forum.points'), numeric: true, sort: by('poeng'), cell: (row) => (row.points === undefined ? '–' : row.points.toFixed(1).replace('.', lang === 'en' ? '.' : ',')) },
              ...(asks ? [{ key: 'owner', title: t('forum.list.owner'), numeric: true, cell: (row: ListedReport) => plainKroner(row.askedOwner, lang) }, { key: 'university', title: t('forum.list.university'), numeric: true, cell: (row: ListedReport) => plainKroner(row.askedUniversity, lang) }] : []),
              { key: 'asked', title: t('forum.list.asked'), numeric: true, sort: by('belop'), cell: (row) => (row.asked === 0 ? <span class="words">{t('scheme.no-amount')}</span> : plainKroner(row.asked, lang)) },
              { key: 'outcome', title: t('forum.outcome.short'), cell: (row) => (row.outcome ? <OutcomeTag page={page} outcome={row.outcome} /> : '–') },
              { key: 'recommended', title: t('forum.list.recommended'), numeric: true, cell: (row) => plainKroner(row.recommended, lang) },
            ]}
            foot={[t('forum.total'), '', '', reports.reduce((all, one) => all + one.kindergartens, 0), '', ...(asks ? [plainKroner(sum(({ askedOwner }) => askedOwner), lang), plainKroner(sum(({ askedUniversity }) => askedUniversity), lang), plainKroner(sum(({ asked }) => asked), lang)] : ['']), '', plainKroner(sum(({ recommended }) => recommended), lang)]}
          />
        </>
      )}
      {round.forumId && (
        <ButtonRow>
          <LinkButton href={`/forum/${round.forumId}`} variant="tertiary">
            {t('forum.to-forum')}
          </LinkButton>
        </ButtonRow>
      )}
    </Layout>
  )
}
