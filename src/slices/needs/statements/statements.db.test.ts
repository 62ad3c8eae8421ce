import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../test/kit.ts'
import { decided, step, versionIn, whole, written } from './statements.fixtures.ts'

let world: World
let siri: Browser
let peder: Browser
beforeAll(async () => {
  world = await openWorld()
  siri = await world.as('siri')
  peder = await world.as('peder')
})
afterAll(() => world.close())

describe('a need is written', () => {
  test('by the pedagogical leader, put forward, decided and ranked by the head, and then its words stand', async () => {
    const id = await written(peder)
    expect((await step(peder, id, 'propose')).status).toBe(303)
    const tried = await step(peder, id, 'decide', { plass: '1' })
    expect([tried.status, words(tried.text).includes('styraren')]).toEqual([409, true])
    const unranked = await step(siri, id, 'decide')
    expect([unranked.status, words(unranked.text).includes('Velg hvor viktig behovet er')]).toEqual([422, true])
    expect((await step(siri, id, 'decide', { plass: '2' })).status).toBe(303)
    const shown = words((await siri.get(`/behovsbeskrivelser/${id}`)).text)
    for (const part of ['Bestemt', 'Plass 2', 'uro i garderoben', 'Overganger', 'Be om veiledning ut fra dette']) expect(shown).toContain(part)
    const late = await siri.post(`/behovsbeskrivelser/${id}/endring`, { ...whole, funn: 'Noe annet', versjon: '9' })
    expect([late.status, late.location]).toEqual([303, `/behovsbeskrivelser/${id}`])
    await expect(world.asOwner("update needs.need_statement set finding = 'x' where id = $1", [id])).rejects.toThrow('stands')
  })

  test('with only a name; what is missing is counted, and it cannot be put forward', async () => {
    const id = await written(siri, { tittel: 'Bare en tanke', funn: '', hvem: '', arsak: '', endring: '', tegn: '', temaer: [], involvert: '', hvordan: '' })
    expect(words((await siri.get(`/behovsbeskrivelser/${id}`)).text)).toContain('7 svar mangler')
    const refused = await step(siri, id, 'propose')
    expect(refused.status).toBe(409)
  })

  test('the same click twice makes one; without a name, or with an identity number, nothing is saved and nothing is lost', async () => {
    const nokkel = crypto.randomUUID()
    const both = [await siri.post('/behovsbeskrivelser', { nokkel, ...whole }), await siri.post('/behovsbeskrivelser', { nokkel, ...whole })]
    expect(both[0]?.location).toBe(both[1]?.location)
    const nameless = await siri.post('/behovsbeskrivelser', { ...whole, tittel: '' })
    expect([nameless.status, nameless.text.includes('Vi ser uro i garderoben hver dag.')]).toEqual([422, true])
    const aboutOne = await siri.post('/behovsbeskrivelser', { ...whole, funn: 'Det gjelder 13097248022 hos oss.' })
    expect([aboutOne.status, aboutOne.text.includes('13097248022')]).toEqual([422, true])
  })

  test('by two at once: the second sees both texts, and may keep one’s own', async () => {
    const id = await written(siri)
    const seen = versionIn((await siri.get(`/behovsbeskrivelser/${id}/endring`)).text)
    expect((await peder.post(`/behovsbeskrivelser/${id}/endring`, { ...whole, funn: 'Peder sine ord.', versjon: seen })).status).toBe(303)
    const second = await siri.post(`/behovsbeskrivelser/${id}/endring`, { ...whole, funn: 'Siris ord.', versjon: seen })
    expect(second.status).toBe(409)
    for (const part of ['Peder sine ord.', 'Siris ord.', 'Peder Lunde']) expect(words(second.text)).toContain(part)
    expect((await siri.post(`/behovsbeskrivelser/${id}/endring`, { ...whole, funn: 'Siris ord.', versjon: versionIn(second.text) })).status).toBe(303)
  })

  test('themes and evidence that do not exist are not stored; what is chosen stays as it was', async () => {
    const id = await written(siri, { temaer: ['rammeplan-2017-6', 'finnes-ikke'], grunnlag: ['register', 'staff:nothing'] })
    const [row] = await world.asOwner<{ themes: string[]; evidence: { key: string; children?: number }[] }>('select themes, evidence from needs.need_statement where id = $1', [id])
    expect([row?.themes, row?.evidence.map(({ key }) => key)]).toEqual([['rammeplan-2017-6'], ['register']])
    await world.asOwner('update register.register_fact set children = coalesce(children, 0) + 7 where organisation_id = (select kindergarten_id from needs.need_statement where id = $1)', [id])
    expect((await siri.post(`/behovsbeskrivelser/${id}/endring`, { ...whole, tegn: 'Noe nytt.', grunnlag: ['register'], versjon: '1' })).status).toBe(303)
    const [after] = await world.asOwner<{ evidence: { key: string; children?: number }[] }>('select evidence from needs.need_statement where id = $1', [id])
    expect(after?.evidence).toEqual(row?.evidence)
  })
})

