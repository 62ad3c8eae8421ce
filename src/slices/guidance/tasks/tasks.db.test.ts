import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../test/kit.ts'
import { stepKinds } from '../flow/definition.ts'

let world: World
const people: Record<string, Browser> = {}
const team = 'Kompetanseteam barnehage Fjordvik'
beforeAll(async () => {
  world = await openWorld()
  await world.asOwner('update guidance.case set state = $1 where state = $2', ['withdrawn', 'draft'])
  await world.asOwner("update guidance.case set state = 'closed', closed_at = now(), outcome = 'goal-reached' where state = 'running'")
  for (const person of ['siri', 'tone', 'ragnhild', 'amir', 'peder', 'per', 'olav', 'eva', 'dag']) people[person] = await world.as(person)
})
afterAll(() => world.close())

const membership = async (name: string) => (await world.asOwner<{ id: string }>("select m.id from identity.membership m join identity.person p on p.id = m.person_id where p.name = $1", [name]))[0]?.id ?? ''

/** A case of Solstråla's in a step, given to Ragnhild or to nobody, and what is done in it. */
async function caseIn(kind: string, { adviser = true, done = [] as readonly string[] } = {}): Promise<string> {
  await world.asOwner("update guidance.case set state = 'closed', closed_at = now(), outcome = 'goal-reached' where state = 'running'")
  const id = crypto.randomUUID()
  const at = new Date(world.clock().getTime() - 86_400_000)
  await world.asOwner(
    `insert into guidance.case (id, region_id, reference, kindergarten_id, team_org_id, flow_version_id, state, step_key, step_kind, step_entered_at, due_on, target, staff_involved, owner_informed, created_at, created_by, created_by_name, changed_at, changed_by_name, submitted_at, submitted_by_name)
     select $1, 'oslo-viken', $2, k.id, t.id, f.id, 'running', $3, $3, $4::timestamptz, '2026-12-07', 'leadership', 'yes', $6::boolean, $4, p.id, p.name, $4, p.name, $4, p.name
     from register.organisation k, register.organisation t, guidance.flow_version f, identity.person p where k.name = 'Solstråla barnehage' and t.name = $5 and f.team_org_id = t.id and f.status = 'published' and p.name = 'Siri Solheim'`,
    [id, `V2026-${id.slice(0, 8)}`, kind, at, team, !done.includes('not-anchored')],
  )
  await world.asOwner("insert into guidance.case_step (case_id, step_key, entered_at, entered_by, entered_by_name) select $1, $2, $3, id, name from identity.person where name = 'Siri Solheim'", [id, kind, at])
  if (adviser) await world.asOwner("insert into guidance.assignment (case_id, membership_id, adviser_name, assigned_at, assigned_by_name) values ($1, $2, 'Ragnhild Dal', $3, 'Tone Haugen')", [id, await membership('Ragnhild Dal'), at])
  for (const one of done) for (const text of [did[one] ?? []].flat()) await world.asOwner(text, [id])
  return id
}

