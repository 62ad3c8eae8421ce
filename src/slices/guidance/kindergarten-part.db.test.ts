import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../../../test/kit.ts'
import { system, writing, type Tx } from '../../platform/db.ts'
import type { PageContext } from '../../ui/context.tsx'
import { caseIn } from './evaluation/cases.fixtures.ts'
import { kindergartenPart } from './kindergarten-part.tsx'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('many cases of a kindergarten on one chart are as few questions to the database as two', async () => {
  const kindergarten = await world.org('Solstråla barnehage')
  const asked = () =>
    writing(world.db, system, async (tx) => {
      let count = 0
      const counter: KyselyPlugin = { transformQuery: ({ node }) => ((count += 1), node), transformResult: async ({ result }) => result }
      const [part] = await kindergartenPart(tx.withPlugin(counter) as Tx, { role: 'adviser' } as never, kindergarten, { lang: 'nb', t: (key: string) => key } as unknown as PageContext)
      expect(part).toBeDefined()
      return count
    })
  await caseIn(world, { step: 'plan' })
  await caseIn(world, { step: 'plan' })
  // The chart itself is remembered from the first time.
  await asked()
  const before = await asked()
  for (const step of ['triage', 'plan', 'sessions']) await caseIn(world, { step })
  expect(await asked()).toBe(before)
})
