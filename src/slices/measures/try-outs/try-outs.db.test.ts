import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type Browser, type Form, type World } from '../../../../test/kit.ts'
import { hashOf, newCode } from '../../../platform/link-secrets.ts'
import { started } from '../measures/measures.fixtures.ts'
import { forgetTryOuts } from './actions.ts'
import { answerPulse, tellPulses } from './pulses/actions.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const versionIn = (html: string): string => /name="versjon" value="(\d+)"/.exec(html)?.[1] ?? '0'
const choice: Form = { ide: 'wait-ten', ord: 'Vi teller inni oss.', avdeling: '', dag: '5.10.2026' }
async function chosen(browser: Browser, measure: string, wishes: Form = {}): Promise<string> {
  const made = await browser.post(`/tiltak/${measure}/utproving`, { nokkel: crypto.randomUUID(), ...choice, ...wishes })
  expect(made.status, words(made.text).slice(0, 900)).toBe(303)
  const [row] = await world.asOwner<{ id: string }>('select id from measures.try_out where measure_id = $1 order by id desc limit 1', [measure])
  return row?.id ?? expect.fail('nothing was chosen')
}
const seen: Form = { dag: '20.10.2026', observasjon: 'Praten ved bordet varer lenger, og flere er med.', videre: 'keep' }
async function observed(browser: Browser, id: string, wishes: Form = {}) {
  const page = await browser.get(`/utproving/${id}`)
  return browser.post(`/utproving/${id}/observasjon`, { versjon: versionIn(page.text), ...seen, ...wishes })
}
const deling = async (browser: Browser, id: string, how: string) => browser.post(`/utproving/${id}/deling`, { versjon: versionIn((await browser.get(`/utproving/${id}`)).text), deling: how })

test('a department chooses one thing, notes what changed, and lets others with the same theme read it without its name', async () => {
  const [siri, hanne, tone] = await Promise.all([world.as('siri'), world.as('hanne'), world.as('tone')])
  const measure = await started(siri, '1.9.2026')
  const id = await chosen(siri, measure)
  const second = await siri.post(`/tiltak/${measure}/utproving`, { nokkel: crypto.randomUUID(), ...choice })
  expect([second.status, words(second.text).includes('De prøver noe allerede')]).toEqual([409, true])
  expect((await deling(siri, id, 'anonymous')).status, 'nothing has been seen yet').toBe(422)
  expect((await observed(siri, id)).status).toBe(303)
  expect((await siri.post(`/utproving/${id}/observasjon`, { ...seen, versjon: '1' })).status, 'somebody saved meanwhile').toBe(409)

  expect((await observed(siri, id, { observasjon: 'Barna i Solstråla svarer lengre.' })).status).toBe(303)
  const named = await deling(siri, id, 'anonymous')
  expect([named.status, words(named.text).includes('Navnet på barnehagen står i teksten')]).toEqual([422, true])
  expect((await observed(siri, id)).status).toBe(303)
  expect((await deling(siri, id, 'anonymous')).status).toBe(303)
  expect((await observed(siri, id)).status, 'what others read stands').toBe(409)

  const theirs = await started(hanne, '1.9.2026')
  const shown = words((await hanne.get(`/tiltak/${theirs}/utproving`)).text)
  expect([shown.includes('Praten ved bordet varer lenger, og flere er med.'), shown.includes('En barnehage'), shown.includes('Solstråla')]).toEqual([true, true, false])
  expect((await hanne.get(`/utproving/${id}`)).status).toBe(404)
  expect(words((await tone.get('/utproving')).text)).toContain('Praten ved bordet')

  expect((await deling(siri, id, 'named')).status).toBe(303)
  expect(words((await tone.get('/utproving')).text)).toContain('Solstråla barnehage')
  expect((await deling(siri, id, 'no')).status).toBe(303)
  expect(words((await tone.get('/utproving')).text)).not.toContain('Praten ved bordet')
})