const row = "insert into guidance.plan_item (case_id, position, problem, goal, sign, measure, who, timing, evaluate_on, written_at, written_by_name) values ($1, 1, 'a', 'b', 'c', 'd', 'e', 'f', '2027-02-01', now(), 'x')"
const agreement = (side: string) => `insert into guidance.plan_agreement (case_id, side, agreed_at, agreed_by_name, plan) values ($1, '${side}', now(), 'x', '[]')`
const meeting = (kind: string, number: string, next: string) => `insert into guidance.meeting (case_id, kind, held_on, minutes_used, written_at, written_by_name, number, next_on) values ($1, '${kind}', '2026-11-22', 60, now(), 'x', ${number}, ${next})`
const time = (side: string, day: string, accepted: boolean) => `insert into guidance.proposed_time (case_id, on_date, at_time, place, side, proposed_at, proposed_by, proposed_by_name, accepted_at, accepted_by_name, form_key) select $1, '${day}', '10:00', 'x', '${side}', now(), id, name, ${accepted ? 'now(), name' : 'null, null'}, gen_random_uuid() from identity.person where name = 'Siri Solheim'`
const evaluated = (side: string) => `insert into guidance.evaluation (case_id, side, round, goal_reached, changed_for_children, changed_in_practice, next_step, written_at, written_by_name) values ($1, '${side}', 1, 4, 'a', 'b', 'c', now(), 'x')`
const offered = (answer: string) => `insert into guidance.hand_over (case_id, to_org_id, reason_code, shared_summary, kindergarten_name, team_name, reference, handed_at, handed_by_name, answer, answered_at, answered_by_name) select $1, o.id, 'other', 'Et sammendrag', 'Solstråla barnehage', 'Kompetanseteamet', 'V2026-1', '2026-11-23T08:00:00Z', 'x', ${answer} from register.organisation o where o.name = 'PPT Fjordvik'`
const did: Readonly<Record<string, string | readonly string[]>> = {
  'the team proposed a time': time('team', '2026-12-01', false),
  'the head proposed a time': time('kindergarten', '2026-12-01', false),
  'a proposed time has passed': time('team', '2026-11-20', false),
  'a time is accepted': time('team', '2026-12-01', true),
  'an accepted time has passed': time('team', '2026-11-20', true),
  'the start meeting is recorded': meeting('start-meeting', 'null', 'null'),
  'the kindergarten is observed': "insert into guidance.observation (case_id, department, observed_on, focus, situations, adult_practice, written_at, written_by_name) values ($1, '*', '2026-11-22', 'a', 'b', 'c', now(), 'x')",
  'the plan has a row': row,
  'the team agreed': [row, agreement('team')],
  'both agreed': [row, agreement('team'), agreement('kindergarten')],
  'a session is held': meeting('session', '1', "'2026-12-02'"),
  'the head evaluated': evaluated('head'),
  'both evaluated': [evaluated('head'), evaluated('adviser')],
  'the staff are asked': "insert into guidance.staff_link (id, case_id, round, token_hash, opened_at, closes_on) values (gen_random_uuid(), $1, 1, '\\x01'::bytea || uuid_send(gen_random_uuid()), now(), '2026-11-30')",
  'the staff were asked': "insert into guidance.staff_link (id, case_id, round, token_hash, opened_at, closes_on, closed_at) values (gen_random_uuid(), $1, 1, '\\x01'::bytea || uuid_send(gen_random_uuid()), now(), '2026-11-30', now())",
  'the follow-up is noted': "insert into guidance.follow_up (case_id, held_on, lasting, what_lasted, written_at, written_by_name) values ($1, '2026-11-22', 4, 'a', '2026-11-23T08:00:00Z', 'x')",
  'a service is asked': offered('null, null, null'),
  'a service accepted': offered("'accepted', now(), 'y'"),
  'a service declined': offered("'declined', now(), 'y'"),
}

