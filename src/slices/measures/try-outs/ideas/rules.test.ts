import { describe, expect, test } from 'vitest'
import { addIdea, offeredFor, whatOf, type List, type TeamIdea } from './rules.ts'

const idea = (id: string, words: string, themes: readonly string[], out = false): TeamIdea => ({ id, words, themes, addedAt: new Date(0), addedBy: 'Tone', outAt: out ? new Date(1) : undefined })
const list: List = { own: [idea('a', 'Vi synger når vi rydder', ['lek']), idea('b', 'Vi sitter på gulvet', ['omsorg']), idea('c', 'Vi går ut først', ['lek'], true)], off: ['wait-ten'] }

describe('the list of a team', () => {
  test.each([
    ['without a theme', 'Ny', [], 'no-theme'],
    ['for a theme that is not used', 'Ny', ['gammelt'], 'unknown-theme'],
    ['that stands there', 'vi synger NÅR vi rydder', ['lek'], 'same-idea'],
    ['that is out of use', 'Vi går ut først', ['lek'], 'same-idea'],
    ['that is new', 'Ny', ['lek'], 'ok'],
  ] as const)('an idea %s: %#', (_, words, themes, expected) => {
    const decision = addIdea(words, themes, ['lek', 'omsorg'], list)
    expect(decision.ok ? 'ok' : decision.because).toBe(expected)
  })
  test('has room for forty in use; those out of use do not count', () => {
    const full = Array.from({ length: 40 }, (_, at) => idea(String(at), String(at), ['lek']))
    expect([addIdea('Ny', ['lek'], ['lek'], { own: full, off: [] }), addIdea('Ny', ['lek'], ['lek'], { own: [...full.slice(1), idea('x', 'x', ['lek'], true)], off: [] }).ok]).toEqual([{ ok: false, because: 'too-many-ideas' }, true])
  })
  test('a department is offered what is in use for its themes, and ours but those the team has taken out', () => {
    const { own, ours } = offeredFor(['lek'], list)
    expect([own.map(({ id }) => id), ours.includes('wait-ten'), ours.length]).toEqual([['a'], false, 5])
    expect(offeredFor([], list).own.map(({ id }) => id)).toEqual(['a', 'b'])
  })
  test('what is chosen keeps its words, with the department’s own below; what is out of the list cannot be chosen', () => {
    expect([whatOf('a', 'egne', '', list), whatOf('a', 'egne', 'Bare ute', list), whatOf('egne', 'egne', 'Mitt', list), whatOf(undefined, 'egne', '', list), whatOf('one-plan', 'egne', '', list)]).toEqual([
      { idea: undefined, words: 'Vi synger når vi rydder' }, { idea: undefined, words: 'Vi synger når vi rydder\nBare ute' }, { idea: undefined, words: 'Mitt' }, { idea: undefined, words: '' }, { idea: 'one-plan', words: '' },
    ])
    expect([whatOf('c', 'egne', '', list), whatOf('wait-ten', 'egne', '', list), whatOf('noe', 'egne', 'x', list)]).toEqual([undefined, undefined, undefined])
  })
})
