import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actorOf, tries } from '../../../../test/actors.ts'
import { openWorld, words, type Browser, type Form, type World } from '../../../../test/kit.ts'
import { forget } from '../retention/actions.ts'

// Who does what around a kindergarten, on the real database.

let world: World
let per: Browser
let siri: Browser
let tone: Browser
let solstrala: string
let trollstua: string
beforeAll(async () => {
  world = await openWorld()
  ;[per, siri, tone] = await Promise.all([world.as('per'), world.as('siri'), world.as('tone')])
  ;[solstrala, trollstua] = await Promise.all([world.org('Solstråla barnehage'), world.org('Trollstua barnehage')])
})
afterAll(() => world.close())

const home = '/stottesystem'
const see = async (who: Browser, path: string) => words((await who.get(`${path}${path.includes('?') ? '&' : '?'}sprak=nb`)).text)
const activity = (more: Form = {}): Form => ({ barnehage: trollstua, art: 'routines', tema: 'rammeplan-2017-6', hva: 'Ser på rutinene ved henting sammen med lederne', hyppighet: 'monthly', hvem: ['head', 'pedagogical-leaders'], fra: '1.12.2026', til: '1.6.2027', ...more })
const write = (who: Browser, more: Form = {}) => who.post(`${home}/aktiviteter/ny`, activity(more))
const idOf = async (what: string) => (await world.asOwner<{ id: string }>('select id from coordination.activity where what = $1', [what]))[0]?.id ?? ''

