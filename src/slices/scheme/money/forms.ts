import { z } from 'zod'
import { norwegianDate, oneOf, optional, text } from '../../../kernel/fields.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { parseKroner, type Ore } from '../../../kernel/money.ts'
import { guardText, mustStop } from '../../../kernel/text-guard.ts'
import { messageKey as key } from '../../../texts/index.ts'
import { mostInstalments, type Instalment } from './plan/rules.ts'
import { adjustable, frameChanges, lineChanges } from './rules.ts'

const wrongAmount = { 'not-money': key('money.error.not-money'), negative: key('money.error.negative'), 'too-much': key('money.error.too-much') } as const

/** An amount as people type it, never below zero. */
export const amount: z.ZodType<Ore> = text({ required: key('money.error.amount'), max: 60, tooLong: key('money.error.too-much') }).transform((typed, context) => {
  const read = parseKroner(typed)
  if (read.ok) return read.event
  context.addIssue({ code: 'custom', message: wrongAmount[read.because] })
  return z.NEVER
})

/** Why something was done. It stands in the ledger for good, and others read it. */
export const reason = (required?: ReturnType<typeof key>) =>
  text({ max: 1000, tooLong: key('money.error.reason.long'), ...(required ? { required } : {}) }).refine((words) => !mustStop(guardText(words)), { error: key('money.error.reason.guard') })

/** Made with the form: the same form sent twice is entered once. */
const once = text({ max: 60, tooLong: key('money.error.choose') }).refine(looksLikeId, { error: key('money.error.choose') })

export const frameForm = z.object({
  nokkel: once,
  fylke: text({ required: key('money.error.county'), max: 2, tooLong: key('money.error.county') }).refine((number) => /^\d{2}$/.test(number), { error: key('money.error.county') }),
  endring: oneOf(frameChanges, key('money.error.choose')),
  belop: amount,
  grunn: reason(),
})

export const changeForm = z.object({
  nokkel: once,
  endring: oneOf(lineChanges, key('money.error.choose')),
  tall: optional(oneOf(adjustable, key('money.error.choose'))),
  retning: optional(oneOf(['opp', 'ned'] as const, key('money.error.choose'))),
  belop: amount,
  grunn: reason(),
})

const day = norwegianDate(key('money.error.day'), key('money.error.day.wrong'))

export type PlanRead = { readonly plan: readonly Instalment[]; readonly errors: readonly { readonly field: string; readonly key: ReturnType<typeof key> }[] }
/** The rows of a plan: those with both a date and an amount. What is half filled in is said at its row. */
export function readPlan(form: Readonly<Record<string, unknown>>): PlanRead {
  const plan: Instalment[] = []
  const errors: { field: string; key: ReturnType<typeof key> }[] = []
  for (let row = 1; row <= mostInstalments; row += 1) {
    const [typedDay, typedAmount] = [word(form[`dato${row}`]), word(form[`belop${row}`])]
    if (typedDay === '' && typedAmount === '') continue
    const [on, of] = [day.safeParse(typedDay), amount.safeParse(typedAmount)]
    if (on.success && of.success) plan.push({ dueOn: on.data, ore: of.data })
    else errors.push({ field: on.success ? `belop${row}` : `dato${row}`, key: typedDay === '' || typedAmount === '' ? key('money.error.part') : on.success ? key('money.error.not-money') : key('money.error.day.wrong') })
  }
  return { plan, errors }
}
const word = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')
