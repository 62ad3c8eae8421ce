import { looksLikeId } from '../../../kernel/ids.ts'
import { json, open, page, redirect, signedIn, type Answer, type Router } from '../../../platform/http.ts'
import { absoluteMinutes, idleMinutes, sessionEnds, type Visit } from '../../../platform/visit.ts'
import { addresses } from '../../../ui/addresses.ts'
import type { PageContext } from '../../../ui/context.tsx'
import * as actions from './actions.ts'
import { capacityKey, ChooseCapacityPage, SignedOutPage, SignInFailedPage, SignInPage } from './pages.tsx'
import { safeReturn } from './rules.ts'

const guessing = { max: 60, minutes: 5 }

export const signInWeb = (providers: actions.Providers) => (route: Router<PageContext>) => {
  route.get(addresses.signIn, open, async ({ page: context, query, visit }) => {
    if (visit?.actor) return redirect(safeReturn(query['retur']))
    const doors = [...providers].map(([id, { profile }]) => ({ id, labels: profile.labels }))
    return page(<SignInPage page={context} doors={doors} returnTo={safeReturn(query['retur'])} />)
  })

  // Explicit, by a click: a session is never made silently.
  route.post(
    `${addresses.signIn}/:provider`,
    open,
    async ({ deps, params, form, language, page: context }) => {
      const started = await actions.startSignIn(deps, providers, params['provider'] ?? '', form['retur'], language)
      if (!started.ok) return page(<SignInFailedPage page={context} because={started.because} />, started.because === 'unknown-provider' ? 404 : 503)
      return redirect(started.event.url, undefined, [{ name: 'sign-in', value: started.event.token, maxAgeSeconds: 600 }])
    },
    { limit: guessing },
  )

  // The provider sends people back with a GET; it opens the session in a transaction of its own.
  route.get(
    actions.callbackPath,
    open,
    async ({ deps, address, signInCookie, visit, page: context }) => {
      const finished = await actions.finishSignIn(deps, providers, address, signInCookie, visit)
      if (!finished.ok) return page(<SignInFailedPage page={context} because={finished.because} />, 400)
      const { token, returnTo } = finished.event
      return redirect(`${addresses.switchRole}?retur=${encodeURIComponent(returnTo)}&ny=1`, undefined, [
        { name: 'session', value: token, maxAgeSeconds: absoluteMinutes * 60 },
        { name: 'sign-in', value: '', maxAgeSeconds: 0 },
      ])
    },
    { limit: guessing, ownTransactions: true },
  )

  route.get(addresses.switchRole, signedIn, async ({ deps, visit, query, page: context, actor }) => {
    const returnTo = safeReturn(query['retur'])
    // An invitation is where a person without a role goes first.
    if (query['ny'] && (actor || returnTo.startsWith('/invitasjon/'))) return redirect(returnTo)
    return choose(deps, visit as Visit, context, returnTo)
  }, { ownTransactions: true })

  route.post(addresses.switchRole, signedIn, async ({ deps, visit, form, page: context }) => {
    const returnTo = safeReturn(form['retur'])
    const membershipId = String(form['medlemskap'])
    const delegationId = form['stedfortreder'] ? String(form['stedfortreder']) : undefined
    const known = looksLikeId(membershipId) && (!delegationId || looksLikeId(delegationId))
    const chosen = known ? await actions.actAsCapacity(deps, visit as Visit, membershipId, delegationId) : { ok: false as const }
    if (!chosen.ok) return choose(deps, visit as Visit, context, returnTo, true)
    return redirect(returnTo, undefined, [{ name: 'session', value: chosen.event.token, maxAgeSeconds: absoluteMinutes * 60 }])
  })

  route.post(addresses.signOut, signedIn, async ({ deps, visit }) =>
    redirect(await actions.signOut(deps, providers, visit as Visit), undefined, [{ name: 'session', value: '', maxAgeSeconds: 0 }], { 'clear-site-data': '"cache", "storage"' }),
  )

  route.get(actions.signedOutPath, open, async ({ page: context }) => page(<SignedOutPage page={{ ...context, actor: undefined }} />))

  // Loaded by the provider in a frame, without our cookie: always 200, and says nothing.
  route.get(
    '/innlogging/utlogging-fra-idp',
    open,
    async ({ deps, query }) => {
      const { iss, sid } = query
      if (typeof iss === 'string' && typeof sid === 'string' && sid.length < 200) await actions.signOutFromProvider(deps, iss, sid)
      return { kind: 'file', name: 'ok', mediaType: 'text/plain', body: '', inline: true }
    },
    { limit: guessing, crossSite: true, ownTransactions: true },
  )

  route.get('/sesjon', open, async ({ deps, visit }) =>
    json(visit ? { active: true, ends_in_seconds: Math.max(0, Math.round((sessionEnds(visit).getTime() - deps.now().getTime()) / 1000)), timeout_in_seconds: idleMinutes * 60 } : { active: false }),
  )

  route.post('/sesjon', signedIn, async ({ deps, visit }) => {
    await actions.stay(deps, visit as Visit)
    return json({ active: true })
  })

  async function choose(deps: Parameters<typeof actions.capacitiesOf>[0], visit: Visit, context: PageContext, returnTo: string, refused = false): Promise<Answer> {
    const capacities = await actions.capacitiesOf(deps, visit)
    if (capacities.length === 0) return redirect('/tilgang')
    const current = visit.actor && capacityKey(visit.actor.membershipId, capacities.find((one) => one.membershipId === visit.actor?.membershipId && Boolean(one.delegationId) === Boolean(visit.actor?.onBehalfOf))?.delegationId)
    return page(<ChooseCapacityPage page={context} capacities={capacities} current={current} returnTo={returnTo} refused={refused} />, refused ? 409 : 200)
  }
}
