import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../test/kit.ts'
import { beginReport, definitionOf, fillIn, sectionFields } from './reports.fixtures.ts'
import { withContext } from '../forms/answers.ts'

let world: World
let eva: Browser
let ulla: Browser
let stine: Browser
let trollstua: string
let partner: string
beforeAll(async () => {
  world = await openWorld()
  ;[eva, ulla, stine] = await Promise.all([world.as('eva'), world.as('ulla'), world.as('stine')])
  ;[trollstua, partner] = await Promise.all([world.org('Trollstua barnehage'), world.org('Høgskolen i Fjordvik')])
})
afterAll(() => world.close())

const full = async (): Promise<string> => {
  const id = await beginReport(world, eva)
  await fillIn(world, eva, id, { kindergartens: [trollstua], partner })
  return id
}

describe('beginning', () => {
  test('an owner begins in an open round, once for each click', async () => {
    const [round] = await world.asOwner<{ id: string }>("select id from scheme.round where stage = 'announced'")
    const form = { runde: round?.id ?? '', nokkel: crypto.randomUUID() }
    const [one, two] = await Promise.all([eva.post('/behov', form), eva.post('/behov', form)])
    expect(one.location).toBe(two.location)
    expect(words((await eva.get(one.location ?? '')).text)).toContain('Siste dag for å sende er 1. februar 2027, til kl. 23.59.')
    expect(words((await eva.get('/behov')).text)).toContain('Behovsmelding uten navn')
  })
  test('a key with eleven digits in it is no person’s number', async () => {
    const [round] = await world.asOwner<{ id: string }>("select id from scheme.round where stage = 'announced'")
    const begun = await eva.post('/behov', { runde: round?.id ?? '', nokkel: 'd68f6cff-b793-4776-b140-45946933e85f' })
    expect(begun.status).toBe(303)
  })
  test('the head does not where owners report, and is told who does', async () => {
    const hanne = await world.as('hanne')
    const [round] = await world.asOwner<{ id: string }>("select id from scheme.round where stage = 'announced'")
    const refused = await hanne.post('/behov', { runde: round?.id ?? '', nokkel: crypto.randomUUID() })
    expect(refused.location).toBe(`/runder/${round?.id}`)
  })
  test('going on from an earlier grant brings its answers along, and asks the same partner anew', async () => {
    const id = await beginReport(world, eva)
    const [earlier] = await world.asOwner<{ id: string }>("select report_id as id from scheme.report_fact where title = 'Lesing som felles praksis'")
    expect((await eva.post(`/behov/${id}/slag`, { slag: 'continuation', del: 'collective', bygger: earlier?.id ?? '', nettverk: '' })).status).toBe(303)
    expect(words((await eva.get(`/behov/${id}/lesing`)).text)).toContain('Vi leser mye for noen barn og lite for andre.')
    expect(await world.asOwner("select org_id, state from scheme.report_party where report_id = $1 and part = 'partner'", [id])).toEqual([{ org_id: partner, state: 'invited' }])
    expect(words((await ulla.get('/oppgaver')).text)).toContain('Eventyrkjeden')
    expect((await ulla.get(`/behov/${id}/partner`)).status).toBe(200)
  })
})

