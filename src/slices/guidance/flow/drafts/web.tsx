import type { Actor } from '../../../../kernel/actor.ts'
import type { Language } from '../../../../kernel/language.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../../platform/http.ts'
import { texts } from '../../../../texts/index.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import type { FieldError } from '../../../../ui/form.tsx'
import { checkFlow } from '../check.ts'
import { stepKinds, type Flow, type Step } from '../definition.ts'
import { stepOf } from '../graph.ts'
import { addressOf } from '../pages.tsx'
import { countRunning, publishedFlow } from '../store.ts'
import { inLanguage, kindWords } from '../words.ts'
import * as actions from './actions.ts'
import { looksLikeKey, parseName, readHandling, readStep, typedFrom, withRows, type StepFormProblem } from './forms.ts'
import { DraftPage, NamePage, NoDraftPage, PublishPage, RemoveStepPage, ResetPage } from './pages.tsx'
import { leadingTo, stampOf, type DraftRefusal } from './rules.ts'
import { differencesOf, StepGonePage, StepPage } from './step-page.tsx'
import { loadDraft, type Draft } from './store.ts'

const leader = may('team-leader')

export const draftsWeb = (route: Router<PageContext>) => {
  route.get(addressOf.draft, leader, async ({ tx, actor, page: context }) => showDraft(tx, actor, context))

  route.post(addressOf.draft, leader, async ({ deps, actor, form }) => {
    await actions.startDraft(deps, actor, from(form))
    return redirect(addressOf.draft, { kind: 'success', key: 'flow.draft.started' })
  })

  route.post(`${addressOf.draft}/steg`, leader, async ({ deps, actor, form, page: context }) => {
    const kind = stepKinds.find((known) => known === form['slag'])
    if (!kind) return seen(deps, actor, (tx) => showDraft(tx, actor, context, { kindError: context.t('flow.draft.add.first'), status: 422 }))
    const added = await actions.addStep(deps, actor, kind, { nb: kindWords(kind, 'nb'), nn: kindWords(kind, 'nn'), en: kindWords(kind, 'en') })
    if (!added.ok) return seen(deps, actor, (tx) => showDraft(tx, actor, context, { because: added.because, status: 409 }))
    return redirect(addressOf.step(added.event), { kind: 'success', key: 'flow.draft.step.added' })
  })

  route.get(`${addressOf.draft}/steg/:key`, leader, async ({ tx, actor, params, page: context }) => {
    const found = await findStep(tx, actor, params['key'])
    return found ? showStep(context, found.draft, found.step) : notFound
  })

  route.post(`${addressOf.draft}/steg/:key`, leader, async ({ deps, actor, params, form, page: context, language }) => {
    const key = params['key'] ?? ''
    if (!looksLikeKey(key)) return notFound
    const handling = readHandling(form['handling'])
    const stamp = textOf(form['stempel'])
    if (handling.what !== 'save') {
      const typed = withRows(form, handling)
      const found = await seen(deps, actor, (tx) => findStep(tx, actor, key))
      if (!found) return seen(deps, actor, (tx) => showGone(tx, actor, context, typed))
      return page(<StepPage page={context} flow={found.draft.flow} stepKey={key} kind={found.step.kind} storedName={inLanguage(found.step.name, language)} typed={typed} stamp={stamp} />)
    }
    const typed = readStep(form)
    const saved = await actions.saveStep(deps, actor, key, typed, stamp)
    if (saved.ok) return redirect(addressOf.draft, { kind: 'success', key: 'flow.draft.saved' })
    const found = await seen(deps, actor, (tx) => findStep(tx, actor, key))
    if (!found) return seen(deps, actor, (tx) => showGone(tx, actor, context, typed))
    const common = { page: context, flow: found.draft.flow, stepKey: key, kind: found.step.kind, storedName: inLanguage(found.step.name, language), typed }
    if (saved.because === 'form') return page(<StepPage {...common} stamp={stamp} errors={inWords(saved.problems, language)} />, 422)
    const stale = { by: found.draft.changedBy, at: found.draft.changedAt, differences: differencesOf(context, typedFrom(found.step), typed, found.draft.flow) }
    return page(<StepPage {...common} stamp={stampOf(found.step)} stale={stale} />, 409)
  })

  route.get(`${addressOf.draft}/steg/:key/fjerning`, leader, async ({ tx, actor, params, page: context }) => showRemoval(tx, actor, params['key'], context))
  route.post(`${addressOf.draft}/steg/:key/fjerning`, leader, async ({ deps, actor, params, form, page: context }) => {
    const key = params['key'] ?? ''
    if (!looksLikeKey(key)) return notFound
    const removed = await actions.removeStep(deps, actor, key, textOf(form['stempel']))
    if (removed.ok) return redirect(addressOf.draft, { kind: 'success', key: 'flow.draft.step.removed' })
    if (removed.because === 'draft-changed') return seen(deps, actor, (tx) => showRemoval(tx, actor, key, context, removed.because))
    return seen(deps, actor, (tx) => showDraft(tx, actor, context, { because: removed.because, status: 409 }))
  })

  route.post(addressOf.order, leader, async ({ deps, actor, form, page: context }) => {
    const key = textOf(form['steg'])
    const moved = await actions.moveStep(deps, actor, key, form['retning'] === 'opp' ? 'up' : 'down', textOf(form['stempel']))
    if (moved.ok) return redirect(`${addressOf.draft}#steg-${key}`, { kind: 'success', key: 'flow.draft.order.moved' })
    return seen(deps, actor, (tx) => showDraft(tx, actor, context, { because: moved.because, status: 409 }))
  })

  route.get(`${addressOf.draft}/navn`, leader, async ({ tx, actor, page: context }) => {
    const draft = await loadDraft(tx, actor.orgId)
    return draft ? page(<NamePage page={context} typed={draft.flow.name} stamp={stampOf(draft.flow.name)} />) : redirect(addressOf.draft)
  })
  route.post(`${addressOf.draft}/navn`, leader, async ({ deps, actor, form, page: context, language }) => {
    const parsed = parseName(form)
    if (!parsed.ok) return page(<NamePage page={context} typed={parsed.typed} stamp={textOf(form['stempel'])} errors={inWords(parsed.problems, language)} />, 422)
    const renamed = await actions.renameFlow(deps, actor, parsed.name, textOf(form['stempel']))
    if (renamed.ok) return redirect(addressOf.draft, { kind: 'success', key: 'flow.draft.saved' })
    const stored = (await seen(deps, actor, (tx) => loadDraft(tx, actor.orgId)))?.flow.name
    return page(<NamePage page={context} typed={parsed.name} stamp={stampOf(stored ?? null)} because={renamed.because} stored={stored} />, 409)
  })

  route.get(`${addressOf.draft}/nullstilling`, leader, async ({ tx, actor, page: context }) => showReset(tx, actor, context))
  route.post(`${addressOf.draft}/nullstilling`, leader, async ({ deps, actor, form, page: context }) => {
    const reset = await actions.resetDraft(deps, actor, from(form), textOf(form['stempel']))
    if (reset.ok) return redirect(addressOf.draft, { kind: 'success', key: 'flow.draft.was-reset' })
    return seen(deps, actor, (tx) => showReset(tx, actor, context, reset.because))
  })

  route.get(`${addressOf.draft}/publisering`, leader, async ({ tx, actor, page: context }) => showPublishing(tx, actor, context))
  route.post(`${addressOf.draft}/publisering`, leader, async ({ deps, actor, form, page: context }) => {
    const published = await actions.publish(deps, actor, textOf(form['stempel']))
    if (published.ok) return redirect(addressOf.chart, { kind: 'success', key: 'flow.publish.done' })
    return seen(deps, actor, (tx) => showPublishing(tx, actor, context, published.because))
  })
}

