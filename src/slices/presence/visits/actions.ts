import type { Actor } from '../../../kernel/actor.ts'
import { osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { keptFrom, type Keep } from '../../../kernel/retention.ts'
import { system, writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { recipientsFor } from '../../identity/index.ts'
import * as messaging from '../../messaging/index.ts'
import { finishSeen } from '../follow-ups/actions.ts'
import { insertFollowUp } from '../follow-ups/store.ts'
import { correct, log, takeBack, type Logged, type VisitState } from './rules.ts'
import * as store from './store.ts'

export type NewVisit = {
  readonly startKey: string
  /** The first is the one it was about most; a meeting of heads has several. */
  readonly kindergartens: readonly string[]
  readonly content: store.Content
  readonly followUp: { readonly what: string; readonly due: LocalDate; readonly personId: string } | undefined
  readonly done: readonly { readonly id: string; readonly seen: number }[]
}

/**
 * Keeps a visit, all of it or nothing. Sent again (a bad connection, two presses) it is the same one, also when something has changed since:
 * that is looked at first. Of a meeting of heads all kindergartens are decided before the first is saved. `name` says which kindergarten or
 * follow-up a refusal is about.
 */
export const logVisit = (deps: Deps, actor: Actor, visit: NewVisit) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const today = osloDate(now)
    const who = { personId: actor.personId, name: actor.name }
    const [main] = visit.kindergartens
    if (main === undefined) return refuse('not-served' as const)
    const { startKey, ...typed } = visit
    const sent = JSON.stringify(typed)
    const before = await store.loadSent(tx, actor.orgId, startKey, sent)
    if (before) return before.same ? accept({ id: before.id, state: before.state }) : { ...refuse('key-used' as const), id: before.id }
    const themes = new Set((await store.loadThemes(tx, actor.orgId)).map(({ code }) => code))
    const content = { ...visit.content, themes: visit.content.themes.filter((code) => themes.has(code)) }
    const person = visit.followUp && (await store.loadTeam(tx, actor.orgId, today)).find(({ personId }) => personId === visit.followUp?.personId)
    if (visit.followUp && !person) return refuse('who-gone' as const)
    const decided: { readonly place: { readonly id: string; readonly name: string }; readonly content: store.Content; readonly logged: Logged }[] = []
    for (const kindergartenId of visit.kindergartens) {
      const place = await store.loadPlace(tx, kindergartenId, actor.orgId)
      if (!place) return { ...refuse('not-served' as const), name: '' }
      const part = kindergartenId === main ? content : { ...content, measureId: undefined }
      const measure = part.measureId === undefined ? 'none' : await store.loadMeasureThen(tx, part.measureId, kindergartenId)
      const decision = log({ on: part.on, measure, due: visit.followUp?.due }, place, today)
      if (!decision.ok) return { ...decision, name: place.name }
      decided.push({ place, content: part, logged: decision.event })
    }
    let first: { readonly id: string; readonly state: VisitState } | undefined
    for (const { place, content: part, logged } of decided) {
      const made = await store.insertVisit(tx, actor.orgId, place.id, startKey, sent, part, logged.state, who, now)
      if (!made) throw new Stopped({ ...refuse('not-served' as const), name: place.name })
      first ??= { id: made.id, state: logged.state }
      // The other one of two that came at the same moment was first.
      if (made.before === 'same') return accept(first)
      if (made.before === 'other') throw new Stopped({ ...refuse('key-used' as const), id: made.id })
      const about = { id: made.id, kindergarten: place.name, kindergartenId: place.id }
      await record(tx, actor, logged.kind, about, now)
      if (logged.state === 'planned') await tell(tx, deps, 'visit-planned', about)
      else if (part.shared !== '') await tell(tx, deps, 'visit-noted', about)
    }
    if (!first) return refuse('not-served' as const)
    if (visit.followUp && person) await insertFollowUp(tx, { id: first.id, teamId: actor.orgId, kindergartenId: main }, visit.followUp.what, visit.followUp.due, person, actor.name, now)
    const stopped = await finishSeen(tx, actor, visit.done, today, now)
    if (stopped) throw new Stopped({ ...refuse('follow-up-changed' as const), name: stopped })
    return accept(first)
  }).catch((problem: unknown) => {
    if (problem instanceof Stopped) return problem.refusal
    throw problem
  })

