import { sql } from 'kysely'
import { addDays, type LocalDate } from '../../../kernel/dates.ts'
import { fromRange } from '../../../kernel/period.ts'
import type { Tx } from '../../../platform/db.ts'
import type { ImportRow } from './mapping.ts'
import { factColumns, type Change, type FactColumn, type Facts, type Known, type NamedPlace } from './rules.ts'

/** The kindergartens among `rows` that are already known; with `lock` they stay as they are until the transaction ends. */
export async function loadKnown(tx: Tx, rows: readonly ImportRow[], { lock }: { readonly lock: boolean }): Promise<Known[]> {
  const numbers = rows.flatMap((row) => row.organisationNumber ?? [])
  const nsrIds = rows.flatMap((row) => row.nsrId ?? [])
  const found = await tx
    .selectFrom('register.organisation as o')
    .innerJoin('register.register_fact as f', 'f.organisation_id', 'o.id')
    .select(['o.id', 'o.nsr_id', 'o.organisation_number', 'f.as_of', ...Object.values(factColumns).map((column) => `f.${column}` as const)])
    .where((eb) => eb.or([eb('o.organisation_number', '=', sql<string>`any (${numbers})`), eb('o.nsr_id', '=', sql<string>`any (${nsrIds})`)]))
    .$if(lock, (query) => query.forUpdate('o'))
    .execute()
  return found.map((row) => ({
    id: row.id,
    nsrId: row.nsr_id,
    organisationNumber: row.organisation_number,
    asOf: row.as_of as unknown as LocalDate,
    facts: Object.fromEntries(Object.values(factColumns).map((column) => [column, row[column]])) as Facts,
  }))
}

/** Organisation numbers among the rows that belong to something else than a kindergarten: a row with one of them cannot be right. */
export async function takenNumbers(tx: Tx, rows: readonly ImportRow[]): Promise<ReadonlySet<string>> {
  const numbers = rows.flatMap((row) => row.organisationNumber ?? [])
  const found = await tx.selectFrom('register.organisation').select('organisation_number').where('organisation_number', '=', sql<string>`any (${numbers})`).where('kind', '<>', 'kindergarten').execute()
  return new Set(found.flatMap((row) => row.organisation_number ?? []))
}

export type NewUnit = { readonly id: string; readonly row: ImportRow; readonly facts: Facts }

export async function insertUnits(tx: Tx, units: readonly NewUnit[], source: string, asOf: LocalDate, fictitious: boolean, at: Date): Promise<void> {
  if (units.length === 0) return
  await tx
    .insertInto('register.organisation')
    .values(units.map(({ id, row }) => ({ id, kind: 'kindergarten', name: row.name, organisation_number: row.organisationNumber ?? null, nsr_id: row.nsrId ?? null, fictitious, created_at: at })))
    .execute()
  await tx
    .insertInto('register.register_fact')
    .values(units.map(({ id, facts }) => ({ organisation_id: id, ...typed(facts), name: String(facts.name), source, as_of: asOf as string, read_at: at })))
    .execute()
}

/** Writes the facts that the file has, for all units in one question: ten thousand rows go in while somebody waits. */
export async function updateUnits(tx: Tx, units: readonly { readonly id: string; readonly facts: Facts }[], source: string, asOf: LocalDate, at: Date): Promise<void> {
  if (units.length === 0) return
  const columns = Object.keys(units[0]?.facts ?? {}).map((column) => sql.ref(column))
  const values = JSON.stringify(units.map(({ id, facts }) => ({ ...facts, organisation_id: id })))
  await sql`update register.register_fact f set ${sql.join([...columns.map((column) => sql`${column} = v.${column}`), sql`source = ${source}`, sql`as_of = ${asOf}::date`, sql`read_at = ${at}`])}
    from jsonb_populate_recordset(null::register.register_fact, ${values}::jsonb) v where f.organisation_id = v.organisation_id`.execute(tx)
  await sql`update register.organisation o set name = v.name
    from jsonb_populate_recordset(null::register.register_fact, ${values}::jsonb) v where o.id = v.organisation_id and v.name is not null and o.name <> v.name`.execute(tx)
}

/** Gives units the numbers they did not have. */
export async function fillNumbers(tx: Tx, changes: readonly Change[]): Promise<void> {
  const numbers = Map.groupBy(changes.filter(({ field }) => field === 'organisation_number' || field === 'nsr_id'), ({ id }) => id)
  if (numbers.size === 0) return
  const values = [...numbers].map(([id, own]) => ({ id, ...Object.fromEntries(own.map(({ field, became }) => [field, became])) }))
  await sql`update register.organisation o set organisation_number = coalesce(o.organisation_number, v.organisation_number), nsr_id = coalesce(o.nsr_id, v.nsr_id)
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as v(id uuid, organisation_number text, nsr_id text)
    where o.id = v.id`.execute(tx)
}

type FactValues = { [Column in FactColumn]?: never }
/** The plan's columns are the table's columns; each value came through the mapping's own check of that column. */
const typed = (facts: Facts): FactValues => facts as FactValues

export async function insertChanges(tx: Tx, changes: readonly Change[], source: string, at: Date): Promise<void> {
  if (changes.length === 0) return
  await tx.insertInto('register.fact_change').values(changes.map(({ id, field, was, became }) => ({ organisation_id: id, noticed_at: at, source, field, was, became }))).execute()
}

