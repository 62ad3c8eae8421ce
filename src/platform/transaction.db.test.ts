import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '../../test/kit.ts'
import { reading, system, writing, type Tx } from './db.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const noted = async (kind: string) => (await world.asOwner<{ n: number }>('select count(*) as n from audit.event where kind = $1', [kind]))[0]?.n
const note = (tx: Tx, kind: string) => sql`insert into audit.event (at, kind, about_kind, about_id, reader_org_ids, visibility, role, who) values (now(), ${kind}, 'case', gen_random_uuid(), '{}', 'shared', 'system', 'system')`.execute(tx)
const number = async (tx: Tx, n: number) => (await sql<{ n: number }>`select ${n}::integer as n`.execute(tx)).rows[0]?.n

describe('a transaction whose questions do not wait for each other', () => {
  test('each question gets its own answer, in whatever order they were asked', async () => {
    const asked = Array.from({ length: 200 }, (_, n) => n)
    expect(await reading(world.db, system, (tx) => Promise.all(asked.map((n) => number(tx, n))))).toEqual(asked)
  })

  test('many transactions at once keep apart', async () => {
    const each = Array.from({ length: 40 }, (_, n) => n)
    const told = await Promise.all(each.map((n) => reading(world.db, system, async (tx) => [await number(tx, n), ...(await Promise.all([number(tx, n + 1000), number(tx, n + 2000)]))])))
    expect(told).toEqual(each.map((n) => [n, n + 1000, n + 2000]))
  })

  test('the first question is already asked by the one who acts, however it is built', async () => {
    const role = (tx: Tx) => sql<{ role: string }>`select platform.actor_role() as role`.execute(tx)
    const asRaw = await reading(world.db, system, (tx) => role(tx))
    const asBuilt = await reading(world.db, system, (tx) => tx.selectNoFrom(sql<string>`platform.actor_role()`.as('role')).executeTakeFirst())
    const atOnce = await reading(world.db, system, (tx) => tx.executeQuery(sql<{ role: string }>`select platform.actor_role() as role`.compile(tx)))
    expect([asRaw.rows[0]?.role, asBuilt?.role, atOnce.rows[0]?.role]).toEqual([system, system, system])
  })

  test('what was written is kept when the work succeeds', async () => {
    await writing(world.db, system, (tx) => Promise.all([note(tx, 'test.kept'), note(tx, 'test.kept')]))
    expect(await noted('test.kept')).toBe(2)
  })

  test('one refusal among several leaves nothing', async () => {
    await expect(writing(world.db, system, (tx) => Promise.all([note(tx, 'test.gone'), sql`select 1 / 0`.execute(tx), note(tx, 'test.gone')]))).rejects.toThrow('division by zero')
    expect(await noted('test.gone')).toBe(0)
  })

  test('a refusal that the work swallows is no success', async () => {
    const swallowed = writing(world.db, system, async (tx) => {
      await note(tx, 'test.swallowed')
      await sql`select 1 / 0`.execute(tx).catch(() => undefined)
    })
    await expect(swallowed).rejects.toThrow(/rolled back/)
    expect(await noted('test.swallowed')).toBe(0)
  })

  test('reading refuses every change', async () => {
    await expect(reading(world.db, system, (tx) => note(tx, 'test.read'))).rejects.toThrow(/read-only/)
    expect(await noted('test.read')).toBe(0)
  })

  test('what still runs when the work has failed cannot speak in the next transaction', async () => {
    const late: { said?: Promise<unknown> } = {}
    const failed = writing(world.db, system, async (tx) => {
      late.said = new Promise((done) => setTimeout(done, 50)).then(() => note(tx, 'test.late'))
      late.said.catch(() => {})
      throw new Error('first')
    })
    await expect(failed).rejects.toThrow('first')
    await expect(late.said).rejects.toThrow('The transaction is over')
    expect(await noted('test.late')).toBe(0)
  })
})
