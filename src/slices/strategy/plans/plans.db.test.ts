import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { forgetComments, remindOfHearings } from './hearing/actions.ts'
import { openWorld, words, type Browser, type Form, type World } from '../../../../test/kit.ts'

let world: World
let tone: Browser
let olav: Browser
let siri: Browser
beforeAll(async () => {
  world = await openWorld()
  tone = await world.as('tone')
  olav = await world.as('olav', 'authority')
  siri = await world.as('siri')
})
afterAll(() => world.close())

const seen = async (browser: Browser, path: string) => /name="sett" value="(\d+)"/.exec((await browser.get(path)).text)?.[1] ?? ''
const told = async (kind: string, name: string) => (await world.asOwner('select 1 from messaging.notice n join identity.person p on p.id = n.person_id where n.kind = $1 and p.name = $2 and n.path like $3', [kind, name, `${plan}%`])).length
const goalOf = (html: string, title: string) => new RegExp(`href="#mal-([0-9a-f-]{36})">[\\d.]+ ${title}`).exec(html)?.[1] ?? expect.fail(`no goal ${title}`)
const period = { fra: '1.8.2026', til: '31.7.2029' }
const goal: Form = { tittel: 'Alle barn møter voksne som er tett på', hvorfor: 'Det går igjen i behovene.', ansvar: 'Barnehagesjefen', belop: '200 000', del: '', ...period }
let plan = ''
let main = ''

