import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, usualTime, words, type Browser, type World } from '../../../../test/kit.ts'
import { begun, cohort, cyclesOf, personId, programme, round, underWay } from './programmes.fixtures.ts'

let world: World
let [tone, siri, hanne]: Browser[] = []
let [solstrala, trollstua]: string[] = []
beforeAll(async () => {
  world = await openWorld()
  ;[tone, siri, hanne] = await Promise.all([world.as('tone'), world.as('siri'), world.as('hanne')])
  ;[solstrala, trollstua] = await Promise.all([world.org('Solstråla barnehage'), world.org('Trollstua barnehage')])
})
afterAll(() => world.close())
const use = () => ({ tone: tone ?? expect.fail(), siri: siri ?? expect.fail(), hanne: hanne ?? expect.fail(), solstrala: solstrala ?? '', trollstua: trollstua ?? '' })

test('a team plans a programme, offers a cohort, the heads answer, and a round is spread over their departments', async () => {
  const { tone, siri, hanne, solstrala, trollstua } = use()
  const { id, observer } = await underWay(world, tone, [[siri, solstrala], [hanne, trollstua]])
  const cycles = await cyclesOf(world, id)
  expect(cycles.map(({ department }) => department).toSorted()).toEqual(['Askeladden', 'Bikuba', 'Maurtua', 'Revehiet', 'Smørbukk', 'Veslefrikk', 'Ørnereiret'])
  expect([cycles[0]?.observe, cycles.every((one) => one.observer_id === observer)]).toEqual(['2026-11-30', true])
  const standing = words((await tone.get(`/fellessatsinger/${id}`)).text)
  expect([standing.includes('Solstråla barnehage'), standing.includes('Maurtua'), standing.includes('Observasjon'), standing.includes('Viser 2 av 2 barnehager')]).toEqual([true, true, true, true])
  const own = words((await siri.get('/fellessatsinger')).text)
  expect([own.includes('Dette kommer hos dere'), own.includes('Maurtua'), own.includes('Askeladden')]).toEqual([true, true, false])
  expect(words((await siri.get(`/fellessatsinger/${id}`)).text)).not.toContain('Trollstua')
})

test('an offer is a notice and a task; it is answered once, and can be taken back before that', async () => {
  const { tone, siri, hanne, solstrala, trollstua } = use()
  const id = await begun(tone, { tittel: 'Tilbud' })
  await cohort(tone, id, [solstrala, trollstua])
  expect(words((await siri.get('/oppgaver')).text)).toContain('Svar på tilbudet om å være med i «Tilbud»')
  expect(words((await siri.get('/varsler')).text)).toContain('Solstråla barnehage får tilbud om en fellessatsing')
  expect((await siri.post(`/fellessatsinger/${id}/svar`, { svar: 'ja' })).status).toBe(303)
  const again = await siri.post(`/fellessatsinger/${id}/svar`, { svar: 'nei' })
  expect([again.status, words(again.text).includes('Tilbudet er allerede besvart')]).toEqual([409, true])
  expect((await tone.post(`/fellessatsinger/${id}/tilbaketrekking`, { barnehage: trollstua })).status).toBe(303)
  expect([(await tone.post(`/fellessatsinger/${id}/tilbaketrekking`, { barnehage: solstrala })).status, (await hanne.get(`/fellessatsinger/${id}`)).status]).toEqual([409, 404])
})

test('a double click makes one programme and one cohort', async () => {
  const { tone, solstrala } = use()
  const nokkel = crypto.randomUUID()
  const [a, b] = [await tone.post('/fellessatsinger', { nokkel, ...programme }), await tone.post('/fellessatsinger', { nokkel, ...programme })]
  const form = { nokkel: crypto.randomUUID(), navn: 'Pulje 1', fra: '1.8.2026', til: '30.6.2027', barnehager: [solstrala] }
  const [c, d] = [await tone.post(`${a.location}/puljer`, form), await tone.post(`${a.location}/puljer`, form)]
  expect([a.location === b.location, c.status, c.location === d.location]).toEqual([true, 303, true])
})

