import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../../test/kit.ts'
import { allOf, codeOf, phone, planned, send, step } from '../sessions.fixtures.ts'

let world: World
let siri: Browser
beforeAll(async () => {
  world = await openWorld()
  siri = await world.as('siri')
})
afterAll(() => world.close())

const left = async (id: string) =>
  (await world.asOwner<Record<'tickets' | 'used' | 'tally' | 'counts', number>>(
    'select (select count(*)::int from needs.staff_ticket where session_id = $1) as tickets, (select count(*)::int from needs.used_ticket where session_id = $1) as used, (select count(*)::int from needs.staff_tally where session_id = $1) as tally, (select count(*)::int from needs.staff_count where session_id = $1) as counts',
    [id],
  ))[0]

describe('when a session is over', () => {
  test('a phone that took part is thanked and told what happens now, a stranger is told nothing, and nothing is left that says who or how many exactly', async () => {
    const id = await planned(world, siri, { temaer: ['care'], eier: 'ja' })
    await step(siri, id, 'open')
    const code = await codeOf(world, id)
    await step(siri, id, 'open-theme', { tema: 'care' })
    const six = await Promise.all([1, 2, 3, 4, 5, 6].map(() => phone(world, code)))
    for (const one of six) await send(one, code, allOf('care', 4))
    expect(await left(id)).toEqual({ tickets: 6, used: 6, tally: 4, counts: 1 })
    await step(siri, id, 'close-theme')
    await step(siri, id, 'end')
    expect(await left(id)).toEqual({ tickets: 0, used: 0, tally: 0, counts: 0 })
    expect(await world.asOwner('select tickets from needs.staff_session where id = $1', [id])).toEqual([{ tickets: 5 }])
    const [one] = six
    const end = await one?.browser.get(`/okt/${code}`, { cookie: one.cookie })
    expect(end?.status).toBe(200)
    for (const part of ['Takk, økten er ferdig', 'Barnehagen og eieren ser resultatet', 'Du kan lukke siden']) expect(words(end?.text ?? '')).toContain(part)
    expect(words(end?.text ?? ''), 'neither its name nor whose').not.toMatch(/Personalmøte|Solstråla/)
    expect((await one?.browser.get(`/okt/${code}/naa`, { cookie: one.cookie }))?.status, 'the phone shows it by itself').toBe(200)
    expect((await world.stranger().get(`/okt/${code}`)).status).toBe(404)
    const late = one && (await send(one, code, allOf('care', 1)))
    expect([late?.status, words(late?.text ?? '').includes('svaret er ikke talt med')]).toEqual([409, true])
    world.clock.set(new Date(world.clock().getTime() + 40 * 86_400_000))
    expect((await one?.browser.get(`/okt/${code}`, { cookie: one.cookie }))?.status, 'after a month nobody comes back').toBe(404)
  })

  test('cancelled in the middle: the phones are told so, and what was not shown is gone', async () => {
    const host = await world.as('siri')
    const id = await planned(world, host, { temaer: ['play'] })
    await step(host, id, 'open')
    const code = await codeOf(world, id)
    await step(host, id, 'open-theme', { tema: 'play' })
    const one = await phone(world, code)
    await send(one, code, allOf('play', 2))
    await step(host, id, 'cancel')
    expect(words((await one.browser.get(`/okt/${code}`, { cookie: one.cookie })).text)).toContain('Økten er avlyst')
    expect(await left(id)).toEqual({ tickets: 0, used: 0, tally: 0, counts: 0 })
    expect(words((await host.get(`/okter/${id}`)).text), 'nothing to press that leads nowhere').not.toMatch(/Åpne temaet|Avlys økten/)
    expect((await host.get(`/okter/${id}/sammendrag.pdf`)).status).toBe(404)
  })

  test('an answer after the last day is not counted, also before the survey has been closed', async () => {
    const host = await world.as('siri')
    const day = (from: number) => new Date(world.clock().getTime() + from * 86_400_000)
    const written = (date: Date) => new Intl.DateTimeFormat('nb-NO', { timeZone: 'Europe/Oslo' }).format(date)
    const id = await planned(world, host, { temaer: ['home', 'team'], form: 'survey', frist: written(day(2)) })
    await step(host, id, 'open')
    const code = await codeOf(world, id)
    const one = await phone(world, code)
    const first = await one.browser.get(`/okt/${code}`, { cookie: one.cookie })
    expect(first.text, 'a theme may be left be').toContain(`/okt/${code}?tema=team`)
    const rest = words((await one.browser.get(`/okt/${code}?tema=senere`, { cookie: one.cookie })).text)
    expect(rest).toContain('du har svart på det du ville')
    expect((await send(one, code, allOf('home', 4))).status).toBe(303)
    world.clock.set(day(3))
    const late = await send(one, code, allOf('team', 4))
    expect([late.status, words(late.text).includes('Fristen er ute, og svaret er ikke talt med')]).toEqual([409, true])
    expect(await world.asOwner('select theme, answered from needs.staff_count where session_id = $1', [id])).toEqual([{ theme: 'home', answered: 1 }])
    await step(await world.as('siri'), id, 'cancel')
  })
})

