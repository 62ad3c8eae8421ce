import { expect, test } from 'vitest'
import { placePath, placeToken } from '../../src/slices/measures/courses/own/secrets.ts'
import { useSite, type Visitor } from '../browser.ts'

const site = useSite()
/** One course from the plan to the certificate, on phones, without script. Each part takes it on from where the one before left it. */
let course = ''
const here = (visitor: Visitor): string => new URL(visitor.page.url()).pathname
async function at(person: string, path: string): Promise<Visitor> {
  const visitor = await site().visitor()
  await visitor.signIn(person)
  expect(await visitor.visit(path)).toBe(200)
  return visitor
}
/** What the link in somebody's letter leads to. */
async function seatOf(name: string): Promise<{ readonly path: string; readonly token: string }> {
  const [place] = await site().world.asOwner<{ id: string }>('select id from measures.course_place where course_id = $1 and name = $2', [course.split('/')[2], name])
  const id = place?.id ?? expect.fail(`${name} is not registered`)
  return { path: placePath(site().world.deps.config, id), token: placeToken(site().world.deps.config, id) }
}
async function own(name: string): Promise<Visitor> {
  const phone = await site().visitor()
  expect(await phone.visit((await seatOf(name)).path)).toBe(200)
  return phone
}

test('the team plans a course; it does not open without a session, and then it does', async () => {
  const tone = await at('tone', '/kurs/nytt')
  await tone.send({ tittel: 'Lek med tall', type: 'course', om: 'Tall og mengde i leken.', fysisk: '2', apner: '23.11.2026', 'apner-kl': '09.00', stenger: '30.11.2026', 'stenger-kl': '15.00' }, 'Lagre utkastet')
  course = here(tone)
  expect(course).toMatch(/^\/kurs\/[\w-]{36}$/)
  await tone.press('Åpne kurset')
  expect(await tone.words()).toContain('Legg inn minst én samling')
  await tone.visit(`${course}/samlinger`)
  await tone.send({ dag: '2.12.2026', fra: '12.00', til: '14.00', sted: 'Rådhuset' }, 'Lagre')
  await tone.visit(course)
  await tone.press('Åpne kurset')
  expect(await tone.words()).toContain('Åpen for påmelding')
})

test('the head registers three for two seats; one says no, and the one who waits is offered the seat and takes it', async () => {
  const siri = await at('siri', '/kurs')
  await siri.follow('Lek med tall')
  await siri.follow('Meld på ansatte')
  const three = ['Kari Prøve', 'Ola Prøve', 'Mona Prøve'].map((name, row) => ({ [`navn-${row + 1}`]: name, [`epost-${row + 1}`]: 'felles@solstrala.example', [`rolle-${row + 1}`]: 'Assistent' }))
  await siri.press('Legg til flere')
  await siri.send(Object.assign({}, ...three), 'Meld på')
  const listed = await siri.words()
  for (const part of ['Kari Prøve', 'Ola Prøve', 'Mona Prøve', 'Venter']) expect(listed).toContain(part)
  const mona = await own('Mona Prøve')
  expect(await mona.words()).toContain('Venter')
  const kari = await own('Kari Prøve')
  await kari.follow('Meld meg av')
  expect(await kari.words()).toContain('Plassen blir tilbudt den neste på ventelista')
  await kari.press('Meld meg av')
  expect(await kari.words()).toContain('Du er meldt av')
  await mona.visit((await seatOf('Mona Prøve')).path)
  expect(await mona.words()).toContain('Du har fått tilbud om plass')
  await mona.press('Ja, jeg tar plassen')
  expect(await mona.words()).toContain('Har plass')
})

test('in the room: one checks in by the letters on the wall, one from the own page, and the list shows both', async () => {
  site().goTo('2026-12-02T10:50:00Z')
  const tone = await at('tone', `${course}/oppmote`)
  await tone.page.locator('main td a, main th a').first().click()
  const session = here(tone)
  await tone.press('Lag koden')
  const [code] = await site().world.asOwner<{ code: string }>('select code from measures.course_session_code where course_id = $1', [course.split('/')[2]])
  expect(await tone.page.locator('main svg[role=img], main img').count(), 'a code to scan').toBeGreaterThan(0)
  const ola = await site().visitor()
  await ola.visit('/oppmote')
  await ola.send({ kode: code?.code ?? '' }, 'Gå videre')
  await ola.send({ epost: 'felles@solstrala.example' }, 'Jeg er her')
  expect(await ola.words(), 'two share the mailbox').toContain('skriv også navnet')
  await ola.send({ navn: 'Ola Prøve' }, 'Jeg er her')
  expect(await ola.heading()).toBe('Du er registrert')
  const mona = await own('Mona Prøve')
  await mona.page.locator('main a[href^="/kursoppmote/"]').click()
  await mona.press('Jeg er her')
  await tone.visit(session)
  const list = await tone.words()
  for (const part of ['registrerte seg i rommet', 'registrerte seg selv']) expect(list).toContain(part)
})

test('afterwards: evaluation with one answer each, certificates, the file, and a code anybody can check', async () => {
  site().goTo('2026-12-02T13:30:00Z')
  const tone = await at('tone', `${course}/evaluering`)
  await tone.press('Åpne evalueringen')
  const mona = await own('Mona Prøve')
  await mona.follow('Si hva du syntes om kurset')
  await mona.send({ p1: '5', p2: '4', p3: '0', ord: 'Vi prøver det i morgen.' }, 'Send svaret')
  expect(await mona.heading()).toBe('Takk for at du svarte')
  await tone.visit(`${course}/oppmote`)
  await tone.press('Gi kursbevis')
  expect(await tone.words()).toContain('Gitt 2. desember 2026')
  const { token } = await seatOf('Ola Prøve')
  const ola = await site().visitor()
  await ola.visit(`/kursoppmote/${token}`)
  const code = /med koden ([A-Z -]+)\./.exec(await ola.words())?.[1] ?? expect.fail('no code')
  const file = await fetch(`${site().url}/kursoppmote/${token}/kursbevis.pdf`)
  expect([file.status, file.headers.get('content-type'), Buffer.from(await file.arrayBuffer()).subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-'])
  const anybody = await site().visitor()
  await anybody.visit('/kursbevis')
  await anybody.send({ kode: code }, 'Sjekk')
  const checked = await anybody.words()
  expect([checked.includes('Kursbeviset er ekte'), checked.includes('Lek med tall'), checked.includes('Ola Prøve')]).toEqual([true, true, false])
  await anybody.send({ kode: code.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A')) }, 'Sjekk')
  expect(await anybody.words()).toContain('Vi finner ikke noe kursbevis med denne koden')
})
