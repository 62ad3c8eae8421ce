import { looksLikeId } from '../../../../kernel/ids.ts'
import { afterReading, file, may, notFound, redirect, type Router } from '../../../../platform/http.ts'
import { renderPdf } from '../../../../platform/pdf.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { loadVersion } from '../../instruments/store.ts'
import { loadClosed, loadDots, loadResults, loadSession } from '../store.ts'
import { loadCompanions } from '../together/store.ts'
import { summaryDocument } from './document.ts'

export const summaryWeb = (route: Router<PageContext>) => {
  route.get('/okter/:id/sammendrag.pdf', may('head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader'), async ({ tx, deps, actor, params, page: context }) => {
    const id = params['id'] ?? ''
    const session = looksLikeId(id) ? await loadSession(tx, id) : undefined
    const version = session && (await loadVersion(tx, session.versionId))
    if (session?.state !== 'ended' || version?.definition.kind !== 'statements') return notFound
    const [closed, dots, results, companions] = await Promise.all([loadClosed(tx, id), loadDots(tx, id), loadResults(tx, id), loadCompanions(tx, session, actor)])
    const document = summaryDocument(context, { session, themes: version.definition.themes.filter(({ key }) => session.themes.includes(key)), closed, dots, results, companions }, deps.now())
    return afterReading(async () => {
      const made = await renderPdf(document, { whose: actor.personId })
      return made.ok ? file('sammendrag.pdf', 'application/pdf', made.bytes) : redirect(`/okter/${id}`, { kind: 'warning', key: `guidance.case.pdf.${made.because}` })
    })
  })
}
