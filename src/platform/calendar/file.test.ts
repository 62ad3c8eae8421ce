import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../kernel/dates.ts'
import { writeFeed, writeInvitation, type CalendarEntry } from './file.ts'

// Read by another library than the one that writes.

const at = new Date('2026-11-23T09:00:00Z')
const team = { name: 'Kompetanseteam, barnehage', email: 'ikke-svar@samspill.example' }
const person = { name: 'Kari "K" Nordmann; assistent', email: 'kari@solstrala.example' }
const winter: CalendarEntry = { uid: 'seat-1@samspill.test', version: 0, starts: new Date('2026-12-03T08:30:00Z'), minutes: 150, title: 'Språk i lek, samling 1; bokmål, nynorsk', place: 'Rådhuset\nrom 2', text: 'Ta med egen kopp,\nog en bok', url: 'http://samspill.test/kurs/1' }

function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  return { calendar, method: calendar.getFirstPropertyValue('method'), events: calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one)) }
}
const only = (text: string) => read(text).events[0] ?? expect.fail('no event')
const invite = (entry: CalendarEntry) => writeInvitation('request', entry, team, person, at)

describe('an invitation', () => {
  test('asks one person, with time, place and words that come out as they went in', () => {
    const { method, calendar } = read(invite(winter))
    const event = only(invite(winter))
    expect(method).toBe('REQUEST')
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0')
    expect([event.uid, event.sequence, event.summary, event.location, event.description]).toEqual([winter.uid, 0, winter.title, 'Rådhuset rom 2', winter.text])
    expect(event.component.getFirstPropertyValue('dtstamp')?.toString()).toBe('2026-11-23T09:00:00Z')
    expect(event.organizer?.toString().toLowerCase()).toBe('mailto:ikke-svar@samspill.example')
    const [asked, ...others] = event.attendees
    expect(others).toEqual([])
    expect(String(asked?.getFirstValue()).toLowerCase()).toBe('mailto:kari@solstrala.example')
    expect(asked?.getParameter('rsvp')).toBe('FALSE')
    expect(event.component.getFirstPropertyValue('status')).toBe('CONFIRMED')
  })

  test('that is moved keeps its name and has a higher number', () => {
    const moved = only(invite({ ...winter, version: 1, starts: new Date('2026-12-10T08:30:00Z'), minutes: 150 }))
    expect([moved.uid, moved.sequence, moved.startDate.toJSDate().toISOString()]).toEqual([winter.uid, 1, '2026-12-10T08:30:00.000Z'])
  })

  test('that is called off takes it out of the calendar', () => {
    const text = writeInvitation('cancel', { ...winter, version: 2 }, team, person, at)
    expect(read(text).method).toBe('CANCEL')
    expect([only(text).uid, only(text).sequence, only(text).component.getFirstPropertyValue('status')]).toEqual([winter.uid, 2, 'CANCELLED'])
  })
})

describe('the clock', () => {
  test.each([
    ['winter', '2026-12-03T08:30:00Z', '2026-12-03T09:30:00'],
    ['summer', '2027-06-15T07:30:00Z', '2027-06-15T09:30:00'],
    ['the last night of summer time', '2026-10-24T22:30:00Z', '2026-10-25T00:30:00'],
    ['the day after the clock is moved back', '2026-10-26T08:00:00Z', '2026-10-26T09:00:00'],
    ['the day the clock is moved forward', '2027-03-28T08:00:00Z', '2027-03-28T10:00:00'],
  ])('shows Norwegian time in %s', (_, starts, wall) => {
    const event = only(invite({ ...winter, starts: new Date(starts), minutes: 60 }))
    expect(event.startDate.toString()).toBe(wall)
    expect(event.component.getFirstProperty('dtstart')?.getParameter('tzid')).toBe('Europe/Oslo')
    expect(event.startDate.toJSDate().toISOString()).toBe(new Date(starts).toISOString())
    expect(event.duration.toSeconds()).toBe(3600)
  })

  test('is not there for whole days: the end is the first day after them', () => {
    const event = only(writeFeed('Årshjul', [{ uid: 'd', version: 0, from: '2026-12-24' as LocalDate, last: '2026-12-26' as LocalDate, title: 'Stengt' }], at))
    expect([event.startDate.isDate, event.startDate.toString(), event.endDate.toString()]).toEqual([true, '2026-12-24', '2026-12-27'])
  })
})

describe('a feed', () => {
  test('is published, has a name and lets the day stay free', () => {
    const { method, calendar, events } = read(writeFeed('Årshjul, Solstråla; barnehage', [winter, { ...winter, uid: 'other' }], at))
    expect(method).toBe('PUBLISH')
    expect(String(calendar.getFirstPropertyValue('x-wr-calname')).replaceAll('\\', '')).toBe('Årshjul, Solstråla; barnehage')
    expect(events.map(({ uid }) => uid)).toEqual([winter.uid, 'other'])
    expect(events[0]?.attendees).toEqual([])
    expect(events[0]?.component.getFirstPropertyValue('transp')).toBe('TRANSPARENT')
  })

  test('that is empty is a calendar all the same', () => {
    expect(read(writeFeed('Årshjul', [], at)).events).toEqual([])
  })
})

test('whatever is written, lines are short, end as they should, and the words come out as one line of text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 120 }), fc.string({ unit: 'binary', maxLength: 60 }), (title, name) => {
      const text = writeInvitation('request', { ...winter, title: `x${title}`, place: name }, team, { ...person, name: `y${name}` }, at)
      expect(text.split('\r\n').filter((line) => new TextEncoder().encode(line).length > 75 || /[\r\n]/.test(line))).toEqual([])
      const { events } = read(text)
      expect(events).toHaveLength(1)
      expect(events[0]?.summary).toBe(`x${title}`.toWellFormed().replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim())
    }),
    { numRuns: 40 },
  )
}, 30_000)
