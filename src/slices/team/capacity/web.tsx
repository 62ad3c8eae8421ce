import type { Actor } from '../../../kernel/actor.ts'
import { localDate, osloDate } from '../../../kernel/dates.ts'
import { ticked } from '../../../kernel/fields.ts'
import { readGuarded, typedIn } from '../../../kernel/guarded-form.ts'
import { idOrNone, looksLikeId } from '../../../kernel/ids.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { forbidden, may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import { loadFound } from '../assignment/store.ts'
import type { Member } from '../competence/rules.ts'
import { loadMembers } from '../competence/store.ts'
import { waitingOf } from '../waiting/rules.ts'
import * as waitingStore from '../waiting/store.ts'
import * as actions from './actions.ts'
import { awayForm, estimateForm, hoursForm, partialForm } from './forms.ts'
import { estimateLabels, EstimatesPage, HoursPage, personLabels, PersonPage } from './own-pages.tsx'
import { AuthorityPage, estimatesPath, LoadPage, personPath } from './pages.tsx'
import { deskOf, estimateOn, furthest, kinds, loadOf, overIn, sortOut, weeksFrom } from './rules.ts'
import * as store from './store.ts'

const team = may('team-leader', 'adviser')
const leader = may('team-leader')
const weeksShown = 12
/** The field where each refusal is mended. */
const hoursField = { 'too-far': 'fra', 'not-in-team-then': 'fra', 'changed-meanwhile': '', 'days-both': 'ikke', 'no-days': 'ikke' } as const
const awayField = { 'too-far': 'borte', 'not-in-team-then': 'borte', 'away-backwards': 'tilbake', 'away-passed': 'tilbake', 'away-long': 'tilbake', 'away-there': 'borte' } as const

