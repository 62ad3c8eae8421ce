import type { Actor } from '../../../kernel/actor.ts'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Task } from '../../../kernel/task.ts'
import type { Tx } from '../../../platform/db.ts'
import type { PageContext } from '../../../ui/context.tsx'
import type { Flow } from '../flow/index.ts'
import type { RequestContent } from '../requests/rules.ts'
import type { CaseTask, Standing } from './rules.ts'

/** A running case as suppliers of tasks know it. The case on the case page is one too. */
export type WaitingCase = Standing & {
  readonly reference: string
  readonly kindergartenName: string
  readonly stepEnteredAt: Date
  readonly dueOn: LocalDate | undefined
  readonly flow: Flow
  readonly flowVersionId: string
  readonly content: Pick<RequestContent, 'target' | 'departments' | 'staffInvolved' | 'ownerInformed'>
}

/**
 * A noun's tasks in all the cases at once: one question to the database, whose answer the returned function reads. What the function says is said
 * by the noun's `rules`, which the part of the case page asks too: the two pages cannot say different things.
 */
export type CaseTaskSupplier = (tx: Tx, cases: readonly WaitingCase[], now: Date) => Promise<(one: WaitingCase) => readonly CaseTask[]>

/** Tasks that hang on no running case of the actor's: drafts, and what another service is asked. */
export type OwnTaskSupplier = (request: { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext; readonly now: Date }) => Promise<readonly Task[]>

/** Tasks of another part of the program, which a deputy has only when the delegation covers that part. */
export type OtherTasks = { readonly scope: 'guidance' | 'scheme'; readonly supplier: OwnTaskSupplier }
