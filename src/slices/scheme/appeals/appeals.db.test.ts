import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actorOf, tries } from '../../../../test/actors.ts'
import { openWorld, usualTime, words, type Browser, type World } from '../../../../test/kit.ts'
import { approved, declined, granted, lettersLeave, published } from '../decisions/decisions.fixtures.ts'

let now = usualTime
let world: World
beforeAll(async () => {
  world = await openWorld({ deps: { now: () => now } })
})
afterAll(() => world.close())
const at = async (time: string, person: string): Promise<Browser> => {
  now = new Date(time)
  return world.as(person)
}
const today = '2026-11-23T09:00:00Z'
const decline = declined('Tiltaket gjelder bare ledelsen.')
const appealing = (change = {}) => ({ nokkel: crypto.randomUUID(), endring: 'Avslaget.', grunner: 'Hele personalet er med.', ...change })
const fresh = async (wish = {}, form = decline) => {
  now = new Date(today)
  return published(world, wish, form)
}
const idOf = (location: string | undefined) => location?.split('/')[4] ?? expect.fail('no appeal')

describe('an appeal', () => {
  test('from the owner gets a receipt, a task and a notice at the county governor, and a document', async () => {
    const { id } = await fresh()
    const eva = await at(today, 'eva')
    const { status, location } = await eva.post(`/vedtak/${id}/klage`, appealing())
    expect(status).toBe(303)
    expect(words((await eva.get(location ?? '')).text)).toContain('Vi har mottatt klagen')
    const stine = await at(today, 'stine')
    expect(words((await stine.get('/oppgaver')).text)).toContain('Vurder en klage')
    expect(words((await stine.get('/varsler')).text)).toContain('Eventyrkjeden klager på et vedtak')
    expect(await world.asOwner("select 1 from scheme.document where kind = 'appeal' and decision_id = $1", [id])).toHaveLength(1)
  })

  test.each([
    ['the partner, for whom it is no individual decision', 'ulla', 409],
    ['another owner', 'liv', 404],
    ['the head of a kindergarten in it', 'hanne', 404],
    ['the union', 'frida', 403],
    ['the county governor', 'stine', 403],
  ])('is not taken from %s', async (_, person, status) => {
    const { id } = await fresh()
    expect((await (await at(today, person)).post(`/vedtak/${id}/klage`, appealing())).status).toBe(status)
  })

  test('is sent once, also with two clicks at the same moment', async () => {
    const { id } = await fresh()
    const eva = await at(today, 'eva')
    const form = appealing()
    const both = await Promise.all([eva.post(`/vedtak/${id}/klage`, form), eva.post(`/vedtak/${id}/klage`, form)])
    expect(both.map(({ status }) => status).toSorted()).toEqual([303, 409])
    expect(await world.asOwner('select 1 from scheme.appeal where decision_id = $1', [id])).toHaveLength(1)
    expect(await tries(world, await actorOf(world, 'eva'), `update scheme.appeal set grounds = 'annet' where decision_id = '${id}'`)).toBe('no')
    expect(await tries(world, await actorOf(world, 'liv'), `select * from scheme.appeal where decision_id = '${id}'`)).toBe('no')
  })

  test('is in time to the last second of 14 December, and late with a reason from the next', async () => {
    const { id } = await fresh()
    expect((await (await at('2026-12-14T22:59:59Z', 'eva')).get(`/vedtak/${id}/klage`)).text).not.toContain('name="forsinket"')
    const late = await at('2026-12-14T23:00:00Z', 'eva')
    const without = await late.post(`/vedtak/${id}/klage`, appealing({ grunner: 'Det jeg skrev.' }))
    expect([without.status, without.text.includes('Det jeg skrev.'), words(without.text).includes('Skriv hvorfor dere klager etter fristen.')]).toEqual([422, true, true])
    expect((await late.post(`/vedtak/${id}/klage`, appealing({ forsinket: 'Vi var bortreist.' }))).status).toBe(303)
  })

  test('of 100,000 letters is refused, and nothing typed is lost', async () => {
    const { id } = await fresh()
    const { status, text } = await (await at(today, 'eva')).post(`/vedtak/${id}/klage`, appealing({ grunner: 'x'.repeat(100_000), endring: 'Beløpet' }))
    expect([status, text.includes('Beløpet')]).toEqual([422, true])
  })
})

