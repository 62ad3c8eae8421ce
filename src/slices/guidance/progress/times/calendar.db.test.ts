import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../../test/kit.ts'
import { caseIn } from '../../evaluation/cases.fixtures.ts'

let world: World
let siri: Browser
let ragnhild: Browser
beforeAll(async () => {
  world = await openWorld()
  siri = await world.as('siri')
  ragnhild = await world.as('ragnhild')
})
afterAll(() => world.close())

const proposalOn = (page: string) => /name="proposal" value="([^"]+)"/.exec(page)?.[1] ?? expect.fail('no proposal on the page')
async function agree(id: string, onDate: string, atTime: string): Promise<void> {
  const path = `/veiledning/${id}/oppstartsmote/tid`
  expect((await ragnhild.post(path, { onDate, atTime, place: 'Personalrommet, annen etasje' })).status).toBe(303)
  expect((await siri.post(`${path}/godta`, { proposal: proposalOn((await siri.get(`/veiledning/${id}`)).text) })).status).toBe(303)
}

test('the agreed start meeting is a file for the calendar, with nothing of the case but name and reference, and moves when it is moved', async () => {
  const id = await caseIn(world, { step: 'start-meeting' })
  const address = `/veiledning/${id}/oppstartsmote/kalender.ics`
  expect((await siri.get(address)).status).toBe(404)
  expect(words((await siri.get(`/veiledning/${id}?sprak=nb`)).text)).not.toContain('Legg møtet i kalenderen')
  await agree(id, '3.12.2026', '10')
  for (const reader of [siri, ragnhild, await world.as('peder')]) expect((await reader.get(`/veiledning/${id}?sprak=nb`)).text).toContain(`href="${address}"`)

  const file = await siri.get(`${address}?sprak=nb`)
  expect(file.headers).toMatchObject({ 'content-type': 'text/calendar; charset=utf-8', 'content-disposition': expect.stringContaining('.ics') })
  const [reference] = await world.asOwner<{ reference: string }>('select reference from guidance.case where id = $1', [id])
  const lines = file.text.replaceAll('\r\n ', '').split('\r\n')
  for (const line of ['DTSTART:20261203T090000Z', 'DTEND:20261203T100000Z', 'DTSTAMP:20261123T090000Z', 'SEQUENCE:0', `SUMMARY:Oppstartsmøte: Solstråla barnehage (${reference?.reference})`, `URL:http://samspill.test/veiledning/${id}`]) expect(lines).toContain(line)
  expect(file.text).not.toMatch(/Personalrommet|Ragnhild|Siri|LOCATION|DESCRIPTION/)

  await agree(id, '15.6.2027', '9.30')
  const moved = (await ragnhild.get(`${address}?sprak=nn`)).text
  expect(moved).toContain('SEQUENCE:1\r\n')
  expect(moved).toContain('DTSTART:20270615T073000Z')
  const uid = (text: string) => /^UID:(.*)$/m.exec(text)?.[1]
  expect(uid(moved)).toBe(uid(file.text))
})

test.each([['hanne', 404], ['eva', 403], ['olav', 403], ['per', 403]])('%s gets no file', async (who, status) => {
  const id = await caseIn(world, { step: 'start-meeting' })
  await agree(id, '3.12.2026', '10')
  expect((await (await world.as(who)).get(`/veiledning/${id}/oppstartsmote/kalender.ics`)).status).toBe(status)
})