describe('writing', () => {
  test('how many work at a kindergarten is told beside the table of staff: what it has said itself, else the register, and nothing that nobody has said', async () => {
    const id = await full()
    const definition = await definitionOf(world, id)
    const section = definition.sections.find(({ questions }) => questions.some(({ kind }) => kind === 'staff')) ?? expect.fail('nobody asks about staff')
    const told = async () => /Det er oppgitt (\d+) ansatte? i alt i barnehagen/.exec(words((await eva.get(`/behov/${id}/del/${section.key}`)).text))?.[1]
    const say = async (own: number | null, register: number | null) => {
      await world.asOwner("insert into register.own_fact (organisation_id, changed_at, changed_by) values ($1, now(), 'x') on conflict do nothing", [trollstua])
      await world.asOwner('update register.own_fact set staff_count = $2 where organisation_id = $1', [trollstua, own])
      await world.asOwner('update register.register_fact set staff = $2 where organisation_id = $1', [trollstua, register])
    }
    const answers = async () => (await world.asOwner<{ answers: object }>('select answers from scheme.report_draft where report_id = $1', [id]))[0]?.answers
    const before = await answers()
    for (const [own, register, expected] of [[null, null, undefined], [null, 17, '17'], [19, 17, '19'], [null, 1, '1'], [0, 0, undefined]] as const) {
      await say(own, register)
      expect([own, register, await told()]).toEqual([own, register, expected])
    }
    // It is told, not answered: which group each of them is in, nobody but the kindergarten knows.
    expect(await answers()).toEqual(before)
  })
  test('a foreign kindergarten in the list is refused in words, and what was typed stands', async () => {
    const id = await beginReport(world, eva)
    const solstrala = await world.org('Solstråla barnehage')
    const again = await eva.post(`/behov/${id}/del/about`, { 'q.title': 'Lek hele dagen', 'q.kindergartens': [solstrala], 'q.scope': 'single' })
    expect(again.status).toBe(422)
    expect(again.text).toContain('Lek hele dagen')
  })
  test.each([
    ['negative money', { 'q.amounts.2027.owner': '-5' }],
    ['money beyond all measure', { 'q.amounts.2027.owner': '99999999999999' }],
    ['no number at all', { 'q.amounts.2027.owner': 'mye' }],
  ])('%s is refused in words', async (_, fields) => {
    const id = await full()
    const again = await eva.post(`/behov/${id}/del/budget`, fields)
    expect(again.status).toBe(422)
    expect(again.text).toContain(Object.values(fields)[0])
  })
  test('a hundred thousand characters are refused, and a child’s number is never stored', async () => {
    const id = await beginReport(world, eva)
    expect((await eva.post(`/behov/${id}/del/need`, { 'q.need': 'a'.repeat(100_000) })).status).toBe(422)
    expect((await eva.post(`/behov/${id}/del/need`, { 'q.need': 'Barnet 01010750160 trenger hjelp' })).status).toBe(422)
    expect((await world.asOwner<{ answers: object }>('select answers from scheme.report_draft where report_id = $1', [id]))[0]?.answers).not.toHaveProperty('need')
  })
  test('two who write in the same part: the second sees both, and nothing is lost', async () => {
    const id = await full()
    const page = (await eva.get(`/behov/${id}/del/need`)).text
    const seen = /name="sett" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const definition = await definitionOf(world, id)
    const fields = sectionFields(definition, 'need', { kindergartens: [trollstua], partner }, withContext({}, { kind: 'new', strand: 'collective', network: false, ownership: 'private', firstYear: 2027 }))
    expect((await eva.post(`/behov/${id}/del/need`, { ...fields, 'q.need': 'Den første skrev dette.', sett: seen, handling: 'kladd' })).status).toBe(303)
    const second = await eva.post(`/behov/${id}/del/need`, { ...fields, 'q.need': 'Den andre skrev dette.', sett: seen, handling: 'kladd' })
    expect(second.status).toBe(409)
    for (const text of ['Den første skrev dette.', 'Den andre skrev dette.', 'Eva Brekke']) expect(second.text).toContain(text)
    const autosave = await eva.post(`/behov/${id}/del/need`, { ...fields, 'q.need': 'Tredje', sett: seen }, { 'x-autosave': '1', accept: 'application/json' })
    expect([409, 200]).toContain(autosave.status)
  })
  test('a file that is not what it says is refused', async () => {
    const id = await full()
    const boundary = 'a-line-between-parts'
    const part = (disposition: string, body: string) => `--${boundary}\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n${body}\r\n`
    const send = (name: string, content: string) => world.app.inject({ method: 'POST', url: `/behov/${id}/del/budget`, cookies: { sesjon: eva.session?.token ?? '' }, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, payload: `${part('name="_csrf"', eva.session?.csrf ?? '')}${part('name="handling"', 'kladd')}${part(`name="q.attachments"; filename="${name}"`, content)}--${boundary}--\r\n` })
    expect((await send('plan.pdf', 'MZ not a pdf')).statusCode).toBe(422)
    expect((await send('plan.pdf', '%PDF-1.7 plan')).statusCode).toBe(303)
    const [file] = await world.asOwner<{ id: string }>('select id from scheme.report_file where report_id = $1', [id])
    expect((await eva.get(`/behov/${id}/vedlegg/${file?.id}`)).text).toContain('%PDF')
    expect((await stine.get(`/behov/${id}/vedlegg/${file?.id}`)).status).toBe(404)
  })
})

