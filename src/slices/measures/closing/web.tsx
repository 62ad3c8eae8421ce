import type { Actor } from '../../../kernel/actor.ts'
import { readGuarded } from '../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { afterReading, file, may, notFound, page, redirect, type Answer, type Router } from '../../../platform/http.ts'
import { renderPdf } from '../../../platform/pdf.ts'
import type { PageContext } from '../../../ui/context.tsx'
import type { FieldError } from '../../../ui/form.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import { ownPart, seenFrom } from '../measures/rules.ts'
import { loadMeasure } from '../measures/store.ts'
import * as actions from './actions.ts'
import { closingDocument } from './document.ts'
import { closingForm, guarded, notMeasured } from './forms.ts'
import { ClosingPage, labelsOf, typedOf } from './pages.tsx'
import type { CloseRefusal, Closing, Stored } from './rules.ts'
import * as store from './store.ts'

const writers = may('head', 'pedagogical-leader')

export const closingWeb = (route: Router<PageContext>) => {
  route.get('/tiltak/:id/avslutning', writers, async ({ tx, actor, params, query, page: context }) => {
    const id = params['id'] ?? ''
    const measure = looksLikeId(id) ? await loadMeasure(tx, id) : undefined
    const part = measure && ownPart(measure, actor.orgId)
    if (!measure || !part) return notFound
    if (part.state !== 'part') return redirect(`/tiltak/${id}`, { kind: 'warning', key: 'closing.because.not-part' })
    if (part.closedOn) return redirect(`/tiltak/${id}`, { kind: 'warning', key: 'closing.because.already-closed' })
    if (!measure.begunOn) return redirect(`/tiltak/${id}`, { kind: 'warning', key: 'closing.because.not-started' })
    const stored = await store.loadClosing(tx, id, actor.orgId)
    const typed = { ...(stored ? typedOf(stored, context) : {}), ...(typeof query['sammenlikning'] === 'string' ? { maling: query['sammenlikning'] } : {}) }
    return show(tx, actor, context, id, { ...emptyForm, typed }, stored?.version ?? 0)
  })

  route.post('/tiltak/:id/avslutning', writers, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const version = Number(form['versjon']) || 0
    const again = (shown: ShownForm, status: number, because?: CloseRefusal) =>
      reading(deps.db, actor, async (tx) => {
        // Somebody else has saved: the page shows what stands there now, and the next try is over that.
        const meanwhile = because === 'changed-meanwhile' ? await store.loadClosing(tx, id, actor.orgId) : undefined
        return show(tx, actor, context, id, shown, meanwhile?.version ?? version, status, meanwhile)
      })
    const read = readGuarded(closingForm, guarded, form)
    if (!read.ok) return again(showAgain(context.t, labelsOf(context.t), read), 422)
    const { values } = read
    const typed: Closing = {
      comparisonId: looksLikeId(values.maling) ? values.maling : undefined, reason: values.maling === notMeasured ? values.grunn : undefined, reasonWords: values.maling === notMeasured ? values.hvorfor : '', reading: values.lesning, conclusion: values.konklusjon, decision: values.beslutning, decisionWords: values.videre,
      nextOn: values.dato, responsible: values.ansvarlig,
    }
    const done = values.gjor === 'lagre' ? await actions.saveClosing(deps, actor, id, typed, version) : await actions.closePart(deps, actor, id, typed, version, (told, at) => closingDocument(context, told, at))
    if (done.ok) return redirect(values.gjor === 'lagre' ? `/tiltak/${id}/avslutning` : `/tiltak/${id}`, { kind: 'success', key: values.gjor === 'lagre' ? 'closing.flash.saved' : 'closing.flash.closed' })
    if (done.because === 'not-found') return notFound
    const texts = Object.fromEntries(Object.entries(form).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
    const { because } = done
    const lacks = 'lacks' in done ? done.lacks : []
    // What is missing is said all at once; a refusal that is about something else stands alone.
    const isLack = lacks.some((one) => one === because)
    const errors = (isLack ? lacks : [because]).flatMap((one) => wordsOf(context, one, values.maling === notMeasured, values.hvorfor === ''))
    return again({ warnings: [], typed: texts, errors }, isLack ? 422 : 409, because)
  })

  route.post('/tiltak/:id/oppfolging', may('head'), async ({ deps, actor, params }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const done = await actions.followUpDecision(deps, actor, id)
    if (done.ok) return redirect(`/tiltak/${id}`, { kind: 'success', key: 'closing.flash.followed-up' })
    return done.because === 'not-found' ? notFound : redirect(`/tiltak/${id}`, { kind: 'warning', key: `closing.because.${done.because}` })
  })

  route.get('/tiltak/:id/barnehager/:barnehage/avslutning.pdf', may('head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader'), async ({ tx, actor, params }) => {
    const [id, kindergarten] = [params['id'] ?? '', params['barnehage'] ?? '']
    const document = looksLikeId(id) && looksLikeId(kindergarten) ? await store.loadDocument(tx, id, kindergarten) : undefined
    if (!document) return notFound
    return afterReading(async () => {
      const made = await renderPdf(document, { standard: 'ua-1', whose: actor.personId })
      return made.ok ? file('tiltak.pdf', 'application/pdf', made.bytes) : redirect(`/tiltak/${id}`, { kind: 'warning', key: `guidance.case.pdf.${made.because}` })
    })
  })
}

const fieldOf: Readonly<Record<CloseRefusal, string>> = {
  'not-part': '', 'already-closed': '', 'not-started': '', 'changed-meanwhile': '', 'only-head': '', 'measured-missing': 'maling', 'measured-before-start': 'maling', 'before-too-late': 'maling', 'reason-missing': 'hvorfor', 'reading-missing': 'lesning', 'conclusion-missing': 'konklusjon', 'decision-missing': 'beslutning',
  'responsible-missing': 'ansvarlig', 'next-missing': 'dato', 'next-past': 'dato',
}

/** Whoever has chosen that it was not measured lacks the reason, and perhaps the words for it. */
function wordsOf({ t }: PageContext, because: CloseRefusal, saysNot: boolean, wordless: boolean): readonly FieldError[] {
  if (because !== 'measured-missing' || !saysNot) return [{ field: fieldOf[because], text: t(`closing.because.${because}`) }]
  return [{ field: 'grunn', text: t('closing.error.reason') }, ...(wordless ? [{ field: 'hvorfor', text: t('closing.because.reason-missing') }] : [])]
}

async function show(tx: Tx, actor: Actor, context: PageContext, id: string, form: ShownForm, version: number, status = 200, meanwhile?: Stored): Promise<Answer> {
  const measure = await loadMeasure(tx, id)
  if (!measure || !ownPart(measure, actor.orgId)) return notFound
  const [measured, held] = await Promise.all([store.loadMeasured(tx, actor.orgId), store.loadHeld(tx, actor.orgId)])
  return page(<ClosingPage page={context} view={{ measure: seenFrom(measure, actor.orgId), measured, held, version, meanwhile, form, closes: actor.role === 'head' }} />, status)
}
