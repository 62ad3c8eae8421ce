import { z } from 'zod'

/*
 * The shapes that Nasjonalt barnehageregister (NBR) v4 answers with. A unit without a number or a name cannot be used; everything else may
 * be missing, null or of another kind than it was last year, and is then simply not known.
 */
const text = z.string().nullish().catch(undefined)
const flag = z.boolean().nullish().catch(undefined)
const count = z.number().int().min(0).nullish().catch(undefined)
const key = z.union([z.string(), z.number()]).transform(String).nullish().catch(undefined)
const required = z.union([z.string(), z.number()]).transform((value) => String(value).trim()).pipe(z.string().min(1))
const coded = z.object({ Id: key, Navn: text }).nullish().catch(undefined)
const list = <Item extends z.ZodType>(item: Item) =>
  z
    .array(z.unknown())
    .nullish()
    .catch(undefined)
    .transform((all) => (all ?? []).flatMap((one) => {
      const read = item.safeParse(one)
      return read.success ? [read.data] : []
    }))

const flags = {
  ErAktiv: flag, ErEkskludert: flag, ErInaktivIBasil: flag, ErBarnehage: flag, ErBarnehageEier: flag,
  ErOffentligBarnehage: flag, ErPrivatBarnehage: flag,
}

/** One row of a list. Version 3 said `Orgnr`, `Kommunenr`, `Fylkesnr`; both are read. */
export const nbrListUnit = z
  .object({ Organisasjonsnummer: key, Orgnr: key, Navn: text, Kommunenummer: key, Kommunenr: key, Fylkesnummer: key, Fylkesnr: key, ...flags })
  .transform((row, context) => {
    const organisationNumber = (row.Organisasjonsnummer ?? row.Orgnr ?? '').trim()
    if (organisationNumber === '') {
      context.addIssue({ code: 'custom', message: 'no organisation number' })
      return z.NEVER
    }
    return {
      organisationNumber,
      name: row.Navn?.trim() ?? '',
      municipalityNumber: padded(row.Kommunenummer ?? row.Kommunenr, 4),
      countyNumber: padded(row.Fylkesnummer ?? row.Fylkesnr, 2),
      active: row.ErAktiv !== false && row.ErEkskludert !== true,
      isKindergarten: row.ErBarnehage === true,
      isOwner: row.ErBarnehageEier === true,
    }
  })
export type NbrListUnit = z.output<typeof nbrListUnit>

/** The detail of one unit. */
export const nbrUnit = z.object({
  Organisasjonsnummer: required,
  Navn: required,
  FulltNavn: text,
  Fylke: z.object({ Fylkesnummer: key, StatsforvalterOrganisasjonsnummer: key }).nullish().catch(undefined),
  Kommune: z.object({ Kommunenummer: key, Organisasjonsnummer: key, Fylkesnummer: key }).nullish().catch(undefined),
  Beliggenhetsadresse: z.object({ Adresse: text, Postnummer: key, Postnr: key, Poststed: text }).nullish().catch(undefined),
  Koordinat: z.object({ Lengdegrad: z.number(), Breddegrad: z.number(), GeoKilde: text }).nullish().catch(undefined),
  Internettadresse: text,
  Maalform: coded,
  ...flags,
  AntallBarn: count,
  AntallAnsatte: count,
  AlderstrinnFra: count,
  AlderstrinnTil: count,
  Barnehagekategorier: list(z.object({ Id: key, Navn: text })),
  ForeldreRelasjoner: list(
    z.object({ Enhet: z.object({ Organisasjonsnummer: required, Navn: text }), Relasjonstype: z.object({ Id: required, Navn: text }) }),
  ),
  OppstartsEllerStiftelsesdato: text,
  DatoEndret: text,
})
export type NbrUnit = z.output<typeof nbrUnit>

const kindsOfUnit = ['kindergarten', 'owner', 'support-unit', 'test-unit', 'other'] as const
export type KindOfUnit = (typeof kindsOfUnit)[number]

/** `excluded` and `inactive` are the register's own words; `absent` is ours, for a unit that a whole reading of the register no longer holds. */
export type ClosedReason = 'excluded' | 'inactive' | 'absent'
export type UnitReference = { readonly organisationNumber: string; readonly name: string }
export type RelationKind = 'owner' | 'supervision' | 'attachment' | 'administrative'
export type Relation = UnitReference & { readonly kind: RelationKind }
export type Position = { readonly latitude: number; readonly longitude: number }

