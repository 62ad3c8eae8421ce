import type { Actor } from '../../../kernel/actor.ts'
import { kindergartenYearOf, osloDate } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { reading, system, writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { takeFigures } from './figures/store.ts'
import { writesFor } from '../places/store.ts'
import { begin, take, takeAgain, write, type Chapter, type Report, type Step } from './rules.ts'
import * as store from './store.ts'

/** Begins the report of a year, or a new version of it, with the figures of now and the texts of the version before. */
export async function beginReport(deps: Deps, actor: Actor, municipalityId: string, year: number, language: 'nb' | 'nn') {
  const { db, now } = deps
  // Whether they may is asked before anything is counted, and once more when it is saved.
  if (!(await reading(db, actor, (tx) => writesFor(tx, municipalityId)))) return refuse('not-found' as const)
  const figures = await reading(db, system, (tx) => takeFigures(tx, municipalityId, year))
  return writing(db, actor, async (tx) => {
    const versions = await store.lockYear(tx, municipalityId, year)
    const decision = begin(versions, year, kindergartenYearOf(osloDate(now())))
    if (!decision.ok) return decision
    const id = await store.insertReport(tx, { municipalityId, year, version: decision.event.version, language }, figures, actor.name, now())
    const [before] = versions
    if (before) await store.copyChapters(tx, before.id, id, actor.name, now())
    await record(tx, actor, id, municipalityId, decision.event.kind, now())
    return accept({ id })
  })
}

/** Saves a chapter. Of two who write at once, the second gets to see both: nothing is lost. */
export const saveChapter = ({ db, now }: Deps, actor: Actor, id: string, chapter: Chapter, body: string, seen: number) =>
  writing(db, actor, async (tx) => {
    const report = await own(tx, id)
    if (!report) return refuse('not-found' as const)
    const written = report.written.find((one) => one.chapter === chapter)
    if (report.state === 'draft' && (written?.body ?? '') === body) return accept({ seen: written?.version ?? 0 })
    const decision = write(report, chapter, seen)
    if (!decision.ok) return { ...decision, report }
    const version = await store.saveChapter(tx, id, chapter, body, actor.name, now())
    // Saved every few seconds while one writes: the trail says who wrote, once for each hand that takes over.
    if (written?.changedBy !== actor.name) await record(tx, actor, id, report.municipalityId, decision.event.kind, now(), { chapter })
    return accept({ seen: version })
  })

/** Takes the figures again. Those there were stay, and no text is touched. */
export async function takeFiguresAgain({ db, now }: Deps, actor: Actor, id: string) {
  const known = await reading(db, actor, (tx) => own(tx, id, store.loadReport))
  if (!known) return refuse('not-found' as const)
  const figures = await reading(db, system, (tx) => takeFigures(tx, known.municipalityId, known.year))
  return writing(db, actor, async (tx) => {
    const report = await own(tx, id)
    if (!report) return refuse('not-found' as const)
    const decision = takeAgain(report)
    if (!decision.ok) return decision
    await store.saveFigures(tx, id, report.snapshot.number + 1, figures, actor.name, now())
    await record(tx, actor, id, report.municipalityId, decision.event.kind, now(), { number: report.snapshot.number + 1 })
    return accept({ id })
  })
}

export const takeStep = ({ db, now }: Deps, actor: Actor, id: string, step: Step, seen: string) =>
  writing(db, actor, async (tx) => {
    const report = await own(tx, id)
    if (!report) return refuse('not-found' as const)
    const decision = take(report, step, actor.role, seen)
    if (!decision.ok) return decision
    await store.saveStep(tx, id, step, actor.name, now())
    await record(tx, actor, id, report.municipalityId, decision.event.kind, now())
    return accept({ kind: decision.event.kind })
  })

/** A report the actor writes. */
async function own(tx: Tx, id: string, load: (tx: Tx, id: string) => Promise<Report | undefined> = store.lockReport): Promise<Report | undefined> {
  const report = await load(tx, id)
  return report && (await writesFor(tx, report.municipalityId)) ? report : undefined
}

const record = (tx: Tx, actor: Actor, id: string, municipalityId: string, kind: string, now: Date, data?: Readonly<Record<string, string | number>>) =>
  audit.record(tx, actor, { kind, about: { kind: 'quality-report', id }, readers: [...new Set([municipalityId, actor.orgId])], visibility: 'shared', ...(data ? { data } : {}) }, now)
