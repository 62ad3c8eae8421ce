import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { actorOf, tries } from '../../../../test/actors.ts'
import { openWorld, words, type Browser, type Form, type World } from '../../../../test/kit.ts'
import { reading } from '../../../platform/db.ts'
import { optimiser } from '../../../platform/optimiser.ts'
import { personId, roundIn, sentIn } from '../review/review.fixtures.ts'
import { proposalFor } from './proposal.ts'

let world: World
let stine: Browser
let round: string
let base: string
let reports: readonly string[]
let forum: string
beforeAll(async () => {
  world = await openWorld()
  stine = await world.as('stine')
})
afterAll(async () => {
  optimiser.end()
  await world.close()
})
/** Three reports of kr 150 000 each with 100, 75 and 50 points, and a forum with Ulla and Liv in it. */
beforeEach(async () => {
  round = await roundIn(world)
  base = `/runder/${round}/fordeling`
  reports = [
    await sentIn(world, round, { title: 'Samtaler ved måltidet' }),
    await sentIn(world, round, { title: 'Uterommet', owner: 'Fjordvik kommune', kindergartens: ['Lia barnehage'] }),
    await sentIn(world, round, { title: 'Ledelse', owner: 'Foreldrelaget Bråtet', kindergartens: ['Bråtet foreldrebarnehage'] }),
  ]
  for (const [at, report] of reports.entries()) await deliver(report, 4 - at)
  const [made] = await world.asOwner<{ id: string }>("insert into scheme.forum (region_id, manager_id, name) select 'oslo-viken', manager_id, 'Forum' from scheme.round where id = $1 returning id", [round])
  forum = made?.id ?? ''
  await world.asOwner('update scheme.round set forum_id = $2 where id = $1', [round, forum])
  for (const [name, as] of [['Ulla Holm', 'university'], ['Liv Sand', 'private-owner']])
    await world.asOwner("insert into scheme.forum_member (forum_id, person_id, org_id, stands_for, votes, period) select $1, p.id, m.org_id, $3, true, '[2020-01-01,)' from identity.person p join identity.membership m on m.person_id = p.id where p.name = $2 order by m.id limit 1", [forum, name, as])
})
const codes = async () => (await world.asOwner<{ code: string; weight: number }>("select c.value ->> 'code' as code, coalesce((c.value ->> 'weight')::int, 0) as weight from scheme.round d join scheme.scheme s on s.code = d.scheme_code, jsonb_array_elements(s.definition -> 'priority') c where d.id = $1", [round]))
const deliver = async (report: string, points: number) => {
  const scores = (await codes()).map(({ code }) => ({ code, points, reason: '' }))
  await world.asOwner("insert into scheme.review_delivery (report_id, person_id, person_name, org_name, criteria_number, submission_number, scores, points, delivered_at) values ($1, $2, 'Ulla Holm', 'Høgskolen', 0, 1, $3, $4, now())", [report, await personId(world, 'Ulla Holm'), JSON.stringify(scores), points * 25])
}
const filled = async (more: Form = {}): Promise<Form> => ({ navn: 'Første', nokkel: crypto.randomUUID(), teller: 'report', 'ramme-2027': '300 000', 'bundet-2027': '', minste: '', ...Object.fromEntries((await codes()).map(({ code, weight }) => [`vekt-${code}`, String(weight)])), ...more })
const made = async (more: Form = {}): Promise<string> => {
  const answer = await stine.post(`${base}/nytt`, await filled(more))
  return answer.location ?? expect.fail(words(answer.text).slice(0, 600))
}
const disqualify = async (report: string | undefined, name: string) => world.asOwner("insert into scheme.impartiality (report_id, person_id, basis, disqualified, note, at, by_name) values ($1, $2, 'decided', true, 'Sitter i styret', now(), 'Stine Berg')", [report, await personId(world, name)])
const inForum = () => world.asOwner("update scheme.round set stage = 'in-forum' where id = $1", [round])

