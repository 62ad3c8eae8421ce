import { expect, test } from 'vitest'
import { counties, places } from './numbers.ts'

test('there are as many municipalities as Statistics Norway counts in each series, each number once', () => {
  const numbers = places.flatMap((place) => place.numbers)
  expect(new Set(numbers.map(({ number }) => number)).size).toBe(numbers.length)
  expect(numbers.filter(({ from }) => from === '2020-01-01')).toHaveLength(356)
  expect(numbers.filter(({ to }) => to === undefined)).toHaveLength(357)
  expect(counties.filter(({ to }) => to === undefined)).toHaveLength(15)
  expect(counties.filter(({ from }) => from === '2020-01-01')).toHaveLength(11)
})

test('every number belongs to a county of its own time and region', () => {
  for (const place of places)
    for (const { county, from, to } of place.numbers) {
      const found = counties.find(({ number }) => number === county)
      expect(found && found.region === place.region && found.from <= from && (found.to ?? '9999') >= (to ?? '9999'), `${place.name} ${county}`).toBe(true)
    }
})

test.each([
  ['Bærum', ['3024', '3201']],
  ['Jevnaker', ['3053', '3236']],
  ['Ålesund', ['1507', '1508']],
  ['Haram', ['1580']],
  ['Karasjok', ['5437', '5610']],
  ['Tønsberg', ['3803', '3905']],
  ['Bergen', ['4601']],
])('%s has had %j', (name, numbers) => {
  expect(places.find((place) => place.name === name)?.numbers.map(({ number }) => number)).toEqual(numbers)
})
