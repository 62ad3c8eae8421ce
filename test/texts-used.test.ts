import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { catalogues } from '../src/texts/catalogues.ts'

// A text that no page shows is read, translated and kept in three languages for nobody.

const folder = resolve(import.meta.dirname, '..', 'src')
const code = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/^texts\/(nb|nn|en)\//.test(path) && !/\.(test|fixtures)\.tsx?$/.test(path))
  .map((path) => readFileSync(join(folder, path), 'utf8'))
  .join('\n')

/** Keys made of parts: `work.refusal.${because}` is any key that begins so. */
const made = [...code.matchAll(/`([a-z][\w.-]*\$\{[^`]*)`/g)].map(([, key = '']) => new RegExp(`^${key.split(/\$\{[^}]*\}/).map((part) => part.replaceAll(/[.*+?^$()|[\]\\{}]/g, String.raw`\$&`)).join('.+')}$`))
/** The sentences of events are found by the event's own name (`guidance/cases/events.ts`). */
const isEvent = (key: string) => /^(guidance|flow|work|evaluation|handover)\.event\./.test(key)
const written = new Set([...code.matchAll(/['"]([a-z][\w.-]+)['"]/g)].map(([, key]) => key))
const isUsed = (key: string) => written.has(key) || isEvent(key) || made.some((pattern) => pattern.test(key))

test('every text is used', () => {
  const keys = Object.entries(catalogues.nb).flatMap(([area, texts]) => Object.keys(texts).map((key) => `${area}.${key}`))
  expect(keys.length).toBeGreaterThan(1000)
  expect(keys.filter((key) => !isUsed(key))).toEqual([])
  expect([isUsed('common.save'), isUsed('common.nobody-says-this')]).toEqual([true, false])
})
