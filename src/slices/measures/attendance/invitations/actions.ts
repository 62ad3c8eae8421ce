import type { Deps } from '../../../../platform/http.ts'
import { sendCalendarLetters } from '../../calendar-letters.ts'
import { placePath } from '../../courses/own/secrets.ts'
import { loadDue, saveSent } from './store.ts'

/**
 * The program's own work each minute: what people with a seat have in their calendars is made to agree with the sessions as they are. It looks at what was sent and
 * what is so now, whatever happened in between: a seat given or lost, a session moved, called off or added, a course cancelled. @returns how many letters
 */
export function sendInvitations(deps: Deps): Promise<number> {
  const host = new URL(deps.config.publicUrl).hostname
  return sendCalendarLetters(deps, {
    loadDue,
    saveSent,
    letterOf: (one, entry) => ({
      to: { address: one.email, language: one.language },
      message: {
        kind: one.wanted ? 'course-calendar' : 'course-calendar-off',
        path: placePath(deps.config, one.placeId),
        data: { person: one.name, reference: one.course, kindergarten: one.kindergarten },
        // The letter names the person, and is forgotten with the place.
        subjectId: one.placeId,
        calendar: { ...entry, uid: `course-${one.sessionId}-${one.placeId}@${host}`, title: one.title === '' ? one.course : `${one.course}: ${one.title}`, place: one.place, from: one.arranger, name: one.name },
      },
    }),
  })
}
