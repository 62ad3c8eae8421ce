import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import { compareDates, type LocalDate } from '../../../kernel/dates.ts'
import { fewest } from '../../../kernel/fewest.ts'
import type { Scale, ScoresInstrument, StaffWords } from '../instruments/definition.ts'

export type NumberRefusal = 'not-a-number' | 'both-separators' | 'too-many-decimals' | 'outside-scale'

/**
 * A number as people and spreadsheets write it: `4`, `4,5`, `4.5`, `-1,25`. With both comma and point nobody knows which is which. What a spreadsheet
 * adds far behind the point (4.300000000000001) is no decimal.
 */
export function readDecimal(typed: string, decimals: number): Decision<'not-a-number' | 'both-separators' | 'too-many-decimals', number> {
  const clean = typed.trim().replace(/^[−–]/, '-')
  if (clean.includes(',') && clean.includes('.')) return refuse('both-separators')
  if (!/^-?\d{1,6}([.,]\d{1,17})?$/.test(clean)) return refuse('not-a-number')
  const value = Number(clean.replace(',', '.'))
  const rounded = Math.round(value * 10 ** decimals) / 10 ** decimals
  if (Math.abs(value - rounded) > 1e-9) return refuse('too-many-decimals')
  return accept(rounded === 0 ? 0 : rounded)
}

/** A score as it was written, on its scale. */
export function readScore(typed: string, { least, most, decimals }: Scale): Decision<NumberRefusal, number> {
  const read = readDecimal(typed, decimals)
  if (!read.ok) return read
  return read.event < least || read.event > most ? refuse('outside-scale') : read
}

/** What was measured of a unit on a day. */
export type Measured = { readonly answered: number; readonly source: string; readonly scores: Readonly<Record<string, number>> }
export type MeasuredRefusal = 'nothing' | 'too-few' | 'in-future' | 'too-old'

const oldest = '2000-01-01' as LocalDate

/** Whether it can be taken in. `nothing`: no dimension has a score. `too-few`: fewer than five answers, or no observation. */
export function take(instrument: ScoresInstrument, measured: Measured, on: LocalDate, today: LocalDate): Decision<MeasuredRefusal, { readonly kind: 'needs.scores-entered' }> {
  if (compareDates(on, today) > 0) return refuse('in-future')
  if (compareDates(on, oldest) < 0) return refuse('too-old')
  // Of fewer it would tell of persons (docs/rules/needs-masking.md).
  if (measured.answered < (instrument.counted === 'answers' ? fewest : 1)) return refuse('too-few')
  if (Object.keys(measured.scores).length === 0) return refuse('nothing')
  return accept({ kind: 'needs.scores-entered' })
}

/** What it is to what stands already for the same unit, list and day: new, the same again, or another figure. */
export function comparedWith(standing: Measured | undefined, measured: Measured): 'new' | 'same' | 'other' {
  if (!standing || Object.keys(standing.scores).length === 0) return 'new'
  const keys = new Set([...Object.keys(standing.scores), ...Object.keys(measured.scores)])
  const same = standing.answered === measured.answered && standing.source === measured.source && [...keys].every((key) => standing.scores[key] === measured.scores[key])
  return same ? 'same' : 'other'
}

export type Trust = 'few-answers' | 'some-answers' | 'many-answers' | 'one-observation' | 'some-observations' | 'many-observations'
/** How much it can bear. Our reading: under ten answers one person moves the mean visibly; one observation is one day. */
export function trustOf(counted: ScoresInstrument['counted'], answered: number): Trust {
  if (counted === 'answers') return answered < 10 ? 'few-answers' : answered < 20 ? 'some-answers' : 'many-answers'
  return answered < 2 ? 'one-observation' : answered < 4 ? 'some-observations' : 'many-observations'
}

/** Answers are told in bands of five, as everywhere: two exact counts beside two means would tell what one person answered. */
export const bandOf = (answered: number): { readonly from: number; readonly to: number } => ({ from: Math.floor(answered / 5) * 5, to: Math.floor(answered / 5) * 5 + 4 })

/** A set as it is stored, with what it was measured with. */
export type ScoreSet = Measured & {
  readonly id: string; readonly unitId: string; readonly unit: string; readonly instrumentId: string; readonly versionId: string; readonly version: number; readonly instrument: StaffWords; readonly definition: ScoresInstrument
  readonly on: LocalDate; readonly revision: number; readonly reason: string; readonly enteredAt: Date; readonly enteredBy: string; readonly enteredRole: string; readonly fromFile: boolean
}

/** What stands: of each unit, version and day the newest, unless it was taken back. The oldest day first. */
export function standing(sets: readonly ScoreSet[]): readonly ScoreSet[] {
  const newest = new Map<string, ScoreSet>()
  for (const set of sets) {
    const key = `${set.unitId} ${set.versionId} ${set.on}`
    if ((newest.get(key)?.revision ?? 0) < set.revision) newest.set(key, set)
  }
  return [...newest.values()].filter(({ scores }) => Object.keys(scores).length > 0).toSorted((a, b) => compareDates(a.on, b.on))
}

export type Point = { readonly set: ScoreSet; readonly value: number }
export type Series = { readonly key: string; readonly name: StaffWords; readonly about: string; readonly better: 'high' | 'low'; readonly scale: Scale; readonly points: readonly Point[] }
export type Group = { readonly key: string; readonly instrument: StaffWords; readonly unit: string; readonly unitId: string; readonly sets: readonly ScoreSet[]; readonly series: readonly Series[] }

/**
 * What has been measured, as it has gone: a group for each instrument and unit, in it a series for each dimension. Versions go on in the same series as long
 * as the dimension has its key and the scale is the same; a new scale is a new series.
 */
export function groupsOf(sets: readonly ScoreSet[]): readonly Group[] {
  return [...Map.groupBy(standing(sets), (set) => `${set.instrumentId} ${set.unitId}`)].flatMap(([key, group]): readonly Group[] => {
    const last = group.at(-1)
    if (!last) return []
    const series = new Map<string, Series & { points: Point[] }>()
    // The newest version says what the dimensions are called, and in which order they stand.
    for (const set of group.toReversed()) {
      for (const { key: dimension, name, about, better } of set.definition.dimensions) {
        const value = set.scores[dimension]
        if (value === undefined) continue
        const { scale } = set.definition
        const at = `${dimension} ${scale.least} ${scale.most}`
        const one = series.get(at) ?? { key: at, name, about, better, scale, points: [] }
        one.points.unshift({ set, value })
        series.set(at, one)
      }
    }
    return [{ key, instrument: last.instrument, unit: last.unit, unitId: last.unitId, sets: group, series: [...series.values()] }]
  })
}

/** Where a chart of the scale has its lines: every whole number of a short one, else five. */
export function ticksOf({ least, most }: Scale): readonly number[] {
  if (Number.isInteger(least) && most - least <= 10) return Array.from({ length: Math.floor(most - least) + 1 }, (_, at) => least + at)
  return Array.from({ length: 5 }, (_, at) => Math.round((least + ((most - least) * at) / 4) * 100) / 100)
}
