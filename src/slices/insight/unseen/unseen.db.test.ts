import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type World } from '../../../../test/kit.ts'
import { makeLists } from './actions.ts'

// The team's list of kindergartens with little contact, from the rules to what came of the calls, on the real database.

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const lines = (name: string) =>
  world.asOwner<{ rules: string[]; last: string | null }>(
    `select array(select r ->> 'rule' from jsonb_array_elements(l.reasons) r) as rules, l.last_contact_on::text as last from insight.unseen_line l join insight.unseen_run u on u.id = l.run_id
     join register.organisation o on o.id = l.kindergarten_id where o.name = $1 order by u.made_on desc limit 1`,
    [name],
  )

test('the team sees this week’s list with the reasons in words, and no more calls than it has time for', async () => {
  const tone = await world.as('tone')
  const week = await tone.get('/lite-kontakt')
  expect(week.status).toBe(200)
  expect(words(week.text)).toContain('Uken fra 23. november 2026')
  const calls = await world.asOwner("select 1 from insight.unseen_call where week_on = '2026-11-23'")
  expect(calls).toHaveLength(3)
  expect(await world.asOwner("select kindergarten_id from insight.unseen_call where week_on in ('2026-11-16', '2026-11-23') group by 1 having count(*) > 1"), 'who had a call last week is not on the list').toEqual([])
})

test('kindergartens of another municipality, without a team, are on no list', async () => {
  expect(await world.asOwner("select 1 from insight.unseen_line l join register.organisation o on o.id = l.kindergarten_id where not o.fictitious")).toEqual([])
})

test('small private owner outside networks, and never asked, stand as reasons on the line', async () => {
  const [one] = await lines('Bråtet foreldrebarnehage')
  expect(one?.rules).toContain('small-private')
  const page = await (await world.as('ragnhild')).get('/lite-kontakt/liste?grunn=small-private')
  expect(words(page.text)).toContain('Bråtet foreldrebarnehage')
  expect(words(page.text)).toContain('Privat eier med 1 barnehage, ikke med i noe nettverk')
  expect(words(page.text)).not.toContain('Trollstua barnehage Har')
})

test('the leader changes a rule: today’s list is made anew, the change has a date, and the adviser may only read', async () => {
  const tone = await world.as('tone')
  const before = await world.asOwner<{ n: number }>("select count(*)::int as n from insight.unseen_line where reasons @> '[{\"rule\": \"few-places\"}]'")
  expect(before[0]?.n).toBe(0)
  const form = { 'tall-calls-a-week': '4', 'tall-rest-weeks': '12', 'tall-no-contact': '6', 'pa-no-contact': 'ja', 'pa-never-asked': 'ja', 'pa-never-applied': 'ja', 'tall-small-private': '2', 'pa-small-private': 'ja', 'tall-new-head': '12', 'pa-vacant-head': 'ja', 'tall-without-help': '2', 'pa-without-help': 'ja', 'tall-waiting': '6', 'pa-waiting': 'ja', 'tall-staffing': '7', 'tall-few-places': '30', 'pa-few-places': 'ja', 'tall-large': '100' }
  const wrong = await tone.post('/lite-kontakt/regler', { ...form, 'tall-no-contact': 'seks', 'tall-calls-a-week': '201' })
  expect(wrong.status).toBe(422)
  expect(words(wrong.text)).toContain('Skriv et helt tall fra 1 til 60')
  expect(wrong.text).toContain('value="seks"')
  expect((await tone.post('/lite-kontakt/regler', form)).status).toBe(303)
  expect((await lines('Kvitveis familiebarnehage'))[0]?.rules).toContain('few-places')
  const log = words((await tone.get('/lite-kontakt/regler')).text)
  expect(log).toContain('Få plasser: 30')
  expect(log).toContain('Ny styrer: av')
  expect(await world.asOwner("select 1 from insight.unseen_call where week_on = '2026-11-23'")).toHaveLength(4)
  const ragnhild = await world.as('ragnhild')
  expect((await ragnhild.get('/lite-kontakt/regler')).status).toBe(200)
  expect((await ragnhild.post('/lite-kontakt/regler', form)).status).toBe(403)
  expect((await tone.post('/lite-kontakt/regler', form)).status, 'the same again changes nothing').toBe(303)
  expect(await world.asOwner("select 1 from insight.unseen_setting where key = 'few-places'")).toHaveLength(1)
})

