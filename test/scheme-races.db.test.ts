import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { approved, declined, granted, prepared, roundIn, sentReport, setUpLetters } from '../src/slices/scheme/decisions/decisions.fixtures.ts'
import { forumWith, hidden, roundInForum } from '../src/slices/scheme/forum/forum.fixtures.ts'
import { beginReport, fillIn } from '../src/slices/scheme/reports/reports.fixtures.ts'
import { openWorld, usualTime, words, type Browser, type World } from './kit.ts'

// Two at the same moment, or one a moment too late: what the scheme holds together then.

let world: World
const people = new Map<string, Browser>()
const who = (name: string): Browser => people.get(name) ?? expect.fail(name)
beforeAll(async () => {
  world = await openWorld()
  for (const name of ['eva', 'ulla', 'hanne', 'stine', 'arve', 'liv', 'frida']) people.set(name, await world.as(name))
  const [pia] = await world.asOwner<{ id: string }>("insert into identity.person (name, email, language, created_at) values ('Pia Prøve', 'pia.prove@trollstua.example', 'nb', now()) returning id")
  await world.asOwner("insert into identity.membership (person_id, org_id, role, period) values ($1, $2, 'pedagogical-leader', '[2024-08-01,)')", [pia?.id, await world.org('Trollstua barnehage')])
  people.set('pia', await world.by('pia.prove@trollstua.example'))
})
afterAll(() => world.close())

const stampIn = (html: string) => hidden(html, 'sett')
/** Eventyrkjeden's report about Trollstua, written, and asked to be signed. */
async function signing(): Promise<string> {
  const id = await beginReport(world, who('eva'))
  const wishes = { kindergartens: [await world.org('Trollstua barnehage')], partner: await world.org('Høgskolen i Fjordvik') }
  await fillIn(world, who('eva'), id, wishes)
  expect((await who('ulla').post(`/behov/${id}/svar`, { svar: 'ja' })).status).toBe(303)
  await fillIn(world, who('ulla'), id, wishes, 'partner')
  expect((await who('eva').post(`/behov/${id}/signering`)).status).toBe(303)
  return id
}
const sign = async (name: string, id: string) => who(name).post(`/behov/${id}/forankring/signatur`, { sett: stampIn((await who(name).get(`/behov/${id}/forankring`)).text) })
async function ready(): Promise<string> {
  const id = await signing()
  const told = { 'ansatte.head': '1', 'deltok.head': '1', 'ansatte.assistant': '9', 'deltok.assistant': '7', dato: '10.11.2026', hvordan: 'Vi tok det på et personalmøte.', tillitsvalgte: 'yes', tillitHvordan: 'De var med i møtet.', tillitDato: '10.11.2026' }
  expect((await who('hanne').post(`/behov/${id}/forankring/personalet`, told)).status).toBe(303)
  for (const name of ['eva', 'ulla', 'pia', 'hanne']) expect([name, (await sign(name, id)).status]).toEqual([name, 303])
  return id
}
const rows = async (text: string, ...values: unknown[]) => Number((await world.asOwner<{ n: string }>(`select count(*) as n from ${text}`, values))[0]?.n)