describe('what cannot be is said in words, and what was typed stays', () => {
  test('a programme and a cohort', async () => {
    const { tone, siri, solstrala } = use()
    const bare = await tone.post('/fellessatsinger', { nokkel: crypto.randomUUID(), ...programme, tittel: '', til: '1.1.2020' })
    expect([bare.status, words(bare.text).includes('Skriv et navn på satsingen'), bare.text.includes('fast voksen ute')]).toEqual([422, true, true])
    const backwards = await tone.post('/fellessatsinger', { nokkel: crypto.randomUUID(), ...programme, til: '1.1.2020' })
    expect([backwards.status, words(backwards.text).includes('Den siste dagen må være etter den første')]).toEqual([422, true])
    const id = await begun(tone, { tittel: 'Avslag' })
    const stranger = (await world.asOwner<{ id: string }>("select id from register.organisation where kind = 'kindergarten' and not fictitious limit 1"))[0]?.id ?? ''
    const sent = (wishes: Record<string, string | string[]>) => tone.post(`/fellessatsinger/${id}/puljer`, { nokkel: crypto.randomUUID(), navn: 'Pulje', fra: '1.8.2026', til: '30.6.2027', barnehager: [solstrala], ...wishes })
    const [none, theirs, outside] = [await sent({ barnehager: [] }), await sent({ barnehager: [stranger] }), await sent({ til: '30.6.2030' })]
    expect([none.status, words(none.text).includes('Velg minst én barnehage'), theirs.status, words(theirs.text).includes('ikke med hos deg'), outside.status, words(outside.text).includes('innenfor datoene til satsingen')]).toEqual([422, true, 422, true, 422, true])
    await cohort(tone, id, [solstrala])
    const twice = await sent({})
    expect([twice.status, words(twice.text).includes('allerede fått tilbudet')]).toEqual([422, true])
    expect((await siri.post(`/fellessatsinger/${id}/puljer`, { navn: 'x' })).status).toBe(403)
  })

  test('a round, and a step in it', async () => {
    const { tone, siri, hanne, solstrala } = use()
    const { id, cohortId, observer } = await underWay(world, tone, [[siri, solstrala]], { tittel: 'Runder' })
    const plan = (wishes: Record<string, string | string[]>) => tone.post(`/fellessatsinger/${id}/puljer/${cohortId}/runder`, { ...round, observatorer: [observer], ...wishes })
    const [outside, nobody, weekend] = [await plan({ forste: '1.7.2026' }), await plan({ observatorer: [crypto.randomUUID()] }), await plan({ forste: '5.12.2026', siste: '6.12.2026' })]
    expect([words(outside.text).includes('innenfor datoene til puljen'), words(nobody.text).includes('Velg minst én som skal observere'), words(weekend.text).includes('ingen arbeidsdager')]).toEqual([true, true, true])
    const [first] = await cyclesOf(world, id)
    const at = `/fellessatsinger/${id}/runder/${first?.id}`
    const step = (wishes: Record<string, string>) => tone.post(at, { trinn: 'observe', versjon: '1', dag: '23.11.2026', sett: 'De voksne er ute sammen.', ...wishes })
    const [ahead, empty, child, early] = [await step({ dag: '24.11.2026' }), await step({ sett: '' }), await step({ sett: 'Barnet født 01.02.2022 har en diagnose.' }), await step({ trinn: 'guide', avtalt: 'x' })]
    expect([ahead.status, words(ahead.text).includes('Dagen har ikke vært ennå'), ahead.text.includes('De voksne er ute sammen.')]).toEqual([422, true, true])
    expect([empty.status, child.status, early.status]).toEqual([422, 422, 409])
    expect((await siri.post(at, { trinn: 'observe' })).status).toBe(403)
    expect((await hanne.get(at)).status).toBe(404)
  })
})

