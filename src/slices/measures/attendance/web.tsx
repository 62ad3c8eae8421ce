import type { Actor } from '../../../kernel/actor.ts'
import { ticked } from '../../../kernel/fields.ts'
import { typedIn } from '../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { wordedErrors } from '../../../ui/form-errors.ts'
import type { FieldError } from '../../../ui/form.tsx'
import { arrangingRoles } from '../courses/rules.ts'
import * as actions from './actions.ts'
import * as afterwards from './afterwards/actions.ts'
import type { AbsenceRefusal, SettleRefusal } from './afterwards/rules.ts'
import { loadAbsence } from './afterwards/store.ts'
import { revokeForm, ruleForm } from './forms.ts'
import { DeskPage } from './pages.tsx'
import { whenOf, type List } from './rules.ts'
import { SessionPage } from './session-page.tsx'
import * as store from './store.ts'

const arrangers = may(...arrangingRoles)
/** As many as a course may have seats. */
const mostListed = 20_000

/** The addresses of those who arrange. */
export const attendanceWeb = (route: Router<PageContext>) => {
  const at = (params: Readonly<Record<string, string>>) => ({ course: looksLikeId(params['id'] ?? '') ? (params['id'] ?? '') : '', session: looksLikeId(params['samling'] ?? '') ? (params['samling'] ?? '') : '' })

  route.get('/kurs/:id/oppmote', arrangers, async ({ deps, tx, actor, params, page: context }) => desk(deps, tx, actor, context, at(params).course))
  route.get('/kurs/:id/oppmote/:samling', arrangers, async ({ deps, tx, actor, params, page: context }) => session(deps, tx, actor, context, at(params)))

  route.post('/kurs/:id/oppmote/krav', arrangers, async ({ deps, actor, params, form, page: context }) => {
    const { course } = at(params)
    const again = (errors: readonly FieldError[]) => reading(deps.db, actor, (tx) => desk(deps, tx, actor, context, course, { errors, typed: typedIn(form) }, 422))
    const parsed = ruleForm.safeParse(form)
    if (!parsed.success) return again(wordedErrors(context.t, parsed.error))
    const done = course === '' ? undefined : await actions.setRule(deps, actor, course, parsed.data.antall)
    if (!done || (!done.ok && done.because === 'not-found')) return notFound
    return done.ok ? redirect(`/kurs/${course}/oppmote`, { kind: 'success', key: 'attendance.flash.rule' }) : again([{ field: 'antall', text: context.t('attendance.rule.more') }])
  })

  route.post('/kurs/:id/oppmote/kursbevis', arrangers, async ({ deps, actor, params, page: context }) => {
    const { course } = at(params)
    const done = course === '' ? undefined : await actions.issueCertificates(deps, actor, course)
    if (!done || (!done.ok && done.because === 'not-found')) return notFound
    if (done.ok) return redirect(`/kurs/${course}/oppmote`, { kind: 'success', key: 'attendance.flash.issued' })
    const { because } = done
    return reading(deps.db, actor, (tx) => desk(deps, tx, actor, context, course, { errors: because === 'not-found' ? [] : [{ field: '', text: context.t(`attendance.because.${because}`) }], typed: {} }, 409))
  })

  route.post('/kurs/:id/oppmote/tilbakekalling', arrangers, async ({ deps, actor, params, form, page: context }) => {
    const { course } = at(params)
    const parsed = revokeForm.safeParse(form)
    if (!parsed.success) return reading(deps.db, actor, (tx) => desk(deps, tx, actor, context, course, { errors: wordedErrors(context.t, parsed.error), typed: typedIn(form) }, 422))
    const done = course !== '' && looksLikeId(parsed.data.bevis) && (await actions.revoke(deps, actor, course, parsed.data.bevis, parsed.data.grunn))
    return done ? redirect(`/kurs/${course}/oppmote`, { kind: 'success', key: 'attendance.flash.revoked' }) : notFound
  })

  route.post('/kurs/:id/oppmote/:samling/kode', arrangers, async ({ deps, actor, params, page: context }) => {
    const one = at(params)
    const done = one.course === '' || one.session === '' ? undefined : await actions.openCode(deps, actor, one.course, one.session)
    if (done?.ok) return redirect(`/kurs/${one.course}/oppmote/${one.session}`, { kind: 'success', key: 'attendance.flash.code' })
    return done && done.because !== 'not-found' ? reading(deps.db, actor, (tx) => session(deps, tx, actor, context, one, done.because, 409)) : notFound
  })

  route.post('/kurs/:id/oppmote/:samling/ettertid', arrangers, async ({ deps, actor, params, form, page: context }) => {
    const one = at(params)
    const [place, choice] = [form['plass'], form['valg']]
    const done = one.course === '' || one.session === '' || typeof place !== 'string' || !looksLikeId(place) || (choice !== 'behold' && choice !== 'fjern') ? undefined : await afterwards.settle(deps, actor, one.course, one.session, place, choice === 'behold')
    if (done?.ok) return redirect(`/kurs/${one.course}/oppmote/${one.session}`, { kind: 'success', key: done.event.kept ? 'attendance.flash.told-kept' : 'attendance.flash.told-removed' })
    return done && done.because !== 'not-found' ? reading(deps.db, actor, (tx) => session(deps, tx, actor, context, one, done.because, 409)) : notFound
  })

  route.post('/kurs/:id/oppmote/:samling/fravaer', arrangers, async ({ deps, actor, params, page: context }) => {
    const one = at(params)
    const done = one.course === '' || one.session === '' ? undefined : await afterwards.tellAbsence(deps, actor, one.course, one.session)
    if (done?.ok) return redirect(`/kurs/${one.course}/oppmote/${one.session}`, { kind: 'success', key: 'attendance.flash.absent' })
    return done && done.because !== 'not-found' ? reading(deps.db, actor, (tx) => session(deps, tx, actor, context, one, done.because, 409)) : notFound
  })

  route.post('/kurs/:id/oppmote/:samling', arrangers, async ({ deps, actor, params, form, page: context }) => {
    const one = at(params)
    const done = one.course === '' || one.session === '' ? undefined : await actions.saveList(deps, actor, one.course, one.session, listOf(form))
    if (done?.ok) return redirect(`/kurs/${one.course}/oppmote/${one.session}`, { kind: 'success', key: 'attendance.flash.list' })
    return done && done.because !== 'not-found' ? reading(deps.db, actor, (tx) => session(deps, tx, actor, context, one, done.because, 409)) : notFound
  })
}

