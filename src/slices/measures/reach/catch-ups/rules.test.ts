import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Counted, Standing } from '../rules.ts'
import { agreeAnew, isLate, plan } from './rules.ts'

const day = (text: string) => text as LocalDate
const standing: Standing = { takesPart: true, closed: false, begunOn: day('2026-09-01') }
const assistants = (reached: number): Counted => ({ departmentId: undefined, group: 'assistant', people: 4, partTime: 0, reached, reachedPartTime: 0 })
const planning = { standing, gathering: { counts: [assistants(2)], catchUps: [] }, by: day('2026-12-01'), today: day('2026-12-01') }
const said = (decision: ReturnType<typeof plan> | ReturnType<typeof agreeAnew>): string => (decision.ok ? 'ok' : decision.because)

describe('a package for those who missed a gathering', () => {
  test.each([
    ['may be made for today', {}, 'ok'],
    ['not for a day that has passed', { by: day('2026-11-30') }, 'day-passed'],
    ['not when nobody misses it', { gathering: { counts: [assistants(4)], catchUps: [] } }, 'nobody-missing'],
    ['not when the measure is closed', { standing: { ...standing, closed: true } }, 'closed'],
    ['not by those who are not part of it', { standing: { ...standing, takesPart: false } }, 'not-part'],
  ])('%s', (_, wishes, expected) => expect(said(plan({ ...planning, ...wishes }))).toBe(expected))

  test.each([
    ['is given to others or another day', { heldOn: undefined }, day('2026-12-02'), 'ok'],
    ['not to a day that has passed', { heldOn: undefined }, day('2026-11-30'), 'day-passed'],
    ['not when it is done', { heldOn: day('2026-11-20') }, day('2026-12-02'), 'already-held'],
  ])('%s', (_, one, by, expected) => expect(said(agreeAnew({ ...planning, one, by }))).toBe(expected))

  test.each([
    ['on its last day there is time', { heldOn: undefined, by: day('2026-12-01') }, false],
    ['the day after it is late', { heldOn: undefined, by: day('2026-11-30') }, true],
    ['what is done is not late', { heldOn: day('2026-12-01'), by: day('2026-11-30') }, false],
    ['one from before days were asked for is never late', { heldOn: undefined, by: undefined }, false],
  ])('%s', (_, one, expected) => expect(isLate(one, day('2026-12-01'))).toBe(expected))
})
