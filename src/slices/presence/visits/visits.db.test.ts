import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type Browser, type Form, type World } from '../../../../test/kit.ts'
import { forgetVisits } from './actions.ts'

// A visit from the phone to the kindergarten's page, on the real database.

let world: World
let tone: Browser
let ids: Record<'troll' | 'kvitveis' | 'lia', string>
beforeAll(async () => {
  world = await openWorld()
  tone = await world.as('tone')
  ids = { troll: await world.org('Trollstua barnehage'), kvitveis: await world.org('Kvitveis familiebarnehage'), lia: await world.org('Lia barnehage') }
})
afterAll(() => world.close())

const base = { slag: 'visit', dato: '20.11.2026', delt: 'Vi så på uteområdet sammen.', internt: 'Ring igjen om vikarer.' }
const asPhone = { 'x-autosave': '1', accept: 'application/json' }
async function logged(more: Form = {}): Promise<string> {
  const reply = await tone.post('/besok', { nokkel: crypto.randomUUID(), ...base, barnehage: ids.troll, ...more })
  expect([reply.status, words(reply.text).slice(0, 900)]).toEqual([303, expect.anything()])
  return reply.location?.split('/')[2] ?? expect.fail('nothing was kept')
}
const noticesTo = async (path: string) => (await world.asOwner<{ kind: string; who: string }>('select n.kind, p.name as who from messaging.notice n join identity.person p on p.id = n.person_id where n.path = $1 order by n.at, n.kind', [path])).map(({ kind, who }) => `${kind} ${who}`)
const count = async (nokkel: string) => (await world.asOwner('select 1 from presence.visit where start_key = $1', [nokkel])).length
const see = async (who: string, path: string, role?: string) => (await world.as(who, role)).get(`${path}?sprak=nb`)

test('a visit is written in on one page: team sees all of it, the kindergarten and its owner the shared part, the authority how many', async () => {
  const visit = await logged({ tema: ['rammeplan-2017-9-1', 'finnes-ikke'] })
  const path = `/besok/${visit}`
  expect(words((await tone.get(path)).text)).toContain('Ring igjen om vikarer.')
  expect(await noticesTo(path), 'there is something to read').toEqual(['visit-noted Hanne Moen'])
  for (const [who, role] of [['hanne', 'head'], ['eva', 'owner']] as const) {
    const seen = await see(who, path, role)
    expect([who, seen.status, seen.text.includes('Vi så på uteområdet'), seen.text.includes('Ring igjen')]).toEqual([who, 200, true, false])
    expect(words((await see(who, '/besok', role)).text)).toContain('Trollstua barnehage')
  }
  for (const who of ['siri', 'nora', 'liv']) expect([who, (await see(who, path)).status, (await see(who, '/besok')).text.includes('Trollstua barnehage')]).toEqual([who, 404, false])
  const counts = await see('olav', '/besok', 'authority')
  expect([counts.status, words(counts.text).includes('Kontakt de siste tolv månedene'), counts.text.includes('Trollstua')]).toEqual([200, true, false])
  expect((await see('olav', path, 'authority')).status).toBe(403)
  expect((await see('stine', '/besok')).status).toBe(403)
  expect(await world.asOwner('select themes from presence.visit where id = $1', [visit]), 'a theme nobody knows is left out').toEqual([{ themes: ['rammeplan-2017-9-1'] }])
  const hanne = await world.as('hanne')
  for (const address of ['/besok', `${path}/retting`, `${path}/tilbaketrekking`]) expect([address, (await hanne.post(address, base)).status]).toEqual([address, 403])
})

test('sent twice it is one, also when something has changed since; another text under the same key is not lost in silence', async () => {
  const nokkel = crypto.randomUUID()
  const send = () => tone.post('/besok', { ...base, nokkel, barnehage: ids.kvitveis, delt: '' }, asPhone)
  const [one, two] = await Promise.all([send(), send()])
  expect([one.status, two.status, one.text === two.text, await count(nokkel)]).toEqual([200, 200, true, 1])
  await world.asOwner("update register.organisation set closed_on = '2026-11-10' where id = $1", [ids.kvitveis])
  expect((await send()).text, 'acknowledged, though the kindergarten has closed').toBe(one.text)
  await world.asOwner('update register.organisation set closed_on = null where id = $1', [ids.kvitveis])
  const other = await tone.post('/besok', { ...base, nokkel, barnehage: ids.kvitveis, delt: 'Noe annet' })
  expect([other.status, words(other.text).includes('Noe annet er lagret fra den samme siden'), other.text.includes('>Noe annet</textarea>'), other.text.includes(`name="nokkel" value="${nokkel}"`)]).toEqual([409, true, true, false])
})

