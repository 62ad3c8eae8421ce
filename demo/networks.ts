import { addDays, addMonths, instantOslo, osloDate } from '../src/kernel/dates.ts'
import type { Tx } from '../src/platform/db.ts'
import { openOptimiser } from '../src/platform/optimiser.ts'
import { makeSuggestionsWithin } from '../src/slices/insight/index.ts'
import type { DemoMember } from './load.ts'
import { team } from './world.ts'

/** Who was asked into the invented network, and what came of it. */
const asked = [
  { name: 'Trollstua barnehage', state: 'accepted', by: 'hanne', as: 'head' },
  { name: 'Lia barnehage', state: 'accepted', by: 'olav', as: 'owner' },
  { name: 'Prinsessehaugen barnehage', state: 'declined', by: 'eva', as: 'owner', reason: 'no-time' },
  { name: 'Kvitveis familiebarnehage', state: 'open' },
  { name: 'Bølgen barnehage', state: 'open' },
] as const

/** Needs that two of the small ones have shared with the team, so that a suggestion has a theme to stand on. */
const shared = ['Månefisken barnehage', 'Kakaduen barnehage']

/** A network with answers and open invitations among invented kindergartens and schools, and the suggestion of one more. */
export async function loadDemoNetworks(tx: Tx, ids: ReadonlyMap<string, string>, people: ReadonlyMap<string, DemoMember>, now: Date): Promise<void> {
  const teamId = ids.get(team) ?? ''
  const nameOf = (id: string) => people.get(id)?.name ?? ''
  const today = osloDate(now)
  const [madeAt, answeredAt] = [new Date(now.getTime() - 9 * 86_400_000), new Date(now.getTime() - 4 * 86_400_000)]
  const { id } = await tx
    .insertInto('measures.network')
    .values({ region_id: 'oslo-viken', team_org_id: teamId, start_key: crypto.randomUUID(), name: 'Språk på tvers', theme: 'rammeplan-2017-9-1', audience: 'heads', facilitator: nameOf('ragnhild'), period: `[${addDays(today, -2)},${addMonths(today, 12)})`, made_at: madeAt, made_by_name: nameOf('ragnhild'), changed_at: madeAt, changed_by_name: nameOf('ragnhild') })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx.insertInto('measures.network_note').values({ network_id: id, team_org_id: teamId, body: 'Første møte i Trollstua, de har plass.', changed_at: madeAt, changed_by_name: nameOf('ragnhild') }).execute()
  for (const one of asked) {
    const answered = 'by' in one ? { answered_at: answeredAt, answered_by_name: nameOf(one.by), answered_as: one.as, reason: 'reason' in one ? one.reason : null } : {}
    await tx.insertInto('measures.network_invitation').values({ network_id: id, team_org_id: teamId, kindergarten_id: ids.get(one.name) ?? '', invited_at: madeAt, invited_by_name: nameOf('ragnhild'), answer_by: addDays(today, 12), told: 1, state: one.state, ...answered }).execute()
    if (one.state === 'accepted') await tx.insertInto('measures.network_member').values({ network_id: id, team_org_id: teamId, kindergarten_id: ids.get(one.name) ?? '', period: `[${addDays(today, -2)},${addMonths(today, 12)})` }).execute()
  }
  const meeting = { network_id: id, team_org_id: teamId, place: 'Trollstua', changed_at: madeAt, changed_by_name: nameOf('ragnhild') }
  const first = await tx
    .insertInto('measures.network_meeting')
    .values({ ...meeting, title: 'Oppstart', starts_at: instantOslo(today, '08:00'), ends_at: instantOslo(today, '10:00'), preparation: 'Ta med én situasjon der dere lyktes med en samtale.', notes: 'Vi har ulike rutiner for måltidet, men de samme spørsmålene.', between_work: 'Prøv faste plasser for de voksne i tre uker.', others: 1 })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx.insertInto('measures.network_meeting').values({ ...meeting, title: 'Måltidet som språkarena', starts_at: instantOslo(addDays(today, 43), '09:00'), ends_at: instantOslo(addDays(today, 43), '11:30'), preparation: 'Skriv ned hva dere la merke til med faste plasser.' }).execute()
  await tx.insertInto('measures.network_told').values({ meeting_id: first.id, network_id: id, team_org_id: teamId, kindergarten_id: ids.get('Trollstua barnehage') ?? '', body: 'Vi har faste plasser på to av tre avdelinger. De voksne blir sittende lenger.', told_at: now, told_by_name: nameOf('hanne'), for_schools: true }).execute()
  for (const [name, came] of [['Trollstua barnehage', 2], ['Lia barnehage', 1]] as const) await tx.insertInto('measures.network_presence').values({ meeting_id: first.id, network_id: id, team_org_id: teamId, kindergarten_id: ids.get(name) ?? '', people: came }).execute()
  const invited = { network_id: id, team_org_id: teamId, invited_at: madeAt, invited_by_name: nameOf('ragnhild'), answer_by: addDays(today, 12) }
  await tx.insertInto('measures.network_school').values({ ...invited, school_id: ids.get('Fjordvik skole') ?? '', told: 1, state: 'accepted', answered_at: answeredAt, answered_by_name: nameOf('knut'), joined_on: addDays(today, -2) }).execute()
  await tx.insertInto('measures.network_school').values({ ...invited, school_id: ids.get('Lia skole') ?? '', told: 0 }).execute()
  await tx.insertInto('measures.network_school_presence').values({ meeting_id: first.id, network_id: id, team_org_id: teamId, school_id: ids.get('Fjordvik skole') ?? '', people: 1 }).execute()
  for (const name of shared) {
    await tx
      .insertInto('needs.need_statement')
      .values({ region_id: 'oslo-viken', kindergarten_id: ids.get(name) ?? '', start_key: crypto.randomUUID(), state: 'proposed', title: 'Språk i hverdagen', finding: 'Vi snakker mest med barna når noe skal gjøres.', for_whom: 'Hele personalet', cause: 'Vi er få, og vi mangler noen å øve sammen med.', wished: 'Flere samtaler gjennom dagen.', signs: 'Vi hører hverandre undre oss sammen med barna.', themes: ['rammeplan-2017-9-1'], staff_involved: 'yes', staff_involved_how: 'Personalmøte', shared_with_team: true, made_at: madeAt, made_by_name: 'Styreren (oppdiktet)', changed_at: madeAt, changed_by_name: 'Styreren (oppdiktet)' })
      .execute()
  }
  const optimiser = openOptimiser({ idleFor: 1000 })
  await makeSuggestionsWithin(tx, now, optimiser.solve)
  optimiser.end()
}
