import { sql } from 'kysely'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { StaffAnswer, StaffLink } from './rules.ts'

type ResultRow = { link_id: string; round: number; opened_at: Date; closes_on: string; closed_at: Date | null; answers: number | null; benefit: number | null; practice: number | null; involved: number | null }

/** The staff links of a case, newest first, with what may be known of the answers. */
export async function loadStaffLinks(tx: Tx, caseId: string, now: Date): Promise<StaffLink[]> {
  const { rows } = await sql<ResultRow>`select * from guidance.staff_results(${caseId}, ${now})`.execute(tx)
  return rows.map((row) => ({
    id: row.link_id,
    round: row.round,
    openedAt: row.opened_at,
    closesOn: row.closes_on as LocalDate,
    closedAt: row.closed_at ?? undefined,
    answers: row.answers ?? undefined,
    means: row.benefit === null || row.practice === null || row.involved === null ? undefined : { benefit: row.benefit, practice: row.practice, involved: row.involved },
  }))
}

export type NewLink = { readonly id: string; readonly caseId: string; readonly round: number; readonly tokenHash: Buffer; readonly closesOn: LocalDate }

/** Opens a link. One that has run out by its date is marked as closed first: a case has one open link at most. */
export async function saveStaffLink(tx: Tx, link: NewLink, at: Date): Promise<void> {
  await tx.updateTable('guidance.staff_link').set({ closed_at: at }).where('case_id', '=', link.caseId).where('closed_at', 'is', null).execute()
  await tx.insertInto('guidance.staff_link').values({ id: link.id, case_id: link.caseId, round: link.round, token_hash: link.tokenHash, opened_at: at, closes_on: link.closesOn }).execute()
}

export const closeStaffLink = (tx: Tx, id: string, at: Date) =>
  tx.updateTable('guidance.staff_link').set({ closed_at: at }).where('id', '=', id).where('closed_at', 'is', null).execute()

/** The survey behind a secret, while it takes answers. */
export async function openStaffLink(tx: Tx, tokenHash: Buffer, at: Date): Promise<{ kindergarten: string; closesOn: LocalDate } | undefined> {
  const { rows } = await sql<{ kindergarten: string; closes_on: string }>`select kindergarten, closes_on from guidance.open_staff_link(${tokenHash}, ${at})`.execute(tx)
  return rows[0] && { kindergarten: rows[0].kindergarten, closesOn: rows[0].closes_on as LocalDate }
}

export type Cast = 'answered' | 'already-answered' | 'closed'
/** Puts an answer in. The same form key twice is one answer. */
export async function castStaffAnswer(tx: Tx, tokenHash: Buffer, keyHash: Buffer, answer: StaffAnswer, at: Date): Promise<Cast> {
  const { rows } = await sql<{ cast: Cast }>`select guidance.cast_staff_answer(${tokenHash}, ${keyHash}, ${at}, ${answer.benefit}, ${answer.practice}, ${answer.involved}) as cast`.execute(tx)
  return rows[0]?.cast ?? 'closed'
}
