import { describe, expect, test } from 'vitest'
import { syntheticRegister } from '../../../../test/nbr-server.ts'
import type { NbrTrap } from '../../../../test/nbr-server.ts'
import { isSupportName, nbrListUnit, nbrUnit, readPosition, readUnit, readWebsite } from './read-unit.ts'

const register = syntheticRegister(30)
const detailOf = (trap: NbrTrap) => register.find((unit) => unit.trap === trap)!.detail
const read = (trap: NbrTrap, changes: Record<string, unknown> = {}) => readUnit(nbrUnit.parse({ ...detailOf(trap), ...changes }))

describe('a unit of the register', () => {
  test('is read with owner, supervisor and all four relations', () => {
    const unit = read('ordinary')
    expect(unit).toMatchObject({ kindOf: 'kindergarten', active: true, closedReason: undefined, municipalityNumber: '9902', countyNumber: '99',
      languageForm: 'nb', ownership: 'private' })
    expect(unit.relations.map((relation) => relation.kind)).toEqual(['administrative', 'attachment', 'owner', 'supervision'])
    expect(unit.owner).toEqual({ organisationNumber: unit.supervisor?.organisationNumber, name: 'Konglefjord kommune' })
    expect(unit).toMatchObject({ startedOn: '2001-08-15', address: { postalCode: '0099', postalPlace: 'PRØVEN' } })
  })

  test.each<[NbrTrap, string, object]>([
    ['test-number', 'a U999 number is a test unit', { kindOf: 'test-unit' }],
    ['test-municipality', 'municipality 2599 is a test unit', { kindOf: 'test-unit' }],
    ['support-felles', 'Felles is a support unit', { kindOf: 'support-unit' }],
    ['support-vikar', 'Vikarpool is a support unit', { kindOf: 'support-unit' }],
    ['support-administrasjon', 'Barnehageadministrasjon is a support unit', { kindOf: 'support-unit' }],
    ['support-spes-ped', 'Spes.ped is a support unit', { kindOf: 'support-unit' }],
    ['inactive-in-basil', 'not reporting to BASIL is not closed', { active: true, kindOf: 'kindergarten' }],
    ['excluded', 'excluded is closed', { active: false, closedReason: 'excluded' }],
    ['inactive', 'not active is closed', { active: false, closedReason: 'inactive' }],
    ['zero-position', '0/0 is no position', { position: undefined }],
    ['undefined-position', 'a position of undefined source is no position', { position: undefined }],
    ['empty-website', 'an empty website is none', { website: undefined }],
    ['website-without-scheme', 'a website gets its scheme', { website: 'https://www.enhet.example.no/' }],
    ['no-owner', 'without relations there is no owner', { owner: undefined, supervisor: undefined, relations: [] }],
    ['state-owned', 'the state is neither municipal nor private', { ownership: 'other' }],
    ['owner-unit', 'an owner is an owner', { kindOf: 'owner' }],
    ['nace-but-no-kindergarten', 'the NACE code makes no kindergarten', { kindOf: 'other' }],
    ['nynorsk', 'form N is nynorsk', { languageForm: 'nn' }],
    ['only-number-and-name', 'missing fields are not known', { active: true, children: undefined, languageForm: undefined, ownership: 'other',
      countyNumber: '99' }],
    ['nulls', 'null fields are not known', { active: true, children: undefined, website: undefined, startedOn: undefined }],
  ])('%s: %s', (trap, _sentence, expected) => {
    expect(read(trap)).toMatchObject(expected)
  })

  test('without a name cannot be read; fields of a strange kind and unknown fields do no harm', () => {
    expect(nbrUnit.safeParse(detailOf('unreadable-detail')).success).toBe(false)
    const odd = read('ordinary', { AntallBarn: 'mange', ErAktiv: 'ja', Koordinat: [1], Nytt: { a: 1 }, ForeldreRelasjoner: [{ Enhet: null }, 7],
      Kommune: { Kommunenummer: 301 } })
    expect(odd).toMatchObject({ active: true, children: undefined, position: undefined, relations: [], municipalityNumber: '0301' })
  })

  test('lists of version 3 and 4 give the same row', () => {
    const rest = { Navn: 'Tuvelurtunet', ErAktiv: true, ErBarnehage: true }
    expect(nbrListUnit.parse({ Orgnr: '310000018', Kommunenr: '0301', Fylkesnr: '03', ...rest })).toEqual(
      nbrListUnit.parse({ Organisasjonsnummer: 310000018, Kommunenummer: 301, Fylkesnummer: 3, ...rest }),
    )
  })

  test('the start day is the day as written, and the register has ways to say that it does not know', () => {
    expect(read('ordinary', { OppstartsEllerStiftelsesdato: '1989-01-02T00:00:00+01:00' }).startedOn).toBe('1989-01-02')
    expect(read('ordinary', { OppstartsEllerStiftelsesdato: '0001-01-01T00:00:00' }).startedOn).toBeUndefined()
  })
})

test.each([
  ['Fellesutgifter barnehage', true], ['Barnehagene felles', true], ['Vikarer', true], ['Administrasjon barnehage', true],
    ['Spesialpedagogisk team', true],
  ['Spes. ped. førskole', true], ['Spesped Tuvedal', true],
  ['Fellesbakken barnehage', false], ['Vikaråsen barnehage', false], ['Tuvedal spesialpedagogiske barnehage', false],
    ['Pedersbråten barnehage', false],
])('%s is a support unit: %s', (name, expected) => expect(isSupportName(name)).toBe(expected))

test.each([
  ['www.tuve.example.no', 'https://www.tuve.example.no/'], ['http://tuve.example.no/a', 'http://tuve.example.no/a'],
    ['//tuve.example.no', 'https://tuve.example.no/'],
  ['', undefined], ['  ', undefined], ['ingen', undefined], ['-', undefined], ['post@tuve.example.no', undefined], ['javascript:alert(1)', undefined],
  ['se kommunens sider', undefined], ['http://', undefined], ['https://blåbær.example.no', 'https://xn--blbr-roah.example.no/'],
    ['10.0.0.1', undefined], [null, undefined],
])('the website %s becomes %s', (written, expected) => expect(readWebsite(written)).toBe(expected))

test('a place outside Norway is no place', () => {
  expect(readPosition(59.123456789, 10.5)).toEqual({ latitude: 59.12346, longitude: 10.5 })
  for (const [latitude, longitude] of [[0, 0], [10.5, 59.1], [NaN, 10]] as const) expect(readPosition(latitude, longitude)).toBeUndefined()
})