describe('a plan from draft to adopted', () => {
  test('the leader of the team begins it, and nobody else sees the draft', async () => {
    const form = await tone.get('/strategi/ny')
    const kommune = /name="kommune" value="([^"]+)"/.exec(form.text)?.[1] ?? ''
    const nokkel = crypto.randomUUID()
    expect((await tone.post('/strategi', { nokkel, kommune, tittel: 'Prøveplan', om: '', ramme: '2026', fra: '1.8.2026', til: '1.8.2025' })).status).toBe(422)
    const made = await tone.post('/strategi', { nokkel, kommune, tittel: 'Prøveplan', om: 'Hvorfor', ramme: '2026', ...period })
    plan = made.location ?? ''
    expect((await tone.post('/strategi', { nokkel, kommune, tittel: 'Prøveplan', om: 'Hvorfor', ramme: '2026', ...period })).location, 'a double click makes one').toBe(plan)
    const other = await tone.post('/strategi', { nokkel, kommune, tittel: 'En annen plan', om: 'Hvorfor', ramme: '2026', ...period })
    expect([other.status, other.location === plan], 'the way back, and other words: nothing is lost').toEqual([303, false])
    for (const one of [tone, olav]) expect((await one.get(plan)).status).toBe(200)
    for (const [person, role] of [['siri', 'head'], ['eva', 'owner'], ['ragnhild', 'adviser'], ['stine', 'county-governor']] as const) {
      const browser = await world.as(person, role)
      expect([person, (await browser.get(plan)).status, (await browser.get('/strategi')).text.includes(plan)]).toEqual([person, 404, false])
      expect((await browser.post(`${plan}/mal`, { sett: '1', ...goal })).status).toBe(403)
    }
  })

  test('goals and working goals; what does not fit is refused in words', async () => {
    const add = async (wishes: Form) => tone.post(`${plan}/mal`, { sett: await seen(tone, `${plan}/mal/nytt`), ...goal, ...wishes })
    expect((await add({})).status).toBe(303)
    main = goalOf((await tone.get(plan)).text, 'Alle barn')
    expect((await add({ tittel: 'Personalet øver sammen', del: main })).status).toBe(303)
    const part = goalOf((await tone.get(plan)).text, 'Personalet øver')
    const circular = await tone.post(`${plan}/mal/${main}`, { sett: await seen(tone, `${plan}/mal/${main}`), ...goal, del: part })
    expect([circular.status, words(circular.text).includes('Et mål kan ikke være delmål av seg selv')]).toEqual([422, true])
    const late = await add({ tittel: 'For sent', til: '1.1.2031' })
    expect([late.status, words(late.text).includes('Målet går utenfor planens tidsrom')]).toEqual([422, true])
    expect((await tone.post(`${plan}/mal`, { sett: '1', ...goal, tittel: 'Gammel side' })).status).toBe(409)
  })

  test('the team’s own measure is put in once; a kindergarten’s is begun from the goal when the plan stands', async () => {
    const made = await tone.post('/tiltak', { nokkel: crypto.randomUUID(), type: 'course', tittel: 'Øve på samtaler', opphav: 'own', mal: 'Vi øver.', tegn: '', samarbeid: '', belop: '', plan: '', overlapp: 'on', barnehager: [await world.org('Solstråla barnehage')], fra: '1.9.2026', til: '30.6.2027' })
    const tiltak = made.location?.split('/')[2] ?? ''
    const put = async () => tone.post(`${plan}/mal/${main}/tiltak`, { sett: await seen(tone, `${plan}/mal/${main}/tiltak`), tiltak, eget: '', ansvar: '' })
    expect((await put()).status).toBe(303)
    expect(words((await olav.get(plan)).text)).toContain('0 av 1 tiltak i gang')
    const twice = await put()
    expect([twice.status, words(twice.text).includes('Tiltaket står allerede i planen')]).toEqual([422, true])
    expect((await tone.post(`${plan}/mal/${main}/tiltak`, { sett: await seen(tone, `${plan}/mal/${main}/tiltak`), tiltak: '', eget: 'Styrermøte hver høst', ansvar: '' })).status).toBe(303)
    expect((await siri.get(`/tiltak/nytt?mal=${main}`)).text, 'not from a draft').not.toContain('Et mål i kommunens plan')
  })

  test('hearing: heads and owners by name, the content stands, each gets an answer', async () => {
    expect((await tone.post(`${plan}/trinn`, { trinn: 'hearing', sett: await seen(tone, plan), frist: '23.11.2026', organ: '' })).status).toBe(422)
    expect((await tone.post(`${plan}/trinn`, { trinn: 'hearing', sett: await seen(tone, plan), frist: '10.12.2026', organ: '' })).status).toBe(303)
    expect(words((await siri.get(plan)).text)).toContain('Høring til og med 10. desember 2026')
    expect(words((await siri.get('/strategi')).text), 'the deadline stands in the list too').toContain('Innspill til og med 10. desember 2026')
    expect([await told('plan-hearing', 'Siri Solheim'), await told('plan-hearing', 'Eva Brekke'), await told('plan-hearing', 'Ragnhild Dal')]).toEqual([1, 1, 0])
    expect(words((await siri.get('/oppgaver')).text), 'a task for those who are asked').toContain('Les planen «Prøveplan», og si hva dere mener')
    expect(words((await tone.get('/oppgaver')).text)).not.toContain('Les planen «Prøveplan»')
    expect((await siri.post(`${plan}/innspill`, { innspill: '' })).status).toBe(422)
    expect((await siri.post(`${plan}/innspill`, { innspill: 'Skriv mer om vikarene.' })).status).toBe(303)
    expect(words((await siri.get('/oppgaver')).text), 'done').not.toContain('Les planen «Prøveplan»')
    expect((await (await world.as('eva')).post(`${plan}/innspill`, { innspill: 'Vi støtter planen.' })).status).toBe(303)
    expect((await (await world.as('ragnhild')).post(`${plan}/innspill`, { innspill: 'x' })).status).toBe(403)
    expect(words((await tone.get(plan)).text)).toContain('Siri Solheim')
    expect((await tone.post(`${plan}/mal`, { sett: await seen(tone, plan), ...goal, tittel: 'Nytt' })).status).toBe(409)
    expect((await olav.post(`${plan}/trinn`, { trinn: 'adopt', sett: '99', organ: 'Kommunestyret', dag: '20.11.2026' })).status).toBe(409)

    // Nobody is reminded early; three days before, those who have said nothing are, once.
    expect(await remindOfHearings(world.deps)).toBe(0)
    world.clock.set(new Date('2026-12-07T06:10:00Z'))
    expect(await remindOfHearings(world.deps)).toBeGreaterThan(0)
    expect(await remindOfHearings(world.deps)).toBe(0)
    expect([await told('plan-reminded', 'Siri Solheim'), await told('plan-reminded', 'Hanne Moen'), await told('plan-reminded', 'Eva Brekke')]).toEqual([0, 1, 0])

    world.clock.set(new Date('2026-12-15T09:00:00Z'))
    tone = await world.as('tone')
    olav = await world.as('olav', 'authority')
    siri = await world.as('siri')
    expect(words((await siri.post(`${plan}/innspill`, { innspill: 'For sent' })).text)).toContain('Fristen for innspill er ute')
    const adoption = { trinn: 'adopt', organ: 'Kommunestyret', dag: '14.12.2026' }
    const unanswered = await olav.post(`${plan}/trinn`, { ...adoption, sett: await seen(olav, plan) })
    expect([unanswered.status, words(unanswered.text).includes('Noen innspill har ikke fått svar')]).toEqual([409, true])
    const ids = [...(await tone.get(plan)).text.matchAll(/id="innspill-([0-9a-f-]{36})"/g)].map(([, id]) => id)
    expect(ids.length).toBe(2)
    expect((await tone.post(`${plan}/innspill/${ids[0]}`, { svar: '' })).status).toBe(422)
    for (const id of ids) expect((await tone.post(`${plan}/innspill/${id}`, { utfall: 'taken-in', svar: 'Vi har skrevet det inn.' })).status).toBe(303)
    const second = await olav.post(`${plan}/innspill/${ids[0]}`, { utfall: 'not', svar: 'Et annet svar.' })
    expect([second.status, words(second.text).includes('Vi har skrevet det inn.'), words(second.text).includes('Du skrev: Et annet svar.')], 'of two who answer the second is told').toEqual([409, true, true])
    expect((await tone.post(`${plan}/trinn`, { ...adoption, sett: await seen(olav, plan) })).status, 'the team does not adopt').toBe(409)
    expect((await olav.post(`${plan}/trinn`, { ...adoption, sett: await seen(olav, plan) })).status).toBe(303)
    const page = words((await siri.get(plan)).text)
    expect([page.includes('av Kommunestyret'), page.includes('Tatt med')]).toEqual([true, true])
    expect([await told('plan-answered', 'Siri Solheim'), await told('plan-answered', 'Hanne Moen'), await told('plan-adopted', 'Hanne Moen'), await told('plan-adopted', 'Siri Solheim')]).toEqual([1, 0, 1, 1])
  })

  test('what is adopted stands, for the database too', async () => {
    expect((await tone.post(`${plan}/mal`, { sett: '50', ...goal })).status).toBe(409)
    await expect(world.asOwner("update strategy.goal set title = 'x' where plan_id = $1", [plan.split('/')[2]])).rejects.toThrow('stands')
    await expect(world.asOwner("update strategy.plan set title = 'x' where id = $1", [plan.split('/')[2]])).rejects.toThrow('stands')
  })

  test('a head begins a measure from the goal: the plan counts it, and the municipality does not see whose it is', async () => {
    const form = await siri.get(`/tiltak/nytt?mal=${main}`)
    expect(words(form.text)).toContain('Et mål i kommunens plan')
    const measure: Form = { nokkel: crypto.randomUUID(), type: 'staff-work', tittel: 'Tett på i garderoben', opphav: 'strategy', strategimal: main, mal: 'Vi er der.', tegn: '', samarbeid: '', belop: '', plan: '', overlapp: 'on' }
    const outside = await siri.post('/tiltak', { ...measure, fra: '1.1.2020', til: '1.2.2020' })
    expect([outside.status, words(outside.text).includes('i målets tidsrom')]).toEqual([422, true])
    const made = await siri.post('/tiltak', { ...measure, fra: '1.12.2026', til: '30.6.2027' })
    expect(made.status).toBe(303)
    expect((await siri.get(made.location ?? '')).text).toContain(`${plan}#mal-${main}`)
    expect((await siri.post(`${made.location}/trinn`, { trinn: 'start', dag: '1.12.2026' })).status).toBe(303)
    const shown = words((await olav.get(plan)).text)
    expect([/\d+ av \d+ tiltak i gang/.test(shown), shown.includes('Et tiltak som en barnehage leder'), shown.includes('Tett på i garderoben')]).toEqual([true, true, false])
    expect(words((await siri.get(plan)).text)).toContain('Tett på i garderoben')
  })

  test('a change is a new version with the same goals; the old one stands until the new is adopted', async () => {
    const made = await tone.post(`${plan}/trinn`, { trinn: 'version' })
    expect(made.status).toBe(303)
    const next = made.location ?? ''
    expect((await tone.get(next)).text).toContain(`mal-${main}`)
    expect((await siri.get(next)).status).toBe(404)
    expect(words((await siri.get(plan)).text)).toContain('Vedtatt')
    expect((await tone.post(`${plan}/trinn`, { trinn: 'version' })).status, 'one at a time').toBe(409)
  })
})

