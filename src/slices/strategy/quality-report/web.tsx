import type { Actor } from '../../../kernel/actor.ts'
import { kindergartenYearOf, osloDate } from '../../../kernel/dates.ts'
import { readGuarded } from '../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { reading, writing, type Tx } from '../../../platform/db.ts'
import { json, may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { wordedErrors } from '../../../ui/form-errors.ts'
import type { FieldError } from '../../../ui/form.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import * as audit from '../../audit/index.ts'
import { loadPlaces } from '../places/store.ts'
import * as actions from './actions.ts'
import { beginForm, chapterForm, guarded, stepForm } from './forms.ts'
import { outputWeb } from './output/web.ts'
import { ListPage, pathOf, ReportPage } from './pages.tsx'
import { bodyOf, chapters, firstYear, isReplaced, type Chapter, type Report } from './rules.ts'
import * as store from './store.ts'
import { ConflictPage, FiguresPage, WritePage } from './write-page.tsx'

const writers = may('authority', 'team-leader')
const readers = may('authority', 'team-leader', 'adviser', 'head', 'pedagogical-leader', 'owner', 'county-governor')
/** So many years back a report may be begun from the form. */
const yearsBack = 3

export const qualityReportWeb = (route: Router<PageContext>) => {
  route.get('/kvalitetsmelding', readers, async ({ deps, tx, actor, page: context }) => list(deps, tx, actor, context))

  route.post('/kvalitetsmelding', writers, async ({ deps, actor, form, page: context }) => {
    const again = (errors: readonly FieldError[], status: number) => reading(deps.db, actor, (tx) => list(deps, tx, actor, context, errors, form, status))
    const read = beginForm.safeParse(form)
    if (!read.success) return again(wordedErrors(context.t, read.error), 422)
    const { kommune, aar, malform } = read.data
    const begun = looksLikeId(kommune) ? await actions.beginReport(deps, actor, kommune, aar, malform) : undefined
    if (!begun || (!begun.ok && begun.because === 'not-found')) return again([{ field: 'kommune', text: context.t('quality.error.municipality') }], 422)
    if (begun.ok) return redirect(pathOf(begun.event.id), { kind: 'success', key: 'quality.flash.begun' })
    return again([{ field: begun.because === 'year-not-begun' ? 'aar' : '', text: context.t(`quality.because.${begun.because as 'is-written'}`) }], begun.because === 'year-not-begun' ? 422 : 409)
  })

  route.get('/kvalitetsmelding/:id', readers, async ({ deps, tx, actor, params, page: context, afterwards }) => {
    const report = await find(tx, params['id'])
    if (!report) return notFound
    if (actor.role === 'county-governor') afterwards(() => writing(deps.db, actor, (own) => audit.noteReading(own, actor, 'quality-report', report.id, [report.municipalityId, actor.orgId], deps.now())))
    return show(tx, actor, context, report)
  })

  route.get('/kvalitetsmelding/:id/kapittel/:kapittel', writers, async ({ tx, params, page: context }) => {
    const [report, chapter] = await findChapter(tx, params)
    if (!report || !chapter) return notFound
    if (report.state !== 'draft') return redirect(pathOf(report.id), { kind: 'warning', key: 'quality.because.stands' })
    return page(<WritePage page={context} report={report} chapter={chapter} form={{ ...emptyForm, typed: { tekst: bodyOf(report, chapter) } }} seen={versionOf(report, chapter)} />)
  })

  route.post('/kvalitetsmelding/:id/kapittel/:kapittel', writers, async ({ deps, actor, params, form, autosave, page: context }) => {
    const [known, chapter] = await reading(deps.db, actor, (tx) => findChapter(tx, params))
    if (!known || !chapter) return notFound
    const seen = typeof form['sett'] === 'string' ? form['sett'] : ''
    const again = (shown: ShownForm) => reading(deps.db, actor, async (tx) => {
      const report = await find(tx, known.id)
      return report ? page(<WritePage page={context} report={report} chapter={chapter} form={shown} seen={seen} />, 422) : notFound
    })
    const read = readGuarded(chapterForm, guarded, form)
    if (!read.ok) return autosave ? json({ because: 'unreadable' }, 422) : again(showAgain(context.t, { tekst: context.t('quality.text') }, read))
    const saved = await actions.saveChapter(deps, actor, known.id, chapter, read.values.tekst, Number(seen))
    if (saved.ok) return autosave ? json({ seen: String(saved.event.seen) }) : redirect(pathOf(known.id, `#kapittel-${chapter}`), { kind: 'success', key: 'quality.flash.saved' })
    if (saved.because === 'not-found') return notFound
    if (autosave) return json({ because: saved.because }, 409)
    return page(saved.because === 'stands' ? await reading(deps.db, actor, async (tx) => view(tx, actor, context, saved.report, [{ field: '', text: context.t('quality.because.stands') }])) : <ConflictPage page={context} report={saved.report} chapter={chapter} mine={read.values.tekst} />, 409)
  })

  route.get('/kvalitetsmelding/:id/tall', writers, async ({ tx, params, page: context }) => {
    const report = await find(tx, params['id'])
    return report ? page(<FiguresPage page={context} report={report} snapshots={await store.loadSnapshots(tx, report.id)} />) : notFound
  })

  route.post('/kvalitetsmelding/:id/tall', writers, async ({ deps, actor, params, page: context }) => {
    const id = params['id'] ?? ''
    const taken = looksLikeId(id) ? await actions.takeFiguresAgain(deps, actor, id) : undefined
    if (taken?.ok) return redirect(pathOf(id, '/tall'), { kind: 'success', key: 'quality.flash.taken' })
    return taken?.because === 'stands' ? refused(deps, actor, context, id, context.t('quality.because.stands')) : notFound
  }, { limit: { max: 20, minutes: 1 } })

  route.post('/kvalitetsmelding/:id/trinn', writers, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const read = stepForm.safeParse(form)
    if (!looksLikeId(id)) return notFound
    if (!read.success) return refused(deps, actor, context, id, context.t('common.form.unreadable'), 422)
    const taken = await actions.takeStep(deps, actor, id, read.data.trinn, read.data.sett)
    if (taken.ok) return redirect(pathOf(id), { kind: 'success', key: taken.event.kind === 'strategy.quality-report-approved' ? 'quality.flash.approved' : 'quality.flash.published' })
    return taken.because === 'not-found' ? notFound : refused(deps, actor, context, id, context.t(`quality.because.${taken.because}`))
  })

  outputWeb(route, readers)
}

