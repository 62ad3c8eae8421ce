import type { Actor } from '../../../kernel/actor.ts'
import { addDays, osloDate } from '../../../kernel/dates.ts'
import type { Task } from '../../../kernel/task.ts'
import type { Tx } from '../../../platform/db.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { sideOf } from './pairs/actions.ts'
import { loadPairs } from './pairs/store.ts'
import { dueOn, isOver, linesAt, mayAct, waitsFor } from './plans/rules.ts'
import { loadPlans } from './plans/store.ts'
import { toTell } from './year/rules.ts'
import { loadTold } from './year/store.ts'

/** So long after its day what was done is told at the latest. */
const daysToTell = 21

/** A pair or a plan to confirm, and what has had its day and is not told of. */
export async function schoolTasks({ tx, actor, page: { t }, now }: { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext; readonly now: Date }): Promise<readonly Task[]> {
  if (actor.role !== 'head' && actor.role !== 'school-leader') return []
  const today = osloDate(now)
  const [pairs, plans] = await Promise.all([loadPairs(tx), loadPlans(tx, today)])
  const told = await loadTold(tx, plans.map(({ id }) => id))
  const toConfirm = pairs.flatMap((pair): Task[] => {
    const side = sideOf(pair, actor)
    return !side || pair.endedOn !== undefined || pair.confirmed[side] ? [] : [{ text: t('schools.task.pair', { other: side === 'school' ? pair.kindergarten : pair.school }), href: `/skole/samarbeid/${pair.id}`, where: actor.orgName, due: undefined }]
  })
  const inPlans = plans.flatMap((plan): Task[] => {
    if (plan.schoolId !== actor.orgId && !plan.kindergartens.some(({ id }) => id === actor.orgId)) return []
    const href = `/skole/planer/${plan.id}`
    const waits = !isOver(plan, today) && mayAct(plan, actor.orgId, today).ok && waitsFor(plan).includes(actor.orgId) && linesAt(plan, plan.version).some(({ kind }) => kind !== 'goal')
    return [
      ...(waits ? [{ text: t('schools.task.plan', { who: plan.versions.at(-1)?.org ?? '' }), href, where: plan.school, due: undefined }] : []),
      ...(isOver(plan, today) ? [] : toTell(plan, actor.orgId, told.filter(({ planId }) => planId === plan.id), today).map((line) => ({ text: t('schools.task.tell', { what: line.what }), href: `${href}/punkter/${line.id}/fortell`, where: plan.school, due: line.day && addDays(dueOn(line.day, line.wholeMonth), daysToTell) }))),
    ]
  })
  return [...toConfirm, ...inPlans]
}
