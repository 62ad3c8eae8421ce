import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../test/kit.ts'

let world: World
let dag: Browser
beforeAll(async () => {
  world = await openWorld()
  dag = await world.as('dag')
})
afterAll(() => world.close())

const idIn = (location: string | undefined): string => location?.split('/')[2] ?? expect.fail('no address')
const make = async (form: Record<string, string>) => dag.post('/organisasjoner', { navn: 'Prøvestiftelsen', type: 'foundation', ...form })
const municipality = () => world.org('Fjordvik kommune')
const periods = (from: string, kind: string) => world.asOwner<{ name: string; period: string }>('select o.name, r.period::text from register.relation r join register.organisation o on o.id = r.to_id where r.from_id = $1 and r.kind = $2 order by r.period', [from, kind])

describe('a new organisation', () => {
  test.each([
    ['foundation', {}],
    ['ppt', { kommune: 'Fjordvik kommune' }],
    ['health-centre', { kommune: 'Bærum kommune' }],
    ['competence-team', { kommune: 'Bærum kommune' }],
    ['city-district', { kommune: 'Oslo kommune' }],
    ['school', { kommune: 'Fjordvik kommune' }],
    ['university-college', {}],
    ['vocational-college', {}],
    ['union', {}],
    ['county-governor', {}],
  ])('%s is made, listed, and its timeline says who made it', async (type, where: { kommune?: string }) => {
    const name = `Prøve ${type}`
    const made = await make({ type, navn: name, ...(where.kommune ? { kommune: await world.org(where.kommune) } : {}), kontakt: 'Kari Prøve', epost: 'kari@prove.example' })
    expect(made.status).toBe(303)
    const page = words((await dag.get(made.location ?? '')).text)
    for (const part of [name, 'Kari Prøve', 'La inn organisasjonen', 'Dag Lie', ...(where.kommune ? [`Del av ${where.kommune}`] : [])]) expect(page).toContain(part)
    expect(words((await dag.get(`/organisasjoner?q=${encodeURIComponent(name)}`)).text)).toContain(name)
  })

  test.each<[string, Record<string, string>, string, number]>([
    ['no name', { navn: ' ' }, 'Skriv navnet på organisasjonen', 422],
    ['no type', { type: '' }, 'Velg hva slags organisasjon', 422],
    ['a number with a wrong digit', { orgnummer: '974 767 881' }, 'ikke et organisasjonsnummer', 422],
    ['a service in no municipality', { type: 'ppt', kommune: '' }, 'Velg kommunen organisasjonen er en del av', 422],
    ['a municipality that is none', { type: 'ppt', kommune: '00000000-0000-4000-8000-000000000000' }, 'Velg kommunen organisasjonen er en del av', 422],
    ['an address that is none', { epost: 'kari' }, 'Skriv en e-postadresse', 422],
    ['a name that is there', { navn: 'eventyrKJEDEN', type: 'chain' }, 'samme type som heter Eventyrkjeden', 409],
  ])('with %s is refused in words, and nothing typed is lost', async (_, form, sentence, status) => {
    const refused = await make({ navn: 'Noe nytt', telefon: '22 22 55 55', ...form })
    expect(refused.status).toBe(status)
    expect(words(refused.text)).toContain(sentence)
    for (const value of [form['navn'] === ' ' ? undefined : (form['navn'] ?? 'Noe nytt'), '22 22 55 55', form['epost'], form['orgnummer']]) if (value) expect(refused.text).toContain(`value="${value}"`)
  })

  test('does not take a number that another has', async () => {
    const [chain] = await world.asOwner<{ number: string }>("select organisation_number as number from register.organisation where name = 'Eventyrkjeden'")
    const refused = await make({ navn: 'Kopi', orgnummer: chain?.number ?? '' })
    expect(refused.status).toBe(409)
    expect(words(refused.text)).toContain('Nummeret tilhører Eventyrkjeden (eier)')
  })

  test.each(['tone', 'siri', 'olav', 'stine'])('is not for %s', async (person) => {
    const browser = await world.as(person)
    expect((await browser.get('/organisasjoner/ny')).status).toBe(403)
    expect((await browser.post('/organisasjoner', { navn: 'X', type: 'school' })).status).toBe(403)
  })
})

describe('changed details', () => {
  test('get a new name, type and number, keep the old in the history, and tell it on the timeline', async () => {
    const id = idIn((await make({ navn: 'Gammelt navn', type: 'other-owner' })).location)
    const path = `/organisasjoner/${id}/opplysninger`
    expect((await dag.post(path, { navn: '', type: 'chain' })).status).toBe(422)
    expect((await dag.post(path, { navn: 'Nytt navn', type: 'chain', orgnummer: '314 758 625', kontakt: 'Ola Prøve' })).status).toBe(303)
    expect(await world.asOwner('select name, form, organisation_number from register.organisation where id = $1', [id])).toEqual([{ name: 'Nytt navn', form: 'chain', organisation_number: '314758625' }])
    expect(await world.asOwner('select field, was, became, source from register.fact_change where organisation_id = $1 order by field', [id])).toEqual([
      { field: 'form', was: null, became: 'chain', source: 'Dag Lie' },
      { field: 'name', was: 'Gammelt navn', became: 'Nytt navn', source: 'Dag Lie' },
      { field: 'organisation_number', was: null, became: '314758625', source: 'Dag Lie' },
    ])
    // A number that is there is never replaced.
    expect((await dag.post(path, { navn: 'Nytt navn', type: 'chain', orgnummer: '974 760 673' })).status).toBe(303)
    const page = words((await dag.get(`/organisasjoner/${id}`)).text)
    for (const part of ['314 758 625', 'Endret navnet fra Gammelt navn til Nytt navn', 'Endret opplysningene']) expect(page.replaceAll('\u00a0', ' ')).toContain(part)
  })

  test('a kindergarten is changed on its own pages', async () => {
    expect((await dag.get(`/organisasjoner/${await world.org('Lia barnehage')}/opplysninger`)).status).toBe(404)
  })
})

