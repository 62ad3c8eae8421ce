import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startFaktaServer, type FaktaServer } from '../../../../test/barnehagefakta-server.ts'
import { openWorld, testConfig, words, type World } from '../../../../test/kit.ts'
import { fetchIndicators } from '../indicators/actions.ts'

let world: World
let server: FaktaServer
let solstrala: string
beforeAll(async () => {
  server = await startFaktaServer()
  world = await openWorld({ deps: { config: { ...testConfig, barnehagefaktaUrl: server.baseUrl } } })
  solstrala = await world.org('Solstråla barnehage')
})
afterAll(async () => {
  await world.close()
  await server.close()
})
const path = () => `/kunnskapsgrunnlag/${solstrala}`

describe('what is known about a kindergarten', () => {
  test('stands with source, date and how much to trust it, and a way to a need from each', async () => {
    const siri = await world.as('siri')
    const page = await siri.get(path())
    expect(page.status).toBe(200)
    for (const part of ['Tall fra registeret', 'Kilde: barnehageregisteret', 'Offentlige tall', 'Det personalet har sagt', 'Skriv et behov ut fra dette']) expect(words(page.text)).toContain(part)
    const from = /href="(\/behovsbeskrivelser\/ny\?fra=guidance[^"]*)"/.exec(page.text)?.[1] ?? expect.fail('no guidance among what is known')
    const form = await siri.get(from)
    expect(form.text).toMatch(/name="grunnlag" value="guidance:[^"]*" checked/)
    expect(form.text).toMatch(/name="temaer" value="rammeplan[^"]*" checked/)
  })

  test('is read by the kindergarten, its owner and the team, each seeing what is theirs to see; by nobody else', async () => {
    for (const [person, role, status] of [['siri', undefined, 200], ['peder', undefined, 200], ['olav', 'owner', 200], ['tone', undefined, 200], ['hanne', undefined, 404], ['eva', undefined, 404], ['olav', 'authority', 403], ['stine', undefined, 403]] as const) {
      expect([person, role, (await (await world.as(person, role)).get(path())).status]).toEqual([person, role, status])
    }
    const owner = await (await world.as('olav', 'owner')).get(path())
    expect(words(owner.text)).toContain('Ingen veiledningssaker å vise')
    expect(owner.text).not.toContain('/behovsbeskrivelser/ny')
    const list = await (await world.as('tone')).get('/kunnskapsgrunnlag')
    expect([list.status, list.text.includes(path())]).toEqual([200, true])
    const after = await (await world.as('tone')).get('/kunnskapsgrunnlag?side=900')
    expect([after.status, after.text.includes(path())], 'a page after the last is the last').toEqual([200, true])
    expect((await (await world.as('siri')).get('/kunnskapsgrunnlag')).location).toBe(path())
  })

  test('tells nothing that was written in a request for guidance', async () => {
    const [row] = await world.asOwner<{ id: string }>("select id from guidance.case where kindergarten_id = $1 and state <> 'draft' limit 1", [solstrala])
    await world.asOwner("update guidance.case set experienced = 'Hemmelige ord', wished = 'Hemmelige ord' where id = $1", [row?.id])
    expect((await (await world.as('siri')).get(path())).text).not.toContain('Hemmelige ord')
  })
})

describe('figures from Barnehagefakta', () => {
  test('are fetched by a job, told with their reference date, and not asked for again for a month', async () => {
    const [number] = await world.asOwner<{ organisation_number: string }>('select organisation_number from register.organisation where id = $1', [solstrala])
    server.set(number?.organisation_number ?? '', { figures: { antallBarnPerAnsatt: 5.5 } })
    await fetchIndicators(world.deps, { alsoInvented: true })
    const asked = server.requests.length
    expect(asked).toBeGreaterThan(0)
    const page = words((await (await world.as('siri')).get(path())).text)
    expect(page).toContain('Barn per ansatt: 5,5 (kommunen 5,7 og landet 5,9)')
    expect(page).toContain('Barnehagefakta, 15. desember 2025')
    await fetchIndicators(world.deps, { alsoInvented: true })
    expect(server.requests.length).toBe(asked)
    const other = await world.org('Trollstua barnehage')
    expect(words((await (await world.as('hanne')).get(`/kunnskapsgrunnlag/${other}`)).text)).toContain('hadde ingen tall om barnehagen da vi spurte')
  })

  test('invented kindergartens are never asked about, nothing is without a setting, and a source that is down is left in peace', async () => {
    const before = server.requests.length
    await world.asOwner('delete from needs.indicator_fetch')
    await fetchIndicators({ ...world.deps, config: testConfig }, { alsoInvented: true })
    expect(server.requests.length).toBe(before)
    await fetchIndicators(world.deps)
    const [{ n } = { n: -1 }] = await world.asOwner<{ n: number }>('select count(*)::int as n from needs.indicator_fetch f join register.organisation o on o.id = f.kindergarten_id where o.fictitious')
    expect(n).toBe(0)
    await world.asOwner('delete from needs.indicator_fetch')
    const at = server.requests.length
    const [number] = await world.asOwner<{ organisation_number: string }>('select organisation_number from register.organisation where id = $1', [solstrala])
    for (const which of ['others', number?.organisation_number ?? '']) server.set(which, { status: 503 })
    await fetchIndicators(world.deps, { alsoInvented: true })
    expect(server.requests.length - at).toBe(3)
  })
})
