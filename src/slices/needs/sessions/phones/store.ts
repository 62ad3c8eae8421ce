import { sql } from 'kysely'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Tx } from '../../../../platform/db.ts'
import { instrumentSchema, type InstrumentDefinition } from '../../instruments/definition.ts'
import type { Breakdown, Group, Kind, Phase } from '../rules.ts'

/** What somebody who has the code may know of a session. */
export type JoinedSession = { readonly id: string; readonly kind: Kind; readonly kindergartens: readonly string[]; readonly title: string; readonly theme: string | undefined; readonly phase: Phase; readonly breakdown: Breakdown; readonly groups: readonly Group[]; readonly themes: readonly string[]; readonly definition: InstrumentDefinition; readonly seenByOwner: boolean; readonly seenByTeam: boolean; readonly closesOn: LocalDate | undefined; readonly version: number; readonly fullUp: boolean; readonly expected: number; readonly slips: boolean; readonly mayCloseEarly: boolean }

type Row = { session_id: string; kind: string; kindergartens: string[]; title: string; theme: string | null; phase: string; breakdown: string; groups: unknown; themes: string[]; definition: unknown; seen_by_owner: boolean; seen_by_team: boolean; closes_on: string | null; version: number; full_up: boolean; expected: number; slips: boolean; may_close_early: boolean }
/** The open session one joins by these letters. Anybody may ask: the letters are the key. */
export async function loadJoined(tx: Tx, code: string): Promise<JoinedSession | undefined> {
  const row = (await sql<Row>`select * from needs.session_by_code(${code})`.execute(tx)).rows[0]
  return (
    row && {
      id: row.session_id, kind: row.kind as Kind, kindergartens: row.kindergartens, title: row.title, theme: row.theme ?? undefined, phase: row.phase as Phase, breakdown: row.breakdown as Breakdown, groups: row.groups as Group[], themes: row.themes,
      definition: instrumentSchema.parse(row.definition), seenByOwner: row.seen_by_owner, seenByTeam: row.seen_by_team, closesOn: (row.closes_on as LocalDate | null) ?? undefined, version: row.version, fullUp: row.full_up, expected: row.expected, slips: row.slips, mayCloseEarly: row.may_close_early,
    }
  )
}
/** A session that is over, to somebody who knows the letters it had. */
export type LeftSession = Pick<JoinedSession, 'seenByOwner' | 'seenByTeam'> & { readonly together: boolean; readonly state: 'ended' | 'cancelled' }
export async function loadLeft(tx: Tx, code: string, since: Date): Promise<LeftSession | undefined> {
  const row = (await sql<{ state: 'ended' | 'cancelled'; seen_by_owner: boolean; seen_by_team: boolean; together: boolean }>`select state, seen_by_owner, seen_by_team, together from needs.session_left(${code}, ${since})`.execute(tx)).rows[0]
  return row && { state: row.state, seenByOwner: row.seen_by_owner, seenByTeam: row.seen_by_team, together: row.together }
}
export const knowsTicket = async (tx: Tx, sessionId: string, hash: Buffer): Promise<boolean> => (await sql<{ known: boolean }>`select needs.knows_ticket(${sessionId}, ${hash}) as known`.execute(tx)).rows[0]?.known ?? false
export type Given = 'given' | 'full' | 'closed' | 'needs-slip'
export const giveTicket = async (tx: Tx, sessionId: string, hash: Buffer): Promise<Given> => (await sql<{ given: Given }>`select needs.give_ticket(${sessionId}, ${hash}) as given`.execute(tx)).rows[0]?.given ?? 'closed'
/** Which of these themes the ticket has been used for already. */
export async function usedFor(tx: Tx, hashes: readonly Buffer[]): Promise<readonly boolean[]> {
  const { rows } = await sql<{ used: boolean }>`select needs.has_been_used(h) as used from unnest(${hashes}::bytea[]) with ordinality as t(h, at) order by at`.execute(tx)
  return rows.map(({ used }) => used)
}

export type Ballot = { readonly ticket: string; readonly used: string; readonly group: string; readonly answers: Readonly<Record<string, number>> }
export type Outcome = 'counted' | 'already' | 'no-ticket' | 'closed'
/** Counts a handful of answers to one theme. @returns by the hash that says the ticket was used */
export async function castAnswers(tx: Tx, sessionId: string, theme: string, ballots: readonly Ballot[]): Promise<ReadonlyMap<string, Outcome>> {
  const { rows } = await sql<{ used: string; outcome: Outcome }>`select * from needs.cast_answers(${sessionId}, ${theme}, ${JSON.stringify(ballots)}::jsonb)`.execute(tx)
  return new Map(rows.map(({ used, outcome }) => [used, outcome]))
}
