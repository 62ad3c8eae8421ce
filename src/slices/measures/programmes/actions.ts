import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { keptFrom, type Keep } from '../../../kernel/retention.ts'
import { system, writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { recipientsFor } from '../../identity/index.ts'
import * as messaging from '../../messaging/index.ts'
import { tellHeads } from '../heads.ts'
import { loadMayTakePart, loadThemes } from '../measures/store.ts'
import { isOpen } from './cycles/rules.ts'
import { callOffOpen, loadCycles } from './cycles/store.ts'
import { addCohort, answer, begin, change, end, handOver, isLead, isOver, leave, offer, takeBack, type Cohort, type LeaveReason, type Place, type Programme, type ProgrammeContent } from './rules.ts'
import * as store from './store.ts'

export const beginProgramme = ({ db, now }: Deps, actor: Actor, startKey: string, typed: ProgrammeContent) =>
  writing(db, actor, async (tx) => {
    const content = await known(tx, actor.orgId, typed, [])
    const decision = begin(content)
    if (!decision.ok) return decision
    const made = await store.insertProgramme(tx, startKey, actor.orgId, content, actor.name, now())
    if (!made) return refuse('not-found' as const)
    if (made.isNew) await record(tx, actor, made.id, decision.event.kind, [actor.orgId], now())
    return accept({ id: made.id })
  })

export const changeProgramme = (deps: Deps, actor: Actor, id: string, typed: ProgrammeContent, version: number) =>
  leading(deps, actor, id, async (tx, programme) => {
    const content = await known(tx, programme.leadId, typed, programme.themes)
    const decision = change(programme, content, await store.loadCohorts(tx, id), version)
    if (!decision.ok) return decision
    await store.saveContent(tx, id, content, actor.name, deps.now())
    await record(tx, actor, id, decision.event.kind, [programme.leadId], deps.now())
    return accept({ id })
  })

export const endProgramme = (deps: Deps, actor: Actor, id: string) =>
  leading(deps, actor, id, async (tx, programme) => {
    const decision = end(programme)
    if (!decision.ok) return decision
    await store.saveEnd(tx, id, osloDate(deps.now()), actor.name, deps.now())
    await record(tx, actor, id, decision.event.kind, [programme.leadId, ...inIt(await store.loadPlaces(tx, id))], deps.now())
    return accept({ id })
  })

/** A new cohort, and the offer to its kindergartens, in one. Sent twice it is one. */
export const beginCohort = (deps: Deps, actor: Actor, id: string, startKey: string, cohort: Pick<Cohort, 'name' | 'startsOn' | 'endsOn'>, chosen: readonly string[]) =>
  leading(deps, actor, id, async (tx, programme) => {
    const there = await store.findCohort(tx, startKey, id)
    if (there) return accept({ id: there })
    const today = osloDate(deps.now())
    const [cohorts, places, mayTakePart] = await Promise.all([store.loadCohorts(tx, id), store.loadPlaces(tx, id), loadMayTakePart(tx)])
    const kindergartens = [...new Set(chosen)]
    const decision = addCohort(programme, cohort, { kindergartens, mayTakePart: mayTakePart.map((one) => one.id), taken: inIt(places) }, today)
    if (!decision.ok) return decision
    const cohortId = await store.insertCohort(tx, startKey, id, { ...cohort, position: (cohorts.at(-1)?.position ?? 0) + 1 })
    if (!cohortId) return refuse('not-found' as const)
    await ask(tx, deps, actor, programme, cohortId, kindergartens, decision.event.kind)
    return accept({ id: cohortId })
  })

/** Offers a cohort to more kindergartens, also to those that said no or went out before. */
export const offerMore = (deps: Deps, actor: Actor, id: string, cohortId: string, chosen: readonly string[]) =>
  leading(deps, actor, id, async (tx, programme) => {
    const [cohorts, places, mayTakePart] = await Promise.all([store.loadCohorts(tx, id), store.loadPlaces(tx, id), loadMayTakePart(tx)])
    const cohort = cohorts.find((one) => one.id === cohortId)
    if (!cohort) return refuse('not-found' as const)
    if (isOver(programme, osloDate(deps.now())) || cohort.handedOverOn) return refuse('over' as const)
    const kindergartens = [...new Set(chosen)]
    const decision = offer({ kindergartens, mayTakePart: mayTakePart.map((one) => one.id), taken: inIt(places) })
    if (!decision.ok) return decision
    await ask(tx, deps, actor, programme, cohortId, kindergartens, decision.event.kind)
    return accept({ id: cohortId })
  })

/** The head says yes, with the departments that take part, or no. */
export const answerOffer = (deps: Deps, actor: Actor, id: string, says: 'yes' | 'no', departments: readonly string[]) =>
  inProgramme(deps, actor, id, async (tx, programme) => {
    const own = (await store.loadPlaces(tx, id)).find((one) => one.kindergartenId === actor.orgId)
    const decision = answer(programme, own, says, osloDate(deps.now()))
    if (!decision.ok) return decision
    const there = (await store.loadDepartmentsOf(tx, [actor.orgId])).map((one) => one.id).filter((one) => departments.includes(one))
    await store.savePlace(tx, id, actor.orgId, { state: says === 'yes' ? 'part' : 'declined', departments: there }, actor.name, deps.now())
    await record(tx, actor, id, decision.event.kind, [programme.leadId, actor.orgId], deps.now())
    return accept({ id })
  })

export const takeOfferBack = (deps: Deps, actor: Actor, id: string, kindergartenId: string) =>
  leading(deps, actor, id, async (tx, programme) => {
    const place = (await store.loadPlaces(tx, id)).find((one) => one.kindergartenId === kindergartenId)
    const decision = takeBack(place)
    if (!decision.ok) return decision
    if (!place) return refuse('not-found' as const)
    await store.savePlace(tx, id, kindergartenId, { state: 'taken-back' }, actor.name, deps.now())
    await messaging.cancelUnsent(tx, place.id, 'programme-offered', deps.now())
    await record(tx, actor, id, decision.event.kind, [programme.leadId, kindergartenId], deps.now())
    return accept({ id })
  })

/** A kindergarten goes out: what it has before it is called off, what has been stays, and the other side is told. */
export const leaveProgramme = (deps: Deps, actor: Actor, id: string, kindergartenId: string, reason: LeaveReason | undefined) =>
  inProgramme(deps, actor, id, async (tx, programme) => {
    const byLead = isLead(programme, actor)
    if (!byLead && !(actor.role === 'head' && actor.orgId === kindergartenId)) return refuse('not-found' as const)
    const place = (await store.loadPlaces(tx, id)).find((one) => one.kindergartenId === kindergartenId)
    const decision = leave(place, reason)
    if (!decision.ok) return decision
    const [now, today] = [deps.now(), osloDate(deps.now())]
    await callOffOpen(tx, id, kindergartenId, today, actor.name, now)
    await store.saveLeft(tx, id, kindergartenId, decision.event.reason, today, actor.name, now)
    await record(tx, actor, id, decision.event.kind, [programme.leadId, kindergartenId], now, { reason: decision.event.reason })
    const told = byLead ? await recipientsFor(tx, kindergartenId, ['head'], now) : await recipientsFor(tx, programme.leadId, ['owner', 'adviser', 'team-leader'], now)
    await messaging.tell(tx, deps.jobs, told, { kind: 'programme-left', path: `/fellessatsinger/${id}`, data: { kindergarten: place?.kindergarten ?? '' } }, now)
    return accept({ id })
  })

/** What a cohort has learned goes to the next one. */
export const handCohortOver = (deps: Deps, actor: Actor, id: string, cohortId: string, learned: string) =>
  leading(deps, actor, id, async (tx, programme) => {
    const [cohorts, cycles, places] = await Promise.all([store.loadCohorts(tx, id), loadCycles(tx, id), store.loadPlaces(tx, id)])
    const cohort = cohorts.find((one) => one.id === cohortId)
    if (!cohort) return refuse('not-found' as const)
    const next = cohorts.find((one) => one.position === cohort.position + 1)
    const decision = handOver(cohort, next, learned, cycles.filter((one) => one.cohortId === cohortId && isOpen(one)).length)
    if (!decision.ok) return decision
    await store.saveHandedOver(tx, cohortId, learned, osloDate(deps.now()), actor.name)
    if (next) await store.saveReceived(tx, next.id, learned)
    await record(tx, actor, id, decision.event.kind, [programme.leadId, ...inIt(places.filter((one) => one.cohortId === cohortId || one.cohortId === next?.id))], deps.now())
    return accept({ id })
  })

/** A programme is kept so long after it was over. */
const programmesKept: Keep = { years: 5 }
export const forgetProgrammes = ({ db, now }: Deps): Promise<number> =>
  writing(db, system, async (tx) => {
    const gone = await store.forgetProgrammes(tx, keptFrom(programmesKept, now()))
    await audit.forgetAbout(tx, gone)
    return gone.length
  })

/** Runs as one who leads the programme; to others it is not there. */
const leading = <T>(deps: Deps, actor: Actor, id: string, work: (tx: Tx, programme: Programme) => Promise<T>) =>
  inProgramme(deps, actor, id, async (tx, programme) => (isLead(programme, actor) ? work(tx, programme) : refuse('not-found' as const)))
const inProgramme = <T>({ db }: Deps, actor: Actor, id: string, work: (tx: Tx, programme: Programme) => Promise<T>) =>
  writing(db, actor, async (tx) => {
    const programme = await store.lockProgramme(tx, id)
    return programme ? work(tx, programme) : refuse('not-found' as const)
  })

/** Those who are asked or in it: the others may be asked again. */
const inIt = (places: readonly Place[]): readonly string[] => places.filter(({ state }) => state === 'offered' || state === 'part').map(({ kindergartenId }) => kindergartenId)

async function ask(tx: Tx, deps: Deps, actor: Actor, programme: Programme, cohortId: string, kindergartens: readonly string[], kind: string): Promise<void> {
  await store.offerPlaces(tx, programme.id, cohortId, kindergartens)
  await record(tx, actor, programme.id, kind, [programme.leadId, ...kindergartens], deps.now(), { asked: kindergartens.length })
  const asked = (await store.loadPlaces(tx, programme.id)).filter((one) => kindergartens.includes(one.kindergartenId))
  await tellHeads(tx, deps.jobs, asked.map((place) => ({ kindergartenId: place.kindergartenId, message: { kind: 'programme-offered', path: `/fellessatsinger/${programme.id}`, data: { kindergarten: place.kindergarten }, subjectId: place.id } })), deps.now())
}

async function known(tx: Tx, orgId: string, content: ProgrammeContent, before: readonly string[]): Promise<ProgrammeContent> {
  const themes = await loadThemes(tx, orgId)
  return { ...content, themes: [...new Set([...themes.map(({ code }) => code), ...before])].filter((code) => content.themes.includes(code)).slice(0, 12) }
}
const record = (tx: Tx, actor: Actor, id: string, kind: string, readers: readonly string[], now: Date, data: Readonly<Record<string, string | number>> = {}) => audit.record(tx, actor, { kind, about: { kind: 'programme', id }, readers: [...new Set(readers)], visibility: 'shared', data }, now)
