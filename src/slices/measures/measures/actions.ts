import type { Actor } from '../../../kernel/actor.ts'
import { osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import * as messaging from '../../messaging/index.ts'
import { tellHeads } from '../heads.ts'
import { clashesOf } from '../overlap/rules.ts'
import { loadMeanwhile } from '../overlap/store.ts'
import { nextYear } from '../plan/rules.ts'
import { insertElements, loadElements } from '../plan/store.ts'
import { loadCase, loadDecided, loadGoal, loadNeeds, loadReport } from './origin-store.ts'
import { begin, change, changeDepartments, elementsOf, isLead, ownPart, take, usualJoin, type Measure, type MeasureContent, type Step } from './rules.ts'
import * as store from './store.ts'

/** A measure as it was typed: everything by its id. */
export type Typed = MeasureContent & { readonly kindergartens: readonly string[]; readonly departments: readonly string[]; /** A line for each element. */ readonly plan: string; /** The measure it is a copy of. */ readonly copyOf: string | undefined; /** It is offered although the kindergartens have much else at the time. */ readonly despite: boolean }

/** Begins a measure of the actor's own organisation. A kindergarten's own is its own at once; others are offered it. */
export const beginMeasure = ({ db, now, jobs }: Deps, actor: Actor, startKey: string, typed: Typed) =>
  writing(db, actor, async (tx) => {
    const there = await store.findMeasure(tx, startKey, actor.orgId)
    if (there) return accept({ id: there })
    const source = typed.copyOf ? await store.loadMeasure(tx, typed.copyOf) : undefined
    const copied = source && isLead(source, actor) ? source : undefined
    const [mayTakePart, departments, content] = await Promise.all([store.loadMayTakePart(tx), store.loadDepartments(tx, actor.orgId), known(tx, actor, typed, copied?.needIds ?? [], copied)])
    const kindergartens: readonly string[] = actor.role === 'head' ? [actor.orgId] : [...new Set(typed.kindergartens)]
    const decision = begin(content, kindergartens, mayTakePart.map(({ id }) => id), content.goalId ? await loadGoal(tx, content.goalId) : undefined)
    if (!decision.ok) return decision
    const others = kindergartens.filter((id) => id !== actor.orgId)
    const clashes = typed.despite ? [] : clashesOf(content.themes, await loadMeanwhile(tx, others, content, undefined))
    if (clashes.length > 0) return { ...refuse('clash' as const), clashes }
    const made = await store.insertMeasure(tx, startKey, actor.orgId, { ...content, copiedFrom: copied?.id }, actor.name, now())
    if (!made) return refuse('not-found' as const)
    if (made.isNew) {
      await store.insertParts(tx, made.id, kindergartens, departments.map(({ id }) => id).filter((id) => typed.departments.includes(id)), actor.orgId, actor.name, now())
      const elements = [...(copied ? (await loadElements(tx, copied.id)).map(nextYear) : []), ...elementsOf(typed.plan).map((what) => ({ what: what.slice(0, 500), who: '', kind: 'other' as const, dueOn: undefined, wholeMonth: false }))]
      await insertElements(tx, made.id, elements.slice(0, 100).map((one) => ({ ...one, startKey: crypto.randomUUID() })), actor.name, now())
      await record(tx, actor, made.id, decision.event.kind, [actor.orgId, ...kindergartens], now())
      const asked = (await store.loadMeasure(tx, made.id))?.parts.filter(({ state }) => state === 'offered') ?? []
      await tellHeads(tx, jobs, asked.map((part) => ({ kindergartenId: part.kindergartenId, message: { kind: 'measure-offered', path: `/tiltak/${made.id}`, data: { kindergarten: part.kindergarten }, subjectId: part.id } })), now())
    }
    return accept({ id: made.id })
  })

export const saveMeasure = ({ db, now }: Deps, actor: Actor, id: string, typed: Typed, version: number) =>
  writing(db, actor, async (tx) => {
    const measure = await store.lockMeasure(tx, id)
    if (!measure || measure.leadId !== actor.orgId) return refuse('not-found' as const)
    const next = await known(tx, actor, typed, measure.needIds, measure)
    const decision = change(measure, next, version, next.goalId ? await loadGoal(tx, next.goalId) : undefined)
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

const carryOut = (tx: Tx, actor: Actor, measure: Measure, step: Step, now: Date): Promise<unknown> => {
  const { id } = measure
  switch (step.do) {
    case 'start': return step.on ? store.saveStart(tx, id, step.on, actor.name, now) : Promise.resolve()
    case 'accept': return accepted(tx, actor, measure, step.on, now)
    case 'decline': return store.saveAnswer(tx, id, actor.orgId, 'declined', actor.name, now)
    case 'take-back': return takenBack(tx, actor, measure, step.kindergartenId, now)
    case 'share': case 'unshare': return store.saveShared(tx, id, actor.orgId, step.do === 'share', actor.name)
  }
}

/** The kindergarten takes part from the day its head says, or from the usual one. */
const accepted = (tx: Tx, actor: Actor, measure: Measure, on: LocalDate | undefined, now: Date): Promise<void> => {
  const part = ownPart(measure, actor.orgId)
  const joinedOn = measure.begunOn && part ? (on ?? usualJoin(measure, part, osloDate(now))) : undefined
  return store.saveAnswer(tx, measure.id, actor.orgId, 'part', actor.name, now, joinedOn)
}

/** Letters that have not left, do not leave. */
async function takenBack(tx: Tx, actor: Actor, { id, parts }: Measure, kindergartenId: string, now: Date): Promise<void> {
  await store.saveAnswer(tx, id, kindergartenId, 'taken-back', actor.name, now)
  const part = parts.find((one) => one.kindergartenId === kindergartenId)
  if (part) await messaging.cancelUnsent(tx, part.id, 'measure-offered', now)
}

/** The head changes which departments take part; what it was before is kept. */
export const moveDepartments = ({ db, now }: Deps, actor: Actor, id: string, chosen: readonly string[]) =>
  writing(db, actor, async (tx) => {
    const measure = await store.lockMeasure(tx, id)
    if (!measure) return refuse('not-found' as const)
    const part = ownPart(measure, actor.orgId)
    const departments = (await store.loadDepartments(tx, actor.orgId)).map((one) => one.id).filter((one) => chosen.includes(one))
    const decision = changeDepartments(part, departments)
    if (!decision.ok) return decision
    await store.saveDepartments(tx, id, actor.orgId, departments, part?.departments ?? [], actor.name, now())
    await record(tx, actor, id, decision.event.kind, [measure.leadId, actor.orgId], now())
    return accept({ id })
  })

/** Themes, needs, case and report that exist and that the actor may read; what a forged form says is not stored. What it grew out of stays when it was there before. */
async function known(tx: Tx, actor: Actor, typed: MeasureContent, before: readonly string[], measure?: Measure): Promise<MeasureContent> {
  const [themes, organisations, decided, kept, found, report, towards] = await Promise.all([
    store.loadThemes(tx, actor.orgId), store.loadPartners(tx, actor.orgId, measure?.partnerIds ?? []), loadDecided(tx), loadNeeds(tx, before), typed.caseId ? loadCase(tx, typed.caseId) : undefined, typed.reportId ? loadReport(tx, typed.reportId) : undefined, typed.goalId ? loadGoal(tx, typed.goalId) : undefined,
  ])
  const readable = new Set([...decided, ...kept].map(({ id }) => id))
  const { kind, title, goal, signs, origin, partners, budget, startsOn, endsOn } = typed
  return {
    kind, title, goal, signs, origin, partners, budget, startsOn, endsOn,
    themes: [...new Set([...themes.map(({ code }) => code), ...(measure?.themes ?? [])])].filter((code) => typed.themes.includes(code)).slice(0, 12),
    partnerIds: organisations.map(({ id }) => id).filter((id) => typed.partnerIds.includes(id)).slice(0, 20),
    needIds: typed.needIds.filter((id) => readable.has(id)).slice(0, 9),
    caseId: found?.id ?? (typed.caseId === measure?.caseId ? measure?.caseId : undefined),
    reportId: report?.id ?? (typed.reportId === measure?.reportId ? measure?.reportId : undefined),
    goalId: towards?.id ?? (typed.goalId === measure?.goalId ? measure?.goalId : undefined),
  }
}

const readersOf = (measure: Measure): readonly string[] => [measure.leadId, ...measure.parts.filter(({ state }) => state === 'part' || state === 'offered').map(({ kindergartenId }) => kindergartenId)]
const record = (tx: Tx, actor: Actor, id: string, kind: string, readers: readonly string[], now: Date) => audit.record(tx, actor, { kind, about: { kind: 'measure', id }, readers: [...new Set(readers)], visibility: 'shared' }, now)
