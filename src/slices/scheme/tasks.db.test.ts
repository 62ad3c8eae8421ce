import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actorOf } from '../../../test/actors.ts'
import { openWorld, words, type Browser, type World } from '../../../test/kit.ts'
import { forumWith, roundInForum } from './forum/forum.fixtures.ts'
import { commitAs, decisionIn, reportIn } from './money/money.fixtures.ts'
import { allMet, assignTo, marks, roundIn, sentIn } from './review/review.fixtures.ts'
import { tellPassed } from './rounds/waiting/actions.ts'

// What waits for each role in the grant scheme: it stands on "My tasks" with the right link, a letter has gone to those it concerns and nobody else, and it is gone when it is done.

let world: World
let stine: Browser, arve: Browser, eva: Browser, ulla: Browser, frida: Browser, olav: Browser

beforeAll(async () => {
  world = await openWorld()
  ;[stine, arve, eva, ulla, frida, olav] = await Promise.all(['stine', 'arve', 'eva', 'ulla', 'frida', 'olav'].map((one) => world.as(one))) as [Browser, Browser, Browser, Browser, Browser, Browser]
})
afterAll(() => world.close())

/** The tasks that lead to an address, as the person reads them. */
const tasksAt = async (who: Browser, href: string): Promise<string[]> =>
  (await who.get('/oppgaver')).text.split('<li class="task">').filter((one) => one.includes(`href="${href}"`)).map((one) => words(one.split('</li>')[0] ?? ''))
/** Who has been told about something, by name. */
const told = async (kind: string, subject: string): Promise<string[]> =>
  (await world.asOwner<{ name: string }>('select p.name from messaging.notice n join identity.person p on p.id = n.person_id where n.kind = $1 and n.subject_id = $2 order by p.name', [kind, subject])).map(({ name }) => name)