/** The organisations that own, by the name in the file; made when they are not known. A municipality owns as itself. */
export async function ownersByName(tx: Tx, owners: ReadonlyMap<string, { readonly municipality: string | undefined; readonly form: string }>, fictitious: boolean, at: Date): Promise<ReadonlyMap<string, string>> {
  const names = [...owners.keys()]
  const municipalities = [...owners].flatMap(([, { municipality }]) => municipality ?? [])
  const known = await tx
    .selectFrom('register.organisation')
    .select(['id', 'name', 'kind'])
    .where((eb) => eb.or([eb.and([eb('kind', '=', 'owner'), eb('name', '=', sql<string>`any (${names})`)]), eb.and([eb('kind', '=', 'municipality'), eb('name', '=', sql<string>`any (${municipalities.map((name) => `${name} kommune`)})`)])]))
    .execute()
  const ids = new Map<string, string>()
  const missing: { id: string; kind: string; form: string; name: string; fictitious: boolean; created_at: Date }[] = []
  for (const [name, { municipality, form }] of owners) {
    const owner = known.find((one) => one.kind === 'owner' && one.name === name)
    const found = municipality ? (known.find((one) => one.kind === 'municipality' && one.name === `${municipality} kommune`) ?? owner) : owner
    const id = found?.id ?? crypto.randomUUID()
    if (!found) missing.push({ id, kind: 'owner', form, name, fictitious, created_at: at })
    ids.set(name, id)
  }
  if (missing.length > 0) await tx.insertInto('register.organisation').values(missing).execute()
  return ids
}

/** The municipalities behind any number they have had. */
export async function municipalities(tx: Tx, numbers: readonly string[]): Promise<ReadonlyMap<string, { readonly id: string; readonly name: string }>> {
  const rows = await tx
    .selectFrom('register.municipality_number as n')
    .innerJoin('register.organisation as o', 'o.id', 'n.organisation_id')
    .select(['n.number', 'o.id', 'o.name'])
    .where('n.number', '=', sql<string>`any (${[...new Set(numbers)]})`)
    .execute()
  return new Map(rows.map(({ number, ...place }) => [number, place]))
}

/** The municipalities there are today, with the name in each of its languages, and all of them together. */
export async function namedPlaces(tx: Tx): Promise<NamedPlace[]> {
  const rows = await tx
    .selectFrom('register.municipality_number as n')
    .innerJoin('register.organisation as o', 'o.id', 'n.organisation_id')
    .select(['n.number', 'n.name as full_name', 'o.name'])
    .where(sql<boolean>`n.period @> (select platform.today())`)
    .where('o.closed_on', 'is', null)
    .execute()
  return rows.map(({ number, full_name, name }) => ({ number, names: [name, full_name, ...full_name.split(' – ')] }))
}

type RelationKind = 'owned-by' | 'lies-in' | 'supervised-by'

/** Makes `to` the one relation of this kind from `asOf` on: the one before ends that day, and stays in the history. */
export async function setRelations(tx: Tx, kind: RelationKind, links: readonly { readonly from: string; readonly to: string }[], source: string, asOf: LocalDate): Promise<void> {
  if (links.length === 0) return
  // Looked up first and compared here: in the middle of a large import the database does not yet know how many rows there are, and would compare all with all.
  const rows = await tx.selectFrom('register.relation').select(['id', 'from_id', 'to_id', 'period']).where('kind', '=', kind).where('from_id', '=', sql<string>`any (${links.map(({ from }) => from)}::uuid[])`).execute()
  const known = Map.groupBy(rows.map((row) => ({ ...row, ...fromRange(row.period) })), (row) => row.from_id)
  const ended: { id: string; to: LocalDate }[] = []
  const begun: { from: string; to: string; on: LocalDate }[] = []
  for (const { from, to } of new Map(links.map((link) => [link.from, link])).values()) {
    const own = known.get(from) ?? []
    const open = own.filter((one) => one.to === undefined)
    const stops = open.filter((one) => one.to_id !== to).map((one) => ({ id: one.id, to: latest([asOf, addDays(one.from, 1)]) }))
    ended.push(...stops)
    if (stops.length === open.length) begun.push({ from, to, on: latest([asOf, ...own.flatMap((one) => one.to ?? []), ...stops.map((one) => one.to)]) })
  }
  if (ended.length > 0)
    await sql`update register.relation r set period = daterange(lower(r.period), v."to") from unnest(${ended.map(({ id }) => id)}::uuid[], ${ended.map((one) => one.to as string)}::date[]) as v(id, "to") where r.id = v.id`.execute(tx)
  if (begun.length > 0)
    await sql`insert into register.relation (from_id, to_id, kind, period, source)
      select v."from", v."to", ${kind}, daterange(v."on", null), ${source} from unnest(${begun.map(({ from }) => from)}::uuid[], ${begun.map(({ to }) => to)}::uuid[], ${begun.map(({ on }) => on as string)}::date[]) as v("from", "to", "on")`.execute(tx)
}

const latest = (dates: readonly LocalDate[]): LocalDate => dates.reduce((a, b) => (a > b ? a : b))
