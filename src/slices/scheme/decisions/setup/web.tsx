import type { Actor } from '../../../../kernel/actor.ts'
import { typedIn } from '../../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { parseKroner } from '../../../../kernel/money.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Router } from '../../../../platform/http.ts'
import type { Visit } from '../../../../platform/visit.ts'
import { mayInScope } from '../../../identity/index.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { wordedErrors } from '../../../../ui/form-errors.ts'
import type { FieldError } from '../../../../ui/form.tsx'
import * as actions from '../actions.ts'
import { readMarks, setupForm } from '../forms.ts'
import { idOf, ownRound } from '../open.ts'
import { isIndividual, recipientKinds, type Limit } from '../rules.ts'
import * as store from '../store.ts'
import { limitField, LimitsPage, SetupPage, typedLimits } from './pages.tsx'

const governor = may('county-governor')

/** The one who leads the county governor's people says how much each may approve; a deputy when the people are in the delegation. */
const setsLimits = (visit: Visit | undefined): boolean => visit?.administers === true && mayInScope(visit, 'members')

/** What the letters of a round say, and how much each may approve. */
export const decisionSetupWeb = (route: Router<PageContext>) => {
  route.get('/runder/:id/vedtak/brev', governor, async ({ tx, actor, params, page: context }) => showSetup(tx, actor, idOf(params['id']), context, 200))
  route.post('/runder/:id/vedtak/brev', governor, async ({ deps, actor, params, form, page: context }) => {
    const id = idOf(params['id'])
    if (id === '') return notFound
    const parsed = setupForm.safeParse(form)
    if (!parsed.success) return reading(deps.db, actor, (tx) => showSetup(tx, actor, id, context, 422, { typed: typedIn(form), errors: wordedErrors(context.t, parsed.error) }))
    const { vilkarNb, vilkarNn, kontakt } = parsed.data
    const saved = await actions.saveSetup(deps, actor, id, { terms: { nb: vilkarNb, nn: vilkarNn }, contact: kontakt, individual: readMarks(form) })
    return saved.ok ? redirect(`/runder/${id}/vedtak`, { kind: 'success', key: 'decision.flash.set-up' }) : notFound
  })

  route.get('/vedtak/grenser', governor, async ({ tx, visit, actor, page: context }) => showLimits(tx, actor, setsLimits(visit), context, 200))
  route.post('/vedtak/grenser', governor, async ({ deps, visit, actor, form, page: context }) => {
    const administers = setsLimits(visit)
    const typed = typedIn(form)
    const sum = (typed[limitField(undefined)] ?? '').trim()
    const read = sum === '' ? undefined : parseKroner(sum)
    if (read && !read.ok) return reading(deps.db, actor, (tx) => showLimits(tx, actor, administers, context, 422, { typed, errors: [{ field: limitField(undefined), text: context.t(`decision.error.${read.because}`) }] }))
    const limits: Limit[] = read?.ok ? [{ personId: undefined, upTo: read.event }, ...Object.entries(typed).flatMap(([name, value]) => (name.startsWith('fri-') && value === 'ja' && looksLikeId(name.slice(4)) ? [{ personId: name.slice(4), upTo: undefined }] : []))] : []
    const saved = await actions.saveLimits(deps, actor, administers, limits)
    if (!saved.ok && saved.because === 'not-found') return notFound
    return redirect('/vedtak/grenser', saved.ok ? { kind: 'success', key: 'decision.flash.limits' } : { kind: 'warning', key: 'decision.limits.who' })
  })
}

type Again = { readonly typed: Readonly<Record<string, string>>; readonly errors: readonly FieldError[] }

async function showSetup(tx: Tx, actor: Actor, id: string, context: PageContext, status: number, again?: Again): Promise<Answer> {
  const own = id === '' ? undefined : await ownRound(tx, actor, id)
  if (!own) return notFound
  const setup = await store.loadSetup(tx, id)
  const marks = recipientKinds.flatMap((kind) => {
    const said = isIndividual(kind, setup?.individual ?? {}, own.scheme)
    return said === undefined ? [] : [[`enkeltvedtak-${kind}`, said ? 'ja' : 'nei'] as const]
  })
  const typed = again?.typed ?? { vilkarNb: setup?.terms.nb ?? '', vilkarNn: setup?.terms.nn ?? '', kontakt: setup?.contact ?? '', ...Object.fromEntries(marks) }
  return page(<SetupPage page={context} round={own.round} scheme={own.scheme} typed={typed} errors={again?.errors ?? []} />, status)
}

async function showLimits(tx: Tx, actor: Actor, administers: boolean, context: PageContext, status: number, again?: Again): Promise<Answer> {
  const [officers, limits] = await Promise.all([store.loadOfficers(tx, actor.orgId), store.loadLimits(tx, actor.orgId)])
  return page(<LimitsPage page={context} view={{ officers, limits, mayChange: administers, typed: again?.typed ?? typedLimits(limits), errors: again?.errors ?? [] }} />, status)
}
