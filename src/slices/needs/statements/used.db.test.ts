import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type World } from '../../../../test/kit.ts'
import { decided, written } from './statements.fixtures.ts'

// From a need to what is done about it, and back.

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('one click from a decided need begins a request for guidance with its words, and each shows the other', async () => {
  const siri = await world.as('siri')
  const id = await decided(siri)
  const nokkel = crypto.randomUUID()
  const begun = await siri.post('/veiledning', { nokkel, behov: id })
  const again = await siri.post('/veiledning', { nokkel, behov: id })
  expect([begun.status, begun.location]).toEqual([303, again.location])
  const overview = await siri.get(begun.location ?? '')
  expect([words(overview.text).includes('Bygger på behovet Roligere overganger'), overview.text.includes(`/behovsbeskrivelser/${id}`)]).toEqual([true, true])
  const caseId = begun.location?.split('/')[2] ?? ''
  const [row] = await world.asOwner<Record<string, unknown>>('select themes, experienced, wished, goal, staff_involved, staff_involved_how from guidance.case where id = $1', [caseId])
  expect(row).toEqual({ themes: ['rammeplan-2017-6'], experienced: 'Vi ser uro i garderoben hver dag.\n\nBarna på alle avdelinger.\n\nVi går ut samtidig.', wished: 'Vi deler barna i små grupper.', goal: 'Det er stille nok til å snakke sammen.', staff_involved: 'yes', staff_involved_how: 'Alle snakket om det på personalmøtet.' })
  const need = await siri.get(`/behovsbeskrivelser/${id}`)
  expect(need.text).toContain(`href="/veiledning/${caseId}"`)
})

test('a draft, another’s need and a need that does not exist begin nothing', async () => {
  const siri = await world.as('siri')
  const hanne = await world.as('hanne')
  const draft = await written(siri)
  const id = await decided(siri)
  const before = await world.asOwner('select 1 from guidance.case')
  for (const [browser, behov] of [[siri, draft], [hanne, id], [siri, crypto.randomUUID()], [siri, 'x']] as const) expect((await browser.post('/veiledning', { nokkel: crypto.randomUUID(), behov })).status).toBe(404)
  expect((await world.asOwner('select 1 from guidance.case')).length).toBe(before.length)
  for (const [browser, behov] of [[hanne, id], [siri, crypto.randomUUID()]] as const) expect((await browser.post('/behov', { nokkel: crypto.randomUUID(), runde: '', behov })).status).not.toBe(200)
})

test('the owner begins a need report from it, with the kindergarten, the name, the need and the goals; the head sees that it led there as far as it may', async () => {
  const hanne = await world.as('hanne')
  const eva = await world.as('eva')
  const id = await decided(hanne)
  const asked = await hanne.post('/behov', { nokkel: crypto.randomUUID(), behov: id })
  const fromOwner = await eva.post('/behov', { nokkel: crypto.randomUUID(), behov: id })
  expect([asked.status, fromOwner.status]).toEqual([303, 303])
  const [round] = await world.asOwner<{ id: string }>("select r.id from scheme.round r join scheme.scheme s on s.code = r.scheme_code where r.stage = 'announced' order by r.id limit 1")
  const begun = fromOwner.location?.endsWith('/runde') ? await eva.post('/behov', { nokkel: crypto.randomUUID(), behov: id, runde: round?.id ?? '' }) : fromOwner
  expect([begun.status, begun.location]).toEqual([303, expect.stringMatching(/^\/behov\/[0-9a-f-]{36}$/)])
  const overview = words((await eva.get(begun.location ?? '')).text)
  expect(overview).toContain('Bygger på behovet Roligere overganger')
  const [row] = await world.asOwner<{ answers: Record<string, unknown>; need_id: string }>('select d.answers, r.need_id from scheme.report_draft d join scheme.report r on r.id = d.report_id where r.id = $1', [begun.location?.split('/')[2]])
  const texts = Object.values(row?.answers ?? {}).flat()
  expect([row?.need_id, texts.some((one) => String(one).includes('Vi ser uro i garderoben')), texts.includes(await world.org('Trollstua barnehage'))]).toEqual([id, true, true])
  expect((await eva.get(`/behovsbeskrivelser/${id}`)).text).toContain(`href="${begun.location}"`)
})
