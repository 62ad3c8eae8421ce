import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type Browser, type Form, type World } from '../../../../test/kit.ts'
import { close, countRows, hiddenOf, observation, row, runningCase, session, startMeeting, told } from './work.fixtures.ts'

let world: World
let people: Record<'siri' | 'peder' | 'hanne' | 'tone' | 'ragnhild' | 'olav' | 'per', Browser>
beforeAll(async () => {
  world = await openWorld()
  const [siri, peder, hanne, tone, ragnhild, olav, per] = await Promise.all([world.as('siri'), world.as('peder'), world.as('hanne'), world.as('tone'), world.as('ragnhild'), world.as('olav', 'authority'), world.as('per')])
  people = { siri, peder, hanne, tone, ragnhild, olav, per }
})
afterAll(() => world.close())

const uuid = '00000000-0000-4000-8000-000000000000'
const look = async (who: Browser, id: string) => {
  const page = await who.get(`/veiledning/${id}`)
  expect(page.status).toBe(200)
  return words(page.text)
}

describe('who may', () => {
  const writes: readonly (readonly [string, Form])[] = [
    ['oppstartsmote', startMeeting], ['okter/ny', session], ['observasjoner/ny', observation],
  ]
  const both: readonly (readonly [string, Form])[] = [
    ['oppstartsmote/tid', { onDate: '1.12.2026', atTime: '10', place: 'Personalrommet' }], ['plan/ny', row], ['plan/godkjenning', { stamp: 'x' }], [`moter/${uuid}/retting`, { text: 'Feil dato.' }],
  ]
  test.each([
    ['the head of another kindergarten is a stranger', 'hanne', both, 404],
    ['a pedagogical leader looks, and does not write', 'peder', [...both, ...writes], 403],
    ['the head does not write what the adviser writes', 'siri', writes, 403],
    ['the authority that inspects has no right', 'olav', [...both, ...writes], 403],
    ['another service has no right', 'per', [...both, ...writes], 403],
  ] as const)('%s', async (_, who, forms, status) => {
    const id = await runningCase(world, people.siri)
    for (const [path, form] of forms) {
      expect((await people[who].post(`/veiledning/${id}/${path}`, form)).status, `POST ${path}`).toBe(status)
      if (!path.includes(uuid)) expect((await people[who].get(`/veiledning/${id}/${path}`)).status, `GET ${path}`).toBe(status)
    }
    for (const table of ['meeting', 'observation', 'plan_item', 'proposed_time'] as const) expect(await countRows(world, table, id)).toBe(0)
  })

  test.each(['x', uuid, '%00', "' or 1=1 --"])('an address that leads to no case is not found: %s', async (id) => {
    for (const path of ['oppstartsmote', 'okter/ny', 'observasjoner/ny', 'plan', 'oppstartsmote/tid']) {
      expect((await people.ragnhild.get(`/veiledning/${encodeURIComponent(id)}/${path}`)).status, path).toBe(404)
      expect((await people.ragnhild.post(`/veiledning/${encodeURIComponent(id)}/plan/ny`, row)).status).toBe(404)
    }
  })

  test('the team does not anchor for the kindergarten', async () => {
    const id = await runningCase(world, people.siri)
    expect((await people.tone.post(`/veiledning/${id}/forankring`, { staffInvolved: 'yes', staffInvolvedHow: 'Møte', ownerInformed: 'ja' })).status).toBe(403)
  })
})

describe('a closed case', () => {
  test.each([
    ['ragnhild', 'oppstartsmote', startMeeting], ['ragnhild', 'okter/ny', session], ['ragnhild', 'observasjoner/ny', observation], ['siri', 'plan/ny', row], ['siri', 'plan/godkjenning', { stamp: '' }],
    ['siri', 'forankring', { staffInvolved: 'yes', staffInvolvedHow: 'Møte', ownerInformed: 'ja', seen: '' }], ['siri', 'oppstartsmote/tid', { onDate: '1.12.2026', atTime: '10', place: 'Her' }],
  ] as const)('refuses %s at %s, in words', async (who, path, form) => {
    const id = await runningCase(world, people.siri)
    await close(world, id)
    const answer = await people[who].post(`/veiledning/${id}/${path}`, form)
    expect(answer.status).toBe(409)
    expect(words(answer.text)).toContain('Saken er avsluttet')
    expect((await people[who].get(`/veiledning/${id}/${path}`)).status).toBe(409)
  })
})

