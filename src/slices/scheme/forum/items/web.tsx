import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate } from '../../../../kernel/dates.ts'
import { readGuarded, typedIn } from '../../../../kernel/guarded-form.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { actorsOfMoney } from '../../schemes/rules.ts'
import { inWordsOf } from '../../schemes/role-words.ts'
import { isId } from '../meetings/forms.ts'
import { loadItem, loadMeeting } from '../meetings/store.ts'
import { seated } from '../members/rules.ts'
import { loadForum, loadMembers, loadRoundOf } from '../members/store.ts'
import { readRoom } from '../reach/reading.ts'
import { countCast, loadOwnChoice, loadVotes } from '../votes/store.ts'
import * as actions from './actions.ts'
import { proposalBefore } from './calculated.ts'
import { amountField, itemStepForm, minutesForm, proposalForm } from './forms.ts'
import { ItemPage } from './pages.tsx'
import { ProposalPage } from './proposal-page.tsx'
import { yearsOf, type ProposalRefusal } from './rules.ts'
import * as store from './store.ts'

const sits = may('owner', 'university-contact', 'union-representative', 'authority', 'county-governor', 'head')
const governor = may('county-governor')
type Params = Readonly<Record<string, string>>

export const itemsWeb = (route: Router<PageContext>) => {
  route.get('/forum/:id/moter/:mote/saker/:sak', sits, async ({ tx, deps, actor, params, page: context }) => showItem(tx, deps, actor, context, params, emptyForm, 200))

  route.get('/forum/:id/moter/:mote/saker/:sak/forslag/:melding', governor, async ({ tx, params, page: context }) => showProposal(tx, context, params, emptyForm, false, 200))
  route.post('/forum/:id/moter/:mote/saker/:sak/forslag/:melding', governor, async ({ deps, actor, params, form, page: context }) => {
    const found = allIds(params) ? await reading(deps.db, actor, (tx) => findReport(tx, params)) : undefined
    if (!found) return notFound
    const labels = labelsOf(context, found.years)
    const read = readGuarded(proposalForm(found.years), ['begrunnelse', 'avvik'], form)
    const back = (shown: ShownForm, conflict: boolean, status: number) => reading(deps.db, actor, (tx) => showProposal(tx, context, params, shown, conflict, status))
    if (!read.ok) return back(showAgain(context.t, labels, read), false, 422)
    const { utfall, begrunnelse, avvik, amounts, versjon } = read.values
    const done = await actions.saveProposal(deps, actor, params['id'] ?? '', params['mote'] ?? '', params['sak'] ?? '', params['melding'] ?? '', { outcome: utfall, reason: begrunnelse, deviation: avvik, amounts }, versjon)
    if (done.ok) return redirect(pathOf(params), { kind: 'success', key: 'forum.proposal.saved' })
    if (done.because === 'not-found') return notFound
    const field = fieldOf(done.because, found.years)
    const conflict = done.because === 'changed-meanwhile'
    return back({ typed: typedIn(form), warnings: [], errors: [{ field, text: context.t(`forum.because.${done.because}`) }] }, conflict, conflict || done.because === 'not-now' ? 409 : 422)
  })
  route.post('/forum/:id/moter/:mote/saker/:sak/trinn', governor, async ({ deps, actor, params, form, page: context }) => {
    if (!allIds(params)) return notFound
    const parsed = itemStepForm.safeParse(form)
    if (!parsed.success) return itemAgain(deps, actor, context, params, { typed: {}, warnings: [], errors: [{ field: '', text: context.t('forum.because.changed-meanwhile') }] }, 409)
    const done = await actions.stepItem(deps, actor, params['id'] ?? '', params['mote'] ?? '', params['sak'] ?? '', parsed.data.trinn, parsed.data.versjon)
    if (done.ok) return redirect(pathOf(params), { kind: 'success', key: `forum.item.stepped.${parsed.data.trinn}` })
    return done.because === 'not-found' ? notFound : itemAgain(deps, actor, context, params, { typed: {}, warnings: [], errors: [{ field: '', text: context.t(`forum.because.${done.because}`) }] }, 409)
  })
  route.post('/forum/:id/moter/:mote/saker/:sak/referat', governor, async ({ deps, actor, params, form, page: context }) => {
    if (!allIds(params)) return notFound
    const read = readGuarded(minutesForm, ['referat'], form)
    if (!read.ok) return itemAgain(deps, actor, context, params, showAgain(context.t, { referat: context.t('forum.item.minutes.label'), versjon: '' }, read), 422)
    const done = await actions.writeMinutes(deps, actor, params['id'] ?? '', params['mote'] ?? '', params['sak'] ?? '', read.values.referat, read.values.versjon)
    if (done.ok) return redirect(pathOf(params), { kind: 'success', key: 'forum.item.minutes.saved' })
    return done.because === 'not-found' ? notFound : itemAgain(deps, actor, context, params, { typed: typedIn(form), warnings: [], errors: [{ field: done.because === 'changed-meanwhile' ? 'referat' : '', text: context.t(`forum.because.${done.because}`) }] }, 409)
  })
}

