import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actorOf, tries } from '../../../../test/actors.ts'
import { openWorld, words, type Browser, type Form, type World } from '../../../../test/kit.ts'

// One request to several services, on the real database.

let world: World
let siri: Browser
let per: Browser
let ppt: string
let health: string
let inclusion: string
let solstrala: string
beforeAll(async () => {
  world = await openWorld()
  ;[siri, per] = await Promise.all([world.as('siri'), world.as('per')])
  ;[ppt, health, inclusion, solstrala] = await Promise.all([world.org('PPT Fjordvik'), world.org('Helsestasjonen i Fjordvik'), world.org('Inkluderingsteamet i Fjordvik'), world.org('Solstråla barnehage')])
})
afterAll(() => world.close())

const home = '/stottesystem/foresporsler'
const see = async (who: Browser, path: string) => words((await who.get(`${path}?sprak=nb`)).text)
const ask = (who: Browser, more: Form = {}) => who.post(`${home}/ny`, { barnehage: solstrala, onske: 'Vi ønsker hjelp til rolige måltider', tema: 'rammeplan-2017-6', nar: '', tjeneste: [ppt, health], ...more })
const asked = async (more: Form = {}): Promise<string> => {
  const reply = await ask(siri, more)
  expect(reply.status).toBe(303)
  return (reply.location ?? '').split('/').at(-1) ?? ''
}
const answer = (id: string, more: Form = {}) => per.post(`${home}/${id}/svar`, { svar: 'accepted', kontakt: '', dato: '', grunn: '', isteden: '', ...more })

test('the head asks two; one says yes, who and when; all who were asked see who helps; the asker closes', async () => {
  const id = await asked({ onske: 'Fra spørsmål til hjelp' })
  expect(await see(per, '/oppgaver')).toContain('Svar på om dere kan hjelpe')
  expect((await answer(id)).status).toBe(303)
  const half = await siri.post(`${home}/${id}/slutt`, { handling: 'closed' })
  expect([half.status, words(half.text).includes('Noen har ikke svart ennå.')]).toEqual([409, true])
  expect(await see(per, '/oppgaver')).toContain('Si hvem som kommer, og når')
  const nothing = await per.post(`${home}/${id}/hjelp`, { kontakt: '', dato: '' })
  expect([nothing.status, words(nothing.text).includes('Skriv hvem som kommer.')]).toEqual([422, true])
  expect((await per.post(`${home}/${id}/hjelp`, { kontakt: 'Per Strand', dato: 'Uke 4' })).status).toBe(303)
  expect(await see(siri, `${home}/${id}`)).toContain('Per Strand. Uke 4')
  await world.asOwner("update coordination.request_answer set answer = 'declined', reason = 'Fullt', answered_at = now(), answered_by_name = 'Wenche' where request_id = $1 and service_id = $2", [id, health])
  expect(await see(per, `${home}/${id}`)).toContain('Helsestasjonen i Fjordvik Sa nei Fullt')
  expect(await see(siri, '/oppgaver')).toContain('Noen hjelper, og du venter ikke på flere svar')
  expect((await siri.post(`${home}/${id}/slutt`, { handling: 'closed' })).status).toBe(303)
  const late = await per.post(`${home}/${id}/hjelp`, { kontakt: 'Per', dato: 'Uke 5' })
  expect([late.status, words(late.text).includes('Forespørselen er avsluttet.')]).toEqual([409, true])
})

