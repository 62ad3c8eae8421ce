import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import { nobody, type Figure, type Published, type Tally, type ThemeTally } from '../masking/rules.ts'
import type { ClosedTheme, Group, Phase, Session, StepEvent } from './rules.ts'

const sessions = (tx: Tx) => tx.selectFrom('needs.staff_session as s').innerJoin('register.organisation_card as o', 'o.id', 's.kindergarten_id').selectAll('s').select('o.name as kindergarten')
type Row = Awaited<ReturnType<ReturnType<typeof sessions>['execute']>>[number]
const sessionOf = (row: Row): Session => ({
  id: row.id,
  kindergartenId: row.kindergarten_id,
  kindergarten: row.kindergarten ?? '',
  versionId: row.instrument_version_id,
  kind: row.kind as Session['kind'],
  state: row.state as Session['state'],
  title: row.title,
  themes: row.themes,
  breakdown: row.breakdown as Session['breakdown'],
  groups: row.groups as unknown as readonly Group[],
  expected: row.expected,
  tickets: row.tickets,
  seenByOwner: row.seen_by_owner,
  seenByTeam: row.seen_by_team,
  slips: row.slips,
  slipsMadeAt: row.slips_made_at ?? undefined,
  mayCloseEarly: row.may_close_early,
  code: row.code ?? undefined,
  theme: row.theme ?? undefined,
  phase: row.phase as Phase,
  closesOn: (row.closes_on as LocalDate | null) ?? undefined,
  version: row.version,
  madeAt: row.made_at,
  openedAt: row.opened_at ?? undefined,
  endedAt: row.ended_at ?? undefined,
})

/** The sessions the actor may see, the newest first. */
export async function loadSessions(tx: Tx): Promise<readonly Session[]> {
  return (await sessions(tx).orderBy('s.made_at', 'desc').orderBy('s.id').limit(200).execute()).map(sessionOf)
}
export async function loadSession(tx: Tx, id: string): Promise<Session | undefined> {
  const row = await sessions(tx).where('s.id', '=', id).executeTakeFirst()
  return row && sessionOf(row)
}
/** Held until the transaction ends: two who step at once take turns, and those who answer wait for the one who closes. */
export async function lockSession(tx: Tx, id: string): Promise<Session | undefined> {
  const held = await tx.selectFrom('needs.staff_session').select('id').where('id', '=', id).forNoKeyUpdate().executeTakeFirst()
  return held && loadSession(tx, id)
}

export type NewSession = Pick<Session, 'kindergartenId' | 'versionId' | 'kind' | 'title' | 'themes' | 'breakdown' | 'groups' | 'expected' | 'seenByOwner' | 'seenByTeam' | 'closesOn' | 'slips' | 'mayCloseEarly'> & { readonly startKey: string }
/** @returns its id; the same for the same start key, so that a double click makes one */
export async function insertSession(tx: Tx, session: NewSession, by: { readonly name: string }, now: Date): Promise<string> {
  const made = await tx
    .insertInto('needs.staff_session')
    .values({
      region_id: sql<string>`(select o.region_id from register.organisation o where o.id = ${session.kindergartenId})`,
      kindergarten_id: session.kindergartenId, start_key: session.startKey, instrument_version_id: session.versionId, kind: session.kind, title: session.title, themes: [...session.themes], breakdown: session.breakdown, groups: JSON.stringify(session.groups),
      expected: session.expected, seen_by_owner: session.seenByOwner, seen_by_team: session.seenByTeam, slips: session.slips, may_close_early: session.mayCloseEarly, closes_on: session.closesOn ?? null, made_at: now, made_by_name: by.name,
    })
    .onConflict((conflict) => conflict.column('start_key').doNothing())
    .returning('id')
    .executeTakeFirst()
  return made?.id ?? (await tx.selectFrom('needs.staff_session').select('id').where('start_key', '=', session.startKey).executeTakeFirstOrThrow()).id
}

/** Where the session is from now on. */
export const saveStep = (tx: Tx, id: string, { phase, state, theme }: StepEvent, code: string | undefined, now: Date) =>
  tx
    .updateTable('needs.staff_session')
    .set({ phase, state, theme: theme ?? null, version: sql`version + 1`, ...(state === 'open' ? (code ? { code, opened_at: now } : {}) : { code: null, left_code: sql<string | null>`code`, ended_at: now }) })
    .where('id', '=', id)
    .execute()

export const saveExpected = (tx: Tx, id: string, expected: number) => tx.updateTable('needs.staff_session').set({ expected }).where('id', '=', id).execute()

/** When one of these themes of the version last gave something to show here, alone or in a session together with others. */
export const lastResultOn = async (tx: Tx, kindergartenId: string, versionId: string, themes: readonly string[]): Promise<Date | undefined> =>
  (
    await tx
      .selectFrom('needs.staff_theme as t')
      .innerJoin('needs.staff_session as s', 's.id', 't.session_id')
      .select((select) => select.fn.max('t.closed_at').as('at'))
      .where('s.kindergarten_id', '=', kindergartenId)
      .where('s.instrument_version_id', '=', versionId)
      .where('t.shown', '=', true)
      .where('t.theme', 'in', themes.length > 0 ? themes : [''])
      .executeTakeFirst()
  )?.at ?? undefined