test('what has changed while it lay on the phone is refused by name, and what was written comes back', async () => {
  const siri = await world.org('Solstråla barnehage')
  const [measure] = await world.asOwner<{ id: string }>(
    `with m as (insert into measures.measure (region_id, lead_id, start_key, kind, title, goal, origin, starts_on, ends_on, begun_on, made_at, made_by_name, changed_at, changed_by_name)
      select 'oslo-viken', id, uuidv7(), 'presence', 'Ute hver dag', 'Mål', 'own', '2026-10-01', '2026-12-31', '2026-10-01', now(), 'Prøve', now(), 'Prøve' from register.organisation where form = 'competence-team' and name like '%Fjordvik%' returning id)
     insert into measures.part (measure_id, kindergarten_id, state, answered_at, answered_by_name) select id, $1, 'part', now(), 'Prøve' from m returning measure_id as id`,
    [ids.lia],
  )
  const tiltak = measure?.id ?? ''
  expect(words((await tone.get(`/besok/ny?barnehage=${ids.lia}`)).text)).toContain('Ute hver dag (Lia barnehage)')
  const keep = (more: Form, headers?: Record<string, string>) => tone.post('/besok', { nokkel: crypto.randomUUID(), ...base, barnehage: ids.lia, ...more }, headers)
  expect((await keep({ tiltak })).status).toBe(303)
  await world.asOwner(
    "insert into measures.closing (measure_id, kindergarten_id, reason, reason_words, reading, conclusion, decision, responsible, changed_at, changed_by_name, closed_on, closed_by_name) values ($1, $2, 'stopped', 'Prøve', 'Prøve', 'Prøve', 'end', 'Styrer', now(), 'Prøve', '2026-11-20', 'Prøve')",
    [tiltak, ids.lia],
  )
  const before = (await world.asOwner('select 1 from presence.visit')).length
  const closed = await keep({ tiltak })
  expect([closed.status, words(closed.text).includes('Tiltaket er avsluttet i mellomtiden'), closed.text.includes('Vi så på uteområdet sammen.'), closed.text.includes('Ring igjen om vikarer.')]).toEqual([409, true, true, true])
  const phone = await keep({ tiltak }, asPhone)
  expect([phone.status, JSON.parse(phone.text)]).toEqual([409, { words: [expect.stringContaining('Tiltaket er avsluttet')] }])
  const elsewhere = (await world.asOwner<{ id: string }>("select id from register.organisation where kind = 'kindergarten' and not fictitious limit 1"))[0]?.id ?? ''
  const tries: readonly (readonly [Form, number, string])[] = [
    [{ tiltak, barnehage: siri }, 409, 'Tiltaket gjelder ikke denne barnehagen'],
    [{ barnehage: elsewhere }, 409, 'hører ikke lenger til dette kompetanseteamet'],
    [{ barnehage: '' }, 422, 'Velg en barnehage'],
    [{ slag: 'fest' }, 422, 'Velg hva slags kontakt'],
    [{ dato: 'i går' }, 422, 'Skriv en dato'],
    [{ dato: '1.1.2024' }, 409, 'mer enn et år tilbake'],
    [{ dato: '1.1.2029' }, 409, 'mer enn halvannet år fram'],
    [{ oppfolging: 'Ring' }, 422, 'Skriv når det skal være gjort'],
    [{ frist: '1.12.2026' }, 422, 'Skriv hva som skal følges opp'],
    [{ oppfolging: 'Ring', frist: '1.11.2026' }, 409, 'ikke ha frist før besøket'],
    [{ oppfolging: 'Ring', frist: '1.12.2026', hvem: crypto.randomUUID() }, 409, 'ikke lenger i teamet'],
    [{ internt: 'Gutten har 01010112345' }, 422, ''],
    [{ delt: 'x'.repeat(1801) }, 422, 'høyst 1800 tegn'],
  ]
  for (const [form, status, says] of tries) {
    const reply = await keep(form)
    expect([form, reply.status, words(reply.text).includes(says)]).toEqual([form, status, true])
  }
  await world.asOwner("update register.organisation set closed_on = '2026-11-10' where id = $1", [ids.lia])
  const gone = await keep({})
  expect([gone.status, words(gone.text).includes('Lia barnehage er lagt ned før denne datoen')]).toEqual([409, true])
  expect((await world.asOwner('select 1 from presence.visit')).length, 'nothing was half kept').toBe(before)
  expect((await keep({ dato: '5.11.2026' })).status, 'while it was still open').toBe(303)
  await world.asOwner('update register.organisation set closed_on = null where id = $1', [ids.lia])
})

