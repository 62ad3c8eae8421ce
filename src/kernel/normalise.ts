/**
 * The form of a text that search compares: lower case, without signs and accents, with these the same:
 * æ ä ae · ø ö oe o · å aa a · é è ê e and so on for other accents · đ ð d · ŋ ng · ß ss · þ th · ł l · ŧ t.
 * So 'Sa' finds 'Så', 'Baerum' finds 'Bærum' and 'Oeygarden' finds 'Øygarden'. Everything but letters and digits becomes one space,
 * so the form has no sign that means anything in a pattern of SQL. The form of the start of a word is the start of the form of the word:
 * search by prefix, and apply this to both sides.
 */
export const searchForm = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[æäøöđðŋßþłŧ]/gu, (letter) => letters.get(letter) ?? letter)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/aa/gu, 'a')
    .replaceAll(/oe/gu, 'o')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** A copy of the list in Norwegian order of `by`: æ ø å last, Aa as Å, 'Avdeling 2' before 'Avdeling 10'. Stable. */
export const sortNorwegian = <T>(list: readonly T[], by: (item: T) => string): T[] => list.toSorted((a, b) => order.compare(by(a), by(b)))

const letters = new Map([
  ['æ', 'ae'],
  ['ä', 'ae'],
  ['ø', 'o'],
  ['ö', 'o'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['ŋ', 'ng'],
  ['ß', 'ss'],
  ['þ', 'th'],
  ['ł', 'l'],
  ['ŧ', 't'],
])

const order = new Intl.Collator('nb', { numeric: true })
