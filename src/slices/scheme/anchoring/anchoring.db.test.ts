import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newToken, hashToken } from '../../identity/sign-in/actions.ts'
import { openWorld, usualTime, words, type Browser, type World } from '../../../../test/kit.ts'
import { beginReport, fillIn } from '../reports/reports.fixtures.ts'
import { alarmOwners } from './reminders/actions.ts'

let world: World
let eva: Browser
let hanne: Browser
let ulla: Browser
let pia: Browser
let trollstua: string
let partner: string
beforeAll(async () => {
  world = await openWorld()
  ;[trollstua, partner] = await Promise.all([world.org('Trollstua barnehage'), world.org('Høgskolen i Fjordvik')])
  await person('Pia Prøve', 'pia.prove@trollstua.example', trollstua, 'pedagogical-leader')
  ;[eva, hanne, ulla, pia] = await Promise.all([world.as('eva'), world.as('hanne'), world.as('ulla'), world.by('pia.prove@trollstua.example')])
})
afterAll(() => world.close())

async function person(name: string, email: string, org: string, role: string): Promise<string> {
  const [one] = await world.asOwner<{ id: string }>('insert into identity.person (name, email, language, created_at) values ($1, $2, $3, now()) returning id', [name, email, 'nb'])
  await world.asOwner("insert into identity.membership (person_id, org_id, role, period) values ($1, $2, $3, '[2024-08-01,)')", [one?.id, org, role])
  return one?.id ?? ''
}

/** A report that is written and sent to signing: Eventyrkjeden's, about Trollstua, with the college. */
async function signing(): Promise<string> {
  const id = await beginReport(world, eva)
  await fillIn(world, eva, id, { kindergartens: [trollstua], partner })
  expect((await ulla.post(`/behov/${id}/svar`, { svar: 'ja' })).status).toBe(303)
  await fillIn(world, ulla, id, { kindergartens: [trollstua], partner }, 'partner')
  await askToSign(id)
  return id
}
const askToSign = async (id: string) => {
  const asked = await eva.post(`/behov/${id}/signering`)
  expect(asked.status, words(asked.text).slice(0, 900)).toBe(303)
  expect(await stateOf(id)).toBe('signing')
}
const stateOf = async (id: string) => (await world.asOwner<{ state: string }>('select state from scheme.report where id = $1', [id]))[0]?.state
const path = (id: string, rest = '') => `/behov/${id}/forankring${rest}`
const stampIn = (html: string) => /name="sett" value="([^"]+)"/.exec(html)?.[1] ?? ''
const sign = async (who: Browser, id: string) => who.post(path(id, '/signatur'), { sett: stampIn((await who.get(path(id))).text) })
const told = { 'ansatte.head': '1', 'deltok.head': '1', 'ansatte.assistant': '9', 'deltok.assistant': '7', dato: '10.11.2026', hvordan: 'Vi tok det på et personalmøte.', tillitsvalgte: 'yes', tillitHvordan: 'De var med i møtet.', tillitDato: '10.11.2026' }
const tellAndSign = async (id: string, who = hanne) => {
  expect((await who.post(path(id, '/personalet'), told)).status).toBe(303)
  return sign(who, id)
}
const standing = async (id: string) => {
  const rows = await world.asOwner<{ capacity: string; status: string }>("select distinct on (capacity, org_id) capacity, case when voided_at is not null then 'void' when signed_at is not null then 'signed' else 'declined' end as status from scheme.signature where report_id = $1 order by capacity, org_id, id desc", [id])
  return Object.fromEntries(rows.map(({ capacity, status }) => [capacity, status]))
}
const letters = async (id: string, kind: string) => (await world.asOwner<{ name: string }>('select p.name from messaging.notice n join identity.person p on p.id = n.person_id where n.subject_id = $1 and n.kind = $2 order by p.name', [id, kind])).map(({ name }) => name)

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

