import { z } from 'zod'
import { oneOf, text, wholeNumber } from '../../../../kernel/fields.ts'
import { parseKroner, zero } from '../../../../kernel/money.ts'
import { messageKey as key } from '../../../../texts/index.ts'
import { actorsOfMoney, type MoneyActor } from '../../schemes/rules.ts'
import { outcomes, type Amount } from './rules.ts'

/** The name of the field for one year and actor. */
export const amountField = (year: number, actor: MoneyActor): string => `belop-${year}-${actor}`

const amount = z.unknown().optional().transform((typed, context) => {
  const value = typeof typed === 'string' ? typed.trim() : ''
  const read = value === '' ? { ok: true as const, event: zero } : parseKroner(value)
  if (read.ok) return read.event
  context.addIssue({ code: 'custom', message: { 'not-money': key('forum.error.amount'), negative: key('forum.error.amount.negative'), 'too-much': key('forum.error.amount.too-much') }[read.because] })
  return z.NEVER
})
const version = wholeNumber(key('forum.because.changed-meanwhile'), key('forum.because.changed-meanwhile'), { min: 1, max: 1_000_000, message: key('forum.because.changed-meanwhile') })

/** What is proposed for a report: one field for each year and actor. */
export const proposalForm = (years: readonly number[]) => {
  const cells = years.flatMap((year) => actorsOfMoney.map((actor) => ({ year, actor })))
  return z
    .object({
      utfall: oneOf(outcomes, key('forum.error.outcome')),
      begrunnelse: text({ required: key('forum.because.reason-missing'), max: 8000, tooLong: key('forum.error.reason.long') }),
      avvik: text({ max: 4000, tooLong: key('forum.error.reason.long') }),
      versjon: version,
      ...Object.fromEntries(cells.map(({ year, actor }) => [amountField(year, actor), amount])),
    })
    .transform((data) => ({
      utfall: data.utfall, begrunnelse: data.begrunnelse, avvik: data.avvik, versjon: data.versjon,
      amounts: cells.map(({ year, actor }) => ({ year, actor, ore: (data as Record<string, unknown>)[amountField(year, actor)] })) as readonly Amount[],
    }))
}
export const itemStepForm = z.object({ trinn: oneOf(['agree', 'disagree', 'note', 'reopen'], key('forum.because.not-now')), versjon: version })
export const minutesForm = z.object({ referat: text({ max: 8000, tooLong: key('forum.error.reason.long') }), versjon: version })
