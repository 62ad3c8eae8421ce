import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCourse } from '../src/slices/measures/attendance/courses.fixtures.ts'
import { openWorld, words, type World } from './kit.ts'
import { filledIn, hostile, oneWrong, sweep, type Sweep } from './sweep.ts'

// Forms of courses, joint programmes, resource teams, the library, visits and the year calendar as a hostile program sends them.

let world: World
let swept: Sweep
const ofMeasures = /^\/(kurs|fellessatsinger|ressursteam|materiell|besok|arshjul|utproving|rekkevidde|ansatte|tiltak\/[0-9a-f-]{36}\/(plan|utgifter|utproving|rekkevidde|barnehager))(?![a-z-])/
const from = ['/kurs', '/fellessatsinger', '/ressursteam', '/materiell', '/besok', '/besok/ny', '/arshjul', '/arshjul/dager', '/arshjul/abonnement', '/utproving', '/utproving/ideer', '/rekkevidde', '/ressursteam/temaer', '/tiltak']
const personas = [['siri', 'head'], ['tone', 'team-leader'], ['olav', 'authority'], ['ulla', 'university-contact'], ['per', 'service-contact']] as const

beforeAll(async () => {
  world = await openWorld()
  const measures = await world.asOwner<{ id: string }>("select m.id from measures.measure m join measures.part p on p.measure_id = m.id join register.organisation o on o.id = p.kindergarten_id and o.name = 'Solstråla barnehage' where p.state = 'part' order by m.id limit 2")
  swept = await sweep(world, personas, ofMeasures, [...from, ...measures.flatMap(({ id }) => ['plan', 'utproving', 'rekkevidde', 'barnehager'].map((page) => `/tiltak/${id}/${page}`))], 1)
}, 240_000)
afterAll(() => world.close())

test('the pages of the demonstration world have forms to try', () => {
  expect(swept.broken).toEqual([])
  expect(swept.forms.length).toBeGreaterThan(40)
})

describe('what no browser sends is refused, never a fault', () => {
  test.each(hostile)('%s', async (_, made) => expect(await swept.faults(made)).toEqual([]), 300_000)
  test('an id that is none, or a day no calendar has, in one field of a form that is well filled in', async () => expect(await oneWrong(swept)).toEqual([]), 180_000)
  test('fifty thousand fields', async () => {
    const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`felt${at}`, 'x']))
    for (const found of swept.forms.slice(0, 5)) expect((await swept.send(found, many)).status).toBeLessThan(500)
  }, 60_000)
})

test('every button pressed twice at the same moment is answered, never a fault', async () => expect(await swept.faultsTwice(filledIn)).toEqual([]), 180_000)

const addresses = [
  '/kurspamelding/', '/kursplass/', '/kursoppmote/', '/kursevaluering/', '/puls/', '/oppmote/', '/kursbevis/', '/kalender/', '/kurs/', '/fellessatsinger/', '/ressursteam/', '/materiell/', '/besok/', '/utproving/', '/tiltak/', '/nettverk/',
]
const inAddresses = ['%00', '..%2f..%2fetc%2fpasswd', '%ff', "'%20or%201=1--", '-'.repeat(36), 'a'.repeat(22), 'A'.repeat(16), `${'x'.repeat(190)}`, '%E2%80%AE', '{{7*7}}']
test('links and addresses with what somebody has thought out lead to nothing', async () => {
  const [stranger, tone] = [world.stranger(), await world.as('tone')]
  const faults: string[] = []
  for (const address of addresses)
    for (const what of inAddresses)
      for (const [who, browser] of [['stranger', stranger], ['tone', tone]] as const) {
        const { status } = await browser.get(`${address}${what}`)
        if (status >= 500 || status === 200) faults.push(`${status} ${who} ${address}${what}`)
      }
  expect(faults).toEqual([])
}, 60_000)

test('what somebody has thought out to ask for is answered, never a fault', async () => {
  const [tone, siri, olav] = [await world.as('tone'), await world.as('siri'), await world.as('olav', 'authority')]
  const faults: string[] = []
  const values = ['%00', '-1', '99999999999999999999', 'NaN', "'", 'x'.repeat(5000), '%E2%80%AE', '-'.repeat(36), '1e9', '[]']
  const pages = ['/materiell?sok=', '/materiell?tema=', '/materiell?side=', '/materiell?for=kurs-', '/materiell?tid=', '/besok?tema=', '/besok?barnehage=', '/besok?side=', '/besok/ny?barnehage=', '/besok/ny?sok=', '/arshjul?ar=', '/arshjul?barnehage=', '/rekkevidde?side=', '/kurs?side=', '/ressursteam/temaer?ar=', '/ressursteam/temaer?kommune=', '/tiltak/nytt?behov=', '/tiltak/nytt?kopi=', '/tiltak/nytt?nettverk=', '/tiltak/nytt?eier=', '/kursbevis?kode=', '/oppmote?kode=', '/puls?lapp=']
  for (const page of pages)
    for (const value of values)
      for (const [who, browser] of [['tone', tone], ['siri', siri], ['olav', olav]] as const)
        for (const query of [`${page}${value}`, `${page}${value}&${page.split('?')[1]}x`]) {
          const { status } = await browser.get(query)
          if (status >= 500) faults.push(`${status} ${who} ${query.slice(0, 80)}`)
        }
  expect(faults).toEqual([])
}, 120_000)

test('a day no calendar has is refused in words where days are set aside and where an evaluation closes', async () => {
  const [siri, tone] = [await world.as('siri'), await world.as('tone')]
  const day = await siri.post('/arshjul/dager?sprak=nb', { slag: 'planning', fra: '31.2.2027', til: '', om: '' })
  const { id } = await aCourse(world, ['2026-11-20T09:00:00Z'])
  const closes = await tone.post(`/kurs/${id}/evaluering?sprak=nb`, { pastander: 'Jeg har nytte av kurset', stenger: '31.2.2027' })
  expect([day.status, words(day.text).includes('Skriv datoen, for eksempel 4.1.2027'), closes.status, words(closes.text).includes('Skriv siste dag å svare')]).toEqual([422, true, 422, true])
})
