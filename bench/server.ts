// The program as it is, on a filled database, alone in its process. Says on standard output which questions a page asks the database.
import { writeFileSync } from 'node:fs'
import type pg from 'pg'
import { buildApp } from '../src/app.tsx'
import { systemClock } from '../src/platform/clock.ts'
import { readConfig } from '../src/platform/config.ts'
import { openDb, openPool } from '../src/platform/db.ts'
import { noJobs } from '../src/platform/jobs.ts'
import { silentLog } from '../src/platform/log.ts'

const [host = '', database = '', css = '', js = '', folder = '', root = '', recording = ''] = process.argv.slice(2)
const pool = openPool({ host, user: 'samspill_app', database }, { max: 16 })
const asked: { text: string; values: unknown[] }[] = []
let recordingNow = false
pool.on('connect', (client: pg.PoolClient) => {
  const query = client.query.bind(client) as (...parts: unknown[]) => unknown
  client.query = ((...parts: unknown[]) => {
    const [question] = parts as [string | { text: string; values: unknown[] }]
    if (recordingNow) asked.push(typeof question === 'string' ? { text: question, values: [] } : { text: question.text, values: question.values })
    return query(...parts)
  }) as typeof client.query
})
const config = readConfig({ SAMSPILL_DEMO: 'no' }, root)
const app = await buildApp({ db: openDb(pool), now: systemClock, config, log: silentLog, jobs: noJobs }, new Map(), { css, js, folder })
const address = await app.listen({ port: 0, host: '127.0.0.1' })
process.on('message', (message: { record?: boolean }) => {
  recordingNow = message.record === true
  if (!recordingNow) {
    writeFileSync(recording, JSON.stringify(asked.splice(0)))
    process.send?.({ recorded: true })
  }
})
process.send?.({ address })