describe('a deputy', () => {
  /** Signs in as the deputy in the place of the one who is away. */
  async function deputy(email: string, absent: string, scope: readonly string[], days: string): Promise<Browser> {
    const [delegation] = await world.asOwner<{ id: string; deputy: string }>(
      `insert into identity.delegation (membership_id, deputy_id, period, scope, made_at)
       select m.id, d.id, $3::daterange, $4, now() from identity.membership m join identity.person p on p.id = m.person_id, identity.person d where p.email = $1 and m.role = 'head' and d.email = $2 returning id, deputy_id as deputy`,
      [absent, email, days, scope],
    )
    const one = await world.by(email)
    await world.asOwner('update identity.session set membership_id = null, delegation_id = $1 where token_hash = $2', [delegation?.id, hashToken(one.session?.token ?? newToken())])
    return one
  }
  const hanneMail = 'hanne.moen@trollstua.example'

  test('signs in the head’s place in the period, and it is shown; the day after not, nor for another task', async () => {
    const id = await signing()
    await person('Dina Prøve', 'dina.prove@trollstua.example', trollstua, 'pedagogical-leader')
    const dina = await deputy('dina.prove@trollstua.example', hanneMail, ['scheme'], '[2026-11-20,2026-11-24)')
    expect((await tellAndSign(id, dina)).status).toBe(303)
    expect(words((await eva.get(path(id))).text)).toContain('Dina Prøve i stedet for Hanne Moen, 23. november 2026')
    const second = await signing()
    world.clock.set(new Date('2026-11-23T23:30:00Z'))
    await world.asOwner('update identity.session set seen_at = $1, started_at = $1', [world.clock()])
    expect([303, 403]).toContain((await dina.post(path(second, '/personalet'), told)).status)
    expect([303, 403]).toContain((await dina.post(path(second, '/signatur'), { sett: 'x' })).status)
    expect(await standing(second)).toEqual({})
    world.clock.set(usualTime)
    await world.asOwner('update identity.session set seen_at = $1, started_at = $1', [usualTime])
    await world.asOwner('update identity.delegation set ended_at = now() where ended_at is null')
    const other = await deputy('dina.prove@trollstua.example', hanneMail, ['guidance'], '[2026-11-20,2026-12-24)')
    expect((await other.get(path(second))).status).toBe(403)
    await world.asOwner('update identity.delegation set ended_at = now() where ended_at is null')
    await world.asOwner("delete from identity.membership where person_id = (select id from identity.person where email = 'dina.prove@trollstua.example')")
  })

  test('who has signed as pedagogical leader does not sign as the head too', async () => {
    const id = await signing()
    expect((await sign(pia, id)).status).toBe(303)
    const piaAsHead = await deputy('pia.prove@trollstua.example', hanneMail, ['scheme'], '[2026-11-20,2026-12-24)')
    expect((await piaAsHead.post(path(id, '/personalet'), told)).status).toBe(303)
    const refused = await sign(piaAsHead, id)
    expect([refused.status, words(refused.text).includes('Du har signert i en annen rolle')]).toEqual([409, true])
    expect(words((await eva.get(path(id))).text)).toContain('Trollstua barnehage: styrer')
    await world.asOwner('update identity.delegation set ended_at = now() where ended_at is null')
  })
})

