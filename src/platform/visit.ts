import type { Actor } from '../kernel/actor.ts'
import type { PersonId } from '../kernel/ids.ts'
import type { Language } from '../kernel/language.ts'
import type { Db, Tx } from './db.ts'

/** A valid session as each request sees it. Who may do what is read anew every time: a role that ends, ends at the next click. */
export type Visit = {
  /** The session's own key (a hash), for ending or extending it. */
  readonly key: Buffer
  readonly csrf: string
  readonly personId: PersonId | undefined
  readonly name: string | undefined
  readonly language: Language | undefined
  readonly actor: Actor | undefined
  /** May invite and end memberships in the organisation acted for. */
  readonly administers: boolean
  readonly delegationScope: readonly string[] | undefined
  readonly startedAt: Date
  readonly seenAt: Date
}

/** How the web layer finds the visit behind a cookie; the identity slice does the finding. */
export type Visits = {
  readonly find: (tx: Tx, token: string, now: Date) => Promise<Visit | undefined>
  /** Notes that the session is in use; called after the answer, at most once a minute. */
  readonly touch: (db: Db, visit: Visit, now: Date) => Promise<void>
}

/** Limits of a session (Digdir's checklist for Ansattporten and ID-porten): thirty minutes unused, two hours in all. */
export const idleMinutes = 30
export const absoluteMinutes = 120

/** A session that still lasts was used after the one instant, and began after the other. The database has the same limits for every request (`identity.session_now`; a test holds them together). */
export const lastingSince = (now: Date): { readonly seenAfter: Date; readonly startedAfter: Date } => ({ seenAfter: new Date(now.getTime() - idleMinutes * 60_000), startedAfter: new Date(now.getTime() - absoluteMinutes * 60_000) })

export const sessionEnds = (visit: Visit): Date => new Date(Math.min(visit.seenAt.getTime() + idleMinutes * 60_000, visit.startedAt.getTime() + absoluteMinutes * 60_000))
