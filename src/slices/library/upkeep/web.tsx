import { addDays, osloDate } from '../../../kernel/dates.ts'
import { may, page, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { loadWaiting } from '../experience/store.ts'
import { isTeam } from '../materials/rules.ts'
import { reviewNoticeDays } from '../materials/rules.ts'
import { loadDueForReview, loadUnderWork } from '../materials/store.ts'
import { WorkPage } from './pages.tsx'

export const workWeb = (route: Router<PageContext>) => {
  route.get('/materiell/arbeid', may('head', 'adviser', 'team-leader'), async ({ deps, tx, actor, page: context }) => {
    const today = osloDate(deps.now())
    const team = isTeam(actor)
    const [underWork, due, told] = await Promise.all([loadUnderWork(tx), team ? loadDueForReview(tx, actor.orgId, addDays(today, reviewNoticeDays)) : [], team ? loadWaiting(tx) : []])
    return page(<WorkPage page={context} view={{ underWork, due, told, team, today }} />)
  })
}
