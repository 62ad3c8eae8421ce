import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import { fromRange, toRange, type Period } from '../../../kernel/period.ts'
import type { Tx } from '../../../platform/db.ts'
import type { Audience, Candidate, DeclineReason, EndReason, InvitationState, LeaveReason } from './rules.ts'

export type Network = {
  readonly id: string
  readonly teamId: string
  readonly team: string
  readonly name: string
  readonly theme: string | undefined
  readonly audience: Audience
  readonly facilitator: string
  readonly period: Period
  readonly endedOn: LocalDate | undefined
  readonly endReason: EndReason | undefined
}
export type Invitation = {
  readonly id: string
  readonly networkId: string
  readonly teamId: string
  readonly kindergartenId: string
  readonly kindergarten: string
  readonly invitedAt: Date
  readonly invitedBy: string
  readonly answerBy: LocalDate
  readonly told: number
  readonly state: InvitationState
  readonly reason: DeclineReason | LeaveReason | undefined
  readonly answeredAt: Date | undefined
  readonly answeredBy: string | undefined
  readonly answeredAs: 'head' | 'owner' | undefined
  readonly remindedAt: Date | undefined
}
export type Member = { readonly id: string; readonly kindergartenId: string; readonly kindergarten: string; readonly municipality: string | undefined; readonly period: Period; readonly closed: boolean }
export type Kindergarten = { readonly id: string; readonly name: string; readonly municipality: string | undefined }

const networks = (tx: Tx) => tx.selectFrom('measures.network as n').innerJoin('register.organisation_card as o', 'o.id', 'n.team_org_id').selectAll('n').select('o.name as team')
type Row = Awaited<ReturnType<ReturnType<typeof networks>['execute']>>[number]
const networkOf = (row: Row): Network => ({
  id: row.id, teamId: row.team_org_id, team: row.team ?? '', name: row.name, theme: row.theme ?? undefined, audience: row.audience as Audience, facilitator: row.facilitator, period: fromRange(row.period),
  endedOn: (row.ended_on as LocalDate | null) ?? undefined, endReason: (row.end_reason as EndReason | null) ?? undefined,
})

/** The networks the actor may see: the team's own, or those one's kindergartens have been asked into. */
export const loadNetworks = async (tx: Tx): Promise<readonly Network[]> => (await networks(tx).orderBy('n.name').orderBy('n.id').limit(500).execute()).map(networkOf)
export async function loadNetwork(tx: Tx, id: string): Promise<Network | undefined> {
  const row = await networks(tx).where('n.id', '=', id).executeTakeFirst()
  return row && networkOf(row)
}
/** A network and what has been asked of whom in it change one step at a time: a kindergarten that answers may not hold the network's own row. */
export const takeTurn = (tx: Tx, networkId: string) => sql`select pg_advisory_xact_lock(hashtextextended(${networkId}, 27))`.execute(tx)
/** As `loadNetwork`, and nobody else changes it before this is done. */
export async function lockNetwork(tx: Tx, id: string): Promise<Network | undefined> {
  await takeTurn(tx, id)
  const found = await tx.selectFrom('measures.network').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
  return found && loadNetwork(tx, id)
}

const invitations = (tx: Tx) => tx.selectFrom('measures.network_invitation as i').innerJoin('register.organisation_card as o', 'o.id', 'i.kindergarten_id').selectAll('i').select('o.name as kindergarten')
type InvitationRow = Awaited<ReturnType<ReturnType<typeof invitations>['execute']>>[number]
const invitationOf = (row: InvitationRow): Invitation => ({
  id: row.id, networkId: row.network_id, teamId: row.team_org_id, kindergartenId: row.kindergarten_id, kindergarten: row.kindergarten ?? '', invitedAt: row.invited_at, invitedBy: row.invited_by_name, answerBy: row.answer_by as LocalDate, told: row.told,
  state: row.state as InvitationState, reason: (row.reason as DeclineReason | null) ?? undefined, answeredAt: row.answered_at ?? undefined, answeredBy: row.answered_by_name ?? undefined, answeredAs: (row.answered_as as 'head' | null) ?? undefined, remindedAt: row.reminded_at ?? undefined,
})
/** The invitations the actor may see, of one network or of all, the last first. */
export const loadInvitations = async (tx: Tx, networkId?: string): Promise<readonly Invitation[]> =>
  (await (networkId ? invitations(tx).where('i.network_id', '=', networkId) : invitations(tx)).orderBy('i.invited_at', 'desc').orderBy('o.name').limit(1000).execute()).map(invitationOf)
