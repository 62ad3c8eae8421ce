import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { addDays, dateOf, type LocalDate } from '../../../../kernel/dates.ts'
import { ore, sumOre, type Ore } from '../../../../kernel/money.ts'

/** A part of a grant, and the day it is to be paid. */
export type Instalment = { readonly dueOn: LocalDate; readonly ore: Ore }

/** Days from publication until the first payment is due, unless somebody plans another day. */
const usualDays = 21
export const mostInstalments = 12

/** When a line is due if nobody says otherwise: three weeks after today, or 1 May of a later year. */
export const usualDue = (year: number, today: LocalDate): LocalDate => {
  const soon = addDays(today, usualDays)
  const later = dateOf(year, 5, 1)
  return later > soon ? later : soon
}

/** The open part of the plan when what is left to plan has changed: less is taken from the last instalments, more comes as one of its own. */
export function fitPlan(open: readonly Instalment[], toPlan: Ore, due: LocalDate): readonly Instalment[] {
  let rest = Math.max(0, toPlan)
  const kept: Instalment[] = []
  for (const one of open.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))) {
    const amount = Math.min(one.ore, rest)
    if (amount > 0) kept.push({ dueOn: one.dueOn, ore: ore(amount) })
    rest -= amount
  }
  return rest > 0 ? [...kept, { dueOn: due, ore: ore(rest) }] : kept
}

export type PlanRefusal = 'plan-sum' | 'plan-too-many' | 'plan-empty-part'
/** A plan that a person makes: parts above zero that add up to what is left to plan. */
export function planAnew(wanted: readonly Instalment[], toPlan: Ore): Decision<PlanRefusal, { readonly kind: 'scheme.grant-planned'; readonly plan: readonly Instalment[] }> {
  if (wanted.length > mostInstalments) return refuse('plan-too-many')
  if (wanted.some((one) => one.ore <= 0)) return refuse('plan-empty-part')
  return sumOre(wanted.map((one) => one.ore)) === toPlan ? accept({ kind: 'scheme.grant-planned', plan: wanted }) : refuse('plan-sum')
}
