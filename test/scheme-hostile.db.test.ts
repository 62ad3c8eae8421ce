import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allRoutes } from '../src/app.tsx'
import { samples } from './access-samples.ts'
import { formsIn, type FoundForm as Found } from './forms-in.ts'
import { openWorld, words, type Browser, type Form, type World } from './kit.ts'

// Forms of the scheme as a hostile program sends them: every form that a page of the demonstration world shows, with what no browser would send.

let world: World
const forms = new Map<string, Found>()
const browsers = new Map<string, Browser>()
const personas = [['stine', 'county-governor'], ['eva', 'owner'], ['ulla', 'university-contact'], ['frida', 'union-representative'], ['hanne', 'head'], ['liv', 'owner']] as const
const ofScheme = /^\/(runder|ordninger|meldeskjema|behov|forum|vedtak|okonomi|resultater|partnerskap|deltakere)/
const nowhere = '00000000-0000-4000-8000-000000000000'

const broken: string[] = []
beforeAll(async () => {
  world = await openWorld()
  const routes = allRoutes(new Map()).filter(({ method, url, access }) => method === 'GET' && ofScheme.test(url) && access.kind === 'roles')
  const ids = new Map<string, readonly string[]>()
  for (const [beginning, query] of samples) if (ofScheme.test(beginning)) ids.set(beginning, Object.values((await world.asOwner<Record<string, string>>(query))[0] ?? {}))
  const drafts = await world.asOwner<{ id: string }>("select id from scheme.report where state = 'draft' order by id limit 1")
  for (const [person, role] of personas) {
    const browser = await world.as(person, role)
    browsers.set(person, browser)
    for (const { url, access } of routes) {
      if (!access.roles.includes(role) || /\.(pdf|csv|xlsx|xml|json|zip)$/.test(url)) continue
      const [beginning] = [...ids].filter(([start]) => url.startsWith(start)).sort((a, b) => b[0].length - a[0].length)[0] ?? ['']
      for (const first of url.startsWith('/behov/:id') ? [undefined, drafts[0]?.id] : [undefined]) {
        const left = [...(ids.get(beginning) ?? [])]
        if (first) left[0] = first
        const path = url.replaceAll(/:[a-zA-Z]+/g, () => left.shift() ?? nowhere)
        const answer = await browser.get(path)
        if (answer.status >= 500) broken.push(path)
        if (answer.status !== 200) continue
        for (const form of formsIn(answer.text, person)) if (ofScheme.test(form.action)) forms.set(`${form.action} ${Object.keys(form.fields).sort().join()}`, form)
      }
    }
  }
}, 120_000)
afterAll(() => world.close())

const send = (found: Found, form: Form) => (browsers.get(found.who) ?? expect.fail(found.who)).post(found.action, form)

test('the pages of the demonstration world have forms to try', () => {
  expect(broken).toEqual([])
  expect(forms.size).toBeGreaterThan(40)
  expect([...forms.values()].flatMap(({ texts }) => texts).length).toBeGreaterThan(60)
})

