import type { Actor } from '../../../kernel/actor.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { tellAround, untell, type About } from '../tell.ts'
import { loadPlace, loadServices } from '../services/store.ts'
import { answerHandOver, answerSuggestion, begin, dueOf, endHandOver, hasComeBack, sayConsent, type HandOver, type HandOverNext } from './rules.ts'
import * as store from './store.ts'

/** A service or the team hands system-level work over to another. `startKey` comes with the form, so that a double click makes one; `insteadOf` is then closed. */
export const handOver = (deps: Deps, actor: Actor, typed: store.NewHandOver) =>
  writing(deps.db, actor, async (tx) => {
    const { now } = deps
    await store.lockSender(tx, actor.orgId, typed.kindergartenId)
    const before = await store.loadByKey(tx, typed.startKey)
    if (before) return accept({ id: before })
    const place = await loadPlace(tx, typed.kindergartenId)
    if (!place || typed.toId === actor.orgId) return refuse('not-found' as const)
    const service = (await loadServices(tx, place.municipalityId)).find(({ id }) => id === typed.toId)
    const isTeam = place.teamId === typed.toId
    if (!service && !isTeam) return refuse('not-found' as const)
    const waits = (await store.loadHandOvers(tx, place.id)).some((one) => one.fromId === actor.orgId && one.toId === typed.toId && dueOf(one) !== undefined)
    const decision = begin(typed.texts, typed.parts, { kindergartenOpen: place.isOpen, receiverOpen: isTeam || (service?.isOpen ?? false), waits })
    if (!decision.ok) return decision
    const id = await store.insertHandOver(tx, typed, actor, now())
    if (id === undefined) return refuse('not-found' as const)
    await record(tx, actor, decision.event.kind, id, [place.id, actor.orgId], now())
    await tellAround(tx, deps, actor, [place.id], 'support-consent-asked', about(id, place.name), now())
    if (typed.insteadOf !== undefined) await closeEarlier(tx, actor, typed.insteadOf, place.id, now())
    return accept({ id })
  })

/** What came back is done with when the same work is sent to another. */
async function closeEarlier(tx: Tx, actor: Actor, id: string, kindergartenId: string, at: Date): Promise<void> {
  const one = await store.lockHandOver(tx, id)
  if (!one || one.fromId !== actor.orgId || one.kindergartenId !== kindergartenId || !hasComeBack(one)) return
  const decision = endHandOver(one, 'closed')
  if (!decision.ok) return
  await store.saveEnd(tx, id, 'closed', actor.name, at)
  await record(tx, actor, decision.event.kind, id, readersOfEnd(one), at)
}

/** The head says yes or no for the kindergarten, or takes a yes back. */
export const consent = (deps: Deps, actor: Actor, id: string, to: 'given' | 'refused' | 'withdrawn') =>
  withHandOver(deps, actor, id, async (tx, one, at) => {
    if (one.kindergartenId !== actor.orgId) return refuse('not-found' as const)
    const decision = sayConsent(one, to)
    if (!decision.ok) return decision
    await store.saveConsent(tx, id, to, actor.name, at)
    await record(tx, actor, decision.event.kind, id, to === 'refused' ? [one.kindergartenId, one.fromId] : sides(one), at)
    const subject = about(id, one.kindergarten)
    if (to === 'withdrawn') {
      await untell(tx, subject, ['support-handed-over'], at)
      await tellAround(tx, deps, actor, [one.fromId, one.toId], 'support-consent-withdrawn', subject, at)
    } else await tellAround(tx, deps, actor, [one.fromId], 'support-consent-answered', subject, at)
    // After a no the receiver never knows.
    if (to === 'given') await tellAround(tx, deps, { ...actor, orgName: one.from }, [one.toId], 'support-handed-over', subject, at)
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
    const suggests = isTeam && given.answer === 'accepted' && given.next === 'suggestion'
    await tellAround(tx, deps, actor, suggests ? [one.fromId] : [one.fromId, one.kindergartenId], 'support-hand-over-answered', about(id, one.kindergarten), at)
    if (suggests) await tellAround(tx, deps, actor, [one.kindergartenId], 'support-guidance-suggested', about(id, one.kindergarten), at)
    return decision
  })

export const suggestion = (deps: Deps, actor: Actor, id: string, said: 'asked' | 'not-now') =>
  withHandOver(deps, actor, id, async (tx, one, at) => {
    if (one.kindergartenId !== actor.orgId) return refuse('not-found' as const)
    const decision = answerSuggestion(one)
    if (!decision.ok) return decision
    await store.saveSuggestion(tx, id, said, actor.name, at)
    await record(tx, actor, decision.event.kind, id, sides(one), at)
    await tellAround(tx, deps, actor, [one.toId], 'support-suggestion-answered', about(id, one.kindergarten), at)
    return decision
  })

export const end = (deps: Deps, actor: Actor, id: string, to: 'closed' | 'withdrawn') =>
  withHandOver(deps, actor, id, async (tx, one, at) => {
    if (one.fromId !== actor.orgId) return refuse('not-found' as const)
    const decision = endHandOver(one, to)
    if (!decision.ok) return decision
    await store.saveEnd(tx, id, to, actor.name, at)
    await record(tx, actor, decision.event.kind, id, readersOfEnd(one), at)
    if (to === 'withdrawn') {
      await untell(tx, about(id, one.kindergarten), ['support-consent-asked', 'support-handed-over'], at)
      await tellAround(tx, deps, actor, one.consent === 'given' ? [one.kindergartenId, one.toId] : [one.kindergartenId], 'support-taken-back', about(id, one.kindergarten), at)
    }
    return decision
  })

const withHandOver = <T>({ db, now }: Deps, actor: Actor, id: string, work: (tx: Tx, one: HandOver, at: Date) => Promise<T>) =>
  writing(db, actor, async (tx) => {
    const one = await store.lockHandOver(tx, id)
    return one ? work(tx, one, now()) : refuse('not-found' as const)
  })
const about = (id: string, kindergarten: string): About => ({ id, kindergarten, path: `/stottesystem/overforinger/${id}` })
/** A receiver that never got to know is not told that it ended either. */
const readersOfEnd = (one: HandOver): readonly string[] => (one.consent === 'asked' || one.consent === 'refused' ? [one.kindergartenId, one.fromId] : sides(one))
const sides = (one: HandOver): readonly string[] => [one.kindergartenId, one.fromId, one.toId]
const record = (tx: Tx, actor: Actor, kind: string, id: string, readers: readonly string[], at: Date) => audit.record(tx, actor, { kind, about: { kind: 'service-hand-over', id }, readers: [...new Set(readers)], visibility: 'shared' }, at)