export async function loadInvitation(tx: Tx, id: string): Promise<Invitation | undefined> {
  const row = await invitations(tx).where('i.id', '=', id).executeTakeFirst()
  return row && invitationOf(row)
}
export async function lockInvitation(tx: Tx, id: string): Promise<Invitation | undefined> {
  const found = await tx.selectFrom('measures.network_invitation').select('network_id').where('id', '=', id).executeTakeFirst()
  if (!found) return undefined
  await takeTurn(tx, found.network_id)
  return loadInvitation(tx, id)
}

/** Those who are in it or have been, as far as the actor may see. */
export async function loadMembers(tx: Tx, networkId: string): Promise<readonly Member[]> {
  const rows = await tx
    .selectFrom('measures.network_member as m')
    .innerJoin('register.organisation_card as o', 'o.id', 'm.kindergarten_id')
    .leftJoin('register.organisation_card as k', 'k.id', 'o.municipality_id')
    .select(['m.id', 'm.kindergarten_id', 'm.period', 'o.name', 'o.closed_on', 'k.name as municipality'])
    .select(sql<boolean>`coalesce(o.closed_on <= platform.today(), false)`.as('closed'))
    .where('m.network_id', '=', networkId)
    .where(sql<boolean>`not isempty(m.period)`)
    .orderBy('o.name')
    .execute()
  return rows.map((row) => ({ id: row.id, kindergartenId: row.kindergarten_id, kindergarten: row.name ?? '', municipality: row.municipality ?? undefined, period: fromRange(row.period), closed: row.closed }))
}

export type Counts = { readonly members: number; readonly open: number }
/** How many are in each network today, and how many may still answer. */
export async function loadCounts(tx: Tx): Promise<ReadonlyMap<string, Counts>> {
  const rows = await tx.selectFrom('measures.network_kindergarten').select('network_id').select(sql<number>`(count(*) filter (where part = 'member'))::integer`.as('members')).select(sql<number>`(count(*) filter (where part = 'invited'))::integer`.as('open')).groupBy('network_id').execute()
  return new Map(rows.map((row) => [row.network_id ?? '', { members: row.members, open: row.open }]))
}

export const loadNote = async (tx: Tx, networkId: string) => tx.selectFrom('measures.network_note').select(['body', 'changed_by_name', 'changed_at']).where('network_id', '=', networkId).executeTakeFirst()
export const saveNote = (tx: Tx, networkId: string, teamId: string, body: string, who: string, now: Date) =>
  tx.insertInto('measures.network_note').values({ network_id: networkId, team_org_id: teamId, body, changed_at: now, changed_by_name: who }).onConflict((one) => one.column('network_id').doUpdateSet({ body, changed_at: now, changed_by_name: who })).execute()

/** The open kindergartens a team serves today. */
export async function loadServed(tx: Tx, teamId: string): Promise<readonly Kindergarten[]> {
  const { rows } = await sql<{ id: string; name: string; municipality: string | null }>`
    select o.id, o.name, m.name as municipality from register.team_kindergarten s join register.organisation_card o on o.id = s.kindergarten_id left join register.organisation_card m on m.id = o.municipality_id
    where s.team_id = ${teamId} and (o.closed_on is null or o.closed_on > platform.today()) order by m.name nulls last, o.name`.execute(tx)
  return rows.map((row) => ({ id: row.id, name: row.name, municipality: row.municipality ?? undefined }))
}

