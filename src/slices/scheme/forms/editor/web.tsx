import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate, yearOf } from '../../../../kernel/dates.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { isLanguage, languages } from '../../../../kernel/language.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../../platform/http.ts'
import { texts, type Translate } from '../../../../texts/index.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import type { FieldError } from '../../../../ui/form.tsx'
import type { Words } from '../../schemes/rules.ts'
import { loadSchemes } from '../../schemes/store.ts'
import { leaningOn } from '../check.ts'
import { questionOf, type Question, type Section } from '../definition.ts'
import * as actions from './actions.ts'
import { fieldsOfQuestion, fieldsOfSection, fieldsOfWords, kindIn, parseName, parseQuestion, parseSection, readFields, readHandling, textIn, withRows, type FieldProblem } from './forms.ts'
import { FormPage, FormsPage, type OpenForm } from './pages.tsx'
import { NamePage, PreviewPage, PublishPage } from './preview-page.tsx'
import { QuestionPage } from './parts/question-page.tsx'
import { headOf, homeOf, leaningOnSection, stampOf, strandsFor, type Asked, type EditRefusal } from './rules.ts'
import { RemovalPage, SectionPage } from './parts/section-page.tsx'
import { loadForm, loadForms, loadVersion } from './store.ts'
import { addressOf, named, partId } from './words.ts'

const governor = may('county-governor')