export const capacityWeb = (route: Router<PageContext>) => {
  route.get('/kapasitet', may('team-leader', 'adviser', 'authority'), async ({ deps, tx, actor, query, page: context }) => {
    if (actor.role === 'authority') return authorityPage(tx, context)
    const today = osloDate(deps.now())
    const asked = typeof query['fra'] === 'string' ? localDate(query['fra']) : undefined
    const weeks = weeksFrom(asked !== undefined && asked > today && asked <= furthest(today) ? asked : today, weeksShown)
    const leads = actor.role === 'team-leader'
    const [members, hours, away, promised, found, requests] = await Promise.all([
      loadMembers(tx, actor.orgId, today), store.loadHours(tx, actor.orgId), store.loadAway(tx, actor.orgId), store.loadPromised(tx, actor.orgId), loadFound(tx, actor.orgId, today, leads ? undefined : actor.personId), waitingStore.loadRequests(tx, actor.orgId),
    ])
    const desks = members.map((member) => deskOf(member, hours, away))
    const { unheld, late } = sortOut(promised, members, today)
    return page(
      <LoadPage
        page={context}
        view={{
          members, weeks, loads: desks.map((desk) => ({ member: desk.member, cells: loadOf(desk, weeks, promised) })), over: overIn(desks, weeks, promised), open: unheld.length, late: late.length, found: found.length,
          queue: waitingOf(requests, today).queue, begun: hours.length > 0 || promised.length > 0, own: ownPath(actor, members), leads, today,
        }}
      />,
    )
  })

  route.get('/kapasitet/timer', team, async ({ deps, tx, actor, page: context }) => {
    const today = osloDate(deps.now())
    const [members, hours, away] = await Promise.all([loadMembers(tx, actor.orgId, today), store.loadHours(tx, actor.orgId), store.loadAway(tx, actor.orgId)])
    const rows = members.map((member) => ({
      member, now: holding(hours, member.personId, today), away: away.filter(({ personId, until }) => personId === member.personId && until >= today), writes: writesFor(actor, member.personId),
    }))
    return page(<HoursPage page={context} view={{ rows, leads: actor.role === 'team-leader', mine: ownPath(actor, members) }} />)
  })

  route.get('/kapasitet/timer/:id', team, async ({ deps, tx, actor, params, page: context }) => personPage(deps, tx, actor, context, params['id']))

  route.post('/kapasitet/timer/:id', team, async ({ deps, actor, params, form, page: context }) => {
    const { t } = context
    const personId = params['id'] ?? ''
    if (!looksLikeId(personId) || !writesFor(actor, personId)) return notFound
    const chosen = { preferred: ticked(form['helst'], 5), impossible: ticked(form['ikke'], 5) }
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => personPage(deps, tx, actor, context, personId, shown, status, chosen))
    const read = readGuarded(hoursForm, [], form)
    if (!read.ok) return again(showAgain(t, personLabels(t), read), 422)
    const { fra, timer, helst, ikke, base, versjon } = read.values
    const near = base === '' ? undefined : await reading(deps.db, actor, async (tx) => (await store.loadServed(tx, actor.orgId)).find(({ id }) => id === base))
    if (base !== '' && !near?.place) return again({ ...emptyForm, typed: typedIn(form), errors: [{ field: 'base', text: t('capacity.error.base') }] }, 422)
    const saved = await actions.saveHours(deps, actor, personId, { from: fra, weeklyMinutes: timer, preferred: helst, impossible: ikke, base: near?.name ?? '', place: near?.place }, versjon)
    if (saved.ok) return redirect(personPath(personId), { kind: 'success', key: 'capacity.flash.hours' })
    return again({ ...emptyForm, typed: typedIn(form), errors: [{ field: hoursField[saved.because], text: t(`capacity.because.${saved.because}`) }] }, 409)
  })

  route.post('/kapasitet/timer/:id/fravar', team, async ({ deps, actor, params, form, page: context }) => {
    const { t } = context
    const personId = params['id'] ?? ''
    if (!looksLikeId(personId) || !writesFor(actor, personId)) return notFound
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => personPage(deps, tx, actor, context, personId, shown, status))
    const read = readGuarded(awayForm, [], form)
    if (!read.ok) return again(showAgain(t, personLabels(t), read), 422)
    const added = await actions.addAway(deps, actor, personId, { from: read.values.borte, until: read.values.tilbake })
    if (added.ok) return redirect(personPath(personId), { kind: 'success', key: 'capacity.flash.away' })
    return again({ ...emptyForm, typed: typedIn(form), errors: [{ field: awayField[added.because], text: t(`capacity.because.${added.because}`) }] }, 409)
  })

  route.post('/kapasitet/timer/:id/fravar/slett', team, async ({ deps, actor, params, form }) => {
    const [personId, id] = [params['id'] ?? '', idOrNone(form['id'])]
    if (!looksLikeId(personId) || id === '' || !writesFor(actor, personId)) return notFound
    const removed = await actions.removeAway(deps, actor, personId, id)
    return removed.ok ? redirect(personPath(personId), { kind: 'success', key: 'capacity.flash.away-removed' }) : notFound
  })

  // What one is partial to is said by oneself alone: who stands in for somebody says nothing of theirs.
  route.post('/kapasitet/timer/habilitet', team, async ({ deps, actor, form, page: context }) => {
    const { t } = context
    if (actor.onBehalfOf) return forbidden
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => personPage(deps, tx, actor, context, actor.personId, shown, status))
    const read = readGuarded(partialForm, [], form)
    if (!read.ok) return again(showAgain(t, personLabels(t), read), 422)
    const said = looksLikeId(read.values.hvem) ? await actions.sayPartial(deps, actor, read.values.hvem) : { ok: false as const, because: 'org-unknown' as const }
    if (said.ok) return redirect(personPath(actor.personId), { kind: 'success', key: 'capacity.flash.partial' })
    return again({ ...emptyForm, typed: typedIn(form), errors: [{ field: 'hvem', text: t(`capacity.because.${said.because}`) }] }, 409)
  })

  route.post('/kapasitet/timer/habilitet/slutt', team, async ({ deps, actor, form }) => {
    if (actor.onBehalfOf) return forbidden
    const id = idOrNone(form['id'])
    if (id === '') return notFound
    const ended = await actions.endPartial(deps, actor, id)
    return ended.ok ? redirect(personPath(actor.personId), { kind: 'success', key: 'capacity.flash.partial-ended' }) : notFound
  })

  route.get('/kapasitet/anslag', leader, async ({ deps, tx, actor, page: context }) => estimatesPage(deps, tx, actor, context))

  route.post('/kapasitet/anslag', leader, async ({ deps, actor, form, page: context }) => {
    const { t } = context
    const read = readGuarded(estimateForm, [], form)
    if (!read.ok) return reading(deps.db, actor, (tx) => estimatesPage(deps, tx, actor, context, showAgain(t, estimateLabels(t), read), 422))
    const { slag, besok, hvert, rundt, gjelder } = read.values
    const saved = await actions.saveEstimate(deps, actor, { kind: slag, visits: besok, visitMinutes: hvert, otherMinutes: rundt, from: gjelder ?? osloDate(deps.now()) })
    if (saved.ok) return redirect(estimatesPath, { kind: 'success', key: 'capacity.flash.estimate' })
    const refused: ShownForm = { ...emptyForm, typed: typedIn(form), errors: [{ field: 'gjelder', text: t(`capacity.because.${saved.because}`) }] }
    return reading(deps.db, actor, (tx) => estimatesPage(deps, tx, actor, context, refused, 409))
  })
}

