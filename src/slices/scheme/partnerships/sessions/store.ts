import { sql } from 'kysely'
import type { LocalDate } from '../../../../kernel/dates.ts'
import { onceFor, type Tx } from '../../../../platform/db.ts'
import type { Partnership } from '../store.ts'
import type { CancelledBy, SessionFacts, SessionState } from './rules.ts'

export type Session = SessionFacts & {
  readonly id: string; readonly partnershipId: string; readonly place: string; readonly what: string; readonly ownerPeople: number | undefined; readonly partnerPeople: number | undefined; readonly why: string | undefined; readonly toldBy: string | undefined
  /** The day it was moved to, when it was cancelled and has a new one. */
  readonly newDay: LocalDate | undefined
  readonly kindergartens: readonly Kindergarten[]
}
export type Kindergarten = { readonly id: string; readonly name: string }

const sessions = (tx: Tx) =>
  tx
    .selectFrom('scheme.partnership_session as s')
    .leftJoin('scheme.partnership_session as n', 'n.moved_from', 's.id')
    .select(['s.id', 's.partnership_id', 's.on_day', 's.place', 's.what', 's.state', 's.owner_people', 's.partner_people', 's.staff_reached', 's.cancelled_by', 's.cancelled_why', 's.told_by_name', 'n.on_day as new_day'])
    .select((eb) => [
      eb.selectFrom('scheme.partnership_session_kindergarten as k').innerJoin('register.organisation_card as o', 'o.id', 'k.kindergarten_id').whereRef('k.session_id', '=', 's.id').select(sql<Kindergarten[] | null>`json_agg(json_build_object('id', o.id, 'name', o.name) order by o.name)`.as('names')).as('kindergartens'),
    ])
const asSession = (row: Awaited<ReturnType<ReturnType<typeof sessions>['execute']>>[number]): Session => ({
  id: row.id, partnershipId: row.partnership_id, day: row.on_day as LocalDate, place: row.place, what: row.what, state: row.state as SessionState, ownerPeople: row.owner_people ?? undefined, partnerPeople: row.partner_people ?? undefined, staff: row.staff_reached ?? undefined,
  cancelledBy: (row.cancelled_by as CancelledBy | null) ?? undefined, why: row.cancelled_why ?? undefined, toldBy: row.told_by_name ?? undefined, newDay: (row.new_day as LocalDate | null) ?? undefined, kindergartens: row.kindergartens ?? [],
})

/** The newest first. */
export const loadSessions = async (tx: Tx, id: string): Promise<Session[]> => (await sessions(tx).where('s.partnership_id', '=', id).orderBy('s.on_day', 'desc').orderBy('s.id').execute()).map(asSession)
export async function loadSession(tx: Tx, id: string, sessionId: string): Promise<Session | undefined> {
  const row = await sessions(tx).where('s.partnership_id', '=', id).where('s.id', '=', sessionId).executeTakeFirst()
  return row && asSession(row)
}
/** Planned ones that have been: somebody tells what became of them. */
export const loadUntold = async (tx: Tx, ids: readonly string[], until: LocalDate): Promise<{ readonly id: string; readonly partnershipId: string; readonly day: LocalDate; readonly what: string }[]> =>
  (await tx.selectFrom('scheme.partnership_session').select(['id', 'partnership_id', 'on_day', 'what']).where('partnership_id', '=', sql<string>`any(${ids}::uuid[])`).where('state', '=', 'planned').where('on_day', '<=', until).orderBy('on_day').limit(100).execute()).map((row) => ({ id: row.id, partnershipId: row.partnership_id, day: row.on_day as LocalDate, what: row.what }))

/** The kindergartens of the owner and the others of the network, open today. */
export const loadCandidates = async (tx: Tx, one: Pick<Partnership, 'id' | 'ownerId'>): Promise<(Kindergarten & { readonly ownerId: string })[]> =>
  (await tx
    .selectFrom('register.organisation_card as o')
    .select(['o.id', 'o.name', 'o.owner_id'])
    .where('o.kind', '=', 'kindergarten')
    .where('o.closed_on', 'is', null)
    .where((eb) => eb.or([eb('o.owner_id', '=', one.ownerId), eb('o.owner_id', 'in', eb.selectFrom('scheme.partnership_member as m').select('m.org_id').where('m.partnership_id', '=', one.id))]))
    .orderBy(sql`o.name collate "nb-NO-x-icu"`)
    .execute()).map((row) => ({ id: row.id ?? '', name: row.name ?? '', ownerId: row.owner_id ?? '' }))

