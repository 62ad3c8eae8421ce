import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reading } from '../../../platform/db.ts'
import { actorOf, tries } from '../../../../test/actors.ts'
import { openWorld, words, type Browser, type Form, type World } from '../../../../test/kit.ts'
import { forgetOffers } from './actions.ts'

// What universities offer, on the real database.

let world: World
let ulla: Browser
beforeAll(async () => {
  world = await openWorld()
  ulla = await world.as('ulla')
})
afterAll(() => world.close())

const typed: Form = { sett: '0', tittel: 'Tall i garderoben', form: 'guidance', temaer: ['rammeplan-2017-9-5'], om: 'Vi teller klær.', metoder: 'aksjonslæring, lek', sprakene: 'norsk', niva: 'master', poeng: '7,5', barnehager: '12', plasser: '', grunnlag: 'To år', kontakt: 'Ulla Holm, ulla.holm@hogskole.example', fra: '1.8.2026', til: '' }
const publish = (more: Form = {}) => ulla.post('/tilbud', { ...typed, ...more })
const seen = async (path: string) => /name="sett" value="(\d+)"/.exec((await ulla.get(path)).text)?.[1] ?? ''
let offer = ''

describe('an offer from published to withdrawn', () => {
  test('the university publishes it, and those who may ask for it find it by theme, form and word', async () => {
    const made = await publish()
    expect(made.status).toBe(303)
    offer = made.location ?? ''
    for (const [person, role] of [['siri', 'head'], ['eva', 'owner'], ['tone', 'team-leader'], ['ragnhild', 'adviser'], ['olav', 'authority'], ['stine', 'county-governor'], ['peder', 'pedagogical-leader']] as const) {
      const browser = await world.as(person, role)
      const page = words((await browser.get(`${offer}?sprak=nb`)).text)
      expect([person, page.includes('Masternivå, 7,5 studiepoeng'), page.includes('12 barnehager i året'), page.includes('Trekk tilbudet')]).toEqual([person, true, true, false])
      const found = async (question: string) => (await browser.get(`/tilbud?${question}`)).text.includes(offer)
      expect([person, await found('tema=rammeplan-2017-9-5'), await found('tema=rammeplan-2017-9-1'), await found('form=lecture'), await found('sok=AKSJONSL%C3%86RING'), await found('sok=100%25')]).toEqual([person, true, false, false, true, false])
    }
    expect((await publish()).status).toBe(409)
  })

  test('two who change it at once: the second is told and keeps what was typed', async () => {
    const before = await seen(`${offer}/endring`)
    expect((await ulla.post(`${offer}/endring`, { ...typed, sett: before, barnehager: '13' })).status).toBe(303)
    const second = await ulla.post(`${offer}/endring`, { ...typed, sett: before, om: 'Mitt' })
    expect([second.status, words(second.text).includes('En kollega har endret tilbudet'), second.text.includes('>Mitt<')]).toEqual([409, true, true])
  })

  test('it may stand in the team’s plan, which shows when it is withdrawn', async () => {
    const tone = await world.as('tone')
    const amir = (await world.asOwner<{ id: string }>("select id from identity.person where name = 'Amir Nord'"))[0]?.id ?? ''
    const line: Form = { emne: 'rammeplan-2017-9-5', mate: 'university', hva: 'Ta dette tilbudet', hvem: amir, frist: '1.3.2027', tilbud: offer.split('/')[2] ?? '' }
    const other = await tone.post('/teamets-kompetanse/plan', { ...line, mate: 'course' })
    expect([other.status, words(other.text).includes('Velg «Hente fra universitet eller høgskole»')]).toEqual([409, true])
    expect((await tone.post('/teamets-kompetanse/plan', { ...line, tilbud: crypto.randomUUID() })).status).toBe(409)
    expect((await tone.post('/teamets-kompetanse/plan', line)).status).toBe(303)
    expect((await tone.get('/teamets-kompetanse/plan')).text).toContain(`href="${offer}"`)
    expect((await ulla.post(`${offer}/trekk`, {})).status).toBe(303)
    expect(words((await tone.get('/teamets-kompetanse/plan')).text)).toContain('Tilbudet er trukket eller gått ut')
    expect((await tone.post('/teamets-kompetanse/plan', { ...line, hva: 'En gang til' })).status, 'withdrawn').toBe(409)
  })

  test('what is withdrawn is found no more, and stands, for the database too', async () => {
    const siri = await world.as('siri')
    expect((await siri.get('/tilbud')).text).not.toContain(offer)
    expect(words((await siri.get(offer)).text)).toContain('Tilbudet ble trukket 23. november 2026')
    const twice = await ulla.post(`${offer}/trekk`, {})
    expect([twice.status, words(twice.text).includes('Tilbudet er trukket, og kan ikke endres')]).toEqual([409, true])
    expect((await ulla.post(`${offer}/endring`, { ...typed, sett: '9' })).status).toBe(409)
    expect((await ulla.get(`${offer}/endring`)).status).toBe(303)
    await expect(world.asOwner("update team.offer set title = 'x' where id = $1", [offer.split('/')[2]])).rejects.toThrow('withdrawn')
    expect((await publish()).status, 'the name is free again').toBe(303)
  })
})

