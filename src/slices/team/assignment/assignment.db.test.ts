import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actorOf, tries } from '../../../../test/actors.ts'
import { openWorld, words, type Browser, type Form, type World } from '../../../../test/kit.ts'

// What is promised, by whom, and who can take it, on the real database. Today is Monday 23 November 2026, in week 48.

let world: World
let tone: Browser
let ragnhild: Browser
let amir: Browser
let ids: Record<'tone' | 'ragnhild' | 'amir' | 'lia' | 'bråtet' | 'draken', string>
beforeAll(async () => {
  world = await openWorld()
  ;[tone, ragnhild, amir] = await Promise.all([world.as('tone'), world.as('ragnhild'), world.as('amir')])
  const person = async (name: string) => (await world.asOwner<{ id: string }>('select id from identity.person where name = $1', [name]))[0]?.id ?? ''
  ids = { tone: await person('Tone Haugen'), ragnhild: await person('Ragnhild Dal'), amir: await person('Amir Nord'), lia: await world.org('Lia barnehage'), bråtet: await world.org('Bråtet foreldrebarnehage'), draken: await world.org('Draken barnehage') }
  // Only what a test promises counts, so that each figure can be told.
  await world.asOwner('delete from team.commitment')
})
afterAll(() => world.close())

const list = '/kapasitet/lovet'
const form = (more: Form = {}): Form => ({ slag: 'guidance', hva: 'Veiledning om lek', barnehage: ids.lia, gruppe: '', hvem: ids.ragnhild, besok: '4', hvert: '2', reise: '0,5', rundt: '2', fra: '8.3.2027', til: '12.3.2027', kilde: 'typed', kildeid: '', versjon: '0', grunn: '', ...more })
const sure = (more: Form = {}): Form => form({ steg: 'lov', ...more })
const idOf = async (what: string) => (await world.asOwner<{ id: string }>('select id from team.commitment where what = $1', [what]))[0]?.id ?? ''
const versionOf = async (id: string) => String((await world.asOwner<{ version: number }>('select version from team.commitment where id = $1', [id]))[0]?.version)
const see = async (who: Browser, path: string) => words((await who.get(`${path}${path.includes('?') ? '&' : '?'}sprak=nb`)).text)

