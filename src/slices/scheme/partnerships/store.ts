import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { oreFrom, type Ore } from '../../../kernel/money.ts'
import { fromRange, toRange, type Period } from '../../../kernel/period.ts'
import { onceFor, type Tx } from '../../../platform/db.ts'
import { otherThan, type Facts, type Side } from './rules.ts'

export type Partnership = Facts & {
  readonly id: string; readonly name: string; readonly networkName: string | undefined; readonly ownerId: string; readonly ownerName: string; readonly partnerId: string; readonly partnerName: string
  readonly confirmations: Readonly<Record<Side, { readonly at: Date; readonly by: string } | undefined>>
  readonly previousId: string | undefined; readonly endReason: string | undefined; readonly endedBy: string | undefined; readonly changedAt: Date; readonly changedBy: string
}

const partnerships = (tx: Tx) =>
  tx.selectFrom('scheme.partnership as p').innerJoin('register.organisation_card as o', 'o.id', 'p.owner_id').innerJoin('register.organisation_card as u', 'u.id', 'p.partner_id').selectAll('p').select(['o.name as owner_name', 'u.name as partner_name'])
type Row = Awaited<ReturnType<ReturnType<typeof partnerships>['execute']>>[number]
const asPartnership = (row: Row): Partnership => ({
  id: row.id, name: row.name, networkName: row.network_name ?? undefined, ownerId: row.owner_id, ownerName: row.owner_name ?? '', partnerId: row.partner_id, partnerName: row.partner_name ?? '', version: row.version,
  confirmed: { owner: row.owner_confirmed ?? undefined, partner: row.partner_confirmed ?? undefined }, agreedAt: row.agreed_at ?? undefined, endedAt: row.ended_at ?? undefined, period: fromRange(row.period), previousId: row.previous_id ?? undefined, endReason: row.end_reason ?? undefined, endedBy: row.ended_by_name ?? undefined,
  confirmations: {
    owner: row.owner_confirmed_at ? { at: row.owner_confirmed_at, by: row.owner_confirmed_by_name ?? '' } : undefined,
    partner: row.partner_confirmed_at ? { at: row.partner_confirmed_at, by: row.partner_confirmed_by_name ?? '' } : undefined,
  },
  changedAt: row.changed_at, changedBy: row.changed_by_name,
})

/** Those the actor may know of, the one that began last first. */
export const loadPartnerships = async (tx: Tx): Promise<Partnership[]> => (await partnerships(tx).orderBy(sql`lower(p.period)`, 'desc').orderBy('p.id').limit(500).execute()).map(asPartnership)
export async function loadPartnership(tx: Tx, id: string): Promise<Partnership | undefined> {
  const row = await partnerships(tx).where('p.id', '=', id).executeTakeFirst()
  return row && asPartnership(row)
}
/** As `loadPartnership`, and nobody else changes it until the transaction is over. */
export async function lockPartnership(tx: Tx, id: string): Promise<Partnership | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended('scheme.partnership ' || ${id}, 0))`.execute(tx)
  return loadPartnership(tx, id)
}

/** Those that both agreed to, nobody has ended, and whose last day is not before the day. For the program's own work. */
export const loadStanding = async (tx: Tx, since: LocalDate): Promise<Partnership[]> => (await partnerships(tx).where('p.agreed_at', 'is not', null).where('p.ended_at', 'is', null).where(sql<boolean>`coalesce(upper(p.period), 'infinity') > ${since}::date`).orderBy('p.id').execute()).map(asPartnership)

/** Whose county governor may read it: the region of the owner, or of the university where the owner has none. As the policy `partnership_region`. */
export const regionFor = async (tx: Tx, ownerId: string, partnerId: string): Promise<string | undefined> =>
  (await sql<{ region: string | null }>`select coalesce(o.region_id, u.region_id) as region from register.organisation o, register.organisation u where o.id = ${ownerId} and u.id = ${partnerId}`.execute(tx)).rows[0]?.region ?? undefined

/** Nobody else begins or moves a partnership of the same two until the transaction is over. */
const lockTwo = (tx: Tx, ownerId: string, partnerId: string) => sql`select pg_advisory_xact_lock(hashtextextended('scheme.partnership of ' || ${ownerId} || ${partnerId}, 0))`.execute(tx)

/** Another partnership of the same two with a day of the period in it, that nobody has ended. */
export async function findOverlapping(tx: Tx, ownerId: string, partnerId: string, period: Period, but?: string): Promise<{ readonly id: string; readonly name: string } | undefined> {
  await lockTwo(tx, ownerId, partnerId)
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from scheme.partnership
    where owner_id = ${ownerId} and partner_id = ${partnerId} and ended_at is null and period && ${toRange(period)}::daterange and id is distinct from ${but ?? null}::uuid limit 1`.execute(tx)
  return rows[0]
}