describe('who does what', () => {
  test('a head finds each service, whom to call, what it does and what the team does', async () => {
    expect((await siri.get(home)).location).toBe(`${home}/${solstrala}`)
    const page = await see(siri, `${home}/${solstrala}`)
    for (const said of ['PPT Fjordvik', 'Per Strand', 'Veileder alle avdelinger om trygge overganger', 'Barnevernstjenesten i Fjordvik Ingen oppgitt', 'Same tema samtidig'.replace('Same', 'Samme'), 'Veiledningssak']) expect(page).toContain(said)
    expect(await see(siri, `/barnehager/${solstrala}`)).toContain('Gjør noe her nå')
  })

  test('a service writes what it does, changes it, and sees others’ theme and time but not their sentence', async () => {
    expect((await write(per)).status).toBe(303)
    const id = await idOf('Ser på rutinene ved henting sammen med lederne')
    expect(await see(await world.as('hanne'), `${home}/${trollstua}`)).toContain('Ser på rutinene ved henting')
    const changed = await per.post(`${home}/aktiviteter/${id}`, { ...activity({ hva: 'Ser på henting' }), versjon: '1' })
    expect(changed.status).toBe(303)
    const late = await per.post(`${home}/aktiviteter/${id}`, { ...activity({ hva: 'Noe annet' }), versjon: '1' })
    expect([late.status, words(late.text).includes('Noen har endret dette siden du åpnet siden')]).toEqual([409, true])
    const page = await see(per, `${home}/${solstrala}`)
    expect(page).toContain('Inkluderingsteamet i Fjordvik: Overganger')
    expect(page).not.toContain('Veileder Bikuba og Revehiet')
    expect(page).not.toContain('Veiledningssak')
    expect(await see(per, `${home}/${await world.org('Lia barnehage')}`)).toContain('når dere selv er aktive her')
  })

  test('sent twice with the same key, it is written once', async () => {
    const nokkel = crypto.randomUUID()
    const both = await Promise.all([write(per, { nokkel, hva: 'Én gang' }), write(per, { nokkel, hva: 'Én gang' })])
    expect(both.map(({ status }) => status)).toEqual([303, 303])
    expect(await world.asOwner("select 1 from coordination.activity where what = 'Én gang'")).toHaveLength(1)
  })

  test('the team writes for a service only when it says with whom it is agreed, and the service may change it', async () => {
    const health = await world.org('Helsestasjonen i Fjordvik')
    const refused = await write(tone, { tjeneste: health, hva: 'På vegne' })
    expect([refused.status, words(refused.text).includes('Skriv hvem i tjenesten dere har avtalt det med.')]).toEqual([409, true])
    expect((await write(tone, { tjeneste: health, hva: 'På vegne', avtalt: 'Wenche Aas' })).status).toBe(303)
    expect(await see(siri, `${home}/${trollstua}`)).not.toContain('På vegne')
    expect(await see(await world.as('hanne'), `${home}/${trollstua}`)).toContain('avtalt med Wenche Aas')
    expect((await per.get(`${home}/aktiviteter/${await idOf('På vegne')}`)).status).toBe(404)
  })

  test.each<[string, Form, number, string]>([
    ['no kindergarten', { barnehage: '' }, 422, 'Velg en barnehage.'],
    ['nothing said', { hva: '' }, 422, 'Skriv hva dere gjør.'],
    ['nobody reached', { hvem: [] }, 422, 'Velg hvem i personalet det når.'],
    ['a day that is none', { fra: '31.2.2027' }, 422, 'Skriv en dato som finnes'],
    ['an identity number in the text', { hva: 'Gjelder 01010112345' }, 422, 'fødselsnummer'],
    ['the dates reversed', { fra: '1.6.2027', til: '1.1.2027' }, 409, 'Det slutter før det begynner.'],
    ['over already', { fra: '1.1.2026', til: '1.2.2026' }, 409, 'Tiden er ute allerede.'],
    ['the next time outside', { neste: '1.8.2027' }, 409, 'Neste gang må være innenfor tidsrommet.'],
    ['observation without a way', { art: 'observation' }, 409, 'Skriv hva dere observerer med'],
    ['a theme nobody knows', { tema: 'finnes-ikke' }, 409, 'Temaet står ikke på lista lenger.'],
  ])('refused in words, and nothing typed is lost: %s', async (_, more, status, sentence) => {
    const reply = await write(per, { metode: '', ...more })
    expect([reply.status, words(reply.text).includes(sentence)]).toEqual([status, true])
    expect(reply.text).toContain('value="1.12.2026"'.replace('1.12.2026', String(more['fra'] ?? '1.12.2026')))
  })

  test('a theme that has gone from the list stays chosen in what has it, and who saved last is not said to be of the team', async () => {
    const id = await idOf('På vegne')
    await world.asOwner("insert into guidance.theme (code, team_org_id, framework, position, name_nb, name_nn, name_en, period) values ('gammelt-tema', null, 'x', 999, 'Gammelt tema', 'Gammalt tema', 'Old theme', '[2020-01-01,2021-01-01)')")
    await world.asOwner("update coordination.activity set theme = 'gammelt-tema' where id = $1", [id])
    expect((await tone.get(`${home}/aktiviteter/${id}`)).text).toMatch(/<option[^>]*value="gammelt-tema"[^>]* selected/)
    expect(await see(await world.as('hanne'), `${home}/${trollstua}`)).toContain('Skrevet inn av Kompetanseteam barnehage Fjordvik, avtalt med Wenche Aas. Sist lagret av Tone Haugen 23. november 2026.')
  })

  test('a kindergarten of another municipality, and a service of another, are not found', async () => {
    const [other] = await world.asOwner<{ id: string }>("select k.kindergarten_id as id from register.kindergarten_profile k join register.organisation o on o.id = k.municipality_id where o.name = 'Bærum kommune' limit 1")
    expect((await per.get(`${home}/${other?.id}`)).status).toBe(404)
    expect((await write(per, { barnehage: other?.id ?? '' })).status).toBe(404)
    const [service] = await world.asOwner<{ id: string }>("insert into register.organisation (kind, form, name, fictitious, created_at) values ('support-service', 'ppt', 'PPT Nabodal', true, now()) returning id")
    expect((await write(tone, { tjeneste: service?.id ?? '', avtalt: 'Noen' })).status).toBe(404)
    expect((await siri.get(`${home}/${trollstua}`)).status).toBe(404)
    expect((await per.get(`${home}/ikke-en-id`)).status).toBe(404)
  })

  test('a service that has closed down, and a kindergarten that has', async () => {
    const welfare = await world.org('Barnevernstjenesten i Fjordvik')
    await world.asOwner("update register.organisation set closed_on = '2026-11-01' where id = $1", [welfare])
    const service = await write(tone, { tjeneste: welfare, avtalt: 'Noen' })
    expect([service.status, words(service.text).includes('Tjenesten er lagt ned. Velg en annen.')]).toEqual([409, true])
    const bolgen = await world.org('Bølgen barnehage')
    await world.asOwner("update register.organisation set closed_on = '2026-11-01' where id = $1", [bolgen])
    const closed = await write(tone, { barnehage: bolgen, tjeneste: await world.org('Helsestasjonen i Fjordvik'), avtalt: 'Noen' })
    expect([closed.status, words(closed.text).includes('Barnehagen er lagt ned.')]).toEqual([409, true])
    await world.asOwner('update register.organisation set closed_on = null where id = any($1)', [[welfare, bolgen]])
  })
})