test('what came of a call is noted, counts as contact, and is told back to the rules', async () => {
  const ragnhild = await world.as('ragnhild')
  const [call] = await world.asOwner<{ id: string; name: string; kindergarten_id: string; rule: string }>("select c.id, c.kindergarten_id, o.name, c.reasons -> 0 ->> 'rule' as rule from insight.unseen_call c join register.organisation o on o.id = c.kindergarten_id where week_on = '2026-11-23' order by position limit 1")
  const path = `/lite-kontakt/samtaler/${call?.id}`
  expect((await ragnhild.get(path)).status).toBe(200)
  const tries: readonly (readonly [Record<string, string>, string])[] = [
    [{ ringt: '23.11.2026' }, 'Velg hva samtalen ble til'],
    [{ ringt: '23.11.2026', utfall: 'reached' }, 'Velg om det var rett å ringe'],
    [{ ringt: '24.11.2026', utfall: 'reached', rett: 'ja' }, 'Datoen er ikke kommet ennå'],
    [{ ringt: '20.11.2026', utfall: 'reached', rett: 'ja' }, 'før barnehagen kom på lista'],
    [{ ringt: '23.11.2026', utfall: 'later', rett: 'ja' }, 'Skriv når dere skal ringe igjen'],
    [{ ringt: '23.11.2026', utfall: 'later', rett: 'ja', igjen: '23.11.2026' }, 'Skriv en dato etter dagen dere ringte'],
    [{ ringt: 'i går', utfall: 'reached', rett: 'ja' }, 'Skriv en dato, for eksempel'],
  ]
  for (const [typed, says] of tries) {
    const reply = await ragnhild.post(path, typed)
    expect([typed, reply.status, words(reply.text).includes(says)]).toEqual([typed, 422, true])
  }
  expect((await ragnhild.post(path, { ringt: '23.11.2026', utfall: 'no-need', rett: 'nei' })).status).toBe(303)
  await makeLists(world.deps)
  const [line] = await lines(call?.name ?? '')
  expect(line === undefined || line.last === '2026-11-23').toBe(true)
  expect(line?.rules ?? []).not.toContain('no-contact')
  expect(words((await ragnhild.get('/lite-kontakt/regler')).text)).toMatch(/er ringt på grunn av denne\. \d mente det var rett/)
  expect(await world.asOwner("select who from audit.event where kind = 'insight.call-noted'")).toEqual([{ who: 'Ragnhild Dal' }])
})

test('a visit that was written in counts as contact, and one that is planned does not', async () => {
  const tone = await world.as('tone')
  const [found] = await world.asOwner<{ id: string; name: string }>(
    `select o.id, o.name from insight.unseen_line l join insight.unseen_run u on u.id = l.run_id join register.organisation o on o.id = l.kindergarten_id
     where l.reasons @> '[{"rule": "no-contact"}]' and u.team_org_id = (select id from register.organisation where name = 'Kompetanseteam barnehage Fjordvik') order by u.made_on desc, o.name limit 1`,
  )
  const { id, name } = found ?? expect.fail('everyone has been seen')
  const write = (dato: string) => tone.post('/besok', { nokkel: crypto.randomUUID(), barnehage: id, slag: 'visit', dato })
  expect((await write('1.12.2026')).status).toBe(303)
  await makeLists(world.deps)
  expect((await lines(name))[0]?.rules).toContain('no-contact')
  expect((await write('20.11.2026')).status).toBe(303)
  await makeLists(world.deps)
  const [line] = await lines(name)
  expect([line?.rules.includes('no-contact') ?? false, line?.last ?? '2026-11-20']).toEqual([false, '2026-11-20'])
})

test('the head sees that and why the own kindergarten is on the list; the owner and the authority see nothing', async () => {
  const nora = await world.as('nora')
  const own = words((await nora.get('/lite-kontakt/egen?sprak=nb')).text)
  expect(own).toContain('Barnehagen står på lista')
  expect(own).toContain('9 plasser')
  expect((await nora.get('/lite-kontakt')).status).toBe(403)
  const page = await world.org('Kvitveis familiebarnehage')
  expect((await nora.get(`/barnehager/${page}`)).text).toContain('/lite-kontakt/egen')
  for (const person of [await world.as('olav', 'authority'), await world.as('eva'), await world.as('stine')]) {
    expect((await person.get('/lite-kontakt/liste')).status).toBe(403)
    expect((await person.get(`/barnehager/${page}`)).text).not.toContain('9 plasser')
  }
})

test('another team’s call is not found, whatever is asked', async () => {
  const ragnhild = await world.as('ragnhild')
  expect((await ragnhild.get('/lite-kontakt/samtaler/01890000-0000-7000-8000-000000000000')).status).toBe(404)
  expect((await ragnhild.post('/lite-kontakt/samtaler/tull', {})).status).toBe(404)
})

test('made twice on the same day it is one list', async () => {
  await Promise.all([makeLists(world.deps), makeLists(world.deps)])
  expect(await world.asOwner("select 1 from insight.unseen_run where made_on = '2026-11-23'")).toHaveLength(1)
})
