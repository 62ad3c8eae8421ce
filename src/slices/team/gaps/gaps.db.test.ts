import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type Browser, type Form, type World } from '../../../../test/kit.ts'
import { forgetLines } from './actions.ts'

// The plan for what the team is short of, on the real database.

let world: World
let tone: Browser
let amir: Browser
let ragnhild: Browser
let amirId: string
beforeAll(async () => {
  world = await openWorld()
  tone = await world.as('tone')
  amir = await world.as('amir')
  ragnhild = await world.as('ragnhild')
  amirId = (await world.asOwner<{ id: string }>("select id from identity.person where name = 'Amir Nord'"))[0]?.id ?? ''
})
afterAll(() => world.close())

const plan = '/teamets-kompetanse/plan'
const open = (more: Form = {}) => tone.post(plan, { emne: 'rammeplan-2017-9-5', mate: 'course', hva: 'Kurs om tall og rom', hvem: amirId, frist: '1.3.2027', ...more })
const see = async (who: Browser, path: string) => words((await who.get(`${path}?sprak=nb`)).text)

test('from a line to done: the leader writes it, it is a task of the one who does it, and that one marks it as done', async () => {
  expect((await open()).status).toBe(303)
  expect(await see(amir, '/oppgaver')).toContain('Kurs om tall og rom')
  const id = (await world.asOwner<{ id: string }>("select id from team.gap_line where what = 'Kurs om tall og rom'"))[0]?.id ?? ''
  const other = await ragnhild.post(`${plan}/${id}`, { handling: 'done' })
  expect([other.status, words(other.text).includes('Bare lederen og den som skal gjøre det')]).toEqual([409, true])
  expect((await amir.post(`${plan}/${id}`, { handling: 'done' })).status).toBe(303)
  expect(await see(tone, plan)).toMatch(/1 av 2 linjer er gjort/)
  expect(await see(amir, '/oppgaver')).not.toContain('Kurs om tall og rom')
  const twice = await tone.post(`${plan}/${id}`, { handling: 'dropped' })
  expect([twice.status, words(twice.text).includes('allerede gjort eller droppet')]).toEqual([409, true])
  world.clock.set(new Date('2029-11-23T09:00:00Z'))
  expect(await forgetLines(world.deps)).toBe(0)
  world.clock.set(new Date('2029-11-24T09:00:00Z'))
  expect(await forgetLines(world.deps)).toBe(1)
  world.clock.set(new Date('2026-11-23T09:00:00Z'))
})

test.each<[string, Form, number, string]>([
  ['nothing to do', { hva: '' }, 422, 'Skriv hva som skal gjøres.'],
  ['no way', { mate: '' }, 422, 'Velg hvordan dere skaffer kompetansen.'],
  ['nobody', { hvem: '' }, 422, 'Velg hvem i teamet som gjør det.'],
  ['a day that is none', { frist: '31.2.2027' }, 422, 'Skriv datoen det skal være gjort'],
  ['a day that has passed', { frist: '1.3.2026' }, 409, 'Datoen har vært.'],
  ['someone who is not in the team', { hvem: '00000000-0000-4000-8000-000000000000' }, 409, 'er ikke i teamet på den datoen'],
  ['a theme nobody knows', { emne: 'finnes-ikke' }, 409, 'Temaet står ikke på lista lenger.'],
  ['the same line once more', { emne: 'rammeplan-2017-9-1', mate: 'colleague', hva: 'Følge en kollega på to veiledninger om språk' }, 409, 'Den samme linjen står åpen'],
])('refused in words: %s', async (_, more, status, sentence) => {
  const reply = await open(more)
  expect([reply.status, words(reply.text).includes(sentence)]).toEqual([status, true])
})

test('only the leader writes lines; other roles see nothing of the plan', async () => {
  expect((await amir.post(plan, {})).status).toBe(403)
  for (const [who, role] of [['olav', 'authority'], ['siri', 'head']] as const) expect((await (await world.as(who, role)).get(plan)).status).toBe(403)
})

test('the same line sent twice at once is written once', async () => {
  const both = await Promise.all([open({ hva: 'To trykk' }), open({ hva: 'To trykk' })])
  expect(both.map(({ status }) => status).toSorted()).toEqual([303, 409])
  expect(await world.asOwner("select 1 from team.gap_line where what = 'To trykk'")).toHaveLength(1)
})
