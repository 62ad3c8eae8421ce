// The challenge picture of a whole country (bench/picture/fill.ts): the first load, what one new session takes while people answer, every kind of page and file as
// its reader, and beside each page the bare question to the same tables without any policy. `npm run bench:picture`. Fails when something does not come out as it should.
import { createHash } from 'node:crypto'
import type pg from 'pg'
import { demand, ms, pause, percentile, spread, timed, turnAbout } from './measuring.ts'
import { fill, largest, newSession, openSession } from './picture/fill.ts'
import { bundled, inScratch, root, signedIn } from './scratch.ts'

const contents = `export { buildApp } from './src/app.tsx'; export { keepPicture, refreshPicture } from './src/slices/insight/picture/making/actions.ts'; export * as needs from './src/slices/needs/index.ts'`
type Picture = Pick<typeof import('../src/slices/insight/picture/making/actions.ts'), 'refreshPicture' | 'keepPicture'>
const { buildApp, refreshPicture, keepPicture, needs } = await bundled<Picture & { buildApp: typeof import('../src/app.tsx').buildApp; needs: typeof import('../src/slices/needs/index.ts') }>('picture', contents)

const theme = 'rammeplan-2017-9-1'
/** Who asks, for whom, and the bare question of the overview: without policies. */
const readers = [
  { who: 'county governor', role: 'county-governor', org: largest.governor, from: `insight.picture where governor_id = '${largest.governor}'`, count: 'kindergartens', part: ['kommune', 'municipality_id'], filter: '&eierform=private&storrelse=small' },
  { who: 'municipality of 600', role: 'authority', org: largest.municipality, from: `insight.picture where municipality_id = '${largest.municipality}'`, count: 'kindergartens', part: ['sted', 'place'], filter: '&eierform=private&storrelse=small' },
  { who: 'team of 600', role: 'adviser', org: largest.team, from: `insight.evidence where seen_by_team and team_id = '${largest.team}'`, count: '1', part: ['sted', 'place'], filter: '&eierform=private&storrelse=small' },
  { who: 'owner of 300', role: 'owner', org: largest.owner, from: `insight.evidence where seen_by_owner and owner_id = '${largest.owner}'`, count: '1', part: ['storrelse', 'size'], filter: '&storrelse=small' },
] as const
const sums = (count: string) => `sum(${count}), sum(at_least), sum(mean * at_least) / sum(at_least), sum(low), sum(middle), sum(high), sum(unknown)`

