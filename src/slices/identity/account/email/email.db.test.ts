import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../../test/kit.ts'

let world: World
let siri: Browser
beforeEach(async () => {
  await world?.close()
  world = await openWorld()
  siri = await world.as('siri')
})
afterAll(() => world.close())

const oldAddress = 'siri.solheim@solstrala.example'
const letters = () => world.asOwner<{ kind: string; address: string; path: string }>("select kind, address, path from messaging.notice where kind like 'email-chang%' order by at, kind")
const emailOf = async (name: string) => (await world.asOwner<{ email: string }>('select email from identity.person where name = $1', [name]))[0]?.email
const ask = async (email: string) => {
  const reply = await siri.post('/konto/epost', { epost: email })
  return { reply, link: (await letters()).findLast(({ kind }) => kind === 'email-change')?.path ?? '' }
}

describe('a new e-mail address', () => {
  test('is used when the link sent to it is opened and confirmed, and the old one is told', async () => {
    const { reply, link } = await ask('Siri.Ny@solstrala.example')
    expect(reply.location).toBe('/konto')
    expect(await letters()).toEqual([{ kind: 'email-change', address: 'siri.ny@solstrala.example', path: link }])
    expect(await emailOf('Siri Solheim')).toBe(oldAddress)
    expect(words((await siri.get('/konto')).text)).toContain('Venter på bekreftelse siri.ny@solstrala.example')
    expect(words((await siri.get(link)).text)).toContain('Heretter sender vi e-post til siri.ny@solstrala.example')
    expect(await emailOf('Siri Solheim')).toBe(oldAddress)
    expect((await siri.post(link)).location).toBe('/konto')
    expect(await emailOf('Siri Solheim')).toBe('siri.ny@solstrala.example')
    expect((await letters()).at(-1)).toEqual({ kind: 'email-changed', address: oldAddress, path: '/konto' })
    expect((await siri.get(link)).status).toBe(404)
  })

  test('is nobody else’s to confirm, and a link that has never been sent is not found', async () => {
    const { link } = await ask('siri.ny@solstrala.example')
    const hanne = await world.as('hanne')
    for (const path of [link, `/konto/epost/${'x'.repeat(43)}`, '/konto/epost/kort']) for (const reply of [await hanne.get(path), await hanne.post(path)]) expect(reply.status).toBe(404)
    expect((await world.stranger().get(link)).location).toContain('/innlogging')
    expect(await emailOf('Siri Solheim')).toBe(oldAddress)
  })

  test('replaces an earlier wish: only the last link works, for a day', async () => {
    const first = await ask('siri.en@solstrala.example')
    const last = await ask('siri.to@solstrala.example')
    expect((await siri.post(first.link)).status).toBe(404)
    world.clock.set(new Date(world.clock().getTime() + 24 * 3_600_000))
    siri = await world.as('siri')
    const late = await siri.post(last.link)
    expect([late.status, words(late.text).includes('Be om en ny på Min side')]).toEqual([410, true])
    expect(await emailOf('Siri Solheim')).toBe(oldAddress)
  })

  test('that another has is refused only to the one who can read its mail', async () => {
    const { reply, link } = await ask('hanne.moen@trollstua.example')
    expect(reply.location).toBe('/konto')
    expect((await siri.post(link)).status).toBe(410)
    expect(await emailOf('Siri Solheim')).toBe(oldAddress)
  })

  test.each([['', 'Skriv'], ['ingen adresse', 'Skriv'], [oldAddress.toUpperCase(), 'Skriv en annen adresse enn den du har']])('%j is answered with what to do', async (typed, says) => {
    const { reply } = await ask(typed)
    expect(reply.status).toBe(422)
    expect(words(reply.text)).toContain(says)
    expect(await letters()).toEqual([])
  })

  test('is one person’s only, also when two confirm it at the same moment', async () => {
    const hanne = await world.as('hanne')
    for (let round = 0; round < 2; round++) {
      const address = `delt.${round}@solstrala.example`
      const asked = [siri, hanne].map((who) => who.post('/konto/epost', { epost: address }))
      for (const reply of await Promise.all(asked)) expect(reply.location).toBe('/konto')
      const links = (await world.asOwner<{ name: string; path: string }>("select p.name, n.path from messaging.notice n join identity.person p on p.id = n.subject_id where n.kind = 'email-change' and n.address = $1", [address])).sort((a, b) => (a.name < b.name ? -1 : 1))
      const both = await Promise.all([hanne.post(links[0]?.path ?? ''), siri.post(links[1]?.path ?? '')])
      expect(both.map(({ status }) => status).sort()).toEqual([303, 410])
    }
  })

  test('is confirmed once, and asked for once at a time, however fast one presses', async () => {
    const { link } = await ask('siri.rask@solstrala.example')
    const twice = await Promise.all([1, 2, 3].map(() => siri.post(link)))
    expect(twice.map(({ status }) => status).sort()).toEqual([303, 404, 404])
    expect((await letters()).filter(({ kind }) => kind === 'email-changed')).toHaveLength(1)
    const asked = await Promise.all(['a', 'b', 'c'].map((name) => siri.post('/konto/epost', { epost: `siri.${name}@solstrala.example` })))
    expect(asked.map(({ status }) => status)).toEqual([303, 303, 303])
  })
})
