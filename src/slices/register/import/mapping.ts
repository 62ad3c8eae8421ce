import { searchForm } from '../../../kernel/normalise.ts'
import { parseOrganisationNumber } from '../../../kernel/organisation-number.ts'
import type { OrganisationNumber } from '../../../kernel/organisation-number.ts'
import { isTestUnit, readPosition, readWebsite } from '../sync/read-unit.ts'
import type { Position } from '../sync/read-unit.ts'
import type { Table, TableRow } from './read-file.ts'

export const targetFields = [
  'nsrId', 'organisationNumber', 'name', 'address', 'postalCode', 'postalPlace', 'municipalityNumber', 'municipalityName', 'capacity', 'minAge',
  'maxAge', 'ownerName', 'ownership', 'website', 'latitude', 'longitude',
] as const
export type TargetField = (typeof targetFields)[number]

/** Which column (from 0) each field is read from. A field without a column is not known. */
export type Mapping = Readonly<Partial<Record<TargetField, number>>>

export type ImportRow = {
  readonly rowNumber: number
  readonly nsrId: string | undefined
  readonly organisationNumber: OrganisationNumber | undefined
  readonly name: string
  readonly address: string | undefined
  readonly postalCode: string | undefined
  readonly postalPlace: string | undefined
  readonly municipalityNumber: string | undefined
  readonly municipalityName: string | undefined
  readonly capacity: number | undefined
  readonly minAge: number | undefined
  readonly maxAge: number | undefined
  readonly ownerName: string | undefined
  readonly ownership: 'municipal' | 'private' | 'other' | undefined
  readonly website: string | undefined
  readonly position: Position | undefined
}

const rowProblems = [
  'missing-name', 'too-long', 'missing-key', 'bad-organisation-number', 'bad-number', 'bad-age-range', 'bad-position', 'bad-postal-code',
  'bad-municipality-number', 'unknown-ownership', 'duplicate-in-file', 'test-unit', 'number-of-another',
] as const
export type RowBecause = (typeof rowProblems)[number]
export type RowProblem = {
  readonly rowNumber: number
  readonly name: string
  readonly field: TargetField
  readonly because: RowBecause
  readonly value: string
}

/** Header words for each field; case, spaces, signs and the way æ ø å are written do not matter. */
const headerWords: Readonly<Record<TargetField, readonly string[]>> = {
  nsrId: ['nsrid', 'nsrnr', 'nsrnummer', 'nbrid', 'barnehageid'],
  organisationNumber: [
    'organisasjonsnummer', 'organisasjonsnr', 'orgnr', 'orgnummer', 'orgno', 'organisationnumber', 'organizationnumber', 'virksomhetsnummer',
      'barnehagensorgnr', 'barnehagensorganisasjonsnummer',
  ],
  name: ['name', 'navn', 'barnehage', 'barnehagenavn', 'barnehagensnavn', 'navnpabarnehage', 'navnpabarnehagen', 'namn', 'barnehagensnamn', 'enhet',
    'enhetsnavn', 'virksomhetsnavn', 'fulltnavn'],
  address: ['address', 'adresse', 'gateadresse', 'besoksadresse', 'beliggenhetsadresse', 'gate', 'adresselinje', 'street'],
  postalCode: ['postalcode', 'postnr', 'postnummer', 'zip', 'postcode'],
  postalPlace: ['postalplace', 'poststed', 'poststad', 'sted'],
  municipalityNumber: ['municipalitynumber', 'kommunenr', 'kommunenummer', 'komnr', 'knr'],
  municipalityName: ['municipalityname', 'kommune', 'kommunenavn', 'kommunenamn'],
  capacity: ['capacity', 'kapasitet', 'plasser', 'antallplasser', 'taletpaplassar', 'talpaplassar', 'plassar', 'godkjentantallplasser',
    'antallbarn', 'barn'],
  minAge: ['minage', 'alderfra', 'fraalder', 'alderstrinnfra', 'minalder', 'lavestealder'],
  maxAge: ['maxage', 'aldertil', 'tilalder', 'alderstrinntil', 'maksalder', 'maxalder', 'hoyestealder'],
  ownerName: ['ownername', 'eier', 'eiernavn', 'eigar', 'eigarnamn', 'barnehageeier', 'eiersnavn', 'owner'],
  ownership: ['ownership', 'eierform', 'eigarform', 'eigeform', 'eierforhold', 'eiertype', 'kommunalprivat', 'kommunalellerprivat', 'privatkommunal'],
  website: ['website', 'nettside', 'nettsted', 'nettstad', 'hjemmeside', 'heimeside', 'internettadresse', 'url', 'web', 'www'],
  latitude: ['latitude', 'lat', 'breddegrad', 'breiddegrad'],
  longitude: ['longitude', 'lon', 'lng', 'long', 'lengdegrad'],
}

