import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import { readGuarded, typedIn } from '../../../kernel/guarded-form.ts'
import { idIn, looksLikeId } from '../../../kernel/ids.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { formKeyIn } from '../../../platform/form-key.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import { loadAllThemes, loadContacts, loadPlace, loadPlaces, loadServices, loadThemes } from '../services/store.ts'
import { ChoosePlacePage } from '../services/choose-page.tsx'
import * as actions from './actions.ts'
import { answerForm, endForm, guardedAnswer, guardedHelp, guardedRequest, helpForm, requestForm } from './forms.ts'
import { answerLabels, AskPage, requestLabels, RequestPage, requestPath, type RequestView } from './pages.tsx'
import { loadRequest } from './store.ts'

const askers = may('head', 'team-leader', 'adviser')
const readers = may('head', 'pedagogical-leader', 'team-leader', 'adviser', 'service-contact')

export const requestsWeb = (route: Router<PageContext>) => {
  route.get('/stottesystem/foresporsler/ny', askers, async ({ deps, tx, actor, query, page: context }) => askPage(deps, tx, actor, context, actor.role === 'head' ? actor.orgId : idIn(query['barnehage'])))
  route.post('/stottesystem/foresporsler/ny', askers, async ({ deps, actor, form, page: context }) => {
    const { t } = context
    const kindergartenId = idIn(form['barnehage'])
    if (kindergartenId === undefined) return notFound
    // As they were sent: one that stands there twice is told of.
    const services = [form['tjeneste']].flat().filter((one): one is string => typeof one === 'string' && one !== '')
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => askPage(deps, tx, actor, context, kindergartenId, { ...shown, typed: { ...shown.typed, nokkel: formKeyIn(form) } }, status, services))
    const read = readGuarded(requestForm, guardedRequest, form)
    const missing = services.length === 0 ? [{ field: 'tjeneste', text: t('asked.because.no-service') }] : []
    if (!read.ok || missing.length > 0) {
      const shown = read.ok ? { ...emptyForm, typed: typedIn(form) } : showAgain(t, requestLabels(t), read)
      return again({ ...shown, errors: [...shown.errors, ...missing] }, 422)
    }
    if (!services.every(looksLikeId)) return notFound
    const { onske, tema, nar } = read.values
    const asked = await actions.askServices(deps, actor, { startKey: formKeyIn(form), kindergartenId, theme: tema, wanted: onske, atTime: nar }, services)
    if (asked.ok) return redirect(requestPath(asked.event.id), { kind: 'success', key: 'asked.flash.sent' })
    return asked.because === 'not-found' ? notFound : again({ ...emptyForm, typed: typedIn(form), errors: [{ field: asked.because === 'theme-gone' ? 'tema' : asked.because === 'kindergarten-closed' ? '' : 'tjeneste', text: t(`asked.because.${asked.because}`) }] }, 409)
  })

  route.get('/stottesystem/foresporsler/:id', readers, async ({ deps, tx, actor, params, page: context }) => requestPage(deps, tx, actor, context, params['id'] ?? ''))
  const again = (deps: Deps, actor: Actor, context: PageContext, id: string, shown: ShownForm, status: number, formOf: RequestView['formOf'] = 'page') => reading(deps.db, actor, (tx) => requestPage(deps, tx, actor, context, id, shown, status, formOf))
  const said = (text: string): ShownForm => ({ ...emptyForm, errors: [{ field: '', text }] })

  route.post('/stottesystem/foresporsler/:id/svar', may('service-contact'), async ({ deps, actor, params, form, page: context }) => {
    const { t } = context
    const id = params['id'] ?? ''
    const read = readGuarded(answerForm, guardedAnswer, form)
    if (!looksLikeId(id)) return notFound
    if (!read.ok) return again(deps, actor, context, id, showAgain(t, answerLabels(t), read), 422, 'answer')
    const { svar, grunn, isteden, kontakt, dato } = read.values
    const answered = await actions.answer(deps, actor, id, { answer: svar, reason: grunn, instead: isteden, contact: kontakt, helpsOn: dato })
    if (answered.ok) return redirect(requestPath(id), { kind: 'success', key: svar === 'accepted' ? 'asked.flash.accepted' : 'asked.flash.declined' })
    if (answered.because === 'not-found') return notFound
    return answered.because === 'reason-missing' ? again(deps, actor, context, id, { ...emptyForm, typed: typedIn(form), errors: [{ field: 'grunn', text: t('asked.because.reason-missing') }] }, 422, 'answer') : again(deps, actor, context, id, said(t(`asked.because.${answered.because}`)), 409)
  })
  route.post('/stottesystem/foresporsler/:id/hjelp', may('service-contact'), async ({ deps, actor, params, form, page: context }) => {
    const { t } = context
    const id = params['id'] ?? ''
    const read = readGuarded(helpForm, guardedHelp, form)
    if (!looksLikeId(id)) return notFound
    if (!read.ok) return again(deps, actor, context, id, showAgain(t, answerLabels(t), read), 422, 'help')
    const told = await actions.help(deps, actor, id, { contact: read.values.kontakt, helpsOn: read.values.dato })
    if (told.ok) return redirect(requestPath(id), { kind: 'success', key: 'asked.flash.help' })
    return told.because === 'not-found' ? notFound : again(deps, actor, context, id, said(t(`asked.because.${told.because}`)), 409)
  })
  route.post('/stottesystem/foresporsler/:id/flere', askers, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const serviceId = idIn(form['tjeneste'])
    if (!looksLikeId(id)) return notFound
    if (serviceId === undefined) return again(deps, actor, context, id, { ...emptyForm, errors: [{ field: 'tjeneste', text: context.t('support.error.service') }] }, 422)
    const asked = await actions.askMore(deps, actor, id, serviceId)
    if (asked.ok) return redirect(requestPath(id), { kind: 'success', key: 'asked.flash.more' })
    return asked.because === 'not-found' ? notFound : again(deps, actor, context, id, said(context.t(`asked.because.${asked.because}`)), 409)
  })
  route.post('/stottesystem/foresporsler/:id/slutt', askers, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const parsed = endForm.safeParse(form)
    if (!looksLikeId(id)) return notFound
    if (!parsed.success) return again(deps, actor, context, id, said(context.t('common.form.unreadable')), 422)
    const ended = await actions.end(deps, actor, id, parsed.data.handling)
    if (ended.ok) return redirect(requestPath(id), { kind: 'success', key: parsed.data.handling === 'closed' ? 'asked.flash.closed' : 'asked.flash.withdrawn' })
    return ended.because === 'not-found' ? notFound : again(deps, actor, context, id, said(context.t(`asked.because.${ended.because}`)), 409)
  })
}

