import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { optimiser } from '../src/platform/optimiser.ts'
import { actorOf } from './actors.ts'
import { openWorld, words, type Browser, type Form, type Reply, type World } from './kit.ts'

// Two at the same moment, keys of forms that are somebody else's, and what is left of the words when the head takes the consent back: of hand-overs, requests, promises and the half-year plan.

let world: World
let [siri, hanne, per, tone, other]: Browser[] = []
const use = () => ({ siri: siri ?? expect.fail(), hanne: hanne ?? expect.fail(), per: per ?? expect.fail(), tone: tone ?? expect.fail(), other: other ?? expect.fail() })
let [team, ppt, health, solstrala, trollstua] = ['', '', '', '', '']
beforeAll(async () => {
  world = await openWorld()
  ;[siri, hanne, per, tone] = await Promise.all([world.as('siri', 'head'), world.as('hanne'), world.as('per'), world.as('tone')])
  ;[team, ppt, health, solstrala, trollstua] = await Promise.all(['Kompetanseteam barnehage Fjordvik', 'PPT Fjordvik', 'Helsestasjonen i Fjordvik', 'Solstråla barnehage', 'Trollstua barnehage'].map((name) => world.org(name))) as [string, string, string, string, string]
  await world.asOwner('delete from coordination.hand_over')
  // A team that serves nobody here, with hours and a promise of its own.
  await world.asOwner("insert into register.organisation (kind, form, name, region_id, created_at) values ('support-service', 'competence-team', 'Et annet team (prøve)', 'oslo-viken', now())")
  await world.asOwner("insert into identity.person (name, email, language, created_at) values ('Leder Prøve', 'leder@annet.example', 'nb', now())")
  await world.asOwner("insert into identity.membership (person_id, org_id, role, period) select p.id, o.id, 'team-leader', '[2026-01-01,)' from identity.person p, register.organisation o where p.email = 'leder@annet.example' and o.name = 'Et annet team (prøve)'")
  await world.asOwner("insert into team.work_hours (team_org_id, person_id, person_name, period, weekly_minutes, changed_at, changed_by_name) select o.id, p.id, p.name, '[2026-11-01,)', 600, now(), 'Prøve' from identity.person p, register.organisation o where p.email = 'leder@annet.example' and o.name = 'Et annet team (prøve)'")
  await world.asOwner("insert into team.commitment (team_org_id, kind, what, group_name, visits, visit_minutes, travel_minutes, travel_from, other_minutes, earliest_on, latest_on, source, made_at, made_by_name, changed_at, changed_by_name) select o.id, 'other', 'Prøve', 'Alle', 2, 60, 0, 'typed', 0, '2027-01-11', '2027-02-26', 'typed', now(), 'Prøve', now(), 'Prøve' from register.organisation o where o.name = 'Et annet team (prøve)'")
  other = await world.by('leder@annet.example')
}, 60_000)
afterAll(async () => {
  optimiser.end()
  await world.close()
}, 60_000)

const at = async (work: readonly Promise<Reply>[]) => (await Promise.all(work)).map(({ status }) => status).toSorted()
const count = async (text: string, values: unknown[] = []) => (await world.asOwner<{ n: number }>(`select count(*)::int as n from ${text}`, values))[0]?.n
const idIn = ({ location }: Reply): string => location?.split('/').at(-1)?.split('?')[0] ?? ''
const pass = (who: Browser, more: Form = {}) => who.post('/stottesystem/overforinger/ny', { barnehage: solstrala, til: team, deler: ['theme'], tema: 'Mellom oss om blåbærturen', provd: '', effekt: '', kontakt: '', nokkel: crypto.randomUUID(), ...more })
const on = (id: string, what: string) => `/stottesystem/overforinger/${id}/${what}`