test('observed, told, guided: the kindergarten reads what was seen once the department has been told, the owner never, and two who write at once are told apart', async () => {
  const { tone, hanne, trollstua } = use()
  const eva = await world.as('eva')
  const { id } = await underWay(world, tone, [[hanne, trollstua]], { tittel: 'Steg' })
  const [first] = await cyclesOf(world, id)
  const at = `/fellessatsinger/${id}/runder/${first?.id}`
  const read = async (who: Browser, text: string) => words((await who.get(at)).text).includes(text)
  expect((await tone.post(at, { trinn: 'observe', versjon: '1', dag: '23.11.2026', sett: 'De voksne står samlet.', styrker: 'Varm tone.' })).status).toBe(303)
  expect([await read(tone, 'De voksne står samlet.'), await read(hanne, 'De voksne står samlet.'), await read(hanne, 'når avdelingen har fått tilbakemelding')]).toEqual([true, false, true])
  const stale = await tone.post(at, { trinn: 'feed-back', versjon: '1', dag: '23.11.2026', tilbake: 'Fra en annen fane' })
  expect([stale.status, stale.text.includes('Fra en annen fane')]).toEqual([409, true])
  expect((await tone.post(at, { trinn: 'feed-back', versjon: '2', dag: '23.11.2026', tilbake: 'Spre dere.' })).status).toBe(303)
  expect([await read(hanne, 'De voksne står samlet.'), await read(hanne, 'Spre dere.'), await read(eva, 'Spre dere.'), (await eva.get(at)).status]).toEqual([true, true, false, 200])
  const before = await tone.post(at, { trinn: 'guide', versjon: '3', dag: '20.11.2026', avtalt: 'Faste plasser.' })
  expect([before.status, words(before.text).includes('Dagen kan ikke være før steget foran')]).toEqual([422, true])
  expect((await tone.post(at, { trinn: 'guide', versjon: '3', dag: '23.11.2026', avtalt: 'Faste plasser.' })).status).toBe(303)
  expect([await read(hanne, 'Faste plasser.'), await read(tone, 'Ferdig')]).toEqual([true, true])
  expect((await tone.post(`${at}/avlysning`)).status).toBe(409)
})

test('late ones are found, days and observer are changed, and one who stops gives everything over', async () => {
  const { tone, siri, solstrala } = use()
  const { id, observer } = await underWay(world, tone, [[siri, solstrala]], { tittel: 'Sent' })
  const [first] = await cyclesOf(world, id)
  const at = `/fellessatsinger/${id}/runder/${first?.id}`
  expect(words((await tone.get(`/fellessatsinger/${id}?vis=late`)).text)).toContain('Ingen passer')
  const wrong = await tone.post(`${at}/plan`, { versjon: '1', obs: '20.11.2026', til: '19.11.2026', veil: '30.11.2026', hvem: observer })
  expect([wrong.status, words(wrong.text).includes('Tilbakemeldingen må komme etter observasjonen')]).toEqual([422, true])
  expect((await tone.post(`${at}/plan`, { versjon: '1', obs: '20.11.2026', til: '25.11.2026', veil: '30.11.2026', hvem: observer })).status).toBe(303)
  const late = words((await tone.get(`/fellessatsinger/${id}?vis=late`)).text)
  expect([late.includes('Viser 1 av 1'), late.includes('Observasjon: Forsinket')]).toEqual([true, true])
  expect(words((await tone.get('/fellessatsinger')).text)).toContain('Mine avdelinger denne uken')
  // The observer's role ends; somebody else takes over.
  const ragnhild = await personId(world, 'Ragnhild Dal')
  await world.asOwner('update measures.programme_cycle set observer_id = $2, observer_name = $3 where programme_id = $1', [id, ragnhild, 'Ragnhild Dal'])
  await world.asOwner('update identity.membership set cancelled_at = $2 where person_id = $1', [ragnhild, usualTime])
  expect(words((await tone.get(`/fellessatsinger/${id}?vis=no-observer`)).text)).toContain('Ragnhild Dal, arbeider ikke her lenger (4)')
  expect((await tone.post(`/fellessatsinger/${id}/observator`, { avgir: ragnhild, overtar: crypto.randomUUID() })).status).toBe(422)
  expect((await tone.post(`/fellessatsinger/${id}/observator`, { avgir: ragnhild, overtar: observer })).status).toBe(303)
  expect((await cyclesOf(world, id)).every((one) => one.observer_id === observer)).toBe(true)
  await world.asOwner('update identity.membership set cancelled_at = null where person_id = $1', [ragnhild])
})

