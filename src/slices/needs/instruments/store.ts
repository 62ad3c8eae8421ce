import type { Tx } from '../../../platform/db.ts'
import { instrumentSchema, type InstrumentDefinition, type StaffWords } from './definition.ts'
import { shippedInstruments } from './shipped/index.ts'

/** Saves the instruments that come with the program, each with a locked first version. Those that are there already stay as they are: answers lean on them. */
export async function saveShippedInstruments(tx: Tx, now: Date): Promise<void> {
  await tx
    .insertInto('needs.instrument')
    .values(shippedInstruments.map(({ code, name, definition }) => ({ code, kind: definition.kind, name: JSON.stringify(name) })))
    .onConflict((conflict) => conflict.column('code').doNothing())
    .execute()
  const saved = await tx.selectFrom('needs.instrument').select(['id', 'code']).where('code', 'in', shippedInstruments.map(({ code }) => code)).execute()
  await tx
    .insertInto('needs.instrument_version')
    .values(saved.map(({ id, code }) => ({ instrument_id: id, number: 1, definition: JSON.stringify(instrumentSchema.parse(shippedInstruments.find((one) => one.code === code)?.definition)), locked_at: now, changed_at: now, changed_by_name: 'Samspill' })))
    .onConflict((conflict) => conflict.columns(['instrument_id', 'number']).doNothing())
    .execute()
}

export type InstrumentChoice = { readonly versionId: string; readonly instrumentId: string; readonly number: number; readonly name: StaffWords; readonly definition: InstrumentDefinition }

/** The newest locked version of each instrument the actor may use, shipped ones first. */
export async function loadUsable(tx: Tx, kind: InstrumentDefinition['kind']): Promise<readonly InstrumentChoice[]> {
  const rows = await tx
    .selectFrom('needs.instrument_version as v')
    .innerJoin('needs.instrument as i', 'i.id', 'v.instrument_id')
    .distinctOn(['i.manager_id', 'i.id'])
    .select(['v.id as version', 'i.id', 'v.number', 'i.name', 'v.definition'])
    .where('i.kind', '=', kind)
    .where('i.ended_at', 'is', null)
    .where('v.locked_at', 'is not', null)
    .orderBy('i.manager_id', (order) => order.asc().nullsFirst())
    .orderBy('i.id')
    .orderBy('v.number', 'desc')
    .execute()
  return rows.map((row) => ({ versionId: row.version, instrumentId: row.id, number: row.number, name: row.name as StaffWords, definition: instrumentSchema.parse(row.definition) }))
}

/** One version, whichever it is, when the actor may read it. */
export async function loadVersion(tx: Tx, versionId: string): Promise<InstrumentChoice | undefined> {
  const row = await tx.selectFrom('needs.instrument_version as v').innerJoin('needs.instrument as i', 'i.id', 'v.instrument_id').select(['v.id as version', 'i.id', 'v.number', 'i.name', 'v.definition']).where('v.id', '=', versionId).executeTakeFirst()
  return row && { versionId: row.version, instrumentId: row.id, number: row.number, name: row.name as StaffWords, definition: instrumentSchema.parse(row.definition) }
}
