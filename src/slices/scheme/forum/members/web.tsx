import type { z } from 'zod'
import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate } from '../../../../kernel/dates.ts'
import { typedIn } from '../../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { wordedErrors } from '../../../../ui/form-errors.ts'
import type { FieldError } from '../../../../ui/form.tsx'
import { loadMeetings } from '../meetings/store.ts'
import * as actions from './actions.ts'
import { ForumEditPage, SeatPage } from './edit-page.tsx'
import { endSeatForm, forumForm, seatForm } from './forms.ts'
import { EndSeatPage, ForumPage, ForumsPage } from './pages.tsx'
import { balanceOf, type Candidate, type MemberRefusal } from './rules.ts'
import * as store from './store.ts'

/** Membership is a row, not a role: these roles may sit in a forum, and the database says who does. */
const sits = may('owner', 'university-contact', 'union-representative', 'authority', 'county-governor', 'head')
const governor = may('county-governor')

export const membersWeb = (route: Router<PageContext>) => {
  route.get('/forum', sits, async ({ tx, actor, page: context }) => page(<ForumsPage page={context} forums={await store.loadForums(tx)} runs={actor.role === 'county-governor'} />))
  route.get('/forum/ny', governor, async ({ page: context }) => page(<ForumEditPage page={context} id={undefined} typed={{}} errors={[]} />))
  route.post('/forum/ny', governor, async ({ deps, actor, form, page: context }) => save(deps, actor, context, undefined, form))
  route.get('/forum/:id', sits, async ({ tx, deps, actor, params, page: context }) => {
    const forum = await find(tx, params['id'])
    if (!forum) return notFound
    const [members, meetings, rounds] = await Promise.all([store.loadMembers(tx, forum.id), loadMeetings(tx, forum.id), store.loadRoundsOf(tx, forum.id)])
    const today = osloDate(deps.now())
    const current = members.filter(({ period }) => period.to === undefined || period.to > today)
    return page(<ForumPage page={context} forum={forum} members={current} balance={balanceOf(members, today)} meetings={meetings} rounds={rounds} runs={runs(actor, forum)} />)
  })
  route.get('/forum/:id/endring', governor, async ({ tx, params, page: context }) => {
    const forum = await find(tx, params['id'])
    if (!forum) return notFound
    const typed = { navn: forum.name, omrade: forum.area, grupper: forum.workingGroups ? 'ja' : '', regioner: forum.regions.join('\n'), quorum: String(forum.quorumPercent), likt: forum.tieRule, versjon: String(forum.version) }
    return page(<ForumEditPage page={context} id={forum.id} typed={typed} errors={[]} />)
  })
  route.post('/forum/:id/endring', governor, async ({ deps, actor, params, form, page: context }) => (looksLikeId(params['id'] ?? '') ? save(deps, actor, context, params['id'], form) : notFound))

  route.get('/forum/:id/medlemmer', governor, async ({ tx, deps, params, page: context }) => {
    const forum = await find(tx, params['id'])
    return forum ? page(<SeatPage page={context} forum={forum} typed={{ fra: shortDay(deps), stemmerett: 'ja' }} errors={[]} candidates={[]} />) : notFound
  })
  route.post('/forum/:id/medlemmer', governor, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const again = (errors: readonly FieldError[], status: number, candidates: readonly Candidate[] = []) =>
      reading(deps.db, actor, async (tx) => {
        const forum = await store.loadForum(tx, id)
        return forum ? page(<SeatPage page={context} forum={forum} typed={typedIn(form)} errors={errors} candidates={candidates} />, status) : notFound
      })
    const parsed = seatForm.safeParse(form)
    if (!parsed.success) return again(wordedErrors(context.t, parsed.error), 422)
    const { epost, organisasjon, side, stemmerett, leder, period } = parsed.data
    const done = await actions.seatMember(deps, actor, id, epost, organisasjon, { standsFor: side, votes: stemmerett, chairs: leder, period })
    if (done.ok) return redirect(`/forum/${id}`, { kind: 'success', key: 'forum.member.saved' })
    if (done.because === 'not-found') return notFound
    return again([{ field: fields[done.because], text: context.t(`forum.because.${done.because}`) }], 422, 'candidates' in done ? done.candidates : [])
  })
  route.get('/forum/:id/medlemmer/:medlem', governor, async ({ tx, deps, params, page: context }) => showEnd(tx, context, params, [], shortDay(deps), 200))
  route.post('/forum/:id/medlemmer/:medlem', governor, async ({ deps, actor, params, form, page: context }) => {
    const [id, member] = [params['id'] ?? '', params['medlem'] ?? '']
    if (!looksLikeId(id) || !looksLikeId(member)) return notFound
    const again = (errors: readonly FieldError[]) => reading(deps.db, actor, (tx) => showEnd(tx, context, params, errors, typedIn(form)['sistedag'] ?? '', 422))
    const parsed = endSeatForm.safeParse(form)
    if (!parsed.success) return again(wordedErrors(context.t, parsed.error))
    const done = await actions.endMember(deps, actor, id, member, parsed.data.sistedag)
    if (done.ok) return redirect(`/forum/${id}`, { kind: 'success', key: 'forum.member.ended' })
    return done.because === 'not-found' ? notFound : again([{ field: 'sistedag', text: context.t(`forum.because.${done.because}`) }])
  })
}

