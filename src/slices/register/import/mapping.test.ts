import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { syntheticOrganisationNumbers } from '../../../../test/nbr-server.ts'
import { checkMapping, proposeMapping, readRows, targetFields } from './mapping.ts'
import type { TargetField } from './mapping.ts'

const [number = '', other = ''] = syntheticOrganisationNumbers(2)
const mapping = Object.fromEntries(targetFields.map((field, at) => [field, at]))
type Cells = Partial<Record<TargetField, string>>
const good: Cells = { nsrId: '1', name: 'Tuvelurtunet' }
const read = (...rows: Cells[]) => readRows({ rows: rows.map((cells, at) =>
  ({ number: at + 2, cells: targetFields.map((field) => cells[field] ?? '') })) }, mapping)

describe('the proposed mapping', () => {
  test('of the register extract has every field but the organisation number', () => {
    const headers = [
      'nsr_id', 'name', 'address', 'postal_code', 'postal_place', 'municipality_number', 'municipality_name', 'capacity', 'min_age', 'max_age',
      'owner_name', 'ownership', 'website', 'latitude', 'longitude',
    ]
    expect(proposeMapping(headers)).toEqual(Object.fromEntries(targetFields.filter((field) => field !== 'organisationNumber').map((field, at) =>
      [field, at])))
  })

  test.each<[string, TargetField]>([
    ['Orgnr', 'organisationNumber'], ['Org.nr.', 'organisationNumber'], ['ORGANISASJONSNUMMER', 'organisationNumber'],
      [' Organisasjons-nummer ', 'organisationNumber'],
    ['Barnehagens navn', 'name'], ['Namn', 'name'], ['Kommunenr', 'municipalityNumber'], ['Kommune nummer', 'municipalityNumber'],
      ['Kommune', 'municipalityName'],
    ['Eierform', 'ownership'], ['Eigarform', 'ownership'], ['Eier', 'ownerName'], ['Besøksadresse', 'address'], ['BESOKSADRESSE', 'address'],
      ['Postnr.', 'postalCode'],
    ['Antall plasser', 'capacity'], ['Talet på plassar', 'capacity'], ['Alder fra', 'minAge'], ['Høyeste alder', 'maxAge'],
      ['Breddegrad', 'latitude'], ['Lengdegrad', 'longitude'], ['Nettside', 'website'], ['NSR-id', 'nsrId'],
  ])('%s is %s', (header, field) => expect(proposeMapping(['Merknad', header])).toEqual({ [field]: 1 }))

  test('takes the first of two columns and leaves strange ones', () => expect(proposeMapping(['', 'Navn', 'navn', 'Telefon'])).toEqual({ name: 1 }))

  test('needs a name and a number', () => {
    expect(checkMapping({ nsrId: 0 })).toBe('no-name-column')
    expect(checkMapping({ name: 0 })).toBe('no-key-column')
    expect(checkMapping({ name: 0, organisationNumber: 1 })).toBeUndefined()
  })
})