test('a hearing runs until midnight in Norway, and its deadline may be moved while it does', async () => {
  world.clock.set(new Date('2026-11-23T09:00:00Z'))
  const [leader, head] = [await world.as('tone'), await world.as('hanne')]
  const [heard] = await world.asOwner<{ id: string; until: string }>("select id, hearing_until::text as until from strategy.plan where title = 'Plan for språk og flerspråklighet'")
  const path = `/strategi/${heard?.id}`
  const move = async (frist: string) => leader.post(`${path}/trinn`, { trinn: 'move', sett: await seen(leader, path), frist, organ: '' })
  expect(heard?.until).toBe('2026-12-07')
  expect([words((await move('7.12.2026')).text).includes('Dette er fristen som gjelder nå'), (await move('7.12.2036')).status, (await move('23.11.2026')).status]).toEqual([true, 422, 422])
  expect((await head.post(`${path}/trinn`, { trinn: 'move', sett: '1', frist: '20.12.2026' })).status).toBe(403)
  expect((await move('5.12.2026')).status).toBe(303)
  expect((await world.asOwner("select 1 from messaging.notice where kind = 'plan-deadline' and path = $1", [path])).length).toBeGreaterThan(0)
  expect(words((await head.get(path)).text)).toContain('Høring til og med 5. desember 2026')

  const say = async (at: string, innspill: string) => {
    world.clock.set(new Date(at))
    return (await (await world.as('hanne')).post(`${path}/innspill`, { innspill })).status
  }
  expect([await say('2026-12-05T22:59:59Z', 'Like før midnatt'), await say('2026-12-05T23:00:00Z', 'Ved midnatt')]).toEqual([303, 409])
})