/** After a POST: what is there now, as the actor sees it. */
const seen = <Result,>(deps: Deps, actor: Actor, look: (tx: Tx) => Promise<Result>): Promise<Result> => reading(deps.db, actor, look)

async function showDraft(tx: Tx, actor: Actor, context: PageContext, what: { readonly because?: DraftRefusal; readonly kindError?: string; readonly status?: number } = {}): Promise<Answer> {
  const draft = await loadDraft(tx, actor.orgId)
  if (!draft) return page(<NoDraftPage page={context} hasPublished={(await publishedFlow(tx, actor.orgId)) !== undefined} because={what.because ?? (what.status ? 'no-draft' : undefined)} />, what.status ?? 200)
  return page(<DraftPage page={context} {...draft} problems={checkFlow(draft.flow)} because={what.because} kindError={what.kindError} />, what.status ?? 200)
}

const showStep = (context: PageContext, draft: Draft, step: Step): Answer =>
  page(<StepPage page={context} flow={draft.flow} stepKey={step.key} kind={step.kind} storedName={inLanguage(step.name, context.lang)} typed={typedFrom(step)} stamp={stampOf(step)} />)

async function showGone(tx: Tx, actor: Actor, context: PageContext, typed: ReturnType<typeof readStep>): Promise<Answer> {
  const flow = (await loadDraft(tx, actor.orgId))?.flow
  return page(<StepGonePage page={context} typed={typed} flow={flow} />, 409)
}

