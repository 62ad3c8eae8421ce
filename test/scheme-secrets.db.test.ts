import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allRoutes } from '../src/app.tsx'
import { forumWith, roundInForum } from '../src/slices/scheme/forum/forum.fixtures.ts'
import { decisionIn } from '../src/slices/scheme/money/money.fixtures.ts'
import { actorOf } from './actors.ts'
import { openWorld, type Browser, type World } from './kit.ts'

// One report with words of its own in everything that hangs on it. Every page, file and list of the program is asked for by everyone with a direct link, and searched for those words (a spreadsheet has the rows of the CSV beside it, a PDF those of its page).

let world: World
const ids: Record<string, string> = {}
const secrets = ['tittel', 'behovet', 'malet', 'innstillingen', 'forslaget', 'avviket', 'referatet', 'vedtaket', 'kommentaren', 'merket', 'vilkaret', 'vurderingen', 'habiliteten'].map((name) => `zeta-${name}-omega`)
const [title = '', need = '', goal = ''] = secrets
/** What the applicant's own side has written. */
const own = [title, need, goal]
beforeAll(async () => {
  world = await openWorld()
  const stine = await world.as('stine')
  ids['forum'] = await forumWith(stine, [{ email: 'frida.aas@forbund.example', side: 'association', chair: true }, { email: 'ulla.holm@hogskole.example', side: 'university' }, { email: 'nils.hage@braatet.example', side: 'private-owner' }])
  const { round, chain, foundation } = await roundInForum(world, ids['forum'])
  Object.assign(ids, { round, chain, foundation })
  const [arve, frida, ulla] = [await actorOf(world, 'arve'), await actorOf(world, 'frida'), await actorOf(world, 'ulla')]
  const put = async (name: string, text: string, values: unknown[]) => { ids[name] = (await world.asOwner<{ id: string }>(text, values))[0]?.id ?? '' }
  await world.asOwner('update scheme.report_fact set title = $2, need = $3, goals = $4 where report_id = $1', [chain, ...own])
  await world.asOwner("insert into scheme.recommendation (report_id, outcome, reached_by, reason, at, by_name) values ($1, 'grant', 'agreement', $2, now(), 'Stine Berg')", [chain, secrets[3]])
  await put('meeting', "insert into scheme.meeting (forum_id, round_id, title, starts_at, state, made_at, made_by_name) values ($1, $2, 'Møte', now(), 'open', now(), 'Stine Berg') returning id", [ids['forum'], round])
  await put('item', "insert into scheme.meeting_item (meeting_id, position, kind, state, minutes, changed_at, changed_by_name) values ($1, 1, 'reports', 'agreed', $2, now(), 'Stine Berg') returning id", [ids['meeting'], secrets[6]])
  await world.asOwner("insert into scheme.meeting_item_report (item_id, report_id, outcome, reason, deviation, changed_at, changed_by_name) values ($1, $2, 'grant', $3, $4, now(), 'Stine Berg')", [ids['item'], chain, secrets[4], secrets[5]])
  ids['decision'] = await decisionIn(world, chain, [[2027, 'owner', 'Eventyrkjeden', 100]], { published: false })
  await world.asOwner('update scheme.decision set reason = $2 where id = $1', [ids['decision'], secrets[7]])
  await world.asOwner("insert into scheme.review_comment (thread_id, number, report_id, text, person_id, person_name, at) values (uuidv7(), 1, $1, $2, $3, 'Arve Moe', now())", [chain, secrets[8], arve.personId])
  await world.asOwner("insert into scheme.review_flag (report_id, kind, reason, person_id, raised_by_name, raised_at) values ($1, 'other', $2, $3, 'Arve Moe', now())", [chain, secrets[9], arve.personId])
  await world.asOwner("insert into scheme.eligibility (report_id, criterion_code, outcome, note, at, by_name) select $1, s.definition -> 'eligibility' -> 0 ->> 'code', 'not-met', $2, now(), 'Arve Moe' from scheme.round d join scheme.scheme s on s.code = d.scheme_code where d.id = $3", [chain, secrets[10], round])
  await world.asOwner("insert into scheme.review_delivery (report_id, person_id, person_name, org_name, criteria_number, submission_number, scores, points, delivered_at) values ($1, $2, 'Arve Moe', 'X', 1, 1, $3, 50, now())", [chain, arve.personId, JSON.stringify([{ code: 'need', points: 3, reason: secrets[11] }])])
  await put('scenario', "insert into scheme.scenario (round_id, start_key, name, settings, outcome, worth, bound, milliseconds, model_version, solver, made_at, made_by_name, laid_at, laid_by_name) select $1, uuidv7(), 'Forslag', s.settings, 'optimal', 98765, 98765, 1, '1', 'HiGHS', now(), 'Stine Berg', now(), 'Stine Berg' from scheme.scenario s limit 1 returning id", [round])
  // Frida sits in the forum and has said that she has a tie.
  await world.asOwner("insert into scheme.impartiality (report_id, person_id, basis, tie, disqualified, declared, note, at, by_name) values ($1, $2, 'declared', 'family', true, 'tie', '', now(), 'Frida Aas')", [chain, frida.personId])
  await world.asOwner("insert into scheme.impartiality (report_id, person_id, basis, disqualified, note, at, by_name) values ($1, $2, 'decided', false, $3, now(), 'Stine Berg') on conflict (report_id, person_id) do update set basis = 'decided', note = excluded.note", [chain, ulla.personId, secrets[12]])
  // Nils sat there until yesterday.
  await world.asOwner("update scheme.forum_member set period = '[2025-01-01,2026-11-23)' where forum_id = $1 and person_id = $2", [ids['forum'], (await actorOf(world, 'nils')).personId])
})
afterAll(() => world.close())

