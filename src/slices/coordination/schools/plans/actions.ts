import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate, type LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import { keptFrom, type Keep } from '../../../../kernel/retention.ts'
import { system, writing, type Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as audit from '../../../audit/index.ts'
import { recipientsFor } from '../../../identity/index.ts'
import * as messaging from '../../../messaging/index.ts'
import { isJoined } from '../pairs/rules.ts'
import { findSchool } from '../pairs/store.ts'
import { loadTold } from '../year/store.ts'
import { begin, confirmPlan, copy, join, linesAt, removeLine, writeLine, type LineContent } from './rules.ts'
import * as store from './store.ts'

const by = ({ orgId, name }: Actor): store.By => ({ orgId, name })

/** Begins the plan of a school year, with every kindergarten that works with the school. */
export const beginPlan = (deps: Deps, actor: Actor, schoolId: string, year: number) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const today = osloDate(now)
    const [school, joined] = await Promise.all([findSchool(tx, schoolId), store.loadJoined(tx, schoolId, today)])
    const mine = actor.role === 'school-leader' ? actor.orgId === schoolId : joined.some(({ kindergartenId }) => kindergartenId === actor.orgId)
    if (!school || !mine) return refuse('not-found' as const)
    await store.lockYear(tx, schoolId, year)
    const decision = begin(year, { schoolClosed: school.closed, joined: joined.length, there: (await store.findPlan(tx, schoolId, year)) !== undefined }, today)
    if (!decision.ok) return decision
    const id = crypto.randomUUID()
    await store.insertPlan(tx, { id, schoolId, year, kindergartens: [...new Set(joined.map(({ kindergartenId }) => kindergartenId))] }, by(actor), now)
    await record(tx, actor, await reload(tx, id, today), decision.event.kind, now)
    return accept({ id })
  })

/** The plan of next year, with the lines of this one. What was learned stands on its page. */
export const copyPlan = (deps: Deps, actor: Actor, id: string) =>
  withPlan(deps, actor, id, async (tx, plan, today, now) => {
    await store.lockYear(tx, plan.schoolId, plan.year + 1)
    const decision = copy(plan, actor.orgId, (await store.findPlan(tx, plan.schoolId, plan.year + 1)) !== undefined, today)
    if (!decision.ok) return decision
    const joined = (await store.loadJoined(tx, plan.schoolId, today)).map(({ kindergartenId }) => kindergartenId)
    const made = crypto.randomUUID()
    await store.insertPlan(tx, { id: made, schoolId: plan.schoolId, year: decision.event.year, kindergartens: [...new Set(joined)], copiedFrom: plan.id, lines: decision.event.lines }, by(actor), now)
    await record(tx, actor, await reload(tx, made, today), decision.event.kind, now)
    return accept({ id: made })
  })

/** Writes a line, new when `lineId` is undefined; the others are asked to confirm what the plan has become. */
export const saveLine = (deps: Deps, actor: Actor, id: string, lineId: string | undefined, content: LineContent, seen: number) =>
  withPlan(deps, actor, id, async (tx, plan, today, now) => {
    const there = linesAt(plan, plan.version).find((one) => one.id === lineId)
    if (lineId !== undefined && !there) return refuse('not-found' as const)
    const decision = writeLine(plan, actor.orgId, lineId, content, seen, today)
    if (!decision.ok) return decision
    const { version } = decision.event
    if (lineId !== undefined) await store.closeLine(tx, id, lineId, version)
    await store.insertLine(tx, id, lineId ?? crypto.randomUUID(), version, content, there?.wasId)
    await changed(tx, deps, actor, plan, version, lineId === undefined ? 'line-added' : 'line-changed', now)
    return accept({ id })
  })

export const dropLine = (deps: Deps, actor: Actor, id: string, lineId: string, seen: number) =>
  withPlan(deps, actor, id, async (tx, plan, today, now) => {
    if (!linesAt(plan, plan.version).some((one) => one.id === lineId)) return refuse('not-found' as const)
    const decision = removeLine(plan, actor.orgId, (await loadTold(tx, [id])).some((one) => one.lineId === lineId), seen, today)
    if (!decision.ok) return decision
    await store.closeLine(tx, id, lineId, decision.event.version)
    await changed(tx, deps, actor, plan, decision.event.version, 'line-removed', now)
    return accept({ id })
  })

