import { system, writing } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as messaging from '../../../messaging/index.ts'
import { placePath } from '../../courses/own/secrets.ts'
import { loadDue, saveSent } from './store.ts'

/** So many letters in one transaction. */
const atOnce = 200

/**
 * The program's own work each minute: what people with a seat have in their calendars is made to agree with the sessions as they are. It looks at what was sent and
 * what is so now, whatever happened in between: a seat given or lost, a session moved, called off or added, a course cancelled. @returns how many letters
 */
export async function sendInvitations(deps: Deps): Promise<number> {
  const host = new URL(deps.config.publicUrl).hostname
  for (let sent = 0; ; ) {
    const these = await writing(deps.db, system, async (tx) => {
      const now = deps.now()
      const due = await loadDue(tx, now, atOnce)
      for (const one of due) {
        const version = one.version === undefined ? 0 : one.version + 1
        await messaging.tell(
          tx,
          deps.jobs,
          [{ address: one.email, language: one.language }],
          {
            kind: one.wanted ? 'course-calendar' : 'course-calendar-off',
            path: placePath(deps.config, one.placeId),
            data: { person: one.name, reference: one.course, kindergarten: one.kindergarten },
            // The letter names the person, and is forgotten with the place.
            subjectId: one.placeId,
            calendar: {
              method: one.wanted ? 'request' : 'cancel', uid: `course-${one.sessionId}-${one.placeId}@${host}`, version, starts: one.startsAt.toISOString(), minutes: Math.round((one.endsAt.getTime() - one.startsAt.getTime()) / 60_000),
              title: one.title === '' ? one.course : `${one.course}: ${one.title}`, place: one.place, from: one.arranger, name: one.name,
            },
          },
          now,
        )
        await saveSent(tx, one, version, now)
      }
      return due.length
    })
    sent += these
    if (these < atOnce) return sent
  }
}
