import type { Actor } from '../../../../kernel/actor.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import type { Deps } from '../../../../platform/http.ts'
import { onOwn, record, tellOther } from '../actions.ts'
import { answer } from './rules.ts'
import * as store from './store.ts'

/** More than these without an answer is not a thread but a meeting to have. */
const mostOpen = 30

/** One side asks the other, which is told, and has it among its tasks until it is answered. */
export const askQuestion = (deps: Deps, actor: Actor, id: string, typed: { readonly startKey: string; readonly question: string }) =>
  onOwn(deps.db, actor, id, async (tx, one, side) => {
    const now = deps.now()
    const open = (await store.loadQuestions(tx, id)).filter((question) => question.side === side && !question.answeredAt)
    if (open.length >= mostOpen) return refuse('too-many-questions' as const)
    const made = await store.insertQuestion(tx, id, { ...typed, side }, actor.name, now)
    if (made.isNew) {
      await record(tx, actor, one, 'scheme.partnership-asked', now)
      await tellOther(tx, deps, actor, one, side, 'scheme-partnership-asked', now, '/sporsmal')
    }
    return accept({ id: made.id })
  })

/** Either side writes in a thread, and the other is told. The first answer of the one who was asked is what the wait is counted to. */
export const answerQuestion = (deps: Deps, actor: Actor, id: string, questionId: string, text: string) =>
  onOwn(deps.db, actor, id, async (tx, one, side) => {
    const now = deps.now()
    const question = (await store.loadQuestions(tx, id)).find((other) => other.id === questionId)
    if (!question) return refuse('not-found' as const)
    // The same words pressed twice are one answer.
    const last = question.answers.at(-1)
    if (last?.side === side && last.answer === text) return accept({ id: questionId })
    const decision = answer(question, side, question.answers.length)
    if (!decision.ok) return decision
    await store.insertAnswer(tx, question, side, text, actor.name, now)
    await record(tx, actor, one, decision.event.kind, now)
    await tellOther(tx, deps, actor, one, side, 'scheme-partnership-answered', now, '/sporsmal')
    return accept({ id: questionId })
  })
