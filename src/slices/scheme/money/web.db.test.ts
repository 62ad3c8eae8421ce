import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actorOf } from '../../../../test/actors.ts'
import { openWorld, words, type Browser, type Form, type World } from '../../../../test/kit.ts'
import { commitAs, decisionIn, reportIn } from './money.fixtures.ts'

let world: World
let stine: Browser
let arve: Browser
let year = 2090
let report = ''
const key = () => randomUUID()

beforeAll(async () => {
  world = await openWorld()
  stine = await world.as('stine')
  arve = await world.as('arve')
})
afterAll(() => world.close())

const frame = (who: Browser, form: Form, on = year) => who.post(`/okonomi/${on}/ramme`, { nokkel: key(), fylke: '99', endring: 'set', belop: '1 000 000', grunn: '', ...form })
const lineOf = async (on: number, actor: string) => (await world.asOwner<{ id: string }>('select id from scheme.money_line where report_id = $1 and year = $2 and actor = $3', [report, on, actor]))[0]?.id ?? ''
const grant = async () => {
  report = await reportIn(world, 'Stiftelsen Fjordgløtt')
  const decision = await decisionIn(world, report, [[year, 'owner', 'Stiftelsen Fjordgløtt', 250_000.5], [year, 'university', 'Høgskolen i Fjordvik', 100_000]])
  expect(await commitAs(world, await actorOf(world, 'stine'), decision)).toMatchObject({ ok: true })
}
const due = async (on: number) => world.asOwner("update scheme.money_instalment set due_on = '2026-11-20' where line_id in (select id from scheme.money_line where year = $1)", [on])
const prepare = async (who = stine): Promise<string> => (await who.post('/okonomi/utbetalinger', { til: '23.11.2026' })).location ?? ''

describe('the frame', () => {
  test('is put in, and stands on the year', async () => {
    expect(await frame(stine, {})).toMatchObject({ status: 303, location: `/okonomi/${year}` })
    const text = words((await stine.get(`/okonomi/${year}`)).text)
    expect(text).toContain('Fjordfylket (oppdiktet)')
    expect(text).toContain('1 000 000')
  })
  test('is entered once though the form is sent twice', async () => {
    const nokkel = key()
    for (const _ of [1, 2]) expect((await frame(stine, { nokkel, endring: 'raised', belop: '5', grunn: 'Tillegg' })).status).toBe(303)
    expect((await world.asOwner("select 1 from scheme.money_entry where kind = 'frame-raised' and ore = 500")).length).toBe(1)
  })
  test.each([
    ['a second first time', { endring: 'set' }, 409, 'Rammen er alt lagt inn'],
    ['no amount', { belop: '' }, 422, 'Skriv et beløp.'],
    ['a negative amount', { endring: 'raised', belop: '-100', grunn: 'x' }, 422, 'ikke er under null'],
    ['words for an amount', { belop: 'mye' }, 422, 'for eksempel 250 000'],
    ['an amount beyond all', { belop: '99999999999999' }, 422, 'for stort'],
    ['fractions of an øre', { belop: '100,505' }, 422, 'for eksempel 250 000'],
    ['a change without a reason', { endring: 'raised', belop: '100' }, 409, 'Skriv hvorfor'],
    ['a county of somebody else', { fylke: '03', endring: 'raised', belop: '100', grunn: 'x' }, 409, 'hører ikke til dere'],
    ['a county that is none', { fylke: "9' or 1=1" }, 422, 'Velg et fylke'],
    ['a change that is none', { endring: 'given-away' }, 422, 'Velg hva du vil gjøre'],
    ['a hundred thousand characters', { endring: 'raised', belop: '1', grunn: 'x'.repeat(100_000) }, 422, 'høyst 1000 tegn'],
    ['a national identity number', { endring: 'raised', belop: '1', grunn: 'Gjelder 01010750160' }, 422, 'fødselsnummeret'],
  ] as const)('refuses %s, and keeps what was typed', async (_, form, status, says) => {
    const answer = await frame(stine, form)
    expect([answer.status, words(answer.text).includes(says)]).toEqual([status, true])
    if ('belop' in form && form.belop !== '') expect(answer.text).toContain(`value="${form.belop}"`)
  })
  test.each(['0000', '2018', '2101', 'nei', '20265'])('a year that is none is no page: %s', async (typed) => {
    expect((await stine.get(`/okonomi/${typed}/ramme`)).status).toBe(404)
  })
})