describe('the contact', () => {
  const set = (more: Form = {}) => per.post(`${home}/${trollstua}/kontakt`, { navn: 'Anne Lie', telefon: '41 00 31 09', epost: '', siden: '23.11.2026', ...more })
  test('the new one takes over, and the one before stays with a last day', async () => {
    expect((await set()).status).toBe(303)
    const rows = await world.asOwner<{ name: string; last_on: string | null }>("select name, last_on::text from coordination.contact c where kindergarten_id = $1 and service_id = $2 order by since", [trollstua, await world.org('PPT Fjordvik')])
    expect(rows).toEqual([{ name: 'Per Strand', last_on: '2026-11-22' }, { name: 'Anne Lie', last_on: null }])
    expect(await see(await world.as('hanne'), `${home}/${trollstua}`)).toContain('Anne Lie')
  })
  test.each<[string, Form, number, string]>([
    ['no name', { navn: '' }, 422, 'Skriv navnet på kontaktpersonen.'],
    ['an identity number as telephone', { telefon: '010101 12345' }, 422, 'fødselsnummer'],
    ['an address that is none', { epost: 'anne' }, 422, 'Skriv en hel e-postadresse'],
    ['no way to reach', { telefon: '' }, 409, 'Skriv telefon eller e-post'],
    ['from a day to come', { siden: '1.12.2026' }, 409, 'Vent med å bytte til den nye har begynt.'],
    ['before the one there is', { siden: '1.1.2020' }, 409, 'Skriv en senere dato.'],
  ])('refused in words: %s', async (_, more, status, sentence) => {
    const reply = await set(more)
    expect([reply.status, words(reply.text).includes(sentence)]).toEqual([status, true])
  })
})

test('a contact who has left without anyone coming after is taken away, once', async () => {
  const path = `${home}/${trollstua}/kontakt`
  expect(await see(per, path)).toContain('Anne Lie blir tatt bort fra i dag')
  expect((await per.post(path, { handling: 'slutt' })).status).toBe(303)
  expect(await see(await world.as('hanne'), `${home}/${trollstua}`)).not.toContain('Anne Lie')
  const twice = await per.post(path, { handling: 'slutt' })
  expect([twice.status, words(twice.text).includes('Det er ingen kontaktperson å ta bort.')]).toEqual([409, true])
  const [row] = await world.asOwner<{ id: string; last_on: string }>("select id, last_on::text from coordination.contact where name = 'Anne Lie'")
  expect(row?.last_on).toBe('2026-11-23')
  expect(await world.asOwner("select 1 from audit.event where kind = 'coordination.contact-ended' and about_id = $1", [row?.id])).toHaveLength(1)
})