describe('the deadline', () => {
  const waiting = async () => {
    now = new Date(today)
    return (await published(world, {}, decline, { lettersWait: true })).id
  }
  const shown = async (id: string) => words((await (await world.as('stine')).get(`/vedtak/${id}`)).text)
  test('does not begin when the notice is made, but when its letter has left', async () => {
    const id = await waiting()
    expect(await shown(id)).toMatch(/Varsel sendt Ikke ennå.*Klagefristen har ikke begynt å løpe/)
    now = new Date('2026-11-25T09:00:00Z')
    await lettersLeave(world)
    expect(await shown(id)).toContain('Siste dag for å klage er onsdag 16. desember 2026')
  })
  test('begins without a letter when the first of those it is to sees the notice in the program, and a later letter changes nothing', async () => {
    const id = await waiting()
    await (await at('2026-11-27T09:00:00Z', 'eva')).get(`/vedtak/${id}`)
    expect(await shown(id)).toContain('Siste dag for å klage er fredag 18. desember 2026')
    now = new Date('2026-11-30T09:00:00Z')
    await lettersLeave(world)
    expect(await shown(id)).toContain('Siste dag for å klage er fredag 18. desember 2026')
  })
  test('does not begin when somebody it is not to has seen the notice', async () => {
    const id = await waiting()
    await (await at('2026-11-27T09:00:00Z', 'hanne')).get(`/vedtak/${id}`)
    expect(await shown(id)).toContain('Klagefristen har ikke begynt å løpe')
  })
})

describe('considered', () => {
  test('changes the decision: a new one that two people make, and that replaces the first', async () => {
    const { id, round, report } = await fresh()
    const appeal = idOf((await (await at(today, 'eva')).post(`/vedtak/${id}/klage`, appealing())).location)
    const [stine, arve] = [await world.as('stine'), await world.as('arve')]
    const done = await stine.post(`/vedtak/${id}/klage/${appeal}/vurdering`, { utfall: 'changed', vurdering: 'Dere har rett.' })
    expect(done.location).toBe(`/runder/${round}/vedtak/${report}`)
    const seen = /name="sett" value="([^"]+)"/.exec((await stine.get(done.location ?? '')).text)?.[1] ?? ''
    const next = await approved(stine, arve, round, report, { ...granted, sett: seen })
    expect((await (await world.as('eva')).get(`/vedtak/${next}`)).status).toBe(404)
    expect((await arve.post(`/runder/${round}/vedtak/publisering`)).status).toBe(303)
    const eva = await world.as('eva')
    expect(words((await eva.get(`/vedtak/${id}`)).text)).toContain('Vedtaket er erstattet av et nytt')
    expect(words((await eva.get(`/vedtak/${next}`)).text)).toContain('Dette vedtaket erstatter det forrige')
  })

  test('is sent on with a recommendation, and the answer of the appeal body is noted once', async () => {
    const { id, round } = await fresh()
    const appeal = idOf((await (await at(today, 'eva')).post(`/vedtak/${id}/klage`, appealing())).location)
    const stine = await world.as('stine')
    expect((await stine.post(`/vedtak/${id}/klage/${appeal}/vurdering`, { utfall: 'dismissed', vurdering: 'Nei.' })).status).toBe(409)
    expect((await stine.post(`/vedtak/${id}/klage/${appeal}/vurdering`, { utfall: 'sent-on', vurdering: 'Vi holder på vedtaket.' })).status).toBe(303)
    expect((await stine.post(`/vedtak/${id}/klage/${appeal}/vurdering`, { utfall: 'changed', vurdering: 'Likevel.' })).status).toBe(409)
    expect((await stine.post(`/vedtak/${id}/klage/${appeal}/svar`, { svar: 'upheld', tekst: 'Vedtaket står.' })).status).toBe(303)
    expect((await stine.post(`/vedtak/${id}/klage/${appeal}/svar`, { svar: 'changed', tekst: 'x' })).status).toBe(409)
    const page = words((await (await world.as('eva')).get(`/vedtak/${id}/klage/${appeal}`)).text)
    for (const said of ['Vi holder på vedtaket.', 'Vedtaket står', 'Klageinstansen har svart']) expect(page).toContain(said)
    expect(words((await stine.get(`/runder/${round}/klager`)).text)).toContain('Sendt til klageinstansen')
  })

  test.each(['changed', 'sent-back'])('what the appeal body has %s is carried out by a new decision, begun where it was noted', async (answer) => {
    const { id, round, report } = await fresh()
    const appeal = idOf((await (await at(today, 'eva')).post(`/vedtak/${id}/klage`, appealing())).location)
    const stine = await world.as('stine')
    await stine.post(`/vedtak/${id}/klage/${appeal}/vurdering`, { utfall: 'sent-on', vurdering: 'Vi holder på vedtaket.' })
    const noted = await stine.post(`/vedtak/${id}/klage/${appeal}/svar`, { svar: answer, tekst: 'Vedtaket må bli et annet.' })
    expect([noted.status, noted.location]).toEqual([303, `/runder/${round}/vedtak/${report}`])
    expect(await world.asOwner('select number, published_at from scheme.decision where replaces = $1', [id])).toEqual([{ number: 2, published_at: null }])
  })

  test('by the county governor only', async () => {
    const { id } = await fresh()
    const appeal = idOf((await (await at(today, 'eva')).post(`/vedtak/${id}/klage`, appealing())).location)
    expect((await (await world.as('eva')).post(`/vedtak/${id}/klage/${appeal}/vurdering`, { utfall: 'changed', vurdering: 'Ja.' })).status).toBe(403)
  })
})