/** A first guess from the headers, to be shown and changed by a person. Each column is used once; the first that fits wins. */
export function proposeMapping(headers: readonly string[]): Mapping {
  const plain = headers.map(plainly)
  const found = targetFields.flatMap((field) => {
    const words = headerWords[field].map(plainly)
    const at = plain.findIndex((header) => words.includes(header))
    return at < 0 ? [] : [[field, at] as const]
  })
  return Object.fromEntries(found)
}

/** What keeps a mapping from being used at all: rows need a name, and a number that says which kindergarten it is. */
export function checkMapping(mapping: Mapping): 'no-name-column' | 'no-key-column' | undefined {
  if (mapping.name === undefined) return 'no-name-column'
  return mapping.nsrId === undefined && mapping.organisationNumber === undefined ? 'no-key-column' : undefined
}

/**
 * Reads the rows that can be read and names what is wrong with the others: a row with a problem is left out whole, the rest go on. Nothing
 * is guessed: no number is made up, no swapped position turned. A website that is none is only left out.
 */
export function readRows(table: Pick<Table, 'rows'>, mapping: Mapping): { rows: ImportRow[]; problems: RowProblem[] } {
  const rows: ImportRow[] = []
  const problems: RowProblem[] = []
  const taken = new Set<string>()
  for (const row of table.rows) {
    const read = readRow(row, mapping)
    const wrong = read.problems.length > 0 ? read.problems : repeated(read.row, taken)
    if (wrong.length > 0) problems.push(...wrong)
    else rows.push(read.row)
  }
  return { rows, problems }
}

/** How many rows have at least one problem. */
export const rowsWithProblems = (problems: readonly RowProblem[]): number => new Set(problems.map(({ rowNumber }) => rowNumber)).size

