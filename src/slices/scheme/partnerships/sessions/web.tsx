import { ticked } from '../../../../kernel/fields.ts'
import { formKeyIn } from '../../../../platform/form-key.ts'
import type { Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { partPath } from '../frame/pages.tsx'
import { readers, shows, takes, type Show } from '../frame/web.tsx'
import * as actions from './actions.ts'
import { cancelForm, cancelGuarded, heldForm, planForm, planGuarded } from './forms.ts'
import { cancelLabels, heldLabels, planLabels, SessionPage, SessionsPage } from './pages.tsx'
import { loadCandidates, loadSession, loadSessions } from './store.ts'

const base = '/partnerskap/:id/samlinger'
const chosenIn = (form: Readonly<Record<string, unknown>>) => ticked(form['barnehager'], 200)

const list: Show = async (tx, view, shown, _, form) => {
  const [sessions, candidates] = await Promise.all([loadSessions(tx, view.one.id), loadCandidates(tx, view.one)])
  return <SessionsPage view={{ ...view, sessions, candidates, chosen: chosenIn(form), startKey: formKeyIn(form), shown }} />
}

const oneSession: Show = async (tx, view, shown, { samling = '' }) => {
  const session = await loadSession(tx, view.one.id, samling)
  return session && <SessionPage view={{ ...view, session, shown }} />
}

export const sessionsWeb = (route: Router<PageContext>) => {
  shows(route, base, readers, list)
  takes(route, base, {
    form: planForm,
    guarded: planGuarded,
    labels: planLabels,
    act: (deps, actor, { id = '' }, { hva, dag, sted }, form) => actions.planSession(deps, actor, id, { startKey: formKeyIn(form), what: hva, day: dag, place: sted, kindergartens: chosenIn(form) }),
    show: list,
    fieldOf: { 'day-outside': 'dag', 'unknown-kindergarten': 'barnehager' },
    to: ({ id = '' }) => partPath(id, 'sessions'),
    flash: 'pair.flash.planned',
  })
  shows(route, `${base}/:samling`, readers, oneSession)
  takes(route, `${base}/:samling/gjennomforing`, {
    form: heldForm,
    guarded: [],
    labels: heldLabels,
    act: (deps, actor, { id = '', samling = '' }, { eiers, partners, ansatte }) => actions.holdSession(deps, actor, id, samling, { owner: eiers, partner: partners, staff: ansatte }),
    show: oneSession,
    to: ({ id = '' }) => partPath(id, 'sessions'),
    flash: 'pair.flash.told',
  })
  takes(route, `${base}/:samling/avlysning`, {
    form: cancelForm,
    guarded: cancelGuarded,
    labels: cancelLabels,
    act: (deps, actor, { id = '', samling = '' }, { hvem, grunn, nydag }) => actions.cancelSession(deps, actor, id, samling, { by: hvem, why: grunn, newDay: nydag }),
    show: oneSession,
    fieldOf: { 'new-day-outside': 'nydag', 'new-day-passed': 'nydag' },
    to: ({ id = '' }) => partPath(id, 'sessions'),
    flash: 'pair.flash.told',
  })
}
