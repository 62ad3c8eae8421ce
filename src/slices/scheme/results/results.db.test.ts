import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '../../../kernel/actor.ts'
import { actorOf, tries } from '../../../../test/actors.ts'
import { openWorld, words, type Browser, type Form, type World } from '../../../../test/kit.ts'
import { remindOfResults } from './reminders/actions.ts'

// On the grants of the demonstration world: Eventyrkjeden has one for 2025 and 2026 with Høgskolen i Fjordvik, and 2026 is not begun.

let world: World
let eva: Browser
let ulla: Browser
let stine: Browser
beforeEach(async () => {
  world = await openWorld()
  ;[eva, ulla, stine] = await Promise.all([world.as('eva'), world.as('ulla'), world.as('stine')])
})
afterEach(() => world.close())

const one = async <Row extends Record<string, unknown>>(text: string, values: unknown[] = []) => (await world.asOwner<Row>(text, values))[0] ?? expect.fail(`nothing: ${text}`)
const grantOf = async (lead: string, title: string) => (await one<{ id: string }>("select r.id from scheme.report r join register.organisation o on o.id = r.lead_id join scheme.report_fact f on f.report_id = r.id where o.name = $1 and f.title = $2", [lead, title])).id
const reading = () => grantOf('Eventyrkjeden', 'Lesing som felles praksis')
const begin = async (browser: Browser, report: string, year = '2026') => ((await browser.post('/resultater', { melding: report, aar: year })).location ?? '').split('/')[2] ?? ''
const stateOf = async (id: string) => (await one<{ state: string }>('select state from scheme.result where id = $1', [id])).state
const demo = async (lead: string) => (await one<{ id: string }>("select s.id from scheme.result s join scheme.report r on r.id = s.report_id join register.organisation o on o.id = r.lead_id where o.name = $1 and s.year = 2025", [lead])).id
const kindergartens = (names: readonly string[]) => Promise.all(names.map((name) => world.org(name)))

const all = ['Trollstua barnehage', 'Prinsessehaugen barnehage', 'Nisseskogen barnehage', 'Draken barnehage']
async function parts(took = all): Promise<Readonly<Record<string, Form>>> {
  const ids = await kindergartens(took)
  return {
    money: { 'q.used.2026.owner': '190 000', 'q.used.2026.university': '180000', 'q.unused.2026.owner': '10 000,00', 'q.any-unused': 'yes', 'q.unused-why': 'Vikarer var ikke å få.' },
    participation: { 'q.title': 'Lesing som felles praksis', 'q.kindergartens': ['', ...ids], ...Object.fromEntries(ids.flatMap((id) => [[`q.staff.${id}.head.employed`, '1'], [`q.staff.${id}.head.takes-part`, '1'], [`q.staff.${id}.assistant.employed`, '6'], [`q.staff.${id}.assistant.takes-part`, '5']])), 'q.fell-out': took.length < all.length ? 'Ny styrer.' : '' },
    work: { 'q.activities-done': 'Fire samlinger.', 'q.change-head': 'Møtene handler om lesing.', 'q.change-staff': 'Vi leser hver dag.', 'q.anchoring': 'Eier og styrere møttes.' },
    onwards: { 'q.goes-on': 'own', 'q.onwards': 'I årsplanen.' },
  }
}
const partner: Form = { 'q.change-partner': 'De spør mer.', 'q.partner-effect': 'Eksempler i undervisningen.' }
const save = (browser: Browser, id: string, part: string, form: Form) => browser.post(`/resultater/${id}/del/${part}`, { handling: 'neste', ...form })
async function write(id: string, took?: string[]): Promise<void> {
  for (const [part, form] of Object.entries(await parts(took))) expect((await save(eva, id, part, form)).status, part).toBe(303)
  expect((await save(ulla, id, 'partner-part', partner)).status).toBe(303)
}