export type AskedOf = Candidate & { readonly id: string; readonly name: string; readonly ownerId: string | undefined }
/** How kindergartens stand to a network today; ids that are no kindergartens are left out. */
export async function loadCandidates(tx: Tx, networkId: string | undefined, teamId: string, ids: readonly string[]): Promise<readonly AskedOf[]> {
  const { rows } = await sql<{ id: string; name: string; owner_id: string | null; closed: boolean; served: boolean; member: boolean; state: InvitationState | null; answer_by: LocalDate | null; answered_on: LocalDate | null }>`
    select o.id, o.name, o.owner_id, coalesce(o.closed_on <= platform.today(), false) as closed, coalesce(s.team_id = ${teamId}, false) as served,
      exists (select from measures.network_member m where m.network_id = ${networkId ?? null}::uuid and m.kindergarten_id = o.id and not isempty(m.period) and (upper(m.period) is null or upper(m.period) > platform.today())) as member,
      i.state, i.answer_by, (i.answered_at at time zone 'Europe/Oslo')::date as answered_on
    from register.organisation_card o left join register.served_by s on s.kindergarten_id = o.id
    left join lateral (select i.state, i.answer_by, i.answered_at from measures.network_invitation i where i.network_id = ${networkId ?? null}::uuid and i.kindergarten_id = o.id order by i.invited_at desc, i.id desc limit 1) i on true
    where o.kind = 'kindergarten' and o.id = any (${[...ids]}::uuid[]) order by o.name, o.id`.execute(tx)
  return rows.map((row) => ({
    id: row.id, name: row.name, ownerId: row.owner_id ?? undefined, closed: row.closed, served: row.served, member: row.member,
    last: row.state && row.answer_by ? { state: row.state, answerBy: row.answer_by, answeredOn: row.answered_on ?? undefined } : undefined,
  }))
}

export type NewNetwork = { readonly startKey: string; readonly name: string; readonly theme: string | undefined; readonly audience: Audience; readonly facilitator: string; readonly period: Period }
/**
 * Begins a network of the team's. It is kept in the region of those the team serves.
 * @returns undefined when the team serves nobody, or the key has made something
 */
export async function insertNetwork(tx: Tx, teamId: string, typed: NewNetwork, who: string, now: Date): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    insert into measures.network (region_id, team_org_id, start_key, name, theme, audience, facilitator, period, made_at, made_by_name, changed_at, changed_by_name)
    select f.region_id, ${teamId}, ${typed.startKey}, ${typed.name}, ${typed.theme ?? null}, ${typed.audience}, ${typed.facilitator}, ${toRange(typed.period)}::daterange, ${now}, ${who}, ${now}, ${who}
    from register.team_kindergarten s join register.kindergarten_fact f on f.kindergarten_id = s.kindergarten_id where s.team_id = ${teamId} and f.region_id is not null order by s.kindergarten_id limit 1
    on conflict (start_key) do nothing returning id`.execute(tx)
  return rows[0]?.id
}
/** The network that a form has made, when it was the same and the same kindergartens were asked to begin with. */
export async function findSame(tx: Tx, teamId: string, typed: NewNetwork, kindergartens: readonly string[]): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select n.id from measures.network n where n.start_key = ${typed.startKey} and n.team_org_id = ${teamId} and n.name = ${typed.name} and n.theme is not distinct from ${typed.theme ?? null}::text and n.audience = ${typed.audience}
      and n.facilitator = ${typed.facilitator} and n.period = ${toRange(typed.period)}::daterange
      and (select array_agg(i.kindergarten_id order by i.kindergarten_id) from measures.network_invitation i where i.network_id = n.id and i.invited_at = n.made_at)
        = (select array_agg(k order by k) from unnest(${[...kindergartens]}::uuid[]) k)`.execute(tx)
  return rows[0]?.id
}

