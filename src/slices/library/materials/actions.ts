import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { keptFrom, type Keep } from '../../../kernel/retention.ts'
import { system, writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { answersFor, formsOf, isTeam, mayWrite, missingIn, propose, publish, renew, save, sendBack, withdraw, wrongCare, type Care, type Content } from './rules.ts'
import * as store from './store.ts'

export const beginMaterial = (deps: Deps, actor: Actor, startKey: string, content: Content, fromShown: boolean) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const team = await store.loadTeamFor(tx, actor.orgId, isTeam(actor))
    if (!team) return refuse('no-team' as const)
    const made = await store.insertMaterial(tx, { startKey, ...team, fromKindergartenId: isTeam(actor) ? undefined : actor.orgId, fromShown: fromShown && !isTeam(actor) }, content, actor.name, now)
    if (!made) return refuse('not-found' as const)
    if (made.isNew) await record(tx, actor, { id: made.id, teamId: team.teamId, fromKindergartenId: isTeam(actor) ? undefined : actor.orgId }, 'library.material-begun', now)
    return accept({ id: made.id })
  })

/** `seen`: when what was on the screen had last been changed, in milliseconds. */
export const saveMaterial = (deps: Deps, actor: Actor, id: string, content: Content, fromShown: boolean, seen: number) =>
  opened(deps, actor, id, mayWrite, async (tx, material, version, now) => {
    const decision = save({ state: version.state, withdrawn: material.withdrawnOn !== undefined }, seen, version.changedAt.getTime())
    if (!decision.ok) return decision
    await store.saveContent(tx, version.id, content, actor.name, now)
    if (material.fromKindergartenId === actor.orgId && material.fromShown !== fromShown) await store.saveFromShown(tx, id, fromShown, actor.name, now)
    return accept({ id })
  })

export const proposeMaterial = (deps: Deps, actor: Actor, id: string) =>
  opened(deps, actor, id, mayWrite, async (tx, material, version, now) => {
    if (material.fromKindergartenId === undefined) return refuse('not-found' as const)
    const missing = missingIn(version, version.files.length, version.number)
    const decision = propose({ state: version.state, withdrawn: material.withdrawnOn !== undefined }, missing)
    if (!decision.ok) return { ...decision, missing }
    await store.saveState(tx, version.id, 'proposed', '', actor.name, now)
    await record(tx, actor, material, decision.event.kind, now)
    return accept({ id })
  })

/** The team sends back what a kindergarten has put forward, with what it needs. */
export const sendMaterialBack = (deps: Deps, actor: Actor, id: string, words: string) =>
  opened(deps, actor, id, answersFor, async (tx, material, version, now) => {
    const decision = sendBack({ state: version.state, withdrawn: false })
    if (!decision.ok) return decision
    await store.saveState(tx, version.id, 'returned', words, actor.name, now)
    await record(tx, actor, material, decision.event.kind, now)
    return accept({ id })
  })

export const publishMaterial = (deps: Deps, actor: Actor, id: string, care: Care) =>
  opened(deps, actor, id, answersFor, async (tx, material, version, now) => {
    // What a kindergarten still writes on is not the team's to publish.
    if (version.state !== 'proposed' && !mayWrite(material, actor)) return refuse('not-proposed' as const)
    const missing = missingIn(version, version.files.length, version.number)
    const decision = publish({ state: version.state, withdrawn: material.withdrawnOn !== undefined }, missing, care, osloDate(now))
    if (!decision.ok) return { ...decision, missing }
    await store.savePublished(tx, id, version, formsOf(version, version.files), care, actor.name, now)
    await record(tx, actor, material, decision.event.kind, now, { version: version.number })
    return accept({ id })
  })

/** Begins the next version, or goes on with the one that is begun. */
export const beginVersion = (deps: Deps, actor: Actor, id: string) =>
  locked(deps, actor, id, answersFor, async (tx, material, now) => {
    const open = await store.loadOpen(tx, id)
    const decision = renew(material.current !== undefined, open !== undefined, material.withdrawnOn !== undefined)
    if (!decision.ok) return decision
    if (decision.event.kind === 'still-open') return accept({ id })
    const [last] = await store.loadPublished(tx, id)
    const from = await store.loadVersion(tx, id, material.current ?? 0)
    if (!from || !last) return refuse('not-found' as const)
    await store.insertNextVersion(tx, id, from, last.number + 1, actor.name, now)
    await record(tx, actor, material, decision.event.kind, now, { version: last.number + 1 })
    return accept({ id })
  })

/** Looked at, and still good: a new day to look at it, and who answers for it. */
export const reviewMaterial = (deps: Deps, actor: Actor, id: string, care: Care) =>
  locked(deps, actor, id, answersFor, async (tx, material, now) => {
    if (material.current === undefined) return refuse('not-published' as const)
    if (material.withdrawnOn !== undefined) return refuse('withdrawn' as const)
    const wrong = wrongCare(care, osloDate(now))
    if (wrong) return refuse(wrong)
    await store.saveCare(tx, id, care, actor.name, now)
    await record(tx, actor, material, 'library.material-reviewed', now)
    return accept({ id })
  })

export const withdrawMaterial = (deps: Deps, actor: Actor, id: string, words: string) =>
  locked(deps, actor, id, answersFor, async (tx, material, now) => {
    const decision = withdraw(material.current !== undefined, material.withdrawnOn !== undefined)
    if (!decision.ok) return decision
    await store.saveWithdrawn(tx, id, words, osloDate(now), actor.name, now)
    await record(tx, actor, material, decision.event.kind, now)
    return accept({ id })
  })

/** What was never published goes a year after its last change, what was withdrawn after five. */
const draftsKept: Keep = { years: 1 }
const withdrawnKept: Keep = { years: 5 }
export const forgetMaterials = ({ db, now }: Deps): Promise<number> =>
  writing(db, system, async (tx) => {
    const gone = await store.forgetMaterials(tx, keptFrom(draftsKept, now()), keptFrom(withdrawnKept, now()))
    await audit.forgetAbout(tx, gone)
    return gone.length
  })

type May = (material: store.Material, actor: Actor) => boolean
/** One at a time with a material, for those who may; it does not exist for others. */
const locked = <Result>(deps: Deps, actor: Actor, id: string, may: May, work: (tx: Tx, material: store.Material, now: Date) => Promise<Result>) =>
  writing(deps.db, actor, async (tx) => {
    const material = await store.lockMaterial(tx, id)
    if (!material || !may(material, actor)) return refuse('not-found' as const)
    return work(tx, material, deps.now())
  })
/** As `locked`, with the version that is open. */
export const opened = <Result>(deps: Deps, actor: Actor, id: string, may: May, work: (tx: Tx, material: store.Material, version: store.Version, now: Date) => Promise<Result>) =>
  locked(deps, actor, id, may, async (tx, material, now) => {
    const version = await store.loadOpen(tx, id)
    return version ? work(tx, material, version, now) : refuse('not-found' as const)
  })

const record = (tx: Tx, actor: Actor, material: Pick<store.Material, 'id' | 'teamId' | 'fromKindergartenId'>, kind: string, now: Date, data: Readonly<Record<string, number>> = {}) =>
  audit.record(tx, actor, { kind, about: { kind: 'material', id: material.id }, readers: [material.teamId, ...(material.fromKindergartenId ? [material.fromKindergartenId] : [])], visibility: 'shared', data }, now)