describe('a change after signing', () => {
  const everyone = async (): Promise<string> => {
    const id = await signing()
    for (const who of [pia, eva, ulla]) expect((await sign(who, id)).status).toBe(303)
    expect((await tellAndSign(id)).status).toBe(303)
    return id
  }
  test('voids exactly the signatures it touches, says so on the page and by letter, and leaves the others', async () => {
    const id = await everyone()
    expect((await eva.post(`/behov/${id}/apning`)).status).toBe(303)
    expect(await standing(id)).toEqual({ 'pedagogical-leader': 'signed', head: 'signed', owner: 'signed', partner: 'signed' })
    expect((await ulla.post(`/behov/${id}/del/partner-part`, { 'q.partner-part': 'Vi bruker det i praksisopplæringen.', handling: 'kladd' })).status).toBe(303)
    expect(await standing(id)).toEqual({ 'pedagogical-leader': 'signed', head: 'signed', owner: 'signed', partner: 'void' })
    expect(await letters(id, 'scheme-signatures-void')).toEqual(['Ulla Holm'])
    expect(words((await ulla.get(path(id))).text)).toContain('Dette er endret etter at du eller en kollega signerte: Partnerens del.')
    await askToSign(id)
    expect(words((await eva.get(path(id))).text)).toContain('1 signatur mangler.')
    expect((await eva.post(`/behov/${id}/innsending`, { bekreft: 'ja' })).status).toBe(409)
    expect((await sign(ulla, id)).status).toBe(303)
    expect((await eva.post(`/behov/${id}/innsending`, { bekreft: 'ja' })).status).toBe(303)
  })
  test('of the need touches all; saved back as it was, nobody is voided twice', async () => {
    const id = await everyone()
    await eva.post(`/behov/${id}/apning`)
    const change = (text: string) => eva.post(`/behov/${id}/del/need`, { 'q.need': text, handling: 'kladd' })
    expect((await change('Noe ganske annet.')).status).toBe(303)
    expect((await change('Personalet vil bli bedre til å støtte leken.')).status).toBe(303)
    expect(await standing(id)).toEqual({ 'pedagogical-leader': 'void', head: 'void', owner: 'void', partner: 'void' })
    expect(await letters(id, 'scheme-signatures-void')).toEqual(['Eva Brekke', 'Hanne Moen', 'Per Prøve', 'Pia Prøve', 'Ulla Holm'])
  })
  test('of what the head told of the staff voids the head’s signature alone', async () => {
    const id = await everyone()
    expect((await hanne.post(path(id, '/personalet'), { ...told, 'deltok.assistant': '8' })).status).toBe(303)
    expect(await standing(id)).toMatchObject({ head: 'void', owner: 'signed' })
    expect((await sign(hanne, id)).status).toBe(303)
    expect((await hanne.post(path(id, '/personalet'), { ...told, 'deltok.assistant': '8' })).status).toBe(303)
    expect(await standing(id)).toMatchObject({ head: 'signed' })
  })
  test('behind the program’s back holds sending back all the same', async () => {
    const id = await everyone()
    await world.asOwner(`update scheme.report_draft set answers = answers || '{"need": "Endret i databasen"}' where report_id = $1`, [id])
    expect(words((await eva.get(path(id))).text)).toContain('Gjelder ikke lenger')
    expect((await eva.post(`/behov/${id}/innsending`, { bekreft: 'ja' })).status).toBe(409)
    expect((await sign(pia, id)).status).toBe(303)
  })
})

describe('declining', () => {
  test('with a reason opens the report, tells the lead, and leaves what the others signed', async () => {
    const id = await signing()
    await sign(eva, id)
    const bare = await pia.post(path(id, '/avslag'), { grunn: ' ' })
    expect([bare.status, words(bare.text).includes('Skriv hvorfor du ikke signerer')]).toEqual([422, true])
    const long = await pia.post(path(id, '/avslag'), { grunn: 'b'.repeat(100_000) })
    expect([long.status, long.text.includes('bbbbbbbb')]).toEqual([422, true])
    expect((await pia.post(path(id, '/avslag'), { grunn: 'Barnet 01010750160 er nevnt' })).status).toBe(422)
    expect((await pia.post(path(id, '/avslag'), { grunn: 'Personalet har ikke vært med.' })).status).toBe(303)
    expect(await stateOf(id)).toBe('draft')
    expect(await letters(id, 'scheme-sign-declined')).toEqual(['Eva Brekke'])
    const seen = words((await eva.get(path(id))).text)
    for (const word of ['Avslått', 'Personalet har ikke vært med.', 'Pia Prøve']) expect(seen).toContain(word)
    expect(await standing(id)).toEqual({ 'pedagogical-leader': 'declined', owner: 'signed' })
    expect((await pia.post(path(id, '/avslag'), { grunn: 'En gang til' })).status).toBe(409)
    await askToSign(id)
    expect((await sign(pia, id)).status).toBe(303)
  })
  test('also after having signed', async () => {
    const id = await signing()
    await sign(eva, id)
    expect((await eva.post(path(id, '/avslag'), { grunn: 'Vi må regne på nytt.' })).status).toBe(303)
    expect([await stateOf(id), (await standing(id))['owner']]).toEqual(['draft', 'declined'])
  })
})