export const formsWeb = (route: Router<PageContext>) => {
  route.get('/meldeskjema', governor, async ({ tx, actor, page: context }) => page(<FormsPage page={context} forms={await loadForms(tx, actor.orgId)} />))

  route.post('/meldeskjema', governor, async ({ deps, actor, form, page: context }) => {
    const from = await seen(deps, actor, async (tx) => (looksLikeId(short(form['versjon'])) ? loadVersion(tx, actor.orgId, short(form['versjon'])) : undefined))
    const copied = from && (await actions.copyForm(deps, actor, from.id, copyName(from.name)))
    if (!copied?.ok) return seen(deps, actor, async (tx) => page(<FormsPage page={context} forms={await loadForms(tx, actor.orgId)} because="no-such-part" />, 409))
    return redirect(addressOf.name(copied.event.id), { kind: 'success', key: 'forms.copied' })
  })

  route.get('/meldeskjema/:id', governor, async ({ tx, actor, params, page: context }) => showForm(tx, actor, params['id'], context))

  route.post('/meldeskjema/:id/versjon', governor, async ({ deps, actor, params }) => {
    const begun = looksLikeId(params['id'] ?? '') ? await actions.newVersion(deps, actor, params['id'] ?? '') : undefined
    return begun?.ok ? redirect(addressOf.form(begun.event.id), { kind: 'success', key: 'forms.version.begun' }) : notFound
  })

  route.get('/meldeskjema/:id/navn', governor, async ({ tx, actor, params, page: context }) => {
    const form = await ownForm(tx, actor, params['id'])
    return form ? page(<NamePage page={context} form={form} fields={fieldsOfWords('name', form.name)} />) : notFound
  })
  route.post('/meldeskjema/:id/navn', governor, async ({ deps, actor, params, form, page: context }) => {
    const found = await seen(deps, actor, (tx) => ownForm(tx, actor, params['id']))
    if (!found) return notFound
    const fields = readFields(form)
    const parsed = parseName(fields)
    if (!parsed.ok) return page(<NamePage page={context} form={found} fields={fields} errors={inWords(parsed.problems, context.t)} />, 422)
    await actions.rename(deps, actor, found.id, parsed.part)
    return redirect(addressOf.form(found.id), { kind: 'success', key: 'forms.saved' })
  })

  route.get('/meldeskjema/:id/visning', governor, async ({ tx, deps, actor, params, query, page: context }) => {
    const form = await findForm(tx, actor, params['id'])
    const number = Number(query['versjon'] ?? form?.latest.number)
    const version = form?.versions.find((one) => one.number === number)
    const shown = version && (await loadVersion(tx, actor.orgId, version.id))
    if (!form || !shown) return notFound
    const language = isLanguage(query['sprak']) ? query['sprak'] : context.lang
    return page(<PreviewPage page={context} form={form} definition={shown.definition} number={shown.number} language={language} year={yearOf(osloDate(deps.now()))} />)
  })

  route.get('/meldeskjema/:id/publisering', governor, async ({ tx, actor, params, page: context }) => showPublishing(tx, actor, params['id'], context))
  route.post('/meldeskjema/:id/publisering', governor, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const published = await actions.publish(deps, actor, id, short(form['stempel']))
    if (published.ok) return redirect(addressOf.form(id), { kind: 'success', key: 'forms.published' })
    const { because } = published
    return seen(deps, actor, (tx) => (because === 'locked' ? showForm(tx, actor, id, context, { because }) : showPublishing(tx, actor, id, context, because)))
  })

  route.get('/meldeskjema/:id/fjerning', governor, async ({ tx, actor, params, page: context }) => showDraftRemoval(tx, actor, params['id'], context))
  route.post('/meldeskjema/:id/fjerning', governor, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const discarded = await actions.discard(deps, actor, id, short(form['stempel']))
    if (discarded.ok) return redirect(discarded.event.wholeForm ? addressOf.all : addressOf.form(id), { kind: 'success', key: 'forms.removed' })
    const { because } = discarded
    return because === 'changed-meanwhile' ? seen(deps, actor, (tx) => showDraftRemoval(tx, actor, id, context, because)) : refused(deps, actor, id, context, because)
  })

  route.post('/meldeskjema/:id/rekkefolge', governor, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const [what, key] = [form['hva'] === 'del' ? 'del' : 'sporsmal', short(form['nokkel'])] as const
    const moved = await actions.move(deps, actor, id, what === 'del' ? 'section' : 'question', key, form['retning'] === 'opp' ? 'up' : 'down', short(form['stempel']))
    // What was moved may be moved again: the page opens there.
    return moved.ok ? redirect(`${addressOf.form(id)}#${partId(what, key)}`, { kind: 'success', key: 'forms.moved' }) : refused(deps, actor, id, context, moved.because)
  })

  route.post('/meldeskjema/:id/del', governor, async ({ deps, actor, params, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const added = await actions.addSection(deps, actor, id)
    return added.ok ? redirect(addressOf.section(id, added.event), { kind: 'success', key: 'forms.section.added' }) : refused(deps, actor, id, context, added.because)
  })
  route.get('/meldeskjema/:id/del/:key', governor, async ({ tx, actor, params, page: context }) => {
    const found = await findSection(tx, actor, params)
    return found ? page(<SectionPage {...found} page={context} fields={fieldsOfSection(found.section)} stamp={stampOf(headOf(found.section))} />) : notFound
  })
  route.post('/meldeskjema/:id/del/:key', governor, async ({ deps, actor, params, form, page: context }) => {
    const found = await seen(deps, actor, (tx) => findSection(tx, actor, params))
    if (!found) return goneOrLocked(deps, actor, params['id'], context)
    const typed = readFields(form)
    const handling = readHandling(form['handling'])
    const common = { ...found, page: context, stamp: short(form['stempel']) }
    if (handling.what !== 'save') return page(<SectionPage {...common} fields={withRows(typed, handling)} />)
    const parsed = parseSection(typed, found.section.key)
    if (!parsed.ok) return page(<SectionPage {...common} fields={typed} errors={inWords(parsed.problems, context.t)} />, 422)
    const saved = await actions.saveSection(deps, actor, found.formId, parsed.part, common.stamp)
    return saved.ok ? redirect(addressOf.form(found.formId), { kind: 'success', key: 'forms.saved' }) : page(<SectionPage {...common} fields={typed} stamp={stampOf(headOf(found.section))} because={saved.because} />, 409)
  })
  route.get('/meldeskjema/:id/del/:key/fjerning', governor, async ({ tx, actor, params, page: context }) => showSectionRemoval(tx, actor, params, context))
  route.post('/meldeskjema/:id/del/:key/fjerning', governor, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const removed = await actions.removeSection(deps, actor, id, params['key'] ?? '', short(form['stempel']))
    if (removed.ok) return redirect(addressOf.form(id), { kind: 'success', key: 'forms.removed' })
    return removed.because === 'leaned-on' || removed.because === 'changed-meanwhile' ? seen(deps, actor, (tx) => showSectionRemoval(tx, actor, params, context, removed.because)) : refused(deps, actor, id, context, removed.because)
  })

  route.post('/meldeskjema/:id/del/:key/sporsmal', governor, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const kind = kindIn(form['slag'])
    if (!kind) return seen(deps, actor, (tx) => showForm(tx, actor, id, context, { kindErrorIn: params['key'] ?? '' }))
    const added = await actions.addQuestion(deps, actor, id, params['key'] ?? '', kind)
    return added.ok ? redirect(addressOf.question(id, added.event), { kind: 'success', key: 'forms.question.added' }) : refused(deps, actor, id, context, added.because)
  })
  route.get('/meldeskjema/:id/sporsmal/:key', governor, async ({ tx, actor, params, page: context }) => {
    const found = await findQuestion(tx, actor, params)
    return found ? page(<QuestionPage {...questionProps(found, context)} fields={fieldsOfQuestion(found.question, found.home.key)} stamp={stampOf([found.question, found.home.key])} />) : notFound
  })
  route.post('/meldeskjema/:id/sporsmal/:key', governor, async ({ deps, actor, params, form, page: context }) => {
    const found = await seen(deps, actor, (tx) => findQuestion(tx, actor, params))
    if (!found) return goneOrLocked(deps, actor, params['id'], context)
    const typed = readFields(form)
    const handling = readHandling(form['handling'])
    const common = { ...questionProps(found, context), stamp: short(form['stempel']) }
    if (handling.what !== 'save') return page(<QuestionPage {...common} fields={withRows(typed, handling)} />)
    const parsed = parseQuestion(typed, found.question.key, found.question.kind)
    if (!parsed.ok) return page(<QuestionPage {...common} fields={typed} errors={inWords(parsed.problems, context.t)} />, 422)
    const saved = await actions.saveQuestion(deps, actor, found.formId, parsed.part, textIn(typed, 'section') || found.home.key, common.stamp)
    return saved.ok ? redirect(addressOf.form(found.formId), { kind: 'success', key: 'forms.saved' }) : page(<QuestionPage {...common} fields={typed} stamp={stampOf([found.question, found.home.key])} because={saved.because} />, 409)
  })
  route.get('/meldeskjema/:id/sporsmal/:key/fjerning', governor, async ({ tx, actor, params, page: context }) => showQuestionRemoval(tx, actor, params, context))
  route.post('/meldeskjema/:id/sporsmal/:key/fjerning', governor, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const removed = await actions.removeQuestion(deps, actor, id, params['key'] ?? '', short(form['stempel']))
    if (removed.ok) return redirect(addressOf.form(id), { kind: 'success', key: 'forms.removed' })
    return removed.because === 'leaned-on' || removed.because === 'changed-meanwhile' ? seen(deps, actor, (tx) => showQuestionRemoval(tx, actor, params, context, removed.because)) : refused(deps, actor, id, context, removed.because)
  })
}