/** Surveys that are open though their day is over. */
export const loadDue = async (tx: Tx, today: LocalDate): Promise<readonly string[]> => (await tx.selectFrom('needs.staff_session').select('id').where('kind', '=', 'survey').where('state', '=', 'open').where('closes_on', '<', today).orderBy('id').execute()).map(({ id }) => id)
/** Held until the transaction ends by whoever opens a session for any of the same staff. */
export const lockStaff = (tx: Tx, sessionId: string) => sql`select pg_advisory_xact_lock(hashtextextended('staff session ' || one, 0)) from (select one::text from needs.staff_of(${sessionId}) one order by one) as ordered`.execute(tx)
/** What other sessions of the same staff say, also those the actor may not see: whether one with a theme of this is open, and when one last gave a result. */
export async function loadLike(tx: Tx, sessionId: string): Promise<{ readonly openLike: boolean; readonly last: Date | undefined; readonly waiting: number }> {
  const { rows } = await sql<{ open: boolean; last: Date | null; waiting: number }>`select needs.is_open_like(${sessionId}) as open, needs.last_result_like(${sessionId}) as last, (select count(*)::int from needs.staff_session_unit u where u.session_id = ${sessionId} and u.agreed_at is null) as waiting`.execute(tx)
  return { openLike: rows[0]?.open ?? true, last: rows[0]?.last ?? undefined, waiting: rows[0]?.waiting ?? 0 }
}
/** Takes the counts of a theme out of the database, for good; empty when fewer than five have answered it. */
export async function takeTally(tx: Tx, sessionId: string, theme: string): Promise<ThemeTally> {
  const { rows } = await sql<{ statement: string; group_key: string; value: number; n: number }>`select * from needs.take_tally(${sessionId}, ${theme})`.execute(tx)
  const tally = new Map<string, Map<string, Tally>>()
  for (const { statement, group_key: group, value, n } of rows) {
    const groups = tally.get(statement) ?? new Map<string, Tally>()
    tally.set(statement, groups.set(group, (groups.get(group) ?? nobody).with(value, n) as unknown as Tally))
  }
  return tally
}
export const forgetSession = (tx: Tx, sessionId: string) => sql`select needs.forget_session(${sessionId})`.execute(tx)

export async function saveClosed(tx: Tx, sessionId: string, theme: string, published: readonly Published[], by: { readonly name: string }, now: Date): Promise<void> {
  await tx.insertInto('needs.staff_theme').values({ session_id: sessionId, theme, closed_at: now, shown: published.length > 0, changed_at: now, changed_by_name: by.name }).execute()
  if (published.length === 0) return
  await tx.insertInto('needs.staff_result').values(published.map(({ statement, part, figure }) => ({ session_id: sessionId, theme, statement, part, at_least: figure.atLeast, mean: figure.mean, low: figure.low, middle: figure.middle, high: figure.high, unknown: figure.unknown }))).execute()
}
export const saveDots = (tx: Tx, sessionId: string, dots: readonly { readonly theme: string; readonly dots: number }[]) => tx.insertInto('needs.staff_dots').values(dots.map((one) => ({ session_id: sessionId, ...one }))).execute()
export const saveReflection = (tx: Tx, sessionId: string, theme: string, reflection: string, by: { readonly name: string }, now: Date) =>
  tx.updateTable('needs.staff_theme').set({ reflection, changed_at: now, changed_by_name: by.name }).where('session_id', '=', sessionId).where('theme', '=', theme).executeTakeFirst()

export const loadClosed = async (tx: Tx, sessionId: string): Promise<readonly ClosedTheme[]> =>
  (await tx.selectFrom('needs.staff_theme').select(['theme', 'shown', 'reflection', 'changed_at', 'changed_by_name']).where('session_id', '=', sessionId).execute()).map(({ theme, shown, reflection, changed_at: changedAt, changed_by_name: changedBy }) => ({ theme, shown, reflection, changedAt, changedBy }))
/** The dots as they were counted: on every theme of the session, also those they never came to. */
export const loadDots = async (tx: Tx, sessionId: string): Promise<ReadonlyMap<string, number>> => new Map((await tx.selectFrom('needs.staff_dots').select(['theme', 'dots']).where('session_id', '=', sessionId).execute()).map((row) => [row.theme, row.dots]))

export type Result = Published & { readonly theme: string }
/** What may be shown of the session, as it was frozen. */
export async function loadResults(tx: Tx, sessionId: string): Promise<readonly Result[]> {
  const rows = await tx.selectFrom('needs.staff_result').selectAll().where('session_id', '=', sessionId).orderBy('theme').orderBy('statement').orderBy('part').execute()
  return rows.map((row) => ({ theme: row.theme, statement: row.statement, part: row.part, figure: { atLeast: row.at_least, mean: Number(row.mean), low: row.low, middle: row.middle, high: row.high, unknown: row.unknown } satisfies Figure }))
}
/** How many have answered each theme so far. */
export const loadCounts = async (tx: Tx, sessionId: string): Promise<ReadonlyMap<string, number>> => new Map((await tx.selectFrom('needs.staff_count').select(['theme', 'answered']).where('session_id', '=', sessionId).execute()).map((row) => [row.theme, row.answered]))
