import { findNationalIds } from './text-guard-numbers.ts'
import { patterns } from './text-guard-patterns.ts'
import type { PatternKind } from './text-guard-patterns.ts'

/** What a text may hold that does not belong in a case about a kindergarten. */
export type FindingKind = 'national-id' | 'looks-like-national-id' | PatternKind

/**
 * A place in the text, from `start` up to `end` (UTF-16 units). 'stop': the text may not be saved. 'point-out': the writer is asked to look again.
 * The words themselves are left out, so that a finding can be logged or counted without carrying them on.
 */
export type Finding = { readonly kind: FindingKind; readonly severity: 'stop' | 'point-out'; readonly start: number; readonly end: number }

/**
 * Keeps cases at system level: finds what points at one child in bokmål, nynorsk or English. It helps people notice; it does not prove a text clean.
 * Expects NFC, as `fields.text` gives. Sorted by place; findings of one kind that meet are one. Runs in the browser too, in time linear in the text.
 */
export const guardText = (text: string): Finding[] => {
  const found: Finding[] = findNationalIds(text).map(({ valid, start, end }) =>
    valid ? { kind: 'national-id', severity: 'stop', start, end } : { kind: 'looks-like-national-id', severity: 'point-out', start, end },
  )
  for (const { kind, pattern } of patterns) {
        for (const { 0: { length }, index } of text.matchAll(pattern)) found.push({ kind, severity: 'point-out', start: index, end: index + length })
  }
  return merge(found)
}

/** True when the text may not be saved. */
export const mustStop = (findings: readonly Finding[]): boolean => findings.some(({ severity }) => severity === 'stop')

const merge = (findings: readonly Finding[]): Finding[] => {
  const merged: Finding[] = []
  const last = new Map<FindingKind, number>()
  for (const finding of findings.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const at = last.get(finding.kind)
    const before = at === undefined ? undefined : merged[at]
    if (at !== undefined && before !== undefined && finding.start <= before.end) merged[at] = { ...before, end: Math.max(before.end, finding.end) }
    else last.set(finding.kind, merged.push(finding) - 1)
  }
  return merged
}
