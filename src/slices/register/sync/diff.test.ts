import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { OrgId } from '../../../kernel/ids.ts'
import { diffRegister, type RegisterDiff } from './diff.ts'
import type { KnownUnit } from './diff.ts'
import type { RegisterUnit } from './read-unit.ts'

const unit = (changes: Partial<RegisterUnit> = {}): RegisterUnit => ({
  organisationNumber: '310000018', name: 'Tuvelurtunet barnehage', fullName: 'Tuvelurtunet barnehage', kindOf: 'kindergarten', active: true,
  address: { street: 'Prøveveien 1', postalCode: '0099', postalPlace: 'PRØVEN' }, municipalityNumber: '9901', countyNumber: '99',
  governorOrganisationNumber: undefined, position: { latitude: 59, longitude: 10 }, website: undefined, languageForm: 'nb', ownership: 'private',
  owner: { organisationNumber: '310000107', name: 'Eier A' }, relations: [{ kind: 'owner', organisationNumber: '310000107', name: 'Eier A' }],
    ...changes,
})
const newId = (one: RegisterUnit) => `id-${one.organisationNumber}` as OrgId
const known = (changes: Partial<RegisterUnit> = {}): KnownUnit => ({ ...unit(changes), id: newId(unit(changes)) })
const many = (count: number): KnownUnit[] => Array.from({ length: count }, (_, at) => known({ organisationNumber: String(320000000 + at) }))
const diff = (before: KnownUnit[], after: RegisterUnit[], complete = true, unreadable: string[] = []) =>
  diffRegister(before, after, { complete, unreadable })
const nothing = { added: [], changed: [], closed: [], reopened: [], ownerChanged: [], moved: [], unchanged: 0, skipped: [], suspicious: undefined }

describe('what a reading of the register would do', () => {
  test('the same again: nothing', () => {
    expect(diff([known()], [unit()])).toEqual({ ...nothing, unchanged: 1 })
  })

  test('a new kindergarten and a new owner are added', () => {
    const owner = unit({ organisationNumber: '310000107', kindOf: 'owner' })
    expect(diff([], [unit(), owner]).added).toEqual([unit(), owner])
  })

  test.each([
    [{ kindOf: 'test-unit' }, 'test-unit'], [{ kindOf: 'support-unit' }, 'support-unit'], [{ kindOf: 'other' }, 'not-a-kindergarten'],
    [{ active: false, closedReason: 'inactive' }, 'closed-before-we-knew-it'],
  ] as const)('an unknown unit that is %o is left out as %s', (changes, why) => {
    expect(diff([], [unit(changes)])).toMatchObject({ added: [], skipped: [{ why, who: { name: 'Tuvelurtunet barnehage' } }] })
  })

  test('the same unit twice counts once', () => {
    expect(diff([], [unit(), unit({ name: 'Igjen' })])).toMatchObject({ added: [{ name: 'Tuvelurtunet barnehage' }],
      skipped: [{ why: 'twice-in-the-answer' }] })
  })

  test('changed fields stand with before and after', () => {
    const { changed } = diff([known()], [unit({ name: 'Ny', address: { street: 'Prøveveien 2', postalCode: '0099', postalPlace: 'PRØVEN' } })])
    expect(changed).toMatchObject([{ name: 'Ny', fields: [{ field: 'name', from: 'Tuvelurtunet barnehage', to: 'Ny' }, { field: 'address' }] }])
  })

  test('the stamp of the register alone is no change', () => {
    expect(diff([known({ changedAt: '2024-01-01' })], [unit({ changedAt: '2025-01-01' })])).toMatchObject({ changed: [], unchanged: 1 })
  })

  test('a new owner and a new municipality are pointed out', () => {
    const to = { organisationNumber: '310000204', name: 'Eier B' }
    const after = diff([known()], [unit({ owner: to, municipalityNumber: '9902' })])
    expect(after.ownerChanged).toMatchObject([{ from: { name: 'Eier A' }, to }])
    expect(after.moved).toMatchObject([{ from: '9901', to: '9902' }])
  })

  test('learning who the owner is is no change of owner', () => {
    expect(diff([known({ owner: undefined })], [unit()]).ownerChanged).toEqual([])
  })

  test('closed by the register, and open again', () => {
    expect(diff([known()], [unit({ active: false, closedReason: 'excluded' })]).closed).toMatchObject([{ because: 'excluded' }])
    expect(diff([known({ active: false, closedReason: 'absent' })], [unit()]).reopened).toMatchObject([{ name: 'Tuvelurtunet barnehage' }])
  })

  test('gone from a whole reading closes; from one with holes it does not', () => {
    expect(diff([known()], []).closed).toMatchObject([{ because: 'absent' }])
    expect(diff([known()], [], false)).toMatchObject({ closed: [], skipped: [{ why: 'absent-but-run-incomplete' }] })
  })

  test('listed but not readable is not gone', () => {
    expect(diff([known()], [], true, ['310000018'])).toMatchObject({ closed: [], skipped: [{ why: 'could-not-be-read' }] })
  })

  test('gone already is not closed again', () => {
    expect(diff([known({ active: false, closedReason: 'absent' })], [])).toEqual(nothing)
  })

  test('one in ten may close by itself, more needs a person', () => {
    const before = many(20)
    expect(diff(before, before.slice(2)).suspicious).toBeUndefined()
    expect(diff(before, before.slice(3)).suspicious).toEqual({ because: 'many-closed', closed: 3, activeBefore: 20 })
    expect(diff(before, []).suspicious).toBeDefined()
  })
})

