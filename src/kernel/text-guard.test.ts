import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { patterns } from './text-guard-patterns.ts'
import { words } from './text-guard-words.ts'
import { guardText, mustStop } from './text-guard.ts'

const kinds = (text: string): string[] => guardText(text).map(({ kind }) => kind)

describe('what belongs in a case about a kindergarten is left alone', () => {
  test.each([
    // bokmål
    'Vi ønsker hjelp til barna på småbarnsavdelingen.',
    'Jentene og guttene i leken, og hvordan de voksne deltar.',
    'Overgangen i garderoben tar lang tid og blir urolig.',
    'Vi har en avdeling med 14 barn på 3–5 år.',
    'Barnehagen Solstrålen har fire avdelinger.',
    'Fire av de ansatte er nye i år.',
    'Vi vil ha kurs om autisme for hele personalet.',
    'Hvordan kan vi støtte barn med ADHD i frilek?',
    'To av våre pedagogiske ledere har videreutdanning i språk.',
    'De voksne er for få i overgangene mellom ute- og innelek.',
    'Vi er 12 ansatte og 48 barn, fordelt på tre baser.',
    'Hva gjør vi når et barn ikke får være med i leken?',
    'Personalet opplever mange konflikter i garderoben på ettermiddagen.',
    'Barnets beste er utgangspunktet for planen.',
    'Vi vil bli bedre til å se barnet bak atferden.',
    'Vi trenger veiledning i lekemiljø for de yngste.',
    'Gruppen består av 8 gutter og 6 jenter i alderen 2–3 år.',
    'En gruppe 4–5-åringer leker best ute.',
    'Treåringene og fireåringene har felles samling.',
    'Hvordan møter vi toåringer som biter?',
    'Det er uro i samlingsstunden på avdeling Blåklokka (3–4 år).',
    'Maurtua (3 år) og Revehiet (5 år) deler uteområde.',
    'Avdeling Ekorn (5 år) har mange nye barn.',
    'Foreldrene til barna på avdelingen ønsker mer informasjon.',
    'Vi inviterer foreldrene til foreldremøte 05.03.2026.',
    'Vi inviterer foreldrene til en samtale om overgangen til skolen.',
    'Foreldresamarbeid er et av satsingsområdene våre.',
    'Samarbeid med fosterhjemstjenesten og barnevernet på systemnivå.',
    'Kurs om barn i fosterhjem for alle ansatte.',
    'Ett barn om gangen får hjelp i garderoben.',
    'Enten du er en gutt eller en jente skal du få være med.',
    'Vi snakker om en gutte- og jentegruppe på tvers av alder.',
    'Saken har nummer 2026-0001 og gjelder Solstrålen barnehage.',
    'Barnehagen har organisasjonsnummer 314 758 625.',
    'Ring styreren på 12 34 56 78 eller +47 912 34 567.',
    'Fakturaen betales til konto 1234.56.12345.',
    'Møtet er 05.03.2026 kl. 09.00–11.30 i Rådhusgata 12.',
    'Barnehagen fikk 120 000 kroner i 2025 og 150 000 i 2026.',
    'Rammeplanen (2017) sier at barnehagen skal motvirke mobbing.',
    'Barn født i 2021 begynner på skolen i 2027.',
    'Loven gjelder barn født før 1. november.',
    'Styrer Kari Nordmann er kontaktperson.',
    'Pedagogisk leder Emma Hansen har ansvaret.',
    'Vi har lest Vygotskij, L. S. og Berk, L. E. om lek.',
    'Artikkelen av A. B. Hansen var nyttig.',
    'Assistenten er redd for at hun gjør feil i leken.',
    'Faren for at barn faller utenfor er størst i utetiden.',
    'De ansatte har kurs i epilepsi og førstehjelp.',
    'Rutiner ved mistanke om omsorgssvikt må læres av alle.',
    'P.S. Vi har også søkt om midler fra kommunen.',
    'Den eneste avdelingen med barn under tre år er Marihøna.',
    'Den eneste voksne på kjøkkenet går tidlig.',
    'En av de ansatte er borte på tirsdager.',
    'Vi vil arbeide med vennskap, jf. f.eks. rammeplanen kap. 3.',
    'Her har vi kurs om autisme hver høst.',
    'Hvert enkelt barn skal oppleve å høre til.',
    'Mange barn har et annet morsmål enn norsk.',
    'Hun har lang erfaring med autisme og veileder oss.',
    'Vi har 18 barn, 3 voksne og 2 rom.',
    'Uteområdet er 1200 kvadratmeter, bygd i 1998.',
    'Ida har ansvar for språkarbeidet.',
    'Ida er 1. kontakt for kommunen.',
    'Ella er fagleder og Nora er styrer.',
    'Jakob Sande barnehage har fem baser.',
    'Marie Curie barnehage ønsker veiledning.',
    'Hun slår fast at tiltaket virker.',
    'Styreren leker med tanken, og hun leker med tanken på et nettverk.',
    'Vi har 2 gutter og 1 jente som er nye på base 4.',
    'Barna har med bilde av mor og far til veggen.',
    'Mor til barn som er nye i Norge, inviteres til kafé.',
    'Far og mor følger barnet inn i garderoben.',
    'Noen foreldre er skilte, og vi vil ha gode rutiner.',
    'Foreldrene til Maurtua og Revehiet fikk brev.',
    'Småbarn (1 år) trenger trygge voksne.',
    'Barn med diagnosen autisme trenger struktur.',
    'Vi søker 1 250 000 kr for 2026 og 1 300 000 kr for 2027.',
    'Saksnr. 2026/12345-1, journalpost 20260305.',
    'Kartet viser 59.9139, 10.7522 og 60.1234, 11.2345.',
    // names of colleagues, months, places and groups
    'Hanne fra teamet kommer på torsdag.',
    'Hanne frå teamet kjem på torsdag.',
    'Solveien barnehage har fire avdelinger.',
    'Kari slår fast at planen virker.',
    'Slår Kari fast datoen, sier vi fra.',
    'Kristine leker med barna ute, og vi andre rydder.',
    'Thomas slår av lyset klokka fem.',
    'Anders er leder i teamet og kan mye om autisme.',
    'Silje har ansvar for barn med autisme i nettverket.',
    'Marte har kurs om ADHD for personalet.',
    'Lars på to avdelinger er vikar.',
    'Nina er ofte alene med gruppa etter klokka fire.',
    'Ola Nordmann er eksempelet i malen.',
    'Ola og Kari er navnene i eksempelet.',
    'Per i dag er vi tolv ansatte.',
    'Dag 3 er vi ute hele dagen.',
    'Liv og røre i garderoben er fint.',
    'Storm og regn gjør at vi er inne.',
    'Tone og blikk betyr mye i møtet.',
    'August er en travel måned.',
    'Mai og juni passer best for oss.',
    'Bergen og Asker har samme ordning.',
    'Ingvild vil ikke rekke møtet.',
    'Iver og glede preger utetiden.',
    // nynorsk
    'Me ønskjer rettleiing om leikemiljøet for dei yngste borna.',
    'Jentene og gutane leikar kvar for seg ute.',
    'Dei tilsette er usikre på korleis dei skal møte uro i samlingsstunda.',
    'Ei avdeling med 14 barn på 3–5 år har to vaksne om ettermiddagen.',
    'Foreldra til borna får informasjon kvar veke.',
    'Me treng kompetanse om språkvanskar hos dei yngste.',
    'Kva gjer me når barn ikkje får vere med i leiken?',
    'Overgangen frå barnehage til skule er tema for heile personalet.',
    'Fem av dei tilsette er nye i år.',
    'Me inviterer foreldra til kaffi fredag.',
    'Kvart barn skal bli sett kvar dag.',
    // English
    'We want guidance on how the adults take part in play.',
    'The boys and girls in the group play apart outdoors.',
    'A group of 14 children aged 3–5 shares one room.',
    'The five-year-old group moves to another building.',
    'We need training on autism and ADHD for all staff.',
    'The transition in the cloakroom is noisy in the afternoon.',
    'How can we include children with epilepsy on trips?',
    'Children in foster care often start in the middle of the year.',
    'The child’s voice should be heard in the plan.',
    'Parents of the children want more information.',
    'Four of the staff are new this year.',
    'The only thing a child needs is an adult who is near.',
    'Staff help one child at a time in the cloakroom.',
    'The ups and downs of the year are described in the plan.',
    'We read Berk, L. E. and discussed it.',
    'Children born in 2021 start school in 2027.',
    'We understand that child development takes time.',
  ])('%s', (sentence) => expect(kinds(sentence)).toEqual([]))
})

