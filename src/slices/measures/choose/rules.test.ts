import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ownersOf, readList, type Choice } from './rules.ts'

const one = (id: string, name: string, number?: string, ownerId?: string): Choice => ({ id, name, number, ownerId, owner: ownerId })
const all = [one('a', 'Solstråla barnehage', '999888777', 'o'), one('b', 'Åsen barnehage', undefined, 'o'), one('c', 'Lia barnehage', '911222333'), one('d', 'Lia')]

test('a list is read by names and numbers, with or without the word, also out of a spreadsheet', () => {
  expect(readList('solstråla\r\n\n 911 222 333 \nÅSEN  BARNEHAGE\n123;Åsen barnehage;5', all)).toEqual({ ids: ['a', 'c', 'b'], unknown: [] })
})
test('what is none of them, or could be two, is said and not guessed', () => {
  expect(readList('Lia\nFinnes ikke', all)).toEqual({ ids: [], unknown: ['Lia', 'Finnes ikke'] })
})
test('whatever is pasted, only those one may choose come out of it', () => {
  fc.assert(fc.property(fc.string(), (typed) => { expect(readList(typed, all).ids.every((id) => all.some((known) => known.id === id))).toBe(true) }))
})
test('owners of several can be chosen whole', () => {
  expect(ownersOf(all)).toEqual([{ id: 'o', name: 'o', count: 2 }])
})