describe('relations', () => {
  const path = async (name: string) => `/organisasjoner/${await world.org(name)}/tilknytninger`

  test('a new owner takes over from a day on, the list finds it, and the history stays', async () => {
    const [address, to] = [await path('Nisseskogen barnehage'), await world.org('Stiftelsen Fjordgløtt')]
    expect(words((await dag.get(`${address}?tilknytning=owned-by&q=Fjordglott`)).text)).toContain('Stiftelsen Fjordgløtt')
    const form = { tilknytning: 'owned-by', til: to }
    const impossible = await dag.post(`${address}?q=Fjordglott`, { ...form, fra: '31.2.2026' })
    expect(impossible.status).toBe(422)
    expect(impossible.text).toContain('value="31.2.2026"')
    expect((await dag.post(address, { ...form, fra: '1.8.2026' })).status).toBe(303)
    expect((await dag.post(address, { ...form, fra: '1.8.2026' })).status).toBe(409)
    expect(await periods(await world.org('Nisseskogen barnehage'), 'owned-by')).toEqual([
      { name: 'Eventyrkjeden', period: '[2019-01-01,2026-08-01)' },
      { name: 'Stiftelsen Fjordgløtt', period: '[2026-08-01,)' },
    ])
    const page = words((await dag.get(address)).text)
    for (const part of ['Eid av: Stiftelsen Fjordgløtt, fra 1. august 2026', 'Eid av: Eventyrkjeden, fra 1. januar 2019 til og med 31. juli 2026']) expect(page).toContain(part)
    expect(words((await (await world.as('siri')).get(`/barnehager/${await world.org('Nisseskogen barnehage')}`)).text)).toContain('Stiftelsen Fjordgløtt')
  })

  test('what does not fit is refused in words', async () => {
    const address = await path('Nisseskogen barnehage')
    const refused = async (til: string, tilknytning: string, fra = '1.9.2026') => words((await dag.post(address, { til, tilknytning, fra })).text)
    expect(await refused(await world.org('PPT Fjordvik'), 'owned-by')).toContain('kan ikke være knyttet sammen slik')
    expect(await refused(await world.org('Nisseskogen barnehage'), 'owned-by')).toContain('til seg selv')
    expect(await refused('x', 'owned-by')).toContain('Velg den andre organisasjonen')
    expect(await refused(await world.org('Eventyrkjeden'), 'eid')).toContain('Velg hva slags tilknytning')
    expect(await refused(await world.org('Foreldrelaget Bråtet'), 'owned-by', '1.7.2026')).toContain('begynner samme dag eller senere')
  })

  test('one is ended after a day, once', async () => {
    const id = await world.org('Bråtet foreldrebarnehage')
    const [relation] = await world.asOwner<{ id: string }>("select id from register.relation where from_id = $1 and kind = 'served-by'", [id])
    const address = `/organisasjoner/${id}/tilknytninger/${relation?.id}`
    expect((await dag.post(address, { siste: '' })).status).toBe(422)
    expect((await dag.post(address, { siste: '1.1.2010' })).status).toBe(409)
    expect((await dag.post(address, { siste: '31.10.2026' })).status).toBe(303)
    expect((await dag.post(address, { siste: '31.10.2026' })).status).toBe(409)
    expect((await periods(id, 'served-by')).map(({ period }) => period)).toEqual(['[2019-01-01,2026-11-01)'])
    expect((await dag.post(`/organisasjoner/${await municipality()}/tilknytninger/${relation?.id}`, { siste: '31.10.2026' })).status).toBe(404)
  })

  test('two operators who write a new owner at once leave one', async () => {
    const [id, a, b] = [await world.org('Draken barnehage'), await world.org('Stiftelsen Fjordgløtt'), await world.org('Foreldrelaget Bråtet')]
    const address = `/organisasjoner/${id}/tilknytninger`
    const answers = await Promise.all([a, b].map((til) => dag.post(address, { tilknytning: 'owned-by', til, fra: '1.9.2026' })))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409])
    expect((await periods(id, 'owned-by')).filter(({ period }) => period.endsWith(',)'))).toHaveLength(1)
  })
})

test('every municipality in the country is there, by its number before and after 2024', async () => {
  for (const [number, name] of [['1103', 'Stavanger'], ['3803', 'Tønsberg'], ['3905', 'Tønsberg'], ['3024', 'Bærum']]) expect(words((await dag.get(`/organisasjoner?q=${number}`)).text)).toContain(`${name} kommune`)
})