/** A unit of the national register in our words. Facts of the register only: what we know ourselves is kept elsewhere. */
export type RegisterUnit = {
  readonly organisationNumber: string
  readonly name: string
  readonly fullName: string
  readonly kindOf: KindOfUnit
  readonly active: boolean
  readonly closedReason?: ClosedReason | undefined
  readonly address: { readonly street: string; readonly postalCode: string; readonly postalPlace: string }
  /** Four digits with leading zero, '' when the register says nothing. */
  readonly municipalityNumber: string
  /** Two digits with leading zero, '' when the register says nothing. */
  readonly countyNumber: string
  readonly governorOrganisationNumber: string | undefined
  readonly position: Position | undefined
  readonly website: string | undefined
  readonly languageForm: 'nb' | 'nn' | undefined
  readonly ownership: 'municipal' | 'private' | 'other'
  readonly children?: number | undefined
  readonly staff?: number | undefined
  readonly minAge?: number | undefined
  readonly maxAge?: number | undefined
  readonly owner?: UnitReference | undefined
  readonly supervisor?: UnitReference | undefined
  /** Sorted, so that the register's order is never a change. */
  readonly relations: readonly Relation[]
  /** Date, `YYYY-MM-DD`. */
  readonly startedOn?: string | undefined
  /** Instant as the register writes it. */
  readonly changedAt?: string | undefined
}

/** Reads the register's detail as our unit. Pure; never fails: what cannot be read is not known. */
export function readUnit(unit: NbrUnit): RegisterUnit {
  const relations = readRelations(unit)
  const municipalityNumber = padded(unit.Kommune?.Kommunenummer, 4)
  const closedReason = unit.ErEkskludert === true ? 'excluded' : unit.ErAktiv === false ? 'inactive' : undefined
  return {
    organisationNumber: unit.Organisasjonsnummer,
    name: unit.Navn,
    fullName: unit.FulltNavn?.trim() || unit.Navn,
    kindOf: kindOf(unit, municipalityNumber),
    // ErInaktivIBasil only says that no yearly report is expected: open kindergartens have it too.
    active: closedReason === undefined,
    closedReason,
    address: {
      street: unit.Beliggenhetsadresse?.Adresse?.trim() ?? '',
      postalCode: padded(unit.Beliggenhetsadresse?.Postnummer ?? unit.Beliggenhetsadresse?.Postnr, 4),
      postalPlace: unit.Beliggenhetsadresse?.Poststed?.trim() ?? '',
    },
    municipalityNumber,
    countyNumber: padded(unit.Fylke?.Fylkesnummer ?? unit.Kommune?.Fylkesnummer, 2) || municipalityNumber.slice(0, 2),
    governorOrganisationNumber: unit.Fylke?.StatsforvalterOrganisasjonsnummer?.trim() || undefined,
    position: unit.Koordinat?.GeoKilde === 'Undefined' ? undefined : readPosition(unit.Koordinat?.Breddegrad, unit.Koordinat?.Lengdegrad),
    website: readWebsite(unit.Internettadresse),
    languageForm: unit.Maalform?.Id === 'B' ? 'nb' : unit.Maalform?.Id === 'N' ? 'nn' : undefined,
    ownership: readOwnership(unit),
    children: unit.AntallBarn ?? undefined,
    staff: unit.AntallAnsatte ?? undefined,
    minAge: unit.AlderstrinnFra ?? undefined,
    maxAge: unit.AlderstrinnTil ?? undefined,
    owner: firstOf(relations, 'owner'),
    supervisor: firstOf(relations, 'supervision'),
    relations,
    startedOn: readDate(unit.OppstartsEllerStiftelsesdato),
    changedAt: unit.DatoEndret?.trim() || undefined,
  }
}

const testMunicipality = '2599'

/** True for the register's own practice units: number `U999…`, or in the municipality that does not exist. */
export const isTestUnit = (organisationNumber: string, municipalityNumber: string): boolean =>
  /^u/i.test(organisationNumber) || municipalityNumber === testMunicipality

