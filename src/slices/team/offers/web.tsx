import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import { ticked } from '../../../kernel/fields.ts'
import { readGuarded, typedIn } from '../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PlainKey } from '../../../texts/index.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import * as actions from './actions.ts'
import { CoveragePage } from './coverage-page.tsx'
import { guarded, offerForm } from './forms.ts'
import { ListPage, offerPath, OfferPage } from './pages.tsx'
import { coverage, forms, universitiesOf, type ChangeRefusal, type ContentRefusal, type OfferContent } from './rules.ts'
import * as store from './store.ts'
import { labelsOf, typedOf, WritePage } from './write-page.tsx'

const readers = may('university-contact', 'team-leader', 'adviser', 'owner', 'head', 'pedagogical-leader', 'authority', 'county-governor')
const university = may('university-contact')
/** The field where each refusal is mended; the rest are about the whole. */
const fieldOf: Readonly<Partial<Record<ContentRefusal | ChangeRefusal, string>>> = { 'period-reversed': 'til', 'period-past': 'til', 'theme-unknown': 'temaer', 'offer-twice': 'tittel' }

export const offersWeb = (route: Router<PageContext>) => {
  route.get('/tilbud', readers, async ({ deps, tx, actor, query, page: context }) => {
    const today = osloDate(deps.now())
    const typed = query['sok']
    const themes = await store.loadThemes(tx)
    const filters = { search: typeof typed === 'string' ? typed.trim().slice(0, 80) : '', theme: themes.find(({ code }) => code === query['tema'])?.code ?? '', form: forms.find((form) => form === query['form']) ?? '' }
    const [found, own] = await Promise.all([store.loadOpen(tx, filters, today), actor.role === 'university-contact' ? store.loadOwn(tx, actor.orgId) : undefined])
    return page(<ListPage page={context} view={{ offers: found.slice(0, store.mostShown), more: found.length > store.mostShown, themes, filters, own, today }} />)
  })

  route.get('/tilbud/dekning', readers, async ({ deps, tx, actor, page: context }) => {
    const today = osloDate(deps.now())
    const [themes, offers, { whose, counts }] = await Promise.all([store.loadThemes(tx), store.loadOffered(tx, today), store.loadAsking(tx, actor, today)])
    return page(<CoveragePage page={context} view={{ rows: coverage(themes, offers, counts), universities: universitiesOf(offers), putTogether: whose === 'put-together', university: actor.role === 'university-contact' }} />)
  })

  route.get('/tilbud/ny', university, async ({ tx, page: context }) => writePage(tx, context, undefined, emptyForm, []))
  route.post('/tilbud', university, async ({ deps, actor, form, page: context }) => {
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => writePage(tx, context, undefined, shown, ticked(form['temaer'], 12), status))
    const read = readGuarded(offerForm, guarded, form)
    if (!read.ok) return again(showAgain(context.t, labelsOf(context), read), 422)
    const made = await actions.publishOffer(deps, actor, contentOf(read.values))
    if (made.ok) return redirect(offerPath(made.event.id), { kind: 'success', key: 'offers.flash.published' })
    return again(wrong(context, form, fieldOf[made.because] ?? '', `offers.because.${made.because}`), 409)
  }, { limit: { max: 60, minutes: 1 } })

  route.get('/tilbud/:id', readers, async ({ deps, tx, actor, params, page: context }) => show(deps, tx, actor, context, params['id']))

  route.get('/tilbud/:id/endring', university, async ({ tx, actor, params, page: context }) => {
    const offer = await ownOffer(tx, actor, params['id'])
    if (!offer) return notFound
    return offer.withdrawnOn ? redirect(offerPath(offer.id), { kind: 'warning', key: 'offers.because.withdrawn' }) : writePage(tx, context, offer, { ...emptyForm, typed: typedOf(offer, context) }, offer.themes)
  })
  route.post('/tilbud/:id/endring', university, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const again = (shown: ShownForm, status: number) =>
      reading(deps.db, actor, async (tx) => {
        const offer = await ownOffer(tx, actor, id)
        // Somebody else has changed it: the next saving goes through.
        return offer ? writePage(tx, context, offer, shown, ticked(form['temaer'], 12), status, status === 409 ? String(offer.version) : String(seenIn(form))) : notFound
      })
    if (!looksLikeId(id)) return notFound
    const read = readGuarded(offerForm, guarded, form)
    if (!read.ok) return again(showAgain(context.t, labelsOf(context), read), 422)
    const changed = await actions.changeOffer(deps, actor, id, contentOf(read.values), seenIn(form))
    if (changed.ok) return redirect(offerPath(id), { kind: 'success', key: 'offers.flash.changed' })
    return changed.because === 'not-found' ? notFound : again(wrong(context, form, fieldOf[changed.because] ?? '', `offers.because.${changed.because}`), 409)
  })

  route.post('/tilbud/:id/trekk', university, async ({ deps, actor, params, page: context }) => {
    const id = params['id'] ?? ''
    const done = looksLikeId(id) ? await actions.withdrawOffer(deps, actor, id) : undefined
    if (done?.ok) return redirect(offerPath(id), { kind: 'success', key: 'offers.flash.withdrawn' })
    if (!done || done.because === 'not-found') return notFound
    return reading(deps.db, actor, (tx) => show(deps, tx, actor, context, id, context.t(`offers.because.${done.because}`)))
  })
}

const contentOf = (v: ReturnType<typeof offerForm.parse>): OfferContent => ({
  title: v.tittel, form: v.form, about: v.om, themes: v.temaer, methods: v.metoder, languages: v.sprakene, level: v.niva, credits: v.poeng, kindergartens: v.barnehager, places: v.plasser, evidence: v.grunnlag, contact: v.kontakt, startsOn: v.fra, endsOn: v.til,
})
const seenIn = (form: Readonly<Record<string, unknown>>): number => (typeof form['sett'] === 'string' && /^\d{1,9}$/.test(form['sett']) ? Number(form['sett']) : 0)
const wrong = ({ t }: PageContext, form: Readonly<Record<string, unknown>>, field: string, key: PlainKey): ShownForm => ({ ...emptyForm, typed: typedIn(form), errors: [{ field, text: t(key) }] })

async function ownOffer(tx: Tx, actor: Actor, id: string | undefined) {
  const offer = looksLikeId(id ?? '') ? await store.loadOffer(tx, id ?? '') : undefined
  return offer?.universityId === actor.orgId ? offer : undefined
}
const writePage = async (tx: Tx, context: PageContext, offer: Awaited<ReturnType<typeof ownOffer>>, form: ShownForm, chosen: readonly string[], status = 200, seen = String(offer?.version ?? 0)): Promise<Answer> =>
  page(<WritePage page={context} view={{ offer, themes: await store.loadThemes(tx), chosen, seen, form }} />, status)
async function show(deps: Deps, tx: Tx, actor: Actor, context: PageContext, id: string | undefined, refused?: string): Promise<Answer> {
  const [offer, themes] = await Promise.all([looksLikeId(id ?? '') ? store.loadOffer(tx, id ?? '') : undefined, store.loadThemes(tx)])
  if (!offer) return notFound
  return page(<OfferPage page={context} view={{ offer, themes, isOwn: actor.role === 'university-contact' && offer.universityId === actor.orgId, today: osloDate(deps.now()), errors: refused === undefined ? [] : [{ field: '', text: refused }] }} />, refused === undefined ? 200 : 409)
}
