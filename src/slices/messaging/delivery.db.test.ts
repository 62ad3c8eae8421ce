import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { openWorld, usualTime, type World } from '../../../test/kit.ts'
import { startMailServer, type MailServer, type Mood } from '../../../test/mail-server.ts'
import { sleep } from '../../platform/clock.ts'
import { system, writing } from '../../platform/db.ts'
import type { Deps } from '../../platform/http.ts'
import { startJobs, type Jobs } from '../../platform/jobs.ts'
import { silentLog } from '../../platform/log.ts'
import { openMailer, type Mailer } from '../../platform/mail.ts'
import { deliver, sweep, tryAgain } from './actions.ts'
import { cancelUnsent, queues, tell, type Recipient } from './index.ts'
import type { Message } from './rules.ts'
import { jobKinds } from './jobs.ts'

let world: World
let server: MailServer
let mailer: Mailer
let enqueued: { queue: string; id: string; startAfter: Date | undefined }[]
let deps: Deps
const minutes = (count: number) => new Date(usualTime.getTime() + count * 60_000)
const patience = { connect: 1_000, greeting: 1_000, answer: 300 }

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  server = await startMailServer()
  enqueued = []
  const jobs: Jobs = { enqueue: async (_tx, queue, data, options) => void enqueued.push({ queue, id: String((data as { id: string }).id), startAfter: options?.startAfter }), enqueueEach: async (_tx, queue, data) => void enqueued.push(...(data as { id: string }[]).map(({ id }) => ({ queue, id, startAfter: undefined }))) }
  deps = { ...world.deps, jobs }
  world.clock.set(usualTime)
  mailer = openMailer({ ...world.deps.config, smtpUrl: server.url }, patience)
})
afterEach(async () => {
  await world.asOwner('update messaging.notice set try_at = null')
  await server.close()
})

const person = async (id: string) => (await world.asOwner<{ id: string; language: 'nb' }>('select id, language from identity.person where email like $1', [`${id}.%`]))[0] as { id: string; language: 'nb' }
const message: Message = { kind: 'guidance-note', path: '/veiledning/1', data: { kindergarten: 'Solstråla barnehage', reference: 'V-2026-00012' } }

/** Saves a notice and gives its id. */
async function notice(change: Partial<Message> = {}, to?: Recipient): Promise<string> {
  const siri = await person('siri')
  await writing(world.db, system, (tx) => tell(tx, deps.jobs, [to ?? { personId: siri.id, language: 'nb' }], { ...message, ...change }, world.clock()))
  return enqueued.at(-1)?.id ?? expect.fail('nothing was enqueued')
}
const steps = async (id: string) => world.asOwner<{ outcome: string; detail: string | null; message_id: string | null }>('select outcome, detail, message_id from messaging.delivery where notice_id = $1 order by at, id', [id])
const outcomes = async (id: string) => (await steps(id)).map(({ outcome }) => outcome)

describe('without a mail server in production', () => {
  test('letters wait untried however often they are looked at, the operator is told, and they leave when there is one', async () => {
    const id = await notice()
    const closed = { ...deps, config: { ...deps.config, production: true, smtpUrl: undefined } }
    const none = openMailer(closed.config)
    for (const hours of [0, 1, 24]) {
      world.clock.set(minutes(hours * 60))
      await deliver(closed, none, id)
      await sweep(closed, none)
    }
    expect(await steps(id)).toEqual([])
    world.clock.set(minutes(30 * 60))
    await sweep({ ...closed, config: { ...closed.config, smtpUrl: server.url } }, mailer)
    expect(await outcomes(id)).toEqual(['sending', 'sent'])
    expect(server.received).toHaveLength(1)
  })
})

