import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, usualTime, type World } from '../../../../test/kit.ts'
import { system, writing } from '../../../platform/db.ts'
import { absoluteMinutes, idleMinutes, lastingSince, sessionEnds } from '../../../platform/visit.ts'
import { loadSessions } from '../account/store.ts'
import { loadVisit } from './store.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const minutes = (n: number) => new Date(usualTime.getTime() + n * 60_000)
const key = Buffer.from('a key for this test only')

test.each([
  ['unused', 0, 0, idleMinutes],
  ['in use all the time', 0, absoluteMinutes - 1, absoluteMinutes],
])('a session %s ends at the same instant for the database, the list of sessions and the page that counts down', async (_, started, seen, limit) => {
  await world.asOwner('delete from identity.session')
  await world.asOwner("insert into identity.session (token_hash, csrf, person_id, provider, issuer, subject, started_at, seen_at) select $1, 'c', id, 'p', 'i', 's', $2, $3 from identity.person where name = 'Siri Solheim'", [key, minutes(started), minutes(seen)])
  const lasts = (at: Date) =>
    writing(world.db, system, async (tx) => {
      const visit = await loadVisit(tx, key, at)
      const [person] = await tx.selectFrom('identity.session').select('person_id').execute()
      return [visit !== undefined, visit !== undefined && sessionEnds(visit) > at, (await loadSessions(tx, person?.person_id ?? '', key, lastingSince(at))).length === 1]
    })
  expect(await lasts(new Date(minutes(limit).getTime() - 1))).toEqual([true, true, true])
  expect(await lasts(minutes(limit))).toEqual([false, false, false])
})
