import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../test/kit.ts'
import { decisionIn } from '../money/money.fixtures.ts'
import { fillIn } from './reports.fixtures.ts'

/** By the rules of 2019 and 2020, at those times: kindergartens report, alone or in a network, and owners sign. */
let world: World
let stine: Browser
let siri: Browser
let hanne: Browser
let eva: Browser
let liv: Browser
let round = ''
let report = ''
beforeAll(async () => {
  world = await openWorld({ at: new Date('2019-03-04T09:00:00Z') })
  for (const table of ['identity.membership', 'register.enrolment']) await world.asOwner(`update ${table} set period = daterange('2018-01-01', upper(period))`)
  // Who else signs is tested where signing is.
  await world.asOwner("update scheme.scheme set definition = jsonb_set(definition, '{signatures}', '[\"owner\"]') where code like 'regional-%'")
  await signIn()
  round = await announced('regional-2019', 'need-2019', { tittel: 'Runde 2019', apner: '1.3.2019', frist: '1.4.2019', rapport: '1.9.2020', aar: '2019' })
})
afterAll(() => world.close())

const signIn = async () => void ([stine, siri, hanne, eva, liv] = await Promise.all([world.as('stine'), world.as('siri'), world.as('hanne'), world.as('eva'), world.as('liv')]))

async function announced(ordning: string, form: string, days: Readonly<Record<string, string>>): Promise<string> {
  const [version] = await world.asOwner<{ id: string }>('select v.id from scheme.form_version v join scheme.form f on f.id = v.form_id where f.code = $1', [form])
  const planned = await stine.post('/runder/ny', { ordning, skjema: version?.id ?? '', forum: '', modus: 'live', informasjon: 'Barnehagen melder behov.', testere: '', ...days })
  expect(planned.status, words(planned.text)).toBe(303)
  const id = planned.location?.split('/')[2] ?? ''
  expect((await stine.post(`/runder/${id}/trinn`, { trinn: 'announce' })).status).toBe(303)
  return id
}
const begin = async (browser: Browser, id: string): Promise<string> => (await browser.post('/behov', { runde: id, nokkel: crypto.randomUUID() })).location ?? ''

describe('2019: the kindergarten or a network', () => {
  test('the head is offered to report; the owner is told who does', async () => {
    expect(words((await siri.get(`/runder/${round}`)).text)).toContain('Meld behov')
    const page = words((await eva.get(`/runder/${round}`)).text)
    expect(page).not.toContain('Meld behov')
    expect(page).toContain('Barnehagen eller et nettverk av barnehager')
  })
  test('nothing is asked of what the scheme has one of', async () => {
    report = await begin(siri, round)
    expect(words((await siri.get(report)).text)).not.toContain('Ny melding eller videreføring')
  })
  test('owners who sign read it, also before it is sent; other owners do not know of it', async () => {
    const [solstrala, trollstua] = await Promise.all([world.org('Solstråla barnehage'), world.org('Trollstua barnehage')])
    const id = report.split('/')[2] ?? ''
    expect((await siri.post(`${report}/deltakere`, { virksomhet: trollstua })).status).toBe(303)
    expect((await hanne.post(`${report}/svar`, { svar: 'ja' })).status).toBe(303)
    await fillIn(world, siri, id, { kindergartens: [solstrala, trollstua] })
    const network = await siri.post(`${report}/del/applicant`, { 'q.title': 'Uteliv', 'q.scope': 'network', 'q.network-name': 'Fjordnettverket', 'q.kindergartens': [solstrala, trollstua], 'q.network-contact': 'Siri Solheim', handling: 'kladd' })
    expect(network.status, words(network.text)).toBe(303)
    expect((await siri.post(`${report}/signering`, {})).location).toBe(`${report}/forankring`)
    for (const path of [report, `${report}/lesing`, `${report}/forankring`]) expect([(await eva.get(path)).status, (await liv.get(path)).status], path).toEqual([200, 404])
  })
  test('what was sent has the name the form asked for', async () => {
    const id = report.split('/')[2] ?? ''
    for (const who of [eva, await world.as('olav', 'owner')]) {
      const page = (await who.get(`${report}/forankring`)).text
      expect((await who.post(`${report}/forankring/signatur`, { sett: /name="sett" value="([^"]+)"/.exec(page)?.[1] ?? '' })).status, words(page)).toBe(303)
    }
    const sent = await siri.post(`${report}/innsending`, { bekreft: 'ja' })
    expect(sent.location, words(sent.text)).toBe(`${report}/kvittering`)
    expect(await world.asOwner('select state, network_name from scheme.report where id = $1', [id])).toEqual([{ state: 'submitted', network_name: 'Fjordnettverket' }])
    expect(words((await siri.get(`${report}/kvittering`)).text).split('Fjordnettverket'), 'said once, as the answer it is').toHaveLength(2)
  })
  test('the county governor is called what it was called; the menu and /ordninger say what is so', async () => {
    const receipt = words((await siri.get(`${report}/kvittering`)).text)
    expect([receipt.includes('Fylkesmannen vurderer den etter fristen'), receipt.includes('Statsforvalteren vurderer')]).toEqual([true, false])
    expect(words((await stine.get(`/runder/${round}`)).text)).toContain('forvaltningsloven (lov 10. februar 1967)')
    const rules = words((await siri.get('/ordninger')).text)
    for (const said of ['Hvem som avgjør fylkesmannen', 'Hvem som avgjør statsforvalteren', '(FOR-2021-01-26-230) (26. januar 2021 til 31. desember 2025)', 'Leser alle behovsmeldinger før samarbeidsforum.']) expect(rules).toContain(said)
  })
})

test('2020: one that was in a network of 2019 goes on with its work for itself', async () => {
  const id = report.split('/')[2] ?? ''
  await decisionIn(world, id, [])
  world.clock.set(new Date('2020-01-13T09:00:00Z'))
  await signIn()
  const next = await announced('regional-2020', 'need-2020', { tittel: 'Runde 2020', apner: '7.1.2020', frist: '14.2.2020', rapport: '1.9.2021', aar: '2020' })
  const own = await begin(hanne, next)
  expect(words((await hanne.get(`${own}/slag`)).text)).toContain('Uteliv (Runde 2019)')
  expect((await hanne.post(`${own}/slag`, { slag: 'continuation', del: 'regional', bygger: id })).status).toBe(303)
  const text = words((await hanne.get(`${own}/lesing`)).text)
  expect(text).toContain('Personalet vil bli bedre til å støtte leken.')
  expect([text.includes('Trollstua barnehage'), text.includes('Solstråla barnehage')]).toEqual([true, false])
  expect((await liv.post('/behov', { runde: next, nokkel: crypto.randomUUID() })).location).toBe(`/runder/${next}`)
})
