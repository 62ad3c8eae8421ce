import { expect } from 'vitest'
import type { Browser, Reply, World } from '../../../../test/kit.ts'

// A list of scores as an adviser makes one, and files as they are sent in.

export const hidden = (html: string, name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''

/** A list in use. @returns its id, and that of its version */
export async function listInUse(browser: Browser, world: World, { name = 'Foreldreundersøkelsen', per = 'kindergarten', counted = 'answers' }: { readonly name?: string; readonly per?: 'kindergarten' | 'department'; readonly counted?: 'answers' | 'observations' } = {}): Promise<{ readonly id: string; readonly versionId: string }> {
  const begun = await browser.post('/sporsmal/kartlegging', { 'navn-nb': name, 'navn-nn': '', 'navn-en': '' })
  expect(begun.status).toBe(303)
  const id = begun.location?.split('/')[2] ?? expect.fail('no list')
  const stempel = hidden((await browser.get(`/sporsmal/${id}/kladd`)).text, 'stempel')
  const published = await browser.post(`/sporsmal/${id}/kladd/kartlegging`, { ...draft, stempel, niva: per, teller: counted, valg: 'bruk' })
  expect([published.status, published.location]).toEqual([303, `/sporsmal/${id}`])
  const [version] = await world.asOwner<{ id: string }>('select id from needs.instrument_version where instrument_id = $1', [id])
  return { id, versionId: version?.id ?? expect.fail('no version') }
}
export const draft = { minst: '1', mest: '5', desimaler: '1', 'kilde-nb': 'Kommunens foreldreundersøkelse', 'kilde-nn': '', 'kilde-en': '', 'd-0-key': '', 'd-0-nb': 'Trivsel', 'd-0-nn': '', 'd-0-en': 'Well-being', 'd-0-om': 'rammeplan-2017-3', 'd-0-best': 'high', 'd-1-key': '', 'd-1-nb': 'Informasjon', 'd-1-nn': '', 'd-1-en': '', 'd-1-om': '', 'd-1-best': 'high' }

export async function sendFile(world: World, browser: Browser, versionId: string, content: string | Buffer, name = 'resultater.csv'): Promise<Reply> {
  const boundary = 'a-line-between-parts'
  const part = (disposition: string, body: string | Buffer) => Buffer.concat([Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n`), Buffer.from(body), Buffer.from('\r\n')])
  const payload = Buffer.concat([part('name="_csrf"', browser.session?.csrf ?? ''), part('name="verktoy"', versionId), part(`name="fil"; filename="${name}"`, content), Buffer.from(`--${boundary}--\r\n`)])
  const response = await world.app.inject({ method: 'POST', url: '/kartlegginger/fil', cookies: { sesjon: browser.session?.token ?? '' }, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, payload })
  return { status: response.statusCode, text: response.payload, location: response.headers.location, headers: response.headers }
}
