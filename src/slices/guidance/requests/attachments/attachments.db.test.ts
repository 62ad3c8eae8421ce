import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../../test/kit.ts'
import { caseIn } from '../../evaluation/cases.fixtures.ts'

let world: World
let siri: Browser
let tone: Browser
let ragnhild: Browser
beforeAll(async () => {
  world = await openWorld()
  siri = await world.as('siri')
  tone = await world.as('tone')
  ragnhild = await world.as('ragnhild')
})
afterAll(() => world.close())

async function upload(browser: Browser, id: string, name: string, bytes = '%PDF-1.7') {
  const boundary = 'a-line-between-parts'
  const part = (disposition: string, body: string) => `--${boundary}\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n${body}\r\n`
  const payload = `${part('name="_csrf"', browser.session?.csrf ?? '')}${part(`name="fil"; filename="${name}"`, bytes)}--${boundary}--\r\n`
  const response = await world.app.inject({ method: 'POST', url: `/veiledning/${id}/vedlegg`, cookies: { sesjon: browser.session?.token ?? '' }, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, payload })
  return { status: response.statusCode, text: response.payload, location: response.headers.location }
}
const fileIn = async (id: string, name: string) => (await world.asOwner<{ id: string }>('select id from guidance.attachment where case_id = $1 and name = $2', [id, name]))[0]?.id ?? expect.fail(`no file ${name}`)
const see = async (browser: Browser, id: string) => (await browser.get(`/veiledning/${id}`)).text
const canRemove = (html: string, file: string) => html.includes(`/vedlegg/${file}/fjerning"`)

test('either side attaches a file to a case that runs, both see whose it is, and each takes away its own', async () => {
  const id = await caseIn(world, { step: 'plan' })
  expect(await upload(siri, id, 'rutiner.pdf')).toMatchObject({ status: 303, location: `/veiledning/${id}#vedlegg` })
  expect((await upload(tone, id, 'notat.pdf')).status).toBe(303)
  const [hers, theirs] = [await fileIn(id, 'rutiner.pdf'), await fileIn(id, 'notat.pdf')]
  const [head, leader, adviser, teacher] = [await see(siri, id), await see(tone, id), await see(ragnhild, id), await see(await world.as('peder'), id)]
  for (const page of [head, leader, adviser, teacher]) for (const text of ['rutiner.pdf (1 kB) Siri Solheim, 23. november 2026', 'notat.pdf (1 kB) Tone Haugen']) expect(words(page)).toContain(text)
  expect([head, leader, adviser, teacher].map((page) => [canRemove(page, hers), canRemove(page, theirs), page.includes('enctype="multipart/form-data"')])).toEqual([[true, false, true], [false, true, true], [false, false, true], [false, false, false]])
  const refused = await tone.post(`/veiledning/${id}/vedlegg/${hers}/fjerning`)
  expect([refused.status, decodeURIComponent(String(refused.headers['set-cookie']))]).toEqual([303, expect.stringContaining('guidance.because.not-yours-to-remove')])
  expect((await siri.post(`/veiledning/${id}/vedlegg/${hers}/fjerning`)).location).toBe(`/veiledning/${id}#vedlegg`)
  expect(await see(tone, id)).not.toContain('rutiner.pdf')
})

test('a file that is not taken says why at its field, on the page of the case', async () => {
  const id = await caseIn(world, { step: 'plan' })
  const answer = await upload(tone, id, 'barna.jpg', 'bilde')
  expect([answer.status, words(answer.text).includes('Bilder tar vi ikke imot'), answer.text.includes('href="#f-fil"'), answer.text.includes('<title>Feil: ')]).toEqual([422, true, true, true])
  expect(/<input[^>]*id="f-fil"[^>]*>/.exec(answer.text)?.[0]).toContain('aria-invalid="true"')
})

test('a closed case keeps its files', async () => {
  const closed = await caseIn(world, { step: 'plan', closed: true })
  expect((await upload(siri, closed, 'sent.pdf')).status).toBe(303)
  expect(await world.asOwner('select 1 from guidance.attachment where case_id = $1', [closed])).toEqual([])
  expect(await see(siri, closed)).not.toContain('enctype="multipart/form-data"')
})

test('a namesake takes nothing away', async () => {
  const id = await caseIn(world, { step: 'plan' })
  await upload(siri, id, 'rutiner.pdf')
  const file = await fileIn(id, 'rutiner.pdf')
  await world.asOwner("update identity.person set name = 'Siri Solheim' where name = 'Ragnhild Dal'")
  const namesake = await world.as('ragnhild')
  expect(canRemove(await see(namesake, id), file)).toBe(false)
  await namesake.post(`/veiledning/${id}/vedlegg/${file}/fjerning`)
  expect(await see(siri, id)).toContain('rutiner.pdf')
})
