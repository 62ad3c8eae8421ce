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
  await loadOpenMeeting(tx, forumId, round.id, now)
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

/** A meeting that is going on: those who are there have said that nothing ties them to the reports, and the first item is treated. Eva Brekke and Liv Sand have not come. */
async function loadOpenMeeting(tx: Tx, forumId: string, roundId: string, now: Date): Promise<void> {
  const by = 'Stine Berg'
  const members = await tx.selectFrom('scheme.forum_member').select(['id', 'person_id', 'org_id', 'stands_for', 'votes']).where('forum_id', '=', forumId).execute()
  const here = members.filter(({ stands_for: side }) => side !== 'private-owner')
  const all = await tx.selectFrom('scheme.report').select('id').where('round_id', '=', roundId).where('state', '=', 'submitted').orderBy('reference').execute()
  await tx
    .insertInto('scheme.impartiality')
    .values(here.flatMap(({ person_id: personId }) => all.map(({ id }) => ({ report_id: id, person_id: personId, basis: 'declared', disqualified: false, declared: 'impartial', declared_at: now, at: now, by_name: by }))))
    .onConflict((oc) => oc.columns(['report_id', 'person_id']).doNothing())
    .execute()
  const meeting = await tx.insertInto('scheme.meeting').values({ forum_id: forumId, round_id: roundId, title: 'Forberedende møte', starts_at: now, place: 'På nett', state: 'open', quorum_percent: 50, tie_rule: 'chair', made_at: addDaysTo(now, -14), made_by_name: by }).returning('id').executeTakeFirstOrThrow()
  await tx.insertInto('scheme.meeting_attendance').values(here.map(({ id }) => ({ meeting_id: meeting.id, member_id: id, present: true, at: now, by_name: by }))).execute()
  const treated = all.slice(6, 9)
  const items = [{ id: crypto.randomUUID(), kind: 'general', title: 'Rammen for runden', state: 'noted', minutes: 'Statsforvalteren gikk gjennom rammen og det som er bundet fra før.' }, ...treated.map(() => ({ id: crypto.randomUUID(), kind: 'reports', title: '', state: 'waiting', minutes: '' }))]
  await tx.insertInto('scheme.meeting_item').values(items.map((item, index) => ({ ...item, meeting_id: meeting.id, position: index + 1, changed_at: now, changed_by_name: by }))).execute()
  for (const [index, { id }] of treated.entries()) {
    const asked = await tx.selectFrom('scheme.report_amount').select(['year', 'actor', 'ore']).where('report_id', '=', id).execute()
    await tx.insertInto('scheme.meeting_item_report').values({ item_id: items[index + 1]?.id ?? '', report_id: id, changed_at: now, changed_by_name: by, outcome: 'grant', amounts: JSON.stringify(asked.map(({ year, actor, ore }) => ({ year, actor, ore: Number(ore) }))), reason: 'Tiltaket bygger på et behov personalet har vært med på å vurdere.' }).execute()
  }
}

const addDaysTo = (moment: Date, days: number): Date => new Date(moment.getTime() + days * 86_400_000)
