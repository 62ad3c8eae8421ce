import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate, type LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import { changing, onOwn, record, tellOther } from '../actions.ts'
import { addContacts, loadContacts } from '../people/store.ts'
import { addPromises, loadPromises } from '../promises/store.ts'
import type { Side } from '../rules.ts'
import * as partnerships from '../store.ts'
import { moved, part, renew } from './rules.ts'
import * as store from './store.ts'

const nextOf = async (tx: Tx, one: partnerships.Partnership) => (await store.loadChain(tx, one)).find(({ previousId }) => previousId === one.id)

/**
 * A new period that follows the old one. The own side's promises and people go along; the other side takes its own along when it opens the new one's
 * page and presses (`takeAlong`): nobody promises for the other. Pressed twice, or by both at once, it is one.
 */
export const renewPartnership = (deps: Deps, actor: Actor, id: string, last: LocalDate) =>
  onOwn(deps.db, actor, id, async (tx, one, side) => {
    const now = deps.now()
    const next = await nextOf(tx, one)
    if (next) return accept({ id: next.id })
    const decision = renew(one, last, false, osloDate(now))
    if (!decision.ok) return decision
    const period = decision.event.period
    if (await partnerships.findOverlapping(tx, one.ownerId, one.partnerId, period, id)) return refuse('overlaps' as const)
    const regionId = await partnerships.regionFor(tx, one.ownerId, one.partnerId)
    if (!regionId) return refuse('no-region' as const)
    const made = await partnerships.insertPartnership(tx, { startKey: crypto.randomUUID(), regionId, ownerId: one.ownerId, partnerId: one.partnerId, name: one.name, networkName: one.networkName, period, side, who: actor.name, previousId: id }, now)
    await along(tx, one, made.id, side, period)
    if (side === 'owner') {
      const members = await partnerships.loadMembers(tx, id)
      if (members.length > 0) await partnerships.saveMembers(tx, made.id, members.map((member) => member.id))
    }
    await record(tx, actor, one, decision.event.kind, now)
    await record(tx, actor, { id: made.id, ownerId: one.ownerId, partnerId: one.partnerId }, 'scheme.partnership-proposed', now)
    await tellOther(tx, deps, actor, { id: made.id, ownerId: one.ownerId, partnerId: one.partnerId }, side, 'scheme-partnership-proposed', now)
    return accept({ id: made.id })
  })

/** The other side's own promises and people from the period before, when it has none in the new one. A change that both confirm, like any other. */
export const takeAlong = (deps: Deps, actor: Actor, id: string) =>
  changing(deps, actor, id, undefined, async (tx, side, one) => {
    const previous = one.previousId ? await partnerships.loadPartnership(tx, one.previousId) : undefined
    if (!previous) return refuse('not-found' as const)
    if ((await loadPromises(tx, id)).some((promise) => promise.side === side)) return refuse('taken-along' as const)
    await along(tx, previous, id, side, one.period)
    if (side === 'owner') {
      const members = await partnerships.loadMembers(tx, previous.id)
      if (members.length > 0 && (await partnerships.loadMembers(tx, id)).length === 0) await partnerships.saveMembers(tx, id, members.map((member) => member.id))
    }
    return accept(undefined)
  })

/** Says that the own side will not go on, and why. The other is told, while there is time to talk. */
export const partWays = (deps: Deps, actor: Actor, id: string, reason: string) =>
  onOwn(deps.db, actor, id, async (tx, one, side) => {
    const now = deps.now()
    const [next, partings] = await Promise.all([nextOf(tx, one), store.loadPartings(tx, [id])])
    const decision = part(one, next !== undefined, partings.some((parting) => parting.side === side))
    if (!decision.ok) return decision
    await store.insertParting(tx, id, side, reason, actor.name, now)
    await record(tx, actor, one, decision.event.kind, now)
    await tellOther(tx, deps, actor, one, side, 'scheme-partnership-not-renewed', now, '/fornyelse')
    return accept({ id })
  })

/** One side's promises, moved as far as the period, and those of its people who are still there, with the days they have had. Who is written in the new one already is there once. */
async function along(tx: Tx, old: partnerships.Partnership, nextId: string, side: Side, period: partnerships.Partnership['period']): Promise<void> {
  const [promises, people] = await Promise.all([loadPromises(tx, old.id), loadContacts(tx, [old.id, nextId])])
  const mine = promises.filter((promise) => promise.side === side)
  if (mine.length > 0) await addPromises(tx, nextId, mine.map((promise) => ({ side, what: promise.what, answers: promise.answers, ...moved(promise, old.period, period) })))
  const [there, from] = [nextId, old.id].map((partnership) => people.filter((person) => person.partnershipId === partnership && person.side === side && person.to === undefined))
  const missing = (from ?? []).filter(({ name, part }) => !there?.some((person) => person.name === name && person.part === part))
  if (missing.length > 0) await addContacts(tx, nextId, missing)
}
