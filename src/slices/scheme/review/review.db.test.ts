import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { actorOf, tries as inDatabase } from '../../../../test/actors.ts'
import { openWorld, words, type Browser, type World } from '../../../../test/kit.ts'
import { allMet, assignTo, groupOf, marks, personId, roundIn, sentIn } from './review.fixtures.ts'

let world: World
let stine: Browser
let arve: Browser
let ulla: Browser
let frida: Browser
let round: string
let report: string
beforeAll(async () => {
  world = await openWorld()
  ;[stine, arve, ulla, frida] = await Promise.all([world.as('stine'), world.as('arve'), world.as('ulla'), world.as('frida')])
})
afterAll(() => world.close())
beforeEach(async () => {
  round = await roundIn(world)
  report = await sentIn(world, round, { title: 'Språk i måltidet' })
})
const page = (id = report) => `/behov/${id}/vurdering`
const outcomes = async (outcome: string, note = ''): Promise<Record<string, string>> => {
  const codes = [...(await stine.get(page())).text.matchAll(/name="outcome-([\w-]+)"/g)].map(([, code = '']) => code)
  return Object.fromEntries([...new Set(codes)].flatMap((code) => [[`outcome-${code}`, outcome], [`note-${code}`, note]]))
}
const seen = async () => /name="seen" value="([^"]*)"/.exec((await stine.get(page())).text)?.[1] ?? ''

describe('who sees what', () => {
  test('the county governor sees all sent reports; an owner, none; a reader, the assigned ones', async () => {
    const other = await sentIn(world, round, { title: 'Et annet behov' })
    await assignTo(world, report, 'Ulla Holm')
    expect(words((await stine.get(`/runder/${round}/vurdering`)).text)).toMatch(/Språk i måltidet.*Et annet behov|Et annet behov.*Språk i måltidet/)
    expect((await (await world.as('eva')).get(`/runder/${round}/vurdering`)).status).toBe(404)
    expect((await (await world.as('eva')).get(page())).status).toBe(404)
    expect((await (await world.as('tone')).get(`/runder/${round}/vurdering`)).status).toBe(403)
    const list = words((await ulla.get(`/runder/${round}/vurdering`)).text)
    expect(list).toContain('Språk i måltidet')
    expect(list).not.toContain('Et annet behov')
    expect([(await ulla.get(page())).status, (await ulla.get(page(other))).status, (await frida.get(page())).status]).toEqual([200, 404, 404])
    expect(words((await ulla.get('/vurdering')).text)).toContain('Runde som er lukket')
  })
  test('what only the county governor may do, is not there for a reader', async () => {
    await assignTo(world, report, 'Ulla Holm')
    for (const path of ['/vilkar', '/sporsmal', '/poeng/retur', '/kontroll', '/lesere', '/lesere/habilitet']) expect({ path, status: (await ulla.post(`${page()}${path}`, {})).status }).toEqual({ path, status: 403 })
  })
  test('someone with the direct link to what does not exist', async () => {
    for (const path of ['/behov/nei/vurdering', '/runder/nei/vurdering', '/runder/00000000-0000-4000-8000-000000000000/vurdering.csv', '/behov/nei/vurdering/lesere']) expect((await stine.get(path)).status).toBe(404)
  })
})

describe('by the rules of 2019', () => {
  const byThen = async () => {
    await world.asOwner("update scheme.round set scheme_code = 'regional-2019' where id = $1", [round])
    await world.asOwner('delete from scheme.report_amount where report_id = $1', [report])
    await world.asOwner("update scheme.report_fact set goals = '' where report_id = $1", [report])
  }
  test('what its form never asked is not shown as unanswered', async () => {
    await byThen()
    const text = words((await stine.get(page())).text)
    for (const unasked of ['Ikke besvart', 'Søkt om', 'Statsforvalteren vurderer først']) expect(text).not.toContain(unasked)
    expect(text).toContain('Fylkesmannen vurderer først om kriteriene er oppfylt.')
    expect(words((await stine.get(`/runder/${round}/vurdering`)).text)).toContain('Ikke bedt om beløp')
  })
  test('where groups are made, it is said whether the scheme has them', async () => {
    const said = async () => words((await stine.get(`/runder/${round}/vurdering/grupper`)).text)
    expect(await said()).toContain('I denne ordningen er arbeidsgrupper ikke fast.')
    await byThen()
    expect(await said()).toContain('I denne ordningen leser tematiske arbeidsgrupper alle behovsmeldinger før samarbeidsforum.')
  })
})

