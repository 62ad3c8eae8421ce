import { idnr } from '@navikt/fnrvalidator'
import { isOrganisationNumber } from './organisation-number.ts'

/** Where eleven digits stand that are a number of a person (`valid`), or have its shape and a real date but wrong check digits. */
export type NumberFound = { readonly valid: boolean; readonly start: number; readonly end: number }

/** Digits written together, and what stands between them and the digits before. `start` and `end` are places in the text. */
type Group = { readonly digits: string; readonly start: number; readonly end: number; readonly joined: boolean; readonly dot: boolean }

/**
 * Numbers from the national register: fødselsnummer, D-number, H-number, and the synthetic ones of test registers, with the check digits in use
 * from 2032 too. Digits may be split by space, line break, dot, hyphen, colon, bracket or star where the date ends, or all of them may; signs that cannot be seen are passed over.
 */
export const findNationalIds = (text: string): NumberFound[] => {
  const groups = digitGroups(text)
  const found: NumberFound[] = []
  for (let at = 0; at < groups.length; at += 1) {
    const window = elevenDigits(groups, at)
    const valid = window && judge(window)
    const last = window?.at(-1)
    if (valid === undefined || !window || !last) continue
    found.push({ valid, start: groups[at]?.start ?? 0, end: last.end })
    at += window.length - 1
  }
  return found
}

/** The groups from `at` that have eleven digits together, if they stand together. At most eleven steps. */
const elevenDigits = (groups: readonly Group[], at: number): readonly Group[] | undefined => {
  let length = 0
  for (let end = at; end < groups.length; end += 1) {
    const group = groups[end]
    if (!group || (end > at && !group.joined)) return undefined
    length += group.digits.length
    if (length === 11) return groups.slice(at, end + 1)
    if (length > 11) return undefined
  }
  return undefined
}

/** True for a number of a person, false for something like one, undefined for other numbers. */
const judge = (window: readonly Group[]): boolean | undefined => {
  const shape = window.map(({ digits }) => digits.length).join(' ')
  const digits = window.map((group) => group.digits).join('')
  if (shape === '4 2 5' && window.slice(1).every(({ dot }) => dot)) return undefined // an account, as banks write it
  if (shape.startsWith('3 3 3') && isOrganisationNumber(digits.slice(0, 9))) return undefined
  const answer = idnr(digits)
  if (answer.status === 'valid') return dateStandsAlone(window) ? true : undefined
  const onlyCheckDigits = answer.reasons.every((reason) => reason === "checksums don't match")
  return onlyCheckDigits && usualShapes.has(shape) ? false : undefined
}

const usualShapes = new Set(['11', '6 5', '2 2 2 5'])

/** True when a group ends where the date ends: other ways to split eleven digits are other things (a telephone with its country, a row of counts). */
const dateStandsAlone = (window: readonly Group[]): boolean => {
  let length = 0
  for (const { digits } of window) {
    length += digits.length
    if (length === 6 || length === 11) return true
    if (length > 6) return false
  }
  return false
}

/** Zero-width signs, soft hyphens, marks of direction and variation. */
const unseen = /[\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]|\u034f|\u200d|[\ufe00-\ufe0f]/gu

const digitGroups = (text: string): Group[] => {
  const groups: Group[] = []
  let previousEnd = -1
  for (const match of text.matchAll(/[0-9０-９]/gu)) {
    const start = match.index
    const digit = String.fromCharCode((match[0].charCodeAt(0) & 0x0f) | 0x30)
    const gap = previousEnd < 0 ? undefined : readGap(text, previousEnd, start)
    const before = groups.at(-1)
    if (before && gap === 'nothing') groups[groups.length - 1] = { ...before, digits: before.digits + digit, end: start + 1 }
    else groups.push({ digits: digit, start, end: start + 1, joined: gap === 'space' || gap === 'dot', dot: gap === 'dot' })
    previousEnd = start + 1
  }
  return groups
}

/** What stands between two digits; undefined when it parts them for good. Long gaps are not read. */
const readGap = (text: string, from: number, to: number): 'nothing' | 'space' | 'dot' | undefined => {
  if (to === from) return 'nothing'
  if (to - from > 12) return undefined
  const seen = text.slice(from, to).replaceAll(unseen, '')
  if (seen === '') return 'nothing'
  if (seen === '.') return 'dot'
  return /^(?:[\s\p{Zs}]{1,3}|[\s\p{Zs}]{0,2}[.:(*\p{Pd}−/][\s\p{Zs}]{0,2})$/u.test(seen) ? 'space' : undefined
}
