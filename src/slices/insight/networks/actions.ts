import type { Actor } from '../../../kernel/actor.ts'
import { addDays, addMonths, osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { reading, system, writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { foundNetwork } from '../../measures/index.ts'
import { loadSettingsOf } from '../unseen/settings/store.ts'
import { distance, move, suggest, themeOf, type Place } from './rules.ts'
import * as store from './store.ts'

/** Makes suggestions anew: of one team with the distance it asks for, or of all where nobody has moved anything by hand. The program's own work. */
export const makeSuggestions = ({ db, now }: Deps, one?: { readonly teamId: string; readonly km: number }): Promise<void> => writing(db, system, (tx) => makeSuggestionsWithin(tx, now(), one))

export async function makeSuggestionsWithin(tx: Tx, now: Date, one?: { readonly teamId: string; readonly km: number }): Promise<void> {
  await store.lockMaking(tx)
  const [facts, before] = await Promise.all([store.loadFacts(tx, one?.teamId), store.loadRuns(tx)])
  const runOf = new Map(before.map((run) => [run.teamId, run]))
  const teams = [...facts.keys()].filter((team) => one !== undefined || !runOf.get(team)?.byHand)
  if (teams.length === 0) return
  const settings = await loadSettingsOf(tx, teams)
  await store.saveRuns(
    tx,
    teams.map((teamId) => {
      const of = facts.get(teamId) ?? []
      const used = { km: one?.km ?? runOf.get(teamId)?.settings.km ?? distance.km, owns: settings(teamId).rules.get('small-private')?.n ?? 2 }
      return { teamId, settings: used, lookedAt: of.length, lines: suggest(of, used) }
    }),
    now,
  )
}

/** The team moves one to another group, to a new one, or out. */
export const moveLine = ({ db, now }: Deps, actor: Actor, kindergartenId: string, to: Place) =>
  writing(db, actor, async (tx) => {
    const run = await store.loadRun(tx, actor.orgId)
    if (!run || !(await store.lockRun(tx, run.id))) return refuse('not-there' as const)
    const decision = move(await store.loadLines(tx, run.id), kindergartenId, to)
    if (!decision.ok) return decision
    await store.saveMove(tx, run.id, kindergartenId, decision.event.group)
    await audit.record(tx, actor, { kind: decision.event.kind, about: { kind: 'organisation', id: kindergartenId }, readers: [actor.orgId], visibility: 'internal', data: { group: decision.event.group ?? null } }, now())
    return decision
  })

type Wanted = { readonly group: number; readonly name: string; readonly startKey: string; readonly answerBy: LocalDate }
/** Makes a network of a group, and asks those who are in it now. */
export async function makeNetwork(deps: Deps, actor: Actor, { group, name, startKey, answerBy }: Wanted) {
  const lines = await reading(deps.db, actor, async (tx) => {
    const run = await store.loadRun(tx, actor.orgId)
    return run ? (await store.loadLines(tx, run.id)).filter((line) => line.group === group) : []
  })
  if (lines.length === 0) return refuse('not-there' as const)
  const today = osloDate(deps.now())
  const found = (theme: string | undefined) =>
    foundNetwork(deps, actor, { startKey, name, theme, audience: 'heads', facilitator: actor.name, period: { from: today, to: addMonths(today, 12) }, note: '', answerBy, kindergartens: lines.map(({ kindergartenId }) => kindergartenId) })
  const first = await found(themeOf(lines))
  // A theme that is no longer in use is what they were about, not what they begin with.
  const made = !first.ok && first.because === 'unknown-theme' ? await found(undefined) : first
  return made.ok ? accept({ id: made.event.id }) : made
}

/** The last day to answer, when nothing else is said. */
export const usualAnswerBy = (now: Date): LocalDate => addDays(osloDate(now), 14)
