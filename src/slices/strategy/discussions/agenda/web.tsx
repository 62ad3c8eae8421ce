import type { Actor } from '../../../../kernel/actor.ts'
import { readGuarded, typedIn } from '../../../../kernel/guarded-form.ts'
import { idIn } from '../../../../kernel/ids.ts'
import { reading } from '../../../../platform/db.ts'
import { notFound, page, redirect, type Answer, type Deps, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { pointForm, pointGuarded, seenIn } from '../forms.ts'
import { find, preparers, show, withLed, wrong } from '../show-web.tsx'
import { labelsOf, pathOf, proposalWords } from '../shown/words.ts'
import * as actions from './actions.ts'
import { PointPage, ProposalsPage } from './pages.tsx'
import { sourceKinds, whyNotWrite, type Point, type PointContent } from './rules.ts'
import { loadPoints } from './store.ts'

type Params = Readonly<Record<string, string>>
export const agendaWeb = (route: Router<PageContext>) => {
  route.get('/droftinger/:id/saker/forslag', preparers, async ({ deps, actor, params, page: context }) => proposalsPage(deps, actor, context, params))
  route.post('/droftinger/:id/saker/forslag', preparers, async ({ deps, actor, params, form, page: context }) => {
    const meeting = await reading(deps.db, actor, (tx) => find(tx, params))
    const [kind, what] = [sourceKinds.find((one) => one === form['slag']), typedIn(form)['hva'] ?? '']
    if (!meeting?.led || !kind || what === '' || what.length > 80) return notFound
    const taken = await actions.takeOver(deps, actor, meeting, { kind, id: what }, (proposal) => proposalWords(context, proposal))
    if (taken.ok) return redirect(pathOf(meeting.id, '/saker/forslag'), { kind: 'success', key: 'discussions.flash.taken' })
    return taken.because === 'not-found' ? notFound : proposalsPage(deps, actor, context, params, wrong(context, {}, '', `discussions.because.${taken.because}`), 409)
  })

  route.get('/droftinger/:id/saker/ny', preparers, async ({ tx, params, page: context }) => {
    const meeting = await find(tx, params)
    return meeting?.led ? stopped(meeting) ?? page(<PointPage page={context} view={{ meeting, point: undefined, form: { ...emptyForm, typed: { type: 'discussion' } }, seen: 0, meanwhile: false }} />) : notFound
  })
  route.post('/droftinger/:id/saker', preparers, async ({ deps, actor, params, form, page: context }) => {
    const again = (shown: ShownForm, status = 422) => withLed(deps, actor, params, (_, meeting) => page(<PointPage page={context} view={{ meeting, point: undefined, form: shown, seen: 0, meanwhile: false }} />, status))
    const read = readGuarded(pointForm, pointGuarded, form)
    if (!read.ok) return again(showAgain(context.t, labelsOf(context.t), read))
    const id = idIn(params['id'])
    const made = id ? await actions.newPoint(deps, actor, id, contentOf(read.values)) : undefined
    if (made?.ok) return redirect(pathOf(id ?? '', '#saker'), { kind: 'success', key: 'discussions.flash.point' })
    if (!made || made.because === 'not-found') return notFound
    return again(wrong(context, form, made.because === 'point-twice' ? 'tittel' : '', `discussions.because.${made.because}`), 409)
  })

  route.get('/droftinger/:id/saker/:sak', preparers, async ({ tx, params, page: context }) => {
    const meeting = await find(tx, params)
    const point = meeting?.led ? (await loadPoints(tx, meeting.id)).find((one) => one.id === params['sak']) : undefined
    return meeting && point ? stopped(meeting) ?? page(<PointPage page={context} view={{ meeting, point, form: { ...emptyForm, typed: typedOf(point) }, seen: point.version, meanwhile: false }} />) : notFound
  })
  route.post('/droftinger/:id/saker/:sak', preparers, async ({ deps, actor, params, form, page: context }) => {
    const again = (shown: ShownForm, status = 422, meanwhile = false) => withLed(deps, actor, params, async (tx, meeting) => {
      const point = (await loadPoints(tx, meeting.id)).find((one) => one.id === params['sak'])
      return point ? page(<PointPage page={context} view={{ meeting, point, form: shown, seen: meanwhile ? point.version : seenIn(form), meanwhile }} />, status) : notFound
    })
    const read = readGuarded(pointForm, pointGuarded, form)
    if (!read.ok) return again(showAgain(context.t, labelsOf(context.t), read))
    const [id, point] = [idIn(params['id']), idIn(params['sak'])]
    const saved = id && point ? await actions.savePoint(deps, actor, id, point, contentOf(read.values), seenIn(form)) : undefined
    if (saved?.ok) return redirect(pathOf(id ?? '', '#saker'), { kind: 'success', key: 'discussions.flash.point' })
    if (!saved || saved.because === 'not-found') return notFound
    return again(wrong(context, form, saved.because === 'point-twice' ? 'tittel' : '', `discussions.because.${saved.because}`), 409, saved.because === 'changed-meanwhile')
  })
  route.post('/droftinger/:id/saker/:sak/flytt', preparers, async ({ deps, actor, params, form, page: context }) => {
    const [id, point] = [idIn(params['id']), idIn(params['sak'])]
    const done = id && point ? await actions.movePoint(deps, actor, id, point, form['vei'] === 'up' ? 'up' : 'down') : undefined
    if (done?.ok) return redirect(pathOf(id ?? '', `#sak-${point}`))
    return !done || done.because === 'not-found' ? notFound : reading(deps.db, actor, (tx) => show(deps, tx, actor, context, params, wrong(context, {}, '', `discussions.because.${done.because}`), '', 409))
  })
  route.post('/droftinger/:id/saker/:sak/fjern', preparers, async ({ deps, actor, params, page: context }) => {
    const [id, point] = [idIn(params['id']), idIn(params['sak'])]
    const done = id && point ? await actions.dropPoint(deps, actor, id, point) : undefined
    if (done?.ok) return redirect(pathOf(id ?? '', '#saker'), { kind: 'success', key: 'discussions.flash.point-removed' })
    return !done || done.because === 'not-found' ? notFound : reading(deps.db, actor, (tx) => show(deps, tx, actor, context, params, wrong(context, {}, '', `discussions.because.${done.because}`), '', 409))
  })
}

const contentOf = ({ tittel, hvorfor, type, minutter, innleder }: ReturnType<typeof pointForm.parse>): PointContent => ({ title: tittel, reason: hvorfor, kind: type, minutes: minutter, introduces: innleder })
const typedOf = ({ title, reason, kind, minutes, introduces }: Point) => ({ tittel: title, hvorfor: reason, type: kind, minutter: minutes === undefined ? '' : String(minutes), innleder: introduces })
/** What cannot be written now leads back to the meeting, which says why. */
const stopped = (meeting: Parameters<typeof whyNotWrite>[0] & { readonly id: string }): Answer | undefined => {
  const not = whyNotWrite(meeting)
  return not && redirect(pathOf(meeting.id), { kind: 'warning', key: `discussions.because.${not}` })
}

async function proposalsPage(deps: Deps, actor: Actor, context: PageContext, params: Params, form: ShownForm = emptyForm, status = 200): Promise<Answer> {
  const meeting = await reading(deps.db, actor, (tx) => find(tx, params))
  if (!meeting?.led) return notFound
  const not = stopped(meeting)
  if (not) return not
  const counted = await actions.countsFor(deps, actor, meeting.municipalityId)
  return reading(deps.db, actor, async (tx) => {
    const [proposals, points] = await Promise.all([actions.proposed(tx, meeting, counted, deps.now()), loadPoints(tx, meeting.id)])
    return page(<ProposalsPage page={context} view={{ meeting, proposals, points, form }} />, status)
  })
}
