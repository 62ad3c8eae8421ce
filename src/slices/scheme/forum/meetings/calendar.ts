import { writeCalendar } from '../../../../kernel/calendar.ts'
import type { Translate } from '../../../../texts/index.ts'
import type { Meeting } from './store.ts'

/** Nobody says how long a meeting is; the calendar sets aside half a day until somebody changes it there. */
const usualMinutes = 240

/** A called meeting as a calendar file. It leaves the product, so it holds the round's name and the address, and nothing of the agenda: not the place either. */
export const meetingFile = (t: Translate, meeting: Pick<Meeting, 'id' | 'forumId' | 'roundTitle' | 'startsAt' | 'state' | 'version'>, publicUrl: string, at: Date): string =>
  writeCalendar({
    uid: `${meeting.id}-forum@${new URL(publicUrl).hostname}`,
    version: meeting.version,
    starts: meeting.startsAt,
    minutes: usualMinutes,
    title: t('forum.meeting.calendar.title', { round: meeting.roundTitle }),
    url: `${publicUrl}/forum/${meeting.forumId}/moter/${meeting.id}`,
    cancelled: meeting.state === 'cancelled',
    at,
  })
