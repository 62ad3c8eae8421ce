import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate } from '../../../../kernel/dates.ts'
import { readGuarded } from '../../../../kernel/guarded-form.ts'
import { idIn } from '../../../../kernel/ids.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { notFound, page, redirect, type Answer, type Deps, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { loadPoint } from '../agenda/store.ts'
import { seenIn, toldForm, toldGuarded } from '../forms.ts'
import { readers, wrong } from '../show-web.tsx'
import { agreementPath, labelsOf } from '../shown/words.ts'
import { loadMeeting } from '../store.ts'
import * as actions from './actions.ts'
import { AgreementPage } from './pages.tsx'
import { outcomeKinds } from './rules.ts'
import * as store from './store.ts'

type Params = Readonly<Record<string, string>>
export const agreementsWeb = (route: Router<PageContext>) => {
  route.get('/droftinger/avtaler/:avtale', readers, async ({ deps, tx, actor, params, page: context }) => agreementPage(deps, tx, actor, context, params))

  route.post('/droftinger/avtaler/:avtale', readers, async ({ deps, actor, params, form, page: context }) => {
    const again = (shown: ShownForm, status: number, meanwhile = false) => reading(deps.db, actor, (tx) => agreementPage(deps, tx, actor, context, params, shown, 'fortalt', status, meanwhile))
    const read = readGuarded(toldForm, toldGuarded, form)
    if (!read.ok) return again(showAgain(context.t, labelsOf(context.t), read), 422)
    const id = idIn(params['avtale'])
    const told = id ? await actions.tellOf(deps, actor, id, read.values.status, read.values.utfall, seenIn(form)) : undefined
    if (told?.ok) return redirect(agreementPath(id ?? ''), { kind: 'success', key: 'discussions.flash.told' })
    if (!told || told.because === 'not-found') return notFound
    return again(wrong(context, form, told.because === 'no-outcome' ? 'utfall' : '', `discussions.because.${told.because}`), told.because === 'no-outcome' ? 422 : 409, told.because === 'changed-meanwhile')
  })

  route.post('/droftinger/avtaler/:avtale/kobling', readers, async ({ deps, actor, params, form, page: context }) => {
    const again = (key: Parameters<typeof wrong>[3], status: number) => reading(deps.db, actor, (tx) => agreementPage(deps, tx, actor, context, params, wrong(context, form, 'knytt', key), 'knytt', status))
    const [id, what] = [idIn(params['avtale']), targetIn(form)]
    if (!id) return notFound
    if (!what) return again('discussions.error.tie', 422)
    const tied = await actions.tieTo(deps, actor, id, what.kind, what.id)
    if (tied.ok) return redirect(agreementPath(id), { kind: 'success', key: 'discussions.flash.tied' })
    return tied.because === 'not-found' ? notFound : again(`discussions.because.${tied.because === 'full' ? 'full-outcomes' : tied.because}`, 409)
  })
  route.post('/droftinger/avtaler/:avtale/kobling/fjern', readers, async ({ deps, actor, params, form }) => {
    const [id, what] = [idIn(params['avtale']), targetIn(form)]
    const gone = id && what ? await actions.untie(deps, actor, id, what.kind, what.id) : undefined
    return gone?.ok ? redirect(agreementPath(id ?? ''), { kind: 'success', key: 'discussions.flash.untied' }) : notFound
  })
}

function targetIn(form: Readonly<Record<string, unknown>>) {
  const [name, id] = typeof form['knytt'] === 'string' ? form['knytt'].split(':') : []
  const kind = outcomeKinds.find((one) => one === name)
  return kind && idIn(id) ? { kind, id: id ?? '' } : undefined
}

async function agreementPage(deps: Deps, tx: Tx, actor: Actor, context: PageContext, params: Params, form: ShownForm = emptyForm, at = '', status = 200, meanwhile = false): Promise<Answer> {
  const id = idIn(params['avtale'])
  const agreement = id ? await store.loadAgreement(tx, id) : undefined
  if (!agreement) return notFound
  const [meeting, point, outcomes, takenUp, mayTell] = await Promise.all([loadMeeting(tx, agreement.discussionId), loadPoint(tx, agreement.pointId), store.loadOutcomes(tx, [agreement.id]), store.loadTakenUp(tx, agreement.id), actions.mayTell(tx, actor, agreement)])
  const tied = outcomes.get(agreement.id) ?? []
  const [known, choices] = await Promise.all([store.loadStatus(tx, tied, deps.now()), mayTell ? store.loadChoices(tx, actor.orgId, agreement) : []])
  return page(<AgreementPage page={context} view={{ agreement, meeting, point, outcomes: tied, status: known, takenUp, choices, mayTell, today: osloDate(deps.now()), form, at, meanwhile }} />, status)
}