test('a kindergarten that leaves has what is before it called off; what has been stays, and it can be asked again', async () => {
  const { tone, siri, hanne, solstrala, trollstua } = use()
  const { id, cohortId, observer } = await underWay(world, tone, [[siri, solstrala], [hanne, trollstua]], { tittel: 'Ut' })
  const first = (await cyclesOf(world, id)).find((one) => one.kindergarten_id === solstrala)
  await tone.post(`/fellessatsinger/${id}/runder/${first?.id}`, { trinn: 'observe', versjon: '1', dag: '23.11.2026', sett: 'De voksne leker med.' })
  expect((await siri.post(`/fellessatsinger/${id}/utmelding`, { barnehage: solstrala })).status).toBe(422)
  expect((await siri.post(`/fellessatsinger/${id}/utmelding`, { barnehage: trollstua, grunn: 'capacity' })).status).toBe(404)
  expect((await siri.post(`/fellessatsinger/${id}/utmelding`, { barnehage: solstrala, grunn: 'capacity' })).status).toBe(303)
  const after = await cyclesOf(world, id)
  expect([after.filter((one) => one.kindergarten_id === solstrala).every((one) => one.called_off_on !== null), after.filter((one) => one.kindergarten_id === trollstua).every((one) => one.called_off_on === null)]).toEqual([true, true])
  expect(words((await tone.get(`/fellessatsinger/${id}`)).text)).toContain('Gikk ut')
  expect((await siri.post(`/fellessatsinger/${id}/utmelding`, { barnehage: solstrala, grunn: 'capacity' })).status).toBe(409)
  expect((await tone.post(`/fellessatsinger/${id}/puljer/${cohortId}/barnehager`, { barnehager: [solstrala] })).status).toBe(303)
  expect((await siri.post(`/fellessatsinger/${id}/svar`, { svar: 'ja' })).status).toBe(303)
  // What was called off is not had: the round is planned anew.
  const open = async (inCohort: string) => (await world.asOwner<{ round: number }>('select round from measures.programme_cycle where cohort_id = $1 and kindergarten_id = $2 and called_off_on is null', [inCohort, solstrala])).map((one) => one.round)
  const standing = await tone.get(`/fellessatsinger/${id}/puljer/${cohortId}`)
  expect(standing.text).toContain('value="missing"')
  expect((await tone.post(`/fellessatsinger/${id}/puljer/${cohortId}/runder`, { ...round, runde: 'missing', observatorer: [observer] })).status).toBe(303)
  expect(await open(cohortId)).toEqual([1, 1, 1, 1])
})