test('a follow-up is a task until it is done; whoever comes second is told who was first, and loses nothing', async () => {
  const visit = await logged({ oppfolging: 'Send lenka om overganger', frist: '1.12.2026' })
  const [made] = await world.asOwner<{ id: string }>('select id from presence.follow_up where visit_id = $1', [visit])
  const followUp = made?.id ?? expect.fail('no follow-up')
  expect(words((await tone.get('/oppgaver?sprak=nb')).text)).toContain('Følg opp: Send lenka om overganger')
  const ragnhild = await world.as('ragnhild')
  const [who] = await world.asOwner<{ id: string }>("select id from identity.person where name = 'Ragnhild Dal'")
  expect((await ragnhild.post(`/besok/oppfolging/${followUp}`, { versjon: '1', handling: 'endre', frist: '', hvem: who?.id ?? '' })).status).toBe(422)
  expect((await ragnhild.post(`/besok/oppfolging/${followUp}`, { versjon: '1', handling: 'endre', frist: '5.12.2026', hvem: who?.id ?? '' })).status).toBe(303)
  expect(words((await tone.get('/oppgaver?sprak=nb')).text)).not.toContain('Send lenka')
  const late = await tone.post(`/besok/oppfolging/${followUp}?sprak=nb`, { versjon: '1', handling: 'gjort' })
  expect([late.status, words(late.text).includes('Ragnhild Dal har endret oppfølgingen i mellomtiden')]).toEqual([409, true])
  const nokkel = crypto.randomUUID()
  const offline = await tone.post('/besok', { ...base, nokkel, barnehage: ids.troll, gjort: `${followUp}.1` })
  expect([offline.status, words(offline.text).includes('har endret oppfølgingen «Send lenka om overganger»'), offline.text.includes('Vi så på uteområdet sammen.'), offline.text.includes(`value="${followUp}.2"`), await count(nokkel)]).toEqual([409, true, true, true, 0])
  expect((await tone.post('/besok', { ...base, nokkel, barnehage: ids.troll, gjort: `${followUp}.2` })).status).toBe(303)
  const twice = await tone.post(`/besok/oppfolging/${followUp}?sprak=nb`, { versjon: '2', handling: 'gjort' })
  expect([twice.status, words(twice.text).includes('Tone Haugen har merket oppfølgingen som gjort')]).toEqual([409, true])
  expect((await tone.post('/besok', { ...base, nokkel: crypto.randomUUID(), barnehage: ids.troll, gjort: `${followUp}.1` })).status, 'done is done').toBe(303)
})

test('a visit to come is told of, moved and called off; when its day has passed, somebody is to say what came of it', async () => {
  const visit = await logged({ dato: '1.12.2026', delt: '' })
  const path = `/besok/${visit}`
  expect(await noticesTo(path)).toEqual(['visit-planned Hanne Moen'])
  expect(words((await see('hanne', `/barnehager/${ids.troll}`)).text)).toContain('Planlagt: Besøk 1. desember 2026')
  expect(await world.asOwner("select held_on::text as on, state from presence.visit_card where id = $1", [visit])).toEqual([{ on: '2026-12-01', state: 'planned' }])
  expect((await tone.post(`${path}/retting`, { slag: 'visit', dato: '24.11.2026', versjon: '1' })).status).toBe(303)
  expect(await noticesTo(path)).toEqual(['visit-moved Hanne Moen', 'visit-planned Hanne Moen'])
  world.clock.set(new Date('2026-11-26T09:00:00Z'))
  const later = await world.as('tone')
  expect(words((await later.get('/oppgaver?sprak=nb')).text)).toContain('Skriv hva som kom ut av det planlagte besøket')
  expect((await later.post(`${path}/retting`, { slag: 'visit', dato: '24.11.2026', delt: 'Fint å se dere.', versjon: '2' })).status).toBe(303)
  expect(words((await later.get('/oppgaver?sprak=nb')).text)).not.toContain('Skriv hva som kom ut av')
  const called = (await later.post('/besok', { nokkel: crypto.randomUUID(), ...base, delt: '', barnehage: ids.troll, dato: '3.12.2026' })).location ?? ''
  expect((await later.post(`${called}/tilbaketrekking`)).status).toBe(303)
  expect(await noticesTo('/besok')).toEqual(['visit-called-off Hanne Moen'])
  expect((await later.post(`${called}/tilbaketrekking`)).status).toBe(409)
  expect((await see('hanne', called)).status, 'the kindergarten no longer sees it').toBe(404)
  expect((await later.post(`${called}/retting`, { slag: 'visit', dato: '3.12.2026', versjon: '2' })).status).toBe(409)
  world.clock.set(new Date('2026-11-23T09:00:00Z'))
})

