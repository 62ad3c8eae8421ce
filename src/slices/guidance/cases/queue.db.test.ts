import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type World } from '../../../../test/kit.ts'
import { caseIn } from '../evaluation/cases.fixtures.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('two requests sent at the same instant have places after each other, and they keep them', async () => {
  await world.asOwner("update guidance.case set step_kind = 'start-meeting' where step_kind = 'waiting-list'")
  const ids = [await caseIn(world, { step: 'waiting-list' }), await caseIn(world, { step: 'waiting-list' }), await caseIn(world, { step: 'waiting-list' })]
  const tone = await world.as('tone')
  const places = async () => Promise.all(ids.map(async (id) => /plass (\d+)|nummer (\d+)/i.exec(words((await tone.get(`/veiledning/${id}?sprak=nb`)).text))?.[0]))
  const first = await places()
  expect(new Set(first).size).toBe(3)
  expect(first).not.toContain(undefined)
  expect(await places()).toEqual(first)
})
