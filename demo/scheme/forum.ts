import { addDays, instantOslo, osloDate } from '../../src/kernel/dates.ts'
import type { Tx } from '../../src/platform/db.ts'

/** The forum's first meeting in the round that has come there: called, with a general item and the first reports on the agenda, and two proposals written. Stine Berg is secretary. */
export async function loadDemoForum(tx: Tx, forumId: string, now: Date): Promise<void> {
  const round = await tx.selectFrom('scheme.round').select('id').where('forum_id', '=', forumId).where('stage', '=', 'in-forum').orderBy('closes_at', 'desc').limit(1).executeTakeFirst()
  if (!round) return
  const by = 'Stine Berg'
  await tx.updateTable('scheme.forum_member').set({ chairs: true }).where('forum_id', '=', forumId).where('stands_for', '=', 'university').execute()
  const [meeting, planned] = await Promise.all([
    tx.insertInto('scheme.meeting').values({ forum_id: forumId, round_id: round.id, title: 'Innstillingsmøte', starts_at: instantOslo(addDays(osloDate(now), 2), '10:00'), place: 'Rådhuset i Fjordvik og på nett', state: 'called', made_at: now, made_by_name: by }).returning('id').executeTakeFirstOrThrow(),
    tx.insertInto('scheme.meeting').values({ forum_id: forumId, round_id: round.id, title: 'Oppfølgingsmøte', starts_at: instantOslo(addDays(osloDate(now), 30), '12:00'), place: 'På nett', made_at: now, made_by_name: by }).returning('id').executeTakeFirstOrThrow(),
  ])
  await tx.insertInto('scheme.meeting_guest').values({ meeting_id: meeting.id, name: 'Mona Vik', comes_from: 'Fagskolen i Fjordvik' }).execute()
  const reports = await tx.selectFrom('scheme.report').select('id').where('round_id', '=', round.id).where('state', '=', 'submitted').orderBy('reference').limit(6).execute()
  const item = (id: string, meetingId: string, position: number, kind: string, title: string) => ({ id, meeting_id: meetingId, position, kind, title, changed_at: now, changed_by_name: by })
  const ids = reports.map(() => crypto.randomUUID())
  await tx.insertInto('scheme.meeting_item').values([item(crypto.randomUUID(), meeting.id, 1, 'general', 'Godkjenning av innkalling og habilitet'), ...ids.map((id, at) => item(id, meeting.id, at + 2, 'reports', '')), item(crypto.randomUUID(), planned.id, 1, 'general', 'Slik gikk det')]).execute()
  for (const [at, { id }] of reports.entries()) {
    const asked = await tx.selectFrom('scheme.report_amount').select(['year', 'actor', 'ore']).where('report_id', '=', id).execute()
    const proposed = at < 2 && asked.length > 0
    await tx
      .insertInto('scheme.meeting_item_report')
      .values({ item_id: ids[at] ?? '', report_id: id, changed_at: now, changed_by_name: by, ...(proposed ? { outcome: 'grant', amounts: JSON.stringify(asked.map(({ year, actor, ore }) => ({ year, actor, ore: Number(ore) }))), reason: 'Behovet er vurdert sammen med personalet, og tiltaket når hele personalgruppen.' } : {}) })
      .execute()
  }
}
