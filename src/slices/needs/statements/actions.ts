import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { recipientsFor } from '../../identity/index.ts'
import * as messaging from '../../messaging/index.ts'
import { keptAndNew, type Piece } from '../evidence/rules.ts'
import { loadPieces, loadThemes } from '../evidence/store.ts'
import { change, take, type Need, type NeedContent, type Step } from './rules.ts'
import * as store from './store.ts'

/** A need as it was typed: themes and pieces by their names. */
export type Typed = Omit<NeedContent, 'evidence'> & { readonly evidence: readonly string[] }

/** Begins a need of the actor's own kindergarten, as a draft. */
export const beginNeed = ({ db, now }: Deps, actor: Actor, startKey: string, typed: Typed) => writing(db, actor, (tx) => beginWithin(tx, actor, startKey, typed, now()))

/** The same within a transaction that is open already: the demonstration world. */
export async function beginWithin(tx: Tx, actor: Actor, startKey: string, typed: Typed, now: Date) {
  const made = await store.insertNeed(tx, startKey, actor.orgId, await known(tx, actor.orgId, typed, []), actor.name, now)
  if (!made) return refuse('not-found' as const)
  if (made.isNew) await record(tx, actor, made.id, 'needs.need-written', [actor.orgId], now)
  return accept({ id: made.id })
}

/** Saves a need that is written on. Of two who write at once, the second gets to see both: nothing is lost. */
export const saveNeed = ({ db, now }: Deps, actor: Actor, id: string, typed: Typed, version: number) =>
  writing(db, actor, async (tx) => {
    const need = await own(tx, actor, id)
    if (!need) return refuse('not-found' as const)
    const next = await known(tx, actor.orgId, typed, need.evidence)
    const decision = change(need, next, version)
    if (!decision.ok) return { ...decision, need, next }
    await store.saveContent(tx, id, next, actor.name, now())
    await record(tx, actor, id, decision.event.kind, await readersOf(tx, need), now())
    return accept({ id })
  })

/** The next step of a need. The owner is told of one that is put forward to them, and not when it is taken back before the letter went. */
export const takeStep = ({ db, jobs, now }: Deps, actor: Actor, id: string, step: Step, version: number) =>
  writing(db, actor, async (tx) => {
    const taken = await stepWithin(tx, actor, id, step, version, now())
    if (taken.ok && taken.event.kind === 'needs.need-proposed') await tellOwner(tx, jobs, actor, id, now())
    if (taken.ok && taken.event.kind === 'needs.need-taken-back') await messaging.cancelUnsent(tx, id, 'need-proposed', now())
    return taken
  })

async function tellOwner(tx: Tx, jobs: Deps['jobs'], actor: Actor, id: string, now: Date): Promise<void> {
  const { owner } = await store.loadReaders(tx, actor.orgId)
  if (!owner) return
  await messaging.tell(tx, jobs, await recipientsFor(tx, owner, ['owner'], now), { kind: 'need-proposed', path: `/behovsbeskrivelser/${id}`, data: { kindergarten: actor.orgName }, subjectId: id }, now)
}

export async function stepWithin(tx: Tx, actor: Actor, id: string, step: Step, version: number, now: Date) {
  const need = await own(tx, actor, id)
  if (!need) return refuse('not-found' as const)
  const decision = take(need, step, actor.role, version)
  if (!decision.ok) return decision
  await store.saveStep(tx, id, decision.event, step, osloDate(now), actor.name, now)
  await record(tx, actor, id, decision.event.kind, await readersOf(tx, need), now)
  return accept({ id, kind: decision.event.kind })
}

/** Themes and pieces that exist; what a forged form says is not stored. */
async function known(tx: Tx, kindergartenId: string, { evidence, ...typed }: Typed, before: readonly Piece[]): Promise<NeedContent> {
  const [themes, pieces] = await Promise.all([loadThemes(tx, kindergartenId), loadPieces(tx, kindergartenId)])
  return { ...typed, themes: themes.map(({ code }) => code).filter((code) => typed.themes.includes(code)).slice(0, 12), evidence: keptAndNew(before, pieces, evidence).slice(0, 30) }
}

async function own(tx: Tx, actor: Actor, id: string): Promise<Need | undefined> {
  const need = await store.lockNeed(tx, id)
  return need?.kindergartenId === actor.orgId ? need : undefined
}

/** Who may read that it happened: those who may read the need. */
async function readersOf(tx: Tx, need: Need): Promise<string[]> {
  if (need.state === 'draft') return [need.kindergartenId]
  const { owner, team } = await store.loadReaders(tx, need.kindergartenId)
  return [need.kindergartenId, ...(owner ? [owner] : []), ...(team && need.shared ? [team] : [])]
}

const record = (tx: Tx, actor: Actor, id: string, kind: string, readers: readonly string[], now: Date) => audit.record(tx, actor, { kind, about: { kind: 'need', id }, readers, visibility: 'shared' }, now)
