import { notFound, redirect, type Router, type WriteRequest } from '../../../../platform/http.ts'
import type { Actor } from '../../../../kernel/actor.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { partPath } from '../frame/pages.tsx'
import { readers, shows, takes, writers, type Show } from '../frame/web.tsx'
import { loadChain } from '../renewal/store.ts'
import * as actions from './actions.ts'
import { contactForm, contactGuarded, leaveForm, leaveGuarded } from './forms.ts'
import { contactLabels, leaveLabels, LeavePage, PeoplePage } from './pages.tsx'
import { loadContacts } from './store.ts'

const base = '/partnerskap/:id'

const list: Show = async (tx, view, shown) => {
  const chain = await loadContacts(tx, (await loadChain(tx, view.one)).map(({ id }) => id))
  return <PeoplePage view={{ ...view, chain, contacts: chain.filter(({ partnershipId }) => partnershipId === view.one.id), shown }} />
}
const leaving: Show = async (tx, view, shown, params, form) => {
  const { kontakt } = params
  const contacts = await loadContacts(tx, [view.one.id])
  const person = contacts.find(({ id, side }) => id === kontakt && side === view.side)
  // Somebody who has left stands on the list, with the last day.
  if (person?.to !== undefined || !view.writes) return person && list(tx, view, shown, params, form)
  return person ? <LeavePage view={{ ...view, contacts, chain: [], shown }} person={person} /> : undefined
}

export const peopleWeb = (route: Router<PageContext>) => {
  shows(route, `${base}/folk`, readers, list)
  takes(route, `${base}/kontakter`, {
    form: contactForm,
    guarded: contactGuarded,
    labels: contactLabels,
    act: (deps, actor, { id = '' }, { kontakt, oppgave, epost, fra }) => actions.addContact(deps, actor, id, { name: kontakt, part: oppgave, email: epost, from: fra }),
    show: list,
    fieldOf: { 'begins-later': 'fra', 'there-already': 'kontakt' },
    to: ({ id = '' }) => partPath(id, 'people'),
    flash: 'partnership.flash.saved',
  })
  shows(route, `${base}/kontakter/:kontakt`, writers, leaving)
  takes(route, `${base}/kontakter/:kontakt/avgang`, {
    form: leaveForm,
    guarded: leaveGuarded,
    labels: leaveLabels,
    act: (deps, actor, { id = '', kontakt = '' }, { siste, overtar, merknad }) => actions.leaveContact(deps, actor, id, kontakt, { last: siste, handedTo: overtar, note: merknad }),
    show: leaving,
    fieldOf: { 'leaves-before': 'siste', 'leaves-later': 'siste', 'hands-to-none': 'overtar' },
    to: ({ id = '' }) => partPath(id, 'people'),
    flash: 'pair.flash.left',
  })
  route.post(`${base}/kontakter/:kontakt/fjerning`, writers, async ({ deps, actor, params }: WriteRequest<Actor, PageContext>) => {
    const [id, contact] = [params['id'] ?? '', params['kontakt'] ?? '']
    const done = looksLikeId(id) && looksLikeId(contact) ? await actions.removeContact(deps, actor, id, contact) : undefined
    if (!done || (!done.ok && done.because === 'not-found')) return notFound
    if (done.ok) return redirect(partPath(id, 'people'), { kind: 'success', key: 'partnership.flash.saved' })
    return redirect(partPath(id, 'people'), { kind: 'warning', key: done.because === 'already-ended' ? 'partnership.because.already-ended' : `pair.because.${done.because}` })
  })
}
