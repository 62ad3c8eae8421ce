import { may, redirect, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { loadDepartments } from '../../requests/store.ts'
import { again, refused, show, type View } from '../answers.ts'
import { formKey, readForm } from '../forms.ts'
import { mayChange } from '../rules.ts'
import * as actions from './actions.ts'
import { observationForm, observationGuarded } from './forms.ts'
import { ObservationPage } from './pages.tsx'
import { remaining } from './rules.ts'
import * as store from './store.ts'

export const observationsWeb = (route: Router<PageContext>) => {
  route.get('/veiledning/:id/observasjoner/ny', may('adviser', 'team-leader'), show(newView))
  route.post('/veiledning/:id/observasjoner/ny', may('adviser', 'team-leader'), async (request) => {
    const { deps, actor, params, form } = request
    const read = readForm(observationForm, form, observationGuarded)
    if (!read.ok) return again(newView, request, { sent: read.sent })
    const done = await actions.recordObservation(deps, actor, params['id'] ?? '', formKey(form), read.value)
    if (!done.ok) return refused(newView, request, done.because)
    return redirect(`/veiledning/${params['id']}#observasjoner`, { kind: 'success', key: 'work.flash.observation' })
  })

  route.get('/veiledning/:id/observasjoner/:observasjon', may('adviser', 'team-leader'), show(changeView))
  route.post('/veiledning/:id/observasjoner/:observasjon', may('adviser', 'team-leader'), async (request) => {
    const { deps, actor, params, form } = request
    const read = readForm(observationForm, form, observationGuarded)
    if (!read.ok) return again(changeView, request, { sent: read.sent })
    const done = await actions.changeObservation(deps, actor, params['id'] ?? '', params['observasjon'] ?? '', read.value)
    if (!done.ok) return refused(changeView, request, done.because)
    return redirect(`/veiledning/${params['id']}#observasjoner`, { kind: 'success', key: 'work.flash.observation-changed' })
  })
}

const newView: View = async ({ tx, one, page, problem }) => {
  const observed = (await store.loadObservations(tx, one.id)).map(({ department }) => department)
  const left = remaining(one.content.target, one.content.departments, await loadDepartments(tx, one.kindergartenId), observed)
  return <ObservationPage page={page} one={one} kept={undefined} departments={await actions.choicesOf(tx, one)} remaining={left} formKey={problem?.sent.values['key'] ?? crypto.randomUUID()} problem={problem} />
}

const changeView: View = async ({ tx, one, deps, actor, params, page, problem }) => {
  const kept = (await store.loadObservations(tx, one.id)).find(({ id }) => id === params['observasjon'])
  if (!kept) return undefined
  const allowed = mayChange(kept, actor.personId, deps.now())
  if (!allowed.ok && !problem) return allowed.because
  const departments = [...new Set([...(await actions.choicesOf(tx, one)), kept.department])]
  return <ObservationPage page={page} one={one} kept={kept} departments={departments} remaining={[]} formKey="" problem={problem} />
}