type Params = Readonly<Record<string, string>>
/** After a POST: what is there now, as the actor sees it. */
const seen = <Result,>(deps: Deps, actor: Actor, look: (tx: Tx) => Promise<Result>): Promise<Result> => reading(deps.db, actor, look)
const short = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 64) : '')
const inWords = (problems: readonly FieldProblem[], t: Translate): readonly FieldError[] => problems.map(({ field, problem }) => ({ field, text: t(`forms.field.${problem}`) }))

/** A copy is called what it is, until somebody names it. */
const copyName = (name: Words): Words => {
  const [nb, nn, en] = languages.map((language) => texts(language)('forms.copy.name', { name: name[language] || name.nb }).slice(0, 120))
  return { nb: nb ?? '', nn: nn ?? '', en: en ?? '' }
}

async function findForm(tx: Tx, actor: Actor, id: string | undefined): Promise<OpenForm | undefined> {
  if (!looksLikeId(id ?? '')) return undefined
  const [form, schemes] = await Promise.all([loadForm(tx, actor.orgId, id ?? ''), loadSchemes(tx)])
  return form && { ...form, strands: strandsFor(schemes, form.usedBy) }
}
const ownForm = async (tx: Tx, actor: Actor, id: string | undefined): Promise<OpenForm | undefined> => {
  const form = await findForm(tx, actor, id)
  return form?.managerId === actor.orgId ? form : undefined
}

