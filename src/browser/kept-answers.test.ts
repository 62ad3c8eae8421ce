import { expect, test } from 'vitest'
import { isFor, keptIn, keptWith, type Kept } from './kept-answers.ts'

const kari: Kept = { action: '/oppmote/ABDEFH/registrering', body: 'epost=kari%40a.example' }
const ola: Kept = { action: '/oppmote/ABDEFH/registrering', body: 'epost=ola%40a.example' }
const slip: Kept = { action: '/okt/ABDEFH/svar', body: 'svar=1' }

test('two who check in on one phone without connection are both kept, each once', () => {
  expect(keptWith(keptWith([kari], ola, true), kari, true)).toEqual([ola, kari])
})

test('in a staff session the last answer of the phone is the one, and what is for elsewhere stays', () => {
  expect(keptWith([kari, slip], { ...slip, body: 'svar=2' }, false)).toEqual([kari, { ...slip, body: 'svar=2' }])
})

test('an answer is sent from its own page only', () => {
  expect([isFor(kari, '/oppmote/abdefh'), isFor(kari, kari.action), isFor(kari, '/oppmote/ABDE'), isFor(kari, '/okt/ABDEFH'), isFor(slip, '/okt/ABDEFH')]).toEqual([true, true, false, false, true])
})

test('what is kept is read back, also the one that was kept before there was a list, and nothing else', () => {
  expect(keptIn(JSON.stringify([kari, { action: 1 }, null, ola]))).toEqual([kari, ola])
  expect([keptIn(JSON.stringify(slip)), keptIn(null), keptIn('"x"'), keptIn('null')]).toEqual([[slip], [], [], []])
  expect(() => keptIn('{')).toThrow()
})
