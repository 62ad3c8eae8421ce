import { sql } from 'kysely'
import type { Tx } from '../../../../platform/db.ts'
import { instrumentSchema, type InstrumentDefinition, type StaffWords } from '../definition.ts'

export type Version = { readonly id: string; readonly number: number; readonly definition: InstrumentDefinition; readonly locked: boolean; readonly changedAt: Date; readonly changedBy: string }
export type Instrument = { readonly id: string; readonly managerId: string | undefined; readonly kind: InstrumentDefinition['kind']; readonly name: StaffWords; readonly ended: boolean; /** The newest first. */ readonly versions: readonly Version[] }

/** The instruments the actor may see, shipped ones first, each with its versions. */
export async function loadInstruments(tx: Tx, id?: string): Promise<readonly Instrument[]> {
  const query = tx.selectFrom('needs.instrument as i').innerJoin('needs.instrument_version as v', 'v.instrument_id', 'i.id').select(['i.id', 'i.manager_id', 'i.kind', 'i.name', 'i.ended_at', 'v.id as version', 'v.number', 'v.definition', 'v.locked_at', 'v.changed_at', 'v.changed_by_name'])
  const rows = await (id === undefined ? query : query.where('i.id', '=', id)).orderBy('i.manager_id', (order) => order.asc().nullsFirst()).orderBy('i.id').orderBy('v.number', 'desc').execute()
  const found = new Map<string, Instrument & { versions: Version[] }>()
  for (const row of rows) {
    const one = found.get(row.id) ?? { id: row.id, managerId: row.manager_id ?? undefined, kind: row.kind as Instrument['kind'], name: row.name as StaffWords, ended: row.ended_at !== null, versions: [] }
    one.versions.push({ id: row.version, number: row.number, definition: instrumentSchema.parse(row.definition), locked: row.locked_at !== null, changedAt: row.changed_at, changedBy: row.changed_by_name })
    found.set(row.id, one)
  }
  return [...found.values()]
}

/** Held until the transaction ends, so that two who edit take turns. Nothing when it is not the actor's own. */
export async function lockOwn(tx: Tx, id: string, managerId: string): Promise<Instrument | undefined> {
  const held = await tx.selectFrom('needs.instrument').select('id').where('id', '=', id).where('manager_id', '=', managerId).forUpdate().executeTakeFirst()
  return held && (await loadInstruments(tx, id))[0]
}

/** A new instrument with a first draft. @returns its id */
export async function insertInstrument(tx: Tx, managerId: string, name: StaffWords, definition: InstrumentDefinition, by: { readonly name: string }, now: Date): Promise<string> {
  const { id } = await tx.insertInto('needs.instrument').values({ manager_id: managerId, kind: definition.kind, name: JSON.stringify(name) }).returning('id').executeTakeFirstOrThrow()
  await insertDraft(tx, id, 1, definition, by, now)
  return id
}
export const insertDraft = (tx: Tx, id: string, number: number, definition: InstrumentDefinition, by: { readonly name: string }, now: Date) =>
  tx.insertInto('needs.instrument_version').values({ instrument_id: id, number, definition: JSON.stringify(definition), changed_at: now, changed_by_name: by.name }).execute()
export const saveDraft = (tx: Tx, versionId: string, definition: InstrumentDefinition, by: { readonly name: string }, now: Date) =>
  tx.updateTable('needs.instrument_version').set({ definition: JSON.stringify(definition), changed_at: now, changed_by_name: by.name }).where('id', '=', versionId).executeTakeFirstOrThrow()
export const lockVersion = (tx: Tx, versionId: string, by: { readonly name: string }, now: Date) =>
  tx.updateTable('needs.instrument_version').set({ locked_at: now, changed_at: now, changed_by_name: by.name }).where('id', '=', versionId).executeTakeFirstOrThrow()
export const saveName = (tx: Tx, id: string, name: StaffWords) => tx.updateTable('needs.instrument').set({ name: JSON.stringify(name) }).where('id', '=', id).executeTakeFirstOrThrow()
export const saveEnded = (tx: Tx, id: string, at: Date | null) => tx.updateTable('needs.instrument').set({ ended_at: at }).where('id', '=', id).executeTakeFirstOrThrow()

export type ThemeName = { readonly code: string; readonly name: StaffWords }
/** What a theme may belong to: the framework plan's chapters and the team's own themes in force today. An owner's are those of the framework plan. */
export async function loadThemeNames(tx: Tx, managerId: string): Promise<readonly ThemeName[]> {
  const rows = await tx
    .selectFrom('guidance.theme_card')
    .select(['code', 'name_nb as nb', 'name_nn as nn', 'name_en as en'])
    .where(sql<boolean>`from_date <= (select platform.today()) and (until_date is null or until_date > (select platform.today()))`)
    .where((where) => where.or([where('team_org_id', 'is', null), where('team_org_id', '=', managerId)]))
    .orderBy(sql`team_org_id is not null`)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({ code: row.code ?? '', name: { nb: row.nb ?? '', nn: row.nn ?? '', en: row.en ?? '' } }))
}