describe('reasons', () => {
  test('are asked for, stop the deadline, and begin a new one', async () => {
    const { id } = await fresh({}, granted)
    const eva = await at('2026-11-30T09:00:00Z', 'eva')
    expect(words((await eva.get(`/vedtak/${id}`)).text)).toContain('Be om begrunnelse')
    expect((await eva.get(`/vedtak/${id}/frist.ics`)).text).toContain('DTSTART:20261214T080000Z')
    expect((await eva.post(`/vedtak/${id}/begrunnelse`)).status).toBe(303)
    expect(words((await eva.get(`/vedtak/${id}`)).text)).toContain('Klagefristen står stille siden 30. november 2026')
    const stine = await at('2026-12-07T09:00:00Z', 'stine')
    expect(words((await stine.get('/oppgaver')).text)).toContain('Skriv begrunnelsen noen har bedt om')
    const [demand] = await world.asOwner<{ id: string }>('select id from scheme.reason_demand where decision_id = $1', [id])
    expect((await stine.post(`/vedtak/${id}/begrunnelse/${demand?.id}`, { svar: '' })).status).toBe(422)
    expect((await stine.post(`/vedtak/${id}/begrunnelse/${demand?.id}`, { svar: 'Tiltaket er godt forankret.' })).status).toBe(303)
    await lettersLeave(world)
    expect((await stine.post(`/vedtak/${id}/begrunnelse/${demand?.id}`, { svar: 'En annen.' })).location).toBe(`/vedtak/${id}`)
    await expect(tries(world, await actorOf(world, 'stine'), `update scheme.reason_demand set answer = 'En annen.' where decision_id = '${id}'`)).rejects.toThrow('stands')
    const page = words((await (await at('2026-12-07T10:00:00Z', 'eva')).get(`/vedtak/${id}`)).text)
    expect(page).toContain('Tiltaket er godt forankret.')
    expect(page).toContain('mandag 28. desember 2026')
  })

  test('are not asked for where the letter has them', async () => {
    const { id } = await fresh()
    const { location } = await (await at(today, 'eva')).post(`/vedtak/${id}/begrunnelse`)
    expect(location).toBe(`/vedtak/${id}`)
    expect(await world.asOwner('select 1 from scheme.reason_demand where decision_id = $1', [id])).toEqual([])
  })
})
