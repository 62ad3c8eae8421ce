// The quick part of `npm test`, for between two edits: types, style, imports, unused code, and the tests without a database.
import { resolve } from 'node:path'
import { gates, runGates } from './gates.ts'
import { runTests } from './vitest.ts'

const root = resolve(import.meta.dirname, '..')
const checked = await runGates(root, [gates.types, gates.imports, gates.unused, gates.lint])
const tested = await runTests(root, ['unit'], 500)
const passed = checked.filter(({ ok }) => ok).length + tested.passed
const failed = checked.filter(({ ok }) => !ok).length + tested.failed
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