describe('how the staff took part', () => {
  test('bad input is refused in words, and nothing typed is lost', async () => {
    const id = await signing()
    for (const [change, word] of [
      [{ 'deltok.assistant': '10' }, 'Flere har vært med enn det er ansatte.'],
      [{ dato: '24.11.2026' }, 'Datoen er ikke kommet ennå.'],
      [{ tillitHvordan: '' }, 'Skriv hvordan de tillitsvalgte har vært med.'],
      [{ tillitsvalgte: '' }, 'Velg om de tillitsvalgte har vært med.'],
      [{ 'ansatte.head': '', 'deltok.head': '', 'ansatte.assistant': '', 'deltok.assistant': '' }, 'Skriv hvor mange som er ansatt'],
      [{ hvordan: 'Ansatt 01010750160 var med' }, 'fødselsnummer'],
    ] as const) {
      const again = await hanne.post(path(id, '/personalet'), { ...told, ...change })
      expect([word, again.status, words(again.text).includes(word)]).toEqual([word, 422, true])
      if (!('hvordan' in change)) expect(again.text).toContain('Vi tok det på et personalmøte.')
    }
    expect((await eva.get(path(id, '/personalet'))).status).toBe(403)
    expect((await pia.post(path(id, '/personalet'), told)).status).toBe(403)
    expect((await (await world.as('siri')).post(path(id, '/personalet'), told)).status).toBe(404)
  })
  test('the kindergarten sees each group, others its sum, and none of fewer than five', async () => {
    const id = await signing()
    await hanne.post(path(id, '/personalet'), told)
    expect((await pia.get(path(id))).text).toContain('Assistent')
    const owner = words((await eva.get(path(id))).text).split('Hvordan personalet har vært med')[1] ?? ''
    expect(owner).toContain('8 av 10 ansatte')
    await hanne.post(path(id, '/personalet'), { ...told, 'deltok.head': '0', 'deltok.assistant': '3' })
    expect(words((await ulla.get(path(id))).text)).toContain('Færre enn fem av 10 ansatte')
    await hanne.post(path(id, '/personalet'), { ...told, 'ansatte.assistant': '3', 'deltok.assistant': '2' })
    const few = words((await eva.get(path(id))).text)
    expect(few).toContain('Barnehagen har færre enn fem ansatte. Da viser vi ingen tall.')
    expect((await hanne.get(path(id, '/personalet'))).text).toContain('value="3"')
  })
})

describe('reminders and alarms', () => {
  test('the lead reminds those who lack, once a day', async () => {
    const id = await signing()
    await sign(eva, id)
    const before = await letters(id, 'scheme-to-sign')
    expect((await hanne.post(path(id, '/paminnelse'))).status).toBe(404)
    expect((await eva.post(path(id, '/paminnelse'))).status).toBe(303)
    expect(await letters(id, 'scheme-to-sign')).toHaveLength(before.length * 2 - 1)
    const again = await eva.post(path(id, '/paminnelse'))
    expect([again.status, words(again.text).includes('I morgen kan dere sende en ny.')]).toEqual([409, true])
  })
  test('nobody can sign: shown on the page, told to the owner once, and again ten and three working days before', async () => {
    await world.asOwner("update identity.membership set cancelled_at = now() where org_id = $1 and role = 'pedagogical-leader'", [trollstua])
    const id = await signing()
    expect(words((await eva.get(path(id))).text)).toContain('Noen signaturer kan ingen gi Trollstua barnehage: pedagogisk leder')
    const look = async (at: string) => {
      world.clock.set(new Date(at))
      await alarmOwners(world.deps)
      await alarmOwners(world.deps)
      return (await letters(id, 'scheme-nobody-can-sign')).length
    }
    expect(await look('2026-11-23T10:00:00Z')).toBe(1)
    expect(await look('2026-12-20T10:00:00Z')).toBe(1)
    expect(await look('2027-01-18T10:00:00Z')).toBe(2)
    expect(await look('2027-01-27T10:00:00Z')).toBe(3)
    expect(await look('2027-02-02T10:00:00Z')).toBe(3)
    expect(await letters(id, 'scheme-nobody-can-sign')).toEqual(['Eva Brekke', 'Eva Brekke', 'Eva Brekke'])
    world.clock.set(usualTime)
    await world.asOwner('update identity.membership set cancelled_at = null where org_id = $1', [trollstua])
    expect(words((await eva.get(path(id))).text)).not.toContain('Noen signaturer kan ingen gi')
  })
})

describe('the partner', () => {
  test('confirms the contact, then writes its own part, then signs', async () => {
    const id = await beginReport(world, eva)
    await fillIn(world, eva, id, { kindergartens: [trollstua], partner })
    expect(words((await ulla.get('/oppgaver')).text)).toContain('Bekreft kontakten med Eventyrkjeden om en behovsmelding')
    const asked = await ulla.get(`/behov/${id}/partner`)
    expect(words(asked.text)).toContain('Eventyrkjeden har satt dere opp som partner')
    await ulla.post(`/behov/${id}/svar`, { svar: 'ja' })
    const then = await ulla.get(`/behov/${id}/partner`)
    expect(then.text).toContain(`/behov/${id}/del/partner-part`)
    expect((await eva.get(`/behov/${id}/partner`)).status).toBe(403)
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