describe('from a promise to done', () => {
  test('it is weighed before it is promised, and nothing is saved until one says yes', async () => {
    const preview = await tone.post(`${list}/ny`, form())
    expect([preview.status, words(preview.text).includes('Ragnhild Dal har timer nok i alle ukene')]).toEqual([200, true])
    expect(words(preview.text)).toContain('12 timer: 4 besøk på 2 pluss 0,5 i reise hver gang, og 2 før og etter')
    expect(await idOf('Veiledning om lek')).toBe('')
    expect((await tone.post(`${list}/ny`, sure())).status).toBe(303)
    expect(await see(ragnhild, list)).toContain('Veiledning om lek')
  })
  test('an adviser promised 140 % is told by name, week and what collides, before it is promised', async () => {
    const preview = await tone.post(`${list}/ny`, form({ hva: 'Kursdager', slag: 'course', besok: '3', hvert: '10', reise: '0', rundt: '0' }))
    const text = words(preview.text)
    expect(text).toContain('Ragnhild Dal får 42 timer mot 30 i uke 10: 140 %')
    expect(text).toContain('Kursdager, Lia barnehage: 30 timer denne uken')
    expect(text).toContain('Veiledning om lek, Lia barnehage: 12 timer denne uken')
    expect(text).toContain('Flytt tidsrommet til 15. mars 2027 til 19. mars 2027')
    expect(text).toContain('Lov 1 besøk i stedet')
  })
  test('and is refused in words without a reason; with one, the reason is kept and seen', async () => {
    const much = { hva: 'Kursdager', slag: 'course', besok: '3', hvert: '10', reise: '0', rundt: '0' }
    const refused = await tone.post(`${list}/ny`, sure(much))
    expect([refused.status, words(refused.text).includes('Det er ikke timer nok. Endre løftet, eller skriv hvorfor dere lover likevel.')]).toEqual([409, true])
    expect(refused.text).toContain('value="Kursdager"')
    expect((await tone.post(`${list}/ny`, sure({ ...much, grunn: 'Foreleseren har bare den uken.' }))).status).toBe(303)
    expect(await see(ragnhild, `${list}/${await idOf('Kursdager')}`)).toContain('Foreleseren har bare den uken.')
    expect(await see(tone, '/kapasitet?fra=2027-03-08')).toContain('Ragnhild Dal får 42 timer mot 30 i uke 10: 140 %')
    expect(await see(tone, '/oppgaver')).not.toContain('lovet mer enn de har timer til')
  })
  test('what is done stays done', async () => {
    const id = await idOf('Kursdager')
    expect((await ragnhild.post(`${list}/${id}`, { handling: 'done', versjon: await versionOf(id) })).status).toBe(303)
    const again = await tone.post(`${list}/${id}`, { handling: 'withdrawn', versjon: await versionOf(id) })
    expect([again.status, words(again.text).includes('Løftet er gjort, og kan ikke endres')]).toEqual([409, true])
    expect((await tone.get(`${list}/${id}/endre`)).status).toBe(409)
    expect(await see(tone, '/kapasitet?fra=2027-03-08')).not.toContain('140 %')
  })
  test('changed meanwhile: nothing is written over', async () => {
    const id = await idOf('Veiledning om lek')
    const stale = await versionOf(id)
    expect((await tone.post(`${list}/${id}/endre`, sure({ besok: '5', versjon: stale }))).status).toBe(303)
    const refused = await ragnhild.post(`${list}/${id}/endre`, sure({ besok: '2', versjon: stale }))
    expect([refused.status, words(refused.text).includes('Noen har endret løftet siden du åpnet siden')]).toEqual([409, true])
    expect(await world.asOwner('select visits from team.commitment where id = $1', [id])).toEqual([{ visits: 5 }])
    expect(await see(tone, `${list}/${id}`)).toMatch(/Endret: Ragnhild Dal, 14,5 timer/)
  })
})

test.each<[string, Form, number, string]>([
  ['nothing said', { hva: '' }, 422, 'Skriv hva som er lovet.'],
  ['no kind', { slag: '' }, 422, 'Velg hva slags arbeid det er.'],
  ['hours that are none', { hvert: 'mange' }, 422, 'Skriv timer for hvert besøk'],
  ['a window that ends before it begins', { til: '7.3.2027' }, 409, 'Den siste dagen er før den første.'],
  ['a window that has passed', { fra: '1.3.2026', til: '2.3.2026' }, 409, 'Tidsrommet er over.'],
  ['promised to nobody', { barnehage: '' }, 409, 'Velg en barnehage, eller skriv hvilken gruppe'],
  ['a kindergarten the team does not have', { barnehage: '00000000-0000-4000-8000-000000000000' }, 409, 'Teamet har ikke denne barnehagen.'],
  ['somebody who is not in the team', { hvem: '00000000-0000-4000-8000-000000000000' }, 409, 'Rådgiveren er ikke i teamet i hele tidsrommet.'],
])('refused in words: %s', async (_, more, status, sentence) => {
  const reply = await tone.post(`${list}/ny`, form(more))
  expect([reply.status, words(reply.text).includes(sentence)]).toEqual([status, true])
})
test('not in the team on those days, away all of them, and partial: refused in words at the last press too', async () => {
  const away = await tone.post(`${list}/ny`, sure({ hvem: ids.amir, fra: '21.12.2026', til: '24.12.2026' }))
  expect([away.status, words(away.text).includes('Rådgiveren er ikke på jobb noen dag i tidsrommet.')]).toEqual([409, true])
  const partial = await tone.post(`${list}/ny`, sure({ hvem: ids.amir, barnehage: ids.bråtet }))
  expect([partial.status, words(partial.text).includes('Rådgiveren er inhabil for barnehagen eller eieren.')]).toEqual([409, true])
  await world.asOwner("update identity.membership set period = daterange(lower(period), '2027-03-10') where person_id = $1 and role = 'adviser'", [ids.ragnhild])
  const leaves = await tone.post(`${list}/ny`, sure())
  expect([leaves.status, words(leaves.text).includes('Rådgiveren er ikke i teamet i hele tidsrommet.')]).toEqual([409, true])
  await world.asOwner("update identity.membership set period = daterange(lower(period), null) where person_id = $1 and role = 'adviser'", [ids.ragnhild])
})

