import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate } from '../../../../kernel/dates.ts'
import { idIn } from '../../../../kernel/ids.ts'
import type { Tx } from '../../../../platform/db.ts'
import { notFound, page, type Answer, type Deps } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { emptyForm, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { loadMeetings } from '../meetings/store.ts'
import { loadReflections, loadTold } from '../year/store.ts'
import { PlanPage } from './pages.tsx'
import { isOver } from './rules.ts'
import * as store from './store.ts'

/** The organisation in the plan the actor speaks for: the school's leader, or the head of a kindergarten in it. */
export const meIn = (plan: Pick<store.JointPlan, 'schoolId' | 'kindergartens'>, { role, orgId }: Pick<Actor, 'role' | 'orgId'>): string | undefined =>
  (role === 'school-leader' && plan.schoolId === orgId) || (role === 'head' && plan.kindergartens.some(({ id }) => id === orgId)) ? orgId : undefined

/** The version on the page; 0 when there is none. */
export const seenIn = (form: Readonly<Record<string, unknown>>): number => (typeof form['versjon'] === 'string' && /^\d{1,6}$/.test(form['versjon']) ? Number(form['versjon']) : 0)

export async function show(deps: Deps, tx: Tx, actor: Actor, context: PageContext, id: string | undefined, form: ShownForm = emptyForm, status = 200): Promise<Answer> {
  const today = osloDate(deps.now())
  const plan = idIn(id) ? await store.loadPlan(tx, id ?? '', today) : undefined
  if (!plan) return notFound
  const [told, reflections, meetings, before, next, joined] = await Promise.all([
    loadTold(tx, [plan.id]), loadReflections(tx, [plan.id]), loadMeetings(tx, plan.id),
    plan.copiedFrom ? Promise.all([loadTold(tx, [plan.copiedFrom]), loadReflections(tx, [plan.copiedFrom])]) : ([[], []] as const),
    store.findPlan(tx, plan.schoolId, plan.year + 1), isOver(plan, today) ? [] : store.loadJoined(tx, plan.schoolId, today),
  ])
  const mayJoin = joined.filter((pair) => plan.kindergartens.every((one) => one.id !== pair.kindergartenId) && ((actor.role === 'school-leader' && actor.orgId === plan.schoolId) || (actor.role === 'head' && actor.orgId === pair.kindergartenId))).map((pair) => ({ id: pair.kindergartenId, name: pair.kindergarten }))
  return page(<PlanPage page={context} view={{ plan, today, me: meIn(plan, actor), municipality: actor.role === 'authority' && plan.municipalityId === actor.orgId, told, reflections, meetings, before: { told: before[0], reflections: before[1] }, next, mayJoin, form }} />, status)
}
