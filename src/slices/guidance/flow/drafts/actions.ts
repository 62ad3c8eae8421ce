import type { Actor } from '../../../../kernel/actor.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { writing, type Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as audit from '../../../audit/index.ts'
import type { Flow, StepKind, Words } from '../definition.ts'
import { standardFlow } from '../standard-flow.ts'
import { publishedFlow } from '../store.ts'
import { parseStep, type StepFormProblem, type TypedStep } from './forms.ts'
import * as rules from './rules.ts'
import type { DraftRefusal } from './rules.ts'
import * as store from './store.ts'

export type From = 'published' | 'standard'

/** Makes a draft to work on. When somebody else has just made one, that one is used. */
export const startDraft = ({ db, now }: Deps, actor: Actor, from: From): Promise<void> =>
  writing(db, actor, async (tx) => {
    await store.createDraft(tx, actor.orgId, await flowToBeginWith(tx, actor, from), actor.name, now())
  })

export const resetDraft = (deps: Deps, actor: Actor, from: From, stamp: string) =>
  changeDraft(deps, actor, async (flow, tx) => (rules.stampOf(flow) === stamp ? accept(await flowToBeginWith(tx, actor, from)) : refuse('draft-changed')))

export const renameFlow = (deps: Deps, actor: Actor, name: Words, stamp: string) => changeDraft(deps, actor, async (flow) => rules.rename(flow, name, stamp))

export const removeStep = (deps: Deps, actor: Actor, key: string, stamp: string) => changeDraft(deps, actor, async (flow) => rules.removeStep(flow, key, stamp))

export const moveStep = (deps: Deps, actor: Actor, key: string, way: 'up' | 'down', stamp: string) => changeDraft(deps, actor, async (flow) => rules.moveStep(flow, key, way, stamp))

/** Adds a step of a kind, and gives its key. */
export async function addStep(deps: Deps, actor: Actor, kind: StepKind, name: Words): Promise<Decision<DraftRefusal, string>> {
  let key = ''
  const added = await changeDraft(deps, actor, async (flow) => {
    const decision = rules.addStep(flow, kind, name)
    if (!decision.ok) return decision
    key = decision.event.key
    return accept(decision.event.flow)
  })
  return added.ok ? accept(key) : added
}

export type SavedStep = Decision<DraftRefusal, Flow> | { readonly ok: false; readonly because: 'form'; readonly problems: readonly StepFormProblem[] }

/** Saves what was typed into a step, judged against the draft as it is at that moment. */
export async function saveStep(deps: Deps, actor: Actor, key: string, typed: TypedStep, stamp: string): Promise<SavedStep> {
  let problems: readonly StepFormProblem[] = []
  const saved = await changeDraft(deps, actor, async (flow) => {
    const stored = flow.steps.find((step) => step.key === key)
    if (!stored) return refuse('no-such-step')
    const parsed = parseStep(typed, key, stored.kind, flow)
    if (!parsed.ok) {
      problems = parsed.problems
      return refuse('draft-changed')
    }
    return rules.replaceStep(flow, parsed.step, stamp)
  })
  return problems.length > 0 ? { ok: false, because: 'form', problems } : saved
}

/** Publishes the draft: the old version is retired in the same transaction, and running cases stay on theirs. Of two at once, one wins. */
export const publish = ({ db, now }: Deps, actor: Actor, stamp: string): Promise<Decision<DraftRefusal, number>> =>
  writing(db, actor, async (tx) => {
    const draft = await store.lockDraft(tx, actor.orgId)
    if (!draft) return refuse('no-draft')
    const before = await publishedFlow(tx, actor.orgId)
    const decision = rules.publish(draft.flow, before?.flow, stamp)
    if (!decision.ok) return decision
    const at = now()
    await store.publishDraft(tx, actor.orgId, draft.id, actor.name, at)
    await audit.record(tx, actor, { kind: decision.event.kind, about: { kind: 'flow-version', id: draft.id }, readers: [actor.orgId], visibility: 'shared', data: { number: draft.number, before: before?.number ?? null } }, at)
    return accept(draft.number)
  })

const flowToBeginWith = async (tx: Tx, actor: Actor, from: From): Promise<Flow> => (from === 'published' ? (await publishedFlow(tx, actor.orgId))?.flow : undefined) ?? standardFlow

/** Loads and locks the draft, lets the change decide, and saves what it decided. */
const changeDraft = ({ db, now }: Deps, actor: Actor, change: (flow: Flow, tx: Tx) => Promise<Decision<DraftRefusal, Flow>>): Promise<Decision<DraftRefusal, Flow>> =>
  writing(db, actor, async (tx) => {
    const draft = await store.lockDraft(tx, actor.orgId)
    if (!draft) return refuse('no-draft')
    const decision = await change(draft.flow, tx)
    if (decision.ok) await store.saveDraft(tx, draft.id, decision.event, actor.name, now())
    return decision
  })
