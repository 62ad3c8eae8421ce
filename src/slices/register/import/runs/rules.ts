import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Language } from '../../../../kernel/language.ts'
import { checkMapping, targetFields, type Mapping, type TargetField } from '../mapping.ts'

const importStates = ['uploaded', 'running', 'done', 'failed', 'given-up'] as const
export type ImportState = (typeof importStates)[number]

/** A file on its way into the register. The counts are of what is in so far. */
export type ImportRun = {
  readonly id: string
  readonly state: ImportState
  readonly fileName: string
  readonly mapping: Mapping
  readonly asOf: LocalDate
  readonly language: Language
  readonly total: number
  readonly done: number
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly older: number
  readonly problemRows: number
  readonly hasProblemFile: boolean
  readonly uploadedAt: Date
  readonly uploadedByName: string
  readonly finishedAt: Date | undefined
}

/** Rows that go in together: small enough that nobody waits for the lock, large enough that ten thousand take seconds. */
export const chunkSize = 1000

/** A file that nobody decided about is not kept longer than this. */
export const keepUploadedHours = 24

export type StartRefusal = 'already-started' | 'no-name-column' | 'no-key-column' | 'no-good-rows'

/** May the import begin? A file is used once; to use it again, it is sent again. */
export function startImport(run: Pick<ImportRun, 'state' | 'mapping'>, goodRows: number): Decision<StartRefusal, 'import-started'> {
  if (run.state !== 'uploaded') return refuse('already-started')
  const wrong = checkMapping(run.mapping)
  if (wrong) return refuse(wrong)
  return goodRows === 0 ? refuse('no-good-rows') : accept('import-started')
}

/** How far it has come, 0–100. */
export const percentDone = ({ done, total }: Pick<ImportRun, 'done' | 'total'>): number => (total === 0 ? 100 : Math.floor((done / total) * 100))

/** The form's choice of columns: for each field the number of a column, or nothing. What is no column of the file is nothing. */
export function readMapping(form: Readonly<Record<string, unknown>>, columns: number): Mapping {
  const chosen = targetFields.flatMap((field): [TargetField, number][] => {
    const written = form[fieldName(field)]
    if (typeof written !== 'string' || !/^\d{1,3}$/.test(written)) return []
    return Number(written) < columns ? [[field, Number(written)]] : []
  })
  return Object.fromEntries(chosen)
}

/** Name of the form field where the column of a register field is chosen. */
export const fieldName = (field: TargetField): string => `kolonne.${field}`
