import type { Actor } from '../../../kernel/actor.ts'
import { addDays, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import type { Period } from '../../../kernel/period.ts'
import { writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { recipientsFor } from '../../identity/index.ts'
import * as messaging from '../../messaging/index.ts'
import { loadPromises } from './promises/store.ts'
import { inPeriod } from './promises/rules.ts'
import { change, confirm, end, note, otherThan, type Side } from './rules.ts'
import * as store from './store.ts'

export const periodOf = (from: LocalDate, lastDay: LocalDate | undefined): Period => ({ from, to: lastDay && addDays(lastDay, 1) })

/** Which side the actor speaks for; undefined for those who only read. */
export const sideOf = (one: Pick<store.Partnership, 'ownerId' | 'partnerId'>, actor: Pick<Actor, 'orgId' | 'role'>): Side | undefined =>
  actor.role === 'owner' && one.ownerId === actor.orgId ? 'owner' : actor.role === 'university-contact' && one.partnerId === actor.orgId ? 'partner' : undefined

type Start = { readonly startKey: string; readonly other: string; readonly name: string; readonly networkName: string | undefined; readonly period: Period }
/** Either side begins one; the other is told. `other`: the id of the other side, or its organisation number. */
export const startPartnership = (deps: Deps, actor: Actor, typed: Start) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const side: Side = actor.role === 'university-contact' ? 'partner' : 'owner'
    const other = await store.findOther(tx, side, typed.other)
    if (!other || other.id === actor.orgId) return refuse('unknown-other' as const)
    const two = side === 'owner' ? { ownerId: actor.orgId, partnerId: other.id } : { ownerId: other.id, partnerId: actor.orgId }
    const regionId = await store.regionFor(tx, two.ownerId, two.partnerId)
    if (!regionId) return refuse('no-region' as const)
    const wanted = { startKey: typed.startKey, name: typed.name, networkName: typed.networkName, period: typed.period, ...two }
    const there = await store.findStarted(tx, wanted)
    if (there !== undefined) return accept({ id: there })
    const clash = await store.findOverlapping(tx, two.ownerId, two.partnerId, typed.period)
    if (clash) return { ...refuse('overlaps' as const), with: clash }
    const { id } = await store.insertPartnership(tx, { ...wanted, regionId, side, who: actor.name }, now)
    await record(tx, actor, { id, ...two }, 'scheme.partnership-proposed', now)
    await tellOther(tx, deps, actor, { id, ...two }, side, 'scheme-partnership-proposed', now)
    return accept({ id })
  })

type Content = { readonly name: string; readonly networkName: string | undefined; readonly period: Period; readonly members: readonly string[]; readonly version: number }
/** Changes what it is called, its days and its network. Members are the owner's to name. */
export const changePartnership = (deps: Deps, actor: Actor, id: string, typed: Content) =>
  changing(deps, actor, id, typed.version, async (tx, side, one) => {
    const clash = await store.findOverlapping(tx, one.ownerId, one.partnerId, typed.period, id)
    if (clash) return refuse('overlaps' as const)
    if (!(await loadPromises(tx, id)).every((promise) => inPeriod(promise, typed.period))) return refuse('promises-outside' as const)
    const found = side === 'owner' ? await store.findOwners(tx, typed.members) : []
    if (side === 'owner' && typed.members.some((wanted) => found.every(({ number }) => number !== wanted))) return refuse('unknown-member' as const)
    await store.saveContent(tx, id, typed)
    if (side === 'owner') await store.saveMembers(tx, id, found.map((member) => member.id).filter((member) => member !== actor.orgId))
    return accept(undefined)
  })

/** What changes what the two have promised: a new version, saved with the change. `work` refuses before it has saved anything. */
export const changing = <Because extends string>(deps: Deps, actor: Actor, id: string, seen: number | undefined, work: (tx: Tx, side: Side, one: store.Partnership) => Promise<{ readonly ok: true } | { readonly ok: false; readonly because: Because }>) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const one = await store.lockPartnership(tx, id)
    const side = one && sideOf(one, actor)
    if (!one || !side) return refuse('not-found' as const)
    const decision = change(one, side, seen)
    if (!decision.ok) return decision
    const done = await work(tx, side, one)
    if (!done.ok) return done
    await store.saveVersion(tx, id, decision.event.version, side, actor.name, now)
    await record(tx, actor, one, decision.event.kind, now)
    // While it is being made, one letter is enough; when it has been agreed, each change must be confirmed.
    if (one.agreedAt && one.confirmed.owner === one.version && one.confirmed.partner === one.version) await tellOther(tx, deps, actor, one, side, 'scheme-partnership-changed', now)
    return accept({ id })
  })

