import { sql } from 'kysely'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { Facts, Proposer, Side } from './rules.ts'

type Said = { readonly at: Date; readonly by: string }
export type Pair = Facts & {
  readonly id: string; readonly kindergartenId: string; readonly kindergarten: string; readonly kindergartenPlace: string | undefined; readonly kindergartenClosed: boolean
  readonly schoolId: string; readonly school: string; readonly schoolPlace: string | undefined; readonly schoolClosed: boolean
  readonly proposedBy: Proposer; readonly proposed: Said; readonly said: Readonly<Record<Side, Said | undefined>>; readonly endReason: string | undefined; readonly ended: Said | undefined
}

const pairs = (tx: Tx) =>
  tx.selectFrom('coordination.school_pair as p')
    .innerJoin('register.organisation_card as k', 'k.id', 'p.kindergarten_id').innerJoin('register.organisation_card as s', 's.id', 'p.school_id')
    .leftJoin('register.organisation_card as km', 'km.id', 'k.municipality_id').leftJoin('register.organisation_card as sm', 'sm.id', 's.part_of_id')
    .selectAll('p').select(['k.name as kindergarten', 's.name as school', 'k.closed_on as kindergarten_closed', 's.closed_on as school_closed', 'km.name as kindergarten_place', 'sm.name as school_place'])
type Row = Awaited<ReturnType<ReturnType<typeof pairs>['execute']>>[number]
const said = (at: Date | null, by: string | null): Said | undefined => (at ? { at, by: by ?? '' } : undefined)
const asPair = (row: Row): Pair => ({
  id: row.id, kindergartenId: row.kindergarten_id, kindergarten: row.kindergarten ?? '', kindergartenPlace: row.kindergarten_place ?? undefined, kindergartenClosed: row.kindergarten_closed !== null,
  schoolId: row.school_id, school: row.school ?? '', schoolPlace: row.school_place ?? undefined, schoolClosed: row.school_closed !== null,
  startsOn: row.starts_on as LocalDate, confirmed: { kindergarten: row.kindergarten_at !== null, school: row.school_at !== null }, endedOn: (row.ended_on as LocalDate | null) ?? undefined,
  proposedBy: row.proposed_by as Proposer, proposed: { at: row.proposed_at, by: row.proposed_by_name }, said: { kindergarten: said(row.kindergarten_at, row.kindergarten_by_name), school: said(row.school_at, row.school_by_name) },
  endReason: row.end_reason ?? undefined, ended: said(row.ended_at, row.ended_by_name),
})

/** Those the actor may know of, by kindergarten. */
export const loadPairs = async (tx: Tx): Promise<readonly Pair[]> => (await pairs(tx).orderBy(sql`k.name collate "nb-NO-x-icu"`).orderBy('p.starts_on', 'desc').orderBy('p.id').limit(2000).execute()).map(asPair)
export const loadPairsOfSchool = async (tx: Tx, schoolId: string): Promise<readonly Pair[]> => (await pairs(tx).where('p.school_id', '=', schoolId).orderBy(sql`k.name collate "nb-NO-x-icu"`).orderBy('p.id').execute()).map(asPair)
export async function loadPair(tx: Tx, id: string): Promise<Pair | undefined> {
  const row = await pairs(tx).where('p.id', '=', id).executeTakeFirst()
  return row && asPair(row)
}
/** As `loadPair`, and nobody else changes it until the transaction is over. */
export async function lockPair(tx: Tx, id: string): Promise<Pair | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended('coordination.school_pair ' || ${id}, 0))`.execute(tx)
  return loadPair(tx, id)
}
/** One at a time proposes the two. @returns those there are of them */
export async function lockTwo(tx: Tx, kindergartenId: string, schoolId: string): Promise<readonly Pair[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended('coordination.school_pair ' || ${kindergartenId} || ${schoolId}, 0))`.execute(tx)
  return (await pairs(tx).where('p.kindergarten_id', '=', kindergartenId).where('p.school_id', '=', schoolId).execute()).map(asPair)
}

