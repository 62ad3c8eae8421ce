import { afterAll, describe, expect, test } from 'vitest'
import { words, type Browser } from '../../../../test/kit.ts'
import { beginReport, fillIn } from '../reports/reports.fixtures.ts'
import { openAnchoring, path, stampIn, told } from './anchoring.fixtures.ts'

const { world, trollstua, partner, eva, hanne, ulla, pia, person, signing, askToSign, sign, tellAndSign, standing, letters } = await openAnchoring()
afterAll(() => world.close())

describe('signing in parallel', () => {
  test('everyone is asked, signs in any order, sees what the others have done; then it is ready to send, with the signatures frozen', async () => {
    const id = await signing()
    expect(await letters(id, 'scheme-to-sign')).toEqual(['Eva Brekke', 'Hanne Moen', 'Pia Prøve', 'Ulla Holm'])
    expect((await sign(ulla, id)).status).toBe(303)
    expect((await sign(eva, id)).status).toBe(303)
    const seen = words((await pia.get(path(id))).text)
    for (const word of ['Du signerer som pedagogisk leder for Trollstua barnehage', 'Ulla Holm, 23. november 2026', 'Eva Brekke, 23. november 2026', 'Du signerer denne delen', 'Personalet vil bli bedre til å støtte leken.']) expect(seen).toContain(word)
    expect(words((await eva.get(`/behov/${id}/kontroll`)).text)).not.toContain('Send behovsmeldingen nå')
    expect((await sign(pia, id)).status).toBe(303)
    expect((await tellAndSign(id)).status).toBe(303)
    expect(await standing(id)).toEqual({ 'pedagogical-leader': 'signed', head: 'signed', owner: 'signed', partner: 'signed' })
    expect(words((await eva.get(path(id))).text)).toContain('Alle har signert')
    expect((await eva.post(`/behov/${id}/innsending`, { bekreft: 'ja' })).status).toBe(303)
    const [sent] = await world.asOwner<{ signatures: { capacity: string; name: string; participation?: Record<string, unknown> }[] }>('select signatures from scheme.submission where report_id = $1', [id])
    expect(sent?.signatures.map(({ capacity, name }) => `${capacity} ${name}`).toSorted()).toEqual(['head Hanne Moen', 'owner Eva Brekke', 'partner Ulla Holm', 'pedagogical-leader Pia Prøve'])
    expect(sent?.signatures.find(({ capacity }) => capacity === 'head')?.participation).toMatchObject({ employed: 10, tookPart: 8, representatives: 'yes' })
    expect((await sign(eva, id)).status).toBe(409)
    expect(words((await pia.get(path(id))).text)).toContain('Meldingen er sendt, med disse signaturene.')
  })

  test('what waits to be signed is among one’s tasks, with the deadline, and goes when it is done', async () => {
    const id = await signing()
    const tasks = async (who: Browser) => (await who.get('/oppgaver')).text.split('<li class="task">').find((one) => one.includes(path(id))) ?? ''
    expect(words(await tasks(pia))).toContain('Les og signer behovsmeldingen fra Eventyrkjeden Kollektiv kompetanseutvikling 2027 Frist mandag 1. februar 2027'.split(' Kollektiv')[0])
    expect(words(await tasks(pia))).toContain('mandag 1. februar 2027')
    expect(words(await tasks(hanne))).toContain('Fortell hvordan personalet har vært med, og signer')
    expect(words(await tasks(ulla))).toContain('Les og signer')
    expect((await sign(pia, id)).status).toBe(303)
    expect(await tasks(pia)).toBe('')
  })

  test('each has a task as long as something is theirs to do: the lead writes, asks and sends; the partner answers, writes and signs', async () => {
    const tasks = async (who: Browser, href: string) => (await who.get('/oppgaver')).text.split('<li class="task">').filter((one) => one.includes(`href="${href}"`)).map((one) => words(one))
    const id = await beginReport(world, eva)
    await fillIn(world, eva, id, { kindergartens: [trollstua], partner, title: 'Ro i garderoben' })
    const [report, check, own] = [`/behov/${id}`, `/behov/${id}/kontroll`, `/behov/${id}/partner`]
    expect([await tasks(eva, report), await tasks(eva, check)]).toEqual([[expect.stringMatching(/Skriv ferdig.*Ro i garderoben/)], []])
    expect((await ulla.post(`/behov/${id}/svar`, { svar: 'ja' })).location).toBe(own)
    expect(await tasks(ulla, own)).toEqual([expect.stringMatching(/Skriv partnerens del av behovsmeldingen fra Eventyrkjeden.*Ro i garderoben/)])
    await fillIn(world, ulla, id, { kindergartens: [trollstua], partner }, 'partner')
    expect([await tasks(ulla, own), await tasks(eva, report), await tasks(eva, check)]).toEqual([[], [], [expect.stringContaining('Be om signaturer')]])
    await askToSign(id)
    expect(await tasks(eva, check)).toEqual([])
    const half = await eva.get(report)
    expect(words(half.text)).toMatch(/0 av 4 har signert.*Alle må signere før meldingen kan sendes/)
    expect(half.text).not.toContain(`href="${check}"`)
    for (const who of [pia, ulla, eva]) await sign(who, id)
    await tellAndSign(id)
    expect(await tasks(eva, check)).toEqual([expect.stringContaining('Send behovsmeldingen. Alle har signert')])
    expect(words((await eva.get(report)).text)).toMatch(/4 av 4 har signert.*Klar til å sende/)
    expect((await eva.post(`/behov/${id}/innsending`, { bekreft: 'ja' })).status).toBe(303)
    expect(await tasks(eva, check)).toEqual([])
  })

  test('two at once: one signature, and the second is told', async () => {
    const id = await signing()
    await person('Per Prøve', 'per.prove@trollstua.example', trollstua, 'pedagogical-leader')
    const per = await world.by('per.prove@trollstua.example')
    const sett = stampIn((await pia.get(path(id))).text)
    const replies = await Promise.all([pia, per, pia].map((who) => who.post(path(id, '/signatur'), { sett })))
    expect(replies.map(({ status }) => status).toSorted()).toEqual([303, 409, 409])
    expect(replies.filter(({ status }) => status === 409).every(({ text }) => words(text).includes('Det er signert for virksomheten allerede.'))).toBe(true)
    expect(await world.asOwner('select 1 from scheme.signature where report_id = $1', [id])).toHaveLength(1)
  })
})

