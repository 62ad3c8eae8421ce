import type { Actor } from '../../../../kernel/actor.ts'
import { kindergartenYearOf, osloDate } from '../../../../kernel/dates.ts'
import { page as pageAsked, pages } from '../../../../kernel/paging.ts'
import type { Tx } from '../../../../platform/db.ts'
import { page, type Answer, type Deps } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { emptyForm, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { standingOf } from '../pairs/rules.ts'
import { loadPairs } from '../pairs/store.ts'
import { agreedWith } from '../plans/rules.ts'
import { loadPlans } from '../plans/store.ts'
import { loadTold } from '../year/store.ts'
import { AllPage, OwnPage, type Row } from './pages.tsx'
import { bySchool, doneBy, urgencyOf } from './rules.ts'
import { loadNetworkMeetings, loadOwnKindergartens } from './store.ts'

/** The front page of kindergarten and school: one's own, or all one follows. */
export async function showOverview(deps: Deps, tx: Tx, actor: Actor, context: PageContext, query: Readonly<Record<string, unknown>>, form: ShownForm = emptyForm, status = 200): Promise<Answer> {
  const today = osloDate(deps.now())
  const year = kindergartenYearOf(today)
  const [pairs, plans] = await Promise.all([loadPairs(tx), loadPlans(tx, today)])
  if (actor.role === 'school-leader' || actor.role === 'head' || actor.role === 'pedagogical-leader') {
    const side = actor.role === 'school-leader' ? 'school' : 'kindergarten'
    const own = pairs.filter((pair) => (side === 'school' ? pair.schoolId : pair.kindergartenId) === actor.orgId)
    const networkMeetings = side === 'school' ? await loadNetworkMeetings(tx, deps.now()) : []
    return page(<OwnPage page={context} view={{ side, orgId: actor.orgId, pairs: own, plans, networkMeetings, year, today, acts: actor.role !== 'pedagogical-leader', form }} />, status)
  }
  const [kindergartens, told] = await Promise.all([loadOwnKindergartens(tx), loadTold(tx, plans.filter((plan) => plan.year === year).map(({ id }) => id))])
  const rows = bySchool(kindergartens.map((kindergarten): Row => {
    const of = pairs.filter((pair) => pair.kindergartenId === kindergarten.id && ['proposed', 'later', 'running'].includes(standingOf(pair, today)))
    const its = plans.filter((plan) => plan.year === year && plan.kindergartens.some(({ id, joined }) => id === kindergarten.id && joined))
    return { kindergarten, pairs: of, urgency: urgencyOf(of, today), plans: its.map((plan) => ({ plan, agreed: agreedWith(plan, kindergarten.id) === plan.version, kindergarten: doneBy(plan, kindergarten.id, told, today), school: doneBy(plan, plan.schoolId, told, today) })) }
  }))
  const paging = pages(pageAsked({ side: query['side'], antall: '50' }), rows.length)
  const count = (urgency: Row['urgency']) => rows.filter((row) => row.urgency === urgency).length
  const counts = { none: count('none'), proposed: count('proposed'), paired: count('paired') }
  return page(<AllPage page={context} view={{ rows: rows.slice(paging.offset, paging.offset + paging.size), paging, counts, plans, year, today, proposes: actor.role === 'team-leader' || actor.role === 'authority', form }} />, status)
}
