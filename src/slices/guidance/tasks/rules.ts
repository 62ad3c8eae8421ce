import type { Role } from '../../../kernel/actor.ts'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Responsible } from '../flow/index.ts'

/** Something that waits for a person: what, where, and by when. */
export type Task = { readonly kind: 'draft' | 'untaken' | 'step'; readonly href: string; readonly kindergarten: string; readonly step: string; readonly due: LocalDate | undefined }

export type Waiting = { readonly taken: boolean; readonly mine: boolean; readonly responsible: Responsible }

/**
 * Whether a running case waits for the one who looks. The head has what the flow chart gives the head; an adviser has the own cases; the
 * leader has what nobody has taken and what the chart gives the leader. A pedagogical leader looks on.
 */
export function waitsFor(role: Role, waiting: Waiting): 'untaken' | 'step' | undefined {
  if (role === 'head') return waiting.responsible === 'head' ? 'step' : undefined
  if (role === 'team-leader' && !waiting.taken) return 'untaken'
  if (role === 'team-leader' && waiting.responsible === 'team-leader') return 'step'
  if ((role === 'adviser' || role === 'team-leader') && waiting.mine) return waiting.responsible === 'head' ? undefined : 'step'
  return undefined
}
