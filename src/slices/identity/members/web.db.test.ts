import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, signIn, words, type Browser, type SignedInAs, type World } from '../../../../test/kit.ts'
import { reading } from '../../../platform/db.ts'
import { recipientsFor } from '../index.ts'
import { linkLogin } from '../sign-in/store.ts'
import { system, writing } from '../../../platform/db.ts'

let world: World
let solstrala = ''
beforeAll(async () => {
  world = await openWorld()
  solstrala = await world.org('Solstråla barnehage')
})
afterAll(() => world.close())

const memberOf = async (email: string, org = solstrala) =>
  (await world.asOwner<{ id: string; person_id: string }>('select m.id, m.person_id from identity.membership m join identity.person p on p.id = m.person_id where p.email = $1 and m.org_id = $2 and m.cancelled_at is null', [email, org]))[0] ?? expect.fail(email)
const noticesOf = (kind: string) => world.asOwner<{ path: string; address: string | null; person_id: string | null }>('select path, address, person_id from messaging.notice where kind = $1 order by ctid desc', [kind])
const events = async (org: string) => (await world.asOwner<{ kind: string }>('select kind from audit.event where about_id = $1 order by id', [org])).map(({ kind }) => kind)

/** A browser with a session as the door made it: name and address when the door gives them, no person behind it yet. */
async function throughDoor(subject: string, change: { readonly email?: string; readonly parties?: readonly object[] } = {}): Promise<Browser> {
  const session = await signIn(world.deps, `${subject}@nowhere.example`)
  await world.asOwner('update identity.session set subject = $1, signed_in_name = $2, signed_in_email = $3, parties = $4 where csrf = $5', [subject, 'Kari Ny', change.email ?? null, JSON.stringify(change.parties ?? []), session.csrf])
  return browserWith(session)
}
const browserWith = (session: SignedInAs): Browser => {
  const send = async (method: 'GET' | 'POST', url: string, form: Record<string, string | readonly string[]> = {}) => {
    const body = new URLSearchParams({ _csrf: session.csrf })
    for (const [name, value] of Object.entries(form)) for (const one of [value].flat()) body.append(name, one as string)
    const response = await world.app.inject({ method, url, cookies: { sesjon: session.token }, ...(method === 'POST' ? { headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: body.toString() } : {}) })
    return { status: response.statusCode, text: response.payload, location: response.headers.location, headers: response.headers }
  }
  return { session, get: (path) => send('GET', path), post: (path, form) => send('POST', path, form as Record<string, string>) }
}

async function invited(email: string, form: Record<string, string> = {}): Promise<string> {
  const siri = await world.as('siri')
  const sent = await siri.post(`/folk/${solstrala}/invitasjon`, { epost: email, rolle: 'pedagogical-leader', ...form })
  expect(sent.status, words(sent.text)).toBe(303)
  return (await noticesOf('invitation'))[0]?.path ?? expect.fail('no letter')
}

describe('an organisation sees its own people', () => {
  test('those who administer see addresses and can change; a colleague sees who is here', async () => {
    const head = words((await (await world.as('siri')).get('/folk')).text)
    for (const part of ['Siri Solheim', 'Peder Lunde', 'peder.lunde @solstrala.example', 'Inviter']) expect(head).toContain(part)
    const colleague = words((await (await world.as('peder')).get('/folk')).text)
    expect(colleague).toContain('Siri Solheim')
    expect(colleague).not.toContain('solstrala.example')
  })
  test.each([
    ['a colleague may not invite', 'peder', undefined, 403],
    ['another head does not find it', 'hanne', undefined, 404],
    ['the owner of others does not', 'eva', undefined, 404],
    ['the municipality as owner does', 'olav', 'owner', 200],
    ['the municipality as authority does not', 'olav', 'authority', 404],
    ['the competence team does not', 'tone', undefined, 404],
    ['the operator does not, where somebody administers', 'dag', undefined, 404],
  ])('%s', async (_, person, role, status) => expect((await (await world.as(person, role)).get(`/folk/${solstrala}/invitasjon`)).status).toBe(status))
})

