import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Counted = { readonly passed: number; readonly failed: number }

type Report = { numPassedTests: number; numFailedTests: number; numPendingTests: number; testResults: { status: string; name: string; message: string; assertionResults: unknown[] }[] }

/**
 * Runs test projects and counts what they did, from the runner's own report: a file that could not be read, a skipped test,
 * a crash after the last test and a run without tests are failures.
 * @param atLeast the run is worth nothing with fewer tests
 */
export async function runTests(root: string, projects: readonly string[], atLeast: number, env: Record<string, string> = {}): Promise<Counted> {
  const report = join(tmpdir(), `samspill-tests-${process.pid}-${projects.join('-')}.json`)
  rmSync(report, { force: true })
  const args = ['run', ...projects.flatMap((name) => ['--project', name]), '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const code = await new Promise<number>((done) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } })
    child.on('error', () => done(1))
    child.on('close', (status) => done(status ?? 1))
  })
  if (!existsSync(report)) {
    console.log(`✗ ${projects.join(' and ')}: the test runner left no report`)
    return { passed: 0, failed: 1 }
  }
  const read = JSON.parse(readFileSync(report, 'utf8')) as Report
  rmSync(report, { force: true })
  const unreadable = read.testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0).length
  let failed = read.numFailedTests + unreadable + read.numPendingTests
  if (read.numPendingTests > 0) console.log(`✗ ${read.numPendingTests} tests were left out: every test runs, or is taken away`)
  if (read.numPassedTests + failed < atLeast) {
    console.log(`✗ ${projects.join(' and ')}: ${read.numPassedTests} tests, and ${atLeast} or more were expected`)
    failed += 1
  }
  if (code !== 0 && failed === 0) {
    console.log(`✗ ${projects.join(' and ')}: the test runner ended with ${code} although no test failed`)
    failed += 1
  }
  return { passed: read.numPassedTests, failed }
}
