import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { reading, system } from '../../../platform/db.ts'
import { loadPlaces } from '../../register/index.ts'
import { runImport } from '../../register/import/runs/actions.ts'
import { inviteFromMachine } from '../../identity/invitations/actions.ts'
import { openWorld, words, type Browser, type Form, type Reply, type World } from '../../../../test/kit.ts'

// An installation as it is at its first start, without the demonstration world: everything below is made through the pages.
let world: World
let operator: Browser
beforeAll(async () => {
  world = await openWorld({ empty: true })
})
afterAll(() => world.close())

/** Follows the link of the last letter to someone, as a person who has signed in with that address. */
async function accept(email: string, name: string): Promise<Browser> {
  const [letter] = await world.asOwner<{ path: string }>("select path from messaging.notice where address = $1 and kind = 'invitation' order by at desc limit 1", [email])
  return take(letter?.path ?? expect.fail(`no letter to ${email}`), email, name)
}
async function take(path: string, email: string, name: string): Promise<Browser> {
  const taken = await (await world.by(email)).post(path, { navn: name })
  expect(taken.status, words(taken.text)).toBe(303)
  return world.by(email)
}
async function invite(by: Browser, org: string, email: string, role: string): Promise<void> {
  const sent = await by.post(`/folk/${org}/invitasjon`, { epost: email, rolle: role, administrerer: 'ja' })
  expect(sent.status, words(sent.text)).toBe(303)
}
async function importFile(name: string): Promise<void> {
  const { session } = operator
  const part = (disposition: string, body: string) => `--between\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n${body}\r\n`
  const content = readFileSync(join(inject('root'), 'demo', 'data', name), 'utf8')
  const payload = `${part('name="_csrf"', session?.csrf ?? '')}${part(`name="fil"; filename="${name}"`, content)}--between--\r\n`
  const sent = await world.app.inject({ method: 'POST', url: '/register/import', cookies: { sesjon: session?.token ?? '' }, headers: { 'content-type': 'multipart/form-data; boundary=between' }, payload })
  expect((await operator.post(`${sent.headers.location}/start`)).status).toBe(303)
  await runImport(world.deps, sent.headers.location?.split('/').at(-1) ?? '')
}
/** A whole request from a head. */
async function send(head: Browser): Promise<string> {
  const started = await head.post('/veiledning', { nokkel: crypto.randomUUID() })
  const id = started.location?.split('/')[2] ?? expect.fail(words(started.text))
  const [theme] = await world.asOwner<{ code: string }>('select code from guidance.theme where team_org_id is null order by position limit 1')
  const answers: Readonly<Record<string, Form>> = {
    hvem: { target: 'whole-staff' },
    tema: { themes: [theme?.code ?? ''] },
    opplevelse: { experienced: 'Oppdiktet for en prøve: overgangene er urolige.', sinceWhen: 'Siden høsten', tried: 'Mindre grupper.', effect: 'Noe bedre.' },
    onske: { wished: 'Hjelp til å se overgangene.', goal: 'Rolige overganger.', means: ['observation'], times: 'Tirsdager' },
    forankring: { staffInvolved: 'yes', staffInvolvedHow: 'På personalmøtet.', ownerInformed: 'ja' },
  }
  for (const [section, form] of Object.entries(answers)) expect((await head.post(`/veiledning/${id}/foresporsel/${section}`, { ...form, handling: 'neste' })).status, section).toBe(303)
  expect((await head.post(`/veiledning/${id}/innsending`, { systemLevel: 'ja' })).location).toBe(`/veiledning/${id}/kvittering`)
  return id
}
/** On the program's own day. */
const servedBy = (team: string) => reading(world.db, system, (tx) => tx.selectFrom('register.served_by').select(['kindergarten_id', 'region_id']).where('team_id', '=', team).execute())
const states = (reply: Reply) => [...words(reply.text).matchAll(/\d\. (Hent|Lag|Gi|Inviter) [\p{L} ]+? (Gjort|Ikke gjort|Må vente|Venter på svar)/gu)].map((found) => found[2])

