import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '../../kernel/actor.ts'
import { writing } from '../../platform/db.ts'
import { readTable } from './import/read-file.ts'
import { openWorld, words, type World } from '../../../test/kit.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

describe('contact and own facts', () => {
  test.each([
    ['siri', 'Solstråla barnehage', 303],
    ['eva', 'Trollstua barnehage', 303],
    ['tone', 'Lia barnehage', 303],
    ['ragnhild', 'Solstråla barnehage', 303],
    ['siri', 'Bølgen barnehage', 403],
    ['eva', 'Solstråla barnehage', 403],
    ['peder', 'Solstråla barnehage', 403],
    ['per', 'Solstråla barnehage', 403],
    ['dag', 'Solstråla barnehage', 403],
  ])('%s saves for %s: %i', async (person, name, status) => {
    const browser = await world.as(person)
    const id = await world.org(name)
    const saved = await browser.post(`/barnehager/${id}/kontakt`, { kortnavn: name.replace(' barnehage', ''), kontakt: 'Kari Prøve', epost: 'kari@enhet.example', telefon: '22 22 55 55', ansatte: '18' })
    expect(saved.status).toBe(status)
    expect((await browser.get(`/barnehager/${id}/kontakt`)).status).toBe(status === 303 ? 200 : 403)
    if (status === 303) {
      const page = words((await browser.get(`/barnehager/${id}`)).text)
      for (const part of ['Kari Prøve', 'kari@enhet.example', 'Sist endret av']) expect(page).toContain(part)
    }
  })

  test('are for those who have signed in, and the register keeps its own name', async () => {
    const id = await world.org('Solstråla barnehage')
    expect(words((await world.stranger().get(`/barnehager/${id}`)).text)).not.toContain('kari@enhet.example')
    expect((await world.stranger().get('/api/barnehager?q=Solstraala')).text).toContain('"name":"Solstråla barnehage"')
  })

  test('what is wrong is said, and nothing typed is lost', async () => {
    const siri = await world.as('siri')
    const id = await world.org('Solstråla barnehage')
    const refused = await siri.post(`/barnehager/${id}/kontakt`, { kortnavn: 'Sola', epost: 'ikke en adresse', telefon: 'ring meg', ansatte: '1000' })
    expect(refused.status).toBe(422)
    for (const part of ['Skriv en e-postadresse', 'Skriv telefonnummeret med tall', 'Skriv et helt tall fra 0 til 500']) expect(words(refused.text)).toContain(part)
    for (const part of ['value="Sola"', 'value="ikke en adresse"', 'value="ring meg"', 'value="1000"']) expect(refused.text).toContain(part)
  })

  test.each([
    ['head', 'Solstråla barnehage', 'Bølgen barnehage', false],
    ['head', 'Bølgen barnehage', 'Bølgen barnehage', true],
    ['operator', 'Drift av Samspill', 'Draken barnehage', false],
    ['operator', 'Drift av Samspill', 'PPT Fjordvik', true],
    ['owner', 'Eventyrkjeden', 'PPT Fjordvik', false],
  ] as const)('the database refuses too, whatever the program asks: %s in %s writes for %s: %s', async (role, org, about, allowed) => {
    const actor = { personId: randomUUID(), membershipId: randomUUID(), name: 'Prøve', orgId: await world.org(org), role } as unknown as Actor
    const id = await world.org(about)
    const written = writing(world.db, actor, (tx) => tx.insertInto('register.own_fact').values({ organisation_id: id, contact_name: 'Prøve', changed_at: new Date(), changed_by: 'Prøve' }).onConflict((c) => c.column('organisation_id').doUpdateSet({ contact_name: 'Prøve' })).execute())
    if (allowed) await written
    else await expect(written).rejects.toThrow('row-level security')
  })
})

describe('departments', () => {
  test('the head adds, renames and ends one; it keeps its history', async () => {
    const siri = await world.as('siri')
    const id = await world.org('Solstråla barnehage')
    const path = `/barnehager/${id}/avdelinger`
    expect((await siri.post(path, { navn: 'Humla' })).status).toBe(303)
    expect((await siri.post(path, { navn: 'humla' })).status).toBe(409)
    expect((await siri.post(path, { navn: ' ' })).status).toBe(422)
    const department = await world.org('Humla')
    expect((await siri.post(`${path}/${department}`, { valg: 'navn', navn: 'Humlebolet' })).status).toBe(303)
    expect((await siri.post(`${path}/${department}`, { valg: 'navn', navn: 'Maurtua' })).status).toBe(409)
    expect(words((await siri.get(`/barnehager/${id}`)).text)).toContain('Humlebolet')
    expect((await siri.post(`${path}/${department}`, { valg: 'avslutt' })).status).toBe(303)
    expect((await siri.post(`${path}/${department}`, { valg: 'avslutt' })).status).toBe(409)
    expect(words((await siri.get(path)).text)).toContain('Avdelinger før Humlebolet')
  })

  test.each([
    ['eva', 'Draken barnehage', 303],
    ['olav', 'Bølgen barnehage', 303],
    ['eva', 'Bølgen barnehage', 403],
    ['siri', 'Bølgen barnehage', 403],
    ['tone', 'Bølgen barnehage', 403],
    ['peder', 'Solstråla barnehage', 403],
  ])('%s adds one to %s: %i', async (person, name, status) => {
    expect((await (await world.as(person, person === 'olav' ? 'owner' : undefined)).post(`/barnehager/${await world.org(name)}/avdelinger`, { navn: `Ny hos ${person}` })).status).toBe(status)
  })

  test('a department of another kindergarten is not found', async () => {
    const siri = await world.as('siri')
    expect((await siri.post(`/barnehager/${await world.org('Solstråla barnehage')}/avdelinger/${await world.org('Krabbene')}`, { valg: 'avslutt' })).status).toBe(404)
  })
})

