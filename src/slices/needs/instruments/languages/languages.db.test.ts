import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../../test/kit.ts'
import { codeOf, phone, send, step } from '../../sessions/sessions.fixtures.ts'

let world: World
let tone: Browser
beforeAll(async () => {
  world = await openWorld()
  tone = await world.as('tone')
})
afterAll(() => world.close())

const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
const fieldNames = (html: string) => [...html.matchAll(/<(?:input|textarea)[^>]* name="((?:told|dots|send|skala-|t-|p-)[^"]*)"/g)].map(([, name = '']) => name)

test('a language written from the right: begun, refused while texts are missing, used, and read by the staff without a trace of who', async () => {
  const [shipped] = await world.asOwner<{ id: string }>("select id from needs.instrument where code = 'staff-2026'")
  const id = (await tone.post('/sporsmal', { fra: shipped?.id ?? '' })).location?.split('/')[2] ?? ''
  for (const [form, sentence] of [[{}, 'Velg et språk'], [{ sprak: 'annet', navn: '', kode: 'x', retning: 'ltr' }, 'Skriv to eller tre bokstaver'], [{ sprak: 'annet', navn: 'Norsk', kode: 'nb', retning: 'ltr' }, 'er med fra før']] as const) {
    const refused = await tone.post(`/sporsmal/${id}/kladd/sprak`, form)
    expect([refused.status, words(refused.text).includes(sentence)], sentence).toEqual([422, true])
  }
  const begun = await tone.post(`/sporsmal/${id}/kladd/sprak`, { sprak: 'ar' })
  const at = begun.location ?? ''
  expect([begun.status, at]).toEqual([303, `/sporsmal/${id}/kladd/sprak/ar`])
  expect(words((await tone.get(`/sporsmal/${id}/kladd`)).text)).toContain('Tekster mangler på العربية')
  expect((await tone.post(`/sporsmal/${id}/kladd/publisering`)).status).toBe(409)
  const page = await tone.get(at)
  expect(page.text).toContain('dir="rtl"')
  const texts = Object.fromEntries(fieldNames(page.text).map((name) => [name, `نص ${name}`]))
  const long = await tone.post(at, { ...texts, navn: 'العربية', stempel: hidden(page.text, 'stempel'), told: 'x'.repeat(801) })
  expect([long.status, long.text.includes('نص send')]).toEqual([422, true])
  expect((await tone.post(at, { ...texts, navn: 'العربية', stempel: hidden(page.text, 'stempel') })).location).toBe(at)
  const stale = await tone.post(at, { ...texts, navn: 'العربية', send: 'Noe annet', stempel: hidden(page.text, 'stempel') })
  expect([stale.status, stale.text.includes('Noe annet')]).toEqual([409, true])
  expect((await tone.post(`/sporsmal/${id}/kladd/publisering`)).location).toBe(`/sporsmal/${id}`)

  const siri = await world.as('siri')
  const [version] = await world.asOwner<{ id: string }>('select id from needs.instrument_version where instrument_id = $1', [id])
  // Whoever plans a session finds it beside what comes with the program.
  expect((await siri.get('/okter/ny')).text).toContain(`/okter/ny?verktoy=${version?.id}`)
  expect(hidden((await siri.get(`/okter/ny?verktoy=${version?.id}`)).text, 'verktoy')).toBe(version?.id)
  const session = (await siri.post('/okter', { nokkel: crypto.randomUUID(), verktoy: version?.id ?? '', tittel: 'Omsorg', temaer: ['care', 'play'], form: 'live', antall: '12', deling: 'none', frist: '' })).location?.split('/')[2] ?? ''
  await step(siri, session, 'open')
  const code = await codeOf(world, session)
  const stranger = world.stranger()
  expect((await stranger.get(`/okt/${code}`)).text).toContain('lang="ar"')
  const join = await stranger.get(`/okt/${code}?les=ar`)
  expect([join.text.includes('نص told'), hidden(join.text, 'les')]).toEqual([true, 'ar'])
  const joined = await stranger.post(`/okt/${code}/lapp`, { les: 'ar' })
  expect(joined.location).toBe(`/okt/${code}?les=ar`)
  const ticket = /lapp=([^;]+)/.exec(String(joined.headers['set-cookie']))?.[1] ?? ''
  expect(String(joined.headers['set-cookie'])).not.toContain('ar;')
  await step(siri, session, 'open-theme', { tema: 'care' })
  const asked = await stranger.get(`/okt/${code}?les=ar`, { cookie: `lapp=${ticket}` })
  for (const part of ['<span lang="ar" dir="rtl">نص t-care</span>', '<div lang="ar" dir="rtl">', 'نص skala-5', 'نص p-care-1', 'نص send', 'name="les" value="ar"']) expect(asked.text).toContain(part)
  // A language it has not, and one of the program's own, are read as before.
  expect((await stranger.get(`/okt/${code}?les=pl`, { cookie: `lapp=${ticket}` })).text).not.toContain('name="les"')
  const answered = await stranger.post(`/okt/${code}/svar`, { tema: 'care', les: 'ar', 'care-1': '4' }, { cookie: `lapp=${ticket}` })
  expect([answered.status, answered.location]).toEqual([303, `/okt/${code}?les=ar`])
  // Nothing of the choice is stored: what was counted is the same as from any other phone.
  const other = await phone(world, code)
  await send(other, code, { tema: 'care', 'care-1': '4' })
  const rows = await world.asOwner<{ stored: string }>("select string_agg(c::text, ' ') as stored from needs.staff_count c where session_id = $1", [session])
  expect(rows[0]?.stored ?? 'ar').not.toMatch(/\bar\b/)
  // What is wrong is said in the program's language, and marked as such where it stands among words in the other.
  for (let at = 0; at < 3; at += 1) await send(await phone(world, code), code, { tema: 'care', 'care-1': '4' })
  await step(siri, session, 'close-theme')
  await step(siri, session, 'open-dots')
  const none = await stranger.post(`/okt/${code}/svar`, { tema: '#dots', les: 'ar' }, { cookie: `lapp=${ticket}` })
  expect([none.status, /<fieldset[^>]* lang="ar" dir="rtl"/.test(none.text), /<p[^>]* id="f-prikk-error" lang="nb" dir="ltr">/.test(none.text)]).toEqual([422, true, true])
})
