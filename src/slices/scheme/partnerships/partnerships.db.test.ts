import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { actorOf, tries } from '../../../../test/actors.ts'
import { openWorld, words, type Browser, type World } from '../../../../test/kit.ts'

let world: World
let eva: Browser
let ulla: Browser
beforeEach(async () => {
  world = await openWorld()
  ;[eva, ulla] = await Promise.all([world.as('eva'), world.as('ulla')])
})
afterEach(() => world.close())

const key = '11111111-1111-4111-8111-111111111111'
const propose = async (startKey = key) => ((await eva.post('/partnerskap/ny', { nokkel: startKey, motpart: await world.org('Høgskolen i Fjordvik'), navn: 'Lesing', nettverk: '', fra: '1.8.2026', til: '31.7.2028' })).location ?? '').split('/')[2] ?? ''
const promise = (browser: Browser, id: string, what: string) => browser.post(`/partnerskap/${id}/lofter`, { hva: what, lofra: '1.8.2026', lotil: '31.7.2027' })
const versionOf = async (id: string) => String((await world.asOwner<{ version: number }>('select version from scheme.partnership where id = $1', [id]))[0]?.version)
const status = async (id: string) => words((await eva.get(`/partnerskap/${id}`)).text)
async function agreed(): Promise<string> {
  const id = await propose()
  await promise(eva, id, 'Fire planleggingsdager')
  await promise(ulla, id, 'Fire samlinger')
  expect((await eva.post(`/partnerskap/${id}/bekreftelse`, { versjon: await versionOf(id) })).status).toBe(303)
  return id
}

describe('a partnership', () => {
  test('is proposed, promised by both, confirmed by both, changed, confirmed anew and ended', async () => {
    const id = await propose()
    expect(await propose()).toBe(id)
    const stine = await world.as('stine')
    expect((await stine.get(`/partnerskap/${id}`)).status).toBe(404)
    await promise(eva, id, 'Fire planleggingsdager')
    const early = await eva.post(`/partnerskap/${id}/bekreftelse`, { versjon: await versionOf(id) })
    expect([early.status, words(early.text).includes('Begge må skrive')]).toEqual([409, true])
    await promise(ulla, id, 'Fire samlinger')
    const stale = await eva.post(`/partnerskap/${id}/bekreftelse`, { versjon: '1' })
    expect(stale.status).toBe(409)
    await eva.post(`/partnerskap/${id}/bekreftelse`, { versjon: await versionOf(id) })
    expect(await status(id)).toContain('I gang')
    expect((await stine.get(`/partnerskap/${id}`)).status).toBe(200)

    await promise(ulla, id, 'To runder med veiledning')
    expect(await status(id)).toContain('Endret, venter på bekreftelse')
    await eva.post(`/partnerskap/${id}/bekreftelse`, { versjon: await versionOf(id) })
    expect(await status(id)).toContain('I gang')

    expect((await ulla.post(`/partnerskap/${id}/notater`, { barnehagear: '2026', lart: 'Å vente med teorien', tilbake: 'Eksempler', sett: '0' })).status).toBe(303)
    expect((await ulla.post(`/partnerskap/${id}/notater`, { barnehagear: '2026', lart: 'Over en kollega', tilbake: 'x', sett: '0' })).status).toBe(409)
    expect((await eva.post(`/partnerskap/${id}/notater`, { barnehagear: '2026', lart: 'Eieren', tilbake: 'x', sett: '0' })).status).toBe(409)

    expect((await eva.post(`/partnerskap/${id}/avslutning`, { grunn: ' ' })).status).toBe(422)
    expect((await eva.post(`/partnerskap/${id}/avslutning`, { grunn: 'Vi går videre på egen hånd' })).status).toBe(303)
    expect(words((await ulla.get(`/partnerskap/${id}`)).text)).toContain('Vi går videre på egen hånd')
    expect((await promise(ulla, id, 'Mer')).status).toBe(409)
    const told = await world.asOwner<{ kind: string; name: string }>("select n.kind, p.name from messaging.notice n join identity.person p on p.id = n.person_id where n.subject_id = $1", [id])
    expect(told.map(({ kind, name }) => `${kind.replace('scheme-partnership-', '')} ${name}`).toSorted()).toEqual(['changed Eva Brekke', 'confirmed Ulla Holm', 'confirmed Ulla Holm', 'ended Ulla Holm', 'proposed Ulla Holm'])
  })

  test('two who change it at once lose nothing', async () => {
    const id = await agreed()
    await Promise.all([promise(eva, id, 'Vikarer'), promise(ulla, id, 'Forskning'), promise(eva, id, 'Lokaler')])
    const page = await status(id)
    for (const what of ['Vikarer', 'Forskning', 'Lokaler']) expect(page).toContain(what)
  })

  test('a change made on an old page is not saved over a newer one', async () => {
    const id = await agreed()
    const change = { navn: 'Nytt navn', nettverk: 'Leserne', medlemmer: '', fra: '1.8.2026', til: '', versjon: '1' }
    const stale = await eva.post(`/partnerskap/${id}/endring`, change)
    expect([stale.status, stale.text.includes('Nytt navn')]).toEqual([409, true])
    const unknown = await eva.post(`/partnerskap/${id}/endring`, { ...change, versjon: await versionOf(id), medlemmer: '123456789' })
    expect([unknown.status, words(unknown.text).includes('Vi finner ikke en av eierne')]).toEqual([409, true])
    const [member] = await world.asOwner<{ number: string }>("select organisation_number as number from register.organisation where name = 'Stiftelsen Fjordgløtt'")
    expect((await eva.post(`/partnerskap/${id}/endring`, { ...change, versjon: await versionOf(id), medlemmer: member?.number ?? '' })).status).toBe(303)
    const liv = await world.as('liv')
    expect((await liv.get(`/partnerskap/${id}`)).status).toBe(200)
    expect((await promise(liv, id, 'Fra et medlem')).status).toBe(404)
  })

  test.each([
    ['nothing written', { hva: '', lofra: '1.8.2026', lotil: '1.9.2026' }],
    ['a last day before the first', { hva: 'x', lofra: '1.8.2026', lotil: '1.7.2026' }],
    ['a day that does not exist', { hva: 'x', lofra: '31.2.2026', lotil: '1.9.2026' }],
    ['a national identity number', { hva: 'Ring 13097248022 om dette', lofra: '1.8.2026', lotil: '1.9.2026' }],
    ['a hundred thousand characters', { hva: 'x'.repeat(100_000), lofra: '1.8.2026', lotil: '1.9.2026' }],
  ])('refuses a promise with %s, in words', async (_, form) => {
    const id = await propose()
    expect((await eva.post(`/partnerskap/${id}/lofter`, form)).status).toBe(422)
    expect(await world.asOwner('select 1 from scheme.partnership_promise where partnership_id = $1', [id])).toEqual([])
  })
})

