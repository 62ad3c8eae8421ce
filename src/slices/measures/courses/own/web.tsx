import * as z from 'zod'
import { oneOf } from '../../../../kernel/fields.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { actAs, reading, system, type Db, type Tx } from '../../../../platform/db.ts'
import { formKeyIn } from '../../../../platform/form-key.ts'
import { may, notFound, open, page, redirect, type Deps, type Router } from '../../../../platform/http.ts'
import { hashOf, looksLikeSecret } from '../../../../platform/link-secrets.ts'
import { messageKey as key } from '../../../../texts/index.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import type { FieldError } from '../../../../ui/form.tsx'
import { seatTicket, ticketPath } from '../../course-evaluation/secrets.ts'
import { findAsked } from '../../course-evaluation/store.ts'
import { usedHows } from '../pages.tsx'
import { answerOwn, type Doubt } from '../places/actions.ts'
import { readPeople } from '../places/forms.ts'
import { loadByToken } from '../places/store.ts'
import { loadCourse, loadNumbers } from '../store.ts'
import * as actions from './actions.ts'
import { GonePage, OwnPage, SignUpPage } from './pages.tsx'
import { placePath } from './secrets.ts'
import { loadLinkByToken, loadPositions } from './store.ts'

/** A whole staff behind one address gets through; 128 bits are not guessed. */
export const opening = { limit: { max: 600, minutes: 10 } }
const answerForm = z.object({ svar: oneOf(['ta', 'nei', 'av'], key('courses.error.answer')) })
const linkForm = z.object({ lenke: oneOf(['lag', 'steng'], key('courses.error.step')) })
const wishes = { ta: 'take', nei: 'decline', av: 'withdraw' } as const

export const courseOwnWeb = (route: Router<PageContext>) => {
  route.post('/kurs/:id/lenke', may('head'), async ({ deps, actor, params, form }) => {
    const id = params['id'] ?? ''
    const parsed = linkForm.safeParse(form)
    if (!looksLikeId(id) || !parsed.success) return notFound
    const set = await actions.setLink(deps, actor, id, parsed.data.lenke === 'lag' ? 'make' : 'close')
    if (set.ok) return redirect(`/kurs/${id}`, { kind: 'success', key: parsed.data.lenke === 'lag' ? 'courses.flash.link-made' : 'courses.flash.link-closed' })
    return set.because === 'not-found' ? notFound : redirect(`/kurs/${id}`, { kind: 'warning', key: `courses.because.${set.because}` })
  })

  route.get('/kurspamelding/:kode', open, async ({ tx, params, page: context }) => showSignUp(tx, context, params['kode'], crypto.randomUUID(), {}, [], []), opening)

  route.post('/kurspamelding/:kode', open, async ({ deps, params, form, page: context }) => {
    const token = params['kode'] ?? ''
    const course = await asSystem(deps.db, (tx) => courseOfLink(tx, token))
    if (!course) return page(<GonePage page={context} />, 404)
    const formKey = formKeyIn(form)
    const read = readPeople(form, usedHows(course))
    const again = (errors: readonly FieldError[], doubts: readonly Doubt[], status: number) => reading(deps.db, undefined, (tx) => showSignUp(tx, context, token, formKey, read.typed, errors, doubts, status))
    if (read.errors.length > 0) return again(read.errors.map((one) => ({ field: one.field, text: context.t(one.key === 'courses.error.nobody' ? 'courses.error.name.own' : one.key) })), [], 422)
    const done = await actions.signUp(deps, hashOf(token), { people: read.people.slice(0, 1), formKey, language: context.lang, confirmed: form['bekreft'] === 'ja' })
    if (done.ok) return redirect(placePath(deps.config, done.event.people[0]?.id ?? ''), done.event.people[0]?.state === 'seated' ? { kind: 'success', key: 'courses.flash.seated' } : { kind: 'info', key: 'courses.flash.waiting' })
    if (done.because === 'not-found') return page(<GonePage page={context} />, 404)
    if (done.because === 'look-again') return again([], 'doubts' in done ? done.doubts : [], 409)
    return again([{ field: '', text: context.t(`courses.because.${done.because}`) }], [], 409)
  }, opening)

  route.get('/kursplass/:kode', open, async ({ deps, tx, params, page: context }) => showOwn(deps, tx, context, params['kode'], []), opening)

  route.post('/kursplass/:kode/svar', open, async ({ deps, params, form, page: context }) => {
    const token = params['kode'] ?? ''
    const again = (text: string, status: number) => reading(deps.db, undefined, (tx) => showOwn(deps, tx, context, token, [{ field: '', text }], status))
    const parsed = answerForm.safeParse(form)
    if (!parsed.success) return again(context.t('courses.error.answer'), 422)
    const answered = looksLikeSecret(token) ? await answerOwn(deps, hashOf(token), wishes[parsed.data.svar]) : undefined
    if (!answered || (!answered.ok && answered.because === 'not-found')) return page(<GonePage page={context} />, 404)
    if (answered.ok) return redirect(`/kursplass/${token}`, { kind: 'success', key: answered.event.to === 'seated' ? 'courses.flash.seated' : 'courses.flash.withdrawn' })
    return again(context.t(`courses.because.${answered.because}`), 409)
  }, opening)
}

/** The link itself is the right: whoever has it is shown what it leads to, and nothing else. */
const asSystem = <Result,>(db: Db, work: (tx: Tx) => Promise<Result>): Promise<Result> => reading(db, system, work)

async function courseOfLink(tx: Tx, token: string) {
  const link = looksLikeSecret(token) ? await loadLinkByToken(tx, hashOf(token)) : undefined
  return link && loadCourse(tx, link.courseId)
}

async function showSignUp(tx: Tx, context: PageContext, token: string | undefined, formKey: string, typed: Readonly<Record<string, string>>, errors: readonly FieldError[], doubts: readonly Doubt[], status = 200) {
  await actAs(tx, system)
  const link = looksLikeSecret(token) ? await loadLinkByToken(tx, hashOf(token)) : undefined
  const course = link && (await loadCourse(tx, link.courseId))
  if (!link || !course || !token || course.state === 'draft') return page(<GonePage page={context} />, 404)
  const numbers = (await loadNumbers(tx, [course.id])).get(course.id)
  return page(<SignUpPage page={context} view={{ course, numbers, kindergarten: link.kindergarten, token, formKey, typed, errors, doubts }} />, status)
}

async function showOwn({ config, now: clock }: Deps, tx: Tx, context: PageContext, token: string | undefined, errors: readonly FieldError[], status = 200) {
  const now = clock()
  await actAs(tx, system)
  const place = looksLikeSecret(token) ? await loadByToken(tx, hashOf(token)) : undefined
  const course = place && (await loadCourse(tx, place.courseId))
  if (!place || !course || !token) return page(<GonePage page={context} />, 404)
  const position = place.state === 'waiting' ? (await loadPositions(tx, course.id, [place.id])).get(place.id) : undefined
  const evaluation = place.state === 'seated' && (await findAsked(tx, hashOf(seatTicket(config, place.id)), now)) ? ticketPath(config, place.id) : undefined
  return page(<OwnPage page={context} own={{ course, place, position, token, now, evaluation, errors }} />, status)
}
