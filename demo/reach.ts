import { addDays, addMonths, osloDate, type LocalDate } from '../src/kernel/dates.ts'
import type { Tx } from '../src/platform/db.ts'
import type { Counted, Staffed, StaffGroup } from '../src/slices/measures/reach/rules.ts'
import { shownOutside } from '../src/slices/measures/reach/shown.ts'
import { insertGathering, loadGatherings, saveCounts, saveHeadcount, saveShown } from '../src/slices/measures/reach/store.ts'
import { pulseMonths, windowOf } from '../src/slices/measures/try-outs/pulses/rules.ts'
import { insertPulses } from '../src/slices/measures/try-outs/pulses/store.ts'
import { insertIdea } from '../src/slices/measures/try-outs/ideas/store.ts'
import { insertTryOut, loadTryOut, saveObserved, saveShared } from '../src/slices/measures/try-outs/store.ts'
import { dayBefore, timeBefore } from './days.ts'

const [solstrala, draken] = ['Solstråla barnehage', 'Draken barnehage']
type Group = readonly [group: StaffGroup, people: number, partTime: number]
/** Those who work in the kindergarten as a whole, and in each department. */
const whole: readonly Group[] = [['head', 1, 0], ['other', 2, 1]]
const each: readonly Group[] = [['pedagogical-leader', 1, 0], ['kindergarten-teacher', 1, 0], ['skilled-worker', 1, 0], ['assistant', 2, 1]]

/** Two measures with gatherings that reach more and less of the staff, somebody who has caught up, and small things departments try. */
export async function loadDemoReach(tx: Tx, ids: ReadonlyMap<string, string>, head: string, now: Date): Promise<void> {
  const today = osloDate(now)
  const own = await begin(tx, idOf(ids, solstrala), 'Vi undrer oss sammen', head, dayBefore(today, 110), now)
  await gather(tx, own, idOf(ids, solstrala), head, [[95, 'Personalmøte: hva er en god samtale?', 0.4], [60, 'Vi ser på små filmer av oss selv', 0.6], [25, 'Vi deler det vi har prøvd', 0.8]], now)
  const departments = await departmentsOf(tx, idOf(ids, solstrala))
  // Begun so long ago that the first question is open now.
  const first = addDays(addMonths(today, -3), -5)
  const told = await tryOut(tx, { measureId: own, kindergartenId: idOf(ids, solstrala), departmentId: departments[0], idea: 'wait-ten', words: '', begunOn: first }, head, now)
  await observe(tx, idOf(ids, solstrala), told, { on: addDays(first, 14), words: 'Flere barn svarer, og de svarer lengre. De stille barna er oftere med i samtalen.', outcome: 'keep' }, 'anonymous', head, now)
  await tryOut(tx, { measureId: own, kindergartenId: idOf(ids, solstrala), departmentId: departments[1], idea: undefined, words: 'Vi legger bort det vi skal rydde, til alle har gått fra bordet.', begunOn: dayBefore(today, 12) }, head, now)

  await insertIdea(tx, crypto.randomUUID(), idOf(ids, 'Kompetanseteam barnehage Fjordvik'), 'Vi spør barna om noe vi ikke vet svaret på, én gang i hver samling', ['rammeplan-2017-9-1'], 'Tone Haugen', timeBefore(today, 30))

  const [running] = await tx.selectFrom('measures.measure').select('id').where('lead_id', '=', idOf(ids, draken)).where('title', '=', 'Samtaler rundt måltidet').execute()
  if (!running) throw new Error('The demonstration world has no measure to reach with')
  const who = 'Styreren i Draken (oppdiktet)'
  await gather(tx, running.id, idOf(ids, draken), who, [[50, 'Kurskveld om måltidet', 0.7], [15, 'Personalmøte om måltidet', 0.9]], now)
  const shared = await tryOut(tx, { measureId: running.id, kindergartenId: idOf(ids, draken), departmentId: undefined, idea: 'stay-seated', words: '', begunOn: dayBefore(today, 48) }, who, now)
  await observe(tx, idOf(ids, draken), shared, { on: dayBefore(today, 20), words: 'Måltidet tar kortere tid, og barna hjelper hverandre i stedet for å vente på oss.', outcome: 'keep' }, 'named', who, now)
}

const idOf = (ids: ReadonlyMap<string, string>, name: string): string => {
  const id = ids.get(name)
  if (!id) throw new Error(`The demonstration world has no ${name}`)
  return id
}
const departmentsOf = async (tx: Tx, kindergartenId: string): Promise<readonly string[]> => (await tx.selectFrom('register.organisation_card').select('id').where('part_of_id', '=', kindergartenId).orderBy('name').execute()).flatMap(({ id }) => (id ? [id] : []))

