import { sql } from 'kysely'
import { toRange } from '../../../kernel/period.ts'
import type { Tx } from '../../../platform/db.ts'
import type { County, Place } from './numbers.ts'

/** Several programs may start at once on the same database: one of them adds. */
export const lockPlaces = (tx: Tx) => sql`select pg_advisory_xact_lock(hashtextextended('register places', 0))`.execute(tx)

export async function missingNumbers(tx: Tx, municipalities: readonly string[], counties: readonly string[]): Promise<{ municipalities: ReadonlySet<string>; counties: ReadonlySet<string> }> {
  const known = new Set((await tx.selectFrom('register.municipality_number').select('number').execute()).map(({ number }) => number))
  const knownCounties = new Set((await tx.selectFrom('register.county_number').select('number').execute()).map(({ number }) => number))
  return { municipalities: new Set(municipalities.filter((number) => !known.has(number))), counties: new Set(counties.filter((number) => !knownCounties.has(number))) }
}

export async function insertCounties(tx: Tx, counties: readonly County[]): Promise<void> {
  if (counties.length === 0) return
  const rows = counties.map((county) => ({ number: county.number, name: county.name, period: toRange(county) }))
  await tx.insertInto('register.county_number').values(rows).onConflict((c) => c.doNothing()).execute()
}

/** @returns how many municipalities were not there under any number */
export async function insertPlaces(tx: Tx, places: readonly Place[], at: Date): Promise<number> {
  const known = new Map((await tx.selectFrom('register.municipality_number').select(['number', 'organisation_id']).execute()).map((row) => [row.number, row.organisation_id]))
  const found = places.map((place) => ({ place, known: place.numbers.flatMap(({ number }) => known.get(number) ?? [])[0], id: crypto.randomUUID() as string }))
  const added = found.filter((one) => one.known === undefined)
  if (added.length > 0) await tx.insertInto('register.organisation').values(added.map(({ id, place }) => ({ id, kind: 'municipality', name: `${place.name} kommune`, region_id: place.region, created_at: at }))).execute()
  const numbers = found.flatMap((one) =>
    one.place.numbers.filter(({ number }) => !known.has(number)).map((own) => ({ number: own.number, name: one.place.fullName, county_number: own.county, period: toRange(own), organisation_id: one.known ?? one.id })),
  )
  if (numbers.length > 0) await tx.insertInto('register.municipality_number').values(numbers).execute()
  return added.length
}

/**
 * What lies in a municipality takes its region. One question for each region and none with a join: in the middle of a large import the database does
 * not yet know how many rows there are, and would compare all with all.
 */
export async function takeRegion(tx: Tx, links: readonly { readonly from: string; readonly to: string }[]): Promise<void> {
  if (links.length === 0) return
  const places = await tx.selectFrom('register.organisation').select(['id', 'region_id']).where('id', '=', sql<string>`any (${[...new Set(links.map(({ to }) => to))]}::uuid[])`).execute()
  const regionOf = new Map(places.map((place) => [place.id, place.region_id]))
  for (const [region, own] of Map.groupBy(links, ({ to }) => regionOf.get(to) ?? null))
    await sql`update register.organisation set region_id = ${region} where id = any (${own.map(({ from }) => from)}::uuid[]) and region_id is distinct from ${region}`.execute(tx)
}
