import type { Actor } from '../../../kernel/actor.ts'
import type { Task } from '../../../kernel/task.ts'
import type { Tx } from '../../../platform/db.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { flowOfVersion, stepOf, type Flow } from '../flow/index.ts'
import { sideOf } from '../cases/rules.ts'
import { tasksFor, tasksOfCase } from './rules.ts'
import { loadRunning, type RunningCase } from './store.ts'
import type { CaseTaskSupplier, WaitingCase } from './supplier.ts'

/** What waits for the actor in running cases, as each noun says it: one question for each noun, however many the cases. */
export async function loadCaseTasks(tx: Tx, actor: Actor, suppliers: readonly CaseTaskSupplier[], { t }: PageContext, now: Date): Promise<Task[]> {
  if (!sideOf(actor.role) || actor.role === 'pedagogical-leader') return []
  const cases = await withSteps(tx, await loadRunning(tx, actor))
  if (cases.length === 0) return []
  const tellers = await Promise.all(suppliers.map((supplier) => supplier(tx, cases, now)))
  return cases.flatMap((one) =>
    tasksFor({ role: actor.role, mine: one.mine }, tasksOfCase(one, tellers.flatMap((tasksIn) => tasksIn(one)))).map(({ words, href, due }) => ({
      text: t(words),
      href,
      where: t('tasks.where', { reference: one.reference, kindergarten: one.kindergartenName }),
      due: due ?? one.dueOn,
    })),
  )
}

/** Each case with its step. A step that is not in the flow chart any more waits for nobody. */
async function withSteps(tx: Tx, running: readonly RunningCase[]): Promise<(WaitingCase & { readonly mine: boolean })[]> {
  const flows = new Map<string, Flow | undefined>()
  await Promise.all([...new Set(running.map((one) => one.flowVersionId))].map(async (id) => flows.set(id, (await flowOfVersion(tx, id))?.flow)))
  return running.flatMap((one) => {
    const flow = flows.get(one.flowVersionId)
    const step = flow && stepOf(flow, one.stepKey)
    return step ? [{ ...one, flow, step }] : []
  })
}
