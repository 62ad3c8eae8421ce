import type { LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'

/** How well one holds a subject, from nothing to being able to teach others. Words, never numbers: `docs/rules/team-competence.md`. */
export const levels = ['none', 'learning', 'together', 'alone', 'guides'] as const
export type Level = (typeof levels)[number]
/** Who may go to a kindergarten with it alone. */
export const holds = (level: Level): boolean => level === 'alone' || level === 'guides'

/** What stands on the team's own list, beside the themes of the framework plan and the team's own. */
export const ownKinds = ['method', 'language', 'guidance', 'dissemination'] as const
export type OwnKind = (typeof ownKinds)[number]

export type Member = { readonly personId: string; readonly name: string; /** The last day in the team, when that is known. */ readonly lastDay: LocalDate | undefined }
export type Held = { readonly personId: string; readonly subject: string; readonly level: Level }
/** In how many kindergartens a theme is asked for, as far as the team may see: needs shared with it, requests of the last twelve months, measures planned or running. */
export type Asked = { readonly needs: number; readonly requests: number; readonly measures: number; readonly kindergartens: number }
const nobodyAsks: Asked = { needs: 0, requests: 0, measures: 0, kindergartens: 0 }

export type CoverageState = 'nobody' | 'one' | 'several'
export const stateOf = (count: number): CoverageState => (count === 0 ? 'nobody' : count === 1 ? 'one' : 'several')
export type Covered<Subject> = {
  readonly subject: Subject
  readonly holders: readonly Member[]
  readonly learners: number
  readonly state: CoverageState
  readonly asked: Asked
  /** When it is known that it gets worse: the last day as now, and how it stands the day after. */
  readonly falls: { readonly lastDay: LocalDate; readonly to: CoverageState } | undefined
}

/**
 * How each subject is covered by those who work in the team today. First what is asked for and held by nobody, then by one alone, then by one who
 * leaves; among equals what most kindergartens ask for. Someone who has left is in `held`, but not in `members`, and counts no more.
 */
export function coverage<Subject extends { readonly code: string }>(subjects: readonly Subject[], members: readonly Member[], held: readonly Held[], asked: ReadonlyMap<string, Asked>): readonly Covered<Subject>[] {
  return subjects
    .map((subject): Covered<Subject> => {
      const of = held.filter((one) => one.subject === subject.code)
      const at = (fits: (level: Level) => boolean) => members.filter(({ personId }) => of.some((one) => one.personId === personId && fits(one.level)))
      const holders = at(holds)
      return { subject, holders, learners: at((level) => level === 'learning' || level === 'together').length, state: stateOf(holders.length), asked: asked.get(subject.code) ?? nobodyAsks, falls: fallOf(holders) }
    })
    .toSorted((a, b) => weight(a) - weight(b) || b.asked.kindergartens - a.asked.kindergartens)
}

/** The first day whose evening makes the state worse. */
function fallOf(holders: readonly Member[]): Covered<unknown>['falls'] {
  const now = stateOf(holders.length)
  const days = [...new Set(holders.flatMap(({ lastDay }) => (lastDay ? [lastDay] : [])))].toSorted()
  for (const lastDay of days) {
    const to = stateOf(holders.filter((one) => one.lastDay === undefined || one.lastDay > lastDay).length)
    if (to !== now) return { lastDay, to }
  }
  return undefined
}

const weight = ({ state, falls, asked }: Covered<unknown>): number => {
  const thin = state === 'nobody' ? 0 : state === 'one' ? 1 : falls ? 2 : 3
  return asked.kindergartens > 0 ? thin : thin + 4
}

export type Entry = { readonly level: Level; readonly evidence: string; readonly year: number | undefined; readonly wishes: boolean }
export type WriteRefusal = 'subject-gone' | 'changed-meanwhile' | 'year-ahead'
/** One writes in one's own row. `seen` is the version that stood on the page: 0 when nothing was written before. */
export function write(version: number, seen: number, typed: Entry, known: boolean, thisYear: number): Decision<WriteRefusal, { readonly kind: 'team.competence-written' }> {
  if (!known) return refuse('subject-gone')
  if (version !== seen) return refuse('changed-meanwhile')
  if (typed.year !== undefined && typed.year > thisYear) return refuse('year-ahead')
  return accept({ kind: 'team.competence-written' })
}
