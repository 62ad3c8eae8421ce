import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