export type New = { readonly startKey: string; readonly regionId: string; readonly ownerId: string; readonly partnerId: string; readonly name: string; readonly networkName: string | undefined; readonly period: Period; readonly side: Side; readonly who: string; readonly previousId?: string }
/** The one that the same click made, with the same words. */
export async function findStarted(tx: Tx, one: Pick<New, 'startKey' | 'ownerId' | 'partnerId' | 'name' | 'networkName' | 'period'>): Promise<string | undefined> {
  await lockTwo(tx, one.ownerId, one.partnerId)
  return (await sql<{ id: string }>`
    select id from scheme.partnership where start_key = ${one.startKey} and owner_id = ${one.ownerId} and partner_id = ${one.partnerId}
      and name = ${one.name} and network_name is not distinct from ${one.networkName ?? null}::text and period = ${toRange(one.period)}::daterange`.execute(tx)).rows[0]?.id
}
/** The same click twice is one partnership; other words with the same key are another. */
export function insertPartnership(tx: Tx, one: New, now: Date): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const confirmed = one.side === 'owner' ? { owner_confirmed: 1, owner_confirmed_at: now, owner_confirmed_by_name: one.who } : { partner_confirmed: 1, partner_confirmed_at: now, partner_confirmed_by_name: one.who }
  return onceFor(
    one.startKey,
    () => findStarted(tx, one),
    async (key) =>
      (await tx
        .insertInto('scheme.partnership')
        .values({ previous_id: one.previousId ?? null, region_id: one.regionId, start_key: key, owner_id: one.ownerId, partner_id: one.partnerId, name: one.name, network_name: one.networkName ?? null, period: toRange(one.period), begun_at: now, begun_by_name: one.who, changed_at: now, changed_by_name: one.who, ...confirmed })
        .onConflict((conflict) => conflict.constraint('partnership_start_key').doNothing())
        .returning('id')
        .executeTakeFirst())?.id,
  )
}

/** A new version, which the one who changes has confirmed by changing it. */
export const saveVersion = (tx: Tx, id: string, version: number, side: Side, who: string, now: Date) =>
  tx
    .updateTable('scheme.partnership')
    .set({ version, changed_at: now, changed_by_name: who, ...(side === 'owner' ? { owner_confirmed: version, owner_confirmed_at: now, owner_confirmed_by_name: who } : { partner_confirmed: version, partner_confirmed_at: now, partner_confirmed_by_name: who }) })
    .where('id', '=', id)
    .execute()
export const saveContent = (tx: Tx, id: string, content: { readonly name: string; readonly networkName: string | undefined; readonly period: Period }) =>
  tx.updateTable('scheme.partnership').set({ name: content.name, network_name: content.networkName ?? null, period: toRange(content.period) }).where('id', '=', id).execute()
export const saveConfirmation = (tx: Tx, one: Partnership, side: Side, agreed: boolean, who: string, now: Date) =>
  tx
    .updateTable('scheme.partnership')
    .set({ ...(side === 'owner' ? { owner_confirmed: one.version, owner_confirmed_at: now, owner_confirmed_by_name: who } : { partner_confirmed: one.version, partner_confirmed_at: now, partner_confirmed_by_name: who }), ...(agreed && !one.agreedAt ? { agreed_at: now } : {}) })
    .where('id', '=', one.id)
    .execute()
export const saveEnd = (tx: Tx, id: string, reason: string, who: string, now: Date) => tx.updateTable('scheme.partnership').set({ ended_at: now, ended_by_name: who, end_reason: reason, changed_at: now, changed_by_name: who }).where('id', '=', id).execute()

export type Note = { readonly year: number; readonly learned: string; readonly broughtBack: string; readonly version: number; readonly at: Date; readonly by: string }
export const loadNotes = async (tx: Tx, id: string): Promise<Note[]> =>
  (await tx.selectFrom('scheme.partnership_note').selectAll().where('partnership_id', '=', id).orderBy('year', 'desc').execute()).map((row) => ({ year: row.year, learned: row.learned, broughtBack: row.brought_back, version: row.version, at: row.written_at, by: row.written_by_name }))
export async function saveNote(tx: Tx, id: string, note: Omit<Note, 'at'>, now: Date): Promise<void> {
  const values = { learned: note.learned, brought_back: note.broughtBack, version: note.version, written_at: now, written_by_name: note.by }
  await tx.insertInto('scheme.partnership_note').values({ partnership_id: id, year: note.year, ...values }).onConflict((conflict) => conflict.columns(['partnership_id', 'year']).doUpdateSet(values)).execute()
}