test('the same form sent twice is one, and the second answer says so too', async () => {
  const siri = await world.as('siri')
  const measure = await started(siri, '1.9.2026')
  const form = { nokkel: crypto.randomUUID(), ...choice }
  const replies = [await siri.post(`/tiltak/${measure}/utproving`, form), await siri.post(`/tiltak/${measure}/utproving`, form)]
  expect(replies.map(({ status, location }) => [status, location])).toEqual([[303, `/tiltak/${measure}/utproving`], [303, `/tiltak/${measure}/utproving`]])
  expect(await world.asOwner('select 1 from measures.try_out where measure_id = $1', [measure])).toHaveLength(1)
})

test('of two who write at once the second is told, sees what is saved now, and can save over it', async () => {
  const [siri, peder] = await Promise.all([world.as('siri'), world.as('peder')])
  const id = await chosen(siri, await started(siri, '1.9.2026'))
  const [at, old] = [`/utproving/${id}/observasjon`, versionIn((await siri.get(`/utproving/${id}`)).text)]
  expect((await observed(peder, id, { observasjon: 'Det Peder såg.' })).status).toBe(303)
  const told = await siri.post(at, { ...seen, versjon: old, observasjon: 'Det Siri så.' })
  expect([told.status, words(told.text).includes('Se hva som er lagret nå'), told.text.includes('Det Peder såg.'), told.text.includes('Det Siri så.')]).toEqual([409, true, true, true])
  expect((await siri.post(at, { ...seen, versjon: versionIn(told.text), observasjon: 'Det Siri så.' })).status).toBe(303)
  const stale = await siri.post(`/utproving/${id}/deling`, { versjon: old, deling: 'named' })
  expect([stale.status, (await siri.post(`/utproving/${id}/deling`, { versjon: versionIn(stale.text), deling: 'named' })).status]).toEqual([409, 303])
  // Others read it meanwhile: it stands, and what was written is not lost.
  const late = await siri.post(at, { ...seen, versjon: old, observasjon: 'Skrevet imens.' })
  expect([late.status, late.text.includes('Skrevet imens.'), (await siri.post(at, { ...seen, versjon: versionIn(late.text) })).status]).toEqual([409, true, 409])
})

test('what is wrong goes back in words (here in two languages), with everything typed; a pedagogical leader chooses and does not share', async () => {
  const [siri, peder] = await Promise.all([world.as('siri'), world.as('peder')])
  const measure = await started(siri, '1.9.2026')
  const post = (wishes: Form) => siri.post(`/tiltak/${measure}/utproving`, { nokkel: crypto.randomUUID(), ...choice, ...wishes })
  const replies = await Promise.all([post({ ide: '', ord: '' }), post({ dag: '24.12.2026' }), post({ dag: '' }), post({ ord: 'Barnet født 01.02.2022 skal sitte ved siden av.' }), post({ avdeling: crypto.randomUUID() })])
  expect(replies.map(({ status }) => status)).toEqual([422, 422, 422, 422, 404])
  expect([words(replies[0]?.text ?? '').includes('Velg noe fra listen'), words(replies[1]?.text ?? '').includes('Dagen har ikke vært ennå'), words(replies[2]?.text ?? '').includes('Skriv når dere begynner'), replies[1]?.text.includes('Vi teller inni oss.')]).toEqual([true, true, true, true])
  const id = await chosen(peder, measure)
  const [early, late, empty, child] = await Promise.all([observed(peder, id, { dag: '4.10.2026' }), observed(peder, id, { dag: '24.12.2026' }), observed(peder, id, { observasjon: '', videre: '' }), observed(peder, id, { observasjon: 'Gutten med diagnose født 01.02.2022 svarer mer.' })])
  expect([early, late, empty, child].map(({ status }) => status)).toEqual([422, 422, 422, 422])
  expect([words(early.text).includes('før de begynte'), words(empty.text).includes('Skriv kva som blei annleis'), words(empty.text).includes('Vel kva de gjer vidare')]).toEqual([true, true, true])
  expect((await observed(peder, id)).status).toBe(303)
  expect((await peder.post(`/utproving/${id}/deling`, { versjon: '2', deling: 'anonymous' })).status).toBe(403)
})

