import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actorOf, tries } from '../../../../test/actors.ts'
import { openWorld, words, type Browser, type Form, type World } from '../../../../test/kit.ts'
import { deadlineOf, type Half } from './halves/rules.ts'
import { forgetPeople } from './people/actions.ts'

// The life of a partnership, on the real database: the demonstration world's own (Fjordvik kommune and Høgskolen i Fjordvik, and one about to end).

let world: World
let olav: Browser
let ulla: Browser
let liv: Browser
let running = ''
let ending = ''
beforeAll(async () => {
  world = await openWorld()
  ;[olav, ulla, liv] = await Promise.all([world.as('olav', 'owner'), world.as('ulla'), world.as('liv')])
  running = await one("select id from scheme.partnership where name = 'Lek og språk i Fjordvik' order by period desc limit 1")
  ending = await one("select id from scheme.partnership where name = 'Leken ute'")
})
afterAll(() => world.close())

const one = async (text: string, values: unknown[] = []) => (await world.asOwner<{ id: string }>(text, values))[0]?.id ?? expect.fail(`nothing: ${text}`)
const see = async (who: Browser, path: string) => words((await who.get(`${path}?sprak=nb`)).text)
const refusal = async (who: Browser, path: string, form: Form) => { const reply = await who.post(`${path}?sprak=nb`, form); return [reply.status, words(reply.text)] as const }
const refuses = async (who: Browser, path: string, form: Form, status: number, sentence: string) => { const [is, said] = await refusal(who, path, form); expect([is, said.includes(sentence) ? sentence : said]).toEqual([status, sentence]) }
const key = () => crypto.randomUUID()

describe('sessions', () => {
  const plan = async (what: string, more: Form = {}) => { expect((await ulla.post(`/partnerskap/${running}/samlinger`, { nokkel: key(), hva: what, dag: '20.11.2026', sted: 'Rådhuset', barnehager: [await world.org('Solstråla barnehage')], ...more })).status).toBe(303); return one('select id from scheme.partnership_session where what = $1', [what]) }
  test('are planned, held with numbers, and seen by the head of the kindergarten', async () => {
    const id = await plan('Prøvesamling én')
    const siri = await world.as('siri')
    expect(await see(siri, '/partnerskap')).toContain('Prøvesamling én')
    expect(await see(await world.as('hanne'), '/partnerskap')).not.toContain('Prøvesamling én')
    expect(await see(olav, '/oppgaver')).toContain('Si hvordan samlingen gikk: Prøvesamling én')
    const path = `/partnerskap/${running}/samlinger/${id}`
    await refuses(olav, `${path}/gjennomforing`, { eiers: '', partners: '-1', ansatte: 'x' }, 422, 'Skriv et helt tall')
    expect((await olav.post(`${path}/gjennomforing`, { eiers: '2', partners: '1', ansatte: '17' })).status).toBe(303)
    expect(await see(ulla, path)).toContain('Nådde 17 ansatte.')
    await refuses(ulla, `${path}/avlysning`, { hvem: 'owner', grunn: 'Angrer' }, 409, 'Samlingen er holdt')
    await refuses(ulla, `${path}/gjennomforing`, { eiers: '2', partners: '1', ansatte: '17' }, 409, 'Samlingen er holdt')
    expect((await siri.get(path)).status).toBe(403)
  })
  test('are cancelled by one side with a reason and a new day, once', async () => {
    const path = `/partnerskap/${running}/samlinger/${await plan('Prøvesamling to')}`
    await refuses(olav, `${path}/avlysning`, { hvem: '', grunn: '' }, 422, 'Velg hvem som avlyste.')
    await refuses(olav, `${path}/avlysning`, { hvem: 'partner', grunn: 'Sykdom', nydag: '1.11.2026' }, 409, 'Den nye dagen har vært')
    const both = await Promise.all([olav, ulla].map((who) => who.post(`${path}/avlysning`, { hvem: 'partner', grunn: 'Sykdom', nydag: '10.12.2026' })))
    expect(both.map(({ status }) => status).toSorted()).toEqual([303, 409])
    expect(await world.asOwner("select 1 from scheme.partnership_session where what = 'Prøvesamling to' and state = 'planned' and on_day = '2026-12-10'")).toHaveLength(1)
    expect(await see(olav, path)).toContain('av Høgskolen i Fjordvik: Sykdom. Ny dag: 10. desember 2026')
  })
  test('of the same click are one; what is not so is said', async () => {
    const nokkel = key()
    await Promise.all([1, 2].map(() => plan('Prøvesamling tre', { nokkel, dag: '3.12.2026' })))
    expect(await world.asOwner("select 1 from scheme.partnership_session where what = 'Prøvesamling tre'")).toHaveLength(1)
    const path = `/partnerskap/${running}/samlinger`
    await refuses(ulla, `${path}/${await one("select id from scheme.partnership_session where what = 'Prøvesamling tre'")}/gjennomforing`, { eiers: '1', partners: '1', ansatte: '1' }, 409, 'Samlingen har ikke vært ennå')
    await refuses(ulla, path, { hva: 'Utenfor', dag: '1.1.2031', sted: 'x' }, 409, 'utenfor perioden')
    await refuses(ulla, path, { hva: 'Fremmed', dag: '3.12.2026', sted: 'x', barnehager: [await world.org('Trollstua barnehage')] }, 409, 'hører ikke til eierne')
    await refuses(ulla, path, { hva: 'Ring 13097248022', dag: '3.12.2026', sted: 'x' }, 422, 'fødselsnummer')
  })
})

