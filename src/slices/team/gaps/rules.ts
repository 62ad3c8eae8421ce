import type { LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'

/** How the team gets what it is short of. */
export const ways = ['course', 'colleague', 'hire', 'partner', 'university'] as const
export type Way = (typeof ways)[number]
export type LineState = 'open' | 'done' | 'dropped'

export type OpenRefusal = 'subject-gone' | 'who-gone' | 'due-passed' | 'line-there' | 'offer-gone' | 'offer-needs-university'
/**
 * A new line of the plan: about a subject that stands on the list, for someone who is in the team on the last day of it. `there`: an open line says the same.
 * An offer it points at can be asked for today, and is how the university is to help.
 */
export function open(line: { readonly due: LocalDate; readonly way: Way; readonly offerId: string | undefined }, known: { readonly offer: boolean; readonly subject: boolean; readonly who: { readonly lastDay: LocalDate | undefined } | undefined; readonly there: boolean }, today: LocalDate): Decision<OpenRefusal, { readonly kind: 'team.gap-line-opened' }> {
  if (!known.subject) return refuse('subject-gone')
  if (line.offerId !== undefined && line.way !== 'university') return refuse('offer-needs-university')
  if (line.offerId !== undefined && !known.offer) return refuse('offer-gone')
  if (line.due < today) return refuse('due-passed')
  if (!known.who || (known.who.lastDay !== undefined && known.who.lastDay < line.due)) return refuse('who-gone')
  if (known.there) return refuse('line-there')
  return accept({ kind: 'team.gap-line-opened' })
}

export type CloseRefusal = 'line-closed' | 'not-yours'
/** Done or dropped, by the leader or by the one who was to do it. */
export function close(line: { readonly state: LineState; readonly personId: string }, by: { readonly personId: string; readonly leads: boolean }, to: 'done' | 'dropped'): Decision<CloseRefusal, { readonly kind: 'team.gap-line-done' | 'team.gap-line-dropped' }> {
  if (line.state !== 'open') return refuse('line-closed')
  if (!by.leads && by.personId !== line.personId) return refuse('not-yours')
  return accept({ kind: to === 'done' ? 'team.gap-line-done' : 'team.gap-line-dropped' })
}