describe('an invitation', () => {
  test('keeps only a hash, is told by e-mail, and nothing typed is lost when something is wrong', async () => {
    const siri = await world.as('siri')
    const wrong = await siri.post(`/folk/${solstrala}/invitasjon`, { epost: 'ikke en adresse', rolle: 'team-leader' })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('value="ikke en adresse"')
    const path = await invited('hash@example.example')
    const token = path.replace('/invitasjon/', '')
    const stored = await world.asOwner<{ line: string }>('select i::text as line from identity.invitation i')
    expect(stored.some(({ line }) => line.includes(token))).toBe(false)
    expect(token).toHaveLength(43)
    expect((await siri.post(`/folk/${solstrala}/invitasjon`, { epost: 'hash@example.example', rolle: 'pedagogical-leader' })).status).toBe(409)
    expect((await siri.post(`/folk/${solstrala}/invitasjon`, { epost: 'Peder.Lunde@solstrala.example', rolle: 'pedagogical-leader' })).status).toBe(409)
  })

  test('is opened, taken once by a new person, and opens the door at once', async () => {
    const path = await invited('kari.ny@example.example')
    const shown = words((await world.stranger().get(path)).text)
    expect(shown).toContain('pedagogisk leder')
    expect(shown).not.toContain('kari.ny@')
    const kari = await throughDoor('kari-idporten')
    const before = kari.session?.token
    expect((await kari.post(path, { navn: '  ' })).status).toBe(422)
    const taken = await kari.post(path, { navn: 'Kari Ny' })
    expect(taken.status).toBe(303)
    const key = String(taken.headers['set-cookie']).match(/sesjon=([^;]+)/)?.[1] ?? ''
    expect(key).not.toBe(before)
    expect((await kari.get('/folk')).location).toContain('/innlogging')
    const response = await world.app.inject({ method: 'GET', url: '/folk', cookies: { sesjon: key } })
    expect(words(response.payload)).toContain('Kari Ny')
    expect((await (await throughDoor('another')).get(path)).status).toBe(410)
    expect(await events(solstrala)).toContain('members.invitation-accepted')
    expect(await world.asOwner("select 1 from identity.login where subject = 'kari-idporten'")).toHaveLength(1)
  })

  test.each([
    ['the door says another address', { email: 'ola@example.example' }, 409],
    ['the door says the same address', { email: 'feide@example.example' }, 303],
  ])('%s', async (_, door, status) => {
    const path = await invited('feide@example.example')
    expect((await (await throughDoor(`door ${status}`, door)).post(path, { navn: 'Kari Ny' })).status).toBe(status)
    await world.asOwner("update identity.invitation set withdrawn_at = now() where email = 'feide@example.example' and used_at is null")
  })

  test('is not for someone we know by another address', async () => {
    const path = await invited('someone.else@example.example')
    const peder = await world.as('peder')
    expect((await peder.get(path)).status).toBe(409)
    const refused = await peder.post(path)
    expect(refused.status).toBe(409)
    expect(words(refused.text)).toContain('Invitasjonen er send til ei anna e-postadresse')
  })

  test('two clicks at once give one role', async () => {
    const path = await invited('to.klikk@example.example')
    const [one, two] = [await throughDoor('click-1'), await throughDoor('click-2')]
    const statuses = (await Promise.all([one.post(path, { navn: 'A B' }), two.post(path, { navn: 'A B' })])).map(({ status }) => status).sort()
    expect(statuses).toEqual([303, 410])
  })

  test('that has run out says so, and asks the inviter for a new one once a day', async () => {
    const path = await invited('sent@example.example')
    await world.asOwner("update identity.invitation set expires_at = $1 where email = 'sent@example.example'", [world.clock()])
    const page = await world.stranger().get(path)
    expect(page.status).toBe(410)
    expect(words(page.text)).toContain('Be om ny invitasjon')
    const before = (await noticesOf('access-asked')).length
    for (const _ of [1, 2]) expect((await world.stranger().post(`${path}/ny`)).location).toContain('spurt=ja')
    const asked = await noticesOf('access-asked')
    expect(asked.length).toBe(before + 1)
    expect(asked[0]?.person_id).toBe((await memberOf('siri.solheim@solstrala.example')).person_id)
    const [row] = await world.asOwner<{ id: string }>("select id from identity.invitation where email = 'sent@example.example'")
    const siri = await world.as('siri')
    expect((await siri.post(`/folk/${solstrala}/invitasjon/${row?.id}/fornying`)).status).toBe(303)
    expect((await noticesOf('invitation'))[0]?.path).not.toBe(path)
    expect(words((await world.stranger().get(path)).text)).toContain('trukket tilbake')
  })

  test.each(['/invitasjon/x', `/invitasjon/${'a'.repeat(43)}`, '/invitasjon/%00'])('that never was is not found: %s', async (path) => expect((await world.stranger().get(path)).status).toBe(404))
})

