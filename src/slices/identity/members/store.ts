import { sql } from 'kysely'
import type { OrgKind, Role } from '../../../kernel/actor.ts'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { MembershipId, OrgId, PersonId } from '../../../kernel/ids.ts'
import type { Language } from '../../../kernel/language.ts'
import { fromRange, toRange, type Period } from '../../../kernel/period.ts'
import type { Tx } from '../../../platform/db.ts'
import type { DelegationScope, Member, Unit } from './rules.ts'

/** One change at a time for an organisation's people: two who remove each other at once must not leave it empty. Held until the transaction ends. */
export const lockPeople = (tx: Tx, orgId: string) => sql`select pg_advisory_xact_lock(hashtextextended(${`identity ${orgId}`}, 0))`.execute(tx)

export async function loadUnit(tx: Tx, id: string): Promise<Unit | undefined> {
  const [row] = await units(tx).where('o.id', '=', id).execute()
  return row && unitOf(row)
}

/** The units an organisation answers for: the kindergartens it owns, and what is part of it. Departments have no people of their own. */
export async function loadUnitsOf(tx: Tx, aboveId: string): Promise<Unit[]> {
  const rows = await units(tx)
    .where((eb) => eb.or([eb('o.owner_id', '=', aboveId), eb('o.part_of_id', '=', aboveId)]))
    .where('o.kind', '!=', 'department')
    .where('o.closed_on', 'is', null)
    .orderBy(sql`o.name collate "nb-NO-x-icu"`)
    .execute()
  return rows.map(unitOf)
}

/** Organisations by name or number, for people who look for theirs. */
export async function findUnits(tx: Tx, text: string, limit: number): Promise<Unit[]> {
  const rows = await units(tx)
    .where((eb) => eb.or([sql<boolean>`platform.search_form(o.full_name) like '%' || nullif(platform.search_form(${text}), '') || '%'`, eb('o.organisation_number', '=', text.replaceAll(/\s/g, ''))]))
    .where('o.kind', 'not in', ['department', 'operator'])
    .where('o.closed_on', 'is', null)
    .orderBy(sql`o.name collate "nb-NO-x-icu"`)
    .limit(limit)
    .execute()
  return rows.map(unitOf)
}

export async function unitsByNumber(tx: Tx, numbers: readonly string[]): Promise<Unit[]> {
  if (numbers.length === 0) return []
  const rows = await units(tx).where('o.organisation_number', 'in', [...numbers]).execute()
  return rows.map(unitOf)
}

const units = (tx: Tx) =>
  tx
    .selectFrom('register.organisation_card as o')
    .leftJoin('register.organisation as above', (join) => join.on(sql<boolean>`above.id = coalesce(o.owner_id, o.part_of_id)`))
    .select(['o.id', 'o.name', 'o.kind', 'o.form', 'o.closed_on', 'above.id as above_id', 'above.name as above_name'])

type UnitRow = { id: string | null; name: string | null; kind: string | null; form: string | null; closed_on: string | null; above_id: string | null; above_name: string | null }

const unitOf = (row: UnitRow): Unit => ({
  id: row.id as OrgId,
  name: row.name ?? '',
  kind: row.kind as OrgKind,
  form: row.form ?? undefined,
  aboveId: (row.above_id as OrgId | null) ?? undefined,
  aboveName: row.above_name ?? undefined,
  closed: row.closed_on !== null,
})

/** Everyone who has, had or will have a role in the organisations, as far as the actor may see. */
export async function loadMembers(tx: Tx, orgIds: readonly string[]): Promise<(Member & { readonly orgId: OrgId })[]> {
  if (orgIds.length === 0) return []
  const rows = await tx
    .selectFrom('identity.membership as m')
    .innerJoin('identity.person as p', 'p.id', 'm.person_id')
    .select(['m.id', 'm.org_id', 'm.person_id', 'm.role', 'm.period', 'm.administers', 'p.name', 'p.email'])
    .where('m.org_id', 'in', [...orgIds])
    .where('m.cancelled_at', 'is', null)
    .orderBy(sql`p.name collate "nb-NO-x-icu"`)
    .orderBy('m.id')
    .execute()
  return rows.map((row) => ({ id: row.id as MembershipId, orgId: row.org_id as OrgId, personId: row.person_id as PersonId, name: row.name, email: row.email, role: row.role as Role, period: fromRange(row.period), administers: row.administers }))
}

