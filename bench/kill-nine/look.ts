import pg from 'pg'
import { runningPostgres } from '../../src/platform/embedded-postgres.ts'
import type { Promised } from './writers.ts'

export type Found = { readonly lost: number; readonly half: number; /** Whole, though the answer never came: that is allowed. */ readonly unpromised: number }

let before: readonly string[] = []

/** The demonstration world's own cases are none of the measurement. */
export async function startLooking(data: string): Promise<void> {
  before = (await ask<{ id: string }>(data, 'select id from guidance.case')).map(({ id }) => id)
}

/** Looks, as the owner of the tables, for promises that were not kept and for anything that is there in part. */
export async function look(data: string, { drafts, sent, moves }: Promised): Promise<Found> {
  const rows = await ask<{ id: string; submitted: boolean; moved: number; half: string[] }>(
    data,
    `with mine as (select * from guidance.case where id <> all ($1::uuid[])),
      happened as (select e.about_id as id, e.kind, e.at from audit.event e),
      told as (select n.subject_id as id, n.kind, n.at, bool_and(exists (select from pgboss.job j where j.name = 'messaging.delivery' and j.data ->> 'id' = n.id::text)) as has_job
        from messaging.notice n where n.kind in ('guidance-requested', 'guidance-moved') group by 1, 2, 3)
    select c.id, c.submitted_at is not null as submitted,
      (select count(*)::int from happened h where h.id = c.id and h.kind = 'guidance.moved') as moved,
      array_remove(array[
        case when not exists (select from happened h where h.id = c.id and h.kind = 'guidance.draft-started') then 'a draft without its line in the history' end,
        case when (c.submitted_at is not null) <> exists (select from happened h where h.id = c.id and h.kind = 'guidance.requested') then 'sent without its line, or the line without it' end,
        case when c.submitted_at is not null and c.reference is null then 'sent without a reference' end,
        case when (select count(*) from guidance.case_step s where s.case_id = c.id) <> (select count(*) from happened h where h.id = c.id and h.kind in ('guidance.requested', 'guidance.moved')) then 'steps and lines differ' end,
        case when c.submitted_at is not null and c.step_key is distinct from (select s.step_key from guidance.case_step s where s.case_id = c.id and s.left_at is null) then 'stands in another step than its last' end,
        case when exists (select from happened h where h.id = c.id and h.kind in ('guidance.requested', 'guidance.moved')
          and not exists (select from told t where t.id = c.id and t.at = h.at and t.kind = replace(h.kind, '.', '-'))) then 'something happened, and nobody was told' end,
        case when exists (select from told t where t.id = c.id and not exists (select from happened h where h.id = c.id and h.at = t.at)) then 'told of what has not happened' end,
        case when exists (select from told t where t.id = c.id and not t.has_job) then 'a notice without its job' end
      ], null) as half
    from mine c`,
    [before],
  )
  const there = new Map(rows.map((row) => [row.id, row]))
  const lost = [...[...drafts].filter((id) => !there.has(id)), ...[...sent].filter((id) => !there.get(id)?.submitted), ...[...moves].filter(([id, count]) => (there.get(id)?.moved ?? 0) < count)]
  const [orphans] = await ask<{ n: number }>(data, "select count(*)::int as n from audit.event e where e.kind in ('guidance.draft-started', 'guidance.requested', 'guidance.moved') and not exists (select from guidance.case c where c.id = e.about_id)")
  for (const { id, half } of rows) if (half.length > 0) console.log(`  ${id}: ${half.join('; ')}`)
  const unpromised = rows.filter(({ id, submitted, moved }) => !drafts.has(id) || (submitted && !sent.has(id)) || moved > (moves.get(id) ?? 0)).length
  return { lost: lost.length, half: rows.filter(({ half }) => half.length > 0).length + (orphans?.n ?? 0), unpromised }
}

export async function ask<Row extends pg.QueryResultRow>(data: string, text: string, values: unknown[] = []): Promise<Row[]> {
  const server = await runningPostgres(data)
  if (!server) throw new Error('The database does not run')
  const client = new pg.Client(server.connection(server.superuser, 'samspill'))
  await client.connect()
  try {
    return (await client.query<Row>(text, values)).rows
  } finally {
    await client.end()
  }
}