describe('what overlaps', () => {
  const about = async () => /name="gjelder" value="(same-theme[^"]+)"/.exec((await siri.get(`${home}/${solstrala}`)).text)?.[1] ?? ''
  test('is told with why and both contacts; a talk closes it, and it comes back when one of them changes', async () => {
    const page = await see(siri, `${home}/${solstrala}`)
    expect(page).toContain('PPT Fjordvik: Per Strand')
    expect(page).toContain('Inkluderingsteamet i Fjordvik: Jorunn Tveit')
    const gjelder = await about()
    const empty = await siri.post(`${home}/${solstrala}/samtale`, { gjelder, notat: '' })
    expect([empty.status, words(empty.text).includes('Skriv hva dere kom fram til.')]).toEqual([422, true])
    expect(empty.text, 'the list leads to the field').toMatch(/href="#f-notat-\d+"/)
    const both = await Promise.all([siri.post(`${home}/${solstrala}/samtale`, { gjelder, notat: 'PPT tar lederne, teamet tar Bikuba.' }), tone.post(`${home}/${solstrala}/samtale`, { gjelder, notat: 'Vi også' })])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(await about()).not.toBe(gjelder)
    expect(await see(per, `${home}/${solstrala}`)).toContain('snakket gjennom')
    const id = await idOf('Veileder alle avdelinger om trygge overganger i hverdagen')
    await world.asOwner('update coordination.activity set version = version + 1 where id = $1', [id])
    expect(await see(siri, `${home}/${solstrala}`)).toContain('arbeider begge med «Overganger»')
    const gone = await siri.post(`${home}/${solstrala}/samtale`, { gjelder: 'same-theme finnes ikke', notat: 'Hei' })
    expect([gone.status, words(gone.text).includes('er endret siden du åpnet siden')]).toEqual([409, true])
  })

  test('the leader of the team finds it among all the kindergartens; owner and authority are told of no talks and nothing that was written', async () => {
    expect(await see(tone, home)).toMatch(/Solstråla barnehage .*ting/)
    for (const role of ['owner', 'authority']) {
      const page = await see(await world.as('olav', role), `${home}/${solstrala}`)
      expect(page).toContain('Per Strand')
      // That somebody has asked is told to neither, also not as a number.
      for (const hidden of ['forespørsel', 'Åpne forespørsler', 'venter på svar', 'mister roen', 'Bør snakke sammen', 'Veiledningssak']) expect(page).not.toContain(hidden)
    }
  })
})

describe('much at once', () => {
  test('two of one kind have names of their own, and a talk about more than twenty services and fifty things is kept', async () => {
    const hanne = await world.as('hanne')
    await world.asOwner(`with made as (insert into register.organisation (kind, form, name, fictitious, created_at) select 'support-service', 'ppt', 'Tjeneste ' || n, true, now() from generate_series(1, 25) n returning id)
      insert into coordination.activity (service_id, kindergarten_id, start_key, kind, theme, what, frequency, reaches, starts_on, ends_on, written_by, made_at, made_by_name, changed_at, changed_by_name)
      select made.id, $1, gen_random_uuid(), 'other', 'mye-' || row_number() over (), 'Mye', 'once', '{head}', '2026-11-01', '2027-11-01', made.id, now(), 'x', now(), 'x' from made, generate_series(1, 3)`, [trollstua])
    const page = (await hanne.get(`${home}/${trollstua}?sprak=nb`)).text
    const gjelder = /name="gjelder" value="(many-at-once[^"]+)"/.exec(page)?.[1] ?? ''
    expect(gjelder.length).toBeGreaterThan(2000)
    expect((await hanne.post(`${home}/${trollstua}/samtale`, { gjelder, notat: 'Vi tar det etter tur.' })).status).toBe(303)
    expect(await see(hanne, `${home}/${trollstua}`)).toContain('Vi tar det etter tur.')
    await world.asOwner("update coordination.activity set theme = 'felles' where id in (select id from coordination.activity where what = 'Mye' order by service_id limit 7)")
    const labels = [...(await hanne.get(`${home}/${trollstua}?sprak=nb`)).text.matchAll(/<form[^>]*aria-label="(Samme tema samtidig[^"]*)"/g)].map(([, label]) => label)
    expect(labels.length).toBeGreaterThan(1)
    expect(new Set(labels).size).toBe(labels.length)
    await world.asOwner("delete from coordination.activity where what = 'Mye'")
  })

  test('what was written about something that has changed meanwhile is not lost', async () => {
    const late = await siri.post(`${home}/${solstrala}/samtale`, { gjelder: 'same-theme finnes ikke', notat: 'Dette skrev jeg lenge på' })
    expect([late.status, words(late.text).includes('Dette skrev du. Det er ikke lagret. Dette skrev jeg lenge på')]).toEqual([409, true])
  })

  test('a service writes twenty in one kindergarten, and is asked to change one of them after that', async () => {
    const [lia, ppt] = [await world.org('Lia barnehage'), await world.org('PPT Fjordvik')]
    await world.asOwner(`insert into coordination.activity (service_id, kindergarten_id, start_key, kind, theme, what, frequency, reaches, starts_on, ends_on, written_by, made_at, made_by_name, changed_at, changed_by_name)
      select $2, $1, gen_random_uuid(), 'other', 'x', 'Tjue', 'once', '{head}', '2026-11-01', '2027-11-01', $2, now(), 'x', now(), 'x' from generate_series(1, 20)`, [lia, ppt])
    const reply = await write(per, { barnehage: lia, hva: 'Én til' })
    expect([reply.status, words(reply.text).includes('så mange aktiviteter her som det er plass til')]).toEqual([409, true])
    await world.asOwner("delete from coordination.activity where what = 'Tjue'")
  })
})

