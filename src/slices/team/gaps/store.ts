import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import type { LineState, Way } from './rules.ts'

export type Line = { readonly id: string; readonly teamId: string; readonly subject: string; readonly way: Way; readonly what: string; readonly personId: string; readonly person: string; readonly due: LocalDate; readonly state: LineState; readonly closedOn: LocalDate | undefined; readonly version: number; readonly offer: { readonly id: string; readonly title: string; readonly isOpen: boolean } | undefined }
export type NewLine = Pick<Line, 'subject' | 'way' | 'what' | 'due'> & { /** What a university offers, when that is the way. */ readonly offerId: string | undefined }

const lines = (tx: Tx) => tx.selectFrom('team.gap_line as l').selectAll('l').select((s) => [s.selectFrom('team.offer as o').select('o.title').whereRef('o.id', '=', 'l.offer_id').as('offer_title'), s.selectFrom('team.university_offer as o').select('o.id').whereRef('o.id', '=', 'l.offer_id').as('open_offer')])
type Row = Awaited<ReturnType<ReturnType<typeof lines>['execute']>>[number]
const lineOf = (row: Row): Line => ({
  id: row.id, teamId: row.team_org_id, subject: row.subject, way: row.way as Way, what: row.what, personId: row.person_id, person: row.person_name, due: row.due_on as LocalDate, state: row.state as LineState, closedOn: (row.closed_on as LocalDate | null) ?? undefined, version: row.version,
  offer: row.offer_id === null ? undefined : { id: row.offer_id, title: row.offer_title ?? '', isOpen: row.open_offer !== null },
})

/** What is open first, by day; then what was closed, the last first. */
export const loadLines = async (tx: Tx, teamId: string): Promise<readonly Line[]> => (await lines(tx).where('team_org_id', '=', teamId).orderBy(sql`l.closed_on desc nulls first`).orderBy('due_on').orderBy('l.id').limit(300).execute()).map(lineOf)
export const loadOpenOf = async (tx: Tx, personId: string): Promise<readonly Line[]> => (await lines(tx).where('person_id', '=', personId).where('state', '=', 'open').orderBy('due_on').orderBy('l.id').limit(100).execute()).map(lineOf)
/** Nobody else changes it before this is done. */
export async function lockLine(tx: Tx, teamId: string, id: string): Promise<Line | undefined> {
  const found = await lines(tx).where('l.id', '=', id).where('team_org_id', '=', teamId).executeTakeFirst()
  if (!found) return undefined
  const row = await lines(tx).where('l.id', '=', id).forUpdate('l').executeTakeFirst()
  return row ? lineOf(row) : lineOf(found)
}
/** Nobody else adds a line of the team's before this is done: the same twice is told, also when it comes at once. */
export const lockPlan = (tx: Tx, teamId: string) => sql`select pg_advisory_xact_lock(hashtextextended(${`${teamId} gap-plan`}, 0))`.execute(tx)
/** An open line says the same. */
export const isThere = async (tx: Tx, teamId: string, line: NewLine): Promise<boolean> =>
  (await tx.selectFrom('team.gap_line').select('id').where('team_org_id', '=', teamId).where('subject', '=', line.subject).where('way', '=', line.way).where('what', '=', line.what).where('state', '=', 'open').executeTakeFirst()) !== undefined
export const insertLine = async (tx: Tx, teamId: string, line: NewLine, who: { readonly personId: string; readonly name: string }, by: string, now: Date): Promise<string> =>
  (await tx.insertInto('team.gap_line').values({ team_org_id: teamId, subject: line.subject, way: line.way, what: line.what, offer_id: line.offerId ?? null, person_id: who.personId, person_name: who.name, due_on: line.due, made_at: now, changed_at: now, changed_by_name: by }).returning('id').executeTakeFirstOrThrow()).id
export const saveClosed = (tx: Tx, { id, version }: Pick<Line, 'id' | 'version'>, state: 'done' | 'dropped', on: LocalDate, by: string, now: Date) =>
  tx.updateTable('team.gap_line').set({ state, closed_on: on, version: version + 1, changed_at: now, changed_by_name: by }).where('id', '=', id).execute()
export type Offered = { readonly id: string; readonly title: string; readonly university: string; readonly themes: readonly string[] }
/** What universities offer that a line may point at. */
export async function loadOffered(tx: Tx): Promise<readonly Offered[]> {
  const rows = await tx.selectFrom('team.university_offer').select(['id', 'title', 'university', 'themes']).orderBy('title').orderBy('university').limit(300).execute()
  return rows.map((row) => ({ id: row.id ?? '', title: row.title ?? '', university: row.university ?? '', themes: row.themes ?? [] }))
}
export const forgetLines = async (tx: Tx, before: LocalDate): Promise<readonly string[]> => (await sql<{ id: string }>`select id from team.forget_lines(${before}) as id`.execute(tx)).rows.map(({ id }) => id)
