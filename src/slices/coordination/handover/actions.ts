import type { Actor } from '../../../kernel/actor.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { loadPlace, loadServices } from '../services/store.ts'
import { answerHandOver, answerSuggestion, begin, endHandOver, sayConsent, statusOf, type HandOver, type HandOverNext } from './rules.ts'
import * as store from './store.ts'

/** A service or the team hands system-level work over to another. `startKey` comes with the form, so that a double click makes one. */
export const handOver = ({ db, now }: Deps, actor: Actor, typed: store.NewHandOver) =>
  writing(db, actor, async (tx) => {
    await store.lockSender(tx, actor.orgId, typed.kindergartenId)
    const before = await store.loadByKey(tx, typed.startKey)
    if (before) return accept({ id: before })
    const place = await loadPlace(tx, typed.kindergartenId)
    if (!place || typed.toId === actor.orgId) return refuse('not-found' as const)
    const service = (await loadServices(tx, place.municipalityId)).find(({ id }) => id === typed.toId)
    const isTeam = place.teamId === typed.toId
    if (!service && !isTeam) return refuse('not-found' as const)
    const waits = (await store.loadHandOvers(tx, place.id)).some((one) => one.fromId === actor.orgId && one.toId === typed.toId && ['asks-head', 'waiting'].includes(statusOf(one)))
    const decision = begin(typed.texts, typed.parts, { kindergartenOpen: place.isOpen, receiverOpen: isTeam || (service?.isOpen ?? false), waits })
    if (!decision.ok) return decision
    const id = await store.insertHandOver(tx, typed, actor, now())
    await record(tx, actor, decision.event.kind, id, [place.id, actor.orgId], now())
    return accept({ id })
  })

/** The head says yes or no for the kindergarten, or takes a yes back. */
export const consent = (deps: Deps, actor: Actor, id: string, to: 'given' | 'refused' | 'withdrawn') =>
  withHandOver(deps, actor, id, async (tx, one, at) => {
    if (one.kindergartenId !== actor.orgId) return refuse('not-found' as const)
    const decision = sayConsent(one, to)
    if (!decision.ok) return decision
    await store.saveConsent(tx, id, to, actor.name, at)
    await record(tx, actor, decision.event.kind, id, to === 'refused' ? [one.kindergartenId, one.fromId] : sides(one), at)
    return decision
  })

export const answer = (deps: Deps, actor: Actor, id: string, given: { readonly answer: 'accepted' | 'declined'; readonly reason: string; readonly next: HandOverNext | undefined }) =>
  withHandOver(deps, actor, id, async (tx, one, at) => {
    if (one.toId !== actor.orgId) return refuse('not-found' as const)
    const isTeam = actor.role !== 'service-contact'
    const decision = answerHandOver(one, given, isTeam)
    if (!decision.ok) return decision
    await store.saveAnswer(tx, id, isTeam ? given : { ...given, next: undefined }, actor.name, at)
    await record(tx, actor, decision.event.kind, id, sides(one), at)
    return decision
  })

export const suggestion = (deps: Deps, actor: Actor, id: string, said: 'asked' | 'not-now') =>
  withHandOver(deps, actor, id, async (tx, one, at) => {
    if (one.kindergartenId !== actor.orgId) return refuse('not-found' as const)
    const decision = answerSuggestion(one)
    if (!decision.ok) return decision
    await store.saveSuggestion(tx, id, said, actor.name, at)
    await record(tx, actor, decision.event.kind, id, sides(one), at)
    return decision
  })

export const end = (deps: Deps, actor: Actor, id: string, to: 'closed' | 'withdrawn') =>
  withHandOver(deps, actor, id, async (tx, one, at) => {
    if (one.fromId !== actor.orgId) return refuse('not-found' as const)
    const decision = endHandOver(one, to)
    if (!decision.ok) return decision
    await store.saveEnd(tx, id, to, actor.name, at)
    await record(tx, actor, decision.event.kind, id, one.consent === 'asked' || one.consent === 'refused' ? [one.kindergartenId, one.fromId] : sides(one), at)
    return decision
  })

const withHandOver = <T>({ db, now }: Deps, actor: Actor, id: string, work: (tx: Tx, one: HandOver, at: Date) => Promise<T>) =>
  writing(db, actor, async (tx) => {
    const one = await store.lockHandOver(tx, id)
    return one ? work(tx, one, now()) : refuse('not-found' as const)
  })
const sides = (one: HandOver): readonly string[] => [one.kindergartenId, one.fromId, one.toId]
const record = (tx: Tx, actor: Actor, kind: string, id: string, readers: readonly string[], at: Date) => audit.record(tx, actor, { kind, about: { kind: 'service-hand-over', id }, readers: [...new Set(readers)], visibility: 'shared' }, at)