describe('a need report', () => {
  test('two who send it: one submission, one reference, one letter to each', async () => {
    const id = await ready()
    const both = await Promise.all([who('eva').post(`/behov/${id}/innsending`, { bekreft: 'ja' }), who('eva').post(`/behov/${id}/innsending`, { bekreft: 'ja' })])
    expect(both.map(({ status }) => status)).toEqual([303, 303])
    expect(await rows('scheme.submission where report_id = $1', id)).toBe(1)
    expect(await rows("audit.event where about_id = $1 and kind = 'scheme.submitted'", id)).toBe(1)
    expect(await rows("(select person_id from messaging.notice where subject_id = $1 and kind = 'scheme-submitted' group by person_id having count(*) > 1) twice", id)).toBe(0)
  })
  test('sent and withdrawn at once: one of them, whole', async () => {
    const id = await ready()
    await Promise.all([who('eva').post(`/behov/${id}/innsending`, { bekreft: 'ja' }), who('eva').post(`/behov/${id}/tilbaketrekking`, { grunn: 'Vi venter et år.' })])
    const [report] = await world.asOwner<{ state: string; submitted: boolean }>('select state, submitted_at is not null as submitted from scheme.report where id = $1', [id])
    expect(['submitted', 'withdrawn']).toContain(report?.state)
    expect(await rows('scheme.submission where report_id = $1', id)).toBe(report?.submitted ? 1 : 0)
  })
  test('signed while it is opened again and changed: no signature stands for words that were not shown', async () => {
    const id = await signing()
    const stamp = stampIn((await who('ulla').get(`/behov/${id}/forankring`)).text)
    const [signed, opened] = await Promise.all([who('ulla').post(`/behov/${id}/forankring/signatur`, { sett: stamp }), who('eva').post(`/behov/${id}/apning`)])
    expect([signed?.status, opened?.status].every((status) => status === 303 || status === 409)).toBe(true)
    const edit = (await who('eva').get(`/behov/${id}/del/need`)).text
    const section = /name="(q\.need[^"]*)"/.exec(edit)?.[1]
    if (section) await who('eva').post(`/behov/${id}/del/need`, { [section]: 'Noe helt annet enn det som ble vist da partneren signerte.', handling: 'kladd' })
    const late = await who('ulla').post(`/behov/${id}/forankring/signatur`, { sett: stamp })
    expect(late.status).toBe(409)
  })
  test('an invitation is not accepted after the report is withdrawn, nor an answer changed after it is sent', async () => {
    const id = await beginReport(world, who('eva'))
    const liv = await world.org('Stiftelsen Fjordgløtt')
    expect((await who('eva').post(`/behov/${id}/deltakere`, { eier: liv, org: liv, organisasjon: liv })).status).toBeLessThan(500)
    await world.asOwner("insert into scheme.report_party (report_id, org_id, part, state) values ($1, $2, 'member', 'invited') on conflict do nothing", [id, liv])
    expect((await who('eva').post(`/behov/${id}/tilbaketrekking`, { grunn: '' })).status).toBe(303)
    expect((await who('liv').post(`/behov/${id}/svar`, { svar: 'ja' })).status).not.toBe(200)
    expect(await rows("scheme.report_party where report_id = $1 and part = 'member' and state = 'accepted'", id)).toBe(0)
  })
})

describe('decisions', () => {
  test('two who approve at once: one approval; approved and given back at once: one of them', async () => {
    const [stine, arve] = [who('stine'), who('arve')]
    const round = await roundIn(world)
    const report = await sentReport(world, round)
    await setUpLetters(stine, round)
    const id = await prepared(stine, round, report, granted)
    const both = await Promise.all([arve.post(`/vedtak/${id}/godkjenning`), arve.post(`/vedtak/${id}/godkjenning`)])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(await rows("audit.event where about_id = $1 and kind = 'scheme.decision-approved'", report)).toBe(1)
    const again = await Promise.all([arve.post(`/vedtak/${id}/retur`, { grunn: 'Se på summen.' }), stine.post(`/runder/${round}/vedtak/publisering`)])
    const [row] = await world.asOwner<{ published: boolean; approved: boolean }>('select published_at is not null as published, approved_at is not null as approved from scheme.decision where id = $1', [id])
    expect(again.every(({ status }) => status < 500)).toBe(true)
    expect(row?.published ? row.approved : !row?.approved).toBe(true)
  })
  test('prepared by two at once: the second is told', async () => {
    const round = await roundIn(world)
    const report = await sentReport(world, round)
    const both = await Promise.all([who('stine'), who('arve')].map((one) => one.post(`/runder/${round}/vedtak/${report}`, granted)))
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(await rows('scheme.decision where report_id = $1', report)).toBe(1)
  })
  test('ids of another round, and forged amounts and years, decide nothing', async () => {
    const [stine, arve] = [who('stine'), who('arve')]
    const [one, other] = [await roundIn(world), await roundIn(world)]
    const report = await sentReport(world, other)
    expect((await stine.post(`/runder/${one}/vedtak/${report}`, granted)).status).toBe(404)
    for (const forged of [{ ...granted, 'belop-2027-owner': '-1' }, { ...granted, 'belop-2027-owner': '99999999999999999999' }, { ...granted, utfall: ['grant', 'decline'] }]) expect((await stine.post(`/runder/${other}/vedtak/${report}`, forged)).status).toBe(422)
    await setUpLetters(stine, other)
    await approved(stine, arve, other, report, { ...granted, 'belop-2099-owner': '1', 'belop-2027-university': '0' })
    expect(await rows("scheme.granted_amount g join scheme.decision d on d.id = g.decision_id where d.report_id = $1 and g.year <> 2027", report)).toBe(0)
    expect(words((await stine.post(`/runder/${other}/vedtak/${report}`, declined('Rammen rekker ikke.'))).text)).not.toBe('')
  })
})

