import { sql } from 'kysely'
import type { Tx } from '../../../../platform/db.ts'

export type NetworkMeeting = { readonly id: string; readonly networkId: string; readonly network: string; readonly title: string; readonly startsAt: Date; readonly endsAt: Date; readonly place: string }
/** The next meetings of networks the actor may read of, through what measures publishes. */
export const loadNetworkMeetings = async (tx: Tx, now: Date): Promise<readonly NetworkMeeting[]> =>
  (await tx.selectFrom('measures.network_meeting_card').select(['id', 'network_id', 'network', 'title', 'starts_at', 'ends_at', 'place']).where('cancelled', '=', false).where('ends_at', '>', now).orderBy('starts_at').orderBy('id').limit(5).execute())
    .flatMap((row) => (row.id && row.network_id && row.starts_at && row.ends_at ? [{ id: row.id, networkId: row.network_id, network: row.network ?? '', title: row.title ?? '', startsAt: row.starts_at, endsAt: row.ends_at, place: row.place ?? '' }] : []))

export type Kindergarten = { readonly id: string; readonly name: string; readonly ownership: 'municipal' | 'private' | 'other' | undefined }
/** The open kindergartens the actor is in, owns, supervises or serves, by name. */
export const loadOwnKindergartens = async (tx: Tx): Promise<readonly Kindergarten[]> =>
  (await sql<{ id: string; name: string; ownership: Kindergarten['ownership'] | null }>`
    select o.id, o.name, p.ownership from register.kindergarten_profile p join register.organisation_card o on o.id = p.kindergarten_id
    where p.kindergarten_id in (select coordination.own_kindergartens()) and p.closed_on is null order by o.name collate "nb-NO-x-icu", o.id limit 3000`.execute(tx)).rows.map((row) => ({ ...row, ownership: row.ownership ?? undefined }))
