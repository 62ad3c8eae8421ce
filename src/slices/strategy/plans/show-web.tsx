import type { Actor } from '../../../kernel/actor.ts'
import type { LocalDate } from '../../../kernel/dates.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/db.ts'
import { notFound, page, type Answer } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { emptyForm, type ShownForm } from '../../../ui/guard-notice.tsx'
import { writesFor } from '../places/store.ts'
import { hearingRuns } from './hearing/rules.ts'
import { loadEffects, loadRestsOn, loadTied } from './needs/store.ts'
import { PlanPage } from './pages.tsx'
import { isReplaced, mayWrite, type Plan } from './rules.ts'
import * as store from './store.ts'

export const find = async (tx: Tx, id: string | undefined): Promise<Plan | undefined> => (looksLikeId(id ?? '') ? store.loadPlan(tx, id ?? '') : undefined)
/** Which edit of the plan the form was made from. */
export const seenIn = (form: Readonly<Record<string, unknown>>): number => (typeof form['sett'] === 'string' && /^\d{1,9}$/.test(form['sett']) ? Number(form['sett']) : 0)

/** The plan as the actor sees it; with the form that came back, when one did. */
export async function show(tx: Tx, actor: Actor, context: PageContext, id: string | undefined, today: LocalDate, form: ShownForm = emptyForm, formOf = '', status = 200): Promise<Answer> {
  const plan = await find(tx, id)
  if (!plan) return notFound
  const [worked, themes, frames, series, writes, tied, restsOn] = await Promise.all([store.loadWorked(tx), store.loadThemes(tx), store.loadFrames(tx), store.loadSeries(tx, plan.seriesId), writesFor(tx, plan.municipalityId), loadTied(tx, plan.id), loadRestsOn(tx, plan.id)])
  const inPlan = new Set(plan.goals.map((goal) => goal.id))
  const effects = await loadEffects(tx, worked.filter(({ goalId, compared }) => compared && inPlan.has(goalId)))
  const replaced = isReplaced(plan, series)
  const leads = actor.role === 'head' || actor.role === 'owner' || actor.role === 'adviser' || actor.role === 'team-leader'
  return page(<PlanPage page={context} view={{
    plan, worked, themes, today, writes, ties: actor.role === 'team-leader', grounds: { tied, restsOn, effects }, form, formOf, replaced,
    mayWrite: writes && mayWrite(plan, today),
    mayBegin: leads && plan.state === 'adopted' && !replaced && plan.endsOn >= today,
    isWritten: series.some(({ state }) => state !== 'adopted'),
    frame: frames.find(({ code }) => code === plan.frame),
    authority: actor.role === 'authority',
    asked: (actor.role === 'head' || actor.role === 'owner') && hearingRuns(plan, today),
  }} />, status)
}
