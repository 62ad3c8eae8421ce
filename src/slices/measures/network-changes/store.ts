import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import { fromRange, toRange, type Period } from '../../../kernel/period.ts'
import type { Tx } from '../../../platform/db.ts'
import type { Audience, LeaveReason } from '../networks/rules.ts'
import type { Stay } from './rules.ts'

/** When it was changed last, in milliseconds: what a form has read. */
export const loadChangedAt = async (tx: Tx, id: string): Promise<number> => (await tx.selectFrom('measures.network').select('changed_at').where('id', '=', id).executeTakeFirst())?.changed_at.getTime() ?? 0
/** The days of meetings that are to come. */
export const loadMeetingDays = async (tx: Tx, id: string, today: LocalDate): Promise<readonly LocalDate[]> =>
  (await tx.selectFrom('measures.network_meeting').select('held_on').where('network_id', '=', id).where('cancelled_at', 'is', null).where('held_on', '>=', today).execute()).map((row) => row.held_on as LocalDate)

export type Changed = { readonly name: string; readonly theme: string | undefined; readonly audience: Audience; readonly facilitator: string; readonly period: Period }
/** Those who are in it follow its days, also to an earlier first day while nobody has begun; whoever has left does not. */
export async function saveChange(tx: Tx, id: string, changed: Changed, who: string, now: Date): Promise<void> {
  await tx.updateTable('measures.network').set({ name: changed.name, theme: changed.theme ?? null, audience: changed.audience, facilitator: changed.facilitator, period: toRange(changed.period), changed_at: now, changed_by_name: who }).where('id', '=', id).execute()
  await sql`update measures.network_member set period = daterange(case when lower(period) > platform.today() then ${changed.period.from}::date else greatest(lower(period), ${changed.period.from}::date) end, ${changed.period.to ?? null}::date)
    where network_id = ${id} and left_reason is null and (upper(period) is null or upper(period) > platform.today())`.execute(tx)
}

/** Who has been in it, and why those who left did. */
export async function loadStays(tx: Tx, networkId: string): Promise<readonly Stay[]> {
  const rows = await tx
    .selectFrom('measures.network_member as m').innerJoin('register.organisation_card as o', 'o.id', 'm.kindergarten_id').select(['m.period', 'm.left_reason', 'o.name', 'o.closed_on'])
    .where('m.network_id', '=', networkId).where(sql<boolean>`not isempty(m.period)`).orderBy('o.name').execute()
  return rows.map((row) => ({ kindergarten: row.name ?? '', period: fromRange(row.period), left: (row.left_reason as LeaveReason | null) ?? undefined, closedOn: (row.closed_on as LocalDate | null) ?? undefined }))
}
