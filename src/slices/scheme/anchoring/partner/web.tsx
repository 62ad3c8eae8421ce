import { looksLikeId } from '../../../../kernel/ids.ts'
import { may, notFound, page, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { loadWork } from '../../reports/work.ts'
import { ownRow } from '../rules.ts'
import { anchoringState } from '../standing.ts'
import { PartnerPage } from './pages.tsx'

/** The partner's own page: confirm the contact, write one's own part, sign. The writing and the answer are those of every report. */
export const partnerWeb = (route: Router<PageContext>) => {
  route.get('/behov/:id/partner', may('university-contact'), async ({ tx, actor, params, page: context }) => {
    const id = params['id'] ?? ''
    const work = looksLikeId(id) ? await loadWork(tx, id) : undefined
    const party = work?.parties.find(({ part, orgId }) => part === 'partner' && orgId === actor.orgId)
    if (!work || !party || party.state === 'declined') return notFound
    return page(<PartnerPage page={context} work={work} party={party} own={ownRow(actor, (await anchoringState(tx, work)).needed)} />)
  })
}
