/**
 * The form of a name by which two spellings are known to be the same: lower case, without signs and accents, with these the same:
 * æ ä ae · ø ö oe o · å aa a · é è ê e and so on for other accents · đ ð d · ŋ ng · ß ss · þ th · ł l · ŧ t.
 * So 'Så' is 'Sa', 'Baerum' is 'Bærum' and 'Oeygarden' is 'Øygarden'. Everything but letters and digits becomes one space. For comparing names in
 * imports and rules; searching in the database has the same form (`platform.search_form`), and a test holds the two together.
 */
export const searchForm = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[æäøöđðŋßþłŧ]/gu, (letter) => letters.get(letter) ?? letter)
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/gu, '')
    .replaceAll(/aa/gu, 'a')
    .replaceAll(/oe/gu, 'o')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

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
