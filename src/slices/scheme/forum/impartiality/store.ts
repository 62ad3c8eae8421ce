import { sql } from 'kysely'
import type { Tx } from '../../../../platform/db.ts'
import type { Declared, Impartiality, TieCode } from './rules.ts'

export type ToDeclare = { readonly reportId: string; readonly reference: string; readonly leadName: string; readonly others: readonly string[]; readonly standing: Impartiality | undefined }

/** The reports of a round with who is behind each, for the actor to say whether there is a tie; also those the actor may not read. */
export async function loadToDeclare(tx: Tx, roundId: string): Promise<ToDeclare[]> {
  const { rows } = await sql<{ report_id: string; reference: string; lead_name: string; others: string[]; basis: Impartiality['basis'] | null; tie: string | null; disqualified: boolean; declared: 'impartial' | 'tie' | null }>`
    select * from scheme.reports_to_declare(${roundId})`.execute(tx)
  return rows.map((row) => ({
    reportId: row.report_id, reference: row.reference, leadName: row.lead_name, others: row.others,
    standing: row.basis ? { basis: row.basis, disqualified: row.disqualified, tie: row.tie ?? undefined, declared: row.declared ?? undefined } : undefined,
  }))
}

/** The actor's own answers, saved in one go. */
export const saveDeclared = (tx: Tx, personId: string, rows: readonly { readonly reportId: string; readonly event: Declared; readonly isNew: boolean }[], by: string, at: Date) =>
  Promise.all(
    rows.map(({ reportId, event, isNew }) =>
      isNew
        ? tx
            .insertInto('scheme.impartiality')
            .values({ report_id: reportId, person_id: personId, basis: 'declared', tie: event.tie ?? null, disqualified: event.disqualified, declared: event.declared, declared_at: at, at, by_name: by })
            // Pressed twice the first answer stands, unless the second is a tie.
            .onConflict((oc) => {
              const there = oc.columns(['report_id', 'person_id'])
              return event.declared === 'tie' ? there.doUpdateSet({ basis: 'declared', tie: event.tie ?? null, disqualified: true, declared: 'tie', declared_at: at, at, by_name: by }) : there.doNothing()
            })
            .execute()
        : tx
            .updateTable('scheme.impartiality')
            .set(event.declared === 'tie' ? { basis: 'declared', tie: event.tie ?? null, disqualified: true, declared: 'tie', declared_at: at, at, by_name: by } : { declared: 'impartial', declared_at: at })
            .where('report_id', '=', reportId)
            .where('person_id', '=', personId)
            .execute(),
    ),
  )

export type ToDecide = {
  readonly reportId: string; readonly reference: string; readonly leadName: string; readonly personId: string; readonly name: string; readonly basis: Impartiality['basis']; readonly tie: TieCode | undefined
  readonly disqualified: boolean; readonly declared: 'impartial' | 'tie' | undefined; readonly note: string; readonly at: Date; readonly by: string
}
/** Everyone who has or may have a tie in the round, for the chair and the county governor; never in a report the one who asks has a tie to. */
export async function loadToDecide(tx: Tx, roundId: string): Promise<ToDecide[]> {
  const { rows } = await sql<{ report_id: string; reference: string; lead_name: string; person_id: string; name: string; basis: Impartiality['basis']; tie: TieCode | null; disqualified: boolean; declared: 'impartial' | 'tie' | null; note: string; at: Date; by_name: string }>`
    select * from scheme.ties_to_decide(${roundId}) where disqualified or basis = 'decided' or tie is not null`.execute(tx)
  return rows.map((row) => ({
    reportId: row.report_id, reference: row.reference, leadName: row.lead_name, personId: row.person_id, name: row.name, basis: row.basis, tie: row.tie ?? undefined, disqualified: row.disqualified, declared: row.declared ?? undefined, note: row.note, at: row.at, by: row.by_name,
  }))
}
export const saveDecision = async (tx: Tx, reportId: string, personId: string, disqualified: boolean, note: string, by: string, at: Date): Promise<void> => {
  await tx
    .insertInto('scheme.impartiality')
    .values({ report_id: reportId, person_id: personId, basis: 'decided', disqualified, note, at, by_name: by })
    .onConflict((oc) => oc.columns(['report_id', 'person_id']).doUpdateSet((eb) => ({ basis: 'decided', disqualified: eb.ref('excluded.disqualified'), note: eb.ref('excluded.note'), at: eb.ref('excluded.at'), by_name: eb.ref('excluded.by_name') })))
    .execute()
}

export type MemberTie = { readonly reportId: string; readonly personId: string; readonly disqualified: boolean; readonly declared: boolean }
/** What is known of each person's impartiality in these reports. */
export const loadTies = async (tx: Tx, reportIds: readonly string[]): Promise<MemberTie[]> =>
  reportIds.length === 0 ? [] : (await tx.selectFrom('scheme.impartiality').select(['report_id', 'person_id', 'disqualified', 'declared', 'basis']).where('report_id', 'in', [...reportIds]).execute()).map((row) => ({ reportId: row.report_id, personId: row.person_id, disqualified: row.disqualified, declared: row.declared !== null || row.basis === 'decided' }))

export type Silent = { readonly roundId: string; readonly forumId: string; readonly round: string; readonly count: number }
/** Rounds of the actor's own forums with reports the actor has not answered about: those in the forum, and those a meeting is called for. One question, however many the rounds. */
export async function loadSilent(tx: Tx): Promise<Silent[]> {
  const { rows } = await sql<{ round_id: string; forum_id: string; round: string; count: number }>`
    select d.id as round_id, d.forum_id, d.title as round, count(*)::integer as count
    from scheme.round d cross join lateral scheme.reports_to_declare(d.id) as asked
    where d.forum_id in (select scheme.own_forums()) and asked.declared is null
      and (d.stage = 'in-forum' or exists (select from scheme.meeting m where m.round_id = d.id and m.state in ('called', 'open')))
    group by d.id order by d.closes_at, d.id`.execute(tx)
  return rows.map((row) => ({ roundId: row.round_id, forumId: row.forum_id, round: row.round, count: row.count }))
}
