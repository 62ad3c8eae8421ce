import { sql } from 'kysely'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { Session, SessionForm, StartMeeting } from './rules.ts'

type Kept = { readonly id: string; readonly writtenAt: Date; readonly writtenBy: string | undefined; readonly writtenByName: string; readonly changedAt: Date | undefined }
export type KeptStart = StartMeeting & Kept
export type KeptSession = Session & Kept & { readonly number: number }

const keptOf = (row: { id: string; written_at: Date; written_by: string | null; written_by_name: string; changed_at: Date | null }): Kept => ({
  id: row.id, writtenAt: row.written_at, writtenBy: row.written_by ?? undefined, writtenByName: row.written_by_name, changedAt: row.changed_at ?? undefined,
})

export async function loadStart(tx: Tx, caseId: string): Promise<KeptStart | undefined> {
  const row = await tx.selectFrom('guidance.meeting').selectAll().where('case_id', '=', caseId).where('kind', '=', 'start-meeting').orderBy('written_at').limit(1).executeTakeFirst()
  return row && {
    ...keptOf(row), heldOn: row.held_on as LocalDate, participants: row.participants ?? '', expectations: row.expectations ?? '', divisionOfRoles: row.division_of_roles ?? '', observationPlan: row.observation_plan ?? '', dates: row.dates ?? '', minutes: row.minutes_used,
  }
}

/** The sessions in the order they were written. */
export async function loadSessions(tx: Tx, caseId: string): Promise<KeptSession[]> {
  const rows = await tx.selectFrom('guidance.meeting').selectAll().where('case_id', '=', caseId).where('kind', '=', 'session').orderBy('number').execute()
  return rows.map((row) => ({
    ...keptOf(row), number: row.number as number, heldOn: row.held_on as LocalDate, form: (row.form ?? 'group') as SessionForm, participants: row.participants ?? '', theme: row.theme ?? '', agreed: row.agreed ?? '', nextOn: (row.next_on as LocalDate | null) ?? undefined, minutes: row.minutes_used,
  }))
}

/** True when the form has been taken already: sent twice, kept once. */
export const isTaken = async (tx: Tx, caseId: string, formKey: string): Promise<boolean> =>
  (await tx.selectFrom('guidance.meeting').select('id').where('case_id', '=', caseId).where('form_key', '=', formKey).executeTakeFirst()) !== undefined

type By = { readonly personId: string; readonly name: string }

export const saveStart = (tx: Tx, caseId: string, formKey: string, meeting: StartMeeting, by: By, at: Date) =>
  tx.insertInto('guidance.meeting').values({ case_id: caseId, kind: 'start-meeting', form_key: formKey, ...startColumns(meeting), written_at: at, written_by: by.personId, written_by_name: by.name }).execute()

export const changeStart = (tx: Tx, id: string, meeting: StartMeeting, at: Date) =>
  tx.updateTable('guidance.meeting').set({ ...startColumns(meeting), changed_at: at }).where('id', '=', id).execute()

const startColumns = (meeting: StartMeeting) => ({
  held_on: meeting.heldOn, participants: meeting.participants, expectations: meeting.expectations, division_of_roles: meeting.divisionOfRoles, observation_plan: meeting.observationPlan, dates: meeting.dates, minutes_used: meeting.minutes,
})

/** Keeps a session as the next in the case. The case is locked, so that two never get the same number. */
export async function saveSession(tx: Tx, caseId: string, formKey: string, session: Session, by: By, at: Date): Promise<number> {
  const { number } = await tx
    .insertInto('guidance.meeting')
    .values({
      case_id: caseId, kind: 'session', form_key: formKey, ...sessionColumns(session), written_at: at, written_by: by.personId, written_by_name: by.name,
      number: sql<number>`(select coalesce(max(m.number), 0) + 1 from guidance.meeting m where m.case_id = ${caseId} and m.kind = 'session')`,
    })
    .returning('number')
    .executeTakeFirstOrThrow()
  return number as number
}

export const changeSession = (tx: Tx, id: string, session: Session, at: Date) =>
  tx.updateTable('guidance.meeting').set({ ...sessionColumns(session), changed_at: at }).where('id', '=', id).execute()

const sessionColumns = (session: Session) => ({
  held_on: session.heldOn, form: session.form, participants: session.participants, theme: session.theme, agreed: session.agreed, next_on: session.nextOn ?? null, minutes_used: session.minutes,
})

/** How many sessions each of the cases has had, and the day that was agreed for the next one. */
export async function loadSessionStandings(tx: Tx, caseIds: readonly string[]): Promise<ReadonlyMap<string, { readonly held: number; readonly nextOn: LocalDate | undefined }>> {
  const { rows } = await sql<{ case_id: string; held: number; next_on: LocalDate | null }>`
    select m.case_id, count(*)::integer as held, (array_agg(m.next_on order by m.number desc))[1] as next_on
    from guidance.meeting m where m.case_id = any (${[...caseIds]}::uuid[]) and m.kind = 'session' group by m.case_id`.execute(tx)
  return new Map(rows.map((row) => [row.case_id, { held: row.held, nextOn: row.next_on ?? undefined }]))
}
