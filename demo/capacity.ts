import { addDays, osloDate, weekday, type LocalDate } from '../src/kernel/dates.ts'
import type { Tx } from '../src/platform/db.ts'
import { reckonTeam } from '../src/slices/team/index.ts'
import type { DemoMember } from './load.ts'
import { positionOf } from './positions.ts'
import { team } from './world.ts'

/** Hours a week, days that do not work, and where one sets out from: the office lies beside a kindergarten. */
const hours = [
  { who: 'tone', minutes: 15 * 60, preferred: [2, 3], impossible: [1], base: 'Solstråla barnehage' },
  { who: 'ragnhild', minutes: 30 * 60, preferred: [2, 4], impossible: [], base: 'Solstråla barnehage' },
  { who: 'amir', minutes: 24 * 60, preferred: [3], impossible: [5], base: 'Solstråla barnehage' },
] as const

/** Promised work by weeks from this one. Ragnhild has a week with far too much, and two have nobody. */
const promises = [
  { what: 'Veiledning om språkmiljø', to: 'Trollstua barnehage', who: 'ragnhild', kind: 'guidance', visits: 6, each: 120, travel: 30, around: 480, from: 0, weeks: 12, themes: ['rammeplan-2017-9-1'] },
  { what: 'Veiledning om lek', to: 'Lia barnehage', who: 'ragnhild', kind: 'guidance', visits: 4, each: 120, travel: 45, around: 360, from: 2, weeks: 8, themes: ['rammeplan-2017-4'] },
  { what: 'Kartlegging av språkmiljøet', to: 'Prinsessehaugen barnehage', who: 'ragnhild', kind: 'presence', visits: 5, each: 240, travel: 45, around: 300, from: 3, weeks: 1, themes: ['rammeplan-2017-9-1'] },
  { what: 'Kursdag om de yngste', group: 'Fem barnehager i sentrum', who: 'ragnhild', kind: 'course', visits: 2, each: 360, travel: 30, around: 720, from: 3, weeks: 1, themes: [] },
  { what: 'Foreldremøte om overgang', to: 'Draken barnehage', who: 'tone', kind: 'meeting', visits: 1, each: 120, travel: 15, around: 60, from: 4, weeks: 2, themes: [] },
  { what: 'Veiledning av ledergruppen', to: 'Nisseskogen barnehage', who: 'tone', kind: 'guidance', visits: 5, each: 120, travel: 45, around: 300, from: 1, weeks: 10, themes: [] },
  { what: 'Nettverk for pedagogiske ledere', group: 'Pedagogiske ledere i Åsen', who: 'tone', kind: 'network', visits: 2, each: 180, travel: 45, around: 360, from: 5, weeks: 6, themes: [] },
  { what: 'Veiledning i personalgruppe', to: 'Fjordgløtt barnehage', who: 'amir', kind: 'guidance', visits: 6, each: 120, travel: 15, around: 420, from: 0, weeks: 9, themes: ['rammeplan-2017-4'] },
  { what: 'Ressursteam, fire møter', to: 'Åsen barnehage', who: 'amir', kind: 'resource-team', visits: 4, each: 120, travel: 45, around: 120, from: 1, weeks: 16, themes: [] },
  { what: 'Oppfølging etter kurs', to: 'Bølgen barnehage', who: 'amir', kind: 'presence', visits: 2, each: 180, travel: 15, around: 60, from: 6, weeks: 3, themes: ['rammeplan-2017-9-1'] },
  { what: 'Veiledning om språk på småbarnsavdeling', to: 'Åsen barnehage', kind: 'guidance', visits: 6, each: 120, travel: 45, around: 480, from: 5, weeks: 8, themes: ['rammeplan-2017-9-1'] },
  { what: 'Samtale om ny rammeplan', to: 'Bråtet foreldrebarnehage', kind: 'meeting', visits: 1, each: 120, travel: 60, around: 60, from: 2, weeks: 4, themes: [] },
] as const

/** The hours of the three in the team, what they have promised, one who is away, and one who is partial to the kindergarten of somebody near. */
export async function loadDemoCapacity(tx: Tx, ids: ReadonlyMap<string, string>, people: ReadonlyMap<string, DemoMember>, now: Date): Promise<void> {
  const teamId = ids.get(team) ?? ''
  const today = osloDate(now)
  const monday = addDays(today, 1 - weekday(today))
  const of = (id: string): DemoMember => people.get(id) ?? fail(id)
  const leader = of('tone').name
  const week = (at: number, day = 0): LocalDate => addDays(monday, at * 7 + day)
  await tx
    .insertInto('team.work_hours')
    .values(hours.map(({ who, minutes, preferred, impossible, base }) => {
      const { latitude, longitude } = positionOf(base, 'Fjordvik')
      return { team_org_id: teamId, person_id: of(who).personId, person_name: of(who).name, period: `[${addDays(monday, -100)},)`, weekly_minutes: minutes, preferred_days: [...preferred], impossible_days: [...impossible], base_name: base, base_latitude: latitude, base_longitude: longitude, changed_at: now, changed_by_name: leader }
    }))
    .execute()
  await tx.insertInto('team.absence').values({ team_org_id: teamId, person_id: of('amir').personId, period: `[${week(4)},${week(5)})`, made_at: now, made_by_name: of('amir').name }).execute()
  await tx.insertInto('team.partiality').values({ team_org_id: teamId, person_id: of('amir').personId, org_id: ids.get('Bråtet foreldrebarnehage') ?? fail('Bråtet'), since: addDays(today, -40), made_at: now }).execute()
  const rows = promises.map((one) => {
    const who = 'who' in one ? of(one.who) : undefined
    return {
      id: crypto.randomUUID() as string, team_org_id: teamId, kind: one.kind, what: one.what, kindergarten_id: 'to' in one ? (ids.get(one.to) ?? fail(one.to)) : null, group_name: 'group' in one ? one.group : '', person_id: who?.personId ?? null, person_name: who?.name ?? null,
      visits: one.visits, visit_minutes: one.each, travel_minutes: one.travel, travel_from: 'typed', other_minutes: one.around, earliest_on: week(one.from), latest_on: week(one.from + one.weeks - 1, 4), themes: [...one.themes], source: 'typed', over_reason: one.what === 'Kursdag om de yngste' ? 'Datoen er satt av foreleseren. Ragnhild flytter det hun kan.' : '',
      made_at: now, made_by_name: leader, changed_at: now, changed_by_name: leader,
    }
  })
  await tx.insertInto('team.commitment').values(rows).execute()
  await tx
    .insertInto('team.commitment_version')
    .values(rows.map((row) => ({ commitment_id: row.id, version: 1, what_happened: 'promised', person_name: row.person_name, total_minutes: row.visits * (row.visit_minutes + row.travel_minutes) + row.other_minutes, earliest_on: row.earliest_on, latest_on: row.latest_on, over_reason: row.over_reason, at: now, by_name: leader })))
    .execute()
  await reckonTeam(tx, teamId, now)
}

function fail(name: string): never {
  throw new Error(`The demonstration world has no ${name}`)
}
