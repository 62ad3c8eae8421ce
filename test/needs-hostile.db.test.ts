import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formsIn, type FoundForm as Found } from './forms-in.ts'
import { openWorld, type Browser, type Form, type World } from './kit.ts'

// Forms of needs, insight, measures and strategy as a hostile program sends them: every form that is found by following links, with what no browser would send.

let world: World
const forms = new Map<string, Found>()
const browsers = new Map<string, Browser>()
const personas = [['siri', 'head'], ['tone', 'team-leader'], ['olav', 'owner'], ['olav', 'authority']] as const
const ofNeeds = /^\/(okter|behovsbeskrivelser|kunnskapsgrunnlag|kartlegginger|sporsmal|utfordringsbilde|kart|lite-kontakt|nettverk|tiltak|kvalitetsmelding)(?![a-z-])/
const nowhere = '00000000-0000-4000-8000-000000000000'
/** Of addresses that differ in ids only. */
const perKind = 2

const broken: string[] = []
async function follow(who: string, browser: Browser): Promise<void> {
  const seen = new Map<string, number>()
  const asked = new Set<string>()
  const next = ['/okter', '/okter/sammenlikning', '/behovsbeskrivelser', '/kartlegginger', '/kartlegginger/fil', '/sporsmal', '/utfordringsbilde', '/lite-kontakt', '/lite-kontakt/innstillinger', '/lite-kontakt/nettverk', '/nettverk', '/tiltak', '/kvalitetsmelding']
  for (let path = next.shift(); path !== undefined; path = next.shift()) {
    const kind = path.replaceAll(/[0-9a-f-]{36}/g, ':id').replace(/\?.*/, '?')
    if (asked.has(path) || (seen.get(kind) ?? 0) >= perKind) continue
    asked.add(path)
    seen.set(kind, (seen.get(kind) ?? 0) + 1)
    const answer = await browser.get(path)
    if (answer.status >= 500) broken.push(`${who} ${path}`)
    if (answer.status !== 200) continue
    for (const form of formsIn(answer.text, who)) if (ofNeeds.test(form.action)) forms.set(`${who} ${form.action.replaceAll(/[0-9a-f-]{36}/g, ':id')} ${Object.keys(form.fields).sort().join()}`, form)
    for (const [, href = ''] of answer.text.matchAll(/href="([^"#]+)/g)) if (ofNeeds.test(href) && !/\.(pdf|csv|xlsx|html)(\?|$)/.test(href)) next.push(href.replaceAll('&amp;', '&'))
  }
}

beforeAll(async () => {
  world = await openWorld()
  for (const [person, role] of personas) {
    const who = `${person} ${role}`
    browsers.set(who, await world.as(person, role))
    await follow(who, browsers.get(who) ?? expect.fail(who))
  }
}, 180_000)
afterAll(() => world.close())

const send = (found: Found, form: Form) => (browsers.get(found.who) ?? expect.fail(found.who)).post(found.action, form)

test('the pages of the demonstration world have forms to try', () => {
  expect(broken).toEqual([])
  expect(forms.size).toBeGreaterThan(40)
})

const each = (found: Found, value: (name: string) => string | readonly string[]): Form => Object.fromEntries(Object.keys(found.fields).map((name) => [name, value(name)]))
describe('what no browser sends is refused, never a fault', () => {
  test.each([
    ['nothing at all', () => ({})],
    ['a hundred thousand characters', (found: Found) => each(found, () => 'æ'.repeat(100_000))],
    ['less than nothing', (found: Found) => each(found, () => '-1')],
    ['more than there is', (found: Found) => each(found, () => '99999999999999999999999')],
    ['a number that is none', (found: Found) => each(found, () => 'NaN')],
    ['ids of nothing', (found: Found) => each(found, () => nowhere)],
    ['what only looks like an id', (found: Found) => each(found, () => '-'.repeat(36))],
    ['a null character and half a pair', (found: Found) => each(found, () => 'a\u0000b\ud800')],
    ['nested names', (found: Found) => ({ ...Object.fromEntries(Object.keys(found.fields).flatMap((name) => [[`${name}[a]`, 'x'], [`__proto__[${name}]`, 'x']])), __proto__x: 'x', constructor: 'x', toString: 'x' })],
    ['text that a machine would run', (found: Found) => each(found, () => '=1+1 <script>alert(1)</script> #import "/etc/passwd" \u202e ${7*7} \'; drop table needs.indicator; --')],
    ['every field three times', (found: Found) => each(found, (name) => [found.fields[name] ?? '', found.fields[name] ?? '', nowhere])],
  ] as const)('%s', async (_, made) => {
    const faults: string[] = []
    for (const found of forms.values()) {
      const { status } = await send(found, made(found) as Form)
      if (status >= 500) faults.push(`${status} ${found.who} ${found.action}`)
    }
    expect(faults).toEqual([])
  }, 300_000)
  test('an id that is none, or a day no calendar has, in one field of a form that is well filled in', async () => {
    const faults: string[] = []
    for (const found of forms.values())
      for (const field of Object.keys(found.fields).filter((name) => found.fields[name] === '' || /^[0-9a-f-]{36}$|^\d+\.\d+\.\d{4}$/.test(found.fields[name] ?? ''))) {
        const { status } = await send(found, { ...found.fields, [field]: /^\d+\.\d+\.\d{4}$/.test(found.fields[field] ?? '') ? '31.12.9999' : '-'.repeat(36) })
        if (status >= 500) faults.push(`${status} ${found.who} ${found.action} ${field}`)
      }
    expect(faults).toEqual([])
  }, 120_000)
  test('fifty thousand fields', async () => {
    const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`felt${at}`, 'x']))
    for (const found of [...forms.values()].slice(0, 5)) expect((await send(found, many)).status).toBeLessThan(500)
  }, 60_000)
})

test('every button pressed twice at the same moment is answered, never a fault', async () => {
  const faults: string[] = []
  for (const found of forms.values()) {
    const filled = Object.fromEntries(Object.entries(found.fields).map(([name, value]) => [name, value === '' && found.texts.includes(name) ? (/dato|fra|til|frist|dag/.test(name) ? '01.02.2027' : /belop|sum|antall/.test(name) ? '100' : 'Et ord') : value]))
    for (const { status } of await Promise.all([send(found, filled), send(found, filled)])) if (status >= 500) faults.push(`${status} ${found.who} ${found.action}`)
  }
  expect(faults).toEqual([])
}, 180_000)