describe('eligibility', () => {
  test('what is not met needs a note, and then the report cannot be prioritised', async () => {
    const bare = await stine.post(`${page()}/vilkar`, { seen: '', ...(await outcomes('not-met')) })
    expect([bare.status, words(bare.text)]).toEqual([409, expect.stringContaining('Skriv en merknad til hvert kriterium')])
    const one = await outcomes('met')
    const [first = ''] = Object.keys(one)
    await stine.post(`${page()}/vilkar`, { seen: '', ...one, [first]: 'not-met', [first.replace('outcome', 'note')]: 'Behovet er ikke vurdert lokalt.' })
    expect(words((await stine.get(page())).text)).toContain('kan ikke prioriteres')
    expect(await world.asOwner('select eligible from scheme.report_score where report_id = $1', [report])).toEqual([{ eligible: false }])
  })
  test('two at once: the second is told, and nothing typed is lost', async () => {
    const form = { seen: '', ...(await outcomes('must-be-clarified', 'Hvem har vært med?')) }
    const answers = await Promise.all([stine.post(`${page()}/vilkar`, form), arve.post(`${page()}/vilkar`, { ...form, ...(await outcomes('not-met', 'Arve skrev dette.')) })])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    const refused = answers.find(({ status }) => status === 409)?.text ?? ''
    expect(refused).toMatch(/Hvem har vært med\?|Arve skrev dette\./)
  })
  test('the same once more is nothing', async () => {
    await stine.post(`${page()}/vilkar`, { seen: '', ...(await outcomes('met')) })
    expect((await stine.post(`${page()}/vilkar`, { seen: await seen(), ...(await outcomes('met')) })).status).toBe(409)
    expect(await world.asOwner('select eligible from scheme.report_score where report_id = $1', [report])).toEqual([{ eligible: true }])
  })
  test('the applicant is asked, told, and answers once; what was sent stays', async () => {
    expect((await stine.post(`${page()}/sporsmal`, { question: 'Hvem i personalet har vært med?' })).status).toBe(303)
    expect((await stine.post(`${page()}/sporsmal`, { question: 'Og en til?' })).status).toBe(409)
    const eva = await world.as('eva')
    expect((await world.asOwner("select path from messaging.notice where kind = 'scheme-clarification-asked' and subject_id = $1", [report]))).toEqual([{ path: `/behov/${report}/avklaring` }])
    const shown = await eva.get(`/behov/${report}/avklaring`)
    expect(words(shown.text)).toContain('Hvem i personalet har vært med?')
    const [, link = ''] = /action="(\/behov\/[^"]+\/avklaring\/[^"]+)"/.exec(shown.text) ?? []
    expect((await eva.post(link, { answer: '' })).status).toBe(422)
    const long = await eva.post(link, { answer: 'a'.repeat(100_000) })
    expect([long.status, long.text.includes('a'.repeat(50_000))]).toEqual([422, true])
    expect((await eva.post(link, { answer: 'Alle i avdelingene.' })).status).toBe(303)
    expect((await eva.post(link, { answer: 'Noe annet.' })).status).toBe(409)
    expect(words((await stine.get(page())).text)).toContain('Alle i avdelingene.')
    expect(await world.asOwner('select state from scheme.report where id = $1', [report])).toEqual([{ state: 'submitted' }])
    const olav = await world.as('olav', 'owner')
    expect([(await olav.get(`/behov/${report}/avklaring`)).status, (await olav.post(link, { answer: 'Nei' })).status]).toEqual([404, 404])
  })
})

