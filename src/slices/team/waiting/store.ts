import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import { fewest } from '../../../kernel/fewest.ts'
import type { Tx } from '../../../platform/db.ts'
import type { Request, Waiting } from './rules.ts'

/** Every request a team has had, as the days they were sent and met: from guidance's published views. */
export async function loadRequests(tx: Tx, teamId: string): Promise<readonly Request[]> {
  const { rows } = await sql<{ submitted: string; met: string | null; running: boolean }>`
    select w.submitted_on::text as submitted, w.first_met_on::text as met, c.state = 'running' as running from guidance.request_wait w join guidance.case_card c on c.id = w.case_id where c.team_org_id = ${teamId}`.execute(tx)
  return rows.map((row) => ({ submitted: row.submitted as LocalDate, met: (row.met as LocalDate | null) ?? undefined, running: row.running }))
}

/** Fewer in the queue than the least number are not told, nor that there are none: of few one could know who has asked. */
export async function saveTold(tx: Tx, teamId: string, { met, days, queue }: Waiting, now: Date): Promise<void> {
  await tx.deleteFrom('team.waiting_told').where('team_org_id', '=', teamId).execute()
  await tx.insertInto('team.waiting_told').values({ team_org_id: teamId, met: days ? met : null, median_days: days?.median ?? null, ninetieth_days: days?.ninetieth ?? null, in_queue: queue < fewest ? null : queue, as_of: now }).execute()
}
export type WaitingTold = { readonly teamId: string; readonly team: string; readonly asOf: Date; readonly met: number; readonly days: Waiting['days']; /** Undefined below the least number. */ readonly queue: number | undefined }
export const loadTold = async (tx: Tx): Promise<readonly WaitingTold[]> =>
  (await tx.selectFrom('team.waiting_told as t').innerJoin('register.organisation_card as o', 'o.id', 't.team_org_id').selectAll('t').select('o.name').orderBy('o.name').orderBy('t.team_org_id').execute()).map((row) => ({
    teamId: row.team_org_id, team: row.name ?? '', asOf: row.as_of, met: row.met ?? 0, days: row.median_days === null || row.ninetieth_days === null ? undefined : { median: row.median_days, ninetieth: row.ninetieth_days }, queue: row.in_queue ?? undefined,
  }))
