import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, usualTime, words, type Browser, type Reply, type World } from './kit.ts'

// Two at the same moment, forms that come back with the key they had, and files: of partnerships, offers, plans, schools and consultation meetings.

let world: World
let [tone, ragnhild, siri, ulla, owner, knut, eva]: Browser[] = []
const use = () => ({ tone: tone ?? expect.fail(), ragnhild: ragnhild ?? expect.fail(), siri: siri ?? expect.fail(), ulla: ulla ?? expect.fail(), owner: owner ?? expect.fail(), knut: knut ?? expect.fail(), eva: eva ?? expect.fail() })
beforeAll(async () => {
  world = await openWorld()
  ;[tone, ragnhild, siri, ulla, owner, knut, eva] = await Promise.all([world.as('tone'), world.as('ragnhild'), world.as('siri'), world.as('ulla'), world.as('olav', 'owner'), world.as('knut'), world.as('eva')])
})
afterAll(() => world.close())

const at = async (work: readonly Promise<Reply>[]) => (await Promise.all(work)).map(({ status }) => status).toSorted()
const count = async (text: string, values: unknown[] = []) => (await world.asOwner<{ n: number }>(`select count(*)::int as n from ${text}`, values))[0]?.n
const one = async (text: string, values: unknown[] = []) => (await world.asOwner<{ id: string }>(text, values))[0]?.id ?? expect.fail(`nothing: ${text}`)

const planned = { formal: 'Bli enige om hva vi gjør først.', dato: '23.11.2026', fra: '13.00', til: '15.00', sted: 'Rådhuset', lenke: '' }
/** A meeting today with heads and owners invited and one point. */
async function meeting(tittel: string) {
  const { tone } = use()
  const path = (await tone.post('/droftinger', { nokkel: randomUUID(), kommune: await world.org('Fjordvik kommune'), ...planned, tittel })).location ?? expect.fail('no meeting')
  for (const gruppe of ['heads', 'owners']) expect((await tone.post(`${path}/inviterte`, { gruppe })).status).toBe(303)
  expect((await tone.post(`${path}/saker`, { tittel: 'Vikarer', hvorfor: '', type: 'discussion', minutter: '', innleder: '' })).status).toBe(303)
  expect((await tone.post(`${path}/invitasjon`)).status).toBe(303)
  const id = path.split('/')[2] ?? ''
  return { path, id, point: await one('select id from strategy.discussion_point where discussion_id = $1', [id]) }
}
const running = () => one("select id from scheme.partnership where name = 'Lek og språk i Fjordvik' order by period desc limit 1")

describe('what is written in a form that is found again with the key it had', () => {
  test('in a consultation meeting is kept when it is something else, and once when it is the same', async () => {
    const { tone, ragnhild } = use()
    const { path, id, point } = await meeting('Samme nøkkel')
    const nokkel = randomUUID()
    const say = (who: Browser, sagt: string) => who.post(`${path}/saker/${point}/sagt`, { nokkel, sagt })
    expect(await at([say(tone, 'Det ene.'), say(tone, 'Det ene.'), say(ragnhild, 'Det andre.')])).toEqual([303, 303, 303])
    const hvem = `org:${await world.org('Fjordvik kommune')}:authority`
    const agree = (avtalt: string) => tone.post(`${path}/saker/${point}/avtalt`, { nokkel, avtalt, hvem, frist: '1.3.2027' })
    expect(await at([agree('Prøve i mars'), agree('Prøve i mars'), agree('Prøve i april')])).toEqual([303, 303, 303])
    const written = async (table: string) => (await world.asOwner<{ body: string }>(`select body from strategy.discussion_${table} where discussion_id = $1 order by body`, [id])).map(({ body }) => body)
    expect([await written('said'), await written('agreement')]).toEqual([['Det andre.', 'Det ene.'], ['Prøve i april', 'Prøve i mars']])
  }, 60_000)

  test('in a partnership is kept when it is something else, and once when it is the same', async () => {
    const { ulla } = use()
    const path = `/partnerskap/${await running()}`
    const nokkel = randomUUID()
    const session = (hva: string) => ulla.post(`${path}/samlinger`, { nokkel, hva, dag: '3.12.2026', sted: 'Rådhuset' })
    const question = (sporsmal: string) => ulla.post(`${path}/sporsmal`, { nokkel, sporsmal })
    const change = (hva: string) => ulla.post(`${path}/endringer`, { nokkel, slag: 'practice', hva, fra: 'Samlingene', dag: '1.11.2026', lenke: '' })
    for (const write of [session, question, change]) expect(await at([write('Nøkkelen en'), write('Nøkkelen en'), write('Nøkkelen to')])).toEqual([303, 303, 303])
    expect([await count("scheme.partnership_session where what like 'Nøkkelen%'"), await count("scheme.partnership_question where question like 'Nøkkelen%'"), await count("scheme.partnership_change where what like 'Nøkkelen%'")]).toEqual([2, 2, 2])
  })
})

