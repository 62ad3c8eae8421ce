import type { OrgId } from '../../../kernel/ids.ts'
import { searchForm } from '../../../kernel/normalise.ts'
import { diffRegister, type KnownUnit, type RegisterDiff } from './diff.ts'
import type { RegisterUnit, UnitReference } from './read-unit.ts'

/** A kindergarten as we hold it. Without an organisation number it can only be recognised by name and municipality. */
export type HeldUnit = Omit<KnownUnit, 'organisationNumber'> & {
  readonly organisationNumber: string | undefined
  /** A person here has recorded that it is closed or merged; the register's word does not open it again. */
  readonly closedByPerson: boolean
}

/** What a reading of the national register gave. */
export type Reading = { readonly units: readonly RegisterUnit[]; readonly unreadable: readonly string[]; readonly complete: boolean }

export type Identified = UnitReference & { readonly id: OrgId }
/** What a reading would do, and which of our kindergartens it gave their organisation number. */
export type RegisterReport = RegisterDiff & {
  readonly identified: readonly Identified[]
  /** How many we hold without a number and could not recognise: they are left as they are. */
  readonly withoutNumber: number
}

/** The municipality behind any number it has had; undefined for a number that we do not know. */
export type MunicipalityOf = (number: string) => string | undefined

/** Compares what we hold with a reading. Pure: the same in the report and when the report is used. */
export function reportOn(held: readonly HeldUnit[], reading: Reading, municipalityOf: MunicipalityOf): RegisterReport {
  const incoming = reading.units.map(kept)
  const identified = identify(held, incoming, municipalityOf)
  const numberOf = new Map(identified.map(({ id, organisationNumber }) => [id, organisationNumber]))
  const numbered = held.flatMap((unit): (HeldUnit & KnownUnit)[] => {
    const organisationNumber = unit.organisationNumber ?? numberOf.get(unit.id)
    return organisationNumber ? [{ ...unit, organisationNumber }] : []
  })
  const incomingBy = new Map(incoming.map((unit) => [unit.organisationNumber, unit]))
  const stays = numbered.filter((unit) => unit.closedByPerson && incomingBy.get(unit.organisationNumber)?.active === true)
  const left = new Set(stays.map(({ organisationNumber }) => organisationNumber))
  const known = numbered.filter((unit) => !left.has(unit.organisationNumber)).map(({ closedByPerson: _, ...unit }): KnownUnit => alignKnown(unit, incomingBy.get(unit.organisationNumber)))
  const knownBy = new Map(known.map((unit) => [unit.organisationNumber, unit]))
  const diff = diffRegister(
    known,
    incoming.filter((unit) => !left.has(unit.organisationNumber)).map((unit) => alignIncoming(unit, knownBy.get(unit.organisationNumber))),
    { complete: reading.complete, unreadable: reading.unreadable, sameMunicipality: (a, b) => municipalityOf(a) !== undefined && municipalityOf(a) === municipalityOf(b) },
  )
  return {
    ...diff,
    skipped: [...diff.skipped, ...stays.map(({ organisationNumber, name }) => ({ who: { organisationNumber, name }, why: 'closed-by-a-person' as const }))],
    identified,
    withoutNumber: held.filter((unit) => !unit.organisationNumber && !numberOf.has(unit.id)).length,
  }
}

export const changesNothing = (report: RegisterReport): boolean =>
  [report.added, report.changed, report.closed, report.reopened, report.identified].every((list) => list.length === 0)

const mostPeople = 5000
const counted = (number: number | undefined): number | undefined => (number !== undefined && number <= mostPeople ? number : undefined)

/** Only the facts that we hold are compared, so that what we do not keep is never news. */
const kept = (unit: RegisterUnit): RegisterUnit => ({
  ...unit,
  name: unit.name.trim().slice(0, 200),
  fullName: '',
  countyNumber: '',
  governorOrganisationNumber: undefined,
  relations: [],
  startedOn: undefined,
  changedAt: undefined,
  address: { ...unit.address, postalCode: /^\d{4}$/.test(unit.address.postalCode) ? unit.address.postalCode : '' },
  municipalityNumber: /^\d{4}$/.test(unit.municipalityNumber) ? unit.municipalityNumber : '',
  children: counted(unit.children),
  staff: counted(unit.staff),
  minAge: ageOf(unit.minAge),
  maxAge: ageOf(unit.maxAge),
})
const ageOf = (age: number | undefined): number | undefined => (age !== undefined && age <= 20 ? age : undefined)

/** An extract without numbers is recognised by name and municipality, when there is exactly one of that name on both sides. */
function identify(held: readonly HeldUnit[], incoming: readonly RegisterUnit[], municipalityOf: MunicipalityOf): Identified[] {
  const taken = new Set(held.flatMap((unit) => unit.organisationNumber ?? []))
  const keyOf = (unit: { readonly name: string; readonly municipalityNumber: string }) => {
    const municipality = municipalityOf(unit.municipalityNumber)
    return municipality && `${municipality} ${searchForm(unit.name)}`
  }
  const ours = Map.groupBy(held.filter((unit) => !unit.organisationNumber), keyOf)
  const theirs = Map.groupBy(incoming.filter((unit) => unit.kindOf === 'kindergarten' && unit.active && !taken.has(unit.organisationNumber)), keyOf)
  return [...ours].flatMap(([key, [unit, ...more]]) => {
    const [found, ...others] = (key && theirs.get(key)) || []
    return unit && found && more.length === 0 && others.length === 0 ? [{ id: unit.id, organisationNumber: found.organisationNumber, name: found.name }] : []
  })
}

/** An owner that we know by name only is the register's owner of that name; which number it has is no new owner. */
function alignKnown(unit: KnownUnit, incoming: RegisterUnit | undefined): KnownUnit {
  return incoming ? { ...unit, owner: sameReference(unit.owner, incoming.owner), supervisor: sameReference(unit.supervisor, incoming.supervisor) } : unit
}

function sameReference(ours: UnitReference | undefined, theirs: UnitReference | undefined): UnitReference | undefined {
  if (!ours || !theirs || ours.organisationNumber !== '') return ours
  return searchForm(ours.name) === searchForm(theirs.name) ? theirs : ours
}

/** Where the register says nothing, what we hold stays: an empty field is not news about a kindergarten. */
function alignIncoming(unit: RegisterUnit, known: KnownUnit | undefined): RegisterUnit {
  if (!known) return unit
  return {
    ...unit,
    kindOf: known.kindOf,
    address: {
      street: unit.address.street || known.address.street,
      postalCode: unit.address.postalCode || known.address.postalCode,
      postalPlace: unit.address.postalPlace || known.address.postalPlace,
    },
    municipalityNumber: unit.municipalityNumber || known.municipalityNumber,
    position: unit.position ?? known.position,
    website: unit.website ?? known.website,
    languageForm: unit.languageForm ?? known.languageForm,
    children: unit.children ?? known.children,
    staff: unit.staff ?? known.staff,
    minAge: unit.minAge ?? known.minAge,
    maxAge: unit.maxAge ?? known.maxAge,
    owner: unit.owner ?? known.owner,
    supervisor: unit.supervisor ?? known.supervisor,
  }
}
