import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, signIn, testConfig, type World } from '../../../test/kit.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ deps: { config: { ...testConfig, contactEmail: 'hjelp@samspill.example' } } })
})
afterAll(() => world.close())

const ask = async (url: string, token?: string) => (await world.app.inject({ method: 'GET', url, ...(token ? { cookies: { sesjon: token } } : {}) })).payload
const main = (html: string) => /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? ''

describe('the front page', () => {
  test('shows the way from what one sees to what it led to, and round again', async () => {
    const html = main(await ask('/?sprak=nb'))
    expect([...html.matchAll(/<h3[^>]*>(?:<a[^>]*>)?([^<]+)/g)].map(([, title]) => title)).toEqual([
      'Finn en barnehage', 'Be om veiledning', 'For Kompetanseteamet', 'Hvem som deltar', 'Dere ser noe', 'Behovet', 'Forespørselen', 'Planen', 'Veiledningen', 'Virkningen',
    ])
    expect(html).toContain('begynnelsen på neste runde')
  })
  test.each([
    ['siri.solheim@solstrala.example', 'head', ['/oppgaver', '/veiledning', '/barnehager']],
    ['per.strand@fjordvik.example', 'service-contact', ['/oppgaver', '/overforinger', '/barnehager']],
    ['olav.rud@fjordvik.example', 'authority', ['/oppgaver', '/barnehager']],
  ] as const)('has only doors that open for %s', async (email, role, doors) => {
    const { token } = await signIn(world.deps, email, role)
    const html = main(await ask('/?sprak=nb', token))
    expect([...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href)).toEqual(doors)
    for (const url of doors) expect([url, (await world.app.inject({ method: 'GET', url, cookies: { sesjon: token } })).statusCode]).toEqual([url, 200])
  })
  test('leads someone without a role to asking for one, and so does a page that is shut', async () => {
    const { token } = await signIn(world.deps, 'vilde.ny@example.example')
    const html = main(await ask('/?sprak=nb', token))
    expect([...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href)).toEqual(['/tilgang', '/barnehager'])
    const shut = await world.app.inject({ method: 'GET', url: '/veiledning?sprak=nb', cookies: { sesjon: token } })
    expect(shut.statusCode).toBe(403)
    expect(main(shut.payload)).toContain('Du har ikke en rolle her ennå')
    expect(main(shut.payload)).toContain('href="/tilgang"')
  })
})

test('the header is the same on the answer to a form as on a page', async () => {
  const { token, csrf } = await signIn(world.deps, 'siri.solheim@solstrala.example', 'head')
  const headerOf = (html: string) => /<header class="site-header">[\s\S]*?<\/header>/.exec(html)?.[0].replace(/<ul class="site-(nav|languages)[\s\S]*?<\/ul>/g, '')
  const answer = await world.app.inject({ method: 'POST', url: '/konto?sprak=nb', cookies: { sesjon: token }, payload: { _csrf: csrf, navn: '' } })
  expect(answer.statusCode).toBe(422)
  expect(headerOf(answer.payload)).toBe(headerOf(await ask('/konto?sprak=nb', token)))
})

describe('the pages in the foot', () => {
  test.each(['/personvern', '/informasjonskapsler', '/tilgjengelighet', '/kontakt'])('%s is open, in three languages', async (path) => {
    const pages = await Promise.all(['nb', 'nn', 'en'].map((language) => ask(`${path}?sprak=${language}`)))
    expect(new Set(pages.map(main)).size).toBe(3)
    for (const html of pages) expect(html.match(/<h1/g)).toHaveLength(1)
  })
  test('name each cookie the program sets', async () => {
    const html = main(await ask('/informasjonskapsler'))
    for (const name of ['sesjon', 'innlogging', 'sprak', 'melding', 'svart']) expect(html).toContain(`>${name}<`)
  })
  test('give the address to write to, and say that it is invented', async () => {
    const html = main(await ask('/kontakt?sprak=nb'))
    expect(html).toContain('hjelp@samspill.example')
    expect(html).toContain('Adressen er oppdiktet')
  })
  test('do not pretend to be an accessibility statement', async () => {
    expect(main(await ask('/tilgjengelighet?sprak=nb'))).toContain('ikke en slik erklæring')
  })
})

describe('an installation with its own settings', () => {
  let own: World
  beforeAll(async () => {
    own = await openWorld({ deps: { config: { ...testConfig, demo: false, accessibilityStatementUrl: 'https://uustatus.example/erklaring' } } })
  })
  afterAll(() => own.close())
  const page = async (url: string) => main((await own.app.inject({ method: 'GET', url })).payload)

  test('links its accessibility statement', async () => {
    expect(await page('/tilgjengelighet?sprak=nb')).toContain('href="https://uustatus.example/erklaring"')
  })
  test('without an address, the contact page says whom to ask instead', async () => {
    expect(await page('/kontakt?sprak=nb')).toContain('Spør kommunen eller eieren din')
  })
})
