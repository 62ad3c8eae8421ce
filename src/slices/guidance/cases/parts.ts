import type { ComponentChildren } from 'preact'
import type { Actor } from '../../../kernel/actor.ts'
import type { Tx } from '../../../platform/db.ts'
import type { PdfBlock } from '../../../platform/pdf.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { stepOf, type Flow, type Gate } from '../flow/index.ts'
import type { CaseInStep, CaseTask } from '../tasks/rules.ts'
import type { Side } from './rules.ts'
import type { Case } from './store.ts'

/** What a part of the case page is told. */
export type PartRequest = {
  readonly tx: Tx
  readonly actor: Actor
  readonly side: Side
  readonly one: Case
  readonly flow: Flow
  readonly holds: ReadonlySet<Gate>
  readonly round: number
  readonly page: PageContext
  readonly now: Date
}

/** A part of the case page: plan, sessions, evaluation … Undefined when there is nothing in it yet and nothing to do. */
export type CasePart = {
  readonly id: string
  readonly title: string
  readonly body: ComponentChildren
  /** The same for the kindergarten's archive, without anything internal to the team. */
  readonly print?: readonly PdfBlock[]
  /** What waits in this part, for whomever: first on the page for the one it waits for. My tasks has it from the same rule. */
  readonly tasks?: readonly CaseTask[]
}
/** What tasks hang on. Undefined in a case that is over: there nothing waits. */
export const inStepOf = ({ one, flow }: Pick<PartRequest, 'one' | 'flow'>): CaseInStep | undefined => {
  const step = stepOf(flow, one.stepKey)
  return one.state === 'running' && step ? { id: one.id, step } : undefined
}

export type PartLoader = (request: PartRequest) => Promise<CasePart | undefined>