describe('pressed twice at the same moment', () => {
  test('a comment in a hearing is one', async () => {
    const { siri } = use()
    const id = await one("select id from strategy.plan where state = 'hearing' limit 1")
    const say = () => siri.post(`/strategi/${id}/innspill`, { innspill: 'Vi vil ha mer tid til dette.' })
    expect(await at([say(), say(), say()])).toEqual([303, 303, 303])
    expect(await count("strategy.hearing_comment where body = 'Vi vil ha mer tid til dette.'")).toBe(1)
  })

  test('an objection to minutes is one', async () => {
    const { tone, eva } = use()
    const { path, point } = await meeting('To innvendinger')
    expect((await tone.post(`${path}/saker/${point}/sagt`, { nokkel: randomUUID(), sagt: 'Noe.' })).status).toBe(303)
    expect((await tone.post(`${path}/referat`, { trinn: 'send', hvorfor: '' })).status).toBe(303)
    const object = () => eva.post(`${path}/referat/innvending`, { innvending: 'Jeg sa april.' })
    expect(await at([object(), object()])).toEqual([303, 303])
    expect(await count("strategy.discussion_objection where body = 'Jeg sa april.'")).toBe(1)
  })

  test('two of a university’s offers that are given the same name: one of them is', async () => {
    const { ulla } = use()
    const offer = { tittel: '', form: 'lecture', temaer: ['rammeplan-2017-9-5'], om: '', metoder: '', sprakene: '', niva: 'none', poeng: '', barnehager: '12', plasser: '', grunnlag: '', kontakt: 'Ulla Holm', fra: '1.8.2026', til: '' }
    const made: string[] = []
    for (const tittel of ['Den ene', 'Den andre']) made.push((await ulla.post('/tilbud', { ...offer, tittel })).location ?? expect.fail('no offer'))
    for (const round of ['Felles navn', 'Et annet felles navn']) {
      const seen = await Promise.all(made.map(async (path) => /name="sett" value="(\d+)"/.exec((await ulla.get(`${path}/endring`)).text)?.[1] ?? ''))
      expect(await at(made.map((path, which) => ulla.post(`${path}/endring`, { ...offer, tittel: round, sett: seen[which] ?? '' })))).toEqual([303, 409])
    }
    expect(await at([ulla.post('/tilbud', { ...offer, tittel: 'Begynt samtidig' }), ulla.post('/tilbud', { ...offer, tittel: 'begynt samtidig' })])).toEqual([303, 409])
  })

  test('a partnership that is confirmed while it is changed, ended while it is renewed, and begun in two windows', async () => {
    const { ulla, owner } = use()
    const start = (who: Browser, motpart: string, navn: string) => who.post('/partnerskap/ny', { nokkel: randomUUID(), navn, motpart, nettverk: '', fra: '1.1.2041', til: '31.12.2042' })
    const [university, [number]] = [await world.org('Høgskolen i Fjordvik'), await world.asOwner<{ n: string }>("select organisation_number as n from register.organisation where name = 'Fjordvik kommune'")]
    expect(await at([start(ulla, number?.n ?? '', 'Fra høgskolen'), start(owner, university, 'Fra kommunen')])).toEqual([303, 422])
    const id = await one("select id from scheme.partnership where name in ('Fra høgskolen', 'Fra kommunen')")
    const path = `/partnerskap/${id}`
    for (const who of [ulla, owner]) expect((await who.post(`${path}/lofter`, { hva: 'Holde to samlinger', lofra: '1.1.2041', lotil: '1.12.2041', svarer: '' })).status).toBe(303)
    const [{ version } = { version: 0 }] = await world.asOwner<{ version: number }>('select version from scheme.partnership where id = $1', [id])
    const [confirmed, changed] = await Promise.all([ulla.post(`${path}/bekreftelse`, { versjon: String(version) }), owner.post(`${path}/endring`, { versjon: String(version), navn: 'Endret imens', nettverk: '', fra: '1.1.2041', til: '31.12.2042', medlemmer: '' })])
    const [after] = await world.asOwner<{ version: number; partner_confirmed: number | null; agreed: boolean }>('select version, partner_confirmed, agreed_at is not null as agreed from scheme.partnership where id = $1', [id])
    expect([changed.status, after?.version, [303, 409].includes(confirmed.status), after?.partner_confirmed === after?.version]).toEqual([303, version + 1, true, false])
    expect(await at([ulla.post(`${path}/avslutning`, { grunn: 'Slutt' }), owner.post(`${path}/avslutning`, { grunn: 'Vi også' })])).toEqual([303, 409])
  })

  test('two who write in the same joint plan, or tell of the same line, at the same moment: the second sees what the first wrote', async () => {
    const { siri, knut } = use()
    const plan = await one("select p.id from coordination.joint_plan p join coordination.joint_plan_kindergarten k on k.plan_id = p.id join register.organisation o on o.id = k.kindergarten_id where p.year = 2026 and o.name = 'Solstråla barnehage'")
    const [{ version } = { version: 0 }] = await world.asOwner<{ version: number }>('select version from coordination.joint_plan where id = $1', [plan])
    const write = (who: Browser, hva: string) => who.post(`/skole/planer/${plan}/punkter`, { versjon: String(version), slag: 'together', hva, nar: '5. mai', barnehageansvar: '', skoleansvar: '' })
    expect(await at([write(siri, 'Fra barnehagen'), write(knut, 'Fra skolen')])).toEqual([303, 409])
    const again = String(version + 1)
    const [confirmed, written] = await Promise.all([knut.post(`/skole/planer/${plan}/bekreftelse`, { versjon: again }), siri.post(`/skole/planer/${plan}/punkter`, { versjon: again, slag: 'together', hva: 'Enda et', nar: 'juni', barnehageansvar: '', skoleansvar: '' })])
    expect([written.status, [303, 409].includes(confirmed.status)]).toEqual([303, true])
    expect(await count('coordination.joint_plan_confirmation c join coordination.joint_plan p on p.id = c.plan_id and p.version = c.version where p.id = $1', [plan])).toBe(1)
  })
})

