import { system, writing, type Tx } from '../../platform/db.ts'
import type { Deps } from '../../platform/http.ts'
import * as messaging from '../messaging/index.ts'

/** So many letters in one transaction. */
const atOnce = 200

type Message = Parameters<typeof messaging.tell>[3]
type Letter = { readonly to: Parameters<typeof messaging.tell>[2][number]; readonly message: Message }
/** Something that is to be in somebody's calendar, moved there or taken out of it. */
type Due = {
  readonly startsAt: Date
  readonly endsAt: Date
  /** What was sent before; undefined when nothing has been. */
  readonly version: number | undefined
  readonly wanted: boolean
}
/** What every entry has: whether it is asked for or taken out, which time it is sent, and when it is. */
type Entry = Pick<NonNullable<Message['calendar']>, 'method' | 'version' | 'starts' | 'minutes'>

type Source<One extends Due> = {
  /** The first of what does not agree, at most so many. */
  readonly loadDue: (tx: Tx, now: Date, most: number) => Promise<readonly One[]>
  readonly letterOf: (one: One, entry: Entry) => Letter
  readonly saveSent: (tx: Tx, one: One, version: number, now: Date) => Promise<unknown>
}

/**
 * What people have in their calendars is made to agree with what is so: what is due is sent and noted as sent, some at a time, until there is no more.
 * @returns how many letters
 */
export async function sendCalendarLetters<One extends Due>(deps: Deps, { loadDue, letterOf, saveSent }: Source<One>): Promise<number> {
  for (let sent = 0; ; ) {
    const these = await writing(deps.db, system, async (tx) => {
      const now = deps.now()
      const due = await loadDue(tx, now, atOnce)
      for (const one of due) {
        const version = one.version === undefined ? 0 : one.version + 1
        const { to, message } = letterOf(one, { method: one.wanted ? 'request' : 'cancel', version, starts: one.startsAt.toISOString(), minutes: Math.round((one.endsAt.getTime() - one.startsAt.getTime()) / 60_000) })
        await messaging.tell(tx, deps.jobs, [to], message, now)
        await saveSent(tx, one, version, now)
      }
      return due.length
    })
    sent += these
    if (these < atOnce) return sent
  }
}
