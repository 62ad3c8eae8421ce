import type { Actor } from '../../../kernel/actor.ts'
import { readGuarded, typedIn } from '../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { ticked } from '../../../kernel/fields.ts'
import type { Decision } from '../../../kernel/decision.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { formKeyIn } from '../../../platform/form-key.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import { readers } from '../readers.ts'
import { showDraft, showMaterial, showVersion } from '../show/web.tsx'
import * as actions from './actions.ts'
import { careForm, contentForm, guarded, returnForm, withdrawForm } from './forms.ts'
import { isOpen, isTeam, mayWrite, type Content } from './rules.ts'
import * as store from './store.ts'
import { labelsOf, typedOf, WritePage, type WriteView } from './write-page.tsx'

const writers = may('head', 'adviser', 'team-leader')
const team = may('adviser', 'team-leader')

type Form = Readonly<Record<string, unknown>>
const pathOf = (id: string, rest = ''): string => `/materiell/${id}${rest}`

export const materialsWeb = (route: Router<PageContext>) => {
  route.get('/materiell/nytt', writers, async ({ tx, actor, page: context }) => page(await writePage(tx, actor, context, undefined, emptyForm, {}, crypto.randomUUID())))

  route.post('/materiell', writers, async ({ deps, actor, form, page: context }) => {
    const startKey = formKeyIn(form)
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, async (tx) => page(await writePage(tx, actor, context, undefined, shown, form, startKey), status))
    const read = readGuarded(contentForm, guarded, form)
    if (!read.ok) return again(showAgain(context.t, labelsOf(context.t), read), 422)
    const themes = await reading(deps.db, actor, (tx) => themesIn(tx, actor, undefined, form))
    const begun = await actions.beginMaterial(deps, actor, startKey, contentFrom(read.values, themes), read.values.visnavn)
    if (begun.ok) return redirect(pathOf(begun.event.id, '/utkast'), { kind: 'success', key: 'library.flash.saved' })
    return begun.because === 'not-found' ? notFound : again({ ...emptyForm, typed: typedIn(form), errors: [{ field: '', text: context.t('library.because.no-team') }] }, 409)
  })

  route.get('/materiell/:id', readers, async ({ deps, tx, actor, params, query, page: context }) => showMaterial(deps, tx, actor, context, params['id'] ?? '', { query }))
  route.get('/materiell/:id/versjoner/:nummer', readers, async ({ deps, tx, actor, params, page: context }) => showVersion(deps, tx, actor, context, params['id'] ?? '', params['nummer'] ?? ''))
  route.get('/materiell/:id/utkast', writers, async ({ deps, tx, actor, params, page: context }) => showDraft(deps, tx, actor, context, params['id'] ?? ''))

  route.get('/materiell/:id/endring', writers, async ({ tx, actor, params, page: context }) => {
    const found = await writable(tx, actor, params['id'])
    if (!found) return notFound
    if (!isOpen(found.version.state)) return redirect(pathOf(found.material.id, '/utkast'), { kind: 'warning', key: 'library.because.not-open' })
    return page(await writePage(tx, actor, context, found, { ...emptyForm, typed: typedOf(found.version) }, chosenIn(found)))
  })

  route.post('/materiell/:id/endring', writers, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const again = (shown: ShownForm, status: number) =>
      reading(deps.db, actor, async (tx) => {
        const found = await writable(tx, actor, id)
        return found ? page(await writePage(tx, actor, context, found, shown, form, '', status === 409 ? undefined : Number(form['sett'])), status) : notFound
      })
    const read = readGuarded(contentForm, guarded, form)
    if (!read.ok) return again(showAgain(context.t, labelsOf(context.t), read), 422)
    const themes = await reading(deps.db, actor, (tx) => themesIn(tx, actor, id, form))
    const saved = await actions.saveMaterial(deps, actor, id, contentFrom(read.values, themes), read.values.visnavn, Number(form['sett']))
    if (saved.ok) return redirect(pathOf(id, '/utkast'), { kind: 'success', key: 'library.flash.saved' })
    if (saved.because === 'not-found') return notFound
    return again({ ...emptyForm, typed: typedIn(form), errors: [{ field: '', text: context.t(`library.because.${saved.because}`) }] }, 409)
  })

  route.post('/materiell/:id/innsending', writers, async ({ deps, actor, params, page: context }) => {
    const sent = await known(params['id'], (id) => actions.proposeMaterial(deps, actor, id))
    return answer(deps, actor, context, params['id'] ?? '', sent, { to: '/utkast', flash: 'library.flash.proposed' })
  })

  route.post('/materiell/:id/retur', team, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const read = readGuarded(returnForm, ['svar'], form)
    if (!read.ok) return draftAgain(deps, actor, context, id, 'return', showAgain(context.t, { svar: context.t('library.return.words') }, read), 422)
    return answer(deps, actor, context, id, await known(id, () => actions.sendMaterialBack(deps, actor, id, read.values.svar)), { to: '/utkast', flash: 'library.flash.returned', at: 'return', typed: typedIn(form) })
  })

  route.post('/materiell/:id/publisering', team, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const read = readGuarded(careForm, ['ansvarlig'], form)
    if (!read.ok) return draftAgain(deps, actor, context, id, 'care', showAgain(context.t, careLabels(context), read), 422)
    const published = await known(id, () => actions.publishMaterial(deps, actor, id, { responsible: read.values.ansvarlig, reviewOn: read.values.gjennomgang }))
    if (!published.ok && (published.because === 'review-passed' || published.because === 'review-far')) return draftAgain(deps, actor, context, id, 'care', wrong(context, form, 'gjennomgang', `library.because.${published.because}`), 422)
    return answer(deps, actor, context, id, published, { to: '', flash: 'library.flash.published', at: 'care', typed: typedIn(form) })
  })

  route.post('/materiell/:id/versjoner', team, async ({ deps, actor, params }) => {
    const id = params['id'] ?? ''
    const begun = await known(id, () => actions.beginVersion(deps, actor, id))
    if (begun.ok) return redirect(pathOf(id, '/utkast'), { kind: 'success', key: 'library.flash.renewed' })
    return begun.because === 'not-found' ? notFound : redirect(pathOf(id), { kind: 'warning', key: `library.because.${begun.because}` })
  })

  route.post('/materiell/:id/gjennomgang', team, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => showMaterial(deps, tx, actor, context, id, { form: shown, at: 'care', status }))
    const read = readGuarded(careForm, ['ansvarlig'], form)
    if (!read.ok) return again(showAgain(context.t, careLabels(context), read), 422)
    const reviewed = await known(id, () => actions.reviewMaterial(deps, actor, id, { responsible: read.values.ansvarlig, reviewOn: read.values.gjennomgang }))
    if (reviewed.ok) return redirect(pathOf(id), { kind: 'success', key: 'library.flash.reviewed' })
    if (reviewed.because === 'not-found') return notFound
    return reviewed.because === 'review-passed' || reviewed.because === 'review-far' ? again(wrong(context, form, 'gjennomgang', `library.because.${reviewed.because}`), 422) : redirect(pathOf(id), { kind: 'warning', key: `library.because.${reviewed.because}` })
  })

  route.post('/materiell/:id/tilbaketrekking', team, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => showMaterial(deps, tx, actor, context, id, { form: shown, at: 'withdraw', status }))
    const read = readGuarded(withdrawForm, ['grunn'], form)
    if (!read.ok) return again(showAgain(context.t, { grunn: context.t('library.withdraw.words') }, read), 422)
    const withdrawn = await known(id, () => actions.withdrawMaterial(deps, actor, id, read.values.grunn))
    if (withdrawn.ok) return redirect(pathOf(id), { kind: 'success', key: 'library.flash.withdrawn' })
    if (withdrawn.because === 'not-found') return notFound
    return withdrawn.because === 'withdrawn' ? again({ ...emptyForm, typed: typedIn(form), errors: [{ field: '', text: context.t('library.because.withdrawn') }] }, 409) : redirect(pathOf(id), { kind: 'warning', key: `library.because.${withdrawn.because}` })
  })
}

