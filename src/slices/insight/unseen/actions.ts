import { addDays, addMonths, osloDate } from '../../../kernel/dates.ts'
import { system, writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import { loadCalled, saveWeek } from './calls/store.ts'
import { linesOf, mondayOf, toCall } from './rules.ts'
import { loadSettingsOf } from './settings/store.ts'
import * as store from './store.ts'

/** How long a list is kept. */
const monthsKept = 24

/** The list of every team, or of one: who is on it and why, and who is to be called this week. The program's own work: it alone may ask who has applied. */
export const makeLists = ({ db, now }: Deps, teamId?: string): Promise<void> => writing(db, system, (tx) => makeListsWithin(tx, now(), teamId))

export async function makeListsWithin(tx: Tx, now: Date, teamId?: string): Promise<void> {
  const today = osloDate(now)
  const weekOn = mondayOf(today)
  const facts = await store.loadFacts(tx, teamId)
  const teams = [...facts.keys()]
  if (teams.length === 0) return
  const settings = await loadSettingsOf(tx, teams)
  const lists = teams.map((team) => {
    const of = facts.get(team) ?? []
    const mine = settings(team)
    return { teamId: team, madeOn: today, settings: mine, lookedAt: of.length, lines: linesOf(of, mine.rules, today) }
  })
  await store.saveRuns(tx, lists, now)
  // Asked after the lists are saved: whoever makes them at the same time has waited for that, and sees who is on the week's list already.
  const called = await loadCalled(tx, teams, addDays(weekOn, -2 * 365))
  await saveWeek(tx, weekOn, lists.map(({ teamId: team, settings: mine, lines }) => {
    const earlier = called.get(team) ?? []
    return { teamId: team, lines: toCall(lines, earlier, { weekOn, today, most: mine.callsAWeek, restWeeks: mine.restWeeks }), onList: earlier.filter((call) => call.weekOn === weekOn).length }
  }))
  await store.forgetRuns(tx, addMonths(today, -monthsKept))
}