test('a draft begun by mistake is taken away with its goals; what is on hearing is not', async () => {
  world.clock.set(new Date('2026-11-23T09:00:00Z'))
  const [leader, head] = [await world.as('tone'), await world.as('hanne')]
  const kommune = await world.org('Fjordvik kommune')
  const draft = (await leader.post('/strategi', { nokkel: crypto.randomUUID(), kommune, tittel: 'Feil plan', om: '', ramme: '', ...period })).location ?? ''
  expect((await leader.post(`${draft}/mal`, { sett: '1', ...goal })).status).toBe(303)
  const edit = await seen(leader, `${draft}/endring`)
  expect([(await head.post(`${draft}/fjern`, { sett: edit })).status, (await leader.post(`${draft}/fjern`, { sett: '1' })).status]).toEqual([403, 409])
  expect((await leader.post(`${draft}/fjern`, { sett: edit })).status).toBe(303)
  expect([(await leader.get(draft)).status, (await world.asOwner('select 1 from strategy.goal where plan_id = $1', [draft.split('/')[2]])).length]).toEqual([404, 0])
  const [heard] = await world.asOwner<{ id: string; edit: number }>("select id, edit from strategy.plan where state = 'hearing'")
  const stays = await leader.post(`/strategi/${heard?.id}/fjern`, { sett: String(heard?.edit) })
  expect([stays.status, words(stays.text).includes('Planen har vært på høring')]).toEqual([409, true])
})

test('who has nothing with it does not read', async () => {
  for (const person of ['per', 'knut', 'frida', 'ulla', 'dag']) expect([person, (await (await world.as(person)).get('/strategi')).status]).toEqual([person, 403])
  expect((await world.stranger().get('/strategi')).status).toBe(303)
})

test('what was said in a hearing goes three years after the plan ran out', async () => {
  const left = async () => (await world.asOwner('select 1 from strategy.hearing_comment where plan_id = $1', [plan.split('/')[2]])).length
  world.clock.set(new Date('2032-07-31T09:00:00Z'))
  await forgetComments(world.deps)
  expect(await left()).toBe(2)
  world.clock.set(new Date('2032-08-01T09:00:00Z'))
  await forgetComments(world.deps)
  expect(await left()).toBe(0)
})
