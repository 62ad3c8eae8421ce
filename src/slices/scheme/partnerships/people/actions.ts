import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate, type LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import { keptFrom, type Keep } from '../../../../kernel/retention.ts'
import { system, writing } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import { onOwn, record } from '../actions.ts'
import type { ContactPart } from '../rules.ts'
import { leave } from './rules.ts'
import * as store from './store.ts'

/** More than these at once on one side is no partnership but a mistake, or an attack. */
const mostContacts = 30

/** Somebody of the own side, from a day (today when none is written). */
export const addContact = (deps: Deps, actor: Actor, id: string, typed: { readonly name: string; readonly part: ContactPart; readonly email: string; readonly from: LocalDate | undefined }) =>
  onOwn(deps.db, actor, id, async (tx, _, side) => {
    const today = osloDate(deps.now())
    const there = await store.loadContacts(tx, [id])
    if (there.filter((one) => one.side === side && one.to === undefined).length >= mostContacts) return refuse('too-many' as const)
    if (typed.from !== undefined && typed.from > today) return refuse('begins-later' as const)
    // The same one pressed twice is there once.
    if (there.some((one) => one.side === side && one.name === typed.name && one.part === typed.part && one.to === undefined)) return refuse('there-already' as const)
    await store.addContacts(tx, id, [{ side, part: typed.part, name: typed.name, email: typed.email, from: typed.from ?? today }])
    return accept({ id })
  })

/** Takes away what was mistyped, on the day it was written. Later somebody leaves instead. */
export const removeContact = ({ db }: Deps, actor: Actor, id: string, contactId: string) =>
  onOwn(db, actor, id, async (tx, _, side) => {
    const people = await store.loadContacts(tx, [id])
    if (!people.some((one) => one.id === contactId && one.side === side)) return refuse('not-found' as const)
    if (people.some(({ handedTo }) => handedTo === contactId)) return refuse('took-over' as const)
    return (await store.removeContact(tx, id, contactId, side)) ? accept({ id }) : refuse('leaves-instead' as const)
  })

/** Somebody of the own side leaves on a day that has come, and is perhaps handed over to somebody who is still there. */
export const leaveContact = (deps: Deps, actor: Actor, id: string, contactId: string, typed: { readonly last: LocalDate; readonly handedTo: string; readonly note: string }) =>
  onOwn(deps.db, actor, id, async (tx, one, side) => {
    const now = deps.now()
    const people = await store.loadContacts(tx, [id])
    const [person, heir] = [contactId, typed.handedTo].map((wanted) => people.find((other) => other.id === wanted))
    const decision = leave(person, side, { last: typed.last, handedTo: heir, asksFor: typed.handedTo !== '' }, osloDate(now))
    if (!decision.ok) return decision
    await store.saveLeft(tx, contactId, { last: typed.last, handedTo: heir?.id, note: typed.note || undefined })
    await record(tx, actor, one, decision.event.kind, now)
    return accept({ id })
  })

/** So long after somebody left, their name is kept. */
const leftKept: Keep = { years: 5 }
export const forgetPeople = ({ db, now }: Deps): Promise<number> => writing(db, system, (tx) => store.forgetPeople(tx, keptFrom(leftKept, now())))