describe('a round, for the county governor', () => {
  test('planned: to be announced, by the day it should open; nobody else sees it', async () => {
    const round = await roundIn(world, 'planned')
    expect(await tasksAt(stine, `/runder/${round}`)).toEqual([expect.stringMatching(/Se over runden, og kunngjør den.*Fristen var/)])
    for (const one of [eva, ulla, frida]) expect(await tasksAt(one, `/runder/${round}`)).toEqual([])
    await world.asOwner("update scheme.round set stage = 'cancelled' where id = $1", [round])
    expect(await tasksAt(stine, `/runder/${round}`)).toEqual([])
  })

  test('closed: those who work there are told once for each deadline, and a test round tells nobody', async () => {
    await tellPassed(world.deps)
    const [round, trial] = [await roundIn(world, 'announced'), await roundIn(world, 'announced')]
    await world.asOwner("update scheme.round set mode = 'test' where id = $1", [trial])
    expect([await tellPassed(world.deps), await tellPassed(world.deps)]).toEqual([1, 0])
    expect(await told('scheme-review-begins', round)).toEqual(['Arve Moe', 'Stine Berg'])
    expect(await told('scheme-review-begins', trial)).toEqual([])
    expect(await tasksAt(arve, `/runder/${round}`)).toEqual([expect.stringContaining('Byrj på vurderinga')])
    await world.asOwner("update scheme.round set closes_at = closes_at + interval '7 days' where id = $1", [round])
    expect(await tellPassed(world.deps)).toBe(1)
    expect((await stine.post(`/runder/${round}/trinn`, { trinn: 'review' })).status).toBe(303)
    expect(await tasksAt(arve, `/runder/${round}`)).toEqual([])
  })

  test('in review: criteria, then readers, then the forum; a reader has theirs until it is delivered', async () => {
    const forum = (await world.asOwner<{ id: string }>("select f.id from scheme.forum f join register.organisation o on o.id = f.manager_id where o.name = 'Statsforvalteren (oppdiktet)' limit 1"))[0]?.id
    const round = await roundIn(world)
    await world.asOwner('update scheme.round set forum_id = $1 where id = $2', [forum, round])
    const [one, other] = [await sentIn(world, round), await sentIn(world, round)]
    const review = `/runder/${round}/vurdering`
    expect(await tasksAt(stine, review)).toEqual([expect.stringContaining('Vurder om 2 behovsmeldinger oppfyller kravene')])
    const mainAction = async () => /<(?:a|button)[^>]*class="ds-button"(?![^>]*data-variant="(?:secondary|tertiary)")[^>]*>(?:<[^>]+>)*([^<]+)/.exec((await stine.get(`/runder/${round}`)).text.split('<main')[1] ?? '')?.[1]
    expect(await mainAction(), 'what the round waits for is what its page is for').toBe('Til vurderingen')
    await allMet(world, one)
    expect(await tasksAt(stine, review)).toEqual([expect.stringContaining('Vurder om 1 behovsmelding oppfyller kravene'), expect.stringContaining('Fordel 1 behovsmelding')])
    await allMet(world, other)
    for (const report of [one, other]) await assignTo(world, report, 'Frida Aas')
    expect([await tasksAt(stine, review), await tasksAt(stine, `/runder/${round}`)]).toEqual([[], []])
    expect(await tasksAt(frida, review)).toEqual([expect.stringContaining('Vurder 2 behovsmeldinger')])
    for (const report of [one, other]) {
      expect((await frida.post(`/behov/${report}/vurdering/poeng`, { handling: 'lever', ...(await marks(world, '4')) })).status).toBe(303)
    }
    expect(await tasksAt(frida, review)).toEqual([])
    expect(await tasksAt(stine, `/runder/${round}`)).toEqual([expect.stringContaining('Alt er vurdert. Send runden til forumet')])
    expect(await mainAction()).toBe('Legg fram for samarbeidsforum')
    expect((await stine.post(`/runder/${round}/trinn`, { trinn: 'forum' })).status).toBe(303)
    expect(await mainAction()).toBe('Planlegg møte')
    expect(words((await stine.get(`/runder/${round}`)).text)).toContain('Lagt fram for samarbeidsforum')
    expect(await told('scheme-declare', round)).toContain('Ulla Holm')
    expect(await told('scheme-declare', round)).not.toContain('Stine Berg')
    expect(await tasksAt(stine, `/runder/${round}/saksliste`)).toEqual([expect.stringContaining('Planlegg et møte i forumet')])
  })

  test('a question to the applicant waits for the applicant until it is answered, and not for the county governor meanwhile', async () => {
    const round = await roundIn(world)
    const report = await sentIn(world, round, { owner: 'Eventyrkjeden' })
    expect((await stine.post(`/behov/${report}/vurdering/sporsmal`, { question: 'Hva mener dere med varighet?' })).status).toBe(303)
    expect(await tasksAt(eva, `/behov/${report}/avklaring`)).toEqual([expect.stringContaining('Svar på spørsmålet til behovsmeldingen')])
    expect(await tasksAt(olav, `/behov/${report}/avklaring`)).toEqual([])
    expect(await tasksAt(stine, `/runder/${round}/vurdering`)).toEqual([])
    await world.asOwner("update scheme.clarification set answer = 'Ett år.', answered_at = now(), answered_by_name = 'Eva Brekke' where report_id = $1", [report])
    expect(await tasksAt(eva, `/behov/${report}/avklaring`)).toEqual([])
    expect(await tasksAt(stine, `/runder/${round}/vurdering`)).toHaveLength(1)
  })
})

