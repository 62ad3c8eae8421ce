import { osloDate } from '../src/kernel/dates.ts'
import type { Tx } from '../src/platform/db.ts'
import { dayBefore } from './days.ts'
import type { DemoMember } from './load.ts'
import { team } from './world.ts'

/** Which kindergartens the two advisers follow. Some are followed by both, and some by nobody. */
const follows = [
  { who: 'ragnhild', days: 200, kindergartens: ['Solstråla barnehage', 'Lia barnehage', 'Trollstua barnehage', 'Kvitveis familiebarnehage', 'Bråtet foreldrebarnehage'] },
  { who: 'amir', days: 90, kindergartens: ['Lia barnehage', 'Fjordgløtt barnehage', 'Draken barnehage'] },
] as const

export async function loadDemoMine(tx: Tx, ids: ReadonlyMap<string, string>, people: ReadonlyMap<string, DemoMember>, now: Date): Promise<void> {
  const today = osloDate(now)
  const rows = follows.flatMap(({ who, days, kindergartens }) => {
    const person = people.get(who)
    return person ? kindergartens.map((name) => ({ team_org_id: ids.get(team) ?? '', kindergarten_id: ids.get(name) ?? '', person_id: person.personId, person_name: person.name, from_on: dayBefore(today, days) })) : []
  })
  await tx.insertInto('insight.follow').values(rows).execute()
}
