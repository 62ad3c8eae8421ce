import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import { placesOf, type Size } from '../../../kernel/kindergarten-size.ts'
import type { Dimension, Source } from './rules.ts'

/** What may be shown of what a staff answered: bands of five and a mean, as the needs slice made them. */
export type Figure = { readonly atLeast: number; readonly mean: number; readonly low: number; readonly middle: number; readonly high: number; readonly unknown: number }
type FigureRow = { readonly at_least: number | null; readonly mean: string | number | null; readonly low: number | null; readonly middle: number | null; readonly high: number | null; readonly unknown: number | null }
export const figureOf = (row: FigureRow): Figure | undefined => (row.at_least === null ? undefined : { atLeast: row.at_least, mean: Number(row.mean), low: row.low ?? 0, middle: row.middle ?? 0, high: row.high ?? 0, unknown: row.unknown ?? 0 })

/** Whose kindergartens are looked at: the organisation, and what it is to them. */
export type Whose = { readonly orgId: string; readonly as: 'governor' | 'municipality' | 'owner' | 'team' }
/** What is wanted of the picture; several filters together are a sum of whole blocks too. */
export type Wanted = { readonly theme?: string; readonly years?: readonly number[]; readonly by?: Dimension | undefined; readonly filter: Filter }
export type Filter = Readonly<Partial<Record<Dimension, string>>>

/** Kindergartens added up: all there are of a source, theme, year and turn, or one part of them. The mean is not rounded yet. */
export type Row = { readonly source: Source; readonly theme: string; readonly year: number; /** The first time that year, or once more. */ readonly turn: 1 | 2; readonly kindergartens: number; readonly part: string | undefined; readonly figure: Figure | undefined }

type Sum = FigureRow & { readonly source: Source; readonly theme: string; readonly year: number; readonly turn: number; readonly part: string | null; readonly kindergartens: number }
const rowOf = (row: Sum): Row => ({ source: row.source, theme: row.theme, year: row.year, turn: row.turn === 1 ? 1 : 2, kindergartens: row.kindergartens, part: row.part ?? undefined, figure: figureOf(row) })

const columns = { municipality: 'municipality_id', ownership: 'ownership', size: 'size', place: 'place' } as const
const partOf = (by: Dimension | undefined) => (by ? sql`${sql.ref(columns[by])}::text` : sql`null::text`)
/** The organisation stands in the question as well as in the policies: a policy alone would have every row looked at. */
const ofWhose = ({ as, orgId }: Whose) => sql`${sql.ref(`${as}_id`)} = ${orgId}::uuid`
const wantedOf = ({ theme, years, filter }: Wanted) => sql`${theme === undefined ? sql`true` : sql`theme = ${theme}`} and ${years === undefined ? sql`true` : sql`year = any(${years}::integer[])`}
  and (${filter.municipality ?? null}::uuid is null or municipality_id = ${filter.municipality ?? null}::uuid) and (${filter.ownership ?? null}::text is null or ownership = ${filter.ownership ?? null}::text)
  and (${filter.size ?? null}::text is null or size = ${filter.size ?? null}::text) and (${filter.place ?? null}::text is null or place = ${filter.place ?? null}::text)`

/** What the actor may see of the picture, by the table's own policies: sums of whole blocks. */
export async function loadTogether(tx: Tx, whose: Whose, wanted: Wanted): Promise<readonly Row[]> {
  const { rows } = await sql<Sum>`select source, theme, year, least(turn, 2) as turn, ${partOf(wanted.by)} as part, coalesce(sum(kindergartens) filter (where turn <= 2), 0) as kindergartens,
      sum(at_least) as at_least, sum(mean * at_least) / sum(at_least) as mean, sum(low) as low, sum(middle) as middle, sum(high) as high, sum(unknown) as unknown
    from insight.picture where ${ofWhose(whose)} and ${wantedOf(wanted)} group by 1, 2, 3, 4, 5`.execute(tx)
  return rows.map(rowOf)
}

/** What the actor may see of each kindergarten, by the table's own policies, added up. */
export async function loadSingly(tx: Tx, whose: Whose, wanted: Wanted): Promise<readonly Row[]> {
  const seen = sql.ref(`seen_by_${whose.as}`)
  const { rows } = await sql<Sum & { session_id: string | null; together: number; n: number }>`select source, theme, year, least(turn, 2) as turn, ${partOf(wanted.by)} as part, case when together > 1 then session_id end as session_id, max(together) as together, count(*) as n,
      count(*) filter (where counted and turn <= 2) as kindergartens,
      sum(at_least) as at_least, sum(mean * at_least) / sum(at_least) as mean, sum(low) as low, sum(middle) as middle, sum(high) as high, sum(unknown) as unknown
    from insight.evidence where ${ofWhose(whose)} and ${seen} and ${wantedOf(wanted)} group by 1, 2, 3, 4, 5, 6`.execute(tx)
  const alone = rows.filter(({ session_id: session }) => session === null).map(rowOf)
  const together = [...Map.groupBy(rows.filter(({ session_id: session }) => session !== null), ({ session_id: session, theme }) => `${session} ${theme}`).values()]
  return [...alone, ...together.flatMap((all) => jointly(all, Object.keys(wanted.filter).length > 0))]
}