describe('what points at one child is found', () => {
  test.each([
    // one child, bokmål
    ['Vi har en gutt på fire som strever i leken.', 'single-child'],
    ['Jenta vår på 3 år vil ikke være med ut.', 'single-child'],
    ['Det gjelder en jente som ofte er alene.', 'single-child'],
    ['Den eneste jenta på avdelingen er mye alene.', 'single-child'],
    ['Den eneste femåringen i gruppen savner noen å leke med.', 'single-child'],
    ['Ett av barna har behov for mye støtte.', 'single-child'],
    ['En av guttene slår de andre.', 'single-child'],
    ['En av treåringene biter.', 'single-child'],
    ['Vi er bekymret for et barn på avdelingen.', 'single-child'],
    ['Saken gjelder et barn med store utfordringer.', 'single-child'],
    ['Dette barnet trenger en voksen hele dagen.', 'single-child'],
    ['Gutten har gått her i to år.', 'single-child'],
    ['Gutt, 4 år, strever med språk.', 'single-child'],
    ['Jente (5) begynner på skolen til høsten.', 'single-child'],
    ['Jente på 3 som gråter ved levering.', 'single-child'],
    ['En veldig stille og forsiktig jente sitter for seg selv.', 'single-child'],
    ['Et barn på tre år sover dårlig.', 'single-child'],
    ['Vi har en treåring som slår.', 'single-child'],
    ['Fire år gammel gutt med lite språk.', 'single-child'],
    ['Femårig jente er utenfor leken.', 'single-child'],
    ['Han biter når han blir sint.', 'single-child'],
    ['Et barn fra Syria er nytt hos oss.', 'single-child'],
    ['Ett barn med enkeltvedtak trenger mer tid.', 'single-child'],
    ['Et barn med somalisk bakgrunn er ofte alene.', 'single-child'],
    ['EN GUTT PÅ FIRE', 'single-child'],
    ['en\u00a0gutt\npå fire', 'single-child'],
    ['gutt 3år', 'single-child'],
    ['Det er et barn på avdelingen som har spisevansker.', 'single-child'],
    // nynorsk
    ['Me har ein gut på fire som strevar.', 'single-child'],
    ['Guten som begynte i haust er ofte åleine.', 'single-child'],
    ['Eitt av barna har trong for meir støtte.', 'single-child'],
    ['Den einaste guten på avdelinga leikar åleine.', 'single-child'],
    ['Saka gjeld eit barn som har det vanskeleg.', 'single-child'],
    ['Ei jente på to og eit halvt år græt mykje.', 'single-child'],
    ['Ein av gutane slår dei andre.', 'single-child'],
    ['Me er bekymra for ei jente i gruppa.', 'single-child'],
    // English
    ['The only five-year-old girl has no one to play with.', 'single-child'],
    ['A boy of four hits the others.', 'single-child'],
    ['A five-year-old who bites.', 'single-child'],
    ['One of the children has a support decision.', 'single-child'],
    ['We have a child who needs help all day.', 'single-child'],
    ['This child is often alone.', 'single-child'],
    ['Our quiet little girl does not speak.', 'single-child'],
    ['She cries every morning.', 'single-child'],
    ['A child from Eritrea is new here.', 'single-child'],
    // names
    ['Gutten Emil er ofte sint.', 'named-child'],
    ['Emil (4 år) vil ikke gå ut.', 'named-child'],
    ['Torvald (4 år) vil ikke gå ut.', 'named-child'],
    ['Amina på tre sover lite.', 'named-child'],
    ['Noah er fire år og ny i barnehagen.', 'named-child'],
    ['Jenta som heter Ingfrid trenger ro.', 'named-child'],
    ['Barnet Mohammed har lite språk.', 'named-child'],
    ['Emil biter de andre.', 'named-child'],
    ['Vi er bekymret for Amina.', 'named-child'],
    ['Ola slår andre', 'named-child'],
    ['Ola på 3 år som har autisme', 'named-child'],
    ['Ola har autisme.', 'diagnosis'],
    ['Kari biter når noen tar leken.', 'named-child'],
    ['I garderoben slår Ola de andre.', 'named-child'],
    ['Hver morgen gråter Simen lenge.', 'named-child'],
    ['Simen nekter å gå ut.', 'named-child'],
    ['Oda blir sint i garderoben.', 'named-child'],
    ['Andreas kaster leker på de andre.', 'named-child'],
    ['Ingvild vil ikke være med ut.', 'named-child'],
    ['Nina er ofte alene.', 'named-child'],
    ['Eirik slår dei andre.', 'named-child'],
    ['Ola vil ikkje vere med ut.', 'named-child'],
    ['Eirik, 4 år', 'named-child'],
    ['Ola hits the others.', 'named-child'],
    ['Victoria refuses to go out.', 'named-child'],
    ['Det gjelder A.B. på storavdelingen.', 'named-child'],
    ['E. K. trenger hjelp i garderoben.', 'named-child'],
    ['Barn B er mye alene.', 'named-child'],
    ['Guten Olav er ofte åleine.', 'named-child'],
    ['The girl named Sofia does not speak.', 'named-child'],
    ['Sofia, aged 4', 'named-child'],
    ['Emil, 4 years, hits the others.', 'named-child'],
    // diagnoses
    ['Han har fått diagnosen autisme.', 'diagnosis'],
    ['Gutten har ADHD.', 'diagnosis'],
    ['Vi har et barn med Downs syndrom.', 'diagnosis'],
    ['Barnet har epilepsi og trenger tilsyn.', 'diagnosis'],
    ['3-åring med autisme', 'diagnosis'],
    ['Emil har autisme.', 'diagnosis'],
    ['En jente utredes for ADHD.', 'diagnosis'],
    ['Ho har diabetes og må ha målt blodsukker.', 'diagnosis'],
    ['Eitt av barna har ein språkforstyrrelse.', 'diagnosis'],
    ['The boy has been diagnosed with autism.', 'diagnosis'],
    ['He has Down syndrome.', 'diagnosis'],
    ['A child with epilepsy needs an adult near.', 'diagnosis'],
    // family
    ['Mor til gutten har bedt om hjelp.', 'family'],
    ['Far til Torvald henter sent.', 'family'],
    ['Mor til en liten jente ringte.', 'family'],
    ['Noahs pappa henter sent.', 'family'],
    ['Foreldrene til Emil er bekymret.', 'family'],
    ['Foreldrene til jenta vil ha et møte.', 'family'],
    ['Barnet bor i fosterhjem.', 'family'],
    ['Far hans henter sent.', 'family'],
    ['Moren hennes er syk.', 'family'],
    ['Emils mor ringte i går.', 'family'],
    ['Mor er mye borte.', 'family'],
    ['Foreldrene er nylig skilt.', 'family'],
    ['Tvillingene begynte i august.', 'family'],
    ['Lillebroren går på småbarn.', 'family'],
    ['Foreldra hans ynskjer meir rettleiing.', 'family'],
    ['Mora til guten har ringt.', 'family'],
    ['Han bur i fosterheim.', 'family'],
    ['His mother is worried.', 'family'],
    ['The mother of the boy called us.', 'family'],
    ['The child lives in a foster home.', 'family'],
    // dates of birth
    ['Født 05.03.2021.', 'date-of-birth'],
    ['f. 05.03.21', 'date-of-birth'],
    ['Fødselsdato: 5. mars 2021', 'date-of-birth'],
    ['Fødselsdato 050321', 'date-of-birth'],
    ['Gutten er født den 5. mars 2021.', 'date-of-birth'],
    ['Han er født i mars 2021.', 'date-of-birth'],
    ['Guten er fødd 5.3.21.', 'date-of-birth'],
    ['Gutt 05.03.21', 'date-of-birth'],
    ['She was born on 5 March 2021.', 'date-of-birth'],
    ['Born March 5, 2021', 'date-of-birth'],
  ])('%s → %s', (sentence, kind) => {
    expect(kinds(sentence)).toContain(kind)
    expect(mustStop(guardText(sentence))).toBe(false)
  })

  it('says where, and never what', () => {
    expect(guardText('Det gjelder gutten Emil.')).toEqual([
      { kind: 'named-child', severity: 'point-out', start: 12, end: 23 },
      { kind: 'single-child', severity: 'point-out', start: 12, end: 18 },
    ])
  })
})

