import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, usualTime, words, type Browser, type World } from '../../../../test/kit.ts'
import { aCourse, type ACourse } from './courses.fixtures.ts'

let world: World
let tone: Browser
let phone: Browser
beforeAll(async () => {
  world = await openWorld()
  tone = await world.as('tone')
  phone = world.stranger()
})
afterAll(() => world.close())
afterEach(async () => {
  world.clock.set(usualTime)
  await world.asOwner('delete from measures.course')
})

const people = [{ name: 'Kari Prøve', email: 'kari@solstrala.example' }, { name: 'Ola Åsen', email: 'felles@solstrala.example' }, { name: 'Eva Åsen', email: 'felles@solstrala.example' }]
/** Two sessions: today at ten, and in two weeks. */
const two = ['2026-11-23T09:00:00Z', '2026-12-07T09:00:00Z']
const first = (course: ACourse) => `/kurs/${course.id}/oppmote/${course.sessions[0]}`
async function codeOf(course: ACourse): Promise<string> {
  expect((await tone.post(`${first(course)}/kode`)).location).toBe(first(course))
  return /join-code">([A-Z]{6})</.exec((await tone.get(first(course))).text)?.[1] ?? expect.fail('no code on the page')
}
const marks = (course: ACourse) => world.asOwner<{ name: string; came: boolean; how: string }>('select p.name, a.came, a.how from measures.course_attendance a join measures.course_place p on p.id = a.place_id where a.course_id = $1 order by p.name, a.session_id', [course.id])