describe('questions', () => {
  test('are answered by the other side, which has them among its tasks; the county sees times, never words', async () => {
    const path = `/partnerskap/${running}/sporsmal`
    expect((await olav.post(path, { nokkel: key(), sporsmal: 'Kan vi bytte rom?' })).status).toBe(303)
    const id = await one("select id from scheme.partnership_question where question = 'Kan vi bytte rom?'")
    expect(await see(ulla, '/oppgaver')).toContain('Svar på et spørsmål fra Fjordvik kommune')
    await refuses(olav, `${path}/${id}`, { svar: 'Ja, sier vi selv' }, 409, 'Dere stilte spørsmålet')
    await refuses(ulla, `${path}/${id}`, { svar: ' ' }, 422, 'Skriv svaret.')
    expect((await ulla.post(`${path}/${id}`, { svar: ' ' })).text, 'the list leads to the field of that question').toContain(`href="#f-svar-${id}"`)
    expect((await ulla.post(`${path}/${id}`, { svar: 'Ja.' })).status).toBe(303)
    expect((await ulla.post(`${path}/${id}`, { svar: 'Ja.' })).status).toBe(303)
    expect(await world.asOwner('select 1 from scheme.partnership_answer where question_id = $1', [id])).toHaveLength(1)
    expect(await see(olav, path)).toContain('Besvart på under én arbeidsdag')
    const county = await see(await world.as('stine'), path)
    expect([county.includes('Hvor lenge svarene lot vente på seg'), county.includes('bytte rom')]).toEqual([true, false])
    expect(await see(liv, path)).not.toContain('bytte rom')
  })
})

