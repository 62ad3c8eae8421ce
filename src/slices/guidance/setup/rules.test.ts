import { expect, test } from 'vitest'
import { canReceive, doneSteps, isUnmanned, setupSteps, stateOf, type Standing } from './rules.ts'

const nothing: Standing = { kindergartens: 0, hasTeam: false, hasFlow: false, leader: 'nobody' }

test.each<[string, Partial<Standing>, string, boolean]>([
  ['nothing is done', {}, 'not-started not-started cannot-start cannot-start', false],
  ['kindergartens are in', { kindergartens: 12 }, 'done not-started cannot-start cannot-start', false],
  ['the team is made', { hasTeam: true }, 'not-started done not-started not-started', false],
  ['the leader is invited', { hasTeam: true, leader: 'invited' }, 'not-started done not-started waiting', false],
  ['all but the leader', { kindergartens: 1, hasTeam: true, hasFlow: true }, 'done done done not-started', false],
  ['all, and the leader is invited', { kindergartens: 1, hasTeam: true, hasFlow: true, leader: 'invited' }, 'done done done waiting', false],
  ['all', { kindergartens: 1, hasTeam: true, hasFlow: true, leader: 'led' }, 'done done done done', true],
])('%s', (_, facts, states, receives) => {
  const standing = { ...nothing, ...facts }
  expect(setupSteps.map((step) => stateOf(step, standing)).join(' ')).toBe(states)
  expect(doneSteps(standing)).toBe(states.split(' ').filter((state) => state === 'done').length)
  expect(canReceive(standing)).toBe(receives)
  expect(isUnmanned(standing)).toBe(states.startsWith('done done done') && !receives)
})