describe('roles change', () => {
  test('a role that ends, ends at the next click', async () => {
    const olav = await world.as('olav', 'owner')
    const peder = await world.as('peder')
    expect((await peder.get('/folk')).status).toBe(200)
    const { id } = await memberOf('peder.lunde@solstrala.example')
    const ended = await olav.post(`/folk/${solstrala}/medlemskap/${id}/avslutning`, { grunn: 'left', siste: '22.11.2026' })
    expect(ended.status, words(ended.text)).toBe(303)
    expect((await peder.get('/folk')).status).toBe(403)
    expect((await olav.post(`/folk/${solstrala}/medlemskap/${id}/periode`, { fra: '1.8.2024', til: '' })).status).toBe(303)
    expect((await peder.get('/folk')).status).toBe(200)
  })
  test('the only one who administers stays when nobody above can help, and may go when the municipality can', async () => {
    const team = await world.org('Kompetanseteam barnehage Fjordvik')
    const tone = await world.as('tone')
    const { id } = await memberOf('tone.haugen@fjordvik.example', team)
    const university = await world.org('PPT Fjordvik')
    expect((await tone.post(`/folk/${team}/medlemskap/${id}/administrasjon`, { hva: 'take' })).status).toBe(303)
    await world.asOwner('update identity.membership set administers = true where id = $1', [id])
    await world.asOwner("update identity.membership set administers = false where role = 'owner'")
    for (const [who, org, email] of [['tone', team, 'tone.haugen@fjordvik.example'], ['per', university, 'per.strand@fjordvik.example']] as const) {
      const refused = await (await world.as(who)).post(`/folk/${org}/medlemskap/${(await memberOf(email, org)).id}/avslutning`, { grunn: 'left', siste: '30.11.2026' })
      expect(refused.status).toBe(409)
      expect(words(refused.text)).toContain('Da ville ingen kunne administrere tilgang')
    }
    await world.asOwner("update identity.membership set administers = true where role = 'owner'")
  })
  test('two who remove each other at once do not leave the organisation empty', async () => {
    const ppt = await world.org('PPT Fjordvik')
    await world.asOwner("update identity.membership set administers = false where role = 'owner'")
    await world.asOwner("insert into identity.membership (person_id, org_id, role, period, administers) select id, $1, 'service-contact', '[2024-01-01,)', true from identity.person where email = 'ragnhild.dal@fjordvik.example'", [ppt])
    const per = await world.as('per')
    const ragnhild = await world.as('ragnhild', 'service-contact')
    const [a, b] = [(await memberOf('per.strand@fjordvik.example', ppt)).id, (await memberOf('ragnhild.dal@fjordvik.example', ppt)).id]
    const done = await Promise.all([per.post(`/folk/${ppt}/medlemskap/${b}/administrasjon`, { hva: 'take' }), ragnhild.post(`/folk/${ppt}/medlemskap/${a}/administrasjon`, { hva: 'take' })])
    const left = await world.asOwner('select 1 from identity.membership where org_id = $1 and administers', [ppt])
    expect(left.length, done.map(({ status }) => status).join()).toBe(1)
    await world.asOwner("update identity.membership set administers = true where role = 'owner'")
  })
})