describe('reflections', () => {
  const path = () => `/partnerskap/${running}/refleksjoner/2026-2`
  test('one side sees nothing of the other’s before both have delivered; then both see both, and it is locked', async () => {
    const hidden = 'Samlingen i Fjordgløtt, der to eiere møttes.'
    for (const who of [ulla, await world.as('stine'), liv]) expect(await see(who, `/partnerskap/${running}/refleksjoner`)).not.toContain(hidden)
    expect(await see(ulla, '/oppgaver')).toContain('Skriv refleksjon, høsten 2026')
    await refuses(ulla, path(), { virket: 'x', laerte: '', endrer: 'x' }, 422, 'Skriv hva dere lærte av den andre.')
    await refuses(ulla, `${path()}/tillegg`, { tillegg: 'For tidlig' }, 409, 'Lever refleksjonen først')
    const form = { virket: 'Å skrive sammen.', laerte: 'Å vente.', endrer: 'Emneplanen.' }
    const twice = await Promise.all([1, 2].map(() => ulla.post(path(), form)))
    expect(twice.map(({ status }) => status)).toEqual([303, 303])
    expect(await see(ulla, `/partnerskap/${running}/refleksjoner`)).toContain(hidden)
    expect(await see(olav, `/partnerskap/${running}/refleksjoner`)).toContain('Å skrive sammen.')
    expect(await see(liv, `/partnerskap/${running}/refleksjoner`)).toContain('Å skrive sammen.')
    const [status, said] = await refusal(ulla, path(), { ...form, virket: 'Noe annet vi kom på' })
    expect([status, said.includes('låst. Skriv et tillegg'), said.includes('Noe annet vi kom på')]).toEqual([409, true, true])
    expect((await ulla.post(`${path()}/tillegg`, { tillegg: 'Og vi rettet en feil.' })).status).toBe(303)
    expect(await see(olav, `/partnerskap/${running}/refleksjoner`)).toContain('Tillegg: Og vi rettet en feil.')
  })
  test('after the last day nothing is delivered, and what there is can be read', async () => {
    const spring = `/partnerskap/${ending}/refleksjoner/2026-1`
    await refuses(ulla, spring, { virket: 'a', laerte: 'b', endrer: 'c' }, 409, 'Fristen er ute')
    expect(await see(ulla, `/partnerskap/${ending}/refleksjoner`)).toContain('var de beste vi har hatt')
    expect((await ulla.post(`${spring}/tillegg`, { tillegg: 'Vi var sene.' })).status).toBe(303)
    expect([(await ulla.get(`/partnerskap/${ending}/refleksjoner/2031-1`)).status, (await ulla.get(`/partnerskap/${ending}/refleksjoner/x`)).status, (await ulla.post(`/partnerskap/${ending}/refleksjoner/tull`, { virket: 'a', laerte: 'b', endrer: 'c' })).status]).toEqual([404, 404, 404])
  })
  test.each(['2025-1', '2025-2', '2026-1', '2026-2', '2030-2'])('the program and the database agree on the last day of %s', async (half) => {
    expect((await world.asOwner<{ id: string }>('select scheme.reflection_deadline($1)::text as id', [half]))[0]?.id).toBe(deadlineOf(half as Half))
  })
})

describe('people and promises', () => {
  test('who leaves stays with a last day and who took over; nobody is written over', async () => {
    const jonas = await one("select id from scheme.partnership_contact where name = 'Jonas Lia'")
    const mona = await one("select id from scheme.partnership_contact where name = 'Mona Vik'")
    const path = `/partnerskap/${running}/kontakter/${jonas}`
    await refuses(ulla, `${path}/avgang`, { siste: '24.11.2026', overtar: '', merknad: '' }, 409, 'Siste dag har ikke vært ennå')
    await refuses(ulla, `${path}/avgang`, { siste: '20.11.2026', overtar: await one("select id from scheme.partnership_contact where side = 'owner' and partnership_id = $1 limit 1", [running]), merknad: '' }, 409, 'Velg noen hos dere')
    expect((await olav.post(`${path}/avgang`, { siste: '20.11.2026', overtar: '', merknad: '' })).status).toBe(404)
    expect((await ulla.post(`${path}/fjerning`)).location).toBe(`/partnerskap/${running}/folk`)
    expect(await world.asOwner('select 1 from scheme.partnership_contact where id = $1', [jonas])).toHaveLength(1)
    expect((await ulla.post(`${path}/avgang`, { siste: '20.11.2026', overtar: mona, merknad: 'Svarer ut året' })).status).toBe(303)
    const page = await see(olav, `/partnerskap/${running}/folk`)
    for (const sentence of ['1. august 2025–20. november 2026', 'Mona Vik. Svarer ut året', '1 av 2 hos Høgskolen i Fjordvik er de samme']) expect(page).toContain(sentence)
  })
  test('a promise is not kept, with a reason, and the other side says its word', async () => {
    const promise = await one("select id from scheme.partnership_promise where what = 'To runder med veiledning i hver barnehage.'")
    const path = `/partnerskap/${running}/lofter/${promise}`
    expect(await see(ulla, '/oppgaver')).toContain('Dere har lovet: To runder med veiledning')
    await refuses(olav, `${path}/ikke-holdt`, { grunn: 'De rakk det ikke' }, 409, 'Bare den som lovet')
    await refuses(ulla, `${path}/ikke-holdt`, { grunn: '' }, 422, 'Skriv hvorfor det ikke ble holdt.')
    expect((await ulla.post(`${path}/fjerning`)).status).toBe(303)
    expect((await ulla.post(`${path}/ikke-holdt`, { grunn: 'Veilederen sluttet' })).status).toBe(303)
    expect((await olav.post(`${path}/ord`, { ord: 'Vi forstår det' })).status).toBe(303)
    const page = await see(ulla, path)
    for (const sentence of ['Veilederen sluttet', 'Fjordvik kommune: Vi forstår det']) expect(page).toContain(sentence)
    await refuses(ulla, `${path}/ikke-holdt`, { grunn: 'En gang til' }, 409, 'Dette løftet er allerede ferdig')
    await refuses(ulla, `/partnerskap/${running}/lofter`, { hva: 'Noe senere', svarer: '', lofra: '1.8.2028', lotil: '1.9.2028' }, 409, 'Dagene må være i perioden')
  })
})

