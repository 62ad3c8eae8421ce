import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type World } from '../../../../test/kit.ts'
import { caseIn } from '../evaluation/cases.fixtures.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('a case given to nobody is asked about at the field, with focus and title as for other forms', async () => {
  const id = await caseIn(world, { step: 'triage' })
  const tone = await world.as('tone')
  const answer = await tone.post(`/veiledning/${id}/tildeling`, { radgiver: '' })
  expect(answer.status).toBe(422)
  expect(answer.text).toContain('<title>Feil: ')
  expect(answer.text).toContain('href="#f-fordel"')
  expect(/<select[^>]*id="f-fordel"[^>]*>/.exec(answer.text)?.[0]).toContain('aria-invalid="true"')
})

describe('what is too long is not cut: it goes back as it was typed, with how much there is room for', () => {
  const long = 'Rådgiveren går ut i permisjon. '.repeat(140).trim()
  test.each([
    ['why somebody is taken off the case', 'hvorfor', '500', async (id: string) => {
      const [radgiver] = await world.asOwner<{ id: string }>("insert into guidance.assignment (case_id, membership_id, adviser_name, assigned_at, assigned_by_name) select $1, m.id, p.name, now(), p.name from identity.membership m join identity.person p on p.id = m.person_id where p.name = 'Ragnhild Dal' returning membership_id as id", [id])
      return ['tildeling/slutt', { radgiver: radgiver?.id ?? '' }] as const
    }],
    ['the reason for a move', 'begrunnelse', '2 000', async () => ['steg', { til: 'clarification' }] as const],
    ['a message', 'tekst', '4 000', async () => ['beskjeder', { synlig: 'delt' }] as const],
  ])('%s', async (_, field, limit, form) => {
    const id = await caseIn(world, { step: 'triage' })
    const [path, sent] = await form(id)
    const answer = await (await world.as('tone')).post(`/veiledning/${id}/${path}`, { ...sent, [field]: long })
    expect([answer.status, words(answer.text).includes(`Bruk ${limit} tegn eller færre`), answer.text.includes(long)]).toEqual([422, true, true])
    expect(await world.asOwner('select 1 from guidance.assignment where case_id = $1 and ended_at is not null', [id])).toEqual([])
  })
})

test('a withdrawal is confirmed as one, and not as a move', async () => {
  const id = await caseIn(world, { step: 'triage' })
  const siri = await world.as('siri')
  const answer = await siri.post(`/veiledning/${id}/steg`, { til: 'closed kindergarten-withdrew', begrunnelse: '' })
  expect(answer.status).toBe(303)
  expect(String(answer.headers['set-cookie'])).toContain('guidance.flash.withdrawn')
})

test('two cases of one kindergarten have titles, and links in the list, that tell them apart', async () => {
  const ids = [await caseIn(world, { step: 'triage' }), await caseIn(world, { step: 'plan' })]
  const tone = await world.as('tone')
  const titles = await Promise.all(ids.map(async (id) => /<title>([^<]*)/.exec((await tone.get(`/veiledning/${id}`)).text)?.[1]))
  expect(new Set(titles).size).toBe(2)
  const list = await tone.get('/veiledning')
  const links = [...list.text.matchAll(/<th [^>]*><a [^>]*href="\/veiledning\/[\w-]{36}"[^>]*>(.*?)<\/a>/g)].map(([, text]) => words(text ?? ''))
  expect(links.length).toBeGreaterThan(1)
  expect(new Set(links).size).toBe(links.length)
})

describe('the ways on', () => {
  test('the head answers what the team asks, with the one button there is, and not without a word', async () => {
    const id = await caseIn(world, { step: 'clarification' })
    const siri = await world.as('siri')
    const form = (html: string) => /<details(?:(?!<details)[\s\S])*?name="begrunnelse"[\s\S]*?<\/details>/.exec(html)?.[0] ?? ''
    const shown = form((await siri.get(`/veiledning/${id}`)).text)
    expect([shown.includes('type="radio"'), words(shown).includes('Gå videre'), words(shown).match(/Send svaret/g)?.length]).toEqual([false, false, 2])
    const send = (begrunnelse: string) => siri.post(`/veiledning/${id}/steg`, { fra: 'clarification', til: 'triage', begrunnelse })
    const empty = await send(' ')
    expect([empty.status, words(empty.text).includes('Skriv svaret ditt')]).toEqual([422, true])
    await siri.post(`/veiledning/${id}/beskjeder`, { tekst: 'Vi er tolv voksne' })
    expect((await send('')).status).toBe(303)
  })

  test('the team reads where the head’s way leads, which ways close the case and which need a reason', async () => {
    const tone = await world.as('tone')
    const asked = words((await tone.get(`/veiledning/${await caseIn(world, { step: 'clarification' })}`)).text)
    expect([asked.includes('Gå til steget «Avklaring»'), asked.includes('Send svaret'), asked.includes('Avslutt: Barnehagen svarte ikke')]).toEqual([true, false, true])
    expect(words((await tone.get(`/veiledning/${await caseIn(world, { step: 'triage' })}`)).text)).toContain('Be om utdyping Skriv en begrunnelse til dette valget')
  })
})

test('who opens a case has read the notices that lead to it; the others have not, nor what was said of another case or leads to another page', async () => {
  const [id, other] = [await caseIn(world, { step: 'triage' }), await caseIn(world, { step: 'plan' })]
  const told = (name: string, path: string) => world.asOwner("insert into messaging.notice (at, person_id, language, kind, data, path, send_after) select $2, id, 'nb', 'guidance-note', '{}', $3, $2 from identity.person where name = $1", [name, world.clock(), path])
  for (const [name, path] of [['Siri Solheim', `/veiledning/${id}`], ['Siri Solheim', `/veiledning/${id}/overforing`], ['Siri Solheim', `/veiledning/${other}`], ['Tone Haugen', `/veiledning/${id}`]] as const) await told(name, path)
  await (await world.as('peder')).get(`/veiledning/${id}`)
  await (await world.as('siri')).get(`/veiledning/${id}`)
  const unseen = await world.asOwner<{ name: string; path: string }>('select p.name, n.path from messaging.notice n join identity.person p on p.id = n.person_id where n.seen_at is null and (n.path like $1 or n.path like $2) order by p.name, n.path = $3', [`/veiledning/${id}%`, `/veiledning/${other}%`, `/veiledning/${other}`])
  expect(unseen).toEqual([{ name: 'Siri Solheim', path: `/veiledning/${id}/overforing` }, { name: 'Siri Solheim', path: `/veiledning/${other}` }, { name: 'Tone Haugen', path: `/veiledning/${id}` }])
})

test('a message sent twice at once is one message and one notice', async () => {
  const id = await caseIn(world, { step: 'triage' })
  const siri = await world.as('siri')
  const answers = await Promise.all([1, 2, 3].map(() => siri.post(`/veiledning/${id}/beskjeder`, { tekst: 'Vi er klare på torsdag' })))
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
  expect(await world.asOwner('select count(*) as n from guidance.note where case_id = $1', [id])).toEqual([{ n: 1 }])
  expect(await world.asOwner("select count(distinct at) as n from messaging.notice where kind = 'guidance-note' and subject_id = $1", [id])).toEqual([{ n: 1 }])
})
