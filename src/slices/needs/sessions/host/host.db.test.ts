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

/** A session with a result on the screen. */
async function shown(themes: readonly string[], wishes: Record<string, string> = {}) {
  const id = await planned(world, siri, { temaer: [...themes], ...wishes })
  await step(siri, id, 'open')
  const code = await codeOf(world, id)
  await step(siri, id, 'open-theme', { tema: themes[0] ?? '' })
  for (let at = 0; at < 5; at += 1) await send(await phone(world, code), code, allOf(themes[0] ?? '', 4))
  await step(siri, id, 'close-theme')
  return { id, code }
}
const seenIn = (html: string) => /name="sett" value="([^"]*)"/.exec(html)?.[1] ?? ''

describe('what they write together', () => {
  test('two who write at once do not write over each other: the second sees both texts, and nothing typed is lost', async () => {
    const { id } = await shown(['care'])
    const peder = await world.as('peder')
    const [one, two] = [await siri.get(`/okter/${id}`), await peder.get(`/okter/${id}`)]
    const to = `/okter/${id}/tema/care/refleksjon`
    expect((await siri.post(to, { refleksjon: 'Vi møter alle i garderoben.', sett: seenIn(one.text) })).status).toBe(303)
    const autosaved = await peder.post(to, { refleksjon: 'Vi tar oss bedre tid.', sett: seenIn(two.text) }, { 'x-autosave': '1', accept: 'application/json' })
    expect(autosaved.status).toBe(409)
    const second = await peder.post(to, { refleksjon: 'Vi tar oss bedre tid.', sett: seenIn(two.text) })
    expect([second.status, words(second.text).includes('Vi møter alle i garderoben.'), second.text.includes('Vi tar oss bedre tid.')]).toEqual([409, true, true])
    expect((await peder.post(to, { refleksjon: 'Vi møter alle i garderoben, og tar oss bedre tid.', sett: seenIn(second.text) })).status).toBe(303)
    expect(await world.asOwner("select reflection from needs.staff_theme where session_id = $1 and theme = 'care'", [id])).toEqual([{ reflection: 'Vi møter alle i garderoben, og tar oss bedre tid.' }])
    await step(siri, id, 'end')
  })

  test('a personal number is never saved, in the reflection or in the name of the session', async () => {
    const { id } = await shown(['play'])
    const refused = await siri.post(`/okter/${id}/tema/play/refleksjon`, { refleksjon: 'Barnet med nummer 05832112072 er mye alene.', sett: '', guardConfirmed: 'ja' })
    expect(refused.status).toBe(422)
    expect(await world.asOwner("select reflection from needs.staff_theme where session_id = $1 and theme = 'play'", [id])).toEqual([{ reflection: '' }])
    const [version] = await world.asOwner<{ id: string }>("select v.id from needs.instrument_version v join needs.instrument i on i.id = v.instrument_id where i.code = 'staff-2026'")
    const named = await siri.post('/okter', { nokkel: crypto.randomUUID(), verktoy: version?.id ?? '', tittel: 'Møte om 05832112072', temaer: ['home'], form: 'live', antall: '9', deling: 'none', frist: '' })
    expect(named.status).toBe(422)
    await step(siri, id, 'end')
  })
})

describe('what the host is told', () => {
  test('fewer than five: before the theme is closed, when it waits, and when the session is over', async () => {
    const id = await planned(world, siri, { temaer: ['home', 'transitions'] })
    const seen = async () => words((await siri.get(`/okter/${id}`)).text)
    await step(siri, id, 'open')
    const code = await codeOf(world, id)
    await step(siri, id, 'open-theme', { tema: 'home' })
    for (let at = 0; at < 3; at += 1) await send(await phone(world, code), code, allOf('home', 4))
    expect(await seen()).toContain('Færre enn fem har svart til nå')
    await step(siri, id, 'close-theme')
    expect(await seen()).toContain('Noen har svart om «Samarbeid med hjemmet», men færre enn fem')
    await step(siri, id, 'open-theme', { tema: 'transitions' })
    for (let at = 0; at < 5; at += 1) await send(await phone(world, code), code, allOf('transitions', 4))
    expect(await seen()).not.toContain('Færre enn fem har svart til nå')
    await step(siri, id, 'close-theme')
    await step(siri, id, 'end')
    expect(await seen()).toContain('Ikke vist: «Samarbeid med hjemmet». Færre enn fem svarte.')
  })

  test('all that is missing in the plan is said at once', async () => {
    const [version] = await world.asOwner<{ id: string }>("select v.id from needs.instrument_version v join needs.instrument i on i.id = v.instrument_id where i.code = 'staff-2026'")
    const refused = await siri.post('/okter', { nokkel: crypto.randomUUID(), verktoy: version?.id ?? '', tittel: '', form: 'live', antall: '', deling: 'none', frist: '' })
    expect(refused.status).toBe(422)
    for (const said of ['Gi økten et navn', 'Velg minst ett tema', 'Skriv hvor mange som skal svare']) expect(words(refused.text)).toContain(said)
  })
})

