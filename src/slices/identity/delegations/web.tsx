import { roles } from '../../../kernel/actor.ts'
import { addDays, osloDate } from '../../../kernel/dates.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { contains } from '../../../kernel/period.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { forbidden, may, notFound, page, redirect, type Answer, type Router } from '../../../platform/http.ts'
import type { Visit } from '../../../platform/visit.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { wordedErrors } from '../../../ui/form-errors.ts'
import { leadingRole } from '../members/rules.ts'
import { seeUnit } from '../members/seen.ts'
import { loadMembers } from '../members/store.ts'
import * as actions from './actions.ts'
import { delegationForm } from './forms.ts'
import { DelegationsPage } from './pages.tsx'
import { mayEnd } from './rules.ts'
import * as store from './store.ts'

const anyone = may(...roles)

export const delegationsWeb = (route: Router<PageContext>) => {
  route.get(actions.delegationPath, anyone, async ({ tx, deps, visit, actor, query, page: context }) => {
    const facts = await load(tx, visit as Visit, typeof query['enhet'] === 'string' ? query['enhet'] : actor.orgId, deps.now())
    return facts ? page(<DelegationsPage page={context} {...facts} />) : notFound
  })

  route.post(actions.delegationPath, anyone, async ({ deps, visit, actor, form, page: context }) => {
    const facts = await reading(deps.db, actor, (tx) => load(tx, visit as Visit, typeof form['enhet'] === 'string' ? form['enhet'] : actor.orgId, deps.now()))
    if (!facts) return notFound
    // A deputy is told why not; others who lead nothing have no form to send.
    if (facts.roles.length === 0 && !actor.onBehalfOf) return forbidden
    const delegable = actor.onBehalfOf ? [actor.membershipId] : facts.roles.map(({ id }) => id)
    const parsed = delegationForm(delegable, facts.people.map(({ personId }) => personId)).safeParse(form)
    const again = (extra: object, status: number): Answer => page(<DelegationsPage page={context} {...facts} typed={form as Record<string, string>} {...extra} />, status)
    if (!parsed.success) return again({ errors: wordedErrors(context.t, parsed.error) }, 422)
    const { rolle, person, omfang, fra, til, grunn } = parsed.data
    const done = await actions.delegate(deps, actor, facts.unit, rolle, { deputyId: person, scope: omfang, from: fra, to: addDays(til, 1) }, grunn)
    if (done.ok) return redirect(facts.own ? actions.delegationPath : `${actions.delegationPath}?enhet=${facts.unit.id}`, { kind: 'success', key: 'members.done.delegated' })
    return done.because === 'not-found' ? notFound : again({ refusal: done.because }, 409)
  })

  route.post(`${actions.delegationPath}/:id/avslutning`, anyone, async ({ deps, visit, actor, params }) => {
    const id = params['id'] ?? ''
    const found = await reading(deps.db, actor, async (tx) => {
      const delegation = looksLikeId(id) ? await store.loadDelegation(tx, id) : undefined
      return delegation && { delegation, seen: await seeUnit(tx, visit, delegation.orgId, deps.now()) }
    })
    if (!found?.seen) return notFound
    const { delegation, seen } = found
    if (!mayEnd(delegation, actor.personId, seen.administers)) return forbidden
    if (!delegation.endedAt) await actions.endDelegation(deps, actor, seen.unit, delegation)
    return redirect(seen.unit.id === actor.orgId ? actions.delegationPath : `${actions.delegationPath}?enhet=${seen.unit.id}`, { kind: 'success', key: 'members.done.delegation-ended' })
  })
}

/** What the page shows. One's own leading role can be delegated; from above, the role of those who lead the unit. */
async function load(tx: Tx, visit: Visit, orgId: string, now: Date) {
  const { actor } = visit
  const seen = await seeUnit(tx, visit, orgId, now)
  if (!seen || !actor) return undefined
  const { unit, administers } = seen
  const own = unit.id === actor.orgId
  const today = osloDate(now)
  const members = await loadMembers(tx, [unit.id])
  const leading = leadingRole(unit)
  const roles = actor.onBehalfOf
    ? []
    : members.filter((one) => one.role === leading && (one.period.to === undefined || one.period.to > today) && (own ? one.id === actor.membershipId : administers))
  const takenUp = new Set(roles.length === 1 ? roles.map(({ personId }) => personId) : [])
  const people = [...new Map(members.filter((one) => (contains(one.period, today) || one.period.from > today) && !takenUp.has(one.personId)).map(({ personId, name }) => [personId, { personId, name }])).values()]
  return { unit, own, personId: actor.personId, administers, delegations: await store.loadDelegations(tx, [unit.id]), roles, people, today }
}