describe('the forum', () => {
  test('the same member votes twice at once: one ballot; minutes that change are approved anew', async () => {
    const [stine, frida] = [who('stine'), who('frida')]
    const forum = await forumWith(stine, [{ email: 'frida.aas@forbund.example', side: 'association', chair: true }])
    const { round, foundation } = await roundInForum(world, forum)
    const [meeting] = await world.asOwner<{ id: string }>("insert into scheme.meeting (forum_id, round_id, title, starts_at, state, quorum_percent, tie_rule, made_at, made_by_name) values ($1, $2, 'Møte', now(), 'open', 50, 'chair', now(), 'Stine Berg') returning id", [forum, round])
    const [item] = await world.asOwner<{ id: string }>("insert into scheme.meeting_item (meeting_id, position, kind, state, changed_at, changed_by_name) values ($1, 1, 'reports', 'not-agreed', now(), 'Stine Berg') returning id", [meeting?.id])
    await world.asOwner("insert into scheme.meeting_item_report (item_id, report_id, outcome, amounts, reason, changed_at, changed_by_name) values ($1, $2, 'decline', '[]', 'Fordi', now(), 'Stine Berg')", [item?.id, foundation])
    const room = `/forum/${forum}/moter/${meeting?.id}`
    const at = `${room}/saker/${item?.id}`
    expect((await frida.post(`${room}/her`)).status).toBe(303)
    expect((await frida.post(`/forum/${forum}/habilitet/${round}`, { resten: 'ja' })).status).toBe(303)
    const opened = await stine.post(`${at}/avstemning`, { metode: 'ballot', form: 'ballot', maate: 'ballot', versjon: '1' })
    expect(opened.status, words(opened.text).slice(0, 600)).toBe(303)
    const votes = await Promise.all([frida.post(`${at}/stemme`, { stemme: 'for' }), frida.post(`${at}/stemme`, { stemme: 'against' })])
    expect(votes.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(await rows('scheme.ballot b join scheme.forum_vote v on v.id = b.vote_id where v.item_id = $1', item?.id)).toBe(1)
    const [counted] = await Promise.all([stine.post(`${at}/opptelling`), stine.post(`${at}/opptelling`)])
    expect(counted?.status).toBeLessThan(500)
    expect(await rows('scheme.forum_vote where item_id = $1 and closed_at is not null', item?.id)).toBe(1)
    expect((await stine.post(`${room}/trinn`, { trinn: 'close' })).status).toBe(303)
    expect((await frida.post(`${room}/referat/svar`, { svar: 'yes', merknad: '' })).status).toBe(303)
    const versjon = hidden((await stine.get(at)).text, 'versjon')
    const changed = await stine.post(`${at}/referat`, { referat: 'Noe annet enn det som ble godkjent.', versjon })
    expect(changed.status, words(changed.text).slice(0, 300)).toBe(303)
    expect(await rows('scheme.minutes_approval where meeting_id = $1', meeting?.id)).toBe(0)
  })
})

describe('the last evening', () => {
  test('in time to the last instant of an extension, and not after it, though the county governor gives it as the round is closed', async () => {
    const [round] = await world.asOwner<{ id: string; closes: Date }>("select id, closes_at as closes from scheme.round where stage = 'announced' and form_version_id is not null order by id limit 1")
    const id = await ready()
    world.clock.set(new Date((round?.closes.getTime() ?? 0) + 1000))
    const [eva, stine] = [await world.as('eva'), await world.as('stine')]
    const [number] = await world.asOwner<{ n: string }>("select organisation_number as n from register.organisation where name = 'Eventyrkjeden'")
    expect((await eva.post(`/behov/${id}/innsending`, { bekreft: 'ja' })).status).toBe(409)
    const until = new Date((round?.closes.getTime() ?? 0) + 2 * 86_400_000)
    const [given, closed] = await Promise.all([stine.post(`/runder/${round?.id}/utsettelse`, { orgnr: number?.n ?? '', til: `${until.getUTCDate()}.${until.getUTCMonth() + 1}.${until.getUTCFullYear()}`, grunn: 'Sykdom' }), stine.post(`/runder/${round?.id}/trinn`, { trinn: 'review' })])
    expect([given?.status, closed?.status]).toEqual([303, 303])
    expect((await eva.post(`/behov/${id}/innsending`, { bekreft: 'ja' })).status).toBe(303)
    world.clock.set(usualTime)
    await world.asOwner("update scheme.round set stage = 'announced' where id = $1", [round?.id])
  })
})