describe('notices', () => {
  const since = async (id: string) =>
    (await world.asOwner<{ kind: string; name: string; path: string; data: unknown; queued: string | null }>(`select n.kind, p.name, n.path, n.data, (select d.outcome from messaging.delivery d where d.notice_id = n.id order by d.at limit 1) as queued from messaging.notice n join identity.person p on p.id = n.person_id where n.subject_id = $1 and n.cancelled_at is null order by n.kind, p.name`, [id]))
  const told = async (id: string) => (await since(id)).map(({ kind, name }) => `${kind} ${name}`)

  test('a service is asked, the asker hears the answer and who comes; names a place and a page, never what was written', async () => {
    const id = await asked({ tjeneste: [ppt], onske: 'Hemmelig ønske' })
    expect(await told(id)).toEqual(['support-asked Per Strand'])
    await answer(id)
    expect(await told(id)).toEqual(['support-answered Siri Solheim', 'support-asked Per Strand'])
    await per.post(`${home}/${id}/hjelp`, { kontakt: 'Hemmelig Navn', dato: 'Uke 4' })
    expect(await told(id)).toContain('support-help-told Siri Solheim')
    const all = await since(id)
    expect([...new Set(all.map(({ path }) => path))]).toEqual([`${home}/${id}`])
    expect(JSON.stringify(all)).not.toContain('Hemmelig')
    expect(all.map(({ data }) => data)).toContainEqual({ organisation: 'PPT Fjordvik', kindergarten: 'Solstråla barnehage' })
    await siri.post(`${home}/${id}/slutt`, { handling: 'closed' })
    expect(await told(id)).toContain('support-closed Per Strand')
  })

  test('each has a letter in the queue, in the reader’s language', async () => {
    const id = await asked({ tjeneste: [ppt], onske: 'Brev' })
    const [notice] = await world.asOwner<{ id: string }>("select id from messaging.notice where subject_id = $1 and kind = 'support-asked'", [id])
    const letters = words((await world.stranger().get('/utvikling/utsendt')).text)
    expect(notice).toBeDefined()
    expect(letters).toContain('Solstråla barnehage spør dere om hjelp: Solstråla barnehage')
    expect(words((await world.stranger().get('/utvikling/utsendt?brev=nn')).text)).toContain('spør dykk om hjelp')
  })

  test('the others who were asked hear that somebody helps, not those who said no, and may do without the letter', async () => {
    await world.asOwner("insert into identity.membership (person_id, org_id, role, period) select id, $1, 'service-contact', '[2024-01-01,)' from identity.person where email = 'ragnhild.dal@fjordvik.example'", [health])
    const id = await asked({ onske: 'Noen hjelper' })
    await answer(id)
    expect((await told(id)).filter((line) => line.startsWith('support-helps'))).toEqual(['support-helps Ragnhild Dal'])
    const other = await asked({ onske: 'Noen sa nei først' })
    await world.asOwner("update coordination.request_answer set answer = 'declined', reason = 'Fullt', answered_at = now(), answered_by_name = 'x' where request_id = $1 and service_id = $2", [other, health])
    await answer(other)
    expect((await told(other)).filter((line) => line.startsWith('support-helps'))).toEqual([])
    expect(words((await per.get('/varsler/valg?sprak=nb')).text)).toContain('en annen tjeneste hjelper, der vi også er spurt')
  })

  test('withdrawn: the letter that has not left stays, and those who were asked are told; one who said no is not', async () => {
    const id = await asked({ tjeneste: [ppt], onske: 'Trekkes' })
    await siri.post(`${home}/${id}/slutt`, { handling: 'withdrawn' })
    expect(await told(id)).toEqual(['support-withdrawn Per Strand'])
    const no = await asked({ tjeneste: [ppt], onske: 'Trekkes etter nei' })
    await answer(no, { svar: 'declined', grunn: 'Fullt' })
    await siri.post(`${home}/${no}/slutt`, { handling: 'withdrawn' })
    expect(await told(no)).toEqual(['support-answered Siri Solheim'])
  })

  test('the team asks: it hears the answer, but not the one who acts; the head hears who comes', async () => {
    const tone = await world.as('tone')
    const reply = await ask(tone, { tjeneste: [ppt], onske: 'Teamet spør' })
    const id = (reply.location ?? '').split('/').at(-1) ?? ''
    expect(await told(id)).toEqual(['support-asked Per Strand'])
    await answer(id, { kontakt: 'Per', dato: 'Uke 5' })
    const all = await told(id)
    expect(all).toEqual(expect.arrayContaining(['support-answered Ragnhild Dal', 'support-help-told Siri Solheim']))
    expect(all.filter((line) => line.startsWith('support-answered Siri'))).toEqual([])
    await tone.post(`${home}/${id}/slutt`, { handling: 'closed' })
    expect((await told(id)).filter((line) => line.startsWith('support-closed'))).toEqual(['support-closed Per Strand'])
  })
})

