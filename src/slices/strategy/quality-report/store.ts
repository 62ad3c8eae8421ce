import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import { regionOf } from '../places/store.ts'
import type { Figures } from './figures/shape.ts'
import { figuresShape } from './figures/shape.ts'
import type { Chapter, Report, ReportHead, ReportState, Snapshot, Step, Written } from './rules.ts'

const heads = (tx: Tx) => tx.selectFrom('strategy.quality_report as r').innerJoin('register.organisation_card as m', 'm.id', 'r.municipality_id').selectAll('r').select('m.full_name as municipality')
type Row = Awaited<ReturnType<ReturnType<typeof heads>['execute']>>[number]

const headOf = (row: Row): ReportHead => ({
  id: row.id,
  municipalityId: row.municipality_id,
  municipality: row.municipality ?? '',
  year: row.year,
  version: row.version,
  state: row.state as ReportState,
  language: row.language as 'nb' | 'nn',
  approvedAt: row.approved_at ?? undefined,
  approvedBy: row.approved_by_name ?? undefined,
  publishedAt: row.published_at ?? undefined,
  publishedBy: row.published_by_name ?? undefined,
})

/** The reports the actor may see, the newest year first. */
export const loadHeads = async (tx: Tx): Promise<readonly ReportHead[]> => (await heads(tx).orderBy('r.year', 'desc').orderBy('m.full_name').orderBy('r.version', 'desc').limit(500).execute()).map(headOf)

export async function loadReport(tx: Tx, id: string): Promise<Report | undefined> {
  const row = await heads(tx).where('r.id', '=', id).executeTakeFirst()
  if (!row) return undefined
  const [written, [snapshot]] = await Promise.all([loadWritten(tx, id), loadSnapshots(tx, id, row.figures_number)])
  return snapshot && { ...headOf(row), written, snapshot }
}

/** As `loadReport`, and nobody else changes it until the transaction is over. */
export async function lockReport(tx: Tx, id: string): Promise<Report | undefined> {
  const held = await tx.selectFrom('strategy.quality_report').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
  return held && loadReport(tx, id)
}

const loadWritten = async (tx: Tx, id: string): Promise<readonly Written[]> =>
  (await tx.selectFrom('strategy.quality_chapter').selectAll().where('report_id', '=', id).execute()).map((row) => ({ chapter: row.chapter as Chapter, body: row.body, version: row.version, changedAt: row.changed_at, changedBy: row.changed_by_name }))

/** The figures that were taken, the last first; or the one with the number. */
export async function loadSnapshots(tx: Tx, id: string, number?: number): Promise<readonly Snapshot[]> {
  const rows = await tx.selectFrom('strategy.quality_figures').selectAll().where('report_id', '=', id).$if(number !== undefined, (query) => query.where('number', '=', number ?? 0)).orderBy('number', 'desc').limit(50).execute()
  return rows.map((row) => ({ number: row.number, takenAt: row.taken_at, takenBy: row.taken_by_name, figures: figuresShape.parse(row.figures) }))
}

/** The versions of a year; begun at the same time by another, one of them waits. */
export async function lockYear(tx: Tx, municipalityId: string, year: number): Promise<readonly ReportHead[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`strategy.quality_report ${municipalityId} ${year}`}, 0))`.execute(tx)
  return (await heads(tx).where('r.municipality_id', '=', municipalityId).where('r.year', '=', year).orderBy('r.version', 'desc').execute()).map(headOf)
}

export type NewReport = { readonly municipalityId: string; readonly year: number; readonly version: number; readonly language: 'nb' | 'nn' }
export async function insertReport(tx: Tx, report: NewReport, figures: Figures, who: string, now: Date): Promise<string> {
  const { id } = await tx
    .insertInto('strategy.quality_report')
    .values({ municipality_id: report.municipalityId, region_id: regionOf(report.municipalityId), year: report.year, version: report.version, language: report.language, begun_at: now, begun_by_name: who })
    .returning('id')
    .executeTakeFirstOrThrow()
  await insertFigures(tx, id, 1, figures, who, now)
  return id
}

const insertFigures = (tx: Tx, id: string, number: number, figures: Figures, who: string, now: Date) => tx.insertInto('strategy.quality_figures').values({ report_id: id, number, taken_at: now, taken_by_name: who, figures: JSON.stringify(figures) }).execute()

/** New figures beside those there were; from now on they hold. */
export async function saveFigures(tx: Tx, id: string, number: number, figures: Figures, who: string, now: Date): Promise<void> {
  await insertFigures(tx, id, number, figures, who, now)
  await tx.updateTable('strategy.quality_report').set({ figures_number: number }).where('id', '=', id).execute()
}

/** @returns the chapter's version from now on */
export async function saveChapter(tx: Tx, id: string, chapter: Chapter, body: string, who: string, now: Date): Promise<number> {
  const { version } = await tx
    .insertInto('strategy.quality_chapter')
    .values({ report_id: id, chapter, body, changed_at: now, changed_by_name: who })
    .onConflict((conflict) => conflict.columns(['report_id', 'chapter']).doUpdateSet({ body, version: sql<number>`quality_chapter.version + 1`, changed_at: now, changed_by_name: who }))
    .returning('version')
    .executeTakeFirstOrThrow()
  return version
}

/** The texts of the version before, as the new one begins. */
export const copyChapters = (tx: Tx, from: string, to: string, who: string, now: Date) =>
  sql`insert into strategy.quality_chapter (report_id, chapter, body, changed_at, changed_by_name) select ${to}, c.chapter, c.body, ${now}, ${who} from strategy.quality_chapter c where c.report_id = ${from}`.execute(tx)

export const saveStep = (tx: Tx, id: string, step: Step, who: string, now: Date) =>
  tx.updateTable('strategy.quality_report').set(step === 'approve' ? { state: 'approved', approved_at: now, approved_by_name: who } : { state: 'published', published_at: now, published_by_name: who }).where('id', '=', id).execute()
