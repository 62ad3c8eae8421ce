import type { Actor } from '../../../../kernel/actor.ts'
import { cleanText } from '../../../../kernel/fields.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import type { FieldError } from '../../../../ui/form.tsx'
import { memberForm } from '../forms.ts'
import { loadWork } from '../work.ts'
import * as actions from './actions.ts'
import { MembersPage } from './pages.tsx'
import { findCandidates } from './store.ts'

const reporters = may('owner', 'head')

export const partiesWeb = (route: Router<PageContext>) => {
  route.get('/behov/:id/deltakere', reporters, ({ tx, actor, params, query, page: context }) => show(tx, actor, context, params['id'], typeof query['q'] === 'string' ? cleanText(query['q'].slice(0, 400)).slice(0, 100) : ''))

  route.post('/behov/:id/deltakere', reporters, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const parsed = memberForm.safeParse(form)
    if (!looksLikeId(id)) return notFound
    const again = (because: string, status: number) => reading(deps.db, actor, (tx) => show(tx, actor, context, id, '', [{ field: 'q', text: context.t(`reports.because.${because as 'already-there'}`) }], status))
    if (!parsed.success) return again('not-an-owner', 422)
    const invited = await actions.inviteMember(deps, actor, id, parsed.data.virksomhet)
    if (invited.ok) return redirect(`/behov/${id}/deltakere`, { kind: 'success', key: 'reports.member.invited' })
    return invited.because === 'not-found' ? notFound : again(invited.because, 409)
  })

  route.post('/behov/:id/deltakere/fjerning', reporters, async ({ deps, actor, params, form }) => {
    const id = params['id'] ?? ''
    const parsed = memberForm.safeParse(form)
    if (!looksLikeId(id) || !parsed.success) return notFound
    const dropped = await actions.dropMember(deps, actor, id, parsed.data.virksomhet)
    if (dropped.ok) return redirect(`/behov/${id}/deltakere`, { kind: 'success', key: 'reports.member.removed' })
    return dropped.because === 'not-found' || dropped.because === 'not-there' ? notFound : redirect(`/behov/${id}/deltakere`, { kind: 'warning', key: `reports.because.${dropped.because}` })
  })
}

async function show(tx: Tx, actor: Actor, context: PageContext, id: string | undefined, words: string, errors: readonly FieldError[] = [], status = 200): Promise<Answer> {
  const work = looksLikeId(id ?? '') ? await loadWork(tx, id ?? '') : undefined
  if (!work || work.report.leadId !== actor.orgId || work.scheme.reporter === 'each-kindergarten') return notFound
  const there = work.parties.filter(({ part }) => part === 'member' || part === 'lead').map(({ orgId }) => orgId)
  return page(<MembersPage page={context} work={work} words={words} found={await findCandidates(tx, actions.memberKinds(work), words, there)} errors={errors} />, status)
}
