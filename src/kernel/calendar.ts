/** A meeting as a calendar can hold it: when, and what to call it. */
export type CalendarEvent = {
  /** The same for every version of one meeting, so that a new file moves the meeting instead of adding another. */
  readonly uid: string
  /** 0, and one more each time the meeting is moved. */
  readonly version: number
  readonly starts: Date
  readonly minutes: number
  readonly title: string
  readonly url: string
  /** Takes it out of the calendar it was put in. */
  readonly cancelled?: boolean
  /** When the file was made. */
  readonly at: Date
}

/** A calendar file with one meeting (RFC 5545): times in UTC, lines of at most 75 octets, CRLF. */
export function writeCalendar({ uid, version, starts, minutes, title, url, cancelled, at }: CalendarEvent): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Samspill//Samspill//NO',
    `METHOD:${cancelled ? 'CANCEL' : 'PUBLISH'}`,
    'BEGIN:VEVENT',
    `UID:${escape(uid)}`,
    `DTSTAMP:${utc(at)}`,
    `SEQUENCE:${version}`,
    `DTSTART:${utc(starts)}`,
    `DTEND:${utc(new Date(starts.getTime() + minutes * 60_000))}`,
    `SUMMARY:${escape(title)}`,
    `URL:${url}`,
    ...(cancelled ? ['STATUS:CANCELLED'] : []),
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${fold(line)}\r\n`).join('')
}

/** '20261202T090000Z' */
const utc = (at: Date): string => `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`

/** Text as the standard writes it (3.3.11); what could begin a line of its own becomes a space. */
const escape = (text: string): string => text.toWellFormed().replaceAll(/\p{Cc}+/gu, ' ').replaceAll(/[\\;,]/g, String.raw`\$&`)

const mostOctets = 75
const octets = new TextEncoder()

/** Long lines go on in the next, which begins with a space (3.1); a letter is never split. */
function fold(line: string): string {
  const folded: string[] = []
  let now = ''
  for (const sign of line) {
    if (octets.encode(now + sign).length > mostOctets) {
      folded.push(now)
      now = ' '
    }
    now += sign
  }
  return [...folded, now].join('\r\n')
}
