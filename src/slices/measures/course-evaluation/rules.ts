import { addDays, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'

/** A link takes answers so long when nothing else is chosen, and never longer than the longest. */
export const usualDays = 14
const longestDays = 60
const mostStatements = 8
const longestStatement = 200

/** One statement on each line, without empty ones. */
export const statementsIn = (typed: string): readonly string[] => typed.split('\n').map((line) => line.trim()).filter((line) => line !== '')

export type Evaluation = { readonly statements: readonly string[]; readonly closesOn: LocalDate; readonly closedAt: Date | undefined; /** How many have been sent a link of their own. */ readonly asked: number }
export const takesAnswers = ({ closesOn, closedAt }: Pick<Evaluation, 'closesOn' | 'closedAt'>, today: LocalDate): boolean => closedAt === undefined && closesOn >= today

export type OpenRefusal = 'last-session-to-come' | 'already-asked' | 'no-statements' | 'too-many-statements' | 'statement-too-long' | 'closes-too-soon' | 'closes-too-late'
/** Asks those who were there, once: from the beginning of the last session, while they are still in the room. What is asked is not changed when somebody may have answered. */
export function openEvaluation(starts: readonly Date[], before: Evaluation | undefined, statements: readonly string[], closesOn: LocalDate, now: Date, today: LocalDate): Decision<OpenRefusal, { readonly kind: 'measures.course-evaluation-opened' }> {
  if (before) return refuse('already-asked')
  if (starts.length === 0 || starts.some((start) => start > now)) return refuse('last-session-to-come')
  if (statements.length === 0) return refuse('no-statements')
  if (statements.length > mostStatements) return refuse('too-many-statements')
  if (statements.some((one) => one.length > longestStatement)) return refuse('statement-too-long')
  if (closesOn < today) return refuse('closes-too-soon')
  if (closesOn > addDays(today, longestDays)) return refuse('closes-too-late')
  return accept({ kind: 'measures.course-evaluation-opened' })
}

/** An answer to every statement, 0 for "do not know"; undefined when one is missing or is no answer. */
export function answersIn(form: Readonly<Record<string, unknown>>, count: number): readonly number[] | undefined {
  const given = Array.from({ length: count }, (_, at) => form[`p${at + 1}`])
  return given.every((one) => typeof one === 'string' && /^[0-5]$/.test(one)) ? given.map(Number) : undefined
}
