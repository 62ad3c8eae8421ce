import { formatKroner, ore, plainKroner, sumOre, type Ore } from '../../../kernel/money.ts'
import type { Translate } from '../../../texts/index.ts'
import { usePage } from '../../../ui/context.tsx'
import { ShareBar } from '../../../ui/share-bar.tsx'
import { Table, type Column } from '../../../ui/table.tsx'
import type { Standing } from './ledger.ts'
import type { Line } from './store.ts'

/** Kroner with their sign, in the language of the page. */
export const useKroner = (): ((amount: Ore) => string) => {
  const { lang } = usePage()
  return (amount) => formatKroner(amount, lang)
}

/** The number alone, for tables whose caption says kroner. */
export const usePlain = (): ((amount: Ore) => string) => {
  const { lang } = usePage()
  return (amount) => plainKroner(amount, lang)
}

/** Who a line goes to, as the key of its words. */
export const goesTo = ({ actor, kindergartensOwn }: Pick<Line, 'actor' | 'kindergartensOwn'>) => `money.as.${actor === 'owner' && kindergartensOwn ? 'kindergarten' : actor}` as const

/** A year's money, county by county: a bar of the frame for the eye, and all the numbers as a table. */
export const YearFigures = ({ year, counties }: { readonly year: number; readonly counties: readonly Standing[] }) => {
  const { t } = usePage()
  const plain = usePlain()
  const columns: readonly Column<Standing>[] = [
    { key: 'county', title: t('money.county'), heading: true, cell: (row) => row.countyName },
    { key: 'frame', title: t('money.frame'), numeric: true, cell: (row) => (row.frame === undefined ? t('money.frame.none') : plain(row.frame)) },
    ...figures(t, counties).map(({ title, of }) => ({ key: title, title, numeric: true, cell: (row: Standing) => plain(of(row)) })),
    { key: 'left', title: t('money.left'), numeric: true, cell: (row) => (row.left === undefined ? '–' : plain(row.left)) },
  ]
  const sum = (of: (row: Standing) => Ore) => plain(sumOre(counties.map(of)))
  const foot = [t('money.sum'), sum((row) => row.frame ?? ore(0)), ...figures(t, counties).map(({ of }) => sum(of)), sum((row) => row.left ?? ore(0))]
  return (
    <>
      {counties.map((county) => (
        <section class="page-part">
          <h2 class="ds-heading" data-size="xs">
            {county.countyName}
          </h2>
          <CountyBar county={county} />
        </section>
      ))}
      <Table caption={t('money.caption.year', { year: String(year) })} columns={columns} rows={counties} rowKey={(row) => row.county} {...(counties.length > 1 ? { foot } : {})} />
    </>
  )
}

type Figure = { readonly title: string; readonly of: (row: Standing) => Ore }
const figures = (t: Translate, rows: readonly Standing[]): readonly Figure[] => [
  { title: t('money.bound'), of: (row) => row.bound },
  { title: t('money.decided'), of: (row) => row.decided },
  // Said only where there is something to say.
  ...(rows.some((row) => row.cancelled > 0) ? [{ title: t('money.cancelled'), of: (row: Standing) => row.cancelled }] : []),
  { title: t('money.paid'), of: (row) => row.paid },
  { title: t('money.used'), of: (row) => row.used },
  { title: t('money.returned'), of: (row) => row.returned },
]

const CountyBar = ({ county }: { readonly county: Standing }) => {
  const { t } = usePage()
  const kroner = useKroner()
  const part = (label: string, size: Ore, tone: 1 | 2 | 3 | 4 | 5) => ({ label, value: kroner(size), size, tone })
  // What was carried in from the year before is in the recipients' hands too, and is no part of this year's frame.
  const out = ore(Math.max(0, county.paid - county.used - county.returned))
  return (
    <ShareBar
      whole={county.frame ?? 0}
      parts={[
        part(t('money.used'), county.used, 1),
        part(t('money.bar.out'), out, 2),
        part(t('money.returned'), county.returned, 3),
        part(t('money.to-pay'), ore(county.toPay + county.ordered), 4),
        ...(county.left === undefined ? [] : [part(t('money.left'), county.left, 5)]),
      ]}
    />
  )
}