describe('what no browser sends is refused, never a fault', () => {
  const each = (found: Found, value: (name: string) => string | readonly string[]): Form => Object.fromEntries(Object.keys(found.fields).map((name) => [name, value(name)]))
  test.each([
    ['nothing at all', () => ({})],
    ['every field three times', (found: Found) => each(found, (name) => [found.fields[name] ?? '', 'x', nowhere])],
    ['a hundred thousand characters', (found: Found) => each(found, () => 'æ'.repeat(100_000))],
    ['less than nothing', (found: Found) => each(found, () => '-1')],
    ['more than there is', (found: Found) => each(found, () => '99999999999999999999999')],
    ['a number that is none', (found: Found) => each(found, () => 'NaN')],
    ['ids of nothing', (found: Found) => each(found, () => nowhere)],
    ['a null character and half a pair', (found: Found) => each(found, () => 'a\u0000b\ud800')],
    ['nested names', (found: Found) => ({ ...Object.fromEntries(Object.keys(found.fields).flatMap((name) => [[`${name}[a]`, 'x'], [`${name}.__proto__`, 'x'], [`__proto__[${name}]`, 'x']])), __proto__x: 'x', constructor: 'x', toString: 'x' })],
    ['text that a machine would run', (found: Found) => each(found, () => '=1+1 <script>alert(1)</script> #import "/etc/passwd" \\u{202e} ${7*7} \'; drop table scheme.report; --')],
  ] as const)('%s', async (_, made) => {
    const faults: string[] = []
    for (const found of forms.values()) {
      const { status } = await send(found, made(found) as Form)
      if (status >= 500 || status < 300) faults.push(`${status} ${found.who} ${found.action}`)
    }
    expect(faults).toEqual([])
  }, 120_000)
  test('fifty thousand fields', async () => {
    const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`felt${at}`, 'x']))
    for (const found of [...forms.values()].slice(0, 5)) expect((await send(found, many)).status).toBeLessThan(500)
  }, 60_000)
})

describe('the guard, in every field that people write in', () => {
  test('an identity number is refused in words', async () => {
    const letIn: string[] = []
    for (const found of forms.values())
      for (const name of found.texts) {
        const answer = await send(found, { ...found.fields, [name]: 'Ring om 01010750160 i morgen' })
        const said = words(answer.text)
        if (answer.status < 400 || (answer.status === 422 && !/fødselsnummer|fødselsnummeret|identity number/.test(said) && !/(dato|beløp|prosent|tall|e-post|kroner|nummer|antall|klokkeslett|referanse)/i.test(said))) letIn.push(`${answer.status} ${found.who} ${found.action} ${name}`)
      }
    expect(letIn).toEqual([])
  }, 120_000)
  test('what may point at one child is asked about once more, with nothing lost, and saved when it is confirmed', async () => {
    const stine = browsers.get('stine') ?? expect.fail('stine')
    const found = [...forms.values()].find(({ action }) => action === '/runder/ny') ?? expect.fail('no form')
    const said = { ...found.fields, tittel: 'Høstrunden', informasjon: 'Vi tenker på en gutt på fire år som heter Ola.' }
    const asked = await stine.post(found.action, said)
    expect([asked.status, words(asked.text).includes('Jeg har sett på teksten'), asked.text.includes('en gutt på fire år'), asked.text.includes('name="tittel" value="Høstrunden"')]).toEqual([422, true, true, true])
    expect(words((await stine.post(found.action, { ...said, guardConfirmed: 'ja' })).text)).not.toContain('Jeg har sett på teksten')
    expect((await stine.post(found.action, { ...said, informasjon: 'Ring om 01010750160', guardConfirmed: 'ja' })).status).toBe(422)
  })
  test('nothing of it was stored', async () => {
    const tables = await world.asOwner<{ name: string }>("select format('%I.%I', table_schema, table_name) as name from information_schema.tables where table_schema in ('scheme', 'audit', 'messaging') and table_type = 'BASE TABLE'")
    const kept: string[] = []
    for (const { name } of tables) if ((await world.asOwner(`select 1 from ${name} t where t::text like '%01010750160%' limit 1`)).length > 0) kept.push(name)
    expect(kept).toEqual([])
  })
})

test('every button pressed twice at the same moment is answered, never a fault', async () => {
  const faults: string[] = []
  for (const found of forms.values()) {
    const filled = Object.fromEntries(Object.entries(found.fields).map(([name, value]) => [name, value === '' && found.texts.includes(name) ? (/dato|fra|til|frist|dag/.test(name) ? '01.02.2027' : /belop|sum|antall|vekt|prosent/.test(name) ? '100' : 'Et ord') : value]))
    for (const { status } of await Promise.all([send(found, filled), send(found, filled)])) if (status >= 500) faults.push(`${status} ${found.who} ${found.action}`)
  }
  expect(faults).toEqual([])
}, 120_000)
