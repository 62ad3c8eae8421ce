import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../../test/kit.ts'

let world: World
let tone: Browser
beforeAll(async () => {
  world = await openWorld()
  tone = await world.as('tone')
})
afterAll(() => world.close())

const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
const shipped = async () => (await world.asOwner<{ id: string }>("select id from needs.instrument where code = 'staff-2026'"))[0]?.id ?? ''
async function copied(): Promise<string> {
  const made = await tone.post('/sporsmal', { fra: await shipped() })
  expect(made.status).toBe(303)
  const id = made.location?.split('/')[2] ?? expect.fail('no copy')
  expect((await tone.post(`/sporsmal/${id}/navn`, { 'navn-nb': 'Våre spørsmål', 'navn-nn': 'Spørsmåla våre', 'navn-en': 'Our questions' })).status).toBe(303)
  return id
}
const row = (at: number, text: string, key = '') => ({ [`p-${at}-key`]: key, [`p-${at}-nb`]: text, [`p-${at}-nn`]: text, [`p-${at}-en`]: text })
const theme = { 'navn-nb': 'Måltid', 'navn-nn': 'Måltid', 'navn-en': 'Meals', om: 'rammeplan-2017-9-2' }

test('an own version: copied, a theme added, put to use, and then it stands and can be chosen in a session', async () => {
  const id = await copied()
  const at = (await tone.post(`/sporsmal/${id}/kladd/tema`)).location ?? expect.fail('no theme')
  expect(words((await tone.get(`/sporsmal/${id}/kladd`)).text)).toContain('Rett det som står i tabellen')
  const stempel = hidden((await tone.get(at)).text, 'stempel')
  expect((await tone.post(at, { stempel, ...theme, ...row(0, 'Vi sitter ned og spiser sammen med barna.') })).status).toBe(303)
  expect((await tone.post(`${at}/opp`)).status).toBe(303)
  expect((await tone.post(`/sporsmal/${id}/kladd/publisering`)).location).toBe(`/sporsmal/${id}`)
  expect((await tone.get(`/sporsmal/${id}/kladd`)).status).toBe(404)
  const [version] = await world.asOwner<{ id: string; number: number }>('select id, number from needs.instrument_version where instrument_id = $1 and locked_at is not null', [id])
  await expect(world.asOwner("update needs.instrument_version set definition = '{}' where id = $1", [version?.id])).rejects.toThrow(/stands/)
  const siri = await world.as('siri')
  expect(words((await siri.get(`/sporsmal/${id}`)).text)).toContain('Vi sitter ned og spiser sammen med barna.')
  const session = await siri.post('/okter', { nokkel: crypto.randomUUID(), verktoy: version?.id ?? '', tittel: 'Måltidet', temaer: ['theme-1'], form: 'live', antall: '12', deling: 'none', frist: '' })
  expect(session.status).toBe(303)
  // The next version begins as this one, and is not published before something is new.
  expect((await tone.post(`/sporsmal/${id}/kladd`)).status).toBe(303)
  const same = await tone.post(`/sporsmal/${id}/kladd/publisering`)
  expect([same.status, words(same.text).includes('lik den versjonen som er i bruk')]).toEqual([409, true])
})

test('two who change the same theme: the second sees what stands now, and keeps what was typed', async () => {
  const id = await copied()
  const at = `/sporsmal/${id}/kladd/tema/care`
  const stempel = hidden((await tone.get(at)).text, 'stempel')
  expect((await tone.post(at, { stempel, ...theme, ...row(0, 'Den første skrev dette.') })).status).toBe(303)
  const second = await tone.post(at, { stempel, ...theme, ...row(0, 'Den andre skrev noe annet.') })
  const text = words(second.text)
  expect([second.status, text.includes('Den første skrev dette.'), second.text.includes('Den andre skrev noe annet.')]).toEqual([409, true, true])
})

test('too much, an identity number and a theme that is gone are refused in words', async () => {
  const id = await copied()
  const at = `/sporsmal/${id}/kladd/tema/care`
  const stempel = hidden((await tone.get(at)).text, 'stempel')
  const long = await tone.post(at, { stempel, ...theme, ...row(0, 'x'.repeat(301)) })
  expect([long.status, words(long.text).includes('Bruk 300 tegn eller færre')]).toEqual([422, true])
  const many = await tone.post(at, { stempel, ...theme, ...Object.assign({}, ...Array.from({ length: 13 }, (_, n) => row(n, `Påstand nummer ${n}`))) })
  expect([many.status, words(many.text).includes('12 påstander i hvert')]).toEqual([422, true])
  const numbered = await tone.post(at, { stempel, ...theme, ...row(0, 'Vi følger opp 13097248022 hver dag.') })
  expect(numbered.status).toBe(422)
  expect((await tone.post(`${at}/fjerning`, { stempel })).status).toBe(303)
  expect((await tone.post(at, { stempel, ...theme, ...row(0, 'For sent.') })).status).toBe(404)
})

test('what is shipped is nobody’s to change, another team’s is not there, and a head reads', async () => {
  const id = await copied()
  for (const path of ['kladd', 'navn', 'avslutning']) expect((await tone.post(`/sporsmal/${await shipped()}/${path}`, { 'navn-nb': 'x', 'navn-nn': 'x', 'navn-en': 'x' })).status, path).toBe(404)
  const eva = await world.as('eva')
  expect((await eva.get(`/sporsmal/${id}`)).status).toBe(404)
  expect((await eva.post(`/sporsmal/${id}/kladd`)).status).toBe(404)
  const siri = await world.as('siri')
  expect((await siri.get(`/sporsmal/${await shipped()}`)).status).toBe(200)
  expect((await siri.post('/sporsmal', { fra: id })).status).toBe(403)
  expect((await tone.post(`/sporsmal/${id}/avslutning`, { valg: 'avslutt' })).status).toBe(303)
  expect(words((await tone.get(`/sporsmal/${id}`)).text)).toContain('Avsluttet')
})
