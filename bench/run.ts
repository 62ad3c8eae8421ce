// What the claims of speed rest on: the program and a bare server side by side in one run, as ratios. `-- --json` prints one object a line.
import { fork, type ChildProcess } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { openDb, openPool, system, writing } from '../src/platform/db.ts'
import { migratedTemplate, startScratchServer } from '../src/platform/scratch-database.ts'
import { buildAssets } from '../src/ui/bundle.ts'
import { startFlags } from './alone.ts'
import { load } from './load.ts'
import { median } from './measuring.ts'
import { fillBenchCounty, middleTime, officerToken } from './scheme.ts'
import { casePath, fillBenchWorld, listPath, sessionToken } from './world.ts'

const root = resolve(import.meta.dirname, '..')
const json = process.argv.includes('--json')
const seconds = Number(process.env['BENCH_SECONDS'] ?? 4)
type Result = { readonly name: string; readonly value: number; readonly unit: string; readonly floor: number; readonly ratio: number }
const results: Result[] = []
const report = (result: Result) => {
  results.push(result)
  console.log(json ? JSON.stringify(result) : `${result.name.padEnd(58)} ${result.value.toFixed(1).padStart(9)} ${result.unit.padEnd(8)} floor ${result.floor.toFixed(1).padStart(9)}  ratio ${result.ratio.toFixed(2)}`)
}

const bundle = async (entry: string, name: string) => {
  const outfile = join(root, 'dist', name)
  await build({ entryPoints: [join(root, entry)], outfile, bundle: true, packages: 'external', platform: 'node', format: 'esm', target: 'node24', jsx: 'automatic', jsxImportSource: 'preact', logLevel: 'error' })
  return outfile
}
const answerOf = <T>(child: ChildProcess) => new Promise<T>((done, fail) => child.once('message', (message) => done(message as T)).once('exit', (code) => fail(new Error(`A server of the bench ended with ${code}`))))

const assets = await buildAssets(join(root, 'dist', 'assets'))
const scratch = await startScratchServer(root, 'bench')
const children: ChildProcess[] = []
try {
  const database = await migratedTemplate(scratch, root, 'samspill_bench')
  const { host } = scratch.owner(database) as { host: string }
  const { saveStandardFlow } = (await import(await bundle('bench/flow.ts', 'bench-flow.js'))) as typeof import('./flow.ts')
  await fillBenchWorldWithFlow()
  const recording = join(root, 'dist', 'bench-questions.json')
  const app = fork(await bundle('bench/server.ts', 'bench-server.js'), [host, database, assets.css, assets.js, join(root, 'dist', 'assets'), root, recording], { execArgv: startFlags })
  children.push(app)
  const { address } = await answerOf<{ address: string }>(app)
  const headers = { cookie: `sesjon=${sessionToken}; sprak=nb` }
  const pages: Record<string, object> = {}
  for (const path of [listPath, casePath]) {
    await fetch(address + path, { headers })
    app.send({ record: true })
    const html = await (await fetch(address + path, { headers })).text()
    const said = answerOf(app)
    app.send({ record: false })
    await said
    const asked = JSON.parse(readFileSync(recording, 'utf8')) as { text: string; values: unknown[] }[]
    const questions = asked.filter(({ text }) => /^\s*(select|with)\s/.test(text) && !text.includes('set_config') && !text.includes('identity.session_now') && !text.includes('actor_'))
    const rows = path === listPath
    const [before = html, after = ''] = rows ? [html.slice(0, html.indexOf('<tbody') + 24), html.slice(html.indexOf('</tbody>'))] : [html]
    pages[path] = { questions, before, after, rows }
    if (!html.includes('V2026-')) throw new Error(`${path} did not show cases`)
  }
  const file = join(root, 'dist', 'bench-pages.json')
  writeFileSync(file, JSON.stringify(pages))
  const bare = fork(join(root, 'bench', 'bare.ts'), [host, database, scratch.server.superuser, file], { execArgv: [] })
  children.push(bare)
  const { address: bareAddress } = await answerOf<{ address: string }>(bare)
  for (const [name, path] of [['filtered case list, 50 rows with total', listPath], ['case page', casePath]] as const) {
    await load(address + path, headers, { seconds: 2 })
    await load(bareAddress + path, {}, { seconds: 2 })
    // Side by side and turn about, so that what else the machine does meets both.
    const rounds = []
    for (let round = 0; round < 3; round++) rounds.push({ ours: await load(address + path, headers, { seconds }), bare: await load(bareAddress + path, {}, { seconds }) })
    const [ours, floor] = [median(rounds.map((one) => one.ours.perSecond)), median(rounds.map((one) => one.bare.perSecond))]
    report({ name: `${name}: requests`, value: ours, unit: 'per s', floor, ratio: ours / floor })
    // Sixteen that ask without a pause keep both cores busy, and how long one then waits is sixteen divided by what the machine can do:
    // the bare server's own figure stands beside. Sixteen people who read a page for half a second before the next are the other.
    const p99 = median(rounds.map((one) => one.ours.p99))
    report({ name: `${name}: p99, 16 without pause`, value: p99, unit: 'ms', floor: 50, ratio: p99 / 50 })
    report({ name: `${name}: the bare server's p99`, value: median(rounds.map((one) => one.bare.p99)), unit: 'ms', floor: 50, ratio: median(rounds.map((one) => one.bare.p99)) / 50 })
    const read = (await load(address + path, headers, { seconds, pauseMs: 500 })).p99
    report({ name: `${name}: p99, 16 that read 0.5 s`, value: read, unit: 'ms', floor: 50, ratio: read / 50 })
    const errors = rounds.reduce((sum, one) => sum + one.ours.errors + one.bare.errors, 0)
    if (errors > 0) throw new Error(`${errors} requests failed`)
  }
  const { roundId, reports } = await fillBenchCounty(scratch.owner(database))
  const officer = { cookie: `sesjon=${officerToken}; sprak=nb` }
  for (const [name, path, floor] of [
    [`the forum's list, ${reports} reports`, 'saksliste', 100],
    [`the review's list, ${reports} reports`, 'vurdering', 200],
    [`the workbench, ${reports} reports`, 'arbeidsbenk', 1000],
  ] as const) {
    const took = await middleTime(`${address}/runder/${roundId}/${path}`, officer)
    report({ name: `${name}: one page`, value: took, unit: 'ms', floor, ratio: took / floor })
  }
  const memory = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${app.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  report({ name: 'memory of the process after load', value: memory, unit: 'MB', floor: 250, ratio: memory / 250 })
  const first = await (await fetch(`${address}/`)).text()
  const size = (content: string | Buffer) => gzipSync(content).length / 1024
  const asset = (path: string) => size(readFileSync(join(root, 'dist', path)))
  const script = asset(assets.js)
  const all = size(first) + asset(assets.css) + script
  report({ name: 'first page: HTML, CSS and script', value: all, unit: 'kB gzip', floor: 120, ratio: all / 120 })
  report({ name: 'first page: script', value: script, unit: 'kB gzip', floor: 30, ratio: script / 30 })

  async function fillBenchWorldWithFlow(): Promise<void> {
    await fillBenchWorld(scratch.owner(database), async () => {
      const pool = openPool({ host, user: 'samspill_app', database }, { max: 1 })
      await writing(openDb(pool), system, (tx) => saveStandardFlow(tx, '00000000-0000-7000-8000-000000000001', 'Leder', new Date()))
      await pool.end()
    })
  }
} finally {
  for (const child of children) child.kill()
  await scratch.server.stop()
}
