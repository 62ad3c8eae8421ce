import type { LocalDate } from '../../../kernel/dates.ts'
import { searchForm } from '../../../kernel/normalise.ts'
import type { Tx } from '../../../platform/db.ts'
import { takeRegion } from '../places/store.ts'
import type { ImportRow, Mapping, RowProblem } from './mapping.ts'
import { municipalityOfOwner, placeByName, planImport, type RowPlan } from './rules.ts'
import * as store from './store.ts'

export type ImportReport = { readonly added: number; readonly changed: number; readonly unchanged: number; readonly older: number }
export type ImportSource = { readonly source: string; readonly asOf: LocalDate; readonly fictitious?: boolean }

/**
 * Takes good rows into the register, in one transaction with whatever else the caller does. Nothing is deleted, own facts are not touched,
 * owners and municipalities become relations with periods from the file's date.
 */
export async function importRows(tx: Tx, given: readonly ImportRow[], mapping: Mapping, { source, asOf, fictitious = false }: ImportSource, at: Date): Promise<ImportReport> {
  const rows = await withPlaces(tx, (await leaveOutTaken(tx, given)).rows)
  const plans = planImport(rows, await store.loadKnown(tx, rows, { lock: true }), mapping, asOf)
  const added = plans.flatMap((plan) => (plan.kind === 'new' ? [{ id: crypto.randomUUID() as string, row: plan.row, facts: plan.facts }] : []))
  const changed = plans.flatMap((plan) => (plan.kind === 'changed' ? [plan] : []))
  await store.insertUnits(tx, added, source, asOf, fictitious, at)
  await store.updateUnits(tx, changed, source, asOf, at)
  await store.fillNumbers(tx, changed.flatMap((plan) => plan.changes))
  await store.insertChanges(tx, changed.flatMap((plan) => plan.changes), source, at)
  const touched = [...added, ...changed]
  const municipalities = await store.municipalities(tx, touched.flatMap(({ row }) => row.municipalityNumber ?? []))
  // Two municipalities may have the same name: the one the kindergarten lies in owns it.
  const ownMunicipality = (row: ImportRow) => {
    const place = row.ownership === 'municipal' && row.municipalityNumber ? municipalities.get(row.municipalityNumber) : undefined
    return place && row.ownerName && searchForm(row.ownerName) === searchForm(place.name) ? place.id : undefined
  }
  const owners = await store.ownersByName(tx, ownersIn(touched.filter(({ row }) => !ownMunicipality(row))), fictitious, at)
  const link = (to: (row: ImportRow) => string | undefined) => touched.flatMap(({ id, row }) => (to(row) ? [{ from: id, to: to(row) as string }] : []))
  await store.setRelations(tx, 'owned-by', link((row) => ownMunicipality(row) ?? (row.ownerName && owners.get(row.ownerName))), source, asOf)
  const lies = link((row) => row.municipalityNumber && municipalities.get(row.municipalityNumber)?.id)
  await store.setRelations(tx, 'lies-in', lies, source, asOf)
  await store.setRelations(tx, 'supervised-by', lies, source, asOf)
  await takeRegion(tx, lies)
  return countPlans(plans)
}

/** Rows whose number belongs to an owner, a municipality or something else here are left out, and named as problems. */
export async function leaveOutTaken(tx: Tx, given: readonly ImportRow[]): Promise<{ rows: readonly ImportRow[]; problems: RowProblem[] }> {
  const taken = await store.takenNumbers(tx, given)
  const isTaken = (row: ImportRow) => row.organisationNumber !== undefined && taken.has(row.organisationNumber)
  const problems = given.filter(isTaken).map((row) => ({ rowNumber: row.rowNumber, name: row.name, field: 'organisationNumber' as const, because: 'number-of-another' as const, value: row.organisationNumber ?? '' }))
  return { rows: given.filter((row) => !isTaken(row)), problems }
}

/** What an import would do, without doing it; `placeless` are the new kindergartens that it would tie to no municipality. */
export async function previewImport(tx: Tx, given: readonly ImportRow[], mapping: Mapping, asOf: LocalDate): Promise<ImportReport & { readonly placeless: readonly ImportRow[] }> {
  const rows = await withPlaces(tx, given)
  const plans = planImport(rows, await store.loadKnown(tx, rows, { lock: false }), mapping, asOf)
  const added = plans.flatMap((plan) => (plan.kind === 'new' ? [plan.row] : []))
  const places = await store.municipalities(tx, added.flatMap((row) => row.municipalityNumber ?? []))
  return { ...countPlans(plans), placeless: added.filter((row) => row.municipalityNumber === undefined || !places.has(row.municipalityNumber)) }
}

/** Asked only when a row names a municipality and gives no number. */
const withPlaces = async (tx: Tx, rows: readonly ImportRow[]): Promise<readonly ImportRow[]> =>
  rows.some((row) => row.municipalityNumber === undefined && row.municipalityName !== undefined) ? placeByName(rows, await store.namedPlaces(tx)) : rows

function countPlans(plans: readonly RowPlan[]): ImportReport {
  const count = (kind: RowPlan['kind']) => plans.filter((plan) => plan.kind === kind).length
  return { added: count('new'), changed: count('changed'), unchanged: count('unchanged'), older: count('older') }
}

const ownersIn = (units: readonly { readonly row: ImportRow }[]) =>
  new Map(
    units.flatMap(({ row }) =>
      row.ownerName ? [[row.ownerName, { municipality: row.ownership === 'municipal' ? municipalityOfOwner(row.ownerName) : undefined, form: row.ownership === 'municipal' ? 'municipality' : 'private' }] as const] : [],
    ),
  )
