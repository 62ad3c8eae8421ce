import { sql } from 'kysely'
import type { Tx } from '../../../../platform/db.ts'
import type { Half } from '../halves/rules.ts'
import type { Delivered } from '../reflections/rules.ts'
import type { Side } from '../rules.ts'
import type { About } from './rules.ts'

/** What has become of the partnerships that a reminder leans on. For the program's own work: it sees all of them. */
export async function loadSettled(tx: Tx, ids: readonly string[]): Promise<{ readonly delivered: readonly (Delivered & { readonly partnershipId: string })[]; readonly settled: ReadonlySet<string> }> {
  const those = sql<string>`any(${ids}::uuid[])`
  const [delivered, next, partings] = await Promise.all([
    tx.selectFrom('scheme.partnership_reflection').select(['partnership_id', 'half', 'side']).where('partnership_id', '=', those).execute(),
    tx.selectFrom('scheme.partnership').select('previous_id').where('previous_id', '=', those).where((eb) => eb.or([eb('ended_at', 'is', null), eb('agreed_at', 'is not', null)])).execute(),
    tx.selectFrom('scheme.partnership_parting').select('partnership_id').where('partnership_id', '=', those).execute(),
  ])
  return {
    delivered: delivered.map((row) => ({ partnershipId: row.partnership_id, half: row.half as Half, side: row.side as Side })),
    settled: new Set([...next.flatMap(({ previous_id }) => previous_id ?? []), ...partings.map(({ partnership_id }) => partnership_id)]),
  }
}

/** Which letters have gone, as 'partnership side about'. */
export const loadSent = async (tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> =>
  new Set((await tx.selectFrom('scheme.partnership_reminder').select(['partnership_id', 'side', 'about']).where('partnership_id', '=', sql<string>`any(${ids}::uuid[])`).execute()).map((one) => `${one.partnership_id} ${one.side} ${one.about}`))

/** @returns false when it has gone already */
export const saveSent = async (tx: Tx, id: string, side: Side, about: About, now: Date): Promise<boolean> =>
  (await tx.insertInto('scheme.partnership_reminder').values({ partnership_id: id, side, about, sent_at: now }).onConflict((conflict) => conflict.columns(['partnership_id', 'side', 'about']).doNothing()).returning('side').executeTakeFirst()) !== undefined