describe('the county governor', () => {
  test('sets the limits, runs, and sees who is in, who is not, and why', async () => {
    const form = await stine.get(`${base}/nytt`)
    expect([form.status, words(form.text).includes('3 behovsmeldinger er med')]).toEqual([200, true])
    const page = await stine.get(await made())
    const shown = words(page.text)
    expect(shown).toContain('Bevist best')
    expect(shown).toContain('Ingen annen fordeling innenfor grensene gir flere poeng')
    expect(shown).toContain('Forslaget avgjør ingenting')
    expect(shown).toMatch(/Poeng til sammen 175/)
    expect(shown.replaceAll('\u00a0', ' ')).toContain('Stopper på rammen for 2027. Med kr 150 000 mer er det plass uten at andre mister noe.')
    expect(shown).toContain('Med 26 poeng mer hadde den vært med.')
    expect(words((await stine.get(base)).text)).toMatch(/Første Bevist best 175 Stine Berg/)
  })
  test('tries a change, and sees what it costs and who falls out', async () => {
    const path = await made()
    const shown = words((await stine.get(`${path}/endring?melding=${reports[2]}`)).text)
    expect(shown).toMatch(/Poeng mindre 25/)
    expect(shown).toContain('14,29 %')
    expect(shown).toMatch(/Uterommet 100 % Ikke med/)
    expect(shown).toContain('Med 26 poeng mer er den med i alle de beste fordelingene')
    expect(words((await stine.get(`${path}/endring?melding=${reports[0]}`)).text)).toMatch(/Poeng mindre 50/)
    expect((await stine.get(`${path}/endring?melding=00000000-0000-4000-8000-000000000000`)).status).toBe(404)
    expect((await stine.get(`${path}/endring`)).status).toBe(404)
  })
  test('compares two side by side', async () => {
    const [one, other] = [await made(), await made({ navn: 'Andre', 'ramme-2027': '150 000' })]
    const shown = words((await stine.get(`${base}/sammenligning?a=${one.split('/').at(-1)}&b=${other.split('/').at(-1)}`)).text)
    expect(shown).toMatch(/Poeng til sammen 175 100/)
    expect(shown).toMatch(/Uterommet 75 100 % Ikke med/)
    expect((await stine.get(`${base}/sammenligning?a=x&b=y`)).status).toBe(404)
  })
  test('is told which limits cannot all hold, and cannot lay that before the forum', async () => {
    const path = await made({ 'privat-av': 'reports', 'privat-minst': '100' })
    const shown = words((await stine.get(path)).text)
    expect(shown).toContain('Disse kan ikke gjelde samtidig')
    expect(shown).toContain('rammen for 2027')
    expect(shown).toContain('det minste private eiere skal ha av meldingene')
    expect((await stine.post(`${path}/forum`)).status).toBe(303)
    expect(await world.asOwner('select 1 from scheme.scenario where round_id = $1 and laid_at is not null', [round])).toHaveLength(0)
  })
  test('a second click is the same proposal; the saved one is never changed', async () => {
    const form = await filled()
    const answers = await Promise.all([stine.post(`${base}/nytt`, form), stine.post(`${base}/nytt`, form)])
    expect(new Set(answers.map(({ location }) => location)).size).toBe(1)
    const actor = await actorOf(world, 'stine')
    for (const change of ["update scheme.scenario set name = 'Annet'", "update scheme.scenario_result set percent = 0", 'delete from scheme.scenario']) expect(await tries(world, actor, change)).toBe('no')
  })
  test('the page about the reckoning has its version and examples that are reckoned', async () => {
    const shown = words((await stine.get(`${base}/slik-regnes-det`)).text).replaceAll('\u00a0', ' ')
    expect(shown).toContain('Regnemåte 2026-1')
    expect(shown).toMatch(/50 % kr 61 600 31/)
    expect(shown).toMatch(/B, C kr 400 000 110 Flest poeng: dette foreslås/)
  })
})