describe('the start meeting', () => {
  test('is proposed by the adviser, countered by the head, accepted, held, and read by both', async () => {
    const id = await runningCase(world, people.siri)
    const path = `/veiledning/${id}/oppstartsmote`
    expect((await people.ragnhild.post(`${path}/tid`, { onDate: '3. desember 2026', atTime: 'kl. 10', place: 'Personalrommet' })).status).toBe(303)
    expect(await look(people.siri, id)).toContain('Foreslått torsdag 3. desember 2026 kl. 10.00, Personalrommet')
    expect(await told(world, id, 'guidance-time-proposed')).toEqual(['Siri Solheim'])
    const old = hiddenOf((await people.siri.get(`/veiledning/${id}`)).text, 'proposal')
    expect((await people.siri.post(`${path}/tid`, { onDate: '4.12.26', atTime: '9.30', place: 'Personalrommet' })).status).toBe(303)
    const stale = await people.ragnhild.post(`${path}/tid/godta`, { proposal: old })
    expect(stale.status).toBe(409)
    expect(words(stale.text)).toContain('nytt forslag')
    const own = await people.siri.post(`${path}/tid/godta`, { proposal: hiddenOf((await people.ragnhild.get(`/veiledning/${id}`)).text, 'proposal') })
    expect([own.status, words(own.text).includes('foreslått av dere selv')]).toEqual([409, true])
    const newest = hiddenOf((await people.ragnhild.get(`/veiledning/${id}`)).text, 'proposal')
    for (const status of [303, 303]) expect((await people.ragnhild.post(`${path}/tid/godta`, { proposal: newest })).status).toBe(status)
    expect(await look(people.siri, id)).toContain('Avtalt fredag 4. desember 2026 kl. 09.30')
    expect((await people.ragnhild.post(path, startMeeting)).location).toBe(`/veiledning/${id}#oppstart`)
    const [head, team] = [await look(people.siri, id), await look(people.ragnhild, id)]
    for (const page of [head, team]) expect(page).toContain('Rådgiver observerer, personalet prøver ut.')
    expect([head.includes('90 minutter'), team.includes('90 minutter')]).toEqual([false, true])
    expect((await people.siri.post(`${path}/tid`, { onDate: '9.12.26', atTime: '9', place: 'Her' })).status).toBe(409)
  })

  test('is written once, however often the form is sent', async () => {
    const id = await runningCase(world, people.siri)
    const key = hiddenOf((await people.ragnhild.get(`/veiledning/${id}/oppstartsmote`)).text, 'key')
    const answers = await Promise.all([1, 2, 3].map(() => people.ragnhild.post(`/veiledning/${id}/oppstartsmote`, { ...startMeeting, key })))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(await countRows(world, 'meeting', id)).toBe(1)
    expect(await told(world, id, 'guidance-start-meeting')).toEqual(['Siri Solheim'])
    const another = await people.tone.post(`/veiledning/${id}/oppstartsmote`, startMeeting)
    expect([another.status, words(another.text).includes('skrevet allerede'), words(another.text).includes('Klare roller.')]).toEqual([409, true, true])
  })

  test.each([
    ['nothing at all', {}, 'Skriv hvilken dag det var.'],
    ['a day to come', { ...startMeeting, heldOn: '24.11.2026' }, 'Dagen er ikke kommet ennå'],
    ['a day before the request', { ...startMeeting, heldOn: '22.11.2026' }, 'før forespørselen ble sendt'],
    ['a day that does not exist', { ...startMeeting, heldOn: '31.2.2026' }, 'Skriv en dato som finnes'],
    ['a text without end', { ...startMeeting, expectations: 'å'.repeat(20_000) }, 'Kort den ned til 3000 tegn'],
    ['no time at all', { ...startMeeting, minutes: '0' }, 'fra 1 til 600'],
    ['half a minute', { ...startMeeting, minutes: '1,5' }, 'fra 1 til 600'],
    ['the number of a person', { ...startMeeting, dates: 'Ring om 01010750160' }, 'fødselsnummer'],
    ['one child', { ...startMeeting, expectations: 'Vi har en gutt på fire år som slår.' }, 'enkelt barn'],
  ])('goes back with what was typed when it holds %s', async (_, form, sentence) => {
    const id = await runningCase(world, people.siri)
    const answer = await people.ragnhild.post(`/veiledning/${id}/oppstartsmote`, form)
    expect(answer.status).toBe(422)
    expect(words(answer.text)).toContain(sentence)
    if ('divisionOfRoles' in form) expect(answer.text).toContain('Rådgiver observerer')
    expect(await countRows(world, 'meeting', id)).toBe(0)
  })

  test('keeps what is pointed out when the writer confirms it', async () => {
    const id = await runningCase(world, people.siri)
    const odd = { ...startMeeting, expectations: 'Vi har en gutt på fire år som slår.', guardConfirmed: 'ja' }
    expect((await people.ragnhild.post(`/veiledning/${id}/oppstartsmote`, odd)).status).toBe(303)
  })

  test.each(['<script>alert(1)</script>', "'; drop table guidance.meeting; --", '🧸👩🏽‍🏫', '{name}'])('shows %s as it was written', async (text) => {
    const id = await runningCase(world, people.siri)
    expect((await people.ragnhild.post(`/veiledning/${id}/oppstartsmote`, { ...startMeeting, expectations: text })).status).toBe(303)
    const { text: html } = await people.siri.get(`/veiledning/${id}`)
    expect(html).toContain(text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'))
    expect(html).not.toContain('<script>alert')
  })
})

describe('anchoring', () => {
  test('is told by the head, opens the gate, and tells the team', async () => {
    const id = await runningCase(world, people.siri)
    const { text } = await people.siri.get(`/veiledning/${id}/forankring`)
    const form = { staffInvolved: 'partly', staffInvolvedHow: 'Personalmøtet i november.', ownerInformed: 'ja', seen: hiddenOf(text, 'seen') }
    expect((await people.siri.post(`/veiledning/${id}/forankring`, { ...form, staffInvolvedHow: '' })).status).toBe(422)
    expect((await people.siri.post(`/veiledning/${id}/forankring`, form)).status).toBe(303)
    expect(await look(people.ragnhild, id)).toContain('Forankret i personalet og hos eieren')
    expect(await told(world, id, 'guidance-anchored')).toEqual(['Amir Nord', 'Ragnhild Dal', 'Tone Haugen'])
    const stale = await people.siri.post(`/veiledning/${id}/forankring`, { ...form, staffInvolved: 'yes', staffInvolvedHow: 'Noe annet.' })
    expect(stale.status).toBe(409)
    for (const part of ['Personalmøtet i november.', 'Noe annet.']) expect(words(stale.text)).toContain(part)
    expect((await people.siri.post(`/veiledning/${id}/forankring`, { ...form, staffInvolved: 'yes', staffInvolvedHow: 'Noe annet.', seen: hiddenOf(stale.text, 'seen') })).status).toBe(303)
  })
})

describe('observations', () => {
  test('are written per department, and the case says which are left', async () => {
    const id = await runningCase(world, people.siri, 'observation')
    expect(await look(people.siri, id)).toContain('Gjenstår å observere: Maurtua og Bikuba.')
    const key = crypto.randomUUID()
    for (const status of [303, 303]) expect((await people.ragnhild.post(`/veiledning/${id}/observasjoner/ny`, { ...observation, key })).status).toBe(status)
    expect(await countRows(world, 'observation', id)).toBe(1)
    expect(await look(people.siri, id)).toContain('Gjenstår å observere: Bikuba.')
    await people.ragnhild.post(`/veiledning/${id}/observasjoner/ny`, { ...observation, department: 'Bikuba' })
    expect(await look(people.peder, id)).not.toContain('Gjenstår')
  })

  test.each([
    ['a department of nobody', { department: 'Piratskuta' }, 'Velg en av avdelingene'],
    ['feedback before it was seen', { feedbackOn: '1.11.2026' }, 'kan ikke komme før observasjonen'],
    ['the number of a person', { strengths: '01010750160' }, 'fødselsnummer'],
  ])('go back with %s', async (_, change, sentence) => {
    const id = await runningCase(world, people.siri, 'observation')
    const answer = await people.ragnhild.post(`/veiledning/${id}/observasjoner/ny`, { ...observation, ...change })
    expect([answer.status, words(answer.text).includes(sentence)]).toEqual([422, true])
  })
})
