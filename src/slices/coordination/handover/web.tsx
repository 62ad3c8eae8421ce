import type { Actor } from '../../../kernel/actor.ts'
import { ticked } from '../../../kernel/fields.ts'
import { readGuarded, typedIn } from '../../../kernel/guarded-form.ts'
import { idIn, looksLikeId } from '../../../kernel/ids.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { formKeyIn } from '../../../platform/form-key.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import { ChoosePlacePage } from '../services/choose-page.tsx'
import { loadPlace, loadPlaces, loadServices } from '../services/store.ts'
import * as actions from './actions.ts'
import { answerForm, consentForm, endForm, fieldOfPart, guardedAnswer, guardedHandOver, handOverForm, suggestionForm } from './forms.ts'
import { answerLabels, handOverLabels, HandOverPage, handOverPath, NewHandOverPage } from './pages.tsx'
import { hasComeBack, sharedParts } from './rules.ts'
import { loadHandOver, loadTexts } from './store.ts'

const senders = may('service-contact', 'team-leader', 'adviser')
const readers = may('service-contact', 'team-leader', 'adviser', 'head', 'pedagogical-leader')

export const handOverWeb = (route: Router<PageContext>) => {
  route.get('/stottesystem/overforinger/ny', senders, async ({ tx, actor, query, page: context }) => {
    const insteadOf = idIn(query['istedenfor'])
    const earlier = insteadOf === undefined ? undefined : await loadHandOver(tx, insteadOf)
    const kindergartenId = idIn(query['barnehage'])
    if (!earlier || earlier.fromId !== actor.orgId || !hasComeBack(earlier)) return newPage(tx, actor, context, { kindergartenId, insteadOf: undefined })
    const texts = await loadTexts(tx, earlier.id)
    const typed = Object.fromEntries(earlier.parts.map((part) => [fieldOfPart[part], texts[part] ?? '']))
    return newPage(tx, actor, context, { kindergartenId: earlier.kindergartenId, insteadOf: earlier.id }, { ...emptyForm, typed }, 200, earlier.parts)
  })
  route.post('/stottesystem/overforinger/ny', senders, async ({ deps, actor, form, page: context }) => {
    const { t } = context
    const kindergartenId = idIn(form['barnehage'])
    const insteadOf = idIn(form['istedenfor'])
    const toId = idIn(form['til'])
    if (kindergartenId === undefined) return notFound
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => newPage(tx, actor, context, { kindergartenId, insteadOf }, { ...shown, typed: { ...shown.typed, nokkel: formKeyIn(form) } }, status, ticked(form['deler'], 4)))
    const read = readGuarded(handOverForm, guardedHandOver, form)
    const missing = toId === undefined ? [{ field: 'til', text: t('passed.error.to') }] : []
    if (!read.ok || toId === undefined) {
      const shown = read.ok ? { ...emptyForm, typed: typedIn(form) } : showAgain(t, handOverLabels(t), read)
      return again({ ...shown, errors: [...missing, ...shown.errors] }, 422)
    }
    const { deler, tema, provd, effekt, kontakt } = read.values
    const texts = { theme: tema, tried: provd, effect: effekt, contact: kontakt }
    const unlike = sharedParts.filter((part) => deler.includes(part) === (texts[part] === ''))
    if (unlike.length > 0) return again({ ...emptyForm, typed: typedIn(form), errors: unlike.map((part) => ({ field: fieldOfPart[part], text: t(deler.includes(part) ? 'passed.because.part-empty' : 'passed.because.part-not-chosen') })) }, 422)
    const sent = await actions.handOver(deps, actor, { startKey: formKeyIn(form), kindergartenId, toId, insteadOf, parts: deler, texts })
    if (sent.ok) return redirect(handOverPath(sent.event.id), { kind: 'success', key: 'passed.flash.sent' })
    return sent.because === 'not-found' ? notFound : again({ ...emptyForm, typed: typedIn(form), errors: [{ field: sent.because === 'receiver-closed' || sent.because === 'waits-already' ? 'til' : '', text: t(`passed.because.${sent.because}`) }] }, 409)
  })

  route.get('/stottesystem/overforinger/:id', readers, async ({ tx, actor, params, page: context }) => onePage(tx, actor, context, params['id'] ?? ''))
  const again = (deps: Deps, actor: Actor, context: PageContext, id: string, shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => onePage(tx, actor, context, id, shown, status))
  const said = (text: string): ShownForm => ({ ...emptyForm, errors: [{ field: '', text }] })

  route.post('/stottesystem/overforinger/:id/samtykke', may('head'), async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const parsed = consentForm.safeParse(form)
    if (!looksLikeId(id)) return notFound
    if (!parsed.success) return again(deps, actor, context, id, said(context.t('common.form.unreadable')), 422)
    const done = await actions.consent(deps, actor, id, parsed.data.samtykke)
    if (done.ok) return redirect(handOverPath(id), { kind: 'success', key: `passed.flash.${parsed.data.samtykke}` })
    return done.because === 'not-found' ? notFound : again(deps, actor, context, id, said(context.t(`passed.because.${done.because}`)), 409)
  })
  route.post('/stottesystem/overforinger/:id/svar', senders, async ({ deps, actor, params, form, page: context }) => {
    const { t } = context
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const read = readGuarded(answerForm, guardedAnswer, form)
    if (!read.ok) return again(deps, actor, context, id, showAgain(t, answerLabels(t), read), 422)
    const { svar, grunn, videre } = read.values
    const done = await actions.answer(deps, actor, id, { answer: svar, reason: grunn, next: videre })
    if (done.ok) return redirect(handOverPath(id), { kind: 'success', key: svar === 'accepted' ? 'passed.flash.accepted' : 'passed.flash.declined' })
    if (done.because === 'not-found') return notFound
    const field = done.because === 'reason-missing' ? 'grunn' : done.because === 'next-missing' ? 'videre' : ''
    return again(deps, actor, context, id, { ...emptyForm, typed: typedIn(form), errors: [{ field, text: t(`passed.because.${done.because}`) }] }, field === '' ? 409 : 422)
  })
  route.post('/stottesystem/overforinger/:id/forslag', may('head'), async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const parsed = suggestionForm.safeParse(form)
    if (!looksLikeId(id)) return notFound
    if (!parsed.success) return again(deps, actor, context, id, said(context.t('common.form.unreadable')), 422)
    const done = await actions.suggestion(deps, actor, id, parsed.data.svar)
    if (done.ok) return redirect(handOverPath(id), { kind: 'success', key: 'passed.flash.suggestion' })
    return done.because === 'not-found' ? notFound : again(deps, actor, context, id, said(context.t(`passed.because.${done.because}`)), 409)
  })
  route.post('/stottesystem/overforinger/:id/slutt', senders, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const parsed = endForm.safeParse(form)
    if (!looksLikeId(id)) return notFound
    if (!parsed.success) return again(deps, actor, context, id, said(context.t('common.form.unreadable')), 422)
    const done = await actions.end(deps, actor, id, parsed.data.handling)
    if (done.ok) return redirect(handOverPath(id), { kind: 'success', key: `passed.flash.${parsed.data.handling}` })
    return done.because === 'not-found' ? notFound : again(deps, actor, context, id, said(context.t(`passed.because.${done.because}`)), 409)
  })
}