function readRow(row: TableRow, mapping: Mapping): { row: ImportRow; problems: RowProblem[] } {
  const problems: RowProblem[] = []
  const cell = (field: TargetField): string => {
    const at = mapping[field]
    return at === undefined ? '' : (row.cells[at] ?? '').trim()
  }
  const text = (field: TargetField): string | undefined => cell(field) || undefined
  const name = cell('name')
  const complain = (field: TargetField, because: RowBecause): undefined => {
    problems.push({ rowNumber: row.number, name, field, because, value: cell(field) })
  }
  /** Four digits; a spreadsheet drops the leading zero of Oslo. */
  const fourDigits = (field: TargetField, because: RowBecause): string | undefined => {
    const written = withoutDecimals(cell(field))
    if (written === '') return undefined
    return /^\d{3,4}$/.test(written) && Number(written) > 0 ? written.padStart(4, '0') : complain(field, because)
  }
  const whole = (field: TargetField, most: number): number | undefined => {
    const number = readNumber(cell(field))
    if (number === undefined) return undefined
    return Number.isInteger(number) && number >= 0 && number <= most ? number : complain(field, 'bad-number')
  }

  if (name === '') complain('name', 'missing-name')
  for (const field of ['name', 'address', 'postalPlace', 'municipalityName', 'ownerName', 'nsrId'] as const) if (cell(field).length > 200) complain(field, 'too-long')
  const nsrId = withoutDecimals(cell('nsrId')) || undefined
  const isTest = isTestUnit(cell('organisationNumber'), withoutDecimals(cell('municipalityNumber')))
  if (isTest) complain(/^u/i.test(cell('organisationNumber')) ? 'organisationNumber' : 'municipalityNumber', 'test-unit')
  const numberText = isTest ? '' : withoutDecimals(cell('organisationNumber'))
  const organisationNumber = parseOrganisationNumber(numberText)
  if (numberText !== '' && organisationNumber === undefined) complain('organisationNumber', 'bad-organisation-number')
  if (nsrId === undefined && cell('organisationNumber') === '') complain('organisationNumber', 'missing-key')
  const minAge = whole('minAge', 20)
  const maxAge = whole('maxAge', 20)
  if (minAge !== undefined && maxAge !== undefined && minAge > maxAge) complain('maxAge', 'bad-age-range')
  const ownership = readOwnership(cell('ownership'), cell('ownerName'))
  if (ownership === 'unknown') complain('ownership', 'unknown-ownership')
  const position = readPlace(cell('latitude'), cell('longitude'))
  if (position === 'bad') complain(cell('longitude') === '' ? 'longitude' : 'latitude', 'bad-position')
  return {
    row: {
      rowNumber: row.number, nsrId, organisationNumber, name, address: text('address'),
      postalCode: fourDigits('postalCode', 'bad-postal-code'), postalPlace: text('postalPlace'),
      municipalityNumber: fourDigits('municipalityNumber', 'bad-municipality-number'), municipalityName: text('municipalityName'),
      capacity: whole('capacity', 5000), minAge, maxAge, ownerName: text('ownerName'), ownership: ownership === 'unknown' ? undefined : ownership,
      website: readWebsite(cell('website')), position: position === 'bad' ? undefined : position,
    },
    problems,
  }
}

/** A key that an earlier good row has; otherwise the row's keys are taken now. */
function repeated(row: ImportRow, taken: Set<string>): RowProblem[] {
  const keys = (['nsrId', 'organisationNumber'] as const).flatMap((field) => {
    const value = row[field]
    return value === undefined ? [] : [{ field, value, key: `${field} ${value}` }]
  })
  const twice = keys.filter(({ key }) => taken.has(key))
  if (twice.length === 0) for (const { key } of keys) taken.add(key)
  return twice.map(({ field, value }) => ({ rowNumber: row.rowNumber, name: row.name, field, because: 'duplicate-in-file', value }))
}

/** A number with decimal comma or point and spaces between thousands; NaN for anything else, undefined when empty. */
function readNumber(written: string): number | undefined {
  const plain = written.replace(/\s/g, '').replace(',', '.').replace('\u2212', '-')
  if (plain === '') return undefined
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : NaN
}

function readPlace(latitudeText: string, longitudeText: string): Position | 'bad' | undefined {
  const latitude = readNumber(latitudeText)
  const longitude = readNumber(longitudeText)
  if (latitude === undefined && longitude === undefined) return undefined
  if (latitude === 0 && longitude === 0) return undefined
  return readPosition(latitude, longitude) ?? 'bad'
}

function readOwnership(written: string, ownerName: string): ImportRow['ownership'] | 'unknown' {
  const word = plainly(written)
  if (word === '') return undefined
  if (/^(municipal|kommunal|kommunalt|kommune|kommunalbarnehage|k)$/.test(word)) return 'municipal'
  if (/^(private|privat|privatbarnehage|p)$/.test(word)) return 'private'
  if (/^(other|annet|anna|statlig|statleg|fylkeskommunal|fylkeskommunalt)$/.test(word)) return 'other'
  // Public is not always municipal: the owner's name decides.
  if (/^(offentlig|offentleg|public)$/.test(word)) return /kommune/i.test(ownerName) && !/fylkeskommune/i.test(ownerName) ? 'municipal' : 'other'
  return 'unknown'
}

/** Spreadsheets write whole numbers as `1357.0` now and then. */
const withoutDecimals = (written: string): string => written.replace(/\s/g, '').replace(/^(\d+)[.,]0+$/, '$1')

const plainly = (written: string): string => searchForm(written).replaceAll(' ', '')
