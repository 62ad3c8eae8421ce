import { addDays, osloDate } from '../src/kernel/dates.ts'
import type { Tx } from '../src/platform/db.ts'
import { insertMeasure, insertParts, saveAnswer, saveStart } from '../src/slices/measures/measures/store.ts'
import { offerParts, saveLeft } from '../src/slices/measures/participation/store.ts'
import { dayBefore, timeBefore } from './days.ts'
import { team } from './world.ts'

const who = 'Teamet (oppdiktet)'
const head = 'Styreren (oppdiktet)'

/** A measure of the team's with one kindergarten from the beginning, one that came in later, one that went out, and one that has not answered. */
export async function loadDemoTeamMeasure(tx: Tx, ids: ReadonlyMap<string, string>, now: Date): Promise<void> {
  const today = osloDate(now)
  const idOf = (name: string): string => ids.get(name) ?? fail(name)
  const [first, gone, later, asked] = ['Lia barnehage', 'Fjordgløtt barnehage', 'Nisseskogen barnehage', 'Åsen barnehage'].map(idOf) as [string, string, string, string]
  const lead = idOf(team)
  const made = await insertMeasure(
    tx, crypto.randomUUID(), lead,
    {
      kind: 'guidance', title: 'Kollegaveiledning på tvers', goal: 'Pedagogiske ledere veileder hverandre to og to, også på tvers av barnehager.', signs: '', themes: [], origin: 'own', needIds: [], caseId: undefined, reportId: undefined, partners: '', partnerIds: [], budget: undefined,
      startsOn: dayBefore(today, 70), endsOn: addDays(today, 160),
    },
    who, timeBefore(today, 75),
  )
  if (!made) throw new Error('The demonstration world has two measures in one')
  await insertParts(tx, made.id, [first, gone], [], lead, who, timeBefore(today, 75))
  for (const id of [first, gone]) await saveAnswer(tx, made.id, id, 'part', head, timeBefore(today, 72))
  await saveStart(tx, made.id, dayBefore(today, 70), who, timeBefore(today, 70))
  await offerParts(tx, made.id, [later, asked], dayBefore(today, 30), dayBefore(today, 30), who, timeBefore(today, 30))
  await saveAnswer(tx, made.id, later, 'part', head, timeBefore(today, 26), dayBefore(today, 28))
  await saveLeft(tx, made.id, gone, { on: dayBefore(today, 20), reason: 'staff-changed' }, head, timeBefore(today, 19))
}

function fail(name: string): never {
  throw new Error(`The demonstration world has no ${name}`)
}
