import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import type { Dimension, ScoresInstrument, StaffWords } from '../definition.ts'
import { freshKey, stampOf, type EditRefusal } from '../rules.ts'

export const mostDimensions = 30

/** What a new list begins as. */
export const emptyScores: ScoresInstrument = { kind: 'scores', per: 'kindergarten', counted: 'answers', scale: { least: 1, most: 5, decimals: 1 }, source: { nb: '', nn: '', en: '' }, dimensions: [] }

export type ScoresFault = 'no-dimensions' | 'scale-turned' | 'scale-empty' | 'no-source' | 'dimension-unnamed' | 'same-dimension'

/** What must be mended before the list can be used. Bokmål is enough: the others fall back on it. */
export function checkScores({ scale, source, dimensions }: ScoresInstrument): readonly ScoresFault[] {
  const names = dimensions.map(({ name }) => name.nb.trim().toLowerCase())
  const faults: readonly (readonly [boolean, ScoresFault])[] = [
    [dimensions.length === 0, 'no-dimensions'],
    [scale.least > scale.most, 'scale-turned'],
    [scale.least === scale.most, 'scale-empty'],
    [source.nb === '', 'no-source'],
    [names.includes(''), 'dimension-unnamed'],
    [names.some((name, at) => name !== '' && names.indexOf(name) !== at), 'same-dimension'],
  ]
  return faults.flatMap(([wrong, because]) => (wrong ? [because] : []))
}

export type TypedScores = Omit<ScoresInstrument, 'kind'>

/**
 * Puts what was typed in place of the draft. A row without a word is left out; a row that measured something else in an earlier version gets a new key, so
 * that two things never stand on one line.
 * @param earlier bokmål names of dimensions that earlier versions have had, by key
 */
export function replaceScores(stored: ScoresInstrument, typed: TypedScores, stamp: string, earlier: ReadonlyMap<string, string>): Decision<EditRefusal, ScoresInstrument> {
  if (stampOf(stored) !== stamp) return refuse('changed-meanwhile')
  const rows = typed.dimensions.filter(({ name }) => hasWords(name))
  if (rows.length > mostDimensions) return refuse('too-many')
  const used = new Set([...earlier.keys(), ...stored.dimensions.map(({ key }) => key)])
  const dimensions = rows.map((row): Dimension => {
    const known = stored.dimensions.some(({ key }) => key === row.key)
    const key = known && (earlier.get(row.key) ?? row.name.nb) === row.name.nb ? row.key : freshKey('dimension', used)
    used.add(key)
    return { ...row, key }
  })
  return accept({ ...typed, kind: 'scores', dimensions })
}

const hasWords = ({ nb, nn, en }: StaffWords): boolean => [nb, nn, en].some((text) => text.trim() !== '')
