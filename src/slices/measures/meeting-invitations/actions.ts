import { keptFrom, type Keep } from '../../../kernel/retention.ts'
import { system, writing } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import { texts } from '../../../texts/index.ts'
import { sendCalendarLetters } from '../calendar-letters.ts'
import * as store from './store.ts'

/**
 * The program's own work each minute: what people have in their calendars of meetings in networks and resource teams is made to agree with the meetings as they are.
 * It looks at what was sent and what is so now, whatever happened in between: a meeting planned, moved or called off, somebody who came or went. @returns how many letters
 */
export function sendMeetingInvitations(deps: Deps): Promise<number> {
  const host = new URL(deps.config.publicUrl).hostname
  return sendCalendarLetters(deps, {
    loadDue: store.loadDue,
    saveSent: store.saveSent,
    letterOf: (one, entry) => {
      const team = texts(one.language)('resource.of', { kindergarten: one.kindergarten })
      const path = one.kind === 'network' ? `/nettverk/${one.of}/moter/${one.meetingId}` : `/ressursteam/${one.of}/moter/${one.meetingId}`
      return {
        to: { personId: one.personId, language: one.language },
        message: {
          kind: one.wanted ? 'meeting-calendar' : 'meeting-calendar-off',
          // Whoever is no longer in it may not read it.
          path: one.wanted || one.cancelled ? path : '/arshjul',
          data: { kindergarten: one.kindergarten, reference: one.network === '' ? team : one.network },
          subjectId: one.meetingId,
          calendar: { ...entry, uid: `meeting-${one.meetingId}-${one.personId}@${host}`, title: one.title === '' ? team : one.title, place: one.place, from: one.host, name: one.name },
        },
      }
    },
  })
}

/** What was put in calendars is kept so long after the meeting: it only says what to send. */
const sentKept: Keep = { days: 30 }
export const forgetMeetingInvitations = ({ db, now }: Deps): Promise<number> => writing(db, system, (tx) => store.forgetSent(tx, keptFrom(sentKept, now())))
