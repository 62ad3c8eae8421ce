import type { Router } from '../../platform/http.ts'
import type { PageContext } from '../../ui/context.tsx'
import { inScope } from '../identity/index.ts'
import { anchoringWeb } from './anchoring/web.tsx'
import { appealsWeb } from './appeals/web.tsx'
import { archiveWeb } from './archive/web.tsx'
import { clustersWeb } from './clusters/web.tsx'
import { decisionWeb } from './decisions/one/web.tsx'
import { decisionSetupWeb } from './decisions/setup/web.tsx'
import { decisionsWeb } from './decisions/web.tsx'
import { forumWeb } from './forum/web.tsx'
import { formsWeb } from './forms/editor/web.tsx'
import { reportsWeb } from './reports/web.tsx'
import { reviewWeb } from './review/web.tsx'
import { lookingAgain } from './look-again/web.tsx'
import { moneyWeb } from './money/web.tsx'
import { participantsWeb } from './participants/web.tsx'
import { partnershipsWeb } from './partnerships/web.tsx'
import { resultsWeb } from './results/web.tsx'
import { portfolioWeb } from './portfolio/web.tsx'
import { roundsWeb } from './rounds/web.tsx'
import { schemesWeb } from './schemes/web.tsx'

export { loadShipped, saveShipped } from './prepare.ts'
export { schemeTasks } from './tasks.ts'

/** Everything about the grant scheme: schemes over time, rounds, need reports, review, the forum, decisions, money and results. */
export const web = (router: Router<PageContext>) => {
  const route = lookingAgain(inScope(router, 'scheme'))
  for (const mount of nouns) mount(route)
}

/** The addresses of each noun. */
const nouns: readonly ((route: Router<PageContext>) => void)[] = [
  clustersWeb,
  reviewWeb,
  schemesWeb,
  formsWeb,
  portfolioWeb,
  roundsWeb,
  moneyWeb,
  reportsWeb,
  anchoringWeb,
  forumWeb,
  decisionSetupWeb,
  decisionsWeb,
  decisionWeb,
  appealsWeb,
  archiveWeb,
  resultsWeb,
  participantsWeb,
  partnershipsWeb,
]
