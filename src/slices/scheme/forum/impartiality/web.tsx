import type { Actor } from '../../../../kernel/actor.ts'
import { readGuarded, typedIn } from '../../../../kernel/guarded-form.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { isId } from '../meetings/forms.ts'
import { isOver } from '../meetings/rules.ts'
import { loadMeetings } from '../meetings/store.ts'
import { loadMembers } from '../members/store.ts'
import * as actions from './actions.ts'
import { decisionForm, readAnswers } from './forms.ts'
import { ImpartialityPage } from './pages.tsx'
import * as store from './store.ts'

const sits = may('owner', 'university-contact', 'union-representative', 'authority', 'county-governor', 'head')
type Params = Readonly<Record<string, string>>

export const impartialityWeb = (route: Router<PageContext>) => {
  route.get('/forum/:id/habilitet/:runde', sits, async ({ tx, actor, params, page: context }) => show(tx, actor, context, params, emptyForm, 200))

  route.post('/forum/:id/habilitet/:runde', sits, async ({ deps, actor, params, form, page: context }) => {
    const [id, round] = [params['id'], params['runde']]
    if (!isId(id) || !isId(round)) return notFound
    const { answers, rest } = readAnswers(form)
    const back = (field: string, key: 'impartiality.error.nothing' | 'impartiality.because.tie-missing') => reading(deps.db, actor, (tx) => show(tx, actor, context, params, { typed: typedIn(form), warnings: [], errors: [{ field, text: context.t(key) }] }, 422))
    if (answers.length === 0 && !rest) return back('resten', 'impartiality.error.nothing')
    const done = await actions.declareOwn(deps, actor, id, round, answers, rest)
    if (done.ok) return redirect(`/forum/${id}/habilitet/${round}`, { kind: 'success', key: 'impartiality.saved' })
    return done.because === 'not-found' ? notFound : back(`svar-${'reportId' in done ? done.reportId : ''}`, 'impartiality.because.tie-missing')
  })

  route.post('/forum/:id/habilitet/:runde/avgjorelse', sits, async ({ deps, actor, params, form, page: context }) => {
    const [id, round] = [params['id'], params['runde']]
    if (!isId(id) || !isId(round)) return notFound
    const read = readGuarded(decisionForm, ['grunn'], form)
    const typed = typedIn(form)
    const at = (field: string) => `${field}-${typed['melding']}-${typed['person']}`
    const back = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => show(tx, actor, context, params, { ...shown, errors: shown.errors.map((one) => ({ ...one, field: at(one.field) })) }, status))
    if (!read.ok) return 'melding' in read.wrong || 'person' in read.wrong ? notFound : back(showAgain(context.t, { avgjorelse: context.t('impartiality.decision'), grunn: context.t('impartiality.reason') }, read), 422)
    const { melding, person, avgjorelse, grunn } = read.values
    const done = await actions.decideTie(deps, actor, id, round, melding, person, avgjorelse === 'yes', grunn)
    if (done.ok) return redirect(`/forum/${id}/habilitet/${round}`, { kind: 'success', key: 'impartiality.decision.saved' })
    return done.because === 'not-found' ? notFound : back({ typed, warnings: [], errors: [{ field: 'avgjorelse', text: context.t(`impartiality.because.${done.because}`) }] }, 409)
  })
}

async function show(tx: Tx, actor: Actor, context: PageContext, params: Params, shown: ShownForm, status: number): Promise<Answer> {
  const [id, roundId] = [params['id'], params['runde']]
  const found = isId(id) && isId(roundId) ? await actions.forumRound(tx, id, roundId) : undefined
  if (!found) return notFound
  const [reports, members, all] = await Promise.all([store.loadToDeclare(tx, found.round.id), loadMembers(tx, found.forum.id), loadMeetings(tx, found.forum.id)])
  // The next one first: where the answers are used.
  const meetings = all.filter(({ roundId: about, state }) => about === found.round.id && !isOver(state)).toReversed()
  const decides = (actor.role === 'county-governor' && found.forum.managerId === actor.orgId) || members.some((one) => one.chairs && one.personId === actor.personId && one.orgId === actor.orgId)
  const toDecide = decides ? (await store.loadToDecide(tx, found.round.id)).filter(({ personId }) => personId !== actor.personId) : undefined
  return page(<ImpartialityPage page={context} {...found} reports={reports} meetings={meetings} toDecide={toDecide} shown={shown} />, status)
}