type Late = { readonly ok: false; readonly because: 'not-served' | 'follow-up-changed'; readonly name: string } | { readonly ok: false; readonly because: 'key-used'; readonly id: string }
/** What is found out after something has been saved takes all of it with it: a refusal that is returned would let it stand. */
class Stopped extends Error {
  readonly refusal: Late
  constructor(refusal: Late) {
    super('stopped')
    this.refusal = refusal
  }
}

/** Corrects a visit, or writes what came of one that was planned. How it stood before is kept. Sent again (`startKey`: the page it was written on) it is the same correction: that is looked at first. */
export const correctVisit = (deps: Deps, actor: Actor, id: string, seen: number, startKey: string, typed: store.Content) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const today = osloDate(now)
    const before = await own(tx, actor, id)
    const place = before && (await store.loadPlace(tx, before.kindergartenId, actor.orgId))
    if (!before || !place) return refuse('not-found' as const)
    const sent = JSON.stringify([startKey, seen, typed])
    if (await store.isCorrected(tx, id, sent)) return accept({ id })
    const measure = typed.measureId === undefined ? 'none' : await store.loadMeasureThen(tx, typed.measureId, before.kindergartenId)
    const decision = correct(before, seen, { on: typed.on, measureId: typed.measureId, measure }, place, today)
    if (!decision.ok) return { ...decision, by: before.changedByName }
    const { state } = decision.event
    const themes = new Set((await store.loadThemes(tx, actor.orgId)).map(({ code }) => code))
    await store.saveContent(tx, before, { ...typed, themes: typed.themes.filter((code) => themes.has(code)) }, state, sent, actor, now)
    await record(tx, actor, decision.event.kind, before, now)
    const about = { id, kindergarten: before.kindergarten, kindergartenId: before.kindergartenId }
    if (state === 'planned' && (before.on !== typed.on || before.state !== 'planned')) await tell(tx, deps, 'visit-moved', about)
    else if (state === 'held' && typed.shared !== '' && typed.shared !== before.shared) await tell(tx, deps, 'visit-noted', about)
    return accept({ id })
  })

/** Takes back what should not have been there. The kindergarten no longer sees it; a planned one is called off, and the head is told. */
export const takeVisitBack = (deps: Deps, actor: Actor, id: string) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const before = await own(tx, actor, id)
    if (!before) return refuse('not-found' as const)
    const decision = takeBack(before)
    if (!decision.ok) return decision
    await store.saveTakenBack(tx, before, actor, now)
    await record(tx, actor, decision.event.kind, before, now)
    for (const kind of ['visit-planned', 'visit-noted', 'visit-moved'] as const) await messaging.cancelUnsent(tx, id, kind, now)
    if (before.state === 'planned') await tell(tx, deps, 'visit-called-off', { id, kindergarten: before.kindergarten, kindergartenId: before.kindergartenId }, '/besok')
    return accept({ id })
  })

/** So long after it was held. */
const visitsKept: Keep = { years: 5 }
export const forgetVisits = ({ db, now }: Deps): Promise<number> =>
  writing(db, system, async (tx) => {
    const gone = await store.forgetVisits(tx, keptFrom(visitsKept, now()))
    await audit.forgetAbout(tx, gone)
    return gone.length
  })

async function own(tx: Tx, actor: Actor, id: string): Promise<store.Visit | undefined> {
  const visit = await store.lockVisit(tx, id)
  return visit?.teamId === actor.orgId ? visit : undefined
}

type About = { readonly id: string; readonly kindergarten: string; readonly kindergartenId: string }
const tell = async (tx: Tx, deps: Deps, kind: 'visit-planned' | 'visit-noted' | 'visit-moved' | 'visit-called-off', { id, kindergarten, kindergartenId }: About, path = `/besok/${id}`) =>
  messaging.tell(tx, deps.jobs, await recipientsFor(tx, kindergartenId, ['head'], deps.now()), { kind, path, data: { kindergarten }, subjectId: id }, deps.now())

const record = (tx: Tx, actor: Actor, kind: string, { id, kindergartenId }: { readonly id: string; readonly kindergartenId: string }, now: Date) =>
  audit.record(tx, actor, { kind, about: { kind: 'visit', id }, readers: [actor.orgId, kindergartenId], visibility: 'shared' }, now)
