import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { orgKinds, roles } from '../src/kernel/actor.ts'
import { stepKinds } from '../src/slices/guidance/flow/definition.ts'
import { standardFlow } from '../src/slices/guidance/flow/standard-flow.ts'
import { catalogues } from '../src/texts/catalogues.ts'

// What the documents say about rules, data and words, held against the code.

const root = resolve(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

test('docs/privacy.md has every table there is', () => {
  const sql = readdirSync(join(root, 'migrations')).map((name) => read(`migrations/${name}`)).join('\n')
  const dropped = new Set([...sql.matchAll(/^drop table (\w+\.\w+)/gm)].map(([, name]) => name))
  const tables = [...sql.matchAll(/^create table (\w+)\.(\w+)/gm)].map(([, schema = '', table = '']) => ({ schema, table })).filter(({ schema, table }) => !dropped.has(`${schema}.${table}`))
  expect(tables.length).toBeGreaterThan(35)
  const sections = read('docs/privacy.md').split('\n### ')
  const missing = tables.filter(({ schema, table }) => !sections.find((section) => section.startsWith(`${schema}:`))?.includes(`\`${table}\``))
  expect(missing).toEqual([])
})

test('docs/rules/guidance.md has the steps of the standard chart, who acts and how long it takes', () => {
  const rows = read('docs/rules/guidance.md').split('| step | who acts |')[1]?.split('\n\n')[0]?.split('\n').slice(2).map((row) => row.split('|').map((cell) => cell.trim())) ?? []
  const written = rows.map(([, , who = '', deadline = '']) => [who, deadline])
  const expected = standardFlow.steps.map(({ kind, responsible, deadline }) => [
    kind === 'closed' ? '–' : responsible.replace('-', ' '),
    deadline.unit === 'none' ? 'none' : `${deadline.count} ${deadline.unit.replace('-', ' ')}`,
  ])
  expect(written).toEqual(expected)
})

test('docs/rules/guidance.md draws exactly the ways of the standard chart', () => {
  const drawn = [...read('docs/rules/guidance.md').matchAll(/^ {2}(\w+) --> (\w+)/gm)].map(([, from = '', to = '']) => `${from} ${to}`.replaceAll('_', '-'))
  const ways = standardFlow.steps.flatMap((step) => [
    ...step.next.map(({ to }) => `${step.key} ${to}`),
    // The withdrawal of the kindergarten is said in words, not drawn twelve times.
    ...step.exits.filter(({ code }) => code !== 'kindergarten-withdrew').map(({ toKind }) => `${step.key} ${toKind}`),
  ])
  expect(new Set(drawn)).toEqual(new Set([...ways, 'closed triage']))
})

test('docs/glossary.md has every role, every kind of organisation and every kind of step', () => {
  const glossary = read('docs/glossary.md')
  expect([...roles, ...orgKinds, ...stepKinds].filter((word) => !glossary.includes(`\`${word}\``) && word !== 'sessions')).toEqual([])
})

test('docs/decisions/README.md lists every decision', () => {
  const index = read('docs/decisions/README.md')
  expect(readdirSync(join(root, 'docs', 'decisions')).filter((name) => name !== 'README.md' && !index.includes(`(${name})`))).toEqual([])
})

/** Where the standard allows two forms, the product uses the first one throughout; the others are the ones not to use. */
const oneForm = {
  nb: { fram: ['frem', 'fremdeles', 'fremme'], sju: ['syv'], rollen: ['rolla', 'fila', 'lenka', 'boka', 'uka', 'avdelinga', 'endringa'], ble: ['blei'] },
  nn: { blei: ['vart', 'vert', 'vorte'], svarer: ['svarar'], gi: ['gje', 'gjev', 'gjeve', 'namngjeven'], kome: ['komme', 'kommen'], difor: ['derfor'], enno: ['ennå', 'endå'], ønskjer: ['ønsker', 'ynskjer'], skule: ['skole'], medlemer: ['medlemmer', 'medlemmene', 'medlemmen'], 'til dømes': ['for eksempel'] },
} as const

test.each(['nb', 'nn'] as const)('%s: one form of each word', (language) => {
  const unwanted = new RegExp(`(?<!\\p{L})(${Object.values(oneForm[language]).flat().join('|')})(?!\\p{L})`, 'iu')
  const steps = standardFlow.steps.flatMap((step) => [step.name, step.help, step.teamHelp, ...step.next.map((way) => way.label), ...step.exits.map((exit) => exit.name)].map((words) => words[language]))
  const texts = Object.values(catalogues[language]).flatMap((area) => Object.values<string>(area))
  expect([...texts, ...steps].filter((text) => unwanted.test(text))).toEqual([])
})