describe('organisations', () => {
  test('an owner has its kindergartens, a municipality its numbers, and a kindergarten links to both', async () => {
    const siri = await world.as('siri')
    const owner = words((await siri.get(`/organisasjoner/${await world.org('Eventyrkjeden')}`)).text)
    for (const part of ['Barnehager nå (4)', 'Trollstua barnehage']) expect(owner).toContain(part)
    const municipality = words((await siri.get(`/organisasjoner/${await world.org('Bærum kommune')}`)).text)
    for (const part of ['3201', '3024 (til og med 31. desember 2023)', 'Barnehager i Bærum']) expect(municipality).toContain(part)
    expect((await siri.get(`/barnehager/${await world.org('Trollstua barnehage')}`)).text).toContain(`href="/organisasjoner/${await world.org('Eventyrkjeden')}"`)
    const list = words((await siri.get('/organisasjoner?type=university')).text)
    expect(list).toContain('Høgskolen i Fjordvik')
    expect(list).not.toContain('Eventyrkjeden')
    expect((await siri.get(`/organisasjoner/${await world.org('Draken barnehage')}`)).location).toContain('/barnehager/')
    expect((await siri.get('/organisasjoner/x')).status).toBe(404)
    expect((await world.stranger().get('/organisasjoner')).status).toBe(303)
  })
})

describe('closing and merger', () => {
  test('the operator records a merger, the page says so, and it can be undone', async () => {
    const dag = await world.as('dag')
    const [from, to] = [await world.org('Åsen barnehage'), await world.org('Lia barnehage')]
    const path = `/barnehager/${from}/avslutning`
    expect(words((await dag.get(`${path}?q=Lia`)).text)).toContain('Lia barnehage')
    expect((await dag.post(path, { slutt: 'sammenslatt', dato: '1.8.2026' })).status).toBe(422)
    expect((await dag.post(path, { slutt: 'sammenslatt', dato: '1.8.2026', etterfolger: from })).status).toBe(409)
    expect((await dag.post(path, { slutt: 'sammenslatt', dato: '1.8.2030', etterfolger: to })).status).toBe(409)
    expect((await dag.post(path, { slutt: 'sammenslatt', dato: '1.8.2026', etterfolger: to })).status).toBe(303)
    const page = words((await world.stranger().get(`/barnehager/${from}`)).text)
    for (const part of ['Nedlagt 1. august 2026', 'Slått sammen med Lia barnehage']) expect(page).toContain(part)
    expect(words((await dag.get(`/barnehager/${to}`)).text)).toContain('Har tatt over etter Åsen barnehage')
    expect(words((await world.stranger().get('/barnehager?kommune=9901')).text)).not.toContain('Åsen barnehage')
    expect(words((await world.stranger().get('/barnehager?kommune=9901&nedlagte=ja')).text)).toContain('Åsen barnehage')
    expect((await dag.post(path, { valg: 'apne' })).status).toBe(303)
    expect(words((await world.stranger().get(`/barnehager/${from}`)).text)).not.toContain('Nedlagt')
    expect((await (await world.as('siri')).get(path)).status).toBe(403)
  })
})

describe('the list as files and JSON', () => {
  test('CSV and Excel have the rows that are on the screen, with numbers as text', async () => {
    const csv = await world.stranger().get('/barnehager.csv?kommune=3024&eierform=kommunal')
    expect(csv.headers['content-type']).toContain('text/csv')
    expect(csv.text.startsWith('\uFEFFNavn;Organisasjonsnummer;')).toBe(true)
    expect(csv.text.trimEnd().split('\r\n')).toHaveLength(53)
    const xlsx = await world.app.inject({ url: '/barnehager.xlsx?kommune=9901&q=solstraala' })
    const table = await readTable(new Uint8Array(xlsx.rawPayload), 'x.xlsx')
    if (!table.ok) throw new Error(table.because)
    expect(table.rows).toHaveLength(1)
    expect(table.rows[0]?.cells[1]).toMatch(/^\d{9}$/)
  })

  test.each([
    ['fylke=30', 166],
    ['fylke=32', 166],
    ['q=3024', 166],
    ['q=3201', 166],
    ['q=32', 166],
    ['fylke=33', 0],
  ])('by county and number, old and new: %s', async (query, total) => {
    expect(JSON.parse((await world.stranger().get(`/api/barnehager?${query}&antall=5`)).text)).toMatchObject({ total, pageSize: 5, licence: 'NLOD' })
  })
})