describe('bad input is refused in words, and nothing typed is lost', () => {
  test.each([
    ['no name', { navn: '' }, 'Skriv et navn'],
    ['a name without end', { navn: 'x'.repeat(100_000) }, 'Skriv et navn'],
    ['negative money', { 'ramme-2027': '-5' }, 'Skriv et beløp i kroner'],
    ['money that overflows', { 'ramme-2027': '9'.repeat(400) }, 'Skriv et beløp i kroner'],
    ['exponents', { 'ramme-2027': '1e9' }, 'Skriv et beløp i kroner'],
    ['a share over the whole', { 'privat-av': 'money', 'privat-minst': '101' }, 'Skriv et helt tall fra 0 til 100'],
    ['half a per cent', { 'privat-av': 'money', 'privat-minst': '12,5' }, 'Skriv et helt tall fra 0 til 100'],
    ['least above most', { 'privat-av': 'money', 'privat-minst': '60', 'privat-mest': '40' }, 'Minst kan ikke være mer enn mest'],
    ['a share of nothing', { 'privat-minst': '10' }, 'Velg hva det er en del av'],
    ['an unknown way of counting', { teller: '__proto__' }, 'Velg hva poengene teller for'],
    ['a report of another round', { inne: 'X-1' }, 'Skriv bare referanser til meldinger i denne runden'],
  ] as const)('%s', async (_, more, says) => {
    const answer = await stine.post(`${base}/nytt`, await filled(more))
    expect([answer.status, words(answer.text).includes(says)]).toEqual([422, true])
    expect(answer.text).toContain('300 000'.slice(0, 'ramme-2027' in more ? 0 : undefined))
    expect(await world.asOwner('select 1 from scheme.scenario where round_id = $1', [round])).toHaveLength(0)
  })
  test('weights that do not make 100, and a hundred thousand fields', async () => {
    const [first] = await codes()
    expect((await stine.post(`${base}/nytt`, await filled({ [`vekt-${first?.code}`]: '1' }))).status).toBe(422)
    expect([303, 413, 422]).toContain((await stine.post(`${base}/nytt`, await filled(Object.fromEntries(Array.from({ length: 900 }, (_, at) => [`x${at}`, '1']))))).status)
  })
  test('a round without reports, and one that is decided', async () => {
    const empty = await roundIn(world)
    expect(words((await stine.post(`/runder/${empty}/fordeling/nytt`, { ...(await filled()), 'ramme-2026': '1' })).text)).toContain('Det er ingen innsendte behovsmeldinger')
    await world.asOwner("update scheme.round set stage = 'decided' where id = $1", [round])
    const late = await stine.post(`${base}/nytt`, await filled())
    expect([late.status, late.location]).toEqual([303, base])
    expect((await stine.get(base)).text).toContain(`href="/runder/${round}/vedtak"`)
    expect(await world.asOwner('select 1 from scheme.scenario where round_id = $1', [round])).toHaveLength(0)
  })
})