test('a no is seen with its reason and the next step, and another may be asked once', async () => {
  const id = await asked({ tjeneste: [ppt], onske: 'Et nei' })
  const wordless = await answer(id, { svar: 'declined' })
  expect([wordless.status, words(wordless.text).includes('Skriv hvorfor dere ikke kan')]).toEqual([422, true])
  expect((await answer(id, { svar: 'declined', grunn: 'Vi har fullt til påske', isteden: 'Ring i april' })).status).toBe(303)
  const page = await see(siri, `${home}/${id}`)
  for (const said of ['Noen sa nei. Hva nå?', 'Vi har fullt til påske', 'I stedet: Ring i april', 'Be Kompetanseteamet om veiledning']) expect(page).toContain(said)
  expect(await see(siri, '/oppgaver')).toContain('En tjeneste sa nei: velg neste steg')
  const nobody = await siri.post(`${home}/${id}/flere`, { tjeneste: '' })
  expect([nobody.status, nobody.text.includes('href="#f-tjeneste"'), nobody.text.includes('id="f-tjeneste-error"')], 'the list leads to the field, and the field says it').toEqual([422, true, true])
  expect((await siri.post(`${home}/${id}/flere`, { tjeneste: health })).status).toBe(303)
  const again = await siri.post(`${home}/${id}/flere`, { tjeneste: health })
  expect([again.status, words(again.text).includes('Den tjenesten er spurt allerede.')]).toEqual([409, true])
})

test('of two answers at once, one counts', async () => {
  const id = await asked({ onske: 'To svar' })
  const both = await Promise.all([answer(id), answer(id, { svar: 'declined', grunn: 'Nei' })])
  expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
  expect(both.some(({ text }) => words(text).includes('Noen hos dere har svart allerede.'))).toBe(true)
})

test('withdrawn just as a service says yes: the yes counts when it came first, and is refused when it did not', async () => {
  const id = await asked({ tjeneste: [ppt], onske: 'Samtidig' })
  const [withdrawn, yes] = await Promise.all([siri.post(`${home}/${id}/slutt`, { handling: 'withdrawn' }), answer(id)])
  expect(withdrawn.status).toBe(303)
  expect(await world.asOwner('select r.state, a.answer from coordination.request r join coordination.request_answer a on a.request_id = r.id where r.id = $1', [id])).toEqual([{ state: 'withdrawn', answer: yes.status === 303 ? 'accepted' : null }])
})

test('what is withdrawn needs no answer', async () => {
  const id = await asked({ onske: 'Trukket' })
  expect((await siri.post(`${home}/${id}/slutt`, { handling: 'withdrawn' })).status).toBe(303)
  const late = await answer(id)
  expect([late.status, words(late.text).includes('Forespørselen er trukket tilbake.')]).toEqual([409, true])
  const twice = await siri.post(`${home}/${id}/slutt`, { handling: 'withdrawn' })
  expect(twice.status).toBe(409)
})

test('the same form sent twice asks once', async () => {
  const nokkel = crypto.randomUUID()
  const both = await Promise.all([ask(siri, { nokkel, onske: 'Dobbelt' }), ask(siri, { nokkel, onske: 'Dobbelt' })])
  expect(new Set(both.map(({ location }) => location)).size).toBe(1)
})

