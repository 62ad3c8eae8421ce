// Everything that must hold, on a machine with nothing but Node and npm. What CI runs. Ends with a line of its own: `N passed, N failed`.
import { resolve } from 'node:path'
import { findOrInstallChromium } from './chromium.ts'
import { gates, runGates, seconds } from './gates.ts'
import { runTests } from './vitest.ts'

const root = resolve(import.meta.dirname, '..')
const since = performance.now()
const chromium = findOrInstallChromium()

const checked = await runGates(root, [gates.tables, gates.types, gates.imports, gates.unused, gates.lint])
const tested = await runTests(root, ['unit', 'slices'], 700)
const journeys = 'path' in chromium ? await runTests(root, ['journeys'], 35, { CHROME_PATH: chromium.path }) : { passed: 0, failed: 1 }
if ('missing' in chromium) console.log(`✗ browser tests: ${chromium.missing}`)

const passed = checked.filter(({ ok }) => ok).length + tested.passed + journeys.passed
const failed = checked.filter(({ ok }) => !ok).length + tested.failed + journeys.failed
console.log(`\n${checked.length} gates, ${tested.passed + tested.failed} tests of rules and slices, ${journeys.passed + journeys.failed} journeys in a browser (${seconds(since)})`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
