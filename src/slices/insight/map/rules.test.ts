import { describe, expect, test } from 'vitest'
import { readBoundaries } from './boundaries.ts'
import { byMunicipality, countStanding, drawnSingly, layersFor, mapRoles, mostPoints, type Place } from './rules.ts'

const place = (over: Partial<Place>): Place => ({ id: 'a', name: 'Solstua', ownership: 'private', capacity: 40, municipalityId: 'm', municipality: 'Fjordvik', at: { latitude: 60, longitude: 10 }, standing: 'none', ...over })

describe('who is shown what', () => {
  test.each([
    ['the team sees who has asked and who has little contact', 'team-leader', ['ownership', 'guidance', 'unseen']],
    ['the owner sees grants, and not who has asked the team', 'owner', ['ownership', 'grant']],
    ['the municipality as authority sees only where they lie and who owns them', 'authority', ['ownership']],
    ['the county governor sees grants', 'county-governor', ['ownership', 'grant']],
  ] as const)('%s', (_, role, layers) => expect(layersFor(role)).toEqual(layers))

  test('everyone who may open the map has something to see', () => {
    for (const role of mapRoles) expect(layersFor(role)).toContain('ownership')
  })
})

describe('many kindergartens', () => {
  test.each([
    ['three hundred are drawn one by one', mostPoints, undefined, true],
    ['more become one circle for each municipality', mostPoints + 1, undefined, false],
    ['one municipality is always drawn one by one', mostPoints + 1, 'm', true],
  ])('%s', (_, count, municipality, singly) => expect(drawnSingly(count, municipality)).toBe(singly))

  test('a municipality lies in the middle of its kindergartens, and counts also those without a position', () => {
    const rows = byMunicipality([place({}), place({ id: 'b', at: { latitude: 62, longitude: 12 }, standing: 'now' }), place({ id: 'c', at: undefined }), place({ id: 'd', municipalityId: 'n', municipality: 'Aurdal', at: undefined })])
    expect(rows.map(({ name, places, at }) => [name, places.length, at])).toEqual([['Aurdal', 1, undefined], ['Fjordvik', 3, { latitude: 61, longitude: 11 }]])
    expect(countStanding(rows[1]?.places ?? [], 'now')).toBe(1)
  })
})

describe('a file of boundaries', () => {
  const file = (properties: object, type = 'Polygon') => JSON.stringify({ type: 'Topology', arcs: [[[10, 59], [11, 59], [11, 60], [10, 59]]], objects: { Kommuner: { type: 'GeometryCollection', geometries: [{ type, arcs: type === 'Polygon' ? [[0]] : [0], properties }] } } })
  const ring = [[10, 59], [11, 59], [11, 60], [10, 59]]

  test.each([
    ['a number as text', file({ kommunenummer: '3201' }), [{ number: '3201', geometry: { type: 'Polygon', coordinates: [ring] } }]],
    ['a number that has lost its first zero', file({ kommunenummer: 301 }), [{ number: '0301', geometry: { type: 'Polygon', coordinates: [ring] } }]],
  ])('%s', (_, text, boundaries) => expect(readBoundaries(text)).toEqual({ ok: true, event: boundaries }))

  test.each([
    ['not JSON', 'kommuner', 'not-topojson'],
    ['GeoJSON', JSON.stringify({ type: 'FeatureCollection', features: [] }), 'not-topojson'],
    ['a number that is none', file({ kommunenummer: 'Bærum' }), 'no-municipalities'],
    ['a line instead of a surface', file({ kommunenummer: '3201' }, 'LineString'), 'no-municipalities'],
    ['an arc that is not there', file({ kommunenummer: '3201' }).replace('[[0]]', '[[7]]'), 'no-municipalities'],
  ])('%s is told by name', (_, text, because) => expect(readBoundaries(text)).toEqual({ ok: false, because }))
})