describe('a letter', () => {
  test('with an invitation takes the key with it: what is left says that it was sent, not how to get in', async () => {
    const invited = { kind: 'invitation' as const, path: '/invitasjon/hemmelig', data: { organisation: 'Solstråla barnehage', inviter: 'Eva' } }
    const path = async (id: string) => (await world.asOwner<{ path: string }>('select path from messaging.notice where id = $1', [id]))[0]?.path
    const to = { address: 'ny@solstrala.example', language: 'nb' as const }
    const real = { ...deps, config: { ...deps.config, smtpUrl: server.url } }
    const id = await notice(invited, to)
    await deliver(real, mailer, id)
    expect(server.received.at(-1)?.text).toContain('/invitasjon/hemmelig')
    expect(await path(id)).toBe('/invitasjon')
    const change = await notice({ kind: 'email-change', path: '/konto/epost/hemmelig' }, to)
    await deliver(real, mailer, change)
    expect(await path(change)).toBe('/konto')
    // Without a mail server the letter is read in the product, and the key must still be there.
    const shown = await notice(invited, to)
    await deliver(deps, mailer, shown)
    expect(await path(shown)).toBe('/invitasjon/hemmelig')
    await server.close()
    const undelivered = await notice(invited, to)
    await deliver(real, mailer, undelivered)
    expect(await path(undelivered)).toBe('/invitasjon/hemmelig')
  })

  test('is taken by the mail server, in plain text, with the marks of a letter no one should answer', async () => {
    const id = await notice()
    await deliver(deps, mailer, id)
    expect(await steps(id)).toEqual([expect.objectContaining({ outcome: 'sending' }), expect.objectContaining({ outcome: 'sent', message_id: `<${id}@samspill.test>` })])
    const [letter] = server.received
    expect(letter?.to).toEqual(['siri.solheim@solstrala.example'])
    for (const header of ['Auto-Submitted: auto-generated', `Message-ID: <${id}@samspill.test>`, 'Content-Type: text/plain; charset=utf-8', 'From: Samspill <ikke-svar@samspill.example>']) expect(letter?.headers).toContain(header)
    expect(letter?.text).toContain('Det er kommet en ny melding i saken V-2026-00012 for Solstråla barnehage.')
    expect(letter?.text).toContain('\nhttp://samspill.test/veiledning/1\n')
  })

  test('is in the language its reader reads now', async () => {
    const peder = await person('peder')
    await deliver(deps, mailer, await notice({}, { personId: peder.id, language: 'nb' }))
    await deliver(deps, mailer, await notice({ kind: 'invitation', path: '/invitasjon/abc' }, { address: 'ny@example.example', language: 'en' }))
    expect(server.received.map(({ text }) => text)).toEqual([expect.stringContaining('Logg inn for å sjå meir'), expect.stringContaining('http://samspill.test/invitasjon/abc')])
  })

  test('cannot be given headers or recipients by a name or an address', async () => {
    await deliver(deps, mailer, await notice({ data: { kindergarten: 'Sol\r\nBcc: x@evil.example\r\n\r\nHei', reference: '1\nX-A: b' } }))
    expect(server.received[0]?.headers).not.toMatch(/^(Bcc|X-A):/im)
    expect(server.received[0]?.to).toHaveLength(1)
    for (const address of ['a@b.example\r\nRCPT TO:<x@evil.example>', 'a@b.example, x@evil.example', 'A <x@evil.example>', 'a b@c.example', '', '"a"@b.example']) {
      const id = await notice({}, { address, language: 'nb' })
      await deliver(deps, mailer, id)
      expect(await steps(id)).toEqual([expect.anything(), expect.objectContaining({ outcome: 'refused' })])
    }
    expect(server.received).toHaveLength(1)
  })
})

describe('what goes wrong', () => {
  const cases: readonly (readonly [string, Mood, string, string])[] = [
    ['an unknown recipient is final', 'refuse-recipient', 'refused', '550 5.1.1'],
    ['a message the server does not want is final', 'refuse-message', 'refused', '554 5.7.1'],
    ['"try later" is tried later', 'temporary', 'failed', '451 4.3.0'],
    ['a server that goes silent is tried later', 'silent', 'failed', 'ETIMEDOUT'],
    ['a server that hangs up in the middle is tried later', 'close', 'failed', 'ECONNECTION'],
  ]
  test.each(cases)('%s', async (_, mood, outcome, detail) => {
    server.mood = mood
    const id = await notice()
    await deliver(deps, mailer, id)
    expect((await steps(id)).at(-1)).toMatchObject({ outcome, detail: expect.stringMatching(mood === 'close' ? /^(ECONNECTION|ECONNRESET|ESOCKET|EPIPE)$/ : new RegExp(`^${detail}$`)) })
    expect(enqueued.filter((job) => job.id === id).map(({ startAfter }) => startAfter)).toEqual(outcome === 'failed' ? [undefined, minutes(1)] : [undefined])
  })

  test('the server’s words, which repeat the address, are not kept', async () => {
    server.mood = 'refuse-recipient'
    const id = await notice()
    await deliver(deps, mailer, id)
    expect(JSON.stringify(await steps(id))).not.toContain('siri')
  })

  test('no server at all: tried at growing intervals, then given up', async () => {
    const nowhere = openMailer({ ...world.deps.config, smtpUrl: 'smtp://127.0.0.1:9' }, patience)
    const id = await notice()
    for (const at of [0, 1, 6, 36, 156, 876]) {
      world.clock.set(minutes(at))
      await deliver(deps, nowhere, id)
      await deliver(deps, nowhere, id)
    }
    expect((await outcomes(id)).filter((outcome) => outcome !== 'sending')).toEqual(['failed', 'failed', 'failed', 'failed', 'failed', 'gave-up'])
    expect((await steps(id)).at(-1)?.detail).toBe('ESOCKET')
    world.clock.set(minutes(10_000))
    await deliver(deps, mailer, id)
    expect(server.received).toHaveLength(0)
  })

  test('451, then 250: it arrives once', async () => {
    server.mood = 'temporary'
    const id = await notice()
    await deliver(deps, mailer, id)
    server.mood = 'accept'
    await deliver(deps, mailer, id)
    expect(server.received).toHaveLength(0)
    world.clock.set(minutes(1))
    await deliver(deps, mailer, id)
    expect(await outcomes(id)).toEqual(['sending', 'failed', 'sending', 'sent'])
    expect(server.received).toHaveLength(1)
  })
})

