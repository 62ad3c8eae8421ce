import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import type { LocalDate } from '../../../kernel/dates.ts'
import { searchForm } from '../../../kernel/normalise.ts'
import type { Period } from '../../../kernel/period.ts'

export type Department = { readonly id: string; readonly name: string; readonly period: Period }

export type NameRefusal = 'name-taken' | 'kindergarten-closed'

/** A name may be used when no other department of the kindergarten has it now; an ended one may have had it. */
export function nameDepartment(name: string, id: string | undefined, departments: readonly Department[], closedOn: string | undefined): Decision<NameRefusal, 'department-named'> {
  if (closedOn) return refuse('kindergarten-closed')
  const taken = departments.some((one) => one.id !== id && one.period.to === undefined && searchForm(one.name) === searchForm(name))
  return taken ? refuse('name-taken') : accept('department-named')
}

export type EndRefusal = 'already-ended'

/** The last day of a department is today: `to` is the first day it is no more. One that began today ends tomorrow, so that it has been there. */
export function endDepartment(department: Department, today: LocalDate, tomorrow: LocalDate): Decision<EndRefusal, { readonly to: LocalDate }> {
  if (department.period.to !== undefined) return refuse('already-ended')
  return accept({ to: department.period.from < today ? today : tomorrow })
}
