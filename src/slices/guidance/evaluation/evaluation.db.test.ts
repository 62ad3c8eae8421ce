import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../test/kit.ts'
import { caseIn, goodEvaluation } from './cases.fixtures.ts'

let world: World
let siri: Browser
let ragnhild: Browser
beforeAll(async () => {
  world = await openWorld()
  siri = await world.as('siri')
  ragnhild = await world.as('ragnhild')
})
afterAll(() => world.close())

const heads = { ...goodEvaluation, changedInPractice: 'Styrerens egne ord om praksis.' }
const advisers = { ...goodEvaluation, goalReached: '3', changedInPractice: 'Rådgiverens egne ord om praksis.' }

describe('evaluation by head and adviser', () => {
  test('the other one’s is seen only when both have written, then side by side', async () => {
    const id = await caseIn(world, { step: 'evaluation' })
    await world.asOwner(
      `insert into guidance.plan_item (case_id, position, problem, goal, sign, measure, who, timing, evaluate_on, written_at, written_by_name)
       values ($1, 1, 'Uro', 'Rolige overganger', 'Alle vet hvor de skal stå', 'Fordele seg', 'Alle', 'Hver dag', '2026-12-01', now(), 'Ragnhild Dal')`, [id])
    const path = `/veiledning/${id}/evaluering`
    expect((await siri.post(path, heads)).location).toBe(path)

    const before = words((await ragnhild.get(path)).text)
    expect(before).toContain('Styreren har skrevet. Du ser det når du har skrevet din.')
    expect(before).not.toContain('Styrerens egne ord')
    expect(before).toContain('Rolige overganger')
    const onCase = words((await ragnhild.get(`/veiledning/${id}`)).text)
    expect(onCase).not.toContain('Målet er nesten nådd')

    expect((await ragnhild.post(path, advisers)).status).toBe(303)
    for (const reader of [siri, ragnhild, await world.as('peder')]) {
      const both = words((await reader.get(`${path}?sprak=nb`)).text)
      for (const part of ['Side om side', 'Styrerens egne ord', 'Rådgiverens egne ord', 'Alle vet hvor de skal stå', '4 – Målet er nesten nådd', '3 – Vi er omtrent halvveis']) expect(both).toContain(part)
    }
    // Now each has been read by the other.
    expect((await siri.post(path, { ...heads, goalReached: '1' })).status).toBe(409)
    expect(await world.asOwner('select goal_reached from guidance.evaluation where case_id = $1 order by side', [id])).toEqual([{ goal_reached: 3 }, { goal_reached: 4 }])
    const events = await world.asOwner<{ data: Record<string, unknown> }>("select data from audit.event where about_id = $1 and kind = 'guidance.evaluated'", [id])
    expect(events).toHaveLength(2)
    expect(JSON.stringify(events)).not.toContain('egne ord')
  })

  test('the case page says “write” to those whose it is to write, until they have', async () => {
    const id = await caseIn(world, { step: 'evaluation' })
    await world.asOwner("insert into guidance.assignment (case_id, membership_id, adviser_name, assigned_at, assigned_by_name) select $1, m.id, p.name, now(), p.name from identity.membership m join identity.person p on p.id = m.person_id where p.name = 'Ragnhild Dal' on conflict do nothing", [id])
    const link = async (reader: Browser) => words(/<a [^>]*href="[^"]*\/evaluering"[^>]*class="ds-button[\s\S]*?<\/a>|<a class="ds-button"[^>]*href="[^"]*\/evaluering"[\s\S]*?<\/a>/.exec((await reader.get(`/veiledning/${id}`)).text)?.[0] ?? '').trim()
    const [tone, peder] = [await world.as('tone'), await world.as('peder')]
    expect([await link(siri), await link(ragnhild), await link(tone), await link(peder)]).toEqual(['Skriv evalueringen', 'Skriv evalueringen', 'Se evalueringen', 'Sjå evalueringa'])
    await siri.post(`/veiledning/${id}/evaluering`, heads)
    expect([await link(siri), await link(ragnhild)]).toEqual(['Se evalueringen', 'Skriv evalueringen'])
  })

  test('may be changed until the other has written, but not over what a colleague saved meanwhile', async () => {
    const id = await caseIn(world, { step: 'evaluation' })
    const path = `/veiledning/${id}/evaluering`
    await ragnhild.post(path, advisers)
    const tone = await world.as('tone')
    const seen = /name="seen" value="([^"]+)"/.exec((await tone.get(path)).text)?.[1] ?? ''
    expect((await tone.post(path, { ...advisers, seen, goalReached: '2' })).status).toBe(303)
    world.clock.set(new Date(world.clock().getTime() + 1000))
    const late = await ragnhild.post(path, { ...advisers, seen: '', helped: 'Noe helt annet hjalp.' })
    expect(late.status).toBe(409)
    expect(words(late.text)).toContain('En kollega har lagret')
    expect(late.text).toContain('Noe helt annet hjalp.')
  })

  test('is written anew in the next round, and the first stays', async () => {
    const id = await caseIn(world, { step: 'evaluation', visited: ['evaluation', 'sessions', 'evaluation'] })
    await world.asOwner("insert into guidance.evaluation (case_id, side, round, goal_reached, changed_in_practice, written_at, written_by_name) values ($1, 'head', 1, 2, 'Runde én', now(), 'Siri Solheim')", [id])
    expect((await siri.post(`/veiledning/${id}/evaluering`, heads)).status).toBe(303)
    expect(await world.asOwner("select round from guidance.evaluation where case_id = $1 order by round", [id])).toEqual([{ round: 1 }, { round: 2 }])
    expect(words((await siri.get(`/veiledning/${id}/evaluering`)).text)).toContain('Runde én')
  })

  test.each([
    ['nothing', { goalReached: '', changedForChildren: '', changedInPractice: '', nextStep: '' }, 'Velg ett av de fem svarene'],
    ['a level that does not exist', { goalReached: '6' }, 'Velg ett av de fem svarene'],
    ['a text that is too long', { helped: 'a'.repeat(4001) }, 'Skriv inntil 4 000 tegn'],
    ['a national identity number', { helped: 'Ring om 31129956715' }, 'Teksten inneholder et fødselsnummer'],
    ['one child', { hindered: 'Det gjelder en gutt på fire år som slår.' }, 'Jeg har sett på teksten'],
  ])('%s goes back with words, and nothing typed is lost', async (_, change, message) => {
    const id = await caseIn(world, { step: 'evaluation' })
    const reply = await siri.post(`/veiledning/${id}/evaluering`, { ...heads, ...change })
    expect(reply.status).toBe(422)
    expect(words(reply.text)).toContain(message)
    if (!('changedInPractice' in change)) expect(reply.text).toContain('Styrerens egne ord')
    expect(await world.asOwner('select 1 from guidance.evaluation where case_id = $1', [id])).toHaveLength(0)
  })

  test('what the guard points out is saved when the writer has looked', async () => {
    const id = await caseIn(world, { step: 'evaluation' })
    const pointed = { ...heads, hindered: 'Det gjelder en gutt på fire år som slår.' }
    expect((await siri.post(`/veiledning/${id}/evaluering`, { ...pointed, guardConfirmed: 'ja' })).status).toBe(303)
    expect((await siri.post(`/veiledning/${id}/evaluering`, { ...pointed, helped: '31129956715', guardConfirmed: 'ja' })).status).toBe(422)
  })

  test.each([
    ['not yet in evaluation', { step: 'sessions' }, 409],
    ['closed', { step: 'evaluation', closed: true }, 409],
  ])('a case that is %s refuses in words', async (_, standing, status) => {
    const reply = await siri.post(`/veiledning/${await caseIn(world, standing)}/evaluering`, heads)
    expect(reply.status).toBe(status)
    expect(words(reply.text)).toMatch(/Saken er (avsluttet|ikke kommet til evaluering)/)
  })
})

