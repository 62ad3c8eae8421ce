import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../test/kit.ts'

// Material where people work: proposed and found again on measures, networks, courses and cases; and the files that are put into it.

let world: World
let [tone, siri]: Browser[] = []
const who = { tone: () => tone as Browser, siri: () => siri as Browser }
beforeAll(async () => {
  world = await openWorld()
  ;[tone, siri] = await Promise.all(['tone', 'siri'].map((name) => world.as(name)))
})
afterAll(() => world.close())

const whole = { tittel: 'Nær arbeidet', sammendrag: 'Et opplegg for personalmøtet.', tekst: 'Se sammen, og snakk om det.', hvem: ['whole-staff'], lisens: 'cc-by' }
async function drafted(more: Record<string, string | string[]> = {}): Promise<string> {
  const reply = await who.tone().post('/materiell', { ...whole, ...more })
  return reply.location?.split('/')[2] ?? expect.fail(words(reply.text).slice(0, 600))
}
async function published(more: Record<string, string | string[]>): Promise<string> {
  const id = await drafted(more)
  expect((await who.tone().post(`/materiell/${id}/publisering`, { ansvarlig: 'Tone Haugen', gjennomgang: '1.9.2027' })).status).toBe(303)
  return id
}
/** One of the demonstration world's with a theme that Tone's team answers for, and a measure of Siri's own. */
const things = [
  ['tiltak', "select m.id, m.themes[1] as theme from measures.measure m join register.organisation o on o.id = m.lead_id where o.name = 'Solstråla barnehage' and cardinality(m.themes) > 0 and not measures.is_closed(m.id) order by m.id limit 1"],
  ['nettverk', "select n.id, n.theme from measures.network n join register.organisation o on o.id = n.team_org_id where o.name = 'Kompetanseteam barnehage Fjordvik' and n.theme is not null and n.ended_on is null order by n.id limit 1"],
  ['kurs', "select c.id, c.themes[1] as theme from measures.course c join register.organisation o on o.id = c.arranger_id where o.name = 'Kompetanseteam barnehage Fjordvik' and cardinality(c.themes) > 0 and c.state = 'open' order by c.id limit 1"],
  ['sak', "select c.id, c.themes[1] as theme from guidance.case c join register.organisation o on o.id = c.team_org_id where o.name = 'Kompetanseteam barnehage Fjordvik' and cardinality(c.themes) > 0 and c.state = 'running' order by c.id limit 1"],
] as const
const pathOf = (kind: string, id: string) => `/${kind === 'sak' ? 'veiledning' : kind}/${id}`

describe('what may suit is proposed with the reason, and what is used has a link', () => {
  test.each(things)('%s', async (kind, query) => {
    const [thing] = await world.asOwner<{ id: string; theme: string }>(query)
    if (!thing) return expect.fail(`no ${kind} in the demonstration world`)
    const id = await published({ tittel: `Passer til ${kind}`, temaer: [thing.theme] })
    const other = await published({ tittel: `Passer ikke til ${kind}`, temaer: [thing.theme === 'rammeplan-2017-6' ? 'rammeplan-2017-9-4' : 'rammeplan-2017-6'] })
    const key = `${kind}-${thing.id}`
    const by = kind === 'tiltak' ? who.siri() : who.tone()
    const before = await by.get(`${pathOf(kind, thing.id)}?sprak=nb`)
    expect([before.status, before.text.includes(`/materiell/${id}?for=${key}`), before.text.includes(other), words(before.text).includes('Samme tema:'), before.text.includes(`/materiell?for=${key}`)]).toEqual([200, true, false, true, true])
    expect((await by.post(`/materiell/${id}/bruk`, { for: key })).status).toBe(303)
    const after = (await by.get(pathOf(kind, thing.id))).text
    expect([after.includes(`href="/materiell/${id}"`), after.includes(`/materiell/${id}?for=${key}`)], 'used, and no longer proposed').toEqual([true, false])
  })
  test('others than those who run it see what is used, and are not asked to find more', async () => {
    const [course] = await world.asOwner<{ id: string; theme: string }>(things[2][1])
    const seen = (await who.siri().get(`/kurs/${course?.id}?sprak=nb`)).text
    expect([words(seen).includes('Passer til kurs'), seen.includes('/materiell?for=')]).toEqual([true, false])
  })
})

async function upload(id: string, name: string, bytes: string, more: Readonly<Record<string, string>> = {}) {
  const boundary = 'a-line-between-parts'
  const part = (disposition: string, body: string) => `--${boundary}\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n${body}\r\n`
  const fields = Object.entries({ _csrf: who.tone().session?.csrf ?? '', ...more }).map(([field, value]) => part(`name="${field}"`, value))
  const response = await world.app.inject({ method: 'POST', url: `/materiell/${id}/filer?sprak=nb`, cookies: { sesjon: who.tone().session?.token ?? '' }, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, payload: `${fields.join('')}${part(`name="fil"; filename="${name}"`, bytes)}--${boundary}--\r\n` })
  return { status: response.statusCode, text: words(response.payload), location: response.headers.location }
}
describe('a file is what it says', () => {
  test.each([
    ['a web page called a PDF', 'opplegg.pdf', '<html><script>alert(1)</script></html>', 422, 'Filen er ikke det navnet sier'],
    ['a web page', 'opplegg.html', '<html></html>', 422, 'Vi tar imot pdf, docx, pptx, xlsx, png og jpg'],
    ['a drawing that can hold scripts', 'tegning.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', 422, 'Vi tar imot pdf, docx, pptx, xlsx, png og jpg'],
    ['nothing in it', 'opplegg.pdf', '', 422, 'Filen er tom'],
    ['more than ten megabytes', 'opplegg.pdf', `%PDF-1.7\n${'x'.repeat(10 * 1024 * 1024)}`, 413, 'Det ble for stort'],
  ])('%s is refused in words, and the draft is as it was', async (_, name, bytes, status, sentence) => {
    const id = await drafted()
    const reply = await upload(id, name, bytes)
    expect([reply.status, reply.text.includes(sentence), reply.text.slice(0, reply.text.includes(sentence) ? 0 : 600)]).toEqual([status, true, ''])
    expect(await world.asOwner('select 1 from library.file f join library.version v on v.id = f.version_id where v.material_id = $1', [id])).toEqual([])
  })
  test('a whole PDF is taken', async () => {
    const id = await drafted()
    expect(await upload(id, 'opplegg.pdf', '%PDF-1.7\nhei\n%%EOF\n')).toMatchObject({ status: 303, location: `/materiell/${id}/utkast` })
  })
})