export type Org = { readonly id: string; readonly name: string; readonly number: string | undefined; readonly kind: string }
const orgs = (tx: Tx) => tx.selectFrom('register.organisation_card').select(['id', 'name', 'organisation_number', 'kind']).where('closed_on', 'is', null)
const asOrg = (row: { id: string | null; name: string | null; organisation_number: string | null; kind: string | null }): Org => ({ id: row.id ?? '', name: row.name ?? '', number: row.organisation_number ?? undefined, kind: row.kind ?? '' })
const kindsOf: Readonly<Record<Side, readonly string[]>> = { owner: ['owner', 'municipality'], partner: ['university'] }
/** More than a region has owners. */
const mostOthers = 3000
/** Who can be the other side of a partnership: every university, or the owners of the region of the university that asks (all of them where it has none). */
export const loadOthers = async (tx: Tx, side: Side, orgId: string): Promise<Org[]> =>
  (await orgs(tx)
    .where('kind', 'in', kindsOf[otherThan(side)])
    .$if(side === 'partner', (owners) => owners.where(sql<boolean>`id in (select o.id from register.organisation o, register.organisation u where u.id = ${orgId} and (u.region_id is null or o.region_id = u.region_id))`))
    .orderBy(sql`name collate "nb-NO-x-icu"`)
    .limit(mostOthers)
    .execute()).map(asOrg)
/** The other side, as it was chosen (its id) or written (its organisation number). */
export async function findOther(tx: Tx, side: Side, typed: string): Promise<Org | undefined> {
  const all = orgs(tx).where('kind', 'in', kindsOf[otherThan(side)])
  const row = await (looksLikeId(typed) ? all.where('id', '=', typed) : all.where('organisation_number', '=', typed.replaceAll(/\s/g, ''))).executeTakeFirst()
  return row && asOrg(row)
}
/** The open owners with these organisation numbers. */
export const findOwners = async (tx: Tx, numbers: readonly string[]): Promise<Org[]> => (await orgs(tx).where('kind', 'in', kindsOf.owner).where('organisation_number', '=', sql<string>`any(${numbers}::text[])`).execute()).map(asOrg)
export const loadMembers = async (tx: Tx, id: string): Promise<Org[]> =>
  (await tx.selectFrom('scheme.partnership_member as m').innerJoin('register.organisation_card as o', 'o.id', 'm.org_id').select(['o.id', 'o.name', 'o.organisation_number', 'o.kind']).where('m.partnership_id', '=', id).orderBy('o.name').execute()).map(asOrg)
export async function saveMembers(tx: Tx, id: string, members: readonly string[]): Promise<void> {
  await tx.deleteFrom('scheme.partnership_member').where('partnership_id', '=', id).execute()
  if (members.length > 0) await tx.insertInto('scheme.partnership_member').values(members.map((org_id) => ({ partnership_id: id, org_id }))).execute()
}

export type Linked = { readonly id: string; readonly reference: string; readonly title: string; readonly year: number; readonly granted: Ore }
/** The sent reports between the two (or a member) that the actor may see, with what was granted. */
export async function loadLinked(tx: Tx, one: Pick<Partnership, 'id' | 'ownerId' | 'partnerId'>): Promise<Linked[]> {
  const { rows } = await sql<{ id: string; reference: string; title: string; year: number; granted: number }>`
    select r.id, r.reference, f.title, g.kindergarten_year as year, coalesce(m.granted, 0)::bigint as granted
    from scheme.report r join scheme.report_fact f on f.report_id = r.id join scheme.round g on g.id = r.round_id
      left join (select report_id, sum(ore) as granted from scheme.result_money() group by report_id) m on m.report_id = r.id
    where r.state = 'submitted' and f.partner_id = ${one.partnerId} and (r.lead_id = ${one.ownerId} or r.lead_id in (select m.org_id from scheme.partnership_member m where m.partnership_id = ${one.id}))
    order by g.kindergarten_year desc, r.reference`.execute(tx)
  return rows.map((row) => ({ ...row, granted: oreFrom(row.granted) }))
}

export type Capacity = { readonly orgId: string; readonly orgName: string; readonly year: number; readonly kindergartens: number; readonly note: string; readonly at: Date }
/** What universities have said that they can take, those years that are not past. */
export const loadCapacity = async (tx: Tx, fromYear: number): Promise<Capacity[]> =>
  (await tx.selectFrom('scheme.university_capacity as c').innerJoin('register.organisation_card as o', 'o.id', 'c.org_id').select(['c.org_id', 'o.name', 'c.year', 'c.kindergartens', 'c.note', 'c.stated_at']).where('c.year', '>=', fromYear).orderBy('c.year').orderBy('o.name').execute()).map((row) => ({
    orgId: row.org_id, orgName: row.name ?? '', year: row.year, kindergartens: row.kindergartens, note: row.note, at: row.stated_at,
  }))
export async function saveCapacity(tx: Tx, one: Pick<Capacity, 'orgId' | 'year' | 'kindergartens' | 'note'>, who: string, now: Date): Promise<void> {
  const values = { kindergartens: one.kindergartens, note: one.note, stated_at: now, stated_by_name: who }
  await tx.insertInto('scheme.university_capacity').values({ org_id: one.orgId, year: one.year, ...values }).onConflict((conflict) => conflict.columns(['org_id', 'year']).doUpdateSet(values)).execute()
}
