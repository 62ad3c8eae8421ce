import { sql } from 'kysely'
import type { LocalDate } from '../../../../kernel/dates.ts'
import { osloDate } from '../../../../kernel/dates.ts'
import { fromRange, type Period } from '../../../../kernel/period.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { Side } from '../rules.ts'
import type { Partnership } from '../store.ts'

/** One of the periods that follow each other. */
export type Link = { readonly id: string; readonly name: string; readonly period: Period; readonly agreedOn: LocalDate | undefined; readonly ended: boolean; readonly previousId: string | undefined }
type Row = { id: string; name: string; period: string; agreed_at: Date | null; ended: boolean; previous_id: string | null }
const asLink = (row: Row): Link => ({ id: row.id, name: row.name, period: fromRange(row.period), agreedOn: row.agreed_at ? osloDate(row.agreed_at) : undefined, ended: row.ended, previousId: row.previous_id ?? undefined })

/** All the periods of a partnership that follow each other, the first one first: those before it, itself, and those after. A proposal that was turned down is none of them. */
export const loadChain = async (tx: Tx, one: Pick<Partnership, 'id'>): Promise<Link[]> =>
  (await sql<Row>`
    with recursive before as (
      select p.id, p.previous_id from scheme.partnership p where p.id = ${one.id}
      union select p.id, p.previous_id from scheme.partnership p join before b on p.id = b.previous_id),
    after as (
      select p.id from scheme.partnership p where p.id = ${one.id}
      union select p.id from scheme.partnership p join after a on p.previous_id = a.id)
    select p.id, p.name, p.period, p.agreed_at, p.ended_at is not null as ended, p.previous_id from scheme.partnership p
    where p.id in (select id from before union select id from after) and (p.id = ${one.id} or p.ended_at is null or p.agreed_at is not null) order by lower(p.period), p.id`.execute(tx)).rows.map(asLink)

export type Parting = { readonly partnershipId: string; readonly side: Side; readonly reason: string; readonly at: Date; readonly by: string }
export const loadPartings = async (tx: Tx, ids: readonly string[]): Promise<Parting[]> =>
  (await tx.selectFrom('scheme.partnership_parting').selectAll().where('partnership_id', '=', sql<string>`any(${ids}::uuid[])`).orderBy('said_at').execute()).map((row) => ({ partnershipId: row.partnership_id, side: row.side as Side, reason: row.reason, at: row.said_at, by: row.said_by_name }))
export const insertParting = (tx: Tx, id: string, side: Side, reason: string, who: string, now: Date) => tx.insertInto('scheme.partnership_parting').values({ partnership_id: id, side, reason, said_at: now, said_by_name: who }).execute()