describe('a hand-over', () => {
  test('sent twice at the same moment is made once; the key of another’s form leads nowhere', async () => {
    const { per, tone } = use()
    const nokkel = crypto.randomUUID()
    expect(await at([pass(per, { nokkel }), pass(per, { nokkel })])).toEqual([303, 303])
    expect(await count('coordination.hand_over where start_key = $1', [nokkel])).toBe(1)
    expect((await pass(tone, { nokkel, til: health })).status).toBe(404)
    // The same sender, the same key, two kindergartens at once.
    const both = crypto.randomUUID()
    expect((await at([pass(tone, { nokkel: both, til: health }), pass(tone, { nokkel: both, til: health, barnehage: trollstua })])).every((status) => status < 500)).toBe(true)
    expect(await count('coordination.hand_over where start_key = $1', [both])).toBe(1)
  })

  test('answered by two at once, and taken while the consent is taken back: nothing half done, and the words are gone everywhere', async () => {
    const { siri, per, tone } = use()
    await world.asOwner('delete from coordination.hand_over')
    const id = idIn(await pass(per))
    expect(await at([siri.post(on(id, 'samtykke'), { samtykke: 'given' }), siri.post(on(id, 'samtykke'), { samtykke: 'refused' })])).toEqual([303, 409])
    await world.asOwner("update coordination.hand_over set consent = 'given', consent_at = now(), consent_by_name = 'Siri Solheim' where id = $1", [id])
    expect(words((await tone.get(`/stottesystem/overforinger/${id}`)).text)).toContain('blåbærturen')
    const [took, gone] = await Promise.all([tone.post(on(id, 'svar'), { svar: 'accepted', videre: 'own', grunn: '' }), siri.post(on(id, 'samtykke'), { samtykke: 'withdrawn' })])
    expect([took.status === 303 || took.status === 409, gone.status]).toEqual([true, 303])
    const [now] = await world.asOwner<{ consent: string; answer: string | null }>('select consent, answer from coordination.hand_over where id = $1', [id])
    expect(now).toEqual({ consent: 'withdrawn', answer: took.status === 303 ? 'accepted' : null })
    for (const path of [`/stottesystem/overforinger/${id}`, `/stottesystem/${solstrala}`, '/stottesystem', '/oppgaver', `/barnehager/${solstrala}`, '/varsler', '/konto', '/konto/opplysninger', '/kapasitet', `/mine-barnehager/${solstrala}`, '/mine-barnehager.xlsx']) {
      const answer = await tone.get(path)
      expect([path, answer.status < 500, answer.text.includes('blåbærturen')]).toEqual([path, true, false])
    }
    expect((await tone.post(on(id, 'svar'), { svar: 'declined', grunn: 'x' })).status).toBe(409)
    // What happened, and what was told, never had the words.
    for (const table of ['audit.event', 'messaging.notice', 'messaging.delivery', 'audit.reading']) expect([table, await count(`${table} t where t::text ilike '%blåbærturen%'`)]).toEqual([table, 0])
    for (const [person, role] of [['olav', 'authority'], ['olav', 'owner'], ['hanne', 'head'], ['ulla', 'university-contact']] as const) {
      const browser = await world.as(person, role)
      const after: string[] = []
      for (const what of ['samtykke', 'svar', 'forslag', 'slutt']) after.push(String((await browser.post(on(id, what), { samtykke: 'given', svar: 'accepted', handling: 'closed' })).status))
      expect([person, (await browser.get(`/stottesystem/overforinger/${id}`)).status >= 403, after.every((status) => status === '403' || status === '404')]).toEqual([person, true, true])
    }
  })
})

test('a request: two answers at once are one, and the key of another’s form leads nowhere', async () => {
  const { siri, hanne, per } = use()
  const nokkel = crypto.randomUUID()
  const ask = (who: Browser, barnehage: string) => who.post('/stottesystem/foresporsler/ny', { barnehage, onske: 'Hjelp til måltider', tema: 'rammeplan-2017-6', nar: '', tjeneste: ppt, nokkel })
  const id = idIn(await ask(siri, solstrala))
  expect((await ask(hanne, trollstua)).status).toBe(404)
  expect((await ask(hanne, solstrala)).status).toBe(404)
  const say = (svar: string) => per.post(`/stottesystem/foresporsler/${id}/svar`, { svar, grunn: 'Fullt', isteden: '', kontakt: '', dato: '' })
  expect(await at([say('accepted'), say('declined'), siri.post(`/stottesystem/foresporsler/${id}/slutt`, { handling: 'closed' })])).toSatisfy((all: readonly number[]) => all.filter((status) => status === 303).length >= 1 && all.every((status) => status === 303 || status === 409))
  expect(await count('coordination.request_answer where request_id = $1 and answer is not null', [id])).toBe(1)
  // What a head has asked is nowhere in what the authority and the owner read.
  for (const role of ['authority', 'owner']) {
    const olav = await world.as('olav', role)
    for (const path of ['/stottesystem', `/stottesystem/${solstrala}`, '/oppgaver', '/mine-barnehager', `/mine-barnehager/${solstrala}`, `/barnehager/${solstrala}`]) {
      const { status, text } = await olav.get(`${path}?sprak=nb`)
      expect([role, path, status < 500, /måltider|[Ff]orespørsel til|[Åå]pne forespørs/.test(words(text))]).toEqual([role, path, true, false])
    }
    expect((await olav.get(`/stottesystem/foresporsler/${id}`)).status).toBeGreaterThanOrEqual(403)
  }
})

