import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { brokenConstraint, writing } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import { hashOf, newSecret } from '../../../../platform/link-secrets.ts'
import type { InstrumentTheme } from '../../instruments/definition.ts'
import { looksLikeTicket, ticketOf, usedHash } from '../secrets.ts'
import { cast } from './gathering.ts'
import { giveTicket, knowsTicket, type JoinedSession } from './store.ts'

/**
 * Joins: a ticket, which the phone keeps and the database only knows by its hash. Whoever has one keeps it; one that is not this session's is not taken
 * over, so that nobody else can have chosen it. A form that is sent twice gives one ticket (`startKey`). With slips the code on the slip is the ticket.
 */
export async function join({ db }: Deps, session: JoinedSession, { ticket, startKey, slip }: { readonly ticket: string | undefined; readonly startKey: string | undefined; readonly slip: string | undefined }): Promise<Decision<'full' | 'closed' | 'needs-slip', { readonly ticket: string }>> {
  // Made once, so that what is tried again is the same.
  const made = startKey ? ticketOf(startKey, session.id) : newSecret()
  const take = () => writing(db, undefined, async (tx) => {
    const known = looksLikeTicket(ticket) && (await knowsTicket(tx, session.id, hashOf(ticket))) ? ticket : undefined
    const own = session.slips ? (slip ?? made) : (known ?? made)
    const given = await giveTicket(tx, session.id, hashOf(own))
    return given === 'given' ? accept({ ticket: own }) : refuse(given)
  })
  try {
    return await take()
  } catch (problem) {
    // The same form a second time in the same moment: the other press has saved the ticket by now.
    if (brokenConstraint(problem)?.startsWith('staff_ticket')) return take()
    throw problem
  }
}

export type CastRefusal = 'closed' | 'no-ticket'
type Cast = { readonly theme: string; readonly group: string; readonly answers: Readonly<Record<string, number>> }
/** Counts an answer. Sent again (a lost answer, a second tab), it is counted once and the sender gets the same thanks. */
export async function answer({ db }: Deps, session: JoinedSession, ticket: string | undefined, { theme, group, answers }: Cast): Promise<Decision<CastRefusal, { readonly theme: string }>> {
  if (!looksLikeTicket(ticket)) return refuse('no-ticket')
  const outcome = await cast(db, session.id, theme, { ticket: hashOf(ticket).toString('hex'), used: usedHash(ticket, session.id, theme).toString('hex'), group, answers })
  return outcome === 'counted' || outcome === 'already' ? accept({ theme }) : refuse(outcome)
}

/** The answers to a theme's statements as a form sends them; what is not answered is left out, and so is what is no answer. */
export const answersIn = (theme: InstrumentTheme, form: Readonly<Record<string, unknown>>): Readonly<Record<string, number>> =>
  Object.fromEntries(theme.statements.flatMap(({ key }) => (typeof form[key] === 'string' && /^[0-5]$/.test(form[key]) ? [[key, Number(form[key])]] : [])))
/** The themes that dots are set on, each once. */
export const dotsIn = (session: JoinedSession, form: Readonly<Record<string, unknown>>): readonly string[] => {
  const chosen = new Set([form['prikk']].flat())
  return session.themes.filter((theme) => chosen.has(theme))
}
