import type { Actor } from '../../../kernel/actor.ts'
import type { GuardWarning } from '../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { json, may, notFound, page, redirect, type Answer, type Deps, type Router, type WriteRequest } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import type { FieldError } from '../../../ui/form.tsx'
import { merged, missing, visible } from '../forms/answers.ts'
import { questionsOf, type Section } from '../forms/definition.ts'
import { errorTexts, lackTexts } from '../forms/drawing/question.ts'
import { fieldOf, type TypedFields } from '../forms/reading.ts'
import { inWordsOf } from '../schemes/role-words.ts'
import * as actions from './actions.ts'
import { attachFile } from './files/actions.ts'
import { pathOf } from './pages.tsx'
import { ConflictPage, SectionPage } from './section-pages.tsx'
import { inContext, loadWork, type Work } from './work.ts'

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
  page(<SectionPage page={inWordsOf(context, work.scheme)} work={work} section={section} writes={writable(work, actor)} seen={seen ?? actions.stamp(work.definition, work.report.answers, section.key)} typed={typed} errors={errors} warnings={warnings} />, status)

const writable = (work: Work, actor: Actor): readonly string[] => work.definition.sections.filter(({ key }) => actions.mayWrite(work, actor, key)).map(({ key }) => key)

/** Saves what can be saved; what is wrong, must be looked at once more or was changed by another meanwhile is said on the same page. */
async function save({ deps, actor, params, form, files, page: context, autosave }: WriteRequest<Actor, PageContext>): Promise<Answer> {
  const { id = '', del: key = '' } = params
  if (!looksLikeId(id)) return notFound
  const { t, lang } = context
  const saved = await actions.saveSection(deps, actor, id, key, form)
  if (!saved.ok) {
    if (saved.because === 'not-found') return notFound
    if (autosave) return saved.because === 'to-mend' ? json({ because: 'guard' }, 422) : json({ because: saved.because }, 409)
    if (saved.because === 'to-mend') {
      const { work, section, sent } = saved
      return show(actor, context, work, section, sent.typed, errorTexts(t, lang, work.definition, sent.errors), sent.warnings, 422, sent.seen)
    }
    if (saved.because === 'changed-meanwhile') {
      const { work, section, sent } = saved
      const mine = inContext(work, merged(work.report.answers, sent.values))
      return page(<ConflictPage page={inWordsOf(context, work.scheme)} work={work} section={section} mine={mine} typed={sent.typed} seen={actions.stamp(work.definition, work.report.answers, section.key)} />, 409)
    }
    return redirect(pathOf(id), { kind: 'warning', key: `reports.because.${saved.because}` })
  }
  const { work, section } = saved.event
  if (autosave) return json({ seen: actions.stamp(work.definition, work.report.answers, section.key) })
  const sentFiles = files.filter(({ name, bytes }) => name !== '' || bytes.length > 0)
  for (const file of sentFiles) {
    const question = questionsOf(work.definition).find((one) => one.kind === 'file' && fieldOf(one) === file.field)
    const attached = question && (await attachFile(deps, actor, id, section.key, question.key, file))
    if (!attached || attached.ok) continue
    if (attached.because === 'not-found') return notFound
    const why = attached.because
    const text = t(why === 'already-sent' || why === 'being-signed' || why === 'ended' ? `reports.because.${why}` : `reports.file.${why}`)
    return stored(deps, actor, id, key, (after) => show(actor, context, after.work, after.section, undefined, [{ field: file.field, text }], [], 422))
  }
  const asDraft = form['handling'] === 'kladd'
  // Files are among the answers too: what is missing is asked of what is stored with them.
  return sentFiles.length === 0 ? goOn(actor, context, saved.event, asDraft) : stored(deps, actor, id, key, (after) => goOn(actor, context, after, asDraft))
}

/** The section as it is stored now. */
const stored = (deps: Deps, actor: Actor, id: string, key: string, answer: (found: Found) => Answer): Promise<Answer> =>
  reading(deps.db, actor, async (tx) => {
    const found = await find(tx, actor, id, key)
    return found ? answer(found) : notFound
  })

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
