import type { Actor } from '../../../kernel/actor.ts'
import { kindergartenYearOf, osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { readGuarded, type Typed as TypedForm } from '../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { reading, writing, type Tx } from '../../../platform/db.ts'
import { formKeyIn } from '../../../platform/form-key.ts'
import { may, notFound, page, redirect, type Answer, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { wordedErrors } from '../../../ui/form-errors.ts'
import type { FieldError } from '../../../ui/form.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import * as audit from '../../audit/index.ts'
import { chosenOf, ofSession, themesOf } from '../evidence/rules.ts'
import { loadPieces, loadThemes } from '../evidence/store.ts'
import { proposalsFor } from '../proposals/rules.ts'
import { loadGoals, loadKnown } from '../proposals/store.ts'
import * as actions from './actions.ts'
import { boxes, guarded, needForm, stepForm } from './forms.ts'
import { NeedPage, NeedsPage, pathOf } from './pages.tsx'
import { inOrder, type Need, type Step } from './rules.ts'
import * as store from './store.ts'
import { ConflictPage, labelsOf, typedOf, WritePage, type WriteView } from './write-page.tsx'

const writers = may('head', 'pedagogical-leader')
const readers = may('head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader')

export const statementsWeb = (route: Router<PageContext>) => {
  route.get('/behovsbeskrivelser', readers, async ({ tx, actor, page: context }) => {
    const own = isWriter(actor) ? actor.orgId : undefined
    const needs = await store.loadNeeds(tx, own)
    const themes = await loadThemes(tx, own ?? needs[0]?.kindergartenId ?? actor.orgId)
    return page(<NeedsPage page={context} view={{ needs: inOrder(needs), themes, writes: own !== undefined, own }} />)
  })

  route.get('/behovsbeskrivelser/ny', writers, async ({ tx, actor, query, page: context }) => {
    const [themes, pieces] = await Promise.all([loadThemes(tx, actor.orgId), loadPieces(tx, actor.orgId)])
    const from = typeof query['okt'] === 'string' ? ofSession(pieces, query['okt']) : chosenOf(pieces, boxes(query['fra']))
    // A whole session may have asked about much: which of it the need is about is for them to say.
    const chosenThemes = typeof query['okt'] === 'string' && from.length > 1 ? [] : from.flatMap(themesOf)
    return page(<WritePage page={context} view={{ id: undefined, startKey: crypto.randomUUID(), version: 0, themes, pieces, form: emptyForm, chosenThemes, chosenPieces: from.map(({ key }) => key) }} />)
  })

  route.post('/behovsbeskrivelser', writers, async ({ deps, actor, form, page: context }) => {
    const key = formKeyIn(form)
    const read = readGuarded(needForm, guarded, form)
    if (!read.ok) return reading(deps.db, actor, async (tx) => page(<WritePage page={context} view={await writeView(tx, actor, undefined, key, 0, showAgain(context.t, labelsOf(context.t), read), form)} />, 422))
    const begun = await actions.beginNeed(deps, actor, key, typedFrom(read.values, form))
    return begun.ok ? redirect(pathOf(begun.event.id), { kind: 'success', key: 'needs.flash.saved' }) : notFound
  })

  route.get('/behovsbeskrivelser/:id', readers, async ({ deps, tx, actor, params, page: context, afterwards }) => {
    const need = await find(tx, params['id'])
    if (!need) return notFound
    if (actor.role === 'adviser' || actor.role === 'team-leader') afterwards(() => writing(deps.db, actor, (own) => audit.noteReading(own, actor, 'need', need.id, [need.kindergartenId, actor.orgId], deps.now())))
    return show(tx, actor, context, need, osloDate(deps.now()))
  })

  route.get('/behovsbeskrivelser/:id/endring', writers, async ({ tx, actor, params, page: context }) => {
    const need = await find(tx, params['id'])
    if (!need || need.kindergartenId !== actor.orgId) return notFound
    if (need.state === 'decided' || need.state === 'set-aside') return redirect(pathOf(need.id), { kind: 'warning', key: 'needs.because.stands' })
    const view = await writeView(tx, actor, need, '', need.version, { ...emptyForm, typed: typedOf(need) }, { temaer: need.themes, grunnlag: need.evidence.map(({ key }) => key) })
    return page(<WritePage page={context} view={view} />)
  })

  route.post('/behovsbeskrivelser/:id/endring', writers, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const again = (shown: ShownForm, status: number) =>
      reading(deps.db, actor, async (tx) => {
        const need = await find(tx, id)
        return need && need.kindergartenId === actor.orgId ? page(<WritePage page={context} view={await writeView(tx, actor, need, '', Number(form['versjon']) || 0, shown, form)} />, status) : notFound
      })
    const read = readGuarded(needForm, guarded, form)
    if (!read.ok) return again(showAgain(context.t, labelsOf(context.t), read), 422)
    if (!looksLikeId(id)) return notFound
    const saved = await actions.saveNeed(deps, actor, id, typedFrom(read.values, form), Number(form['versjon']))
    if (saved.ok) return redirect(pathOf(id), { kind: 'success', key: 'needs.flash.saved' })
    if (saved.because === 'not-found') return notFound
    if (saved.because === 'changed-meanwhile') return reading(deps.db, actor, async (tx) => page(<ConflictPage page={context} need={saved.need} mine={saved.next} themes={await loadThemes(tx, actor.orgId)} />, 409))
    if (saved.because === 'stands') return redirect(pathOf(id), { kind: 'warning', key: 'needs.because.stands' })
    return again({ ...emptyForm, typed: typedOf(saved.next), errors: [{ field: '', text: context.t('needs.because.not-whole') }] }, 422)
  })

  route.post('/behovsbeskrivelser/:id/trinn', writers, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const again = (errors: readonly FieldError[], status: number) =>
      reading(deps.db, actor, async (tx) => {
        const need = await find(tx, id)
        return need && need.kindergartenId === actor.orgId ? show(tx, actor, context, need, osloDate(deps.now()), errors, { plass: textIn(form['plass']), grunn: textIn(form['grunn']) }, status) : notFound
      })
    const parsed = stepForm.safeParse(form)
    if (!parsed.success) return again(wordedErrors(context.t, parsed.error), 422)
    const read = readGuarded(stepForm, ['grunn'], form)
    if (!read.ok) return again([{ field: 'grunn', text: context.t(read.stops.length > 0 ? 'common.guard.national-id' : 'needs.set-aside.guard') }], 422)
    const taken = await actions.takeStep(deps, actor, id, stepOf(read.values), Number(form['versjon']))
    if (taken.ok) return redirect(pathOf(id), { kind: 'success', key: flashOf[taken.event.kind] })
    if (taken.because === 'not-found') return notFound
    const field = taken.because === 'rank-missing' ? 'plass' : taken.because === 'reason-missing' ? 'grunn' : ''
    return again([{ field, text: context.t(`needs.because.${taken.because}`) }], field === '' ? 409 : 422)
  })
}

