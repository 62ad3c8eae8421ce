import { expect, test } from 'vitest'
import { pageAbove, waysBack } from './way-back.ts'

const get = (url: string) => ({ method: 'GET' as const, url })
const post = (url: string) => ({ method: 'POST' as const, url })

test('a form with a page of its own needs no way back', () => {
  expect(waysBack([get('/konto'), post('/konto')])).toEqual([])
})

test('the nearest page above is the way back, and the front page when there is none', () => {
  const routes = [get('/'), get('/veiledning'), get('/veiledning/:id'), post('/veiledning/:id/steg'), post('/veiledning/:id/tildeling/slutt'), post('/utlogging')]
  const found = Object.fromEntries(waysBack(routes).map(({ url, parts }) => [url, parts]))
  expect(pageAbove('/veiledning/7/steg', found['/veiledning/:id/steg'] ?? 0)).toBe('/veiledning/7')
  expect(pageAbove('/veiledning/7/tildeling/slutt?x=1', found['/veiledning/:id/tildeling/slutt'] ?? 0)).toBe('/veiledning/7')
  expect(pageAbove('/utlogging', found['/utlogging'] ?? 0)).toBe('/')
})

test('the language asked for comes along, and nothing else', () => {
  expect(pageAbove('/veiledning/7/steg?sprak=nn&til=x', 3)).toBe('/veiledning/7?sprak=nn')
  expect(pageAbove('//elsewhere.example/a', 1)).toBe('/')
})
