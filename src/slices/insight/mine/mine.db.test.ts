import pg from 'pg'
import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { actorOf, inPlaceOf, tries } from '../../../../test/actors.ts'
import { openWorld, words, type Browser, type World } from '../../../../test/kit.ts'
import type { Actor } from '../../../kernel/actor.ts'
import { osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { contains } from '../../../kernel/period.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { listCases } from '../../guidance/cases/store.ts'
import { loadMeasures } from '../../measures/measures/store.ts'
import { loadMembers, loadNetworks } from '../../measures/networks/store.ts'
import { loadPlaces, loadProgrammes } from '../../measures/programmes/store.ts'
import { loadNeeds } from '../../needs/statements/store.ts'
import { loadVisits } from '../../presence/visits/store.ts'
import { searchParticipants } from '../../scheme/participants/store.ts'
import { tidyFollows } from './follow/actions.ts'
import { loadMine } from './lines.ts'
import type { Kind, Line } from './rules.ts'

// All of one's kindergartens on one page, on the real database.

let world: World
let tone: Browser
let ragnhild: Browser
let eva: Browser
const today = '2026-11-23' as LocalDate
const both = { guidance: true, scheme: true }
beforeAll(async () => {
  world = await openWorld()
  ;[tone, ragnhild, eva] = [await world.as('tone'), await world.as('ragnhild'), await world.as('eva')]
})
afterAll(() => world.close())

const path = '/mine-barnehager'
const see = async (who: Browser, address: string) => words((await who.get(`${address}${address.includes('?') ? '&' : '?'}sprak=nb`)).text)
const as = <Result>(actor: Actor, work: (tx: Tx) => Promise<Result>) => reading(world.db, actor, work)
const linesOf = (actor: Actor, parts = both) => as(actor, async (tx) => (await loadMine(tx, actor, 'all', parts, osloDate(world.deps.now()), 14)).lines)
const of = (line: Line, ...kinds: readonly Kind[]) => [...line.runs, ...line.waits].filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id).toSorted()
const rowsIn = (html: string) => html.match(/<th role="rowheader"/g)?.length ?? 0

