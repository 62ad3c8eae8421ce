import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../test/kit.ts'
import { allOf, codeOf, phone, planned, send, step } from './sessions.fixtures.ts'

let world: World
let siri: Browser
beforeAll(async () => {
  world = await openWorld()
  siri = await world.as('siri')
})
afterAll(() => world.close())

const tallied = async (id: string) => world.asOwner<{ n: number }>('select coalesce(sum(n), 0)::int as n from needs.staff_tally where session_id = $1', [id]).then(([row]) => row?.n)

describe('a session in a meeting', () => {
  test('from the plan to the result on the screen: six phones, one theme, dots, and nothing left of what each answered', async () => {
    const id = await planned(world, siri)
    expect(words((await siri.get(`/okter/${id}`)).text)).toContain('Vi lagrer bare hvor mange som har svart hva, ikke hvem')
    expect(words((await siri.get('/okter')).text)).toContain('Ikke holdt ennå')
    expect((await step(siri, id, 'open')).status).toBe(303)
    const code = await codeOf(world, id)
    const six = await Promise.all([1, 2, 3, 4, 5, 6].map(() => phone(world, code)))
    expect(words((await six[0]?.browser.get(`/okt/${code}`, { cookie: six[0].cookie }))?.text ?? '')).toContain('Du er med')
    expect((await step(siri, id, 'open-theme', { tema: 'care' })).status).toBe(303)
    const answers = await Promise.all(six.map((one, at) => send(one, code, allOf('care', 1 + (at % 5)))))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303, 303, 303])
    expect(words((await siri.get(`/okter/${id}`)).text)).toContain('6 av 6')
    expect(await tallied(id)).toBe(24)
    expect((await step(siri, id, 'close-theme')).status).toBe(303)
    expect(await tallied(id)).toBe(0)
    const shown = words((await siri.get(`/okter/${id}`)).text)
    for (const part of ['Nærhet og omsorg', 'færre enn fem', 'grupper på fem']) expect(shown).toContain(part)
    expect((await step(siri, id, 'open-dots')).status).toBe(303)
    for (const one of six) expect((await send(one, code, { tema: '#dots', prikk: ['play'] })).status).toBe(303)
    expect((await step(siri, id, 'close-dots')).status).toBe(303)
    expect((await step(siri, id, 'end')).status).toBe(303)
    const ended = words((await siri.get(`/okter/${id}`)).text)
    expect(ended).toContain('Dette er viktigst for oss')
    expect(ended, 'dots on a theme they never came to count too').toContain('Lekemiljø og vennskap 5–9')
    // From what they saw to a need that leans on it, as a whole or theme by theme.
    for (const from of [`?okt=${id}`, `?fra=${encodeURIComponent(`staff:${id}:care`)}`]) {
      expect((await siri.get(`/okter/${id}`)).text).toContain(`/behovsbeskrivelser/ny${from}`)
      expect((await siri.get(`/behovsbeskrivelser/ny${from}`)).text).toMatch(new RegExp(`name="grunnlag" value="staff:${id}:care" checked`))
    }
    expect((await siri.get(`/behovsbeskrivelser/ny?okt=${crypto.randomUUID()}`)).text).not.toMatch(/name="grunnlag" value="[^"]*" checked/)
    expect(await world.asOwner('select 1 from needs.staff_ticket where session_id = $1', [id])).toEqual([])
    expect((await world.stranger().get(`/okt/${code}`)).status).toBe(404)
  })

  test('one vote for each ticket and theme: a second press, a second tab and a lost answer sent again are counted once', async () => {
    const id = await planned(world, siri, { temaer: ['play'] })
    await step(siri, id, 'open')
    const code = await codeOf(world, id)
    await step(siri, id, 'open-theme', { tema: 'play' })
    const one = await phone(world, code)
    const both = await Promise.all([send(one, code, allOf('play', 5)), send(one, code, allOf('play', 1))])
    expect(both.map(({ status }) => status)).toEqual([303, 303])
    expect((await send(one, code, allOf('play', 2))).status).toBe(303)
    expect(await tallied(id)).toBe(4)
    await step(siri, id, 'cancel')
  })

  test('the same themes are not asked again so soon that two results could be taken from each other', async () => {
    const [version] = await world.asOwner<{ id: string }>("select v.id from needs.instrument_version v join needs.instrument i on i.id = v.instrument_id where i.code = 'staff-2026'")
    const again = await siri.post('/okter', { nokkel: crypto.randomUUID(), verktoy: version?.id ?? '', tittel: 'En gang til', temaer: ['care'], form: 'live', antall: '20', deling: 'none', frist: '' })
    expect([again.status, words(again.text).includes('under 30 dager siden')]).toEqual([409, true])
  })

  test('without a ticket, after the theme is closed and with four answers: a reason in words, and nothing is counted or shown', async () => {
    // Another staff: the same themes gave a result at Solstråla today already.
    const hanne = await world.as('hanne')
    const id = await planned(world, hanne)
    await step(hanne, id, 'open')
    const code = await codeOf(world, id)
    await step(hanne, id, 'open-theme', { tema: 'care' })
    const unasked = await world.stranger().post(`/okt/${code}/svar`, allOf('care', 3))
    expect([unasked.status, words(unasked.text).includes('Bli med')]).toEqual([409, true])
    const four = await Promise.all([1, 2, 3, 4].map(() => phone(world, code)))
    for (const one of four) await send(one, code, allOf('care', 4))
    expect((await step(hanne, id, 'close-theme')).status).toBe(303)
    expect(await world.asOwner('select 1 from needs.staff_result where session_id = $1', [id])).toEqual([])
    // Four answers wait: with a fifth there is something to show.
    await step(hanne, id, 'open-theme', { tema: 'care' })
    const fifth = await phone(world, code)
    await send(fifth, code, allOf('care', 4))
    await step(hanne, id, 'close-theme')
    const late = await send(fifth, code, allOf('care', 1))
    expect([late.status, words(late.text).includes('Temaet er lukket')]).toEqual([409, true])
    const [shown] = await world.asOwner<{ at_least: number; mean: string }>("select at_least, mean from needs.staff_result where session_id = $1 and part = 'all' limit 1", [id])
    expect([shown?.at_least, Number(shown?.mean)]).toEqual([5, 4])
    expect(words((await step(hanne, id, 'open-theme', { tema: 'care' })).text)).toContain('kan det ikke åpnes igjen')
    await step(hanne, id, 'cancel')
  })
})