test('an adviser promises for themself, never for another, and changes nothing of another’s', async () => {
  const other = await amir.post(`${list}/ny`, sure())
  expect([other.status, words(other.text).includes('Only the leader promises for others.')]).toEqual([409, true])
  expect((await amir.post(`${list}/ny`, sure({ hva: 'Samtale', hvem: ids.amir }))).status).toBe(303)
  const id = await idOf('Veiledning om lek')
  expect((await amir.post(`${list}/${id}/endre`, sure({ versjon: await versionOf(id) }))).status).toBe(409)
  expect((await amir.post(`${list}/${id}`, { handling: 'done', versjon: await versionOf(id) })).status).toBe(409)
  expect((await amir.post(`${list}/${id}/gi`, {})).status).toBe(403)
})

describe('what others have begun', () => {
  const runningCase = async () => (await world.asOwner<{ id: string; reference: string }>("select id, reference from guidance.case where state = 'running' and kindergarten_id <> $1 order by reference limit 1", [ids.bråtet]))[0] ?? { id: '', reference: '' }
  test('a case is taken in with one press, with estimated hours, and once', async () => {
    const { id, reference } = await runningCase()
    expect(await see(tone, list)).toContain(`Veiledning ${reference}`)
    const taken = await tone.post(`${list}/forslag`, { kilde: 'case', id })
    expect(taken.status).toBe(303)
    expect(await world.asOwner('select kind, source, visits, visit_minutes from team.commitment where source_id = $1', [id])).toEqual([{ kind: 'guidance', source: 'case', visits: 6, visit_minutes: 120 }])
    const twice = await tone.post(`${list}/forslag`, { kilde: 'case', id })
    expect([twice.status, words(twice.text).includes('Det er lovet fra før.')]).toEqual([409, true])
  })
  test('a case that is closed is refused in words', async () => {
    const closed = (await world.asOwner<{ id: string }>("select id from guidance.case where state = 'closed' order by id limit 1"))[0]?.id ?? ''
    const reply = await tone.post(`${list}/forslag`, { kilde: 'case', id: closed })
    expect([reply.status, words(reply.text).includes('Det er avsluttet, og kan ikke loves.')]).toEqual([409, true])
  })
  test('the page of a case leads to who can take it, and that page back', async () => {
    const { id } = await runningCase()
    expect((await tone.get(`/veiledning/${id}`)).text).toContain(`/kapasitet/hvem?sak=${id}`)
    expect((await tone.get(`/kapasitet/hvem?sak=${id}`)).status).toBe(200)
  })
  test('a case of nobody is nowhere', async () => {
    const none = '00000000-0000-4000-8000-000000000000'
    expect([(await tone.post(`${list}/forslag`, { kilde: 'case', id: none })).status, (await tone.get(`/kapasitet/hvem?sak=${none}`)).status, (await tone.get(`${list}/${none}`)).status, (await tone.post(`${list}/${none}`, { handling: 'done', versjon: '1' })).status]).toEqual([404, 404, 404, 404])
  })
})

