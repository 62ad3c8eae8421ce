import type { Actor } from '../../../../kernel/actor.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { json, may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import type { FieldError } from '../../../../ui/form.tsx'
import { merged, missing, visible } from '../../forms/answers.ts'
import { coreOf, type CoreFacts } from '../../forms/core.ts'
import type { Section } from '../../forms/definition.ts'
import { errorTexts, lackTexts } from '../../forms/drawing/question.ts'
import { readSection, type TypedFields } from '../../forms/reading.ts'
import { loadFormDefinition } from '../../forms/store.ts'
import { inWordsOf } from '../../schemes/role-words.ts'
import * as actions from '../actions.ts'
import { write } from '../rules.ts'
import { proposalOf } from '../reach/part.tsx'
import { loadReached, type Reached } from '../reach/store.ts'
import * as store from '../store.ts'
import { lackErrors } from '../words.ts'
import { inContext, loadWork, readingOf, sideOf, type Work } from '../work.ts'
import { CheckPage, ConflictPage, OverviewPage, pathOf, ReceiptPage, SectionPage, type CheckError } from './pages.tsx'

const writers = may('owner', 'head', 'university-contact')

/** What those who write the report do: part by part, several at once, until the lead sends it. */
export const writingWeb = (route: Router<PageContext>) => {
  route.get('/resultater/:id/del/:del', writers, async ({ tx, actor, params, query, page: context }) => {
    const found = await findSection(tx, actor, params['id'], params['del'])
    if (!found) return notFound
    if (!write(found.work.result.state).ok) return redirect(pathOf(found.work.result.id))
    const shown = query['forslag'] === 'deltakelsen' ? withProposal(context, found) : found
    return page(sectionPage(context, shown, await loadNeed(tx, context, found.work), [], undefined, actions.stamp(found.work, found.section.key)))
  })

  route.post('/resultater/:id/del/:del', writers, async ({ deps, actor, params, form, autosave, page: context }) => {
    const found = await reading(deps.db, actor, (tx) => findSection(tx, actor, params['id'], params['del']))
    return found ? saveSection(deps, actor, context, found, form, autosave) : notFound
  })

  route.get('/resultater/:id/kontroll', writers, async ({ tx, deps, actor, params, page: context }) => {
    const work = await find(tx, params['id'])
    if (!work || sideOf(work, actor) !== 'applicant') return notFound
    if (!write(work.result.state).ok) return redirect(pathOf(work.result.id, '/kvittering'))
    return page(<CheckPage page={inWordsOf(context, work.scheme)} now={deps.now()} work={work} lacks={lacksOf(context, work)} />)
  })

  route.post('/resultater/:id/innsending', writers, async ({ deps, actor, params }) => {
    const id = params['id'] ?? ''
    const sent = looksLikeId(id) ? await actions.sendResult(deps, actor, id) : undefined
    if (!sent || (!sent.ok && sent.because === 'not-found')) return notFound
    // The same report twice in a second is one: the second click gets the same receipt.
    if (sent.ok || sent.because === 'already-sent') return redirect(pathOf(id, '/kvittering'))
    return redirect(sent.because === 'not-complete' ? pathOf(id, '/kontroll') : pathOf(id), { kind: 'warning', key: `results.because.${sent.because as 'not-complete'}` })
  })

  route.get('/resultater/:id/kvittering', writers, async ({ tx, actor, params, page: context }) => {
    const work = await find(tx, params['id'])
    const [last] = work && sideOf(work, actor) ? await store.loadSubmissions(tx, work.result.id) : []
    return work && last ? page(<ReceiptPage page={inWordsOf(context, work.scheme)} work={work} last={last} reading={readingOf(work, inContext(work.definition, last.answers, work.grant))} />) : notFound
  })
}

/** The parts and how far they have come, for those who write. */
export async function showOverview(tx: Tx, deps: Deps, actor: Actor, context: PageContext, work: Work, side: 'applicant' | 'partner'): Promise<Answer> {
  const asked = await store.loadAsked(tx, work.result.id)
  return page(<OverviewPage page={inWordsOf(context, work.scheme)} now={deps.now()} work={work} side={side} lead={side === 'applicant' && work.grant.leadId === actor.orgId} asked={asked} need={await loadNeed(tx, context, work)} />)
}

const find = async (tx: Tx, id: string | undefined): Promise<Work | undefined> => (looksLikeId(id ?? '') ? loadWork(tx, id ?? '') : undefined)

type Found = { readonly work: Work; readonly section: Section; readonly side: 'applicant' | 'partner'; readonly reached: readonly Reached[] }
async function findSection(tx: Tx, actor: Actor, id: string | undefined, key: string | undefined): Promise<Found | undefined> {
  const work = await find(tx, id)
  const side = work && sideOf(work, actor)
  const section = work && visible(work.definition, work.answers).find((one) => one.key === key && one.by === side)
  // The whole section, also what is hidden by an answer in it.
  const whole = section && work.definition.sections.find((one) => one.key === key)
  if (!work || !side || !whole) return undefined
  const counts = whole.questions.some(({ core }) => core === 'staff' || core === 'activities-done')
  return { work, side, section: whole, reached: counts ? await loadReached(tx, work.grant.reportId, work.grant.year, work.planned.kindergartens.map((one) => one.id)) : [] }
}