/** An open invitation whose last day has passed gives way to a new one. */
export async function insertInvitation(tx: Tx, network: Pick<Network, 'id' | 'teamId'>, kindergartenId: string, answerBy: LocalDate, told: number, who: string, now: Date): Promise<string> {
  await tx.updateTable('measures.network_invitation').set({ state: 'expired' }).where('network_id', '=', network.id).where('kindergarten_id', '=', kindergartenId).where('state', '=', 'open').execute()
  const { id } = await tx.insertInto('measures.network_invitation').values({ network_id: network.id, team_org_id: network.teamId, kindergarten_id: kindergartenId, invited_at: now, invited_by_name: who, answer_by: answerBy, told }).returning('id').executeTakeFirstOrThrow()
  return id
}

export const saveAnswer = (tx: Tx, id: string, state: 'accepted' | 'declined' | 'left', reason: DeclineReason | LeaveReason | undefined, by: { readonly name: string; readonly role: string }, now: Date) =>
  tx.updateTable('measures.network_invitation').set({ state, reason: reason ?? null, answered_at: now, answered_by_name: by.name, answered_as: by.role === 'owner' ? 'owner' : by.role === 'head' ? 'head' : null }).where('id', '=', id).execute()
export const saveTakenBack = (tx: Tx, id: string) => tx.updateTable('measures.network_invitation').set({ state: 'withdrawn' }).where('id', '=', id).execute()
export const saveReminded = (tx: Tx, id: string, now: Date) => tx.updateTable('measures.network_invitation').set({ reminded_at: now }).where('id', '=', id).execute()

export const insertMember = (tx: Tx, network: Pick<Network, 'id' | 'teamId' | 'period'>, kindergartenId: string, from: LocalDate) =>
  tx.insertInto('measures.network_member').values({ network_id: network.id, team_org_id: network.teamId, kindergarten_id: kindergartenId, period: toRange({ from, to: network.period.to }) }).execute()
/** The last day of a member is yesterday: today it is in it no more. */
export const endMember = (tx: Tx, networkId: string, kindergartenId: string, today: LocalDate, reason: LeaveReason) =>
  sql`update measures.network_member set period = daterange(lower(period), greatest(lower(period), ${today}::date)), left_reason = ${reason}
    where network_id = ${networkId} and kindergarten_id = ${kindergartenId} and not isempty(period) and (upper(period) is null or upper(period) > ${today}::date)`.execute(tx)
/** The invitation by which a kindergarten came in. */
export const loadAccepted = async (tx: Tx, networkId: string, kindergartenId: string): Promise<string | undefined> =>
  (await tx.selectFrom('measures.network_invitation').select('id').where('network_id', '=', networkId).where('kindergarten_id', '=', kindergartenId).where('state', '=', 'accepted').executeTakeFirst())?.id

/** Meetings that have not begun are called off with it: they leave the calendars of those who were to come. */
export async function saveEnd(tx: Tx, id: string, reason: EndReason, today: LocalDate, who: string, now: Date): Promise<void> {
  await tx.updateTable('measures.network').set({ ended_on: today, end_reason: reason, changed_at: now, changed_by_name: who }).where('id', '=', id).execute()
  await tx.updateTable('measures.network_invitation').set({ state: 'withdrawn' }).where('network_id', '=', id).where('state', '=', 'open').execute()
  await tx.updateTable('measures.network_meeting').set((one) => ({ cancelled_at: now, version: one('version', '+', 1), changed_at: now, changed_by_name: who })).where('network_id', '=', id).where('cancelled_at', 'is', null).where('starts_at', '>', now).execute()
}

/** Open invitations nobody has been reminded of. For the program's own work. */
export const loadUnreminded = async (tx: Tx, until: LocalDate): Promise<readonly Invitation[]> =>
  (await invitations(tx).innerJoin('measures.network as n', 'n.id', 'i.network_id').where('i.state', '=', 'open').where('i.reminded_at', 'is', null).where('i.answer_by', '<=', until).where('n.ended_on', 'is', null).orderBy('i.id').limit(500).execute()).map(invitationOf)

/** Deletes networks that were over before a day. @returns their ids */
export const forgetNetworks = async (tx: Tx, before: LocalDate): Promise<readonly string[]> => (await sql<{ id: string }>`select measures.forget_networks(${before}::date) as id`.execute(tx)).rows.map((row) => row.id)