test('an address in capital letters is an address', async () => {
  const { tone, ulla } = use()
  const { path, id } = await meeting('Adresser')
  const [{ version } = { version: 0 }] = await world.asOwner<{ version: number }>('select version from strategy.discussion where id = $1', [id])
  expect((await tone.post(`${path}/papirer/lenke`, { navn: 'Planen', adresse: 'HTTPS://fjordvik.example/plan' })).status).toBe(303)
  expect((await tone.post(`${path}/endring`, { ...planned, tittel: 'Adresser', lenke: 'Https://fjordvik.example/rom', sett: String(version) })).status).toBe(303)
  const change = await ulla.post(`/partnerskap/${await running()}/endringer`, { nokkel: randomUUID(), slag: 'practice', hva: 'Store bokstaver', fra: 'Samlingene', dag: '1.11.2026', lenke: 'HTTPS://hogskole.example' })
  expect(change.status).toBeLessThan(500)
})

test('what somebody follows up by name is theirs as long as they work there, and nowhere else', async () => {
  const { tone, siri } = use()
  const { path, point } = await meeting('Sluttet')
  const person = await one("select id from identity.person where name = 'Siri Solheim'")
  expect((await tone.post(`${path}/saker/${point}/avtalt`, { nokkel: randomUUID(), avtalt: 'Siri spør de andre', hvem: `person:${person}`, frist: '1.3.2027' })).status).toBe(303)
  const own = `/droftinger/avtaler/${await one("select id from strategy.discussion_agreement where body = 'Siri spør de andre'")}`
  expect([(await siri.get(own)).status, words((await siri.get('/oppgaver')).text).includes('Siri spør de andre')]).toEqual([200, true])
  // She begins as head of a kindergarten in another municipality, and is head here no more.
  await world.asOwner("insert into identity.membership (person_id, org_id, role, period) select $1, o.id, 'head', '[2026-01-01,)' from register.organisation o where o.name = 'Månefisken barnehage'", [person])
  const elsewhere = await one("select m.id from identity.membership m join register.organisation o on o.id = m.org_id where m.person_id = $1 and o.name = 'Månefisken barnehage'", [person])
  await world.asOwner('update identity.session set membership_id = $1 where person_id = $2', [elsewhere, person])
  expect((await siri.get('/oppgaver')).status).toBe(200)
  expect([(await siri.get(own)).status, (await siri.post(own, { status: 'done', utfall: 'Gjort', sett: '1' })).status, words((await siri.get('/oppgaver')).text).includes('Siri spør de andre')]).toEqual([404, 404, false])
  await world.asOwner("update identity.session set membership_id = (select id from identity.membership where person_id = $1 and id <> $2 order by id limit 1) where person_id = $1", [person, elsewhere])
  await world.asOwner('delete from identity.membership where id = $1', [elsewhere])
})

