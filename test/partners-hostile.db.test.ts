import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from './kit.ts'
import { filledIn, hostile, oneWrong, sweep, type Sweep } from './sweep.ts'

// Forms of partnerships, universities' offers, plans of a municipality, schools and consultation meetings as a hostile program sends them.

let world: World
let swept: Sweep
const ofPartners = /^\/(partnerskap|tilbud|strategi|skole|droftinger)(?![a-z-])/
const from = ['/partnerskap', '/partnerskap/ny', '/tilbud', '/tilbud/ny', '/strategi', '/strategi/ny', '/skole', '/skole/samarbeid/nytt', '/droftinger', '/droftinger/ny']
const personas = [['olav', 'owner'], ['ulla', 'university-contact'], ['stine', 'county-governor'], ['tone', 'team-leader'], ['olav', 'authority'], ['siri', 'head'], ['knut', 'school-leader'], ['frida', 'union-representative']] as const

beforeAll(async () => {
  world = await openWorld()
  // A meeting that goes on, so that the forms of the meeting itself are there.
  await world.asOwner("update strategy.discussion set starts_at = '2026-11-23T08:00Z', ends_at = '2026-11-23T15:00Z' where writing and cancelled_at is null")
  swept = await sweep(world, personas, ofPartners, from, 1)
}, 240_000)
afterAll(() => world.close())

test('the pages of the demonstration world have forms to try', () => {
  expect(swept.broken).toEqual([])
  expect(swept.forms.length).toBeGreaterThan(40)
})

describe('what no browser sends is refused, never a fault', () => {
  test.each(hostile)('%s', async (_, made) => expect(await swept.faults(made)).toEqual([]), 300_000)
  test('an id that is none, or a day no calendar has, in one field of a form that is well filled in', async () => expect(await oneWrong(swept)).toEqual([]), 180_000)
})

test('every button pressed twice at the same moment is answered, never a fault', async () => expect(await swept.faultsTwice(filledIn)).toEqual([]), 180_000)

const inAddresses = ['%00', '..%2f..%2fetc%2fpasswd', '%ff', "'%20or%201=1--", '-'.repeat(36), '00000000-0000-4000-8000-000000000000', `${'x'.repeat(190)}`, '%E2%80%AE', '{{7*7}}']
test('addresses with what somebody has thought out lead to nothing', async () => {
  const [tone, ulla, knut] = [await world.as('tone'), await world.as('ulla'), await world.as('knut')]
  const [partnership] = await world.asOwner<{ id: string }>('select id from scheme.partnership where agreed_at is not null order by id limit 1')
  const [plan] = await world.asOwner<{ id: string }>('select id from strategy.plan order by id limit 1')
  const [meeting] = await world.asOwner<{ id: string }>('select id from strategy.discussion order by id limit 1')
  const [joint] = await world.asOwner<{ id: string }>('select id from coordination.joint_plan order by id limit 1')
  const ways = [
    [ulla, ['/partnerskap/', ...['lofter', 'kontakter', 'samlinger', 'refleksjoner', 'grunner'].map((part) => `/partnerskap/${partnership?.id}/${part}/`), '/tilbud/']],
    [tone, ['/strategi/', `/strategi/${plan?.id}/mal/`, '/droftinger/', '/droftinger/avtaler/', ...['saker', 'papirer'].map((part) => `/droftinger/${meeting?.id}/${part}/`), '/skole/planer/', '/skole/samarbeid/', '/skole/moter/']],
    [knut, [`/skole/planer/${joint?.id}/punkter/`, '/skole/moter/', '/skole/samarbeid/']],
  ] as const
  const faults: string[] = []
  for (const [browser, addresses] of ways)
    for (const address of addresses)
      for (const what of inAddresses) {
        const { status } = await browser.get(`${address}${what}`)
        if (status >= 500 || status === 200) faults.push(`${status} ${address}${what}`)
      }
  for (const [browser, path] of [[ulla, '/tilbud?sok='], [ulla, '/tilbud?tema='], [ulla, '/tilbud?form='], [ulla, `/partnerskap/${partnership?.id}?notat=`], [tone, `/droftinger/${meeting?.id}/mote?sak=`], [knut, '/skole/samarbeid/nytt?skole=']] as const)
    for (const value of ['%00', '-1', '99999999999999999999', "'", 'x'.repeat(5000), '%25_%5C', '[]', '0000']) {
      const { status } = await browser.get(`${path}${value}`)
      if (status >= 500) faults.push(`${status} ${path}${value.slice(0, 20)}`)
    }
  expect(faults).toEqual([])
}, 60_000)

test('a day no calendar has, and years far away, are refused in every form with days', async () => {
  const faults: string[] = []
  for (const found of swept.forms)
    for (const field of Object.keys(found.fields).filter((name) => /^(dato|dag|fra|til|frist|siste|nydag|lofra|lotil|nar)$/.test(name)))
      for (const day of ['00.00.0000', '0000-00-00', '31.12.9999', '31.2.2027', '1.1.2199']) {
        const { status } = await swept.send(found, { ...filledIn(found), [field]: day })
        if (status >= 500) faults.push(`${status} ${found.who} ${found.action} ${field} ${day}`)
      }
  expect(faults).toEqual([])
}, 180_000)
