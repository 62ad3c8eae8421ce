import { addDays, osloDate } from '../src/kernel/dates.ts'
import type { Tx } from '../src/platform/db.ts'
import type { DemoMember } from './load.ts'
import { team } from './world.ts'

/** Contact with invented kindergartens: days ago (negative is to come), who wrote it in, and what was shared and what was not. */
const contacts = [
  { name: 'Solstråla barnehage', kind: 'visit', ago: 12, by: 'ragnhild', themes: ['rammeplan-2017-9-1'], shared: 'Vi fulgte lek ute i en time. Dere ville prøve faste plasser ved inngangen.', internal: 'Styreren virker alene om mye. Ta det opp i teamet.' },
  { name: 'Trollstua barnehage', kind: 'dialogue', ago: 26, by: 'tone', themes: [], shared: 'Vi snakket om overganger mellom lek og måltid.', internal: '' },
  { name: 'Draken barnehage', kind: 'call', ago: 5, by: 'ragnhild', themes: [], shared: '', internal: 'Ville vite når neste nettverk begynner.' },
  { name: 'Solstråla barnehage', kind: 'visit', ago: -9, by: 'ragnhild', themes: ['rammeplan-2017-9-1'], shared: '', internal: '' },
] as const

/** Some contact, one of them to come, and one that somebody is to follow up. */
export async function loadDemoPresence(tx: Tx, ids: ReadonlyMap<string, string>, people: ReadonlyMap<string, DemoMember>, now: Date): Promise<void> {
  const today = osloDate(now)
  const teamId = ids.get(team) ?? ''
  for (const [at, one] of contacts.entries()) {
    const who = people.get(one.by)
    const kindergartenId = ids.get(one.name)
    if (!who || !kindergartenId) throw new Error(`The demonstration world has no ${one.by} or no ${one.name}`)
    const made = { made_at: now, made_by_name: who.name, changed_at: now, changed_by_name: who.name }
    const { id } = await tx
      .insertInto('presence.visit')
      .values({ region_id: 'oslo-viken', team_org_id: teamId, kindergarten_id: kindergartenId, start_key: crypto.randomUUID(), sent: '', kind: one.kind, state: one.ago < 0 ? 'planned' : 'held', held_on: addDays(today, -one.ago), themes: [...one.themes], shared_note: one.shared, made_by: who.personId, ...made })
      .returning('id')
      .executeTakeFirstOrThrow()
    if (one.internal !== '') await tx.insertInto('presence.visit_note').values({ visit_id: id, team_org_id: teamId, body: one.internal, changed_at: now, changed_by_name: who.name }).execute()
    if (at === 0) await tx.insertInto('presence.follow_up').values({ visit_id: id, team_org_id: teamId, kindergarten_id: kindergartenId, what: 'Send lenken om faste plasser', due_on: addDays(today, 6), person_id: who.personId, person_name: who.name, changed_at: now, changed_by_name: who.name }).execute()
  }
}
