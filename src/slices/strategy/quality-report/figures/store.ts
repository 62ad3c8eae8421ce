import { sql } from 'kysely'
import { dateOf, daysBetween, type LocalDate } from '../../../../kernel/dates.ts'
import { fewest } from '../../../../kernel/fewest.ts'
import { sizeOf } from '../../../../kernel/kindergarten-size.ts'
import type { Tx } from '../../../../platform/db.ts'
import { divide, groupOf, groups, sizes, usualWait } from './rules.ts'
import type { Figures } from './shape.ts'

/** The figures of a municipality and a kindergarten year as they are now. For `system`: what kindergartens have asked for is not the writers' to read. */
export async function takeFigures(tx: Tx, municipalityId: string, year: number): Promise<Figures> {
  const [from, until] = [dateOf(year, 8, 1), dateOf(year + 1, 8, 1)]
  const own = sql`(select f.kindergarten_id from register.kindergarten_fact f where f.municipality_id = ${municipalityId})`
  const [facts, norms, themes, names, requests, met, reports, measures] = await Promise.all([
    tx.selectFrom('register.kindergarten_fact').select(['kindergarten_id', 'ownership', 'capacity', 'children', 'staff', 'owner_id', 'as_of']).where('municipality_id', '=', municipalityId).execute(),
    loadNorms(tx, municipalityId, until),
    tx.selectFrom('insight.picture_theme').select(['theme', 'source', 'kindergartens', 'at_least', 'mean']).where('municipality_id', '=', municipalityId).where('year', '=', year).execute(),
    tx.selectFrom('guidance.theme_card').select(['code', 'name_nb', 'name_nn', 'name_en']).execute(),
    sql<{ kindergarten_id: string; submitted_on: LocalDate; first_met_on: LocalDate | null }>`select w.kindergarten_id, w.submitted_on, w.first_met_on from guidance.request_wait w where w.kindergarten_id in ${own} and w.submitted_on >= ${from} and w.submitted_on < ${until}`.execute(tx),
    sql<{ kindergarten_id: string }>`select h.kindergarten_id from guidance.request_history h where h.kindergarten_id in ${own} and h.last_met_on >= ${from} and h.last_met_on < ${until}`.execute(tx),
    sql<{ kindergarten_id: string; granted: boolean }>`select r.kindergarten_id, bool_or(r.granted) as granted from scheme.theme_reported r where r.kindergarten_id in ${own} and r.kindergarten_year = ${year} group by 1`.execute(tx),
    loadMeasures(tx, municipalityId, from, until),
  ])
  const open = facts.flatMap((row) => (row.kindergarten_id ? [{ ...row, id: row.kindergarten_id, group: groupOf(row.ownership ?? undefined) }] : []))
  const among = (ids: Iterable<string>) => {
    const set = new Set(ids)
    return divide(open.map(({ id, group }) => ({ group, counted: set.has(id) })))
  }
  const asked = requests.rows.map((row) => row.kindergarten_id)
  const reported = reports.rows.map((row) => row.kindergarten_id)
  const division = among(asked)
  const waits = requests.rows.flatMap((row) => (row.first_met_on ? [{ kindergartenId: row.kindergarten_id, days: Math.max(0, daysBetween(row.submitted_on, row.first_met_on)) }] : []))
  return {
    structure: {
      asOf: open.flatMap((row) => (row.as_of as string | null) ?? []).toSorted().at(-1),
      owners: new Set(open.map((row) => row.owner_id ?? row.id)).size,
      groups: groups.map((group) => {
        const rows = open.filter((one) => one.group === group)
        return { group, kindergartens: rows.length, capacity: sumOf(rows.map((row) => row.capacity)), children: sumOf(rows.map((row) => row.children)), staff: sumOf(rows.map((row) => row.staff)) }
      }),
      sizes: Object.fromEntries(sizes.map((size) => [size, open.filter((row) => (sizeOf(row.capacity ?? undefined) ?? 'unknown') === size).length])) as Record<(typeof sizes)[number], number>,
    },
    norms,
    themes: themesOf(themes, new Map(names.map((row) => [row.code ?? '', { nb: row.name_nb ?? '', nn: row.name_nn ?? '', en: row.name_en ?? '' }]))),
    reach: {
      all: open.length,
      contact: among([...asked, ...met.rows.map((row) => row.kindergarten_id), ...reported, ...measures.takes]),
      guidance: division,
      report: among(reported),
      grant: among(reports.rows.filter(({ granted }) => granted).map((row) => row.kindergarten_id)),
    },
    guidance: { asked: division, ...(division.whole.kind === 'few' ? {} : { cases: requests.rows.length - (requests.rows.length % fewest) }), weeks: usualWait(waits) },
    measures: { takes: among(measures.takes), ended: among(measures.ended), compared: among(measures.compared) },
  }
}