describe('the forum', () => {
  let forum: string, round: string, meeting: string
  const room = () => `/forum/${forum}/moter/${meeting}`
  beforeAll(async () => {
    forum = await forumWith(stine, [{ email: 'eva.brekke@eventyrkjeden.example', side: 'private-owner' }, { email: 'ulla.holm@hogskole.example', side: 'university', chair: true }, { email: 'frida.aas@forbund.example', side: 'association' }])
    const made = await roundInForum(world, forum)
    round = made.round
    meeting = (await stine.post(`/forum/${forum}/moter/ny`, { runde: round, tittel: 'Møtet', dato: '30.11.2026', tid: '10.00', sted: 'Rådhuset' })).location?.split('/')[4] ?? expect.fail('no meeting')
    await stine.post(`${room()}/dagsorden`, { sak: '', melding: [made.foundation] })
  })

  test('members answer about ties; a meeting in the making is for the one who runs it', async () => {
    expect(await tasksAt(frida, `/forum/${forum}/habilitet/${round}`)).toEqual([expect.stringContaining('Svar på om du er habil i 2 behovsmeldinger')])
    expect(await tasksAt(olav, `/forum/${forum}/habilitet/${round}`)).toEqual([])
    expect([await tasksAt(frida, room()), await tasksAt(stine, room())]).toEqual([[], [expect.stringContaining('Kall inn til møtet')]])
    expect((await frida.post(`/forum/${forum}/habilitet/${round}`, { resten: 'ja' })).status).toBe(303)
    expect(await tasksAt(frida, `/forum/${forum}/habilitet/${round}`)).toEqual([])
  })

  test('called, moved and cancelled: all who sit there are told, with a calendar file that follows', async () => {
    const file = async () => (await frida.get(`${room()}/kalender.ics`))
    expect((await file()).status).toBe(404)
    await stine.post(`${room()}/trinn`, { trinn: 'call' })
    expect(await told('scheme-meeting-called', meeting)).toEqual(['Eva Brekke', 'Frida Aas', 'Ulla Holm'])
    expect(await tasksAt(frida, room())).toEqual([expect.stringMatching(/Les sakene før møtet.*30\. november/)])
    const first = await file()
    expect(first.headers['content-type']).toContain('text/calendar')
    expect(first.text).toContain('DTSTART:20261130T090000Z')
    for (const secret of ['Rådhuset', 'Språk ved bordet']) expect(first.text).not.toContain(secret)
    expect((await olav.get(`${room()}/kalender.ics`)).status).toBe(404)

    const version = /name="versjon" value="(\d+)"/.exec((await stine.get(`${room()}/endring`)).text)?.[1] ?? ''
    const plan = { tittel: 'Nytt navn', dato: '30.11.2026', tid: '10.00', sted: 'Rådhuset' }
    expect((await stine.post(`${room()}/endring`, { ...plan, versjon: version })).status).toBe(303)
    expect(await told('scheme-meeting-moved', meeting)).toEqual([])
    expect((await stine.post(`${room()}/endring`, { ...plan, dato: '01.12.2026', versjon: String(Number(version) + 1) })).status).toBe(303)
    expect(await told('scheme-meeting-moved', meeting)).toEqual(['Eva Brekke', 'Frida Aas', 'Ulla Holm'])
    const second = await file()
    expect(second.text).toContain('DTSTART:20261201T090000Z')
    const sequence = (text: string) => Number(/SEQUENCE:(\d+)/.exec(text)?.[1])
    expect(sequence(second.text)).toBeGreaterThan(sequence(first.text))
    expect(/UID:.*/.exec(second.text)?.[0]).toBe(/UID:.*/.exec(first.text)?.[0])

    expect((await frida.post(`${room()}/trinn`, { trinn: 'cancel' })).status).toBe(403)
    expect((await stine.post(`${room()}/trinn`, { trinn: 'cancel' })).status).toBe(303)
    expect(await told('scheme-meeting-cancelled', meeting)).toEqual(['Eva Brekke', 'Frida Aas', 'Ulla Holm'])
    expect((await file()).text).toContain('STATUS:CANCELLED')
    expect([await tasksAt(frida, room()), await tasksAt(stine, room())]).toEqual([[], []])
    for (const trinn of ['cancel', 'open', 'call']) expect((await stine.post(`${room()}/trinn`, { trinn })).status).toBe(409)
    // What stood on its agenda can be put on another.
    const [agenda, report] = [await stine.post(`/forum/${forum}/moter/ny`, { runde: round, tittel: 'Nytt møte', dato: '02.12.2026', tid: '10.00', sted: '' }), 'Språk ved bordet']
    meeting = agenda.location?.split('/')[4] ?? expect.fail('no meeting')
    expect(words((await stine.get(`${room()}/dagsorden`)).text)).toContain(report)
  })

  test('minutes wait for those who were there, then for the chair', async () => {
    const unplaced = /name="melding" value="([^"]+)"/.exec((await stine.get(`${room()}/dagsorden`)).text)?.[1] ?? ''
    await stine.post(`${room()}/dagsorden`, { sak: '', melding: [unplaced] })
    for (const trinn of ['call', 'open']) expect((await stine.post(`${room()}/trinn`, { trinn })).status).toBe(303)
    for (const one of [frida, ulla]) await one.post(`${room()}/her`)
    expect((await stine.post(`${room()}/trinn`, { trinn: 'close' })).status).toBe(303)
    expect(await told('scheme-minutes-ready', meeting)).toEqual(['Frida Aas', 'Ulla Holm'])
    const minutes = `${room()}/referat`
    expect(await Promise.all([frida, ulla, eva, stine].map((one) => tasksAt(one, minutes)))).toEqual([[expect.stringContaining('Les og godkjenn referatet')], [expect.stringContaining('Les og godkjenn referatet')], [], []])
    for (const one of [frida, ulla]) expect((await one.post(`${minutes}/svar`, { svar: 'yes', merknad: '' })).status).toBe(303)
    expect(await Promise.all([frida, ulla].map((one) => tasksAt(one, minutes)))).toEqual([[], [expect.stringContaining('Lås referatet')]])
    expect((await ulla.post(`${minutes}/laas`)).status).toBe(303)
    expect(await tasksAt(ulla, minutes)).toEqual([])
  })
})

