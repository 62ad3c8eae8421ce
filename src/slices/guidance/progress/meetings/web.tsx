import { may, redirect, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { again, refused, show, type View } from '../answers.ts'
import { formKey, readForm } from '../forms.ts'
import { dateForField } from '../pages.tsx'
import { mayChange } from '../rules.ts'
import { loadProposal } from '../times/store.ts'
import * as actions from './actions.ts'
import { sessionForm, sessionGuarded, startForm, startGuarded } from './forms.ts'
import { SessionPage, StartMeetingPage } from './pages.tsx'
import * as store from './store.ts'

export const meetingsWeb = (route: Router<PageContext>) => {
  route.get('/veiledning/:id/oppstartsmote', may('adviser', 'team-leader'), show(startView))
  route.post('/veiledning/:id/oppstartsmote', may('adviser', 'team-leader'), async (request) => {
    const { deps, actor, params, form } = request
    const id = params['id'] ?? ''
    const read = readForm(startForm, form, startGuarded)
    if (!read.ok) return again(startView, request, { sent: read.sent })
    const changes = form['change'] === 'ja'
    const done = changes ? await actions.correctStart(deps, actor, id, read.value) : await actions.recordStart(deps, actor, id, formKey(form), read.value)
    if (!done.ok) return refused(startView, request, done.because)
    return redirect(`/veiledning/${id}#oppstart`, { kind: 'success', key: changes ? 'work.flash.start-changed' : 'work.flash.start' })
  })

  route.get('/veiledning/:id/okter/ny', may('adviser', 'team-leader'), show(newSessionView))
  route.post('/veiledning/:id/okter/ny', may('adviser', 'team-leader'), async (request) => {
    const { deps, actor, params, form } = request
    const read = readForm(sessionForm, form, sessionGuarded)
    if (!read.ok) return again(newSessionView, request, { sent: read.sent })
    const done = await actions.recordSession(deps, actor, params['id'] ?? '', formKey(form), read.value)
    if (!done.ok) return refused(newSessionView, request, done.because)
    return redirect(`/veiledning/${params['id']}#okter`, { kind: 'success', key: 'work.flash.session' })
  })

  route.get('/veiledning/:id/okter/:okt', may('adviser', 'team-leader'), show(sessionView))
  route.post('/veiledning/:id/okter/:okt', may('adviser', 'team-leader'), async (request) => {
    const { deps, actor, params, form } = request
    const read = readForm(sessionForm, form, sessionGuarded)
    if (!read.ok) return again(sessionView, request, { sent: read.sent })
    const done = await actions.changeSession(deps, actor, params['id'] ?? '', params['okt'] ?? '', read.value)
    if (!done.ok) return refused(sessionView, request, done.because)
    return redirect(`/veiledning/${params['id']}#okter`, { kind: 'success', key: 'work.flash.session-changed' })
  })
}

/** The form for the start meeting: empty, or filled when one's own from the last day is to be changed. */
const startView: View = async ({ tx, one, deps, actor, page, problem }) => {
  const kept = await store.loadStart(tx, one.id)
  const proposal = await loadProposal(tx, one.id)
  const may = kept && mayChange(kept, actor.personId, deps.now())
  if (may && !may.ok && !problem) return 'already-held'
  const proposedOn = proposal?.acceptedBy === undefined ? undefined : dateForField(proposal.onDate)
  return <StartMeetingPage page={page} one={one} kept={may?.ok ? kept : undefined} formKey={problem?.sent.values['key'] ?? crypto.randomUUID()} problem={problem} proposedOn={proposedOn} />
}

const newSessionView: View = async ({ one, page, problem }) => <SessionPage page={page} one={one} kept={undefined} formKey={problem?.sent.values['key'] ?? crypto.randomUUID()} problem={problem} />

const sessionView: View = async ({ tx, one, deps, actor, params, page, problem }) => {
  const kept = (await store.loadSessions(tx, one.id)).find(({ id }) => id === params['okt'])
  if (!kept) return undefined
  const may = mayChange(kept, actor.personId, deps.now())
  if (!may.ok && !problem) return may.because
  return <SessionPage page={page} one={one} kept={kept} formKey="" problem={problem} />
}
