import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate } from '../../../../kernel/dates.ts'
import { ticked } from '../../../../kernel/fields.ts'
import { readGuarded, typedIn } from '../../../../kernel/guarded-form.ts'
import { idIn } from '../../../../kernel/ids.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { formKeyIn } from '../../../../platform/form-key.ts'
import { notFound, page, redirect, type Answer, type Deps, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { loadPoints } from '../agenda/store.ts'
import { makeAgreement, responsibles } from '../agreements/actions.ts'
import { loadAgreements } from '../agreements/store.ts'
import { agreementForm, agreementGuarded, saidForm, saidGuarded, seenIn } from '../forms.ts'
import { onList } from '../invited/rules.ts'
import { loadMarked, loadParties, loadPeople } from '../invited/store.ts'
import { find, preparers, wrong } from '../show-web.tsx'
import { labelsOf, pathOf, roleText } from '../shown/words.ts'
import * as actions from './actions.ts'
import { HeldPage, type HeldView } from './pages.tsx'
import { whyNotHeld } from './rules.ts'
import { loadSaid } from './store.ts'

type Params = Readonly<Record<string, string>>
type Shown = Partial<Pick<HeldView, 'form' | 'at' | 'meanwhile' | 'screen' | 'keys'>>
/** Where a point is shown: by its number, or by its id when a form about it came back. */
type Where = { readonly number: number } | { readonly pointId: string }

export const heldWeb = (route: Router<PageContext>) => {
  route.get('/droftinger/:id/mote', preparers, async ({ deps, tx, params, query, page: context }) => heldPage(deps, tx, context, params, { number: numberIn(query['sak']) }, { screen: query['vis'] === 'skjerm' }))

  route.post('/droftinger/:id/oppmote', preparers, async ({ deps, actor, params, form, page: context }) => {
    const [id, number] = [idIn(params['id']), numberIn(form['sak'])]
    const done = id ? await actions.markPresent(deps, actor, id, new Set(ticked(form['vist'], 500)), new Set(ticked(form['der'], 500))) : undefined
    if (!id || !done || (!done.ok && done.because === 'not-found')) return notFound
    if (!done.ok) return again(deps, actor, context, params, { number }, { at: 'oppmote', form: wrong(context, {}, '', `discussions.because.${done.because}`) }, 409)
    return redirect(pathOf(id, `/mote?sak=${number}`), done.event.someGone ? { kind: 'warning', key: 'discussions.flash.someone-gone' } : { kind: 'success', key: 'discussions.flash.marked' })
  })

  route.post('/droftinger/:id/saker/:sak/sagt', preparers, async ({ deps, actor, params, form, page: context }) => {
    const [id, pointId] = [idIn(params['id']), idIn(params['sak'])]
    if (!id || !pointId) return notFound
    const key = formKeyIn(form)
    const back = (shown: ShownForm, status: number) => again(deps, actor, context, params, { pointId }, { at: 'sagt', form: shown, keys: { said: key, agreed: crypto.randomUUID() } }, status)
    const read = readGuarded(saidForm, saidGuarded, form)
    if (!read.ok) return back(showAgain(context.t, labelsOf(context.t), read), 422)
    const by = typedIn(form)['av'] ?? ''
    const said = await actions.addSaid(deps, actor, id, pointId, key, by === '' ? undefined : (idIn(by) ?? crypto.randomUUID()), read.values.sagt)
    if (said.ok) return redirect(await backTo(deps, actor, id, pointId, '#sagt'), { kind: 'success', key: 'discussions.flash.said' })
    return said.because === 'not-found' ? notFound : back(wrong(context, form, said.because === 'person-removed' ? 'av' : '', `discussions.because.${said.because}`), 409)
  })

  route.post('/droftinger/:id/sagt/:ord', preparers, async ({ deps, actor, params, form, page: context }) => {
    const [id, saidId] = [idIn(params['id']), idIn(params['ord'])]
    const there = id && saidId ? (await reading(deps.db, actor, (tx) => loadSaid(tx, id))).find((one) => one.id === saidId) : undefined
    if (!id || !saidId || !there) return notFound
    const back = (shown: ShownForm, status: number, meanwhile = false) => again(deps, actor, context, params, { pointId: there.pointId }, { at: saidId, form: { ...shown, errors: shown.errors.map((one) => (one.field === 'sagt' ? { ...one, field: `sagt-${saidId}` } : one)) }, meanwhile }, status)
    const read = readGuarded(saidForm, saidGuarded, form)
    if (!read.ok) return back(showAgain(context.t, labelsOf(context.t), read), 422)
    const mended = await actions.mendSaid(deps, actor, id, saidId, read.values.sagt, seenIn(form))
    if (mended.ok) return redirect(await backTo(deps, actor, id, there.pointId, '#sagt'), { kind: 'success', key: 'discussions.flash.said' })
    return mended.because === 'not-found' ? notFound : back(wrong(context, form, '', `discussions.because.${mended.because}`), 409, mended.because === 'changed-meanwhile')
  })

  route.post('/droftinger/:id/saker/:sak/avtalt', preparers, async ({ deps, actor, params, form, page: context }) => {
    const [id, pointId] = [idIn(params['id']), idIn(params['sak'])]
    if (!id || !pointId) return notFound
    const key = formKeyIn(form)
    const back = (shown: ShownForm, status: number) => again(deps, actor, context, params, { pointId }, { at: 'avtalt', form: shown, keys: { said: crypto.randomUUID(), agreed: key } }, status)
    const read = readGuarded(agreementForm, agreementGuarded, form)
    if (!read.ok) return back(showAgain(context.t, labelsOf(context.t), read), 422)
    const made = await makeAgreement(deps, actor, id, pointId, key, { body: read.values.avtalt, responsible: read.values.hvem, due: read.values.frist })
    if (made.ok) return redirect(await backTo(deps, actor, id, pointId, '#avtalt'), { kind: 'success', key: 'discussions.flash.agreed' })
    if (made.because === 'not-found') return notFound
    const field = made.because === 'no-responsible' || made.because === 'person-removed' ? 'hvem' : made.because === 'due-passed' ? 'frist' : ''
    return back(wrong(context, form, field, `discussions.because.${made.because}`), field ? 422 : 409)
  })
}

const numberIn = (typed: unknown): number => (typeof typed === 'string' && /^\d{1,3}$/.test(typed) ? Number(typed) : 1)
const backTo = async (deps: Deps, actor: Actor, id: string, pointId: string, anchor: string): Promise<string> =>
  pathOf(id, `/mote?sak=${(await reading(deps.db, actor, (tx) => loadPoints(tx, id))).findIndex((one) => one.id === pointId) + 1}${anchor}`)
const again = (deps: Deps, actor: Actor, context: PageContext, params: Params, where: Where, shown: Shown, status: number): Promise<Answer> => reading(deps.db, actor, (tx) => heldPage(deps, tx, context, params, where, shown, status))

async function heldPage(deps: Deps, tx: Tx, context: PageContext, params: Params, where: Where, shown: Shown, status = 200): Promise<Answer> {
  const meeting = await find(tx, params)
  if (!meeting?.led) return notFound
  const today = osloDate(deps.now())
  const not = whyNotHeld(meeting, today)
  // What came back is shown with what was typed, also when it can no longer be written here.
  if (not && status === 200) return redirect(pathOf(meeting.id), { kind: 'warning', key: `discussions.because.${not}` })
  const [points, said, agreements, people, marked, parties] = await Promise.all([loadPoints(tx, meeting.id), loadSaid(tx, meeting.id), loadAgreements(tx, meeting.id), loadPeople(tx, meeting.id), loadMarked(tx, meeting.id), loadParties(tx, meeting.id)])
  const point = 'pointId' in where ? points.find((one) => one.id === where.pointId) : (points[Math.min(Math.max(where.number, 1), points.length) - 1] ?? undefined)
  if (!point) return 'pointId' in where ? notFound : redirect(pathOf(meeting.id, '#saker'), { kind: 'warning', key: 'discussions.because.no-points' })
  const options = responsibles(meeting, onList(people, marked), parties).map(({ value, responsible }) => ({ value, text: responsible.personId ? responsible.name : `${responsible.name} (${roleText(context, responsible.role)})` }))
  return page(<HeldPage page={context} view={{ meeting, points, point, said, agreements, people, marked, responsibles: options, screen: false, keys: { said: crypto.randomUUID(), agreed: crypto.randomUUID() }, today, form: emptyForm, at: '', meanwhile: false, ...shown }} />, status)
}
