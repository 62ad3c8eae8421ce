import { sql } from 'kysely'
import type { LocalDate } from '../../../../kernel/dates.ts'
import { searchForm } from '../../../../kernel/normalise.ts'
import type { Tx } from '../../../../platform/db.ts'
import { setRelations } from '../../import/store.ts'
import { takeRegion } from '../../places/store.ts'
import { nbrSource } from '../../rules.ts'
import type { RegisterReport } from '../known.ts'
import type { UnitReference } from '../read-unit.ts'
import { columnChanges, columnsOf, referenceChanges, type ColumnChange, type SyncColumn } from './rules.ts'

/** Does all that a report says, in the transaction it is given. Nothing is deleted: who is gone gets a date, and own facts are not touched. */
export async function applyToRegister(tx: Tx, report: RegisterReport, numbersRead: readonly string[], asOf: LocalDate, at: Date): Promise<void> {
  await giveNumbers(tx, report, at)
  const added = report.added.map((unit) => ({ id: crypto.randomUUID() as string, unit }))
  await insertAdded(tx, added, asOf, at)
  await updateChanged(tx, report, at)
  await closeAndReopen(tx, report, asOf, at)
  const owners = [...added.flatMap(({ id, unit }) => (unit.owner ? [{ id, to: unit.owner }] : [])), ...referenceChanges(report, 'owner')]
  const supervisors = [...added.flatMap(({ id, unit }) => (unit.supervisor ? [{ id, to: unit.supervisor }] : [])), ...referenceChanges(report, 'supervisor')]
  const organisations = await findOrMake(tx, [...owners, ...supervisors].map(({ to }) => to), at)
  const link = (changes: typeof owners) => changes.flatMap(({ id, to }) => (organisations.get(to.organisationNumber) ? [{ from: id, to: organisations.get(to.organisationNumber) as string }] : []))
  await setRelations(tx, 'owned-by', link(owners), nbrSource, asOf)
  await setRelations(tx, 'supervised-by', link(supervisors), nbrSource, asOf)
  await placeInMunicipality(tx, [...added.map(({ id }) => id), ...report.changed.map(({ id }) => id as string)], asOf)
  if (numbersRead.length > 0)
    await sql`update register.register_fact f set source = ${nbrSource}, as_of = greatest(f.as_of, ${asOf}::date), read_at = ${at}
      from register.organisation o where o.id = f.organisation_id and o.organisation_number = any (${[...numbersRead]})`.execute(tx)
}

async function giveNumbers(tx: Tx, { identified }: RegisterReport, at: Date): Promise<void> {
  if (identified.length === 0) return
  const values = JSON.stringify(identified.map(({ id, organisationNumber }) => ({ id, number: organisationNumber })))
  await sql`update register.organisation o set organisation_number = v.number from jsonb_to_recordset(${values}::jsonb) as v(id uuid, number text) where o.id = v.id and o.organisation_number is null`.execute(tx)
  await logChanges(tx, identified.map(({ id, organisationNumber }) => ({ id, column: 'organisation_number', was: null, became: organisationNumber })), at)
}

async function insertAdded(tx: Tx, added: readonly { readonly id: string; readonly unit: RegisterReport['added'][number] }[], asOf: LocalDate, at: Date): Promise<void> {
  if (added.length === 0) return
  await sql`insert into register.organisation (id, kind, name, organisation_number, created_at)
    select v.id, 'kindergarten', v.name, v.number, ${at} from jsonb_to_recordset(${JSON.stringify(added.map(({ id, unit }) => ({ id, name: unit.name, number: unit.organisationNumber })))}::jsonb) as v(id uuid, name text, number text)`.execute(tx)
  const facts = added.map(({ id, unit }) => ({ ...factsOnly(columnsOf(unit)), organisation_id: id, active: true, source: nbrSource, as_of: asOf, read_at: at }))
  await sql`insert into register.register_fact select * from jsonb_populate_recordset(null::register.register_fact, ${JSON.stringify(facts)}::jsonb)`.execute(tx)
}

/** The supervisor stands as a relation only. */
const factsOnly = ({ supervisor_name: _, ...facts }: Partial<Record<SyncColumn, string | number | null>>) => facts

async function updateChanged(tx: Tx, report: RegisterReport, at: Date): Promise<void> {
  const changes = report.changed.flatMap(({ id, fields }) => fields.flatMap(columnChanges).map((change) => ({ id: id as string, ...change })))
  const byColumn = Map.groupBy(changes.filter(({ column }) => column !== 'supervisor_name'), ({ column }) => column)
  for (const [column, own] of byColumn) {
    const values = JSON.stringify(own.map(({ id, became }) => ({ organisation_id: id, [column]: became })))
    await sql`update register.register_fact f set ${sql.ref(column)} = v.${sql.ref(column)} from jsonb_populate_recordset(null::register.register_fact, ${values}::jsonb) v where f.organisation_id = v.organisation_id`.execute(tx)
    if (column === 'name') await sql`update register.organisation o set name = v.name from jsonb_populate_recordset(null::register.register_fact, ${values}::jsonb) v where o.id = v.organisation_id`.execute(tx)
  }
  await sql`update register.register_fact f set municipality_name = n.name from register.municipality_number n
    where n.number = f.municipality_number and n.period @> (select platform.today()) and f.municipality_name is distinct from n.name
      and f.organisation_id = any (${(byColumn.get('municipality_number') ?? []).map(({ id }) => id)}::uuid[])`.execute(tx)
  await logChanges(tx, changes, at)
}