test.each<[string, () => Form, number, string]>([
  ['nobody asked', () => ({ tjeneste: [] }), 422, 'Velg minst én tjeneste.'],
  ['nothing wanted', () => ({ onske: '' }), 422, 'Skriv hva dere ønsker hjelp til.'],
  ['the same service twice', () => ({ tjeneste: [ppt, ppt] }), 409, 'Den samme tjenesten står to ganger.'],
  ['a theme nobody knows', () => ({ tema: 'finnes-ikke' }), 409, 'Temaet står ikke på lista lenger.'],
  ['an identity number', () => ({ onske: 'Gjelder 01010112345' }), 422, 'fødselsnummer'],
])('refused in words, and what was typed stays: %s', async (_, more, status, sentence) => {
  const reply = await ask(siri, { nar: 'Uke 7', ...more() })
  expect([reply.status, words(reply.text).includes(sentence), reply.text.includes('value="Uke 7"')]).toEqual([status, true, true])
})

test('a service that has closed down, a closed kindergarten, and a service of another municipality', async () => {
  await world.asOwner("update register.organisation set closed_on = '2026-11-01' where id = $1", [health])
  const gone = await ask(siri)
  expect([gone.status, words(gone.text).includes('En av tjenestene er lagt ned.')]).toEqual([409, true])
  await world.asOwner('update register.organisation set closed_on = null where id = $1', [health])
  await world.asOwner("update register.organisation set closed_on = '2026-11-01' where id = $1", [solstrala])
  const closed = await ask(siri)
  expect([closed.status, words(closed.text).includes('Barnehagen er lagt ned.')]).toEqual([409, true])
  await world.asOwner('update register.organisation set closed_on = null where id = $1', [solstrala])
  const [far] = await world.asOwner<{ id: string }>("insert into register.organisation (kind, form, name, fictitious, created_at) values ('support-service', 'ppt', 'PPT Nabodal', true, now()) returning id")
  expect((await ask(siri, { tjeneste: [far?.id ?? ''] })).status).toBe(404)
})

test('nobody else finds it: another head, a service that was not asked, the owner and the authority; the team and the pedagogical leaders read', async () => {
  const id = await asked({ tjeneste: [health], onske: 'Bare helsestasjonen' })
  expect((await per.get(`${home}/${id}`)).status).toBe(404)
  expect((await answer(id)).status).toBe(404)
  const hanne = await world.as('hanne')
  expect((await hanne.get(`${home}/${id}`)).status).toBe(404)
  expect((await hanne.post(`${home}/${id}/slutt`, { handling: 'withdrawn' })).status).toBe(404)
  for (const role of ['owner', 'authority']) expect((await (await world.as('olav', role)).get(`${home}/${id}`)).status).toBe(403)
  const tone = await world.as('tone')
  expect(await see(tone, `${home}/${id}`)).toContain('Bare helsestasjonen')
  expect((await tone.post(`${home}/${id}/slutt`, { handling: 'withdrawn' })).status).toBe(404)
  expect(await see(await world.as('peder'), `${home}/${id}`)).toContain('Bare helsestasjonen')
})

test('the database refuses too: a service answers for itself only, and nobody asks in another’s name', async () => {
  const id = await asked({ tjeneste: [ppt, inclusion], onske: 'For databasen' })
  const [servant, head, other] = await Promise.all([actorOf(world, 'per'), actorOf(world, 'siri'), actorOf(world, 'hanne')])
  const say = (service: string) => `update coordination.request_answer set answer = 'accepted', answered_at = now(), answered_by_name = '${servant.name}' where request_id = '${id}' and service_id = '${service}'`
  expect([await tries(world, servant, say(ppt)), await tries(world, servant, say(inclusion)), await tries(world, head, say(ppt))]).toEqual(['yes', 'no', 'no'])
  expect(await tries(world, servant, `update coordination.request set state = 'withdrawn', closed_at = now(), closed_by_name = 'x' where id = '${id}'`)).toBe('no')
  expect(await tries(world, other, `insert into coordination.request_answer (request_id, service_id, asked_at) values ('${id}', '${health}', now())`)).toBe('no')
  expect(await tries(world, other, `insert into coordination.request (kindergarten_id, asker_org_id, asker_role, start_key, theme, wanted, made_at, made_by_name) values ('${solstrala}', '${other.orgId}', 'head', gen_random_uuid(), 'a', 'x', now(), '${other.name}')`)).toBe('no')
})

