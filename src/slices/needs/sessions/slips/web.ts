import { looksLikeId } from '../../../../kernel/ids.ts'
import { file, may, notFound, redirect, type Router } from '../../../../platform/http.ts'
import { renderPdf } from '../../../../platform/pdf.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { makeSlips } from './actions.ts'
import { slipsDocument } from './document.ts'

export const slipsWeb = (route: Router<PageContext>) => {
  // The answer is the paper itself: the codes are nowhere to be fetched afterwards.
  route.post('/okter/:id/lapper', may('head', 'pedagogical-leader'), async ({ deps, actor, params, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const made = await makeSlips(deps, actor, id)
    if (!made.ok) return made.because === 'not-found' ? notFound : redirect(`/okter/${id}`, { kind: 'warning', key: 'sessions.slips.used' })
    const pdf = await renderPdf(slipsDocument(context, made.event.session, made.event.slips, deps.config.publicUrl, deps.now()), { whose: actor.personId })
    return pdf.ok ? file('lapper.pdf', 'application/pdf', pdf.bytes) : redirect(`/okter/${id}`, { kind: 'warning', key: `guidance.case.pdf.${pdf.because}` })
  })
}
