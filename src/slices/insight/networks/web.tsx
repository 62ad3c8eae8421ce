import type { Actor } from '../../../kernel/actor.ts'
import { formatDate } from '../../../kernel/dates.ts'
import { readGuarded, typedIn } from '../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { page as pageOf, pages } from '../../../kernel/paging.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { wordedErrors } from '../../../ui/form-errors.ts'
import type { FieldError } from '../../../ui/form.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import * as actions from './actions.ts'
import { distanceForm, networkForm, placeIn } from './forms.ts'
import { SuggestionsPage, type SuggestionsView } from './pages.tsx'
import * as store from './store.ts'

const team = may('team-leader', 'adviser')
const here = '/lite-kontakt/nettverk'
const groupsOnPage = 10

export const suggestionsWeb = (route: Router<PageContext>) => {
  route.get('/lite-kontakt/nettverk', team, async ({ deps, tx, actor, query, page: context }) => show(deps, tx, actor, context, query['side']))

  route.post('/lite-kontakt/nettverk/nytt', team, async ({ deps, actor, form, page: context }) => {
    const parsed = distanceForm.safeParse(form)
    if (!parsed.success) return reading(deps.db, actor, (tx) => show(deps, tx, actor, context, undefined, { at: 'km', form: { ...emptyForm, typed: typedIn(form), errors: wordedErrors(context.t, parsed.error) } }, 422))
    await actions.makeSuggestions(deps, { teamId: actor.orgId, km: parsed.data.km, size: parsed.data.storrelse, scope: parsed.data.hvem })
    return redirect(here, { kind: 'success', key: 'suggestions.flash.made' })
  })

  route.post('/lite-kontakt/nettverk/flytting', team, async ({ deps, actor, form, page: context }) => {
    const to = placeIn(form['til'])
    const kindergarten = typeof form['barnehage'] === 'string' && looksLikeId(form['barnehage']) ? form['barnehage'] : ''
    const again = (key: 'suggestions.because.not-there' | 'suggestions.because.no-such-group' | 'suggestions.because.group-full', status: number) =>
      reading(deps.db, actor, (tx) => show(deps, tx, actor, context, undefined, { at: undefined, form: { ...emptyForm, errors: [{ field: '', text: context.t(key) }] } }, status))
    if (to === undefined || kindergarten === '') return again('suggestions.because.not-there', 422)
    const moved = await actions.moveLine(deps, actor, kindergarten, to)
    if (moved.ok) return redirect(moved.event.group === undefined ? `${here}#utenfor` : `${here}#gruppe-${moved.event.group}`, { kind: 'success', key: 'suggestions.flash.moved' })
    return moved.because === 'same-place' ? redirect(here) : again(`suggestions.because.${moved.because}`, 409)
  })

  route.post('/lite-kontakt/nettverk/grupper/:nummer', team, async ({ deps, actor, params, form, page: context }) => {
    const { t } = context
    const group = placeIn(params['nummer'])
    if (typeof group !== 'number') return notFound
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => show(deps, tx, actor, context, undefined, { at: group, form: shown }, status))
    const wrong = (errors: readonly FieldError[], status: number) => again({ ...emptyForm, typed: typedIn(form), errors }, status)
    const read = readGuarded(networkForm, ['navn'], form)
    if (!read.ok) return again(showAgain(t, { navn: t('networks.name'), svarfrist: t('networks.answer-by') }, read), 422)
    const key = typeof form['nokkel'] === 'string' && looksLikeId(form['nokkel']) ? form['nokkel'] : crypto.randomUUID()
    const made = await actions.makeNetwork(deps, actor, { group, name: read.values.navn, startKey: key, answerBy: read.values.svarfrist })
    if (made.ok) return redirect(`/nettverk/${made.event.id}`, { kind: 'success', key: 'networks.flash.founded' })
    switch (made.because) {
      case 'answer-by-passed':
      case 'answer-by-late':
        return wrong([{ field: 'svarfrist', text: t(`networks.because.${made.because}`) }], 422)
      case 'too-few':
      case 'too-many':
        return wrong([{ field: '', text: t(`networks.because.${made.because}`) }], 409)
      case 'cannot-ask':
        return wrong(('stopped' in made ? made.stopped : []).map(({ name, because }) => ({ field: '', text: `${name}: ${t(`networks.because.${because}`)}` })), 409)
      default:
        return wrong([{ field: '', text: t('suggestions.because.no-such-group') }], 409)
    }
  })
}

type Shown = Pick<SuggestionsView, 'form' | 'at'>
async function show(deps: Deps, tx: Tx, actor: Actor, context: PageContext, side: unknown, shown: Shown = { form: emptyForm, at: undefined }, status = 200): Promise<Answer> {
  const run = await store.loadRun(tx, actor.orgId)
  const [lines, themes] = await Promise.all([run ? store.loadLines(tx, run.id) : [], store.loadThemes(tx, actor.orgId)])
  const all = [...Map.groupBy(lines.filter(({ group }) => group !== undefined), ({ group }) => group ?? 0)].map(([number, of]) => ({ number, lines: of }))
  // A form that came back stands on the page its group is on.
  const asked = typeof shown.at === 'number' ? String(Math.floor(all.findIndex(({ number }) => number === shown.at) / groupsOnPage) + 1) : side
  const paging = pages(pageOf({ side: asked, antall: String(groupsOnPage) }), all.length)
  const groups = all.slice(paging.offset, paging.offset + paging.size)
  return page(<SuggestionsPage page={context} view={{ run, themes, all, groups, outside: lines.filter(({ group }) => group === undefined), paging, startKey: crypto.randomUUID(), answerBy: formatDate(actions.usualAnswerBy(deps.now()), context.lang, 'short'), ...shown }} />, status)
}
