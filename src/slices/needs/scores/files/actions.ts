import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate } from '../../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import type { Language } from '../../../../kernel/language.ts'
import { brokenConstraint, system, writing, type Tx } from '../../../../platform/db.ts'
import type { Deps, Uploaded } from '../../../../platform/http.ts'
import { texts } from '../../../../texts/index.ts'
import * as audit from '../../../audit/index.ts'
import { readTable, type FileRefusal } from '../../../register/index.ts'
import { wordsIn, type ScoresInstrument } from '../../instruments/definition.ts'
import { stampOf } from '../../instruments/rules.ts'
import { insertSets } from '../store.ts'
import { problemFile } from './problem-file.ts'
import { columnsOf, countsOf, mostLines, mostMegabytes, planned, readLines, type ColumnRefusal, type Counts, type FileTable, type LineProblem, type PlannedLine } from './rules.ts'
import * as store from './store.ts'

export type FileProblem = 'no-file' | 'too-large' | FileRefusal | ColumnRefusal
export type List = { readonly versionId: string; readonly definition: ScoresInstrument }

/** Takes a file in for a look; nothing of it is entered yet. A file that cannot be understood at all is not kept. */
export async function takeFile({ db, now }: Deps, actor: Actor, { versionId, definition }: List, uploaded: Uploaded | undefined): Promise<Decision<FileProblem, { readonly id: string }>> {
  if (!uploaded || uploaded.bytes.length === 0) return refuse(uploaded ? 'empty-file' : 'no-file')
  if (uploaded.bytes.length > mostMegabytes * 1024 * 1024) return refuse('too-large')
  const table = await readTable(uploaded.bytes, uploaded.name)
  if (!table.ok) return table
  if (table.rows.length > mostLines) return refuse('too-many-lines')
  const columns = columnsOf(table.headers, definition)
  if (!columns.ok) return columns
  return accept({ id: await writing(db, actor, (tx) => store.insertFile(tx, actor.orgId, versionId, uploaded, actor, now())) })
}

/** Files that nobody has decided on are let go of; at night. */
export const letGoOfFiles = async ({ db, now }: Deps): Promise<void> => void (await writing(db, system, (tx) => store.giveUpOld(tx, now())))

export type Preview = { readonly table: FileTable; readonly plan: readonly PlannedLine[]; readonly problems: readonly LineProblem[]; readonly blank: number; readonly counts: Counts; /** Of what was shown: it holds as long as nothing it stands on has changed. */ readonly stamp: string }
/** What the file would do now. */
export async function preview(tx: Tx, file: store.ScoreFile, { definition, versionId }: List, language: Language, now: Date): Promise<Preview | undefined> {
  const content = await store.loadContent(tx, file.id)
  const table = content && (await readTable(content, file.fileName))
  const columns = table?.ok ? columnsOf(table.headers, definition) : undefined
  if (!table?.ok || !columns?.ok) return undefined
  const [known, standing] = [await store.loadKnown(tx), await store.loadStanding(tx, versionId)]
  const { good, problems, blank } = readLines(table, columns.event, { instrument: definition, source: wordsIn(definition.source, language), known, today: osloDate(now) })
  const plan = planned(good, standing)
  return { table, plan, problems, blank, counts: countsOf(plan, problems), stamp: stampOf(plan) }
}

/** Enters the good lines, all at once; the others are kept as a file to mend. `stamp` is that of the preview somebody said yes to. */
export async function apply({ db, now }: Deps, actor: Actor, file: store.ScoreFile, list: List, stamp: string, language: Language): Promise<Decision<'done-already' | 'changed-meanwhile' | 'nothing-good', Counts>> {
  try {
    return await writing(db, actor, async (tx) => {
      const seen = (await store.lockFile(tx, file.id)) ? await preview(tx, file, list, language, now()) : undefined
      if (!seen) return refuse('done-already' as const)
      if (seen.stamp !== stamp) return refuse('changed-meanwhile' as const)
      if (seen.plan.length === 0) return refuse('nothing-good' as const)
      const t = texts(language)
      const entered = seen.plan.filter(({ outcome }) => outcome !== 'same')
      const reason = t('scores.file.reason', { file: file.fileName })
      await insertSets(tx, entered.map(({ kindergartenId, unitId, on, answered, source, scores, standing }) => ({ kindergartenId, unitId, versionId: list.versionId, on, revision: (standing?.revision ?? 0) + 1, answered, source, scores, reason: standing ? reason : '' })), actor, true, now())
      await store.saveDone(tx, file.id, seen.counts, seen.problems.length > 0 ? problemFile(seen, language, list.definition) : undefined, actor, now())
      for (const kindergartenId of new Set(entered.map((line) => line.kindergartenId))) await audit.record(tx, actor, { kind: 'needs.scores-entered', about: { kind: 'organisation', id: kindergartenId }, readers: [kindergartenId, actor.orgId], visibility: 'shared', data: { file: true } }, now())
      return accept(seen.counts)
    })
  } catch (problem) {
    // Somebody entered one of the same at the same moment.
    if (brokenConstraint(problem) === 'score_set_once') return refuse('changed-meanwhile')
    throw problem
  }
}
