import { keptFrom, type Keep } from '../../../../kernel/retention.ts'
import { system, writing } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as messaging from '../../../messaging/index.ts'
import * as store from './store.ts'

/** So many letters in one transaction. */
const atOnce = 200

/**
 * The program's own work each minute: what people have in their calendars of consultation meetings is made to agree with the meetings as they are: called, moved,
 * called off, somebody added or taken off the list. @returns how many letters
 */
export async function sendInvitations(deps: Deps): Promise<number> {
  const host = new URL(deps.config.publicUrl).hostname
  for (let sent = 0; ; ) {
    const these = await writing(deps.db, system, async (tx) => {
      const now = deps.now()
      const due = await store.loadDue(tx, now, atOnce)
      await messaging.tellEach(tx, deps.jobs, due.map((one) => letterOf(one, host)), now)
      for (const one of due) await store.saveSent(tx, one, versionOf(one), now)
      return due.length
    })
    sent += these
    if (these < atOnce) return sent
  }
}

const versionOf = ({ version }: store.Due): number => (version === undefined ? 0 : version + 1)
const letterOf = (one: store.Due, host: string) => ({
  to: { personId: one.personId, language: one.language },
  message: {
    kind: one.wanted ? ('meeting-calendar' as const) : ('meeting-calendar-off' as const),
    // Whoever is no longer invited may not read it.
    path: one.wanted || one.cancelled ? `/droftinger/${one.id}` : '/droftinger',
    data: { reference: one.title },
    subjectId: one.id,
    calendar: {
      method: one.wanted ? ('request' as const) : ('cancel' as const), version: versionOf(one), starts: one.startsAt.toISOString(), minutes: Math.round((one.endsAt.getTime() - one.startsAt.getTime()) / 60_000),
      uid: `discussion-${one.id}-${one.personId}@${host}`, title: one.title, place: one.place, from: one.from, name: one.name,
    },
  },
})

/** What was put in calendars is kept so long after the meeting: it only says what to send. */
const sentKept: Keep = { days: 30 }
export const forgetInvitations = ({ db, now }: Deps): Promise<number> => writing(db, system, (tx) => store.forgetSent(tx, keptFrom(sentKept, now())))