describe('how many are to answer', () => {
  test('more come than was thought: the number is changed while it is open, never under those who have joined, and not when slips are made', async () => {
    const id = await planned(world, siri, { temaer: ['team'], antall: '2' })
    await step(siri, id, 'open')
    const code = await codeOf(world, id)
    await phone(world, code)
    await phone(world, code)
    expect((await world.stranger().post(`/okt/${code}/lapp`)).status, 'full').toBe(409)
    const fewer = await siri.post(`/okter/${id}/antall`, { antall: '1' })
    expect([fewer.status, words(fewer.text).includes('Flere enn det er med allerede')]).toEqual([422, true])
    expect((await siri.post(`/okter/${id}/antall`, { antall: 'mange' })).status).toBe(422)
    expect((await siri.post(`/okter/${id}/antall`, { antall: '3' })).status).toBe(303)
    expect((await world.stranger().post(`/okt/${code}/lapp`)).status).toBe(303)
    await step(siri, id, 'cancel')
    const over = await siri.post(`/okter/${id}/antall`, { antall: '9' })
    expect(over.status).toBe(409)
    const slips = await planned(world, siri, { temaer: ['team'], form: 'survey', frist: '25.11.2026', lapper: 'ja', antall: '6' })
    await step(siri, slips, 'open')
    await siri.post(`/okter/${slips}/lapper`)
    const stands = await siri.post(`/okter/${slips}/antall`, { antall: '9' })
    expect([stands.status, words(stands.text).includes('Lappene er laget')]).toEqual([409, true])
    await step(siri, slips, 'cancel')
  })
})

describe('a session is the own kindergarten\'s', () => {
  test('others neither see, lead, print nor write in it, whatever they know of its address; after the end the owner and the team read only what the staff were told', async () => {
    const { id, code } = await shown(['home'], { eier: 'ja' })
    for (const persona of ['hanne', 'nora', 'eva', 'tone', 'stine']) {
      const other = await world.as(persona as 'hanne')
      for (const path of [`/okter/${id}`, `/okter/${id}/sammendrag.pdf`]) expect([persona, path, [403, 404].includes((await other.get(path)).status)]).toEqual([persona, path, true])
      for (const [path, form] of [[`/okter/${id}/trinn`, { trinn: 'end', versjon: '5' }], [`/okter/${id}/lapper`, {}], [`/okter/${id}/antall`, { antall: '400' }], [`/okter/${id}/tema/home/refleksjon`, { refleksjon: 'Fra en annen', sett: '' }], [`/okter/${id}/barnehager`, { barnehage: id }]] as const)
        expect([persona, path, [403, 404].includes((await other.post(path, form)).status)]).toEqual([persona, path, true])
      expect((await other.get('/okter')).text).not.toContain(id)
    }
    for (const trick of ['%00', '..%2f..', 'A'.repeat(3000), "';--", '<script>']) expect((await siri.get(`/okter/${trick}`)).status).toBeGreaterThanOrEqual(400)
    expect(await world.asOwner('select state, reflection from needs.staff_session s join needs.staff_theme t on t.session_id = s.id where s.id = $1', [id])).toEqual([{ state: 'open', reflection: '' }])
    // No letters, ticket or count comes out where results are read afterwards.
    await step(siri, id, 'end')
    expect((await siri.get(`/okter/${id}`)).text).not.toContain(code)
    const tone = await world.as('tone')
    expect((await tone.get(`/okter/${id}`)).status, 'the team was not mentioned to the staff').toBe(404)
  })
})
