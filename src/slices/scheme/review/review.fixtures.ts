import { expect } from 'vitest'
import type { World } from '../../../../test/kit.ts'

export type SentWishes = { readonly owner?: string; readonly kindergartens?: readonly string[]; readonly title?: string; readonly need?: string; readonly goals?: string; readonly themes?: readonly string[]; readonly partner?: string; readonly reference?: string }

/** A round that has closed, put there directly: how a round comes so far is tested elsewhere. */
export async function roundIn(world: World, stage = 'in-review'): Promise<string> {
  const [made] = await world.asOwner<{ id: string }>(
    `insert into scheme.round (region_id, manager_id, scheme_code, title, kindergarten_year, stage, opens_at, closes_at, report_closes_at)
     select 'oslo-viken', o.id, (select code from scheme.scheme order by lower(valid) desc limit 1), 'Runde som er lukket', 2026, $1, '2026-08-01', '2026-10-01', '2027-12-01' from register.organisation o where o.name = 'Statsforvalteren (oppdiktet)' returning id`,
    [stage],
  )
  return made?.id ?? expect.fail('no round')
}

let count = 0
/** A report that has been sent in it. */
export async function sentIn(world: World, roundId: string, wishes: SentWishes = {}): Promise<string> {
  count += 1
  const owner = await world.org(wishes.owner ?? 'Eventyrkjeden')
  const partner = wishes.partner === undefined ? null : await world.org(wishes.partner)
  const kindergartens = await Promise.all((wishes.kindergartens ?? ['Trollstua barnehage']).map((name) => world.org(name)))
  const [made] = await world.asOwner<{ id: string }>(
    `insert into scheme.report (region_id, round_id, start_key, reference, form_version_id, lead_id, strand, state, submitted_at, begun_at, begun_by_name)
     select 'oslo-viken', $1, uuidv7(), $2, v.id, $3, 'regional', 'submitted', '2026-09-20', '2026-09-01', 'Eva Brekke' from scheme.form_version v limit 1 returning id`,
    [roundId, wishes.reference ?? `T2026-${String(count).padStart(4, '0')}-${roundId.slice(-6)}`, owner],
  )
  const id = made?.id ?? expect.fail('no report')
  await world.asOwner("insert into scheme.report_party (report_id, org_id, part) values ($1, $2, 'lead')", [id, owner])
  for (const one of kindergartens) await world.asOwner("insert into scheme.report_party (report_id, org_id, part) values ($1, $2, 'kindergarten')", [id, one])
  await world.asOwner(
    `insert into scheme.report_fact (report_id, title, themes, need, goals, partner_id, duration, ownership, kindergartens, staff, taking_part) values ($1, $2, $3, $4, $5, $6, 1, 'private', $7, 20, 18)`,
    [id, wishes.title ?? `Behov ${count}`, wishes.themes ?? ['language'], wishes.need ?? 'Vi vil arbeide med språk i måltidet.', wishes.goals ?? 'Flere samtaler.', partner, kindergartens.length],
  )
  await world.asOwner("insert into scheme.report_amount (report_id, year, actor, ore) values ($1, 2027, 'owner', 10000000), ($1, 2027, 'university', 5000000)", [id])
  return id
}

/** A working group with these people in it, each from an organisation they have a role in. */
export async function groupOf(world: World, roundId: string, people: readonly string[], themes: readonly string[] = []): Promise<string> {
  const [group] = await world.asOwner<{ id: string }>("insert into scheme.review_group (round_id, name, themes, made_at, made_by_name) values ($1, 'Gruppe', $2, now(), 'Stine Berg') returning id", [roundId, themes])
  for (const name of people)
    await world.asOwner(
      "insert into scheme.review_group_member (group_id, person_id, person_name, org_id, added_at, added_by_name) select $1, p.id, p.name, m.org_id, now(), 'Stine Berg' from identity.person p join identity.membership m on m.person_id = p.id where p.name = $2 order by m.id limit 1",
      [group?.id, name],
    )
  return group?.id ?? expect.fail('no group')
}

export const personId = async (world: World, name: string): Promise<string> => (await world.asOwner<{ id: string }>('select id from identity.person where name = $1', [name]))[0]?.id ?? expect.fail(name)
/** Makes somebody a reader for the first organisation they have a role in, which is also the one they act for when they sign in. */
export const assignTo = async (world: World, reportId: string, name: string): Promise<void> =>
  void (await world.asOwner("insert into scheme.assignment (report_id, person_id, org_id, assigned_at, assigned_by_name) select $1, p.id, m.org_id, now(), 'Stine Berg' from identity.person p join identity.membership m on m.person_id = p.id where p.name = $2 order by m.id limit 1", [reportId, name]))

/** Every criterion that must be met, found to be met. */
export async function allMet(world: World, reportId: string): Promise<void> {
  await world.asOwner(
    `insert into scheme.eligibility (report_id, criterion_code, outcome, at, by_name, by_person)
     select r.id, c.value ->> 'code', 'met', $2, 'Stine Berg', (select id from identity.person where name = 'Stine Berg') from scheme.report r join scheme.round d on d.id = r.round_id join scheme.scheme s on s.code = d.scheme_code, jsonb_array_elements(s.definition -> 'eligibility') c where r.id = $1`,
    [reportId, world.clock()],
  )
}

/** Points and reasons for each criterion of the newest scheme, as a browser would send them. */
export async function marks(world: World, points: string, reason = 'Godt begrunnet.'): Promise<Record<string, string>> {
  const rows = await world.asOwner<{ code: string }>("select c.value ->> 'code' as code from (select definition from scheme.scheme order by lower(valid) desc limit 1) s, jsonb_array_elements(s.definition -> 'priority') c")
  return Object.fromEntries(rows.flatMap(({ code }) => [[`points-${code}`, points], [`reason-${code}`, reason]]))
}