export type NewSession = { readonly startKey: string; readonly day: LocalDate; readonly place: string; readonly what: string; readonly kindergartens: readonly string[]; readonly movedFrom?: string }
/** The same click twice is one session. Where something else has the key, the same words are looked for whatever their key: they may have come second before. */
export async function insertSession(tx: Tx, id: string, one: NewSession, who: string, now: Date): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const made = await onceFor(
    one.startKey,
    async () => {
      const there = await sessions(tx).where('s.partnership_id', '=', id).where('s.on_day', '=', one.day).where('s.place', '=', one.place).where('s.what', '=', one.what).execute()
      const wanted = new Set(one.kindergartens)
      return there.map(asSession).find(({ kindergartens }) => kindergartens.length === wanted.size && kindergartens.every((kindergarten) => wanted.has(kindergarten.id)))?.id
    },
    async (key) =>
      (await tx
        .insertInto('scheme.partnership_session')
        .values({ partnership_id: id, start_key: key, on_day: one.day, place: one.place, what: one.what, moved_from: one.movedFrom ?? null, planned_at: now, planned_by_name: who })
        .onConflict((conflict) => conflict.constraint('partnership_session_start_key').doNothing())
        .returning('id')
        .executeTakeFirst())?.id,
  )
  if (made.isNew && one.kindergartens.length > 0) await tx.insertInto('scheme.partnership_session_kindergarten').values(one.kindergartens.map((kindergarten_id) => ({ session_id: made.id, kindergarten_id }))).execute()
  return made
}
export const saveHeld = (tx: Tx, sessionId: string, counts: { readonly owner: number; readonly partner: number; readonly staff: number }, who: string, now: Date) =>
  tx.updateTable('scheme.partnership_session').set({ state: 'held', owner_people: counts.owner, partner_people: counts.partner, staff_reached: counts.staff, told_at: now, told_by_name: who }).where('id', '=', sessionId).execute()
export const saveCancelled = (tx: Tx, sessionId: string, by: CancelledBy, why: string, who: string, now: Date) =>
  tx.updateTable('scheme.partnership_session').set({ state: 'cancelled', cancelled_by: by, cancelled_why: why, told_at: now, told_by_name: who }).where('id', '=', sessionId).execute()

export type HeadSession = SessionFacts & { readonly id: string; readonly place: string; readonly what: string; readonly why: string | undefined; readonly partnership: string; /** Somebody has ended the partnership. */ readonly ended: boolean; readonly ownerId: string; readonly ownerName: string; readonly partnerName: string }
/** The sessions at the head's own kindergarten, the newest first. */
export const loadOfKindergarten = async (tx: Tx): Promise<HeadSession[]> =>
  (await sql<{ id: string; on_day: LocalDate; place: string; what: string; state: SessionState; cancelled_by: CancelledBy | null; cancelled_why: string | null; staff_reached: number | null; partnership: string; ended: boolean; owner_id: string; owner_name: string; partner_name: string }>`
    select s.*, o.name as owner_name, u.name as partner_name from scheme.kindergarten_partnership_sessions() s join register.organisation_card o on o.id = s.owner_id join register.organisation_card u on u.id = s.partner_id
    order by s.on_day desc, s.id limit 200`.execute(tx)).rows.map((row) => ({
    id: row.id, day: row.on_day, place: row.place, what: row.what, state: row.state, cancelledBy: row.cancelled_by ?? undefined, why: row.cancelled_why ?? undefined, staff: row.staff_reached ?? undefined, partnership: row.partnership, ended: row.ended, ownerId: row.owner_id, ownerName: row.owner_name, partnerName: row.partner_name,
  }))

/** Of several partnerships, without names. */
export const loadSessionFacts = async (tx: Tx, ids: readonly string[]): Promise<(SessionFacts & { readonly partnershipId: string })[]> =>
  (await tx.selectFrom('scheme.partnership_session').select(['partnership_id', 'on_day', 'state', 'cancelled_by', 'staff_reached']).where('partnership_id', '=', sql<string>`any(${ids}::uuid[])`).execute()).map((row) => ({
    partnershipId: row.partnership_id, day: row.on_day as LocalDate, state: row.state as SessionState, cancelledBy: (row.cancelled_by as CancelledBy | null) ?? undefined, staff: row.staff_reached ?? undefined,
  }))

/** The other owners of the network none of whose kindergartens has been in a session that was held since the day. */
export const loadOutside = async (tx: Tx, ids: readonly string[], since: LocalDate): Promise<{ readonly partnershipId: string; readonly name: string }[]> =>
  (await sql<{ partnershipId: string; name: string }>`
    select m.partnership_id as "partnershipId", o.name from scheme.partnership_member m join register.organisation_card o on o.id = m.org_id
    where m.partnership_id = any(${ids}::uuid[]) and not exists (
      select from scheme.partnership_session s join scheme.partnership_session_kindergarten k on k.session_id = s.id join register.organisation_card c on c.id = k.kindergarten_id
      where s.partnership_id = m.partnership_id and s.state = 'held' and s.on_day > ${since} and c.owner_id = m.org_id)
    order by o.name`.execute(tx)).rows