describe('while a theme is open', () => {
  test('the counts do not tell which of them an answer was added to', async () => {
    const host = await world.as('siri')
    const id = await planned(world, host, { temaer: ['transitions'] })
    await step(host, id, 'open')
    const code = await codeOf(world, id)
    await step(host, id, 'open-theme', { tema: 'transitions' })
    for (const value of [1, 3, 5]) await send(await phone(world, code), code, allOf('transitions', value))
    const rows = await world.asOwner<{ written: string }>('select xmin::text as written from needs.staff_tally where session_id = $1', [id])
    expect([rows.length > 3, new Set(rows.map(({ written }) => written)).size], 'all were written by the last').toEqual([true, 1])
    await step(host, id, 'cancel')
  })
})

describe('the way in', () => {
  test('letters typed as they are read lead in, a ticket somebody else has thought out is not taken over, and an answer without one says why', async () => {
    const host = await world.as('siri')
    const id = await planned(world, host, { temaer: ['team'] })
    await step(host, id, 'open')
    const code = await codeOf(world, id)
    expect((await world.stranger().get(`/okt/${code.toLowerCase()}`)).location).toBe(`/okt/${code}`)
    const fixed = `lapp=${'A'.repeat(22)}`
    const joined = await world.stranger().post(`/okt/${code}/lapp`, {}, { cookie: fixed })
    expect(String(joined.headers['set-cookie'])).toMatch(/lapp=[\w-]{22}/)
    expect(String(joined.headers['set-cookie'])).not.toContain(fixed)
    const own = await phone(world, code)
    const again = await own.browser.post(`/okt/${code}/lapp`, {}, { cookie: own.cookie })
    expect(String(again.headers['set-cookie']), 'whoever has a ticket keeps it').toContain(own.cookie)
    await step(host, id, 'open-theme', { tema: 'team' })
    const unknown = await world.stranger().post(`/okt/${code}/svar`, allOf('team', 3), { cookie: fixed })
    expect([unknown.status, words(unknown.text).includes('telefonen er ikke med i økten')]).toEqual([409, true])
  })

  test('one press is one place, however often the form is sent; a phone that keeps no cookies uses none, and is told what to do', async () => {
    const [row] = await world.asOwner<{ id: string; code: string }>("select id, code from needs.staff_session where state = 'open' and code is not null and not slips order by made_at desc limit 1")
    const { id, code } = row ?? expect.fail('no session is open')
    const tickets = async () => (await world.asOwner<{ tickets: number }>('select tickets from needs.staff_session where id = $1', [id]))[0]?.tickets ?? 0
    const before = await tickets()
    const stranger = world.stranger()
    const shown = await stranger.get(`/okt/${code}`)
    expect([String(shown.headers['set-cookie']).includes('prove=ja'), shown.text.includes('href="/innlogging"')]).toEqual([true, false])
    const nokkel = /name="nokkel" value="([^"]+)"/.exec(shown.text)?.[1] ?? ''
    const blocked = await stranger.post(`/okt/${code}/lapp`, { nokkel })
    expect([blocked.status, words(blocked.text).includes('Telefonen tar ikke vare på informasjonskapsler'), await tickets()]).toEqual([409, true, before])
    const both = await Promise.all([1, 2].map(() => stranger.post(`/okt/${code}/lapp`, { nokkel }, { cookie: 'prove=ja' })))
    const [one, other] = both.map(({ headers }) => /lapp=[\w-]{22}/.exec(String(headers['set-cookie']))?.[0])
    expect([both.map(({ status }) => status), one === other && one !== undefined, await tickets()]).toEqual([[303, 303], true, before + 1])
  })

  test('whoever tries letters one after another is stopped, whoever has a ticket is not, and after ten minutes it is tried again', async () => {
    const [row] = await world.asOwner<{ code: string }>("select code from needs.staff_session where state = 'open' and code is not null order by made_at desc limit 1")
    const code = row?.code ?? expect.fail('no session is open')
    const own = await phone(world, code)
    let tried = 0
    for (; tried < 300; tried += 1) if ((await world.stranger().get('/okt/ZZZZZZ')).status === 429) break
    expect(tried).toBeLessThanOrEqual(200)
    expect((await world.stranger().get(`/okt/${code}`)).status, 'the right letters too').toBe(429)
    expect((await world.stranger().get(`/okt/${code}/naa`)).status).toBe(429)
    expect((await world.stranger().post(`/okt/${code}/lapp`)).status).toBe(429)
    expect((await own.browser.get(`/okt/${code}`, { cookie: own.cookie })).status).toBe(200)
    expect((await world.stranger().get(`/okt/${code}`, { cookie: `lapp=${'B'.repeat(22)}` })).status, 'a ticket that is none').toBe(429)
    world.clock.set(new Date(world.clock().getTime() + 11 * 60_000))
    expect((await world.stranger().get(`/okt/${code}`)).status).toBe(200)
  })
})