type Expected = { readonly siri?: string; readonly ragnhild?: string; readonly tone?: string }
type Line = readonly [kind: string, done: readonly string[], adviser: boolean, expected: Expected]
/** Kind of step, what is done, whether Ragnhild has it, and what each reads. Who is left out has nothing to do. */
const table: readonly Line[] = [
  ['triage', [], false, { tone: 'Les forespørselen, og ta eller fordel saken Frist mandag 7. desember 2026' }],
  ['triage', [], true, { ragnhild: 'Les forespørselen, og svar barnehagen Frist mandag 7. desember 2026' }],
  ['clarification', [], true, { siri: 'Svar på det teamet spør om, og send saken tilbake Frist mandag 7. desember 2026' }],
  ['waiting-list', [], false, { tone: 'Fordel saken når en rådgiver er ledig Frist mandag 7. desember 2026' }],
  ['waiting-list', [], true, { ragnhild: 'Ta saken ut av ventelisten, og avtal oppstartsmøte Frist mandag 7. desember 2026' }],
  ['start-meeting', [], false, { tone: 'Ta saken, eller fordel den til en rådgiver Frist mandag 7. desember 2026' }],
  ['start-meeting', [], true, { ragnhild: 'Foreslå tid for oppstartsmøtet Frist mandag 7. desember 2026' }],
  ['start-meeting', ['not-anchored'], true, { siri: 'Fortell hvordan personalet og eieren er med Frist mandag 7. desember 2026', ragnhild: 'Foreslå tid for oppstartsmøtet Frist mandag 7. desember 2026' }],
  ['start-meeting', ['the team proposed a time'], true, { siri: 'Svar på forslaget til tid for oppstartsmøtet Frist tirsdag 1. desember 2026' }],
  ['start-meeting', ['the head proposed a time'], true, { ragnhild: 'Svar på forslaget til tid for oppstartsmøtet Frist tirsdag 1. desember 2026' }],
  ['start-meeting', ['a proposed time has passed'], true, { ragnhild: 'Tiden gikk ut uten svar. Foreslå en ny tid for oppstartsmøtet Frist mandag 7. desember 2026' }],
  ['start-meeting', ['a time is accepted'], true, { siri: 'Møt til oppstartsmøtet Frist tirsdag 1. desember 2026', ragnhild: 'Møt til oppstartsmøtet Frist tirsdag 1. desember 2026' }],
  ['start-meeting', ['an accepted time has passed'], true, { ragnhild: 'Skriv fra oppstartsmøtet Frist mandag 7. desember 2026' }],
  ['start-meeting', ['the start meeting is recorded'], true, { ragnhild: 'Oppstartsmøtet er skrevet. Gå videre til neste steg Frist mandag 7. desember 2026' }],
  ['observation', [], true, { ragnhild: 'Observer, og skriv observasjonen Frist mandag 7. desember 2026' }],
  ['observation', ['the kindergarten is observed'], true, { ragnhild: 'Observasjonene er skrevet. Gå videre til planen Frist mandag 7. desember 2026' }],
  ['plan', [], true, { siri: 'Begynn på planen, som dere skriver sammen Frist mandag 7. desember 2026', ragnhild: 'Begynn på planen, som dere skriver sammen Frist mandag 7. desember 2026' }],
  ['plan', ['the plan has a row'], true, { siri: 'Gjør planen ferdig, og godkjenn den Frist mandag 7. desember 2026', ragnhild: 'Gjør planen ferdig, og godkjenn den Frist mandag 7. desember 2026' }],
  ['plan', ['the team agreed'], true, { siri: 'Les planen, og godkjenn den Frist mandag 7. desember 2026' }],
  ['plan', ['both agreed'], true, { ragnhild: 'Planen er godkjent. Start veiledningen Frist mandag 7. desember 2026' }],
  ['sessions', [], true, { ragnhild: 'Hold neste veiledningsøkt, og skriv fra den Frist mandag 7. desember 2026' }],
  ['sessions', ['a session is held'], true, { siri: 'Møt til neste veiledningsøkt Frist onsdag 2. desember 2026', ragnhild: 'Hold neste veiledningsøkt, og skriv fra den Frist onsdag 2. desember 2026' }],
  ['sessions', ['the team agreed'], true, { siri: 'Les planen, og godkjenn den Frist mandag 7. desember 2026', ragnhild: 'Hold neste veiledningsøkt, og skriv fra den Frist mandag 7. desember 2026' }],
  ['evaluation', [], true, { siri: 'Skriv evalueringen din Frist mandag 7. desember 2026 Spør personalet hva de fikk ut av veiledningen Frist mandag 7. desember 2026', ragnhild: 'Skriv evalueringen din Frist mandag 7. desember 2026 Spør personalet hva de fikk ut av veiledningen Frist mandag 7. desember 2026' }],
  ['evaluation', ['the head evaluated', 'the staff are asked'], true, { siri: 'Del lenken til spørsmålene med personalet Frist mandag 30. november 2026', ragnhild: 'Skriv evalueringen din Frist mandag 7. desember 2026' }],
  ['evaluation', ['both evaluated', 'the staff were asked'], true, { ragnhild: 'Evalueringen er ferdig. Velg hva som skjer videre Frist mandag 7. desember 2026' }],
  ['follow-up', [], true, { siri: 'Snakk sammen om hva som har festet seg, og skriv oppfølgingen Frist mandag 7. desember 2026', ragnhild: 'Snakk sammen om hva som har festet seg, og skriv oppfølgingen Frist mandag 7. desember 2026' }],
  ['follow-up', ['the follow-up is noted'], true, { ragnhild: 'Oppfølgingen er skrevet. Avslutt saken, eller ta opp igjen veiledningen Frist mandag 7. desember 2026' }],
  ['hand-over', [], true, { tone: 'Velg tjeneste, og før saken videre Frist mandag 7. desember 2026', ragnhild: 'Velg tjeneste, og før saken videre Frist mandag 7. desember 2026' }],
  ['hand-over', ['a service accepted'], false, { tone: 'Tjenesten har tatt imot. Avslutt saken Frist mandag 7. desember 2026' }],
  ['hand-over', ['a service is asked'], true, {}],
  ['hand-over', ['a service declined'], true, { tone: 'Velg tjeneste, og før saken videre Frist mandag 7. desember 2026', ragnhild: 'Velg tjeneste, og før saken videre Frist mandag 7. desember 2026' }],
  ['hand-over', ['a service accepted'], true, { tone: 'Tjenesten har tatt imot. Avslutt saken Frist mandag 7. desember 2026', ragnhild: 'Tjenesten har tatt imot. Avslutt saken Frist mandag 7. desember 2026' }],
]