describe('who may not', () => {
  test('strangers do not know of it; those with a part and no signature are told', async () => {
    const id = await signing()
    for (const [who, role] of [['siri', undefined], ['olav', 'owner'], ['liv', undefined], ['peder', undefined]] as const) {
      const other = await world.as(who, role)
      for (const reply of [await other.get(path(id)), await other.post(path(id, '/signatur'), { sett: 'x' }), await other.post(path(id, '/avslag'), { grunn: 'Nei' })]) expect([who, reply.status]).toEqual([who, 404])
    }
    for (const who of ['stine', 'frida', 'tone']) expect([who, (await (await world.as(who)).get(path(id))).status]).toEqual([who, 403])
    expect((await world.stranger().get(path(id))).status).toBe(303)
  })
  test('nobody signs before it is sent to signing, nor something else than what they were shown', async () => {
    const id = await beginReport(world, eva)
    await fillIn(world, eva, id, { kindergartens: [trollstua], partner })
    const draft = await pia.post(path(id, '/signatur'), { sett: 'x' })
    expect([draft.status, words(draft.text).includes('Meldingen er ikke til signering nå.')]).toEqual([409, true])
    const later = await signing()
    const old = await pia.post(path(later, '/signatur'), { sett: 'noe annet' })
    expect([old.status, words(old.text).includes('Noe ble endret mens du leste.')]).toEqual([409, true])
    expect(await standing(later)).toEqual({})
  })
  test('the head signs when the staff’s part is told', async () => {
    const id = await signing()
    expect((await hanne.get(path(id, '/personalet'))).text, 'what the report says already is not typed again').toMatch(/<input[^>]*value="8"[^>]*name="ansatte\.head"/)
    expect(words((await sign(hanne, id)).text)).toContain('Fortell først hvordan personalet har vært med.')
    expect((await tellAndSign(id)).status).toBe(303)
  })
  test('ids that are none', async () => {
    for (const id of ['x', '00000000-0000-4000-8000-000000000000']) {
      expect((await eva.get(path(id))).status).toBe(404)
      for (const rest of ['/signatur', '/avslag', '/paminnelse']) expect((await eva.post(path(id, rest), { grunn: 'x' })).status).toBe(404)
      expect((await hanne.get(path(id, '/personalet'))).status).toBe(404)
      expect((await hanne.post(path(id, '/personalet'), told)).status).toBe(404)
      expect((await ulla.get(`/behov/${id}/partner`)).status).toBe(404)
    }
  })
})

describe('where the kindergarten reports', () => {
  test('its owner signs, and sees what is signed', async () => {
    const [form] = await world.asOwner<{ id: string }>("select v.id from scheme.form_version v join scheme.form f on f.id = v.form_id where f.code = 'need-2019'")
    await world.asOwner(
      `insert into scheme.round (region_id, manager_id, scheme_code, form_version_id, title, kindergarten_year, stage, opens_at, closes_at, report_closes_at)
       select region_id, manager_id, 'regional-2019', $1, 'Etter reglene fra 2019', 2027, 'announced', opens_at, closes_at, report_closes_at from scheme.round where stage = 'announced' limit 1`,
      [form?.id],
    )
    const id = await beginReport(world, hanne, 'Etter reglene fra 2019')
    await fillIn(world, hanne, id, { kindergartens: [trollstua] })
    expect((await hanne.post(`/behov/${id}/signering`)).status).toBe(303)
    expect(words((await eva.get('/oppgaver')).text)).toContain('Les og signer behovsmeldingen fra Trollstua barnehage')
    for (const who of [eva, pia]) expect((await sign(who, id)).status).toBe(303)
    expect((await hanne.post(path(id, '/personalet'), { ...told, tillitsvalgte: '' })).status).toBe(303)
    expect((await sign(hanne, id)).status).toBe(303)
    expect((await hanne.post(`/behov/${id}/innsending`, { bekreft: 'ja' })).status).toBe(303)
    expect((await (await world.as('olav', 'owner')).get(path(id))).status).toBe(404)
  })
})
