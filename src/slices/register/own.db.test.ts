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
    // What comes from the national register, and what a file or the demonstration world says, can be told apart.
    const isFromRegister = async (name: string) => JSON.parse((await world.stranger().get(`/api/barnehager?q=${name}`)).text).kindergartens[0].fromNationalRegister
    expect([await isFromRegister('1010112'), await isFromRegister('Solstraala')]).toEqual([true, false])
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

describe('a deputy for the head', () => {
  /** Peder in Siri's place, for what the delegation covers. */
  async function inSirisPlace(scope: string) {
    const [row] = await world.asOwner<{ person: string; membership: string }>("select p.id as person, (select m.id from identity.membership m join identity.person s on s.id = m.person_id where s.name = 'Siri Solheim') as membership from identity.person p where p.name = 'Peder Lunde'")
    const deputy = await world.as('peder')
    const [delegation] = await world.asOwner<{ id: string }>("insert into identity.delegation (membership_id, deputy_id, period, scope, made_at) values ($1, $2, '[2026-11-01,2026-12-31)', $3, now()) returning id", [row?.membership, row?.person, scope])
    await world.asOwner('update identity.session set membership_id = $1, delegation_id = $2 where person_id = $3', [row?.membership, delegation?.id, row?.person])
    return deputy
  }

  test('without guidance is told at the door that this is not theirs, and finds no link to it', async () => {
    const id = await world.org('Solstråla barnehage')
    const deputy = await inSirisPlace('{members}')
    for (const part of ['kontakt', 'avdelinger']) {
      const page = await deputy.get(`/barnehager/${id}/${part}?sprak=nb`)
      expect({ part, status: page.status }).toEqual({ part, status: 403 })
      expect(words(page.text)).toContain('Rollen din har ikke tilgang til dette')
      expect((await deputy.post(`/barnehager/${id}/${part}`, { navn: 'Ny avdeling', kortnavn: 'x' })).status).toBe(403)
    }
    expect((await deputy.get(`/barnehager/${id}`)).text).not.toContain(`/barnehager/${id}/kontakt`)
  })

  test('with guidance does what the head does', async () => {
    const id = await world.org('Solstråla barnehage')
    const deputy = await inSirisPlace('{guidance}')
    expect((await deputy.get(`/barnehager/${id}/avdelinger`)).status).toBe(200)
    expect((await deputy.post(`/barnehager/${id}/avdelinger`, { navn: 'Stedfortrederen' })).status).toBe(303)
  })
})

describe('a page beyond the last', () => {
  test.each(['/barnehager?kommune=3201&side=9', '/barnehager?kommune=3201&side=99999', '/organisasjoner?type=owner&side=40'])('%s shows the last one', async (path) => {
    const tone = await world.as('tone')
    const page = await tone.get(path)
    expect(page.status).toBe(200)
    const beyond = [...page.text.matchAll(/<a[^>]*href="(\/(?:barnehager|organisasjoner)\/[0-9a-f-]{36})"/g)].map(([, href]) => href)
    expect(beyond.length).toBeGreaterThan(0)
  })
  test('of a list with nothing in it says that there is nothing', async () => {
    expect(words((await world.stranger().get('/barnehager?q=finnesaldriher&side=4&sprak=nb')).text)).toMatch(/Ingen|Fant ingen/)
  })
})
