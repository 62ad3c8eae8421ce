import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import type { ExperienceDecision, ExperienceState, Outcome } from './rules.ts'

/** `kindergarten` only when it lets its name be shown. */
export type Experience = { readonly id: string; readonly versionNumber: number; readonly outcome: Outcome; readonly body: string; readonly kindergarten: string | undefined; readonly own: boolean; readonly state: ExperienceState; readonly madeAt: Date }

/** What has been told of a material: what is shown, one's own, and all of it for the team that answers for the material. */
export async function loadExperiences(tx: Tx, materialId: string): Promise<readonly Experience[]> {
  const { rows } = await sql<{ id: string; version_number: number; outcome: Outcome; body: string; kindergarten: string | null; own: boolean; state: ExperienceState; made_at: Date }>`
    select id, version_number, outcome, body, kindergarten, coalesce(own, false) as own, state, made_at from library.experiences(${materialId})`.execute(tx)
  return rows.map((row) => ({ id: row.id, versionNumber: row.version_number, outcome: row.outcome, body: row.body, kindergarten: row.kindergarten ?? undefined, own: row.own, state: row.state, madeAt: row.made_at }))
}
export const countOwn = async (tx: Tx, materialId: string, kindergartenId: string): Promise<number> =>
  (await tx.selectFrom('library.experience').select(({ fn }) => fn.countAll<number>().as('count')).where('material_id', '=', materialId).where('kindergarten_id', '=', kindergartenId).executeTakeFirstOrThrow()).count

/** The same told again is the one that is there: one at a time for a kindergarten and a material. */
export async function isTold(tx: Tx, materialId: string, kindergartenId: string, { outcome, body }: Told): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended('experience ' || ${materialId}::text || ${kindergartenId}::text, 0))`.execute(tx)
  return (await tx.selectFrom('library.experience').select('id').where('material_id', '=', materialId).where('kindergarten_id', '=', kindergartenId).where('outcome', '=', outcome).where('body', '=', body).executeTakeFirst()) !== undefined
}
export type Told = { readonly outcome: Outcome; readonly body: string; readonly nameShown: boolean }
export const insertExperience = (tx: Tx, materialId: string, versionNumber: number, kindergartenId: string, { outcome, body, nameShown }: Told, who: string, now: Date) =>
  tx.insertInto('library.experience').values({ material_id: materialId, version_number: versionNumber, kindergarten_id: kindergartenId, outcome, body, name_shown: nameShown, made_at: now, made_by_name: who }).execute()
/** @returns whether there was one of the actor's own */
export const deleteExperience = async (tx: Tx, id: string): Promise<boolean> => (await tx.deleteFrom('library.experience').where('id', '=', id).executeTakeFirst()).numDeletedRows > 0n
/** @returns the material's id, when it is the team's to decide and not decided so before */
export const saveDecision = async (tx: Tx, id: string, decision: ExperienceDecision, now: Date): Promise<string | undefined> =>
  (await sql<{ id: string | null }>`select library.decide_experience(${id}, ${decision}, ${now}) as id`.execute(tx)).rows[0]?.id ?? undefined

export type Waiting = { readonly materialId: string; readonly title: string; readonly waiting: number }
/** Materials of the team's with something told that nobody has looked at. */
export async function loadWaiting(tx: Tx): Promise<readonly Waiting[]> {
  const { rows } = await sql<{ material_id: string; title: string; waiting: number }>`select w.material_id, c.title, w.waiting from library.waiting_experiences() w join library.material_card c on c.id = w.material_id order by w.since`.execute(tx)
  return rows.map((row) => ({ materialId: row.material_id, title: row.title, waiting: row.waiting }))
}

export const forgetExperiences = async (tx: Tx, before: LocalDate): Promise<number> => (await sql`select library.forget_experiences(${before}::date)`.execute(tx)).rows.length