describe('who can take it, and why', () => {
  test('reasons line by line; one who is partial is shown as cannot, and is never given it', async () => {
    expect((await tone.post(`${list}/ny`, sure({ hva: 'Samtale om språk', barnehage: ids.bråtet, hvem: '', tema: 'rammeplan-2017-9-1' }))).status).toBe(303)
    const id = await idOf('Samtale om språk')
    const page = await see(tone, `/kapasitet/hvem?lovet=${id}`)
    expect(page).toContain('Amir Nord: inhabil for barnehagen eller eieren.')
    expect(page).toMatch(/1\. Ragnhild Dal.*Kan alene: /)
    expect(page).toMatch(/Omtrent \d+ minutter fram og tilbake, anslått fra kartet/)
    const partial = await tone.post(`${list}/${id}/gi`, { hvem: ids.amir, versjon: await versionOf(id) })
    expect([partial.status, words(partial.text).includes('Rådgiveren er inhabil')]).toEqual([409, true])
    const preview = await tone.post(`${list}/${id}/gi`, { hvem: ids.ragnhild, versjon: await versionOf(id) })
    expect([preview.status, words(preview.text).includes('Ukene til Ragnhild Dal med dette løftet')]).toEqual([200, true])
    expect((await tone.post(`${list}/${id}/endre`, sure({ hva: 'Samtale om språk', barnehage: ids.bråtet, versjon: await versionOf(id), grunn: 'Det haster.' }))).status).toBe(303)
    expect(await see(tone, `${list}/${id}`)).toContain('Gitt til en annen: Ragnhild Dal')
  })
  test('when one leaves the team, what they had is open, stands first, and is a task of the leader', async () => {
    await world.asOwner("update identity.membership set period = daterange(lower(period), '2026-11-23') where person_id = $1 and role = 'adviser'", [ids.amir])
    const page = await see(tone, list)
    expect(page).toContain('Amir Nord (ikke i teamet lenger)')
    expect(page.indexOf('Amir Nord (ikke i teamet lenger)')).toBeLessThan(page.indexOf('Lovet og fordelt'))
    expect(await see(tone, '/oppgaver')).toMatch(/Finn (en rådgiver|rådgivere) til \d+ løfte/)
    await world.asOwner("update identity.membership set period = daterange(lower(period), null) where person_id = $1 and role = 'adviser'", [ids.amir])
  })
})

test('what says something of a child is stopped or pointed out, and nothing typed is lost', async () => {
  const reply = await tone.post(`${list}/ny`, form({ hva: 'Veiledning om 31129956715' }))
  expect([reply.status, reply.text.includes('Veiledning om 31129956715')]).toEqual([422, true])
})

test('what was pointed out and confirmed on the form is not asked once more at the last press; what must stop still stops', async () => {
  const pointed = { hva: 'Veiledning om Kari 4 år' }
  const first = await tone.post(`${list}/ny`, form(pointed))
  expect([first.status, first.text.includes('guardConfirmed')]).toEqual([422, true])
  const preview = await tone.post(`${list}/ny`, form({ ...pointed, guardConfirmed: 'ja' }))
  expect([preview.status, preview.text.includes('name="sett"'), preview.text.match(/name="_csrf"/g)?.length]).toEqual([200, true, (await tone.get(`${list}/ny`)).text.match(/name="_csrf"/g)?.length])
  expect((await tone.post(`${list}/ny`, sure({ hva: 'Veiledning om 31129956715', hvem: '', sett: 'ja' }))).status).toBe(422)
  expect((await tone.post(`${list}/ny`, sure({ ...pointed, hvem: '', sett: 'ja' }))).status).toBe(303)
})

test('others see nothing of it', async () => {
  for (const [who, role] of [['siri', 'head'], ['eva', 'owner'], ['olav', 'authority']] as const) {
    const browser = await world.as(who, role)
    expect([who, (await browser.get(list)).status, (await browser.get(`${list}/ny`)).status, (await browser.post(`${list}/forslag`, {})).status]).toEqual([who, 403, 403, 403])
  }
})

