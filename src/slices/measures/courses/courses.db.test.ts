import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../../kernel/actor.ts'
import { writing } from '../../../platform/db.ts'
import { openWorld, usualTime, words, type Browser, type World } from '../../../../test/kit.ts'
import { course, openCourse, rows, session } from './courses.fixtures.ts'
import { forgetOldCourses } from './actions.ts'
import { settleDue } from './places/actions.ts'
import { insertPlaces } from './places/store.ts'

// A course from the draft to the last seat, on the real database.

let world: World
let tone: Browser
let nora: Browser
let hanne: Browser
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.set(usualTime)
  ;[tone, nora, hanne] = [await world.as('tone'), await world.as('nora'), await world.as('hanne')]
})

const places = async (id: string) => (await world.asOwner<{ name: string; state: string }>('select name, state from measures.course_place where course_id = $1 order by registered_at, seq', [id])).map(({ name, state }) => `${name} ${state}`)
const letters = async (id: string) => (await world.asOwner<{ kind: string; address: string; path: string }>("select kind, address, path from messaging.notice where subject_id in (select id from measures.course_place where course_id = $1) order by at, id", [id]))
const pageOf = async (id: string, name: string) => (await world.asOwner<{ path: string }>('select n.path from messaging.notice n join measures.course_place p on p.id = n.subject_id where p.course_id = $1 and p.name = $2 limit 1', [id, name]))[0]?.path ?? expect.fail('no letter')
const versionIn = (html: string) => /name="versjon" value="(\d+)"/.exec(html)?.[1] ?? ''

test('a draft is nobody else’s; it opens with a session; heads are told and register', async () => {
  const made = await tone.post('/kurs', { nokkel: crypto.randomUUID(), ...course })
  const id = made.location?.split('/')[2] ?? ''
  expect([made.status, (await nora.get(`/kurs/${id}`)).status]).toEqual([303, 404])
  const early = await tone.post(`/kurs/${id}/trinn`, { trinn: 'open' })
  expect([early.status, words(early.text).includes('Legg inn minst én samling')]).toEqual([409, true])
  expect((await tone.post(`/kurs/${id}/samlinger`, session)).status).toBe(303)
  expect((await tone.post(`/kurs/${id}/trinn`, { trinn: 'open' })).status).toBe(303)
  expect((await world.asOwner('select 1 from messaging.notice where kind = $1 and path = $2', ['course-announced', `/kurs/${id}`])).length).toBeGreaterThan(2)
  const seen = words((await nora.get(`/kurs/${id}?sprak=nb`)).text)
  for (const sentence of ['Lek hele året', '2 av 2 ledige på stedet', 'tirsdag 15. desember 2026 kl. 09.00–15.00', 'Ventelista går etter når hver enkelt ble meldt på']) expect(seen).toContain(sentence)
  const sent = await nora.post(`/kurs/${id}/pamelding`, rows([{ navn: 'Kari Prøve' }, { navn: 'Ola Prøve' }, { navn: 'Per Prøve' }]))
  expect(sent.status).toBe(303)
  expect(await places(id)).toEqual(['Kari Prøve seated', 'Ola Prøve seated', 'Per Prøve waiting'])
  expect((await letters(id)).map(({ kind }) => kind).toSorted()).toEqual(['course-seated', 'course-seated', 'course-waiting'])
  expect(words((await nora.get(`/kurs/${id}?sprak=nb`)).text)).toContain('Nummer 1 på ventelista')
  expect(words((await hanne.get(`/kurs/${id}`)).text), 'another kindergarten’s people').not.toContain('Kari Prøve')
  expect(words((await tone.get(`/kurs/${id}/deltakere`)).text)).toContain('Kari Prøve')
})

