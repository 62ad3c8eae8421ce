import { readGuarded, typedIn } from '../../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../kernel/actor.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { formKeyIn } from '../../../../platform/form-key.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { arrangingRoles } from '../rules.ts'
import { loadCourse } from '../store.ts'
import * as actions from './actions.ts'
import { sessionForm, sessionGuarded, sessionOf } from './forms.ts'
import { labelsOf, SessionPage, typedSession } from './pages.tsx'

const arrangers = may(...arrangingRoles)
const fieldOf: Readonly<Partial<Record<string, string>>> = { 'ends-before-starts': 'til', 'session-long': 'til', 'session-passed': 'dag' }

export const courseSessionsWeb = (route: Router<PageContext>) => {
  route.get('/kurs/:id/samlinger', arrangers, async ({ tx, actor, params, page: context }) => show(tx, actor, context, params['id'] ?? '', undefined, undefined))
  route.get('/kurs/:id/samlinger/:samling', arrangers, async ({ tx, actor, params, page: context }) => show(tx, actor, context, params['id'] ?? '', params['samling'] ?? '', undefined))

  for (const url of ['/kurs/:id/samlinger', '/kurs/:id/samlinger/:samling'] as const)
    route.post(url, arrangers, async ({ deps, actor, params, form, page: context }) => {
      const [id, session] = [params['id'] ?? '', params['samling']]
      if (!looksLikeId(id) || (session !== undefined && !looksLikeId(session))) return notFound
      const read = readGuarded(sessionForm, sessionGuarded, form)
      if (!read.ok) return again(deps, actor, context, id, session, showAgain(context.t, labelsOf(context.t), read), 422)
      const set = await actions.setSession(deps, actor, id, session, sessionOf(read.values), { seen: Number(form['sekvens'] ?? 0), startKey: formKeyIn(form) })
      if (set.ok) return redirect(`/kurs/${id}`, { kind: 'success', key: session ? 'courses.flash.session-changed' : 'courses.flash.session-added' })
      if (set.because === 'not-found') return notFound
      const field = fieldOf[set.because] ?? ''
      return again(deps, actor, context, id, session, { ...emptyForm, typed: typedIn(form), errors: [{ field, text: context.t(`courses.because.${set.because}`) }] }, field === '' ? 409 : 422)
    })

  route.post('/kurs/:id/samlinger/:samling/avlysning', arrangers, async ({ deps, actor, params, page: context }) => {
    const [id, session] = [params['id'] ?? '', params['samling'] ?? '']
    if (!looksLikeId(id) || !looksLikeId(session)) return notFound
    const cancelled = await actions.cancelSession(deps, actor, id, session)
    if (cancelled.ok) return redirect(`/kurs/${id}`, { kind: 'success', key: 'courses.flash.session-cancelled' })
    return cancelled.because === 'not-found' ? notFound : again(deps, actor, context, id, session, { ...emptyForm, errors: [{ field: '', text: context.t(`courses.because.${cancelled.because}`) }] }, 409)
  })
}

const again = (deps: Deps, actor: Actor, context: PageContext, id: string, sessionId: string | undefined, shown: ShownForm, status: number): Promise<Answer> => reading(deps.db, actor, (tx) => show(tx, actor, context, id, sessionId, shown, status))

async function show(tx: Tx, actor: Actor, context: PageContext, id: string, sessionId: string | undefined, shown: ShownForm | undefined, status = 200): Promise<Answer> {
  const course = looksLikeId(id) ? await loadCourse(tx, id) : undefined
  const session = sessionId === undefined ? undefined : course?.sessions.find((one) => one.id === sessionId)
  if (!course || course.arrangerId !== actor.orgId || (sessionId !== undefined && !session)) return notFound
  if (!shown && (course.state === 'cancelled' || course.state === 'finished')) return redirect(`/kurs/${id}`, { kind: 'warning', key: 'courses.because.course-over' })
  const typed = session ? typedSession(session, context) : { fra: '09.00', til: '15.00' }
  return page(<SessionPage page={context} course={course} session={session} startKey={formKeyIn(shown?.typed ?? {})} form={shown ? { ...shown, typed: Object.keys(shown.typed).length > 0 ? shown.typed : typed } : { ...emptyForm, typed }} />, status)
}
