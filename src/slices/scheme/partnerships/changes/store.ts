import { sql } from 'kysely'
import type { LocalDate } from '../../../../kernel/dates.ts'
import { onceFor, type Tx } from '../../../../platform/db.ts'
import type { ChangeKind } from './rules.ts'

export type Change = { readonly id: string; readonly partnershipId: string; readonly kind: ChangeKind; readonly what: string; readonly seenAt: string; readonly cameFrom: string; readonly day: LocalDate; readonly by: string }

const changes = (tx: Tx) => tx.selectFrom('scheme.partnership_change').select(['id', 'partnership_id', 'kind', 'what', 'seen_at', 'came_from', 'on_day', 'written_by_name']).orderBy('on_day', 'desc').orderBy('id')
const asChange = (row: Awaited<ReturnType<ReturnType<typeof changes>['execute']>>[number]): Change => ({ id: row.id, partnershipId: row.partnership_id, kind: row.kind as ChangeKind, what: row.what, seenAt: row.seen_at, cameFrom: row.came_from, day: row.on_day as LocalDate, by: row.written_by_name })

/** What the university has changed because of these partnerships, the newest first. */
export const loadChanges = async (tx: Tx, ids: readonly string[]): Promise<Change[]> => (await changes(tx).where('partnership_id', '=', sql<string>`any(${ids}::uuid[])`).execute()).map(asChange)

export type NewChange = Pick<Change, 'kind' | 'what' | 'seenAt' | 'cameFrom' | 'day'> & { readonly startKey: string }
/** The same click twice is one change; see `insertSession` where something else has the key. */
export const insertChange = (tx: Tx, id: string, one: NewChange, who: string, now: Date) =>
  onceFor(
    one.startKey,
    async () => (await tx.selectFrom('scheme.partnership_change').select('id').where('partnership_id', '=', id).where('kind', '=', one.kind).where('what', '=', one.what).where('seen_at', '=', one.seenAt).where('came_from', '=', one.cameFrom).where('on_day', '=', one.day).executeTakeFirst())?.id,
    async (key) =>
      (await tx
        .insertInto('scheme.partnership_change')
        .values({ partnership_id: id, start_key: key, kind: one.kind, what: one.what, seen_at: one.seenAt, came_from: one.cameFrom, on_day: one.day, written_at: now, written_by_name: who })
        .onConflict((conflict) => conflict.constraint('partnership_change_start_key').doNothing())
        .returning('id')
        .executeTakeFirst())?.id,
  )