const allIds = (params: Params) => Object.values(params).every((id) => isId(id))
const pathOf = (params: Params) => `/forum/${params['id']}/moter/${params['mote']}/saker/${params['sak']}`
const fieldOf = (because: Exclude<ProposalRefusal, 'not-found'>, years: readonly number[]): string =>
  because === 'reason-missing' ? 'begrunnelse' : because === 'deviation-missing' ? 'avvik' : because === 'no-amount' || because === 'more-than-asked' || because === 'not-less-than-asked' || because === 'not-as-asked' || because === 'wrong-year' || because === 'university-without-partner' ? (years[0] === undefined ? 'utfall' : amountField(years[0], 'owner')) : 'utfall'

export const itemAgain = (deps: Deps, actor: Actor, context: PageContext, params: Params, shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => showItem(tx, deps, actor, context, params, shown, status))

/** The item as the actor may see it; nothing for a stranger, and nothing for someone with a tie to a report in it. */
async function showItem(tx: Tx, deps: Deps, actor: Actor, context: PageContext, params: Params, shown: ShownForm, status: number): Promise<Answer> {
  const found = allIds(params) ? await findItem(tx, params) : undefined
  const round = found && (await loadRoundOf(tx, found.meeting.roundId))
  if (!found || !round) return notFound
  const { forum, meeting, item } = found
  const [all, reports, votes, facts] = await Promise.all([loadMembers(tx, forum.id), store.loadItemReports(tx, [item.id]), loadVotes(tx, [item.id]), readRoom(tx, round)])
  const members = seated(all, osloDate(deps.now()))
  const own = members.find((one) => one.personId === actor.personId && one.orgId === actor.orgId)
  const open = votes.find(({ closedAt }) => closedAt === undefined)
  const [attending, cast, ownChoice] = await Promise.all([actions.loadAttending({ tx, meeting, members }, reports.map(({ id }) => id)), open ? countCast(tx, open.id) : 0, open ? loadOwnChoice(tx, open.id) : undefined])
  return page(<ItemPage page={inWordsOf(context, meeting)} forum={forum} meeting={meeting} item={item} reports={reports} members={members} own={own} attending={attending} votes={votes} cast={cast} ownChoice={ownChoice} runs={actor.role === 'county-governor' && forum.managerId === actor.orgId} facts={facts} shown={shown} />, status)
}

async function findItem(tx: Tx, params: Params) {
  const [id = '', meetingId = '', itemId = ''] = [params['id'], params['mote'], params['sak']]
  const forum = await loadForum(tx, id)
  const meeting = forum && (await loadMeeting(tx, id, meetingId))
  const item = meeting && (await loadItem(tx, meetingId, itemId))
  return forum && meeting && item ? { forum, meeting, item } : undefined
}

async function findReport(tx: Tx, params: Params) {
  const found = await findItem(tx, params)
  const report = found && (await store.loadItemReports(tx, [found.item.id])).find(({ id }) => id === params['melding'])
  return found && report ? { ...found, report, years: yearsOf(report.asked, report.roundYear) } : undefined
}

const labelsOf = ({ t }: PageContext, years: readonly number[]): Record<string, string> => ({
  utfall: t('forum.outcome'),
  ...Object.fromEntries(years.flatMap((year) => actorsOfMoney.map((actor) => [amountField(year, actor), `${year}, ${t(`forum.actor.${actor}`)}`]))),
  begrunnelse: t('forum.reason'), avvik: t('forum.deviation'), versjon: '',
})

async function showProposal(tx: Tx, context: PageContext, params: Params, shown: ShownForm, conflict: boolean, status: number): Promise<Answer> {
  const found = allIds(params) ? await findReport(tx, params) : undefined
  if (!found) return notFound
  const calculated = (await proposalBefore(tx, found.meeting.roundId)).get(found.report.id)
  return page(<ProposalPage page={inWordsOf(context, found.meeting)} path={pathOf(params)} report={found.report} years={found.years} calculated={calculated} shown={shown} conflict={conflict} labels={labelsOf(inWordsOf(context, found.meeting), found.years)} />, status)
}
