import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writeCalendar, type CalendarEvent } from './calendar.ts'

const meeting = (change: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: 'sak@samspill.example', version: 0, starts: new Date('2026-12-02T09:00:00Z'), minutes: 60, title: 'Oppstartsmøte', url: 'https://samspill.example/veiledning/1', at: new Date('2026-11-23T09:00:00Z'), ...change,
})
/** As a calendar reads it: lines put together, the signs of the standard taken away. */
const read = (text: string) => new Map(text.replaceAll('\r\n ', '').trimEnd().split('\r\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)] as const))
const plain = (text = '') => text.replaceAll(/\\(.)/g, '$1')

describe('a calendar file', () => {
  test('is a meeting, in UTC', () => expect(writeCalendar(meeting())).toBe([
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Samspill//Samspill//NO', 'METHOD:PUBLISH', 'BEGIN:VEVENT', 'UID:sak@samspill.example', 'DTSTAMP:20261123T090000Z', 'SEQUENCE:0', 'DTSTART:20261202T090000Z', 'DTEND:20261202T100000Z',
    'SUMMARY:Oppstartsmøte', 'URL:https://samspill.example/veiledning/1', 'END:VEVENT', 'END:VCALENDAR', '',
  ].join('\r\n')))

  test('says that it has been moved', () => expect(read(writeCalendar(meeting({ version: 2 }))).get('SEQUENCE')).toBe('2'))

  test.each([
    ['signs of the standard', 'Eik, ask; bjørk \\ og or'],
    ['a long name with letters of two octets', 'Blåbærtråkket øvre og nedre '.repeat(6).trim()],
    ['emoji at the fold', 'x'.repeat(65) + '🦩'.repeat(20)],
  ])('keeps %s', (_, title) => expect(plain(read(writeCalendar(meeting({ title }))).get('SUMMARY'))).toBe(title))

  test('lets no name begin a line of its own', () => {
    const text = writeCalendar(meeting({ title: 'Møte\r\nATTENDEE:mailto:x@x.example\nEND:VEVENT' }))
    expect(text.split('\r\n').filter((line) => /^(ATTENDEE|END:VEVENT)/.test(line))).toEqual(['END:VEVENT'])
  })

  test('has no line over 75 octets, no bare line break, and reads back, whatever the title', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (title) => {
        const text = writeCalendar(meeting({ title }))
        for (const line of text.split('\r\n')) {
          expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
          expect(line).not.toMatch(/[\r\n]/)
        }
        expect(plain(read(text).get('SUMMARY'))).toBe(title.toWellFormed().replaceAll(/\p{Cc}+/gu, ' '))
      }),
    ))
})
