import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { ActivityContent } from '../rules.ts'
import { changesOf, type Part, type Version } from './rules.ts'

const content: ActivityContent = { kind: 'observation', theme: 'a', what: 'Ser på lek', method: 'Skjema', frequency: 'weekly', reaches: ['head', 'all-staff'], startsOn: '2026-12-01' as LocalDate, endsOn: '2027-06-01' as LocalDate, nextOn: undefined }
const at = (day: number): Date => new Date(Date.UTC(2026, 10, day))
const written = (day: number, more: Partial<ActivityContent> = {}): Version => ({ activityId: '1', content: { ...content, ...more }, at: at(day), by: `Skriver ${day}` })

describe('who changed what', () => {
  test('nothing, as it was first written', () => expect(changesOf([], written(1))).toEqual([]))
  test.each<[string, Partial<ActivityContent>, readonly Part[]]>([
    ['the sentence', { what: 'Ser på måltid' }, ['what']],
    ['theme and kind', { theme: 'b', kind: 'course' }, ['theme', 'kind']],
    ['the period', { startsOn: '2027-01-01' as LocalDate, endsOn: '2027-05-01' as LocalDate }, ['starts-on', 'ends-on']],
    ['the next day', { nextOn: '2026-12-24' as LocalDate }, ['next-on']],
    ['how often, whom and with what', { frequency: 'monthly', reaches: ['head'], method: '' }, ['method', 'reaches', 'frequency']],
    ['the same people in another order', { reaches: ['all-staff', 'head'] }, []],
    ['saved again as it stood', {}, []],
  ])('%s', (_, more, expected) => expect(changesOf([written(1)], written(2, more)).flatMap(({ changed }) => changed)).toEqual(expected))
  test('the last first, each with who changed it and how it stood before', () => {
    const changes = changesOf([written(3, { what: 'To' }), written(1, { what: 'Én' })], written(5, { what: 'Tre' }))
    expect(changes.map(({ by, before }) => [by, before.what])).toEqual([['Skriver 5', 'To'], ['Skriver 3', 'Én']])
  })
})
