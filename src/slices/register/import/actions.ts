import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import type { ImportRow, Mapping } from './mapping.ts'
import { municipalityOfOwner, planImport, type RowPlan } from './rules.ts'
import * as store from './store.ts'

export type ImportReport = { readonly added: number; readonly changed: number; readonly unchanged: number; readonly older: number }
export type ImportSource = { readonly source: string; readonly asOf: LocalDate; readonly fictitious?: boolean }

/**
 * Takes good rows into the register, in one transaction with whatever else the caller does. Nothing is deleted, own facts are not touched,
 * owners and municipalities become relations with periods from the file's date.
 */
export async function importRows(tx: Tx, rows: readonly ImportRow[], mapping: Mapping, { source, asOf, fictitious = false }: ImportSource, at: Date): Promise<ImportReport> {
  const plans = planImport(rows, await store.loadKnown(tx, rows), mapping, asOf)
  const added = plans.flatMap((plan) => (plan.kind === 'new' ? [{ id: crypto.randomUUID() as string, row: plan.row, facts: plan.facts }] : []))
  const changed = plans.flatMap((plan) => (plan.kind === 'changed' ? [plan] : []))
  await store.insertUnits(tx, added, source, asOf, fictitious, at)
  await store.updateUnits(tx, changed, source, asOf, at)
  await store.insertChanges(tx, changed.flatMap((plan) => plan.changes), source, at)
  const touched = [...added, ...changed]
  const owners = await store.ownersByName(tx, ownersIn(touched), fictitious, at)
  const municipalities = await store.municipalityIds(tx, touched.flatMap(({ row }) => row.municipalityNumber ?? []))
  const link = (to: (row: ImportRow) => string | undefined) => touched.flatMap(({ id, row }) => (to(row) ? [{ from: id, to: to(row) as string }] : []))
  await store.setRelations(tx, 'owned-by', link((row) => row.ownerName && owners.get(row.ownerName)), source, asOf)
  await store.setRelations(tx, 'lies-in', link((row) => row.municipalityNumber && municipalities.get(row.municipalityNumber)), source, asOf)
  await store.setRelations(tx, 'supervised-by', link((row) => row.municipalityNumber && municipalities.get(row.municipalityNumber)), source, asOf)
  const count = (kind: RowPlan['kind']) => plans.filter((plan) => plan.kind === kind).length
  return { added: added.length, changed: changed.length, unchanged: count('unchanged'), older: count('older') }
}

const ownersIn = (units: readonly { readonly row: ImportRow }[]) =>
  new Map(
    units.flatMap(({ row }) =>
      row.ownerName ? [[row.ownerName, { municipality: row.ownership === 'municipal' ? municipalityOfOwner(row.ownerName) : undefined, form: row.ownership === 'municipal' ? 'municipality' : 'private' }] as const] : [],
    ),
  )
