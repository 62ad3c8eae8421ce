import { expect, test } from 'vitest'
import type { LocalDate } from '../../../../kernel/dates.ts'
import { follow, mostFollowed, unfollow } from './rules.ts'

const today = '2026-11-23' as LocalDate
const place = { served: true, closedOn: undefined }
const own = { isDeputy: false, follows: false, count: 0 }

test.each<readonly [string, Partial<{ served: boolean; closedOn: LocalDate }>, Partial<typeof own>, string]>([
  ['a kindergarten the team serves', {}, {}, 'insight.followed'],
  ['one it does not serve', { served: false }, {}, 'not-served'],
  ['one that closed today', { closedOn: today }, {}, 'closed'],
  ['one that closes tomorrow', { closedOn: '2026-11-24' as LocalDate }, {}, 'insight.followed'],
  ['a deputy follows for nobody', {}, { isDeputy: true }, 'deputy'],
  ['one that is followed already', {}, { follows: true }, 'follows-already'],
  ['the last there is room for', {}, { count: mostFollowed - 1 }, 'insight.followed'],
  ['one more', {}, { count: mostFollowed }, 'too-many'],
])('%s', (_, at, who, outcome) => {
  const decision = follow({ ...place, ...at }, { ...own, ...who }, today)
  expect(decision.ok ? decision.event.kind : decision.because).toBe(outcome)
})
test.each<readonly [string, Parameters<typeof unfollow>[0], Parameters<typeof unfollow>[1], string]>([
  ['one’s own', { isOwn: true }, { leads: false, isDeputy: false }, 'insight.unfollowed'],
  ['a colleague’s', { isOwn: false }, { leads: false, isDeputy: false }, 'not-following'],
  ['a colleague’s, by the leader', { isOwn: false }, { leads: true, isDeputy: false }, 'insight.unfollowed'],
  ['as a deputy', { isOwn: true }, { leads: false, isDeputy: true }, 'deputy'],
  ['what is not followed', undefined, { leads: true, isDeputy: false }, 'not-following'],
])('ending: %s', (_, found, who, outcome) => {
  const decision = unfollow(found, who)
  expect(decision.ok ? decision.event.kind : decision.because).toBe(outcome)
})