describe('readers and their points', () => {
  beforeEach(async () => {
    await allMet(world, report)
    await assignTo(world, report, 'Ulla Holm')
    await assignTo(world, report, 'Frida Aas')
  })
  test('a reader sees the others’ points when the own are delivered', async () => {
    await ulla.post(`${page()}/poeng`, { handling: 'lever', ...(await marks(world, '4', 'Ullas grunn')) })
    expect(words((await frida.get(page())).text)).not.toContain('Ullas grunn')
    expect((await frida.post(`${page()}/poeng`, { handling: 'lever', ...(await marks(world, '1', 'Fridas grunn')) })).status).toBe(303)
    expect(words((await frida.get(page())).text)).toContain('Ullas grunn')
    const shown = words((await stine.get(page())).text)
    expect(shown).toContain('62,5 av 100 poeng')
    expect(shown).toContain('Langt fra hverandre')
    expect(await world.asOwner('select points::float8 as points, readers, delivered, eligible from scheme.report_score where report_id = $1', [report])).toEqual([{ points: 62.5, readers: 2, delivered: 2, eligible: true }])
    const csv = (await stine.get(`/runder/${round}/vurdering.csv?merket=ja`)).text
    expect(csv).toContain('62,5')
    expect((await stine.get(`/runder/${round}/vurdering.xlsx`)).headers['content-type']).toContain('spreadsheetml')
  })
  test('half of it is kept and seen by nobody else; delivering wants all of it', async () => {
    const half = Object.fromEntries(Object.entries(await marks(world, '3', 'Halvveis')).slice(0, 2))
    expect((await ulla.post(`${page()}/poeng`, { handling: 'lagre', ...half })).status).toBe(303)
    expect((await ulla.get(page())).text).toContain('Halvveis')
    expect((await stine.get(page())).text).not.toContain('Halvveis')
    const delivered = await ulla.post(`${page()}/poeng`, { handling: 'lever', ...half })
    expect([delivered.status, words(delivered.text)]).toEqual([409, expect.stringContaining('Gi poeng og en grunn for hvert kriterium')])
  })
  test.each([['5'], ['-1'], ['2,5'], ['mange']])('points outside the scale: %s', async (points) => {
    expect((await ulla.post(`${page()}/poeng`, { handling: 'lever', ...(await marks(world, points)) })).status).toBe(422)
  })
  test('100,000 characters are shown again with what to do', async () => {
    const answer = await ulla.post(`${page()}/poeng`, { handling: 'lever', ...(await marks(world, '2')), [Object.keys(await marks(world, '2'))[1] ?? '']: 'x'.repeat(100_000) })
    expect([answer.status, answer.text.includes('x'.repeat(90_000)), words(answer.text)]).toEqual([422, true, expect.stringContaining('Grunnen er for lang')])
  })
  test('two deliveries at once become one', async () => {
    const form = { handling: 'lever', ...(await marks(world, '2')) }
    const answers = await Promise.all([ulla.post(`${page()}/poeng`, form), ulla.post(`${page()}/poeng`, form)])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
  })
  test.each([['announced', 'har ikke begynt'], ['in-forum', 'er avsluttet'], ['decided', 'er avsluttet']])('when the round is %s, points are refused', async (stage, said) => {
    await world.asOwner('update scheme.round set stage = $2 where id = $1', [round, stage])
    const answer = await ulla.post(`${page()}/poeng`, { handling: 'lever', ...(await marks(world, '2')) })
    expect([answer.status, words(answer.text)]).toEqual([409, expect.stringContaining(said)])
  })
  test('without every criterion met no points are delivered', async () => {
    const fresh = await sentIn(world, round)
    await assignTo(world, fresh, 'Ulla Holm')
    const answer = await ulla.post(`${page(fresh)}/poeng`, { handling: 'lever', ...(await marks(world, '2', 'Skrevet likevel')) })
    expect([answer.status, words(answer.text)]).toEqual([409, expect.stringContaining('Du kan levere når')])
    expect((await ulla.get(page(fresh))).text).toContain('Skrevet likevel')
  })
  test('someone who is no reader gives none', async () => {
    expect((await arve.post(`${page()}/poeng`, { handling: 'lever', ...(await marks(world, '2')) })).status).toBe(409)
    expect((await (await world.as('olav', 'owner')).post(`${page()}/poeng`, { handling: 'lever', ...(await marks(world, '2')) })).status).toBe(404)
  })
  test('sent back with a reason, it is delivered anew, and both are kept', async () => {
    await ulla.post(`${page()}/poeng`, { handling: 'lever', ...(await marks(world, '4')) })
    const [one] = await world.asOwner<{ id: string }>('select id from scheme.review_delivery where report_id = $1', [report])
    expect((await stine.post(`${page()}/poeng/retur`, { delivery: one?.id ?? '', reason: '' })).status).toBe(422)
    expect((await stine.post(`${page()}/poeng/retur`, { delivery: one?.id ?? '', reason: 'Grunnene mangler.' })).status).toBe(303)
    expect(words((await ulla.get(page())).text)).toContain('Grunnene mangler.')
    expect((await ulla.post(`${page()}/poeng`, { handling: 'lever', ...(await marks(world, '3')) })).status).toBe(303)
    expect((await world.asOwner('select points::float8 as points from scheme.review_delivery where report_id = $1 order by delivered_at', [report]))).toEqual([{ points: 100 }, { points: 75 }])
  })
})

