import { looksLikeId } from '../../../../kernel/ids.ts'
import { may, redirect, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { again, refused, show, type View } from '../answers.ts'
import { formKey, readForm } from '../forms.ts'
import { loadStart } from '../meetings/store.ts'
import * as actions from './actions.ts'
import { correctionForm, correctionGuarded } from './forms.ts'
import { CorrectionPage } from './pages.tsx'
import type { AboutKind } from './rules.ts'
import * as store from './store.ts'

export const correctionsWeb = (route: Router<PageContext>) => {
  for (const [kind, url, name] of [['meeting', '/veiledning/:id/moter/:mote/retting', 'mote'], ['observation', '/veiledning/:id/observasjoner/:observasjon/retting', 'observasjon']] as const) {
    const view = viewOf(kind, name)
    route.get(url, may('head', 'adviser', 'team-leader'), show(view))
    route.post(url, may('head', 'adviser', 'team-leader'), async (request) => {
      const { deps, actor, params, form } = request
      const [id, aboutId] = [params['id'] ?? '', params[name] ?? '']
      const read = readForm(correctionForm, form, correctionGuarded)
      if (!read.ok) return again(view, request, { sent: read.sent })
      if (!looksLikeId(aboutId)) return refused(view, request, 'not-found')
      const done = await actions.writeCorrection(deps, actor, id, formKey(form), kind, aboutId, read.value.text)
      if (!done.ok) return refused(view, request, done.because)
      return redirect(`/veiledning/${id}`, { kind: 'success', key: 'work.flash.correction' })
    })
  }
}

const viewOf =
  (kind: AboutKind, name: string): View =>
  async ({ tx, one, params, page, problem }) => {
    const aboutId = params[name] ?? ''
    if (!looksLikeId(aboutId) || !(await store.hasRecord(tx, one.id, kind, aboutId))) return undefined
    const part = kind === 'observation' ? 'observasjoner' : (await loadStart(tx, one.id))?.id === aboutId ? 'oppstart' : 'okter'
    return <CorrectionPage page={page} one={one} kind={kind} aboutId={aboutId} part={part} formKey={problem?.sent.values['key'] ?? crypto.randomUUID()} problem={problem} />
  }