const nowhere = '00000000-0000-4000-8000-000000000000'
function pathOf(url: string): string {
  const first = url.startsWith('/runder') || url.startsWith('/meldeskjema') ? 'round' : url.startsWith('/behov') ? 'chain' : url.startsWith('/forum') ? 'forum' : url.startsWith('/vedtak') ? 'decision' : 'nothing'
  const named: Readonly<Record<string, string>> = { id: first, mote: 'meeting', sak: 'item', melding: 'chain', report: 'chain', runde: 'round', scenario: 'scenario' }
  return url.replaceAll(/:([a-zA-Z]+)/g, (_, name: string) => (name === 'ar' ? '2027' : (ids[named[name] ?? ''] ?? nowhere)))
}
const routes = allRoutes(new Map()).filter(({ method, url }) => method === 'GET' && /^\/(runder|behov|forum|vedtak|okonomi|resultater|partnerskap|deltakere|ordninger|oppgaver|varsler|$)/.test(url))
const more = () => [`/runder/${ids['round']}/fordeling/sammenligning?a=${ids['scenario']}&b=${ids['scenario']}`, `/runder/${ids['round']}/vurdering?sok=zeta`, `/runder/${ids['round']}/vedtak?vis=alle`]

/** Which secrets turn up anywhere, and where; an answer that is a fault fails. */
async function search(browser: Browser): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>()
  for (const path of [...routes.map(({ url }) => pathOf(url)), ...more()]) {
    const { status, text } = await browser.get(path)
    expect([path, status < 500]).toEqual([path, true])
    for (const secret of secrets) if (text.includes(secret)) found.set(secret, (found.get(secret) ?? new Set()).add(path))
  }
  return found
}
const told = (found: Map<string, Set<string>>, allowed: readonly string[] = []) => [...found].flatMap(([secret, paths]) => (allowed.includes(secret) ? [] : [...paths].map((path) => `${secret} at ${path}`)))

describe('a direct link', () => {
  test('the county governor finds the words, so that looking for them means something', async () => {
    const found = await search(await world.as('arve'))
    expect(secrets.filter((secret) => !found.has(secret))).toEqual([])
  }, 60_000)
  test.each([
    ['a member of the forum who is disqualified', 'frida', undefined],
    ['one who sat in the forum until yesterday', 'nils', undefined],
    ['another owner', 'liv', undefined],
    ['the municipality as owner', 'olav', 'owner'],
    ['the municipality as authority', 'olav', 'authority'],
    ['a head outside', 'siri', undefined],
    ['an adviser', 'ragnhild', undefined],
    ['the operator', 'dag', undefined],
  ] as const)('%s finds nothing of it', async (_, person, role) => {
    expect(told(await search(await world.as(person, role)))).toEqual([])
  }, 60_000)
  test('somebody who is not signed in finds nothing of it', async () => {
    expect(told(await search(world.stranger()))).toEqual([])
  }, 60_000)
  test.each([
    ['the owner', 'eva'],
    ['the head', 'hanne'],
  ] as const)('%s of the report finds its own words, and nothing of how it is handled before it is published', async (_, person) => {
    expect(told(await search(await world.as(person)), own)).toEqual([])
  }, 60_000)
  test('sums of the worked-out proposal are not for one who is kept from a part of it', async () => {
    const frida = await world.as('frida')
    for (const path of [`/runder/${ids['round']}/fordeling`, `/runder/${ids['round']}/fordeling/${ids['scenario']}`]) {
      const { status, text } = await frida.get(path)
      expect([path, status, text.includes('98765')]).toEqual([path, 200, false])
    }
  })
})
