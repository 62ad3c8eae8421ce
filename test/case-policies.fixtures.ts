import type { Actor } from '../src/kernel/actor.ts'
import type { World } from './kit.ts'

/** Text as SQL writes it. */
export const q = (text: string | null | undefined): string => (text === null || text === undefined ? 'null' : `'${text.replaceAll("'", "''")}'`)

/** A running case of Solstråla, which Ragnhild has, with a row in everything that hangs on it. Put there by the owner of the tables. */
export async function loadCaseWithParts(world: World, { siri, ragnhild, ppt }: { readonly siri: Actor; readonly ragnhild: Actor; readonly ppt: string }): Promise<string> {
  const [one] = await world.asOwner<{ id: string }>(
    `insert into guidance.case (region_id, kindergarten_id, team_org_id, state, reference, step_key, step_kind, step_entered_at, flow_version_id, submitted_at, submitted_by_name, target, experienced, created_at, created_by, created_by_name, changed_at, changed_by_name)
     values ('oslo-viken', $1, $2, 'running', 'PRØVE-2', 'sessions', 'sessions', $3, (select id from guidance.flow_version where team_org_id = $2 and status = 'published'), $3, 'Siri Solheim', 'whole-staff', 'Urolige overganger', $3, $4, 'Siri Solheim', $3, 'Siri Solheim') returning id`,
    [siri.orgId, ragnhild.orgId, world.clock(), siri.personId],
  )
  const id = one?.id ?? ''
  const at = `timestamptz ${q(world.clock().toISOString())}`
  const [bySiri, byRagnhild] = [`${at}, ${q(siri.personId)}, ${q(siri.name)}`, `${at}, ${q(ragnhild.personId)}, ${q(ragnhild.name)}`]
  const rows = [
    `case_step (case_id, step_key, entered_at, entered_by, entered_by_name) values ('${id}', 'sessions', ${byRagnhild})`,
    `assignment (case_id, membership_id, adviser_name, assigned_at, assigned_by_name) values ('${id}', ${q(ragnhild.membershipId)}, 'Ragnhild Dal', ${at}, 'Tone Haugen')`,
    `note (case_id, visibility, text, written_at, written_by, written_by_name) values ('${id}', 'shared', 'Delt', ${bySiri}), ('${id}', 'internal', 'Internt', ${byRagnhild})`,
    `meeting (case_id, kind, number, held_on, minutes_used, written_at, written_by, written_by_name) values ('${id}', 'session', 1, '2026-11-20', 60, ${byRagnhild})`,
    `observation (case_id, department, observed_on, focus, written_at, written_by, written_by_name) values ('${id}', '*', '2026-11-20', 'Overganger', ${byRagnhild})`,
    `correction (case_id, about_kind, about_id, text, form_key, written_at, written_by, written_by_name) values ('${id}', 'meeting', gen_random_uuid(), 'Rettet', gen_random_uuid(), ${bySiri})`,
    `proposed_time (case_id, on_date, at_time, place, side, form_key, proposed_at, proposed_by, proposed_by_name) values ('${id}', '2026-12-01', '10:00', 'Her', 'kindergarten', gen_random_uuid(), ${bySiri})`,
    `plan_item (case_id, position, problem, goal, sign, measure, who, timing, evaluate_on, written_at, written_by_name) values ('${id}', 1, 'p', 'g', 's', 'm', 'w', 't', '2027-05-01', ${at}, 'Ragnhild Dal')`,
    `plan_agreement (case_id, side, agreed_at, agreed_by, agreed_by_name) values ('${id}', 'kindergarten', ${bySiri}), ('${id}', 'team', ${byRagnhild})`,
    `evaluation (case_id, side, round, goal_reached, written_at, written_by_name) values ('${id}', 'head', 1, 4, ${at}, 'Siri Solheim'), ('${id}', 'adviser', 2, 3, ${at}, 'Ragnhild Dal')`,
    `staff_link (case_id, token_hash, opened_at, closes_on) values ('${id}', '\\x01', ${at}, '2026-12-03')`,
    `follow_up (case_id, held_on, lasting, what_lasted, written_at, written_by_name) values ('${id}', '2026-11-20', 4, 'Rutinene', ${at}, 'Ragnhild Dal')`,
    `attachment (case_id, name, media_type, size, sha256, content, added_at, added_by, added_by_name) values ('${id}', 'a.pdf', 'application/pdf', 5, 'x', '%PDF-', ${bySiri})`,
    `hand_over (case_id, to_org_id, shared_summary, reason_code, handed_at, handed_by_name, kindergarten_name, team_name, reference) values ('${id}', ${q(ppt)}, 'Oppsummert', 'other-competence', ${at}, 'Ragnhild Dal', 'Solstråla', 'Teamet', 'PRØVE-2')`,
  ]
  for (const row of rows) await world.asOwner(`insert into guidance.${row}`)
  return id
}