type Start = { readonly kindergartenId: string | undefined; /** What came back and is sent to another, by id. */ readonly insteadOf: string | undefined }
async function newPage(tx: Tx, actor: Actor, context: PageContext, { kindergartenId, insteadOf }: Start, form: ShownForm = emptyForm, status = 200, chosen: readonly string[] = ['theme', 'contact']): Promise<Answer> {
  if (kindergartenId === undefined) return page(<ChoosePlacePage page={context} places={await loadPlaces(tx)} title={context.t('passed.new')} action="/stottesystem/overforinger/ny" />)
  const place = await loadPlace(tx, kindergartenId)
  if (!place) return notFound
  const services = (await loadServices(tx, place.municipalityId)).filter(({ isOpen }) => isOpen)
  const receivers = [...(place.teamId && place.team ? [{ id: place.teamId, name: place.team, isStaffed: true }] : []), ...services].filter(({ id }) => id !== actor.orgId)
  return page(<NewHandOverPage page={context} view={{ place, receivers, insteadOf, chosen, form, key: form.typed['nokkel'] ?? crypto.randomUUID() }} />, status)
}

async function onePage(tx: Tx, actor: Actor, context: PageContext, id: string, form: ShownForm = emptyForm, status = 200): Promise<Answer> {
  const one = looksLikeId(id) ? await loadHandOver(tx, id) : undefined
  if (!one) return notFound
  const [texts, place] = await Promise.all([loadTexts(tx, id), loadPlace(tx, one.kindergartenId)])
  const reader = actor.role === 'head' ? 'head' : actor.role === 'pedagogical-leader' ? 'other' : one.fromId === actor.orgId ? 'sender' : 'receiver'
  return page(<HandOverPage page={context} view={{ one, texts, reader, isTeam: actor.role !== 'service-contact', hasPlace: place !== undefined, form }} />, status)
}