/** Confirms the version that was read. When both have, it is agreed, and the county governor can read it. */
export const confirmPartnership = (deps: Deps, actor: Actor, id: string, seen: number) =>
  onOwn(deps.db, actor, id, async (tx, one, side) => {
    const now = deps.now()
    const promises = await loadPromises(tx, id)
    const decision = confirm(one, side, seen, { owner: promises.filter((promise) => promise.side === 'owner').length, partner: promises.filter((promise) => promise.side === 'partner').length })
    if (!decision.ok) return decision
    await store.saveConfirmation(tx, one, side, decision.event.agreed, actor.name, now)
    await record(tx, actor, one, decision.event.kind, now)
    await tellOther(tx, deps, actor, one, side, 'scheme-partnership-confirmed', now)
    return accept({ id })
  })

export const endPartnership = (deps: Deps, actor: Actor, id: string, reason: string) =>
  onOwn(deps.db, actor, id, async (tx, one, side) => {
    const now = deps.now()
    const decision = end(one, reason)
    if (!decision.ok) return decision
    await store.saveEnd(tx, id, reason, actor.name, now)
    await record(tx, actor, one, decision.event.kind, now)
    await tellOther(tx, deps, actor, one, side, 'scheme-partnership-ended', now)
    return accept({ id })
  }, true)

/** The university's note of a year. `seen`: the version that was on the page, so that a colleague's words are never written over unseen. */
export const writeNote = (deps: Deps, actor: Actor, id: string, typed: { readonly year: number; readonly learned: string; readonly broughtBack: string; readonly seen: number | undefined }) =>
  onOwn(deps.db, actor, id, async (tx, one, side) => {
    const now = deps.now()
    const there = (await store.loadNotes(tx, id)).find(({ year }) => year === typed.year)
    const decision = note(one, side, typed.year, there?.version, typed.seen)
    if (!decision.ok) return decision
    await store.saveNote(tx, id, { year: typed.year, learned: typed.learned, broughtBack: typed.broughtBack, version: decision.event.version, by: actor.name }, now)
    await record(tx, actor, one, decision.event.kind, now, { year: typed.year })
    return accept({ id })
  }, true)

export const stateCapacity = ({ db, now }: Deps, actor: Actor, typed: { readonly year: number; readonly kindergartens: number; readonly note: string }) =>
  writing(db, actor, (tx) => store.saveCapacity(tx, { orgId: actor.orgId, ...typed }, actor.name, now()))

/** Locked, and the actor's own side of it. `alsoEnded`: what may be done when it is over. */
export const onOwn = <Because extends string>(db: Deps['db'], actor: Actor, id: string, work: (tx: Tx, one: store.Partnership, side: Side) => Promise<{ readonly ok: true; readonly event: { readonly id: string } } | { readonly ok: false; readonly because: Because }>, alsoEnded = false) =>
  writing(db, actor, async (tx) => {
    const one = await store.lockPartnership(tx, id)
    const side = one && sideOf(one, actor)
    if (!one || !side) return refuse('not-found' as const)
    return one.endedAt && !alsoEnded ? refuse('already-ended' as const) : work(tx, one, side)
  })

type Two = Pick<store.Partnership, 'id' | 'ownerId' | 'partnerId'>
/** What happened is both sides' to read. */
export const record = (tx: Tx, actor: Actor, { id, ownerId, partnerId }: Two, kind: `scheme.partnership-${string}`, now: Date, data?: Readonly<Record<string, string | number>>) =>
  audit.record(tx, actor, { kind, about: { kind: 'partnership', id }, readers: [ownerId, partnerId], visibility: 'shared', ...(data ? { data } : {}) }, now)

type Kind = Extract<messaging.NoticeKind, `scheme-partnership-${string}`>
/** Tells the side that did not act who did. `part`: the page it is on, as '/sporsmal'; the partnership's own when it is left out. */
export const tellOther = (tx: Tx, deps: Pick<Deps, 'jobs'>, actor: Pick<Actor, 'orgName'>, two: Two, side: Side, kind: Kind, now: Date, part = ''): Promise<void> => tellSide(tx, deps, two, otherThan(side), { kind, organisation: actor.orgName, part }, now)

/** Tells those who speak for a side. Names an organisation, never what was written. */
export async function tellSide(tx: Tx, { jobs }: Pick<Deps, 'jobs'>, { id, ownerId, partnerId }: Two, side: Side, { kind, organisation, part }: { readonly kind: Kind; readonly organisation: string; readonly part: string }, now: Date): Promise<void> {
  const to = side === 'owner' ? await recipientsFor(tx, ownerId, ['owner'], now, 'scheme') : await recipientsFor(tx, partnerId, ['university-contact'], now, 'scheme')
  await messaging.tell(tx, jobs, to, { kind, path: `/partnerskap/${id}${part}`, data: { organisation }, subjectId: id }, now)
}