export async function insertPair(tx: Tx, one: { readonly kindergartenId: string; readonly schoolId: string; readonly startsOn: LocalDate; readonly by: Proposer }, who: string, now: Date): Promise<string> {
  const { region } = (await sql<{ region: string | null }>`select region_id as region from register.kindergarten_profile where kindergarten_id = ${one.kindergartenId}`.execute(tx)).rows[0] ?? { region: null }
  const made = await tx
    .insertInto('coordination.school_pair')
    .values({ region_id: region, kindergarten_id: one.kindergartenId, school_id: one.schoolId, starts_on: one.startsOn, proposed_by: one.by, proposed_at: now, proposed_by_name: who, ...(one.by === 'municipality' ? {} : confirmed(one.by, who, now)) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id
}
const confirmed = (side: Side, who: string, now: Date) => (side === 'kindergarten' ? { kindergarten_at: now, kindergarten_by_name: who } : { school_at: now, school_by_name: who })
export const saveConfirmed = (tx: Tx, id: string, side: Side, who: string, now: Date) => tx.updateTable('coordination.school_pair').set(confirmed(side, who, now)).where('id', '=', id).execute()
export const saveEnded = (tx: Tx, id: string, on: LocalDate, reason: string, who: string, now: Date) =>
  tx.updateTable('coordination.school_pair').set({ ended_on: on, end_reason: reason, ended_at: now, ended_by_name: who }).where('id', '=', id).execute()

export type Unit = { readonly id: string; readonly name: string; readonly place: string | undefined; readonly closed: boolean; /** In the actor's own municipality, or served by the team. */ readonly own: boolean }
/** Every open school, those of one's own first. */
export const loadSchools = async (tx: Tx): Promise<readonly Unit[]> =>
  (await sql<{ id: string; name: string; place: string | null; closed: boolean; own: boolean }>`
    select s.id, s.name, m.name as place, s.closed_on is not null as closed, (s.id in (select coordination.own_schools()) or s.part_of_id in (select p.municipality_id from register.kindergarten_profile p where p.kindergarten_id in (select coordination.own_kindergartens()))) as own
    from register.organisation_card s left join register.organisation_card m on m.id = s.part_of_id
    where s.kind = 'school' and s.closed_on is null order by own desc, s.name collate "nb-NO-x-icu", s.id limit 2000`.execute(tx)).rows.map((row) => ({ ...row, place: row.place ?? undefined }))

const kindergartenRow = sql`k.id, k.name, m.name as place, k.closed_on is not null as closed`
type UnitRow = { id: string; name: string; place: string | null; closed: boolean; own: boolean }
/** The open kindergartens one may choose in a list: those one follows, and for a school those of its municipality. */
export const loadKindergartens = async (tx: Tx, schoolId: string | undefined): Promise<readonly Unit[]> =>
  (await sql<UnitRow>`select ${kindergartenRow}, k.id in (select coordination.own_kindergartens()) as own from register.organisation_card k left join register.organisation_card m on m.id = k.municipality_id
    where k.kind = 'kindergarten' and k.closed_on is null and (k.id in (select coordination.own_kindergartens()) or k.municipality_id = (select s.part_of_id from register.organisation_card s where s.id = ${schoolId ?? null}::uuid))
    order by k.name collate "nb-NO-x-icu", k.id limit 2000`.execute(tx)).rows.map((row) => ({ ...row, place: row.place ?? undefined }))
/** A kindergarten by its id, or by its organisation number when it lies elsewhere. */
export async function findKindergarten(tx: Tx, by: { readonly id: string } | { readonly number: string }): Promise<Unit | undefined> {
  const row = (await sql<UnitRow>`select ${kindergartenRow}, k.id in (select coordination.own_kindergartens()) as own from register.organisation_card k left join register.organisation_card m on m.id = k.municipality_id
    where k.kind = 'kindergarten' and ${'id' in by ? sql`k.id = ${by.id}::uuid` : sql`k.organisation_number = ${by.number}`}`.execute(tx)).rows[0]
  return row && { ...row, place: row.place ?? undefined }
}
export async function findSchool(tx: Tx, id: string): Promise<Unit | undefined> {
  const row = (await sql<UnitRow>`select s.id, s.name, m.name as place, s.closed_on is not null as closed, s.id in (select coordination.own_schools()) as own from register.organisation_card s left join register.organisation_card m on m.id = s.part_of_id where s.kind = 'school' and s.id = ${id}::uuid`.execute(tx)).rows[0]
  return row && { ...row, place: row.place ?? undefined }
}
