import { dateOf, kindergartenYearOf, osloDate } from '../src/kernel/dates.ts'
import type { Tx } from '../src/platform/db.ts'
import { makeReachBlocksWithin } from '../src/slices/insight/picture/reached/actions.ts'
import { timeBefore } from './days.ts'
import { team } from './world.ts'

/** How much of the staff each reached, from under a quarter (1) to three quarters or more (4). */
const reached = { 'Nisseskogen barnehage': 3, 'Åsen barnehage': 4, 'Lia barnehage': 2, 'Fjordgløtt barnehage': 4, 'Prinsessehaugen barnehage': 3, 'Bråtet foreldrebarnehage': 4, 'Bølgen barnehage': 2 } as const

/** A measure of the kindergarten year that is over, with what it reached as it is seen outside, so that the municipality and the county have a figure of five kindergartens or more. */
export async function loadDemoReachBlocks(tx: Tx, ids: ReadonlyMap<string, string>, leader: string, now: Date): Promise<void> {
  const today = osloDate(now)
  const year = kindergartenYearOf(today) - 1
  const began = dateOf(year, 9, 1)
  const { id } = await tx
    .insertInto('measures.measure')
    .values({ region_id: 'oslo-viken', lead_id: ids.get(team) ?? '', start_key: crypto.randomUUID(), kind: 'staff-work', title: 'Et felles språkår', goal: 'Alle i personalet leser og samtaler med barna hver dag.', themes: [], origin: 'own', starts_on: began, ends_on: dateOf(year + 1, 6, 20), begun_on: began, made_at: timeBefore(today, 500), made_by_name: leader, changed_at: timeBefore(today, 480), changed_by_name: leader })
    .returning('id')
    .executeTakeFirstOrThrow()
  const each = Object.entries(reached).flatMap(([name, quarter]) => { const kindergarten = ids.get(name); return kindergarten ? [{ kindergarten, quarter }] : [] })
  await tx.insertInto('measures.part').values(each.map(({ kindergarten }) => ({ measure_id: id, kindergarten_id: kindergarten, state: 'part', answered_at: timeBefore(today, 490), answered_by_name: 'Styreren (oppdiktet)' }))).execute()
  await tx.insertInto('measures.reach_shown').values(each.map(({ kindergarten, quarter }) => ({ measure_id: id, kindergarten_id: kindergarten, part: 'all', gatherings: 3, people_at_least: 15, quarter, last_on: dateOf(year + 1, 5, 12) }))).execute()
  await makeReachBlocksWithin(tx, now)
}
