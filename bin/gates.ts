import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** What a check answers: whether it passed, how many things it looked at, and what to show when it did not pass. */
type Verdict = { readonly ok: boolean; readonly looked: number; readonly said: string }
export type Gate = {
  readonly name: string
  /** What it counts, in the plural. */
  readonly counts: string
  /** Fewer than this means that the check looked at nothing that matters, whatever it answers. */
  readonly atLeast: number
  readonly run: (root: string) => Promise<Verdict>
}
export type Passed = { readonly name: string; readonly ok: boolean }

const sourceFiles = 200

export const gates = {
  types: {
    name: 'types',
    counts: 'files',
    atLeast: sourceFiles,
    run: async (root) => {
      const { code, output } = await node(root, 'node_modules/typescript-7/bin/tsc', ['-p', '.', '--listFiles'])
      const files = output.split('\n').filter((line) => line.startsWith(root) && !line.includes('node_modules') && /\.tsx?$/.test(line))
      return { ok: code === 0, looked: files.length, said: output.split('\n').filter((line) => /error TS/.test(line) || /^ {2}/.test(line)).join('\n') }
    },
  },
  lint: {
    name: 'lint',
    counts: 'files',
    atLeast: sourceFiles,
    run: async (root) => {
      const { code, output } = await node(root, 'node_modules/oxlint/bin/oxlint', ['--deny-warnings', '--report-unused-disable-directives'])
      return { ok: code === 0, looked: Number(/on (\d+) files/.exec(output)?.[1] ?? 0), said: output }
    },
  },
  imports: {
    name: 'imports',
    counts: 'modules',
    atLeast: sourceFiles,
    run: async (root) => {
      const { code, output } = await node(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', ['src', 'test', 'bin', 'demo', '--config', '.dependency-cruiser.mjs'])
      return { ok: code === 0, looked: Number(/(\d+) modules/.exec(output)?.[1] ?? 0), said: output }
    },
  },
  unused: {
    name: 'unused code',
    counts: 'planted file found',
    atLeast: 1,
    run: async (root) => {
      const { output } = await node(root, 'node_modules/knip/bin/knip.js', ['--no-progress', '--reporter', 'compact'])
      const lines = output.split('\n').filter((line) => line.includes(':') || /^\S+\/\S+$/.test(line))
      const planted = lines.filter((line) => line.includes('test/unused-on-purpose.ts'))
      const found = output.split('\n').filter((line) => line.trim() !== '' && !/^Unused files \(1\)$/.test(line) && !line.includes('test/unused-on-purpose.ts'))
      return { ok: planted.length === 1 && found.length === 0, looked: planted.length, said: found.join('\n') }
    },
  },
  tables: {
    name: 'tables',
    counts: 'tables',
    atLeast: 30,
    run: async (root) => {
      const { code, output } = await node(root, 'bin/tables.ts', ['--check'])
      return { ok: code === 0, looked: Number(/(\d+) tables as generated/.exec(output)?.[1] ?? 0), said: output }
    },
  },
} as const satisfies Record<string, Gate>

/** Runs the gates two and two, says a line about each as it ends, and what it found when it did not pass. */
export async function runGates(root: string, wanted: readonly Gate[]): Promise<Passed[]> {
  const waiting = [...wanted]
  const done: Passed[] = []
  const lane = async () => {
    for (let gate = waiting.shift(); gate; gate = waiting.shift()) done.push(await runGate(root, gate))
  }
  await Promise.all([lane(), lane()])
  return done
}

async function runGate(root: string, gate: Gate): Promise<Passed> {
  const since = performance.now()
  const verdict = await gate.run(root).catch((problem: unknown): Verdict => ({ ok: false, looked: 0, said: String(problem) }))
  const enough = verdict.looked >= gate.atLeast
  const ok = verdict.ok && enough
  console.log(`${ok ? '✓' : '✗'} ${gate.name}: ${verdict.looked} ${gate.counts} (${seconds(since)})`)
  if (!verdict.ok) console.log(indent(verdict.said))
  if (!enough) console.log(indent(`It should have looked at ${gate.atLeast} or more ${gate.counts}, so its answer says nothing.`))
  return { name: gate.name, ok }
}

export const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`

const indent = (text: string): string =>
  text
    .trim()
    .split('\n')
    .slice(0, 200)
    .map((line) => `    ${line}`)
    .join('\n')

function node(root: string, script: string, args: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(root, script), ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NO_COLOR: '1' } })
    let output = ''
    child.stdout.on('data', (part) => (output += part))
    child.stderr.on('data', (part) => (output += part))
    child.on('error', fail)
    child.on('close', (code) => done({ code: code ?? 1, output }))
  })
}