describe('from granted to approved', () => {
  test('the owner and the university write, the owner sends, the county governor sends back and approves, and the ledger has the numbers', async () => {
    const report = await reading()
    const id = await begin(eva, report)
    expect(words((await eva.get(`/resultater/${id}`)).text)).toContain('Alle barn blir lest for hver dag')
    expect((await stine.get(`/resultater/${id}`)).status).toBe(404)
    await write(id)
    expect((await save(eva, id, 'partner-part', partner)).status).toBe(404)
    expect((await save(ulla, id, 'money', {})).status).toBe(404)
    expect((await ulla.post(`/resultater/${id}/innsending`)).location).toBe(`/resultater/${id}`)
    expect(await stateOf(id)).toBe('draft')
    expect((await eva.post(`/resultater/${id}/innsending`)).location).toBe(`/resultater/${id}/kvittering`)
    expect(words((await eva.get(`/resultater/${id}/kvittering`)).text)).toMatch(/R2026-\d{4}/)

    const page = words((await stine.get(`/resultater/${id}`)).text)
    for (const view of ['Møtene handler om lesing.', 'Vi leser hver dag.', 'De spør mer.', 'I årsplanen.']) expect(page).toContain(view)
    expect((await stine.post(`/resultater/${id}/endringer`, { hva: 'Tallene', hvorfor: '' })).status).toBe(422)
    expect((await stine.post(`/resultater/${id}/endringer`, { hva: 'Personalet', hvorfor: 'Hele personalet skal være med.' })).status).toBe(303)
    expect(words((await eva.get(`/resultater/${id}`)).text)).toContain('Hele personalet skal være med.')
    expect((await stine.post(`/resultater/${id}/godkjenning`, { sett: '1' })).status).toBe(409)
    expect((await save(eva, id, 'work', { ...(await parts())['work'], 'q.activities-done': 'Fem samlinger.' })).status).toBe(303)
    expect((await eva.post(`/resultater/${id}/innsending`)).location).toBe(`/resultater/${id}/kvittering`)
    expect(await stateOf(id)).toBe('sent-again')

    const stale = await stine.post(`/resultater/${id}/godkjenning`, { sett: '1' })
    expect([stale.status, words(stale.text).includes('sendt på nytt siden du leste')]).toEqual([409, true])
    expect((await stine.post(`/resultater/${id}/godkjenning`, { sett: '2' })).status).toBe(303)
    expect(await stateOf(id)).toBe('approved')
    expect(await world.asOwner("select actor, used::int as used, unused::int as unused from scheme.money_line where report_id = $1 and year = 2026 order by actor", [report])).toEqual([
      { actor: 'owner', used: 19_000_000, unused: 1_000_000 },
      { actor: 'university', used: 18_000_000, unused: 0 },
    ])
    expect((await world.asOwner('select number from scheme.result_submission where result_id = $1 order by number', [id])).length).toBe(2)
    const told = await world.asOwner<{ kind: string; name: string }>("select n.kind, p.name from messaging.notice n join identity.person p on p.id = n.person_id where n.subject_id = $1 order by n.kind, p.name", [id])
    expect(told.filter(({ kind }) => kind === 'scheme-result-changes').map(({ name }) => name)).toEqual(['Eva Brekke', 'Ulla Holm'])
    expect(told.filter(({ kind }) => kind === 'scheme-result-sent').map(({ name }) => name)).toContain('Stine Berg')
  })

  test('what the ledger refuses is not approved, and the page says why', async () => {
    const report = await reading()
    const id = await begin(eva, report)
    await write(id)
    await eva.post(`/resultater/${id}/innsending`)
    // The university’s part is granted and not paid.
    await world.asOwner("alter table scheme.money_line disable trigger all")
    await world.asOwner("update scheme.money_line set paid = 0 where report_id = $1 and year = 2026 and actor = 'university'", [report])
    await world.asOwner("alter table scheme.money_line enable trigger all")
    const refused = await stine.post(`/resultater/${id}/godkjenning`, { sett: '1' })
    expect([refused.status, words(refused.text).includes('mer enn det som er utbetalt'), await stateOf(id)]).toEqual([409, true, 'sent'])
    expect(await world.asOwner("select 1 from scheme.money_line where report_id = $1 and year = 2026 and used > 0", [report])).toEqual([])
  })

  test('late is taken in, and told', async () => {
    world.clock.set(new Date('2027-01-15T23:30:00Z'))
    const [late, officer] = [await world.as('eva'), await world.as('stine')]
    eva = late
    ulla = await world.as('ulla')
    const id = await begin(late, await reading())
    await write(id)
    expect(words((await late.get(`/resultater/${id}/kontroll`)).text)).toContain('Fristen er ute')
    await late.post(`/resultater/${id}/innsending`)
    expect(words((await officer.get(`/resultater/${id}`)).text)).toContain('Rapporten ble sendt etter fristen')
  })

  test('the receipt’s document is made, and is the writers’ and the county governor’s', async () => {
    const id = await demo('Fjordvik kommune')
    const [pdf, stranger] = [await stine.get(`/resultater/${id}/rapport.pdf`), await world.as('nils')]
    expect([pdf.status, pdf.text.slice(0, 5)]).toEqual([200, '%PDF-'])
    expect((await stranger.get(`/resultater/${id}/rapport.pdf`)).status).toBe(404)
  }, 60_000)

  test('where the strand demands a contribution of one’s own, it is asked for, and the ledger has it', async () => {
    const report = await reading()
    // What a sent report is never changes, not even for the owner of the tables: the program's own hand does it here.
    await world.asOwner(`begin; select set_config('samspill.role', 'system', true); update scheme.report set strand = 'decentralised' where id = '${report}'; commit`)
    await world.asOwner("update scheme.money_line set own_percent = 30 where report_id = $1 and year = 2026 and actor = 'owner'", [report])
    const id = await begin(eva, report)
    await Promise.all(Object.entries(await parts()).map(([part, form]) => save(eva, id, part, { ...form, handling: 'kladd' })))
    await save(ulla, id, 'partner-part', partner)
    expect((await eva.post(`/resultater/${id}/innsending`)).location).toBe(`/resultater/${id}/kontroll`)
    expect((await save(eva, id, 'money', { ...(await parts())['money'], 'q.own-contribution.2026.owner': '60 000' })).status).toBe(303)
    await eva.post(`/resultater/${id}/innsending`)
    expect((await stine.post(`/resultater/${id}/godkjenning`, { sett: '1' })).status).toBe(303)
    expect(await world.asOwner("select own::int as own from scheme.money_line where report_id = $1 and year = 2026 and actor = 'owner'", [report])).toEqual([{ own: 6_000_000 }])
  })
})

