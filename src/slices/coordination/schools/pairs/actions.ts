import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate, type LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import { writing, type Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as audit from '../../../audit/index.ts'
import { recipientsFor } from '../../../identity/index.ts'
import * as messaging from '../../../messaging/index.ts'
import { confirm, end, propose, type Side } from './rules.ts'
import * as store from './store.ts'

/** Which side the actor speaks for; undefined for those who read, and for the municipality, which proposes only. */
export const sideOf = (pair: Pick<store.Pair, 'kindergartenId' | 'schoolId'>, { role, orgId }: Pick<Actor, 'role' | 'orgId'>): Side | undefined =>
  role === 'head' && pair.kindergartenId === orgId ? 'kindergarten' : role === 'school-leader' && pair.schoolId === orgId ? 'school' : undefined

type Typed = { readonly schoolId: string | undefined; readonly kindergarten: { readonly id: string } | { readonly number: string } | undefined; readonly startsOn: LocalDate }
/** A kindergarten and a school may work together: by either side, or by the municipality that has one of them. Those who have not said so are told. */
export const proposePair = (deps: Deps, actor: Actor, typed: Typed) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const by = actor.role === 'head' ? 'kindergarten' : actor.role === 'school-leader' ? 'school' : 'municipality'
    const schoolId = by === 'school' ? actor.orgId : typed.schoolId
    const wanted = by === 'kindergarten' ? { id: actor.orgId as string } : typed.kindergarten
    const school = schoolId === undefined ? undefined : await store.findSchool(tx, schoolId)
    if (!school) return refuse('unknown-school' as const)
    const kindergarten = wanted && (await store.findKindergarten(tx, wanted))
    if (!kindergarten) return refuse('unknown-kindergarten' as const)
    if (by === 'municipality' && !school.own && !kindergarten.own) return refuse('not-own' as const)
    const earlier = await store.lockTwo(tx, kindergarten.id, school.id)
    const decision = propose(typed.startsOn, { schoolClosed: school.closed, kindergartenClosed: kindergarten.closed, earlier }, osloDate(now))
    if (!decision.ok) return decision
    const id = await store.insertPair(tx, { kindergartenId: kindergarten.id, schoolId: school.id, startsOn: typed.startsOn, by }, actor.name, now)
    const pair = { id, kindergartenId: kindergarten.id, schoolId: school.id }
    await record(tx, actor, pair, decision.event.kind, now)
    await tell(tx, deps, actor, pair, by === 'municipality' ? ['kindergarten', 'school'] : by === 'kindergarten' ? ['school'] : ['kindergarten'], 'school-pair-proposed', now)
    return accept({ id })
  })

export const confirmPair = (deps: Deps, actor: Actor, id: string) =>
  onOwn(deps, actor, id, async (tx, pair, side, now) => {
    const decision = confirm(pair, side, { school: pair.schoolClosed, kindergarten: pair.kindergartenClosed })
    if (!decision.ok) return decision
    await store.saveConfirmed(tx, id, side, actor.name, now)
    await record(tx, actor, pair, decision.event.kind, now)
    await tell(tx, deps, actor, pair, [otherSide(side)], 'school-pair-answered', now)
    return accept({ id })
  })

export const endPair = (deps: Deps, actor: Actor, id: string, on: LocalDate | undefined, reason: string) =>
  onOwn(deps, actor, id, async (tx, pair, side, now) => {
    const decision = end(pair, on, reason, osloDate(now))
    if (!decision.ok) return decision
    await store.saveEnded(tx, id, decision.event.on, reason, actor.name, now)
    await record(tx, actor, pair, decision.event.kind, now)
    await tell(tx, deps, actor, pair, [otherSide(side)], 'school-pair-answered', now)
    return accept({ id })
  })

const otherSide = (side: Side): Side => (side === 'school' ? 'kindergarten' : 'school')
/** Locked, and the actor's own side of it. */
const onOwn = <T>({ db, now }: Deps, actor: Actor, id: string, work: (tx: Tx, pair: store.Pair, side: Side, now: Date) => Promise<T>) =>
  writing(db, actor, async (tx) => {
    const pair = await store.lockPair(tx, id)
    const side = pair && sideOf(pair, actor)
    return pair && side ? work(tx, pair, side, now()) : refuse('not-found' as const)
  })

type Two = Pick<store.Pair, 'id' | 'kindergartenId' | 'schoolId'>
const record = (tx: Tx, actor: Actor, { id, kindergartenId, schoolId }: Two, kind: string, now: Date) => audit.record(tx, actor, { kind, about: { kind: 'school-pair', id }, readers: [kindergartenId, schoolId], visibility: 'shared' }, now)
async function tell(tx: Tx, deps: Deps, actor: Actor, pair: Two, to: readonly Side[], kind: 'school-pair-proposed' | 'school-pair-answered', now: Date): Promise<void> {
  const people = await Promise.all(to.map((side) => (side === 'school' ? recipientsFor(tx, pair.schoolId, ['school-leader'], now) : recipientsFor(tx, pair.kindergartenId, ['head'], now))))
  await messaging.tell(tx, deps.jobs, people.flat(), { kind, path: `/skole/samarbeid/${pair.id}`, data: { organisation: actor.orgName }, subjectId: pair.id }, now)
}
