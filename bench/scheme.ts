import { createHash } from 'node:crypto'
import { openDb, openPool, system, writing, type Connection } from '../src/platform/db.ts'
import { addDays, osloDate, yearOf } from '../src/kernel/dates.ts'
import { saveShipped } from '../src/slices/scheme/prepare.ts'
import { loadCounty } from '../demo/scheme/county/load.ts'
import { trueSize } from '../demo/scheme/county/plan.ts'
import { countTables } from './count-tables.ts'
import { median, timed } from './measuring.ts'

export const officerToken = 'bench-officer-token-with-forty-three-chars--'

/** A county at 2019's true size with a round in the forum, read and scored, and an officer signed in. */
export async function fillBenchCounty(connection: Connection): Promise<{ readonly roundId: string; readonly reports: number }> {
  const pool = openPool(connection, { max: 2 })
  const now = new Date()
  const today = osloDate(now)
  try {
    const loaded = await writing(openDb(pool), system, async (tx) => {
      await saveShipped(tx, now)
      const governor = await tx.insertInto('register.organisation').values({ kind: 'county-governor', name: 'Statsforvalteren i målingen (oppdiktet)', fictitious: true, region_id: 'oslo-viken', created_at: now }).returning('id').executeTakeFirstOrThrow()
      const forum = await tx.insertInto('scheme.forum').values({ region_id: 'oslo-viken', manager_id: governor.id, name: 'Forum i målingen (oppdiktet)' }).returning('id').executeTakeFirstOrThrow()
      const person = await tx.insertInto('identity.person').values({ name: 'Saksbehandler i målingen', email: 'saksbehandler@bench.example', language: 'nb', created_at: now }).returning('id').executeTakeFirstOrThrow()
      const membership = await tx.insertInto('identity.membership').values({ person_id: person.id, org_id: governor.id, role: 'county-governor', administers: true, period: '[2020-01-01,)' }).returning('id').executeTakeFirstOrThrow()
      await tx.insertInto('identity.session').values({ token_hash: createHash('sha256').update(officerToken).digest(), csrf: 'bench', person_id: person.id, membership_id: membership.id, provider: 'bench', issuer: 'bench', subject: 'bench', started_at: now, seen_at: now }).execute()
      // A few more than the true number, so that what is measured is the three hundred that the claim names.
      const { roundId, reports } = await loadCounty(tx, { ...trueSize, reports: 300 }, { managerId: governor.id, forumId: forum.id, title: 'Runde i målingen', year: yearOf(today), opens: addDays(today, -120), closes: addDays(today, -30), stage: 'in-forum', sent: true }, now)
      return { roundId, reports }
    })
    await countTables(connection)
    return loaded
  } finally {
    await pool.end()
  }
}

/** Milliseconds from question to whole answer, one at a time, the middle of some; the first ones are not counted. */
export async function middleTime(url: string, headers: Record<string, string>, times = 15): Promise<number> {
  const took: number[] = []
  for (let turn = 0; turn < times + 3; turn++) {
    const ms = await timed(async () => {
      const response = await fetch(url, { headers, redirect: 'manual' })
      await response.text()
      if (response.status !== 200) throw new Error(`${url} answered ${response.status}`)
    })
    if (turn >= 3) took.push(ms)
  }
  return median(took)
}