test('a kindergarten that goes out and comes back in another cohort begins there from the first round', async () => {
  const { tone, siri, solstrala } = use()
  const { id, cohortId, observer } = await underWay(world, tone, [[siri, solstrala]], { tittel: 'Ny pulje' })
  const [first] = await cyclesOf(world, id)
  const at = `/fellessatsinger/${id}/runder/${first?.id}`
  for (const [versjon, step] of [['1', { trinn: 'observe', sett: 'De voksne leker med.' }], ['2', { trinn: 'feed-back', tilbake: 'Fortsett.' }], ['3', { trinn: 'guide', avtalt: 'Faste plasser.' }]] as const) expect((await tone.post(at, { versjon, dag: '23.11.2026', ...step })).status).toBe(303)
  expect((await siri.post(`/fellessatsinger/${id}/utmelding`, { barnehage: solstrala, grunn: 'capacity' })).status).toBe(303)
  const second = await cohort(tone, id, [solstrala], { navn: 'Pulje 2', fra: '1.8.2027', til: '30.6.2028' })
  expect((await siri.post(`/fellessatsinger/${id}/svar`, { svar: 'ja' })).status).toBe(303)
  const planned = await tone.post(`/fellessatsinger/${id}/puljer/${second}/runder`, { ...round, forste: '30.8.2027', siste: '10.9.2027', observatorer: [observer] })
  expect(planned.status, words(planned.text).slice(0, 600)).toBe(303)
  const rows = await world.asOwner<{ cohort_id: string; round: number }>('select cohort_id, round from measures.programme_cycle where programme_id = $1 and called_off_on is null', [id])
  expect([rows.filter((one) => one.cohort_id === cohortId).length, rows.filter((one) => one.cohort_id === second).map((one) => one.round)]).toEqual([1, [1, 1, 1, 1]])
  expect((await tone.get(`/fellessatsinger/${id}`)).status).toBe(200)
})

test('a cohort hands over what it has learned when its rounds are through and there is a next one, which reads it', async () => {
  const { tone, siri, hanne, solstrala, trollstua } = use()
  const { id, cohortId } = await underWay(world, tone, [[hanne, trollstua]], { tittel: 'Over' })
  const hand = (laert = 'Begynn ute, ikke inne.') => tone.post(`/fellessatsinger/${id}/puljer/${cohortId}/overlevering`, { laert })
  const noNext = await hand()
  expect([noNext.status, words(noNext.text).includes('Lag den neste puljen først'), noNext.text.includes('Begynn ute')]).toEqual([409, true, true])
  await cohort(tone, id, [solstrala], { navn: 'Pulje 2', fra: '1.8.2027', til: '30.6.2028' })
  const open = await hand()
  expect([open.status, words(open.text).includes('Noen runder i puljen er ikke ferdige')]).toEqual([409, true])
  for (const one of await cyclesOf(world, id)) expect((await tone.post(`/fellessatsinger/${id}/runder/${one.id}/avlysning`)).status).toBe(303)
  expect([(await hand('')).status, (await hand()).status, (await hand()).status]).toEqual([422, 303, 409])
  expect(words((await siri.get(`/fellessatsinger/${id}`)).text)).toContain('Begynn ute, ikke inne.')
})

test('the next round is planned, and a kindergarten that came late gets the round it lacks', async () => {
  const { tone, siri, hanne, solstrala, trollstua } = use()
  const { id, cohortId, observer } = await underWay(world, tone, [[siri, solstrala]], { tittel: 'Neste' })
  await tone.post(`/fellessatsinger/${id}/puljer/${cohortId}/barnehager`, { barnehager: [trollstua] })
  await hanne.post(`/fellessatsinger/${id}/svar`, { svar: 'ja' })
  expect((await tone.post(`/fellessatsinger/${id}/puljer/${cohortId}/runder`, { ...round, runde: 'missing', observatorer: [observer] })).status).toBe(303)
  expect((await cyclesOf(world, id)).filter((one) => one.kindergarten_id === trollstua).map((one) => one.round)).toEqual([1, 1, 1])
  expect((await tone.post(`/fellessatsinger/${id}/puljer/${cohortId}/runder`, { ...round, runde: 'missing', observatorer: [observer] })).status).toBe(409)
  expect((await tone.post(`/fellessatsinger/${id}/puljer/${cohortId}/runder`, { ...round, forste: '1.3.2027', siste: '12.3.2027', observatorer: [observer] })).status).toBe(303)
  expect((await cyclesOf(world, id)).filter((one) => one.round === 2)).toHaveLength(7)
})

