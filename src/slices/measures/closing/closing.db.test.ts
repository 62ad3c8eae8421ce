import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type World } from '../../../../test/kit.ts'
import { decided } from '../../needs/statements/statements.fixtures.ts'
import { close, compared, held, read, started, versionIn } from '../measures/measures.fixtures.ts'

// The loop: need → measure → the same again → before and after → what it means → what comes next.

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('need → measure → before and after → closed → document, without JavaScript; the owner reads it, and what was decided comes back as a task', async () => {
  const hanne = await world.as('hanne')
  const eva = await world.as('eva')
  const trollstua = await world.org('Trollstua barnehage')
  const need = await decided(hanne)
  const id = await started(hanne, '1.9.2026', { opphav: 'need', behov: [need] })
  const [before, after] = [await held(world, trollstua, '2026-08-20', 2.6, { seen: true }), await held(world, trollstua, '2026-11-10', 4.2, { seen: true })]

  const bare = await hanne.get(`/tiltak/${id}/avslutning`)
  expect([words(bare.text).includes('Det er ingen måling før og etter tiltaket ennå'), bare.text.includes(`/okter/sammenlikning?tiltak=${id}`)]).toEqual([true, true])
  // The session nearest to the start counts as "before", and the page says why.
  expect([bare.text.includes(`/okter/${before}`), bare.text.includes(`/okter/${after}`), words(bare.text).includes('den siste økten som var ferdig da tiltaket startet 1. september 2026')]).toEqual([true, false, true])
  const chosen = await hanne.get(`/okter/sammenlikning?tiltak=${id}`)
  expect(chosen.text).toContain(before)
  const made = await hanne.post(`/okter/sammenlikning?tiltak=${id}`, { for: before, etter: after })
  const sideBySide = await hanne.get(made.location ?? '')
  expect(words(sideBySide.text)).toContain('Personalet er mer enige enn før:')
  const comparison = made.location?.split('/')[3]?.split('?')[0] ?? ''
  expect(sideBySide.text).toContain(`/tiltak/${id}/avslutning?sammenlikning=${comparison}`)

  const form = await hanne.get(`/tiltak/${id}/avslutning?sammenlikning=${comparison}`)
  expect(form.text).toMatch(new RegExp(`value="${comparison}" checked`))
  // Saved on the way, with everything still missing.
  expect((await hanne.post(`/tiltak/${id}/avslutning`, { versjon: versionIn(form.text), maling: comparison, lesning: 'Vi ser roligere overganger.', gjor: 'lagre' })).location).toBe(`/tiltak/${id}/avslutning`)
  const missing = await close(hanne, id, { maling: comparison, konklusjon: '' })
  expect([missing.status, words(missing.text).includes('Skriv hva du som styrer konkluderer med'), missing.text.includes('Vi holder på de små gruppene.')]).toEqual([422, true, true])
  expect((await close(hanne, id, { maling: comparison })).location).toBe(`/tiltak/${id}`)

  for (const reader of [hanne, eva]) {
    const shown = words((await reader.get(`/tiltak/${id}`)).text)
    for (const text of ['Vi er nærmere målet.', 'Mer enige', 'Vi fortsetter som nå', 'Avsluttet']) expect(shown).toContain(text)
    const pdf = await reader.get(`/tiltak/${id}/barnehager/${trollstua}/avslutning.pdf`)
    expect([pdf.status, pdf.headers['content-type']]).toEqual([200, 'application/pdf'])
  }
  // The document stands as it was, whatever the measure's words become.
  const [row] = await world.asOwner<{ text: string; comparison_id: string }>('select document::text as text, comparison_id from measures.closing_document where measure_id = $1', [id])
  for (const text of ['Vi ser uro i garderoben hver dag.', 'Små grupper i overganger', 'Mer enige', 'Vi ser roligere overganger.', 'Vi er nærmere målet.', 'Vi fortsetter som nå']) expect(row?.text).toContain(text)
  expect(row?.comparison_id).toBe(comparison)
  await expect(world.asOwner("update measures.closing set conclusion = 'annet' where measure_id = $1", [id])).rejects.toThrow('stands')

  // Closed once.
  expect((await close(hanne, id, { maling: comparison })).status).toBe(409)
  expect((await hanne.get(`/tiltak/${id}/avslutning`)).location).toBe(`/tiltak/${id}`)
  expect((await hanne.get(`/tiltak/${id}/endring`)).location).toBe(`/tiltak/${id}`)
  // Three weeks before the day it is a task, until it is done.
  expect(words((await hanne.get('/oppgaver')).text)).not.toContain('Følg opp det dere bestemte')
  await world.asOwner("alter table measures.closing disable trigger keep_closing; update measures.closing set next_on = '2026-12-01'; alter table measures.closing enable trigger keep_closing")
  expect(words((await hanne.get('/oppgaver')).text)).toContain('Følg opp det dere bestemte da dere avsluttet «Små grupper i overganger»')
  expect((await hanne.post(`/tiltak/${id}/oppfolging`)).status).toBe(303)
  expect(words((await hanne.get('/oppgaver')).text)).not.toContain('Følg opp det dere bestemte')
})

