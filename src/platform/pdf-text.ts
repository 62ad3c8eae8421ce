export type Replace = (text: string) => string

/** One line of text as a document can hold it. */
export const cleanLine = (text: string): string => breakable(withoutHidden(text).replaceAll(/\s+/gu, ' ').trim())

/** Paragraphs, each a list of lines: a blank line parts paragraphs. Trailing spaces and blank lines at the ends are dropped. */
export const cleanText = (text: string): string[][] =>
  withoutHidden(text)
    .split(/\n[^\S\n]*\n\s*/u)
    .map((paragraph) => paragraph.split('\n').map((line) => breakable(line.replaceAll(/\s+/gu, ' ').trim())).filter((line) => line !== ''))
    .filter((paragraph) => paragraph.length > 0)

/**
 * Takes away what is not shown but changes what is shown or what the standard forbids: control signs, marks that turn the direction of
 * writing (a text could be made to read as another), joiners of emoji, half surrogates, signs without meaning.
 */
const withoutHidden = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?|[\u2028\u2029\v\f\u0085]/gu, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(/(?!\n)\p{Cc}|[\u200b\u200d-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\u{e0000}-\u{e007f}]|\p{Variation_Selector}|\p{Noncharacter_Code_Point}/gu, '')
    .replaceAll(/\p{Co}|\ufffd/gu, '□')

/** Very long words may break anywhere after some signs; without it they would run out of the page or over the next column. */
const breakable = (text: string): string => text.replaceAll(/\S{40,}/gu, (word) => word.replaceAll(/([\s\S]{20})(?=[\s\S])/gu, '$1\u200b'))

/** Shows the signs as □; marks that only belong to another sign vanish. */
export const replaceUnshowable = (signs: readonly string[]): Replace => {
  const unshowable = new Set(signs)
  return (text) => [...text].map((sign) => (unshowable.has(sign) ? (/[\p{M}\p{Default_Ignorable_Code_Point}]/u.test(sign) ? '' : '□') : sign)).join('')
}
