import { halfOf } from '../../src/slices/scheme/partnerships/halves/rules.ts'
import { at as startOf, type DemoWorld } from './granted.ts'

/** A quarter past ten that day: nobody works at midnight. */
const at = (day: string): Date => new Date(startOf(day).getTime() + 10.25 * 3_600_000)

const college = 'Høgskolen i Fjordvik'
const municipality = 'Fjordvik kommune'

/**
 * Partnerships of the invented college: one that runs and has a history of two years before it, one that is about to end, and one that waits for the
 * other side.
 */
export async function loadDemoPartnerships(world: DemoWorld): Promise<void> {
  const { tx, org } = world
  const first = await insert(world, { owner: municipality, name: 'Lek og språk i Fjordvik', network: 'Barnehagene ved fjorden', period: '[2023-08-01,2025-08-01)', begun: '2023-03-06', by: 'Olav Rud', agreed: '2023-05-12' })
  const running = await insert(world, { owner: municipality, name: 'Lek og språk i Fjordvik', network: 'Barnehagene ved fjorden', period: '[2025-08-01,2028-08-01)', begun: '2025-03-03', by: 'Olav Rud', agreed: '2025-04-10', previous: first })
  const ending = await insert(world, { owner: 'Stiftelsen Fjordgløtt', name: 'Leken ute', network: undefined, period: '[2025-02-01,2027-02-01)', begun: '2024-11-04', by: 'Liv Sand', agreed: '2024-12-12' })
  await tx.insertInto('scheme.partnership_member').values([first, running].map((id) => ({ partnership_id: id, org_id: org('Stiftelsen Fjordgløtt') }))).execute()
  await promises(world, first, running, ending)
  await people(world, first, running, ending)
  await sessions(world, running, ending)
  await questions(world, running, ending)
  await reflections(world, running, ending)
  await tx.insertInto('scheme.partnership_note').values({ partnership_id: running, year: 2025, learned: 'Barnehagene kjenner lekemiljøet sitt best. Vi lærte å begynne i deres egne eksempler og vente med teorien.', brought_back: 'Eksemplene er brukt i emnet om lek, og praksislærere herfra underviser sammen med oss.', written_at: at('2026-07-02'), written_by_name: 'Ulla Holm' }).execute()
  await tx
    .insertInto('scheme.partnership_change')
    .values([
      { partnership_id: first, kind: 'practice', what: 'Tre barnehager ved fjorden er nye praksisbarnehager.', seen_at: '', came_from: 'Veiledningsrundene i 2024', on_day: '2024-09-02' },
      { partnership_id: running, kind: 'teacher-education', what: 'Emnet om lek begynner i barnehagenes egne eksempler, og to pedagogiske ledere underviser.', seen_at: 'https://hogskole.example/emner/lek', came_from: 'Samlingene om lek og språk, høsten 2025', on_day: '2026-01-12' },
      { partnership_id: running, kind: 'research', what: 'En artikkel om språk i garderoben er skrevet sammen med barnehagene.', seen_at: 'https://hogskole.example/artikler/garderoben', came_from: 'Observasjonene våren 2026', on_day: '2026-06-18' },
    ].map((one) => ({ start_key: crypto.randomUUID(), written_at: at(one.on_day), written_by_name: 'Ulla Holm', ...one })))
    .execute()
  await insert(world, { owner: 'Foreldrelaget Bråtet', name: 'Leik på tvers av alder', network: undefined, period: '[2027-01-01,2028-01-01)', begun: '2026-11-02', by: 'Nils Hage', agreed: undefined })
  await tx.insertInto('scheme.university_capacity').values([[2026, 24, 'Én ny stilling fra januar.'], [2027, 30, '']].map(([year, kindergartens, note]) => ({ org_id: org(college), year: Number(year), kindergartens: Number(kindergartens), note: String(note), stated_at: at('2026-09-01'), stated_by_name: 'Ulla Holm' }))).execute()
}

