import { looksLikeId } from '../../../../kernel/ids.ts'
import { file, may, notFound, redirect, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { again, refused, show, type View } from '../answers.ts'
import { formKey, readForm, sentOf } from '../forms.ts'
import { loadStart } from '../meetings/store.ts'
import { loadCase } from '../../cases/store.ts'
import * as actions from './actions.ts'
import { startMeetingFile } from './calendar.ts'
import { timeForm, timeGuarded } from './forms.ts'
import { ProposeTimePage } from './pages.tsx'
import * as store from './store.ts'

export const timesWeb = (route: Router<PageContext>) => {
  route.get('/veiledning/:id/oppstartsmote/tid', may('head', 'adviser', 'team-leader'), show(timeView))
  route.post('/veiledning/:id/oppstartsmote/tid', may('head', 'adviser', 'team-leader'), async (request) => {
    const { deps, actor, params, form } = request
    const read = readForm(timeForm, form, timeGuarded)
    if (!read.ok) return again(timeView, request, { sent: read.sent })
    const done = await actions.proposeTime(deps, actor, params['id'] ?? '', formKey(form), read.value)
    if (!done.ok) return refused(timeView, request, done.because)
    return redirect(`/veiledning/${params['id']}#oppstart`, { kind: 'success', key: 'work.flash.time-proposed' })
  })

  route.get('/veiledning/:id/oppstartsmote/kalender.ics', may('head', 'pedagogical-leader', 'adviser', 'team-leader'), async ({ tx, deps, params, page: context }) => {
    const one = looksLikeId(params['id'] ?? '') ? await loadCase(tx, params['id'] ?? '') : undefined
    const proposal = one && (await store.loadProposal(tx, one.id))
    if (!one || proposal?.acceptedBy === undefined) return notFound
    const text = startMeetingFile(context.t, one, proposal, await store.countReplaced(tx, one.id), deps.config.publicUrl, deps.now())
    return file(`${one.reference}.ics`, 'text/calendar; charset=utf-8', text)
  })

  route.post('/veiledning/:id/oppstartsmote/tid/godta', may('head', 'adviser', 'team-leader'), async (request) => {
    const { deps, actor, params, form } = request
    const seen = typeof form['proposal'] === 'string' ? form['proposal'] : ''
    const done = await actions.acceptProposal(deps, actor, params['id'] ?? '', seen)
    // What stands now is drawn, not what was sent: the one who answers must see the time they answer to.
    if (!done.ok) return done.because === 'not-found' ? refused(timeView, request, done.because) : again(timeView, request, { sent: sentOf({}), because: done.because })
    return redirect(`/veiledning/${params['id']}#oppstart`, { kind: 'success', key: 'work.flash.time-accepted' })
  })
}

const timeView: View = async ({ tx, one, page, problem }) => {
  if (!problem && (await loadStart(tx, one.id))) return 'meeting-held'
  return <ProposeTimePage page={page} one={one} current={await store.loadProposal(tx, one.id)} formKey={problem?.sent.values['key'] ?? crypto.randomUUID()} problem={problem} />
}