describe('weights', () => {
  const weights = { 'weight-need': '40', 'weight-whole-staff': '30', 'weight-quality': '20', 'weight-returns': '10', apart: '1', number: '0' }
  test('are set before anyone has delivered, and never after', async () => {
    const path = `/runder/${round}/vurdering/kriterier`
    expect((await stine.post(path, { ...weights, 'weight-need': '41' })).status).toBe(409)
    expect((await stine.post(path, { ...weights, 'weight-need': 'mye' })).status).toBe(422)
    expect((await stine.post(path, weights)).status).toBe(303)
    expect((await arve.post(path, weights)).status).toBe(409)
    await allMet(world, report)
    await assignTo(world, report, 'Ulla Holm')
    const given = { ...(await marks(world, '0')), 'points-need': '4' }
    await ulla.post(`${page()}/poeng`, { handling: 'lever', ...given })
    expect(await world.asOwner('select points::float8 as points from scheme.report_score where report_id = $1', [report])).toEqual([{ points: 40 }])
    const late = await stine.post(path, { ...weights, number: '1', 'weight-need': '30', 'weight-returns': '20' })
    expect([late.status, words(late.text)]).toEqual([409, expect.stringContaining('Vektene kan ikke endres etter at poeng er gitt')])
  })
})

describe('working groups, readers and impartiality', () => {
  test('a group is made, people are taken in, and the reports are shared out', async () => {
    const made = await stine.post(`/runder/${round}/vurdering/grupper`, { name: 'Språk', themes: ['language'] })
    const group = made.location ?? ''
    expect((await stine.post(`${group}/fordeling`, { each: '1' })).status).toBe(409)
    expect((await stine.post(`${group}/medlemmer`, { chosen: '', mail: 'ulla.holm@hogskole.example' })).status).toBe(303)
    expect((await stine.post(`${group}/medlemmer`, { chosen: '', mail: 'ulla.holm@hogskole.example' })).status).toBe(409)
    expect((await stine.post(`${group}/medlemmer`, { chosen: '', mail: 'ingen@ingensteds.example' })).status).toBe(409)
    expect((await stine.post(`${group}/medlemmer`, { chosen: '', mail: '' })).status).toBe(422)
    expect((await stine.post(`${group}/fordeling`, { each: '1' })).status).toBe(303)
    expect(await world.asOwner('select person_id from scheme.assignment where report_id = $1', [report])).toEqual([{ person_id: await personId(world, 'Ulla Holm') }])
    expect((await world.asOwner("select 1 from messaging.notice where kind = 'scheme-reader-assigned' and subject_id = $1", [round])).length).toBe(1)
  })
  test('one with a tie reads nothing before the county governor has cleared it; one who is disqualified, never', async () => {
    await groupOf(world, round, ['Eva Brekke', 'Ulla Holm'])
    const eva = await personId(world, 'Eva Brekke')
    const readers = `${page()}/lesere`
    const shown = words((await stine.get(readers)).text)
    expect(shown).toContain('Har en rolle i Eventyrkjeden')
    const refused = await stine.post(readers, { person: eva })
    expect([refused.status, words(refused.text)]).toEqual([409, expect.stringContaining('Avgjør først')])
    expect((await stine.post(`${readers}/habilitet`, { person: eva, note: 'Uten valg' })).status).toBe(422)
    expect((await stine.post(`${readers}/habilitet`, { person: eva, disqualified: 'nei', note: '' })).status).toBe(422)
    expect((await stine.post(`${readers}/habilitet`, { person: eva, disqualified: 'nei', note: 'Rollen er avsluttet i praksis.' })).status).toBe(303)
    expect((await stine.post(readers, { person: eva })).status).toBe(303)
    expect((await (await world.as('eva')).get(page())).status).toBe(200)
    expect((await stine.post(`${readers}/habilitet`, { person: eva, disqualified: 'ja', note: 'Ny opplysning.' })).status).toBe(303)
    expect((await (await world.as('eva')).get(page())).status).toBe(404)
  })
  test('a reader who declares a tie loses sight of the report at once', async () => {
    await assignTo(world, report, 'Ulla Holm')
    expect((await ulla.post(`${page()}/inhabil`, { note: 'Har vært med på å skrive den.' })).status).toBe(303)
    expect([(await ulla.get(page())).status, (await ulla.post(`${page()}/poeng`, { handling: 'lever', ...(await marks(world, '2')) })).status]).toEqual([404, 404])
  })
  test('what one is given to read is one’s own when acting for the organisation one was asked from, and at no other time', async () => {
    await groupOf(world, round, ['Ulla Holm'])
    await stine.post(`${page()}/lesere`, { person: await personId(world, 'Ulla Holm') })
    await world.asOwner("insert into identity.membership (person_id, org_id, role, period) select p.id, o.id, 'owner', '[2026-01-01,)' from identity.person p, register.organisation o where p.name = 'Ulla Holm' and o.name = 'Stiftelsen Fjordgløtt'")
    const other = await world.as('ulla', 'owner')
    const tries = [await other.get(page()), await other.get(`/runder/${round}/vurdering`), await other.post(`${page()}/poeng`, { handling: 'lever', ...(await marks(world, '2')) }), await other.post(`${page()}/kommentarer`, { comment: 'Som eier' }), await ulla.get(page())]
    expect(tries.map(({ status }) => status)).toEqual([404, 404, 404, 404, 200])
    expect([words((await ulla.get('/oppgaver')).text), words((await other.get('/oppgaver')).text)].map((text) => text.includes('Runde som er lukket'))).toEqual([true, false])
    const outside = await actorOf(world, 'ulla', 'owner')
    for (const table of ['report', 'report_fact', 'assignment', 'review_delivery']) expect([table, await inDatabase(world, outside, `select 1 from scheme.${table} where ${table === 'report' ? 'id' : 'report_id'} = '${report}'`)]).toEqual([table, 'no'])
    await world.asOwner("delete from identity.session where membership_id = (select id from identity.membership where id = $1)", [outside.membershipId])
    await world.asOwner('delete from identity.membership where id = $1', [outside.membershipId])
  })
  test('past the program, nobody is made a reader but members of the round’s groups, for the organisation they sit there for', async () => {
    await groupOf(world, round, ['Ulla Holm'])
    const [governor, reader] = [await actorOf(world, 'stine'), await actorOf(world, 'ulla')]
    const assign = (person: string, org: string) => inDatabase(world, governor, `insert into scheme.assignment (report_id, person_id, org_id, assigned_at, assigned_by_name) values ('${report}', '${person}', '${org}', now(), 'Stine Berg')`)
    expect([await assign(reader.personId, reader.orgId), await assign(reader.personId, governor.orgId), await assign(await personId(world, 'Frida Aas'), (await actorOf(world, 'frida')).orgId)]).toEqual(['yes', 'no', 'no'])
  })
  test('nobody outside the groups is made a reader, and one who has delivered is not removed', async () => {
    expect((await stine.post(`${page()}/lesere`, { person: await personId(world, 'Frida Aas') })).status).toBe(409)
    await groupOf(world, round, ['Ulla Holm'])
    await allMet(world, report)
    await stine.post(`${page()}/lesere`, { person: await personId(world, 'Ulla Holm') })
    await ulla.post(`${page()}/poeng`, { handling: 'lever', ...(await marks(world, '2')) })
    expect((await stine.post(`${page()}/lesere/fjerning`, { person: await personId(world, 'Ulla Holm') })).status).toBe(409)
  })
})

