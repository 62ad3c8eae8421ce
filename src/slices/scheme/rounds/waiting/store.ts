import { sql } from 'kysely'
import type { Tx } from '../../../../platform/db.ts'
import type { Stage } from '../rules.ts'
import type { Facts } from './rules.ts'

export type WaitingRound = Facts & { readonly id: string; readonly title: string }

/** The county governor's rounds that are not over, or one of them, each with how far its sent reports have come: one question, however many the rounds. */
export async function loadUnfinished(tx: Tx, managerId: string, only?: string): Promise<readonly WaitingRound[]> {
  const { rows } = await sql<{ id: string; title: string; stage: Stage; opens_at: Date; closes_at: Date; report_closes_at: Date; has_forum: boolean; until: Date | null; sent: number; unconsidered: number; unassigned: number; unread: number; unrecommended: number; undecided: number; meeting: boolean }>`
    select d.id, d.title, d.stage, d.opens_at, d.closes_at, d.report_closes_at, d.forum_id is not null as has_forum,
      (select max(e.until) from scheme.extension e where e.round_id = d.id) as until,
      exists (select from scheme.meeting m where m.round_id = d.id and m.state in ('planned', 'called', 'open')) as meeting,
      count(r.id)::integer as sent,
      (count(r.id) filter (where s.eligible is null and not exists (select from scheme.clarification c where c.report_id = r.id and c.answer is null)))::integer as unconsidered,
      (count(r.id) filter (where s.eligible and s.readers = 0))::integer as unassigned,
      (count(r.id) filter (where s.eligible is null or (s.eligible and s.delivered < s.readers)))::integer as unread,
      (count(r.id) filter (where not exists (select from scheme.recommendation c where c.report_id = r.id)))::integer as unrecommended,
      (count(r.id) filter (where not exists (select from scheme.decision v where v.report_id = r.id and v.published_at is not null)))::integer as undecided
    from scheme.round d
      left join scheme.report r on r.round_id = d.id and r.state = 'submitted'
      left join scheme.report_score s on s.report_id = r.id
    where d.manager_id = ${managerId} and (${only ?? null}::uuid is null or d.id = ${only ?? null}) and d.stage not in ('ended', 'cancelled')
    group by d.id
    order by d.closes_at, d.id limit 100`.execute(tx)
  return rows.map((row) => ({
    id: row.id, title: row.title, stage: row.stage, opensAt: row.opens_at, closesAt: row.closes_at, reportClosesAt: row.report_closes_at, hasForum: row.has_forum, extendedUntil: row.until ?? undefined, hasMeeting: row.meeting,
    sent: row.sent, unconsidered: row.unconsidered, unassigned: row.unassigned, unread: row.unread, unrecommended: row.unrecommended, undecided: row.undecided,
  }))
}

/** Rounds whose deadline has passed since anybody was told, and which from now on have been told of. A test round tells nobody. For the program's own work. */
export const takePassed = (tx: Tx, now: Date): Promise<{ id: string; title: string; manager_id: string }[]> =>
  tx
    .updateTable('scheme.round')
    .set((eb) => ({ deadline_told: eb.ref('closes_at') }))
    .where('mode', '=', 'live')
    .where('stage', '=', 'announced')
    .where('closes_at', '<=', now)
    .where(sql<boolean>`deadline_told is distinct from closes_at`)
    .returning(['id', 'title', 'manager_id'])
    .execute()