test('who may: staff of others are not registered, an authority sees numbers and no names, a stranger nothing', async () => {
  const id = await openCourse(tone)
  await nora.post(`/kurs/${id}/pamelding`, rows([{ navn: 'Kari Synlig' }]))
  const olav = await world.as('olav', 'authority')
  const seen = words((await olav.get(`/kurs/${id}?sprak=nb`)).text)
  expect([seen.includes('1 av 2 ledige'), seen.includes('Kari Synlig')]).toEqual([true, false])
  expect((await olav.get(`/kurs/${id}/deltakere`)).status).toBe(403)
  expect((await olav.post(`/kurs/${id}/pamelding`, rows([{ navn: 'X' }]))).status).toBe(403)
  expect((await world.stranger().get(`/kurs/${id}`)).status).toBe(303)
  const eva = await world.as('eva')
  expect((await eva.get(`/kurs/${id}/deltakere`)).status, 'an owner who does not arrange it').toBe(404)
  const [place] = await world.asOwner<{ id: string }>('select id from measures.course_place where course_id = $1', [id])
  expect((await hanne.post(`/kurs/${id}/plasser/${place?.id}/avmelding`)).status, 'not one’s own').toBe(404)
  expect(await places(id)).toEqual(['Kari Synlig seated'])
})

test('an owner arranges for the own kindergartens, and others know nothing of it', async () => {
  const eva = await world.as('eva')
  const id = await openCourse(eva)
  expect([(await hanne.get(`/kurs/${id}`)).status, (await nora.get(`/kurs/${id}`)).status, (await tone.get(`/kurs/${id}`)).status]).toEqual([200, 404, 404])
  expect((await nora.post(`/kurs/${id}/pamelding`, rows([{ navn: 'Kari' }]))).status).toBe(404)
  expect((await hanne.post(`/kurs/${id}/pamelding`, rows([{ navn: 'Kari' }]))).status).toBe(303)
})

test('a free seat is offered to the first who waits; no answer in time and it goes to the next; several at once never get one seat', async () => {
  const id = await openCourse(tone)
  await nora.post(`/kurs/${id}/pamelding`, rows([{ navn: 'A' }, { navn: 'B' }]))
  await hanne.post(`/kurs/${id}/pamelding`, rows([{ navn: 'C' }, { navn: 'D' }, { navn: 'E' }]))
  const stranger = world.stranger()
  const a = await pageOf(id, 'A')
  expect(words((await stranger.get(`${a}?sprak=nb`)).text)).toContain('Har plass')
  expect((await stranger.post(`${a}/svar`, { svar: 'av' })).status).toBe(303)
  expect(await places(id)).toEqual(['A withdrawn', 'B seated', 'C offered', 'D waiting', 'E waiting'])
  expect((await stranger.post(`${await pageOf(id, 'D')}/svar`, { svar: 'ta' })).status, 'nothing is offered').toBe(409)
  world.clock.set(new Date(usualTime.getTime() + 49 * 3_600_000))
  const late = await stranger.post(`${await pageOf(id, 'C')}/svar?sprak=nb`, { svar: 'ta' })
  expect([late.status, words(late.text).includes('Fristen for å svare er ute')]).toEqual([409, true])
  expect(await settleDue(world.deps)).toBe(1)
  expect(await places(id)).toEqual(['A withdrawn', 'B seated', 'C lapsed', 'D offered', 'E waiting'])
  const d = await pageOf(id, 'D')
  const [one, two] = await Promise.all([stranger.post(`${d}/svar`, { svar: 'ta' }), stranger.post(`${d}/svar`, { svar: 'ta' })])
  expect([one.status, two.status].toSorted()).toEqual([303, 409])
  const [b] = await world.asOwner<{ id: string }>("select id from measures.course_place where course_id = $1 and name = 'B'", [id])
  expect((await (await world.as('tone')).post(`/kurs/${id}/plasser/${b?.id}/avmelding`)).location).toContain('/deltakere')
  expect(await places(id)).toEqual(['A withdrawn', 'B withdrawn', 'C lapsed', 'D seated', 'E offered'])
})