test('three months later a slip asks one question, once; nothing is told of fewer than five, and the counts go when it is told', async () => {
  const siri = await world.as('siri')
  const measure = await started(siri, '1.9.2026')
  const id = await chosen(siri, measure, { ide: 'egne', ord: 'Vi venter med å svare for barna.' })
  expect(words((await siri.get(`/utproving/${id}`)).text)).toContain('Begynner 5. januar 2027')
  const slips = (browser: Browser, antall: string) => browser.post(`/utproving/${id}/lapper`, { maaneder: '3', antall })
  const early = await slips(siri, '6')
  expect([early.status, words(early.text).includes('Spørsmålet tar ikke imot svar nå')]).toEqual([409, true])
  world.clock.set(new Date('2027-01-06T09:00:00Z'))
  const again = await world.as('siri')
  expect(words((await again.get('/oppgaver')).text)).toContain('Gjør dere fortsatt det dere prøvde? «Vi venter')
  const [none, many] = [await slips(again, 'noen'), await slips(again, '101')]
  expect([none.status, words(none.text).includes('Skriv hvor mange som arbeider der'), many.status, words(many.text).includes('fra 1 til 100')]).toEqual([422, true, 422, true])
  expect((await slips(await world.as('hanne'), '6')).status, 'of another kindergarten').toBe(404)
  const paper = await slips(again, '7')
  expect([paper.status, paper.headers['content-type']]).toEqual([200, 'application/pdf'])
  expect(words((await again.get(`/utproving/${id}`)).text)).toContain('7 lapper er laget')
  expect((await slips(again, '6')).status, 'nobody has answered: new ones take their place').toBe(200)

  // The codes are on paper only: the test cuts its own.
  const codes = await cutSlips(id, 6)
  const anyone = world.stranger()
  const [first = ''] = codes
  expect((await anyone.get(`/puls?lapp=${first.toLowerCase().match(/.{4}/g)?.join('+')}`)).location).toBe(`/puls/${first}`)
  const short = await anyone.get('/puls?lapp=abc')
  expect([short.status, words(short.text).includes('Skriv alle de 16 bokstavene')]).toEqual([422, true])
  const asked = await anyone.get(`/puls/${first}`)
  expect([asked.status, words(asked.text).includes('Vi venter med å svare for barna.'), words(asked.text).includes('Solstråla barnehage')]).toEqual([200, true, true])
  for (const answer of ['Ikke lenger', 'Jeg vet ikke']) expect(words(asked.text)).toContain(answer)
  const nothing = await anyone.post(`/puls/${first}`, {})
  expect([nothing.status, words(nothing.text).includes('Velg et svar')]).toEqual([422, true])
  for (let times = 0; times < 5; times++) expect((await world.stranger().post(`/puls/${first}`, { svar: 'often' })).location).toBe(`/puls/${first}/takk`)
  expect(words((await anyone.get(`/puls/${first}`)).text)).toContain('Lappen er brukt')
  expect(await tally(id)).toBe(1)
  const late = await slips(again, '6')
  expect([late.status, words(late.text).includes('Noen har svart')]).toEqual([409, true])
  for (const [at, svar] of (['often', 'unknown', 'often'] as const).entries()) expect(await answerPulse(world.deps, codes[at + 1] ?? '', svar)).toBe('answered')
  expect(await answerPulse(world.deps, codes[1] ?? '', 'stopped')).toBe('already-answered')
  const written = await world.asOwner<{ xmin: string }>('select distinct s.xmin::text as xmin from measures.pulse_slip s join measures.pulse p on p.id = s.pulse_id where p.try_out_id = $1 union select t.xmin::text from measures.pulse_tally t join measures.pulse p on p.id = t.pulse_id where p.try_out_id = $1', [id])
  expect(written.length, 'all rows are written by the last: none says which slip it came with').toBe(1)
  for (const wrong of ['AAAAAAAAAAAAAAAA', 'x', '%00']) expect((await anyone.get(`/puls/${wrong}`)).status).toBe(404)

  // Four have answered: nothing is told. One more, from before the two last answers were asked apart, and it is.
  world.clock.set(new Date('2027-01-27T03:00:00Z'))
  expect([(await anyone.get(`/puls/${codes[5]}`)).status, await tellPulses(world.deps)]).toEqual([404, 0])
  expect(words((await (await world.as('siri')).get(`/utproving/${id}`)).text)).toContain('For få har svart')
  expect(await world.asOwner('select 1 from measures.pulse_slip s join measures.pulse p on p.id = s.pulse_id where p.try_out_id = $1', [id]), 'no slip is kept when it is over').toEqual([])
  await world.asOwner("insert into measures.pulse_tally select id, 'not', 1 from measures.pulse where try_out_id = $1 and months = 3 on conflict (pulse_id, answer) do update set count = pulse_tally.count + 1", [id])
  expect(await tellPulses(world.deps)).toBe(1)
  const told = words((await (await world.as('siri')).get(`/utproving/${id}`)).text)
  expect([told.includes('De fleste gjør det ofte (5–9 svar)'), await tally(id)]).toEqual([true, 0])
  expect(await tellPulses(world.deps)).toBe(0)
})

