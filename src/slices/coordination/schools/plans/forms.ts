import * as z from 'zod'
import { oneOf, text, wholeNumber } from '../../../../kernel/fields.ts'
import { dateOf, parseNorwegianDate, type LocalDate } from '../../../../kernel/dates.ts'
import { messageKey as key } from '../../../../texts/index.ts'
import { lineKinds } from './rules.ts'

export const beginForm = z.object({ ar: wholeNumber(key('schools.error.year'), key('schools.error.year'), { min: 2020, max: 2200, message: key('schools.error.year') }) })
const who = text({ max: 200, tooLong: key('schools.error.who-long') })
export const lineGuarded = ['hva', 'barnehageansvar', 'skoleansvar'] as const
export const lineForm = z.object({
  slag: oneOf(lineKinds, key('schools.error.kind')),
  hva: text({ required: key('schools.error.what'), max: 500, tooLong: key('schools.error.what-long') }),
  nar: text({ max: 40, tooLong: key('schools.error.when') }),
  barnehageansvar: who,
  skoleansvar: who,
})

const monthNames: readonly (readonly string[])[] = [
  ['januar', 'january'], ['februar', 'february'], ['mars', 'march'], ['april'], ['mai', 'may'], ['juni', 'june'], ['juli', 'july'], ['august'], ['september'], ['oktober', 'october'], ['november'], ['desember', 'december'],
]
/** A day ('5. mars 2027', '5.3.27', '5. mars', '5.3.') or a month ('mars', 'mars 2027', '3.2027') of a school year. Undefined when it is none. */
export function readWhen(typed: string, year: number): { readonly day: LocalDate; readonly wholeMonth: boolean } | undefined {
  const words = typed.trim().toLowerCase().replaceAll(/\s+/g, ' ')
  const inYear = (month: number) => (month >= 8 ? year : year + 1)
  const monthOf = (name: string) => monthNames.findIndex((names) => names.includes(name)) + 1
  const month = /^([a-zæøå]+)(?: (20\d{2}))?$/.exec(words)
  if (month) {
    const number = monthOf(month[1] ?? '')
    return number === 0 ? undefined : { day: dateOf(month[2] ? Number(month[2]) : inYear(number), number, 1), wholeMonth: true }
  }
  const numbers = /^(\d{1,2})[./](20\d{2})$/.exec(words)
  if (numbers && Number(numbers[1]) >= 1 && Number(numbers[1]) <= 12) return { day: dateOf(Number(numbers[2]), Number(numbers[1]), 1), wholeMonth: true }
  const noYear = /^(\d{1,2})[./ ]+(\d{1,2}|[a-zæøå]+)\.?$/.exec(words)
  if (noYear) {
    const number = /^\d/.test(noYear[2] ?? '') ? Number(noYear[2]) : monthOf(noYear[2] ?? '')
    const day = number >= 1 && number <= 12 ? parseNorwegianDate(`${noYear[1]}.${number}.${inYear(number)}`) : undefined
    return day && { day, wholeMonth: false }
  }
  const day = parseNorwegianDate(typed)
  return day && { day, wholeMonth: false }
}
