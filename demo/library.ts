import { addDays, osloDate } from '../src/kernel/dates.ts'
import type { Tx } from '../src/platform/db.ts'
import type { DemoMember } from './load.ts'
import { team } from './world.ts'

const [language, play, leadership, outdoors] = ['rammeplan-2017-9-1', 'rammeplan-2017-3', 'rammeplan-2017-2', 'rammeplan-2017-9-4']

/** Invented support material: texts, a film by link, an older version, one that is due for a look, and one that a kindergarten has put forward. */
const materials = [
  {
    title: 'Måltidet som samtale', summary: 'Et opplegg for et personalmøte: fire spørsmål om hva vi voksne gjør ved bordet.', themes: [language, play], audiences: ['whole-staff', 'assistants'], ages: ['0-2', '3-5'], minutes: 45, review: 60,
    body: 'Sett dere sammen avdelingsvis.\n\n1. Hvem sitter ved bordet hele måltidet, og hvem går?\n2. Hva snakker vi voksne om, og hvem spør vi?\n3. Hvor lenge venter vi på svar?\n4. Hva vil vi prøve de neste to ukene?\n\nSkriv ned én ting dere vil prøve, og når dere ser på det igjen. Målet er et rikere språkmiljø i hverdagen, ikke en ny rutine.',
  },
  {
    title: 'Den voksne i leken', summary: 'Tre roller en voksen kan ha når barn leker: den som lager ro, den som er med, og den som gir leken noe nytt.', themes: [play], audiences: ['assistants', 'skilled-workers', 'pedagogical-leaders'], ages: ['3-5'], minutes: 30, review: -10,
    body: 'Velg én rolle hver for en uke. Den som lager ro, holder forstyrrelser unna. Den som er med, følger barnas ideer. Den som gir leken noe nytt, legger fram ting eller ord.\n\nFortell hverandre på slutten av uken hva dere la merke til at dere selv gjorde.',
  },
  {
    title: 'Å leie pedagogisk arbeid i ein travel kvardag', summary: 'Tekst til styrar og pedagogiske leiarar om korleis de vernar om tid til å tenkje saman.', themes: [leadership], audiences: ['heads', 'pedagogical-leaders'], ages: [], minutes: 20, review: 200,
    body: 'Leiing i barnehagen er å sørgje for at dei vaksne får øve på noko saman over tid. Set av ei fast halv time kvar veke. La same spørsmål liggje i fire veker.\n\nNår nokon er sjuke, blir møtet kortare, men det blir ikkje borte.',
  },
  {
    title: 'Ute hele året', summary: 'Film på fire minutter om hvordan personalet i en oppdiktet barnehage gjør uterommet til et sted for undring.', themes: [outdoors], audiences: ['whole-staff'], ages: ['3-5'], minutes: 15, review: 120, body: 'Se filmen sammen. Stopp der de voksne bøyer seg ned, og snakk om hva de gjør med blikket og stemmen.', film: 'https://film.fjordvik.example/ute-hele-aret',
    filmText: 'Tre voksne går ut i regnet. Den ene setter seg på huk ved en vanndam og peker. Hun sier: «Hva tror dere skjer om vi legger en stein her?» De andre venter. Til slutt står alle rundt dammen.',
  },
  { title: 'Spørsmål som åpner', summary: 'Et ark med tjue spørsmål som ikke har ett svar, til å henge ved garderoben.', themes: [language], audiences: ['assistants', 'whole-staff'], ages: ['3-5'], minutes: 10, review: 300, body: 'Hva tror du skjer nå? Hvordan fant du ut av det? Hva om vi gjorde det på en annen måte? Hva ligner det på?' },
] as const