test('many at once get exactly the seats there are, each quota holds, and nobody but the program gives a seat', async () => {
  const id = await openCourse(tone, { fysisk: '7', barnehagekvote: '4' })
  const sent = await Promise.all(Array.from({ length: 10 }, (_, at) => (at % 2 ? nora : hanne).post(`/kurs/${id}/pamelding`, rows([{ navn: `A${at}` }, { navn: `B${at}` }, { navn: `C${at}` }]))))
  expect(sent.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 303))
  const rowsOf = await world.asOwner<{ kindergarten_id: string; state: string }>('select kindergarten_id, state from measures.course_place where course_id = $1 order by registered_at, seq', [id])
  const seated = rowsOf.filter(({ state }) => state === 'seated')
  expect([rowsOf.length, seated.length]).toEqual([30, 7])
  for (const [kindergarten, list] of Map.groupBy(seated, (row) => row.kindergarten_id)) expect(list.length, kindergarten).toBeLessThanOrEqual(4)
  const [actor] = await world.asOwner<{ person: string; membership: string; org: string }>("select p.id as person, m.id as membership, m.org_id as org from identity.person p join identity.membership m on m.person_id = p.id where p.email like 'nora.%'")
  const head = { personId: actor?.person, membershipId: actor?.membership, orgId: actor?.org, name: 'Nora Vik', role: 'head', language: 'nn', orgName: '', orgKind: 'kindergarten', onBehalfOf: undefined } as Actor
  await expect(writing(world.db, head, (tx) => insertPlaces(tx, [{ id: crypto.randomUUID(), courseId: id, kindergartenId: head.orgId, name: 'Snik', email: 's@prove.example', roleGroup: 'other', how: 'on-site', state: 'seated', goesFirst: false, hash: Buffer.from('x'), formKey: crypto.randomUUID(), line: 0, language: 'nn', by: 'head', byName: 'Nora' }], usualTime))).rejects.toThrow('row-level security')
})

test('quotas and those who go first: others wait until the day, and are then given what is left', async () => {
  const kvitveis = await world.org('Kvitveis familiebarnehage')
  const id = await openCourse(tone, { fysisk: '3', barnehagekvote: '2', 'kvote-head': '0', forst: [kvitveis], 'forst-til': '25.11.2026' })
  await hanne.post(`/kurs/${id}/pamelding`, rows([{ navn: 'Venter' }]))
  await nora.post(`/kurs/${id}/pamelding`, rows([{ navn: 'Først' }, { navn: 'Leder', rolle: 'head' }, { navn: 'Andre' }, { navn: 'Tredje' }]))
  expect(await places(id)).toEqual(['Venter waiting', 'Først seated', 'Leder waiting', 'Andre seated', 'Tredje waiting'])
  expect(words((await hanne.get(`/kurs/${id}?sprak=nb`)).text)).toContain('Hver barnehage får høyst 2 plasser')
  world.clock.set(new Date('2026-11-25T00:00:00Z'))
  expect(await settleDue(world.deps)).toBe(1)
  expect(await places(id)).toEqual(['Venter seated', 'Først seated', 'Leder waiting', 'Andre seated', 'Tredje waiting'])
  expect(await settleDue(world.deps), 'once').toBe(0)
})

test('two people with one mailbox stay two; the same person twice, or in two courses at one time, is asked about', async () => {
  const [id, other] = [await openCourse(tone, { tittel: 'Det ene' }), await openCourse(tone, { tittel: 'Det andre' })]
  const shared = 'post@kvitveis.example'
  expect((await nora.post(`/kurs/${id}/pamelding`, rows([{ navn: 'Kari Prøve', epost: shared }, { navn: 'Ola Prøve', epost: shared }]))).status).toBe(303)
  expect(new Set((await letters(id)).map(({ path }) => path)).size, 'each a page of their own').toBe(2)
  const twice = await nora.post(`/kurs/${id}/pamelding?sprak=nb`, rows([{ navn: 'kari prøve', epost: shared }]))
  expect([twice.status, words(twice.text).includes('Er det to forskjellige personer?'), twice.text.includes('value="kari prøve"')]).toEqual([409, true, true])
  const clash = await nora.post(`/kurs/${other}/pamelding?sprak=nb`, rows([{ navn: 'Ola Prøve', epost: shared }]))
  expect([clash.status, words(clash.text).includes('også meldt på «Det ene»')]).toEqual([409, true])
  expect((await nora.post(`/kurs/${other}/pamelding`, rows([{ navn: 'Ola Prøve', epost: shared }], { bekreft: 'ja' }))).status).toBe(303)
  expect(words((await nora.get(`/kurs/${other}?sprak=nb`)).text)).toContain('Samme tid som «Det ene»')
  const sent = rows([{ navn: 'To Klikk' }])
  const [one, two] = await Promise.all([nora.post(`/kurs/${id}/pamelding`, sent), nora.post(`/kurs/${id}/pamelding`, sent)])
  expect([one.status, two.status, (await places(id)).filter((line) => line.startsWith('To Klikk')).length]).toEqual([303, 303, 1])
})

