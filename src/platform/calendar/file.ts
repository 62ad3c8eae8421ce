import { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendar, ICalCalendarMethod, ICalEventStatus, ICalEventTransparency, type ICalDayJsStub, type ICalEventData } from 'ical-generator'
import { addDays, clockOslo, osloDate, startOfDayOslo, type LocalDate } from '../../kernel/dates.ts'
import { osloZone, zoneName } from './zone.ts'

/** When something is: an hour of a day, or whole days (the last one is included). */
type CalendarTime = { readonly starts: Date; readonly minutes: number } | { readonly from: LocalDate; readonly last: LocalDate }

/** Something a calendar can hold. */
export type CalendarEntry = CalendarTime & {
  /** The same for every version of one thing, so that a new file moves it instead of adding another (RFC 5545, 3.8.4.7). */
  readonly uid: string
  /** 0, and one more each time it is moved, changed or called off (RFC 5546, 2.1.4). */
  readonly version: number
  readonly title: string
  readonly text?: string | undefined
  readonly place?: string | undefined
  readonly url?: string | undefined
}

/** Who is asked, and on whose behalf. Answers go to nobody: the seat is given here, not in the calendar. */
type InvitedBy = { readonly name: string; readonly email: string }
type Invited = { readonly name: string; readonly email: string }

/** `request`: asks, or moves what was asked before. `cancel`: takes it out again. */
type InvitationMethod = 'request' | 'cancel'

/** An invitation as a letter carries it (RFC 5546): one entry, one who is asked. `at`: when the file was made. */
export function writeInvitation(method: InvitationMethod, entry: CalendarEntry, from: InvitedBy, to: Invited, at: Date): string {
  const calendar = newCalendar(method === 'cancel' ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST)
  calendar.createEvent({
    ...eventOf(entry, at),
    status: method === 'cancel' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: plain(from.name), email: from.email },
    attendees: [{ name: plain(to.name), email: to.email, role: ICalAttendeeRole.REQ, status: ICalAttendeeStatus.ACCEPTED, rsvp: false }],
  })
  return `${calendar.toString()}\r\n`
}

/** A calendar to subscribe to: what is no longer in it goes out of the reader's calendar by itself. */
export function writeFeed(name: string, entries: readonly CalendarEntry[], at: Date): string {
  const calendar = newCalendar(ICalCalendarMethod.PUBLISH)
  // The library writes the name as it stands.
  calendar.name(plain(name).replaceAll(/[\\;,]/g, String.raw`\$&`))
  calendar.ttl(6 * 60 * 60)
  for (const entry of entries) calendar.createEvent({ ...eventOf(entry, at), transparency: ICalEventTransparency.TRANSPARENT })
  return `${calendar.toString()}\r\n`
}

const newCalendar = (method: ICalCalendarMethod): ICalCalendar =>
  new ICalCalendar({ prodId: { company: 'Samspill', product: 'Samspill', language: 'NO' }, method, timezone: { name: null, generator: () => osloZone } })

const eventOf = (entry: CalendarEntry, at: Date): ICalEventData => ({
  id: entry.uid,
  sequence: entry.version,
  stamp: at,
  // On each entry: set for the whole calendar, the library writes the stamp in it too, which must be in UTC.
  timezone: zoneName,
  summary: plain(entry.title),
  ...('starts' in entry
    ? { start: inOslo(entry.starts), end: inOslo(new Date(entry.starts.getTime() + entry.minutes * 60_000)) }
    : // The end of whole days is the first day that is not one of them (RFC 5545, 3.6.1).
      { allDay: true, start: inOslo(startOfDayOslo(entry.from)), end: inOslo(startOfDayOslo(addDays(entry.last, 1))) }),
  ...(entry.text ? { description: { plain: lines(entry.text) } } : {}),
  ...(plain(entry.place ?? '') ? { location: { title: plain(entry.place ?? '') } } : {}),
  ...(entry.url ? { url: entry.url } : {}),
})

/** What could begin a line of its own becomes a space. */
const plain = (text: string): string => text.toWellFormed().replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
const lines = (text: string): string => text.split(/\r\n|\r|\n/).map(plain).join('\n')

/** The clock in Norway at an instant, as the library asks for it: left to itself it uses the clock of the machine it runs on. */
function inOslo(at: Date): ICalDayJsStub {
  const stub: ICalDayJsStub = {
    format: (pattern = '') => (pattern === 'HHmmss' ? `${clockOslo(at).replace(':', '')}00` : osloDate(at).replaceAll('-', '')),
    isValid: () => true,
    toDate: () => at,
    toJSON: () => at.toISOString(),
    tz: () => stub,
  }
  return stub
}
