import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { kilometresBetween, largestCluster, nearestIn, prepare, propose, sharedBy, strictness, type Comparable } from './rules.ts'
import { stemOf, stemsOf } from './stems.ts'

const report = (id: string, change: Partial<Comparable> = {}): Comparable => ({ id, need: '', goals: '', themes: [], strand: 'regional', partner: undefined, municipalities: [], position: undefined, ...change })

describe('words are the same word', () => {
  it.each([
    ['språket', 'språk'],
    ['samtalene', 'samtalar'],
    ['leiken', 'lek'],
    ['kvile', 'hvile'],
    ['relasjonene', 'relasjonar'],
    ['overgangen', 'overganger'],
    ['flerspråklige', 'flerspråklig'],
  ])('%s and %s', (a, b) => {
    expect(stemOf(a)).toBe(stemOf(b))
  })
  it.each([
    ['mat', 'måte'],
    ['lek', 'lese'],
    ['språk', 'sprek'],
  ])('but not %s and %s', (a, b) => {
    expect(stemOf(a)).not.toBe(stemOf(b))
  })
  it('what every report says, says nothing', () => {
    expect(stemsOf('Barnehagen ønsker å styrke personalets kompetanse i språk.').map(({ word }) => word)).toEqual(['språk'])
  })
})

describe('what is proposed, and why', () => {
  const bench = prepare([
    report('a', { need: 'Vi vil bruke samtaler ved måltidet til å støtte språket.', goals: 'Flere samtaler ved måltidet.', themes: ['language'], partner: 'uh', municipalities: ['lia'], position: { latitude: 59.9, longitude: 10.5 } }),
    report('b', { need: 'Språket utvikles i samtaler. Ved måltidet er det for lite av dem.', goals: 'Gode samtaler.', themes: ['language'], partner: 'uh', municipalities: ['lia'], position: { latitude: 59.95, longitude: 10.5 } }),
    report('c', { need: 'Uterommet innbyr ikke til lek for de eldste.', goals: 'Et uterom med variert lek.', themes: ['physical-environment'], municipalities: ['lia'] }),
    report('d', { need: 'Samtaler ved måltidet og språket', goals: 'Samtaler ved måltidet', themes: ['language'], partner: 'uh', municipalities: ['lia'], strand: 'other' }),
  ])
  const { clusters, alone } = propose(bench)
  it('two about the same, near each other, with the same partner', () => {
    expect(clusters).toHaveLength(1)
    expect(clusters[0]).toMatchObject({ reports: ['a', 'b'], why: { themes: ['language'], kilometres: 6, municipality: 'lia', partner: 'uh' } })
    expect(clusters[0]?.why.words).toEqual(expect.arrayContaining(['måltidet', 'samtaler', 'språket']))
  })
  it('never across strands, and never for the place alone', () => {
    expect(alone).toEqual(['c', 'd'])
  })
  it('each is told which it is most like', () => {
    expect(nearestIn(bench, 'a', ['a', 'b', 'c'])).toMatchObject({ id: 'b', why: { themes: ['language'], kilometres: 6 } })
    expect(nearestIn(bench, 'a', ['a'])).toBeUndefined()
  })
  it('what has nothing in common, has no reasons', () => {
    expect(sharedBy(bench, ['a', 'c'])).toEqual({ themes: [], words: [], kilometres: undefined, municipality: 'lia', partner: undefined, likeness: 0 })
  })
  it('distance is along the ground', () => {
    // Oslo S to Bergen station is 305 km as the crow flies.
    expect(Math.round(kilometresBetween({ latitude: 59.911, longitude: 10.753 }, { latitude: 60.39, longitude: 5.333 }) / 10)).toBe(30)
  })
})

const words = ['språk', 'lek', 'måltid', 'uterom', 'samtale', 'overgang', 'mobbing', 'ledelse', 'refleksjon', 'digital']
const someReports = fc.uniqueArray(
  fc.record({ id: fc.uuid(), need: fc.array(fc.constantFrom(...words), { maxLength: 8 }).map((list) => list.join(' ')), goals: fc.string({ maxLength: 30 }), themes: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')), strand: fc.constantFrom('x', 'y'), partner: fc.constantFrom(undefined, 'p', 'q'), municipalities: fc.uniqueArray(fc.constantFrom('m', 'n')), position: fc.option(fc.record({ latitude: fc.double({ min: 58, max: 71, noNaN: true }), longitude: fc.double({ min: 5, max: 30, noNaN: true }) }), { nil: undefined }) }),
  { selector: ({ id }) => id, maxLength: 40 },
)

describe('always', () => {
  test('every report is in exactly one place, no group is too large, and all in a group are of one strand', () => {
    fc.assert(fc.property(someReports, fc.constantFrom(...Object.values(strictness)), (reports, strict) => {
      const { clusters, alone } = propose(prepare(reports), strict)
      expect([...clusters.flatMap((one) => one.reports), ...alone].sort()).toEqual(reports.map(({ id }) => id).sort())
      for (const cluster of clusters) {
        expect(cluster.reports.length).toBeGreaterThan(1)
        expect(cluster.reports.length).toBeLessThanOrEqual(largestCluster)
        expect(new Set(cluster.reports.map((id) => reports.find((one) => one.id === id)?.strand)).size).toBe(1)
      }
    }))
  })
  test('the order they come in does not matter, and nothing is changed in them', () => {
    fc.assert(fc.property(someReports, (reports) => {
      const before = JSON.stringify(reports)
      expect(propose(prepare(reports.toReversed()))).toEqual(propose(prepare(reports)))
      expect(JSON.stringify(reports)).toBe(before)
    }))
  })
  test('every group has a reason that can be said', () => {
    fc.assert(fc.property(someReports, (reports) => {
      for (const { why } of propose(prepare(reports)).clusters) {
        expect(why.likeness).toBeGreaterThan(0)
      }
    }))
  })
  test('a text without end is read as far as it is needed', () => {
    const bench = prepare([report('a', { need: 'språk '.repeat(20_000), themes: ['t'] }), report('b', { need: '\u0000💥'.repeat(50_000), themes: ['t'] })])
    expect(propose(bench).alone.length + propose(bench).clusters.length).toBeGreaterThan(0)
  })
})
