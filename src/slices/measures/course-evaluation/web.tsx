import type { Actor } from '../../../kernel/actor.ts'
import { addDays, formatDate, osloDate } from '../../../kernel/dates.ts'
import { fewest } from '../../../kernel/fewest.ts'
import { readGuarded, typedIn } from '../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { may, notFound, open, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import { hashOf, looksLikeSecret } from '../../../platform/link-secrets.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import { loadCourse, loadSeated } from '../attendance/store.ts'
import { arrangingRoles } from '../courses/rules.ts'
import * as actions from './actions.ts'
import { openForm, wordsForm } from './forms.ts'
import { AnswerPage, EvaluationPage, GonePage, labelsOf, ThanksPage } from './pages.tsx'
import { answersIn, statementsIn, takesAnswers, usualDays, type OpenRefusal } from './rules.ts'
import * as store from './store.ts'

const arrangers = may(...arrangingRoles)
/** Which field a refusal is about; '' is the whole form. */
const fieldOf = { 'no-statements': 'pastander', 'too-many-statements': 'pastander', 'statement-too-long': 'pastander', 'closes-too-soon': 'stenger', 'closes-too-late': 'stenger', 'last-session-to-come': '', 'already-asked': '' } as const satisfies Record<OpenRefusal, string>
/** A whole course behind one address on the Internet gets through; one that guesses among 2^128 secrets does not get far. */
const guessing = { limit: { max: 600, minutes: 10 } }

export const courseEvaluationWeb = (route: Router<PageContext>) => {
  route.get('/kurs/:id/evaluering', arrangers, async ({ deps, tx, actor, params, page: context }) => show(deps, tx, actor, context, params['id'] ?? ''))

  route.post('/kurs/:id/evaluering', arrangers, async ({ deps, actor, params, form, page: context }) => {
    const { t } = context
    const id = params['id'] ?? ''
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => show(deps, tx, actor, context, id, shown, status))
    const read = readGuarded(openForm, ['pastander'], form)
    if (!read.ok) return again(showAgain(t, labelsOf(t), read), 422)
    const done = looksLikeId(id) ? await actions.openLinks(deps, actor, id, statementsIn(read.values.pastander), read.values.stenger) : undefined
    if (!done || (!done.ok && done.because === 'not-found')) return notFound
    if (done.ok) return redirect(`/kurs/${id}/evaluering`, { kind: 'success', key: 'course-evaluation.flash.opened' })
    const { because } = done
    if (because === 'not-found') return notFound
    const field = fieldOf[because]
    return again({ ...emptyForm, typed: typedIn(form), errors: [{ field, text: t(`course-evaluation.because.${because}`) }] }, field === '' ? 409 : 422)
  })

  route.post('/kurs/:id/evaluering/lukking', arrangers, async ({ deps, actor, params }) => {
    const id = params['id'] ?? ''
    const closed = looksLikeId(id) && (await actions.closeLink(deps, actor, id))
    return closed ? redirect(`/kurs/${id}/evaluering`, { kind: 'success', key: 'course-evaluation.flash.closed' }) : notFound
  })

  route.post('/kurs/:id/evaluering/nye', arrangers, async ({ deps, actor, params }) => {
    const id = params['id'] ?? ''
    const sent = looksLikeId(id) ? await actions.sendToNew(deps, actor, id) : undefined
    return sent === undefined ? notFound : redirect(`/kurs/${id}/evaluering`, sent > 0 ? { kind: 'success', key: 'course-evaluation.flash.sent' } : { kind: 'info', key: 'course-evaluation.flash.none-new' })
  })

  route.get('/kursevaluering/:token', open, async ({ deps, tx, params, page: context }) => {
    const ticket = params['token'] ?? ''
    const asked = looksLikeSecret(ticket) ? await store.findAsked(tx, hashOf(ticket), deps.now()) : undefined
    if (!asked) return page(<GonePage page={context} />, 404)
    return asked.used ? page(<ThanksPage page={context} />) : page(<AnswerPage page={context} ticket={ticket} asked={asked} form={emptyForm} />)
  }, guessing)

  route.post('/kursevaluering/:token', open, async ({ deps, params, form, page: context }) => {
    const { t } = context
    const ticket = params['token'] ?? ''
    const asked = looksLikeSecret(ticket) ? await reading(deps.db, undefined, (tx) => store.findAsked(tx, hashOf(ticket), deps.now())) : undefined
    if (!asked) return page(<GonePage page={context} />, 404)
    if (asked.used) return redirect(`/kursevaluering/${ticket}`)
    const given = answersIn(form, asked.statements.length)
    const read = readGuarded(wordsForm, ['ord'], form)
    if (!given || !read.ok) {
      const shown = read.ok ? { ...emptyForm, typed: typedIn(form) } : showAgain(t, { ord: t('course-evaluation.own-words') }, read)
      const missing = asked.statements.flatMap((_, at) => (answersIn({ p1: form[`p${at + 1}`] }, 1) ? [] : [{ field: `p${at + 1}`, text: t('course-evaluation.error.answer') }]))
      return page(<AnswerPage page={context} ticket={ticket} asked={asked} form={{ ...shown, errors: [...missing, ...shown.errors] }} />, 422)
    }
    const cast = await actions.answer(deps, ticket, given, read.values.ord)
    return cast === 'closed' ? page(<GonePage page={context} />, 404) : redirect(`/kursevaluering/${ticket}`)
  }, guessing)
}

async function show(deps: Deps, tx: Tx, actor: Actor, context: PageContext, id: string, form: ShownForm = emptyForm, status = 200): Promise<Answer> {
  const course = looksLikeId(id) ? await loadCourse(tx, id) : undefined
  if (!course || course.arrangerId !== actor.orgId) return notFound
  const evaluation = await store.loadEvaluation(tx, id)
  const today = osloDate(deps.now())
  const open = evaluation !== undefined && takesAnswers(evaluation, today)
  const seated = evaluation === undefined || open ? (await loadSeated(tx, id)).length : undefined
  const result = evaluation && (await store.loadResult(tx, id, evaluation.statements.length, deps.now()))
  return page(<EvaluationPage page={context} view={{ course, evaluation, open, unsent: open && seated !== undefined && seated > evaluation.asked, tooSmall: seated !== undefined && seated < fewest, result, form, closesOn: formatDate(addDays(today, usualDays), context.lang, 'short') }} />, status)
}