await inScratch('picture', 6, async ({ deps, owner, connect }) => {
  const [watcher, writer, ender] = [await connect(), await connect(), await connect()]
  await needs.loadShipped(deps)
  await fill(owner)
  const one = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) => (await owner.query<Row>(text, values)).rows[0] as Row
  const size = await one<{ sessions: number; results: number; cases: number; needs: number }>('select (select count(*)::int from needs.staff_session) as sessions, (select count(*)::int from needs.staff_result) as results, (select count(*)::int from guidance.case) as cases, (select count(*)::int from needs.need_statement) as needs')
  console.log(`5,600 kindergartens, ${size.sessions} sessions with ${size.results} figures, ${size.cases} requests, ${size.needs} needs`)

  // Somebody answers every 25 ms or so all the while, and now and then a session is stepped on.
  const { id: open } = await one<{ id: string }>(openSession)
  const hex = (text: string) => createHash('sha256').update(text).digest('hex')
  let ballots = 0
  let stopped = false
  const write = async (times: number[]) => {
    for (; !stopped; await pause(20)) {
      const n = ballots++
      const ballot = [{ ticket: hex(`ticket ${1 + (n % 500)}`), used: hex(`used ${n}`), group: '', answers: { 'play-1': 1 + (n % 5), 'play-2': 3 } }]
      times.push(await timed(() => (n % 10 === 9 ? writer.query('update needs.staff_session set version = version + 1 where id = $1', [open]) : writer.query("select * from needs.cast_answers($1, 'play', $2::jsonb)", [open, JSON.stringify(ballot)]))))
    }
  }
  /** What writing takes while `work` goes on. */
  const whileWriting = async (work: () => Promise<unknown>) => {
    const times: number[] = []
    stopped = false
    const writing = write(times)
    const took = await timed(work)
    stopped = true
    await writing
    return { took, times }
  }
  let watching = true
  let longest = 0
  const watch = (async () => {
    for (; watching; await pause(50)) {
      const { rows } = await watcher.query<{ ms: number }>("select coalesce(max(extract(epoch from clock_timestamp() - xact_start)), 0)::float8 * 1000 as ms from pg_stat_activity where application_name = 'samspill' and datname = current_database()")
      longest = Math.max(longest, rows[0]?.ms ?? 0)
    }
  })()

  const quiet = await whileWriting(() => pause(5000))
  console.log(`writing, nothing else              ${spread(quiet.times)}`)
  const first = await whileWriting(async () => {
    for (let left = 1; left > 0; left = (await one<{ n: number }>('select count(*)::int as n from insight.pool where look_on <= current_date')).n) await refreshPicture(deps)
  })
  console.log(`first load, five years at once     ${(first.took / 1000).toFixed(1)} s, longest transaction about ${ms(longest)}`)
  console.log(`writing meanwhile                  ${spread(first.times)}`)
  watching = false
  await watch
  demand(longest < 10_000, 'no transaction of the first load is longer than 10 s')
  await owner.query('vacuum analyze')
  const made = await one<{ evidence: number; jointly: number; again: number; blocks: number; waiting: number; unread: number; small: number; wrong: number }>(`select (select count(*)::int from insight.evidence) as evidence, (select count(*)::int from insight.evidence where together > 1) as jointly, (select count(*)::int from insight.evidence where turn > 1) as again,
    (select count(*)::int from insight.picture) as blocks, (select count(*)::int from insight.evidence where picture_id is null) as waiting, (select count(*)::int from insight.picture where kindergartens < 5) as small,
    (select count(*)::int from needs.staff_session s where state = 'ended' and not exists (select from insight.evidence e where e.session_id = s.id)) as unread,
    (select count(*)::int from insight.picture p join (select picture_id, count(*) filter (where counted) as n from insight.evidence group by 1) e on e.picture_id = p.id where e.n <> p.kindergartens) as wrong`)
  console.log(`${made.evidence} known (${made.jointly} of sessions held together, ${made.again} measured again), ${made.blocks} blocks of five or more, ${made.waiting} wait`)
  demand(made.unread === 0, `every session is read (${made.unread} are not)`)
  demand(made.small === 0 && made.wrong === 0, 'every block is of five or more, and counts those it is made of')
  demand(made.blocks > 10_000, 'there are blocks')

  // A session ends; the job that runs every half minute takes it. Ten times, while others go on writing.
  const seen: number[] = []
  const refreshed = await whileWriting(async () => {
    for (let turn = 0; turn < 10; turn++) {
      const { rows } = await ender.query<{ id: string }>(newSession, [1 + turn * 36])
      const from = performance.now()
      await refreshPicture(deps)
      const there = await one<{ n: number }>('select count(*)::int as n from insight.evidence where session_id = $1', [rows[0]?.id])
      demand(there.n === 6, `the chapters the new session is about are there (${there.n} of 6)`)
      seen.push(performance.now() - from)
    }
  })
  console.log(`a refresh with one new session     ${spread(seen)}`)
  console.log(`writing meanwhile                  ${spread(refreshed.times)}`)
  // The job comes twice a minute and is fetched within two seconds.
  console.log(`from the end of a session until it is seen: at most ${((30_000 + 2000 + percentile(seen, 1)) / 1000).toFixed(1)} s`)
  demand(percentile(seen, 1) < 28_000, 'new answers are seen within a minute')
  const idle: number[] = []
  for (let turn = 0; turn < 10; turn++) idle.push(await timed(() => refreshPicture(deps)))
  console.log(`a refresh with nothing new         ${spread(idle)}`)
  console.log(`the night's round, everything      ${((await timed(() => keepPicture(deps))) / 1000).toFixed(1)} s`)

  const app = await buildApp(deps, new Map(), { css: '/a.css', js: '/a.js', folder: root })
  const person = await one<{ id: string }>("insert into identity.person (name, email, created_at) values ('Leser', 'leser@bench.example', now()) returning id")
  const before = process.memoryUsage().rss
  for (const { who, role, org, from, count, part, filter } of readers) {
    const cookies = await signedIn(owner, person.id, org, role)
    const filtered = filter.includes('eierform') ? "and ownership = 'private' and size = 'small'" : "and size = 'small'"
    const pages: readonly (readonly [string, string, number])[] = [
      ['/utfordringsbilde', `select source, theme, year, least(turn, 2), ${sums(count)} from ${from} and year in (2026, 2025) group by 1, 2, 3, 4`, 60],
      [`/utfordringsbilde?aar=2025${filter}`, `select source, theme, year, least(turn, 2), ${sums(count)} from ${from} and year in (2025, 2024) ${filtered} group by 1, 2, 3, 4`, 60],
      [`/utfordringsbilde/${theme}`, `select source, theme, year, least(turn, 2), ownership, ${sums(count)} from ${from} and theme = '${theme}' group by 1, 2, 3, 4, 5`, 60],
      [`/utfordringsbilde/${theme}?aar=2025&del=${part[0]}`, `select source, theme, year, least(turn, 2), ${part[1]}, ${sums(count)} from ${from} and theme = '${theme}' group by 1, 2, 3, 4, 5`, 60],
      [`/utfordringsbilde/${theme}?aar=2025&del=${part[0]}${filter}`, `select source, theme, year, least(turn, 2), ${part[1]}, ${sums(count)} from ${from} and theme = '${theme}' ${filtered} group by 1, 2, 3, 4, 5`, 60],
      [`/utfordringsbilde.xlsx?aar=2025&del=${part[0]}`, `select source, theme, year, least(turn, 2), ${part[1]}, ${sums(count)} from ${from} and year = 2025 group by 1, 2, 3, 4, 5`, 10],
    ]
    for (const [path, bare, turns] of pages) {
      const page = async () => {
        const answer = await app.inject({ method: 'GET', url: path, cookies })
        demand(answer.statusCode === 200, `${who} ${path} answers (${answer.statusCode})`)
      }
      const took = await turnAbout(turns, page, () => owner.query(bare))
      const [p50, p95, floor] = [percentile(took.ours, 0.5), percentile(took.ours, 0.95), percentile(took.bare, 0.5)]
      const kind = path.includes('.xlsx') ? 'file' : path.includes(theme) ? `theme${path.includes('del=') ? ', broken down' : ''}${path.includes(filter) ? ', filtered' : ''}` : `overview${path.includes(filter) ? ', filtered' : ''}`
      console.log(`${who.padEnd(20)} ${kind.padEnd(30)} p50 ${ms(p50).padStart(7)}  p95 ${ms(p95).padStart(7)}  bare SQL p50 ${ms(floor).padStart(7)}  ratio ${(p50 / floor).toFixed(1)}`)
      demand(kind === 'file' || p95 < 100, `${who} ${kind}: under 100 ms at p95`)
    }
  }
  console.log(`memory ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB (${(before / 2 ** 20).toFixed(0)} MB before the pages), at most ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`)
  await app.close()
})
