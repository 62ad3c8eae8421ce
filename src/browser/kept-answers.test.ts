import { expect, test } from 'vitest'
import { isFor, keptIn, keptWith, sentAs, stillKept, type Kept } from './kept-answers.ts'

const kari: Kept = { action: '/oppmote/ABDEFH/registrering', body: 'epost=kari%40a.example' }
const ola: Kept = { action: '/oppmote/ABDEFH/registrering', body: 'epost=ola%40a.example' }
const slip: Kept = { action: '/okt/ABDEFH/svar', body: 'svar=1' }

test('two who check in on one phone without connection are both kept, each once', () => {
  expect(keptWith(keptWith([kari], ola, true), kari, true)).toEqual([ola, kari])
})

test('in a staff session the last answer of the phone is the one, and what is for elsewhere stays', () => {
  expect(keptWith([kari, slip], { ...slip, body: 'svar=2' }, false)).toEqual([kari, { ...slip, body: 'svar=2' }])
})

test('when it was given is the first time, is told when it is sent, and is let go of when it is too long ago', () => {
  const early = { ...kari, at: '2026-11-23T10:05:00.000Z' }
  expect(keptWith([early], { ...kari, at: '2026-11-23T19:00:00.000Z' }, true)).toEqual([early])
  expect([sentAs(early).get('tidspunkt'), sentAs(early).get('epost'), sentAs(kari).get('tidspunkt')]).toEqual(['2026-11-23T10:05:00.000Z', 'kari@a.example', null])
  expect([stillKept([early, slip], new Date('2026-11-30T10:00:00Z')), stillKept([early, slip], new Date('2026-12-02T10:00:00Z'))]).toEqual([[early, slip], [slip]])
  expect(keptIn(JSON.stringify([early, { ...kari, at: 1 }]))).toEqual([early])
})

test('an answer is sent from its own page only', () => {
  expect([isFor(kari, '/oppmote/abdefh'), isFor(kari, kari.action), isFor(kari, '/oppmote/ABDE'), isFor(kari, '/okt/ABDEFH'), isFor(slip, '/okt/ABDEFH')]).toEqual([true, true, false, false, true])
})

test('what is kept is read back, also the one that was kept before there was a list, and nothing else', () => {
  expect(keptIn(JSON.stringify([kari, { action: 1 }, null, ola]))).toEqual([kari, ola])
  expect([keptIn(JSON.stringify(slip)), keptIn(null), keptIn('"x"'), keptIn('null')]).toEqual([[slip], [], [], []])
  expect(() => keptIn('{')).toThrow()
})
