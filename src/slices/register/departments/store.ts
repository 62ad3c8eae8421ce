import { sql } from 'kysely'
import { fromRange, toRange } from '../../../kernel/period.ts'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import type { Department } from './rules.ts'

/** All departments the kindergarten has had, those it has now first. */
export async function loadDepartments(tx: Tx, kindergartenId: string): Promise<Department[]> {
  const rows = await tx
    .selectFrom('register.relation as r')
    .innerJoin('register.organisation as o', 'o.id', 'r.from_id')
    .select(['o.id', 'o.name', 'r.period'])
    .where('r.to_id', '=', kindergartenId)
    .where('r.kind', '=', 'part-of')
    .where('o.kind', '=', 'department')
    .orderBy(sql`r.period @> (select platform.today())`, 'desc')
    .orderBy(sql`o.name collate "nb-NO-x-icu"`)
    .execute()
  return rows.map((row) => ({ id: row.id, name: row.name, period: fromRange(row.period) }))
}

export async function insertDepartment(tx: Tx, kindergartenId: string, name: string, fictitious: boolean, from: LocalDate, at: Date): Promise<void> {
  const id = crypto.randomUUID()
  await tx.insertInto('register.organisation').values({ id, kind: 'department', name, fictitious, created_at: at }).execute()
  await tx.insertInto('register.relation').values({ from_id: id, to_id: kindergartenId, kind: 'part-of', period: toRange({ from, to: undefined }), source: 'own' }).execute()
}

/** @throws when the database let nothing be changed: then its policies and our rules do not agree. */
export const renameDepartment = (tx: Tx, id: string, name: string) => tx.updateTable('register.organisation').set({ name }).where('id', '=', id).where('kind', '=', 'department').returning('id').executeTakeFirstOrThrow()

export async function endDepartment(tx: Tx, kindergartenId: string, department: Department, to: LocalDate): Promise<void> {
  await tx.updateTable('register.organisation').set({ closed_on: to as string }).where('id', '=', department.id).returning('id').executeTakeFirstOrThrow()
  await tx
    .updateTable('register.relation')
    .set({ period: toRange({ from: department.period.from, to }) })
    .where('from_id', '=', department.id)
    .where('to_id', '=', kindergartenId)
    .where('kind', '=', 'part-of')
    .returning('id')
    .executeTakeFirstOrThrow()
}

/** Held until the transaction ends, so that two tabs do not make the same department. Row locks need the right to write, which heads have not. */
export const lockDepartments = (tx: Tx, kindergartenId: string) => sql`select pg_advisory_xact_lock(hashtextextended(${`departments ${kindergartenId}`}, 0))`.execute(tx)

export const isFictitious = async (tx: Tx, id: string): Promise<boolean> => (await tx.selectFrom('register.organisation').select('fictitious').where('id', '=', id).executeTakeFirst())?.fictitious ?? false
