import { roles } from '../../../kernel/actor.ts'
import { addDays, formatDate, osloDate } from '../../../kernel/dates.ts'
import type { PersonId } from '../../../kernel/ids.ts'
import { contains } from '../../../kernel/period.ts'
import { reading } from '../../../platform/db.ts'
import { forbidden, may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { Visit } from '../../../platform/visit.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { wordedErrors } from '../../../ui/form-errors.ts'
import type { FieldError } from '../../../ui/form.tsx'
import * as audit from '../../audit/index.ts'
import { loadUnanswered } from '../access-requests/store.ts'
import { stateOf as delegationState } from '../delegations/rules.ts'
import { loadDelegations } from '../delegations/store.ts'
import { loadWaiting } from '../invitations/store.ts'
import * as actions from './actions.ts'
import { administrationForm, endForm, newLeaderForm, periodForm } from './forms.ts'
import { MemberPage, type MemberPageProps } from './member-page.tsx'
import { isMemberEvent, PeoplePage } from './pages.tsx'
import { leadershipOf, type MemberRefusal } from './rules.ts'
import { seeUnit, typedIn, type Seen } from './seen.ts'
import * as store from './store.ts'
import { EmptyUnitsPage, LeaderPage, UnitsPage } from './units-pages.tsx'

const anyone = may(...roles)
/** How long invitations that ran out are shown, so that they can be sent again. */
const shownAfterExpiry = 60

export const membersWeb = (route: Router<PageContext>) => {
  route.get('/folk', anyone, async ({ tx, deps, visit, actor, page: context }) => people(tx, deps, visit as Visit, actor.orgId, context))

  route.get('/folk/enheter', may('owner', 'operator'), async ({ tx, deps, actor, visit, query, page: context }) => {
    const today = osloDate(deps.now())
    if (actor.role === 'operator') {
      const text = typeof query['q'] === 'string' ? query['q'].trim() : ''
      const found = text.length >= 2 ? await store.findUnits(tx, text, 50) : []
      const empty = []
      for (const unit of found) if ((await seeUnit(tx, visit, unit.id, deps.now()))?.administers) empty.push(unit)
      const requests = []
      for (const request of await loadUnanswered(tx, 'all')) if ((await seeUnit(tx, visit, request.orgId, deps.now()))?.administers) requests.push(request)
      return page(<EmptyUnitsPage page={context} text={text} found={text ? empty : undefined} requests={requests} />)
    }
    const units = await store.loadUnitsOf(tx, actor.orgId)
    const ids = units.map(({ id }) => id)
    const [members, delegations, requests] = [await store.loadMembers(tx, ids), await loadDelegations(tx, ids), await loadUnanswered(tx, ids)]
    const rows = units.map((unit) => {
      const leadership = leadershipOf(unit, members.filter(({ orgId }) => orgId === unit.id), today, addDays(today, 30))
      const standIn = delegations.find((one) => one.orgId === unit.id && delegationState(one, today) === 'now')
      return { unit, leadership, deputy: standIn && { name: standIn.deputyName, period: standIn.period }, requests: requests.filter(({ orgId }) => orgId === unit.id).length }
    })
    return page(<UnitsPage page={context} rows={rows} />)
  })

  route.get('/folk/:org', anyone, async ({ tx, deps, visit, params, page: context }) => people(tx, deps, visit as Visit, params['org'] ?? '', context))

  route.get('/folk/:org/medlemskap/:id', anyone, async ({ tx, deps, visit, params, page: context }) => {
    const seen = await seeUnit(tx, visit, params['org'], deps.now())
    if (!seen) return notFound
    if (!seen.administers) return forbidden
    const member = (await store.loadMembers(tx, [seen.unit.id])).find(({ id }) => id === params['id'])
    return member ? page(<MemberPage page={context} unit={seen.unit} member={member} own={seen.unit.id === visit?.actor?.orgId} />) : notFound
  })

  route.post('/folk/:org/medlemskap/:id/periode', anyone, async ({ deps, visit, actor, params, form, page: context }) =>
    administered(deps, visit, params['org'], async (seen) => {
      const parsed = periodForm.safeParse(form)
      const sent = { form: 'period' as const, typed: typedIn(form) }
      if (!parsed.success) return memberAgain(deps, visit, seen, params['id'], context, { sent: { ...sent, errors: wordedErrors(context.t, parsed.error) } }, 422)
      const done = await actions.changePeriod(deps, actor, seen.unit, params['id'] ?? '', parsed.data)
      return done.ok ? redirect(home(visit, seen), { kind: 'success', key: 'members.done.period' }) : refused(deps, visit, seen, params['id'], context, done.because, sent)
    }),
  )

  route.post('/folk/:org/medlemskap/:id/avslutning', anyone, async ({ deps, visit, actor, params, form, page: context }) =>
    administered(deps, visit, params['org'], async (seen) => {
      // Given by mistake ends at once: then the day does not matter.
      const day = formatDate(osloDate(deps.now()), 'nb', 'short')
      const parsed = endForm.safeParse(form['grunn'] === 'mistake' && !form['siste'] ? { ...form, siste: day } : form)
      const sent = { form: 'end' as const, typed: typedIn(form) }
      if (!parsed.success) return memberAgain(deps, visit, seen, params['id'], context, { sent: { ...sent, errors: wordedErrors(context.t, parsed.error) } }, 422)
      const done = await actions.endMembership(deps, actor, seen.unit, params['id'] ?? '', parsed.data.siste, parsed.data.grunn)
      return done.ok ? redirect(home(visit, seen), { kind: 'success', key: 'members.done.ended' }) : refused(deps, visit, seen, params['id'], context, done.because, sent)
    }),
  )

  route.post('/folk/:org/medlemskap/:id/administrasjon', anyone, async ({ deps, visit, actor, params, form, page: context }) =>
    administered(deps, visit, params['org'], async (seen) => {
      const parsed = administrationForm.safeParse(form)
      const sent = { form: 'administration' as const, typed: typedIn(form) }
      if (!parsed.success) return memberAgain(deps, visit, seen, params['id'], context, { sent: { ...sent, errors: wordedErrors(context.t, parsed.error) } }, 422)
      const done = await actions.changeAdministration(deps, actor, seen.unit, params['id'] ?? '', parsed.data.hva)
      return done.ok ? redirect(home(visit, seen), { kind: 'success', key: `members.done.${parsed.data.hva}` }) : refused(deps, visit, seen, params['id'], context, done.because, sent)
    }),
  )

  route.get('/folk/:org/leder', may('owner'), async ({ tx, deps, visit, actor, params, page: context }) => {
    const seen = await seeUnit(tx, visit, params['org'], deps.now())
    if (!seen || seen.unit.id === actor.orgId) return notFound
    if (!seen.administers) return forbidden
    return page(<LeaderPage page={context} unit={seen.unit} {...await leaderFacts(tx, deps, actor, seen)} typed={{}} />)
  })

  route.post('/folk/:org/leder', may('owner'), async ({ deps, visit, actor, params, form, page: context }) =>
    administered(deps, visit, params['org'], async (seen) => {
      if (seen.unit.id === actor.orgId) return notFound
      const facts = await reading(deps.db, actor, (tx) => leaderFacts(tx, deps, actor, seen))
      const parsed = newLeaderForm(facts.people.map(({ personId }) => personId)).safeParse(form)
      const again = (errors: readonly FieldError[], refusal: MemberRefusal | undefined, status: number) =>
        page(<LeaderPage page={context} unit={seen.unit} {...facts} typed={typedIn(form)} errors={errors} refusal={refusal} />, status)
      if (!parsed.success) return again(wordedErrors(context.t, parsed.error), undefined, 422)
      const done = await actions.nameLeader(deps, actor, seen.unit, parsed.data.person as PersonId, parsed.data.fra, parsed.data.avslutt)
      if (done.ok) return redirect('/folk/enheter', { kind: 'success', key: 'members.done.named' })
      return done.because === 'not-found' ? notFound : again([], done.because, 409)
    }),
  )
}

/** For a change: only those who administer come in. */
export async function administered(deps: Deps, visit: Visit | undefined, id: string | undefined, work: (seen: Seen) => Promise<Answer>): Promise<Answer> {
  const seen = await reading(deps.db, visit?.actor, (tx) => seeUnit(tx, visit, id, deps.now()))
  if (!seen) return notFound
  return seen.administers ? work(seen) : forbidden
}

/** Where the people of the organisation are listed: one's own, or a unit's. */
export const home = (visit: Visit | undefined, { unit }: Seen): string => (unit.id === visit?.actor?.orgId ? '/folk' : `/folk/${unit.id}`)

type Tx = Parameters<Parameters<typeof reading>[2]>[0]

async function people(tx: Tx, deps: Deps, visit: Visit, orgId: string, context: PageContext): Promise<Answer> {
  const now = deps.now()
  const seen = await seeUnit(tx, visit, orgId, now)
  if (!seen) return notFound
  const { unit, administers } = seen
  const today = osloDate(now)
  const members = await store.loadMembers(tx, [unit.id])
  // Who was here before is for those who administer; colleagues see who is here.
  const shown = administers ? members : members.filter(({ period }) => contains(period, today) || period.from > today)
  return page(
    <PeoplePage
      page={context}
      unit={unit}
      own={unit.id === visit.actor?.orgId}
      administers={administers}
      isOwner={visit.actor?.role === 'owner' || visit.actor?.role === 'operator'}
      mayName={visit.actor?.role === 'owner' && administers && unit.id !== visit.actor.orgId}
      members={shown}
      invitations={administers ? await loadWaiting(tx, unit.id, new Date(now.getTime() - shownAfterExpiry * 86_400_000)) : []}
      requests={administers ? await loadUnanswered(tx, [unit.id]) : []}
      history={administers ? (await audit.timeline(tx, unit.id)).filter(isMemberEvent) : []}
      today={today}
      now={now}
    />,
  )
}

async function leaderFacts(tx: Tx, deps: Deps, actor: NonNullable<Visit['actor']>, { unit }: Seen) {
  const today = osloDate(deps.now())
  return { leadership: leadershipOf(unit, await store.loadMembers(tx, [unit.id]), today, addDays(today, 30)), people: await actions.loadCandidates(tx, actor, unit) }
}

async function memberAgain(deps: Deps, visit: Visit | undefined, { unit }: Seen, id: string | undefined, context: PageContext, extra: Pick<MemberPageProps, 'sent' | 'refusal'>, status: number): Promise<Answer> {
  const member = (await reading(deps.db, visit?.actor, (tx) => store.loadMembers(tx, [unit.id]))).find((one) => one.id === id)
  return member ? page(<MemberPage page={context} unit={unit} member={member} own={unit.id === visit?.actor?.orgId} {...extra} />, status) : notFound
}

const refused = (deps: Deps, visit: Visit | undefined, seen: Seen, id: string | undefined, context: PageContext, because: MemberRefusal | 'not-found', sent: Omit<NonNullable<MemberPageProps['sent']>, 'errors'>) =>
  because === 'not-found' ? Promise.resolve(notFound) : memberAgain(deps, visit, seen, id, context, { refusal: because, sent: { ...sent, errors: [] } }, 409)