type Found = Asked & { readonly formId: string }
async function findDraft(tx: Tx, actor: Actor, id: string | undefined): Promise<Found | undefined> {
  const form = await ownForm(tx, actor, id)
  return form && !form.latest.lockedAt ? { formId: form.id, definition: form.latest.definition, strands: form.strands } : undefined
}
async function findSection(tx: Tx, actor: Actor, params: Params): Promise<(Found & { readonly section: Section }) | undefined> {
  const draft = await findDraft(tx, actor, params['id'])
  const section = draft?.definition.sections.find(({ key }) => key === params['key'])
  return draft && section && { ...draft, section }
}
async function findQuestion(tx: Tx, actor: Actor, params: Params): Promise<(Found & { readonly question: Question; readonly home: Section }) | undefined> {
  const draft = await findDraft(tx, actor, params['id'])
  const question = draft && questionOf(draft.definition, params['key'] ?? '')
  const home = draft && homeOf(draft.definition, params['key'] ?? '')
  return draft && question && home && { ...draft, question, home }
}
const questionProps = (found: Found & { readonly question: Question }, context: PageContext) => ({ page: context, formId: found.formId, definition: found.definition, strands: found.strands, questionKey: found.question.key, kind: found.question.kind })

async function showForm(tx: Tx, actor: Actor, id: string | undefined, context: PageContext, what: { readonly because?: EditRefusal; readonly kindErrorIn?: string } = {}): Promise<Answer> {
  const form = await findForm(tx, actor, id)
  if (!form) return notFound
  return page(<FormPage page={context} form={form} isOwn={form.managerId === actor.orgId} because={what.because} kindErrorIn={what.kindErrorIn} />, what.because ? 409 : what.kindErrorIn === undefined ? 200 : 422)
}

/** The form as it is now, and why what was asked for was not done. */
const refused = (deps: Deps, actor: Actor, id: string, context: PageContext, because: EditRefusal): Promise<Answer> => seen(deps, actor, (tx) => showForm(tx, actor, id, context, { because }))

/** Somebody has published the draft or taken the part away while it was open in a browser. */
const goneOrLocked = async (deps: Deps, actor: Actor, id: string | undefined, context: PageContext): Promise<Answer> =>
  seen(deps, actor, async (tx) => {
    const form = await ownForm(tx, actor, id)
    return form ? showForm(tx, actor, form.id, context, { because: form.latest.lockedAt ? 'locked' : 'no-such-part' }) : notFound
  })

async function showPublishing(tx: Tx, actor: Actor, id: string | undefined, context: PageContext, because?: EditRefusal): Promise<Answer> {
  const form = await ownForm(tx, actor, id)
  if (!form) return notFound
  return form.latest.lockedAt ? redirect(addressOf.form(form.id)) : page(<PublishPage page={context} form={form} because={because} />, because ? 409 : 200)
}

async function showDraftRemoval(tx: Tx, actor: Actor, id: string | undefined, context: PageContext, because?: EditRefusal): Promise<Answer> {
  const form = await ownForm(tx, actor, id)
  if (!form) return notFound
  const { definition, lockedAt, number } = form.latest
  if (lockedAt) return redirect(addressOf.form(form.id))
  const text = number === 1 ? context.t('forms.draft.remove.form') : context.t('forms.draft.remove.version', { number })
  return page(<RemovalPage page={context} formId={form.id} what="draft" name={named(form.name, context.lang, context.t)} text={text} action={addressOf.removal(form.id)} stamp={stampOf(definition)} leaning={[]} because={because} />, because ? 409 : 200)
}

async function showSectionRemoval(tx: Tx, actor: Actor, params: Params, context: PageContext, because?: EditRefusal): Promise<Answer> {
  const found = await findSection(tx, actor, params)
  if (!found) return notFound
  const { formId, definition, section } = found
  const removal = { what: 'section', name: named(section.title, context.lang, context.t), action: `${addressOf.section(formId, section.key)}/fjerning`, stamp: stampOf(section), text: context.t('forms.section.remove.text', { count: section.questions.length }), leaning: leaningOnSection(definition, section) } as const
  return page(<RemovalPage page={context} formId={formId} {...removal} because={because} />, because ? 409 : 200)
}

async function showQuestionRemoval(tx: Tx, actor: Actor, params: Params, context: PageContext, because?: EditRefusal): Promise<Answer> {
  const found = await findQuestion(tx, actor, params)
  if (!found) return notFound
  const { formId, definition, question, home } = found
  const removal = { what: 'question', name: named(question.label, context.lang, context.t), action: `${addressOf.question(formId, question.key)}/fjerning`, stamp: stampOf([question, home.key]), text: context.t('forms.question.remove.text'), leaning: leaningOn(definition, question.key) } as const
  return page(<RemovalPage page={context} formId={formId} {...removal} because={because} />, because ? 409 : 200)
}
