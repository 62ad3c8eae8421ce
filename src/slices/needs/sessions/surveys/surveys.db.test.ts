import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../../test/kit.ts'
import { newCode } from '../../../../platform/link-secrets.ts'
import { allOf, codeOf, planned, send, step, type Phone } from '../sessions.fixtures.ts'
import { closeSurveys } from './actions.ts'
import { makeSlips } from '../slips/actions.ts'

let world: World
let siri: Browser
beforeAll(async () => {
  world = await openWorld()
  siri = await world.as('siri')
})
afterAll(() => world.close())

/** A phone that joins with a slip. */
async function withSlip(code: string, slip: string): Promise<Phone> {
  const browser = world.stranger()
  const joined = await browser.post(`/okt/${code}/lapp`, { lapp: slip })
  expect(joined.status, words(joined.text)).toBe(303)
  return { browser, cookie: /lapp=[\w-]{16}/.exec(String(joined.headers['set-cookie']))?.[0] ?? expect.fail('no ticket') }
}
/** The codes, which only the paper has. */
async function slipsOf(id: string): Promise<readonly string[]> {
  const [person] = await world.asOwner<{ person: string; membership: string; org: string }>("select p.id as person, m.id as membership, m.org_id as org from identity.person p join identity.membership m on m.person_id = p.id where p.email = (select email from identity.person where name = 'Siri Solheim') and m.role = 'head'")
  const made = await makeSlips(world.deps, { personId: person?.person, membershipId: person?.membership, orgId: person?.org, role: 'head', name: 'Siri Solheim', language: 'nb', orgName: '', orgKind: 'kindergarten', onBehalfOf: undefined } as never, id)
  return made.ok ? made.event.slips : expect.fail(made.because)
}

describe('a survey over some days, with slips', () => {
  test('nobody joins without a slip, a slip is one vote wherever it is typed, nothing is seen before the day is over, and then it is published', async () => {
    const id = await planned(world, siri, { form: 'survey', frist: '25.11.2026', lapper: 'ja', antall: '7' })
    await step(siri, id, 'open')
    const code = await codeOf(world, id)
    const pdf = await siri.post(`/okter/${id}/lapper`)
    expect([pdf.status, pdf.headers['content-type']]).toEqual([200, 'application/pdf'])
    const slips = await slipsOf(id)
    expect(new Set(slips).size).toBe(7)
    const without = await world.stranger().post(`/okt/${code}/lapp`)
    expect([without.status, words(without.text).includes('Vi kjenner ikke igjen koden')]).toEqual([422, true])
    expect((await world.stranger().post(`/okt/${code}/lapp`, { lapp: newCode(16) })).status).toBe(422)
    expect(words((await world.stranger().get(`/okt/${code}/lapp/${slips[0]}`)).text)).toContain('Hver av dere trekker en lapp')
    const phones = await Promise.all(slips.slice(0, 6).map((slip) => withSlip(code, slip)))
    for (const phone of phones) {
      expect((await send(phone, code, allOf('care', 4))).status).toBe(303)
      expect((await send(phone, code, allOf('play', 2))).status).toBe(303)
      expect((await send(phone, code, { tema: '#dots', prikk: ['play'] })).status).toBe(303)
    }
    // The same slip on another phone: thanks, and not counted again.
    await send(await withSlip(code, slips[0]?.replace(/(.{4})/g, '$1 ').toLowerCase() ?? ''), code, allOf('care', 1))
    expect(await world.asOwner("select answered from needs.staff_count where session_id = $1 and theme = 'care'", [id])).toEqual([{ answered: 6 }])
    expect((await siri.post(`/okter/${id}/lapper`)).location, 'no new slips once somebody has answered').toBe(`/okter/${id}`)
    const early = await step(siri, id, 'end')
    expect([early.status, words(early.text).includes('fikk vite at de kan svare til og med siste dag')]).toEqual([409, true])
    expect(words((await siri.get(`/okter/${id}`)).text)).not.toContain('Snitt')
    expect(await closeSurveys(world.deps)).toBe(0)
    world.clock.set(new Date('2026-11-26T05:00:00Z'))
    expect(await closeSurveys(world.deps)).toBe(1)
    expect(await closeSurveys(world.deps), 'once').toBe(0)
    expect(await world.asOwner("select theme, at_least, mean::float from needs.staff_result where session_id = $1 and statement like '%-1'", [id])).toEqual(expect.arrayContaining([{ theme: 'care', at_least: 5, mean: 4 }, { theme: 'play', at_least: 5, mean: 2 }]))
    expect(await world.asOwner('select 1 from needs.staff_tally where session_id = $1 union all select 1 from needs.staff_ticket where session_id = $1', [id])).toEqual([])
    const again = await world.as('siri')
    expect(words((await again.get(`/okter/${id}`)).text)).toContain('Nærhet og omsorg')
    expect((await world.stranger().get(`/okt/${code}`)).status).toBe(404)
  })

  test('closed early only when the staff were told, and with four answers nothing is shown', async () => {
    const hanne = await world.as('hanne')
    const id = await planned(world, hanne, { form: 'survey', frist: '30.11.2026', tidlig: 'ja', temaer: ['care'] })
    await step(hanne, id, 'open')
    const code = await codeOf(world, id)
    expect(words((await world.stranger().get(`/okt/${code}`)).text)).toContain('kan lukke den før siste dag')
    expect((await step(hanne, id, 'end')).status).toBe(303)
    expect(await world.asOwner('select theme, shown from needs.staff_theme where session_id = $1', [id])).toEqual([{ theme: 'care', shown: false }])
    expect(words((await hanne.get(`/okter/${id}`)).text)).toContain('Da vises ingenting')
  })
})
