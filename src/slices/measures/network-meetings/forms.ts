import * as z from 'zod'
import { norwegianDate, text, timeOfDay, wholeNumber } from '../../../kernel/fields.ts'
import { messageKey as key } from '../../../texts/index.ts'
import { limits } from './rules.ts'

const date = norwegianDate(key('networks.error.date'), key('networks.error.date'))
const time = timeOfDay(key('networks.error.time'))
const version = wholeNumber('', '', { min: 0, max: 1_000_000, message: '' })
const planned = {
  tittel: text({ required: key('networks.error.meeting-title'), max: limits.title, tooLong: key('networks.error.meeting-title') }),
  dato: date,
  fra: time,
  til: time,
  sted: text({ max: limits.place, tooLong: key('networks.error.place') }),
  forberedelse: text({ max: limits.text, tooLong: key('networks.error.text-long') }),
}
const inOrder = ({ fra, til }: { readonly fra: string; readonly til: string }): boolean => fra < til
const order = { error: key('networks.error.time-order'), path: ['til'] }

export const planGuarded = ['tittel', 'sted', 'forberedelse'] as const
export const planForm = z.object(planned).refine(inOrder, order)
export const changeForm = z.object({ ...planned, versjon: version }).refine(inOrder, order)
export const notesForm = z.object({ notat: text({ max: limits.text, tooLong: key('networks.error.text-long') }), mellom: text({ max: limits.text, tooLong: key('networks.error.text-long') }), versjon: version })

const number = wholeNumber(key('networks.error.people'), key('networks.error.people'), { min: 0, max: limits.people, message: key('networks.error.people') })
export const countField = (kindergartenId: string): string => `antall-${kindergartenId}`
/** How many came from each kindergarten; an empty field is not counted, and one that is no number is wrong. */
export function readCounts(form: Readonly<Record<string, unknown>>, kindergartens: readonly string[]): { readonly counts: ReadonlyMap<string, number>; readonly others: number | undefined; readonly wrong: readonly string[] } {
  const counts = new Map<string, number>()
  const wrong: string[] = []
  const read = (name: string, keep: (people: number) => void) => {
    const typed = form[name]
    if (typed === undefined || (typeof typed === 'string' && typed.trim() === '')) return
    const parsed = number.safeParse(typed)
    if (parsed.success) keep(parsed.data)
    else wrong.push(name)
  }
  let others: number | undefined
  for (const id of kindergartens) read(countField(id), (people) => counts.set(id, people))
  read('andre', (people) => (others = people))
  return { counts, others, wrong }
}
