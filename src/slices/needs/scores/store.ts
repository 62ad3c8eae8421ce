import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import { instrumentSchema, type StaffWords } from '../instruments/definition.ts'
import type { ScoreSet } from './rules.ts'

type Row = { id: string; unit_id: string; unit: string; instrument_id: string; version_id: string; version: number; instrument: unknown; definition: unknown; on: LocalDate; revision: number; answered: number; source: string; scores: unknown; reason: string; entered_at: Date; entered_by_name: string; entered_role: string; from_file: boolean }

/** All sets of a kindergarten that the actor may see, with the corrections there have been: of each unit, version and day the newest first. */
export async function loadSets(tx: Tx, kindergartenId: string): Promise<readonly ScoreSet[]> {
  const { rows } = await sql<Row>`
    select s.id, s.unit_id, s.unit, s.instrument_id, s.version_id, s.version, s.instrument, s.definition, s.measured_on::text as on, s.revision, s.answered, s.source, s.scores, s.reason, s.entered_at, s.entered_by_name, s.entered_role, s.from_file
    from needs.scores_of(${kindergartenId}) s order by s.instrument_id, s.unit_id <> ${kindergartenId}, s.unit, s.measured_on desc, s.revision desc limit 2000`.execute(tx)
  return rows.flatMap((row): readonly ScoreSet[] => {
    const definition = instrumentSchema.parse(row.definition)
    if (definition.kind !== 'scores') return []
    return [{
      id: row.id, unitId: row.unit_id, unit: row.unit, instrumentId: row.instrument_id, versionId: row.version_id, version: row.version, instrument: row.instrument as StaffWords, definition, on: row.on, revision: row.revision, answered: row.answered, source: row.source,
      scores: row.scores as Readonly<Record<string, number>>, reason: row.reason, enteredAt: row.entered_at, enteredBy: row.entered_by_name, enteredRole: row.entered_role, fromFile: row.from_file,
    }]
  })
}

export type NewSet = { readonly kindergartenId: string; readonly unitId: string; readonly versionId: string; readonly on: LocalDate; readonly revision: number; readonly answered: number; readonly source: string; readonly scores: Readonly<Record<string, number>>; readonly reason: string }
/** Saves sets as they are entered. Two who enter the same at once: one of them breaks `score_set_once`. */
export async function insertSets(tx: Tx, sets: readonly NewSet[], by: { readonly name: string; readonly role: string }, fromFile: boolean, at: Date): Promise<void> {
  if (sets.length === 0) return
  await tx
    .insertInto('needs.score_set')
    .values(sets.map((set) => ({ kindergarten_id: set.kindergartenId, unit_id: set.unitId, instrument_version_id: set.versionId, measured_on: set.on as string, revision: set.revision, answered: set.answered, source: set.source, scores: JSON.stringify(set.scores), reason: set.reason, entered_at: at, entered_by_name: by.name, entered_role: by.role, from_file: fromFile })))
    .execute()
}

/** Held until the transaction ends, so that two who enter scores for the same kindergarten take turns. */
export const lockScores = (tx: Tx, kindergartenId: string) => sql`select pg_advisory_xact_lock(hashtextextended(${`scores ${kindergartenId}`}, 0))`.execute(tx)

export type UnitChoice = { readonly id: string; readonly name: string }
/** The departments a kindergarten has today. */
export async function loadDepartments(tx: Tx, kindergartenId: string): Promise<readonly UnitChoice[]> {
  const { rows } = await sql<UnitChoice>`select o.id, o.name from register.organisation_card o where o.part_of_id = ${kindergartenId} and o.kind = 'department' and o.closed_on is null order by o.name collate "nb-NO-x-icu"`.execute(tx)
  return rows
}

export type MeasuredUnit = UnitChoice & { readonly sets: number; readonly last: LocalDate | undefined }
/** The kindergartens whose scores the actor may see, a page at a time, with how much has been measured. */
export async function loadMeasuredUnits(tx: Tx, offset: number, size: number): Promise<{ readonly rows: readonly MeasuredUnit[]; readonly total: number }> {
  const { rows } = await sql<UnitChoice & { sets: number; last: LocalDate | null; total: number }>`
    with mine as materialized (select needs.score_kindergartens() as id),
    measured as materialized (select s.kindergarten_id, count(distinct (s.unit_id, s.instrument_version_id, s.measured_on))::int as sets, max(s.measured_on)::text as last from needs.score_set s group by 1)
    select o.id, o.name, coalesce(m.sets, 0) as sets, m.last, count(*) over ()::int as total
    from mine join register.organisation_card o on o.id = mine.id left join measured m on m.kindergarten_id = o.id
    where o.closed_on is null and o.kind = 'kindergarten' order by o.name collate "nb-NO-x-icu", o.id limit ${size} offset ${offset}`.execute(tx)
  return { rows: rows.map(({ id, name, sets, last }) => ({ id, name, sets, last: last ?? undefined })), total: rows[0]?.total ?? 0 }
}