test('a kindergarten that has moved to another team, or is closed down, is said so, and nothing more is planned there', async () => {
  const { tone, siri, hanne, solstrala, trollstua } = use()
  const { id, cohortId, observer } = await underWay(world, tone, [[siri, solstrala], [hanne, trollstua]], { tittel: 'Flytter' })
  await world.asOwner("insert into register.organisation (kind, form, name, fictitious, created_at) values ('support-service', 'competence-team', 'Et annet kompetanseteam', true, now())")
  await world.asOwner("update register.relation set to_id = (select id from register.organisation where name = 'Et annet kompetanseteam') where from_id = $1 and kind = 'served-by'", [trollstua])
  expect(words((await tone.get(`/fellessatsinger/${id}`)).text)).toContain('Barnehagen er ikke lenger hos dere.')
  await world.asOwner("update register.organisation set closed_on = '2026-11-20' where id = $1", [solstrala])
  expect(words((await tone.get(`/fellessatsinger/${id}/puljer/${cohortId}`)).text)).toContain('Barnehagen er lagt ned.')
  const none = await tone.post(`/fellessatsinger/${id}/puljer/${cohortId}/runder`, { ...round, observatorer: [observer] })
  expect([none.status, words(none.text).includes('Ingen avdelinger mangler denne runden')]).toEqual([409, true])
  await world.asOwner('update register.organisation set closed_on = null where id = $1', [solstrala])
  await world.asOwner("update register.relation set to_id = (select id from register.organisation where name = 'Kompetanseteam barnehage Fjordvik') where from_id = $1 and kind = 'served-by'", [trollstua])
})

test('a hundred kindergartens stand on a few pages, with the late ones by themselves', async () => {
  const { tone } = use()
  const id = await begun(tone, { tittel: 'Hundre' })
  await world.asOwner("insert into measures.programme_cohort (programme_id, start_key, position, name, starts_on, ends_on) values ($1, gen_random_uuid(), 1, 'Alle', '2026-08-01', '2027-06-30')", [id])
  await world.asOwner(
    `insert into measures.programme_place (programme_id, kindergarten_id, cohort_id, state, answered_at, answered_by_name)
     select $1, k.id, c.id, 'part', now(), 'Styreren' from (select id from register.organisation where kind = 'kindergarten' order by id limit 100) k, measures.programme_cohort c where c.programme_id = $1`,
    [id],
  )
  await world.asOwner(
    `insert into measures.programme_cycle (programme_id, cohort_id, kindergarten_id, round, observe_on, feedback_on, guide_on, changed_at, changed_by_name)
     select l.programme_id, l.cohort_id, l.kindergarten_id, r, d, d + 7, d + 21, now(), 'Tone' from measures.programme_place l, generate_series(1, 4) r, lateral (select date '2026-11-20' + 30 * (r - 1) as d) day where l.programme_id = $1`,
    [id],
  )
  const [first, last] = [await tone.get(`/fellessatsinger/${id}`), await tone.get(`/fellessatsinger/${id}?side=4`)]
  const rows = (html: string) => html.match(/<th role="rowheader"/g)?.length
  expect([words(first.text).includes('Viser 100 av 100'), rows(first.text), rows(last.text), first.text.includes('side=4')]).toEqual([true, 30, 10, true])
  expect(words((await tone.get(`/fellessatsinger/${id}?vis=late`)).text)).toContain('Viser 100 av 100')
  expect(words((await tone.get(`/fellessatsinger/${id}?vis=unplanned`)).text)).toContain('Viser 0 av 100')
})

test('the program forgets a programme five years after it was over', async () => {
  const { tone } = use()
  const id = await begun(tone, { tittel: 'Gammel', fra: '1.1.2020', til: '1.6.2021' })
  const { forgetProgrammes } = await import('./actions.ts')
  await forgetProgrammes({ ...world.deps, now: () => new Date('2026-06-01T02:00:00Z') })
  expect(await world.asOwner('select 1 from measures.programme where id = $1', [id])).toHaveLength(1)
  await forgetProgrammes({ ...world.deps, now: () => new Date('2026-06-03T02:00:00Z') })
  expect(await world.asOwner('select 1 from measures.programme where id = $1', [id])).toHaveLength(0)
})
