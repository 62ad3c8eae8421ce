import type { Actor } from '../../../kernel/actor.ts'
import { formatDate, osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { readGuarded, typedIn } from '../../../kernel/guarded-form.ts'
import { idOrNone, looksLikeId } from '../../../kernel/ids.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { formKeyIn } from '../../../platform/form-key.ts'
import { may, notFound, page, redirect, type Answer, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import { loadDepartments, loadThemes } from '../measures/store.ts'
import * as actions from './actions.ts'
import { cohortsWeb } from './cohorts/web.tsx'
import { loadComing, loadCycles, loadMine } from './cycles/store.ts'
import { cyclesWeb } from './cycles/web.tsx'
import { giveOver } from './cycles/actions.ts'
import { codesIn, guarded, idsIn, leaveForm, programmeForm } from './forms.ts'
import { ProgrammePage, shows, type OneView } from './one-page.tsx'
import { labelsOf, pathOf, ProgrammesPage, typedOf, WritePage, type WriteView } from './pages.tsx'
import { isLead, type Programme, type ProgrammeContent } from './rules.ts'
import * as store from './store.ts'

const readers = may('head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader')
const leads = may('owner', 'adviser', 'team-leader')
const ownOf = (actor: Actor): string | undefined => (actor.role === 'head' || actor.role === 'pedagogical-leader' ? actor.orgId : undefined)

export const programmesWeb = (route: Router<PageContext>) => {
  route.get('/fellessatsinger', readers, async ({ deps, tx, actor, page: context }) => {
    const own = ownOf(actor)
    const [programmes, waiting] = await Promise.all([store.loadProgrammes(tx), own ? loadComing(tx, own) : loadMine(tx, actor.personId)])
    const before = own ? { of: 'kindergarten' as const, waiting } : { of: 'observer' as const, waiting }
    return page(<ProgrammesPage page={context} view={{ programmes, mayBegin: !own, before: own || actor.role !== 'owner' || waiting.length > 0 ? before : undefined, today: osloDate(deps.now()) }} />)
  })

  route.get('/fellessatsinger/ny', leads, async ({ deps, tx, actor, page: context }) => page(<WritePage page={context} view={await writeView(tx, actor.orgId, { startKey: crypto.randomUUID(), form: { ...emptyForm, typed: { fra: formatDate(osloDate(deps.now()), context.lang, 'short') } } })} />))

  route.post('/fellessatsinger', leads, async ({ deps, actor, form, page: context }) => {
    const startKey = formKeyIn(form)
    const again = (shown: ShownForm) => reading(deps.db, actor, async (tx) => page(<WritePage page={context} view={await writeView(tx, actor.orgId, { startKey, form: shown, chosen: codesIn(form['temaer']) })} />, 422))
    const read = readGuarded(programmeForm, guarded, form)
    if (!read.ok) return again(showAgain(context.t, labelsOf(context.t), read))
    const done = await actions.beginProgramme(deps, actor, startKey, contentOf(read.values, form))
    if (done.ok) return redirect(pathOf(done.event.id), { kind: 'success', key: 'programmes.flash.saved' })
    return done.because === 'not-found' ? notFound : again({ ...emptyForm, typed: typedIn(form), errors: [{ field: 'til', text: context.t(`programmes.because.${done.because}`) }] })
  })

  route.get('/fellessatsinger/:id', readers, async ({ deps, tx, actor, params, query, page: context }) => show(tx, actor, context, params['id'], osloDate(deps.now()), { query }))

  route.get('/fellessatsinger/:id/endring', leads, async ({ tx, actor, params, page: context }) => {
    const programme = await find(tx, params['id'])
    if (!programme || !isLead(programme, actor)) return notFound
    if (programme.endedOn) return redirect(pathOf(programme.id), { kind: 'warning', key: 'programmes.because.ended' })
    return page(<WritePage page={context} view={await writeView(tx, programme.leadId, { id: programme.id, version: programme.version, form: { ...emptyForm, typed: typedOf(programme, context) }, chosen: programme.themes })} />)
  })

  route.post('/fellessatsinger/:id/endring', leads, async ({ deps, actor, params, form, page: context }) => {
    const id = idOrNone(params['id'])
    const again = (shown: ShownForm, status = 422) =>
      reading(deps.db, actor, async (tx) => {
        const programme = await find(tx, id)
        return programme && isLead(programme, actor) ? page(<WritePage page={context} view={await writeView(tx, programme.leadId, { id, version: status === 409 ? programme.version : Number(form['versjon']) || 0, form: shown, chosen: codesIn(form['temaer']) })} />, status) : notFound
      })
    const read = readGuarded(programmeForm, guarded, form)
    if (!read.ok) return again(showAgain(context.t, labelsOf(context.t), read))
    if (!id) return notFound
    const done = await actions.changeProgramme(deps, actor, id, contentOf(read.values, form), Number(form['versjon']) || 0)
    if (done.ok) return redirect(pathOf(id), { kind: 'success', key: 'programmes.flash.saved' })
    if (done.because === 'not-found') return notFound
    const ofDays = done.because === 'ends-before' || done.because === 'cohorts-outside'
    return again({ ...emptyForm, typed: typedIn(form), errors: [{ field: ofDays ? 'til' : '', text: context.t(`programmes.because.${done.because}`) }] }, ofDays ? 422 : 409)
  })

  route.post('/fellessatsinger/:id/svar', may('head'), async ({ deps, actor, params, form, page: context }) => {
    const id = idOrNone(params['id'])
    const says = form['svar'] === 'ja' ? 'yes' : form['svar'] === 'nei' ? 'no' : undefined
    if (!id || !says) return notFound
    const done = await actions.answerOffer(deps, actor, id, says, idsIn(form['avdelinger']))
    if (done.ok) return redirect(pathOf(id), { kind: 'success', key: says === 'yes' ? 'programmes.flash.accepted' : 'programmes.flash.declined' })
    return refused(done.because, { deps, actor, context, id, form })
  })

  route.post('/fellessatsinger/:id/tilbaketrekking', leads, async ({ deps, actor, params, form, page: context }) => {
    const [id, kindergarten] = [idOrNone(params['id']), idOrNone(form['barnehage'])]
    if (!id || !kindergarten) return notFound
    const done = await actions.takeOfferBack(deps, actor, id, kindergarten)
    return done.ok ? redirect(pathOf(id), { kind: 'success', key: 'programmes.flash.taken-back' }) : refused(done.because, { deps, actor, context, id, form })
  })

  route.post('/fellessatsinger/:id/utmelding', may('head', 'owner', 'adviser', 'team-leader'), async ({ deps, actor, params, form, page: context }) => {
    const [id, kindergarten] = [idOrNone(params['id']), idOrNone(form['barnehage'])]
    if (!id) return notFound
    const parsed = leaveForm.safeParse(form)
    const about = { deps, actor, context, id, form }
    if (!kindergarten) return refused('not-in', { ...about, field: 'barnehage' })
    const done = await actions.leaveProgramme(deps, actor, id, kindergarten, parsed.success ? parsed.data.grunn : undefined)
    if (done.ok) return redirect(pathOf(id), { kind: 'success', key: 'programmes.flash.left' })
    return refused(done.because, { ...about, ...(done.because === 'reason-missing' ? { field: 'grunn' } : {}) })
  })

  route.post('/fellessatsinger/:id/observator', leads, async ({ deps, actor, params, form, page: context }) => {
    const id = idOrNone(params['id'])
    if (!id) return notFound
    const done = await giveOver(deps, actor, id, idOrNone(form['avgir']) || undefined, idOrNone(form['overtar']))
    return done.ok ? redirect(pathOf(id), { kind: 'success', key: 'programmes.flash.given' }) : refused(done.because, { deps, actor, context, id, form, field: done.because === 'observer-unknown' ? 'overtar' : 'avgir' })
  })

  route.post('/fellessatsinger/:id/avslutning', leads, async ({ deps, actor, params, form, page: context }) => {
    const id = idOrNone(params['id'])
    if (!id) return notFound
    const done = await actions.endProgramme(deps, actor, id)
    return done.ok ? redirect(pathOf(id), { kind: 'success', key: 'programmes.flash.ended' }) : refused(done.because, { deps, actor, context, id, form })
  })

  cohortsWeb(route)
  cyclesWeb(route)
}

type Refusal = 'not-found' | 'over' | 'not-offered' | 'not-in' | 'reason-missing' | 'observer-unknown' | 'nothing-left' | 'ended'
type About = { readonly deps: Parameters<typeof actions.endProgramme>[0]; readonly actor: Actor; readonly context: PageContext; readonly id: string; readonly form: Readonly<Record<string, unknown>>; readonly field?: string }
/** The page again, with what stopped it: at the field when it is one that can be mended, else as a conflict. */
const refused = (because: Refusal, { deps, actor, context, id, form, field }: About): Promise<Answer> | Answer =>
  because === 'not-found'
    ? notFound
    : reading(deps.db, actor, (tx) => show(tx, actor, context, id, osloDate(deps.now()), { query: {}, errors: [{ field: field ?? '', text: context.t(`programmes.because.${because}`) }], typed: typedIn(form) }, field ? 422 : 409))

const find = async (tx: Tx, id: string | undefined): Promise<Programme | undefined> => (id && looksLikeId(id) ? store.loadProgramme(tx, id) : undefined)
const contentOf = (values: ReturnType<typeof programmeForm.parse>, form: Readonly<Record<string, unknown>>): ProgrammeContent => ({ title: values.tittel, goal: values.mal, focus: values.ser, themes: codesIn(form['temaer']), startsOn: values.fra, endsOn: values.til })
const writeView = async (tx: Tx, orgId: string, view: Partial<WriteView> & Pick<WriteView, 'form'>): Promise<WriteView> => ({ id: undefined, startKey: '', version: 0, chosen: [], ...view, themes: await loadThemes(tx, orgId) })

type Shown = { readonly query: Readonly<Record<string, unknown>> } & Partial<Pick<OneView, 'errors' | 'typed'>>
async function show(tx: Tx, actor: Actor, context: PageContext, id: string | undefined, today: LocalDate, { query, errors = [], typed = {} }: Shown, status = 200): Promise<Answer> {
  const programme = await find(tx, id)
  if (!programme) return notFound
  const own = ownOf(actor)
  const mine = isLead(programme, actor)
  const [cohorts, places, cycles, themes, observers, departments] = await Promise.all([
    store.loadCohorts(tx, programme.id), store.loadPlaces(tx, programme.id), loadCycles(tx, programme.id), loadThemes(tx, own ?? programme.leadId), mine ? store.loadObservers(tx, programme.leadId) : undefined, actor.role === 'head' ? loadDepartments(tx, actor.orgId) : [],
  ])
  const filter = { cohort: cohorts.find((one) => one.id === query['pulje'])?.id, show: shows.find((one) => one === query['vis']), page: Math.max(1, Math.trunc(Number(query['side'])) || 1) }
  return page(<ProgrammePage page={context} view={{ programme, cohorts, places, cycles, themes, today, leads: observers, own, head: actor.role === 'head', departments, filter, errors, typed }} />, status)
}