test('who stands in for an adviser in another part of the program follows nothing, and is shown nothing of guidance by being refused', async () => {
  const hanne = await actorOf(world, 'hanne')
  const tone = await actorOf(world, 'tone')
  const [delegation] = await world.asOwner<{ id: string }>("insert into identity.delegation (membership_id, deputy_id, period, scope, made_at) values ($1, $2, '[2026-11-01,2026-12-01)', '{scheme}', now()) returning id", [tone.membershipId, hanne.personId])
  const deputy = await world.as('hanne')
  await world.asOwner('update identity.session set membership_id = $1, delegation_id = $2 where person_id = $3', [tone.membershipId, delegation?.id, hanne.personId])
  for (const path of [`/mine-barnehager/${solstrala}/folging`, `/mine-barnehager/${solstrala}/folging/slutt`]) {
    const { status, text } = await deputy.post(path)
    expect([path, status, /href="\/veiledning\/[0-9a-f-]{36}/.test(text)]).toEqual([path, 403, false])
  }
  for (const path of ['/mine-barnehager/folging', '/kapasitet', '/kapasitet/lovet', '/kapasitet/halvarsplan', '/stottesystem', `/stottesystem/${solstrala}`]) expect([path, (await deputy.get(path)).status]).toEqual([path, 403])
  expect((await deputy.get('/mine-barnehager')).text).not.toMatch(/href="\/veiledning\/[0-9a-f-]{36}/)
})

describe('promises and plans', () => {
  test('the same work promised by two at once is promised once', async () => {
    const { tone } = use()
    await world.asOwner('delete from team.commitment where team_org_id = $1', [team])
    const [found] = await world.asOwner<{ id: string }>("select id from guidance.case where state = 'running' and team_org_id = $1 order by id limit 1", [team])
    const take = () => tone.post('/kapasitet/lovet/forslag', { kilde: 'case', id: found?.id ?? expect.fail('no case') })
    expect(await at([take(), take(), take()])).toEqual([303, 409, 409])
    expect(await count("team.commitment where source_id = $1 and state = 'promised'", [found?.id])).toBe(1)
    // Not another team's to promise.
    expect((await use().other.post('/kapasitet/lovet/forslag', { kilde: 'case', id: found?.id ?? '' })).status).toBe(404)
  })

  test('the key of another team’s form makes a plan of one’s own; asked for a hundred times, one waits', async () => {
    const { tone, other } = use()
    await world.asOwner("insert into team.work_hours (team_org_id, person_id, person_name, period, weekly_minutes, changed_at, changed_by_name) select $1, id, name, '[2026-11-01,)', 600, now(), 'Prøve' from identity.person where name = 'Ragnhild Dal' and not exists (select from team.work_hours where team_org_id = $1)", [team])
    await world.asOwner("insert into team.commitment (team_org_id, kind, what, kindergarten_id, visits, visit_minutes, travel_minutes, travel_from, other_minutes, earliest_on, latest_on, source, made_at, made_by_name, changed_at, changed_by_name) values ($1, 'guidance', 'Prøve', $2, 2, 60, 0, 'typed', 0, '2027-01-11', '2027-02-26', 'typed', now(), 'Prøve', now(), 'Prøve')", [team, solstrala])
    const nokkel = crypto.randomUUID()
    const ask = (who: Browser, more: Form = {}) => who.post('/kapasitet/halvarsplan', { uker: '2026-12-28', nokkel: crypto.randomUUID(), ...more })
    const first = await ask(other, { nokkel })
    expect(first.status).toBe(303)
    const own = await ask(tone, { nokkel })
    expect([own.status, idIn(own) !== idIn(first)]).toEqual([303, true])
    expect((await tone.get(`/kapasitet/halvarsplan/${idIn(first)}`)).status).toBe(404)
    for (const what of ['avbryt', 'vedtak']) expect((await tone.post(`/kapasitet/halvarsplan/${idIn(first)}/${what}`, { versjon: '1' })).status).toBe(404)
    // Refused while one is made; and when it is asked too often, before anybody looks.
    const plans = await count('team.half_year where team_org_id = $1', [team])
    const answers: number[] = []
    for (let times = 0; times < 50; times++) answers.push(...(await Promise.all([ask(tone), ask(tone)])).map(({ status }) => status))
    expect(new Set(answers)).toEqual(new Set([409, 429]))
    expect(await count('team.half_year where team_org_id = $1', [team])).toBe(plans)
    expect(await count("team.half_year where team_org_id = $1 and state = 'waiting'", [team])).toBe(1)
  }, 120_000)

  test('adopted twice at once is adopted once', async () => {
    const { tone } = use()
    const [plan] = await world.asOwner<{ id: string }>("update team.half_year set state = 'proposed', worth = 0, bound = 0 where team_org_id = $1 and state = 'waiting' returning id", [team])
    const adopt = () => tone.post(`/kapasitet/halvarsplan/${plan?.id}/vedtak`, { versjon: '1' })
    expect(await at([adopt(), adopt()])).toEqual([303, 409])
    expect(await count("team.half_year where team_org_id = $1 and state = 'adopted' and from_on = '2026-12-28'", [team])).toBe(1)
  })
})
