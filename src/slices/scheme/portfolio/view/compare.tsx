import { formatKroner, sumOre } from '../../../../kernel/money.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import type { Result, Scenario } from '../store.ts'
import { NeverDecides } from './list.tsx'
import { settingRows } from './setting-rows.tsx'
import type { Names } from './words.tsx'

export type Side = { readonly scenario: Scenario; readonly results: readonly Result[] }
type Props = { readonly page: PageContext; readonly round: { readonly id: string; readonly title: string }; readonly a: Side; readonly b: Side; readonly names: Names; readonly hidden: boolean }

/** Two scenarios side by side: what was set differently, and which reports come out differently. */
export const ComparePage = ({ page, round, a, b, names, hidden }: Props) => {
  const { t, lang } = page
  const sums = [
    ...(hidden ? [] : [{ name: t('portfolio.worth'), a: String(a.scenario.worth), b: String(b.scenario.worth) }]),
    ...(['in', 'part', 'out'] as const).map((state) => ({ name: t(`portfolio.state.${state}`), a: String(count(a, state)), b: String(count(b, state)) })),
    { name: t('portfolio.given'), a: formatKroner(given(a), lang), b: formatKroner(given(b), lang) },
  ]
  const settings = hidden ? [] : different(settingRows(page, names, a.scenario.settings), settingRows(page, names, b.scenario.settings))
  const other = new Map(b.results.map((result) => [result.id, result]))
  const moved = a.results.flatMap((result) => {
    const there = other.get(result.id)
    return there && there.percent !== result.percent ? [{ result, there }] : []
  })
  const told = ({ percent }: Result) => (percent === 0 ? t('portfolio.tag.out') : `${percent} %`)
  return (
    <Layout page={page} title={t('portfolio.compare')} above={round.title} back={{ href: `/runder/${round.id}/fordeling`, text: t('portfolio.title') }} wide>
      <NeverDecides page={page} roundId={round.id} />
      <Sides caption={t('portfolio.compare.sums')} rows={sums} a={a} b={b} first={t('portfolio.compare.what')} />
      {settings.length > 0 && <Sides caption={t('portfolio.compare.settings')} rows={settings} a={a} b={b} first={t('portfolio.compare.what')} />}
      <Section title={t('portfolio.compare.reports')}>
        {moved.length === 0 ? (
          <EmptyState title={t('portfolio.compare.same')} level={3} />
        ) : (
          <Table
            caption={t('portfolio.count', { count: moved.length })}
            rows={moved}
            rowKey={({ result }) => result.id}
            columns={[
              { key: 'report', title: t('portfolio.report'), heading: true, cell: ({ result }) => `${result.reference} ${result.title}` },
              { key: 'points', title: t('portfolio.points'), numeric: true, cell: ({ result, there }) => (result.candidate.points === there.candidate.points ? String(result.candidate.points ?? '–') : `${result.candidate.points ?? '–'} / ${there.candidate.points ?? '–'}`) },
              { key: 'a', title: a.scenario.name, cell: ({ result }) => told(result) },
              { key: 'b', title: b.scenario.name, cell: ({ there }) => told(there) },
            ]}
          />
        )}
      </Section>
    </Layout>
  )
}

type SideRow = { readonly name: string; readonly a: string; readonly b: string }
const Sides = ({ caption, rows, a, b, first }: { readonly caption: string; readonly rows: readonly SideRow[]; readonly a: Side; readonly b: Side; readonly first: string }) => (
  <Table caption={caption} rows={rows} rowKey={({ name }) => name} columns={[{ key: 'name', title: first, heading: true, cell: ({ name }) => name }, { key: 'a', title: a.scenario.name, cell: (row) => row.a }, { key: 'b', title: b.scenario.name, cell: (row) => row.b }]} />
)

const count = ({ results }: Side, state: string) => results.filter(({ told }) => told.state === state).length
const given = ({ results }: Side) => sumOre(results.flatMap(({ granted }) => granted.map((line) => line.ore)))

function different(a: readonly { readonly term: string; readonly value: string }[], b: readonly { readonly term: string; readonly value: string }[]): readonly SideRow[] {
  const terms = [...new Set([...a, ...b].map(({ term }) => term))]
  const valueIn = (rows: typeof a, term: string) => rows.find((row) => row.term === term)?.value ?? '–'
  return terms.map((name) => ({ name, a: valueIn(a, name), b: valueIn(b, name) })).filter((row) => row.a !== row.b)
}
