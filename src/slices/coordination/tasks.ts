import type { Actor } from '../../kernel/actor.ts'
import type { Task } from '../../kernel/task.ts'
import type { Tx } from '../../platform/db.ts'
import type { PageContext } from '../../ui/context.tsx'
import { handOverTasks } from './handover/tasks.ts'
import { requestTasks } from './requests/tasks.ts'
import { schoolTasks } from './schools/tasks.ts'

type Asking = { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext; readonly now: Date }
/** One supplier for each noun. */
const suppliers: readonly ((asking: Asking) => Promise<readonly Task[]>)[] = [requestTasks, handOverTasks, schoolTasks]

/** What waits in the work with services and schools. */
export const coordinationTasks = async (asking: Asking): Promise<readonly Task[]> => (await Promise.all(suppliers.map((tasks) => tasks(asking)))).flat()
