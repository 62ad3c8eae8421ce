import { sql } from 'kysely'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Tx } from '../../../../platform/db.ts'
import { keepUploadedHours, type Counts, type KnownUnit, type Standing } from './rules.ts'

/** The kindergartens whose scores the actor may enter, with their departments of today. */
export async function loadKnown(tx: Tx): Promise<readonly KnownUnit[]> {
  const { rows } = await sql<{ id: string; name: string; full_name: string; number: string | null; departments: { id: string; name: string }[] }>`
    with mine as materialized (select needs.score_kindergartens() as id),
    departments as materialized (select d.part_of_id as id, jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name) order by d.name) as list from register.organisation_card d where d.kind = 'department' and d.closed_on is null and d.part_of_id in (select id from mine) group by 1)
    select o.id, o.name, o.full_name, o.organisation_number as number, coalesce(d.list, '[]') as departments
    from mine join register.organisation_card o on o.id = mine.id left join departments d on d.id = o.id where o.kind = 'kindergarten' order by o.name collate "nb-NO-x-icu", o.id`.execute(tx)
  return rows.map((row) => ({ id: row.id, name: row.name, fullName: row.full_name, number: row.number ?? undefined, departments: row.departments }))
}

/** What stands of a version: of each unit and day the newest revision. */
export async function loadStanding(tx: Tx, versionId: string): Promise<readonly Standing[]> {
  const { rows } = await sql<{ unit_id: string; on: LocalDate; revision: number; answered: number; source: string; scores: Readonly<Record<string, number>> }>`
    select distinct on (s.unit_id, s.measured_on) s.unit_id, s.measured_on::text as on, s.revision, s.answered, s.source, s.scores from needs.score_set s where s.instrument_version_id = ${versionId} order by s.unit_id, s.measured_on, s.revision desc`.execute(tx)
  return rows.map(({ unit_id: unitId, ...row }) => ({ unitId, ...row }))
}

export type ScoreFile = { readonly id: string; readonly versionId: string; readonly fileName: string; readonly state: 'uploaded' | 'done' | 'given-up'; readonly counts: Partial<Counts>; readonly hasProblems: boolean; readonly uploadedAt: Date; readonly uploadedBy: string }
const columns = ['id', 'instrument_version_id', 'file_name', 'state', 'counts', 'uploaded_at', 'uploaded_by_name'] as const

export async function loadFiles(tx: Tx, orgId: string, only?: string): Promise<readonly ScoreFile[]> {
  const query = tx.selectFrom('needs.score_file').select(columns).select((eb) => eb('problem_file', 'is not', null).as('has_problems')).where('org_id', '=', orgId)
  const rows = await (only === undefined ? query : query.where('id', '=', only)).orderBy('uploaded_at', 'desc').limit(20).execute()
  return rows.map((row) => ({ id: row.id, versionId: row.instrument_version_id, fileName: row.file_name, state: row.state as ScoreFile['state'], counts: row.counts as Partial<Counts>, hasProblems: row.has_problems === true, uploadedAt: row.uploaded_at, uploadedBy: row.uploaded_by_name }))
}
export const loadContent = async (tx: Tx, id: string): Promise<Uint8Array | undefined> => (await tx.selectFrom('needs.score_file').select('content').where('id', '=', id).executeTakeFirst())?.content ?? undefined
export const loadProblems = async (tx: Tx, id: string): Promise<string | undefined> => (await tx.selectFrom('needs.score_file').select('problem_file').where('id', '=', id).executeTakeFirst())?.problem_file ?? undefined
/** Held until the transaction ends. @returns whether it still waits */
export const lockFile = async (tx: Tx, id: string): Promise<boolean> => (await tx.selectFrom('needs.score_file').select('state').where('id', '=', id).forUpdate().executeTakeFirst())?.state === 'uploaded'

export async function insertFile(tx: Tx, orgId: string, versionId: string, file: { readonly name: string; readonly bytes: Uint8Array }, by: { readonly name: string }, at: Date): Promise<string> {
  return (await tx.insertInto('needs.score_file').values({ org_id: orgId, instrument_version_id: versionId, file_name: file.name.slice(-120), content: Buffer.from(file.bytes), state: 'uploaded', uploaded_at: at, uploaded_by_name: by.name }).returning('id').executeTakeFirstOrThrow()).id
}
/** The file itself is not kept any longer; how it went and the lines that did not go in are. */
export const saveDone = (tx: Tx, id: string, counts: Counts, problemFile: string | undefined, by: { readonly name: string }, at: Date) =>
  tx.updateTable('needs.score_file').set({ state: 'done', content: null, counts: JSON.stringify(counts), problem_file: problemFile ?? null, finished_at: at, uploaded_by_name: by.name }).where('id', '=', id).execute()
/** Files nobody decided on are let go of, whoever sent them in. */
export const giveUpOld = (tx: Tx, now: Date) =>
  tx.updateTable('needs.score_file').set({ state: 'given-up', content: null, finished_at: now }).where('state', '=', 'uploaded').where('uploaded_at', '<', new Date(now.getTime() - keepUploadedHours * 3_600_000)).execute()