export async function loadDemoLibrary(tx: Tx, ids: ReadonlyMap<string, string>, people: ReadonlyMap<string, DemoMember>, now: Date): Promise<void> {
  const teamId = ids.get(team) ?? ''
  const nameOf = (id: string) => people.get(id)?.name ?? ''
  const today = osloDate(now)
  const who = nameOf('ragnhild')
  const ago = (days: number) => new Date(now.getTime() - days * 86_400_000)
  const begin = async (from: string | undefined, at: Date, by: string, care: { readonly review_on: string; readonly responsible: string; readonly current: number } | Record<string, never>) =>
    (await tx.insertInto('library.material').values({ region_id: 'oslo-viken', team_id: teamId, from_kindergarten_id: from ? (ids.get(from) ?? '') : null, start_key: crypto.randomUUID(), made_at: at, made_by_name: by, changed_at: at, changed_by_name: by, ...care }).returning('id').executeTakeFirstOrThrow()).id
  const made: string[] = []
  for (const [place, one] of materials.entries()) {
    const at = ago(40 - place)
    const number = place === 0 ? 2 : 1
    const id = await begin(undefined, at, who, { review_on: addDays(today, one.review), responsible: place % 2 === 0 ? who : nameOf('tone'), current: number })
    made.push(id)
    const content = {
      material_id: id, region_id: 'oslo-viken', title: one.title, summary: one.summary, themes: [...one.themes], audiences: [...one.audiences], ages: [...one.ages], minutes: one.minutes, licence: 'cc-by', author: team, published_by_name: who, changed_by_name: who,
      forms: 'film' in one ? ['text', 'film'] : ['text'], film_url: 'film' in one ? one.film : '', film_captions: 'film' in one ? 'yes' : null, film_text: 'film' in one ? one.filmText : '',
    }
    if (number === 2) await tx.insertInto('library.version').values({ ...content, number: 1, state: 'replaced', body: 'Snakk sammen om måltidet: Hvem sitter, hvem går, og hva snakker vi om?', published_at: ago(300), changed_at: ago(300) }).execute()
    await tx.insertInto('library.version').values({ ...content, number, state: 'published', body: one.body, news: number === 2 ? 'Fire spørsmål i stedet for ett, og en avtale om når dere ser på det igjen.' : '', published_at: at, changed_at: at }).execute()
  }
  const proposed = await begin('Solstråla barnehage', ago(3), nameOf('siri'), {})
  await tx
    .insertInto('library.version')
    .values({ material_id: proposed, region_id: 'oslo-viken', number: 1, state: 'proposed', title: 'Roller ved påkledning', summary: 'Slik delte vi oppgavene mellom de voksne i garderoben.', body: 'Én tar imot ute, én er i garderoben hele tiden, og én er inne til alle er klare. Vi bytter hver mandag.', themes: [play], audiences: ['whole-staff'], ages: ['0-2', '3-5'], minutes: 20, licence: 'cc-by', author: 'Personalet i Solstråla (oppdiktet)', changed_at: ago(3), changed_by_name: nameOf('siri') })
    .execute()
  const draft = await begin(undefined, ago(1), who, {})
  await tx.insertInto('library.version').values({ material_id: draft, region_id: 'oslo-viken', number: 1, title: 'Når noen er nye i personalgruppen', summary: 'En sjekkliste for de første ukene.', changed_at: ago(1), changed_by_name: who }).execute()
  for (const [kindergarten, by, outcome, body, state] of [
    ['Trollstua barnehage', 'hanne', 'well', 'Vi brukte spørsmål to og tre i fire uker. De voksne ble sittende lenger, og samtalene ble roligere.', 'shown'],
    ['Kvitveis familiebarnehage', 'nora', 'partly', 'Vi er berre to vaksne og måtte tilpasse rollene. Spørsmåla var gode.', 'waiting'],
  ] as const)
    await tx.insertInto('library.experience').values({ material_id: made[0] ?? '', version_number: 2, kindergarten_id: ids.get(kindergarten) ?? '', outcome, body, state, made_at: ago(8), made_by_name: nameOf(by), ...(state === 'shown' ? { decided_at: ago(6), decided_by_name: who } : {}) }).execute()
  const measure = await tx.selectFrom('measures.measure').select('id').where('lead_id', '=', ids.get('Solstråla barnehage') ?? '').orderBy('made_at').limit(1).executeTakeFirst()
  if (measure) await tx.insertInto('library.use').values({ material_id: made[0] ?? '', kind: 'measure', target_id: measure.id, org_id: ids.get('Solstråla barnehage') ?? '', added_at: ago(5), added_by_name: nameOf('siri') }).execute()
}
