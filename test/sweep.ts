import { formsIn, type FoundForm } from './forms-in.ts'
import type { Browser, Form, Reply, World } from './kit.ts'

// Every form of some parts of the product, found by following links, and what a hostile program sends to it that no browser would.

export type Sweep = {
  readonly forms: readonly FoundForm[]
  /** Pages that answered with a fault on the way. */
  readonly broken: readonly string[]
  readonly send: (found: FoundForm, form: Form) => Promise<Reply>
  /** What answered with a fault, of all forms sent as `made` makes them. */
  readonly faults: (made: (found: FoundForm) => Form) => Promise<readonly string[]>
  /** As `faults`, with each form sent twice at the same moment. */
  readonly faultsTwice: (made: (found: FoundForm) => Form) => Promise<readonly string[]>
}

const idsOut = (path: string): string => path.replaceAll(/[0-9a-f-]{36}/g, ':id')

/** @param wanted which addresses belong to the parts @param from where to begin @param perKind how many of addresses that differ in ids only */
export async function sweep(world: World, personas: readonly (readonly [string, string])[], wanted: RegExp, from: readonly string[], perKind = 2): Promise<Sweep> {
  const forms = new Map<string, FoundForm>()
  const browsers = new Map<string, Browser>()
  const broken: string[] = []
  for (const [person, role] of personas) {
    const who = `${person} ${role}`
    const browser = await world.as(person, role)
    browsers.set(who, browser)
    const seen = new Map<string, number>()
    const asked = new Set<string>()
    const next = [...from]
    for (let path = next.shift(); path !== undefined; path = next.shift()) {
      const kind = idsOut(path).replace(/\?.*/, '?')
      if (asked.has(path) || (seen.get(kind) ?? 0) >= perKind) continue
      asked.add(path)
      seen.set(kind, (seen.get(kind) ?? 0) + 1)
      const answer = await browser.get(path)
      if (answer.status >= 500) broken.push(`${who} ${path}`)
      if (answer.status !== 200) continue
      for (const form of formsIn(answer.text, who)) if (wanted.test(form.action)) forms.set(`${who} ${idsOut(form.action)} ${Object.keys(form.fields).sort().join()}`, form)
      for (const [, href = ''] of answer.text.matchAll(/href="([^"#]+)/g)) if (wanted.test(href) && !/\.(pdf|csv|xlsx|html|ics)(\?|$)/.test(href)) next.push(href.replaceAll('&amp;', '&'))
    }
  }
  const all = [...forms.values()]
  const send = (found: FoundForm, form: Form): Promise<Reply> => {
    const browser = browsers.get(found.who)
    if (!browser) throw new Error(found.who)
    return browser.post(found.action, form)
  }
  const told = (found: FoundForm, answers: readonly Reply[]) => answers.flatMap(({ status }) => (status >= 500 ? [`${status} ${found.who} ${found.action}`] : []))
  return {
    forms: all,
    broken,
    send,
    faults: async (made) => {
      const faults: string[] = []
      for (const found of all) faults.push(...told(found, [await send(found, made(found))]))
      return faults
    },
    faultsTwice: async (made) => {
      const faults: string[] = []
      for (const found of all) faults.push(...told(found, await Promise.all([send(found, made(found)), send(found, made(found))])))
      return faults
    },
  }
}

const nowhere = '00000000-0000-4000-8000-000000000000'
const each = (found: FoundForm, value: (name: string) => string | readonly string[]): Form => Object.fromEntries(Object.keys(found.fields).map((name) => [name, value(name)]))

/** What no browser sends, by what it is. */
export const hostile: readonly (readonly [string, (found: FoundForm) => Form])[] = [
  ['nothing at all', () => ({})],
  ['a hundred thousand characters', (found) => each(found, () => 'æ'.repeat(100_000))],
  ['less than nothing', (found) => each(found, () => '-1')],
  ['more than there is', (found) => each(found, () => '99999999999999999999999')],
  ['a number that is none', (found) => each(found, () => 'NaN')],
  ['ids of nothing', (found) => each(found, () => nowhere)],
  ['what only looks like an id', (found) => each(found, () => '-'.repeat(36))],
  ['a null character and half a pair', (found) => each(found, () => 'a\u0000b\ud800')],
  ['nested names', (found) => ({ ...Object.fromEntries(Object.keys(found.fields).flatMap((name) => [[`${name}[a]`, 'x'], [`__proto__[${name}]`, 'x']])), __proto__x: 'x', constructor: 'x', toString: 'x' })],
  ['text that a machine would run', (found) => each(found, () => '=1+1 <script>alert(1)</script> #import "/etc/passwd" \u202e ${7*7} \'; drop table needs.indicator; --')],
  ['every field three times', (found) => each(found, (name) => [found.fields[name] ?? '', found.fields[name] ?? '', nowhere])],
]

/** Each form that is well filled in, with one field at a time that is an id of nothing or a day no calendar has. */
export async function oneWrong({ forms, send }: Sweep): Promise<readonly string[]> {
  const faults: string[] = []
  const isDay = (value = '') => /^\d+\.\d+\.\d{4}$/.test(value)
  for (const found of forms)
    for (const field of Object.keys(found.fields).filter((name) => found.fields[name] === '' || isDay(found.fields[name]) || /^[0-9a-f-]{36}$/.test(found.fields[name] ?? ''))) {
      const { status } = await send(found, { ...found.fields, [field]: isDay(found.fields[field]) ? '31.12.9999' : '-'.repeat(36) })
      if (status >= 500) faults.push(`${status} ${found.who} ${found.action} ${field}`)
    }
  return faults
}

/** A form as somebody in a hurry fills it in. */
export const filledIn = (found: FoundForm): Form =>
  Object.fromEntries(Object.entries(found.fields).map(([name, value]) => [name, value === '' && found.texts.includes(name) ? (/dato|fra|til|frist|dag|apner|stenger|forste|siste|brukt/.test(name) ? '01.02.2027' : /belop|sum|antall|fysisk|digitalt/.test(name) ? '100' : 'Et ord') : value]))
