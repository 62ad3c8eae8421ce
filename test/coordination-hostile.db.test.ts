import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from './kit.ts'
import { filledIn, hostile, oneWrong, sweep, type Sweep } from './sweep.ts'

// Forms of the support system, of hours, promises and the half-year plan, and of who follows which kindergarten, as a hostile program sends them.

let world: World
let swept: Sweep
const ofCoordination = /^\/(stottesystem|kapasitet|mine-barnehager)(?![a-z-])/
const from = ['/stottesystem', '/stottesystem/aktiviteter/ny', '/stottesystem/foresporsler/ny', '/stottesystem/overforinger/ny', '/kapasitet', '/kapasitet/timer', '/kapasitet/anslag', '/kapasitet/lovet', '/kapasitet/lovet/ny', '/kapasitet/halvarsplan', '/kapasitet/halvarsplan/rammer', '/kapasitet/ventetid', '/mine-barnehager', '/mine-barnehager/folging']
const personas = [['siri', 'head'], ['tone', 'team-leader'], ['amir', 'adviser'], ['olav', 'authority'], ['per', 'service-contact']] as const

beforeAll(async () => {
  world = await openWorld()
  const [kindergarten, requests, handOvers] = [await world.org('Solstråla barnehage'), await world.asOwner<{ id: string }>("select id from coordination.request order by state <> 'open', id limit 4"), await world.asOwner<{ id: string }>('select id from coordination.hand_over order by ended is not null, id limit 6')]
  const places = [`/stottesystem/${kindergarten}`, `/stottesystem/${kindergarten}/kontakt`, `/stottesystem/aktiviteter/ny?barnehage=${kindergarten}`, `/stottesystem/foresporsler/ny?barnehage=${kindergarten}`, `/stottesystem/overforinger/ny?barnehage=${kindergarten}`, `/mine-barnehager/${kindergarten}`]
  swept = await sweep(world, personas, ofCoordination, [...from, ...places, ...requests.map(({ id }) => `/stottesystem/foresporsler/${id}`), ...handOvers.map(({ id }) => `/stottesystem/overforinger/${id}`)], 3)
}, 240_000)
afterAll(() => world.close())

test('the pages of the demonstration world have forms to try', () => {
  expect(swept.broken).toEqual([])
  expect(new Set(swept.forms.map(({ who, action }) => `${who} ${action.replaceAll(/[0-9a-f-]{36}/g, ':id')}`)).size).toBeGreaterThan(30)
})

describe('what no browser sends is refused, never a fault', () => {
  test.each(hostile)('%s', async (_, made) => expect(await swept.faults(made)).toEqual([]), 300_000)
  test('an id that is none, or a day no calendar has, in one field of a form that is well filled in', async () => expect(await oneWrong(swept)).toEqual([]), 180_000)
})

test('every button pressed twice at the same moment is answered, never a fault', async () => expect(await swept.faultsTwice(filledIn)).toEqual([]), 180_000)

const days = ['1.1.0000', '31.12.9999', '01.01.1900', '1.1.-5']
test.each(days)('%s as every day of a form that is otherwise well filled in', async (day) => {
  const isDay = (name: string, value: unknown) => /^(fra|til|neste|siden|borte|tilbake|gjelder|frist|uker)$/.test(name) && !/^[0-9a-f-]{36}$/.test(String(value))
  expect(await swept.faults((found) => Object.fromEntries(Object.entries(filledIn(found)).map(([name, value]) => [name, isDay(name, value) ? day : value])))).toEqual([])
}, 180_000)

const inAddresses = ['%00', '..%2f..%2fetc%2fpasswd', '%ff', "'%20or%201=1--", '-'.repeat(36), '00000000-0000-4000-8000-000000000000']
test('addresses with what somebody has thought out lead to nothing', async () => {
  const faults: string[] = []
  for (const [person, role] of [['tone', 'team-leader'], ['siri', 'head'], ['per', 'service-contact'], ['olav', 'authority']] as const) {
    const browser = await world.as(person, role)
    for (const address of ['/stottesystem/', '/stottesystem/aktiviteter/', '/stottesystem/foresporsler/', '/stottesystem/overforinger/', '/kapasitet/timer/', '/kapasitet/lovet/', '/kapasitet/halvarsplan/', '/mine-barnehager/'])
      for (const what of inAddresses)
        for (const path of [`${address}${what}`, `${address}${what}/endre`, `${address}${what}/kontakt`, `${address}${what}/besok/${what}`]) {
          const { status } = await browser.get(path)
          if (status >= 500 || status === 200) faults.push(`${status} ${person} ${path}`)
        }
  }
  expect(faults).toEqual([])
}, 120_000)

test('what somebody has thought out to ask for is answered, never a fault', async () => {
  const faults: string[] = []
  const values = ['%00', '-1', '99999999999999999999', 'x'.repeat(5000), '-'.repeat(36), '9999-12-31', '0000-01-01', '2026-02-30']
  const pages: readonly (readonly [string, string, string])[] = [
    ...['/kapasitet?fra=', '/kapasitet/lovet/ny?sak=', '/kapasitet/lovet/ny?kilde=case&id=', '/kapasitet/lovet/ny?kilde=', '/kapasitet/hvem?sak=', '/kapasitet/hvem?lovet=', '/kapasitet/halvarsplan?etter=', '/mine-barnehager?side=', '/mine-barnehager?eier=', '/mine-barnehager?dager='].map((page) => ['tone', 'team-leader', page] as const),
    ...['/stottesystem?side=', '/stottesystem/foresporsler/ny?barnehage='].map((page) => ['siri', 'head', page] as const),
    ...['/mine-barnehager?side=', '/mine-barnehager?q=', '/mine-barnehager?tema=', '/mine-barnehager?hvem=', '/mine-barnehager?bare=', '/kapasitet?fra='].map((page) => ['olav', 'authority', page] as const),
    ...['/stottesystem/aktiviteter/ny?barnehage=', '/stottesystem/overforinger/ny?barnehage='].map((page) => ['per', 'service-contact', page] as const),
  ]
  for (const [person, role, page] of pages) {
    const browser = await world.as(person, role)
    for (const value of values)
      for (const query of [`${page}${value}`, `${page}${value}&${page.split('?')[1]}x`]) {
        const { status } = await browser.get(query)
        if (status >= 500) faults.push(`${status} ${person} ${query.slice(0, 80)}`)
      }
  }
  expect(faults).toEqual([])
}, 180_000)
