import type { Actor } from '../../../../kernel/actor.ts'
import { addDays, formatDate, osloDate } from '../../../../kernel/dates.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { may, notFound, open, page, redirect, type Deps, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { wordedErrors } from '../../../../ui/form-errors.ts'
import { viewCase } from '../reading.ts'
import { asksForEvaluation, evaluationSideOf } from '../rules.ts'
import * as actions from './actions.ts'
import { askStaffForm, staffAnswerForm } from './forms.ts'
import { StaffPage, type StaffView } from './pages.tsx'
import { askStaff, longestDays, questions, takesAnswers, usualDays, type AskRefusal, type CloseRefusal } from './rules.ts'
import * as store from './store.ts'
import { SurveyAnsweredPage, SurveyGonePage, SurveyPage, SurveyThanksPage } from './survey-pages.tsx'
import { hashOf, looksLikeSecret, newFormKey, staffToken } from './token.ts'

/** A whole staff behind one address on the Internet gets through; one that guesses among 2^128 secrets does not get far. */
const guessing = { max: 300, minutes: 10 }

export const staffWeb = (route: Router<PageContext>) => {
  const address = '/veiledning/:id/personalsvar'

  route.get(address, may('head', 'pedagogical-leader', 'adviser', 'team-leader'), async ({ deps, tx, actor, params, page: context }) => {
    const view = await load(deps, tx, actor, params['id'], context)
    return view ? page(<StaffPage page={context} view={view} />) : notFound
  })

  route.post(address, may('head', 'adviser', 'team-leader'), async ({ deps, actor, params, form, page: context }) => {
    const parsed = askStaffForm.safeParse(form)
    const closesOn = typeof form['closesOn'] === 'string' ? form['closesOn'].slice(0, 100) : ''
    if (!parsed.success) return show(deps, actor, params['id'], context, 422, { closesOn, errors: wordedErrors(context.t, parsed.error) })
    const opened = await actions.openLink(deps, actor, params['id'] ?? '', parsed.data.closesOn)
    if (opened.ok) return redirect(`/veiledning/${params['id']}/personalsvar`, { kind: 'success', key: 'evaluation.staff.opened' })
    if (opened.because === 'not-found') return notFound
    if (opened.because === 'closes-too-soon' || opened.because === 'closes-too-late')
      return show(deps, actor, params['id'], context, 422, { closesOn, errors: [{ field: 'closesOn', text: context.t(`evaluation.because.${opened.because}`) }] })
    return show(deps, actor, params['id'], context, 409, { closesOn, refused: opened.because })
  })

  route.post(`${address}/lukking`, may('head', 'adviser', 'team-leader'), async ({ deps, actor, params, page: context }) => {
    const closed = await actions.closeLinkNow(deps, actor, params['id'] ?? '')
    if (closed.ok) return redirect(`/veiledning/${params['id']}/personalsvar`, { kind: 'success', key: 'evaluation.staff.closed' })
    return closed.because === 'not-found' ? notFound : show(deps, actor, params['id'], context, 409, { refused: closed.because })
  })

  route.get(
    '/svar/:token',
    open,
    async ({ deps, tx, params, hasAnswered, page: context }) => {
      const token = params['token'] ?? ''
      const survey = looksLikeSecret(token) ? await store.openStaffLink(tx, hashOf(token), deps.now()) : undefined
      if (!survey) return page(<SurveyGonePage page={context} />, 404)
      if (hasAnswered) return page(<SurveyAnsweredPage page={context} />)
      return page(<SurveyPage page={context} action={`/svar/${token}`} {...survey} formKey={newFormKey()} typed={{}} errors={[]} />)
    },
    { limit: guessing },
  )

  route.post(
    '/svar/:token',
    open,
    async ({ deps, params, form, hasAnswered, page: context }) => {
      const token = params['token'] ?? ''
      const thanks = `/svar/${token}/takk`
      const parsed = staffAnswerForm.safeParse(form)
      const survey = looksLikeSecret(token) ? await reading(deps.db, undefined, (tx) => store.openStaffLink(tx, hashOf(token), deps.now())) : undefined
      if (!survey) return page(<SurveyGonePage page={context} />, 404)
      // Also the answer to a double click: the first one's cookie may have come already.
      if (hasAnswered) return redirect(thanks)
      const formKey = looksLikeSecret(form['key']) ? form['key'] : newFormKey()
      if (!parsed.success) {
        const typed = Object.fromEntries(questions.flatMap((question) => (typeof form[question] === 'string' ? [[question, form[question]]] : [])))
        return page(<SurveyPage page={context} action={`/svar/${token}`} {...survey} formKey={formKey} typed={typed} errors={wordedErrors(context.t, parsed.error)} />, 422)
      }
      const cast = await actions.answerSurvey(deps, token, formKey, parsed.data)
      return cast === 'closed' ? page(<SurveyGonePage page={context} />, 404) : redirect(thanks, undefined, undefined, { 'set-cookie': answeredCookie(deps, token) })
    },
    { limit: guessing },
  )

  route.get('/svar/:token/takk', open, async ({ params, page: context }) =>
    looksLikeSecret(params['token']) ? page(<SurveyThanksPage page={context} />) : page(<SurveyGonePage page={context} />, 404),
  { limit: guessing })
}

/** Says "yes" and nothing more, to the address of this survey only. */
const answeredCookie = ({ config }: Deps, token: string): string =>
  [`svart=ja`, `Path=/svar/${token}`, `Max-Age=${longestDays * 86_400}`, 'HttpOnly', 'SameSite=Lax', ...(config.publicUrl.startsWith('https://') ? ['Secure'] : [])].join('; ')

type Change = { readonly closesOn?: string; readonly errors?: StaffView['errors']; readonly refused?: AskRefusal | CloseRefusal }

async function show(deps: Deps, actor: Actor, id: string | undefined, context: PageContext, status: number, change: Change) {
  const view = await reading(deps.db, actor, (tx) => load(deps, tx, actor, id, context))
  return view ? page(<StaffPage page={context} view={{ ...view, ...change }} />, status) : notFound
}

async function load(deps: Deps, tx: Tx, actor: Actor, id: string | undefined, { lang }: PageContext): Promise<StaffView | undefined> {
  const seen = await viewCase(tx, actor, id)
  if (!seen) return undefined
  const { one, step, round } = seen
  const now = deps.now()
  const today = osloDate(now)
  const links = await store.loadStaffLinks(tx, one.id, now)
  const open = links.find((link) => takesAnswers(link, today))
  const token = open && staffToken(deps.config, open.id)
  const works = token !== undefined && (await store.openStaffLink(tx, hashOf(token), now)) !== undefined
  const mayAct = evaluationSideOf(actor.role) !== undefined
  const closesOn = addDays(today, usualDays)
  const decision = askStaff({ closed: one.state === 'closed', asked: asksForEvaluation(step), round, links, today, closesOn })
  return {
    one,
    open,
    address: works ? `${deps.config.publicUrl}/svar/${token}` : undefined,
    past: links.filter((link) => link !== open),
    mayAct,
    mayAsk: mayAct && decision.ok,
    closesOn: formatDate(closesOn, lang, 'short'),
    errors: [],
    refused: mayAct && !decision.ok && links.length === 0 ? decision.because : undefined,
  }
}