describe('an empty installation', () => {
  test('knows every municipality, once, however often it starts', async () => {
    const count = async () => (await world.asOwner<{ n: number }>("select count(*)::int as n from register.organisation where kind = 'municipality'"))[0]?.n
    expect(await count()).toBe(357)
    expect(await loadPlaces(world.deps)).toBe(0)
    expect(await count()).toBe(357)
  })

  test('lets the first operator in by the link made at the machine', async () => {
    const [org] = await world.asOwner<{ id: string }>("insert into register.organisation (kind, name, created_at) values ('operator', 'Drift', now()) returning id")
    const unit = { id: org?.id ?? '', name: 'Drift', kind: 'operator', form: undefined, aboveId: undefined, aboveName: undefined, closed: false } as unknown as Parameters<typeof inviteFromMachine>[1]
    const made = await inviteFromMachine({ db: world.db, now: world.clock }, unit, { email: 'drift@prove.example', role: 'operator', administers: true, startsOn: undefined })
    if (!made.ok) throw new Error(made.because)
    operator = await take(`/invitasjon/${made.event.token}`, 'drift@prove.example', 'Drift Prøve')
    expect(words((await operator.get('/oppsett')).text)).toContain('Oppsett Sett opp en kommune om gangen')
    expect(words((await operator.get('/oppgaver')).text)).toContain('Sett opp den første kommunen Ingen kommuner er satt opp ennå')
  })
})

