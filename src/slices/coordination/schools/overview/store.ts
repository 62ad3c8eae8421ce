import { sql } from 'kysely'
import type { Tx } from '../../../../platform/db.ts'

export type Kindergarten = { readonly id: string; readonly name: string; readonly ownership: 'municipal' | 'private' | 'other' | undefined }
/** The open kindergartens the actor is in, owns, supervises or serves, by name. */
export const loadOwnKindergartens = async (tx: Tx): Promise<readonly Kindergarten[]> =>
  (await sql<{ id: string; name: string; ownership: Kindergarten['ownership'] | null }>`
    select o.id, o.name, p.ownership from register.kindergarten_profile p join register.organisation_card o on o.id = p.kindergarten_id
    where p.kindergarten_id in (select coordination.own_kindergartens()) and p.closed_on is null order by o.name collate "nb-NO-x-icu", o.id limit 3000`.execute(tx)).rows.map((row) => ({ ...row, ownership: row.ownership ?? undefined }))
