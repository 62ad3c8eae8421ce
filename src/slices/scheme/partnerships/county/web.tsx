import { osloDate } from '../../../../kernel/dates.ts'
import { may, page, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { loadChanges } from '../changes/store.ts'
import { loadFactsOfAll } from '../health/load.ts'
import { reasonsOf } from '../health/rules.ts'
import { loadContacts } from '../people/store.ts'
import { loadPromisesOf } from '../promises/store.ts'
import { loadPartnerships } from '../store.ts'
import { CountyPage } from './pages.tsx'
import { measure } from './rules.ts'

export const countyWeb = (route: Router<PageContext>) => {
  route.get('/partnerskap/oversikt', may('county-governor'), async ({ deps, tx, page: context }) => {
    const today = osloDate(deps.now())
    const partnerships = await loadPartnerships(tx)
    const ids = partnerships.map(({ id }) => id)
    const [promises, people, changes, factsOf] = await Promise.all([loadPromisesOf(tx, ids), loadContacts(tx, ids), loadChanges(tx, ids), loadFactsOfAll(tx, partnerships, today)])
    const agreed = partnerships.filter(({ agreedAt }) => agreedAt)
    const of = <Row extends { readonly partnershipId: string }>(rows: readonly Row[]) => { const grouped = Map.groupBy(rows, ({ partnershipId }) => partnershipId); return (id: string) => grouped.get(id) ?? [] }
    const [ofPromises, ofPeople, ofChanges] = [of(promises), of(people), of(changes)]
    const pairs = agreed.map((one) => ({
      id: one.id, previousId: one.previousId, period: one.period, agreedOn: one.agreedAt && osloDate(one.agreedAt), endedOn: one.endedAt && osloDate(one.endedAt),
      promises: ofPromises(one.id), people: ofPeople(one.id), changes: ofChanges(one.id),
    }))
    const running = agreed.filter(({ endedAt, period }) => !endedAt && period.from <= today && (period.to === undefined || period.to > today))
    const health = running.map((one) => ({ one, reasons: reasonsOf(factsOf(one), today) }))
    const universities = [...Map.groupBy(agreed, ({ partnerId }) => partnerId).values()].map((those) => ({ name: those[0]?.partnerName ?? '', changes: changes.filter(({ partnershipId }) => those.some(({ id }) => id === partnershipId)) }))
    return page(<CountyPage page={context} view={{ measures: measure(pairs, today), pairs: health, universities }} />)
  })
}
