import { expect, test } from 'vitest'
import { flowSchema, nestFields } from './definition.ts'
import { standardFlow } from './standard-flow.ts'

test('the standard flow chart survives being stored and read', () => {
  expect(flowSchema.parse(JSON.parse(JSON.stringify(standardFlow)))).toEqual(standardFlow)
})

test('the editor’s flat fields become the same flow chart as the JSON', () => {
  const flat: Record<string, string> = {}
  const flatten = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) {
      if (value !== false) flat[path] = value === true ? 'on' : String(value)
    } else for (const [name, part] of Object.entries(value)) flatten(part, path === '' ? name : `${path}.${name}`)
  }
  flatten(standardFlow, '')
  expect(flowSchema.parse(nestFields(flat))).toEqual(standardFlow)
})

test('a removed row leaves no hole, rows are sorted by number, and a row nobody filled in is left out', () => {
  const fields = { 'steps.10.key': 'b', 'steps.2.key': 'a', 'steps.3.key': ' ', 'steps.3.name.nb': '', 'steps.2.gates': ['plan-agreed'] }
  expect(nestFields(fields)).toEqual({ steps: [{ key: 'a', gates: ['plan-agreed'] }, { key: 'b' }] })
})

test('a field name cannot reach what all objects share', () => {
  nestFields({ '__proto__.polluted': 'yes', 'constructor.prototype.polluted': 'yes' })
  expect('polluted' in {}).toBe(false)
})

test('half a flow chart is a draft: texts may be empty, lists may be missing', () => {
  const draft = flowSchema.parse({ steps: [{ key: 'request', kind: 'request', responsible: 'head' }] })
  expect(draft.steps[0]).toMatchObject({ gates: [], next: [], exits: [], deadline: { unit: 'none' }, name: { nb: '', nn: '', en: '' } })
})

const base = { key: 'triage', kind: 'triage', responsible: 'team-leader' }
test.each([
  ['a key with a space', { ...base, key: 'first step' }, 'slug-needed'],
  ['a key with a capital', { ...base, key: 'Triage' }, 'slug-needed'],
  ['no key', { ...base, key: undefined }, 'slug-needed'],
  ['an unknown kind', { ...base, kind: 'lunch' }, 'choice-needed'],
  ['an unknown gate', { ...base, gates: ['full-moon'] }, 'choice-needed'],
  ['a name that is too long for a box', { ...base, name: { nb: 'x'.repeat(61), nn: '', en: '' } }, 'text-too-long'],
  ['half a day', { ...base, deadline: { unit: 'working-days', count: 2.5, from: 'step-entered' } }, 'whole-number-needed'],
  ['days in words', { ...base, deadline: { unit: 'working-days', count: 'fem', from: 'step-entered' } }, 'whole-number-needed'],
  ['fewer than no days', { ...base, deadline: { unit: 'working-days', count: -1, from: 'step-entered' } }, 'whole-number-needed'],
  ['a deadline counted from nothing known', { ...base, deadline: { unit: 'months', count: 3, from: 'christmas' } }, 'choice-needed'],
])('refuses %s', (_, step, because) => {
  const result = flowSchema.safeParse({ steps: [step] })
  expect(result.error?.issues.map((issue) => issue.message)).toEqual([because])
})