describe('who sees what', () => {
  test('the county governor sees nothing of a draft, another owner neither', async () => {
    const id = await full()
    for (const other of [stine, await world.as('olav'), await world.as('liv'), await world.as('nora')]) {
      for (const path of ['', '/lesing', '/kontroll', '/kvittering', '/pdf', '/del/need']) expect([403, 404]).toContain((await other.get(`/behov/${id}${path}`)).status)
    }
  })
  test('the partner that is named sees it, answers, and writes its own part only', async () => {
    const id = await full()
    expect(words((await ulla.get(`/behov/${id}`)).text)).toContain('Eventyrkjeden vil ha dere med')
    expect((await ulla.post(`/behov/${id}/del/need`, { 'q.need': 'Vi skriver i andres del' })).status).toBe(404)
    expect((await ulla.post(`/behov/${id}/svar`, { svar: 'nei', grunn: '' })).status).toBe(422)
    expect((await ulla.post(`/behov/${id}/svar`, { svar: 'ja' })).status).toBe(303)
    await fillIn(world, ulla, id, { kindergartens: [trollstua], partner }, 'partner')
    expect((await eva.post(`/behov/${id}/del/partner-part`, { 'q.partner-part': 'Eieren skriver partnerens del' })).status).toBe(404)
  })
  test('the heads of the kindergartens in the list read it, and others do not', async () => {
    const id = await full()
    expect((await (await world.as('hanne')).get(`/behov/${id}`)).status).toBe(200)
    expect((await (await world.as('siri')).get(`/behov/${id}`)).status).toBe(404)
  })
})

describe('a network of owners', () => {
  test('a member is asked, says yes with its own kindergartens, or no with a reason', async () => {
    const id = await beginReport(world, eva)
    const liv = await world.as('liv')
    const foundation = await world.org('Stiftelsen Fjordgløtt')
    expect(words((await eva.get(`/behov/${id}/deltakere?q=fjordglott`)).text)).toContain('Stiftelsen Fjordgløtt')
    expect((await eva.post(`/behov/${id}/deltakere`, { virksomhet: foundation })).status).toBe(303)
    expect((await eva.post(`/behov/${id}/deltakere`, { virksomhet: foundation })).status).toBe(409)
    expect((await eva.post(`/behov/${id}/deltakere`, { virksomhet: partner })).status).toBe(409)
    expect((await liv.post(`/behov/${id}/del/about`, { 'q.title': 'Før svaret' })).status).toBe(404)
    expect((await liv.post(`/behov/${id}/svar`, { svar: 'ja' })).status).toBe(303)
    const waits = async () => (await liv.get('/oppgaver')).text.includes(`href="/behov/${id}"`)
    expect(words((await liv.get('/oppgaver')).text)).toContain('Velg barnehagene deres i behovsmeldingen fra Eventyrkjeden')
    const fjordglott = await world.org('Fjordgløtt barnehage')
    expect((await liv.post(`/behov/${id}/del/about`, { 'q.title': 'Sammen om leken', 'q.scope': 'network', 'q.network-contact': 'Liv', 'q.kindergartens': [trollstua, fjordglott], handling: 'kladd' })).status).toBe(303)
    expect(await waits()).toBe(false)
    expect((await eva.post(`/behov/${id}/deltakere/fjerning`, { virksomhet: foundation })).status).toBe(303)
    expect((await liv.get(`/behov/${id}`)).status).toBe(404)
    expect(words((await eva.get(`/behov/${id}/kontroll`)).text)).toContain('Noe mangler')
  })
})
