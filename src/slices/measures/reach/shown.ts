import type { LocalDate } from '../../../kernel/dates.ts'
import { fewest } from '../../../kernel/fewest.ts'
import { overall, shareOf, staffGroups, type Gathering, type Share, type StaffGroup } from './rules.ts'

// What may be seen of the reach outside the kindergarten: never of fewer than five, never exactly.

/** `part` is 'all', or the groups that are put together with + between. `quarter`: 1 is under a quarter, 4 is three quarters or more. */
export type Shown = { readonly part: string; readonly gatherings: number; readonly peopleAtLeast: number; readonly quarter: 1 | 2 | 3 | 4; readonly lastOn: LocalDate }

/** The whole and one division of it, each of five people or more at every gathering. Small groups are put together, the smallest first. */
export function shownOutside(gatherings: readonly Gathering[]): readonly Shown[] {
  const lastOn = gatherings.map(({ heldOn }) => heldOn).toSorted().at(-1)
  if (lastOn === undefined) return []
  const whole = { groups: [...staffGroups], least: leastOf(gatherings, staffGroups) }
  if (whole.least < fewest) return []
  const divided = divide(staffGroups.map((group) => ({ groups: [group], least: leastOf(gatherings, [group]) })).filter(({ groups }) => shares(gatherings, groups).some(({ people }) => people > 0)), gatherings)
  const say = (part: string, groups: readonly StaffGroup[], least: number): Shown => ({ part, gatherings: gatherings.length, peopleAtLeast: Math.floor(least / 5) * 5, quarter: quarterOf(total(gatherings, groups)), lastOn })
  return [say('all', whole.groups, whole.least), ...(divided.length > 1 ? divided.map(({ groups, least }) => say(groups.join('+'), groups, least)) : [])]
}

type Division = { readonly groups: readonly StaffGroup[]; readonly least: number }
/** The two smallest become one until each has five. */
function divide(all: readonly Division[], gatherings: readonly Gathering[]): readonly Division[] {
  const [first, second, ...rest] = all.toSorted((a, b) => a.least - b.least)
  if (!first || !second || first.least >= fewest) return all
  const groups = staffGroups.filter((group) => first.groups.includes(group) || second.groups.includes(group))
  return divide([{ groups, least: leastOf(gatherings, groups) }, ...rest], gatherings)
}

const shares = (gatherings: readonly Gathering[], groups: readonly StaffGroup[]): readonly Share[] => gatherings.map(({ counts }) => groups.map((group) => shareOf(counts, group)).reduce((a, b) => ({ people: a.people + b.people, reached: a.reached + b.reached })))
const leastOf = (gatherings: readonly Gathering[], groups: readonly StaffGroup[]): number => Math.min(...shares(gatherings, groups).map(({ people }) => people))
const total = (gatherings: readonly Gathering[], groups: readonly StaffGroup[]): Share => groups.map((group) => overall(gatherings, group)).reduce((a, b) => ({ people: a.people + b.people, reached: a.reached + b.reached }))
const quarterOf = ({ people, reached }: Share): 1 | 2 | 3 | 4 => (reached * 4 < people ? 1 : reached * 2 < people ? 2 : reached * 4 < people * 3 ? 3 : 4)