describe('a payment run', () => {
  beforeAll(async () => {
    await frame(stine, {})
    await grant()
    await due(year)
  })
  let run = ''
  test('proposes what is due, and is prepared by one', async () => {
    const text = words((await stine.get('/okonomi/utbetalinger?til=23.11.2026')).text)
    expect(text).toContain('Stiftelsen Fjordgløtt')
    expect(text).toContain('250 000,50')
    run = await prepare()
    expect(run).toMatch(/^\/okonomi\/utbetalinger\/[0-9a-f-]{36}$/)
    expect((await prepare(arve)).length, 'what is in a run is not proposed again').toBe(0)
    expect(words((await stine.get('/okonomi/utbetalinger?til=23.11.2026')).text)).toContain('Ingenting forfaller')
  })
  test('is not approved by the same, nor has it a file yet', async () => {
    expect(words((await stine.get(run)).text)).toContain('En annen hos statsforvalteren må godkjenne den')
    expect(await stine.post(`${run}/godkjenning`)).toMatchObject({ status: 409 })
    expect((await stine.get(`${run}/fil`)).status).toBe(404)
    expect((await stine.post(`${run}/betalt`, { dato: '23.11.2026' })).status).toBe(409)
  })
  test('is approved within the limit of the one who approves', async () => {
    expect((await stine.post('/okonomi/grenser', { officer: '1', leader: '1' })).status, 'only a leader sets limits').toBe(409)
    expect((await arve.post('/okonomi/grenser', { officer: '', leader: '350 000' })).status).toBe(303)
    const over = await arve.post(`${run}/godkjenning`)
    expect([over.status, words(over.text).includes('Summen er over det du kan godkjenne')]).toEqual([409, true])
    expect((await arve.get('/oppgaver')).text.includes(`href="${run}"`), 'offered to one who may not').toBe(false)
    expect(words((await stine.get(run)).text)).toContain('Ingen andre hos dere kan godkjenne så mye')
    expect((await arve.post('/okonomi/grenser', { officer: '0', leader: '' })).status).toBe(303)
    expect((await arve.get('/oppgaver')).text.includes(`href="${run}"`), 'offered to one who may').toBe(true)
    expect(words((await stine.get(run)).text), 'says who can').toContain('Dette kan Arve Moe gjøre')
  })
  test('is approved once, though two click at once', async () => {
    const answers = await Promise.all([arve.post(`${run}/godkjenning`), (await world.as('arve')).post(`${run}/godkjenning`)])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    expect((await world.asOwner("select 1 from scheme.money_entry e join scheme.money_line l on l.id = e.line_id where l.report_id = $1 and e.kind = 'ordered'", [report])).length).toBe(2)
  })
  test('becomes a file that is the same every time, with its checksum and control totals on the page', async () => {
    const [one, other] = [await stine.get(`${run}/fil`), await arve.get(`${run}/fil`)]
    expect(one.text).toBe(other.text)
    expect(String(one.headers['content-disposition']), 'the demonstration world has a first one').toContain('utbetaling-0002.csv')
    const sha = createHash('sha256').update(one.text, 'utf8').digest('hex')
    expect((await stine.get(run)).text).toContain(sha)
    const lines = one.text.replace(/^\uFEFF/, '').trimEnd().split('\r\n').map((line) => line.split(';'))
    expect(one.text.startsWith('\uFEFF')).toBe(true)
    expect(lines[0]).toEqual(['Linjetype', 'Betalingsreferanse', 'Organisasjonsnummer', 'Mottaker', 'Antall', 'Beløp', 'Valuta', 'Forfallsdato', 'Tilskuddsår', 'Fylke', 'Saksnummer'])
    expect(lines.slice(1).map((line) => [line[0], line[1], line[5]])).toEqual([['BETALING', '0002-0001', '100000,00'], ['BETALING', '0002-0002', '250000,50'], ['KONTROLL', '0002', '350000,50']])
  })
  test('is answered by accounting: one refused, the rest paid, and nothing twice', async () => {
    const refuse = (reason: string) => stine.post(`${run}/svar`, { nummer: '1', svar: 'refused', svardato: '22.11.2026', grunn: reason })
    expect((await refuse('')).status).toBe(409)
    expect((await refuse('Ukjent konto')).status).toBe(303)
    expect((await stine.post(`${run}/betalt`, { dato: '24.11.2026' })).status, 'tomorrow has not been').toBe(409)
    expect((await stine.post(`${run}/betalt`, { dato: 'i går' })).status).toBe(422)
    const twice = await Promise.all([stine.post(`${run}/betalt`, { dato: '23.11.2026' }), arve.post(`${run}/betalt`, { dato: '23.11.2026' })])
    expect(twice.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(await stine.post(`${run}/svar`, { nummer: '2', svar: 'paid', svardato: '23.11.2026' })).toMatchObject({ status: 409 })
    expect((await stine.post(`${run}/svar`, { nummer: '77', svar: 'paid', svardato: '23.11.2026' })).status).toBe(409)
    const text = words((await stine.get(`/okonomi/poster/${await lineOf(year, 'owner')}`)).text)
    expect(text).toContain('Utbetalt 23. november 2026')
    // The refused one is due again.
    expect(words((await stine.get('/okonomi/utbetalinger?til=23.11.2026')).text)).toContain('Høgskolen i Fjordvik')
  })
  test('a run nobody has approved is given up with a reason, and what was in it is due again', async () => {
    const second = await prepare()
    expect((await arve.post(`${second}/avbrudd`, { grunn: '' })).status).toBe(422)
    expect((await arve.post(`${second}/avbrudd`, { grunn: 'Feil dato' })).status).toBe(303)
    expect((await arve.post(`${second}/godkjenning`)).status).toBe(409)
    expect(words((await stine.get(second)).text)).toContain('Avbrutt av Arve Moe')
  })
  test('accounting’s file is read: the same again changes nothing, a foreign one is refused whole', async () => {
    const third = await prepare()
    expect((await arve.post(`${third}/godkjenning`)).status).toBe(303)
    const send = (text: string | Uint8Array) => upload(stine, `${third}/svarfil`, text)
    expect((await send('Betalingsreferanse;Status;Dato;Årsak\r\n0001-0001;betalt;23.11.2026;\r\n')).status, 'of another run').toBe(409)
    expect((await send('Betalingsreferanse;Status;Dato\r\n0004-0001;kanskje;23.11.2026\r\n')).status).toBe(409)
    expect((await send('noe annet')).status).toBe(409)
    expect((await send(new Uint8Array([0xff, 0xfe, 0x00, 0xd8]))).status).toBe(409)
    const good = '\uFEFFBetalingsreferanse;Status;Dato;Årsak\r\n0004-0001;betalt;23.11.2026;\r\n'
    expect((await send(good)).status).toBe(303)
    const before = await world.asOwner('select count(*) from scheme.money_entry')
    expect((await send(good)).status).toBe(303)
    expect(await world.asOwner('select count(*) from scheme.money_entry')).toEqual(before)
    expect((await send('Betalingsreferanse;Status;Dato;Årsak\n0004-0001;avvist;23.11.2026;Ukjent konto\n')).status, 'says otherwise than before').toBe(409)
  })
})

async function upload(who: Browser, path: string, content: string | Uint8Array) {
  const boundary = 'grense'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="_csrf"\r\n\r\n${who.session?.csrf}\r\n--${boundary}\r\ncontent-disposition: form-data; name="fil"; filename="svar.csv"\r\ncontent-type: text/csv\r\n\r\n`
  const payload = Buffer.concat([Buffer.from(head), Buffer.from(content as string), Buffer.from(`\r\n--${boundary}--\r\n`)])
  const answer = await world.app.inject({ method: 'POST', url: path, cookies: { sesjon: who.session?.token ?? '' }, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, payload })
  return { status: answer.statusCode, text: answer.payload }
}

describe('a grant', () => {
  beforeAll(async () => {
    year = 2091
    await frame(stine, {})
    await grant()
  })
  test('is planned in parts that add up', async () => {
    const id = await lineOf(year, 'owner')
    const plan = (form: Form) => stine.post(`/okonomi/poster/${id}/plan`, form)
    expect((await plan({ dato1: '1.5.2091', belop1: '100 000', dato2: '1.10.2091', belop2: '150 000' })).status).toBe(409)
    expect((await plan({ dato1: '1.5.2091', belop1: '' })).status).toBe(422)
    expect((await plan({ dato1: '31.2.2091', belop1: '250 000,50' })).status).toBe(422)
    expect((await plan({ dato1: '1.5.2091', belop1: '-5', dato2: '1.5.2091', belop2: '250 005,50' })).status).toBe(422)
    const six = Array.from({ length: 6 }, (_, at) => [`dato${at + 1}`, `1.${at + 1}.2091`, `belop${at + 1}`, at < 5 ? '40 000' : '50 000,50'] as const)
    expect((await plan(Object.fromEntries(six.flatMap(([a, b, c, d]) => [[a, b], [c, d]])))).status).toBe(303)
    expect((await stine.get(`/okonomi/poster/${id}`)).text).toMatch(/name="belop6"/)
    expect((await plan({ dato1: '1.5.2091', belop1: '100 000', dato2: '1.10.2091', belop2: '150 000,50' })).status).toBe(303)
    expect(words((await stine.get(`/okonomi/poster/${id}`)).text)).toContain('1. oktober 2091')
  })
  test.each([
    ['more cancelled than is left', { endring: 'cancelled', belop: '250 001' }, 409, 'Så mye er det ikke igjen'],
    ['back from one who was not paid', { endring: 'returned', belop: '1' }, 409, 'ikke fått pengene ennå'],
    ['a figure nobody named', { endring: 'adjusted', belop: '1', retning: 'opp' }, 409, 'Velg hvilket tall'],
    ['neither up nor down', { endring: 'adjusted', belop: '1', tall: 'paid' }, 422, 'Velg hva du vil gjøre'],
    ['what is granted', { endring: 'adjusted', belop: '1', tall: 'decided', retning: 'opp' }, 422, 'Velg hva du vil gjøre'],
    ['nothing', { endring: 'cancelled', belop: '0' }, 409, 'over null'],
    ['a kind of its own', { endring: 'paid', belop: '5' }, 422, 'Velg hva du vil gjøre'],
  ] as const)('refuses %s', async (_, form, status, says) => {
    const answer = await stine.post(`/okonomi/poster/${await lineOf(year, 'owner')}/endring`, { nokkel: key(), grunn: 'Fordi', ...form })
    expect([answer.status, words(answer.text).includes(says)]).toEqual([status, true])
  })
  test('is cancelled in part, and the plan follows', async () => {
    const id = await lineOf(year, 'owner')
    expect((await stine.post(`/okonomi/poster/${id}/endring`, { nokkel: key(), endring: 'cancelled', belop: '200 000', grunn: 'Barnehagen er lagt ned' })).status).toBe(303)
    const text = words((await stine.get(`/okonomi/poster/${id}`)).text)
    expect(text).toContain('Barnehagen er lagt ned')
    expect(text).toContain('50 000,50')
  })
  test('is told to its recipient, and to nobody else', async () => {
    const liv = words((await (await world.as('liv')).get('/okonomi/tilskudd')).text)
    expect(liv).toContain('Lek i hverdagen')
    expect(liv).toContain('50 000,50')
    expect(words((await (await world.as('ulla')).get('/okonomi/tilskudd')).text)).toContain('100 000')
    expect(words((await (await world.as('nils')).get('/okonomi/tilskudd')).text)).not.toContain('Lek i hverdagen')
    for (const who of ['liv', 'ulla', 'siri', 'tone']) expect([who, (await (await world.as(who)).get(`/okonomi/poster/${await lineOf(year, 'owner')}`)).status]).toEqual([who, 403])
  })
  test('all that happened is in the list, and in the files', async () => {
    const list = words((await stine.get(`/okonomi/${year}/bevegelser`)).text)
    for (const word of ['Ramme lagt inn', 'Bundet av vedtak', 'Falt bort', 'Stine Berg', 'Barnehagen er lagt ned']) expect(list).toContain(word)
    const csv = await stine.get(`/okonomi/${year}/bevegelser.csv`)
    expect(csv.text.startsWith('\uFEFF')).toBe(true)
    expect(csv.text).toContain(';250000,5;')
    expect((await stine.get(`/okonomi/${year}/tilskudd.csv`)).text).toContain('Stiftelsen Fjordgløtt')
    expect((await stine.get(`/okonomi/${year}/tilskudd.xlsx`)).headers['content-type']).toContain('spreadsheetml')
    expect((await stine.get(`/okonomi/${year}/bevegelser.xlsx`)).text.slice(0, 2)).toBe('PK')
  })
})

describe('another county governor', () => {
  let other: Browser
  beforeAll(async () => {
    const [org] = await world.asOwner<{ id: string }>("insert into register.organisation (kind, name, fictitious, created_at) values ('county-governor', 'Nabostatsforvalteren (oppdiktet)', true, now()) returning id")
    const [person] = await world.asOwner<{ id: string }>("insert into identity.person (name, email, language, created_at) values ('Nabo Nabosen', 'nabo@nabo.example', 'nb', now()) returning id")
    await world.asOwner("insert into identity.membership (person_id, org_id, role, period, administers) values ($1, $2, 'county-governor', '[2020-01-01,)', true)", [person?.id, org?.id])
    other = await world.by('nabo@nabo.example')
  })
  test('sees nothing, and can do nothing, with ids that exist', async () => {
    const id = await lineOf(year, 'owner')
    const [run] = await world.asOwner<{ id: string }>('select id from scheme.payment_run limit 1')
    expect(words((await other.get(`/okonomi/${year}`)).text)).not.toContain('Fjordgløtt')
    for (const path of [`/okonomi/poster/${id}`, `/okonomi/utbetalinger/${run?.id}`, `/okonomi/utbetalinger/${run?.id}/fil`]) expect([path, (await other.get(path)).status]).toEqual([path, 404])
    const before = await world.asOwner('select count(*) from scheme.money_entry')
    expect((await other.post(`/okonomi/poster/${id}/endring`, { nokkel: key(), endring: 'cancelled', belop: '1', grunn: 'x' })).status).toBe(404)
    expect((await other.post(`/okonomi/poster/${id}/plan`, { dato1: '1.5.2091', belop1: '1' })).status).toBe(404)
    for (const act of ['godkjenning', 'betalt', 'svar', 'avbrudd']) expect([act, (await other.post(`/okonomi/utbetalinger/${run?.id}/${act}`, { dato: '23.11.2026', nummer: '1', svar: 'paid', svardato: '23.11.2026', grunn: 'x' })).status]).toEqual([act, 404])
    expect((await frame(other, {})).status).toBe(409)
    expect(await world.asOwner('select count(*) from scheme.money_entry')).toEqual(before)
  })
})