const supportWords = new RegExp(
  [
    'felles(utgifter|tjeneste|tjenester|tjenesten|administrasjon|kostnader|ressurs|ressurser|enhet)?',
    'vikar(er|ene|pool|poolen|ordning|bank|tjeneste|sentral|byrå)?',
    '.*administrasjon(en)?|adm',
    'spesped|spesialpedagog(er|ene|isk)?|spesialpedagogteam(et)?',
  ].map((words) => `^(${words})$`).join('|'),
  'u',
)

/**
 * True for "Felles barnehage", "Vikarpool", "Barnehageadministrasjon", "Spes.ped" and the like: budget units that the register counts as
 * kindergartens. "Spesialpedagogiske barnehage" is a kindergarten, "Fellesbakken" is a place.
 */
export function isSupportName(name: string): boolean {
  const words = name.toLowerCase().split(/[^\p{L}\p{N}]+/u)
  return words.some((word, at) => (word === 'ped' ? words[at - 1] === 'spes' : supportWords.test(word)))
}

/** http or https with a real host; adds https where the register has no scheme. Anything else (an e-mail address, "ingen") is not a website. */
export function readWebsite(written: string | null | undefined): string | undefined {
  const trimmed = written?.trim() ?? ''
  if (trimmed === '' || /\s/.test(trimmed)) return undefined
  const address = /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(trimmed) ? trimmed : `https://${trimmed.replace(/^\/+/, '')}`
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '') return undefined
  return /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z][a-z0-9-]+$/.test(url.hostname) ? url.href : undefined
}

/** A place in Norway (Svalbard and Jan Mayen too) in decimal degrees, to five decimals (a metre). 0/0 means missing. */
export function readPosition(latitude: number | undefined, longitude: number | undefined): Position | undefined {
  if (latitude === undefined || longitude === undefined) return undefined
  if (!(latitude >= 57 && latitude <= 81.5 && longitude >= -10 && longitude <= 35)) return undefined
  return { latitude: Math.round(latitude * 1e5) / 1e5, longitude: Math.round(longitude * 1e5) / 1e5 }
}

function kindOf(unit: NbrUnit, municipalityNumber: string): KindOfUnit {
  if (isTestUnit(unit.Organisasjonsnummer, municipalityNumber)) return 'test-unit'
  // The NACE code is not asked: owners and offices carry 88.911 as well.
  if (unit.ErBarnehage === true) return isSupportName(unit.Navn) ? 'support-unit' : 'kindergarten'
  return unit.ErBarnehageEier === true ? 'owner' : 'other'
}

function readOwnership(unit: NbrUnit): RegisterUnit['ownership'] {
  if (unit.ErPrivatBarnehage === true) return unit.ErOffentligBarnehage === true ? 'other' : 'private'
  if (unit.ErOffentligBarnehage !== true) return 'other'
  // The state and the counties have kindergartens too, at hospitals for instance.
  return unit.Barnehagekategorier.some(({ Navn }) => /stat(s|lig)|fylkes/i.test(Navn ?? '')) ? 'other' : 'municipal'
}

const relationKinds: Readonly<Record<string, RelationKind>> = { '6': 'owner', '7': 'supervision', '9': 'attachment', '10': 'administrative' }

function readRelations(unit: NbrUnit): Relation[] {
  return unit.ForeldreRelasjoner.flatMap(({ Enhet, Relasjonstype }) => {
    const kind = relationKinds[Relasjonstype.Id]
    return kind ? [{ kind, organisationNumber: Enhet.Organisasjonsnummer, name: Enhet.Navn?.trim() ?? '' }] : []
  }).sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : sortKey(a) > sortKey(b) ? 1 : 0))
}

const sortKey = (relation: Relation): string => `${relation.kind} ${relation.organisationNumber} ${relation.name}`

function firstOf(relations: readonly Relation[], kind: RelationKind): UnitReference | undefined {
  const found = relations.find((relation) => relation.kind === kind)
  return found && { organisationNumber: found.organisationNumber, name: found.name }
}

/** The day as written; the year 1 and 1900-01-01 are the register's ways to say that it does not know. */
function readDate(written: string | null | undefined): string | undefined {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(written?.trim() ?? '')?.[0]
  return day === undefined || day <= '1900-01-01' ? undefined : day
}

function padded(written: string | null | undefined, width: number): string {
  const trimmed = written?.trim() ?? ''
  return /^\d+$/.test(trimmed) ? trimmed.padStart(width, '0') : trimmed
}
