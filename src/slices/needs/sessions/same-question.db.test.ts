import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../test/kit.ts'
import { allOf, codeOf, phone, planned, send, step } from './sessions.fixtures.ts'

let world: World
let siri: Browser
let tone: Browser
beforeAll(async () => {
  world = await openWorld()
  ;[siri, tone] = [await world.as('siri'), await world.as('tone')]
})
afterAll(() => world.close())

/** A team's own list that asks what the shipped one asks. @returns its version */
async function copied(): Promise<string> {
  const [shipped] = await world.asOwner<{ id: string }>("select id from needs.instrument where code = 'staff-2026'")
  const id = (await tone.post('/sporsmal', { fra: shipped?.id ?? '' })).location?.split('/')[2] ?? expect.fail('no copy')
  expect((await tone.post(`/sporsmal/${id}/kladd/publisering`)).status).toBe(303)
  return (await world.asOwner<{ id: string }>('select id from needs.instrument_version where instrument_id = $1', [id]))[0]?.id ?? expect.fail('no version')
}

test('the same question by another list is the same question: two results so close could be taken from each other', async () => {
  const first = await planned(world, siri, { temaer: ['care'] })
  expect((await step(siri, first, 'open')).status).toBe(303)
  await step(siri, first, 'open-theme', { tema: 'care' })
  const code = await codeOf(world, first)
  for (let one = 0; one < 6; one++) await send(await phone(world, code), code, allOf('care', 1 + (one % 5)))
  await step(siri, first, 'close-theme')
  await step(siri, first, 'end')
  expect(await world.asOwner('select 1 from needs.staff_result where session_id = $1', [first])).not.toEqual([])

  const verktoy = await copied()
  const again = await planned(world, siri, { verktoy, temaer: ['care'] })
  const refused = await step(siri, again, 'open')
  expect([refused.status, words(refused.text).includes('under 30 dager siden')]).toEqual([409, true])
  await step(siri, again, 'cancel')

  const open = await planned(world, siri, { verktoy, temaer: ['home'] })
  expect((await step(siri, open, 'open')).status).toBe(303)
  const meanwhile = await planned(world, siri, { temaer: ['home'] })
  expect((await step(siri, meanwhile, 'open')).status).toBe(409)
  await step(siri, open, 'cancel')
  expect((await step(siri, meanwhile, 'open')).status, 'nothing was shown of it').toBe(303)
})
