import { fewest } from '../../../../kernel/fewest.ts'
import { sizes as knownSizes } from '../../../../kernel/kindergarten-size.ts'

// What the quality report may tell of kindergartens that are counted. The rules in words: docs/rules/strategy-quality-report.md.

/**
 * A number of kindergartens as it is told. `few`: fewer than five. `band`: from `from` to four more, and at least five are outside it. `most`: all but at most four.
 * Neither those counted nor those left are ever known to be one to four.
 */
export type Shown = { readonly kind: 'few' } | { readonly kind: 'band'; readonly from: number } | { readonly kind: 'most'; readonly from: number }

/** @param all how many there are; `count` of them */
export function shown(count: number, all: number): Shown {
  if (count < fewest) return { kind: 'few' }
  return all - count < fewest ? { kind: 'most', from: Math.max(fewest, all - fewest + 1) } : { kind: 'band', from: count - (count % fewest) }
}

/** The one division of the report: municipal kindergartens, and all others. */
export const groups = ['municipal', 'private'] as const
export type Group = (typeof groups)[number]
export const groupOf = (ownership: string | undefined): Group => (ownership === 'municipal' ? 'municipal' : 'private')

/** Told of all, and of each group where nothing under five comes of it: otherwise the groups are put together. */
export type Division = { readonly whole: Shown; readonly parts?: Readonly<Record<Group, Shown>> | undefined }

export type Counted = { readonly group: Group; readonly counted: boolean }
/** Both groups are told of, or none: in each at least five are counted, and at least five are not. */
export function divide(kindergartens: readonly Counted[]): Division {
  const of = (group?: Group) => kindergartens.filter((one) => group === undefined || one.group === group)
  const told = (group?: Group) => shown(of(group).filter(({ counted }) => counted).length, of(group).length)
  const [municipal, others] = [told('municipal'), told('private')]
  return { whole: told(), parts: municipal.kind === 'band' && others.kind === 'band' ? { municipal, private: others } : undefined }
}

export const sizes = [...knownSizes, 'unknown'] as const

/** Half have waited at most so many whole weeks; undefined when fewer than five kindergartens are behind it. */
export function usualWait(waits: readonly { readonly kindergartenId: string; readonly days: number }[]): number | undefined {
  if (new Set(waits.map(({ kindergartenId }) => kindergartenId)).size < fewest) return undefined
  const days = waits.map((one) => one.days).toSorted((a, b) => a - b)
  return Math.max(1, Math.ceil((days[Math.floor((days.length - 1) / 2)] ?? 0) / 7))
}