describe('any name we know', () => {
  const names = fc.constantFrom(...(words['name'] ?? '').split('|'))
  test('is nothing alone, with a surname, in another word or at work', () =>
    fc.assert(
      fc.property(names, fc.constantFrom('# fra teamet kommer på torsdag.', '# Hansen er styrer.', '# har ansvar for språkarbeidet.', '#veien barnehage har plass.', 'Møt # på rådhuset.', '# og Berit leder møtet.', '# arbeider i teamet.'), (name, sentence) => {
        expect(kinds(sentence.replace('#', name))).toEqual([])
      }),
    ))
  test('is a child with what children do, an age, a diagnosis or a parent', () =>
    fc.assert(
      fc.property(names, fc.constantFrom('# slår de andre.', '# biter.', '# (4 år) er ny.', '# på fire år liker å klatre.', '# har autisme.', 'Foreldrene til # ringte.', 'Ofte dytter # de andre.'), (name, sentence) => {
        expect(kinds(sentence.replace('#', name))).not.toEqual([])
      }),
    ))
  test('months, days, places and names of groups are none', () =>
    fc.assert(
      fc.property(fc.constantFrom('Januar', 'Mai', 'Juni', 'Mandag', 'Bergen', 'Oslo', 'Bærum', 'Asker', 'Maurtua', 'Bikuba', 'Solstrålen', 'Bjørn', 'Ekorn', 'Storm', 'Even', 'Liv', 'Dag', 'Ask'), fc.constantFrom('# slår de andre.', '# blir ofte travel.', '# har kurs om autisme.', '# vil ikke passe.'), (name, sentence) => {
        expect(kinds(sentence.replace('#', name))).toEqual([])
      }),
    ))
})

