import type { Actor } from '../../kernel/actor.ts'
import type { Task } from '../../kernel/task.ts'
import type { Tx } from '../../platform/db.ts'
import type { PageContext } from '../../ui/context.tsx'
import { signatureTasks } from './anchoring/tasks.ts'
import { decisionTasks } from './appeals/on-decision/tasks.ts'
import { meetingTasks } from './forum/members/tasks.ts'
import { reportTasks } from './reports/sending/tasks.ts'
import { minutesTasks } from './forum/minutes/tasks.ts'
import { paymentTasks } from './money/payments/tasks.ts'
import { partnershipTasks } from './partnerships/tasks.ts'
import { clarificationTasks } from './review/eligibility/tasks.ts'
import { roundTasks } from './rounds/waiting/tasks.ts'
import { resultTasks } from './results/tasks.ts'
import { reviewTasks } from './review/tasks.ts'

type Request = { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext; readonly now: Date }
/** What waits for somebody in a noun of the scheme. Each noun has its own supplier, and a line here. */
const suppliers: readonly ((request: Request) => Promise<readonly Task[]>)[] = [
  roundTasks,
  reportTasks,
  signatureTasks,
  reviewTasks,
  meetingTasks,
  clarificationTasks,
  minutesTasks,
  decisionTasks,
  paymentTasks,
  resultTasks,
  partnershipTasks,
]

/** Everything in the scheme that waits for the one who looks. */
export const schemeTasks = async (request: Request): Promise<readonly Task[]> => (await Promise.all(suppliers.map((supplier) => supplier(request)))).flat()