test.each<[string, Form, number, string]>([
  ['no name', { tittel: '' }, 422, 'Skriv hva tilbudet heter.'],
  ['no theme', { temaer: [] }, 422, 'Velg minst ett tema'],
  ['no form', { form: 'x' }, 422, 'Velg hvordan det gis.'],
  ['room for none', { barnehager: '0' }, 422, 'fra 1 til 2000'],
  ['credits without a level', { niva: 'none' }, 422, 'Du har valgt «Uten studiepoeng»'],
  ['credits that are none', { poeng: '7,3' }, 422, 'for eksempel 7,5'],
  ['too many methods', { metoder: 'a,b,c,d,e,f,g,h,i' }, 422, 'høyst åtte'],
  ['nobody to ask', { kontakt: '' }, 422, 'Skriv hvem barnehagen skal kontakte.'],
  ['reversed period', { til: '1.7.2026' }, 409, 'Sluttdatoen er før startdatoen'],
  ['a period that is over', { til: '1.9.2026' }, 409, 'Sluttdatoen har vært'],
  ['a theme nobody knows', { temaer: ['finnes-ikke'] }, 409, 'Et av temaene finnes ikke lenger'],
  ['an identity number', { om: 'Ring 01010750160.' }, 422, ''],
])('refused in words, with all that was typed: %s', async (_, more, status, sentence) => {
  const reply = await publish({ tittel: 'Noe helt nytt', ...more })
  expect([reply.status, words(reply.text).includes(sentence), reply.text.includes('ulla.holm@hogskole.example') || more['kontakt'] === '']).toEqual([status, true, true])
})

test('one university does not touch another’s: not over HTTP, and not past it', async () => {
  const [other] = await world.asOwner<{ id: string }>("select o.id from team.offer o join register.organisation u on u.id = o.university_id where u.name = 'Fagskolen i Fjordvik'")
  const path = `/tilbud/${other?.id}`
  expect((await ulla.get(path)).text).not.toContain('Trekk tilbudet')
  expect([(await ulla.get(`${path}/endring`)).status, (await ulla.post(`${path}/endring`, { ...typed, sett: '1' })).status, (await ulla.post(`${path}/trekk`, {})).status]).toEqual([404, 404, 404])
  for (const path of ['/tilbud/x', `/tilbud/${crypto.randomUUID()}`]) expect((await ulla.get(path)).status).toBe(404)
  const rows = async (person: string) => {
    const actor = await actorOf(world, person)
    return (await reading(world.db, actor, (tx) => tx.selectFrom('team.offer').select('id').execute())).length
  }
  expect([await rows('frida'), await rows('per'), (await rows('siri')) > 0]).toEqual([0, 0, true])
  expect((await reading(world.db, undefined, (tx) => tx.selectFrom('team.offer').select('id').execute())).length, 'nobody').toBe(0)
  const ullaHerself = await actorOf(world, 'ulla')
  expect(await tries(world, ullaHerself, `update team.offer set title = 'x', changed_by_name = 'Ulla Holm' where id = '${other?.id}'`)).toBe('no')
  for (const [person, role] of [['frida', 'union-representative'], ['per', 'service-contact'], ['knut', 'school-leader']] as const) expect((await (await world.as(person, role)).get('/tilbud')).status).toBe(403)
  expect((await (await world.as('siri')).post('/tilbud', typed)).status).toBe(403)
})

