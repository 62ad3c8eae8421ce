/** The time zone by the name every calendar knows. */
export const zoneName = 'Europe/Oslo'

/**
 * Norway's clock for calendars that do not know it by name (RFC 5545, 3.6.5): central European time, an hour forward from the last Sunday of March to the last
 * Sunday of October. The rule is the European Union's since 1996; nothing older is written into a calendar.
 */
export const osloZone = [
  'BEGIN:VTIMEZONE',
  `TZID:${zoneName}`,
  'BEGIN:DAYLIGHT',
  'TZNAME:CEST',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'DTSTART:19960331T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'TZNAME:CET',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'DTSTART:19961027T030000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n')
