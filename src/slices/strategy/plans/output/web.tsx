import type { Actor } from '../../../../kernel/actor.ts'
import { afterReading, file, notFound, redirect, type Access, type Answer, type ReadRequest, type Router } from '../../../../platform/http.ts'
import { renderPdf } from '../../../../platform/pdf.ts'
import { writeXlsx } from '../../../../platform/sheets.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { nameOf, pathOf } from '../pages.tsx'
import { find } from '../show-web.tsx'
import * as store from '../store.ts'
import { planDocument, sheetOf, type Known } from './document.ts'

const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The plan to take along, as a document and as its table: what the reader may read, in the reader's language. */
export const outputWeb = (route: Router<PageContext>, readers: Access<Actor>) => {
  const of = (make: (known: Known, request: ReadRequest<Actor, PageContext>) => Promise<Answer>) => async (request: ReadRequest<Actor, PageContext>): Promise<Answer> => {
    const { tx, params } = request
    const plan = await find(tx, params['id'])
    if (!plan) return notFound
    const [worked, themes, frames] = await Promise.all([store.loadWorked(tx), store.loadThemes(tx), store.loadFrames(tx)])
    return afterReading(() => make({ plan, worked, themes, frame: frames.find(({ code }) => code === plan.frame) }, request))
  }
  const limit = { limit: { max: 20, minutes: 1 } }
  route.get('/strategi/:id/plan.pdf', readers, of(async (known, { deps, actor, page }) => {
    const made = await renderPdf(planDocument(page, known, deps.now()), { whose: actor.personId })
    return made.ok ? file(`${fileName(page, known)}.pdf`, 'application/pdf', made.bytes) : redirect(pathOf(known.plan.id), { kind: 'warning', key: `guidance.case.pdf.${made.because}` })
  }), limit)
  route.get('/strategi/:id/plan.xlsx', readers, of(async (known, { page }) => {
    const { columns, rows } = sheetOf(page, known)
    return file(`${fileName(page, known)}.xlsx`, sheetType, await writeXlsx(columns, rows, page.t('plans.column.sheet')))
  }), limit)
}

const fileName = (page: PageContext, { plan }: Known): string => nameOf(page, plan).replaceAll(/[^\p{L}\p{N} -]/gu, '').trim().slice(0, 80) || 'plan'