const careLabels = ({ t }: PageContext) => ({ ansvarlig: t('library.field.responsible'), gjennomgang: t('library.field.review') })
const wrong = ({ t }: PageContext, form: Form, field: string, key: 'library.because.review-passed' | 'library.because.review-far'): ShownForm => ({ ...emptyForm, typed: typedIn(form), errors: [{ field, text: t(key) }] })
const notThere = { ok: false, because: 'not-found' } as const
const known = <T,>(id: string | undefined, work: (id: string) => Promise<T>): Promise<T | typeof notThere> => (id && looksLikeId(id) ? work(id) : Promise.resolve(notThere))

const draftAgain = (deps: Deps, actor: Actor, context: PageContext, id: string, at: 'care' | 'return', form: ShownForm, status: number) => reading(deps.db, actor, (tx) => showDraft(deps, tx, actor, context, id, { form, at, status }))

type Step = { readonly to: string; readonly flash: string; /** The form it was sent from, and what was written in it. */ readonly at?: 'care' | 'return'; readonly typed?: ShownForm['typed'] }
/** A step with a draft: on to where it leads, or back to the draft with the reason and with what was written. */
function answer(deps: Deps, actor: Actor, context: PageContext, id: string, taken: Decision<'not-found' | 'withdrawn' | 'not-open' | 'not-ready' | 'not-proposed' | 'review-passed' | 'review-far', unknown>, { to, flash, at, typed = {} }: Step): Promise<Answer> | Answer {
  if (taken.ok) return redirect(pathOf(id, to), { kind: 'success', key: flash })
  if (taken.because === 'not-found') return notFound
  const { because } = taken
  return reading(deps.db, actor, (tx) => showDraft(deps, tx, actor, context, id, { form: { ...emptyForm, typed, errors: [{ field: '', text: context.t(`library.because.${because}`) }] }, at, status: 409 }))
}