describe('who sees which', () => {
  test('an owner has the own kindergartens and no others; an authority all it inspects, municipal and private; the team all it serves', async () => {
    const own = await see(eva, path)
    for (const name of ['Trollstua', 'Prinsessehaugen', 'Nisseskogen', 'Draken']) expect(own).toContain(`${name} barnehage`)
    expect([own.includes('Solstråla'), own.includes('Fjordgløtt')]).toEqual([false, false])
    const authority = await see(await world.as('olav', 'authority'), path)
    for (const name of ['Solstråla barnehage', 'Trollstua barnehage', 'Styrer: Siri Solheim', 'Ingen styrer']) expect(authority).toContain(name)
    expect(await see(tone, path)).toContain('Månefisken barnehage')
    for (const [person, role] of [['siri', 'head'], ['stine', 'county-governor'], ['per', 'service-contact']] as const) expect((await (await world.as(person, role)).get(path)).status).toBe(403)
  })

  test('another owner’s kindergarten is not found, nor one that is none', async () => {
    for (const id of [await world.org('Solstråla barnehage'), await world.org('Eventyrkjeden'), '00000000-0000-4000-8000-000000000000', 'tull']) expect((await eva.get(`${path}/${id}`)).status).toBe(404)
    expect((await eva.get(`${path}/${await world.org('Trollstua barnehage')}`)).status).toBe(200)
  })

  test('an authority and an owner see nothing of what heads ask for, nor that they have asked', async () => {
    for (const actor of [await actorOf(world, 'olav', 'authority'), await actorOf(world, 'olav', 'owner'), await actorOf(world, 'eva')]) {
      const lines = await linesOf(actor)
      const kinds = new Set<string>(lines.flatMap((line) => [...line.runs, ...line.waits, ...line.due].map(({ kind }) => kind)))
      for (const hidden of ['case', 'request', 'start-meeting', 'evaluation']) expect([actor.role, hidden, kinds.has(hidden)]).toEqual([actor.role, hidden, false])
    }
    const authority = await linesOf(await actorOf(world, 'olav', 'authority'))
    expect(authority.flatMap(({ unseen }) => unseen.map(({ rule }) => rule)).filter((rule) => !['vacant-head', 'never-head'].includes(rule)), 'contact with the team is not the authority’s to know').toEqual([])
    const may = ['grant', 'support', 'joint-plan', 'school-pair', 'service-day', 'joint-day', 'joint-meeting', 'agreement']
    expect([...new Set(authority.flatMap(({ runs, waits, due }) => [...runs, ...waits, ...due].map(({ kind }) => kind)))].filter((kind) => !may.includes(kind))).toEqual([])
    expect(authority.flatMap(({ clashes }) => clashes)).toEqual([])
    expect((await linesOf(await actorOf(world, 'tone'))).some((line) => of(line, 'case').length > 0), 'there are cases to be hidden').toBe(true)
  })

  test('an authority reads no nought of what it cannot know: no column or question of what clashes, nothing said to be calm, and once what is not shown', async () => {
    const olav = await world.as('olav', 'authority')
    const page = await see(olav, path)
    for (const word of ['Kolliderer', 'Lite kontakt', 'Ingenting haster', 'Alt går som det skal', 'Ingen venter på noe']) expect([word, page.includes(word)]).toEqual([word, false])
    expect(page.split('Du ser ikke').length - 1).toBe(1)
    expect([page.includes('Uten styrer'), page.includes('De der noe kolliderer')]).toEqual([true, false])
    expect(rowsIn((await olav.get(`${path}?bare=krasj`)).text), 'a question that is not one’s own is not asked').toBe(rowsIn((await olav.get(path)).text))
    const one = await see(olav, `${path}/${await world.org('Kvitveis familiebarnehage')}`)
    expect([one.includes('Kolliderer'), one.includes('som du kan se'), one.includes('Du ser ikke')]).toEqual([false, true, true])
    const file = await world.app.inject({ method: 'GET', url: `${path}.xlsx`, cookies: { sesjon: olav.session?.token ?? '', sprak: 'nb' } })
    const [heads] = await readSheet(file.rawPayload)
    expect([heads?.includes('Kolliderer'), heads?.includes('Uten styrer')]).toEqual([false, true])
  })

  test('when nothing is urgent, an owner is told so of what can be seen, and an authority is told nothing', async () => {
    expect(await see(await world.as('olav', 'authority'), `${path}?q=Kvitveis&dager=7`)).not.toContain('haster')
    const calm = await see(eva, `${path}?q=Draken&dager=7`)
    expect([calm.includes('Ingenting du kan se, haster'), calm.includes('Av det du kan se'), calm.includes('Du ser ikke om en barnehage har bedt om veiledning')]).toEqual([true, true, true])
    expect(await see(await world.as('eva'), `${path}?q=finnes-ikke`), 'of no kindergartens nothing is said to be calm').not.toContain('haster')
  })

  test('an authority sees the services, the work with schools and what was agreed in meetings, of each kindergarten and of the municipality', async () => {
    const olav = await actorOf(world, 'olav', 'authority')
    const kindergarten = await world.org('Bølgen barnehage')
    const [meeting] = await world.asOwner<{ id: string; municipality_id: string; point_id: string }>('select d.id, d.municipality_id, p.id as point_id from strategy.discussion d join strategy.discussion_point p on p.discussion_id = d.id limit 1')
    await world.asOwner(
      `insert into strategy.discussion_agreement (discussion_id, municipality_id, point_id, start_key, body, org_id, role, responsible_name, due_on, made_at, made_by_name, changed_at, changed_by_name)
       values ($1, $2, $3, gen_random_uuid(), 'Styrer lager en vikarplan', $4, 'head', 'Bølgen barnehage', '2026-11-01', now(), 'Olav', now(), 'Olav')`, [meeting?.id, meeting?.municipality_id, meeting?.point_id, kindergarten])
    const lines = await linesOf(olav)
    const kinds = new Set<string>(lines.flatMap(({ runs, waits, due }) => [...runs, ...waits, ...due].map(({ kind }) => kind)))
    for (const kind of ['support', 'agreement']) expect([kind, kinds.has(kind)]).toEqual([kind, true])
    expect(kinds.has('service-request'), 'that a kindergarten has asked for help').toBe(false)
    const line = lines.find((one) => one.kindergarten.id === kindergarten)
    expect(line?.due.filter(({ kind }) => kind === 'agreement')).toMatchObject([{ title: 'Styrer lager en vikarplan', day: '2026-11-01' }])
    expect(line?.overdue).toBe(1)
    const page = await see(await world.as('olav', 'authority'), path)
    expect(page).toContain('Frister som gjelder hele kommunen')
    expect(page.slice(page.indexOf('Frister som gjelder'), page.indexOf('Søk etter navn')), 'what one kindergarten is to do stands on its own line').not.toContain('vikarplan')
    const activities = await world.asOwner<{ kindergarten_id: string; n: number }>('select kindergarten_id, count(*)::int as n from coordination.activity where ends_on >= $1 group by 1', [today])
    for (const { kindergarten_id: id, n } of activities) expect([id, of(lines.find((one) => one.kindergarten.id === id) ?? line!, 'support').length]).toEqual([id, n])
  })

  test('the team is told what services should talk about; when it has been talked through it is gone. Owners and authorities are not told', async () => {
    const said = (lines: readonly Line[]) => lines.flatMap(({ clashes, kindergarten: { id } }) => clashes.flatMap((clash) => (clash.why === 'services' ? [{ id, overlap: clash.overlap }] : [])))
    const leader = await actorOf(world, 'tone')
    const found = said(await linesOf(leader))
    const [first] = found
    expect(first).toBeDefined()
    expect([...said(await linesOf(await actorOf(world, 'eva'))), ...said(await linesOf(await actorOf(world, 'olav', 'authority')))]).toEqual([])
    await world.asOwner("insert into coordination.talk (kindergarten_id, rule, about, service_ids, note, made_at, made_by_name, made_by_org) values ($1, $2, $3, $4, 'Avtalt', now(), 'Tone Haugen', $5)", [first?.id, first?.overlap.rule, first?.overlap.about, [...new Set(first?.overlap.works.map(({ byId }) => byId))], leader.orgId])
    expect(said(await linesOf(leader))).toHaveLength(found.length - 1)
  })

  test('a deputy for one part of the program sees that part; one for another part sees who they are and no more', async () => {
    const deputy = inPlaceOf(await actorOf(world, 'hanne'), await actorOf(world, 'eva'), ['scheme'])
    const kinds = (await linesOf(deputy, { guidance: false, scheme: true })).flatMap((line) => [...line.runs, ...line.waits].map(({ kind }) => kind))
    expect(kinds.filter((kind) => kind !== 'grant' && kind !== 'signature')).toEqual([])
    const whole = (await linesOf(await actorOf(world, 'eva'))).flatMap((line) => line.runs.map(({ kind }) => kind))
    expect(whole).toContain('measure')
    const [absent, hanne] = [await actorOf(world, 'eva'), await actorOf(world, 'hanne')]
    const browser = await world.as('hanne')
    await world.asOwner("insert into identity.membership (person_id, org_id, role, period) values ($1, $2, 'owner', '[2026-01-01,)')", [hanne.personId, absent.orgId])
    const [delegation] = await world.asOwner<{ id: string }>("insert into identity.delegation (membership_id, deputy_id, period, scope, made_at) values ($1, $2, '[2026-11-01,2026-12-01)', '{scheme}', now()) returning id", [absent.membershipId, hanne.personId])
    await world.asOwner('update identity.session set membership_id = $1, delegation_id = $2 where person_id = $3', [absent.membershipId, delegation?.id, hanne.personId])
    const text = await see(browser, path)
    expect(text).toContain('Mine barnehager')
    expect([text.includes('Du ser en del av dette'), text.includes('Trollstua barnehage'), text.includes('Tiltak:'), text.includes('Tiltak ser du fra de har begynt')]).toEqual([true, true, false, false])
    expect(await see(eva, path)).toContain('Tiltak ser du fra de har begynt')
  })
})