describe('once', () => {
  test('many workers at the same time, and the job run again, send one letter', async () => {
    const id = await notice()
    await Promise.all(Array.from({ length: 6 }, () => deliver(deps, mailer, id)))
    await deliver(deps, mailer, id)
    expect(server.received).toHaveLength(1)
    expect(await outcomes(id)).toEqual(['sending', 'sent'])
  })

  test('a program that stopped in the middle leaves it unknown; only a person sends it again', async () => {
    const id = await notice()
    const stopped: Mailer = { send: () => Promise.reject(new Error('the power went')) }
    await expect(deliver(deps, stopped, id)).rejects.toThrow('the power went')
    await deliver(deps, mailer, id)
    world.clock.set(minutes(20))
    await sweep(deps, mailer)
    await sweep(deps, mailer)
    expect(await outcomes(id)).toEqual(['sending', 'unknown'])
    expect(server.received).toHaveLength(0)
    expect(await tryAgain(deps, id)).toBe(true)
    await deliver(deps, mailer, id)
    expect(server.received).toHaveLength(1)
    expect(await tryAgain(deps, id)).toBe(false)
  })

  test('a notice whose job was lost is found by the sweep', async () => {
    const id = await notice()
    await sweep(deps, mailer)
    expect(server.received).toHaveLength(0)
    world.clock.set(minutes(5))
    await sweep(deps, mailer)
    expect(await outcomes(id)).toEqual(['sending', 'sent'])
  })
})

describe('a letter about what has been taken back', () => {
  const subjectId = '00000000-0000-4000-8000-000000000001'
  const cancel = () => writing(world.db, system, (tx) => cancelUnsent(tx, subjectId, 'guidance-handed-over', world.clock()))
  const cancelled = async (id: string) => (await world.asOwner<{ is: boolean }>('select cancelled_at is not null as is from messaging.notice where id = $1', [id]))[0]?.is
  const about: Partial<Message> = { kind: 'guidance-handed-over', subjectId }

  test('is not sent, and not tried again when it failed before', async () => {
    const id = await notice(about)
    server.mood = 'temporary'
    const failed = await notice(about)
    await deliver(deps, mailer, failed)
    server.mood = 'accept'
    await cancel()
    world.clock.set(minutes(90))
    await deliver(deps, mailer, id)
    await deliver(deps, mailer, failed)
    await sweep(deps, mailer)
    expect(server.received).toHaveLength(0)
    expect(await tryAgain(deps, failed)).toBe(false)
  })

  test('stands when it has been sent, and so do letters about other things', async () => {
    const sent = await notice(about)
    await deliver(deps, mailer, sent)
    const others = [await notice({ ...about, subjectId: crypto.randomUUID() }), await notice({ ...about, kind: 'guidance-hand-over-answered' })]
    await cancel()
    expect(await Promise.all([sent, ...others].map(cancelled))).toEqual([false, false, false])
  })
})

describe('a reminder', () => {
  test('is not sent to one who does without it, but other notices are', async () => {
    const siri = await person('siri')
    await world.asOwner("insert into messaging.choice values ($1, 'guidance-follow-up', now()), ($1, 'guidance-note', now())", [siri.id])
    const id = await notice({ kind: 'guidance-follow-up' })
    await deliver(deps, mailer, id)
    await deliver(deps, mailer, await notice())
    expect(await outcomes(id)).toEqual(['opted-out'])
    expect(server.received).toHaveLength(1)
    await world.asOwner('delete from messaging.choice')
  })
})

test('the queue itself: what is rolled back is never sent, what is saved is sent', async () => {
  const [row] = await world.asOwner<{ name: string }>('select current_database() as name')
  const connection = (user: string) => ({ host: inject('sockets'), user, database: row?.name ?? '' })
  const jobs = await startJobs(connection(inject('owner')), connection('samspill_app'), queues, silentLog)
  const real: Deps = { ...world.deps, jobs }
  try {
    await jobs.work(jobKinds(real, mailer))
    const siri = await person('siri')
    const say = (reference: string, fails: boolean) =>
      writing(world.db, system, async (tx) => {
        await tell(tx, jobs, [{ personId: siri.id, language: 'nb' }], { ...message, data: { kindergarten: 'Solstråla', reference } }, usualTime)
        if (fails) throw new Error('changed my mind')
      })
    await expect(say('rolled-back', true)).rejects.toThrow('changed my mind')
    await say('saved', false)
    for (let tries = 0; server.received.length === 0 && tries < 100; tries += 1) await sleep(100)
    await sleep(500)
    expect(server.received.map(({ text }) => text)).toEqual([expect.stringContaining('saved')])
  } finally {
    await jobs.stop()
  }
}, 30_000)