const find = async (tx: Tx, id: string | undefined): Promise<Report | undefined> => (looksLikeId(id ?? '') ? store.loadReport(tx, id ?? '') : undefined)
const findChapter = async (tx: Tx, params: Readonly<Record<string, string>>): Promise<readonly [Report | undefined, Chapter | undefined]> => [await find(tx, params['id']), chapters.find((chapter) => chapter === params['kapittel'])]
const versionOf = (report: Report, chapter: Chapter): string => String(report.written.find((one) => one.chapter === chapter)?.version ?? 0)

async function list(deps: Deps, tx: Tx, actor: Actor, context: PageContext, errors: readonly FieldError[] = [], form: Readonly<Record<string, unknown>> = {}, status = 200): Promise<Answer> {
  const [heads, places] = await Promise.all([store.loadHeads(tx), actor.role === 'authority' || actor.role === 'team-leader' ? loadPlaces(tx) : []])
  const thisYear = kindergartenYearOf(osloDate(deps.now()))
  // A year that is being written everywhere is not offered: its draft stands in the list.
  const isWritten = (year: number) => places.every(({ id }) => heads.some((head) => head.municipalityId === id && head.year === year && head.state === 'draft'))
  const years = Array.from({ length: yearsBack + 1 }, (_, back) => thisYear - back).filter((year) => year >= firstYear && !isWritten(year))
  const typed = Object.fromEntries(['kommune', 'aar', 'malform'].flatMap((name) => (typeof form[name] === 'string' ? [[name, form[name]] as const] : [])))
  return page(<ListPage page={context} view={{ heads, places, years, errors, typed }} />, status)
}

async function view(tx: Tx, actor: Actor, context: PageContext, report: Report, errors: readonly FieldError[] = []) {
  const writes = actor.role === 'authority' || actor.role === 'team-leader'
  const heads = await store.loadHeads(tx)
  const ofYear = heads.filter((head) => head.municipalityId === report.municipalityId && head.year === report.year)
  return <ReportPage page={context} view={{ report, writes, authority: actor.role === 'authority', replaced: isReplaced(report, heads), isWritten: ofYear.some(({ state }) => state === 'draft'), errors }} />
}

const show = async (tx: Tx, actor: Actor, context: PageContext, report: Report): Promise<Answer> => page(await view(tx, actor, context, report))

/** The report as it is now, with why nothing was done. */
const refused = (deps: Deps, actor: Actor, context: PageContext, id: string, text: string, status = 409): Promise<Answer> =>
  reading(deps.db, actor, async (tx) => {
    const report = await find(tx, id)
    return report ? page(await view(tx, actor, context, report, [{ field: '', text }]), status) : notFound
  })
