import type { OrgId } from '../../../kernel/ids.ts'
import type { ClosedReason, RegisterUnit, UnitReference } from './read-unit.ts'

/** A register unit that we have, under our own id. */
export type KnownUnit = RegisterUnit & { readonly id: OrgId }

export type UnitField = keyof Omit<RegisterUnit, 'organisationNumber'>
export type FieldValue = RegisterUnit[UnitField]
export type FieldChange = { readonly field: UnitField; readonly from: FieldValue; readonly to: FieldValue }
type Who = UnitReference & { readonly id: OrgId }

/** Why a unit was left as it is. */
export type SkippedBecause =
  | 'test-unit'
  | 'support-unit'
  | 'not-a-kindergarten'
  | 'closed-before-we-knew-it'
  | 'twice-in-the-answer'
  | 'could-not-be-read' // known, listed, but its detail did not come
  | 'absent-but-run-incomplete' // known and not seen, but not every page was read
  | 'closed-by-a-person' // the register calls it open, but a person here has recorded that it is closed or merged

/**
 * What a reading of the register would do to what we know. `changed` is the whole list of field changes; `ownerChanged` and `moved` point
 * out two of them that people must hear about. Closing and reopening stand in their own lists only.
 */
export type RegisterDiff = {
  readonly added: readonly RegisterUnit[]
  readonly changed: readonly (Who & { readonly fields: readonly FieldChange[] })[]
  readonly closed: readonly (Who & { readonly because: ClosedReason })[]
  readonly reopened: readonly Who[]
  readonly ownerChanged: readonly (Who & { readonly from: UnitReference; readonly to: UnitReference })[]
  readonly moved: readonly (Who & { readonly from: string; readonly to: string })[]
  readonly unchanged: number
  readonly skipped: readonly { readonly who: UnitReference; readonly why: SkippedBecause }[]
  /** Set when so much would close that a person must confirm it before anything of the diff is used. */
  readonly suspicious: { readonly because: 'many-closed'; readonly closed: number; readonly activeBefore: number } | undefined
}

/** The share of active units that may close in one run without a person saying yes. */
const mostClosedShare = 0.1

const comparedFields = [
  'name', 'fullName', 'kindOf', 'address', 'municipalityNumber', 'countyNumber', 'governorOrganisationNumber', 'position', 'website',
  'languageForm', 'ownership', 'children', 'staff', 'minAge', 'maxAge', 'owner', 'supervisor', 'relations', 'startedOn',
] as const satisfies readonly UnitField[]

export type DiffOptions = {
  readonly complete: boolean
  readonly unreadable?: readonly string[]
  /** True for two numbers of one municipality: 3024 became 3201 in 2024, and no kindergarten moved. */
  readonly sameMunicipality?: (a: string, b: string) => boolean
}

/**
 * Compares what we know with what came. Nothing is ever deleted: who is gone is closed, and only when the reading was `complete`.
 * `known` must be the units of the same area as the reading (all, or those in the municipalities read); a unit in `unreadable` (listed, but
 * its detail did not come) is taken to exist still.
 */
