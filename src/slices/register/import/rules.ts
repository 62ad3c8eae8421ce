import type { LocalDate } from '../../../kernel/dates.ts'
import { searchForm } from '../../../kernel/normalise.ts'
import type { ImportRow, Mapping, TargetField } from './mapping.ts'

/** A municipality of today, by each of the names it is written with. */
export type NamedPlace = { readonly number: string; readonly names: readonly string[] }

/**
 * Rows without a municipality number get that of the municipality they name, when only one has the name; 'Våler' alone says nothing. The number
 * in a file is never replaced.
 */
export function placeByName(rows: readonly ImportRow[], places: readonly NamedPlace[]): readonly ImportRow[] {
  const byName = Map.groupBy(places.flatMap(({ number, names }) => [...new Set(names.map(placeName))].map((name) => ({ number, name }))), ({ name }) => name)
  return rows.map((row) => {
    const found = row.municipalityNumber === undefined && row.municipalityName !== undefined ? (byName.get(placeName(row.municipalityName)) ?? []) : []
    return found.length === 1 ? { ...row, municipalityNumber: found[0]?.number } : row
  })
}

const placeName = (name: string): string => searchForm(name).replace(/ kommune$/, '')

/** The facts an import may set on a kindergarten, by column of `register_fact`. */
export const factColumns = {
  name: 'name',
  address: 'address',
  postalCode: 'postal_code',
  postalPlace: 'postal_place',
  municipalityNumber: 'municipality_number',
  municipalityName: 'municipality_name',
  capacity: 'capacity',
  minAge: 'min_age',
  maxAge: 'max_age',
  ownerName: 'owner_name',
  ownership: 'ownership',
  website: 'website',
  latitude: 'latitude',
  longitude: 'longitude',
} as const satisfies Partial<Record<TargetField, string>>
export type FactField = keyof typeof factColumns
export type FactColumn = (typeof factColumns)[FactField]
export type Facts = Readonly<Partial<Record<FactColumn, string | number | null>>>

/** A kindergarten as the register slice knows it before the import. */
export type Known = { readonly id: string; readonly nsrId: string | null; readonly organisationNumber: string | null; readonly asOf: LocalDate; readonly facts: Facts }

/** A number that the register did not have for a kindergarten it knew by its other number. */
export type NumberColumn = 'organisation_number' | 'nsr_id'
export type Change = { readonly id: string; readonly field: FactColumn | NumberColumn; readonly was: string | null; readonly became: string | null }
export type RowPlan =
  | { readonly kind: 'new'; readonly row: ImportRow; readonly facts: Facts }
  | { readonly kind: 'changed'; readonly id: string; readonly row: ImportRow; readonly facts: Facts; readonly changes: readonly Change[] }
  | { readonly kind: 'unchanged'; readonly id: string }
  /** What we know is from a later date than the file. */
  | { readonly kind: 'older'; readonly id: string; readonly row: ImportRow }

/**
 * What an import will do with each good row, before anything is changed. Only the columns the file has are touched; a file that is
 * older than what we know changes nothing; importing the same file twice plans nothing the second time.
 */
export function planImport(rows: readonly ImportRow[], known: readonly Known[], mapping: Mapping, asOf: LocalDate): RowPlan[] {
  const byNumber = new Map(known.flatMap((unit) => (unit.organisationNumber ? [[unit.organisationNumber, unit] as const] : [])))
  const byNsr = new Map(known.flatMap((unit) => (unit.nsrId ? [[unit.nsrId, unit] as const] : [])))
  const numberFromName = mapping.municipalityNumber === undefined && mapping.municipalityName !== undefined
  return rows.map((row) => {
    const unit = (row.organisationNumber && byNumber.get(row.organisationNumber)) ?? (row.nsrId && byNsr.get(row.nsrId)) ?? undefined
    // A number found by the name is written too; where none was found, the one that is known stays.
    const facts = { ...factsOf(row, mapping), ...(numberFromName ? { municipality_number: row.municipalityNumber ?? (unit ? unit.facts.municipality_number : null) ?? null } : {}) }
    if (!unit) return { kind: 'new', row, facts }
    const changes: Change[] = (Object.keys(facts) as FactColumn[]).flatMap((field) => {
      const [was, became] = [asText(unit.facts[field]), asText(facts[field])]
      return was === became ? [] : [{ id: unit.id, field, was, became }]
    })
    // A number that was missing is filled in; one that we have is never replaced by another.
    if (row.organisationNumber && !unit.organisationNumber) changes.push({ id: unit.id, field: 'organisation_number', was: null, became: row.organisationNumber })
    if (row.nsrId && !unit.nsrId && !byNsr.has(row.nsrId)) changes.push({ id: unit.id, field: 'nsr_id', was: null, became: row.nsrId })
    if (changes.length === 0) return { kind: 'unchanged', id: unit.id }
    if (asOf < unit.asOf) return { kind: 'older', id: unit.id, row }
    return { kind: 'changed', id: unit.id, row, facts, changes }
  })
}

function factsOf(row: ImportRow, mapping: Mapping): Facts {
  const values: Record<FactField, string | number | undefined> = { ...row, latitude: row.position?.latitude, longitude: row.position?.longitude }
  const fields = (Object.keys(factColumns) as FactField[]).filter((field) => mapping[field] !== undefined)
  return Object.fromEntries(fields.map((field) => [factColumns[field], values[field] ?? null]))
}

const asText = (value: string | number | null | undefined): string | null => (value === null || value === undefined ? null : String(value))

/** The municipality as owner is written 'Bærum kommune'; then owner and municipality are one organisation in two capacities. */
export const municipalityOfOwner = (ownerName: string): string | undefined => /^(?<name>.+?) kommune$/iu.exec(ownerName.trim())?.groups?.['name']
