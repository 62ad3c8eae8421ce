import { expect, test } from 'vitest'
import { guardNotes } from './guard-notes.ts'

const words = { guardNationalId: 'Ta bort fødselsnummeret.', guardSingleChild: 'Skriv om gruppen.', guardOther: 'Se gjennom teksten.' }

test('says each thing once, and first what stops', () => {
  const findings = [
    { kind: 'single-child', severity: 'point-out' },
    { kind: 'single-child', severity: 'point-out' },
    { kind: 'national-id', severity: 'stop' },
  ] as const
  expect(guardNotes(findings, words)).toEqual([
    { text: 'Ta bort fødselsnummeret.', stop: true },
    { text: 'Skriv om gruppen.', stop: false },
  ])
})

test('has words for a kind nobody has written words for', () => {
  expect(guardNotes([{ kind: 'something-new', severity: 'point-out' }], words)).toEqual([{ text: 'Se gjennom teksten.', stop: false }])
})

test('two findings with the same words stop if one of them does', () => {
  const findings = [
    { kind: 'a', severity: 'point-out' },
    { kind: 'b', severity: 'stop' },
    { kind: 'c', severity: 'point-out' },
  ] as const
  expect(guardNotes(findings, words)).toEqual([{ text: 'Se gjennom teksten.', stop: true }])
})

test('nothing found, nothing said', () => expect(guardNotes([], words)).toEqual([]))
