import { addDays, osloDate } from '../src/kernel/dates.ts'
import type { Tx } from '../src/platform/db.ts'
import { takeCheckInsWithin } from '../src/slices/measures/reach/check-ins/actions.ts'
import { dayBefore, timeBefore } from './days.ts'
import { team } from './world.ts'

/** A measure of the team with a course in it that has been held: those who checked in are counted for their kindergarten. */
export async function loadDemoCheckIns(tx: Tx, ids: ReadonlyMap<string, string>, leader: string, now: Date): Promise<void> {
  const today = osloDate(now)
  const { id } = await tx
    .insertInto('measures.measure')
    .values({ region_id: 'oslo-viken', lead_id: ids.get(team) ?? '', start_key: crypto.randomUUID(), kind: 'course', title: 'Samtaler som er vanskelige å begynne på', goal: 'Alle i personalet vet hvordan de kan begynne en vanskelig samtale med en forelder eller en kollega.', themes: [], origin: 'own', starts_on: dayBefore(today, 100), ends_on: addDays(today, 200), begun_on: dayBefore(today, 100), made_at: timeBefore(today, 110), made_by_name: leader, changed_at: timeBefore(today, 100), changed_by_name: leader })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx.insertInto('measures.part').values({ measure_id: id, kindergarten_id: ids.get('Solstråla barnehage') ?? '', state: 'part', answered_at: timeBefore(today, 105), answered_by_name: leader }).execute()
  await tx.updateTable('measures.course').set({ measure_id: id }).where('title', '=', 'Førstehjelp for samtalen').execute()
  await takeCheckInsWithin(tx, now)
}
