// How a search is read. The rules in words: docs/rules/library.md.

/** Words that are written in two ways, in bokmål and nynorsk or otherwise: who searches for one finds the other. Beginnings, as they stand before an ending. */
const twins: readonly (readonly string[])[] = [
  ['lek', 'leik'], ['uke', 'veke'], ['hjem', 'heim'], ['følelse', 'kjensle'], ['mangfold', 'mangfald'], ['trygghet', 'tryggleik'], ['likestilling', 'likestelling'], ['voks', 'vaks'], ['vennskap', 'venskap'],
  ['høytles', 'høgtles'], ['høyskole', 'høgskule', 'høgskole'], ['skole', 'skule'], ['veiled', 'rettlei'], ['samhold', 'samhald'], ['kroppslig', 'kroppsleg'], ['daglig', 'dagleg'], ['fortelling', 'forteljing'], ['nysgjerrig', 'nyfik'],
]
/** The word itself, and what it is also called. Words that begin a twin's beginning count: `leker` is `leik`. */
function alsoCalled(term: string): readonly string[] {
  const found = twins.filter((group) => group.some((one) => term === one || (one.length >= 3 && term.startsWith(one) && term.length - one.length <= 3)))
  return [...new Set(found.flat())].filter((one) => one !== term)
}

const mostTerms = 8
/** The words of what was typed, small letters, each once. */
export const termsOf = (typed: string): readonly string[] => [...new Set([...typed.slice(0, 300).normalize('NFC').toLocaleLowerCase('nb').matchAll(/[\p{L}\p{N}]{1,40}/gu)].map(([word]) => word))].slice(0, mostTerms)

/** A word as the library knows it: known, part of compounds, or spelt like `nearest`. */
export type Understood = { readonly term: string; readonly known: boolean; readonly inside: readonly string[]; readonly nearest: string | undefined }

/** A word that is also written otherwise is not spelt wrong. */
const wantedOf = ({ term, nearest }: Understood): string => (nearest !== undefined && alsoCalled(term).length === 0 ? nearest : term)

/** An expression for PostgreSQL's to_tsquery: every word must be there, itself, its twin, as the beginning of a longer one or inside a compound. Only letters and digits come into it. */
export const expressionOf = (words: readonly Understood[]): string =>
  words
    .map((word) => {
      const { inside } = word
      const wanted = wantedOf(word)
      const ways = [wanted, ...alsoCalled(wanted)].map((one) => (one.length >= 3 ? `${one}:*` : one))
      return `(${[...ways, ...inside].join(' | ')})`
    })
    .join(' & ')

/** What was searched for instead, when a word is not in the library and one like it is. */
export const correctionOf = (words: readonly Understood[]): string | undefined => (words.some((word) => wantedOf(word) !== word.term) ? words.map(wantedOf).join(' ') : undefined)

/** Letters as they are written on a keyboard without our own: `språk` is `sprak`, `øving` is `oving`. */
const bare = (text: string): string => text.toLocaleLowerCase('nb').replaceAll('ø', 'o').replaceAll('æ', 'ae').normalize('NFD').replaceAll(/\p{M}/gu, '')
/** The themes that are called what was searched for, or begin so: material is put under themes whether or not the word stands in it. */
export const themesCalled = <Theme extends { readonly name: string }>(terms: readonly string[], themes: readonly Theme[]): readonly Theme[] =>
  themes.filter(({ name }) => terms.some((term) => term.length >= 3 && bare(name).split(/[^\p{L}\p{N}]+/u).some((word) => [term, ...alsoCalled(term)].some((one) => word.startsWith(bare(one))))))

export type Piece = { readonly text: string; readonly found: boolean }
/** A text with what was found between \x02 and \x03, in pieces: each is written as text, never as HTML. */
export const pieces = (marked: string): readonly Piece[] =>
  marked.split('\u0002').flatMap((part, at): readonly Piece[] => {
    const end = at === 0 ? -1 : part.indexOf('\u0003')
    const [found, rest] = at === 0 ? ['', part] : end < 0 ? [part, ''] : [part.slice(0, end), part.slice(end + 1)]
    return [...(found ? [{ text: found, found: true }] : []), ...(rest ? [{ text: rest, found: false }] : [])]
  })
