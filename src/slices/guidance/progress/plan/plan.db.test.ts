import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../../test/kit.ts'
import { countRows, hiddenOf, row, runningCase, session, told } from '../work.fixtures.ts'

let world: World
let siri: Browser
let peder: Browser
let tone: Browser
let ragnhild: Browser
beforeAll(async () => {
  world = await openWorld()
  ;[siri, peder, tone, ragnhild] = await Promise.all([world.as('siri'), world.as('peder'), world.as('tone'), world.as('ragnhild')])
})
afterAll(() => world.close())

const rowsOf = (id: string) => world.asOwner<{ id: string; version: number; goal: string }>('select id, version, goal from guidance.plan_item where case_id = $1 and removed_at is null order by position', [id])
const standing = async (id: string) => (await world.asOwner<{ side: string }>('select side from guidance.plan_agreement where case_id = $1 and void_at is null order by side', [id])).map(({ side }) => side)
const agree = async (who: Browser, id: string) => {
  const page = await who.get(`/veiledning/${id}/plan/godkjenning`)
  return who.post(`/veiledning/${id}/plan/godkjenning`, { stamp: hiddenOf(page.text, 'stamp') })
}

describe('the plan', () => {
  test('is written by both sides, agreed by both, and shown with who and when', async () => {
    const id = await runningCase(world, siri, 'plan')
    expect((await agree(siri, id)).status).toBe(409)
    expect((await ragnhild.post(`/veiledning/${id}/plan/ny`, row)).status).toBe(303)
    expect((await siri.post(`/veiledning/${id}/plan/ny`, { ...row, goal: 'Ro i garderoben' })).status).toBe(303)
    expect((await agree(ragnhild, id)).status).toBe(303)
    expect(await told(world, id, 'guidance-plan-proposed')).toEqual(['Siri Solheim'])
    for (const status of [303, 303]) expect((await agree(siri, id)).status).toBe(status)
    expect(await standing(id)).toEqual(['kindergarten', 'team'])
    expect(await told(world, id, 'guidance-plan-agreed')).toEqual(['Amir Nord', 'Ragnhild Dal', 'Tone Haugen'])
    const page = words((await peder.get(`/veiledning/${id}/plan?sprak=nb`)).text)
    for (const part of ['Barnehagen: Siri Solheim, 23. november 2026', 'Kompetanseteamet: Ragnhild Dal, 23. november 2026', 'Ro i garderoben']) expect(page).toContain(part)
    expect(page).not.toContain('Legg til et punkt')
  })

  test('that is changed is no longer agreed: it says so, tells the other side, and keeps what was agreed', async () => {
    const id = await runningCase(world, siri, 'plan')
    await siri.post(`/veiledning/${id}/plan/ny`, row)
    await agree(siri, id)
    await agree(ragnhild, id)
    const [kept] = await rowsOf(id)
    const path = `/veiledning/${id}/plan/${kept?.id}`
    expect(words((await siri.get(path)).text)).toContain('Endrer du noe, gjelder ikke godkjenningene lenger')
    expect((await siri.post(path, { ...row, version: '1' })).status).toBe(303)
    expect(await standing(id)).toEqual(['kindergarten', 'team'])
    expect((await siri.post(path, { ...row, goal: 'Et nytt mål', version: '1' })).status).toBe(303)
    expect(await standing(id)).toEqual([])
    expect(await told(world, id, 'guidance-plan-changed')).toEqual(['Amir Nord', 'Ragnhild Dal', 'Tone Haugen'])
    const page = words((await ragnhild.get(`/veiledning/${id}`)).text)
    for (const part of ['Siri Solheim endret planen', 'Planen dere godkjente', 'Rolige måltider', 'Et nytt mål']) expect(page).toContain(part)
  })

  test('is never agreed unseen: a change after the page was opened is shown first', async () => {
    const id = await runningCase(world, siri, 'plan')
    await siri.post(`/veiledning/${id}/plan/ny`, row)
    const stamp = hiddenOf((await siri.get(`/veiledning/${id}/plan/godkjenning`)).text, 'stamp')
    await ragnhild.post(`/veiledning/${id}/plan/ny`, { ...row, goal: 'Smuglet inn' })
    const answer = await siri.post(`/veiledning/${id}/plan/godkjenning`, { stamp })
    expect([answer.status, words(answer.text).includes('Smuglet inn'), words(answer.text).includes('Planen er endret siden')]).toEqual([409, true, true])
    expect(await countRows(world, 'plan_agreement', id)).toBe(0)
  })

  test('is not overwritten: the second of two sees both versions, and may then save', async () => {
    const id = await runningCase(world, siri, 'plan')
    await siri.post(`/veiledning/${id}/plan/ny`, row)
    const [kept] = await rowsOf(id)
    const path = `/veiledning/${id}/plan/${kept?.id}`
    const seen = hiddenOf((await siri.get(path)).text, 'version')
    expect((await ragnhild.post(path, { ...row, goal: 'Ragnhilds mål', version: seen })).status).toBe(303)
    const second = await siri.post(path, { ...row, goal: 'Siris mål', version: seen })
    expect(second.status).toBe(409)
    for (const part of ['Slik har Ragnhild Dal skrevet det', 'Ragnhilds mål', 'Siris mål']) expect(words(second.text)).toContain(part)
    expect((await siri.post(path, { ...row, goal: 'Siris mål', version: hiddenOf(second.text, 'version') })).status).toBe(303)
    expect((await rowsOf(id)).map(({ goal }) => goal)).toEqual(['Siris mål'])
  })

  test('lets nobody remove what has changed, and loses no text for a row that was removed', async () => {
    const id = await runningCase(world, siri, 'plan')
    await siri.post(`/veiledning/${id}/plan/ny`, row)
    const [kept] = await rowsOf(id)
    const path = `/veiledning/${id}/plan/${kept?.id}`
    await ragnhild.post(path, { ...row, goal: 'Nytt', version: '1' })
    expect((await siri.post(`${path}/fjern`, { version: '1' })).status).toBe(409)
    for (const status of [303, 303]) expect((await siri.post(`${path}/fjern`, { version: '2' })).status).toBe(status)
    const late = await ragnhild.post(path, { ...row, goal: 'For sent ute', version: '2' })
    expect([late.status, words(late.text).includes('For sent ute'), late.text.includes(`action="/veiledning/${id}/plan/ny"`)]).toEqual([409, true, true])
    expect((await ragnhild.get(path)).status).toBe(404)
  })

  test('takes a row sent twice once, also when both arrive at the same time', async () => {
    const id = await runningCase(world, siri, 'plan')
    const key = hiddenOf((await siri.get(`/veiledning/${id}/plan/ny`)).text, 'key')
    await Promise.all([1, 2, 3].map(() => siri.post(`/veiledning/${id}/plan/ny`, { ...row, key })))
    expect(await countRows(world, 'plan_item', id)).toBe(1)
  })

  test.each([
    ['today', { evaluateOn: '23.11.2026' }, 'Velg en dag etter i dag'],
    ['far away', { evaluateOn: '1.1.2062' }, 'innen tre år'],
    ['nothing', { goal: '   ' }, 'Skriv målet.'],
    ['a number of a person', { who: '01010750160' }, 'fødselsnummer'],
  ])('goes back with %s', async (_, change, sentence) => {
    const id = await runningCase(world, siri, 'plan')
    const answer = await siri.post(`/veiledning/${id}/plan/ny`, { ...row, ...change })
    expect([answer.status, words(answer.text).includes(sentence)]).toEqual([422, true])
  })

  test('has room for thirty rows', async () => {
    const id = await runningCase(world, siri, 'plan')
    await world.asOwner("insert into guidance.plan_item (case_id, position, problem, goal, sign, measure, who, timing, evaluate_on, written_at, written_by_name) select $1, n, 'p', 'g', 's', 'm', 'w', 't', '2027-02-01', now(), 'Siri Solheim' from generate_series(1, 30) n", [id])
    expect((await siri.post(`/veiledning/${id}/plan/ny`, row)).status).toBe(409)
  })
})

