import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import type { PdfDocument } from './pdf.ts'
import { openPress, type Press, type PressLimits } from './pdf-press.ts'

const document = (change: Partial<PdfDocument> = {}): PdfDocument => ({ language: 'nb', title: 'Sak', sender: 'Solstråla barnehage', at: new Date('2026-11-23T09:00:00Z'), body: [], ...change })

const presses: Press[] = []
function press(limits: Partial<PressLimits> = {}): Press {
  const opened = openPress({ timeLimit: 60_000, mostWaiting: 20, mostEach: 20, idleFor: 60_000, ...limits })
  presses.push(opened)
  return opened
}
afterEach(() => {
  for (const { pid } of presses.splice(0)) {
    const id = pid()
    if (id !== undefined && isAlive(id)) process.kill(id, 'SIGKILL')
  }
})

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
/** Waits until the process is no more; one that stays is found by the test's own limit. */
async function gone(pid: number | undefined): Promise<void> {
  while (pid !== undefined && isAlive(pid)) await pause(20)
}
/** The process that has begun on an order, held still before it has come anywhere: it answers when it is let go on, and not before, however fast the machine is. */
async function heldStill({ pid }: Press): Promise<number> {
  await Promise.resolve()
  const working = pid() ?? expect.fail('nobody works on it')
  process.kill(working, 'SIGSTOP')
  return working
}

describe('the press', () => {
  test('makes documents one after another in one process of its own, and mixes none of them', async () => {
    const { make, pid } = press()
    const titles = Array.from({ length: 12 }, (_, n) => `Tittel nummer ${n} av mange`)
    const made = await Promise.all(titles.map((title) => make(document({ title }))))
    for (const [n, title] of titles.entries()) {
      const one = made[n]
      expect(one?.ok && Buffer.from(one.bytes).toString('utf8')).toContain(title)
    }
    expect(pid()).not.toBe(process.pid)
  }, 60_000)

  test('gives the archive’s standard when it is asked for', async () => {
    const made = await press().make(document(), { standard: 'a-2a' })
    expect(made.ok && Buffer.from(made.bytes).toString('utf8')).toContain('<pdfaid:conformance>A<')
  }, 60_000)

  test('ends what takes too long, whatever it is doing, and makes the next one', async () => {
    const impatient = press({ timeLimit: 50 })
    const first = impatient.make(document())
    const working = await heldStill(impatient)
    expect(await first).toEqual({ ok: false, because: 'too-heavy' })
    await gone(working)
    const { make: patient } = press()
    expect(await patient(document())).toMatchObject({ ok: true })
  }, 60_000)

  test('keeps the program answering while it works', async () => {
    const opened = press()
    let made = false
    const making = opened.make(document()).finally(() => (made = true))
    const working = await heldStill(opened)
    // The program goes round while the press has its order and has not answered.
    for (let round = 0; round < 5; round++) await pause(1)
    expect(made).toBe(false)
    process.kill(working, 'SIGCONT')
    expect(await making).toMatchObject({ ok: true })
  }, 60_000)

  test('refuses a text that no document could hold, without starting', async () => {
    const { make, pid } = press()
    expect(await make(document({ body: [{ kind: 'text', text: 'a'.repeat(1_000_001) }] }))).toEqual({ ok: false, because: 'too-heavy' })
    expect(pid()).toBeUndefined()
  })

  test('asks people to come back when too many wait', async () => {
    const { make } = press({ mostWaiting: 1 })
    const made = await Promise.all([1, 2, 3].map(() => make(document())))
    expect(made.map((one) => (one.ok ? 'made' : one.because))).toEqual(['made', 'made', 'busy'])
  }, 60_000)

  test('lets nobody fill the queue for the others', async () => {
    const { make } = press({ mostWaiting: 20, mostEach: 2 })
    const made = await Promise.all(['siri', 'siri', 'siri', 'hanne', 'siri'].map((whose) => make(document(), { whose })))
    expect(made.map((one) => (one.ok ? 'made' : one.because))).toEqual(['made', 'made', 'busy', 'made', 'busy'])
    expect(await make(document(), { whose: 'siri' })).toMatchObject({ ok: true })
  }, 60_000)

  test('that cannot be given an order goes on with the next', async () => {
    const { make } = press()
    const strange = document({ body: [{ kind: 'text', text: 'a', print: () => {} } as never] })
    expect(await make(strange)).toEqual({ ok: false, because: 'too-heavy' })
    expect(await make(document())).toMatchObject({ ok: true })
  }, 60_000)

  test('ends when it has rested long enough, and starts again at the next order', async () => {
    const { make, pid } = press({ idleFor: 50 })
    await make(document())
    await gone(pid())
    expect(await make(document())).toMatchObject({ ok: true })
  }, 60_000)

  test('that dies is replaced', async () => {
    const { make, pid } = press()
    await make(document())
    const first = pid() ?? expect.fail('no press')
    process.kill(first, 'SIGKILL')
    while (pid() === first) await pause(20)
    expect(await make(document())).toMatchObject({ ok: true })
    expect(pid()).not.toBe(first)
  }, 60_000)

  test('is given no key of the program', async () => {
    process.env['SAMSPILL_SECRET_FOR_TEST'] = 'not for the press'
    const { make, pid } = press()
    await make(document())
    const environment = await readFile(`/proc/${pid()}/environ`, 'utf8').catch(() => '')
    expect(environment).not.toContain('not for the press')
    delete process.env['SAMSPILL_SECRET_FOR_TEST']
  }, 60_000)
})