describe('two at once', () => {
  test('begin it: one report', async () => {
    const report = await reading()
    const ids = await Promise.all([begin(eva, report), begin(ulla, report), begin(eva, report)])
    expect(new Set(ids).size).toBe(1)
    expect(await world.asOwner('select id from scheme.result where report_id = $1 and year = 2026', [report])).toHaveLength(1)
  })
  test('write the same part: the second sees both, and chooses', async () => {
    const id = await begin(eva, await reading())
    const seen = /name="sett" value="([^"]*)"/.exec((await eva.get(`/resultater/${id}/del/work`)).text)?.[1] ?? expect.fail('no stamp')
    const mine = { ...(await parts())['work'], sett: seen }
    expect((await save(eva, id, 'work', mine)).status).toBe(303)
    const second = await save(await world.as('eva'), id, 'work', { ...mine, 'q.activities-done': 'Noe helt annet.' })
    expect(second.status).toBe(409)
    for (const text of ['Fire samlinger.', 'Noe helt annet.']) expect(words(second.text)).toContain(text)
    expect((await eva.post(`/resultater/${id}/del/work`, { ...mine, 'q.activities-done': 'x' }, { 'x-autosave': '1' })).status).toBe(409)
  })
  test('send it: one submission, and both get the receipt', async () => {
    const id = await begin(eva, await reading())
    await write(id)
    const sent = await Promise.all([eva.post(`/resultater/${id}/innsending`), eva.post(`/resultater/${id}/innsending`)])
    expect(sent.map(({ location }) => location)).toEqual([`/resultater/${id}/kvittering`, `/resultater/${id}/kvittering`])
    expect(await world.asOwner('select 1 from scheme.result_submission where result_id = $1', [id])).toHaveLength(1)
  })
  test('autosave answers with the new stamp, and saves', async () => {
    const id = await begin(eva, await reading())
    const saved = await eva.post(`/resultater/${id}/del/work`, { 'q.activities-done': 'Halvveis' }, { 'x-autosave': '1' })
    expect([saved.status, Object.keys(JSON.parse(saved.text) as object)]).toEqual([200, ['seen']])
    expect((await eva.get(`/resultater/${id}/del/work`)).text).toContain('Halvveis')
  })
})

