import { sql } from 'kysely'
import * as z from 'zod'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import type { Choice, Comparable, ThemeLine, Words } from './rules.ts'

const words = z.object({ nb: z.string(), nn: z.string(), en: z.string() })
const side = z.object({ mean: z.number(), atLeast: z.number(), uncertainty: z.number() }).optional()
const line = z.object({ key: z.string(), words, before: side, after: side, difference: z.number().optional(), margin: z.number().optional(), verdict: z.enum(['more', 'less', 'cannot-tell']) })
/** The lines as they are kept: an undefined side is left out. */
const lines = z.array(line.extend({ statements: z.array(line) }))

export type Comparison = { readonly id: string; readonly kindergartenId: string; readonly kindergarten: string; readonly beforeId: string; readonly afterId: string; readonly instrument: Words; readonly version: number; readonly beforeOn: LocalDate; readonly afterOn: LocalDate; readonly lines: readonly ThemeLine[]; readonly madeAt: Date; /** Else the two differ in further languages only. */ readonly sameVersion: boolean }

const comparisons = (tx: Tx) =>
  tx.selectFrom('needs.comparison_card as c').innerJoin('register.organisation_card as o', 'o.id', 'c.kindergarten_id').selectAll('c').select(['o.name as kindergarten', sql<LocalDate>`c.before_on::text`.as('before_day'), sql<LocalDate>`c.after_on::text`.as('after_day')])
type Row = Awaited<ReturnType<ReturnType<typeof comparisons>['execute']>>[number]
const comparisonOf = (row: Row): Comparison => ({
  id: row.id ?? '', kindergartenId: row.kindergarten_id ?? '', kindergarten: row.kindergarten ?? '', beforeId: row.before_session_id ?? '', afterId: row.after_session_id ?? '', instrument: words.parse(row.instrument), version: row.version ?? 0,
  beforeOn: row.before_day, afterOn: row.after_day, lines: lines.parse(row.lines) as readonly ThemeLine[], madeAt: row.made_at ?? new Date(0), sameVersion: row.same_version ?? true,
})

/** Those the actor may see, the newest first. */
export const loadComparisons = async (tx: Tx): Promise<readonly Comparison[]> => (await comparisons(tx).orderBy('c.made_at', 'desc').limit(100).execute()).map(comparisonOf)
export async function loadComparison(tx: Tx, id: string): Promise<Comparison | undefined> {
  const row = await comparisons(tx).where('c.id', '=', id).executeTakeFirst()
  return row && comparisonOf(row)
}

/** Sessions of the kindergarten that are over and have something to show, the newest first. */
export async function loadChoices(tx: Tx, kindergartenId: string): Promise<readonly Choice[]> {
  const { rows } = await sql<{ id: string; title: string; questions: string; name: unknown; number: number; ended_on: LocalDate }>`
    select s.id, s.title, needs.wording_of(v.id) as questions, i.name, v.number, (s.ended_at at time zone 'Europe/Oslo')::date::text as ended_on
    from needs.staff_session s join needs.instrument_version v on v.id = s.instrument_version_id join needs.instrument i on i.id = v.instrument_id
    where s.state = 'ended' and ${kindergartenId}::uuid in (select needs.staff_of(s.id)) and exists (select from needs.staff_theme t where t.session_id = s.id and t.shown)
    order by s.ended_at desc, s.id limit 100`.execute(tx)
  return rows.map((row) => ({ id: row.id, title: row.title, questions: row.questions, instrument: words.parse(row.name), number: row.number, endedOn: row.ended_on }))
}

/** A session as it is compared, when the actor may see it and the kindergarten was asked in it. */
export async function loadComparable(tx: Tx, kindergartenId: string, id: string): Promise<Comparable | undefined> {
  const { rows } = await sql<{ id: string; version_id: string; questions: string; state: Comparable['state']; opened_at: Date | null; staff: string[] }>`
    select s.id, s.instrument_version_id as version_id, needs.wording_of(s.instrument_version_id) as questions, s.state, s.opened_at, array(select one from needs.staff_of(s.id) one order by one) as staff
    from needs.staff_session s where s.id = ${id} and ${kindergartenId}::uuid in (select needs.staff_of(s.id))`.execute(tx)
  const [row] = rows
  return row && { id: row.id, versionId: row.version_id, questions: row.questions, state: row.state, openedAt: row.opened_at ?? undefined, staff: row.staff }
}

/** @returns its id, the same for the same two sessions */
export async function insertComparison(tx: Tx, kindergartenId: string, before: Comparable, after: Comparable, made: readonly ThemeLine[], who: string, now: Date): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const inserted = await tx
    .insertInto('needs.comparison')
    .values({ region_id: sql<string>`(select o.region_id from register.organisation o where o.id = ${kindergartenId})`, kindergarten_id: kindergartenId, before_session_id: before.id, after_session_id: after.id, instrument_version_id: after.versionId, lines: JSON.stringify(made), made_at: now, made_by_name: who })
    .onConflict((conflict) => conflict.constraint('comparison_once').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (inserted) return { id: inserted.id, isNew: true }
  const there = await tx.selectFrom('needs.comparison').select('id').where('kindergarten_id', '=', kindergartenId).where('before_session_id', '=', before.id).where('after_session_id', '=', after.id).executeTakeFirstOrThrow()
  return { id: there.id, isNew: false }
}
