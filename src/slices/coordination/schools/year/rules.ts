import { dateOf, type LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { agreedWith, dueOn, inForceFor, linesAt, mayTell, type ActRefusal, type Line, type LineKind, type Plan } from '../plans/rules.ts'

export const outcomes = ['done', 'changed', 'not'] as const
export type Outcome = (typeof outcomes)[number]

/** Whose a line is to do, and so to tell of. */
export const isFor = (kind: LineKind, orgId: string, plan: Pick<Plan, 'schoolId'>): boolean => kind === 'together' || kind === (orgId === plan.schoolId ? 'school' : 'kindergarten')
/** The line as it is in force for an organisation. */
export const lineInForce = (plan: Plan, orgId: string, lineId: string): Line | undefined => linesAt(plan, orgId === plan.schoolId ? inForceFor(plan, orgId) : agreedWith(plan, orgId)).find(({ id }) => id === lineId)
/** What waits to be told of by an organisation: its lines in force whose day has come. */
export const toTell = (plan: Plan, orgId: string, told: readonly { readonly lineId: string; readonly orgId: string }[], today: LocalDate): readonly Line[] =>
  !mayTell(plan, orgId).ok ? [] : linesAt(plan, orgId === plan.schoolId ? inForceFor(plan, orgId) : agreedWith(plan, orgId))
    .filter((line) => isFor(line.kind, orgId, plan) && line.day !== undefined && dueOn(line.day, line.wholeMonth) <= today && !told.some((one) => one.lineId === line.id && one.orgId === orgId))

export type TellRefusal = Exclude<ActRefusal, 'year-over'> | 'not-yours' | 'not-in-force' | 'line-ahead' | 'why-missing' | 'changed-meanwhile'
/** Each side tells for itself, when the day has come. `there`: what it has told before, by version; `seen`: the one on the page. */
export function tell(plan: Plan, orgId: string, line: Line, typed: { readonly outcome: Outcome; readonly body: string; readonly seen: number }, there: number, today: LocalDate): Decision<TellRefusal, { readonly kind: 'coordination.plan-told' }> {
  const may = mayTell(plan, orgId)
  if (!may.ok) return may
  if (!isFor(line.kind, orgId, plan)) return refuse('not-yours')
  const stands = lineInForce(plan, orgId, line.id)
  if (!stands) return refuse('not-in-force')
  if (stands.day === undefined || stands.day > today) return refuse('line-ahead')
  if (typed.outcome !== 'done' && typed.body === '') return refuse('why-missing')
  return typed.seen === there ? accept({ kind: 'coordination.plan-told' }) : refuse('changed-meanwhile')
}

/** From May on a year can be looked back on. */
export const reflectFrom = (year: number): LocalDate => dateOf(year + 1, 5, 1)
export type ReflectRefusal = Exclude<ActRefusal, 'year-over'> | 'never-agreed' | 'reflect-early' | 'changed-meanwhile'
export function reflect(plan: Plan, orgId: string, seen: number, there: number, today: LocalDate): Decision<ReflectRefusal, { readonly kind: 'coordination.plan-reflected' }> {
  const may = mayTell(plan, orgId)
  if (!may.ok) return may
  if (inForceFor(plan, orgId) === undefined) return refuse('never-agreed')
  if (today < reflectFrom(plan.year)) return refuse('reflect-early')
  return seen === there ? accept({ kind: 'coordination.plan-reflected' }) : refuse('changed-meanwhile')
}