const promises = async ({ tx }: DemoWorld, first: string, running: string, ending: string) => {
  const rows = [
    { partnership_id: first, side: 'owner', what: 'Setter av tre planleggingsdager i året.', answers: 'Olav Rud', from_on: '2023-08-01', to_on: '2025-07-31', done_on: '2025-06-20' },
    { partnership_id: first, side: 'partner', what: 'Tre samlinger i året for hele personalet.', answers: 'Ulla Holm', from_on: '2023-08-01', to_on: '2025-07-31', done_on: '2025-05-28' },
    { partnership_id: running, side: 'owner', what: 'Setter av fire planleggingsdager til arbeidet, med vikarer så alle kan være med.', answers: 'Olav Rud', from_on: '2025-08-01', to_on: '2026-07-31', done_on: '2026-06-15' },
    { partnership_id: running, side: 'owner', what: 'Styrere og pedagogiske ledere leder arbeidet mellom samlingene.', answers: '', from_on: '2025-08-01', to_on: '2028-07-31', done_on: null },
    { partnership_id: running, side: 'partner', what: 'Fire samlinger i året for hele personalet.', answers: 'Ulla Holm', from_on: '2025-08-01', to_on: '2028-07-31', done_on: null },
    { partnership_id: running, side: 'partner', what: 'To runder med veiledning i hver barnehage.', answers: 'Ulla Holm', from_on: '2025-08-01', to_on: '2026-07-31', done_on: null },
    { partnership_id: ending, side: 'owner', what: 'Hele personalet er med ute på alle samlingene.', answers: 'Liv Sand', from_on: '2025-02-01', to_on: '2027-01-31', done_on: null },
    { partnership_id: ending, side: 'partner', what: 'Seks samlinger ute, to i hvert halvår det første året.', answers: 'Ulla Holm', from_on: '2025-02-01', to_on: '2026-06-30', done_on: '2026-06-11' },
  ]
  await tx.insertInto('scheme.partnership_promise').values(rows).execute()
  const broken = await tx
    .insertInto('scheme.partnership_promise')
    .values({ partnership_id: ending, side: 'owner', what: 'En felles blogg om leken ute.', answers: 'Liv Sand', from_on: '2025-02-01', to_on: '2026-06-30', broken_on: '2026-05-04', broken_why: 'Bloggen tok tid fra samlingene. Vi deler heller på plantavla i barnehagene.', broken_by_name: 'Liv Sand' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx.insertInto('scheme.partnership_word').values([
    { partnership_id: ending, side: 'partner', about_kind: 'promise', about: broken.id, word: 'Det er greit for oss. Vi savner å se hva barnehagene gjør mellom samlingene, og tar gjerne bilder fra plantavla.', said_at: at('2026-05-11'), said_by_name: 'Ulla Holm' },
    { partnership_id: running, side: 'partner', about_kind: 'reason', about: 'promises-late:partner', word: 'Andre runde er flyttet til januar. Da er den nye veilederen på plass.', said_at: at('2026-10-19'), said_by_name: 'Ulla Holm' },
  ]).execute()
}

const people = async ({ tx }: DemoWorld, first: string, running: string, ending: string) => {
  const person = (partnership_id: string, side: string, part: string, name: string, email: string, from_on: string) => ({ partnership_id, side, part, name, email, from_on, added_on: from_on })
  await tx
    .insertInto('scheme.partnership_contact')
    .values([
      person(first, 'owner', 'leads', 'Olav Rud', 'olav.rud@fjordvik.example', '2023-08-01'),
      person(first, 'partner', 'coordinates', 'Ulla Holm', 'ulla.holm@hogskole.example', '2023-08-01'),
      person(running, 'owner', 'leads', 'Olav Rud', 'olav.rud@fjordvik.example', '2023-08-01'),
      person(running, 'partner', 'coordinates', 'Ulla Holm', 'ulla.holm@hogskole.example', '2023-08-01'),
      person(running, 'partner', 'teaches', 'Jonas Lia', 'jonas.lia@hogskole.example', '2025-08-01'),
      person(ending, 'owner', 'leads', 'Liv Sand', 'liv.sand@fjordglott.example', '2025-02-01'),
      person(ending, 'partner', 'coordinates', 'Ulla Holm', 'ulla.holm@hogskole.example', '2026-02-01'),
    ])
    .execute()
  const after = await tx.insertInto('scheme.partnership_contact').values(person(running, 'partner', 'teaches', 'Mona Vik', 'mona.vik@hogskole.example', '2026-08-01')).returning('id').executeTakeFirstOrThrow()
  await tx
    .insertInto('scheme.partnership_contact')
    .values([
      { ...person(running, 'partner', 'teaches', 'Arne Dahl', 'arne.dahl@hogskole.example', '2024-08-01'), to_on: '2026-07-31', handed_to: after.id, left_note: 'Var med på første samling om høsten' },
      { ...person(ending, 'partner', 'coordinates', 'Berit Foss', 'berit.foss@hogskole.example', '2025-02-01'), to_on: '2026-01-31', handed_to: null, left_note: null },
    ])
    .execute()
}

type Told = { readonly state: 'held'; readonly owner: number; readonly partner: number; readonly staff: number } | { readonly state: 'cancelled'; readonly by: 'owner' | 'partner' | 'neither'; readonly why: string } | { readonly state: 'planned' }
const sessions = async ({ tx, org }: DemoWorld, running: string, ending: string) => {
  const session = (partnership: string, day: string, place: string, what: string, kindergartens: readonly string[], told: Told) => ({ partnership, day, place, what, kindergartens, told })
  const those = [
    session(running, '2025-09-18', 'Solstråla barnehage', 'Lek og språk, første samling', ['Solstråla barnehage', 'Fjordgløtt barnehage'], { state: 'held', owner: 3, partner: 2, staff: 34 }),
    session(running, '2026-01-15', 'Fjordvik rådhus', 'Lek og språk, andre samling', ['Solstråla barnehage'], { state: 'held', owner: 2, partner: 2, staff: 29 }),
    session(running, '2026-03-19', 'Solstråla barnehage', 'Språk i garderoben', ['Solstråla barnehage'], { state: 'cancelled', by: 'neither', why: 'Storm. Ferja gikk ikke' }),
    session(running, '2026-04-16', 'Solstråla barnehage', 'Språk i garderoben', ['Solstråla barnehage'], { state: 'held', owner: 2, partner: 1, staff: 31 }),
    session(running, '2026-09-24', 'Fjordgløtt barnehage', 'Hva vi så i sommer', ['Fjordgløtt barnehage', 'Solstråla barnehage'], { state: 'held', owner: 3, partner: 3, staff: 38 }),
    session(running, '2027-01-21', 'Solstråla barnehage', 'Veiledning, andre runde', ['Solstråla barnehage'], { state: 'planned' }),
    session(ending, '2025-10-09', 'Fjordgløtt barnehage', 'Leken ute, tredje samling', ['Fjordgløtt barnehage'], { state: 'held', owner: 1, partner: 2, staff: 18 }),
    session(ending, '2026-02-12', 'Fjordgløtt barnehage', 'Leken ute, fjerde samling', ['Fjordgløtt barnehage'], { state: 'cancelled', by: 'partner', why: 'Underviseren var syk, og ingen kunne ta over' }),
    session(ending, '2026-04-23', 'Fjordgløtt barnehage', 'Leken ute, femte samling', ['Fjordgløtt barnehage'], { state: 'cancelled', by: 'partner', why: 'Kolliderte med eksamen' }),
    session(ending, '2026-06-11', 'Fjordgløtt barnehage', 'Leken ute, sjette samling', ['Fjordgløtt barnehage'], { state: 'held', owner: 2, partner: 1, staff: 20 }),
    session(ending, '2026-11-19', 'Fjordgløtt barnehage', 'Oppsummering', ['Fjordgløtt barnehage'], { state: 'planned' }),
  ].map((one) => ({ id: crypto.randomUUID(), ...one }))
  await tx
    .insertInto('scheme.partnership_session')
    .values(those.map(({ id, partnership, day, place, what, told }) => ({
      id, partnership_id: partnership, start_key: crypto.randomUUID(), on_day: day, place, what, state: told.state, planned_at: at('2025-08-20'), planned_by_name: 'Ulla Holm',
      moved_from: what === 'Språk i garderoben' && told.state === 'held' ? (those.find((one) => one.what === what)?.id ?? null) : null,
      owner_people: told.state === 'held' ? told.owner : null, partner_people: told.state === 'held' ? told.partner : null, staff_reached: told.state === 'held' ? told.staff : null,
      cancelled_by: told.state === 'cancelled' ? told.by : null, cancelled_why: told.state === 'cancelled' ? told.why : null, told_at: told.state === 'planned' ? null : at(day), told_by_name: told.state === 'planned' ? null : 'Ulla Holm',
    })))
    .execute()
  await tx.insertInto('scheme.partnership_session_kindergarten').values(those.flatMap(({ id, kindergartens }) => kindergartens.map((name) => ({ session_id: id, kindergarten_id: org(name) })))).execute()
}

const questions = async ({ tx }: DemoWorld, running: string, ending: string) => {
  const threads = [
    [running, 'owner', 'Kan samlingen i januar holdes etter klokka 16, så alle kan være med?', '2026-09-02', 'Olav Rud', 'Ja. Vi setter den til 16.30.', '2026-09-03', 'Ulla Holm'],
    [running, 'partner', 'Hvor mange pedagogiske ledere er nye i høst?', '2026-09-10', 'Ulla Holm', 'Fire av elleve. De har fått heftet fra første samling.', '2026-09-14', 'Olav Rud'],
    [running, 'owner', 'Hvem tar over veiledningen etter Arne?', '2026-06-22', 'Olav Rud', 'Mona Vik, fra august.', '2026-06-24', 'Ulla Holm'],
    [running, 'owner', 'Kan vi få se emneplanen dere endret?', '2026-10-26', 'Olav Rud', 'Den ligger på nettsiden nå, med lenke under «Hva universitetet endret».', '2026-10-28', 'Ulla Holm'],
    [ending, 'owner', 'Vil dere fortsette når perioden er ute i januar?', '2026-11-06', 'Liv Sand'],
    [ending, 'owner', 'Hvem kommer i stedet for Berit?', '2026-01-12', 'Liv Sand', 'Ulla Holm koordinerer fra februar.', '2026-01-29', 'Ulla Holm'],
  ] as const
  for (const [partnership, side, question, asked, by, answer, answered, answeredBy] of threads) {
    const { id } = await tx.insertInto('scheme.partnership_question').values({ partnership_id: partnership, start_key: crypto.randomUUID(), side, question, asked_at: at(asked), asked_by_name: by }).returning('id').executeTakeFirstOrThrow()
    if (answer !== undefined && answered !== undefined && answeredBy !== undefined) await tx.insertInto('scheme.partnership_answer').values({ question_id: id, partnership_id: partnership, side: side === 'owner' ? 'partner' : 'owner', answer, answered_at: at(answered), answered_by_name: answeredBy }).execute()
  }
}

const reflections = async ({ tx }: DemoWorld, running: string, ending: string) => {
  const one = (partnership_id: string, day: string, side: string, by: string, worked: string, learned: string, changes: string) => ({ partnership_id, half: halfOf(day as Parameters<typeof halfOf>[0]), side, worked, learned, changes, delivered_at: at(day), delivered_by_name: by })
  await tx
    .insertInto('scheme.partnership_reflection')
    .values([
      one(running, '2025-12-10', 'owner', 'Olav Rud', 'At hele personalet var i samme rom.', 'At vi kan spørre før vi svarer.', 'Vi setter av tid til refleksjon uka etter hver samling.'),
      one(running, '2025-12-15', 'partner', 'Ulla Holm', 'Eksemplene barnehagene tok med.', 'At garderoben er der språket øves mest.', 'Vi begynner samlingene i barnehagens egne bilder.'),
      one(running, '2026-06-12', 'owner', 'Olav Rud', 'Kortere samlinger og mer arbeid i barnehagen etterpå.', 'At observasjon kan gjøres på ti minutter.', 'Assistentene får egen tid til å lese.'),
      one(running, '2026-06-20', 'partner', 'Ulla Holm', 'To pedagogiske ledere underviste sammen med oss.', 'Hvor lite tid det er mellom samlingene.', 'Vi sender ett spørsmål, ikke et hefte.'),
      one(running, '2026-11-16', 'owner', 'Olav Rud', 'Samlingen i Fjordgløtt, der to eiere møttes.', 'At forskning kan skrives sammen.', 'Vi gir de nye pedagogiske lederne en makker.'),
      one(ending, '2026-06-18', 'owner', 'Liv Sand', 'Samlingene som ble holdt, var de beste vi har hatt.', 'Å se leken før vi retter på den.', 'Vi avtaler hvem som tar over når noen er syke.'),
    ])
    .execute()
}

type Story = { readonly owner: string; readonly name: string; readonly network: string | undefined; readonly period: string; readonly begun: string; readonly by: string; readonly agreed: string | undefined; readonly previous?: string }
async function insert({ tx, org }: DemoWorld, one: Story): Promise<string> {
  const agreed = one.agreed && at(one.agreed)
  const { id } = await tx
    .insertInto('scheme.partnership')
    .values({
      region_id: 'oslo-viken', start_key: crypto.randomUUID(), previous_id: one.previous ?? null, owner_id: org(one.owner), partner_id: org(college), name: one.name, network_name: one.network ?? null, period: one.period, begun_at: at(one.begun), begun_by_name: one.by, changed_at: agreed ?? at(one.begun), changed_by_name: one.by,
      owner_confirmed: 1, owner_confirmed_at: at(one.begun), owner_confirmed_by_name: one.by, ...(agreed ? { partner_confirmed: 1, partner_confirmed_at: agreed, partner_confirmed_by_name: 'Ulla Holm', agreed_at: agreed } : {}),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const events = [['scheme.partnership-proposed', one.begun, one.by, 'owner'], ...(one.agreed ? [['scheme.partnership-confirmed', one.agreed, 'Ulla Holm', 'university-contact']] : [])]
  await tx.insertInto('audit.event').values(events.map(([kind = '', day = '', who = '', role = '']) => ({ at: at(day), kind, about_kind: 'partnership', about_id: id, reader_org_ids: [org(one.owner), org(college)], visibility: 'shared', role, who, data: '{}' }))).execute()
  return id
}
