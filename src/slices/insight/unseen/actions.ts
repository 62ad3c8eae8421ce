import { addDays, addMonths, osloDate } from '../../../kernel/dates.ts'
import { system, writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import { loadCalled, saveWeek } from './calls/store.ts'
import { linesOf, mondayOf, toCall, type Facts } from './rules.ts'
import { loadSettings } from './settings/store.ts'
import * as store from './store.ts'

/** How long a list is kept. */
const monthsKept = 24

/** The list of every team, or of one: who is on it and why, and who is to be called this week. The program's own work: it alone may ask who has applied. */
export const makeLists = ({ db, now }: Deps, teamId?: string): Promise<void> => writing(db, system, (tx) => makeListsWithin(tx, now(), teamId))

export async function makeListsWithin(tx: Tx, now: Date, teamId?: string): Promise<void> {
  for (const [team, facts] of await store.loadFacts(tx, teamId)) await makeList(tx, team, facts, now)
  await store.forgetRuns(tx, addMonths(osloDate(now), -monthsKept))
}

async function makeList(tx: Tx, teamId: string, facts: readonly Facts[], now: Date): Promise<void> {
  const today = osloDate(now)
  const settings = await loadSettings(tx, teamId)
  const lines = linesOf(facts, settings.rules, today)
  await store.saveRun(tx, { teamId, madeOn: today, settings, lookedAt: facts.length }, lines, now)
  const weekOn = mondayOf(today)
  const called = await loadCalled(tx, teamId, addDays(weekOn, -2 * 365))
  const chosen = toCall(lines, called, { weekOn, today, most: settings.callsAWeek, restWeeks: settings.restWeeks })
  await saveWeek(tx, teamId, weekOn, chosen, called.filter((call) => call.weekOn === weekOn).length)
}