test('a correction keeps what stood before, and is not written over somebody else’s', async () => {
  const visit = await logged()
  const fix = (delt: string, versjon: string) => tone.post(`/besok/${visit}/retting?sprak=nb`, { slag: 'dialogue', dato: '19.11.2026', delt, internt: '', versjon })
  expect((await fix('Vi så på garderoben.', '1')).status).toBe(303)
  const second = await fix('Noe tredje', '1')
  expect([second.status, words(second.text).includes('har rettet dette etter at du åpnet siden'), second.text.includes('Noe tredje')]).toEqual([409, true, true])
  const page = words((await tone.get(`/besok/${visit}?sprak=nb`)).text)
  for (const says of ['Vi så på garderoben.', 'Slik sto det før', 'Vi så på uteområdet sammen.', 'Ring igjen om vikarer.']) expect(page).toContain(says)
  expect((await see('hanne', `/besok/${visit}`)).text).not.toContain('uteområdet')
  expect((await tone.post(`/besok/${visit}/retting`, { slag: 'dialogue', dato: '19.11.2026' })).status, 'without a version').toBe(422)
})

test('a correction sent twice is one, also when somebody else has corrected since; one that comes late is shown both texts, and saves over what it has seen', async () => {
  const visit = await logged()
  const ragnhild = await world.as('ragnhild')
  const typed = (delt: string, versjon: string, nokkel: string = crypto.randomUUID()) => ({ slag: 'visit', dato: '20.11.2026', delt, internt: 'Bare oss.', versjon, nokkel })
  const path = `/besok/${visit}/retting`
  const first = typed('Uten dekning.', '1')
  for (const _ of ['sent', 'sent again']) expect([(await tone.post(path, first, asPhone)).status, (await world.asOwner('select 1 from presence.visit_version where visit_id = $1', [visit])).length]).toEqual([200, 1])
  expect((await ragnhild.post(path, typed('Ragnhild sin.', '2'))).status).toBe(303)
  expect(JSON.parse((await tone.post(path, first, asPhone)).text)).toEqual({ path: `/besok/${visit}` })
  const late = typed('Kom for sent.', '2')
  expect(JSON.parse((await tone.post(`${path}?sprak=nb`, late, asPhone)).text)).toEqual({ words: [expect.stringContaining('Ragnhild Dal har rettet dette')] })
  const both = await tone.post(`${path}?sprak=nb`, late)
  expect([both.status, words(both.text).includes('Slik står det nå'), both.text.includes('Ragnhild sin.'), both.text.includes('>Kom for sent.</textarea>'), both.text.includes('name="versjon" value="3"')]).toEqual([409, true, true, true, true])
  expect((await tone.post(path, { ...late, versjon: '3' })).status).toBe(303)
  expect(words((await tone.get(`/besok/${visit}?sprak=nb`)).text)).toContain('Kom for sent.')
  const elsewhere = await tone.post(`/besok/${crypto.randomUUID()}/retting?sprak=nb`, late, asPhone)
  expect([elsewhere.status, JSON.parse(elsewhere.text)]).toEqual([404, { words: [expect.stringContaining('finnes ikke lenger')] }])
})