describe('numbers that do not hang together', () => {
  test.each<[string, string, Form, string]>([
    ['negative money', 'money', { 'q.used.2026.owner': '-5' }, 'null eller høyere'],
    ['more than anybody has', 'money', { 'q.used.2026.owner': '9999999999999999' }, 'for (mye|stort|høyt)'],
    ['words for money', 'money', { 'q.used.2026.owner': 'masse' }, 'beløp|kroner|tall'],
    ['an øre too little', 'money', { 'q.used.2026.owner': '199 999,99', 'q.used.2026.university': '180000', 'q.any-unused': 'no' }, 'brukt og ikke brukt må til sammen være'],
    ['unused and no reason', 'money', { 'q.used.2026.owner': '100000', 'q.used.2026.university': '180000', 'q.unused.2026.owner': '100000', 'q.any-unused': 'no' }, 'Noe er ikke brukt'],
  ])('%s is said on the page, and what was typed is there', async (_, part, form, said) => {
    const id = await begin(eva, await reading())
    const reply = await save(eva, id, part, form)
    expect(reply.status).toBe(422)
    expect(words(reply.text)).toMatch(new RegExp(said, 'i'))
    for (const typed of Object.values(form).filter((value) => value.length > 3)) expect(reply.text.replaceAll(/[\s ]/g, '')).toContain(String(typed).replaceAll(' ', ''))
  })
  test('a kindergarten that fell out needs a reason, and one from elsewhere is refused', async () => {
    const id = await begin(eva, await reading())
    const form = (await parts(all.slice(0, 3)))['participation'] ?? {}
    const silent = await save(eva, id, 'participation', { ...form, 'q.fell-out': '' })
    expect([silent.status, words(silent.text).includes('Skriv hvorfor den falt fra')]).toEqual([422, true])
    expect((await save(eva, id, 'participation', { ...form, 'q.kindergartens': await world.org('Solstråla barnehage') })).status).toBe(422)
    expect((await save(eva, id, 'participation', { ...form, 'q.fell-out': '' + 'x'.repeat(100_000) })).status).toBe(422)
  })
  test('nothing is sent half, and what was granted is what was decided whatever a form says', async () => {
    const id = await begin(eva, await reading())
    await save(eva, id, 'money', { 'q.granted.2026.owner': '1', 'q.used.2026.owner': '1' })
    expect((await eva.post(`/resultater/${id}/innsending`)).location).toBe(`/resultater/${id}/kontroll`)
    expect(await stateOf(id)).toBe('draft')
    expect(words((await eva.get(`/resultater/${id}/kontroll`)).text)).toContain('må til sammen være det som er tildelt')
  })
})

describe('who sees what', () => {
  test.each([['nils'], ['olav']])('a foreign owner (%s) finds nothing and begins nothing', async (person) => {
    const [other, id] = [await world.as(person, 'owner'), await demo('Eventyrkjeden')]
    const report = await reading()
    expect((await other.get(`/resultater/${id}`)).status).toBe(404)
    expect((await other.post('/resultater', { melding: report, aar: '2026' })).status).toBe(404)
    expect((await other.post(`/resultater/${id}/innsending`)).status).toBe(404)
    expect(words((await other.get('/resultater')).text)).not.toContain('Lesing som felles praksis')
  })
  test('an owner who sits in the round’s forum is not offered the reports of others', async () => {
    await world.asOwner("update scheme.round set forum_id = (select f.id from scheme.forum f join scheme.forum_member m on m.forum_id = f.id join identity.person p on p.id = m.person_id where p.name = 'Liv Sand' limit 1) where id = (select round_id from scheme.report where id = $1)", [await reading()])
    const liv = words((await (await world.as('liv')).get('/resultater')).text)
    expect(liv).toContain('Naturen som lekerom')
    expect(liv).not.toContain('Lesing som felles praksis')
    expect(words((await eva.get('/resultater')).text), 'the lead sees its own').toContain('Lesing som felles praksis')
  })
  test('a year there is no money for has no report', async () => {
    expect((await eva.post('/resultater', { melding: await reading(), aar: '2027' })).status).toBe(404)
    expect((await eva.post('/resultater', { melding: await reading(), aar: '20266' })).status).toBe(404)
  })
  test('the head of a kindergarten that takes part reads it; who must not handle it does not', async () => {
    const [hanne, id] = [await world.as('hanne'), await demo('Eventyrkjeden')]
    expect((await hanne.get(`/resultater/${id}`)).status).toBe(200)
    const officer = await actorOf(world, 'stine')
    await world.asOwner("insert into scheme.impartiality (report_id, person_id, basis, disqualified, note, at, by_name) values ($1, $2, 'decided', true, 'Nær slekt', now(), 'Arve Moe')", [await reading(), officer.personId])
    expect((await stine.get(`/resultater/${id}`)).status).toBe(404)
    expect(words((await stine.get('/resultater/oversikt')).text)).toContain('Noen saker er ikke med')
  })
  test('the database refuses what the pages would not offer', async () => {
    const report = await reading()
    const id = await begin(eva, report)
    const [owner, university, officer, other] = await Promise.all(['eva', 'ulla', 'stine', 'nils'].map((person) => actorOf(world, person)))
    if (!owner || !university || !officer || !other) return expect.fail('nobody')
    const set = (state: string) => `update scheme.result set state = '${state}', sent_at = now(), reference = 'x', approved_at = ${state === 'approved' ? 'now()' : 'null'}, approved_by_name = ${state === 'approved' ? "'x'" : 'null'} where id = '${id}'`
    const begun = (year: number) => `insert into scheme.result (region_id, report_id, year, form_version_id, begun_at, begun_by_name) select 'oslo-viken', '${report}', ${year}, form_version_id, now(), 'x' from scheme.result where id = '${id}'`
    const answers = ({ name }: Actor) => `update scheme.result_draft set answers = '{}', changed_by_name = '${name}' where result_id = '${id}'`
    const asked = await Promise.all([tries(world, owner, set('approved')), tries(world, university, set('sent')), tries(world, officer, set('approved')), tries(world, other, answers(other)), tries(world, officer, answers(officer)), tries(world, owner, begun(2031)), tries(world, officer, `select 1 from scheme.result_draft where result_id = '${id}'`)])
    expect(asked).toEqual(['no', 'no', 'no', 'no', 'no', 'no', 'no'])
    // Nobody writes in another's name.
    expect([await tries(world, university, answers(owner)), await tries(world, owner, answers(university))]).toEqual(['no', 'no'])
    expect(await Promise.all([tries(world, owner, answers(owner)), tries(world, university, answers(university)), tries(world, owner, set('sent'))])).toEqual(['yes', 'yes', 'yes'])
    const sent = await demo('Eventyrkjeden')
    const drafts = `update scheme.result_draft set answers = '{}' where result_id = '${sent}'`
    expect([await tries(world, owner, drafts), await tries(world, owner, `update scheme.result_submission set answers = '{}' where result_id = '${sent}'`), await tries(world, officer, `select 1 from scheme.result_submission where result_id = '${sent}'`), await tries(world, other, `select 1 from scheme.result_amount where result_id = '${sent}'`)]).toEqual(['no', 'no', 'yes', 'no'])
  })
})

