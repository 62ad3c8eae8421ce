import pg from 'pg'
import { createHash } from 'node:crypto'
import type { Connection } from '../src/platform/db.ts'

/** The token of the one session that the load is sent with: an adviser of the team. */
export const sessionToken = 'bench-session-token-with-forty-three-chars-'

/**
 * Fills a migrated database with 2,000 invented kindergartens, 1,600 cases and 20,000 events, and a signed-in adviser.
 * Figures only: no person, no real unit.
 */
export async function fillBenchWorld(connection: Connection, withFlow: () => Promise<void>): Promise<void> {
  const client = new pg.Client(connection)
  await client.connect()
  const run = (text: string, values: unknown[] = []) => client.query(text, values)
  await run("insert into register.organisation (id, kind, form, name, fictitious, created_at) values ('00000000-0000-7000-8000-000000000001', 'support-service', 'competence-team', 'Benketeamet', true, now())")
  await withFlow()
  await run(`with k as (insert into register.organisation (id, kind, name, fictitious, created_at)
      select ('10000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'kindergarten', 'Benkbarnehage ' || n, true, now() from generate_series(1, 2000) n returning id, name)
    insert into register.register_fact (organisation_id, name, postal_place, capacity, ownership, owner_name, source, as_of, read_at)
      select id, name, 'Benkdal', 20 + (row_number() over ()) % 80, case when (row_number() over ()) % 3 = 0 then 'municipal' else 'private' end, 'Benkeier', 'bench', '2026-01-01', now() from k`)
  await run("insert into identity.person (id, name, email, created_at) select ('20000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'Rådgiver ' || n, 'r' || n || '@bench.example', now() from generate_series(1, 20) n")
  await run("insert into identity.membership (id, person_id, org_id, role, period) select ('30000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, ('20000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, '00000000-0000-7000-8000-000000000001', 'adviser', '[2020-01-01,)' from generate_series(1, 20) n")
  await run(`insert into guidance.case (id, region_id, reference, kindergarten_id, team_org_id, flow_version_id, state, step_key, step_kind, step_entered_at, due_on, target, themes, experienced, since_when, tried, effect, wished, goal, staff_involved, staff_involved_how, owner_informed, created_at, created_by, created_by_name, changed_at, changed_by_name, submitted_at, submitted_by_name)
    select ('40000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'oslo-viken', 'V2026-' || lpad(n::text, 4, '0'), ('10000000-0000-7000-8000-' || lpad(to_hex(1 + n % 2000), 12, '0'))::uuid, '00000000-0000-7000-8000-000000000001', (select id from guidance.flow_version limit 1), 'running', 'sessions', 'sessions', now() - n * interval '1 hour', current_date + (n % 90), 'whole-staff', array['rammeplan-2017-6'], repeat('Overgangene er urolige. ', 10), 'i høst', repeat('Vi har prøvd. ', 10), '', repeat('Hjelp ønskes. ', 5), 'Ro', 'yes', 'Møte', true, now(), '20000000-0000-7000-8000-000000000001', 'Styrer', now(), 'Styrer', now() - n * interval '1 hour', 'Styrer' from generate_series(1, 1600) n`)
  await run("insert into guidance.case_step (case_id, step_key, entered_at, entered_by, entered_by_name) select id, 'sessions', step_entered_at, created_by, 'Rådgiver' from guidance.case")
  await run("insert into guidance.assignment (case_id, membership_id, adviser_name, assigned_at, assigned_by_name) select c.id, ('30000000-0000-7000-8000-' || lpad(to_hex(1 + (row_number() over ()) % 20), 12, '0'))::uuid, 'Rådgiver ' || (1 + (row_number() over ()) % 20), now(), 'Leder' from guidance.case c")
  await run("insert into guidance.note (case_id, visibility, text, written_at, written_by, written_by_name) select id, case when n = 1 then 'internal' else 'shared' end, repeat('Vi møtes på avdelingen. ', 4), now(), created_by, 'Rådgiver' from guidance.case, generate_series(1, 3) n")
  await run("insert into guidance.meeting (case_id, kind, number, held_on, theme, agreed, minutes_used, written_at, written_by_name) select id, case when n = 0 then 'start-meeting' else 'session' end, nullif(n, 0), current_date - 30 + n, 'Overganger', repeat('Personalet prøver ut. ', 4), 60, now(), 'Rådgiver' from guidance.case, generate_series(0, 3) n")
  await run("insert into guidance.observation (case_id, department, observed_on, focus, strengths, written_at, written_by_name) select id, 'Avdeling ' || n, current_date - 20, 'Overganger', repeat('Rolig ved bordet. ', 4), now(), 'Rådgiver' from guidance.case, generate_series(1, 2) n")
  await run("insert into guidance.plan_item (case_id, position, problem, goal, sign, measure, who, timing, evaluate_on, written_at, written_by_name) select id, n, 'Uro', 'Ro', 'Færre avbrudd', repeat('Små grupper. ', 4), 'Alle', 'Til jul', current_date + 60, now(), 'Rådgiver' from guidance.case, generate_series(1, 3) n")
  await run("insert into audit.event (at, kind, about_kind, about_id, reader_org_ids, visibility, role, who) select now() - n * interval '1 minute', 'guidance.note-written', 'case', ('40000000-0000-7000-8000-' || lpad(to_hex(1 + n % 1600), 12, '0'))::uuid, array['00000000-0000-7000-8000-000000000001'::uuid], 'shared', 'adviser', 'Rådgiver' from generate_series(1, 20000) n")
  await run("insert into identity.session (token_hash, person_id, membership_id, provider, issuer, subject, csrf, started_at, seen_at) values ($1, '20000000-0000-7000-8000-000000000001', '30000000-0000-7000-8000-000000000001', 'bench', 'bench', 'bench', 'bench', now(), now())", [createHash('sha256').update(sessionToken).digest()])
  await run('vacuum analyze')
  await client.end()
}

export const listPath = '/veiledning?visning=alle&eierform=privat&sorter=frist&antall=50'
export const casePath = '/veiledning/40000000-0000-7000-8000-000000000010'