test('the list is searched in by name and municipality, without script; what one wrote in last stands first, with days since the last contact', async () => {
  world.clock.set(new Date('2026-11-23T09:05:00Z'))
  await logged({ barnehage: ids.lia })
  const choices = async (sok: string) => [...(await tone.get(`/besok/ny?sprak=nb&sok=${sok}`)).text.replace(/^[\s\S]*?<select[^>]*name="barnehage"/, '').replace(/<\/select>[\s\S]*$/, '').matchAll(/<option value="([^"]+)"( selected)?[^>]*>([^<]+)/g)].map(([, id, selected, text]) => ({ id, selected: selected !== undefined, text }))
  const all = await choices('')
  expect([all.length > 12, all[0]?.id, /^Lia barnehage, .+ \(3 dager\)$/.test(all[0]?.text ?? '')]).toEqual([true, ids.lia, true])
  expect(await choices('lia+BARNEHAGE')).toEqual([{ id: ids.lia, selected: true, text: all[0]?.text }])
  const page = words((await tone.get('/besok/barnehager?sprak=nb&sok=finnes-ikke')).text)
  expect([page.includes('Ingen barnehager passer'), page.includes('Lia barnehage')]).toEqual([true, false])
})

test('one meeting of heads is written in for several kindergartens; lists and days since the last contact follow', async () => {
  const nokkel = crypto.randomUUID()
  expect((await tone.post('/besok', { ...base, nokkel, slag: 'heads-meeting', dato: '23.11.2026', barnehage: ids.lia, flere: [ids.troll, ids.lia, 'x'] })).status).toBe(303)
  expect(await count(nokkel)).toBe(2)
  const list = words((await tone.get(`/besok?barnehage=${ids.lia}&slag=heads-meeting&sprak=nb`)).text)
  expect(list).toContain('Viser 1 kontakt')
  expect((await tone.get('/besok?barnehage=x&slag=x&tema=%25&status=x&side=999')).status).toBe(200)
  const days = words((await tone.get('/besok/barnehager?sprak=nb')).text)
  expect(days).toContain('I dag')
  expect(words((await see('siri', `/barnehager/${ids.lia}`)).text)).not.toContain('Kontakt med kompetanseteamet')
})

test('a meeting of heads where one of them may not be written in is not half kept, and goes through under the same key when that one is left out', async () => {
  const nokkel = crypto.randomUUID()
  const send = (flere: readonly string[]) => tone.post('/besok?sprak=nb', { ...base, nokkel, slag: 'heads-meeting', dato: '23.11.2026', barnehage: ids.lia, flere: [...flere], oppfolging: 'Ring alle', frist: '1.12.2026' })
  const noticed = async () => (await world.asOwner("select 1 from messaging.notice where kind = 'visit-noted'")).length
  const before = await noticed()
  await world.asOwner("update register.organisation set closed_on = '2026-11-10' where id = $1", [ids.kvitveis])
  const refused = await send([ids.kvitveis, ids.troll])
  await world.asOwner('update register.organisation set closed_on = null where id = $1', [ids.kvitveis])
  expect([refused.status, words(refused.text).includes('Kvitveis familiebarnehage er lagt ned før denne datoen'), await count(nokkel), await noticed()]).toEqual([409, true, 0, before])
  expect([(await send([ids.troll])).status, await count(nokkel), (await noticed()) > before]).toEqual([303, 2, true])
  expect(await world.asOwner('select f.what from presence.follow_up f join presence.visit v on v.id = f.visit_id where v.start_key = $1', [nokkel])).toEqual([{ what: 'Ring alle' }])
})

test('the words of a visit from more than a year ago can be put right', async () => {
  const visit = await logged()
  await world.asOwner("update presence.visit set held_on = '2025-03-03' where id = $1", [visit])
  const fix = (dato: string) => tone.post(`/besok/${visit}/retting?sprak=nb`, { slag: 'visit', dato, delt: 'Uten navnet.', internt: '', versjon: '1' })
  expect([(await fix('4.3.2025')).status, (await fix('3.3.2025')).status]).toEqual([409, 303])
})

test('five years after it was held a visit is gone, with what happened to it', async () => {
  const visit = await logged({ oppfolging: 'Ring', frist: '1.12.2026' })
  world.clock.set(new Date('2031-11-20T03:00:00Z'))
  await forgetVisits(world.deps)
  expect(await world.asOwner('select 1 from presence.visit where id = $1', [visit])).toHaveLength(1)
  world.clock.set(new Date('2031-11-21T03:00:00Z'))
  expect(await forgetVisits(world.deps)).toBeGreaterThan(0)
  for (const table of ['presence.visit where id', 'presence.follow_up where visit_id', 'presence.visit_note where visit_id', 'audit.event where about_id']) expect([table, await world.asOwner(`select 1 from ${table} = $1`, [visit])]).toEqual([table, []])
})