describe('papers of a meeting', () => {
  const upload = async (browser: Browser, path: string, files: readonly (readonly [string, Buffer, string?])[]) => {
    const boundary = `b${randomUUID()}`
    const payload = Buffer.concat([
      Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="_csrf"\r\n\r\n${browser.session?.csrf ?? ''}\r\n`),
      ...files.flatMap(([name, bytes, type]) => [Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="fil"; filename="${name}"\r\ncontent-type: ${type ?? 'application/pdf'}\r\n\r\n`), bytes, Buffer.from('\r\n')]),
      Buffer.from(`--${boundary}--\r\n`),
    ])
    const { statusCode, payload: text } = await world.app.inject({ method: 'POST', url: `${path}/papirer?sprak=nb`, cookies: { sesjon: browser.session?.token ?? '' }, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, payload })
    return { status: statusCode, text }
  }
  const pdf = Buffer.from('%PDF-1.7\n%%EOF')
  test('that are not what they say, too large, empty, named after a child or with hidden signs are refused or made harmless', async () => {
    const { tone, siri, knut } = use()
    const { path, id } = await meeting('Filer')
    for (const [name, bytes] of [['virus.exe', Buffer.from('MZ')], ['side.html', Buffer.from('<script>')], ['bilde.png', Buffer.from([0x89, 0x50])], ['plan.pdf', Buffer.from('<html><script>alert(1)</script>')], ['plan.pdf', Buffer.alloc(0)], ['plan.docx', pdf], ['uten', pdf], ['01019012345.pdf', pdf], ['', pdf], ['stor.pdf', Buffer.concat([pdf, Buffer.alloc(11 * 1024 * 1024)])]] as const) {
      const { status } = await upload(tone, path, [[name, bytes]])
      expect([name, [413, 422].includes(status)]).toEqual([name, true])
    }
    expect((await upload(tone, path, [])).status).toBe(422)
    expect(await count('strategy.discussion_paper where discussion_id = $1', [id])).toBe(0)
    expect([(await upload(siri, path, [['plan.pdf', pdf]])).status, (await upload(knut, path, [['plan.pdf', pdf]])).status]).toEqual([403, 403])
    expect((await upload(tone, path, [['..\\..\\etc\\=cmd\u202efdp.exe\u0007.pdf', pdf, 'text/html']])).status).toBe(303)
    const [paper] = await world.asOwner<{ id: string; name: string; media_type: string }>('select id, name, media_type from strategy.discussion_paper where discussion_id = $1', [id])
    expect([paper?.name, paper?.media_type]).toEqual(['=cmdfdp.exe.pdf', 'application/pdf'])
    const got = await siri.get(`${path}/papirer/${paper?.id}`)
    expect([got.status, got.headers['content-type'], String(got.headers['content-disposition']).startsWith('attachment'), got.headers['x-content-type-options']]).toEqual([200, 'application/pdf', true, 'nosniff'])
    expect([(await knut.get(`${path}/papirer/${paper?.id}`)).status, (await siri.get(`/droftinger/${randomUUID()}/papirer/${paper?.id}`)).status]).toEqual([404, 404])
    expect((await tone.post(`${path}/papirer/${paper?.id}/fjerning`)).status).toBe(303)
    expect([(await siri.get(`${path}/papirer/${paper?.id}`)).status, (await tone.post(`${path}/papirer/${paper?.id}/fjerning`)).status]).toEqual([404, 404])
    expect(await world.asOwner('select length(content)::int as n from strategy.discussion_paper where id = $1', [paper?.id])).toEqual([{ n: 0 }])
  })
  test('never become more than ten, however many come at the same moment', async () => {
    const { tone } = use()
    const { path, id } = await meeting('Mange filer')
    await Promise.all(Array.from({ length: 12 }, (_, at) => (at % 2 ? upload(tone, path, [[`plan-${at}.pdf`, pdf]]) : tone.post(`${path}/papirer/lenke`, { navn: `Lenke ${at}`, adresse: `https://fjordvik.example/${at}` }))))
    expect(await count('strategy.discussion_paper where discussion_id = $1', [id])).toBe(10)
  })
})

test('a plan is not begun again from a year that nobody is part of any more', async () => {
  const { knut } = use()
  const plan = await one('select id from coordination.joint_plan where year = 2026')
  const kept = await world.asOwner<{ id: string }>('select id from coordination.school_pair where ended_at is null')
  await world.asOwner("update coordination.school_pair set ended_on = '2027-03-01', end_reason = 'Slutt', ended_at = now(), ended_by_name = 'Prøve' where ended_at is null")
  world.clock.set(new Date('2027-03-10T09:00:00Z'))
  const later = await world.as('knut')
  expect((await later.post(`/skole/planer/${plan}/kopi`)).status).toBe(409)
  world.clock.set(usualTime)
  expect(kept.length).toBeGreaterThan(0)
  expect((await knut.get('/skole')).status).toBe(200)
})