describe('somebody promised more than there is is told so in words, however it is promised', () => {
  const found = async (who: Browser) => new Map([...(await who.get(list)).text.matchAll(/name="kilde" value="(\w+)"\/?>\s*<input type="hidden" name="id" value="([0-9a-f-]{36})"/g)].map(([, source, id]) => [source ?? '', id ?? '']))
  const told = /Ragnhild Dal får [\d,]+ timer mot 1 i uke \d+: \d{3,} %/
  const rows = async (id: string) => (await world.asOwner("select 1 from team.commitment where source_id = $1 and state = 'promised'", [id])).length
  beforeAll(async () => {
    await world.asOwner('delete from team.commitment')
    await world.asOwner('update team.work_hours set weekly_minutes = 60 where person_id = $1', [ids.ragnhild])
    await world.asOwner("insert into team.estimate (team_org_id, kind, visits, visit_minutes, other_minutes, from_date, made_at, made_by_name) select $1, kind, 40, 600, 0, '2026-11-01', now(), 'Prøve' from unnest('{guidance,course,network,meeting,resource-team,presence,other}'::text[]) kind", [await world.org('Kompetanseteam barnehage Fjordvik')])
  })
  afterAll(() => world.asOwner('update team.work_hours set weekly_minutes = 1800 where person_id = $1', [ids.ragnhild]))

  test('by one press for the case somebody has', async () => {
    const [own] = await world.asOwner<{ id: string }>("select c.id from guidance.case c join guidance.assignment a on a.case_id = c.id and a.ended_at is null join identity.membership m on m.id = a.membership_id where c.state = 'running' and m.person_id = $1 order by c.id limit 1", [ids.ragnhild])
    const id = own?.id ?? expect.fail('no case of hers')
    const reply = await tone.post(`${list}/forslag`, { kilde: 'case', id })
    expect([reply.status, told.test(words(reply.text)), await rows(id)]).toEqual([409, true, 0])
  })
  test.each(['measure', 'network', 'course'])('by one press for a %s, by oneself; and by the leader when it is given', async (source) => {
    const id = (await found(tone)).get(source) ?? expect.fail(`nothing of the kind ${source} to take in`)
    const own = await ragnhild.post(`${list}/forslag`, { kilde: source, id })
    expect([own.status, told.test(words(own.text)), await rows(id)]).toEqual([409, true, 0])
    const taken = await tone.post(`${list}/forslag`, { kilde: source, id })
    expect([taken.status, await rows(id)]).toEqual([303, 1])
    const made = taken.location?.split('/').at(-1) ?? ''
    const given = await tone.post(`${list}/${made}/gi`, { hvem: ids.ragnhild, versjon: '1' })
    expect([given.status, told.test(words(given.text))]).toEqual([200, true])
    const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(given.text)?.[1] ?? ''
    const pressed = await tone.post(given.text.match(/action="([^"]+\/endre)"/)?.[1] ?? '', { ...Object.fromEntries(['slag', 'hva', 'barnehage', 'gruppe', 'hvem', 'besok', 'hvert', 'reise', 'rundt', 'fra', 'til', 'kilde', 'kildeid', 'versjon'].map((name) => [name, field(name)])), sett: 'ja', steg: 'lov', grunn: '' })
    expect([pressed.status, words(pressed.text).includes('Det er ikke timer nok.'), told.test(words(pressed.text))]).toEqual([409, true, true])
    expect(await world.asOwner('select person_id from team.commitment where id = $1', [made])).toEqual([{ person_id: null }])
  })
  test('by hand, when it is changed, and when its days are moved', async () => {
    const free = { hva: 'Senere', hvem: ids.tone, besok: '1', hvert: '1', reise: '0', rundt: '0' }
    expect((await tone.post(`${list}/ny`, sure(free))).status).toBe(303)
    const id = await idOf('Senere')
    for (const more of [{ hvem: ids.ragnhild, besok: '3' }, { hvem: ids.ragnhild, besok: '3', fra: '15.3.2027', til: '19.3.2027' }]) {
      const reply = await tone.post(`${list}/${id}/endre`, sure({ ...free, ...more, versjon: '1' }))
      expect([reply.status, told.test(words(reply.text))]).toEqual([409, true])
    }
  })
  test('by the half-year plan, by fewer hours and by days away: it stands on the page of capacity, on the own page of hours and among the leader’s tasks', async () => {
    await world.asOwner('delete from team.commitment')
    await world.asOwner('update team.work_hours set weekly_minutes = 1800 where person_id = $1', [ids.ragnhild])
    const team = await world.org('Kompetanseteam barnehage Fjordvik')
    const [plan] = await world.asOwner<{ id: string }>("insert into team.half_year (team_org_id, number, from_on, weeks, state, start_key, made_at, made_by_name, adopted_at, adopted_by_name) values ($1, 901, '2026-12-28', 26, 'adopted', gen_random_uuid(), now(), 'Prøve', now(), 'Prøve') returning id", [team])
    for (const at of [1, 2, 3, 4, 5, 6]) {
      const [one] = await world.asOwner<{ id: string }>("insert into team.commitment (team_org_id, kind, what, kindergarten_id, visits, visit_minutes, travel_minutes, travel_from, other_minutes, earliest_on, latest_on, source, made_at, made_by_name, changed_at, changed_by_name) values ($1, 'guidance', $2, $3, 1, 420, 0, 'typed', 0, '2027-01-04', '2027-01-15', 'typed', now(), 'Prøve', now(), 'Prøve') returning id", [team, `Besøk ${at}`, ids.lia])
      await world.asOwner("insert into team.half_year_visit (half_year_id, commitment_id, person_id, person_name, monday, minutes) values ($1, $2, $3, 'Ragnhild Dal', '2027-01-11', 420)", [plan?.id, one?.id, ids.ragnhild])
    }
    const sentence = 'Ragnhild Dal får 42 timer mot 30 i uke 2: 140 %'
    expect(await see(tone, '/kapasitet')).toContain(sentence)
    expect(await see(ragnhild, `/kapasitet/timer/${ids.ragnhild}`)).toContain(sentence)
    expect(await see(tone, '/oppgaver')).toContain('der noen har lovet mer enn de har timer til')
    expect((await ragnhild.post(`/kapasitet/timer/${ids.ragnhild}/fravar`, { borte: '11.1.2027', tilbake: '12.1.2027' })).status).toBe(303)
    expect(await see(ragnhild, `/kapasitet/timer/${ids.ragnhild}`)).toContain('Ragnhild Dal får 42 timer mot 18 i uke 2: 233 %')
    await world.asOwner('delete from team.half_year where id = $1', [plan?.id])
    await world.asOwner("delete from team.absence where person_id = $1 and period && '[2027-01-11,2027-01-13)'", [ids.ragnhild])
    await world.asOwner('delete from team.commitment')
  })
})

