import type { Actor } from '../../../kernel/actor.ts'
import { osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import { writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import type { InstrumentChoice } from '../instruments/store.ts'
import { comparedWith, take, type Measured, type MeasuredRefusal, type ScoreSet } from './rules.ts'
import * as store from './store.ts'

export type EnterRefusal = MeasuredRefusal | 'there-already' | 'unknown-unit' | 'changed-meanwhile' | 'nothing-new'
export type Entered = { readonly unitId: string; readonly on: LocalDate } & Measured

/** Enters what was measured of a unit on a day. What is there already is corrected, not written over. */
export const enter = ({ db, now }: Deps, actor: Actor, kindergartenId: string, { versionId, definition }: InstrumentChoice, entered: Entered): Promise<Decision<EnterRefusal, { readonly kind: string }>> =>
  writing(db, actor, async (tx) => {
    if (definition.kind !== 'scores' || !(await isUnit(tx, kindergartenId, definition.per, entered.unitId))) return refuse('unknown-unit' as const)
    await store.lockScores(tx, kindergartenId)
    const decision = take(definition, entered, entered.on, osloDate(now()))
    if (!decision.ok) return decision
    const last = newestOf(await store.loadSets(tx, kindergartenId), entered.unitId, versionId, entered.on)
    const against = comparedWith(last, entered)
    if (against !== 'new') return refuse('there-already' as const)
    // One that was taken back and is entered again goes on where it was.
    await store.insertSets(tx, [{ kindergartenId, versionId, ...entered, revision: (last?.revision ?? 0) + 1, reason: last ? last.reason : '' }], actor, false, now())
    await record(tx, actor, kindergartenId, decision.event.kind, now())
    return decision
  })

/** Corrects a set, or takes it back when nothing is measured: what stood stays in its history. `revision` is the one the corrector saw. */
export const correct = ({ db, now }: Deps, actor: Actor, kindergartenId: string, setId: string, next: Measured | 'take-back', reason: string, revision: number): Promise<Decision<EnterRefusal | 'not-found', { readonly kind: string }>> =>
  writing(db, actor, async (tx) => {
    await store.lockScores(tx, kindergartenId)
    const sets = await store.loadSets(tx, kindergartenId)
    const shown = sets.find(({ id }) => id === setId)
    const last = shown && newestOf(sets, shown.unitId, shown.versionId, shown.on)
    if (!last) return refuse('not-found' as const)
    if (last.revision !== revision) return refuse('changed-meanwhile' as const)
    const kind = next === 'take-back' ? 'needs.scores-taken-back' : 'needs.scores-corrected'
    if (next !== 'take-back') {
      const decision = take(last.definition, next, last.on, osloDate(now()))
      if (!decision.ok) return decision
      if (comparedWith(last, next) === 'same') return refuse('nothing-new' as const)
    }
    const { unitId, versionId, on, answered, source } = last
    await store.insertSets(tx, [{ kindergartenId, unitId, versionId, on, revision: last.revision + 1, reason, ...(next === 'take-back' ? { answered, source, scores: {} } : next) }], actor, false, now())
    await record(tx, actor, kindergartenId, kind, now())
    return accept({ kind })
  })

export const newestOf = (sets: readonly ScoreSet[], unitId: string, versionId: string, on: LocalDate): ScoreSet | undefined => sets.filter((set) => set.unitId === unitId && set.versionId === versionId && set.on === on).toSorted((a, b) => b.revision - a.revision)[0]

const isUnit = async (tx: Tx, kindergartenId: string, per: 'kindergarten' | 'department', unitId: string): Promise<boolean> =>
  per === 'kindergarten' ? unitId === kindergartenId : (await store.loadDepartments(tx, kindergartenId)).some(({ id }) => id === unitId)

const record = (tx: Tx, actor: Actor, kindergartenId: string, kind: string, now: Date) => audit.record(tx, actor, { kind, about: { kind: 'organisation', id: kindergartenId }, readers: [kindergartenId, actor.orgId], visibility: 'shared' }, now)