test('a service where nobody gets it is pointed out before and after it is asked, with whom to call', async () => {
  expect(await see(siri, `${home}/ny`)).toContain('Inkluderingsteamet i Fjordvik Ingen der har tilgang til Samspill nå. Ring dem også.')
  const id = await asked({ tjeneste: [ppt, inclusion], onske: 'Ingen der' })
  const page = await see(siri, `${home}/${id}`)
  expect(page).toContain('Inkluderingsteamet i Fjordvik Venter Svar ventes innen 30. november 2026. Ingen der har tilgang til Samspill nå. Ring Jorunn Tveit, 41 00 31 03.')
  expect(page, 'nobody is called before the time is up where somebody gets it').not.toContain('Ring Per Strand')
})

test('when many have asked, a service finds what waits for it first, however much has been answered since', async () => {
  const id = await asked({ tjeneste: [ppt], onske: 'Eldst og ubesvart' })
  await world.asOwner("update coordination.request set made_at = '2026-09-01' where id = $1", [id])
  await world.asOwner(`with made as (insert into coordination.request (kindergarten_id, asker_org_id, asker_role, start_key, theme, wanted, made_at, made_by_name) select $1, $1, 'head', gen_random_uuid(), 'rammeplan-2017-6', 'Mange', '2026-11-20', 'Siri Solheim' from generate_series(1, 320) returning id)
    insert into coordination.request_answer (request_id, service_id, asked_at, answer, answered_at, answered_by_name, contact, helps_on) select id, $2, '2026-11-20', 'accepted', '2026-11-21', 'Per Strand', 'Per', 'Uke 4' from made`, [solstrala, ppt])
  for (const path of ['/stottesystem', '/oppgaver']) expect((await per.get(path)).text, path).toContain(`${home}/${id}`)
  const page = await see(per, '/stottesystem')
  for (const said of ['Svaret deres', 'Venter på dere']) expect(page).toContain(said)
  expect(page).not.toContain('Svar fra tjenestene')
  expect(page).toMatch(/\d+ forespørsler som ikke venter på dere/)
  await world.asOwner("delete from coordination.request where wanted = 'Mange'")
})

test('silence past the last day is a task of the asker, who may close what others help with and ask another where nobody does', async () => {
  const [helped, silent] = [await asked({ onske: 'En hjelper, en er taus' }), await asked({ tjeneste: [health], onske: 'Taus' })]
  await answer(helped, { kontakt: 'Per Strand', dato: 'Uke 4' })
  const close = () => siri.post(`${home}/${helped}/slutt`, { handling: 'closed' })
  expect((await close()).status).toBe(409)
  expect((await siri.get('/oppgaver')).text).not.toContain(`${home}/${silent}`)
  await world.asOwner("update coordination.request_answer set asked_at = '2026-11-13T09:00:00Z' where request_id = any($1)", [[helped, silent]])
  expect(await see(siri, '/oppgaver')).toContain('En tjeneste har ikke svart innen fristen: velg neste steg')
  const page = await see(siri, `${home}/${silent}`)
  for (const said of ['Noen har ikke svart innen fristen. Hva nå?', 'Spør en tjeneste til', 'Over fristen', 'Svaret skulle kommet innen 20. november 2026.', 'Ring Helsesykepleier Wenche Aas']) expect(page).toContain(said)
  expect((await close()).status).toBe(303)
  expect(await see(siri, `${home}/${helped}`)).toContain('Helsestasjonen i Fjordvik Svarte ikke')
})