describe('the county’s overview', () => {
  test('has the same numbers on the page and in the file, and no group of one to four', async () => {
    const page = words((await stine.get('/resultater/oversikt?aar=2025')).text)
    expect(page).toContain('2025: 3 av 4 rapporter er sendt')
    expect(page.replaceAll('\u00a0', ' ')).toMatch(/Fjordvik kommune 1 185 000 [\d ]+/)
    const file = await stine.get('/resultater/oversikt.xlsx?aar=2025')
    expect([file.status, file.headers['content-type']]).toEqual([200, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'])
    await world.asOwner('update scheme.result_staff set employed = 1, took_part = 1')
    await world.asOwner("delete from scheme.result_staff where (result_id, kindergarten_id, staff_group) not in (select result_id, kindergarten_id, staff_group from scheme.result_staff order by 1, 2, 3 limit 3)")
    expect(words((await stine.get('/resultater/oversikt?aar=2025')).text)).toContain('færre enn 5')
  })
  test.each([['eva'], ['ulla'], ['frida']])('is not for %s', async (person) => {
    expect((await (await world.as(person)).get('/resultater/oversikt')).status).toBe(403)
  })
})

test('reminders go once before and once after, to both sides, and not for what has been sent', async () => {
  const told = async () => (await world.asOwner<{ kind: string; name: string }>("select n.kind, p.name from messaging.notice n join identity.person p on p.id = n.person_id where n.kind like 'scheme-result-%due' and n.subject_id = $1 order by 1, 2", [await reading()])).map(({ kind, name }) => `${kind} ${name}`)
  await remindOfResults(world.deps)
  expect(await told()).toEqual([])
  world.clock.set(new Date('2026-12-17T08:00:00Z'))
  await Promise.all([remindOfResults(world.deps), remindOfResults(world.deps)])
  expect(await told()).toEqual(['scheme-result-due Eva Brekke', 'scheme-result-due Ulla Holm'])
  world.clock.set(new Date('2027-01-16T08:00:00Z'))
  await remindOfResults(world.deps)
  await remindOfResults(world.deps)
  expect((await told()).filter((one) => one.includes('overdue'))).toEqual(['scheme-result-overdue Eva Brekke', 'scheme-result-overdue Ulla Holm'])
})