async function begin(tx: Tx, kindergartenId: string, title: string, who: string, on: LocalDate, now: Date): Promise<string> {
  const { id } = await tx
    .insertInto('measures.measure')
    .values({ region_id: 'oslo-viken', lead_id: kindergartenId, start_key: crypto.randomUUID(), kind: 'staff-work', title, goal: 'Alle voksne undrer seg sammen med barna hver dag.', themes: ['rammeplan-2017-9-1'], origin: 'own', starts_on: on, ends_on: addDays(on, 280), begun_on: on, made_at: timeBefore(osloDate(now), 112), made_by_name: who, changed_at: timeBefore(osloDate(now), 110), changed_by_name: who })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx.insertInto('measures.part').values({ measure_id: id, kindergarten_id: kindergartenId, state: 'part', answered_at: timeBefore(osloDate(now), 112), answered_by_name: who }).execute()
  return id
}

/** How many there are, and gatherings that reached everybody but a part of the assistants. */
async function gather(tx: Tx, measureId: string, kindergartenId: string, who: string, gatherings: readonly (readonly [ago: number, title: string, share: number])[], now: Date): Promise<void> {
  const today = osloDate(now)
  const at = (departmentId: string | undefined) => ([group, people, partTime]: Group): Staffed => ({ departmentId, group, people, partTime })
  const staffed = [...whole.map(at(undefined)), ...(await departmentsOf(tx, kindergartenId)).flatMap((id) => each.map(at(id)))]
  await saveHeadcount(tx, kindergartenId, dayBefore(today, 115), staffed, who, timeBefore(today, 114))
  for (const [ago, title, share] of gatherings) {
    const counts = staffed.map((place, index): Counted => {
      // Assistants are with the children while the others meet.
      const reached = place.group !== 'assistant' || (index * 7) % 10 < share * 10 - 4 ? place.people : index % 2
      return { ...place, reached, reachedPartTime: reached === place.people ? place.partTime : 0 }
    })
    const of = { measureId, kindergartenId, catchesUp: undefined }
    const gathering = await insertGathering(tx, crypto.randomUUID(), of, { title, heldOn: dayBefore(today, ago), missed: '', material: '', plan: '' }, who, timeBefore(today, ago))
    if (!gathering) throw new Error('The demonstration world has one gathering twice')
    await saveCounts(tx, gathering, kindergartenId, counts)
    const missed = counts.filter(({ people, reached }) => people > reached).map((one): Counted => ({ ...one, reached: 1, reachedPartTime: Math.min(1, one.partTime) })).slice(0, 2)
    const held = ago > 50 ? dayBefore(today, ago - 8) : undefined
    const catchUp = missed.length > 0 && (await insertGathering(tx, crypto.randomUUID(), { ...of, catchesUp: gathering }, { title, heldOn: held, missed: 'Vi ble enige om å stille spørsmål som ikke har ett svar, og å vente på barna.', material: 'Arket med tjue spørsmål, som henger på møterommet.', plan: '20 minutter to og to: les arket, velg ett spørsmål hver, prøv det til i morgen.' }, who, timeBefore(today, ago - 1)))
    if (catchUp && held) await saveCounts(tx, catchUp, kindergartenId, missed)
  }
  await saveShown(tx, measureId, kindergartenId, shownOutside(await loadGatherings(tx, measureId, kindergartenId)))
}

async function tryOut(tx: Tx, one: Parameters<typeof insertTryOut>[2], who: string, now: Date): Promise<string> {
  const id = await insertTryOut(tx, crypto.randomUUID(), one, who, now)
  if (!id) throw new Error('The demonstration world tries one thing twice')
  const pulses = pulseMonths.map((months) => ({ id: crypto.randomUUID() as string, months, ...windowOf(one.begunOn, months) }))
  await insertPulses(tx, { tryOutId: id, measureId: one.measureId, kindergartenId: one.kindergartenId }, pulses)
  return id
}
async function observe(tx: Tx, kindergartenId: string, id: string, observed: Parameters<typeof saveObserved>[2], how: 'named' | 'anonymous', who: string, now: Date): Promise<void> {
  await saveObserved(tx, id, observed, who, now)
  const one = await loadTryOut(tx, kindergartenId, id)
  if (one) await saveShared(tx, one, how, how === 'named' ? draken : '', osloDate(now), who, now)
}
