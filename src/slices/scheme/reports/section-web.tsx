import type { Actor } from '../../../kernel/actor.ts'
import { guardFields, isConfirmed, type GuardWarning } from '../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { json, may, notFound, page, redirect, type Answer, type Router, type WriteRequest } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import type { FieldError } from '../../../ui/form.tsx'
import { merged, missing, visible } from '../forms/answers.ts'
import { questionsOf, type Section } from '../forms/definition.ts'
import { errorTexts, lackTexts } from '../forms/drawing/question.ts'
import { fieldOf, readSection, type TypedFields } from '../forms/reading.ts'
import * as actions from './actions.ts'
import { attachFile } from './files/actions.ts'
import { pathOf } from './pages.tsx'
import { ConflictPage, SectionPage } from './section-pages.tsx'
import { inContext, knownOf, loadWork, type Work } from './work.ts'

const writers = may('owner', 'head', 'university-contact')

/** Writing a section: applicants their own, the partner its part. */
export const sectionWeb = (route: Router<PageContext>) => {
  route.get('/behov/:id/del/:del', writers, async ({ tx, actor, params, page: context }) => {
    const found = await find(tx, actor, params['id'], params['del'])
    if (!found) return notFound
    const { work, section } = found
    if (work.report.state !== 'draft') return redirect(pathOf(work.report.id), { kind: 'warning', key: work.report.state === 'signing' ? 'reports.because.being-signed' : work.report.state === 'submitted' ? 'reports.because.already-sent' : 'reports.because.ended' })
    return show(actor, context, work, section, undefined, [], [], 200)
  })
  route.post('/behov/:id/del/:del', writers, (request) => save(request), { upload: true })
}

type Found = { readonly work: Work; readonly section: Section }

async function find(tx: Tx, actor: Actor, id: string | undefined, key: string | undefined): Promise<Found | undefined> {
  const work = looksLikeId(id ?? '') ? await loadWork(tx, id ?? '') : undefined
  const section = work?.definition.sections.find((one) => one.key === key)
  return work && section && actions.mayWrite(work, actor, section.key) ? { work, section } : undefined
}

const show = (actor: Actor, context: PageContext, work: Work, section: Section, typed: TypedFields | undefined, errors: readonly FieldError[], warnings: readonly GuardWarning[], status: number, seen?: string): Answer =>
  page(<SectionPage page={context} work={work} section={section} writes={writable(work, actor)} seen={seen ?? actions.stamp(work.definition, work.report.answers, section.key)} typed={typed} errors={errors} warnings={warnings} />, status)

const writable = (work: Work, actor: Actor): readonly string[] => work.definition.sections.filter(({ key }) => actions.mayWrite(work, actor, key)).map(({ key }) => key)

/** Saves what can be saved; what is wrong, must be looked at once more or was changed by another meanwhile is said on the same page. */
async function save({ deps, actor, params, form, files, page: context, autosave }: WriteRequest<Actor, PageContext>): Promise<Answer> {
  const found = await reading(deps.db, actor, (tx) => find(tx, actor, params['id'], params['del']))
  if (!found) return notFound
  const { work, section } = found
  const { t, lang } = context
  const id = work.report.id
  const read = readSection(work.definition, section.key, form, knownOf(work))
  const texts = Object.fromEntries(section.questions.flatMap((question) => (question.kind === 'text' ? [[fieldOf(question), read.typed[fieldOf(question)]]] : [])))
  const { warnings } = guardFields(texts, Object.keys(texts))
  const unsure = isConfirmed(form) ? [] : warnings
  const seen = typeof form['sett'] === 'string' && form['sett'] !== '' ? form['sett'] : undefined
  if (read.errors.length > 0 || unsure.length > 0) {
    if (autosave) return json({ because: 'guard' }, 422)
    return show(actor, context, work, section, read.typed, errorTexts(t, lang, work.definition, read.errors), unsure, 422, seen)
  }
  const saved = await actions.saveSection(deps, actor, id, section.key, read.values, seen)
  if (!saved.ok) {
    if (saved.because === 'not-found') return notFound
    if (saved.because === 'changed-meanwhile') {
      if (autosave) return json({ because: saved.because }, 409)
      const mine = inContext(saved.work, merged(saved.work.report.answers, read.values))
      return page(<ConflictPage page={context} work={saved.work} section={section} mine={mine} typed={read.typed} seen={actions.stamp(saved.work.definition, saved.work.report.answers, section.key)} />, 409)
    }
    return autosave ? json({ because: saved.because }, 409) : redirect(pathOf(id), { kind: 'warning', key: `reports.because.${saved.because}` })
  }
  if (autosave) return json({ seen: actions.stamp(work.definition, saved.event.answers, section.key) })
  for (const file of files) {
    const question = questionsOf(work.definition).find((one) => one.kind === 'file' && fieldOf(one) === file.field)
    if (!question || (file.name === '' && file.bytes.length === 0)) continue
    const attached = await attachFile(deps, actor, id, section.key, question.key, file)
    if (attached.ok) continue
    if (attached.because === 'not-found') return notFound
    const why = attached.because
    const text = t(why === 'already-sent' || why === 'being-signed' || why === 'ended' ? `reports.because.${why}` : `reports.file.${why}`)
    return reading(deps.db, actor, async (tx) => {
      const after = await find(tx, actor, id, section.key)
      return after ? show(actor, context, after.work, section, undefined, [{ field: file.field, text }], [], 422) : notFound
    })
  }
  return reading(deps.db, actor, async (tx) => {
    const after = await find(tx, actor, id, section.key)
    return after ? goOn(actor, context, after, form['handling'] === 'kladd') : redirect(pathOf(id))
  })
}

/** To the overview, or to the next part when nothing is missing in this one. */
function goOn(actor: Actor, context: PageContext, { work, section }: Found, asDraft: boolean): Answer {
  const id = work.report.id
  if (asDraft) return redirect(pathOf(id), { kind: 'success', key: 'reports.flash.saved' })
  const lacks = missing(work.definition, work.answers).filter((lack) => lack.section === section.key)
  if (lacks.length > 0) return show(actor, context, work, section, undefined, lackTexts(context.t, context.lang, lacks), [], 422)
  const own = visible(work.definition, work.answers).filter(({ key }) => writable(work, actor).includes(key))
  const next = own[own.findIndex(({ key }) => key === section.key) + 1]
  return redirect(next ? pathOf(id, `/del/${next.key}`) : pathOf(id))
}