describe('comments, marks and a second pair of eyes', () => {
  test('a changed comment says so and keeps what it said; nobody changes another’s', async () => {
    await stine.post(`${page()}/kommentarer`, { comment: 'Første utgave' })
    const [one] = await world.asOwner<{ thread_id: string }>('select thread_id from scheme.review_comment where report_id = $1', [report])
    const thread = one?.thread_id ?? expect.fail('no comment was saved')
    expect((await arve.post(`${page()}/kommentarer`, { comment: 'Arves', thread, number: '1' })).status).toBe(409)
    expect((await stine.post(`${page()}/kommentarer`, { comment: 'Andre utgave', thread, number: '1' })).status).toBe(303)
    expect((await stine.post(`${page()}/kommentarer`, { comment: 'Tredje utgave', thread, number: '1' })).status).toBe(409)
    const shown = words((await stine.get(page())).text)
    expect(shown).toMatch(/Andre utgave.*Se hva som sto før.*Første utgave/)
    expect((await stine.post(`${page()}/kommentarer`, { comment: '' })).status).toBe(422)
  })
  test('what is marked must be resolved, and another than the one who considered the criteria goes through', async () => {
    await stine.post(`${page()}/vilkar`, { seen: '', ...(await outcomes('not-met', 'Mangler.')) })
    await stine.post(`${page()}/flagg`, { kind: 'funding', reason: 'Samme tiltak i en annen ordning?' })
    expect((await arve.post(`${page()}/kontroll`, { note: '' })).status).toBe(409)
    const [flag] = await world.asOwner<{ id: string }>('select id from scheme.review_flag where report_id = $1', [report])
    expect((await arve.post(`${page()}/flagg/svar`, { flag: flag?.id ?? '', resolution: 'Sjekket, det er to ulike tiltak.' })).status).toBe(303)
    expect((await arve.post(`${page()}/flagg/svar`, { flag: flag?.id ?? '', resolution: 'Igjen' })).status).toBe(409)
    expect(words((await stine.post(`${page()}/kontroll`, { note: '' })).text)).toContain('En annen må gå gjennom')
    expect((await arve.post(`${page()}/kontroll`, { note: 'Enig.' })).status).toBe(303)
    expect(words((await stine.get(`/runder/${round}/vurdering?status=checked`)).text)).toContain('Språk i måltidet')
  })
})