test('seats lowered below those taken: refused, with who must be asked; more seats go to the queue', async () => {
  const id = await openCourse(tone)
  await nora.post(`/kurs/${id}/pamelding`, rows([{ navn: 'Kari' }, { navn: 'Ola' }, { navn: 'Per' }]))
  const version = versionIn((await tone.get(`/kurs/${id}/endring`)).text)
  const fewer = await tone.post(`/kurs/${id}/endring?sprak=nb`, { ...course, versjon: version, fysisk: '1' })
  expect([fewer.status, words(fewer.text).includes('Ola, Kvitveis familiebarnehage'), words(fewer.text).includes('Kari, Kvitveis')]).toEqual([422, true, false])
  expect((await tone.post(`/kurs/${id}/endring`, { ...course, versjon: version, fysisk: '3' })).status).toBe(303)
  expect(await places(id)).toEqual(['Kari seated', 'Ola seated', 'Per offered'])
  const late = await tone.post(`/kurs/${id}/endring`, { ...course, versjon: version, tittel: 'For sent' })
  expect([late.status, late.text.includes('value="For sent"')]).toEqual([409, true])
})

test('a session is moved after people are registered: the next number, and everybody is told', async () => {
  const id = await openCourse(tone)
  await nora.post(`/kurs/${id}/pamelding`, rows([{ navn: 'Kari' }, { navn: 'Ola' }, { navn: 'Per' }]))
  const [held] = await world.asOwner<{ id: string }>('select id from measures.course_session where course_id = $1', [id])
  const at = `/kurs/${id}/samlinger/${held?.id}`
  expect((await tone.post(at, { ...session, til: '08.00', sekvens: '0' })).status).toBe(422)
  expect((await tone.post(at, { ...session, adresse: 'javascript:alert(1)', sekvens: '0' })).status).toBe(422)
  expect((await tone.post(at, { ...session, dag: '16.12.2026', sekvens: '0' })).status).toBe(303)
  expect((await tone.post(at, { ...session, dag: '17.12.2026', sekvens: '0' })).status, 'somebody else has moved it').toBe(409)
  expect(await world.asOwner('select sequence from measures.course_session where course_id = $1', [id])).toEqual([{ sequence: 1 }])
  expect((await letters(id)).filter(({ kind }) => kind === 'course-changed')).toHaveLength(3)
  const last = await tone.post(`${at}/avlysning?sprak=nb`)
  expect([last.status, words(last.text).includes('Avlys hele kurset')]).toEqual([409, true])
  expect((await tone.post(`/kurs/${id}/trinn`, { trinn: 'cancel' })).status).toBe(303)
  expect(new Set(await places(id))).toEqual(new Set(['Kari cancelled', 'Ola cancelled', 'Per cancelled']))
  expect(words((await world.stranger().get(`${await pageOf(id, 'Kari')}?sprak=nb`)).text)).toContain('Kurset er avlyst')
})

test('the digital address is for those with a seat', async () => {
  const id = await openCourse(tone, { fysisk: '0', digitalt: '1' }, { adresse: 'https://mote.example/rom' })
  await nora.post(`/kurs/${id}/pamelding`, rows([{ navn: 'Inne' }, { navn: 'Ute' }]))
  const shows = async (text: Promise<{ text: string }>) => (await text).text.includes('https://mote.example/rom')
  const stranger = world.stranger()
  expect([await shows(stranger.get(await pageOf(id, 'Inne'))), await shows(stranger.get(await pageOf(id, 'Ute'))), await shows(nora.get(`/kurs/${id}`)), await shows(hanne.get(`/kurs/${id}`))]).toEqual([true, false, true, false])
})

