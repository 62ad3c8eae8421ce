import type { Actor } from '../../../../kernel/actor.ts'
import { formatDate, osloDate } from '../../../../kernel/dates.ts'
import type { Language } from '../../../../kernel/language.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { may, notFound, page, redirect, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { readGuarded } from '../../../../kernel/guarded-form.ts'
import { emptyForm, showAgain, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { viewCase } from '../reading.ts'
import { evaluationSideOf } from '../rules.ts'
import * as actions from './actions.ts'
import { followUpForm } from './forms.ts'
import { FollowUpPage, followUpLabels, type FollowUpView } from './pages.tsx'
import { asksForFollowUp, followUpTexts, noteFollowUp, type FollowUpContent, type FollowUpRefusal } from './rules.ts'
import * as store from './store.ts'

export const followUpWeb = (route: Router<PageContext>) => {
  const address = '/veiledning/:id/oppfolging'

  route.get(address, may('head', 'pedagogical-leader', 'adviser', 'team-leader'), async ({ deps, tx, actor, params, page: context }) => {
    const view = await load(tx, actor, params['id'], deps.now())
    return view ? page(<FollowUpPage page={context} view={view} />) : notFound
  })

  route.post(address, may('head', 'adviser', 'team-leader'), async ({ deps, actor, params, form, language, page: context }) => {
    const id = params['id'] ?? ''
    const again = async (shown: ShownForm, status: number, refused?: FollowUpRefusal) => {
      const view = await reading(deps.db, actor, (tx) => load(tx, actor, id, deps.now()))
      return view ? page(<FollowUpPage page={context} view={{ ...view, form: view.form && shown, refused: refused ?? view.refused }} />, status) : notFound
    }
    const read = readGuarded(followUpForm, followUpTexts, form)
    if (!read.ok) return again(showAgain(context.t, followUpLabels(context.t), read), 422)
    const saved = await actions.saveFollowUp(deps, actor, id, read.values)
    if (saved.ok) return redirect(`/veiledning/${id}#oppfolging`, { kind: 'success', key: 'evaluation.follow-up.saved' })
    if (saved.because === 'not-found') return notFound
    const shown = { ...emptyForm, typed: typedOf(read.values, language) }
    if (saved.because === 'in-the-future' || saved.because === 'before-the-case') return again({ ...shown, errors: [{ field: 'heldOn', text: context.t(`evaluation.because.${saved.because}`) }] }, 422)
    return again(shown, 409, saved.because)
  })
}

async function load(tx: Tx, actor: Actor, id: string | undefined, now: Date): Promise<FollowUpView | undefined> {
  const seen = await viewCase(tx, actor, id)
  if (!seen) return undefined
  const { one, step } = seen
  const today = osloDate(now)
  const followUps = await store.loadFollowUps(tx, one.id)
  const decision = noteFollowUp(one.state === 'closed', asksForFollowUp(step), today, osloDate(one.submittedAt), today)
  const writes = decision.ok && evaluationSideOf(actor.role) !== undefined
  return { one, followUps, form: writes ? emptyForm : undefined, refused: decision.ok || followUps.length > 0 ? undefined : decision.because }
}

const typedOf = (content: FollowUpContent, language: Language) => ({ heldOn: formatDate(content.heldOn, language, 'short'), lasting: String(content.lasting), whatLasted: content.whatLasted, whatNext: content.whatNext })
