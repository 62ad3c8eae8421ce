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

const told = async (name: string) => (await world.asOwner<{ kind: string }>("select n.kind from messaging.notice n join identity.person p on p.id = n.person_id where p.name = $1 and n.kind like 'session-%'", [name])).map(({ kind }) => kind)

describe('several kindergartens together', () => {
  test('the other head says yes before it is opened, the result belongs to both, and the same theme is not asked of either meanwhile or soon after', async () => {
    const hanne = await world.as('hanne')
    const [other] = await world.asOwner<{ id: string }>("select m.org_id as id from identity.membership m join identity.person p on p.id = m.person_id where p.name = 'Hanne Moen' and m.role = 'head'")
    const id = await planned(world, siri, { temaer: ['care'] })
    expect((await hanne.get(`/okter/${id}`)).status).toBe(404)
    expect((await siri.post(`/okter/${id}/barnehager`, { barnehage: other?.id ?? '' })).status).toBe(303)
    expect(await told('Hanne Moen')).toEqual(['session-asked-along'])
    const early = await step(siri, id, 'open')
    expect([early.status, words(early.text).includes('har ikke svart ennå')]).toEqual([409, true])
    // The one who leads cannot say yes for the other.
    expect((await siri.post(`/okter/${id}/barnehager/${other?.id}/svar`, { svar: 'ja' })).status).toBe(404)
    expect(words((await hanne.get('/okter')).text)).toContain('Personalmøte i november')
    expect((await hanne.post(`/okter/${id}/barnehager/${other?.id}/svar`, { svar: 'ja' })).status).toBe(303)
    expect(await told('Siri Solheim')).toEqual(['session-answered-along'])
    expect((await step(siri, id, 'open')).status).toBe(303)
    expect((await hanne.post(`/okter/${id}/barnehager/${other?.id}/svar`, { svar: 'nei' })).location).toBe(`/okter/${id}`)
    const alone = await planned(world, hanne, { temaer: ['care', 'play'] })
    const both = await step(hanne, alone, 'open')
    expect([both.status, words(both.text).includes('en annen økt åpen om det samme temaet')]).toEqual([409, true])
    const code = await codeOf(world, id)
    expect(words((await world.stranger().get(`/okt/${code}`)).text)).toContain('Dere svarer sammen med de andre barnehagene')
    await step(siri, id, 'open-theme', { tema: 'care' })
    for (let at = 0; at < 5; at += 1) await send(await phone(world, code), code, allOf('care', 3))
    await step(siri, id, 'close-theme')
    await step(siri, id, 'end')
    expect(words((await hanne.get(`/okter/${id}`)).text)).toContain('Nærhet og omsorg')
    const soon = await step(hanne, alone, 'open')
    expect([soon.status, words(soon.text).includes('under 30 dager siden')]).toEqual([409, true])
    expect((await hanne.post(`/okter/${id}/trinn`, { trinn: 'cancel', versjon: '9' })).status, 'whoever took part does not lead').toBe(404)
  })

  test('whoever was asked hears of it when the session is cancelled, or when they are taken out', async () => {
    const [other] = await world.asOwner<{ id: string }>("select m.org_id as id from identity.membership m join identity.person p on p.id = m.person_id where p.name = 'Hanne Moen' and m.role = 'head'")
    const asked = async () => {
      const id = await planned(world, siri, { temaer: ['team'] })
      await siri.post(`/okter/${id}/barnehager`, { barnehage: other?.id ?? '' })
      return id
    }
    await world.asOwner('delete from messaging.notice')
    const cancelled = await asked()
    await step(siri, cancelled, 'cancel')
    expect((await told('Hanne Moen')).toSorted()).toEqual(['session-asked-along', 'session-called-off'])
    await world.asOwner('delete from messaging.notice')
    const left = await asked()
    expect((await siri.post(`/okter/${left}/barnehager/${other?.id}/svar`, { svar: 'nei' })).status).toBe(303)
    expect((await told('Hanne Moen')).toSorted()).toEqual(['session-asked-along', 'session-called-off'])
    expect((await (await world.as('hanne')).get(`/okter/${left}`)).status).toBe(404)
  })

  test('only kindergartens of the same owner or team are asked', async () => {
    const id = await planned(world, siri, { temaer: ['team'] })
    const [school] = await world.asOwner<{ id: string }>("select id from register.organisation where kind = 'school' limit 1")
    expect((await siri.post(`/okter/${id}/barnehager`, { barnehage: school?.id ?? crypto.randomUUID() })).status).toBe(404)
    expect(await world.asOwner('select 1 from needs.staff_session_unit where session_id = $1', [id])).toEqual([])
  })
})

describe('by department', () => {
  test('the groups are the departments of the register as they were when it was planned', async () => {
    const id = await planned(world, siri, { temaer: ['home'], deling: 'department' })
    const groups = async () => (await world.asOwner<{ groups: { name: string }[] }>('select groups from needs.staff_session where id = $1', [id]))[0]?.groups
    const names = (await groups())?.map(({ name }) => name) ?? []
    expect(names.length).toBeGreaterThan(1)
    await step(siri, id, 'open')
    const code = await codeOf(world, id)
    await step(siri, id, 'open-theme', { tema: 'home' })
    const one = await phone(world, code)
    const asked = words((await one.browser.get(`/okt/${code}`, { cookie: one.cookie })).text)
    for (const name of names) expect(asked).toContain(name)
    const without = await send(one, code, allOf('home', 3))
    expect([without.status, words(without.text).includes('Velg en gruppe')]).toEqual([422, true])
    const foreign = await send(one, code, allOf('home', 3, { gruppe: crypto.randomUUID() }))
    expect(foreign.status).toBe(422)
    await step(siri, id, 'cancel')
  })
})
