import type { Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { anchoringWeb } from './anchoring/web.tsx'
import { correctionsWeb } from './corrections/web.tsx'
import { meetingsWeb } from './meetings/web.tsx'
import { observationsWeb } from './observations/web.tsx'
import { planWeb } from './plan/web.tsx'
import { timesWeb } from './times/web.tsx'

export const workWeb = (route: Router<PageContext>) => {
  for (const web of [anchoringWeb, timesWeb, meetingsWeb, observationsWeb, planWeb, correctionsWeb]) web(route)
}
