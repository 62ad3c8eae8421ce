import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openWorld, type Browser, type World } from '../../../../test/kit.ts'
import { beginReport } from './reports.fixtures.ts'

let world: World
let eva: Browser
beforeAll(async () => {
  world = await openWorld()
  eva = await world.as('eva')
})
afterAll(() => world.close())

/** What is sent to the database while something is done. */
async function statements(work: () => Promise<unknown>): Promise<readonly string[]> {
  const sent = vi.spyOn(pg.Client.prototype, 'query')
  await work()
  const texts = sent.mock.calls.map(([one]: readonly unknown[]) => (typeof one === 'string' ? one : (one as { readonly text: string }).text))
  sent.mockRestore()
  return texts
}

// On the evening of the deadline three hundred write at once, and each of them saves every ten seconds.
test('an autosave opens one transaction for who it is and one for the rest, and reads each thing once', async () => {
  const id = await beginReport(world, eva)
  const page = (await eva.get(`/behov/${id}/del/need`)).text
  let sett = /name="sett" value="([^"]+)"/.exec(page)?.[1] ?? expect.fail('no stamp')
  const save = async (text: string) => {
    const reply = await eva.post(`/behov/${id}/del/need`, { 'q.need': text, sett }, { 'x-autosave': '1', accept: 'application/json' })
    expect(reply.status).toBe(200)
    sett = (JSON.parse(reply.text) as { readonly seen: string }).seen
  }
  await save('Vi')
  const asked = await statements(() => save('Vi vil leke mer.'))
  const about = (table: string) => asked.filter((text) => new RegExp(`^\\s*select[\\s\\S]*from "?${table.replace('.', '"?\\."?')}"?`, 'i').test(text)).length
  expect(asked.filter((text) => text.startsWith('begin'))).toHaveLength(2)
  expect([about('scheme.round'), about('scheme.scheme'), about('scheme.extension'), about('messaging.notice')]).toEqual([1, 1, 1, 0])
  expect(asked.length).toBeLessThanOrEqual(17)
})

test('the list of one’s own reports asks the same however many there are', async () => {
  const read = () => statements(async () => expect((await eva.get('/behov')).text).toContain('Behovsmelding uten navn'))
  await beginReport(world, eva)
  await read()
  const few = (await read()).length
  for (let more = 0; more < 3; more++) await beginReport(world, eva)
  expect((await read()).length).toBe(few)
})