describe('nobody is told that all is well of what is not known', () => {
  test('whoever stands in for one of the team for the grant scheme alone is told who is without a head, not that all have one', async () => {
    const without = (lines: readonly Line[]) => lines.filter(({ kindergarten }) => kindergarten.head === undefined).map(({ kindergarten, unseen }) => [kindergarten.name, unseen.map(({ rule }) => rule).filter((rule) => rule === 'never-head' || rule === 'vacant-head').length])
    const deputy = inPlaceOf(await actorOf(world, 'ragnhild'), await actorOf(world, 'tone'), ['scheme'])
    const found = without(await linesOf(deputy, { guidance: false, scheme: true }))
    expect(found.length).toBeGreaterThan(0)
    expect(found).toEqual(found.map(([name]) => [name, 1]))
  })

  test('a team whose list of little contact has not been made is told so, and who is without a head', async () => {
    const { orgId } = await actorOf(world, 'tone')
    const elsewhere = await world.org('Eventyrkjeden')
    await world.asOwner('update insight.unseen_run set team_org_id = $1 where team_org_id = $2', [elsewhere, orgId])
    const page = await see(tone, path)
    expect(page).toContain('Lista over lite kontakt er ikke laget ennå.')
    expect([page.includes('Uten styrer'), page.includes('Ingen grunn til å tro'), page.includes('Ingenting du kan se, haster')]).toEqual([true, false, false])
    expect((await linesOf(await actorOf(world, 'tone'))).flatMap(({ unseen }) => unseen.map(({ rule }) => rule)).filter((rule) => rule !== 'never-head' && rule !== 'vacant-head')).toEqual([])
    await world.asOwner('update insight.unseen_run set team_org_id = $1 where team_org_id = $2', [orgId, elsewhere])
    expect(await see(tone, path)).not.toContain('er ikke laget ennå')
  })
})