describe('what the university changed, and the reasons', () => {
  test('the university writes it; the owner reads it, and the county governor of each university', async () => {
    const path = `/partnerskap/${running}/endringer`
    const form = { nokkel: key(), slag: 'own-competence', hva: 'Tre av våre har gått sammen med pedagogiske ledere.', fra: 'Høsten 2026', dag: '1.11.2026', lenke: 'https://hogskole.example/folk' }
    await refuses(ulla, path, { ...form, lenke: 'javascript:alert(1)' }, 422, 'Skriv lenken slik')
    await refuses(ulla, path, { ...form, dag: '1.11.2027' }, 409, 'Datoen har ikke vært ennå')
    await refuses(olav, path, form, 409, 'Bare universitetet eller høgskolen skriver dette.')
    expect((await ulla.post(path, form)).status).toBe(303)
    expect((await ulla.post(path, form)).status).toBe(303)
    expect(await world.asOwner('select 1 from scheme.partnership_change where start_key = $1', [form.nokkel])).toHaveLength(1)
    expect(await see(olav, path)).toContain('Tre av våre')
    const county = await see(await world.as('stine'), '/partnerskap/oversikt')
    for (const sentence of ['Egen kompetanse: 1', 'Fornyet uten pause', 'For få til en prosent']) expect(county).toContain(sentence)
    expect([(await olav.get('/partnerskap/oversikt')).status, (await ulla.get('/partnerskap/oversikt')).status]).toEqual([403, 403])
  })
  test('a reason is a sentence with what can be done, and each side says its word about it', async () => {
    const page = await see(liv, `/partnerskap/${ending}`)
    for (const sentence of ['Partnerskapet tar slutt innen seks måneder', '2 av 2 avlyste samlinger det siste året ble avlyst av Høgskolen i Fjordvik.', 'Ingen hos Høgskolen i Fjordvik er de samme som for ett år siden.', 'Finn ut sammen hva som må til']) expect(page).toContain(sentence)
    const path = `/partnerskap/${ending}/grunner/cancelled-by-one-til-partner`
    expect((await ulla.post(path, { ord: 'Vi har fått en vikar.' })).status).toBe(303)
    expect(await see(liv, `/partnerskap/${ending}`)).toContain('Høgskolen i Fjordvik: Vi har fått en vikar.')
    expect([(await ulla.get(`/partnerskap/${ending}/grunner/tull`)).status, (await ulla.post(`/partnerskap/${ending}/grunner/tull`, { ord: 'x' })).status]).toEqual([404, 404])
  })
})