/** Whether anybody administers the organisation on the day, there or above it. Asked of the database, since the actor may not see who. */
export async function whoCanAdminister(tx: Tx, orgId: string, day: LocalDate): Promise<{ readonly here: boolean; readonly above: boolean }> {
  const { rows } = await sql<{ here: boolean; above: boolean }>`select identity.administered(${orgId}, ${day}) as here, identity.administered_from_above(${orgId}, ${day}) as above`.execute(tx)
  return rows[0] ?? { here: false, above: false }
}

export type NewMembership = { readonly personId: string; readonly orgId: string; readonly role: Role; readonly period: Period; readonly administers: boolean }

export async function addMembership(tx: Tx, { personId, orgId, role, period, administers }: NewMembership): Promise<MembershipId> {
  const id = crypto.randomUUID() as MembershipId
  await tx.insertInto('identity.membership').values({ id, person_id: personId, org_id: orgId, role, period: toRange(period), administers }).execute()
  return id
}

export const setPeriod = (tx: Tx, id: string, period: Period) => tx.updateTable('identity.membership').set({ period: toRange(period) }).where('id', '=', id).execute()

export const cancelMembership = (tx: Tx, id: string, at: Date) => tx.updateTable('identity.membership').set({ cancelled_at: at }).where('id', '=', id).execute()

export const setAdministers = (tx: Tx, id: string, administers: boolean) => tx.updateTable('identity.membership').set({ administers }).where('id', '=', id).execute()

/** Whom to tell, for an organisation and roles: deputies instead of those they stand in for. */
export async function loadRecipients(tx: Tx, orgIds: readonly string[] | 'everyone', roles: readonly Role[], day: LocalDate, scope: DelegationScope): Promise<{ personId: PersonId; language: Language }[]> {
  const orgs = orgIds === 'everyone' ? null : [...orgIds]
  const { rows } = await sql<{ person_id: PersonId; language: Language }>`select person_id, language from identity.recipients(${orgs}::uuid[], ${[...roles]}::text[], ${day}::date, ${scope}::text)`.execute(tx)
  return rows.map(({ person_id, language }) => ({ personId: person_id, language }))
}

/** Those who administer the organisation today; when nobody does, those above; when nobody there either, those who run the installation. For `system`. */
export async function loadAdministrators(tx: Tx, unit: Pick<Unit, 'id' | 'aboveId'>, day: LocalDate): Promise<{ personId: PersonId; language: Language }[]> {
  const here = await administrators(tx, day, (query) => query.where('m.org_id', '=', unit.id))
  if (here.length > 0) return here
  const above = unit.aboveId ? await administrators(tx, day, (query) => query.where('m.org_id', '=', unit.aboveId ?? '').where('m.role', '=', 'owner')) : []
  return above.length > 0 ? above : loadOperators(tx, day)
}

/** Those who run the installation. For `system`. */
export const loadOperators = (tx: Tx, day: LocalDate) => administrators(tx, day, (query) => query.where('m.role', '=', 'operator'))

async function administrators(tx: Tx, day: LocalDate, among: (query: ReturnType<typeof administering>) => ReturnType<typeof administering>) {
  const rows = await among(administering(tx, day)).execute()
  return rows.map((row) => ({ personId: row.id as PersonId, language: row.language as Language }))
}

const administering = (tx: Tx, day: LocalDate) =>
  tx
    .selectFrom('identity.membership as m')
    .leftJoin('identity.delegation as d', (join) =>
      join.onRef('d.membership_id', '=', 'm.id').on('d.ended_at', 'is', null).on(sql<boolean>`d.period @> ${day}::date`).on(sql<boolean>`'members' = any (d.scope)`),
    )
    .innerJoin('identity.person as p', (join) => join.on(sql<boolean>`p.id = m.person_id or p.id = d.deputy_id`))
    .select(['p.id', 'p.language'])
    .distinct()
    .where('m.administers', '=', true)
    .where('m.cancelled_at', 'is', null)
    .where(sql<boolean>`m.period @> ${day}::date`)

export async function numbersOf(tx: Tx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await tx.selectFrom('register.organisation_card').select('organisation_number').where('id', 'in', [...ids]).execute()
  return rows.flatMap(({ organisation_number }) => (organisation_number ? [organisation_number] : []))
}

export const loadEmail = async (tx: Tx, personId: string): Promise<string> => (await tx.selectFrom('identity.person').select('email').where('id', '=', personId).executeTakeFirstOrThrow()).email
