import type { Actor } from '../../../../kernel/actor.ts'
import { idIn } from '../../../../kernel/ids.ts'
import { notFound, page, redirect, type Answer, type Deps, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { emptyForm, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { preparers, withLed, wrong } from '../show-web.tsx'
import { pathOf } from '../shown/words.ts'
import * as actions from './actions.ts'
import { InvitedPage } from './pages.tsx'
import { groups } from './rules.ts'
import { loadMarked, loadParties, loadPeople } from './store.ts'

type Params = Readonly<Record<string, string>>
export const invitedWeb = (route: Router<PageContext>) => {
  route.get('/droftinger/:id/inviterte', preparers, async ({ deps, actor, params, page: context }) => invitedPage(deps, actor, context, params))
  route.post('/droftinger/:id/inviterte', preparers, async ({ deps, actor, params, form, page: context }) => {
    const [name = '', org] = typeof form['hvem'] === 'string' ? form['hvem'].split(':') : [typeof form['gruppe'] === 'string' ? form['gruppe'] : '']
    const [id, group] = [idIn(params['id']), groups.find((one) => one === name)]
    if (!id) return notFound
    if (!group || (org !== undefined && !idIn(org))) return invitedPage(deps, actor, context, params, wrong(context, {}, name === '' ? 'hvem' : '', 'discussions.error.who'), 422)
    const added = await actions.inviteMore(deps, actor, id, group, org)
    if (added.ok) return redirect(pathOf(id, '/inviterte'), { kind: 'success', key: 'discussions.flash.invited' })
    return added.because === 'not-found' ? notFound : invitedPage(deps, actor, context, params, wrong(context, {}, '', `discussions.because.${added.because}`), 409)
  })
  route.post('/droftinger/:id/inviterte/folk', preparers, async ({ deps, actor, params, form, page: context }) => {
    const [id, person] = [idIn(params['id']), idIn(form['person'])]
    const off = id && person ? await actions.removePerson(deps, actor, id, person) : undefined
    if (off?.ok) return redirect(pathOf(id ?? '', '/inviterte'), { kind: 'success', key: 'discussions.flash.off' })
    return !off || off.because === 'not-found' ? notFound : invitedPage(deps, actor, context, params, wrong(context, {}, '', `discussions.because.${off.because}`), 409)
  })
  route.post('/droftinger/:id/inviterte/folk/tilbake', preparers, async ({ deps, actor, params, form, page: context }) => {
    const [id, person] = [idIn(params['id']), idIn(form['person'])]
    const on = id && person ? await actions.takePersonOn(deps, actor, id, person) : undefined
    if (on?.ok) return redirect(pathOf(id ?? '', '/inviterte'), { kind: 'success', key: 'discussions.flash.invited' })
    return !on || on.because === 'not-found' ? notFound : invitedPage(deps, actor, context, params, wrong(context, {}, '', `discussions.because.${on.because}`), 409)
  })
  route.post('/droftinger/:id/inviterte/:part/fjerning', preparers, async ({ deps, actor, params, page: context }) => {
    const [id, party] = [idIn(params['id']), idIn(params['part'])]
    const off = id && party ? await actions.removeParty(deps, actor, id, party) : undefined
    if (off?.ok) return redirect(pathOf(id ?? '', '/inviterte'), { kind: 'success', key: 'discussions.flash.off' })
    return !off || off.because === 'not-found' ? notFound : invitedPage(deps, actor, context, params, wrong(context, {}, '', `discussions.because.${off.because}`), 409)
  })
}

async function invitedPage(deps: Deps, actor: Actor, context: PageContext, params: Params, form: ShownForm = emptyForm, status = 200): Promise<Answer> {
  const candidates = await actions.candidatesFor(deps, actor, idIn(params['id']) ?? crypto.randomUUID())
  return withLed(deps, actor, params, async (tx, meeting) => {
    const [parties, people, marked] = await Promise.all([loadParties(tx, meeting.id), loadPeople(tx, meeting.id), loadMarked(tx, meeting.id)])
    return page(<InvitedPage page={context} view={{ meeting, candidates, parties, people, marked, form }} />, status)
  })
}
