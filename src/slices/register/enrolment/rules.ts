import { accept, refuse, type Decision } from '../../../kernel/decision.ts'

/** A municipality on its way into the product, as the register knows it. */
export type Enrolled = {
  readonly id: string
  readonly name: string
  /** The number of today. */
  readonly number: string
  readonly enrolled: boolean
  readonly kindergartens: number
  /** The competence team that serves it. */
  readonly team: { readonly id: string; readonly name: string } | undefined
}

export type TeamRefusal = 'not-enrolled' | 'has-team'

/** A municipality gets a new team when it has none; to change team, the one that serves it is ended first. */
export function makeTeam(municipality: Enrolled): Decision<TeamRefusal, undefined> {
  if (!municipality.enrolled) return refuse('not-enrolled')
  return municipality.team ? refuse('has-team') : accept(undefined)
}