describe('follow-up', () => {
  const good = { heldOn: '20.11.2026', lasting: '4', whatLasted: 'Fordelingen i garderoben.', whatNext: '' }

  test('is noted by adviser or head, twice by a double click is once, and the gate holds', async () => {
    const id = await caseIn(world, { step: 'follow-up' })
    const path = `/veiledning/${id}/oppfolging`
    const replies = await Promise.all([ragnhild.post(path, good), ragnhild.post(path, good)])
    // Before the case was sent: the fixture sends it the day before.
    expect(replies.map(({ status }) => status)).toEqual([422, 422])
    const today = { ...good, heldOn: '23.11.2026' }
    expect((await Promise.all([ragnhild.post(path, today), ragnhild.post(path, today)])).map(({ status }) => status)).toEqual([303, 303])
    expect(await world.asOwner('select lasting from guidance.follow_up where case_id = $1', [id])).toEqual([{ lasting: 4 }])
    expect(words((await siri.get(path)).text)).toContain('Fordelingen i garderoben.')
    expect(words((await siri.get(`/veiledning/${id}`)).text)).toContain('4 – Det meste')
  })

  test.each([
    ['a day to come', { heldOn: '24.11.2026' }, 422, 'Datoen er ikke kommet ennå'],
    ['no day', { heldOn: '' }, 422, 'Skriv hvilken dag'],
    ['a day that is none', { heldOn: '31.2.2026' }, 422, 'Skriv datoen som dag'],
    ['no words', { whatLasted: ' ' }, 422, 'Skriv noen ord her'],
  ])('%s goes back with words', async (_, change, status, message) => {
    const reply = await siri.post(`/veiledning/${await caseIn(world, { step: 'follow-up' })}/oppfolging`, { ...good, heldOn: '23.11.2026', ...change })
    expect(reply.status).toBe(status)
    expect(words(reply.text)).toContain(message)
  })
})

describe('others', () => {
  const pages = ['evaluering', 'personalsvar', 'oppfolging']
  test.each([
    ['another head', 'hanne', 404],
    ['the owner', 'eva', 403],
    ['the authority that inspects', 'olav', 403],
    ['the contact in another service', 'per', 403],
    ['the county governor', 'stine', 403],
    ['one without a role', 'vilde', 403],
  ])('%s reaches none of it', async (_, who, status) => {
    const id = await caseIn(world, { step: 'evaluation' })
    const browser = await world.as(who)
    for (const part of pages) {
      expect({ part, status: (await browser.get(`/veiledning/${id}/${part}`)).status }).toEqual({ part, status })
      expect((await browser.post(`/veiledning/${id}/${part}`, goodEvaluation)).status).toBeGreaterThanOrEqual(403)
    }
    expect(await world.asOwner('select 1 from guidance.evaluation where case_id = $1', [id])).toHaveLength(0)
  })

  test('a pedagogical leader looks, and writes nothing', async () => {
    const id = await caseIn(world, { step: 'evaluation' })
    const peder = await world.as('peder')
    expect((await peder.get(`/veiledning/${id}/evaluering`)).status).toBe(200)
    for (const part of [...pages, 'personalsvar/lukking']) expect((await peder.post(`/veiledning/${id}/${part}`, goodEvaluation)).status).toBe(403)
  })
})