describe('the owner above', () => {
  test('sees where nobody leads, and names a new head without anyone’s help', async () => {
    const eva = await world.as('eva')
    const draken = await world.org('Draken barnehage')
    expect(words((await eva.get('/folk/enheter')).text)).toContain('Ingen styrer nå')
    const hanne = (await memberOf('hanne.moen@trollstua.example', await world.org('Trollstua barnehage'))).person_id
    expect((await eva.post(`/folk/${draken}/leder`, { person: solstrala, fra: '1.12.2026' })).status).toBe(422)
    expect((await eva.post(`/folk/${draken}/leder`, { person: hanne, fra: '23.11.2026' })).status).toBe(303)
    expect((await eva.post(`/folk/${draken}/leder`, { person: hanne, fra: '23.11.2026' })).status).toBe(409)
    expect(words((await eva.get(`/folk/${draken}`)).text)).toContain('Hanne Moen')
    expect((await eva.get(`/folk/${solstrala}/leder`)).status).toBe(404)
  })
})

describe('a deputy', () => {
  const wish = { omfang: ['guidance'], fra: '23.11.2026', til: '30.11.2026', grunn: 'holiday' }
  test('is named, acts with both names, within the scope, gets the notices, and stops by itself', async () => {
    const siri = await world.as('siri')
    const { person_id: peder } = await memberOf('peder.lunde@solstrala.example')
    const head = await memberOf('siri.solheim@solstrala.example')
    const form = { ...wish, rolle: head.id, person: peder }
    const named = await siri.post('/folk/stedfortreder', form)
    expect(named.status, words(named.text)).toBe(303)
    expect((await siri.post('/folk/stedfortreder', form)).status).toBe(409)
    expect((await noticesOf('delegation'))[0]?.person_id).toBe(peder)

    const heads = () => reading(world.db, undefined, (tx) => recipientsFor(tx, solstrala, ['head'], world.clock()))
    expect((await heads()).map(({ personId }) => personId)).toEqual([peder])

    const [delegation] = await world.asOwner<{ id: string }>('select id from identity.delegation')
    const deputy = await world.as('peder')
    const chosen = await deputy.post('/rolle', { medlemskap: head.id, stedfortreder: delegation?.id ?? '' })
    const token = String(chosen.headers['set-cookie']).match(/sesjon=([^;]+)/)?.[1] ?? ''
    expect((await deputy.get('/folk')).location).toContain('/innlogging')
    const [{ csrf } = { csrf: '' }] = await world.asOwner<{ csrf: string }>('select csrf from identity.session where delegation_id is not null')
    const acting = browserWith({ token, csrf })
    expect(words((await acting.get('/folk')).text)).toContain('på vegner av Siri Solheim')
    expect((await acting.get(`/folk/${solstrala}/invitasjon`)).status).toBe(403)
    const chain = await acting.post('/folk/stedfortreder', form)
    expect([chain.status, words(chain.text).includes('Ein stadfortredar kan ikkje velje ein ny')]).toEqual([409, true])

    await world.asOwner("update identity.delegation set scope = '{guidance,members}'")
    expect((await acting.post(`/folk/${solstrala}/invitasjon`, { epost: 'fra.stedfortreder@example.example', rolle: 'pedagogical-leader' })).status).toBe(303)
    expect(await world.asOwner("select 1 from audit.event where kind = 'members.invited' and who = 'Peder Lunde' and on_behalf_of = 'Siri Solheim'")).toHaveLength(1)
    expect((await acting.post(`/folk/${solstrala}/medlemskap/${head.id}/avslutning`, { grunn: 'left', siste: '30.11.2026' })).status).toBe(409)

    world.clock.set(new Date('2026-12-01T09:00:00Z'))
    expect((await heads()).map(({ personId }) => personId)).toEqual([head.person_id])
    world.clock.set(new Date('2026-11-23T09:00:00Z'))
    await world.asOwner('update identity.session set seen_at = $1 where csrf = $2', [world.clock(), csrf])
    expect((await acting.post(`/folk/stedfortreder/${delegation?.id}/avslutning`)).status).toBe(303)
    expect((await acting.get('/folk')).status).toBe(403)
    expect((await heads()).map(({ personId }) => personId)).toEqual([head.person_id])
  })
  test('can be named from above, and not by a colleague or a stranger', async () => {
    const { person_id: peder } = await memberOf('peder.lunde@solstrala.example')
    const head = await memberOf('siri.solheim@solstrala.example')
    const form = { ...wish, fra: '1.12.2026', til: '24.12.2026', rolle: head.id, person: peder, enhet: solstrala }
    expect((await (await world.as('peder')).post('/folk/stedfortreder', form)).status).toBe(403)
    expect((await (await world.as('hanne')).post('/folk/stedfortreder', form)).status).toBe(404)
    expect((await (await world.as('olav', 'owner')).post('/folk/stedfortreder', form)).status).toBe(303)
    expect((await (await world.as('siri')).get('/folk/stedfortreder')).text).toContain('Peder Lunde')
  })
})