describe('what is too large, too small or too far', () => {
  test.each<[string, Form, number, string]>([
    ['a thousand million hours', { hvert: '1000000000' }, 422, 'Skriv timer for hvert besøk, fra 0,25 til 10.'],
    ['a number as programs write it', { hvert: '1e9' }, 422, 'Skriv timer for hvert besøk, fra 0,25 til 10.'],
    ['hours below nothing', { reise: '-3' }, 422, 'Skriv reisetimer for hvert besøk, fra 0 til 20.'],
    ['visits below nothing', { besok: '-1' }, 422, 'Skriv hvor mange besøk, fra 1 til 60.'],
    ['140 %', { rundt: '140 %' }, 422, 'Skriv timer før og etter, fra 0 til 200.'],
    ['the year 1', { fra: '1.1.0001' }, 422, 'Skriv den første dagen i tidsrommet'],
    ['the year 9999', { til: '31.12.9999' }, 422, 'Skriv den siste dagen i tidsrommet'],
    ['three hundred years', { fra: '1.1.1900', til: '31.12.2199' }, 409, 'Tidsrommet er lengre enn 400 dager.'],
    ['a year that is a slip of the finger', { fra: '8.3.2072', til: '12.3.2072' }, 409, 'Den siste dagen er mer enn tre år fram. Sjekk årstallet.'],
    ['ten thousand letters', { hva: 'x'.repeat(10_000) }, 422, 'Skriv kortere: høyst 200 tegn om hva som er lovet.'],
  ])('%s is refused in words, and stands as it was typed', async (_, more, status, sentence) => {
    const reply = await tone.post(`${list}/ny`, form(more))
    expect([reply.status, words(reply.text).includes(sentence)]).toEqual([status, true])
    for (const typed of Object.values(more)) expect(reply.text).toContain(`value="${String(typed)}"`)
  })
  test('a reason of ten thousand letters is refused where it is written, and leads into no blind alley', async () => {
    const much = { hva: 'Lang grunn', besok: '5', hvert: '10', grunn: 'x'.repeat(10_000) }
    const refused = await tone.post(`${list}/ny`, sure(much))
    expect([refused.status, words(refused.text).includes('Skriv kortere: høyst 600 tegn om hvorfor.'), refused.text.includes('x'.repeat(10_000))]).toEqual([422, true, true])
    const back = await tone.post(`${list}/ny`, form({ ...much, steg: 'endre' }))
    expect([back.status, words(back.text).includes('Nytt løfte')]).toEqual([200, true])
    const again = await tone.post(`${list}/ny`, form(much))
    expect([again.status, words(again.text).includes('Før du lover'), again.text.includes('x'.repeat(10_000))]).toEqual([200, true, true])
    expect((await tone.post(`${list}/ny`, sure({ ...much, grunn: 'Det haster.' }))).status).toBe(303)
    await world.asOwner('delete from team.commitment')
  })
})