/** Slips with codes the test knows, in place of those that were made. */
async function cutSlips(id: string, count: number): Promise<readonly string[]> {
  const codes = Array.from({ length: count }, () => newCode(16))
  await world.asOwner('delete from measures.pulse_slip s using measures.pulse p where p.id = s.pulse_id and p.try_out_id = $1', [id])
  for (const code of codes) await world.asOwner('insert into measures.pulse_slip (hash, pulse_id) select $2, id from measures.pulse where try_out_id = $1 and months = 3', [id, hashOf(code)])
  return codes
}
const tally = async (id: string): Promise<number> => (await world.asOwner<{ n: number }>('select coalesce(sum(t.count), 0)::int as n from measures.pulse_tally t join measures.pulse p on p.id = t.pulse_id where p.try_out_id = $1', [id]))[0]?.n ?? 0

test('the team adds to the list for a theme and takes out of it; departments choose among what is in use, and what they chose keeps its words', async () => {
  world.clock.set(new Date('2026-11-23T09:00:00Z'))
  const [tone, siri] = await Promise.all([world.as('tone'), world.as('siri')])
  const add = (form: Form) => tone.post('/utproving/ideer?sprak=nb', { nokkel: crypto.randomUUID(), ide: 'Vi synger når vi rydder', temaer: 'rammeplan-2017-9-1', ...form })
  const [empty, noTheme, child] = [await add({ ide: '' }), await add({ temaer: '' }), await add({ ide: 'Barnet født 01.02.2022 rydder' })]
  expect([empty.status, words(empty.text).includes('Skriv hva de voksne kan prøve'), noTheme.status, words(noTheme.text).includes('Velg minst ett tema'), child.status]).toEqual([422, true, 422, true, 422])
  expect(noTheme.text).toContain('value="Vi synger når vi rydder"')
  expect((await add({})).location).toBe('/utproving/ideer')
  const twice = await add({})
  expect([twice.status, words(twice.text).includes('Forslaget står i listen fra før')]).toEqual([409, true])
  expect((await siri.get('/utproving/ideer')).status).toBe(403)
  const [idea] = await world.asOwner<{ id: string }>("select id from measures.try_out_idea where words = 'Vi synger når vi rydder'")
  const measure = await started(siri, '1.9.2026', { temaer: ['rammeplan-2017-9-1'] })
  expect(words((await siri.get(`/tiltak/${measure}/utproving`)).text)).toContain('Vi synger når vi rydder')
  const id = await chosen(siri, measure, { ide: idea?.id ?? '', ord: 'Den samme sangen hver dag.' })
  const one = words((await siri.get(`/utproving/${id}`)).text)
  for (const part of ['Vi synger når vi rydder', 'Den samme sangen hver dag.']) expect(one).toContain(part)
  expect((await tone.post(`/utproving/ideer/${idea?.id}/ut`)).location).toBe('/utproving/ideer')
  expect((await tone.post('/utproving/ideer/wait-ten/ut')).location).toBe('/utproving/ideer')
  expect([(await tone.post('/utproving/ideer/noe/ut')).status, (await tone.post(`/utproving/ideer/${crypto.randomUUID()}/ut`)).status]).toEqual([404, 404])
  const next = await started(siri, '1.9.2026', { temaer: ['rammeplan-2017-9-1'] })
  expect((await siri.get(`/tiltak/${next}/utproving`)).text).not.toMatch(/value="wait-ten"|Vi synger når vi rydder/)
  const gone = await siri.post(`/tiltak/${next}/utproving`, { nokkel: crypto.randomUUID(), ...choice, ide: idea?.id ?? '' })
  expect([gone.status, words(gone.text).includes('Dette er tatt ut av listen')]).toEqual([422, true])
  expect(words((await siri.get(`/utproving/${id}`)).text)).toContain('Vi synger når vi rydder')
  expect((await tone.post('/utproving/ideer/wait-ten/inn')).location).toBe('/utproving/ideer')
  await chosen(siri, next)
})