const flashOf = {
  'needs.need-proposed': 'needs.flash.proposed',
  'needs.need-taken-back': 'needs.flash.taken-back',
  'needs.need-decided': 'needs.flash.decided',
  'needs.need-set-aside': 'needs.flash.set-aside',
  'needs.need-ranked': 'needs.flash.ranked',
  'needs.need-shared': 'needs.flash.shared',
  'needs.need-unshared': 'needs.flash.unshared',
} as const

const isWriter = (actor: Actor): boolean => actor.role === 'head' || actor.role === 'pedagogical-leader'
const textIn = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 40_000) : '')
const find = async (tx: Tx, id: string | undefined): Promise<Need | undefined> => (looksLikeId(id ?? '') ? store.loadNeed(tx, id ?? '') : undefined)

const typedFrom = (values: { tittel: string; funn: string; hvem: string; arsak: string; endring: string; tegn: string; involvert: 'yes' | 'partly' | 'no' | undefined; hvordan: string }, form: Readonly<Record<string, unknown>>): actions.Typed => ({
  title: values.tittel, finding: values.funn, forWhom: values.hvem, cause: values.arsak, wished: values.endring, signs: values.tegn, staffInvolved: values.involvert, staffInvolvedHow: values.hvordan, themes: boxes(form['temaer']), evidence: boxes(form['grunnlag']),
})

function stepOf({ trinn, plass, grunn }: { trinn: 'propose' | 'take-back' | 'decide' | 'set-aside' | 'rank' | 'share' | 'unshare'; plass: string | undefined; grunn: string }): Step {
  const rank = plass === undefined ? undefined : Number(plass)
  switch (trinn) {
    case 'decide': case 'rank': return { do: trinn, rank }
    case 'set-aside': return { do: trinn, reason: grunn }
    case 'share': case 'unshare': return { do: 'share', shared: trinn === 'share' }
    default: return { do: trinn }
  }
}

/** The form with everything that can be chosen; what the need leaned on already stands as it was. */
async function writeView(tx: Tx, actor: Actor, need: Need | undefined, startKey: string, version: number, form: ShownForm, chosen: Readonly<Record<string, unknown>>): Promise<WriteView> {
  const [themes, pieces] = await Promise.all([loadThemes(tx, actor.orgId), loadPieces(tx, actor.orgId)])
  const before = need?.evidence ?? []
  return { id: need?.id, startKey, version, themes, pieces: [...before, ...pieces.filter(({ key }) => !before.some((one) => one.key === key))], form, chosenThemes: boxes(chosen['temaer']), chosenPieces: boxes(chosen['grunnlag']) }
}

async function show(tx: Tx, actor: Actor, context: PageContext, need: Need, today: LocalDate, errors: readonly FieldError[] = [], typed: TypedForm = {}, status = 200): Promise<Answer> {
  const live = need.state === 'proposed' || need.state === 'decided'
  const [themes, consequences, goals, known] = await Promise.all([loadThemes(tx, need.kindergartenId), store.loadConsequences(tx, need.id), loadGoals(tx, need.id), live ? loadKnown(tx, need.kindergartenId, kindergartenYearOf(today), need.themes) : undefined])
  const writes = isWriter(actor) && need.kindergartenId === actor.orgId
  const head = writes && actor.role === 'head'
  return page(<NeedPage page={context} view={{ need, themes, writes, head, asks: head, reports: head || actor.role === 'owner', plans: head || actor.role === 'owner' || actor.role === 'adviser' || actor.role === 'team-leader', consequences, goals, proposals: known ? proposalsFor(need.themes, known) : [], startKey: crypto.randomUUID(), errors, typed }} />, status)
}