const fields: Readonly<Record<Exclude<MemberRefusal, 'not-found'>, string>> = { 'nobody-by-that-address': 'epost', 'choose-organisation': 'organisasjon', 'governor-never-votes': 'stemmerett', 'chair-taken': 'leder', 'already-member': 'epost', 'ends-before-it-begins': 'til' }
const find = async (tx: Tx, id: string | undefined) => (looksLikeId(id ?? '') ? store.loadForum(tx, id ?? '') : undefined)
const runs = (actor: Actor, forum: store.Forum) => actor.role === 'county-governor' && forum.managerId === actor.orgId
const shortDay = (deps: Deps) => osloDate(deps.now()).split('-').toReversed().join('.')

async function showEnd(tx: Tx, context: PageContext, params: Readonly<Record<string, string>>, errors: readonly FieldError[], typed: string, status: number): Promise<Answer> {
  const forum = await find(tx, params['id'])
  const member = forum && (await store.loadMembers(tx, forum.id)).find(({ id }) => id === params['medlem'])
  return forum && member ? page(<EndSeatPage page={context} forum={forum} member={member} errors={errors} typed={typed} />, status) : notFound
}

async function save(deps: Deps, actor: Actor, context: PageContext, id: string | undefined, form: Readonly<Record<string, unknown>>): Promise<Answer> {
  const parsed = forumForm.safeParse(form)
  const again = (errors: readonly FieldError[], status: number) => page(<ForumEditPage page={context} id={id} typed={typedIn(form)} errors={errors} />, status)
  if (!parsed.success) return again(wordedErrors(context.t, parsed.error), 422)
  const content = contentOf(parsed.data)
  const done = id ? await actions.changeForum(deps, actor, id, content, parsed.data.versjon ?? 0) : await actions.setUpForum(deps, actor, content)
  if (done.ok) return redirect(`/forum/${done.event.id}`, { kind: 'success', key: 'forum.saved' })
  const now = done.because === 'not-found' || !id ? undefined : await reading(deps.db, actor, (tx) => store.loadForum(tx, id))
  // What was typed stands; whoever looks at the page and saves again has seen that there was a change.
  return now ? page(<ForumEditPage page={context} id={id} typed={{ ...typedIn(form), versjon: String(now.version) }} errors={[{ field: 'navn', text: context.t('forum.because.changed-meanwhile') }]} />, 409) : notFound
}
const contentOf = (data: z.infer<typeof forumForm>): store.ForumContent => ({ name: data.navn, area: data.omrade, workingGroups: data.grupper, regions: data.regioner, quorumPercent: data.quorum, tieRule: data.likt })