describe('the code in the room', () => {
  test('lets people with a seat check in, once each, also two who share a mailbox', async () => {
    const course = await aCourse(world, two, people)
    const code = await codeOf(course)
    expect(words((await phone.get(`/oppmote/${code.toLowerCase()}?sprak=nb`)).text)).toContain('Registrer oppmøte')
    const address = `/oppmote/${code}/registrering`
    expect((await phone.post(address, { epost: 'KARI@solstrala.example', navn: '' })).location).toBe(`/oppmote/${code}?registrert=ja`)
    expect((await phone.post(address, { epost: 'kari@solstrala.example', navn: '' })).location).toBe(`/oppmote/${code}?registrert=alt`)
    expect(words((await phone.get(`/oppmote/${code}?registrert=alt&sprak=nb`)).text)).toContain('Det telles én gang')
    const shared = await phone.post(`${address}?sprak=nb`, { epost: 'felles@solstrala.example', navn: '' })
    expect([shared.status, words(shared.text).includes('Deler flere adressen')]).toEqual([422, true])
    expect((await phone.post(address, { epost: 'felles@solstrala.example', navn: 'eva åsen' })).status).toBe(303)
    expect(await marks(course)).toEqual([{ name: 'Eva Åsen', came: true, how: 'code' }, { name: 'Kari Prøve', came: true, how: 'code' }])
    expect(words((await tone.get(`/kurs/${course.id}/oppmote?sprak=nb`)).text)).toContain('2 av 3')
  })

  test('says in words what is wrong, keeps what was typed, and tells nobody who is there', async () => {
    const course = await aCourse(world, two, people)
    const code = await codeOf(course)
    const wrong = await phone.post(`/oppmote/${code}/registrering?sprak=nb`, { epost: 'ukjent@solstrala.example', navn: 'Kari Prøve' })
    expect([wrong.status, words(wrong.text).includes('Vi finner ingen med plass')]).toEqual([422, true])
    expect(wrong.text).toContain('value="ukjent@solstrala.example"')
    expect(wrong.text).not.toMatch(/kari@|Ola|Eva/)
    expect((await phone.get('/oppmote/AAAAAA')).status).toBe(404)
    expect((await phone.get(`/oppmote?kode=${code.toLowerCase()}`)).location).toBe(`/oppmote/${code}`)
    expect([(await phone.get('/oppmote')).status, words((await phone.get('/oppmote?kode=AAAAAA&sprak=nb')).text).includes('Se på veggen en gang til')]).toEqual([200, true])
    expect((await phone.get('/oppmote/OO')).status).toBe(404)
    expect((await phone.post('/oppmote/AAAAAA/registrering', { epost: 'kari@solstrala.example', navn: '' })).status).toBe(404)
  })

  test('works from an hour before to two hours after, and not when the session is called off', async () => {
    const course = await aCourse(world, two, people)
    const code = await codeOf(course)
    const send = () => phone.post(`/oppmote/${code}/registrering?sprak=nb`, { epost: 'kari@solstrala.example', navn: '' })
    world.clock.set(new Date('2026-11-23T07:30:00Z'))
    expect(words((await send()).text)).toContain('Registreringen åpner en time før')
    world.clock.set(new Date('2026-11-23T14:00:00Z'))
    expect([(await send()).status, words((await phone.get(`/oppmote/${code}?sprak=nb`)).text).includes('registreringen er stengt')]).toEqual([409, true])
    world.clock.set(usualTime)
    await world.asOwner('update measures.course_session set cancelled_at = now() where id = $1', [course.sessions[0]])
    expect(words((await send()).text)).toContain('Samlingen er avlyst')
    expect(await marks(course)).toEqual([])
  })

  test('the letters are nobody’s on other days, and say nothing of who is registered when nobody can check in', async () => {
    const course = await aCourse(world, two, people)
    const code = await codeOf(course)
    const send = (epost: string) => phone.post(`/oppmote/${code}/registrering?sprak=nb`, { epost, navn: '' })
    world.clock.set(new Date('2026-11-23T14:00:00Z'))
    for (const epost of ['kari@solstrala.example', 'felles@solstrala.example', 'ukjent@solstrala.example']) expect(words((await send(epost)).text)).toContain('Samlingen er over')
    for (const day of ['2026-11-22T22:00:00Z', '2026-11-23T23:30:00Z', '2028-01-01T09:00:00Z']) {
      world.clock.set(new Date(day))
      expect([(await phone.get(`/oppmote/${code}`)).status, (await phone.get(`/oppmote?kode=${code}`)).status, (await send('kari@solstrala.example')).status], day).toEqual([404, 404, 404])
    }
    world.clock.set(usualTime)
    const said = await Promise.all(['felles@solstrala.example', 'ukjent@solstrala.example'].map(async (epost) => /error-summary[^]*?<\/ul>/.exec((await send(epost)).text)?.[0]))
    expect(said[0]).toBe(said[1])
  })

  test('whoever tries many people, or many letters, must wait; a whole room that gets it right need not', async () => {
    const course = await aCourse(world, two, people)
    const code = await codeOf(course)
    const send = (epost: string) => phone.post(`/oppmote/${code}/registrering?sprak=nb`, { epost, navn: '' })
    for (let n = 0; n < 40; n++) expect((await send('kari@solstrala.example')).status).toBe(303)
    for (let n = 0; n < 30; n++) expect((await send(`${n}@solstrala.example`)).status).toBe(422)
    const late = await send('kari@solstrala.example')
    expect([late.status, words(late.text).includes('Det er prøvd for mange ganger herfra')]).toEqual([429, true])
    world.clock.set(new Date(usualTime.getTime() + 11 * 60_000))
    expect((await send('kari@solstrala.example')).status).toBe(303)
    const elsewhere = async (typed: string) => (await world.app.inject({ method: 'GET', url: `/oppmote/${typed}`, remoteAddress: '192.0.2.7' })).statusCode
    for (let n = 0; n < 30; n++) expect(await elsewhere('AAAAAA')).toBe(404)
    expect([await elsewhere('AAAAAA'), await elsewhere(code), (await phone.get(`/oppmote/${code}`)).status]).toEqual([429, 429, 200])
  })

  test('counts a phone once however often it sends at the same time', async () => {
    const course = await aCourse(world, two, people)
    const code = await codeOf(course)
    const answers = await Promise.all(Array.from({ length: 6 }, () => world.stranger().post(`/oppmote/${code}/registrering`, { epost: 'kari@solstrala.example', navn: '' })))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303, 303, 303])
    expect(answers.filter(({ location }) => location?.endsWith('=ja'))).toHaveLength(1)
    expect(await marks(course)).toHaveLength(1)
  })
})