test('a form that is sent twice promises once; with other words it promises those too', async () => {
  const nokkel = crypto.randomUUID()
  const send = (more: Form = {}) => tone.post(`${list}/ny`, sure({ hva: 'To trykk', hvem: '', nokkel, ...more }))
  const [first, second] = await Promise.all([send(), send()])
  expect([first?.status, second?.status, second?.location]).toEqual([303, 303, first?.location])
  expect((await send({ hva: 'Noe annet' })).status).toBe(303)
  expect(await world.asOwner("select what from team.commitment where what in ('To trykk', 'Noe annet') order by what")).toEqual([{ what: 'Noe annet' }, { what: 'To trykk' }])
  await world.asOwner('delete from team.commitment')
})

test('hours known for some of the weeks only are not said to be enough in all', async () => {
  await world.asOwner("update team.work_hours set period = '[2027-03-15,)' where person_id = $1", [ids.ragnhild])
  const preview = words((await tone.post(`${list}/ny`, form({ til: '19.3.2027', besok: '1' }))).text)
  expect(preview).toContain('Ragnhild Dal har ikke skrevet timer for 1 av ukene, så vi vet ikke om det er plass i den.')
  expect(preview).not.toContain('har timer nok i alle ukene')
  await world.asOwner("update team.work_hours set period = '[2026-01-01,)' where person_id = $1", [ids.ragnhild])
})

test('whoever becomes partial to a kindergarten they have a promise to: told to them and the leader, and to no colleague', async () => {
  expect((await tone.post(`${list}/ny`, sure({ hva: 'Ble inhabil', besok: '1' }))).status).toBe(303)
  expect((await ragnhild.post('/kapasitet/timer/habilitet', { hvem: ids.lia })).status).toBe(303)
  const page = `${list}/${await idOf('Ble inhabil')}`
  const sentence = 'Ragnhild Dal er inhabil for barnehagen eller eieren. La en annen ta det.'
  expect([(await see(tone, page)).includes(sentence), (await see(ragnhild, page)).includes(sentence), (await see(amir, page)).includes(sentence)]).toEqual([true, true, false])
  expect([(await see(tone, list)).includes('Inhabil'), (await see(amir, list)).includes('Inhabil')]).toEqual([true, false])
  await world.asOwner('delete from team.partiality where person_id = $1', [ids.ragnhild])
  await world.asOwner('delete from team.commitment')
})

test('whoever is asked on, with no day between, stays in the team: nothing falls, and what is promised after that day is theirs', async () => {
  const [own] = await world.asOwner<{ id: string; period: string }>("select id, period::text from identity.membership where person_id = $1 and role = 'adviser'", [ids.ragnhild])
  await world.asOwner("update identity.membership set period = daterange(lower(period), '2027-01-01') where id = $1", [own?.id])
  expect((await tone.post(`${list}/ny`, sure())).status).toBe(409)
  expect(await see(tone, '/teamets-kompetanse')).toContain('i teamet til og med 31. desember 2026')
  const columns = (await world.asOwner<{ name: string }>("select quote_ident(attname) as name from pg_attribute where attrelid = 'identity.membership'::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attname not in ('id', 'period')")).map(({ name }) => name).join(', ')
  const [next] = await world.asOwner<{ id: string }>(`insert into identity.membership (period, ${columns}) select '[2027-01-01,)', ${columns} from identity.membership where id = $1 returning id`, [own?.id])
  expect(await see(tone, '/teamets-kompetanse')).not.toContain('i teamet til og med')
  expect((await tone.post(`${list}/ny`, sure())).status).toBe(303)
  await world.asOwner('delete from team.commitment')
  await world.asOwner('delete from identity.membership where id = $1', [next?.id])
  await world.asOwner('update identity.membership set period = $2::daterange where id = $1', [own?.id, own?.period])
})