describe('the numbers are those of the pages they lead to', () => {
  const readers = [['eva', 'owner'], ['olav', 'owner'], ['tone', 'team-leader'], ['ragnhild', 'adviser'], ['olav', 'authority']] as const
  test.each(readers)('%s, %s', async (person, role) => {
    const actor = await actorOf(world, person, role)
    const lines = await linesOf(actor)
    const [measures, needs, networks, programmes, visits, participants] = await as(actor, (tx) =>
      Promise.all([
        loadMeasures(tx), loadNeeds(tx), loadNetworks(tx), loadProgrammes(tx), loadVisits(tx, { kindergarten: undefined, kind: undefined, theme: undefined, state: 'planned' }, 0, 500),
        searchParticipants(tx, { text: '', year: 2026, municipality: undefined, ownership: undefined }, 0, 5000),
      ]),
    )
    const members = new Map(await as(actor, (tx) => Promise.all(networks.map(async ({ id }) => [id, await loadMembers(tx, id)] as const))))
    const places = new Map(await as(actor, (tx) => Promise.all(programmes.map(async ({ id }) => [id, await loadPlaces(tx, id)] as const))))
    const cases = role === 'adviser' || role === 'team-leader' ? await as(actor, (tx) => listCases(tx, { team: actor.orgId }, { text: '', step: undefined, ownership: undefined, sort: 'newest', view: 'open' }, actor.membershipId, 0, 500)) : { rows: [] }
    for (const line of lines) {
      const { id, name } = line.kindergarten
      const parts = measures.flatMap((measure) => measure.parts.filter((part) => part.kindergartenId === id && part.closedOn === undefined && (part.state === 'part' || part.state === 'offered')).map(() => measure.id))
      expect([name, 'measures', of(line, 'measure', 'offer')]).toEqual([name, 'measures', parts.toSorted()])
      expect([name, 'programmes', of(line, 'programme', 'place-offer')]).toEqual([name, 'programmes', [...places].flatMap(([programme, all]) => all.filter((place) => place.kindergartenId === id && (place.state === 'part' || place.state === 'offered')).map(() => programme)).toSorted()])
      expect([name, 'networks', of(line, 'network')]).toEqual([name, 'networks', [...members].flatMap(([network, all]) => all.filter((member) => member.kindergartenId === id && contains(member.period, today)).map(() => network)).toSorted()])
      expect([name, 'cases', of(line, 'case')]).toEqual([name, 'cases', cases.rows.filter((row) => row.kindergartenName === name).map((row) => row.id).toSorted()])
      expect([name, 'grants', of(line, 'grant').length]).toEqual([name, 'grants', participants.rows.filter((row) => row.kindergartenId === id).length])
      expect(of(line, 'need').every((need) => needs.some((one) => one.id === need && one.kindergartenId === id && one.state === 'decided'))).toBe(true)
      const planned = visits.rows.filter((visit) => visit.kindergartenId === id && visit.on <= '2026-12-07').map((visit) => visit.id)
      expect([name, 'visits', line.due.filter(({ kind }) => kind === 'visit').map((one) => one.id).toSorted()]).toEqual([name, 'visits', planned.toSorted()])
    }
  })

  test('a question that counts so many leads to a page with so many, and a number to a list with so many', async () => {
    const page = (await tone.get(`${path}?sprak=nb`)).text
    const figures = [...page.matchAll(/href="([^"]*bare=([a-z]+)[^"]*)"[^>]*>[^<]*<\/a><\/dt><dd class="key-value">(\d+)</g)]
    expect(figures.length).toBeGreaterThan(2)
    for (const [, href = '', question, count] of figures) expect([question, rowsIn((await tone.get(href.replaceAll('&amp;', '&'))).text)]).toEqual([question, Number(count)])
    const numbers = [...page.matchAll(/href="(\/mine-barnehager\/[0-9a-f-]{36})#([a-z-]+)"[^>]*>(\d+)</g)]
    expect(numbers.length).toBeGreaterThan(3)
    for (const [, href = '', part = '', count] of numbers.slice(0, 12)) {
      const section = new RegExp(`<section[^>]*id="${part}"[\\s\\S]*?</section>`).exec((await tone.get(href)).text)?.[0] ?? ''
      expect([href, part, section.match(/<h2[^>]*>[^<]*\((\d+)\)/)?.[1]]).toEqual([href, part, count])
    }
  })

  test('every link on the page leads somewhere for the one who sees it', async () => {
    for (const who of [eva, tone, await world.as('olav', 'authority')]) {
      const links = new Set([...(await who.get(`${path}?dager=90`)).text.matchAll(/<main[\s\S]*<\/main>/g)].flatMap(([main]) => [...main.matchAll(/href="(\/[^"#]+)/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))))
      expect(links.size).toBeGreaterThan(3)
      // One of each kind of page.
      const kinds = new Map([...links].map((href) => [href.replaceAll(/[0-9a-f-]{36}/g, ':id').split('?')[0], href]))
      for (const href of kinds.values()) expect([href, (await who.get(href)).status]).toEqual([href, 200])
    }
  }, 60_000)
})

describe('following', () => {
  test('an adviser begins with those one follows and those one has a case with; the others are a tab away', async () => {
    const mine = await see(ragnhild, path)
    expect([mine.includes('Bråtet foreldrebarnehage'), mine.includes('Månefisken barnehage')]).toEqual([true, false])
    expect(await see(ragnhild, `${path}?hvem=teamet`)).toContain('Månefisken barnehage')
    const unfollowed = await see(tone, `${path}?hvem=ingen`)
    expect([unfollowed.includes('Månefisken barnehage'), unfollowed.includes('Solstråla barnehage')]).toEqual([true, false])
    const assigned = await world.asOwner<{ name: string }>("select o.name from guidance.assignment a join guidance.case c on c.id = a.case_id and c.state = 'running' join register.organisation o on o.id = c.kindergarten_id join identity.membership m on m.id = a.membership_id join identity.person p on p.id = m.person_id where p.name = 'Ragnhild Dal' and a.ended_at is null")
    expect(assigned.length).toBeGreaterThan(0)
    for (const { name } of assigned) expect(mine).toContain(name)
  })

  test('follow and stop; the same twice is said; the leader sees it and may end it; the trail has both', async () => {
    const id = await world.org('Kakaduen barnehage')
    expect((await ragnhild.post(`${path}/${id}/folging`)).status).toBe(303)
    const twice = await ragnhild.post(`${path}/${id}/folging`)
    expect([twice.status, words(twice.text).includes('Du følger barnehagen allerede.')]).toEqual([409, true])
    const overview = await see(tone, `${path}/folging`)
    expect(overview).toContain('Kakaduen barnehage')
    const amir = await world.as('amir')
    const { personId } = await actorOf(world, 'ragnhild')
    const other = await amir.post(`${path}/${id}/folging/slutt`, { hvem: personId })
    expect([other.status, words(other.text).includes('no longer followed') || words(other.text).includes('følges ikke lenger')]).toEqual([409, true])
    expect((await tone.post(`${path}/${id}/folging/slutt`, { hvem: personId })).status).toBe(303)
    expect(await see(ragnhild, path)).not.toContain('Kakaduen')
    expect((await ragnhild.post(`${path}/${id}/folging/slutt`)).status).toBe(409)
    expect(await world.asOwner("select kind, who from audit.event where kind like 'insight.%followed' order by kind")).toEqual([{ kind: 'insight.followed', who: 'Ragnhild Dal' }, { kind: 'insight.unfollowed', who: 'Tone Haugen' }])
  })

  test('one who follows from the list comes back to it as it was, at the same kindergarten; and the list alone, whatever the form says', async () => {
    const id = await world.org('Kakaduen barnehage')
    const page = (await ragnhild.get(`${path}?hvem=teamet&q=kaka&rekkefolge=navn`)).text
    expect(page).toContain(`id="b-${id}"`)
    const kept = /action="[^"]*\/folging"[\s\S]*?name="fra" value="([^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const followed = await ragnhild.post(`${path}/${id}/folging`, { fra: kept })
    expect([followed.status, followed.location]).toEqual([303, `${path}?hvem=teamet&q=kaka&rekkefolge=navn#b-${id}`])
    expect((await ragnhild.post(`${path}/${id}/folging/slutt`)).location).toBe(`${path}/${id}`)
    for (const typed of ['https://eksempel.no/', '//eksempel.no', 'side=2%0d%0aX: y', '%']) {
      expect((await ragnhild.post(`${path}/${id}/folging`, { fra: typed })).location?.startsWith(`${path}#b-`)).toBe(true)
      await ragnhild.post(`${path}/${id}/folging/slutt`)
    }
  })

  test('whoever stands in for an adviser sees those that one follows, and is offered to end nothing', async () => {
    const [absent, standIn] = [await actorOf(world, 'ragnhild'), await actorOf(world, 'amir')]
    const deputy = inPlaceOf(standIn, absent, ['guidance'])
    const of = async (actor: Actor) => (await as(actor, (tx) => loadMine(tx, actor, 'own', both, today, 14))).lines.map(({ kindergarten }) => kindergarten.name)
    expect(await of(deputy)).toEqual(await of(absent))
    expect(await of(deputy)).not.toEqual(await of(standIn))
  })

  test('clicked twice at once it is one', async () => {
    const id = await world.org('Sjøsnegla barnehage')
    const statuses = (await Promise.all([ragnhild.post(`${path}/${id}/folging`), ragnhild.post(`${path}/${id}/folging`)])).map(({ status }) => status)
    expect(statuses.toSorted()).toEqual([303, 409])
    expect(await world.asOwner('select 1 from insight.follow where kindergarten_id = $1 and until_on is null', [id])).toHaveLength(1)
  })

  test('a kindergarten of another team is not found; other roles may not', async () => {
    const [baerum] = await world.asOwner<{ id: string }>("select id from register.organisation where kind = 'kindergarten' and not fictitious limit 1")
    for (const id of [baerum?.id, await world.org('Eventyrkjeden'), 'tull']) expect((await ragnhild.post(`${path}/${id}/folging`)).status).toBe(404)
    for (const who of [eva, await world.as('olav', 'authority'), await world.as('siri')]) expect((await who.post(`${path}/${await world.org('Trollstua barnehage')}/folging`)).status).toBe(403)
  })

  test('the database says the same: for oneself, of one’s own team, and read by the team alone', async () => {
    const [adviser, leader, amir, owner, authority] = await Promise.all([actorOf(world, 'ragnhild'), actorOf(world, 'tone'), actorOf(world, 'amir'), actorOf(world, 'eva'), actorOf(world, 'olav', 'authority')])
    const served = await world.org('Månefisken barnehage')
    const [baerum] = await world.asOwner<{ id: string }>("select id from register.organisation where kind = 'kindergarten' and not fictitious limit 1")
    const begin = (who: Actor, more: { readonly kindergarten?: string | undefined; readonly person?: string; readonly name?: string; readonly team?: string } = {}) =>
      `insert into insight.follow (team_org_id, kindergarten_id, person_id, person_name, from_on) values ('${more.team ?? adviser.orgId}', '${more.kindergarten ?? served}', '${more.person ?? who.personId}', '${more.name ?? who.name}', '2026-11-23')`
    expect(await tries(world, adviser, begin(adviser))).toBe('yes')
    const refused: readonly (readonly [Actor, string])[] = [
      [adviser, begin(adviser, { person: amir.personId, name: amir.name })], [adviser, begin(adviser, { name: 'En annen' })], [adviser, begin(adviser, { kindergarten: baerum?.id })],
      [owner, begin(owner)], [owner, begin(owner, { team: owner.orgId })], [authority, begin(authority)], [inPlaceOf(amir, adviser, ['guidance']), begin({ ...adviser, personId: amir.personId, name: amir.name })],
    ]
    for (const [who, statement] of refused) expect([who.role, statement, await tries(world, who, statement)]).toEqual([who.role, statement, 'no'])
    const own = await world.asOwner<{ id: string }>('select id from insight.follow where person_id = $1 and until_on is null limit 1', [adviser.personId])
    const end = (by: string) => `update insight.follow set until_on = '2026-11-23', ended_by_name = '${by}' where id = '${own[0]?.id}'`
    expect([await tries(world, adviser, end(adviser.name)), await tries(world, leader, end(leader.name)), await tries(world, amir, end(amir.name)), await tries(world, owner, end(owner.name)), await tries(world, adviser, end('En annen'))]).toEqual(['yes', 'yes', 'no', 'no', 'no'])
    const readable = await Promise.all([adviser, leader, owner, authority, await actorOf(world, 'siri'), undefined].map((who) => tries(world, who, 'select 1 from insight.follow')))
    expect(readable).toEqual(['yes', 'yes', 'no', 'no', 'no', 'no'])
    expect(await tries(world, adviser, `delete from insight.follow where id = '${own[0]?.id}'`)).toBe('no')
  })

  test('an adviser whose role has ended sees nothing; in the night what was followed ends, and a year later it is forgotten', async () => {
    const { membershipId, personId } = await actorOf(world, 'amir')
    const amir = await world.as('amir')
    expect((await amir.get(path)).status).toBe(200)
    expect(await tidyFollows(world.deps)).toEqual({ ended: 0, forgotten: 0 })
    await world.asOwner("update identity.membership set period = daterange(lower(period), '2026-11-23') where id = $1", [membershipId])
    expect((await amir.get(path)).status).not.toBe(200)
    const gone = (await world.asOwner<{ id: string }>('select id from insight.follow where person_id = $1 and until_on is null', [personId])).length
    expect(gone).toBeGreaterThan(0)
    expect(await tidyFollows(world.deps)).toEqual({ ended: gone, forgotten: 0 })
    const left = () => world.asOwner('select 1 from insight.follow where person_id = $1', [personId])
    world.clock.set(new Date('2027-11-23T02:00:00Z'))
    await tidyFollows(world.deps)
    expect(await left()).toHaveLength(gone)
    world.clock.set(new Date('2027-11-24T02:00:00Z'))
    await tidyFollows(world.deps)
    expect(await left()).toHaveLength(0)
    world.clock.set(new Date('2026-11-23T09:00:00Z'))
  })
})

test('a visit of the half-year plan stands in the week it is planned in: to the leader and to the one who goes', async () => {
  const lines = await linesOf(await actorOf(world, 'tone'))
  const planned = await world.asOwner<{ id: string; person_id: string; kindergarten_id: string; monday: string }>("select v.id, v.person_id, v.kindergarten_id, v.monday::text from team.planned_visit v where v.kindergarten_id is not null and v.monday between '2026-11-23' and '2026-12-07'")
  expect(planned.length).toBeGreaterThan(0)
  const of = (all: readonly Line[]) => all.flatMap(({ due }) => due.filter(({ kind }) => kind === 'planned-visit'))
  expect(of(lines).map(({ id }) => id).toSorted()).toEqual(planned.map(({ id }) => id).toSorted())
  for (const item of of(lines)) expect([item.day, (await tone.get(item.href)).status]).toEqual([planned.find(({ id }) => id === item.id)?.monday, 200])
  const adviser = await actorOf(world, 'ragnhild')
  expect(of(await linesOf(adviser)).map(({ id }) => id).toSorted()).toEqual(planned.filter(({ person_id }) => person_id === adviser.personId).map(({ id }) => id).toSorted())
  for (const other of [await actorOf(world, 'eva'), await actorOf(world, 'olav', 'authority')]) expect(of(await linesOf(other))).toEqual([])
})

test('of many deadlines of the municipality the first are shown, and where the rest are', async () => {
  const [meeting] = await world.asOwner<{ id: string; municipality_id: string; point_id: string }>('select d.id, d.municipality_id, p.id as point_id from strategy.discussion d join strategy.discussion_point p on p.discussion_id = d.id limit 1')
  const olav = await world.as('olav', 'authority')
  expect(await see(olav, path)).not.toContain('Her står de')
  await world.asOwner(
    `insert into strategy.discussion_agreement (discussion_id, municipality_id, point_id, start_key, body, org_id, role, responsible_name, due_on, made_at, made_by_name, changed_at, changed_by_name)
     select $1, $2, $3, gen_random_uuid(), 'Mange avtaler ' || n, $2, 'authority', 'Fjordvik', '2026-11-30', now(), 'Olav', now(), 'Olav' from generate_series(1, 25) n`, [meeting?.id, meeting?.municipality_id, meeting?.point_id])
  const page = await see(olav, path)
  expect([page.includes('Her står de 20 første.'), page.split('Mange avtaler').length - 1 <= 20]).toEqual([true, true])
  await world.asOwner("delete from strategy.discussion_agreement where body like 'Mange avtaler %'")
})

test('a kindergarten that has closed stands there with what is open, until it is finished', async () => {
  const [draken, sea] = [await world.org('Draken barnehage'), await world.org('Vindmølla barnehage')]
  await world.asOwner("update register.organisation set closed_on = '2026-11-01' where id = any ($1)", [[draken, sea]])
  const [own, team] = [await see(eva, path), await see(tone, path)]
  expect([own.includes('Draken barnehage'), own.includes('Nedlagt 01.11.2026'), team.includes('Vindmølla barnehage')]).toEqual([true, true, false])
  const refused = await tone.post(`${path}/${draken}/folging`)
  expect([refused.status, words(refused.text).includes('Barnehagen er lagt ned.')]).toEqual([409, true])
  await world.asOwner('update register.organisation set closed_on = null where id = any ($1)', [[draken, sea]])
})

describe('filters and file', () => {
  test.each<readonly [string, readonly string[], readonly string[]]>([
    ['q=TROLL', ['Trollstua'], ['Solstråla']],
    ['eierform=kommunal', ['Solstråla'], ['Trollstua']],
    ['storrelse=liten', ['Kvitveis'], ['Trollstua']],
    ['omrade=Lia', ['Lia barnehage'], ['Trollstua']],
    ['q=finnesikke', ['Ingen barnehager passer', 'Vis alle'], ['Trollstua']],
    ['bare=tull&storrelse=tull&dager=tull&side=tull&rekkefolge=tull', ['Trollstua', 'Solstråla'], []],
    ['eier=tull&omrade=Tull&tema=tull', ['Trollstua', 'Solstråla'], []],
    ['q=%27%3B--', ['Ingen barnehager passer'], []],
  ])('%s', async (query, there, not) => {
    const page = await see(tone, `${path}?${query}`)
    for (const one of there) expect(page).toContain(one)
    for (const one of not) expect(page.includes(`${one} `), one).toBe(false)
  })

  test('the file has the rows of the page, and a name that looks like a formula is a text', async () => {
    const id = await world.org('Månefisken barnehage')
    await world.asOwner("update register.organisation set name = '=1+1' where id = $1", [id])
    const reply = await world.app.inject({ method: 'GET', url: `${path}.xlsx?bare=usett`, cookies: { sesjon: tone.session?.token ?? '', sprak: 'nb' } })
    const rows = await readSheet(reply.rawPayload)
    expect(rows.length - 1).toBe(rowsIn((await tone.get(`${path}?bare=usett`)).text))
    expect(rows.map(([name]) => name)).toContain("'=1+1")
    await world.asOwner("update register.organisation set name = 'Månefisken barnehage' where id = $1", [id])
  })

  test('by name, the page and the file are in the same order', async () => {
    const file = await world.app.inject({ method: 'GET', url: `${path}.xlsx?rekkefolge=navn`, cookies: { sesjon: tone.session?.token ?? '', sprak: 'nb' } })
    const names = (await readSheet(file.rawPayload)).slice(1).map(([name]) => String(name))
    expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'nb')))
    const shown = [...(await tone.get(`${path}?rekkefolge=navn`)).text.matchAll(/id="b-[^>]*>([^<]*)</g)].map(([, name]) => name)
    expect(shown).toEqual(names)
    const urgent = [...(await tone.get(path)).text.matchAll(/id="b-[^>]*>([^<]*)</g)].map(([, name]) => name)
    expect(urgent).not.toEqual(shown)
    expect(urgent.toSorted()).toEqual(shown.toSorted())
  })

  test.each([['tone', 'team-leader'], ['eva', 'owner'], ['olav', 'authority']] as const)('the file gives %s the same reasons as the page', async (person, role) => {
    const who = await world.as(person, role)
    const file = await world.app.inject({ method: 'GET', url: `${path}.xlsx?dager=90`, cookies: { sesjon: who.session?.token ?? '', sprak: 'nb' } })
    const [heads = [], ...rows] = await readSheet(file.rawPayload)
    const cell = (row: (typeof rows)[number], title: string) => String(row[heads.indexOf(title)] ?? '')
    // The three that have most to tell of.
    for (const row of rows.toSorted((a, b) => b.join('').length - a.join('').length).slice(0, 3)) {
      const [id] = await world.asOwner<{ id: string }>("select id from register.organisation where kind = 'kindergarten' and name = $1", [row[0]])
      const page = await see(who, `${path}/${id?.id ?? ''}?dager=90`)
      const told = ['Hva som er i gang', 'Hva som venter', 'Hva som kolliderer', 'Frister og møter de neste 90 dagene'].flatMap((title) => cell(row, title).split('; ')).map((one) => one.replace(' (over fristen)', '').split(', ')[0] ?? '')
      for (const one of told.filter(Boolean)) expect([row[0], one, page.includes(one)]).toEqual([row[0], one, true])
      expect([row[0], cell(row, 'Frister og møter de neste 90 dagene').split(' (over fristen)').length - 1]).toEqual([row[0], Number(cell(row, 'Over fristen'))])
    }
    const list = await see(who, `${path}?dager=90`)
    for (const row of rows) expect([row[0], list.includes(cell(row, 'Hvorfor den står her'))]).toEqual([row[0], true])
    expect(heads.includes('Følges av')).toBe(role === 'team-leader')
  })

  test('an owner without kindergartens is told what to do', async () => {
    const page = await see(await world.as('nils'), path)
    expect(page).toContain('Bråtet foreldrebarnehage')
    await world.asOwner("delete from register.relation where kind = 'owned-by' and from_id = $1", [await world.org('Bråtet foreldrebarnehage')])
    expect(await see(await world.as('nils'), path)).toContain('Registeret har ingen barnehager på denne eieren')
  })
})

test('a hundred kindergartens are asked about with as many questions as one', async () => {
  const asked = async (work: () => Promise<unknown>): Promise<number> => {
    const sent = vi.spyOn(pg.Client.prototype, 'query')
    await work()
    const { length } = sent.mock.calls
    sent.mockRestore()
    return length
  }
  const actor = await actorOf(world, 'eva')
  const read = () => as(actor, (tx) => loadMine(tx, actor, 'all', both, today, 14))
  const few = await read()
  const before = await asked(read)
  await world.asOwner("insert into register.organisation (kind, name, region_id, fictitious, created_at) select 'kindergarten', 'Prøvehage ' || lpad(n::text, 3, '0'), (select region_id from register.organisation where name = 'Trollstua barnehage'), true, now() from generate_series(1, 100) n")
  await world.asOwner(
    `insert into register.relation (from_id, to_id, kind, period, source) select k.id, r.to_id, r.kind, r.period, 'own' from register.organisation k cross join register.relation r
     where k.name like 'Prøvehage %' and r.from_id = (select id from register.organisation where name = 'Trollstua barnehage') and r.kind in ('served-by', 'owned-by', 'lies-in', 'supervised-by')`,
  )
  expect(await asked(read)).toBe(before)
  expect((await read()).lines.length).toBe(few.lines.length + 100)
})