type Attempt = (case_: string, actor: Actor, side: 'kindergarten' | 'team') => readonly string[]
export type Part = { readonly table: string; readonly where?: string; readonly add: Attempt; readonly change: Attempt }

const only = (id: string, more = ''): string => `where case_id = '${id}'${more}`
const signed = (actor: Actor): string => `now(), ${q(actor.personId)}, ${q(actor.name)}`

/** How somebody who means it honestly would add a row to each part of a case, signed with the own name, and change the one that is there. */
export const parts: readonly Part[] = [
  {
    table: 'case_step',
    add: (id, actor) => [`insert into guidance.case_step (case_id, step_key, left_at, entered_at, entered_by, entered_by_name) values ('${id}', 'plan', now(), now() - interval '1 minute', ${q(actor.personId)}, ${q(actor.name)})`],
    change: (id) => [`update guidance.case_step set left_at = entered_at + interval '1 day' ${only(id)}`],
  },
  {
    table: 'assignment',
    add: (id, actor) => [`insert into guidance.assignment (case_id, membership_id, adviser_name, assigned_at, assigned_by_name) values ('${id}', ${q(actor.membershipId)}, ${q(actor.name)}, now(), ${q(actor.name)}) on conflict do nothing`],
    change: (id) => [`update guidance.assignment set ended_at = now(), ended_reason = 'x' ${only(id)}`],
  },
  {
    table: 'note',
    where: "visibility = 'shared'",
    add: (id, actor) => [`insert into guidance.note (case_id, visibility, text, written_at, written_by, written_by_name) values ('${id}', 'shared', 'x', ${signed(actor)})`],
    change: (id) => [`update guidance.note set text = 'x' ${only(id)}`],
  },
  {
    table: 'note',
    where: "visibility = 'internal'",
    add: (id, actor) => [`insert into guidance.note (case_id, visibility, text, written_at, written_by, written_by_name) values ('${id}', 'internal', 'x', ${signed(actor)})`],
    change: (id) => [`update guidance.note set visibility = 'shared' ${only(id)}`],
  },
  {
    table: 'meeting',
    add: (id, actor) => [`insert into guidance.meeting (case_id, kind, number, held_on, minutes_used, written_at, written_by, written_by_name) values ('${id}', 'session', 9, '2026-11-20', 1, ${signed(actor)})`],
    change: (id) => [`update guidance.meeting set agreed = 'x' ${only(id)}`],
  },
  {
    table: 'observation',
    add: (id, actor) => [`insert into guidance.observation (case_id, department, observed_on, focus, written_at, written_by, written_by_name) values ('${id}', '*', '2026-11-20', 'x', ${signed(actor)})`],
    change: (id) => [`update guidance.observation set focus = 'x' ${only(id)}`],
  },
  {
    table: 'correction',
    add: (id, actor) => [`insert into guidance.correction (case_id, about_kind, about_id, text, form_key, written_at, written_by, written_by_name) values ('${id}', 'meeting', gen_random_uuid(), 'x', gen_random_uuid(), ${signed(actor)})`],
    change: (id) => [`update guidance.correction set text = 'x' ${only(id)}`],
  },
  {
    table: 'proposed_time',
    add: (id, actor, side) => [
      `update guidance.proposed_time set replaced_at = now() ${only(id)}`,
      `insert into guidance.proposed_time (case_id, on_date, at_time, place, side, form_key, proposed_at, proposed_by, proposed_by_name) values ('${id}', '2026-12-02', '11:00', 'x', '${side}', gen_random_uuid(), ${signed(actor)})`,
    ],
    change: (id) => [`update guidance.proposed_time set replaced_at = now() ${only(id)}`],
  },
  {
    table: 'plan_item',
    add: (id, actor) => [`insert into guidance.plan_item (case_id, position, problem, goal, sign, measure, who, timing, evaluate_on, written_at, written_by_name) values ('${id}', 2, 'p', 'g', 's', 'm', 'w', 't', '2027-05-01', now(), ${q(actor.name)})`],
    change: (id, actor) => [`update guidance.plan_item set goal = 'x', version = version + 1, written_by_name = ${q(actor.name)} ${only(id)}`],
  },
  {
    table: 'plan_agreement',
    add: (id, actor, side) => [
      `update guidance.plan_agreement set void_at = now(), void_by_name = ${q(actor.name)} ${only(id)}`,
      `insert into guidance.plan_agreement (case_id, side, agreed_at, agreed_by, agreed_by_name, on_behalf_of) values ('${id}', '${side}', ${signed(actor)}, ${q(actor.onBehalfOf?.name)})`,
    ],
    change: (id, actor) => [`update guidance.plan_agreement set void_at = now(), void_by_name = ${q(actor.name)} ${only(id)}`],
  },
  {
    table: 'evaluation',
    where: "side = 'head'",
    add: (id, actor) => [`insert into guidance.evaluation (case_id, side, round, goal_reached, written_at, written_by_name) values ('${id}', 'head', 3, 4, now(), ${q(actor.name)})`],
    change: (id, actor) => [`update guidance.evaluation set goal_reached = 1, written_by_name = ${q(actor.name)} ${only(id, " and side = 'head'")}`],
  },
  {
    table: 'evaluation',
    where: "side = 'adviser'",
    add: (id, actor) => [`insert into guidance.evaluation (case_id, side, round, goal_reached, written_at, written_by_name) values ('${id}', 'adviser', 3, 4, now(), ${q(actor.name)})`],
    change: (id, actor) => [`update guidance.evaluation set goal_reached = 1, written_by_name = ${q(actor.name)} ${only(id, " and side = 'adviser'")}`],
  },
  {
    table: 'staff_link',
    add: (id) => [`update guidance.staff_link set closed_at = now() ${only(id)}`, `insert into guidance.staff_link (case_id, token_hash, opened_at, closes_on) values ('${id}', '\\x02', now(), '2026-12-04')`],
    change: (id) => [`update guidance.staff_link set closed_at = now() ${only(id)}`],
  },
  {
    table: 'follow_up',
    add: (id, actor) => [`insert into guidance.follow_up (case_id, held_on, lasting, what_lasted, written_at, written_by_name) values ('${id}', '2026-11-20', 4, 'x', now(), ${q(actor.name)})`],
    change: (id) => [`update guidance.follow_up set what_lasted = 'x' ${only(id)}`],
  },
  {
    table: 'attachment',
    add: (id, actor) => [`insert into guidance.attachment (case_id, name, media_type, size, sha256, content, added_at, added_by, added_by_name) values ('${id}', 'b.pdf', 'application/pdf', 5, 'x', '%PDF-', now(), ${q(actor.personId)}, ${q(actor.name)})`],
    change: (id) => [`update guidance.attachment set removed_at = now(), content = '' ${only(id)}`],
  },
  {
    table: 'hand_over',
    add: (id, actor) => [
      `update guidance.hand_over set withdrawn_at = now() ${only(id)}`,
      `insert into guidance.hand_over (case_id, to_org_id, shared_summary, reason_code, handed_at, handed_by_name, kindergarten_name, team_name, reference) select case_id, to_org_id, 'x', 'x', now(), ${q(actor.name)}, kindergarten_name, team_name, reference from guidance.hand_over ${only(id)}`,
    ],
    change: (id) => [`update guidance.hand_over set withdrawn_at = now() ${only(id)}`],
  },
]
