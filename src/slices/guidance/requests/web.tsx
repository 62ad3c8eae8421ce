import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import { fieldErrors } from '../../../kernel/fields.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { file, json, may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { recipientsFor } from '../../identity/index.ts'
import { themesFor } from '../flow/index.ts'
import { isConfirmed } from '../../../kernel/guarded-form.ts'
import * as actions from './actions.ts'
import { guardContent, sectionForm, submitForm } from './forms.ts'
import { CheckPage, ConflictPage, pathOf, ReceiptPage, RequestOverviewPage, SectionPage } from './pages.tsx'
import { fieldsOf, isSection, missingFields, sectionOf, sections, type Field, type RequestContent, type Section } from './rules.ts'
import * as store from './store.ts'

/** Said in the address of the last look when the box was not ticked. */
const unconfirmed = 'bekreft=mangler'

/** Draws the page of a case that has been sent, with what is wrong in one of its forms. A request does not know that page; the front door gives it. */
type ShowCase = (deps: Deps, actor: Actor, id: string, page: PageContext, problem: { readonly field: string; readonly text: string }, typed: Readonly<Record<string, string>>, status: number) => Promise<Answer>

export const requestsWeb = (showCase: ShowCase) => (route: Router<PageContext>) => {
  route.post('/veiledning', may('head'), async ({ deps, actor, form }) => {
    const key = typeof form['nokkel'] === 'string' && looksLikeId(form['nokkel']) ? form['nokkel'] : crypto.randomUUID()
    const need = form['behov']
    if (need !== undefined && (typeof need !== 'string' || !looksLikeId(need))) return notFound
    const started = await actions.startRequest(deps, actor, key, need)
    if (!started.ok && started.because === 'no-need') return notFound
    return started.ok ? redirect(pathOf(started.event.id, '/foresporsel')) : redirect('/veiledning')
  })

  route.get('/veiledning/:id/foresporsel', may('head'), async ({ tx, actor, params, page: context }) => {
    const request = await draftOf(tx, actor, params['id'])
    if (!request) return notFound
    return request.state === 'draft' ? page(<RequestOverviewPage page={context} request={request} />) : redirect(pathOf(request.id))
  })

  route.get('/veiledning/:id/foresporsel/:del', may('head'), async ({ tx, deps, actor, params, page: context }) => {
    const request = await draftOf(tx, actor, params['id'])
    const section = params['del'] ?? ''
    if (!request || !isSection(section)) return notFound
    if (request.state !== 'draft') return redirect(pathOf(request.id))
    return page(<SectionPage page={context} request={request} section={section} content={request.content} seen={actions.stamp(request.content, section)} errors={{}} warnings={[]} attachments={await store.loadAttachments(tx, request.id)} {...await choices(tx, deps, request)} />)
  })

  route.post('/veiledning/:id/foresporsel/:del', may('head'), async (request) => {
    const section = request.params['del'] ?? ''
    return looksLikeId(request.params['id'] ?? '') && isSection(section) ? saveSection(request, request.params['id'] ?? '', section) : notFound
  })

  route.get('/veiledning/:id/kontroll', may('head'), async ({ tx, deps, actor, params, query, page: context }) => {
    const request = await draftOf(tx, actor, params['id'])
    if (!request) return notFound
    if (request.state !== 'draft') return redirect(pathOf(request.id, '/kvittering'))
    if (missingFields(request.content).length > 0) return redirect(pathOf(request.id, '/foresporsel'), { kind: 'warning', key: 'guidance.check.missing' })
    return page(await checkPage(tx, deps, context, request, query['bekreft'] === 'mangler' ? context.t('guidance.because.not-confirmed') : undefined))
  })

  route.post('/veiledning/:id/innsending', may('head'), async ({ deps, actor, params, form }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const { systemLevel } = submitForm.parse(form)
    const decision = await actions.submitRequest(deps, actor, id, systemLevel)
    if (decision.ok) return redirect(pathOf(id, '/kvittering'))
    switch (decision.because) {
      case 'not-found':
        return notFound
      // The same request twice in a second is one case: the second click gets the same receipt.
      case 'already-sent':
        return redirect(pathOf(id, '/kvittering'))
      case 'not-confirmed':
        // Back to the page itself: nothing is typed there that could be lost, and the browser's back button then leads to a page and not to a form.
        return redirect(pathOf(id, `/kontroll?${unconfirmed}`))
      default:
        return redirect(pathOf(id, '/foresporsel'), { kind: 'warning', key: `guidance.because.${decision.because}` })
    }
  })

  route.get('/veiledning/:id/kvittering', may('head', 'pedagogical-leader'), async ({ tx, deps, params, page: context }) => {
    const one = looksLikeId(params['id'] ?? '') ? await store.loadRequest(tx, params['id'] ?? '') : undefined
    if (!one?.submittedAt) return notFound
    const manned = (await recipientsFor(tx, one.teamOrgId, ['adviser', 'team-leader'], deps.now())).length > 0
    return page(<ReceiptPage page={context} request={one} due={one.dueOn} manned={manned} themes={await themesFor(tx, one.teamOrgId, osloDate(deps.now()))} />)
  })

  route.post('/veiledning/:id/sletting', may('head'), async ({ deps, actor, params }) => {
    const id = params['id'] ?? ''
    const decision = looksLikeId(id) ? await actions.discard(deps, actor, id) : undefined
    if (!decision || (!decision.ok && decision.because === 'not-found')) return notFound
    return decision.ok ? redirect('/veiledning', { kind: 'success', key: 'guidance.flash.discarded' }) : redirect(pathOf(id), { kind: 'warning', key: `guidance.because.${decision.because}` })
  })

  route.post(
    '/veiledning/:id/vedlegg',
    may('head', 'adviser', 'team-leader'),
    async ({ deps, actor, params, files, page: context }) => {
      const id = params['id'] ?? ''
      const decision = looksLikeId(id) ? await actions.addAttachment(deps, actor, id, files.find((one) => one.field === 'fil')) : undefined
      if (!decision || (!decision.ok && decision.because === 'not-found')) return notFound
      return reading(deps.db, actor, async (tx) => {
        const request = await store.loadRequest(tx, id)
        if (!request) return notFound
        const back = request.state === 'draft' ? pathOf(id, '/foresporsel/vedlegg') : `${pathOf(id)}#vedlegg`
        if (decision.ok) return redirect(back, { kind: 'success', key: 'guidance.flash.attached' })
        // A closed case has no field to say it at.
        if (decision.because === 'case-closed') return redirect(back, { kind: 'warning', key: 'guidance.because.case-closed' })
        if (request.state !== 'draft') return showCase(deps, actor, id, context, { field: 'fil', text: context.t(`guidance.because.${decision.because}`) }, {}, 422)
        const fileError = context.t(`guidance.because.${decision.because as 'no-file'}`)
        return page(<SectionPage page={context} request={request} section="vedlegg" content={request.content} seen="" errors={{}} warnings={[]} attachments={await store.loadAttachments(tx, id)} fileError={fileError} {...await choices(tx, deps, request)} />, 422)
      })
    },
    { upload: true },
  )

  route.post('/veiledning/:id/vedlegg/:vedlegg/fjerning', may('head', 'adviser', 'team-leader'), async ({ deps, actor, params }) => {
    const { id = '', vedlegg = '' } = params
    const decision = looksLikeId(id) && looksLikeId(vedlegg) ? await actions.dropAttachment(deps, actor, id, vedlegg) : undefined
    if (!decision || (!decision.ok && decision.because === 'not-found')) return notFound
    return reading(deps.db, actor, async (tx) => {
      const request = await store.loadRequest(tx, id)
      return redirect(request?.state === 'draft' ? pathOf(id, '/foresporsel/vedlegg') : `${pathOf(id)}#vedlegg`, decision.ok ? { kind: 'success', key: 'guidance.flash.removed' } : { kind: 'warning', key: `guidance.because.${decision.because}` })
    })
  })

  route.get('/veiledning/:id/vedlegg/:vedlegg', may('head', 'pedagogical-leader', 'adviser', 'team-leader'), async ({ tx, params }) => {
    const { id = '', vedlegg = '' } = params
    const found = looksLikeId(id) && looksLikeId(vedlegg) ? await store.loadAttachmentContent(tx, id, vedlegg) : undefined
    return found ? file(found.name, found.media_type, found.content) : notFound
  })
}

