import type { Actor } from '../../../kernel/actor.ts'
import { osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { keptFrom, type Keep } from '../../../kernel/retention.ts'
import { system, writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { ownPart, sinceOf, type Measure } from '../measures/rules.ts'
import { lockMeasure } from '../measures/store.ts'
import { agreeAnew as agreement, plan, type Agreed } from './catch-ups/rules.ts'
import { saveAgreed } from './catch-ups/store.ts'
import { saveApart, saveSource } from './check-ins/store.ts'
import { count, headcountOn, setHeadcount, type Reached, type Staffed, type Standing } from './rules.ts'
import { shownOutside } from './shown.ts'
import * as store from './store.ts'

/** Writes how many work in the kindergarten from a day on. */
export const saveHeadcount = ({ db, now }: Deps, actor: Actor, from: LocalDate, places: readonly Staffed[], version: number) =>
  writing(db, actor, async (tx) => {
    await store.lockHeadcounts(tx, actor.orgId)
    const stored = (await store.loadHeadcounts(tx, actor.orgId)).find((one) => one.from === from)
    const decision = setHeadcount(places, stored, version)
    if (!decision.ok) return decision
    await store.saveHeadcount(tx, actor.orgId, from, places, actor.name, now())
    await audit.record(tx, actor, { kind: decision.event.kind, about: { kind: 'organisation', id: actor.orgId }, readers: [actor.orgId], visibility: 'shared' }, now())
    return accept({ from })
  })

type Met = { readonly title: string; readonly heldOn: LocalDate; readonly counts: readonly Reached[]; /** It was another gathering than the one with check-ins that day. */ readonly apart: boolean }

/** Counts whom a gathering reached: a new one, or one that is there, in `version`. */
export const saveGathering = ({ db, now }: Deps, actor: Actor, measureId: string, met: Met, at: { readonly startKey: string } | { readonly id: string; readonly version: number }) =>
  writing(db, actor, async (tx) => {
    const found = await find(tx, actor, measureId)
    if (!found) return refuse('not-found' as const)
    const there = 'id' in at ? found.gatherings.find(({ id }) => id === at.id) : undefined
    if ('id' in at && !there) return refuse('not-found' as const)
    if ('id' in at && there?.version !== at.version) return refuse('changed-meanwhile' as const)
    if (!met.apart && !there?.apart && found.gatherings.some((one) => one.id !== there?.id && one.source === 'check-in' && one.heldOn === met.heldOn)) return refuse('checked-in-that-day' as const)
    const staffed = headcountOn(await store.loadHeadcounts(tx, actor.orgId), met.heldOn)?.places ?? []
    const others = (there?.catchUps ?? []).filter(({ heldOn }) => heldOn !== undefined).flatMap(({ counts }) => counts)
    const decision = count({ standing: found.standing, isCatchUp: false, day: met.heldOn, from: found.standing.begunOn ?? met.heldOn, today: osloDate(now()), staffed, counts: met.counts, others })
    if (!decision.ok) return decision
    const written = { title: met.title, heldOn: met.heldOn, missed: '', material: '', plan: '' }
    if (there) await store.saveGathering(tx, there.id, written, actor.name, now())
    const id = there?.id ?? (await store.insertGathering(tx, 'startKey' in at ? at.startKey : '', { measureId, kindergartenId: actor.orgId, catchesUp: undefined }, written, actor.name, now()))
    if (id) await store.saveCounts(tx, id, actor.orgId, decision.event.counts)
    if (id && met.apart) await saveApart(tx, id)
    // What the kindergarten has typed is no longer changed by who checks in.
    if (there?.source === 'check-in') await saveSource(tx, there.id, 'typed')
    await done(tx, actor, measureId, decision.event.kind, now())
    return accept({ id: measureId })
  })

type Package = Agreed & { readonly missed: string; readonly material: string; readonly plan: string }
/** Makes a package for those who missed a gathering. */
export const planCatchUp = ({ db, now }: Deps, actor: Actor, measureId: string, gatheringId: string, startKey: string, made: Package) =>
  writing(db, actor, async (tx) => {
    const found = await find(tx, actor, measureId)
    const gathering = found?.gatherings.find(({ id }) => id === gatheringId)
    if (!found || !gathering) return refuse('not-found' as const)
    const decision = plan({ standing: found.standing, gathering, by: made.by, today: osloDate(now()) })
    if (!decision.ok) return decision
    await store.insertGathering(tx, startKey, { measureId, kindergartenId: actor.orgId, catchesUp: gatheringId }, { ...made, title: gathering.title, heldOn: undefined }, actor.name, now(), made)
    await done(tx, actor, measureId, decision.event.kind, now())
    return accept({ id: measureId })
  })

/** Somebody else sees to a package, or it gets another day. */
export const agreeAnew = ({ db, now }: Deps, actor: Actor, measureId: string, gatheringId: string, packageId: string, agreed: Agreed, version: number) =>
  writing(db, actor, async (tx) => {
    const found = await find(tx, actor, measureId)
    const one = found?.gatherings.find(({ id }) => id === gatheringId)?.catchUps.find(({ id }) => id === packageId)
    if (!found || !one) return refuse('not-found' as const)
    if (one.version !== version) return refuse('changed-meanwhile' as const)
    const decision = agreement({ standing: found.standing, one, by: agreed.by, today: osloDate(now()) })
    if (!decision.ok) return decision
    await saveAgreed(tx, packageId, agreed, actor.name, now())
    await done(tx, actor, measureId, decision.event.kind, now())
    return accept({ id: measureId })
  })

/** Counts whom a package has reached. Everybody is counted once: never more than those who missed it. */
export const countCatchUp = ({ db, now }: Deps, actor: Actor, measureId: string, gatheringId: string, packageId: string, heldOn: LocalDate, counts: readonly Reached[], version: number) =>
  writing(db, actor, async (tx) => {
    const found = await find(tx, actor, measureId)
    const gathering = found?.gatherings.find(({ id }) => id === gatheringId)
    const catchUp = gathering?.catchUps.find(({ id }) => id === packageId)
    if (!found || !gathering || !catchUp) return refuse('not-found' as const)
    if (catchUp.version !== version) return refuse('changed-meanwhile' as const)
    const others = [gathering, ...gathering.catchUps.filter((one) => one.id !== packageId && one.heldOn !== undefined)].flatMap((one) => one.counts)
    const decision = count({ standing: found.standing, isCatchUp: true, day: heldOn, from: gathering.heldOn, today: osloDate(now()), staffed: gathering.counts, counts, others })
    if (!decision.ok) return decision
    await store.saveGathering(tx, packageId, { title: catchUp.title, heldOn, missed: catchUp.missed, material: catchUp.material, plan: catchUp.plan }, actor.name, now())
    await store.saveCounts(tx, packageId, actor.orgId, decision.event.counts)
    await done(tx, actor, measureId, decision.event.kind, now())
    return accept({ id: measureId })
  })

/** Counts are kept so long after the gathering. */
const reachKept: Keep = { years: 5 }
export const forgetReach = ({ db, now }: Deps): Promise<number> => writing(db, system, (tx) => store.forgetReach(tx, keptFrom(reachKept, now())))

export async function find(tx: Tx, actor: Actor, measureId: string) {
  const measure = await lockMeasure(tx, measureId)
  return measure && { standing: standingOf(measure, actor), gatherings: await store.loadGatherings(tx, measureId, actor.orgId) }
}
/** Where the actor's own kindergarten stands in a measure. */
export function standingOf(measure: Measure, actor: Pick<Actor, 'orgId'>): Standing {
  const part = ownPart(measure, actor.orgId)
  return { takesPart: part?.state === 'part', closed: part?.closedOn !== undefined, begunOn: sinceOf(measure, part) }
}

/** What may be seen outside follows every change. */
export async function done(tx: Tx, actor: Actor, measureId: string, kind: string, now: Date): Promise<void> {
  await store.saveShown(tx, measureId, actor.orgId, shownOutside(await store.loadGatherings(tx, measureId, actor.orgId)))
  await audit.record(tx, actor, { kind, about: { kind: 'measure', id: measureId }, readers: [actor.orgId], visibility: 'shared' }, now)
}