const listOf = (form: Readonly<Record<string, unknown>>): List => ({ listed: ticked(form['paa-lista'], mostListed).filter(looksLikeId), shown: new Set(ticked(form['var-krysset'], mostListed)), ticked: new Set(ticked(form['mott'], mostListed)) })

type Shown = { readonly errors: readonly FieldError[]; readonly typed: Readonly<Record<string, string>> }
async function desk(deps: Deps, tx: Tx, actor: Actor, context: PageContext, courseId: string, shown: Shown = { errors: [], typed: {} }, status = 200): Promise<Answer> {
  const course = courseId === '' ? undefined : await store.loadCourse(tx, courseId)
  if (!course || course.arrangerId !== actor.orgId) return notFound
  const [people, marks, certificates] = await Promise.all([store.loadSeated(tx, courseId), store.loadMarks(tx, courseId), store.loadCertificates(tx, courseId)])
  const decision = actions.mayIssue(course, people, marks, certificates, deps.now())
  return page(<DeskPage page={context} view={{ course, people, marks, certificates, notYet: decision.ok ? undefined : decision.because, ...shown }} />, status)
}

async function session(deps: Deps, tx: Tx, actor: Actor, context: PageContext, ids: { readonly course: string; readonly session: string }, refused?: 'session-cancelled' | 'too-early' | 'not-found' | SettleRefusal | AbsenceRefusal, status = 200): Promise<Answer> {
  const course = ids.course === '' ? undefined : await store.loadCourse(tx, ids.course)
  const one = course?.sessions.find(({ id }) => id === ids.session)
  if (!course || !one || course.arrangerId !== actor.orgId) return notFound
  const [people, marks, changes, code, absence] = await Promise.all([store.loadSeated(tx, course.id), store.loadMarks(tx, course.id, one.id), store.loadChanges(tx, one.id), store.loadCode(tx, one.id), loadAbsence(tx, one.id)])
  const errors = refused && refused !== 'not-found' ? [{ field: '', text: context.t(`attendance.because.${refused}`) }] : []
  return page(<SessionPage page={context} view={{ course, session: one, when: whenOf(one, deps.now()), people, marks: new Map(marks.map((mark) => [mark.placeId, mark])), changes, absence, code, address: `${deps.config.publicUrl}/oppmote/${code ?? ''}`, errors }} />, status)
}