test('staff sign up by the head’s link, and no longer when it is closed; a guessed link leads nowhere', async () => {
  const id = await openCourse(tone)
  expect((await nora.post(`/kurs/${id}/lenke`, { lenke: 'lag' })).status).toBe(303)
  const link = /\/kurspamelding\/[\w-]{22}/.exec((await nora.get(`/kurs/${id}`)).text)?.[0] ?? expect.fail('no link')
  const stranger = world.stranger()
  expect(words((await stranger.get(`${link}?sprak=nb`)).text)).toContain('Kvitveis familiebarnehage')
  expect((await stranger.post(link, rows([{ navn: '', epost: 'x' }]))).status).toBe(422)
  expect((await stranger.post(link, rows([{ navn: '01010112345' }]))).status, 'a national identity number').toBe(422)
  const signed = await stranger.post(link, rows([{ navn: 'Selv Påmeldt' }]))
  expect([signed.status, signed.location]).toEqual([303, await pageOf(id, 'Selv Påmeldt')])
  expect(words((await nora.get(`/kurs/${id}`)).text)).toContain('Selv Påmeldt')
  expect((await world.asOwner("select 1 from messaging.notice where kind = 'course-own' and path = $1", [`/kurs/${id}`])).length).toBeGreaterThan(0)
  await nora.post(`/kurs/${id}/lenke`, { lenke: 'steng' })
  expect([(await stranger.get(link)).status, (await stranger.post(link, rows([{ navn: 'For Sent' }]))).status, (await stranger.get(`/kursplass/${'A'.repeat(22)}`)).status, (await stranger.get('/kursplass/x')).status]).toEqual([404, 404, 404, 404])
})

test('not before it opens, not after it closes, not when it has begun, not for a kindergarten that is closed down', async () => {
  const id = await openCourse(tone, { apner: '24.11.2026' })
  const says = async (who: Browser, sentence: string) => {
    const reply = await who.post(`/kurs/${id}/pamelding?sprak=nb`, rows([{ navn: 'Kari' }]))
    expect([reply.status, words(reply.text).includes(sentence), reply.text.includes('value="Kari"')]).toEqual([409, true, true])
  }
  await says(nora, 'Påmeldingen har ikke åpnet ennå')
  world.clock.set(new Date('2026-12-10T14:00:00Z'))
  await says(await world.as('nora'), 'Påmeldingen er stengt')
  await world.asOwner("update measures.course set closes_at = '2026-12-31' where id = $1", [id])
  await world.asOwner("update register.organisation set closed_on = '2026-12-01' where name = 'Kvitveis familiebarnehage'")
  await says(await world.as('nora'), 'Barnehagen er lagt ned')
  await world.asOwner("update register.organisation set closed_on = null where name = 'Kvitveis familiebarnehage'")
  world.clock.set(new Date('2026-12-15T08:00:00Z'))
  await says(await world.as('nora'), 'Kurset har begynt')
})

test('registration does not say it is open when the course has begun: refused in the form, and warned of when a session is moved', async () => {
  const id = await openCourse(tone)
  const [held] = await world.asOwner<{ id: string }>('select id from measures.course_session where course_id = $1', [id])
  const edit = await tone.get(`/kurs/${id}/endring?sprak=nb`)
  expect(words(edit.text)).toContain('Kurset begynner 15. desember 2026 kl. 09.00')
  const late = await tone.post(`/kurs/${id}/endring?sprak=nb`, { ...course, versjon: versionIn(edit.text), stenger: '20.12.2026' })
  expect([late.status, words(late.text).includes('Påmeldingen må stenge før kurset begynner'), late.text.includes('value="20.12.2026"')]).toEqual([422, true, true])
  const warned = async () => words((await tone.get(`/kurs/${id}?sprak=nb`)).text).includes('Påmeldingen stenger etter at kurset begynner')
  expect(await warned()).toBe(false)
  expect((await tone.post(`/kurs/${id}/samlinger/${held?.id}`, { ...session, dag: '5.12.2026', sekvens: '0' })).status).toBe(303)
  expect([await warned(), words((await nora.get(`/kurs/${id}?sprak=nb`)).text).includes('Påmeldingen stenger etter')]).toEqual([true, false])
  expect((await tone.post(`/kurs/${id}/endring`, { ...course, versjon: versionIn((await tone.get(`/kurs/${id}/endring`)).text), stenger: '4.12.2026' })).status).toBe(303)
  expect(await warned()).toBe(false)
})

