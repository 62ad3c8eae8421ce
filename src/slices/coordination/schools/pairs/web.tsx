import type { Actor } from '../../../../kernel/actor.ts'
import { formatDate, osloDate } from '../../../../kernel/dates.ts'
import { readGuarded, typedIn } from '../../../../kernel/guarded-form.ts'
import { idIn } from '../../../../kernel/ids.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../../ui/guard-notice.tsx'
import * as actions from './actions.ts'
import { endForm, endGuarded, proposeForm } from './forms.ts'
import { pairLabels, PairPage, ProposePage } from './pages.tsx'
import { loadKindergartens, loadPair, loadSchools } from './store.ts'

const readers = may('head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader', 'authority', 'school-leader')
const proposers = may('head', 'school-leader', 'team-leader', 'authority')
const sides = may('head', 'school-leader')

export const pairsWeb = (route: Router<PageContext>) => {
  route.get('/skole/samarbeid/nytt', proposers, async ({ deps, tx, actor, page: context, query }) => proposePage(tx, actor, context, { ...emptyForm, typed: { fra: formatDate(osloDate(deps.now()), context.lang, 'short'), ...(idIn(query['barnehage']) ? { barnehage: idIn(query['barnehage']) ?? '' } : {}) } }))
  route.post('/skole/samarbeid', proposers, async ({ deps, actor, form, page: context }) => {
    const again = (shown: ShownForm, status = 422) => reading(deps.db, actor, (tx) => proposePage(tx, actor, context, shown, status))
    const read = readGuarded(proposeForm, [], form)
    if (!read.ok) return again(showAgain(context.t, pairLabels(context), read))
    const { skole, barnehage, orgnr, fra } = read.values
    const number = orgnr.replaceAll(/\s/g, '')
    const id = idIn(barnehage)
    const done = await actions.proposePair(deps, actor, { schoolId: idIn(skole), kindergarten: number !== '' ? { number } : id ? { id } : undefined, startsOn: fra })
    if (done.ok) return redirect(`/skole/samarbeid/${done.event.id}`, { kind: 'success', key: 'schools.flash.proposed' })
    const field = done.because === 'starts-far' ? 'fra' : done.because === 'unknown-school' || done.because === 'school-closed' ? 'skole' : done.because === 'pair-there' ? (actor.role === 'head' ? 'skole' : 'barnehage') : number !== '' ? 'orgnr' : 'barnehage'
    const known = done.because === 'unknown-school' || done.because === 'unknown-kindergarten' || done.because === 'starts-far' || done.because === 'not-own'
    return again({ warnings: [], typed: typedIn(form), errors: [{ field, text: context.t(`schools.because.${done.because}`) }] }, known ? 422 : 409)
  })

  route.get('/skole/samarbeid/:id', readers, async ({ deps, tx, actor, params, page: context }) => show(deps, tx, actor, context, params['id'], emptyForm))
  route.post('/skole/samarbeid/:id/bekreftelse', sides, async ({ deps, actor, params, page: context }) => {
    const id = idIn(params['id'])
    const done = id ? await actions.confirmPair(deps, actor, id) : undefined
    if (done?.ok) return redirect(`/skole/samarbeid/${id}`, { kind: 'success', key: 'schools.flash.pair-confirmed' })
    if (!done || done.because === 'not-found') return notFound
    return reading(deps.db, actor, (tx) => show(deps, tx, actor, context, id, { ...emptyForm, errors: [{ field: '', text: context.t(`schools.because.${done.because}`) }] }, 409))
  })
  route.post('/skole/samarbeid/:id/avslutning', sides, async ({ deps, actor, params, form, page: context }) => {
    const id = idIn(params['id'])
    if (!id) return notFound
    const again = (shown: ShownForm, status = 422) => reading(deps.db, actor, (tx) => show(deps, tx, actor, context, id, shown, status))
    const read = readGuarded(endForm, endGuarded, form)
    if (!read.ok) return again(showAgain(context.t, pairLabels(context), read))
    const done = await actions.endPair(deps, actor, id, read.values.til, read.values.grunn)
    if (done.ok) return redirect(`/skole/samarbeid/${id}`, { kind: 'success', key: 'schools.flash.pair-ended' })
    if (done.because === 'not-found') return notFound
    const field = { 'reason-missing': 'grunn', 'last-day-missing': 'til', 'last-day-outside': 'til', 'pair-ended': '' }[done.because]
    return again({ warnings: [], typed: typedIn(form), errors: [{ field, text: context.t(`schools.because.${done.because}`) }] }, field ? 422 : 409)
  })
}

async function proposePage(tx: Tx, actor: Actor, context: PageContext, form: ShownForm, status = 200): Promise<Answer> {
  const by = actor.role === 'head' ? 'kindergarten' : actor.role === 'school-leader' ? 'school' : 'municipality'
  const [schools, kindergartens] = await Promise.all([by === 'school' ? [] : loadSchools(tx), by === 'kindergarten' ? [] : loadKindergartens(tx, by === 'school' ? actor.orgId : undefined)])
  return page(<ProposePage page={context} view={{ by, schools, kindergartens, form }} />, status)
}

async function show(deps: Deps, tx: Tx, actor: Actor, context: PageContext, id: string | undefined, form: ShownForm, status = 200): Promise<Answer> {
  const pair = idIn(id) ? await loadPair(tx, id ?? '') : undefined
  // A kindergarten knows which others work with its school; what those two have said to each other is theirs.
  const others = (actor.role === 'head' || actor.role === 'pedagogical-leader') && pair?.kindergartenId !== actor.orgId
  return pair && !others ? page(<PairPage page={context} view={{ pair, side: actions.sideOf(pair, actor), today: osloDate(deps.now()), form }} />, status) : notFound
}
