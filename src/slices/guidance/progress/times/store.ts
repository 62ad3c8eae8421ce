import { sql } from 'kysely'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { Side } from '../../cases/rules.ts'
import type { Proposal, StartStanding, TimeAndPlace } from './rules.ts'

/** The time that stands now, proposed or accepted. */
export async function loadProposal(tx: Tx, caseId: string): Promise<Proposal | undefined> {
  const row = await tx.selectFrom('guidance.proposed_time').selectAll().where('case_id', '=', caseId).where('replaced_at', 'is', null).executeTakeFirst()
  return row && { id: row.id, onDate: row.on_date as LocalDate, atTime: row.at_time, place: row.place, side: row.side as Side, by: row.proposed_by_name, acceptedBy: row.accepted_by_name ?? undefined }
}

/** How many times have been proposed for a case before the one that stands: each moves the meeting. */
export const countReplaced = async (tx: Tx, caseId: string): Promise<number> =>
  (await tx.selectFrom('guidance.proposed_time').select((eb) => eb.fn.countAll<number>().as('n')).where('case_id', '=', caseId).where('replaced_at', 'is not', null).executeTakeFirstOrThrow()).n

export const isTaken = async (tx: Tx, caseId: string, formKey: string): Promise<boolean> =>
  (await tx.selectFrom('guidance.proposed_time').select('id').where('case_id', '=', caseId).where('form_key', '=', formKey).executeTakeFirst()) !== undefined

/** The new proposal takes the place of the one before. */
export async function saveProposal(tx: Tx, caseId: string, formKey: string, time: TimeAndPlace, side: Side, by: { readonly personId: string; readonly name: string }, at: Date): Promise<void> {
  await tx.updateTable('guidance.proposed_time').set({ replaced_at: at }).where('case_id', '=', caseId).where('replaced_at', 'is', null).execute()
  await tx
    .insertInto('guidance.proposed_time')
    .values({ case_id: caseId, form_key: formKey, on_date: time.onDate, at_time: time.atTime, place: time.place, side, proposed_at: at, proposed_by: by.personId, proposed_by_name: by.name })
    .execute()
}

export const saveAcceptance = (tx: Tx, id: string, by: string, at: Date) =>
  tx.updateTable('guidance.proposed_time').set({ accepted_at: at, accepted_by_name: by }).where('id', '=', id).where('accepted_at', 'is', null).execute()

/** How the start meeting stands in each of the cases. */
export async function loadStartStandings(tx: Tx, caseIds: readonly string[]): Promise<ReadonlyMap<string, StartStanding>> {
  const { rows } = await sql<{ id: string; held: boolean; side: Side | null; on_date: LocalDate; at_time: string; accepted_by_name: string | null }>`
    select c.id, exists (select from guidance.meeting m where m.case_id = c.id and m.kind = 'start-meeting') as held, t.side, t.on_date, t.at_time, t.accepted_by_name
    from unnest(${[...caseIds]}::uuid[]) c (id) left join guidance.proposed_time t on t.case_id = c.id and t.replaced_at is null`.execute(tx)
  return new Map(
    rows.map(({ id, held, side, on_date: onDate, at_time: atTime, accepted_by_name: acceptedBy }) => [id, { held, proposal: side ? { side, onDate, atTime, acceptedBy: acceptedBy ?? undefined } : undefined }]),
  )
}