/** Each kindergarten of a session held together is counted where it is; their figure stands once, in a part only when all of them are in it, and not where some of them are filtered away: it is nobody's own. */
function jointly(all: readonly (Sum & { readonly together: number; readonly n: number })[], filtered: boolean): readonly Row[] {
  const [first] = all
  const figure = first && figureOf(first)
  if (!first || !figure) return []
  const seen = all.reduce((sum, { n }) => sum + n, 0)
  // The same figure stands on each of their rows, and they have been added.
  const once: Figure = { atLeast: figure.atLeast / first.n, mean: figure.mean, low: figure.low / first.n, middle: figure.middle / first.n, high: figure.high / first.n, unknown: figure.unknown / first.n }
  const whole = seen === first.together
  const counts = all.map((row) => ({ ...rowOf(row), figure: undefined }))
  return filtered && !whole ? counts : [...counts, { ...rowOf(first), kindergartens: 0, part: whole && all.length === 1 ? (first.part ?? undefined) : undefined, figure: once }]
}

/** One kindergarten and what is known of it in a year, or some that have held a session together (`session`): those the actor sees, and how many they were. */
export type UnitRow = Row & { readonly kindergartenId: string; readonly session: { readonly id: string; readonly together: number } | undefined }
export async function loadUnits(tx: Tx, whose: Whose, { theme, years, filter }: Wanted): Promise<readonly UnitRow[]> {
  const seen = sql.ref(`seen_by_${whose.as}`)
  const { rows } = await sql<Sum & { kindergarten_id: string; session_id: string | null; together: number }>`select source, theme, year, least(turn, 2) as turn, null as part, case when counted then 1 else 0 end as kindergartens, kindergarten_id, session_id, together, at_least, mean, low, middle, high, unknown
    from insight.evidence where ${ofWhose(whose)} and ${seen} and ${wantedOf({ ...(theme === undefined ? {} : { theme }), ...(years ? { years } : {}), filter })}`.execute(tx)
  return rows.map((row) => ({ ...rowOf(row), kindergartenId: row.kindergarten_id, session: row.session_id !== null && row.together > 1 ? { id: row.session_id, together: row.together } : undefined }))
}

/** The years there is anything to see of, the newest first. */
export async function loadYears(tx: Tx, whose: Whose): Promise<readonly number[]> {
  const { rows } = await sql<{ year: number }>`select distinct year from ${tableOf(whose)} ${ofWhose(whose)}`.execute(tx)
  return rows.map(({ year }) => year).toSorted((a, b) => b - a)
}
/** What one may filter by: the parts there are something of. */
export async function loadParts(tx: Tx, whose: Whose, by: 'municipality' | 'place'): Promise<readonly string[]> {
  const { rows } = await sql<{ part: string }>`select distinct ${partOf(by)} as part from ${tableOf(whose)} ${ofWhose(whose)} and ${sql.ref(columns[by])} is not null`.execute(tx)
  return rows.map(({ part }) => part)
}
const tableOf = ({ as }: Whose) => (as === 'owner' ? sql`insight.evidence where seen_by_owner and` : as === 'team' ? sql`insight.evidence where seen_by_team and` : sql`insight.picture where`)

export async function loadNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.selectFrom('register.organisation_card').select(['id', 'full_name', 'kind', 'name']).where('id', '=', sql<string>`any(${ids}::uuid[])`).execute()
  return new Map(rows.map((row) => [row.id ?? '', (row.kind === 'municipality' ? row.full_name : row.name) ?? '']))
}

export const loadThemeNames = async (tx: Tx): Promise<ReadonlyMap<string, { readonly nb: string; readonly nn: string; readonly en: string }>> =>
  new Map((await tx.selectFrom('guidance.theme_card').select(['code', 'name_nb', 'name_nn', 'name_en']).execute()).map((row) => [row.code ?? '', { nb: row.name_nb ?? '', nn: row.name_nn ?? '', en: row.name_en ?? '' }]))

/** How many kindergartens there are in all where the actor looks, with the same filters: what a reach is a part of. */
export async function countKindergartens(tx: Tx, whose: Whose, filter: Filter): Promise<number> {
  const places = filter.size === undefined ? undefined : placesOf[filter.size as Size]
  const { rows } = await sql<{ n: number }>`select count(*)::integer as n from insight.kindergarten where ${ofWhose(whose)} and closed_on is null
    and (${filter.municipality ?? null}::uuid is null or municipality_id = ${filter.municipality ?? null}::uuid) and (${filter.ownership ?? null}::text is null or ownership = ${filter.ownership ?? null}::text)
    and (${filter.place ?? null}::text is null or place = ${filter.place ?? null}::text) and (${places?.[0] ?? null}::integer is null or capacity between ${places?.[0] ?? null}::integer and ${places?.[1] ?? null}::integer)`.execute(tx)
  return rows[0]?.n ?? 0
}