test('what came of the pulses goes along with what others may read; one’s own is not shown as another’s', async () => {
  const [siri, hanne] = await Promise.all([world.as('siri'), world.as('hanne')])
  const id = await chosen(siri, await started(siri, '1.9.2026'), { ide: 'follow-play', ord: 'Hver dag etter frukt.' })
  await observed(siri, id)
  await deling(siri, id, 'anonymous')
  await world.asOwner("insert into measures.pulse_result (measure_id, kindergarten_id, months, pulse_ids, at_least, still, made_on) select measure_id, kindergarten_id, 3, array[id], 5, 'most', '2026-11-20' from measures.pulse where try_out_id = $1 and months = 3", [id])
  const shown = words((await hanne.get('/utproving')).text)
  for (const part of ['Hver dag etter frukt.', 'Etter 3 måneder: De fleste gjør det ofte.']) expect(shown).toContain(part)
  expect((await siri.get('/utproving')).text).not.toContain('Hver dag etter frukt.')
})

test('what was tried is kept five years; counts that never became five a year', async () => {
  world.clock.set(new Date('2026-11-23T09:00:00Z'))
  const siri = await world.as('siri')
  const id = await chosen(siri, await started(siri, '1.9.2026'))
  await world.asOwner("insert into measures.pulse_tally select id, 'often', 2 from measures.pulse where try_out_id = $1 and months = 3", [id])
  const [tallies, tries] = [async () => (await world.asOwner('select 1 from measures.pulse_tally t join measures.pulse p on p.id = t.pulse_id where p.try_out_id = $1', [id])).length, async () => (await world.asOwner('select 1 from measures.try_out where id = $1', [id])).length]
  world.clock.set(new Date('2028-01-26T03:00:00Z'))
  await tellPulses(world.deps)
  expect(await tallies()).toBe(1)
  world.clock.set(new Date('2028-01-27T03:00:00Z'))
  await tellPulses(world.deps)
  expect(await tallies()).toBe(0)
  world.clock.set(new Date('2031-10-05T03:00:00Z'))
  await forgetTryOuts(world.deps)
  expect(await tries()).toBe(1)
  world.clock.set(new Date('2031-10-06T03:00:00Z'))
  await world.asOwner("update measures.try_out_idea set out_at = '2026-10-05', out_by_name = 'Tone' where words = 'Vi synger når vi rydder'")
  await forgetTryOuts(world.deps)
  expect([await tries(), await world.asOwner("select 1 from measures.try_out_idea where words = 'Vi synger når vi rydder'")]).toEqual([0, []])
})
