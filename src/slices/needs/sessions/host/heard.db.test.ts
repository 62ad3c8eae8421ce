import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type Browser, type World } from '../../../../../test/kit.ts'
import { allOf, codeOf, phone, planned, send, step } from '../sessions.fixtures.ts'

let world: World
let siri: Browser
beforeAll(async () => {
  world = await openWorld()
  siri = await world.as('siri')
})
afterAll(() => world.close())

test('a host who hears the page is told by its title how far the session has come; the heading on the wall stays', async () => {
  const id = await planned(world, siri, { temaer: ['care', 'play'] })
  const title = async (path = `/okter/${id}`) => /<title>([^<]*)<\/title>/.exec((await siri.get(path)).text)?.[1]
  const named = await title()
  await step(siri, id, 'open')
  expect(await title()).toBe(named)
  await step(siri, id, 'open-theme', { tema: 'care' })
  expect(await title()).toBe(`Nå: Nærhet og omsorg, ${named}`)
  const code = await codeOf(world, id)
  for (let at = 0; at < 5; at += 1) await send(await phone(world, code), code, allOf('care', 4))
  await step(siri, id, 'close-theme')
  expect(await title()).toBe(`Resultatet vises, ${named}`)
  await step(siri, id, 'open-dots')
  expect(await title()).toBe(`Nå setter alle prikker, ${named}`)
  const page = await siri.get(`/okter/${id}`)
  expect(/<h1[^>]*>([^<]*)/.exec(page.text)?.[1]).toBe(named?.split(', ')[0])
  await step(siri, id, 'close-dots')
  await step(siri, id, 'end')
  expect(await title()).toBe(named)
  // In a list by ear, each link says which session it leads to.
  expect((await siri.get('/okter')).text).toMatch(new RegExp(`href="/okter/${id}">[^<]*<span class="ds-sr-only">, Solstråla barnehage, `))
})
