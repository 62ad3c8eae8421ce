import type { LocalDate } from './dates.ts'

/** Something that waits for the one who looks, in words: what to do, where it is, and by when. Each slice supplies its own. */
export type Task = {
  /** A sentence that says what to do. */
  readonly text: string
  readonly href: string
  /** The case, the kindergarten or the person it is about. */
  readonly where: string
  /** The last day; undefined when nothing is late. */
  readonly due: LocalDate | undefined
  /** Begun by the one who looks, and left. */
  readonly begun?: boolean
}

/** The most urgent first; what has no deadline comes last, in the order it came. */
export const byUrgency = (tasks: readonly Task[]): Task[] =>
  tasks.toSorted((a, b) => (a.due === b.due ? 0 : a.due === undefined ? 1 : b.due === undefined ? -1 : a.due < b.due ? -1 : 1))