describe('sessions', () => {
  test('are numbered, one for each form, and only the team sees the time', async () => {
    const id = await runningCase(world, siri, 'sessions')
    const key = crypto.randomUUID()
    await Promise.all([1, 2, 3].map(() => ragnhild.post(`/veiledning/${id}/okter/ny`, { ...session, key })))
    await Promise.all(['Uteleken', 'Samlingen'].map((theme) => tone.post(`/veiledning/${id}/okter/ny`, { ...session, theme, minutes: '45' })))
    expect(await countRows(world, 'meeting', id)).toBe(3)
    const [head, team] = [words((await siri.get(`/veiledning/${id}`)).text), words((await tone.get(`/veiledning/${id}`)).text)]
    for (const page of [head, team]) for (const part of ['Økt 1: Nærvær i måltidet', 'Økt 3:', 'Alle sitter ved bordet.', 'mandag 7. desember 2026']) expect(page).toContain(part)
    expect([team.includes('2 t 30 min'), head.includes('2 t 30 min'), head.includes('60 minutter')]).toEqual([true, false, false])
  })

  test('are changed by their writer for a day, and get a correction after that', async () => {
    const id = await runningCase(world, siri, 'sessions')
    await ragnhild.post(`/veiledning/${id}/okter/ny`, session)
    const [kept] = await world.asOwner<{ id: string }>('select id from guidance.meeting where case_id = $1', [id])
    const path = `/veiledning/${id}/okter/${kept?.id}`
    expect([(await ragnhild.get(path)).status, (await tone.get(path)).status]).toEqual([200, 409])
    expect((await tone.post(path, { ...session, theme: 'Tones' })).status).toBe(409)
    expect((await ragnhild.post(path, { ...session, theme: 'Rettet tema' })).status).toBe(303)
    await world.asOwner("update guidance.meeting set written_at = written_at - interval '25 hours' where id = $1", [kept?.id])
    const late = await ragnhild.post(path, { ...session, theme: 'For sent' })
    expect([late.status, words(late.text).includes('Skriv en rettelse i stedet')]).toEqual([409, true])
    const key = crypto.randomUUID()
    for (const status of [303, 303]) expect((await siri.post(`/veiledning/${id}/moter/${kept?.id}/retting`, { text: 'Vi var fem, ikke seks.', key })).status).toBe(status)
    expect(await countRows(world, 'correction', id)).toBe(1)
    const page = words((await ragnhild.get(`/veiledning/${id}`)).text)
    for (const part of ['Rettet tema', 'Rettelse fra Siri Solheim', 'Vi var fem, ikke seks.']) expect(page).toContain(part)
    expect((await siri.get(`/veiledning/${id}/moter/00000000-0000-4000-8000-000000000000/retting`)).status).toBe(404)
    expect((await siri.get(`/veiledning/${id}/observasjoner/${kept?.id}/retting`)).status).toBe(404)
  })

  test.each([
    ['a next time before this one', { nextOn: '20.11.2026' }, 'Neste økt må være etter denne'],
    ['a form that does not exist', { form: '__proto__' }, 'Velg hva slags økt'],
    ['no theme', { theme: '' }, 'Skriv temaet'],
  ])('go back with %s', async (_, change, sentence) => {
    const id = await runningCase(world, siri, 'sessions')
    const answer = await ragnhild.post(`/veiledning/${id}/okter/ny`, { ...session, ...change })
    expect([answer.status, words(answer.text).includes(sentence)]).toEqual([422, true])
  })
})