/** A kindergarten that has begun to work with the school comes in: by itself, or by the school. */
export const joinPlan = (deps: Deps, actor: Actor, id: string, kindergartenId: string) =>
  withPlan(deps, actor, id, async (tx, plan, today, now) => {
    if (actor.orgId !== plan.schoolId && actor.orgId !== kindergartenId) return refuse('not-found' as const)
    const joined = (await store.loadJoined(tx, plan.schoolId, today)).some((pair) => pair.kindergartenId === kindergartenId && isJoined(pair, today))
    const decision = join(plan, kindergartenId, joined, today)
    if (!decision.ok) return decision
    await store.insertKindergarten(tx, id, kindergartenId)
    await changed(tx, deps, actor, { ...plan, kindergartens: [...plan.kindergartens, { id: kindergartenId, name: '', joined: true }] }, decision.event.version, 'kindergarten-joined', now)
    return accept({ id })
  })

/** Confirms the version that was read; or the municipality stands behind it. */
export const confirmVersion = (deps: Deps, actor: Actor, id: string, seen: number) =>
  withPlan(deps, actor, id, async (tx, plan, today, now) => {
    const municipality = actor.role === 'authority'
    if (municipality && plan.municipalityId !== actor.orgId) return refuse('not-found' as const)
    const decision = confirmPlan(plan, actor.orgId, seen, today, municipality)
    if (!decision.ok) return decision
    await store.saveConfirmation(tx, id, plan.version, by(actor), now)
    await record(tx, actor, plan, decision.event.kind, now)
    await tellOthers(tx, deps, actor, plan, 'school-plan-confirmed', now)
    return accept({ id })
  })

/** A plan the actor may read, held until what is done with it is saved and recorded. */
export const withPlan = <T>({ db, now }: Deps, actor: Actor, id: string, work: (tx: Tx, plan: store.JointPlan, today: LocalDate, now: Date) => Promise<T>) =>
  writing(db, actor, async (tx) => {
    const today = osloDate(now())
    const plan = await store.lockPlan(tx, id, today)
    return plan ? work(tx, plan, today, now()) : refuse('not-found' as const)
  })

async function reload(tx: Tx, id: string, today: LocalDate): Promise<store.JointPlan> {
  const plan = await store.loadPlan(tx, id, today)
  if (!plan) throw new Error('a plan that was just begun is gone')
  return plan
}
async function changed(tx: Tx, deps: Deps, actor: Actor, plan: store.JointPlan, version: number, what: store.VersionWhat, now: Date): Promise<void> {
  await store.saveVersion(tx, plan.id, version, what, by(actor), now)
  await record(tx, actor, plan, 'coordination.plan-changed', now)
  // While it is being made, the tasks are enough; when it has been in force, each change is told of.
  const all = plan.confirmations.filter((one) => one.version === plan.version).length
  if (plan.confirmations.length > 0 && all > 1) await tellOthers(tx, deps, actor, plan, 'school-plan-changed', now)
}

export type PlanNotice = Extract<messaging.NoticeKind, `school-plan-${string}` | `school-meeting-${string}`>
type Of = Pick<store.JointPlan, 'id' | 'schoolId' | 'kindergartens'>
export const record = (tx: Tx, actor: Actor, { id, schoolId, kindergartens }: Of, kind: string, now: Date) => audit.record(tx, actor, { kind, about: { kind: 'joint-plan', id }, readers: [schoolId, ...kindergartens.map((one) => one.id)], visibility: 'shared' }, now)
/** Tells the school and the kindergartens in the plan, apart from whoever did it. */
export async function tellOthers(tx: Tx, deps: Deps, actor: Actor, plan: Of, kind: PlanNotice, now: Date, path = `/skole/planer/${plan.id}`): Promise<void> {
  const heads = plan.kindergartens.filter((one) => one.joined && one.id !== actor.orgId).map((one) => one.id)
  const people = [...(actor.orgId === plan.schoolId ? [] : await recipientsFor(tx, plan.schoolId, ['school-leader'], now)), ...(heads.length === 0 ? [] : await recipientsFor(tx, heads, ['head'], now))]
  await messaging.tell(tx, deps.jobs, people, { kind, path, data: { organisation: actor.orgName }, subjectId: plan.id }, now)
}

/** Plans so long after their year, and those who worked together so long after they ended. */
const schoolsKept: Keep = { years: 5 }
export const forgetPlans = ({ db, now }: Deps): Promise<number> =>
  writing(db, system, async (tx) => {
    const gone = await store.forgetSchools(tx, keptFrom(schoolsKept, now()))
    await audit.forgetAbout(tx, gone)
    return gone.length
  })