describe('a row', () => {
  test('is read in full', () => {
    const cells: Cells = {
      nsrId: '1010112.0', organisationNumber: `${number.slice(0, 3)} ${number.slice(3, 6)}\u00a0${number.slice(6)}`, name: 'Tuvelurtunet',
        address: 'Prøveveien 1', postalCode: '301', postalPlace: 'PRØVEN',
      municipalityNumber: '0301', municipalityName: 'Tuvedal', capacity: '1 038', minAge: '1', maxAge: '5,0', ownerName: 'Tuvedal kommune',
        ownership: 'Kommunal',
      website: 'tuve.example.no', latitude: '59,91956', longitude: '10.58345',
    }
    expect(read(cells)).toEqual({
      problems: [],
      rows: [{
        rowNumber: 2, nsrId: '1010112', organisationNumber: number, name: 'Tuvelurtunet', address: 'Prøveveien 1', postalCode: '0301',
          postalPlace: 'PRØVEN', municipalityNumber: '0301',
        municipalityName: 'Tuvedal', capacity: 1038, minAge: 1, maxAge: 5, ownerName: 'Tuvedal kommune', ownership: 'municipal',
          website: 'https://tuve.example.no/',
        position: { latitude: 59.91956, longitude: 10.58345 },
      }],
    })
  })

  test('with little in it is read, and no number is made up', () => {
    expect(read(good).rows[0]).toMatchObject({ nsrId: '1', organisationNumber: undefined, position: undefined, capacity: undefined,
      ownership: undefined })
  })

  test.each<[string, Cells, TargetField, string]>([
    ['no name', { name: ' ' }, 'name', 'missing-name'],
    ['no number at all', { nsrId: '' }, 'organisationNumber', 'missing-key'],
    ['a wrong check digit', { organisationNumber: '973611111' }, 'organisationNumber', 'bad-organisation-number'],
    ['eight digits', { organisationNumber: '97531505' }, 'organisationNumber', 'bad-organisation-number'],
    ['a word for a number', { capacity: 'mange' }, 'capacity', 'bad-number'],
    ['half a child', { capacity: '3,5' }, 'capacity', 'bad-number'],
    ['less than nothing', { capacity: '-1' }, 'capacity', 'bad-number'],
    ['a date for an age', { minAge: '01.mai' }, 'minAge', 'bad-number'],
    ['ages the wrong way', { minAge: '5', maxAge: '1' }, 'maxAge', 'bad-age-range'],
    ['half a position', { latitude: '59.9' }, 'longitude', 'bad-position'],
    ['a position turned around', { latitude: '10.5', longitude: '59.9' }, 'latitude', 'bad-position'],
    ['words for a position', { latitude: 'nord', longitude: 'øst' }, 'latitude', 'bad-position'],
    ['a postal code of letters', { postalCode: 'N-1357' }, 'postalCode', 'bad-postal-code'],
    ['a postal code of zeros', { postalCode: '0000' }, 'postalCode', 'bad-postal-code'],
    ['a municipality by name', { municipalityNumber: 'Tuvedal' }, 'municipalityNumber', 'bad-municipality-number'],
    ['a form of ownership that we do not know', { ownership: 'Samvirke?' }, 'ownership', 'unknown-ownership'],
    ['the test municipality', { municipalityNumber: '2599' }, 'municipalityNumber', 'test-unit'],
    ['a test number', { organisationNumber: 'U99900001' }, 'organisationNumber', 'test-unit'],
  ])('with %s is left out, and the next goes on', (_name, changes, field, because) => {
    const { rows, problems } = read({ ...good, ...changes }, { nsrId: '2', name: 'Mosehumle' })
    expect(rows).toMatchObject([{ rowNumber: 3, name: 'Mosehumle' }])
    expect(problems).toMatchObject([{ rowNumber: 2, field, because, name: (changes.name ?? good.name)?.trim(),
      value: (changes[field] ?? '').trim() }])
  })

  test('tells all that is wrong at once', () => {
    expect(read({ capacity: 'x', postalCode: 'y' }).problems.map(({ because }) => because).sort()).toEqual(['bad-number', 'bad-postal-code',
      'missing-key', 'missing-name'])
  })

  test.each([['0', '0'], ['', ''], ['0,0', '0.000']])('with the position %s/%s has none', (latitude, longitude) => {
    expect(read({ ...good, latitude, longitude })).toMatchObject({ problems: [], rows: [{ position: undefined }] })
  })

  test.each([
    ['municipal', '', 'municipal'], ['KOMMUNAL', '', 'municipal'], ['Privat', '', 'private'], ['private', '', 'private'], ['Statlig', '', 'other'],
    ['Offentlig', 'Tuvedal kommune', 'municipal'], ['Offentlig', 'Prøve fylkeskommune', 'other'], ['Offentlig', '', 'other'],
      ['', 'Tuvedal kommune', undefined],
  ])('with ownership %s and owner "%s" is %s', (ownership, ownerName, expected) => {
    expect(read({ ...good, ownership, ownerName }).rows[0]?.ownership).toBe(expected)
  })

  test('that comes again by either number is a duplicate; the first stays', () => {
    const { rows, problems } = read({ ...good, organisationNumber: number }, { ...good, name: 'Igjen' },
      { nsrId: '2', name: 'Samme orgnr', organisationNumber: number }, { nsrId: '3', name: 'Ny', organisationNumber: other })
    expect(rows.map((row) => row.name)).toEqual(['Tuvelurtunet', 'Ny'])
    expect(problems).toMatchObject([{ rowNumber: 3, field: 'nsrId', because: 'duplicate-in-file', value: '1' },
      { rowNumber: 4, field: 'organisationNumber', because: 'duplicate-in-file' }])
  })

  test('that failed does not stand in the way of its right twin', () => {
    expect(read({ ...good, capacity: 'x' }, good).rows).toMatchObject([{ rowNumber: 3 }])
  })
})

test('every row is read or told about, never both, never neither', () => {
  const cell = fc.constantFrom('', '0', '1', '5', '1357', '59,9', 'Navn', 'privat', number, other, '973611111', '-', '=1+1', 'U999')
  fc.assert(fc.property(fc.array(fc.array(cell, { maxLength: targetFields.length })), (all) => {
    const { rows, problems } = readRows({ rows: all.map((cells, at) => ({ number: at + 2, cells })) }, mapping)
    const numbers = [...rows.map((row) => row.rowNumber), ...new Set(problems.map((problem) => problem.rowNumber))].sort((a, b) => a - b)
    expect(numbers).toEqual(all.map((_, at) => at + 2))
    const keys = rows.flatMap((row) => [row.nsrId && `n${row.nsrId}`, row.organisationNumber && `o${row.organisationNumber}`].filter(Boolean))
    expect(new Set(keys).size).toBe(keys.length)
  }))
})
