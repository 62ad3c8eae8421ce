import { expect, test } from 'vitest'
import { ore } from '../../../../kernel/money.ts'
import { whoCanApprove } from './rules.ts'

const people = [{ personId: 'stine', kind: 'officer' }, { personId: 'per', kind: 'officer' }, { personId: 'arve', kind: 'leader' }] as const

test.each([
  ['everyone but the one who prepared it, without limits', undefined, undefined, ['per', 'arve']],
  ['the leader alone, over what officers may', 100_00, undefined, ['arve']],
  ['also to the øre of the limit', 500_00, 499_99, ['per']],
  ['nobody, over both', 100_00, 400_00, []],
])('%s', (_, officer, leader, expected) => {
  const limits = { officer: officer === undefined ? undefined : ore(officer), leader: leader === undefined ? undefined : ore(leader) }
  expect(whoCanApprove({ preparedBy: 'stine', total: ore(500_00) }, people, limits).map(({ personId }) => personId)).toEqual(expected)
})
