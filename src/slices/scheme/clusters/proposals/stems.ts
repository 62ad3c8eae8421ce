/**
 * What a text is about, as stems: words without their endings and without those that every text has. Bokmål and nynorsk become the same as far as a
 * few sounds can do it (leik/lek, kva/hva). The endings are those of the Snowball stemmer for Norwegian, which PostgreSQL's `norwegian` uses too.
 */
export type Stem = { readonly stem: string; /** As it was written, in lower case. */ readonly word: string }

/** More than this says nothing new about what a report is about, and someone who pastes a book should not make the others wait. */
const longestText = 20_000

/** @param known stems found so far, by word: the same words come again in the next text */
export function stemsOf(text: string, known: Map<string, Stem | undefined> = new Map()): Stem[] {
  const found: Stem[] = []
  for (const [word] of text.slice(0, longestText).normalize('NFC').toLowerCase().matchAll(/\p{L}{3,40}/gu)) {
    if (!known.has(word)) known.set(word, meaningOf(word))
    const stem = known.get(word)
    if (stem) found.push(stem)
  }
  return found
}

function meaningOf(word: string): Stem | undefined {
  const stem = stopWords.has(word) ? '' : stemOf(word)
  return stem.length >= 3 && !stopStems.has(stem) ? { stem, word } : undefined
}

const vowel = /[aeiouyæøå]/

export function stemOf(word: string): string {
  const even = word.replace(/^kv/, 'hv').replaceAll('ei', 'e')
  const from = regionOf(even)
  return third(second(first(even, from), from), from)
}

/** Where the endings may begin: after the first consonant that follows a vowel, and never among the first three letters. */
function regionOf(word: string): number {
  for (let at = 1; at < word.length; at += 1) if (vowel.test(word[at - 1] ?? '') && !vowel.test(word[at] ?? '')) return Math.max(3, at + 1)
  return word.length
}

const endings = ['hetenes', 'hetene', 'hetens', 'heter', 'heten', 'endes', 'enes', 'edes', 'ande', 'ende', 'ane', 'ene', 'ede', 'ast', 'het', 'ens', 'ers', 'ets', 'en', 'ar', 'er', 'as', 'es', 'et', 'a', 'e'] as const
const lastEndings = ['hetslov', 'eleg', 'elig', 'elov', 'slov', 'leg', 'eig', 'lig', 'els', 'lov', 'ig'] as const

const endsIn = (word: string, ending: string, from: number): boolean => word.length - ending.length >= from && word.endsWith(ending)

function first(word: string, from: number): string {
  for (const ending of ['erte', 'ert'] as const) if (endsIn(word, ending, from)) return `${word.slice(0, -ending.length)}er`
  const ending = endings.find((one) => endsIn(word, one, from))
  if (ending) return word.slice(0, -ending.length)
  return endsIn(word, 's', from) && /(?:[bcdfghjlmnoprtvyz]|[^aeiouyæøå]k)s$/.test(word) ? word.slice(0, -1) : word
}

const second = (word: string, from: number): string => (endsIn(word, 'dt', from) || endsIn(word, 'vt', from) ? word.slice(0, -1) : word)

function third(word: string, from: number): string {
  const ending = lastEndings.find((one) => endsIn(word, one, from))
  return ending ? word.slice(0, -ending.length) : word
}

const list = (text: string): string[] => text.trim().split(/\s+/)

const stopWords = new Set(
  list(`
    alle allerede alltid also altså andre annen annet anna bare bedre begge bli blir ble blei blitt blitte bort bra både der dere deres dei deim dem den denne der derfor derimot dersom desse det dette difor di din disse dit ditt dykk
    egen eiga eige eigne eller ein eit ellers en enda enkelt enn ennå enno er ere et etter fikk fekk flere fleire for forbi fordi forrige fra frå fram få får føre først første gang ganger gangar gikk gir gi gjekk gjennom gjere gjer gjøre gjør god godt gode
    ha hadde han hans har henne hennes hennar her heile hele helt hit hjå hos hun ho hva kva hvem kven hver kvar hvert kvart hvilke kva hvilken hvis viss hvor hvordan korleis hvorfor kvifor ikke ikkje imidlertid imot ingen inga ingenting inn inne innen innan
    ja kan kanskje kanskje komme kome kommer kjem kunne kva lage lite litt lenger mange med meget mellom men mens medan mer meir mest mot mye mykje må måte måtte mål nei ned noe noko noen nokon nokre nok nye nytt nå nær når også og opp oss over
    på rundt same samme samt seg selv sjølv si sidan siden sin sine sitt skal skulle slik slike som store stor stort større svært så sånn særlig særleg til tid ti trenger treng trenge tre tredje under ut uten utan vanskelig vant var vart ved veldig vi videre vidare vil ville vår våre vårt være vere vært vore år åra året årene
    the and for that this with are our have from they will not has can more which their all been than when who into what also
    ønsker ønskjer ønske ønskje behov arbeid arbeide arbeider arbeidet jobbe jobber ser sjå føler opplever deler løpet hverdagen kvardagen derved dermed gjelder gjeld knyttet knytt forhold gjerne stadig dagens`),
)
/** Words of the trade that stand in every report, whatever it is about. */
const stopStems = new Set(list('barnehage barnehager barn barnet personal personale personalet ansatt ansatte tilsett tilsette voksne vaksne kompetanse kompetansen utvikling utvikle utvikler praksis tiltak styrke styrker bedre betre økt øke felles prosjekt prosjektet behovsmelding pedagogisk pedagog leder leiar styrer styrar').map(stemOf))