/** The sum of what is known; undefined where nothing is. */
const sumOf = (values: readonly (number | null)[]): number | undefined => (values.some((value) => value !== null) ? values.reduce<number>((sum, value) => sum + (value ?? 0), 0) : undefined)

type ThemeRow = { readonly theme: string | null; readonly source: string | null; readonly kindergartens: number | null; readonly at_least: number | null; readonly mean: number | string | null }
/** Those the staff agree least with first, then those nobody was asked about, the most talked of first. */
function themesOf(rows: readonly ThemeRow[], names: ReadonlyMap<string, { readonly nb: string; readonly nn: string; readonly en: string }>): Figures['themes'] {
  return [...Map.groupBy(rows, ({ theme }) => theme ?? '')]
    .map(([theme, all]) => {
      const of = (source: string) => all.find((row) => row.source === source)
      const count = (source: string) => of(source)?.kindergartens ?? 0
      const staff = of('staff')
      return { theme, names: names.get(theme), mean: staff?.mean == null ? undefined : Number(staff.mean), atLeast: staff?.at_least ?? undefined, staff: count('staff'), need: count('need'), guidance: count('guidance'), report: count('report'), grant: count('grant'), measure: count('measure') }
    })
    .toSorted((a, b) => (a.mean ?? 9) - (b.mean ?? 9) || b.need + b.guidance + b.report - (a.need + a.guidance + a.report) || a.theme.localeCompare(b.theme, 'en'))
}

const normNames = ['antallBarnPerAnsatt', 'antallBarnPerBarnehagelaerer', 'andelAnsatteBarnehagelarer', 'lekeOgOppholdsarealPerBarn', 'foreldreundersokelsenTilfredshet', 'foreldreundersokelsenSvarprosent']
/** Each figure as the source gives it for the municipality and the country, of the last day it tells about in or before the year. */
async function loadNorms(tx: Tx, municipalityId: string, until: LocalDate): Promise<Figures['norms']> {
  const { rows } = await sql<{ name: string; refers_to: LocalDate; kindergartens: number; municipality: number | null; country: number | null }>`
    select distinct on (i.name) i.name, i.refers_to, count(*)::integer as kindergartens, max(i.of_municipality) as municipality, max(i.of_country) as country
    from needs.indicator_card i join register.kindergarten_fact f on f.kindergarten_id = i.kindergarten_id
    where f.municipality_id = ${municipalityId} and i.refers_to < ${until} and i.name = any(${normNames}) group by i.name, i.refers_to order by i.name, i.refers_to desc`.execute(tx)
  return rows
    .toSorted((a, b) => normNames.indexOf(a.name) - normNames.indexOf(b.name))
    .map((row) => ({ name: row.name, refersTo: row.refers_to, kindergartens: row.kindergartens, municipality: row.municipality ?? undefined, country: row.country ?? undefined }))
}

/** Kindergartens that took part in a measure in the year, ended one, and measured before and after when they did. */
async function loadMeasures(tx: Tx, municipalityId: string, from: LocalDate, until: LocalDate): Promise<{ readonly takes: readonly string[]; readonly ended: readonly string[]; readonly compared: readonly string[] }> {
  const { rows } = await sql<{ kindergarten_id: string; ended: boolean; compared: boolean }>`
    select m.kindergarten_id, bool_or(m.closed_on >= ${from} and m.closed_on < ${until}) is true as ended, bool_or(m.closed_on >= ${from} and m.closed_on < ${until} and m.comparison_id is not null) is true as compared
    from measures.measure_card m join register.kindergarten_fact f on f.kindergarten_id = m.kindergarten_id
    where f.municipality_id = ${municipalityId} and m.state in ('running', 'closed') and m.begun_on < ${until} and (m.closed_on is null or m.closed_on >= ${from}) group by m.kindergarten_id`.execute(tx)
  const those = (found: (row: (typeof rows)[number]) => boolean) => rows.filter(found).map((row) => row.kindergarten_id)
  return { takes: those(() => true), ended: those(({ ended }) => ended), compared: those(({ compared }) => compared) }
}
