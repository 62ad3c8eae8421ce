import type { Actor } from '../../../kernel/actor.ts'
import { addDays, addMonths, osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { reading, system, writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import { optimiser } from '../../../platform/optimiser.ts'
import * as audit from '../../audit/index.ts'
import { foundNetwork } from '../../measures/index.ts'
import { loadSettingsOf } from '../unseen/settings/store.ts'
import { solveSuggestion, type Solver } from './model.ts'
import { distance, move, themeOf, usualSize, type Facts, type Place, type Scope, type Settings } from './rules.ts'
import * as store from './store.ts'

/** What a team asks of a new suggestion. */
export type Wanted = { readonly teamId: string; readonly km: number; readonly size: number; readonly scope: Scope }
/** So long may the solver look, for one team; then the best found so far is used, and the page says so. */
const patience = 6000

/** Makes suggestions anew: of one team as it asks for it, or of all where nobody has moved anything by hand. The program's own work. No transaction is open while the solver looks. */
export async function makeSuggestions({ db, now }: Deps, one?: Wanted): Promise<void> {
  const asked = await reading(db, system, (tx) => loadAsked(tx, one))
  const made = await solveAll(asked, optimiser.solve, now)
  await writing(db, system, async (tx) => {
    await store.lockMaking(tx)
    // What was moved by hand while the solver looked stays, unless a new one was asked for.
    const touched = new Set((await store.loadRuns(tx)).filter(({ byHand }) => byHand).map(({ teamId }) => teamId))
    await store.saveRuns(tx, made.filter(({ teamId }) => one !== undefined || !touched.has(teamId)), now())
  })
}

/** As `makeSuggestions` for all teams, in a transaction that is open already: while the demonstration world is made. */
export async function makeSuggestionsWithin(tx: Tx, now: Date, solver: Solver): Promise<void> {
  await store.lockMaking(tx)
  await store.saveRuns(tx, await solveAll(await loadAsked(tx, undefined), solver, () => now), now)
}

type Asked = { readonly teamId: string; readonly facts: readonly Facts[]; readonly settings: Settings }
async function loadAsked(tx: Tx, one: Wanted | undefined): Promise<readonly Asked[]> {
  const [facts, before] = await Promise.all([store.loadFacts(tx, one?.teamId), store.loadRuns(tx)])
  const runOf = new Map(before.map((run) => [run.teamId, run]))
  const teams = [...facts.keys()].filter((team) => one !== undefined || !runOf.get(team)?.byHand)
  if (teams.length === 0) return []
  const rulesOf = await loadSettingsOf(tx, teams)
  return teams.map((teamId) => {
    const last = runOf.get(teamId)?.settings
    const owns = rulesOf(teamId).rules.get('small-private')?.n ?? 2
    return { teamId, facts: facts.get(teamId) ?? [], settings: { km: one?.km ?? last?.km ?? distance.km, owns, size: one?.size ?? last?.size ?? usualSize, scope: one?.scope ?? last?.scope ?? 'small-private' } }
  })
}

async function solveAll(asked: readonly Asked[], solver: Solver, now: Deps['now']): Promise<readonly store.MadeRun[]> {
  const made: store.MadeRun[] = []
  for (const { teamId, facts, settings } of asked) {
    const { lines, how, lookedAt } = await solveSuggestion(facts, settings, { solver, clock: () => now().getTime(), milliseconds: patience })
    made.push({ teamId, settings, made: { how, among: lookedAt }, lookedAt: facts.length, lines })
  }
  return made
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

type Making = { readonly group: number; readonly name: string; readonly startKey: string; readonly answerBy: LocalDate }
/** Makes a network of a group, and asks those who are in it now. */
export async function makeNetwork(deps: Deps, actor: Actor, { group, name, startKey, answerBy }: Making) {
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