describe('the list', () => {
  test('marks those who came and those who did not, and keeps what was there before it was corrected', async () => {
    const course = await aCourse(world, two, people)
    const [kari, ola, eva] = course.seated.map(({ id }) => id)
    const all = [kari ?? '', ola ?? '', eva ?? '']
    expect((await tone.post(first(course), { 'paa-lista': all, mott: [kari ?? '', ola ?? ''] })).location).toBe(first(course))
    expect((await marks(course)).map(({ name, came }) => [name, came])).toEqual([['Eva Åsen', false], ['Kari Prøve', true], ['Ola Åsen', true]])
    await tone.post(first(course), { 'paa-lista': all, 'var-krysset': [kari ?? '', ola ?? ''], mott: [kari ?? ''] })
    const page = words((await tone.get(`${first(course)}?sprak=nb`)).text)
    expect(page).toContain('Ola Åsen: fra «Møtte» til «Ikke møtt»')
    expect(page).toContain('krysset av av Tone Haugen')
    // Who was not on the page that was sent is left as they were.
    await tone.post(first(course), { 'paa-lista': [kari ?? ''], 'var-krysset': [kari ?? ''], mott: [] })
    expect((await marks(course)).map(({ came }) => came)).toEqual([false, false, false])
  })

  test('leaves those who checked in after the page was opened', async () => {
    const course = await aCourse(world, two, people)
    const address = `/oppmote/${await codeOf(course)}/registrering`
    await phone.post(address, { epost: 'felles@solstrala.example', navn: 'Eva Åsen' })
    const opened = (await tone.get(first(course))).text
    const sent = (name: string) => [...opened.matchAll(new RegExp(`name="${name}" value="([^"]+)"`, 'g'))].map(([, id]) => id ?? '')
    const [kari = '', , eva = ''] = course.seated.map(({ id }) => id)
    expect([sent('paa-lista').length, sent('var-krysset')]).toEqual([3, [eva]])
    await phone.post(address, { epost: 'felles@solstrala.example', navn: 'Ola Åsen' })
    const list = { 'paa-lista': sent('paa-lista'), 'var-krysset': sent('var-krysset') }
    expect((await tone.post(first(course), { ...list, mott: [kari, eva] })).status).toBe(303)
    expect(await marks(course)).toEqual([{ name: 'Eva Åsen', came: true, how: 'code' }, { name: 'Kari Prøve', came: true, how: 'list' }, { name: 'Ola Åsen', came: true, how: 'code' }])
    expect((await tone.post(first(course), { ...list, mott: [] })).status).toBe(303)
    expect((await marks(course)).map(({ name, came }) => [name, came]), 'the tick that was taken off').toEqual([['Eva Åsen', false], ['Kari Prøve', true], ['Ola Åsen', true]])
  })

  test('is not filled in before the session, nor for one that is called off', async () => {
    const course = await aCourse(world, two, people)
    const next = `/kurs/${course.id}/oppmote/${course.sessions[1]}`
    const sent = await tone.post(`${next}?sprak=nb`, { 'paa-lista': course.seated.map(({ id }) => id), mott: [] })
    expect([sent.status, words(sent.text).includes('Samlingen har ikke begynt')]).toEqual([409, true])
    await world.asOwner('update measures.course_session set cancelled_at = now() where id = $1', [course.sessions[0]])
    expect((await tone.post(first(course), { 'paa-lista': [], mott: [] })).status).toBe(409)
    expect((await tone.post(`${first(course)}/kode`)).status).toBe(409)
  })

  test('belongs to whoever arranges', async () => {
    const course = await aCourse(world, two, people)
    expect((await (await world.as('ragnhild')).get(first(course))).status).toBe(200)
    for (const [who, status] of [['siri', 403], ['eva', 404], ['stine', 403]] as const) expect((await (await world.as(who)).get(first(course))).status).toBe(status)
    expect((await (await world.as('eva')).post(first(course), { 'paa-lista': [course.seated[0]?.id ?? ''], mott: [] })).status).toBe(404)
    expect(await marks(course)).toEqual([])
  })
})

describe('the own link', () => {
  test('shows the person’s sessions, and checks in to the one that is on', async () => {
    const course = await aCourse(world, two, people)
    const own = `/kursoppmote/${course.seated[0]?.token}`
    const page = await phone.get(`${own}?sprak=nb`)
    expect(words(page.text)).toContain('Kari Prøve, Solstråla barnehage')
    expect(page.text.match(/name="samling"/g)).toHaveLength(1)
    expect((await phone.post(own, { samling: course.sessions[0] ?? '' })).location).toBe(own)
    expect(await marks(course)).toEqual([{ name: 'Kari Prøve', came: true, how: 'link' }])
    expect((await phone.post(own, { samling: course.sessions[1] ?? '' })).status).toBe(409)
    expect((await phone.post(own, { samling: crypto.randomUUID() })).status).toBe(404)
    expect((await phone.get('/kursoppmote/aaaaaaaaaaaaaaaaaaaaaa')).status).toBe(404)
    await world.asOwner("update measures.course_place set state = 'withdrawn' where id = $1", [course.seated[0]?.id])
    expect(words((await phone.get(`${own}?sprak=nb`)).text)).toContain('Du har ingen plass på kurset nå')
  })
})