async function showRemoval(tx: Tx, actor: Actor, key: string | undefined, context: PageContext, because?: DraftRefusal): Promise<Answer> {
  const found = await findStep(tx, actor, key)
  if (!found) return notFound
  return page(<RemoveStepPage page={context} step={found.step} from={leadingTo(found.draft.flow, found.step.key)} stamp={stampOf(found.step)} because={because} />, because ? 409 : 200)
}

async function showReset(tx: Tx, actor: Actor, context: PageContext, because?: DraftRefusal): Promise<Answer> {
  const draft = await loadDraft(tx, actor.orgId)
  if (!draft) return because ? showDraft(tx, actor, context, { because, status: 409 }) : redirect(addressOf.draft)
  const hasPublished = (await publishedFlow(tx, actor.orgId)) !== undefined
  return page(<ResetPage page={context} stamp={stampOf(draft.flow)} hasPublished={hasPublished} because={because} />, because ? 409 : 200)
}

async function showPublishing(tx: Tx, actor: Actor, context: PageContext, because?: DraftRefusal): Promise<Answer> {
  const draft = await loadDraft(tx, actor.orgId)
  if (!draft) return because ? showDraft(tx, actor, context, { because, status: 409 }) : redirect(addressOf.draft)
  const running = await countRunning(tx, actor.orgId)
  const cases = [...running.values()].reduce((sum, count) => sum + count, 0)
  return page(<PublishPage page={context} flow={draft.flow} number={draft.number} problems={checkFlow(draft.flow)} cases={cases} stamp={stampOf(draft.flow)} because={because} />, because ? 409 : 200)
}

async function findStep(tx: Tx, actor: Actor, key: string | undefined): Promise<{ draft: Draft; step: Step } | undefined> {
  const draft = await loadDraft(tx, actor.orgId)
  const step: Step | undefined = draft && stepOf(draft.flow satisfies Flow, key ?? '')
  return draft && step && { draft, step }
}

const from = (form: Readonly<Record<string, unknown>>): actions.From => (form['fra'] === 'standard' ? 'standard' : 'published')
const textOf = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 64) : '')

const inWords = (problems: readonly StepFormProblem[], language: Language): FieldError[] =>
  problems.map(({ field, problem }) => ({ field, text: texts(language)(`flow.field.${problem}`) }))
