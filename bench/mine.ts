// My kindergartens: a municipality with a hundred, a team that serves them, an owner of forty of them, in a country of 2,000 (bench/mine/fill.ts). `npm run bench:mine`.
// Each reader's page from the first question to the last word of HTML, its spreadsheet, and beside each the bare count straight from the tables. Fails when p95 of a page is above 150 ms.
import { bundled, inScratch, root, signedIn } from './scratch.ts'
import { demand, ms, percentile, turnAbout } from './measuring.ts'
import { bare, fill, ours } from './mine/fill.ts'

const supervised = `select r.from_id as id from register.relation r where r.kind = 'supervised-by' and r.to_id = '${ours.municipality}'`
const owned = `select r.from_id as id from register.relation r where r.kind = 'owned-by' and r.to_id = '${ours.owner}'`
const readers = [
  { who: 'team of 100', role: 'team-leader', org: ours.team, from: supervised, rows: 100, path: '/mine-barnehager' },
  { who: 'adviser, following 23', role: 'adviser', org: ours.team, from: `${supervised} order by 1 limit 23`, rows: 22, path: '/mine-barnehager' },
  { who: 'owner of 40', role: 'owner', org: ours.owner, from: owned, rows: 40, path: '/mine-barnehager' },
  { who: 'authority of 100', role: 'authority', org: ours.municipality, from: supervised, rows: 100, path: '/mine-barnehager' },
  { who: 'team of 100, 90 days', role: 'team-leader', org: ours.team, from: supervised, rows: 100, path: '/mine-barnehager?dager=90' },
  { who: 'team, overdue only', role: 'team-leader', org: ours.team, from: supervised, rows: undefined, path: '/mine-barnehager?bare=forfalt' },
  { who: 'team of 100, file', role: 'team-leader', org: ours.team, from: supervised, rows: undefined, path: '/mine-barnehager.xlsx' },
] as const
const most = 150

type Program = { buildApp: typeof import('../src/app.tsx').buildApp; makeLists: typeof import('../src/slices/insight/unseen/actions.ts').makeLists; needs: typeof import('../src/slices/needs/index.ts') }
const { buildApp, makeLists, needs } = await bundled<Program>('mine', `export { buildApp } from './src/app.tsx'; export { makeLists } from './src/slices/insight/unseen/actions.ts'; export * as needs from './src/slices/needs/index.ts'`)

await inScratch('mine', 4, async ({ deps, owner }) => {
  await needs.loadShipped(deps)
  await fill(owner)
  await makeLists(deps, ours.team)
  await owner.query('vacuum analyze')
  const app = await buildApp(deps, new Map(), { css: '/a.css', js: '/a.js', folder: root })
  const { rows: people } = await owner.query<{ id: string }>("select id from identity.person where email = 'styrer1@bench.example'")
  for (const { who, role, org, from, rows, path } of readers) {
    const cookies = await signedIn(owner, people[0]?.id ?? '', org, role)
    let length = 0
    const page = async (turn: number) => {
      // From many addresses: the limit on how often one address may ask is not what is measured.
      const answer = await app.inject({ method: 'GET', url: path, cookies, remoteAddress: `10.0.${(turn + 8) >> 4}.${turn + 10}` })
      demand(answer.statusCode === 200, `${who} answers (${answer.statusCode})`)
      const seen = answer.payload.match(/<th role="rowheader"/g)?.length ?? 0
      if (turn === 0 && rows !== undefined) demand(seen >= rows, `${who} sees ${rows} (${seen})`)
      length = answer.rawPayload.length
    }
    // Of files a reader may ask for twenty in a minute.
    const took = await turnAbout(path.includes('.xlsx') ? 10 : 60, page, () => owner.query(bare(from)))
    const [p95, floor] = [percentile(took.ours, 0.95), percentile(took.bare, 0.95)]
    const told = (list: readonly number[]) => `p50 ${ms(percentile(list, 0.5)).padStart(7)}  p95 ${ms(percentile(list, 0.95)).padStart(7)}`
    console.log(`${who.padEnd(22)} ${told(took.ours)}  bare count ${told(took.bare)}  ratio of p95 ${(p95 / floor).toFixed(1)}  ${(length / 1024).toFixed(0)} kB`)
    demand(path.includes('.xlsx') || p95 <= most, `${who}: at most ${most} ms at p95`)
  }
  await app.close()
})