describe('any text', () => {
  const piece = fc.constantFrom('en ', 'ei ', 'gutt ', 'jenta', 'Emil ', 'på ', 'fire ', '(4 år)', 'har ', 'autisme', 'mor til ', '1', '05',
  '.', ' ', '\n', 'A.', 'født ', '-', 'æøå', '\u200b')

  test('gives findings inside the text, in order, and nothing but their place', () =>
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('')
        const findings = guardText(text)
        expect(findings.every(({ start, end }) => 0 <= start && start < end && end <= text.length)).toBe(true)
        expect(findings.map(({ start }) => start)).toEqual(findings.map(({ start }) => start).toSorted((a, b) => a - b))
        expect(findings.every((finding) => Object.keys(finding).toSorted().join() === 'end,kind,severity,start')).toBe(true)
      }),
    ))

  // What bounds the time is that no pattern repeats without end; the long texts are here so that one which slips through is noticed.
  test.each(patterns.map(({ kind, pattern }) => [kind, pattern.source] as const))('%s: no repetition without an upper bound', (_, source) =>
    expect(source.replaceAll(/\\./g, '').replaceAll(/\[[^\]]*\]/g, '')).not.toMatch(/[*+]|\{\d+,\}/),
  )

  test.each(['en ', 'en gutt ', 'han ', 'Emil ', 'a', ' ', '0', '0 ', '05832112345 ', 'A.', 'A. ', 'mor til ', 'en-', 'et barn med ', 'født ',
    '\u200b1', 'Å', '(', 'en liten, '])(
    'fifty thousand signs of %j are read',
    (sign) => expect(Array.isArray(guardText(sign.repeat(50_000 / sign.length)))).toBe(true),
  )
})
