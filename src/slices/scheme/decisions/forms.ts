import * as z from 'zod'
import { oneOf, text } from '../../../kernel/fields.ts'
import { parseKroner, zero } from '../../../kernel/money.ts'
import { actorsOfMoney } from '../schemes/rules.ts'
import { outcomes, recipientKinds, type Amount, type RecipientKind } from './rules.ts'

export const longest = { reason: 8000, deviation: 4000, giveBack: 2000, terms: 4000, contact: 400 } as const
const tooLong = 'decision.error.too-long'

export const decisionForm = z.object({
  utfall: oneOf(outcomes, 'decision.error.outcome'),
  begrunnelse: text({ max: longest.reason, tooLong }),
  avvik: text({ max: longest.deviation, tooLong }),
  sett: text({ max: 40, tooLong }),
  handling: oneOf(['lagre', 'send'], 'decision.error.outcome'),
})

/** Name of an amount's field: 'belop-2027-owner'. */
export const amountField = ({ year, actor }: Pick<Amount, 'year' | 'actor'>): string => `belop-${year}-${actor}`

export type ReadAmounts = { readonly amounts: readonly Amount[]; readonly errors: readonly { readonly field: string; readonly because: 'not-money' | 'negative' | 'too-much' }[] }
/** The amounts of a form: for the years and actors it asks about and no others. Empty is nothing. */
export function readAmounts(form: Readonly<Record<string, unknown>>, asked: readonly Pick<Amount, 'year' | 'actor'>[]): ReadAmounts {
  const amounts: Amount[] = []
  const errors: { field: string; because: 'not-money' | 'negative' | 'too-much' }[] = []
  for (const { year, actor } of asked) {
    const field = amountField({ year, actor })
    const typed = form[field]
    const read = typeof typed !== 'string' || typed.trim() === '' ? { ok: true as const, event: zero } : parseKroner(typed)
    if (read.ok) amounts.push({ year, actor, ore: read.event })
    else errors.push({ field, because: read.because })
  }
  return { amounts, errors }
}

/** The rows of the form: every year and actor that was asked for or recommended, and for each of the years owner and, where there is one, university; the round's year where nothing was. */
export function amountRows(roundYear: number, hasPartner: boolean, ...lists: readonly (readonly Pick<Amount, 'year' | 'actor'>[])[]): { year: number; actor: Amount['actor'] }[] {
  const all = lists.flat()
  const years = all.length === 0 ? [roundYear] : [...new Set(all.map(({ year }) => year))].sort((a, b) => a - b)
  return years.flatMap((year) => actorsOfMoney.filter((actor) => actor === 'owner' || (actor === 'university' && hasPartner) || all.some((one) => one.actor === actor)).map((actor) => ({ year, actor })))
}

export const giveBackForm = z.object({ grunn: text({ max: longest.giveBack, tooLong }) })

export const setupForm = z.object({
  vilkarNb: text({ max: longest.terms, tooLong }),
  vilkarNn: text({ max: longest.terms, tooLong }),
  kontakt: text({ max: longest.contact, tooLong }),
})
const marks = { ja: true, nei: false } as const
/** What was said of each kind of recipient; a kind with neither is not settled. */
export const readMarks = (form: Readonly<Record<string, unknown>>): Partial<Record<RecipientKind, boolean>> =>
  Object.fromEntries(recipientKinds.flatMap((kind) => { const said = form[`enkeltvedtak-${kind}`]; return said === 'ja' || said === 'nei' ? [[kind, marks[said]]] : [] }))
