import type { Actor } from '../../../kernel/actor.ts'
import { addDays, osloDate } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { concerning, overlapsIn, talkThrough } from './overlaps/rules.ts'
import * as overlaps from './overlaps/store.ts'
import { beginActivity, changeActivity, endContact, setContact, type ActivityContent, type Contact } from './rules.ts'
import * as store from './store.ts'

export type TypedActivity = ActivityContent & { readonly startKey: string; readonly kindergartenId: string; readonly serviceId: string; readonly agreedWith: string }
/** A service writes what it does, or the team on its behalf. `startKey` comes with the form, so that a double click makes one. */
export const writeActivity = ({ db, now }: Deps, actor: Actor, typed: TypedActivity) =>
  writing(db, actor, async (tx) => {
    const today = osloDate(now())
    const place = await store.loadPlace(tx, typed.kindergartenId)
    const [services, themes, there] = await Promise.all([store.loadServices(tx, place?.municipalityId), store.loadThemes(tx, today, actor.orgId), store.countActivities(tx, typed.serviceId, typed.kindergartenId, today)])
    const service = services.find(({ id }) => id === typed.serviceId)
    if (!place || !service) return refuse('not-found' as const)
    const bySelf = actor.role === 'service-contact'
    const decision = beginActivity(typed, { there, kindergartenOpen: place.isOpen, serviceOpen: service.isOpen, themes: themes.map(({ code }) => code), bySelf, agreedWith: typed.agreedWith }, today)
    if (!decision.ok) return decision
    const made = await store.insertActivity(tx, { ...typed, writtenBy: actor.orgId, agreedWith: bySelf ? '' : typed.agreedWith }, actor.name, now())
    if (!made) return refuse('not-found' as const)
    if (made.isNew) await record(tx, actor, decision.event.kind, 'activity', made.id, [place.id, service.id], now())
    return accept({ kindergartenId: place.id })
  })

export const change = ({ db, now }: Deps, actor: Actor, id: string, content: ActivityContent, version: number) =>
  writing(db, actor, async (tx) => {
    const there = await store.lockActivity(tx, id)
    if (!there) return refuse('not-found' as const)
    const themes = await store.loadThemes(tx, osloDate(now()), actor.orgId)
    const decision = changeActivity(there, content, { orgId: actor.orgId, version, themes: themes.map(({ code }) => code) })
    if (!decision.ok) return decision
    await store.saveActivity(tx, id, content, actor.name, now())
    await record(tx, actor, decision.event.kind, 'activity', id, [there.kindergartenId, there.serviceId], now())
    return accept({ kindergartenId: there.kindergartenId })
  })

export const saveContact = ({ db, now }: Deps, actor: Actor, kindergartenId: string, typed: Pick<Contact, 'name' | 'phone' | 'email' | 'since'>) =>
  writing(db, actor, async (tx) => {
    const place = await store.loadPlace(tx, kindergartenId)
    if (!place) return refuse('not-found' as const)
    const there = await store.lockContact(tx, actor.orgId, kindergartenId)
    const decision = setContact(typed, there, place.isOpen, osloDate(now()))
    if (!decision.ok) return decision
    // Set right the same day: the one before was in for that day alone.
    if (there) await store.endContact(tx, there.id, typed.since > there.since ? addDays(typed.since, -1) : there.since, actor.name)
    const id = await store.insertContact(tx, { ...typed, serviceId: actor.orgId, kindergartenId }, actor.name, now())
    await record(tx, actor, decision.event.kind, 'contact', id, [kindergartenId], now())
    return decision
  })

/** Who was named has left, and nobody comes after. */
export const removeContact = ({ db, now }: Deps, actor: Actor, kindergartenId: string) =>
  writing(db, actor, async (tx) => {
    const there = await store.lockContact(tx, actor.orgId, kindergartenId)
    const decision = endContact(there)
    if (!decision.ok || !there) return decision
    await store.endContact(tx, there.id, osloDate(now()), actor.name)
    await record(tx, actor, decision.event.kind, 'contact', there.id, [kindergartenId], now())
    return decision
  })

/** Somebody says that those it concerns have talked. */
export const talk = ({ db, now }: Deps, actor: Actor, kindergartenId: string, about: string, note: string) =>
  writing(db, actor, async (tx) => {
    if (!(await store.loadPlace(tx, kindergartenId))) return refuse('not-found' as const)
    await overlaps.lockTalks(tx, kindergartenId)
    const [works, days, talks] = await Promise.all([overlaps.loadWorks(tx, kindergartenId), overlaps.loadPlanningDays(tx, kindergartenId), overlaps.loadTalks(tx, kindergartenId)])
    const decision = talkThrough(about, concerning(actor, overlapsIn(works, days.get(kindergartenId) ?? [], osloDate(now()))), talks)
    if (!decision.ok) return decision
    await overlaps.insertTalk(tx, kindergartenId, decision.event.overlap, note, actor, now())
    await record(tx, actor, decision.event.kind, 'kindergarten', kindergartenId, [kindergartenId, ...decision.event.overlap.works.map(({ byId }) => byId)], now())
    return decision
  })

const record = (tx: Tx, actor: Actor, kind: string, about: string, id: string, readers: readonly string[], now: Date) =>
  audit.record(tx, actor, { kind, about: { kind: about, id }, readers: [...new Set([...readers, actor.orgId])], visibility: 'shared' }, now)
