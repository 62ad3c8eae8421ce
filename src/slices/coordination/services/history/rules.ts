import type { ActivityContent } from '../rules.ts'

/** An activity as somebody wrote it at one time. */
export type Version = { readonly activityId: string; readonly content: ActivityContent; readonly at: Date; readonly by: string }
/** What stands in an activity, in the order it is read. */
export const parts = ['what', 'theme', 'kind', 'method', 'reaches', 'frequency', 'starts-on', 'ends-on', 'next-on'] as const
export type Part = (typeof parts)[number]
export type Change = { readonly at: Date; readonly by: string; /** How what was changed stood before. */ readonly before: ActivityContent; readonly changed: readonly Part[] }

/** Who changed what and when, the last first. What was saved again as it stood is no change. */
export function changesOf(earlier: readonly Version[], now: Version): readonly Change[] {
  const all = [...earlier.toSorted((a, b) => a.at.getTime() - b.at.getTime()), now]
  return all
    .flatMap((one, index): readonly Change[] => {
      const next = all[index + 1]
      const changed = next ? parts.filter((part) => asWord(next.content, part) !== asWord(one.content, part)) : []
      return next && changed.length > 0 ? [{ at: next.at, by: next.by, before: one.content, changed }] : []
    })
    .toReversed()
}

const asWord = (one: ActivityContent, part: Part): string =>
  ({ what: one.what, theme: one.theme, kind: one.kind, method: one.method, reaches: [...one.reaches].toSorted().join(), frequency: one.frequency, 'starts-on': one.startsOn, 'ends-on': one.endsOn, 'next-on': one.nextOn ?? '' })[part]
