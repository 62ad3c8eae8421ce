import type { Actor } from '../../../../kernel/actor.ts'
import { guardFields, typedIn } from '../../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { wordedErrors } from '../../../../ui/form-errors.ts'
import type { ScoresInstrument } from '../definition.ts'
import { publishDraft } from '../editor/actions.ts'
import * as store from '../editor/store.ts'
import { stampOf, type EditRefusal } from '../rules.ts'
import * as actions from './actions.ts'
import { newForm, rowsOf, scoredForm, scoresFrom, textFields, wordsForm } from './forms.ts'
import { NewScoresPage, ScoredDraftPage, type ScoredView } from './pages.tsx'
import { checkScores, mostDimensions } from './rules.ts'

const editors = may('team-leader', 'adviser', 'owner')

export const scoredWeb = (route: Router<PageContext>) => {
  route.get('/sporsmal/kartlegging', editors, async ({ page: context }) => page(<NewScoresPage page={context} typed={{}} errors={[]} />))
  route.post('/sporsmal/kartlegging', editors, async ({ deps, actor, form, page: context }) => {
    const parsed = newForm.safeParse(form)
    if (!parsed.success) return page(<NewScoresPage page={context} typed={typedIn(form)} errors={wordedErrors(context.t, parsed.error)} />, 422)
    const { 'navn-nb': nb, 'navn-nn': nn, 'navn-en': en } = parsed.data
    return redirect(`/sporsmal/${await actions.newScores(deps, actor, { nb, nn, en })}/kladd`, { kind: 'success', key: 'instruments.scored.begun' })
  })

  route.post('/sporsmal/:id/kladd/kartlegging', editors, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const rows = rowsOf(form)
    const typed = typedIn(form)
    const again = (errors: ScoredView['errors'], status: number, refused?: EditRefusal): Promise<Answer> =>
      reading(deps.db, actor, async (tx) => {
        const one = (await store.loadInstruments(tx, id))[0]
        const draft = one?.managerId === actor.orgId ? draftOfScores(one) : undefined
        return one && draft ? page(<ScoredDraftPage page={context} view={{ one, rows, typed, errors, refused, faults: [], stamp: typed['stempel'] ?? '', themes: await store.loadThemeNames(tx, actor.orgId) }} />, status) : notFound
      })
    const [chosen, read] = [scoredForm.safeParse(form), wordsForm(rows).safeParse(form)]
    if (!chosen.success || !read.success) return again([...(chosen.success ? [] : wordedErrors(context.t, chosen.error)), ...(read.success ? [] : wordedErrors(context.t, read.error))], 422)
    const { stops } = guardFields(typed, textFields(rows))
    if (stops.length > 0) return again(stops.map((field) => ({ field, text: context.t('common.guard.national-id') })), 422)
    const saved = await actions.saveScores(deps, actor, id, scoresFrom(form, chosen.data, read.data as Readonly<Record<string, string>>), typed['stempel'] ?? '')
    if (!saved.ok) return saved.because === 'changed-meanwhile' || saved.because === 'too-many' ? again([], 409, saved.because) : notFound
    if (form['valg'] !== 'bruk') return redirect(`/sporsmal/${id}/kladd`, { kind: 'success', key: 'instruments.saved' })
    const published = await publishDraft(deps, actor, id)
    if (published.ok) return redirect(`/sporsmal/${id}`, { kind: 'success', key: 'instruments.scored.published' })
    return reading(deps.db, actor, async (tx) => {
      const one = (await store.loadInstruments(tx, id))[0]
      const draft = one && draftOfScores(one)
      return one && draft ? showScored(tx, actor, one, draft, context, published.because === 'not-found' ? undefined : published.because) : notFound
    })
  })
}

export const draftOfScores = (one: store.Instrument): ScoresInstrument | undefined => {
  const draft = one.versions.find(({ locked }) => !locked)?.definition
  return draft?.kind === 'scores' ? draft : undefined
}

/** The draft as it is stored, and what must be mended. */
export async function showScored(tx: Tx, actor: Actor, one: store.Instrument, draft: ScoresInstrument, context: PageContext, refused?: EditRefusal): Promise<Answer> {
  return page(<ScoredDraftPage page={context} view={{ one, ...typedFrom(draft, context), errors: [], refused, faults: checkScores(draft), stamp: stampOf(draft), themes: await store.loadThemeNames(tx, actor.orgId) }} />, refused ? 409 : 200)
}

/** The draft as fields, with empty rows after it for new dimensions. */
function typedFrom({ per, counted, scale, source, dimensions }: ScoresInstrument, { lang }: PageContext): Pick<ScoredView, 'rows' | 'typed'> {
  const number = (value: number) => String(value).replace('.', lang === 'en' ? '.' : ',')
  const rows = Array.from({ length: Math.min(Math.max(dimensions.length + 2, 4), mostDimensions) }, (_, at) => at)
  const typed = Object.fromEntries(rows.flatMap((row): (readonly [string, string])[] => {
    const one = dimensions[row]
    return [[`d-${row}-key`, one?.key ?? ''], [`d-${row}-nb`, one?.name.nb ?? ''], [`d-${row}-nn`, one?.name.nn ?? ''], [`d-${row}-en`, one?.name.en ?? ''], [`d-${row}-om`, one?.about ?? ''], [`d-${row}-best`, one?.better ?? 'high']]
  }))
  return { rows, typed: { ...typed, niva: per, teller: counted, minst: number(scale.least), mest: number(scale.most), desimaler: String(scale.decimals), 'kilde-nb': source.nb, 'kilde-nn': source.nn, 'kilde-en': source.en } }
}
