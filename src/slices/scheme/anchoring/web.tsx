import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import { readGuarded } from '../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { showAgain } from '../../../ui/guard-notice.tsx'
import { loadWork, type Work } from '../reports/work.ts'
import * as actions from './actions.ts'
import { declineForm, signForm } from './forms.ts'
import { AnchoringPage, type AnchoringProps, type AnchoringView } from './pages.tsx'
import { loadGroups } from './participation/store.ts'
import { participationWeb } from './participation/web.tsx'
import { partnerWeb } from './partner/web.tsx'
import { remindSigners } from './reminders/actions.ts'
import { loadTold } from './reminders/store.ts'
import { ownRow, sign, takesPart } from './rules.ts'
import { loadStanding } from './standing.ts'
import { loadSums } from './store.ts'

const signers = may('pedagogical-leader', 'head', 'owner', 'university-contact')

export const anchoringWeb = (route: Router<PageContext>) => {
  const address = '/behov/:id/forankring'
  route.get(address, signers, ({ tx, deps, actor, params, page: context }) => show(tx, deps, actor, context, params['id'] ?? ''))

  route.post(`${address}/signatur`, signers, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const signed = await actions.signReport(deps, actor, id, signForm.parse(form).sett)
    if (signed.ok) return redirect(`/behov/${id}/forankring`, { kind: 'success', key: 'anchoring.signed' })
    if (signed.because === 'not-found') return notFound
    // One who takes part in the report, but has nothing to sign in it: told so, as the page would.
    return reading(deps.db, actor, (tx) => show(tx, deps, actor, context, id, { refused: signed.because }, 409))
  })

  route.post(`${address}/avslag`, signers, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const again = (extra: Extra, status: number) => reading(deps.db, actor, (tx) => show(tx, deps, actor, context, id, extra, status))
    const read = readGuarded(declineForm, ['grunn'], form)
    if (!read.ok) return again({ reason: read.typed['grunn'], ...showAgain(context.t, { grunn: context.t('anchoring.decline.reason') }, read) }, 422)
    const declined = await actions.declineReport(deps, actor, id, read.values.grunn)
    if (declined.ok) return redirect(`/behov/${id}/forankring`, { kind: 'success', key: 'anchoring.declined' })
    if (declined.because === 'not-found') return notFound
    if (declined.because === 'reason-missing') return again({ errors: [{ field: 'grunn', text: context.t('anchoring.because.reason-missing') }] }, 422)
    return again({ refused: declined.because, reason: read.values.grunn }, 409)
  })

  route.post(`${address}/paminnelse`, may('owner', 'head'), async ({ deps, actor, params, page: context }) => {
    const id = params['id'] ?? ''
    const reminded = looksLikeId(id) ? await remindSigners(deps, actor, id) : undefined
    if (reminded?.ok) return redirect(`/behov/${id}/forankring`, { kind: 'success', key: 'anchoring.reminded' })
    if (!reminded || reminded.because === 'not-found') return notFound
    return reading(deps.db, actor, (tx) => show(tx, deps, actor, context, id, { refused: reminded.because }, 409))
  })

  participationWeb(route)
  partnerWeb(route)
}

type Extra = Pick<AnchoringProps, 'errors' | 'reason' | 'refused' | 'warnings'>

async function show(tx: Tx, deps: Deps, actor: Actor, context: PageContext, id: string, extra: Extra = {}, status = 200): Promise<Answer> {
  const work = looksLikeId(id) ? await loadWork(tx, id) : undefined
  const view = work && (await viewOf(tx, deps, actor, work))
  return view ? page(<AnchoringPage page={context} view={view} {...extra} />, status) : notFound
}

async function viewOf(tx: Tx, deps: Deps, actor: Actor, work: Work): Promise<AnchoringView | undefined> {
  const id = work.report.id
  const standing = await loadStanding(tx, work)
  if (!takesPart(standing.parties, actor.orgId)) return undefined
  const { needed: rows, ready, marks, signers: able, forms, parties } = standing
  const own = ownRow(actor, rows)
  const digests = own ? standing.digestsOf(own) : {}
  const isOwnKindergarten = (actor.role === 'head' || actor.role === 'pedagogical-leader') && parties.some(({ part, orgId }) => part === 'kindergarten' && orgId === actor.orgId)
  const [sums, told, groups] = await Promise.all([loadSums(tx, id), loadTold(tx, id), isOwnKindergarten ? loadGroups(tx, id, actor.orgId) : undefined])
  const participation = forms.some(({ kindergartenId }) => kindergartenId === actor.orgId)
  const decision = sign({ state: work.report.state, actor: { personId: actor.personId, orgId: actor.orgId, role: actor.role, asDeputy: actor.onBehalfOf !== undefined }, rows, marks, signers: able, participation, seen: true })
  const today = osloDate(deps.now())
  return {
    work,
    rows,
    ready,
    own,
    blocked: decision.ok ? undefined : decision.because,
    covers: Object.keys(digests),
    stamp: actions.stampOf(digests),
    leads: work.report.leadId === actor.orgId && (actor.role === 'owner' || actor.role === 'head'),
    remindedToday: told.some(({ occasion, on }) => occasion === 'reminder' && on === today),
    participation: {
      kindergartens: parties.filter(({ part, state }) => part === 'kindergarten' && state !== 'declined').map(({ orgId, orgName }) => ({ id: orgId, name: orgName })),
      forms,
      sums,
      own: groups && { kindergartenId: actor.orgId, groups },
    },
  }
}
