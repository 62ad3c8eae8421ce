import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openWorld, usualTime, words, type World } from '../../../test/kit.ts'
import { system, writing } from '../../platform/db.ts'
import { noJobs } from '../../platform/jobs.ts'
import { openMailer } from '../../platform/mail.ts'
import { deliver } from './actions.ts'
import { cancelUnsent, tell } from './index.ts'
import { reminderKinds } from './rules.ts'
import type { Message } from './rules.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  await world.asOwner('delete from messaging.delivery')
  await world.asOwner('delete from messaging.notice')
})

const idOf = async (person: string) => (await world.asOwner<{ id: string }>('select id from identity.person where email like $1', [`${person}.%`]))[0]?.id ?? expect.fail(person)
async function notice(person: string, change: Partial<Message> = {}): Promise<string> {
  const personId = await idOf(person)
  const message: Message = { kind: 'guidance-note', path: '/veiledning/1', data: { kindergarten: 'Solstråla barnehage', reference: 'V-2026-00012' }, ...change }
  await writing(world.db, system, (tx) => tell(tx, noJobs, [{ personId, language: 'nb' }], message, usualTime))
  return (await world.asOwner<{ id: string }>('select id from messaging.notice where person_id = $1 order by at desc, id desc limit 1', [personId]))[0]?.id ?? expect.fail('no notice')
}

describe('my notices', () => {
  test('are mine only, with a link to the thing, and marked as new until I say so', async () => {
    await notice('siri')
    await notice('hanne', { data: { kindergarten: 'Trollstua barnehage', reference: 'V-2026-00099' } })
    const siri = await world.as('siri')
    const before = await siri.get('/varsler')
    expect(words(before.text)).toContain('Ny melding i saken til Solstråla barnehage (V-2026-00012)')
    expect(before.text).toContain('href="/veiledning/1"')
    expect(words(before.text)).toContain('1 nytt varsel')
    expect(before.text).not.toContain('Trollstua')
    const { status, location } = await siri.post('/varsler/lesing')
    expect([status, location]).toEqual([303, '/varsler'])
    const after = words((await siri.get('/varsler')).text)
    expect(after).toContain('Ingen nye varsler')
    expect(after).not.toContain('Merk alle som lest')
    expect(await world.asOwner("select 1 from messaging.notice where seen_at is not null")).toHaveLength(1)
  })

  test('are read when the page they lead to is opened, by the one they are for; others and failed looks leave them', async () => {
    await notice('siri', { path: '/okter' })
    await notice('siri', { path: '/okter/finnes-ikke' })
    await notice('hanne', { path: '/okter' })
    const siri = await world.as('siri')
    expect((await siri.get('/okter/finnes-ikke')).status).toBe(404)
    expect(await world.asOwner('select 1 from messaging.notice where seen_at is not null')).toHaveLength(0)
    expect((await siri.get('/okter?sprak=nn')).status).toBe(200)
    expect(await world.asOwner("select path from messaging.notice where seen_at is not null and person_id = $1", [await idOf('siri')])).toEqual([{ path: '/okter' }])
    expect(await world.asOwner('select 1 from messaging.notice where seen_at is not null')).toHaveLength(1)
  })

  test('that are cancelled are not there any more', async () => {
    const subjectId = crypto.randomUUID()
    await notice('siri', { subjectId })
    await writing(world.db, system, (tx) => cancelUnsent(tx, subjectId, 'guidance-note', usualTime))
    expect(words((await (await world.as('siri')).get('/varsler')).text)).toContain('Ingen varsler ennå')
  })

  test('can be read in nynorsk and English', async () => {
    await notice('siri')
    const siri = await world.as('siri')
    expect(words((await siri.get('/varsler?sprak=nn')).text)).toContain('Ny melding i saka til Solstråla barnehage')
    expect(words((await siri.get('/varsler?sprak=en')).text)).toContain('New message in the case of Solstråla barnehage')
  })

  test('need a sign-in; one without a role has none and can choose nothing', async () => {
    expect((await world.stranger().get('/varsler')).status).toBe(303)
    const vilde = await world.as('vilde')
    expect(words((await vilde.get('/varsler')).text)).toContain('Du har ikke valgt noen rolle')
    expect((await vilde.post('/varsler/lesing')).status).toBe(403)
    expect((await vilde.get('/varsler/valg')).status).toBe(403)
  })

  test('cannot be changed by their reader, only seen', async () => {
    const id = await notice('siri')
    const siri = await idOf('siri')
    const actor = { personId: siri, membershipId: '', orgId: '', role: 'head' } as never
    await expect(writing(world.db, actor, (tx) => tx.updateTable('messaging.notice').set({ path: 'https://evil.example' }).where('id', '=', id).execute())).rejects.toThrow('only note that a notice is seen')
  })
})