describe('a certificate', () => {
  async function over(): Promise<ACourse> {
    const course = await aCourse(world, ['2026-11-16T09:00:00Z', '2026-11-20T09:00:00Z'], people)
    const all = course.seated.map(({ id }) => id)
    const [kari = '', ola = ''] = all
    await tone.post(`/kurs/${course.id}/oppmote/${course.sessions[0]}`, { 'paa-lista': all, mott: [kari, ola] })
    await tone.post(`/kurs/${course.id}/oppmote/${course.sessions[1]}`, { 'paa-lista': all, mott: [kari] })
    return course
  }
  const codes = (course: ACourse) => world.asOwner<{ code: string; name: string }>("select c.code, c.facts ->> 'name' as name from measures.course_certificate c where c.course_id = $1 order by 2", [course.id])

  test('is not offered before the course is over: a sentence says when', async () => {
    const course = await aCourse(world, ['2026-11-16T09:00:00Z', '2026-12-20T09:00:00Z'], people)
    const desk = `/kurs/${course.id}/oppmote`
    const { text } = await tone.get(`${desk}?sprak=nb`)
    expect([text.includes('kursbevis"'), words(text).includes('Gi kursbevis når siste samling er slutt')]).toEqual([false, true])
  })

  test('is given to those who were there often enough, once, and they are told', async () => {
    const course = await over()
    const desk = `/kurs/${course.id}/oppmote`
    const canGive = async (at: string) => (await tone.get(at)).text.includes(`action="${at}/kursbevis"`)
    expect(await canGive(desk)).toBe(true)
    expect((await tone.post(`${desk}/kursbevis`)).location).toBe(desk)
    expect(await canGive(desk), 'nobody is left to give one to').toBe(false)
    expect((await codes(course)).map(({ name }) => name)).toEqual(['Kari Prøve'])
    expect(await world.asOwner("select address from messaging.notice where kind = 'course-certificate'")).toEqual([{ address: 'kari@solstrala.example' }])
    const again = await tone.post(`${desk}/kursbevis?sprak=nb`)
    expect([again.status, words(again.text).includes('Ingen flere har nådd kravet')]).toEqual([409, true])
    expect((await tone.post(`${desk}/krav`, { antall: '1' })).location).toBe(desk)
    await tone.post(`${desk}/kursbevis`)
    expect((await codes(course)).map(({ name }) => name)).toEqual(['Kari Prøve', 'Ola Åsen'])
    for (const [antall, sentence] of [['3', 'Kravet kan ikke være høyere'], ['x', 'Skriv et helt tall']] as const) {
      const sent = await tone.post(`${desk}/krav?sprak=nb`, { antall })
      expect([sent.status, words(sent.text).includes(sentence)]).toEqual([422, true])
    }
  })

  test('waits until the course is over', async () => {
    const course = await aCourse(world, two, people)
    const sent = await tone.post(`/kurs/${course.id}/oppmote/kursbevis?sprak=nb`)
    expect([sent.status, words(sent.text).includes('Kurset er ikke over')]).toEqual([409, true])
  })

  test('is a PDF at the own link, and can be checked by anyone with its code: course, days and initials, never the name', async () => {
    const course = await over()
    await tone.post(`/kurs/${course.id}/oppmote/kursbevis`)
    const own = `/kursoppmote/${course.seated[0]?.token}`
    const pdf = await phone.get(`${own}/kursbevis.pdf`)
    expect([pdf.status, pdf.headers['content-type'], pdf.text.slice(0, 5)]).toEqual([200, 'application/pdf', '%PDF-'])
    expect((await phone.get(`/kursoppmote/${course.seated[1]?.token}/kursbevis.pdf`)).status).toBe(404)
    const [given] = await codes(course)
    const checked = await phone.get(`/kursbevis?kode=${given?.code.toLowerCase()}&sprak=nb`)
    const text = words(checked.text)
    for (const part of ['Kursbeviset er ekte', 'K. P.', 'Lek hele året', '2 av 2 samlinger', '16. november 2026']) expect(text).toContain(part)
    expect(checked.text).not.toMatch(/Kari|Prøve|kari@/)
  })

  test('that is guessed gets words, and one that was taken back says so', async () => {
    const guessed = await phone.get('/kursbevis/ABDEFHJKLMNPRTUV?sprak=nb')
    expect([guessed.status, words(guessed.text).includes('Vi finner ikke noe kursbevis med denne koden')]).toEqual([404, true])
    expect((await phone.get('/kursbevis')).status).toBe(200)
    const course = await over()
    const desk = `/kurs/${course.id}/oppmote`
    await tone.post(`${desk}/kursbevis`)
    const [given] = await codes(course)
    const [{ id = '' } = {}] = await world.asOwner<{ id: string }>('select id from measures.course_certificate where course_id = $1', [course.id])
    expect((await tone.post(`${desk}/tilbakekalling`, { bevis: '', grunn: '' })).status).toBe(422)
    expect((await (await world.as('eva')).post(`${desk}/tilbakekalling`, { bevis: id, grunn: 'not-there' })).status).toBe(404)
    expect((await tone.post(`${desk}/tilbakekalling`, { bevis: id, grunn: 'not-there' })).location).toBe(desk)
    expect(words((await phone.get(`/kursbevis/${given?.code}?sprak=nb`)).text)).toContain('Kursbeviset er trukket tilbake')
    expect((await phone.get(`/kursoppmote/${course.seated[0]?.token}/kursbevis.pdf`)).status).toBe(404)
  })
})
