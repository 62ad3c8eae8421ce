import type { Language } from '../../../kernel/language.ts'
import type { LocalDate } from '../../../kernel/dates.ts'

type Words = Readonly<Record<Language, string>>

/**
 * Something that is known about a kindergarten: from where, as of when, and the themes it is about. `key` is its name as long as it is the same thing.
 * A need keeps the pieces it leans on as they were when they were chosen. No piece says anything about single persons.
 */
export type Piece =
  | { readonly kind: 'register'; readonly key: string; readonly on: LocalDate; readonly children?: number | undefined; readonly staff?: number | undefined; readonly capacity?: number | undefined; readonly ownership?: 'municipal' | 'private' | 'other' | undefined }
  | { readonly kind: 'indicator'; readonly key: string; readonly on: LocalDate; readonly name: string; readonly value: number; readonly ofMunicipality?: number | undefined; readonly ofCountry?: number | undefined }
  | { readonly kind: 'staff'; readonly key: string; readonly on: LocalDate; readonly session: string; readonly theme: Words; readonly about: string; readonly atLeast: number; readonly lowest: Said; readonly highest: Said }
  | { readonly kind: 'score'; readonly key: string; readonly on: LocalDate; readonly list: Words; readonly name: Words; readonly unit?: string | undefined; readonly about: string; readonly value: number; readonly least: number; readonly most: number; readonly decimals: 0 | 1 | 2; readonly better: 'high' | 'low'; readonly counted: 'answers' | 'observations'; readonly answered: number; readonly source: string; readonly before?: { readonly on: LocalDate; readonly value: number } | undefined }
  | { readonly kind: 'guidance'; readonly key: string; readonly on: LocalDate; readonly reference: string; readonly state: 'running' | 'closed'; readonly themes: readonly string[] }
  | { readonly kind: 'observation'; readonly key: string; readonly on: LocalDate; readonly reference: string; readonly times: number; readonly themes: readonly string[] }
  | { readonly kind: 'contact'; readonly key: string; readonly on: LocalDate; readonly times: number; readonly last: 'visit' | 'dialogue' | 'call' | 'heads-meeting' }
  | { readonly kind: 'measure'; readonly key: string; readonly on: LocalDate; readonly title: string; readonly state: 'offered' | 'planned' | 'running' | 'closed'; readonly themes: readonly string[]; readonly decision?: 'continue' | 'change' | 'end' | 'measure-again' | undefined }
  | { readonly kind: 'grant'; readonly key: string; readonly on: LocalDate; readonly year: number; readonly network?: string | undefined; readonly partner?: string | undefined }

/** A statement with what the staff said to it: the mean of 1 to 5, as it may be shown. */
export type Said = { readonly text: Words; readonly mean: number }

export type PieceKind = Piece['kind']
/** The order one reads them in: first what is counted, then what people say, then what has been done. */
export const pieceKinds = ['register', 'indicator', 'score', 'staff', 'observation', 'guidance', 'contact', 'measure', 'grant'] as const satisfies readonly PieceKind[]

/** Codes of the themes a piece is about. What is only a figure is about none. */
export function themesOf(piece: Piece): readonly string[] {
  if (piece.kind === 'staff') return [piece.about]
  if (piece.kind === 'score') return piece.about === '' ? [] : [piece.about]
  return piece.kind === 'guidance' || piece.kind === 'observation' || piece.kind === 'measure' ? piece.themes : []
}

/** Those of the chosen keys that are there, each once, in the order they are read. What a form says without it being there is left out. */
export const chosenOf = (known: readonly Piece[], keys: readonly string[]): readonly Piece[] => known.filter(({ key }) => keys.includes(key))

/** What the staff said in one session, theme by theme. */
export const ofSession = (known: readonly Piece[], sessionId: string): readonly Piece[] => known.filter(({ kind, key }) => kind === 'staff' && key.startsWith(`staff:${sessionId}:`))

/** What a need leaned on already stays as it was; what is new is taken as it is now. */
export const keptAndNew = (before: readonly Piece[], now: readonly Piece[], keys: readonly string[]): readonly Piece[] => [
  ...chosenOf(before, keys),
  ...chosenOf(now, keys).filter(({ key }) => !before.some((one) => one.key === key)),
]
