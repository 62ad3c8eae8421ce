import { kindergartenYearOf, osloDate } from '../../../kernel/dates.ts'
import { may, page, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { loadThemes } from '../measures/store.ts'
import { LiftedThemesPage } from './pages.tsx'
import { loadLifted } from './store.ts'

export const resourceThemesWeb = (route: Router<PageContext>) => {
  route.get('/ressursteam/temaer', may('adviser', 'team-leader', 'authority'), async ({ deps, tx, actor, query, page: context }) => {
    const [lifted, themes] = await Promise.all([loadLifted(tx), loadThemes(tx, actor.orgId)])
    const now = kindergartenYearOf(osloDate(deps.now()))
    const years = [...new Set([now, ...lifted.map(({ year }) => year)])].toSorted((a, b) => b - a)
    const municipalities = [...new Map(lifted.map((one) => [one.municipalityId, { id: one.municipalityId, name: one.municipality }])).values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
    const municipality = municipalities.find(({ id }) => id === query['kommune'])?.id
    const year = years.find((one) => String(one) === query['ar']) ?? now
    return page(<LiftedThemesPage page={context} view={{ lifted, themes, years, year, municipality, municipalities, back: actor.role !== 'authority' }} />)
  })
}
