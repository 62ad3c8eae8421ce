import { looksLikeId } from '../../../../kernel/ids.ts'
import { may, notFound, page, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import * as audit from '../../../audit/index.ts'
import { inWordsOf } from '../../schemes/role-words.ts'
import { loadWork } from '../work.ts'
import { HistoryPage } from './page.tsx'

/** What has happened with a report, for its own side and for those who handle it: each sees the lines that are theirs to see. */
export const historyWeb = (route: Router<PageContext>) => {
  route.get('/behov/:id/historikk', may('owner', 'head', 'pedagogical-leader', 'university-contact', 'county-governor', 'union-representative', 'authority'), async ({ tx, params, page: context }) => {
    const id = params['id'] ?? ''
    const work = looksLikeId(id) ? await loadWork(tx, id) : undefined
    return work ? page(<HistoryPage page={inWordsOf(context, work.scheme)} work={work} events={await audit.timeline(tx, id)} />) : notFound
  })
}
