import { randomUUID } from 'node:crypto'
import type { Actor } from '../../../kernel/actor.ts'
import type { Decision } from '../../../kernel/decision.ts'
import { writing } from '../../../platform/db.ts'
import type { World } from '../../../../test/kit.ts'
import { commit, type CommitRefusal } from './ledger.ts'

export const governor = 'Statsforvalteren (oppdiktet)'
export type Amount = readonly [year: number, actor: 'owner' | 'university' | 'coordinator' | 'other', recipient: string, kroner: number]

let count = 0
/** A report of the invented county governor's with a round around it, put there by the owner of the tables. `own`: in a strand that demands thirty per cent. */
export async function reportIn(world: World, lead: string, { own = false, manager = governor } = {}): Promise<string> {
  count += 1
  const strands = [{ code: 'vanlig', name: {} }, { code: 'med-egenandel', name: {}, ownContributionPercent: 30 }]
  await world.asOwner("insert into scheme.scheme (code, definition, valid, saved_at) values ('prove', $1, '[2019-01-01,)', now()) on conflict do nothing", [JSON.stringify({ strands })])
  const [form] = await world.asOwner<{ id: string }>("insert into scheme.form (name) values ('{}') returning id")
  const [version] = await world.asOwner<{ id: string }>("insert into scheme.form_version (form_id, number, definition, changed_at, changed_by_name) values ($1, 1, '{}', now(), 'Prøve') returning id", [form?.id])
  const [round] = await world.asOwner<{ id: string }>(
    `insert into scheme.round (region_id, manager_id, scheme_code, title, kindergarten_year, stage, opens_at, closes_at, report_closes_at) values ('oslo-viken', $1, 'prove', 'Prøverunde', 2026, 'decided', '2025-10-10', '2026-02-02', '2027-01-16') returning id`,
    [await world.org(manager)],
  )
  const [report] = await world.asOwner<{ id: string }>(
    `insert into scheme.report (region_id, round_id, start_key, reference, form_version_id, lead_id, strand, state, submitted_at, begun_at, begun_by_name) values ('oslo-viken', $1, $2, $3, $4, $5, $6, 'submitted', now(), now(), 'Prøve') returning id`,
    [round?.id, randomUUID(), `PENGER-${String(count).padStart(3, '0')}-${randomUUID().slice(0, 4)}`, version?.id, await world.org(lead), own ? 'med-egenandel' : 'vanlig'],
  )
  const id = report?.id ?? ''
  await world.asOwner("insert into scheme.report_fact (report_id, title, duration, ownership, kindergartens) values ($1, 'Lek i hverdagen', 2, 'private', 1)", [id])
  await world.asOwner("insert into scheme.report_party (report_id, org_id, part) values ($1, $2, 'lead')", [id, await world.org(lead)])
  return id
}

/** A decision about the report that has been approved by another, and published unless told otherwise. */
export async function decisionIn(world: World, reportId: string, amounts: readonly Amount[], { published = true } = {}): Promise<string> {
  const at = world.clock()
  const people = await world.asOwner<{ id: string; email: string }>("select id, email from identity.person where email in ('stine.berg@statsforvalter.example', 'arve.moe@statsforvalter.example') order by email desc")
  const [row] = await world.asOwner<{ id: string }>(
    `insert into scheme.decision (report_id, number, outcome, reason, prepared_by, prepared_by_name, prepared_at, approved_by, approved_by_name, approved_at, published_at)
     select $1, coalesce(max(number), 0) + 1, 'grant', 'Prøve', $2, 'Stine Berg', $4, $3, 'Arve Moe', $4, $5 from scheme.decision where report_id = $1 returning id`,
    [reportId, people[0]?.id, people[1]?.id, at, published ? at : null],
  )
  for (const [year, actor, recipient, kroner] of amounts) await world.asOwner('insert into scheme.granted_amount (decision_id, year, actor, recipient_id, ore) values ($1, $2, $3, $4, $5)', [row?.id, year, actor, await world.org(recipient), Math.round(kroner * 100)])
  return row?.id ?? ''
}

export const commitAs = (world: World, actor: Actor, decisionId: string): Promise<Decision<CommitRefusal, unknown>> => writing(world.db, actor, (tx) => commit(tx, actor, decisionId, world.deps.now()))