describe('renewal', () => {
  test('the new period follows the old one; pressed twice or by both it is one; promises come along and both confirm', async () => {
    expect(await see(liv, '/oppgaver')).toContain('Snakk med Høgskolen i Fjordvik om partnerskapet skal fornyes')
    const path = `/partnerskap/${ending}/fornyelse`
    await refuses(liv, path, { til: '1.1.2027' }, 409, 'Siste dag må være etter')
    await refuses(olav, `/partnerskap/${running}/fornyelse`, { til: '31.7.2030' }, 409, 'Det er mer enn et halvt år igjen')
    expect((await ulla.post(`${path}/nei`, { grunn: 'Vi mangler folk' })).status).toBe(303)
    await refuses(ulla, `${path}/nei`, { grunn: 'Igjen' }, 409, 'Dere har allerede sagt')
    expect(await see(liv, path)).toContain('Vi mangler folk')
    const pressed = await Promise.all([liv, ulla, liv].map((who) => who.post(path, { til: '31.1.2029' })))
    expect([new Set(pressed.map(({ location }) => location)).size, pressed.map(({ status }) => status)]).toEqual([1, [303, 303, 303]])
    const [next] = await world.asOwner<{ id: string; period: string }>('select id, period::text from scheme.partnership where previous_id = $1', [ending])
    expect(next?.period).toBe('[2027-02-01,2029-02-01)')
    for (const who of [liv, ulla]) if ((await see(who, `/partnerskap/${next?.id}`)).includes('Ta med det vi lovet sist')) expect((await who.post(`/partnerskap/${next?.id}/fornyelse/medtatt`)).status).toBe(303)
    expect(await world.asOwner("select 1 from scheme.partnership_promise where partnership_id = $1 and side = 'owner'", [next?.id])).toHaveLength(2)
    const version = String((await world.asOwner<{ version: number }>('select version from scheme.partnership where id = $1', [next?.id]))[0]?.version)
    for (const who of [liv, ulla]) await who.post(`/partnerskap/${next?.id}/bekreftelse`, { versjon: version })
    expect(await see(liv, `/partnerskap/${next?.id}/fornyelse`)).toMatch(/1\. februar 2027–31\. januar 2029.*Ingen/)
  })
  test('the same two have no two partnerships at once, and the other one is named', async () => {
    await refuses(olav, '/partnerskap/ny', { nokkel: key(), motpart: await world.org('Høgskolen i Fjordvik'), navn: 'En til', nettverk: '', fra: '1.8.2027', til: '31.7.2029' }, 422, 'De to har allerede partnerskapet «Lek og språk i Fjordvik» i disse dagene')
  })
})

test('other pairs’ partnerships are not there, on any address', async () => {
  const [nils, eva] = [await world.as('nils'), await world.as('eva')]
  const session = await one('select id from scheme.partnership_session where partnership_id = $1 limit 1', [running])
  const gets = ['folk', 'samlinger', `samlinger/${session}`, 'sporsmal', 'refleksjoner', 'endringer', 'fornyelse', 'grunner/gap'].map((part) => `/partnerskap/${running}/${part}`)
  for (const path of gets) expect([path, (await nils.get(path)).status, (await eva.get(path)).status]).toEqual([path, 404, 404])
  const posts: readonly [string, Form][] = [['samlinger', { hva: 'x', dag: '1.12.2026', sted: 'x' }], ['sporsmal', { sporsmal: 'x' }], ['refleksjoner/2026-2', { virket: 'x', laerte: 'x', endrer: 'x' }], ['fornyelse', { til: '1.1.2030' }], ['fornyelse/nei', { grunn: 'x' }], ['kontakter', { kontakt: 'x', oppgave: 'leads', epost: '' }], ['grunner/gap', { ord: 'x' }]]
  for (const [part, form] of posts) expect([part, (await nils.post(`/partnerskap/${running}/${part}`, form)).status]).toEqual([part, 404])
  // A member of the network reads, and writes nothing; a session of another pair is not in this one.
  for (const [part, form] of posts) expect([part, (await liv.post(`/partnerskap/${running}/${part}`, form)).status]).toEqual([part, 404])
  expect([(await liv.get(`/partnerskap/${running}/samlinger`)).status, (await ulla.get(`/partnerskap/${ending}/samlinger/${session}`)).status]).toEqual([200, 404])
})