/** The page of one's own hours, for those who work in the team. */
const ownPath = (actor: Actor, members: readonly Member[]): string | undefined => (members.some(({ personId }) => personId === actor.personId) && !actor.onBehalfOf ? personPath(actor.personId) : undefined)
/** One's own, and for the leader everybody's. Who stands in for an adviser writes in nobody's. */
const writesFor = (actor: Actor, personId: string): boolean => actor.role === 'team-leader' || (personId === actor.personId && !actor.onBehalfOf)
const holding = <Row extends { readonly personId: string; readonly from: string; readonly until: string | undefined }>(rows: readonly Row[], personId: string, day: string): Row | undefined =>
  rows.find((row) => row.personId === personId && row.from <= day && (row.until === undefined || row.until >= day))

async function personPage(deps: Deps, tx: Tx, actor: Actor, context: PageContext, personId: string | undefined, form: ShownForm = emptyForm, status = 200, chosen?: { readonly preferred: readonly string[]; readonly impossible: readonly string[] }): Promise<Answer> {
  if (personId === undefined || !looksLikeId(personId) || !writesFor(actor, personId)) return notFound
  const today = osloDate(deps.now())
  const own = personId === actor.personId && !actor.onBehalfOf
  const [members, hours, away, partial, served, orgs, promised] = await Promise.all([
    loadMembers(tx, actor.orgId, today), store.loadHours(tx, actor.orgId, personId), store.loadAway(tx, actor.orgId, personId), store.loadPartialityOf(tx, actor.orgId, personId), store.loadServed(tx, actor.orgId), own ? store.loadOrgs(tx, actor.orgId) : [], store.loadPromised(tx, actor.orgId),
  ])
  const member = members.find((one) => one.personId === personId)
  if (!member) return notFound
  const view = {
    member, hours, now: holding(hours, personId, today), seen: hours.reduce((sum, { version }) => sum + version, 0), away: away.filter(({ until }) => until >= today), over: overIn([deskOf(member, hours, away)], weeksFrom(today, weeksShown), promised),
    own, partial: actor.onBehalfOf ? undefined : partial, orgs, places: served.filter(({ place }) => place !== undefined), today, form, chosen,
  }
  return page(<PersonPage page={context} view={view} />, status)
}

async function estimatesPage(deps: Deps, tx: Tx, actor: Actor, context: PageContext, form: ShownForm = emptyForm, status = 200): Promise<Answer> {
  const today = osloDate(deps.now())
  const written = await store.loadEstimates(tx, actor.orgId)
  return page(<EstimatesPage page={context} view={{ estimates: kinds.map((kind) => estimateOn(kind, today, written)), coming: written.filter(({ from }) => from > today), form, today }} />, status)
}

async function authorityPage(tx: Tx, context: PageContext): Promise<Answer> {
  const [told, waiting] = await Promise.all([store.loadTold(tx), waitingStore.loadTold(tx)])
  return page(<AuthorityPage page={context} teams={waiting.map((one) => ({ name: one.team, asOf: one.asOf, months: told.find(({ teamId }) => teamId === one.teamId)?.months ?? [], waiting: one }))} />)
}