type Found = { readonly material: store.Material; readonly version: store.Version }
async function writable(tx: Tx, actor: Actor, id: string | undefined): Promise<Found | undefined> {
  const [material, version] = id && looksLikeId(id) ? await Promise.all([store.loadMaterial(tx, id), store.loadOpen(tx, id)]) : []
  return material && version && mayWrite(material, actor) ? { material, version } : undefined
}

const chosenIn = ({ material, version }: Found): Form => ({ temaer: version.themes, hvem: version.audiences, alder: version.ages, visnavn: material.fromShown ? 'on' : '' })

async function writePage(tx: Tx, actor: Actor, context: PageContext, found: Found | undefined, form: ShownForm, chosen: Form, startKey = '', seen = found?.version.changedAt.getTime() ?? 0) {
  const themes = await store.loadThemes(tx, found?.material.teamId ?? (await store.loadTeamFor(tx, actor.orgId, isTeam(actor)))?.teamId)
  const boxes: WriteView['chosen'] = { temaer: ticked(chosen['temaer'], 50), hvem: ticked(chosen['hvem'], 20), alder: ticked(chosen['alder'], 5), visnavn: chosen['visnavn'] === 'on' }
  return <WritePage page={context} view={{ startKey, id: found?.material.id, seen, number: found?.version.number ?? 1, themes, chosen: boxes, head: !isTeam(actor), form }} />
}

/** The themes that were ticked and are there to tick. */
async function themesIn(tx: Tx, actor: Actor, id: string | undefined, form: Form): Promise<readonly string[]> {
  const teamId = id ? (await store.loadMaterial(tx, id))?.teamId : (await store.loadTeamFor(tx, actor.orgId, isTeam(actor)))?.teamId
  const codes = new Set((await store.loadThemes(tx, teamId)).map(({ code }) => code))
  return ticked(form['temaer'], 20).filter((code) => codes.has(code))
}

type Values = import('zod').infer<typeof contentForm>
const contentFrom = (values: Values, themes: readonly string[]): Content => ({
  title: values.tittel, summary: values.sammendrag, body: values.tekst, themes, audiences: values.hvem, ages: values.alder, minutes: values.minutter, author: values.opphav, licence: values.lisens, licenceWords: values.lisens === 'own' ? values.lisensord : '',
  filmUrl: values.film, captions: values.film ? values.teksting : undefined, filmText: values.film ? values.filmtekst : '', news: values.nytt,
})