describe('someone without a role', () => {
  test('is helped, asks, and those who administer are told without being named', async () => {
    const number = (await world.asOwner<{ organisation_number: string }>('select organisation_number from register.organisation where id = $1', [solstrala]))[0]?.organisation_number
    const vilde = await throughDoor('vilde-door', { parties: [{ organisationNumber: number, name: 'SOLSTRÅLA', actions: [] }, { organisationNumber: '974760673', name: 'EN ANNEN', actions: [] }] })
    expect((await vilde.get('/rolle?ny=1')).location).toBe('/tilgang')
    const page = words((await vilde.get('/tilgang')).text)
    for (const part of ['Det gir deg ikke en rolle her', 'Solstråla barnehage', 'EN ANNEN']) expect(page).toContain(part)
    expect((await vilde.get('/folk')).status).toBe(403)
    expect((await vilde.post('/tilgang', { virksomhet: 'x', navn: '', epost: '' })).status).toBe(422)
    const asked = await vilde.post('/tilgang', { virksomhet: solstrala, navn: 'Vilde Ny', epost: 'vilde.ny@example.example' })
    expect(asked.status).toBe(303)
    expect(asked.text + words((await vilde.get('/tilgang')).text)).not.toContain('Siri')
    expect((await vilde.post('/tilgang', { virksomhet: solstrala, navn: 'Vilde Ny', epost: 'vilde.ny@example.example' })).status).toBe(409)
    expect((await noticesOf('access-asked'))[0]?.person_id).toBe((await memberOf('siri.solheim@solstrala.example')).person_id)
    const siri = await world.as('siri')
    expect(words((await siri.get('/folk')).text)).toContain('vilde.ny @example.example')
    await invited('vilde.ny@example.example')
    expect(words((await vilde.get('/tilgang')).text)).toContain('Invitasjon er sendt')
  })
  test.each([
    ['the owner, when the post is vacant', 'Nisseskogen barnehage', 'eva.brekke@eventyrkjeden.example'],
    ['those who run the installation, when there is nobody at all', 'Kvitveis drift', 'dag.lie@drift.example'],
  ])('the question goes to %s', async (_, org, email) => {
    const someone = await throughDoor(`asks ${org}`)
    expect((await someone.post('/tilgang', { virksomhet: await world.org(org), navn: 'Noen', epost: 'noen@example.example' })).status).toBe(303)
    const [told] = await noticesOf('access-asked')
    expect(await world.asOwner('select email from identity.person where id = $1', [told?.person_id])).toEqual([{ email }])
  })
  test('the operator lets in the first, and nobody where somebody is', async () => {
    const dag = await world.as('dag')
    const unmanned = await world.org('Kvitveis drift')
    expect(words((await dag.get('/folk/enheter?q=Kvitveis')).text)).toContain('Kvitveis drift')
    expect((await dag.post(`/folk/${unmanned}/invitasjon`, { epost: 'eier@kvitveis.example', rolle: 'owner', administrerer: 'ja' })).status).toBe(303)
    expect((await dag.post(`/folk/${solstrala}/invitasjon`, { epost: 'eier@kvitveis.example', rolle: 'head' })).status).toBe(404)
  })
})

