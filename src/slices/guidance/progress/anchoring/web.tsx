import { may, redirect, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { stamp } from '../../requests/actions.ts'
import { again, refused, show, type View } from '../answers.ts'
import { readForm } from '../forms.ts'
import { updateAnchoring } from './actions.ts'
import { anchoringForm, anchoringGuarded } from './forms.ts'
import { AnchoringPage } from './pages.tsx'

export const anchoringWeb = (route: Router<PageContext>) => {
  route.get('/veiledning/:id/forankring', may('head'), show(anchoringView))
  route.post('/veiledning/:id/forankring', may('head'), async (request) => {
    const { deps, actor, params, form } = request
    const read = readForm(anchoringForm, form, anchoringGuarded)
    if (!read.ok) return again(anchoringView, request, { sent: read.sent })
    const done = await updateAnchoring(deps, actor, params['id'] ?? '', typeof form['seen'] === 'string' ? form['seen'] : '', read.value)
    if (!done.ok) return refused(anchoringView, request, done.because)
    return redirect(`/veiledning/${params['id']}#forankring`, done.event.changed ? { kind: 'success', key: 'work.flash.anchoring' } : { kind: 'info', key: 'work.flash.nothing-changed' })
  })
}

/** After a conflict the page carries the newest stamp: the second one has seen both versions, and saving again is a choice. */
const anchoringView: View = async ({ one, page, problem }) => {
  const keptStamp = problem && problem.because !== 'changed-meanwhile' ? problem.sent.values['seen'] : undefined
  return <AnchoringPage page={page} one={one} content={one.content} seen={keptStamp ?? stamp(one.content, 'forankring')} by={one.changedBy} problem={problem} />
}