export function diffRegister(
  known: readonly KnownUnit[],
  incoming: readonly RegisterUnit[],
  { complete, unreadable = [], sameMunicipality = () => false }: DiffOptions,
): RegisterDiff {
  const knownBy = new Map(known.map((unit) => [unit.organisationNumber, unit]))
  const seen = new Set<string>()
  const skipped: RegisterDiff['skipped'][number][] = []
  const added: RegisterUnit[] = []
  const pairs: [KnownUnit, RegisterUnit][] = []
  for (const unit of incoming) {
    const before = knownBy.get(unit.organisationNumber)
    const why = seen.has(unit.organisationNumber) ? 'twice-in-the-answer' : before ? undefined : reasonNotToAdd(unit)
    seen.add(unit.organisationNumber)
    if (why) skipped.push({ who: reference(unit), why })
    else if (before) pairs.push([before, unit])
    else added.push(unit)
  }

  const lost = new Set(unreadable)
  const absent: KnownUnit[] = []
  for (const unit of known) {
    if (seen.has(unit.organisationNumber) || !unit.active) continue
    if (lost.has(unit.organisationNumber)) skipped.push({ who: reference(unit), why: 'could-not-be-read' })
    else if (!complete) skipped.push({ who: reference(unit), why: 'absent-but-run-incomplete' })
    else absent.push(unit)
  }

  const compared = pairs.map(([before, after]) => compare(before, after, sameMunicipality))
  const closed = [...compared.flatMap((one) => one.closed ?? []), ...absent.map((unit) => ({ ...who(unit, unit), because: 'absent' as const }))]
  const activeBefore = known.filter((unit) => unit.active).length
  return {
    added,
    changed: compared.flatMap((one) => one.changed ?? []),
    closed,
    reopened: compared.flatMap((one) => one.reopened ?? []),
    ownerChanged: compared.flatMap((one) => one.ownerChanged ?? []),
    moved: compared.flatMap((one) => one.moved ?? []),
    unchanged: compared.filter((one) => !one.changed && !one.closed && !one.reopened).length,
    skipped,
    suspicious: closed.length > activeBefore * mostClosedShare ? { because: 'many-closed', closed: closed.length, activeBefore } : undefined,
  }
}

function reasonNotToAdd(unit: RegisterUnit): SkippedBecause | undefined {
  if (unit.kindOf === 'test-unit' || unit.kindOf === 'support-unit') return unit.kindOf
  if (unit.kindOf === 'other') return 'not-a-kindergarten'
  return unit.active ? undefined : 'closed-before-we-knew-it'
}

function compare(before: KnownUnit, after: RegisterUnit, sameMunicipality: (a: string, b: string) => boolean) {
  const one = who(before, after)
  const closes = before.active && !after.active
  const opens = !before.active && after.active
  const fields: FieldChange[] = comparedFields
    .filter((field) => !same(before[field], after[field]))
    .map((field) => ({ field, from: before[field], to: after[field] }))
  // The reason may change while the unit stays closed: absent yesterday, excluded today.
  if (!before.active && !after.active && before.closedReason !== after.closedReason)
    fields.push({ field: 'closedReason', from: before.closedReason, to: after.closedReason })
  // The register's stamp alone is no news: it moves without any field that we keep.
  if (fields.length > 0 && before.changedAt !== after.changedAt) fields.push({ field: 'changedAt', from: before.changedAt, to: after.changedAt })
  const [from, to] = [before.municipalityNumber, after.municipalityNumber]
  const newOwner = before.owner && after.owner && before.owner.organisationNumber !== after.owner.organisationNumber
  return {
    changed: fields.length > 0 ? { ...one, fields } : undefined,
    closed: closes ? { ...one, because: after.closedReason ?? ('inactive' as const) } : undefined,
    reopened: opens ? one : undefined,
    ownerChanged: newOwner && before.owner && after.owner ? { ...one, from: before.owner, to: after.owner } : undefined,
    moved: from !== '' && to !== '' && from !== to && !sameMunicipality(from, to) ? { ...one, from, to } : undefined,
  }
}

const reference = ({ organisationNumber, name }: RegisterUnit): UnitReference => ({ organisationNumber, name })
const who = (before: KnownUnit, after: RegisterUnit): Who => ({ id: before.id, organisationNumber: before.organisationNumber, name: after.name })

/** Deep equality of plain values; a field that is undefined and one that is missing are the same. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const left = entriesOf(a)
  const right = new Map(entriesOf(b))
  return left.length === right.size && left.every(([key, value]) => right.has(key) && same(value, right.get(key)))
}

const entriesOf = (value: object): [string, unknown][] => Object.entries(value).filter(([, one]) => one !== undefined)