async function draftOf(tx: Tx, actor: Actor, id: string | undefined): Promise<store.StoredRequest | undefined> {
  const request = looksLikeId(id ?? '') ? await store.loadRequest(tx, id ?? '') : undefined
  return request && request.kindergartenId === actor.orgId && request.state !== 'withdrawn' ? request : undefined
}

const choices = async (tx: Tx, deps: Deps, request: store.StoredRequest) => ({
  themes: await themesFor(tx, request.teamOrgId, osloDate(deps.now())),
  departments: await store.loadDepartments(tx, request.kindergartenId),
})

const checkPage = async (tx: Tx, deps: Deps, context: PageContext, request: store.StoredRequest, error?: string) => (
  <CheckPage
    page={context}
    request={request}
    themes={await themesFor(tx, request.teamOrgId, osloDate(deps.now()))}
    attachments={await store.loadAttachments(tx, request.id)}
    alike={await store.loadAlike(tx, request.kindergartenId, request.id, request.content.themes)}
    error={error}
  />
)

type Save = { readonly deps: Deps; readonly actor: Actor; readonly form: Readonly<Record<string, unknown>>; readonly page: PageContext; readonly autosave: boolean }

/** Saves one part: what may be stored is stored, and what is missing or must be looked at again is said on the same page. */
async function saveSection({ deps, actor, form, page: context, autosave }: Save, id: string, section: Section): Promise<Answer> {
  const parsed = sectionForm(section).safeParse(form)
  const values = (parsed.success ? parsed.data : {}) as Partial<RequestContent>
  const { stops, warnings } = guardContent(values)
  const broken: Partial<Record<Field, string>> = parsed.success ? Object.fromEntries(stops.map((field) => [field, 'common.guard.national-id'])) : fieldErrors(parsed.error)
  const unsure = warnings.length > 0 && !isConfirmed(form)
  if (Object.keys(broken).length > 0 || unsure) {
    if (autosave) return json({ because: 'guard' }, 422)
    return again(deps, actor, context, id, section, form, values, broken, unsure ? warnings : [], typeof form['sett'] === 'string' && form['sett'] !== '' ? form['sett'] : undefined)
  }
  const saved = await actions.saveSection(deps, actor, id, section, values, typeof form['sett'] === 'string' && form['sett'] !== '' ? form['sett'] : undefined)
  if (!saved.ok && saved.because === 'changed-meanwhile') {
    if (autosave) return json({ because: saved.because }, 409)
    const seen = actions.stamp(saved.request.content, section)
    const themes = await reading(deps.db, actor, (tx) => themesFor(tx, saved.request.teamOrgId, osloDate(deps.now())))
    return page(<ConflictPage page={context} request={saved.request} section={section} mine={values} seen={seen} themes={themes} />, 409)
  }
  if (!saved.ok) return saved.because === 'not-found' ? notFound : redirect(pathOf(id), { kind: 'warning', key: `guidance.because.${saved.because}` })
  if (autosave) return json({ seen: actions.stamp(saved.event.request.content, section) })
  if (form['handling'] === 'kladd') return redirect(pathOf(id, '/foresporsel'), { kind: 'success', key: 'guidance.flash.saved' })
  const missing = missingFields(saved.event.request.content).filter((field) => sectionOf(field) === section)
  if (missing.length > 0) return again(deps, actor, context, id, section, form, values, Object.fromEntries(missing.map((field) => [field, `guidance.missing.${field}`])), [])
  const next = sections[sections.indexOf(section) + 1]
  return redirect(next ? pathOf(id, `/foresporsel/${next}`) : pathOf(id, '/foresporsel'))
}

/** The same page again. `seen` is what the form was made from, as long as nothing of it has been saved: another's save meanwhile is still found out. */
async function again(deps: Deps, actor: Actor, context: PageContext, id: string, section: Section, form: Readonly<Record<string, unknown>>, values: Partial<RequestContent>, errors: Partial<Record<Field, string>>, warnings: Parameters<typeof SectionPage>[0]['warnings'], seen?: string): Promise<Answer> {
  return reading(deps.db, actor, async (tx) => {
    const request = await draftOf(tx, actor, id)
    if (!request) return notFound
    // What could not be read is shown as it was typed.
    const typed = Object.fromEntries(fieldsOf[section].flatMap((field) => (typeof form[field] === 'string' && typeof request.content[field] === 'string' ? [[field, form[field]]] : [])))
    return page(<SectionPage page={context} request={request} section={section} content={{ ...request.content, ...typed, ...values }} seen={seen ?? actions.stamp(request.content, section)} errors={errors} warnings={warnings} attachments={[]} {...await choices(tx, deps, request)} />, 422)
  })
}
