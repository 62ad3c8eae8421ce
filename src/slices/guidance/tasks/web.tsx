import { osloDate } from '../../../kernel/dates.ts'
import { byUrgency } from '../../../kernel/task.ts'
import { page, redirect, signedIn, type Router } from '../../../platform/http.ts'
import { addresses } from '../../../ui/addresses.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { mayInScope, memberTasks } from '../../identity/index.ts'
import { loadCaseTasks } from './load.ts'
import { TasksPage } from './pages.tsx'
import type { CaseTaskSupplier, OtherTasks, OwnTaskSupplier } from './supplier.ts'

/** "My tasks": the first page after sign-in. What waits comes from those who know: the nouns of guidance, the people of the organisation, and other parts of the program. */
export const tasksWeb = (ofCases: readonly CaseTaskSupplier[], ofOthers: readonly OwnTaskSupplier[], parts: readonly OtherTasks[]) => (route: Router<PageContext>) => {
  route.get(addresses.tasks, signedIn, async ({ tx, deps, actor, visit, page: context }) => {
    if (!actor || !visit) return redirect(addresses.switchRole)
    const now = deps.now()
    const tasks = [...(await memberTasks(tx, visit, context, now))]
    // A deputy sees here what the delegation covers.
    if (mayInScope(visit, 'guidance')) {
      tasks.push(...(await loadCaseTasks(tx, actor, ofCases, context, now)))
      for (const supplier of ofOthers) tasks.push(...(await supplier({ tx, actor, page: context, now })))
    }
    for (const { scope, supplier } of parts) if (mayInScope(visit, scope)) tasks.push(...(await supplier({ tx, actor, page: context, now })))
    return page(<TasksPage page={context} role={actor.role} tasks={byUrgency(tasks)} today={osloDate(now)} />)
  })
}
