import type { Visits } from '../../platform/visit.ts'
import { system, writing } from '../../platform/db.ts'
import type { Deps } from '../../platform/http.ts'
import { osloDate } from '../../kernel/dates.ts'
import type { Role } from '../../kernel/actor.ts'
import type { Tx } from '../../platform/db.ts'
import { loadRecipients } from './members/store.ts'
import { hashToken } from './sign-in/actions.ts'
import * as store from './sign-in/store.ts'

export type { Providers } from './sign-in/actions.ts'
export { signInWeb } from './sign-in/web.tsx'

/** Finds who visits by the session cookie; used by the web layer for every request. */
export const visits: Visits = {
  find: (tx, token, now) => store.loadVisit(tx, hashToken(token), now),
  touch: async (db, visit, now) => {
    await writing(db, system, (tx) => store.touchSession(tx, visit.key, now))
  },
}

/** Links sign-ins to known persons, for the demonstration world, whose provider starts anew each time. */
export const linkLogins = ({ db, now }: Deps, logins: readonly { readonly email: string; readonly issuer: string; readonly subject: string }[]) =>
  writing(db, system, async (tx) => {
    for (const { email, issuer, subject } of logins) {
      const personId = await store.personByEmail(tx, email)
      if (personId) await store.linkLogin(tx, issuer, subject, personId, now())
    }
  })

/** Whom to tell in an organisation about what belongs to these roles, today: deputies instead of those they stand in for. */
export const recipientsFor = (tx: Tx, orgId: string, roles: readonly Role[], now: Date) => loadRecipients(tx, orgId, roles, osloDate(now))