describe('the database refuses too', () => {
  const count = (table: string) => `select 1 from coordination.${table} limit 1`
  test('a service reads its own activities and nobody else’s; strangers nothing', async () => {
    const [servant, head, other, nobody] = await Promise.all([actorOf(world, 'per'), actorOf(world, 'siri'), actorOf(world, 'stine'), actorOf(world, 'ulla')])
    const ppt = servant.orgId
    expect(await tries(world, servant, `select 1 from coordination.activity where service_id <> '${ppt}'`)).toBe('no')
    expect(await tries(world, servant, `select 1 from coordination.activity where service_id = '${ppt}'`)).toBe('yes')
    expect(await tries(world, head, `select 1 from coordination.activity where kindergarten_id <> '${head.orgId}'`)).toBe('no')
    for (const actor of [other, nobody, undefined]) for (const table of ['activity', 'contact', 'talk', 'request', 'request_answer', 'hand_over', 'hand_over_text']) expect([table, await tries(world, actor, count(table))]).toEqual([table, 'no'])
    const authority = await actorOf(world, 'olav', 'authority')
    for (const table of ['talk', 'request', 'request_answer', 'hand_over', 'hand_over_text']) expect([table, await tries(world, authority, count(table))]).toEqual([table, 'no'])
  })
  test('nobody writes for a service of another municipality, or in another’s name', async () => {
    const servant = await actorOf(world, 'per')
    const insert = (kindergarten: string, service: string, name = servant.name) => `insert into coordination.activity (service_id, kindergarten_id, start_key, kind, theme, what, frequency, reaches, starts_on, ends_on, written_by, made_at, made_by_name, changed_at, changed_by_name)
      values ('${service}', '${kindergarten}', gen_random_uuid(), 'other', 'rammeplan-2017-6', 'x', 'once', '{head}', '2026-12-01', '2026-12-01', '${servant.orgId}', now(), '${name}', now(), '${name}')`
    const [far] = await world.asOwner<{ id: string }>("select k.kindergarten_id as id from register.kindergarten_profile k join register.organisation o on o.id = k.municipality_id where o.name = 'Bærum kommune' limit 1")
    expect(await tries(world, servant, insert(solstrala, servant.orgId))).toBe('yes')
    expect(await tries(world, servant, insert(far?.id ?? '', servant.orgId))).toBe('no')
    expect(await tries(world, servant, insert(solstrala, servant.orgId, 'En annen'))).toBe('no')
  })
})

test('a contact is kept a year after the last day, or after the kindergarten closed; what was done three years', async () => {
  const lia = await world.org('Lia barnehage')
  const ofClosed = 'select 1 from coordination.contact where kindergarten_id = $1'
  await world.asOwner("update register.organisation set closed_on = '2026-11-01' where id = $1", [lia])
  world.clock.set(new Date('2027-10-31T02:00:00Z'))
  await forget(world.deps)
  expect(await world.asOwner(ofClosed, [lia])).toHaveLength(1)
  world.clock.set(new Date('2027-11-23T02:00:00Z'))
  const contacts = async () => (await world.asOwner('select 1 from coordination.contact where last_on is not null')).length
  expect([await contacts(), await forget(world.deps)]).toEqual([2, 2])
  expect(await contacts()).toBe(1)
  expect(await world.asOwner(ofClosed, [lia])).toHaveLength(0)
  const over = "select 1 from coordination.activity where what = 'Veiledet avdelingene om høytlesing i små grupper'"
  world.clock.set(new Date('2029-10-01T02:00:00Z'))
  await forget(world.deps)
  expect(await world.asOwner(over)).toHaveLength(1)
  world.clock.set(new Date('2029-12-01T02:00:00Z'))
  await forget(world.deps)
  expect(await world.asOwner(over)).toHaveLength(0)
})
