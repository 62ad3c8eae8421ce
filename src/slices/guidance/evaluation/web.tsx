import type { Actor } from '../../../kernel/actor.ts'
import type { Tx } from '../../../platform/db.ts'
import { reading } from '../../../platform/db.ts'
import { may, notFound, page, redirect, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { readGuarded } from '../../../kernel/guarded-form.ts'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import { loadRows } from '../progress/plan/store.ts'
import * as actions from './actions.ts'
import { followUpWeb } from './follow-up/web.tsx'
import { evaluationForm } from './forms.ts'
import { EvaluationPage, evaluationLabels, type EvaluationView } from './pages.tsx'
import { viewCase } from './reading.ts'
import { asksForEvaluation, evaluate, evaluationTexts, evaluationSideOf, type EvaluateRefusal, type Evaluation } from './rules.ts'
import { staffWeb } from './staff/web.tsx'
import * as store from './store.ts'

export const evaluationWeb = (route: Router<PageContext>) => {
  const address = '/veiledning/:id/evaluering'

  route.get(address, may('head', 'pedagogical-leader', 'adviser', 'team-leader'), async ({ tx, actor, params, page: context }) => {
    const view = await load(tx, actor, params['id'])
    return view ? page(<EvaluationPage page={context} view={view} />) : notFound
  })

  route.post(address, may('head', 'adviser', 'team-leader'), async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const seenByWriter = typeof form['seen'] === 'string' ? form['seen'] : ''
    const again = async (shown: ShownForm, status: number, refused?: EvaluateRefusal) => {
      const view = await reading(deps.db, actor, (tx) => load(tx, actor, id))
      if (!view) return notFound
      // What a colleague saved meanwhile has been told of only when the save was refused for it: then the next save is a choice.
      const seen = refused === 'changed-meanwhile' ? view.seen : seenByWriter
      return page(<EvaluationPage page={context} view={{ ...view, seen, refused: refused ?? view.refused, form: view.form && shown }} />, status)
    }
    const read = readGuarded(evaluationForm, evaluationTexts, form)
    if (!read.ok) return again(showAgain(context.t, evaluationLabels(context.t), read), 422)
    const saved = await actions.saveEvaluation(deps, actor, id, read.values, seenByWriter)
    if (saved.ok) return redirect(`/veiledning/${id}/evaluering`, { kind: 'success', key: saved.event.both ? 'evaluation.saved.both' : 'evaluation.saved' })
    if (saved.because === 'not-found') return notFound
    return again({ ...emptyForm, typed: typedOf(read.values) }, 409, saved.because)
  })

  staffWeb(route)
  followUpWeb(route)
}

async function load(tx: Tx, actor: Actor, id: string | undefined): Promise<EvaluationView | undefined> {
  const seen = await viewCase(tx, actor, id)
  if (!seen) return undefined
  const { one, step, round } = seen
  const mine = evaluationSideOf(actor.role) ?? 'head'
  const [evaluations, rows, goals] = [await store.loadEvaluations(tx, one.id, mine), await store.loadWritten(tx, one.id, round), await loadRows(tx, one.id)]
  const written = rows.map(({ side }) => side)
  const own = evaluations.find((evaluation) => evaluation.side === mine && evaluation.round === round)
  const stamp = own?.writtenAt.toISOString() ?? ''
  const decision = evaluate(mine, { closed: one.state === 'closed', asked: asksForEvaluation(step), written, seen: stamp, now: stamp })
  const writes = decision.ok && evaluationSideOf(actor.role) !== undefined
  return {
    one, round, mine, goals, evaluations, written, seen: stamp,
    form: writes ? { ...emptyForm, typed: own ? typedOf(own) : {} } : undefined,
    refused: decision.ok || decision.because === 'both-written' || own ? undefined : decision.because,
  }
}

const typedOf = (content: Omit<Evaluation, 'side' | 'round' | 'writtenAt' | 'writtenBy'>) => ({
  goalReached: String(content.goalReached), changedForChildren: content.changedForChildren, changedInPractice: content.changedInPractice, helped: content.helped, hindered: content.hindered, nextStep: content.nextStep,
})