describe('who sees and writes what', () => {
  test('a foreign owner and another university find nothing', async () => {
    const [id, nils] = [await agreed(), await world.as('nils')]
    expect([(await nils.get(`/partnerskap/${id}`)).status, (await promise(nils, id, 'x')).status, (await nils.post(`/partnerskap/${id}/avslutning`, { grunn: 'x' })).status]).toEqual([404, 404, 404])
    expect((await eva.post('/partnerskap/ny', { nokkel: '22222222-2222-4222-8222-222222222222', motpart: await world.org('Fjordvik kommune'), navn: 'x', nettverk: '', fra: '1.8.2026', til: '' })).status).toBe(422)
  })
  test('the other’s promises, contacts and word are the other’s, in the database too', async () => {
    const id = await agreed()
    const [owner, university, officer, other] = await Promise.all(['eva', 'ulla', 'stine', 'nils'].map((person) => actorOf(world, person)))
    if (!owner || !university || !officer || !other) return expect.fail('nobody')
    const theirs = `delete from scheme.partnership_promise where partnership_id = '${id}' and side = 'partner'`
    const word = `update scheme.partnership set partner_confirmed = 99, partner_confirmed_at = now(), partner_confirmed_by_name = 'x' where id = '${id}'`
    const noted = `insert into scheme.partnership_note (partnership_id, year, learned, brought_back, written_at, written_by_name) values ('${id}', 2026, 'x', 'x', now(), '${university.name}')`
    await expect(tries(world, owner, word)).rejects.toThrow('nobody confirms for the other')
    expect(await Promise.all([tries(world, owner, theirs), tries(world, owner, noted), tries(world, officer, theirs), tries(world, other, `select 1 from scheme.partnership_contact where partnership_id = '${id}'`), tries(world, other, `select 1 from scheme.partnership where id = '${id}'`)])).toEqual(['no', 'no', 'no', 'no', 'no'])
    expect(await Promise.all([tries(world, university, theirs), tries(world, university, noted), tries(world, officer, `select 1 from scheme.partnership where id = '${id}'`)])).toEqual(['yes', 'yes', 'yes'])
  })
  test('only the university itself says what it can take; those who plan read it', async () => {
    const [owner, university, officer, college] = [await actorOf(world, 'eva'), await actorOf(world, 'ulla'), await actorOf(world, 'stine'), await world.org('Fagskolen i Fjordvik')]
    const state = (org: string, who: string) => `insert into scheme.university_capacity (org_id, year, kindergartens, stated_at, stated_by_name) values ('${org}', 2031, 4, now(), '${who}')`
    expect(await Promise.all([tries(world, owner, state(university.orgId, owner.name)), tries(world, university, state(college, university.name)), tries(world, officer, state(university.orgId, officer.name)), tries(world, undefined, 'select 1 from scheme.university_capacity')])).toEqual(['no', 'no', 'no', 'no'])
    expect(await Promise.all([tries(world, university, state(university.orgId, university.name)), tries(world, officer, 'select 1 from scheme.university_capacity')])).toEqual(['yes', 'yes'])
    expect((await ulla.post('/partnerskap/kapasitet', { kapasitetsar: '2026', barnehager: '31', merknad: '' })).status).toBe(303)
    expect(words((await eva.get('/partnerskap')).text)).toContain('31')
    expect([(await ulla.post('/partnerskap/kapasitet', { kapasitetsar: '2026', barnehager: '-1', merknad: '' })).status, (await eva.post('/partnerskap/kapasitet', { kapasitetsar: '2026', barnehager: '1', merknad: '' })).status]).toEqual([422, 403])
  })
})
