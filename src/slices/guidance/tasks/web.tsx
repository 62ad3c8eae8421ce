import type { Actor } from '../../../kernel/actor.ts'
import { compareDates, osloDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import { page, redirect, signedIn, type Router } from '../../../platform/http.ts'
import { addresses } from '../../../ui/addresses.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { flowOfVersion, inLanguage, stepOf, type Flow } from '../flow/index.ts'
import { pathOf } from '../requests/pages.tsx'
import { loadDrafts } from '../requests/store.ts'
import { TasksPage } from './pages.tsx'
import { waitsFor, type Task } from './rules.ts'
import { loadWaiting } from './store.ts'

export const tasksWeb = (route: Router<PageContext>) => {
  route.get(addresses.tasks, signedIn, async ({ tx, deps, actor, page: context }) => {
    if (!actor) return redirect(addresses.switchRole)
    return page(<TasksPage page={context} tasks={await tasksOf(tx, actor, context)} today={osloDate(deps.now())} />)
  })
}

/** Everything in guidance that waits for the actor, the most urgent first. */
async function tasksOf(tx: Tx, actor: Actor, { lang }: PageContext): Promise<Task[]> {
  const drafts = actor.role === 'head' ? await loadDrafts(tx, actor.orgId) : []
  const tasks: Task[] = []
  const waiting = await loadWaiting(tx, actor.role, actor.membershipId)
  const flows = new Map<string, Flow | undefined>()
  for (const versionId of new Set(waiting.map((one) => one.flowVersionId))) flows.set(versionId, (await flowOfVersion(tx, versionId))?.flow)
  for (const one of waiting) {
    const flow = flows.get(one.flowVersionId)
    const step = flow && stepOf(flow, one.stepKey)
    const kind = step && waitsFor(actor.role, { taken: one.taken, mine: one.mine, responsible: step.responsible })
    if (kind) tasks.push({ kind, href: pathOf(one.id), kindergarten: one.kindergartenName, step: inLanguage(step.name, lang), due: one.dueOn })
  }
  const byDue = tasks.toSorted((a, b) => (a.due && b.due ? compareDates(a.due, b.due) : a.due ? -1 : 1))
  return [...byDue, ...drafts.map((draft): Task => ({ kind: 'draft', href: pathOf(draft.id, '/foresporsel'), kindergarten: draft.kindergartenName, step: '', due: undefined }))]
}
