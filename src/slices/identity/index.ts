import type { Actor, Role } from '../../kernel/actor.ts'
import { osloDate } from '../../kernel/dates.ts'
import type { PersonId } from '../../kernel/ids.ts'
import type { Language } from '../../kernel/language.ts'
import { contains } from '../../kernel/period.ts'
import { system, writing, type Tx } from '../../platform/db.ts'
import type { Deps, Router } from '../../platform/http.ts'
import type { Visits } from '../../platform/visit.ts'
import type { PageContext } from '../../ui/context.tsx'
import { accessRequestsWeb } from './access-requests/web.tsx'
import type { Suppliers } from './account/actions.ts'
import { accountWeb } from './account/web.tsx'
import { delegationsWeb } from './delegations/web.tsx'
import { loadWaiting } from './invitations/store.ts'
import { invitationsWeb } from './invitations/web.tsx'
import { loadMembers, loadOperators, loadRecipients, whoCanAdminister } from './members/store.ts'
import type { DelegationScope } from './members/rules.ts'
import { membersWeb } from './members/web.tsx'
import { hashToken, type Providers } from './sign-in/actions.ts'
import * as store from './sign-in/store.ts'
import { signInWeb } from './sign-in/web.tsx'

export { type Providers } from './sign-in/actions.ts'
export { inScope } from './in-scope.ts'
export { mayInScope } from './members/rules.ts'
export { memberTasks } from './tasks.ts'

/** All addresses of the slice. `suppliers`: what other slices know about a person. */
export const web = (providers: Providers, suppliers: Suppliers) => (route: Router<PageContext>) => {
  signInWeb(providers)(route)
  accountWeb(providers, suppliers)(route)
  accessRequestsWeb(route)
  delegationsWeb(route)
  invitationsWeb(route)
  membersWeb(route)
}

/** Finds who visits by the session cookie; used by the web layer for every request. */
export const visits: Visits = {
  find: (tx, token, now) => store.loadVisit(tx, hashToken(token), now),
  touch: async (db, visit, now) => {
    await writing(db, system, (tx) => store.touchSession(tx, visit.key, now))
  },
}

/**
 * Whom to tell, for organisations and roles: those who have the roles today, and while a delegation of the task lasts the deputy instead of the one
 * who is away. Whoever acts may ask: the database answers past what the actor can see. `everyone` is for what must reach all possible recipients.
 */
export const recipientsFor = (tx: Tx, orgs: string | readonly string[], roles: readonly Role[], now: Date, scope: DelegationScope = 'guidance'): Promise<{ readonly personId: PersonId; readonly language: Language }[]> =>
  loadRecipients(tx, orgs === 'everyone' ? orgs : [orgs].flat(), roles, osloDate(now), scope)

/**
 * How far an organisation has come in getting someone who leads it. `mayInvite`: nobody there or above administers it yet, so the one who runs the
 * installation lets the first person in. For the program's own eyes (`system`).
 */
export async function leadershipStanding(tx: Tx, orgId: string, role: Role, now: Date): Promise<{ readonly state: 'led' | 'invited' | 'nobody'; readonly mayInvite: boolean }> {
  const today = osloDate(now)
  const { here, above } = await whoCanAdminister(tx, orgId, today)
  const led = (await loadMembers(tx, [orgId])).some((member) => member.role === role && contains(member.period, today))
  const invited = (await loadWaiting(tx, orgId, now)).some((invitation) => invitation.role === role)
  return { state: led ? 'led' : invited ? 'invited' : 'nobody', mayInvite: !here && !above }
}

/** Who a person is in one of their own capacities today, without a session: what fetches for them (a calendar) sees what they would. Undefined when the role has ended. For the program's own work. */
export const actorNow = (tx: Tx, personId: string, membershipId: string, now: Date): Promise<Actor | undefined> => store.loadActor(tx, personId, membershipId, osloDate(now))

/** Those who run the installation today. For the program's own work. */
export const operators = (tx: Tx, now: Date): Promise<{ readonly personId: PersonId; readonly language: Language }[]> => loadOperators(tx, osloDate(now))

/** Links sign-ins to known persons, for the demonstration world, whose provider starts anew each time. */
export const linkLogins = ({ db, now }: Deps, logins: readonly { readonly email: string; readonly issuer: string; readonly subject: string }[]) =>
  writing(db, system, async (tx) => {
    for (const { email, issuer, subject } of logins) {
      const personId = await store.personByEmail(tx, email)
      if (personId) await store.linkLogin(tx, issuer, subject, personId, now())
    }
  })
