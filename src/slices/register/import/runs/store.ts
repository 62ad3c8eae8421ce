import type { Actor } from '../../../../kernel/actor.ts'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Language } from '../../../../kernel/language.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { ImportReport } from '../actions.ts'
import type { Mapping } from '../mapping.ts'
import { keepUploadedHours, type ImportRun, type ImportState } from './rules.ts'

const columns = ['id', 'state', 'file_name', 'mapping', 'as_of', 'language', 'total', 'done', 'added', 'changed', 'unchanged', 'older', 'problem_rows', 'uploaded_at', 'uploaded_by_name', 'finished_at'] as const

export async function loadRuns(tx: Tx, limit: number): Promise<ImportRun[]> {
  const rows = await tx.selectFrom('register.import_run').select(columns).select((eb) => eb('problem_file', 'is not', null).as('has_problem_file')).orderBy('uploaded_at', 'desc').limit(limit).execute()
  return rows.map(asRun)
}

export async function loadRun(tx: Tx, id: string): Promise<ImportRun | undefined> {
  const row = await tx.selectFrom('register.import_run').select(columns).select((eb) => eb('problem_file', 'is not', null).as('has_problem_file')).where('id', '=', id).executeTakeFirst()
  return row && asRun(row)
}

/** The run, held until the transaction ends, so that two workers never take the same rows. */
export async function lockRun(tx: Tx, id: string): Promise<ImportRun | undefined> {
  const row = await tx.selectFrom('register.import_run').select(columns).select((eb) => eb('problem_file', 'is not', null).as('has_problem_file')).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && asRun(row)
}

export const loadContent = async (tx: Tx, id: string): Promise<Uint8Array | undefined> =>
  (await tx.selectFrom('register.import_run').select('content').where('id', '=', id).executeTakeFirst())?.content ?? undefined

export const loadProblemFile = async (tx: Tx, id: string): Promise<string | undefined> =>
  (await tx.selectFrom('register.import_run').select('problem_file').where('id', '=', id).executeTakeFirst())?.problem_file ?? undefined

export const runningIds = async (tx: Tx): Promise<string[]> => (await tx.selectFrom('register.import_run').select('id').where('state', '=', 'running').execute()).map(({ id }) => id)

export type NewRun = { readonly id: string; readonly fileName: string; readonly content: Uint8Array; readonly mapping: Mapping; readonly asOf: LocalDate; readonly language: Language }

export const insertRun = (tx: Tx, actor: Actor, run: NewRun, at: Date) =>
  tx
    .insertInto('register.import_run')
    .values({
      id: run.id,
      state: 'uploaded',
      file_name: run.fileName,
      content: Buffer.from(run.content),
      mapping: JSON.stringify(run.mapping),
      as_of: run.asOf as string,
      language: run.language,
      total: 0,
      uploaded_at: at,
      uploaded_by: actor.personId,
      uploaded_by_name: actor.name,
    })
    .execute()

export const saveChoices = (tx: Tx, id: string, mapping: Mapping, asOf: LocalDate) =>
  tx.updateTable('register.import_run').set({ mapping: JSON.stringify(mapping), as_of: asOf as string }).where('id', '=', id).where('state', '=', 'uploaded').execute()

export const saveStart = (tx: Tx, id: string, total: number, problemRows: number, problemFile: string | undefined, at: Date) =>
  tx.updateTable('register.import_run').set({ state: 'running', total, problem_rows: problemRows, problem_file: problemFile ?? null, started_at: at }).where('id', '=', id).execute()

/** What one portion of rows did, added to what the earlier ones did. */
export const saveProgress = (tx: Tx, run: ImportRun, rows: number, report: ImportReport) =>
  tx
    .updateTable('register.import_run')
    .set({ done: run.done + rows, added: run.added + report.added, changed: run.changed + report.changed, unchanged: run.unchanged + report.unchanged, older: run.older + report.older })
    .where('id', '=', run.id)
    .execute()

/** The file itself is not kept any longer; the report and the rows that did not go in are. */
export const saveEnd = (tx: Tx, id: string, state: Extract<ImportState, 'done' | 'failed' | 'given-up'>, failure: string | undefined, at: Date) =>
  tx.updateTable('register.import_run').set({ state, content: null, failure: failure ?? null, finished_at: at }).where('id', '=', id).execute()

export const giveUpOld = (tx: Tx, now: Date) =>
  tx
    .updateTable('register.import_run')
    .set({ state: 'given-up', content: null, finished_at: now })
    .where('state', '=', 'uploaded')
    .where('uploaded_at', '<', new Date(now.getTime() - keepUploadedHours * 3_600_000))
    .execute()

type Row = {
  id: string; state: string; file_name: string; mapping: unknown; as_of: string; language: string; total: number; done: number; added: number; changed: number; unchanged: number; older: number
  problem_rows: number; uploaded_at: Date; uploaded_by_name: string; finished_at: Date | null; has_problem_file: unknown
}

const asRun = (row: Row): ImportRun => ({
  id: row.id,
  state: row.state as ImportState,
  fileName: row.file_name,
  mapping: row.mapping as Mapping,
  asOf: row.as_of as LocalDate,
  language: row.language as Language,
  total: row.total,
  done: row.done,
  added: row.added,
  changed: row.changed,
  unchanged: row.unchanged,
  older: row.older,
  problemRows: row.problem_rows,
  hasProblemFile: row.has_problem_file === true,
  uploadedAt: row.uploaded_at,
  uploadedByName: row.uploaded_by_name,
  finishedAt: row.finished_at ?? undefined,
})
