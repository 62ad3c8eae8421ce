import { expect, test } from 'vitest'
import type { LocalDate } from '../../../../kernel/dates.ts'
import { answer, dueOn, inOrder, mostAnswers, timesByHalf, waited } from './rules.ts'

const today = '2026-11-23' as LocalDate
const question = (side: 'owner' | 'partner', asked: string, answered?: string) => ({ side, askedAt: new Date(`${asked}T10:00:00Z`), answeredAt: answered === undefined ? undefined : new Date(`${answered}T10:00:00Z`) })

test('the other side answers first, then both write on', () => {
  expect(answer(question('owner', '2026-11-20'), 'owner', 0)).toEqual({ ok: false, because: 'own-question' })
  expect(answer(question('owner', '2026-11-20'), 'partner', 0).ok).toBe(true)
  expect(answer(question('owner', '2026-11-20', '2026-11-23'), 'owner', 1).ok).toBe(true)
  expect(answer(question('owner', '2026-11-20', '2026-11-23'), 'owner', mostAnswers)).toEqual({ ok: false, because: 'thread-full' })
})
test('it waits in working days, and is due after five', () => expect([waited(question('owner', '2026-11-20'), today), waited(question('owner', '2026-11-06', '2026-11-10'), today), dueOn(question('owner', '2026-11-20'))]).toEqual([1, 2, '2026-11-27']))
test('the middle of each half-year and side, with how many', () => {
  expect(timesByHalf([question('owner', '2026-09-01', '2026-09-02'), question('owner', '2026-09-07', '2026-09-10'), question('owner', '2026-11-20'), question('partner', '2026-02-02', '2026-02-03')], today)).toEqual([
    { half: '2026-2', side: 'partner', median: 2, answered: 2, waiting: 1 },
    { half: '2026-1', side: 'owner', median: 1, answered: 1, waiting: 0 },
  ])
})
test('those without an answer first, the oldest of them first; then the newest', () => {
  const asked = ['2026-11-01', '2026-11-03'].flatMap((on) => [question('owner', on), question('owner', on, '2026-11-04')])
  expect(inOrder(asked).map(({ askedAt, answeredAt }) => `${askedAt.toISOString().slice(0, 10)} ${answeredAt ? 'answered' : 'waits'}`)).toEqual(['2026-11-01 waits', '2026-11-03 waits', '2026-11-03 answered', '2026-11-01 answered'])
})
