import type { Router } from '../../platform/http.ts'
import type { PageContext } from '../../ui/context.tsx'
import { inScope } from '../identity/index.ts'
import { qualityReportWeb } from './quality-report/web.tsx'

/** What the municipality plans and tells: the yearly quality report. */
export const web = (router: Router<PageContext>) => qualityReportWeb(inScope(router, 'guidance'))
