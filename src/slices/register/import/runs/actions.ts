import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate, type LocalDate } from '../../../../kernel/dates.ts'
import { refuse } from '../../../../kernel/decision.ts'
import type { Language } from '../../../../kernel/language.ts'
import { brokenConstraint, reading, system, writing, type Tx } from '../../../../platform/db.ts'
import type { Deps, Uploaded } from '../../../../platform/http.ts'
import { texts, type Translate } from '../../../../texts/index.ts'
import * as audit from '../../../audit/index.ts'
import { importRows, leaveOutTaken, previewImport } from '../actions.ts'
import { proposeMapping, readRows, rowsWithProblems, type Mapping, type RowProblem } from '../mapping.ts'
import { writeProblemFile } from '../problem-file.ts'
import { readTable, type Table } from '../read-file.ts'
import { chunkSize, startImport, type ImportRun } from './rules.ts'
import * as store from './store.ts'

export const importQueue = 'register.import'

/** Takes a file in for a look; nothing of it goes into the register yet. */
export async function takeFile({ db, now }: Deps, actor: Actor, uploaded: Uploaded | undefined, language: Language) {
  if (!uploaded) return refuse('no-file' as const)
  const table = await readTable(uploaded.bytes, uploaded.name)
  if (!table.ok) return refuse(table.because)
  const at = now()
  const id: string = crypto.randomUUID()
  const run = { id, fileName: uploaded.name.slice(-120), content: uploaded.bytes, mapping: proposeMapping(table.headers), asOf: osloDate(at), language }
  await writing(db, actor, async (tx) => {
    await store.giveUpOld(tx, at)
    await store.insertRun(tx, actor, run, at)
  })
  return { ok: true as const, event: { id } }
}

/** The file as it will be read with the columns chosen now, and what it would do. */
export async function preview(tx: Tx, run: ImportRun) {
  const table = await tableOf(tx, run)
  if (!table) return undefined
  const { rows, problems } = await readGood(tx, table, run.mapping)
  return { table, rows, problems, would: await previewImport(tx, rows, run.mapping, run.asOf) }
}

export const chooseColumns = ({ db }: Deps, actor: Actor, id: string, mapping: Mapping, asOf: LocalDate) => writing(db, actor, (tx) => store.saveChoices(tx, id, mapping, asOf))

/** Begins the import: from here on it is the program's own work, and goes on whoever looks. */
export async function start({ db, now, jobs }: Deps, actor: Actor, id: string) {
  return writing(db, actor, async (tx) => {
    const run = await store.lockRun(tx, id)
    // Asked before the file is read: those who wait for the one who came first are answered at once.
    const table = run?.state === 'uploaded' ? await tableOf(tx, run) : undefined
    if (!run || !table) return refuse('already-started' as const)
    const { rows, problems, read } = await readGood(tx, table, run.mapping)
    const decision = startImport(run, rows.length)
    if (!decision.ok) return decision
    const at = now()
    await store.saveStart(tx, id, read.length, rowsWithProblems(problems), problems.length > 0 ? problemFile(table, problems, run.language) : undefined, at)
    await jobs.enqueue(tx, importQueue, { id }, { singletonKey: id })
    await audit.record(tx, actor, { kind: 'register.import-started', about: { kind: 'import-run', id }, readers: [actor.orgId], visibility: 'shared', data: { file: run.fileName, rows: rows.length } }, at)
    return decision
  })
}

/**
 * The job: takes the rows that are not in yet, a portion at a time, each portion in a transaction with how far it has come. Stopped anywhere and
 * begun again, it goes on from there; two at once take turns.
 */
export async function runImport({ db, now, log }: Deps, id: string): Promise<void> {
  const run = await reading(db, system, (tx) => store.loadRun(tx, id))
  if (run?.state !== 'running') return
  const table = await reading(db, system, (tx) => tableOf(tx, run))
  if (!table) return void (await writing(db, system, (tx) => store.saveEnd(tx, id, 'failed', 'file-lost', now())))
  const { rows } = readRows(table, run.mapping)
  try {
    for (let more = true; more; ) more = await writing(db, system, (tx) => takePortion(tx, id, rows, now()))
  } catch (problem) {
    const constraint = brokenConstraint(problem)
    if (!constraint) throw problem
    log.error('import-refused', { run: id, constraint })
    await writing(db, system, (tx) => store.saveEnd(tx, id, 'failed', constraint, now()))
  }
}

async function takePortion(tx: Tx, id: string, rows: ReturnType<typeof readRows>['rows'], at: Date): Promise<boolean> {
  const run = await store.lockRun(tx, id)
  if (run?.state !== 'running') return false
  const portion = rows.slice(run.done, run.done + chunkSize)
  const report = await importRows(tx, portion, run.mapping, { source: run.fileName, asOf: run.asOf }, at)
  await store.saveProgress(tx, run, portion.length, report)
  if (run.done + portion.length < run.total) return true
  await store.saveEnd(tx, id, 'done', undefined, at)
  return false
}

/** After a start: what was under way when the program stopped goes on. */
export const resumeImports = ({ db, jobs }: Deps): Promise<void> =>
  writing(db, system, async (tx) => {
    for (const id of await store.runningIds(tx)) await jobs.enqueue(tx, importQueue, { id })
  })

/** The rows that cannot go in, with their names and what is wrong, before anything has been imported. */
export async function problemsAsFile(tx: Tx, run: ImportRun, language: Language): Promise<string | undefined> {
  if (run.state !== 'uploaded') return store.loadProblemFile(tx, run.id)
  const table = await tableOf(tx, run)
  return table && problemFile(table, (await readGood(tx, table, run.mapping)).problems, language)
}

/** The rows that can go in, and all that is wrong with the others: what the file itself shows, and what the register knows. `read` is what the job counts. */
async function readGood(tx: Tx, table: Table, mapping: Mapping) {
  const read = readRows(table, mapping)
  const { rows, problems } = await leaveOutTaken(tx, read.rows)
  return { rows, read: read.rows, problems: [...read.problems, ...problems].toSorted((a, b) => a.rowNumber - b.rowNumber) }
}

function problemFile(table: Table, problems: readonly RowProblem[], language: Language): string {
  const t = texts(language)
  return writeProblemFile(table, problems, {
    say: (because, { value }) => problemText(t, because, value),
    titles: { rowNumber: t('register.import.problem.row'), name: t('register.fact.name'), problem: t('register.import.problem.what') },
  })
}

/** What is wrong with a cell, with what stands in it. */
const problemText = (t: Translate, because: RowProblem['because'], value: string): string => `${value === '' ? '' : `${value}: `}${t(`register.import.problem.${because}`)}`

async function tableOf(tx: Tx, run: ImportRun): Promise<Table | undefined> {
  const content = await store.loadContent(tx, run.id)
  const table = content && (await readTable(content, run.fileName))
  return table?.ok ? table : undefined
}
