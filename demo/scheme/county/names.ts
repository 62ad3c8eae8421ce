/** Names that no place and no kindergarten has, made of parts. Everything that carries one is marked as fictitious in the register. */
const first = ['Måne', 'Stjerne', 'Regnbue', 'Perle', 'Kongle', 'Nøste', 'Fjær', 'Glimt', 'Trylle', 'Drømme', 'Sukker', 'Krystall', 'Eventyr', 'Lykke', 'Tusen', 'Silke', 'Fløyel', 'Honning', 'Kanel', 'Snurre']
const second = ['bukta', 'toppen', 'lunden', 'hagen', 'bekken', 'vika', 'åsen', 'tunet', 'skogen', 'haugen', 'enga', 'stua', 'myra', 'sletta', 'fjellet', 'holmen', 'broa', 'kroken', 'loftet', 'odden']
const places = ['Eventyrdal', 'Trollvang', 'Nisseheim', 'Huldrevik', 'Dragnes', 'Tussebygd', 'Alveland', 'Draugøy', 'Vetteholt', 'Askeladdmo', 'Nøkkedal', 'Fossegrim', 'Smørbukk', 'Haugtuss', 'Kvitebjørn', 'Soria', 'Moria', 'Rødhette', 'Tyrihans', 'Veslefrikk']

/** The `at`-th kindergarten's name: unique for the first eight thousand. */
export const kindergartenName = (at: number): string => {
  const name = `${first[at % first.length]}${second[Math.floor(at / first.length) % second.length]} barnehage`
  const turn = Math.floor(at / (first.length * second.length))
  return turn === 0 ? name : `${name} ${turn + 1}`
}

/** The `at`-th place: unique for the first four hundred. */
export const placeName = (at: number): string => {
  const name = places[at % places.length] ?? ''
  const turn = Math.floor(at / places.length)
  return turn === 0 ? name : `${['Ytre', 'Indre', 'Nordre', 'Søndre', 'Vestre', 'Østre', 'Øvre', 'Nedre', 'Store', 'Lille', 'Gamle', 'Nye', 'Lange', 'Korte', 'Midtre', 'Ville', 'Stille', 'Høye', 'Lave'][turn - 1]} ${name}`
}

export const measures = ['Lek som varer hele dagen', 'Språk i hverdagen', 'Et miljø der alle hører til', 'Uterommet som lekerom', 'Ledelse av utviklingsarbeid', 'Måltidet som fellesskap', 'Overganger med ro', 'Observasjon som felles blikk', 'Flerspråklighet som ressurs', 'Trygge voksne, trygge barn', 'Refleksjon i hele personalet', 'Estetiske fag og skaperglede'] as const

export const needs = [
  'Personalet ser at leken ofte blir avbrutt, og vil bli bedre til å støtte lek over tid. Assistenter og fagarbeidere har ikke hatt felles tid til å lære sammen.',
  'Barna bruker lite språk i måltid og garderobe. Personalet ønsker å observere egen praksis og prøve ut nye måter å snakke med barna på.',
  'Noen barn faller utenfor leken. De voksne griper inn på ulike måter og ønsker et felles syn på inkludering.',
  'Uterommet brukes mest til fri lek uten voksne. Personalet vil utvikle uterommet som læringsmiljø.',
  'Styrer og pedagogiske ledere trenger støtte i å lede utviklingsarbeid med hele personalet.',
  'Overgangene i løpet av dagen er urolige. Personalet vil organisere dagen slik at det blir færre avbrudd.',
  'Mange familier bruker flere språk. Personalet mangler kompetanse om flerspråklig utvikling.',
  'Foreldreundersøkelsen viser at trivselen varierer mellom avdelingene. Personalet vil finne ut hvorfor.',
] as const
