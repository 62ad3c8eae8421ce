import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import type { FieldChange } from '../diff.ts'
import type { RegisterReport } from '../known.ts'
import type { NbrProblem } from '../nbr-client.ts'
import type { Position, RegisterUnit, UnitReference } from '../read-unit.ts'

const syncStates = ['reading', 'ready', 'nothing', 'applied', 'discarded', 'failed'] as const
export type SyncState = (typeof syncStates)[number]

/** A reading of the national register and what became of it. */
export type SyncRun = {
  readonly id: string
  readonly state: SyncState
  readonly startedAt: Date
  readonly startedByName: string
  readonly readAt: Date | undefined
  readonly complete: boolean | undefined
  readonly report: RegisterReport | undefined
  readonly problems: readonly NbrProblem[]
  readonly decidedAt: Date | undefined
  readonly decidedByName: string | undefined
}

/** A reader that has not been heard of for this long has stopped, and another goes on. Longer than all tries of one question. In minutes. */
export const claimMinutes = 3

export type SyncSetting = { readonly appliesByItself: boolean; readonly changedAt: Date | undefined; readonly changedByName: string | undefined }

export type ApplyRefusal = 'not-ready' | 'many-closed-not-confirmed' | 'changed-since'

/**
 * May the report be used? `now` is the report made anew at this moment: when the register slice has changed since (an import, another reading),
 * what the person looked at is no longer what would happen.
 */
export function applyReport(run: Pick<SyncRun, 'state'>, unchangedSince: boolean, report: RegisterReport, confirmedMany: boolean): Decision<ApplyRefusal, 'register-applied'> {
  if (run.state !== 'ready') return refuse('not-ready')
  if (!unchangedSince) return refuse('changed-since')
  return report.suspicious && !confirmedMany ? refuse('many-closed-not-confirmed') : accept('register-applied')
}

/** The nightly reading is used without a person only when that is set, all was read, and it does not close suspiciously many. */
export const mayApplyByItself = (setting: SyncSetting, complete: boolean, report: RegisterReport): boolean => setting.appliesByItself && complete && !report.suspicious

/** Columns of `register_fact`, and two relations that only the log of changes names. */
export type SyncColumn =
  | 'name' | 'address' | 'postal_code' | 'postal_place' | 'municipality_number' | 'latitude' | 'longitude' | 'website' | 'language_form' | 'ownership'
  | 'children' | 'staff' | 'min_age' | 'max_age' | 'owner_name' | 'supervisor_name' | 'closed_reason'
export type ColumnChange = { readonly column: SyncColumn; readonly was: string | number | null; readonly became: string | number | null }

/** A field's change as changes of columns; a field that we do not hold gives none. */
export function columnChanges({ field, from, to }: FieldChange): ColumnChange[] {
  const before = columnsOf({ [field]: from })
  const after = columnsOf({ [field]: to })
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])] as SyncColumn[]
  return names.flatMap((column) => {
    const [was, became] = [before[column] ?? null, after[column] ?? null]
    return was === became ? [] : [{ column, was, became }]
  })
}

/** A unit's facts as we hold them. */
export function columnsOf(unit: Partial<RegisterUnit>): Partial<Record<SyncColumn, string | number | null>> {
  const { address, position, owner, supervisor } = unit
  const plain = { name: unit.name, municipality_number: unit.municipalityNumber, website: unit.website, language_form: unit.languageForm, ownership: unit.ownership, children: unit.children, staff: unit.staff, min_age: unit.minAge, max_age: unit.maxAge, closed_reason: unit.closedReason }
  const all = { ...plain, ...addressColumns(address), ...positionColumns(position), owner_name: owner?.name, supervisor_name: supervisor?.name }
  return Object.fromEntries(Object.entries(all).flatMap(([column, value]) => (value === undefined ? [] : [[column, value === '' ? null : value]])))
}

const addressColumns = (address: RegisterUnit['address'] | undefined) => (address ? { address: address.street, postal_code: address.postalCode, postal_place: address.postalPlace } : {})
const positionColumns = (position: Position | undefined) => (position ? { latitude: position.latitude, longitude: position.longitude } : {})

export type RelationChange = { readonly id: string; readonly to: UnitReference }
/** Units that get another reference of this kind by the report. */
export const referenceChanges = (report: RegisterReport, field: 'owner' | 'supervisor'): RelationChange[] =>
  report.changed.flatMap(({ id, fields }) =>
    fields.flatMap((change) => (change.field === field && isReference(change.to) ? [{ id: id as string, to: change.to }] : [])),
  )

const isReference = (value: unknown): value is UnitReference => typeof value === 'object' && value !== null && 'organisationNumber' in value
