import { addDays, osloDate } from '../src/kernel/dates.ts'
import type { Tx } from '../src/platform/db.ts'
import { makeListsWithin } from '../src/slices/insight/index.ts'
import type { DemoMember } from './load.ts'
import { team } from './world.ts'

/** What came of last week's calls. The team has time for three a week. */
const outcomes = [
  { outcome: 'will-ask', right: true },
  { outcome: 'later', right: true },
  { outcome: 'not-reached', right: null },
] as const

/** Last week's list with what came of each call, and this week's. Made by the program's own rules from the invented world. */
export async function loadDemoUnseen(tx: Tx, ids: ReadonlyMap<string, string>, people: ReadonlyMap<string, DemoMember>, now: Date): Promise<void> {
  const teamId = ids.get(team) ?? ''
  const weekAgo = new Date(now.getTime() - 7 * 24 * 3_600_000)
  await tx.insertInto('insight.unseen_setting').values({ team_org_id: teamId, key: 'calls-a-week', active: true, n: 3, changed_at: weekAgo, changed_by_name: people.get('tone')?.name ?? '' }).execute()
  await makeListsWithin(tx, weekAgo, teamId)
  const calls = await tx.selectFrom('insight.unseen_call').select('id').where('team_org_id', '=', teamId).orderBy('position').execute()
  const calledOn = osloDate(weekAgo)
  for (const [at, { outcome, right }] of outcomes.entries()) {
    const id = calls[at]?.id
    if (!id) continue
    await tx
      .updateTable('insight.unseen_call')
      .set({ outcome, right_to_call: right, called_on: calledOn, again_on: outcome === 'later' ? addDays(calledOn, 60) : null, noted_at: weekAgo, noted_by_name: people.get('ragnhild')?.name ?? '' })
      .where('id', '=', id)
      .execute()
  }
  await makeListsWithin(tx, now, teamId)
}
