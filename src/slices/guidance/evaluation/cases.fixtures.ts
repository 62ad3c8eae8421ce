import type { World } from '../../../../test/kit.ts'

export type CaseInStep = { readonly kindergarten?: string; readonly step: string; readonly kind?: string; readonly closed?: boolean; readonly visited?: readonly string[] }

/** A case that stands in a step, put there directly: the way to it is tested elsewhere. */
export async function caseIn(world: World, { kindergarten = 'Solstråla barnehage', step, kind = step, closed = false, visited = [step] }: CaseInStep): Promise<string> {
  const id = crypto.randomUUID()
  const at = new Date(world.clock().getTime() - 86_400_000)
  await world.asOwner(
    `insert into guidance.case (id, region_id, reference, kindergarten_id, team_org_id, flow_version_id, state, step_key, step_kind, step_entered_at, target, staff_involved, owner_informed,
       created_at, created_by, created_by_name, changed_at, changed_by_name, submitted_at, submitted_by_name, closed_at, outcome)
     select $1, 'oslo-viken', $9, k.id, t.id, f.id, $4, $5, $6, $7::timestamptz, 'whole-staff', 'yes', true,
       $7, p.id, p.name, $7, p.name, $7, p.name, case when $8::boolean then $7::timestamptz end, case when $8 then 'goal-reached' end
     from register.organisation k, register.organisation t, guidance.flow_version f, identity.person p
     where k.name = $2 and t.name = $3 and f.team_org_id = t.id and f.status = 'published' and p.name = 'Siri Solheim'`,
    [id, kindergarten, 'Kompetanseteam barnehage Fjordvik', closed ? 'closed' : 'running', closed ? 'closed' : step, closed ? 'closed' : kind, at, closed, `V2026-${id.slice(0, 8)}`],
  )
  for (const [order, key] of visited.entries())
    await world.asOwner(
      `insert into guidance.case_step (case_id, step_key, entered_at, entered_by, entered_by_name, left_at) select $1, $2, $3, id, name, $4 from identity.person where name = 'Siri Solheim'`,
      [id, key, new Date(at.getTime() - (visited.length - order) * 60_000), order === visited.length - 1 ? null : new Date(at.getTime() - (visited.length - order - 1) * 60_000)],
    )
  return id
}

export const goodEvaluation = {
  goalReached: '4',
  changedForChildren: 'Barna leker mer på tvers, og garderoben er roligere.',
  changedInPractice: 'Vi fordeler oss før overgangene.',
  helped: 'Å se film av egen praksis.',
  hindered: '',
  nextStep: 'Ta det med til de andre avdelingene.',
  seen: '',
}
