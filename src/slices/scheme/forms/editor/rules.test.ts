import { describe, expect, test } from 'vitest'
import { shippedSchemes } from '../../schemes/shipped/index.ts'
import { strandsFor } from './rules.ts'

const newestFirst = shippedSchemes.toReversed()

describe('the strands a condition may ask about', () => {
  test.each<[string, string[], string[]]>([
    ['no round uses the form: those of every scheme', [], ['regional', 'decentralised', 'special-needs', 'collective']],
    ['rounds of 2021 to 2025 use it: the three of that scheme', ['local-2021'], ['regional', 'decentralised', 'special-needs']],
    ['rounds from 2026 use it: its only one', ['collective-2026'], ['collective']],
    ['rounds of both use it: those of both', ['local-2021', 'collective-2026'], ['regional', 'decentralised', 'special-needs', 'collective']],
  ])('%s', (_, usedBy, codes) => expect(strandsFor(newestFirst, usedBy).flatMap(({ code, offered }) => (offered ? [code] : []))).toEqual(codes))

  test('each is there once, and one that is not offered keeps its name for conditions that are there already', () => {
    const strands = strandsFor(newestFirst, ['collective-2026'])
    expect(strands.map(({ code }) => code)).toEqual(['regional', 'decentralised', 'special-needs', 'collective'])
    expect(strands.find(({ code }) => code === 'decentralised')?.name.nb).toBe('Desentralisert ordning')
  })
})
