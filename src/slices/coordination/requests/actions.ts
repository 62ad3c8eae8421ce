import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { tellAround, untell, type About } from '../tell.ts'
import { loadPlace, loadServices, loadThemes } from '../services/store.ts'
import { answerRequest, ask, askAnother, endRequest, tellHelp, type Answer, type ServiceRequest } from './rules.ts'
import * as store from './store.ts'

/** One request to several services. `startKey` comes with the form, so that a double click asks once. */
export const askServices = (deps: Deps, actor: Actor, typed: store.NewRequest, services: readonly string[]) =>
  writing(deps.db, actor, async (tx) => {
    const { now } = deps
    const place = await loadPlace(tx, typed.kindergartenId)
    if (!place) return refuse('not-found' as const)
    const [known, themes] = await Promise.all([loadServices(tx, place.municipalityId), loadThemes(tx, osloDate(now()), actor.orgId)])
    // A service of another municipality does not exist here.
    if (!services.every((id) => known.some((one) => one.id === id))) return refuse('not-found' as const)
    const decision = ask({ services, theme: typed.theme }, { kindergartenOpen: place.isOpen, themes: themes.map(({ code }) => code), openServices: known.filter(({ isOpen }) => isOpen).map(({ id }) => id) })
    if (!decision.ok) return decision
    const made = await store.insertRequest(tx, typed, actor, now())
    if (!made) return refuse('not-found' as const)
    if (made.isNew) {
      await store.insertAsked(tx, made.id, services, now())
      await record(tx, actor, decision.event.kind, made.id, [place.id, ...services], now())
      await tellAround(tx, deps, actor, services, 'support-asked', about(made.id, place.name), now())
    }
    return accept({ id: made.id })
  })

export const askMore = (deps: Deps, actor: Actor, id: string, serviceId: string) =>
  withRequest(deps, actor, id, async (tx, one, at) => {
    const place = await loadPlace(tx, one.kindergartenId)
    const known = await loadServices(tx, place?.municipalityId)
    if (one.askerOrgId !== actor.orgId || !known.some((service) => service.id === serviceId)) return refuse('not-found' as const)
    const decision = askAnother(one, serviceId, place?.isOpen ? known.filter(({ isOpen }) => isOpen).map((service) => service.id) : [])
    if (!decision.ok) return decision
    await store.insertAsked(tx, id, [serviceId], at)
    await record(tx, actor, decision.event.kind, id, readersOf(one, [serviceId]), at)
    await tellAround(tx, deps, actor, [serviceId], 'support-asked', about(id, one.kindergarten), at)
    return decision
  })

export type Given = { readonly answer: Answer; readonly reason: string; readonly instead: string; readonly contact: string; readonly helpsOn: string }
/** A service answers for itself. */
export const answer = (deps: Deps, actor: Actor, id: string, given: Given) =>
  withRequest(deps, actor, id, async (tx, one, at) => {
    const own = one.asked.find(({ serviceId }) => serviceId === actor.orgId)
    if (!own) return refuse('not-found' as const)
    const decision = answerRequest(one.state, own, given)
    if (!decision.ok) return decision
    await store.saveAnswer(tx, id, actor.orgId, given, actor.name, at)
    await record(tx, actor, decision.event.kind, id, readersOf(one), at)
    await tellAround(tx, deps, actor, [one.askerOrgId], 'support-answered', about(id, one.kindergarten), at)
    if (given.answer === 'accepted') await tellAround(tx, deps, actor, one.asked.filter(({ serviceId, answer: said }) => serviceId !== actor.orgId && said !== 'declined').map(({ serviceId }) => serviceId), 'support-helps', about(id, one.kindergarten), at)
    // The team asked: the head learns who comes when that is known.
    if (given.answer === 'accepted' && given.contact !== '' && one.askerOrgId !== one.kindergartenId) await tellAround(tx, deps, actor, [one.kindergartenId], 'support-help-told', about(id, one.kindergarten), at)
    return decision
  })

export const help = (deps: Deps, actor: Actor, id: string, told: { readonly contact: string; readonly helpsOn: string }) =>
  withRequest(deps, actor, id, async (tx, one, at) => {
    const own = one.asked.find(({ serviceId }) => serviceId === actor.orgId)
    if (!own) return refuse('not-found' as const)
    const decision = tellHelp(one.state, own)
    if (!decision.ok) return decision
    await store.saveHelp(tx, id, actor.orgId, told)
    await record(tx, actor, decision.event.kind, id, readersOf(one), at)
    await tellAround(tx, deps, actor, [one.askerOrgId, one.kindergartenId], 'support-help-told', about(id, one.kindergarten), at)
    return decision
  })

export const end = (deps: Deps, actor: Actor, id: string, to: 'closed' | 'withdrawn') =>
  withRequest(deps, actor, id, async (tx, one, at) => {
    if (one.askerOrgId !== actor.orgId) return refuse('not-found' as const)
    const decision = endRequest(one, to, osloDate(at))
    if (!decision.ok) return decision
    await store.saveEnd(tx, id, to, actor.name, at)
    await record(tx, actor, decision.event.kind, id, readersOf(one), at)
    const subject = about(id, one.kindergarten)
    if (to === 'withdrawn') await untell(tx, subject, ['support-asked', 'support-helps'], at)
    await tellAround(tx, deps, actor, one.asked.filter(({ answer: said }) => said !== 'declined').map(({ serviceId }) => serviceId), `support-${to}`, subject, at)
    return decision
  })

const withRequest = <T>({ db, now }: Deps, actor: Actor, id: string, work: (tx: Tx, one: ServiceRequest, at: Date) => Promise<T>) =>
  writing(db, actor, async (tx) => {
    const one = await store.lockRequest(tx, id)
    return one ? work(tx, one, now()) : refuse('not-found' as const)
  })
const about = (id: string, kindergarten: string): About => ({ id, kindergarten, path: `/stottesystem/foresporsler/${id}` })
const readersOf = (one: ServiceRequest, more: readonly string[] = []): readonly string[] => [one.kindergartenId, one.askerOrgId, ...one.asked.map(({ serviceId }) => serviceId), ...more]
const record = (tx: Tx, actor: Actor, kind: string, id: string, readers: readonly string[], at: Date) => audit.record(tx, actor, { kind, about: { kind: 'service-request', id }, readers: [...new Set([...readers, actor.orgId])], visibility: 'shared' }, at)
