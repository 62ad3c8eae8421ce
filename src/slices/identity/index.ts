import type { Visits } from '../../platform/visit.ts'
import { system, writing } from '../../platform/db.ts'
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