describe('what is asked for and who offers it', () => {
  test('the team sees exact numbers, and that only one offers something', async () => {
    const page = words((await (await world.as('tone')).get('/tilbud/dekning')).text)
    expect(page).toMatch(/Bare Høgskolen i Fjordvik|Ingen/)
    expect(page).not.toContain('Færre enn fem')
  })
  test('others see five or more, or that there are fewer', async () => {
    for (const browser of [ulla, await world.as('stine'), await world.as('olav', 'authority')]) {
      const html = (await browser.get('/tilbud/dekning')).text
      const figures = [...words(html).matchAll(/Minst (\d+)/g)].map(([, figure]) => Number(figure))
      expect(figures.every((figure) => figure >= 5)).toBe(true)
      expect(words(html)).toContain('Færre enn fem')
    }
  })
  test('what four ask for is not shown to the university, what five ask for is', async () => {
    const [row] = await world.asOwner<{ id: string; governor: string }>("select o.id, (select id from register.organisation where kind = 'county-governor' limit 1) as governor from register.organisation o where o.name = 'Fjordvik kommune'")
    const put = (theme: string, count: number) => world.asOwner("insert into insight.picture (municipality_id, governor_id, theme, year, source, kindergartens, turn, made_at) values ($1, $2, $3, 2026, 'need', $4, 1, now())", [row?.id, row?.governor, theme, count])
    await expect(put('rammeplan-2017-9-2', 4), 'no such row can be').rejects.toThrow('picture_kindergartens')
    await put('rammeplan-2017-9-3', 6)
    const page = words((await ulla.get('/tilbud/dekning')).text)
    expect(page).toMatch(/Kunst, kultur og kreativitet Ingen Minst 6/)
    expect(page).not.toMatch(/Kropp, bevegelse, mat og helse Ingen Minst/)
  })
})

test('a theme is offered also when its offers stand far down a long list', async () => {
  await world.asOwner("insert into team.offer (university_id, title, form, themes, level, kindergartens, contact, starts_on, made_at, changed_at, changed_by_name) select u.id, 'Mange ' || n, 'course', '{rammeplan-2017-9-1}', 'none', 1, 'x', '2026-01-01', now(), now(), 'Prøve' from register.organisation u, generate_series(1, 220) n where u.name = 'Fagskolen i Fjordvik'")
  await world.asOwner("insert into team.offer (university_id, title, form, themes, level, kindergartens, contact, starts_on, made_at, changed_at, changed_by_name) select u.id, 'Den siste', 'course', '{rammeplan-2017-9-7}', 'none', 1, 'x', '2026-01-01', now(), now(), 'Prøve' from register.organisation u where u.name = 'Høgskolen i Fjordvik'")
  const first = (await ulla.get('/tilbud')).text.match(/href="\/tilbud\/[0-9a-f-]{36}"/g)?.length ?? 0
  expect(first).toBeGreaterThanOrEqual(200)
  expect((await (await world.as('tone')).get('/tilbud/dekning')).text).toContain('href="/tilbud?tema=rammeplan-2017-9-7"')
  await world.asOwner("delete from team.offer where changed_by_name = 'Prøve'")
})

test('it goes three years after', async () => {
  world.clock.set(new Date('2029-11-23T09:00:00Z'))
  await forgetOffers(world.deps)
  const there = async () => (await world.asOwner('select 1 from team.offer where id = $1', [offer.split('/')[2]])).length
  expect(await there()).toBe(1)
  world.clock.set(new Date('2029-11-24T09:00:00Z'))
  await forgetOffers(world.deps)
  expect(await there()).toBe(0)
})