test('for a need put forward, what is under way on the same themes is proposed with its reason, to those who may see it', async () => {
  const [running] = await world.asOwner<{ id: string; themes: string[] }>("select id, themes from guidance.case where kindergarten_id = $1 and state = 'running' and cardinality(themes) > 0 limit 1", [await world.org('Solstråla barnehage')])
  const id = await decided(siri, { temaer: running?.themes ?? [] })
  const shown = await siri.get(`/behovsbeskrivelser/${id}`)
  expect(words(shown.text)).toContain('Ta opp behovet i veiledningen som pågår')
  expect([shown.text.includes(`href="/veiledning/${running?.id}"`), words(shown.text).includes('Felles tema:')]).toEqual([true, true])
  const owner = await (await world.as('olav', 'owner')).get(`/behovsbeskrivelser/${id}`)
  expect([owner.status, owner.text.includes(`/veiledning/${running?.id}`)]).toEqual([200, false])
})

test('put forward, the owner is told and nobody else; taken back before the letter is sent, none is', async () => {
  const told = () => world.asOwner<{ name: string; path: string }>("select p.name, n.path from messaging.notice n join identity.person p on p.id = n.person_id where n.kind = 'need-proposed'")
  await world.asOwner("delete from messaging.notice where kind = 'need-proposed'")
  const id = await written(siri)
  expect(await told()).toEqual([])
  await step(siri, id, 'propose')
  expect(await told()).toEqual([{ name: 'Olav Rud', path: `/behovsbeskrivelser/${id}` }])
  expect(words((await (await world.as('olav', 'owner')).get('/varsler')).text)).toContain('Solstråla barnehage har lagt fram et behov for dere')
  await step(siri, id, 'take-back')
  expect(await world.asOwner("select 1 from messaging.notice where kind = 'need-proposed' and cancelled_at is null")).toEqual([])
})

describe('a need is read', () => {
  test('by the owner when it is put forward, by the team when it is shared too, and by nobody else', async () => {
    const id = await written(siri)
    const olav = await world.as('olav', 'owner')
    const tone = await world.as('tone')
    const path = `/behovsbeskrivelser/${id}`
    expect((await olav.get(path)).status).toBe(404)
    await step(siri, id, 'propose')
    expect((await olav.get(path)).status).toBe(200)
    expect((await tone.get(path)).status).toBe(404)
    expect((await step(siri, id, 'share')).status).toBe(303)
    expect((await tone.get(path)).status).toBe(200)
    expect((await step(siri, id, 'take-back')).status).toBe(303)
    expect([(await olav.get(path)).status, (await tone.get(path)).status]).toEqual([404, 404])
    for (const [person, role, status] of [['hanne', undefined, 404], ['eva', undefined, 404], ['olav', 'authority', 403], ['stine', undefined, 403]] as const) expect([person, (await (await world.as(person, role)).get(path)).status]).toEqual([person, status])
    expect((await olav.post(`${path}/trinn`, { trinn: 'share', versjon: '1' })).status).toBe(403)
    expect((await (await world.as('hanne')).post(`${path}/trinn`, { trinn: 'share', versjon: '1' })).status).toBe(404)
  })

  test('set aside with a reason, it stays and goes no further', async () => {
    const id = await decided(siri, { tittel: 'Noe vi legger bort' })
    const without = await step(siri, id, 'set-aside', { grunn: '' })
    expect([without.status, words(without.text).includes('Skriv hvorfor dere legger det bort')]).toEqual([422, true])
    expect((await step(siri, id, 'set-aside', { grunn: 'Vi løste det selv.' })).status).toBe(303)
    const shown = words((await siri.get(`/behovsbeskrivelser/${id}`)).text)
    expect(shown).toContain('Vi løste det selv.')
    expect(shown).not.toContain('Be om veiledning ut fra dette')
  })
})