describe('in the database', () => {
  const tables = ['session', 'question', 'answer', 'reflection', 'reflection_addition', 'change', 'word', 'parting'] as const
  /** A county governor of another region than the partnership's. */
  async function elsewhere() {
    await world.asOwner("insert into register.region (id, name) values ('annet-sted', 'Et annet sted') on conflict do nothing")
    const id = await one("insert into register.organisation (region_id, kind, name, created_at) values ('annet-sted', 'county-governor', $1, now()) returning id", [`Statsforvalteren et annet sted ${key()}`])
    return { ...(await actorOf(world, 'stine')), orgId: id as never }
  }
  test.each(tables)('partnership_%s: nothing for other owners, heads, the team, another region’s county governor, or nobody', async (table) => {
    const others = await Promise.all(['nils', 'eva', 'siri', 'tone'].map((person) => actorOf(world, person)))
    const read = `select 1 from scheme.partnership_${table} where partnership_id in ('${running}', '${ending}')`
    for (const actor of [...others, await elsewhere(), undefined]) expect(await tries(world, actor, read)).toBe('no')
    expect((await world.asOwner(read)).length).toBeGreaterThan(0)
  })
  test('each side writes for itself, in its own name, and nothing that has been said is changed', async () => {
    const [owner, university, member, officer] = await Promise.all([actorOf(world, 'olav', 'owner'), actorOf(world, 'ulla'), actorOf(world, 'liv'), actorOf(world, 'stine')])
    const word = (side: string, who: string) => `insert into scheme.partnership_word (partnership_id, side, about_kind, about, word, said_at, said_by_name) values ('${running}', '${side}', 'reason', 'gap', 'x', now(), '${who}')`
    const ask = (side: string, who: string) => `insert into scheme.partnership_question (partnership_id, start_key, side, question, asked_at, asked_by_name) values ('${running}', gen_random_uuid(), '${side}', 'x', now(), '${who}')`
    const reflect = (side: string, who: string, half = '2026-2') => `insert into scheme.partnership_reflection (partnership_id, half, side, worked, learned, changes, delivered_at, delivered_by_name) values ('${ending}', '${half}', '${side}', 'x', 'x', 'x', now(), '${who}')`
    const change = (who: string) => `insert into scheme.partnership_change (partnership_id, start_key, kind, what, came_from, on_day, written_at, written_by_name) values ('${running}', gen_random_uuid(), 'research', 'x', 'x', '2026-11-01', now(), '${who}')`
    expect(await tries(world, owner, word('owner', owner.name))).toBe('yes')
    for (const [actor, statement] of [
      [owner, word('partner', owner.name)], [owner, word('owner', university.name)], [member, word('owner', member.name)], [officer, word('owner', officer.name)],
      [owner, ask('partner', owner.name)], [member, ask('owner', member.name)], [officer, ask('owner', officer.name)],
      [university, reflect('owner', university.name)], [university, reflect('partner', university.name, '2026-1')], [officer, reflect('partner', officer.name)],
      [owner, change(owner.name)], [officer, change(officer.name)],
    ] as const) expect([statement, await tries(world, actor, statement)]).toEqual([statement, 'no'])
    for (const table of ['question', 'answer', 'reflection', 'reflection_addition', 'change', 'word', 'parting']) expect([table, await tries(world, university, `update scheme.partnership_${table} set partnership_id = partnership_id`), await tries(world, university, `delete from scheme.partnership_${table}`)]).toEqual([table, 'no', 'no'])
  })
  test('a session that was held is held; a kept promise and somebody from before are not taken away', async () => {
    const university = await actorOf(world, 'ulla')
    expect(await tries(world, university, `update scheme.partnership_session set state = 'cancelled', cancelled_by = 'owner', cancelled_why = 'x', owner_people = null, partner_people = null, staff_reached = null, told_at = now(), told_by_name = '${university.name}' where partnership_id = '${running}' and state = 'held'`)).toBe('no')
    expect(await tries(world, university, `delete from scheme.partnership_contact where partnership_id = '${running}'`)).toBe('no')
    expect(await tries(world, university, `delete from scheme.partnership_promise where partnership_id = '${ending}' and done_on is not null`)).toBe('no')
  })
  test('threads are the two sides’ alone: the county governor and the network see times', async () => {
    const [officer, member] = await Promise.all([actorOf(world, 'stine'), actorOf(world, 'liv')])
    const [threads, times] = [`select 1 from scheme.partnership_question where partnership_id = '${running}'`, `select 1 from scheme.question_times() where partnership_id = '${running}'`]
    expect(await Promise.all([officer, member].flatMap((actor) => [tries(world, actor, threads), tries(world, actor, times)]))).toEqual(['no', 'yes', 'no', 'yes'])
    expect(await tries(world, await actorOf(world, 'nils'), times)).toBe('no')
  })
})

test('who left is forgotten five years after', async () => {
  world.clock.set(new Date('2031-11-19T10:00:00Z'))
  await forgetPeople(world.deps)
  expect(await world.asOwner("select 1 from scheme.partnership_contact where name = 'Jonas Lia'")).toHaveLength(1)
  world.clock.set(new Date('2031-11-21T10:00:00Z'))
  expect(await forgetPeople(world.deps)).toBe(1)
  expect(await world.asOwner("select 1 from scheme.partnership_contact where name = 'Jonas Lia'")).toEqual([])
  world.clock.set(new Date('2026-11-23T09:00:00Z'))
})