describe('figures are seen by those the staff were told of, and by nobody else', () => {
  test('an owner the staff were not told of reads the words, not the figures, and gets no document with them', async () => {
    const hanne = await world.as('hanne')
    const eva = await world.as('eva')
    const trollstua = await world.org('Trollstua barnehage')
    const id = await started(hanne, '1.9.2026')
    const comparison = await compared(hanne, await held(world, trollstua, '2026-07-20', 2.6, { theme: 'play' }), await held(world, trollstua, '2026-11-11', 4.2, { theme: 'play' }))
    expect((await close(hanne, id, { maling: comparison })).status).toBe(303)
    const shown = words((await eva.get(`/tiltak/${id}`)).text)
    expect([shown.includes('Vi er nærmere målet.'), shown.includes('Mer enige'), shown.includes('du er ikke blant dem')]).toEqual([true, false, true])
    expect([(await eva.get(`/okter/sammenlikning/${comparison}`)).status, (await eva.get(`/tiltak/${id}/barnehager/${trollstua}/avslutning.pdf`)).status, (await hanne.get(`/tiltak/${id}/barnehager/${trollstua}/avslutning.pdf`)).status]).toEqual([404, 404, 200])
    const tone = await world.as('tone')
    expect([(await tone.get(`/tiltak/${id}`)).status, (await tone.get(`/tiltak/${id}/barnehager/${trollstua}/avslutning.pdf`)).status]).toEqual([404, 404])
    await hanne.post(`/tiltak/${id}/trinn`, { trinn: 'share' })
    expect([words((await tone.get(`/tiltak/${id}`)).text).includes('Vi er nærmere målet.'), (await tone.get(`/tiltak/${id}/barnehager/${trollstua}/avslutning.pdf`)).status]).toEqual([true, 404])
  })
})

describe('a measure is not closed as evaluated', () => {
  test('when the second time was before it began, when it is another’s, or with neither measuring nor reason; with a reason in words it is', async () => {
    const siri = await world.as('siri')
    const hanne = await world.as('hanne')
    const [solstrala, trollstua] = [await world.org('Solstråla barnehage'), await world.org('Trollstua barnehage')]
    const id = await started(siri, '15.11.2026')
    const early = await compared(siri, await held(world, solstrala, '2025-05-20', 2.6, { theme: 'home' }), await held(world, solstrala, '2025-09-10', 4.2, { theme: 'home' }))
    const theirs = await compared(hanne, await held(world, trollstua, '2025-05-20', 2.6, { theme: 'home' }), await held(world, trollstua, '2025-09-10', 4.2, { theme: 'home' }))
    const before = await close(siri, id, { maling: early })
    expect([before.status, words(before.text).includes('var åpen før tiltaket startet')]).toEqual([409, true])
    const foreign = await close(siri, id, { maling: theirs })
    expect([foreign.status, words(foreign.text).includes('Velg før og etter, eller velg at dere ikke har spurt på nytt')]).toEqual([422, true])
    expect((await close(siri, id, { maling: '' })).status).toBe(422)
    const unsaid = await close(siri, id, { maling: 'nei', grunn: 'too-few' })
    expect([unsaid.status, words(unsaid.text).includes('Fortell kort hvorfor')]).toEqual([422, true])
    expect((await close(siri, id, { maling: 'nei' })).status).toBe(422)
    const peder = await world.as('peder')
    expect((await close(peder, id, { maling: 'nei', grunn: 'too-few', hvorfor: 'Me er for få.' })).status).toBe(409)
    expect((await close(siri, id, { maling: 'nei', grunn: 'too-few', hvorfor: 'Vi er bare fire som svarer.' })).status).toBe(303)
    const page = words((await siri.get(`/tiltak/${id}`)).text)
    expect([page.includes('Vi er så få at svarene ikke kan vises'), page.includes('Vi er bare fire som svarer.')]).toEqual([true, true])
  })
  test('of two who write at once the second is told, sees what is saved now, and can save over it', async () => {
    const [siri, peder] = await Promise.all([world.as('siri'), world.as('peder')])
    const id = await started(siri, '15.11.2026')
    const at = `/tiltak/${id}/avslutning`
    const old = versionIn((await siri.get(at)).text)
    expect((await peder.post(at, { versjon: old, maling: '', lesning: 'Det Peder las.', gjor: 'lagre' })).status).toBe(303)
    const mine = { maling: '', lesning: 'Det Siri leste.', gjor: 'lagre' }
    const told = await siri.post(at, { ...mine, versjon: old })
    expect([told.status, words(told.text).includes('Se hva som er lagret nå'), told.text.includes('Det Peder las.'), told.text.includes('Det Siri leste.')]).toEqual([409, true, true, true])
    expect((await siri.post(at, { ...mine, versjon: versionIn(told.text) })).status).toBe(303)
    expect((await peder.get(at)).text).toContain('Det Siri leste.')
  })
  test('free text about one child goes back, and nothing typed is lost', async () => {
    const siri = await world.as('siri')
    const id = await started(siri, '15.11.2026')
    const sent = await close(siri, id, { maling: 'nei', grunn: 'stopped', hvorfor: 'x', lesning: 'Fødselsnummer 01010750160 har fått det bedre.' })
    expect([sent.status, sent.text.includes(read['ansvarlig'] as string)]).toEqual([422, true])
  })
})

