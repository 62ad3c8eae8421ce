import { sql } from 'kysely'
import type { Actor } from '../../src/kernel/actor.ts'
import { ore, zero } from '../../src/kernel/money.ts'
import { actAs, system } from '../../src/platform/db.ts'
import { openOptimiser } from '../../src/platform/optimiser.ts'
import { explain } from '../../src/slices/scheme/portfolio/explain.ts'
import { levelAt, modelVersion, prepare, type Candidate } from '../../src/slices/scheme/portfolio/model.ts'
import { pointsOf, type ScenarioSettings } from '../../src/slices/scheme/portfolio/points.ts'
import { solve } from '../../src/slices/scheme/portfolio/solve.ts'
import { insertResults, insertScenario, loadFacts } from '../../src/slices/scheme/portfolio/store.ts'
import { loadScheme } from '../../src/slices/scheme/schemes/store.ts'
import { governor, type DemoWorld } from './granted.ts'

/** Points for the reports of the rounds that lie before the forum, so that a distribution can be worked out. Invented: greater need gives more, with some difference. */
export async function loadDemoPoints({ tx, org, person }: DemoWorld): Promise<void> {
  const [reader, managerId] = [person('arve'), org(governor)]
  await sql`
    with report as (
      select r.id, r.submitted_at, f.challenge, d.scheme_code, row_number() over (order by r.reference) as at,
        coalesce((select max(s.number) from scheme.submission s where s.report_id = r.id), 1) as number
      from scheme.report r join scheme.report_fact f on f.report_id = r.id join scheme.round d on d.id = r.round_id
      where d.manager_id = ${managerId} and d.stage = 'in-forum' and r.state = 'submitted'
    ), scored as (
      select report.*, c.value ->> 'code' as code, coalesce((c.value ->> 'weight')::integer, 0) as weight,
        least(4, greatest(0, coalesce(report.challenge, 2) + ((report.at * 7 + c.ordinality * 5) % 3) - 1))::integer as points
      from report join scheme.scheme s on s.code = report.scheme_code, jsonb_array_elements(s.definition -> 'priority') with ordinality c
    )
    insert into scheme.review_delivery (report_id, person_id, person_name, org_name, criteria_number, submission_number, scores, points, delivered_at)
    select id, ${reader.personId}, ${reader.name}, ${governor}, 0, min(number), jsonb_agg(jsonb_build_object('code', code, 'points', points, 'reason', '')), sum(points * weight) / (4.0 * nullif(sum(weight), 0)) * 100, min(submitted_at) + interval '10 days'
    from scored group by id`.execute(tx)
}

/** One proposal worked out for the round before the forum, by the program itself: what people see first is something to look at. It is not laid before the forum. */
export async function loadDemoProposal({ tx, org, person }: DemoWorld, now: Date): Promise<void> {
  const [officer, managerId] = [person('stine'), org(governor)]
  const [round] = (await sql<{ id: string; scheme_code: string }>`select id, scheme_code from scheme.round where manager_id = ${managerId} and stage = 'in-forum' order by id limit 1`.execute(tx)).rows
  const scheme = round && (await loadScheme(tx, round.scheme_code))
  if (!round || !scheme) return
  await actAs(tx, { personId: officer.personId, membershipId: officer.membershipIds[0], name: officer.name, language: 'nb', orgId: managerId, orgName: '', orgKind: 'county-governor', role: 'county-governor', onBehalfOf: undefined } as Actor)
  const facts = await loadFacts(tx, round.id)
  await actAs(tx, system)
  const weights = scheme.priority.map(({ code, weight = 0 }) => ({ code, weight }))
  const candidates = facts.map(({ id, asked, university, ownership, district, challenge, kindergartens, staff, delivered }): Candidate => ({ id, asked, university, ownership, district, challenge, kindergartens, staff, points: pointsOf(delivered, weights, 4) }))
  const years = [...new Set(candidates.flatMap((one) => one.asked.map(({ year }) => year)))].sort()
  // Room for a good half of what is asked for, so that there is something to choose.
  const asked = (year: number) => candidates.reduce((sum, one) => sum + one.asked.reduce((all, line) => (line.year === year ? all + line.ore : all), 0), 0)
  const settings: ScenarioSettings = { counting: 'report', steps: [75, 100], least: ore(5_000_000), frames: years.map((year) => ({ year, frame: ore(Math.round((asked(year) * 0.55) / 1_000_000) * 1_000_000), committed: zero })), capacities: [], fairness: [{ group: { kind: 'ownership', of: 'private' }, measure: 'reports', least: 40 }], weights, scale: 4 }
  const prepared = prepare({ candidates, settings, locks: [] })
  const solver = openOptimiser({ idleFor: 1 })
  const outcome = await solve(prepared, solver.solve, () => performance.now(), 20_000)
  solver.end()
  if (outcome.kind !== 'optimal') return
  const id = await insertScenario(tx, { roundId: round.id, startKey: crypto.randomUUID(), name: 'Drøyt halvparten av det det er søkt om', settings, outcome: 'optimal', worth: outcome.worth, bound: outcome.worth, conflict: undefined, milliseconds: 100, modelVersion, solver: 'HiGHS 1.15.3', madeAt: now, madeBy: officer.name })
  const told = new Map(explain(prepared, outcome.portfolio).map((one) => [one.id, one]))
  const results = prepared.items.flatMap((item) => {
    const one = told.get(item.candidate.id)
    return one ? [{ candidate: item.candidate, lock: undefined, percent: one.percent, granted: levelAt(item, one.percent)?.lines ?? [], told: one }] : []
  })
  await insertResults(tx, id, results)
}
