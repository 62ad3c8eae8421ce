import { keptFrom, type Keep } from '../../../kernel/retention.ts'
import { system, writing } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import { texts } from '../../../texts/index.ts'
import * as messaging from '../../messaging/index.ts'
import * as store from './store.ts'

/** So many letters in one transaction. */
const atOnce = 200

/**
 * The program's own work each minute: what people have in their calendars of meetings in networks and resource teams is made to agree with the meetings as they are.
 * It looks at what was sent and what is so now, whatever happened in between: a meeting planned, moved or called off, somebody who came or went. @returns how many letters
 */
export async function sendMeetingInvitations(deps: Deps): Promise<number> {
  const host = new URL(deps.config.publicUrl).hostname
  for (let sent = 0; ; ) {
    const these = await writing(deps.db, system, async (tx) => {
      const now = deps.now()
      const due = await store.loadDue(tx, now, atOnce)
      for (const one of due) {
        const version = one.version === undefined ? 0 : one.version + 1
        await messaging.tell(tx, deps.jobs, [{ personId: one.personId, language: one.language }], messageOf(one, version, host), now)
        await store.saveSent(tx, one, version, now)
      }
      return due.length
    })
    sent += these
    if (these < atOnce) return sent
  }
}

function messageOf(one: store.Due, version: number, host: string): Parameters<typeof messaging.tell>[3] {
  const team = texts(one.language)('resource.of', { kindergarten: one.kindergarten })
  const path = one.kind === 'network' ? `/nettverk/${one.of}/moter/${one.meetingId}` : `/ressursteam/${one.of}/moter/${one.meetingId}`
  return {
    kind: one.wanted ? 'meeting-calendar' : 'meeting-calendar-off',
    // Whoever is no longer in it may not read it.
    path: one.wanted || one.cancelled ? path : '/arshjul',
    data: { kindergarten: one.kindergarten, reference: one.network === '' ? team : one.network },
    subjectId: one.meetingId,
    calendar: {
      method: one.wanted ? 'request' : 'cancel', uid: `meeting-${one.meetingId}-${one.personId}@${host}`, version, starts: one.startsAt.toISOString(), minutes: Math.round((one.endsAt.getTime() - one.startsAt.getTime()) / 60_000),
      title: one.title === '' ? team : one.title, place: one.place, from: one.host, name: one.name,
    },
  }
}

/** What was put in calendars is kept so long after the meeting: it only says what to send. */
const sentKept: Keep = { days: 30 }
export const forgetMeetingInvitations = ({ db, now }: Deps): Promise<number> => writing(db, system, (tx) => store.forgetSent(tx, keptFrom(sentKept, now())))