async function closeAndReopen(tx: Tx, { closed, reopened }: RegisterReport, asOf: LocalDate, at: Date): Promise<void> {
  if (closed.length > 0) {
    const values = JSON.stringify(closed.map(({ id, because }) => ({ id, because })))
    await sql`update register.organisation o set closed_on = ${asOf}::date from jsonb_to_recordset(${values}::jsonb) as v(id uuid) where o.id = v.id and o.closed_on is null`.execute(tx)
    await sql`update register.register_fact f set active = false, closed_reason = v.because from jsonb_to_recordset(${values}::jsonb) as v(id uuid, because text) where f.organisation_id = v.id`.execute(tx)
  }
  if (reopened.length > 0) {
    const ids = reopened.map(({ id }) => id as string)
    await tx.updateTable('register.organisation').set({ closed_on: null }).where('id', 'in', ids).execute()
    await tx.updateTable('register.register_fact').set({ active: true, closed_reason: null }).where('organisation_id', 'in', ids).execute()
  }
  await logChanges(tx, [...closed.map(({ id }) => ({ id, column: 'closed', was: null, became: asOf })), ...reopened.map(({ id }) => ({ id, column: 'closed', was: asOf, became: null }))], at)
}

async function logChanges(tx: Tx, changes: readonly (Omit<ColumnChange, 'column'> & { readonly id: string; readonly column: string })[], at: Date): Promise<void> {
  if (changes.length === 0) return
  const values = JSON.stringify(changes.map(({ id, column, was, became }) => ({ organisation_id: id, field: column, was, became })))
  await sql`insert into register.fact_change (organisation_id, noticed_at, source, field, was, became)
    select v.organisation_id, ${at}, ${nbrSource}, v.field, v.was, v.became from jsonb_to_recordset(${values}::jsonb) as v(organisation_id uuid, field text, was text, became text)`.execute(tx)
}

/** A unit lies in the municipality its number says; one with a new number of the same municipality has not moved, and its period goes on. */
async function placeInMunicipality(tx: Tx, ids: readonly string[], asOf: LocalDate): Promise<void> {
  if (ids.length === 0) return
  const { rows } = await sql<{ from: string; to: string; supervised: boolean }>`select f.organisation_id as "from", n.organisation_id as "to",
      exists (select from register.relation r where r.from_id = f.organisation_id and r.kind = 'supervised-by' and r.period @> (select platform.today())) as supervised
    from register.register_fact f join register.municipality_number n on n.number = f.municipality_number
    where f.organisation_id = any (${[...ids]}::uuid[])`.execute(tx)
  await setRelations(tx, 'lies-in', rows, nbrSource, asOf)
  // The municipality is the authority unless the register names another.
  await setRelations(tx, 'supervised-by', rows.filter(({ supervised }) => !supervised), nbrSource, asOf)
  await takeRegion(tx, rows)
}

/** The organisations behind references, by number. One that we knew by name only gets its number; one that we did not know is made. */
async function findOrMake(tx: Tx, references: readonly UnitReference[], at: Date): Promise<ReadonlyMap<string, string>> {
  const wanted = new Map(references.filter(({ name }) => name.trim() !== '').map((reference) => [reference.organisationNumber, { ...reference, name: reference.name.trim().slice(0, 200) }]))
  if (wanted.size === 0) return new Map()
  const known = await tx
    .selectFrom('register.organisation')
    .select(['id', 'name', 'organisation_number'])
    .where('fictitious', '=', false)
    .where((eb) => eb.or([eb('organisation_number', 'in', [...wanted.keys()]), eb.and([eb('organisation_number', 'is', null), eb('kind', 'in', ['owner', 'municipality'])])]))
    .orderBy(sql`kind = 'municipality'`, 'desc')
    .execute()
  const byNumber = new Map(known.flatMap((one) => (one.organisation_number ? [[one.organisation_number, one.id] as const] : [])))
  const byName = new Map(known.filter((one) => one.organisation_number === null).toReversed().map((one) => [searchForm(one.name), one.id] as const))
  const found = new Map<string, string>()
  for (const [number, { name }] of wanted) {
    const named = byNumber.get(number) ? undefined : byName.get(searchForm(name))
    const usable = /^\d{9}$/.test(number)
    const id = byNumber.get(number) ?? named ?? crypto.randomUUID()
    if (named && usable) await tx.updateTable('register.organisation').set({ organisation_number: number }).where('id', '=', named).execute()
    else if (id !== byNumber.get(number) && id !== named)
      await tx.insertInto('register.organisation').values({ id, kind: 'owner', form: /\bkommune$/iu.test(name) ? 'municipality' : null, name, organisation_number: usable ? number : null, created_at: at }).execute()
    if (named) byName.delete(searchForm(name))
    found.set(number, id)
  }
  return found
}
