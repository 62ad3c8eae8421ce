import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../test/kit.ts'
import { allOf, codeOf, phone, planned, send, step } from '../sessions/sessions.fixtures.ts'

let world: World
let siri: Browser
let tone: Browser
beforeAll(async () => {
  world = await openWorld()
  ;[siri, tone] = [await world.as('siri'), await world.as('tone')]
})
afterAll(() => world.close())

/** The team's own copy of the shipped list, changed and used. @returns its version */
async function copied(change: string): Promise<string> {
  const [shipped] = await world.asOwner<{ id: string }>("select id from needs.instrument where code = 'staff-2026'")
  const id = (await tone.post('/sporsmal', { fra: shipped?.id ?? '' })).location?.split('/')[2] ?? expect.fail('no copy')
  await world.asOwner(`update needs.instrument_version set definition = ${change} where instrument_id = $1`, [id])
  expect((await tone.post(`/sporsmal/${id}/kladd/publisering`)).status).toBe(303)
  return (await world.asOwner<{ id: string }>('select id from needs.instrument_version where instrument_id = $1', [id]))[0]?.id ?? expect.fail('no version')
}
const inPolish = String.raw`regexp_replace(definition::text, '"en": "([^"]*)"', '"en": "\1", "more": {"pl": "po polsku"}', 'g')::jsonb || '{"languages": [{"code": "pl", "name": "Polski", "dir": "ltr", "scale": {"0": "x", "1": "x", "2": "x", "3": "x", "4": "x", "5": "x"}, "told": "x", "dots": "x", "send": "x"}]}'`
const inOtherWords = String.raw`replace(definition::text, 'Barna', 'Ungene')::jsonb`

async function held(wishes: Readonly<Record<string, string>>): Promise<string> {
  const id = await planned(world, siri, { temaer: ['care'], ...wishes })
  expect((await step(siri, id, 'open')).status).toBe(303)
  await step(siri, id, 'open-theme', { tema: 'care' })
  const code = await codeOf(world, id)
  for (let at = 0; at < 6; at += 1) await send(await phone(world, code), code, allOf('care', 3))
  await step(siri, id, 'close-theme')
  await step(siri, id, 'end')
  world.clock.set(new Date(world.clock().getTime() + 40 * 86_400_000))
  return id
}

test('a list that only got a language asks the same: before and after stand side by side, and the page says so; other words do not', async () => {
  const before = await held({})
  // One is signed in for a while only.
  ;[siri, tone] = [await world.as('siri'), await world.as('tone')]
  const after = await held({ verktoy: await copied(inPolish) })
  ;[siri, tone] = [await world.as('siri'), await world.as('tone')]
  expect((await siri.get('/okter/sammenlikning')).text).toMatch(new RegExp(`value="${after}" selected`))
  const made = await siri.post('/okter/sammenlikning', { for: before, etter: after })
  expect([made.status, words((await siri.get(made.location ?? '')).text).includes('Spørsmålene er de samme begge gangene')]).toEqual([303, true])

  const other = await held({ verktoy: await copied(inOtherWords) })
  siri = await world.as('siri')
  const refused = await siri.post('/okter/sammenlikning', { for: before, etter: other })
  expect([refused.status, words(refused.text).includes('Øktene har ikke de samme spørsmålene')]).toEqual([409, true])
})