describe('a municipality is set up', () => {
  let place: string
  let municipality: string
  let team: string

  test('chosen once, by whom it is and not by a guess', async () => {
    municipality = await world.org('Bærum kommune')
    expect((await operator.post('/oppsett', { kommune: '' })).status).toBe(422)
    expect((await operator.post('/oppsett', { kommune: '00000000-0000-4000-8000-000000000000' })).status).toBe(422)
    expect((await operator.get(`/oppsett/${municipality}`)).status).toBe(404)
    const chosen = await Promise.all([1, 2].map(() => operator.post('/oppsett', { kommune: municipality })))
    place = chosen[0]?.location ?? ''
    expect(chosen.map(({ location }) => location)).toEqual([`/oppsett/${municipality}`, `/oppsett/${municipality}`])
    expect(await world.asOwner('select period::text, enrolled_by_name from register.enrolment')).toEqual([{ period: '[2026-11-23,)', enrolled_by_name: 'Drift Prøve' }])
    expect(states(await operator.get(place))).toEqual(['Ikke gjort', 'Ikke gjort', 'Må vente', 'Må vente'])
  })

  test('with its kindergartens from a file, which get region and owner from it', async () => {
    await importFile('nbr-2020-baerum.csv')
    const page = await operator.get(place)
    expect(words(page.text)).toContain('166 barnehager er på plass')
    expect(states(page)[0]).toBe('Gjort')
    expect(await world.asOwner("select distinct region_id from register.organisation where kind = 'kindergarten'")).toEqual([{ region_id: 'oslo-viken' }])
    expect(await world.asOwner("select count(*)::int as n from register.relation where kind = 'owned-by' and to_id = $1", [municipality])).toEqual([{ n: 52 }])
  })

  test('with a team, which two operators at once make one of', async () => {
    expect((await operator.post(`${place}/flytskjema`)).status).toBe(409)
    expect((await operator.post(`${place}/team`, { navn: ' ' })).status).toBe(422)
    const made = await Promise.all([1, 2].map((n) => operator.post(`${place}/team`, { navn: `Kompetanseteam ${n}` })))
    expect(made.map(({ status }) => status).toSorted()).toEqual([303, 409])
    const [row] = await world.asOwner<{ id: string }>("select id from register.organisation where form = 'competence-team'")
    team = row?.id ?? ''
    expect(states(await operator.get(place))).toEqual(['Gjort', 'Gjort', 'Ikke gjort', 'Ikke gjort'])
    expect((await servedBy(team)).length).toBe(166)
  })

  test('with the standard flow chart as its first version, once', async () => {
    const given = await Promise.all([1, 2, 3].map(() => operator.post(`${place}/flytskjema`)))
    expect([...given, await operator.post(`${place}/flytskjema`)].map(({ status }) => status)).toEqual([303, 303, 303, 303])
    expect(await world.asOwner("select 1 from audit.event where kind = 'guidance.standard-flow-given' and about_id = $1", [team])).toHaveLength(1)
    expect(await world.asOwner("select number, status, published_by from guidance.flow_version where team_org_id = $1", [team])).toEqual([{ number: 1, status: 'published', published_by: 'Drift Prøve' }])
    expect(words((await operator.get(`/organisasjoner/${team}`)).text)).toContain('Ga teamet standarden som første flytskjema')
  })

  test('with a leader, who is invited and comes', async () => {
    expect(words((await operator.get(place)).text)).toContain('Inviter lederen')
    await invite(operator, team, 'leder@prove.example', 'team-leader')
    expect(states(await operator.get(place))).toEqual(['Gjort', 'Gjort', 'Gjort', 'Venter på svar'])
    expect(words((await operator.get(place)).text)).toContain('Lederen er invitert, men har ikke svart.')
    expect(words((await operator.get('/oppgaver')).text)).toContain('Gjør ferdig oppsettet av Bærum kommune 3 av 4 steg er gjort. Lederen av teamet er invitert og har ikke svart')
    const leader = await accept('leder@prove.example', 'Leder Prøve')
    expect((await leader.get('/veiledning')).status).toBe(200)
    expect(states(await operator.get(place))).toEqual(['Gjort', 'Gjort', 'Gjort', 'Gjort'])
    expect(words((await operator.get('/oppsett')).text)).toContain('4 av 4')
  })

  test('and then a head who is invited sends a request, which the leader finds', async () => {
    await invite(operator, municipality, 'eier@prove.example', 'owner')
    const owner = await accept('eier@prove.example', 'Eier Prøve')
    const [unit] = await world.asOwner<{ id: string; name: string }>("select o.id, o.name from register.organisation o join register.relation r on r.from_id = o.id and r.kind = 'owned-by' and r.to_id = $1 order by o.nsr_id limit 1", [municipality])
    await invite(owner, unit?.id ?? '', 'styrer@prove.example', 'head')
    const head = await accept('styrer@prove.example', 'Styrer Prøve')
    const id = await send(head)
    expect(await world.asOwner('select region_id, team_org_id, state from guidance.case where id = $1', [id])).toEqual([{ region_id: 'oslo-viken', team_org_id: team, state: 'running' }])
    expect(words((await (await world.by('leder@prove.example')).get('/veiledning')).text)).toContain(unit?.name ?? '?')
  })

  test('and when nobody in the team can answer, no day is promised, and the operator has it as a task', async () => {
    const head = await world.by('styrer@prove.example')
    await world.asOwner("update identity.membership m set cancelled_at = now() from identity.person p where p.id = m.person_id and p.email = 'leder@prove.example'")
    const id = await send(head)
    const receipt = words((await head.get(`/veiledning/${id}/kvittering`)).text)
    expect(receipt).toContain('har ingen som kan svare ennå, så vi kan ikke love deg en dag')
    expect(receipt).not.toContain('Du får svar senest')
    expect(await world.asOwner('select due_on from guidance.case where id = $1', [id])).toEqual([{ due_on: null }])
    const tasks = words((await operator.get('/oppgaver')).text)
    expect(tasks).toContain('Bærum kommune. 2 forespørsler venter, og ingen i teamet kan svare')
    const page = words((await operator.get(place)).text)
    expect(page).toContain('Ingen i teamet kan svare ennå Teamet har ingen leder.')
    expect(page).not.toContain('Barnehagene kan be om veiledning')
    await world.asOwner("update identity.membership m set cancelled_at = null from identity.person p where p.id = m.person_id and p.email = 'leder@prove.example'")
    expect(words((await operator.get('/oppgaver')).text)).toContain('Ingenting venter på deg')
    expect(words((await operator.get(place)).text)).toContain('Barnehagene kan be om veiledning')
  })

  test('and a kindergarten that comes later is served too', async () => {
    await world.asOwner("with k as (insert into register.organisation (kind, name, created_at) values ('kindergarten', 'Senere barnehage', now()) returning id) insert into register.relation (from_id, to_id, kind, period, source) select id, $1, 'lies-in', '[2026-11-01,)', 'test' from k", [municipality])
    expect(await servedBy(team)).toContainEqual({ kindergarten_id: await world.org('Senere barnehage'), region_id: 'oslo-viken' })
  })

  test('only by those who run the installation', async () => {
    for (const email of ['leder@prove.example', 'eier@prove.example', 'styrer@prove.example']) expect((await (await world.by(email)).get('/oppsett')).status).toBe(403)
  })
})

test('a municipality in another county has the region of that county', async () => {
  expect(await world.asOwner("select o.name, o.region_id from register.organisation o where o.name in ('Bergen kommune', 'Jevnaker kommune', 'Våler kommune') order by 1, 2")).toEqual([
    { name: 'Bergen kommune', region_id: 'vestland' },
    { name: 'Jevnaker kommune', region_id: 'oslo-viken' },
    { name: 'Våler kommune', region_id: 'innlandet' },
    { name: 'Våler kommune', region_id: 'oslo-viken' },
  ])
})