async function askPage(deps: Deps, tx: Tx, actor: Actor, context: PageContext, kindergartenId: string | undefined, form: ShownForm = emptyForm, status = 200, chosen: readonly string[] = []): Promise<Answer> {
  if (kindergartenId === undefined) return page(<ChoosePlacePage page={context} places={await loadPlaces(tx)} title={context.t('asked.new')} action="/stottesystem/foresporsler/ny" />)
  const place = await loadPlace(tx, kindergartenId)
  if (!place) return notFound
  const [services, themes] = await Promise.all([loadServices(tx, place.municipalityId), loadThemes(tx, osloDate(deps.now()), actor.orgId)])
  return page(<AskPage page={context} view={{ place, services: services.filter(({ isOpen }) => isOpen), themes, chosen, form, key: form.typed['nokkel'] ?? crypto.randomUUID() }} />, status)
}

async function requestPage(deps: Deps, tx: Tx, actor: Actor, context: PageContext, id: string, form: ShownForm = emptyForm, status = 200, formOf: RequestView['formOf'] = 'page'): Promise<Answer> {
  const one = looksLikeId(id) ? await loadRequest(tx, id) : undefined
  if (!one) return notFound
  const place = await loadPlace(tx, one.kindergartenId)
  const [themes, services, contacts] = await Promise.all([loadAllThemes(tx), loadServices(tx, place?.municipalityId), loadContacts(tx, one.kindergartenId)])
  const reader = actor.role === 'service-contact' ? 'service' : one.askerOrgId === actor.orgId && actor.role !== 'pedagogical-leader' ? 'asker' : 'other'
  const rest = services.filter((service) => service.isOpen && !one.asked.some(({ serviceId }) => serviceId === service.id))
  const whom = new Map(contacts.map(({ serviceId, name, phone, email }) => [serviceId, [name, phone, email].filter((way) => way !== '').join(', ')]))
  const unstaffed = services.filter(({ isStaffed }) => !isStaffed).map(({ id: service }) => service)
  return page(<RequestPage page={context} view={{ one, themes, reader, isHead: actor.role === 'head', orgId: actor.orgId, rest, unstaffed, contacts: whom, hasPlace: place !== undefined, today: osloDate(deps.now()), form, formOf }} />, status)
}