describe('one’s own page', () => {
  test('name, language, sessions and what is stored', async () => {
    const [here, there] = [await world.as('nora'), await world.as('nora')]
    expect(words((await here.get('/konto')).text)).toContain('Her er du logga inn')
    expect((await here.post('/konto', { navn: '', sprak: 'xx' })).status).toBe(422)
    expect((await here.post('/konto', { navn: 'Nora Vik', sprak: 'en' })).status).toBe(303)
    expect(await world.asOwner("select language from identity.person where email = 'nora.vik@kvitveis.example'")).toEqual([{ language: 'en' }])
    expect((await here.post('/konto/okter/andre/avslutning')).status).toBe(303)
    expect((await there.get('/konto')).location).toContain('/innlogging')
    expect((await here.get('/konto')).status).toBe(200)
    const file = await here.get('/konto/opplysninger')
    const stored = JSON.parse(file.text) as { person: { email: string }; roles: unknown[] }
    expect([stored.person.email, stored.roles.length]).toEqual(['nora.vik@kvitveis.example', 1])
    expect(file.text).not.toContain(here.session?.csrf)
  })
  test('nobody ends another’s session', async () => {
    const [siri, nora] = [await world.as('siri'), await world.as('nora')]
    const [{ id } = { id: '' }] = await world.asOwner<{ id: string }>('select id from identity.session where csrf = $1', [siri.session?.csrf])
    expect((await nora.post(`/konto/okter/${id}/avslutning`)).status).toBe(404)
    expect((await siri.get('/konto')).status).toBe(200)
  })
})

test('the database refuses a colleague who asks past the program', async () => {
  const { person_id } = await memberOf('peder.lunde@solstrala.example')
  const [{ id: membershipId } = { id: '' }] = await world.asOwner<{ id: string }>("select id from identity.membership where person_id = $1", [person_id])
  const peder = { personId: person_id, membershipId, orgId: solstrala, role: 'pedagogical-leader' } as never
  await expect(writing(world.db, peder, (tx) => tx.insertInto('identity.membership').values({ person_id, org_id: solstrala, role: 'head', period: '[2026-01-01,)' }).execute())).rejects.toMatchObject({ code: '42501' })
  await expect(writing(world.db, peder, (tx) => tx.insertInto('identity.delegation').values({ membership_id: membershipId, deputy_id: person_id, period: '[2026-01-01,2026-02-01)', scope: ['nothing'], made_at: world.clock() }).execute())).rejects.toMatchObject({ code: '23514' })
  const changed = await writing(world.db, peder, (tx) => tx.updateTable('identity.membership').set({ administers: true }).where('id', '=', membershipId).executeTakeFirst())
  expect(Number(changed.numUpdatedRows)).toBe(0)
  await writing(world.db, system, (tx) => linkLogin(tx, 'https://test', 'x', person_id, world.clock()))
})