/** The tasks on a page of "my tasks", without where they are. */
const tasksOn = (html: string, under = '/'): string[] =>
  [...html.matchAll(/<li class="task">([\s\S]*?)<\/li>/g)].filter(([item]) => item.includes(`href="${under}`)).map(([, item = '']) => words(item.replaceAll(/<div class="subtle" id="[^"]*-hvor">[^<]*<\/div>/g, '')).trim())
/** And in the first box of the case page. */
const boxOn = (html: string): string[] => [...(/<section[^>]*id="neste"[\s\S]*?<\/section>/.exec(html)?.[0] ?? '').matchAll(/<li>\s*<a class="ds-link" href="[^"]*">([^<]*)<\/a>/g)].map(([, text = '']) => text)

describe('each state of a case waits for somebody, with a sentence, a next step and a date; the case page says the same', () => {
  test.each(table)('%s, %j, has an adviser: %s', async (kind, done, adviser, expected) => {
    const id = await caseIn(kind, { adviser, done })
    for (const person of ['siri', 'ragnhild', 'tone', 'amir', 'peder'] as const) {
      const browser = people[person] as Browser
      // What else waits for them in the demonstration world is not asked about here.
      const tasks = tasksOn((await browser.get('/oppgaver')).text, '/veiledning/')
      expect([person, tasks.join(' ')]).toEqual([person, person in expected ? expected[person as keyof Expected] : ''])
      const box = boxOn((await browser.get(`/veiledning/${id}`)).text)
      expect([person, box]).toEqual([person, tasks.map((task) => task.replace(/ Frist .*$/, ''))])
    }
  })

  test.each<[string, readonly string[], boolean, string, string, string]>([
    ['triage', [], false, 'Ansvarlig nå: lederen av Kompetanseteamet', 'Ansvarlig nå: lederen av Kompetanseteamet', 'Ansvarlig nå: du'],
    ['triage', [], true, 'Ansvarlig nå: Ragnhild Dal', 'Ansvarlig nå: du', 'Ansvarlig nå: Ragnhild Dal'],
    ['clarification', [], true, 'Ansvarlig nå: du', 'Ansvarlig nå: styreren', 'Ansvarlig nå: styreren'],
    ['plan', ['the team agreed'], true, 'Venter på deg', 'Venter på styreren', 'Venter på styreren'],
    ['evaluation', ['the head evaluated', 'the staff were asked'], true, 'Venter på Ragnhild Dal', 'Venter på deg', 'Venter på Ragnhild Dal'],
  ])('%s, %j, has an adviser: %s: whose turn it is, as the head, the adviser and the leader read it', async (kind, done, adviser, head, hers, leader) => {
    const id = await caseIn(kind, { adviser, done })
    for (const [person, expected] of [['siri', head], ['ragnhild', hers], ['tone', leader]] as const) expect(words((await (people[person] as Browser).get(`/veiledning/${id}`)).text)).toContain(expected)
  })

  test('and there is a line for every kind of step that a case can stand in', () => {
    expect(new Set(table.map(([kind]) => kind))).toEqual(new Set(stepKinds.filter((kind) => kind !== 'request' && kind !== 'closed')))
  })
})

describe('what does not hang on a case of one’s own', () => {
  test('a service is asked to take a case, and knows by when', async () => {
    await caseIn('hand-over', { done: ['a service is asked'] })
    expect(words((await (people['per'] as Browser).get('/oppgaver')).text)).toContain('Svar på om dere tar imot saken V2026-1 fra Kompetanseteamet om Solstråla barnehage Frist mandag 30. november 2026')
  })

  test('a head finds the request that was begun', async () => {
    const siri = await world.as('siri')
    await siri.post('/veiledning', { nokkel: crypto.randomUUID() })
    expect(words((await siri.get('/oppgaver')).text)).toContain('Gjør ferdig forespørselen om veiledning Kladd for Solstråla barnehage, sist lagret 23. november 2026 Ingen frist Påbegynt')
  })

  test('an owner finds the kindergarten that nobody leads, today', async () => {
    const eva = people['eva'] as Browser
    expect(tasksOn((await eva.get('/oppgaver')).text).some((task) => task.includes('Trollstua'))).toBe(false)
    await world.asOwner("update identity.membership m set period = daterange(lower(period), '2026-11-20') from identity.person p where p.id = m.person_id and p.name = 'Hanne Moen'")
    const reply = await eva.get('/oppgaver')
    expect(tasksOn(reply.text)).toContain('Sett inn en ny styrer i Trollstua barnehage Frist mandag 23. november 2026 I dag')
    expect((await eva.get(/href="(\/folk\/[^"]*\/leder)"/.exec(reply.text)?.[1] ?? '')).status).toBe(200)
  })

  test('where there has never been one, nobody new is asked for; an invitation that is sent waits for an answer', async () => {
    const eva = people['eva'] as Browser
    const org = await world.org('Trollstua barnehage')
    await world.asOwner("update identity.membership set cancelled_at = now() where org_id = $1 and role = 'head'", [org])
    expect(tasksOn((await eva.get('/oppgaver')).text)).toContain('Sett inn en styrer i Trollstua barnehage Ingen frist')
    expect((await eva.post(`/folk/${org}/invitasjon`, { epost: 'ny.styrer@prove.example', rolle: 'head' })).status).toBe(303)
    const tasks = words((await eva.get('/oppgaver')).text)
    expect(tasks).toContain('Styreren i Trollstua barnehage er invitert. Invitasjonen venter på svar Sendt til ny.styrer@prove.example 23. november 2026. Fristen er dagen invitasjonen går ut')
    expect(tasks).not.toContain('Sett inn en styrer i Trollstua')
  })

  test('a person who asks to be let in waits with the one who administers, and nobody else', async () => {
    await world.asOwner("insert into identity.access_request (org_id, issuer, subject, name, email, language, asked_at) select id, 'x', 'y', 'Oda Fjell', 'oda@example.example', 'nb', '2026-11-12T09:00:00Z' from register.organisation where name = 'Solstråla barnehage'")
    const siri = await world.as('siri')
    expect(words((await siri.get('/oppgaver')).text)).toContain('Svar Oda Fjell, som ber om tilgang Solstråla barnehage, spurte 12. november 2026 Fristen var torsdag 19. november 2026, for 4 dager siden Over fristen')
    for (const person of ['peder', 'tone', 'dag', 'eva'] as const) expect([person, words((await (people[person] as Browser).get('/oppgaver')).text).includes('Oda Fjell')]).toEqual([person, false])
    expect(words((await (await world.as('olav', 'owner')).get('/oppgaver')).text)).toContain('Oda Fjell')
    await world.asOwner("update identity.membership m set cancelled_at = now() from identity.person p where p.id = m.person_id and p.name in ('Siri Solheim', 'Olav Rud') and m.administers")
    expect(words((await (people['dag'] as Browser).get('/oppgaver')).text)).toContain('Oda Fjell')
  })
})
