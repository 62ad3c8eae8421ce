import { keptFrom, keptSince } from '../../../kernel/retention.ts'
import { system, writing } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as messaging from '../../messaging/index.ts'
import { forgetChanges } from '../account/email/store.ts'
import { kept } from './rules.ts'
import { forget, forgetPeople } from './store.ts'

/** The nightly work: sign-ins, requests, invitations and wishes for another address whose time is out, roles long ended, and people who have none. */
export async function forgetOld({ db, now, log }: Deps): Promise<void> {
  const at = now()
  const since = (what: keyof typeof kept) => keptSince(kept[what], at)
  const gone = await writing(db, system, async (tx) => {
    const rows = await forget(tx, { attempt: since('attempt'), session: since('session'), answered: since('answered'), unanswered: since('unanswered'), invitation: since('invitation') })
    const people = await forgetPeople(tx, keptFrom(kept.role, at))
    await messaging.forgetKept(tx, { people })
    return { ...rows, 'email-change': await forgetChanges(tx, at), people: people.length }
  })
  log.info('forgotten', gone)
}
