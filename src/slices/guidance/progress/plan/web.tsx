import { may, redirect, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { again, refused, show, type View } from '../answers.ts'
import { formKey, readForm, sentOf } from '../forms.ts'
import * as actions from './actions.ts'
import { readVersion, rowForm, rowGuarded } from './forms.ts'
import { AgreePage, PlanPage, PlanRowPage, RemoveRowPage } from './pages.tsx'
import { stampOf } from './rules.ts'
import * as store from './store.ts'

const flashOf = (change: actions.PlanChange) =>
  change === 'same'
    ? ({ kind: 'info', key: 'work.flash.nothing-changed' } as const)
    : change === 'agreement-void'
      ? ({ kind: 'warning', key: 'work.flash.plan-void' } as const)
      : ({ kind: 'success', key: 'work.flash.plan' } as const)

export const planWeb = (route: Router<PageContext>) => {
  const writers = may('head', 'adviser', 'team-leader')
  route.get('/veiledning/:id/plan', may('head', 'pedagogical-leader', 'adviser', 'team-leader'), show(planView))
  route.get('/veiledning/:id/plan/ny', writers, show(newRowView))
  route.get('/veiledning/:id/plan/godkjenning', writers, show(agreeView))
  route.get('/veiledning/:id/plan/:rad', writers, show(rowView))
  route.get('/veiledning/:id/plan/:rad/fjern', writers, show(removeView))

  route.post('/veiledning/:id/plan/ny', writers, async (request) => {
    const { deps, actor, params, form } = request
    const read = readForm(rowForm, form, rowGuarded)
    if (!read.ok) return again(newRowView, request, { sent: read.sent })
    const done = await actions.addPlanRow(deps, actor, params['id'] ?? '', formKey(form), read.value)
    if (!done.ok) return refused(newRowView, request, done.because)
    return redirect(`/veiledning/${params['id']}/plan`, flashOf(done.event))
  })

  route.post('/veiledning/:id/plan/godkjenning', writers, async (request) => {
    const { deps, actor, params, form } = request
    const done = await actions.agreeToPlan(deps, actor, params['id'] ?? '', typeof form['stamp'] === 'string' ? form['stamp'] : '')
    const path = `/veiledning/${params['id']}#plan`
    if (done.ok) return redirect(path, { kind: 'success', key: done.event.both ? 'work.flash.plan-agreed' : 'work.flash.plan-approved' })
    // The same click twice is one yes.
    return done.because === 'already-agreed' ? redirect(path, { kind: 'info', key: 'work.refusal.already-agreed' }) : refused(agreeView, request, done.because)
  })

  route.post('/veiledning/:id/plan/:rad', writers, async (request) => {
    const { deps, actor, params, form } = request
    const read = readForm(rowForm, form, rowGuarded)
    if (!read.ok) return again(rowView, request, { sent: read.sent })
    const done = await actions.changePlanRow(deps, actor, params['id'] ?? '', params['rad'] ?? '', readVersion(form['version']), read.value)
    if (!done.ok) return refused(rowView, request, done.because)
    return redirect(`/veiledning/${params['id']}/plan`, flashOf(done.event))
  })

  route.post('/veiledning/:id/plan/:rad/fjern', writers, async (request) => {
    const { deps, actor, params, form } = request
    const done = await actions.removePlanRow(deps, actor, params['id'] ?? '', params['rad'] ?? '', readVersion(form['version']))
    if (!done.ok) return done.because === 'not-found' ? refused(removeView, request, done.because) : again(removeView, request, { sent: sentOf({}), because: done.because })
    return redirect(`/veiledning/${params['id']}/plan`, flashOf(done.event))
  })
}

const planView: View = async ({ tx, one, side, actor, page, problem }) => (
  <PlanPage page={page} one={one} problem={problem} rows={await store.loadRows(tx, one.id)} agreements={await store.loadAgreements(tx, one.id)} side={side} mayWrite={one.state === 'running' && actor.role !== 'pedagogical-leader'} />
)

const agreeView: View = async ({ tx, one, side, page, problem }) => {
  const rows = await store.loadRows(tx, one.id)
  return <AgreePage page={page} one={one} problem={problem} rows={rows} agreements={await store.loadAgreements(tx, one.id)} side={side} mayWrite={one.state === 'running'} stamp={stampOf(rows)} />
}

const newRowView: View = async ({ tx, one, page, problem }) => {
  const agreed = (await store.loadAgreements(tx, one.id)).length > 0
  return <PlanRowPage page={page} one={one} problem={problem} kept={undefined} formKey={problem?.sent.values['key'] ?? crypto.randomUUID()} version={0} conflict={false} agreed={agreed} />
}

/** After a conflict the page carries the newest version: the second one has seen both, and saving again is a choice. A row that was removed may be added anew. */
const rowView: View = async ({ tx, one, params, page, problem }) => {
  const kept = (await store.loadRows(tx, one.id)).find(({ id }) => id === params['rad'])
  if (!kept && problem?.because !== 'row-removed') return undefined
  const conflict = problem?.because === 'changed-meanwhile'
  const seen = problem && !conflict ? readVersion(problem.sent.values['version']) : (kept?.version ?? 0)
  const agreed = (await store.loadAgreements(tx, one.id)).length > 0
  return <PlanRowPage page={page} one={one} problem={problem} kept={kept} formKey={crypto.randomUUID()} version={seen} conflict={conflict} agreed={agreed} />
}

const removeView: View = async ({ tx, one, params, page, problem }) => {
  const kept = (await store.loadRows(tx, one.id)).find(({ id }) => id === params['rad'])
  const agreed = (await store.loadAgreements(tx, one.id)).length > 0
  return kept && <RemoveRowPage page={page} one={one} problem={problem} kept={kept} agreed={agreed} />
}