describe('money and partnerships', () => {
  test('a payment run waits for the second officer; the recipients are told when it is paid', async () => {
    const year = 2091
    expect((await stine.post(`/okonomi/${year}/ramme`, { nokkel: randomUUID(), fylke: '99', endring: 'set', belop: '1 000 000', grunn: '' })).status).toBe(303)
    const decision = await decisionIn(world, await reportIn(world, 'Stiftelsen Fjordgløtt'), [[year, 'owner', 'Stiftelsen Fjordgløtt', 250_000], [year, 'university', 'Høgskolen i Fjordvik', 100_000]])
    expect(await commitAs(world, await actorOf(world, 'stine'), decision)).toMatchObject({ ok: true })
    await world.asOwner("update scheme.money_instalment set due_on = '2026-11-20' where line_id in (select id from scheme.money_line where year = $1)", [year])
    const run = (await stine.post('/okonomi/utbetalinger', { til: '23.11.2026' })).location ?? expect.fail('no run')
    const id = run.split('/').at(-1) ?? ''
    expect(await told('scheme-payments-to-approve', id)).toEqual(['Arve Moe'])
    expect([await tasksAt(arve, run), await tasksAt(stine, run)]).toEqual([[expect.stringMatching(/godkjenn ei utbetaling.*gjord klar av Stine Berg/)], []])
    expect((await arve.post(`${run}/godkjenning`)).status).toBe(303)
    expect(await tasksAt(arve, run)).toEqual([])
    expect(await told('scheme-paid', id)).toEqual([])
    expect((await stine.post(`${run}/betalt`, { dato: '23.11.2026' })).status).toBe(303)
    expect(new Set(await told('scheme-paid', id))).toEqual(new Set(['Liv Sand', 'Ulla Holm']))
  })

  test('a report of results is the partner’s to write in, not that of a university that sits in the forum', async () => {
    const [grant] = await world.asOwner<{ id: string }>("select report_id as id from scheme.report_fact where title = 'Lesing som felles praksis'")
    const result = (await eva.post('/resultater', { melding: grant?.id ?? '', aar: '2026' })).location ?? expect.fail('no report of results was begun')
    expect(await tasksAt(ulla, result)).toEqual([expect.stringContaining('Skriv partnerens del av rapporten')])
    await world.asOwner("update scheme.round set forum_id = (select m.forum_id from scheme.forum_member m join identity.person p on p.id = m.person_id where p.name = 'Ulla Holm' limit 1) where id = (select round_id from scheme.report where id = $1)", [grant?.id])
    await world.asOwner("update scheme.report_party set org_id = $2 where report_id = $1 and part = 'partner'", [grant?.id, await world.org('Fagskolen i Fjordvik')])
    expect(await tasksAt(ulla, result)).toEqual([])
  })

  test('a partnership waits for the side that has not confirmed it', async () => {
    const made = await eva.post('/partnerskap/ny', { nokkel: randomUUID(), motpart: await world.org('Høgskolen i Fjordvik'), navn: 'Lek sammen', nettverk: '', fra: '1.8.2026', til: '31.7.2028' })
    const path = made.location ?? expect.fail(made.text)
    const promise = (who: Browser) => who.post(`${path}/lofter`, { hva: 'Fire samlinger', lofra: '1.8.2026', lotil: '31.7.2027' })
    expect(await Promise.all([ulla, eva, stine].map((one) => tasksAt(one, path)))).toEqual([[expect.stringContaining('Les partnerskapet med Eventyrkjeden, og bekreft det')], [], []])
    expect((await promise(ulla)).status).toBe(303)
    expect(await Promise.all([ulla, eva].map((one) => tasksAt(one, path)))).toEqual([[], [expect.stringContaining('har endret partnerskapet')]])
    expect((await promise(eva)).status).toBe(303)
    const [now] = await world.asOwner<{ version: number }>('select version from scheme.partnership where id = $1', [path.split('/').at(-1)])
    expect((await ulla.post(`${path}/bekreftelse`, { versjon: String(now?.version) })).status).toBe(303)
    expect(await Promise.all([ulla, eva].map((one) => tasksAt(one, path)))).toEqual([[], []])
  })
})

test('nothing stands twice in anybody’s list', async () => {
  for (const one of [stine, arve, eva, ulla, frida, olav]) {
    const rows = (await one.get('/oppgaver')).text.split('<li class="task">').slice(1).map((row) => `${words(row.split('</li>')[0] ?? '')} ${/href="([^"]+)"/.exec(row)?.[1]}`)
    expect(rows).toEqual([...new Set(rows)])
  }
})