describe('for every register', () => {
  const someUnit = fc.record({
    organisationNumber: fc.constantFrom(...Array.from({ length: 12 }, (_, at) => String(310000000 + at))),
    name: fc.constantFrom('A', 'B'), kindOf: fc.constantFrom('kindergarten', 'owner', 'support-unit', 'test-unit', 'other'),
    closedReason: fc.constantFrom(undefined, undefined, 'excluded', 'inactive'), municipalityNumber: fc.constantFrom('9901', '9902'),
    children: fc.option(fc.nat(3), { nil: undefined }), owner: fc.constantFrom(undefined, { organisationNumber: '1', name: 'x' },
      { organisationNumber: '2', name: 'x' }),
    changedAt: fc.constantFrom(undefined, 'm', 't'),
  }).map(({ closedReason, ...changes }) => unit({ ...changes, active: !closedReason, closedReason } as Partial<RegisterUnit>))
  const register = fc.uniqueArray(someUnit, { selector: (one) => one.organisationNumber })
  const withIds = (units: RegisterUnit[]): KnownUnit[] => units.map((one) => ({ ...one, id: newId(one) }))
  const asIncoming = ({ id: _id, changedAt: _at, ...rest }: KnownUnit) => rest

  test('the diff applied to what we know gives what came; the rest stays, closed', () => {
    fc.assert(fc.property(register, register, (before, incoming) => {
      const change = diff(withIds(before), incoming)
      const after = new Map(applyDiff(withIds(before), change, newId).map((one) => [one.organisationNumber, one]))
      const left = new Set(change.skipped.map((one) => one.who.organisationNumber))
      for (const one of incoming)
        if (!left.has(one.organisationNumber)) expect(asIncoming(after.get(one.organisationNumber)!)).toEqual(asIncoming({ ...one, id: newId(one) }))
      const came = new Set(incoming.map((one) => one.organisationNumber))
      for (const one of before) if (!came.has(one.organisationNumber)) expect(after.get(one.organisationNumber)).toMatchObject({ active: false,
        name: one.name })
    }))
  })

  test('a second time there is nothing to do', () => {
    fc.assert(fc.property(register, register, fc.boolean(), (before, incoming, complete) => {
      const after = applyDiff(withIds(before), diff(withIds(before), incoming, complete), newId)
      expect(diff(after, incoming, complete)).toMatchObject({ added: [], changed: [], closed: [], reopened: [], ownerChanged: [], moved: [] })
    }))
  })

  test('nobody is ever lost, and a reading with holes closes nobody by absence', () => {
    fc.assert(fc.property(register, register, (before, incoming) => {
      const change = diff(withIds(before), incoming, false)
      const after = new Set(applyDiff(withIds(before), change, newId).map((one) => one.id))
      expect(withIds(before).every((one) => after.has(one.id))).toBe(true)
      expect(change.closed.some((one) => one.because === 'absent')).toBe(false)
    }))
  })
})

/** What would be known after the diff. `newId` gives the id of an added unit. */
function applyDiff(known: readonly KnownUnit[], diff: RegisterDiff, newId: (unit: RegisterUnit) => OrgId): KnownUnit[] {
  const changed = new Map(diff.changed.map((one) => [one.id, one.fields]))
  const closed = new Map(diff.closed.map((one) => [one.id, one.because]))
  const reopened = new Set(diff.reopened.map((one) => one.id))
  const after = known.map((unit): KnownUnit => {
    const withFields = { ...unit, ...Object.fromEntries((changed.get(unit.id) ?? []).map(({ field, to }) => [field, to])) }
    const because = closed.get(unit.id)
    if (because) return { ...withFields, active: false, closedReason: because }
    return reopened.has(unit.id) ? { ...withFields, active: true, closedReason: undefined } : withFields
  })
  return [...after, ...diff.added.map((unit) => ({ ...unit, id: newId(unit) }))]
}
