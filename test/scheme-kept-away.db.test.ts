import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { granted, published, prepared, roundIn as roundToDecide, sentReport, setUpLetters } from '../src/slices/scheme/decisions/decisions.fixtures.ts'
import { roundIn, sentIn } from '../src/slices/scheme/review/review.fixtures.ts'
import { actorOf, tries } from './actors.ts'
import { openWorld, words, type Browser, type World } from './kit.ts'

// A case officer who must not handle one report: what reaches them all the same, and what they do to it without seeing it.

let world: World
let [stine, arve, eva] = [] as unknown as [Browser, Browser, Browser]
beforeAll(async () => {
  world = await openWorld()
  stine = await world.as('stine')
  arve = await world.as('arve')
  eva = await world.as('eva')
})
afterAll(() => world.close())

const keepAway = async (report: string) => world.asOwner("insert into scheme.impartiality (report_id, person_id, basis, disqualified, note, at, by_name) values ($1, $2, 'decided', true, 'Nær slekt', now(), 'Stine Berg')", [report, (await actorOf(world, 'arve')).personId])
const told = async (subject: string) => (await world.asOwner<{ name: string }>('select p.name from messaging.notice n join identity.person p on p.id = n.person_id where n.subject_id = $1 order by 1', [subject])).map(({ name }) => name)

describe('nobody is told of a report they must not handle', () => {
  test('when a question about it is answered', async () => {
    const report = await sentIn(world, await roundIn(world))
    await keepAway(report)
    expect((await stine.post(`/behov/${report}/vurdering/sporsmal`, { question: 'Hvem er med?' })).status).toBe(303)
    const [asked] = await world.asOwner<{ id: string }>('select id from scheme.clarification where report_id = $1', [report])
    const answered = await eva.post(`/behov/${report}/avklaring/${asked?.id}`, { answer: 'Alle.' })
    expect(answered.status, words(answered.text)).toBe(303)
    expect(await told(report)).toContain('Stine Berg')
    expect(await told(report)).not.toContain('Arve Moe')
  })
  test('when a decision about it waits for a second person', async () => {
    const round = await roundToDecide(world)
    const report = await sentReport(world, round)
    await keepAway(report)
    await setUpLetters(stine, round)
    const id = await prepared(stine, round, report, granted)
    expect(await told(id)).toEqual([])
    expect((await arve.get(`/vedtak/${id}`)).status).toBe(404)
  })
  test('when reasons are demanded for it, or it is appealed', async () => {
    const { id, report } = await published(world)
    await keepAway(report)
    expect((await eva.post(`/vedtak/${id}/begrunnelse`)).status).toBe(303)
    expect((await eva.post(`/vedtak/${id}/klage`, { nokkel: crypto.randomUUID(), endring: 'Beløpet.', grunner: 'Det er for lite.' })).status).toBe(303)
    const subjects = await world.asOwner<{ id: string }>('select id from scheme.reason_demand where decision_id = $1 union select id from scheme.appeal where decision_id = $1', [id])
    const all = (await Promise.all(subjects.map((one) => told(one.id)))).flat()
    expect(all).toEqual(['Stine Berg', 'Stine Berg'])
  })
  test('and others do not learn from the database who must not', async () => {
    const report = await sentIn(world, await roundIn(world))
    await keepAway(report)
    const { personId } = await actorOf(world, 'arve')
    const asked = `select 1 where not scheme.may_be_told('${report}', '${personId}')`
    for (const [person, role] of [['liv', 'owner'], ['olav', 'authority'], ['frida', 'union-representative']] as const) expect([person, await tries(world, await actorOf(world, person, role), asked)]).toEqual([person, 'no'])
  })
})

describe('the workbench', () => {
  let round = ''
  let [hers, theirs, third] = ['', '', '']
  let cluster = ''
  let bench = ''
  beforeEach(async () => {
    round = await roundIn(world)
    bench = `/runder/${round}/arbeidsbenk`
    ;[hers, theirs, third] = [await sentIn(world, round, { title: 'Den ene' }), await sentIn(world, round, { title: 'Den andre', owner: 'Stiftelsen Fjordgløtt', kindergartens: ['Fjordgløtt barnehage'] }), await sentIn(world, round, { title: 'Den tredje', owner: 'Foreldrelaget Bråtet', kindergartens: ['Bråtet foreldrebarnehage'] })]
    const made = await stine.post(bench, { key: hers, name: 'Zeta om den ene', reports: [hers, theirs] })
    cluster = made.location?.split('/').at(-1) ?? ''
    const version = /name="version" value="(\d+)"/.exec((await stine.get(`${bench}/${cluster}`)).text)?.[1] ?? ''
    await stine.post(`${bench}/${cluster}/fellestiltak`, { joint: 'Omega om den ene', version })
    await keepAway(hers)
  })
  const standing = async () => (await world.asOwner<{ reports: string[]; ended: boolean }>('select array_agg(p.report_id order by p.report_id) as reports, c.ended_at is not null as ended from scheme.cluster c join scheme.cluster_place p on p.cluster_id = c.id and p.until is null where c.id = $1 group by c.id', [cluster]))[0]
  test('shows nothing of a cluster with a report one must not handle: not its name, nor what was said of it', async () => {
    for (const path of [bench, `${bench}?vis=klynger`, `${bench}?vis=alene`, `${bench}/${cluster}`]) expect([path, /Zeta|Omega|Den ene/.test((await arve.get(path)).text)]).toEqual([path, false])
    expect((await arve.get(`${bench}/${cluster}`)).status).toBe(404)
    expect((await stine.get(`${bench}/${cluster}`)).text).toContain('Omega om den ene')
    expect(await tries(world, await actorOf(world, 'arve'), `select 1 from scheme.cluster where id = '${cluster}'`)).toBe('no')
  })
  test('and lets them do nothing to it', async () => {
    const other = (await arve.post(bench, { key: third, name: 'Ny', reports: [third, theirs] })).status
    expect(other).toBe(409)
    for (const [name, form] of [['opplosning', {}], ['navn', { name: 'x' }], ['fellestiltak', { joint: 'x' }], ['flytting', { reports: theirs, to: 'alone' }], ['sammenslaing', { other: cluster }]] as const)
      expect([name, (await arve.post(`${bench}/${cluster}/${name}`, { ...form, version: '2' })).status === 200]).toEqual([name, false])
    await arve.post(bench, { key: '', name: '-', reports: theirs, to: 'alone' })
    expect(await standing()).toEqual({ reports: [hers, theirs].toSorted(), ended: false })
  })
})
