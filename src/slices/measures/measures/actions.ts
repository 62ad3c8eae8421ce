import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { loadCase, loadDecided, loadNeeds, loadReport } from './origin-store.ts'
import { begin, change, take, type Measure, type MeasureContent, type Step } from './rules.ts'
import * as store from './store.ts'

/** A measure as it was typed: everything by its id. */
export type Typed = MeasureContent & { readonly kindergartens: readonly string[]; readonly departments: readonly string[] }

/** Begins a measure of the actor's own organisation. A kindergarten's own is its own at once; others are offered it. */
export const beginMeasure = ({ db, now }: Deps, actor: Actor, startKey: string, typed: Typed) =>
  writing(db, actor, async (tx) => {
    const [mayTakePart, departments, content] = await Promise.all([store.loadMayTakePart(tx), store.loadDepartments(tx, actor.orgId), known(tx, actor, typed, [])])
    const kindergartens = actor.role === 'head' ? [actor.orgId as string] : [...new Set(typed.kindergartens)]
    const decision = begin(content, kindergartens, mayTakePart.map(({ id }) => id))
    if (!decision.ok) return decision
    const made = await store.insertMeasure(tx, startKey, actor.orgId, content, actor.name, now())
    if (!made) return refuse('not-found' as const)
    if (made.isNew) {
      await store.insertParts(tx, made.id, kindergartens, departments.map(({ id }) => id).filter((id) => typed.departments.includes(id)), actor.orgId, actor.name, now())
      await record(tx, actor, made.id, decision.event.kind, [actor.orgId, ...kindergartens], now())
    }
    return accept({ id: made.id })
  })

export const saveMeasure = ({ db, now }: Deps, actor: Actor, id: string, typed: Typed, version: number) =>
  writing(db, actor, async (tx) => {
    const measure = await store.lockMeasure(tx, id)
    if (!measure || measure.leadId !== actor.orgId) return refuse('not-found' as const)
    const next = await known(tx, actor, typed, measure.needIds, measure)
    const decision = change(measure, next, version)
    if (!decision.ok) return decision
    await store.saveContent(tx, id, next, actor.name, now())
    await record(tx, actor, id, decision.event.kind, readersOf(measure), now())
    return accept({ id })
  })

export const takeStep = ({ db, now }: Deps, actor: Actor, id: string, step: Step) =>
  writing(db, actor, async (tx) => {
    const measure = await store.lockMeasure(tx, id)
    if (!measure) return refuse('not-found' as const)
    const decision = take(measure, step, actor, osloDate(now()))
    if (!decision.ok) return decision
    await carryOut(tx, actor, measure, step, now())
    await record(tx, actor, id, decision.event.kind, [measure.leadId, step.do === 'take-back' ? step.kindergartenId : actor.orgId, ...(step.do === 'start' ? readersOf(measure) : [])], now())
    return accept({ id, kind: decision.event.kind })
  })

const carryOut = (tx: Tx, actor: Actor, { id }: Measure, step: Step, now: Date): Promise<unknown> => {
  switch (step.do) {
    case 'start': return step.on ? store.saveStart(tx, id, step.on, actor.name, now) : Promise.resolve()
    case 'accept': return store.saveAnswer(tx, id, actor.orgId, 'part', actor.name, now)
    case 'decline': return store.saveAnswer(tx, id, actor.orgId, 'declined', actor.name, now)
    case 'take-back': return store.saveAnswer(tx, id, step.kindergartenId, 'taken-back', actor.name, now)
    case 'share': case 'unshare': return store.saveShared(tx, id, actor.orgId, step.do === 'share', actor.name)
  }
}

/** Themes, needs, case and report that exist and that the actor may read; what a forged form says is not stored. What it grew out of stays when it was there before. */
async function known(tx: Tx, actor: Actor, { kindergartens: _, departments: __, ...typed }: Typed, before: readonly string[], measure?: Measure): Promise<MeasureContent> {
  const [themes, decided, kept, found, report] = await Promise.all([
    store.loadThemes(tx, actor.orgId), loadDecided(tx), loadNeeds(tx, before), typed.caseId ? loadCase(tx, typed.caseId) : undefined, typed.reportId ? loadReport(tx, typed.reportId) : undefined,
  ])
  const readable = new Set([...decided, ...kept].map(({ id }) => id))
  return {
    ...typed,
    themes: [...new Set([...themes.map(({ code }) => code), ...(measure?.themes ?? [])])].filter((code) => typed.themes.includes(code)).slice(0, 12),
    needIds: typed.needIds.filter((id) => readable.has(id)).slice(0, 9),
    caseId: found?.id ?? (typed.caseId === measure?.caseId ? measure?.caseId : undefined),
    reportId: report?.id ?? (typed.reportId === measure?.reportId ? measure?.reportId : undefined),
  }
}

const readersOf = (measure: Measure): readonly string[] => [measure.leadId, ...measure.parts.filter(({ state }) => state === 'part' || state === 'offered').map(({ kindergartenId }) => kindergartenId)]
const record = (tx: Tx, actor: Actor, id: string, kind: string, readers: readonly string[], now: Date) => audit.record(tx, actor, { kind, about: { kind: 'measure', id }, readers: [...new Set(readers)], visibility: 'shared' }, now)