test('in the database too: an adviser gives what is theirs back, and to nobody else; nothing is promised to a kindergarten the team does not serve', async () => {
  expect((await tone.post(`${list}/ny`, sure({ hva: 'Gitt videre', besok: '1' }))).status).toBe(303)
  const [actor, id] = [await actorOf(world, 'ragnhild'), await idOf('Gitt videre')]
  const give = (person: string) => tries(world, actor, `update team.commitment set person_id = ${person}, person_name = ${person === 'null' ? 'null' : `'x'`}, changed_by_name = '${actor.name}' where id = '${id}'`)
  expect([await give(`'${ids.amir}'`), await give('null'), await give(`'${ids.ragnhild}'`)]).toEqual(['no', 'yes', 'yes'])
  await world.asOwner("insert into register.organisation (kind, name, region_id, created_at) values ('kindergarten', 'Utenfor teamet (prøve)', 'oslo-viken', now())")
  const promiseTo = (name: string) =>
    tries(world, actor, `insert into team.commitment (team_org_id, kind, what, kindergarten_id, person_id, person_name, visits, visit_minutes, travel_minutes, travel_from, other_minutes, earliest_on, latest_on, source, made_at, made_by_name, changed_at, changed_by_name)
      select '${actor.orgId}', 'guidance', 'Prøve', id, '${actor.personId}', '${actor.name}', 1, 60, 0, 'typed', 0, '2027-03-08', '2027-03-12', 'typed', now(), '${actor.name}', now(), '${actor.name}' from register.organisation_card where name = '${name}'`)
  expect([await promiseTo('Lia barnehage'), await promiseTo('Utenfor teamet (prøve)')]).toEqual(['yes', 'no'])
  await world.asOwner('delete from team.commitment')
})

test('an adviser gives back what is theirs: it is open again, and the history says so', async () => {
  const one = { hva: 'Gis tilbake', besok: '1' }
  expect((await tone.post(`${list}/ny`, sure(one))).status).toBe(303)
  const id = await idOf('Gis tilbake')
  expect((await ragnhild.post(`${list}/${id}/endre`, sure({ ...one, hvem: '', versjon: '1' }))).status).toBe(303)
  expect(await see(tone, `${list}/${id}`)).toMatch(/Ingen har dette ennå\..*Gitt tilbake: Ingen ennå/)
  await world.asOwner('delete from team.commitment')
})

test('hundreds of promises: all of them count, those of one adviser are found, and a page holds fifty', async () => {
  const many = async (person: string, name: string, count: number) =>
    world.asOwner(
      `insert into team.commitment (team_org_id, kind, what, group_name, person_id, person_name, visits, visit_minutes, travel_minutes, travel_from, other_minutes, earliest_on, latest_on, source, made_at, made_by_name, changed_at, changed_by_name)
      select $1, 'other', $3 || ' ' || n, 'Prøve', $2, $3, 1, 60, 0, 'typed', 0, '2027-03-08', '2027-03-12', 'typed', now(), 'Prøve', now(), 'Prøve' from generate_series(1, $4::int) n`,
      [await world.org('Kompetanseteam barnehage Fjordvik'), person, name, count],
    )
  await many(ids.ragnhild, 'Ragnhild Dal', 60)
  await many(ids.amir, 'Amir Nord', 650)
  expect(await see(tone, list)).toContain('Viser 50 av 710 løfter.')
  const hers = await see(tone, `${list}?hvem=${ids.ragnhild}&side=2`)
  expect([hers.includes('Viser 10 av 60 løfter.'), hers.includes('Amir Nord 1')]).toEqual([true, false])
  expect(await see(tone, `${list}?hvem=x&side=-1`)).toContain('Viser 50 av 710 løfter.')
  await world.asOwner('delete from team.commitment')
})
