import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type pg from 'pg'
import { sql } from 'kysely'
import { openWorld, type World } from '../../test/kit.ts'
import { openDb, openPool, reading } from './db.ts'
import { afterReading, collectRoutes, json, open, page, redirect, type Deps } from './http.ts'
import { renderToString } from 'preact-render-to-string'
import { buildServer, type Face } from './http-server.ts'

let world: World
let pool: pg.Pool
let deps: Deps
beforeAll(async () => {
  world = await openWorld()
  const [database] = await world.asOwner<{ name: string }>('select current_database() as name')
  // One connection for the whole program: whoever holds it while waiting for another stands still.
  pool = openPool({ host: inject('sockets'), user: 'samspill_app', database: database?.name ?? '' }, { max: 1 })
  deps = { ...world.deps, db: openDb(pool, world.clock) }
})
afterAll(async () => {
  await pool.end()
  await world.close()
})

const face: Face<object> = {
  visits: { find: async () => undefined, touch: async () => {} },
  pageFrom: () => ({}),
  drawn: async (view) => view,
  render: renderToString,
  troublePage: (_, trouble) => <p>{trouble}</p>,
  resendPage: () => <p />,
  signInPath: () => '/',
  formActions: [],
}

describe('what is made after the reading', () => {
  test('has no connection of its own to wait with: it can even ask for one', async () => {
    const routes = collectRoutes<object>([
      (route) => {
        route.get('/fil', open, async ({ tx }) => {
          const { rows } = await sql<{ n: number }>`select 1 as n`.execute(tx)
          return afterReading(async () => {
            const now = { held: pool.totalCount - pool.idleCount, read: rows[0]?.n }
            return json({ ...now, asked: await reading(deps.db, undefined, async (again) => (await sql<{ n: number }>`select 2 as n`.execute(again)).rows[0]?.n) })
          })
        })
        route.get('/feil', open, async () =>
          afterReading(async () => {
            throw new Error('the spreadsheet could not be written')
          }),
        )
      },
    ])
    const app = await buildServer(deps, routes, face, inject('root'))
    expect((await app.inject('/fil')).json()).toEqual({ held: 0, read: 1, asked: 2 })
    const failed = await app.inject('/feil')
    expect([failed.statusCode, failed.body]).toEqual([500, expect.stringContaining('fault')])
    await app.close()
  })
})

describe('what nobody can read', () => {
  const routes = collectRoutes<object>([
    (route) => {
      route.get('/fil/:id', open, async () => json({}))
      route.post('/fil', open, async ({ form }) => json({ form }), { upload: true })
    },
  ])
  const sent = async (payload: string, type: string) => {
    const app = await buildServer(deps, routes, face, inject('root'))
    const { statusCode, body } = await app.inject({ method: 'POST', url: '/fil', payload, headers: { 'content-type': type } })
    await app.close()
    return [statusCode, body]
  }

  test.each([
    ['a form in parts without a boundary', '--x', 'multipart/form-data'],
    ['with nothing between its boundaries', 'hello', 'multipart/form-data; boundary=x'],
    ['cut off in the middle', '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nhel', 'multipart/form-data; boundary=x'],
  ])('%s is the sender’s mistake and not ours', async (_, payload, type) => {
    expect(await sent(payload, type)).toEqual([400, expect.stringContaining('bad-request')])
  })

  const inParts = (fields: readonly (readonly [name: string, value: string])[]) => `${fields.map(([name, value]) => `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join('')}--x--\r\n`
  const parts = 'multipart/form-data; boundary=x'
  test('what is written beside a file is read whole: every field, and every letter of the longest text', async () => {
    const fields = [...Array.from({ length: 900 }, (_, at) => [`q.${at}`, String(at)] as const), ['q.long', 'ø'.repeat(20_000)] as const]
    const [status, body] = await sent(inParts(fields), parts)
    expect([status, JSON.parse(String(body))]).toEqual([200, { form: Object.fromEntries(fields) }])
  })
  test.each([
    ['one text', [['q', 'x'.repeat(1_000_001)]]],
    ['many', Array.from({ length: 1100 }, (_, at) => [`q.${at}`, 'x'.repeat(1000)])],
  ] as [string, [string, string][]][])('and no more than that: %s', async (_, fields) => {
    expect(await sent(inParts(fields), parts)).toEqual([413, expect.stringContaining('too-large')])
  })

  test('an address that is no address is a page that is not there', async () => {
    const app = await buildServer(deps, routes, face, inject('root'))
    for (const url of ['/%', '/%c3%28', '/fil/a/%zz?a=%']) {
      const { statusCode, body, headers } = await app.inject(url)
      expect([url, statusCode, body, headers['content-type']]).toEqual([url, 404, expect.stringContaining('not-found'), 'text/html; charset=utf-8'])
    }
    expect((await app.inject('/fil/a%2Fb?a=%')).statusCode).toBe(200)
    await app.close()
  })
})

test('a limit where one must be signed in counts each session: colleagues at one address do not use up each other’s', async () => {
  const [siri, hanne] = [await world.as('siri'), await world.as('hanne')]
  const statuses = []
  for (let n = 0; n < 7; n++) statuses.push((await siri.post('/konto/epost', { epost: `siri.${n}@solstrala.example` })).status)
  expect(statuses).toEqual([303, 303, 303, 303, 303, 429, 429])
  expect((await hanne.post('/konto/epost', { epost: 'hanne.ny@trollstua.example' })).status).toBe(303)
})

test('what a page carries is asked for when one is drawn, and not for a redirect, a file or an autosave', async () => {
  let asked = 0
  const counting: Face<object> = { ...face, drawn: async (view) => ((asked += 1), view) }
  const routes = collectRoutes<object>([
    (route) => {
      route.get('/side', open, async () => page(<p>side</p>))
      route.get('/videre', open, async () => redirect('/side'))
      route.get('/senere', open, async () => afterReading(async () => page(<p>senere</p>)))
      route.post('/skjema', open, async ({ autosave }) => (autosave ? json({ saved: true }) : page(<p>igjen</p>, 422)), { crossSite: true })
      route.post('/lagret', open, async () => redirect('/side'), { crossSite: true })
    },
  ])
  const app = await buildServer(deps, routes, counting, inject('root'))
  const times = async (method: 'GET' | 'POST', url: string, headers = {}) => {
    asked = 0
    await app.inject({ method, url, headers })
    return asked
  }
  expect([await times('GET', '/side'), await times('GET', '/senere'), await times('POST', '/skjema'), await times('GET', '/ingen-side')]).toEqual([1, 1, 1, 1])
  expect([await times('GET', '/videre'), await times('POST', '/lagret'), await times('POST', '/skjema', { 'x-autosave': '1' })]).toEqual([0, 0, 0])
  await app.close()
})