describe('two sessions that cannot be compared are refused in words', () => {
  test('the same, one that is not over, other questions, too few, the wrong order, another kindergarten’s', async () => {
    const siri = await world.as('siri')
    const [solstrala, trollstua] = [await world.org('Solstråla barnehage'), await world.org('Trollstua barnehage')]
    const [one, two] = [await held(world, solstrala, '2024-05-20', 2.6), await held(world, solstrala, '2024-09-10', 4.2)]
    const other = await held(world, solstrala, '2024-10-10', 3, { theme: 'play' })
    const theirs = await held(world, trollstua, '2024-10-10', 3)
    const [version] = await world.asOwner<{ id: string }>("insert into needs.instrument_version (instrument_id, number, definition, locked_at, changed_at, changed_by_name) select instrument_id, 2, replace(definition::text, 'Barna', 'Ungene')::jsonb, now(), now(), 'x' from needs.instrument_version v join needs.instrument i on i.id = v.instrument_id where i.code = 'staff-2026' returning id")
    const newer = await held(world, solstrala, '2024-12-10', 3)
    await world.asOwner('alter table needs.staff_session disable trigger keep_session')
    await world.asOwner('update needs.staff_session set instrument_version_id = $2 where id = $1', [newer, version?.id])
    const going = await held(world, solstrala, '2024-12-20', 3)
    await world.asOwner("update needs.staff_session set state = 'open', ended_at = null, code = 'QQQQQQ' where id = $1", [going])
    const said = async (before: string, after: string) => {
      const reply = await siri.post('/okter/sammenlikning', { for: before, etter: after })
      return [reply.status, words(reply.text)] as const
    }
    for (const [before, after, text] of [[one, one, 'Dette er samme økt'], [one, going, 'En av øktene er ikke avsluttet'], [one, newer, 'Øktene har ikke de samme spørsmålene'], [two, one, 'Bytt om på dem'], [one, other, 'minst fem svar begge gangene']] as const) {
      const [status, page] = await said(before, after)
      expect([status, page.includes(text)], text).toEqual([409, true])
    }
    expect((await said(one, theirs))[0]).toBe(404)
    const [status, page] = await said('', '')
    expect([status, page.includes('Velg økten som var før')]).toEqual([422, true])
    expect(await compared(siri, one, two)).toBe(await compared(siri, one, two))
    // The database refuses too, whoever asks.
    await expect(world.asOwner("insert into needs.comparison (region_id, kindergarten_id, before_session_id, after_session_id, instrument_version_id, lines, made_at, made_by_name) select region_id, id, $2, $3, $4, '[{}]', now(), 'x' from register.organisation where id = $1", [solstrala, one, newer, version?.id])).rejects.toThrow('same questions')
  })
})