describe('the forum', () => {
  test('sees nothing before it is laid there, then the proposal and its reasons', async () => {
    const path = await made()
    await inForum()
    const ulla = await world.as('ulla')
    expect([(await ulla.get(path)).status, words((await ulla.get(base)).text).includes('Ingen forslag er lagt fram')]).toEqual([404, true])
    expect((await stine.post(`${path}/forum`)).status).toBe(303)
    const shown = words((await ulla.get(path)).text)
    expect(shown).toMatch(/Uterommet .* Med 75/)
    expect(shown).toContain('Stopper på rammen for 2027')
    expect([(await ulla.get(`${base}/nytt`)).status, (await ulla.post(`${base}/nytt`, await filled())).status, (await ulla.post(`${path}/forum`)).status, (await ulla.get(`${path}/endring?melding=${reports[0]}`)).status]).toEqual([403, 403, 403, 403])
  })
  test('a disqualified member sees neither the report nor sums that would tell of it', async () => {
    const path = await made()
    await inForum()
    await stine.post(`${path}/forum`)
    await disqualify(reports[2], 'Ulla Holm')
    const ulla = await world.as('ulla')
    const page = await ulla.get(path)
    const shown = words(page.text)
    expect([page.status, shown.includes('Samtaler ved måltidet'), shown.includes('Ledelse')]).toEqual([200, true, false])
    for (const told of ['175', '150 000 mer', 'Stopper på', reports[2] ?? '-']) expect(page.text.replaceAll('\u00a0', ' ')).not.toContain(told)
    expect(shown).toContain('Du er inhabil i minst én av dem')
    expect(words((await ulla.get(base)).text)).not.toContain('175')
    // The database itself keeps the row from them, and from the front door that the forum's room uses.
    const actor = await actorOf(world, 'ulla')
    expect(await tries(world, actor, `select from scheme.scenario_result where report_id = '${reports[2]}'`)).toBe('no')
    expect((await reading(world.db, actor, (tx) => proposalFor(tx, round)))?.reports.size).toBe(2)
  })
  test('the front door gives each report’s proposal to the øre', async () => {
    const path = await made()
    await stine.post(`${path}/forum`)
    const proposal = await reading(world.db, await actorOf(world, 'stine'), (tx) => proposalFor(tx, round))
    expect([...(proposal?.reports.values() ?? [])].map(({ state, total }) => [state, total]).sort()).toEqual([['in', 15_000_000], ['in', 15_000_000], ['out', 0]])
    expect(await reading(world.db, await actorOf(world, 'eva'), (tx) => proposalFor(tx, round))).toBeUndefined()
  })
})

test('an officer who is disqualified in one of the reports works nothing out, and is told that a colleague must', async () => {
  const path = await made()
  await disqualify(reports[0], 'Stine Berg')
  expect((await stine.post(`${base}/nytt`, await filled())).status).toBe(303)
  expect(await world.asOwner('select 1 from scheme.scenario where round_id = $1', [round])).toHaveLength(1)
  expect(words((await stine.get(base)).text)).toContain('En kollega må regne ut')
  expect((await stine.get(`${path}/endring?melding=${reports[1]}`)).status).toBe(303)
  expect((await stine.post(`${path}/forum`)).status).toBe(303)
  expect(await world.asOwner('select 1 from scheme.scenario where round_id = $1 and laid_at is not null', [round])).toHaveLength(0)
})

test('owners, strangers and other county governors have no such page; the database agrees', async () => {
  const path = await made()
  const eva = await world.as('eva')
  for (const address of [base, path, `${base}/slik-regnes-det`]) expect((await eva.get(address)).status).toBe(404)
  expect((await world.stranger().get(path)).status).toBe(303)
  const [scenario] = await world.asOwner<{ id: string }>('select id from scheme.scenario where round_id = $1', [round])
  for (const who of ['eva', 'siri', 'ulla', 'frida'] as const) {
    const actor = await actorOf(world, who)
    expect(await tries(world, actor, `select from scheme.scenario where round_id = '${round}'`)).toBe('no')
    expect(await tries(world, actor, `select from scheme.scenario_result where scenario_id = '${scenario?.id}'`)).toBe('no')
    expect(await tries(world, actor, `insert into scheme.scenario (round_id, start_key, name, settings, outcome, worth, bound, milliseconds, model_version, solver, made_at, made_by_name) values ('${round}', uuidv7(), 'x', '{}', 'optimal', 0, 0, 0, '', '', now(), '${actor.name}')`)).toBe('no')
    expect(await tries(world, actor, `update scheme.scenario set laid_at = now(), laid_by_name = '${actor.name}' where id = '${scenario?.id}'`)).toBe('no')
  }
  const own = await actorOf(world, 'stine')
  expect(await tries(world, own, `insert into scheme.scenario (round_id, start_key, name, settings, outcome, worth, bound, milliseconds, model_version, solver, made_at, made_by_name) values ('${round}', uuidv7(), 'x', '{}', 'optimal', 0, 0, 0, '', '', now(), 'Arve Moe')`)).toBe('no')
})