describe('letters one can do without', () => {
  test('are chosen, kept and shown; what is no reminder is left out', async () => {
    const siri = await world.as('siri')
    const page = await siri.get('/varsler/valg?sprak=nb')
    expect(page.text.match(/ checked/g)).toHaveLength(reminderKinds.length)
    for (const part of ['E-post du kan velge bort', 'et møte jeg har fått beskjed om, kan legges i kalenderen min']) expect(words(page.text)).toContain(part)
    await siri.post('/varsler/valg', { paminnelse: [...reminderKinds.filter((kind) => kind !== 'guidance-follow-up'), 'invitation', 'x'] })
    expect(await world.asOwner('select kind from messaging.choice')).toEqual([{ kind: 'guidance-follow-up' }])
    expect((await siri.get('/varsler/valg')).text.match(/ checked/g)).toHaveLength(reminderKinds.length - 1)
    expect((await (await world.as('hanne')).get('/varsler/valg')).text.match(/ checked/g)).toHaveLength(reminderKinds.length)
    await siri.post('/varsler/valg', { paminnelse: reminderKinds })
    expect(await world.asOwner('select kind from messaging.choice')).toEqual([])
  })
})

describe('letters that did not arrive', () => {
  const refusing = { send: async () => ({ ok: false, final: true, detail: '550 5.1.1' }) as const }

  test('are shown to the operator without address or content, and can be tried again', async () => {
    const id = await notice('siri', { kind: 'invitation', path: '/invitasjon/secret-token', data: { organisation: 'Solstråla barnehage', inviter: 'Hemmelig Navn' } })
    await deliver(world.deps, refusing, id)
    const dag = await world.as('dag')
    const { text } = await dag.get('/drift/utsendinger')
    expect(words(text)).toContain('Avvist av mottakerens tjener')
    for (const part of ['s…@solstrala.example', '550 5.1.1', 'Invitasjon']) expect(text).toContain(part)
    for (const secret of ['siri.solheim', 'secret-token', 'Hemmelig Navn']) expect(text).not.toContain(secret)
    expect((await dag.post(`/drift/utsendinger/${id}/forsok`)).location).toBe('/drift/utsendinger')
    await deliver(world.deps, openMailer(world.deps.config), id)
    expect(words((await dag.get('/drift/utsendinger')).text)).toContain('Alle e-poster har kommet fram')
    await dag.post(`/drift/utsendinger/${id}/forsok`)
    expect(await world.asOwner("select 1 from messaging.notice where try_at is not null")).toHaveLength(0)
  })

  test('are for the operator only, in the database too', async () => {
    await deliver(world.deps, refusing, await notice('siri'))
    expect((await (await world.as('tone')).get('/drift/utsendinger')).status).toBe(403)
    const actor = { personId: await idOf('tone'), membershipId: '', orgId: '', role: 'team-leader' } as never
    expect((await writing(world.db, actor, (tx) => tx.selectFrom('messaging.delivery').selectAll().execute())).length).toBe(0)
    expect((await (await world.as('dag')).post('/drift/utsendinger/x/forsok')).status).toBe(404)
  })
})

describe('the letters of the demonstration world', () => {
  test('are shown as they are sent, in each reader’s language or in the one asked for', async () => {
    await notice('peder')
    const own = words((await world.stranger().get('/utvikling/utsendt')).text)
    for (const part of ['peder.lunde@solstrala.example', 'Ny melding i saka til Solstråla barnehage', 'http://samspill.test/varsler/valg']) expect(own).toContain(part)
    expect(words((await world.stranger().get('/utvikling/utsendt?brev=en')).text)).toContain('New message in the case of Solstråla barnehage')
  })

  test.each([{ demo: false }, { demo: true, production: true }])('are nowhere when the world is %o', async (change) => {
    await notice('siri')
    const other = await openWorld({ deps: { config: { ...world.deps.config, ...change } } })
    try {
      expect((await other.stranger().get('/utvikling/utsendt')).status).toBe(404)
    } finally {
      await other.close()
    }
  })
})