test('the form begins with one person; more are added without losing what is typed', async () => {
  const id = await openCourse(tone)
  const people = (html: string) => html.match(/name="navn-\d+"/g)?.length
  expect(people((await nora.get(`/kurs/${id}/pamelding`)).text)).toBe(1)
  const more = await nora.post(`/kurs/${id}/pamelding`, rows([{ navn: 'Kari Prøve' }], { rader: '1', flere: 'ja' }))
  expect([more.status, people(more.text), more.text.includes('value="Kari Prøve"')]).toEqual([200, 3, true])
  expect(await places(id)).toEqual([])
  const most = await nora.post(`/kurs/${id}/pamelding`, rows([{ navn: 'Kari Prøve' }], { rader: '30', flere: 'ja' }))
  expect([people(most.text), most.text.includes('name="flere"')]).toEqual([30, false])
  expect((await nora.post(`/kurs/${id}/pamelding`, rows([{ navn: 'Kari Prøve' }, { navn: '', epost: '', rolle: '' }], { rader: '3' }))).status, 'empty parts are left out').toBe(303)
  expect(await places(id)).toEqual(['Kari Prøve seated'])
})

test('wrong forms: the same page with the words, and nothing lost', async () => {
  const tries: readonly (readonly [Record<string, string | string[]>, string])[] = [
    [{ tittel: '' }, 'Skriv hva kurset heter'], [{ fysisk: '0' }, 'Skriv minst én plass'], [{ fysisk: 'mange' }, 'Skriv et helt tall'], [{ stenger: '19.11.2026' }, 'må stenge etter at den åpner'], [{ 'apner-kl': '25.00' }, 'Skriv klokkeslettet'],
    [{ 'forst-til': '1.12.2026' }, 'Velg hvilke barnehager som går først'], [{ forst: [crypto.randomUUID()], 'forst-til': '1.12.2026' }, 'Velg bare barnehager'], [{ svartid: '0' }, 'mellom 1 og 336'], [{ om: 'Gutten 01010112345' }, ''],
  ]
  for (const [form, says] of tries) {
    const reply = await tone.post('/kurs?sprak=nb', { ...course, ...form })
    expect([form, reply.status, words(reply.text).includes(says)]).toEqual([form, 422, true])
  }
  const id = await openCourse(tone)
  const wrong = await nora.post(`/kurs/${id}/pamelding?sprak=nb`, rows([{ navn: 'Kari', epost: 'ikke epost' }, { navn: 'Ola', rolle: 'konge' }]))
  expect([wrong.status, words(wrong.text).includes('Skriv en e-postadresse'), wrong.text.includes('value="ikke epost"')]).toEqual([422, true, true])
  expect((await nora.post(`/kurs/${id}/pamelding`, {})).status).toBe(422)
  expect(await places(id)).toEqual([])
})

test('what is known of people goes when its time is out', async () => {
  const id = await openCourse(tone, { tittel: 'Ett av en gang' })
  await nora.post(`/kurs/${id}/pamelding`, rows([{ navn: 'Kari' }, { navn: 'Ola' }, { navn: 'Per' }]))
  const letterTo = async (name: string) => (await world.asOwner("select 1 from messaging.notice where data ->> 'person' = $1 and data ->> 'reference' = 'Ett av en gang' and kind <> 'course-own'", [name])).length
  world.clock.set(new Date('2027-03-14T12:00:00Z'))
  await forgetOldCourses(world.deps)
  expect(await places(id)).toHaveLength(3)
  expect([await letterTo('Kari'), await letterTo('Per')]).toEqual([1, 1])
  world.clock.set(new Date('2027-03-17T12:00:00Z'))
  await forgetOldCourses(world.deps)
  expect(await places(id)).toEqual(['Kari seated', 'Ola seated'])
  expect([await letterTo('Kari'), await letterTo('Per')], 'the letters about a place go with it').toEqual([1, 0])
  world.clock.set(new Date('2031-12-17T12:00:00Z'))
  await forgetOldCourses(world.deps)
  expect(await world.asOwner('select 1 from measures.course where id = $1', [id])).toEqual([])
})
