import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type World } from '../../../../../test/kit.ts'
import { sentDocument } from '../sending/document.ts'
import { loadSubmissions } from '../sending/store.ts'
import { loadWork } from '../work.ts'
import { reading, system } from '../../../../platform/db.ts'

// The scheme of 2021 had three strands: everyone who writes, signs, reads or handles a report must see which one it is in.
let world: World
let report: string
let round: string
beforeAll(async () => {
  world = await openWorld()
  const [found] = await world.asOwner<{ id: string; round_id: string }>("select r.id, r.round_id from scheme.report r join scheme.report_fact f on f.report_id = r.id where f.title = 'Inkluderende lekemiljø' and r.reference is not null")
  ;[report, round] = [found?.id ?? '', found?.round_id ?? '']
  // Past the guards of the database: the demonstration world has no report in another strand than the first.
  await world.asOwner(`begin; set local session_replication_role = replica; update scheme.report set strand = 'decentralised', builds_on = (select id from scheme.report where reference like 'B2019-%' order by reference limit 1), kind = 'continuation' where id = '${report}'; commit`)
})
afterAll(() => world.close())

const page = async (person: string, path: string) => {
  const { status, text } = await (await world.as(person, person === 'olav' ? 'owner' : undefined)).get(path)
  expect(status, path).toBe(200)
  return words(text).replaceAll('\u00a0', ' ')
}

test.each([
  ['the owner’s receipt', 'olav', () => `/behov/${report}/kvittering`],
  ['the county governor’s page', 'stine', () => `/behov/${report}`],
  ['the review of it', 'stine', () => `/behov/${report}/vurdering`],
  ['the list of the review', 'stine', () => `/runder/${round}/vurdering`],
  ['the forum’s list', 'stine', () => `/runder/${round}/saksliste`],
  ['the list of decisions', 'stine', () => `/runder/${round}/vedtak`],
])('the strand is named on %s', async (_, person, path) => {
  expect(await page(person, path())).toContain('Desentralisert ordning')
})

test('the receipt says what it builds on, and what the owner must pay itself', async () => {
  const text = await page('olav', `/behov/${report}/kvittering`)
  expect(text).toMatch(/Videreføring, bygger på B2019-\d+/)
  expect(text).toContain('en egenandel på 30 prosent av det eieren får. Av kr 750 000 blir det kr 225 000.')
})

test('so does what is printed', async () => {
  const document = await reading(world.db, system, async (tx) => {
    const [work, [submission]] = await Promise.all([loadWork(tx, report), loadSubmissions(tx, report)])
    if (!work || !submission) throw new Error('The demonstration world has it')
    return sentDocument(work, submission, work.definition, submission.answers, 'nn')
  })
  const facts = document.body.flatMap((block) => (block.kind === 'facts' ? block.rows.map(({ term, value }) => `${term}: ${value}`) : []))
  expect(facts).toContain('Delordning: Desentralisert ordning')
  expect(facts.join('\n')).toContain('Eigendel: Delordninga krev ein eigendel på 30 prosent')
})

test('the list of the review is narrowed to a strand, also as a file', async () => {
  const [own, other] = [`/runder/${round}/vurdering?del=decentralised`, `/runder/${round}/vurdering?del=regional`]
  expect(await page('stine', own)).toContain('Inkluderende lekemiljø')
  expect(await page('stine', other)).not.toContain('Inkluderende lekemiljø')
  const csv = (await (await world.as('stine')).get(`/runder/${round}/vurdering.csv?del=decentralised`)).text
  expect(csv).toContain('Delordning')
  expect(csv).toContain('Desentralisert ordning')
})