/** What is counted is put after what is written of what was done, once, and is saved only when somebody saves it. */
function withProposal({ t, lang }: PageContext, found: Found): Found {
  const question = found.section.questions.find(({ core }) => core === 'activities-done')
  const written = question && found.work.answers[question.key]
  const proposal = proposalOf(t, { lang }, found.reached, found.work.planned.kindergartens)
  if (!question || found.reached.length === 0 || (typeof written === 'string' && written.includes(proposal))) return found
  const text = typeof written === 'string' && written.trim() !== '' ? `${written}\n\n${proposal}` : proposal
  return { ...found, work: { ...found.work, answers: { ...found.work.answers, [question.key]: text } } }
}

async function loadNeed(tx: Tx, { lang }: PageContext, { planned }: Work): Promise<CoreFacts | undefined> {
  const form = planned.formVersionId ? await loadFormDefinition(tx, planned.formVersionId) : undefined
  return form && coreOf(form, planned.answers, lang)
}

const knownOf = ({ planned, answers }: Work) => ({ kindergartens: planned.kindergartens, organisations: [], answers })

const sectionPage = (context: PageContext, { work, section, side, reached }: Found, need: CoreFacts | undefined, errors: readonly FieldError[], typed?: TypedFields, seen?: string) => (
  <SectionPage page={inWordsOf(context, work.scheme)} work={work} side={side} section={section} known={knownOf(work)} reached={reached} need={need} seen={seen ?? actions.stamp(work, section.key)} errors={errors} typed={typed} />
)

/** All that must be mended before it can be sent, in words: what the form misses, and what does not hang together. */
function lacksOf(context: PageContext, work: Work): readonly CheckError[] {
  const inForm = missing(work.definition, work.answers)
  const texts = lackTexts(context.t, context.lang, inForm)
  return [...texts.map((error, at) => ({ ...error, section: inForm[at]?.section })), ...lackErrors(context, work, readingOf(work, work.answers).lacks)]
}

/** Saves one part: what cannot be read is said on the same page, with everything as it was typed. */
async function saveSection(deps: Deps, actor: Actor, context: PageContext, found: Found, form: Readonly<Record<string, unknown>>, autosave: boolean): Promise<Answer> {
  const { work, section } = found
  const seen = typeof form['sett'] === 'string' && form['sett'] !== '' ? form['sett'] : undefined
  const read = readSection(work.definition, section.key, form, knownOf(work))
  if (read.errors.length > 0) return autosave ? json({ because: 'unreadable' }, 422) : again(deps, actor, context, found, errorTexts(context.t, context.lang, work.definition, read.errors), read.typed, seen)
  const saved = await actions.saveSection(deps, actor, work.result.id, section.key, read.values, seen)
  if (!saved.ok && saved.because === 'changed-meanwhile') {
    if (autosave) return json({ because: saved.because }, 409)
    const mine = inContext(saved.work.definition, merged(saved.work.answers, read.values), saved.work.grant)
    const fields = Object.entries(read.typed).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const))
    return page(<ConflictPage page={inWordsOf(context, saved.work.scheme)} work={saved.work} section={section} mine={mine} seen={actions.stamp(saved.work, section.key)} fields={fields} />, 409)
  }
  if (!saved.ok) return saved.because === 'not-found' ? notFound : autosave ? json({ because: saved.because }, 409) : redirect(pathOf(work.result.id), { kind: 'warning', key: `results.because.${saved.because}` })
  const after = saved.event.work
  if (autosave) return json({ seen: actions.stamp(after, section.key) })
  if (form['handling'] === 'kladd') return redirect(pathOf(work.result.id), { kind: 'success', key: 'results.flash.saved' })
  const wrong = lacksOf(context, after).filter((lack) => lack.section === section.key)
  if (wrong.length > 0) return again(deps, actor, context, found, wrong, undefined, undefined)
  const own = visible(after.definition, after.answers).filter(({ by }) => by === found.side)
  const next = own[own.findIndex(({ key }) => key === section.key) + 1]
  return redirect(pathOf(work.result.id, next ? `/del/${next.key}` : ''))
}

/** The same page again, from what is stored now; `seen` is what the form was made from, as long as nothing of it has been saved. */
const again = (deps: Deps, actor: Actor, context: PageContext, { work, section }: Found, errors: readonly FieldError[], typed: TypedFields | undefined, seen: string | undefined): Promise<Answer> =>
  reading(deps.db, actor, async (tx) => {
    const found = await findSection(tx, actor, work.result.id, section.key)
    return found ? page(sectionPage(context, found, await loadNeed(tx, context, found.work), errors, typed, seen), 422) : notFound
  })
