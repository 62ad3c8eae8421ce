import { dateOf, type LocalDate } from '../../../../kernel/dates.ts'
import { putTogether, type Block, type Waiting } from '../rules.ts'

// How much of the staff measures have reached, of five kindergartens or more at a time. The rules in words: docs/rules/insight-picture.md.

/** 1 is under a quarter of the places, 4 three quarters or more. */
export type Quarter = 1 | 2 | 3 | 4
export type WaitingReach = Waiting & { readonly quarter: Quarter }

/** The quarter several are in together: each counts the same, as in the middle of its own. Whole numbers, so that no rounding moves it. */
export function quarterTogether(all: readonly Pick<WaitingReach, 'quarter'>[]): Quarter {
  // (2q - 1) / 8 is the middle of quarter q.
  const eighths = all.reduce((sum, { quarter }) => sum + 2 * quarter - 1, 0)
  const at = Math.floor((eighths * 4) / (8 * Math.max(1, all.length))) + 1
  return at <= 1 ? 1 : at === 2 ? 2 : at === 3 ? 3 : 4
}

/** Blocks of five or more by the rules of the picture, each with one quarter. */
export const reachBlocks = <Member extends WaitingReach>(waiting: readonly Member[]): readonly (Block<Member> & { readonly quarter: Quarter })[] =>
  putTogether(waiting).map((block) => ({ ...block, quarter: quarterTogether(block.members) }))

/** The day a kindergarten year is counted: a month after it is over, so that late corrections are in it. */
export const countedFrom = (year: number): LocalDate => dateOf(year + 1, 9, 1)
