import type { Actor } from '../../../kernel/actor.ts'
import { formatDate } from '../../../kernel/dates.ts'
import { readGuarded, typedIn } from '../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { loadPage, page as pageOf } from '../../../kernel/paging.ts'
import { reading, writing, type Tx } from '../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import * as audit from '../../audit/index.ts'
import { loadUnit } from '../evidence/units-store.ts'
import { wordsIn } from '../instruments/definition.ts'
import * as actions from './actions.ts'
import { ChooseListPage, CorrectPage, EnterPage, type CorrectView, type EnterView, type ListChoice } from './enter-pages.tsx'
import { filesWeb } from './files/web.tsx'
import { correctionForm, fieldOf, scoresIn, setForm, takeBackForm } from './forms.ts'
import { addressOf, ScoresPage, UnitsPage } from './pages.tsx'
import { loadLists, type List } from './lists.ts'
import { groupsOf, type ScoreSet } from './rules.ts'
import * as store from './store.ts'
import { numberProblem } from './words.ts'

const readers = may('head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader')
const writers = may('head', 'owner', 'adviser', 'team-leader')

export const scoresWeb = (route: Router<PageContext>) => {
  filesWeb(route)

  route.get('/kartlegginger', readers, async ({ tx, actor, query, page: context }) => {
    if (actor.role === 'head' || actor.role === 'pedagogical-leader') return redirect(addressOf(actor.orgId))
    const { rows, paging } = await loadPage(pageOf({ side: query['side'], antall: '50' }), (offset, size) => store.loadMeasuredUnits(tx, offset, size))
    return page(<UnitsPage page={context} rows={rows.map((row) => ({ ...row, last: row.last && formatDate(row.last, context.lang, 'long') }))} current={paging.number} pages={paging.count} />)
  })

  route.get('/kunnskapsgrunnlag/:id/kartlegginger', readers, async ({ deps, tx, actor, params, page: context, afterwards }) => {
    const kindergarten = await findUnit(tx, params['id'], actor)
    if (!kindergarten) return notFound
    const sets = await store.loadSets(tx, kindergarten.id)
    if (actor.role === 'adviser' || actor.role === 'team-leader') afterwards(() => writing(deps.db, actor, (own) => audit.noteReading(own, actor, 'scores', kindergarten.id, [kindergarten.id, actor.orgId], deps.now())))
    return page(<ScoresPage page={context} view={{ kindergarten, groups: groupsOf(sets), sets, mayEnter: actor.role !== 'pedagogical-leader', ownerSees: actor.role === 'owner' }} />)
  })

  route.get('/kunnskapsgrunnlag/:id/kartlegginger/ny', writers, async ({ tx, actor, params, query, page: context }) => {
    const kindergarten = await findUnit(tx, params['id'], actor)
    if (!kindergarten) return notFound
    const lists = await loadLists(tx, actor)
    const chosen = lists.find(({ versionId }) => versionId === query['verktoy']) ?? (lists.length === 1 && query['verktoy'] === undefined ? lists[0] : undefined)
    return chosen ? showEnter(tx, context, kindergarten, chosen, emptyForm) : page(<ChooseListPage page={context} kindergarten={kindergarten} lists={lists} makes={actor.role !== 'head'} />)
  })

  route.post('/kunnskapsgrunnlag/:id/kartlegginger/ny', writers, async ({ deps, actor, params, form, page: context }) => {
    const found = await reading(deps.db, actor, async (tx) => {
      const kindergarten = await findUnit(tx, params['id'], actor)
      const list = (await loadLists(tx, actor)).find(({ versionId }) => versionId === form['verktoy'])
      return kindergarten && list && { kindergarten, list }
    })
    if (!found) return notFound
    const { kindergarten, list } = found
    const again = (shown: ShownForm, status: number, already?: string) => reading(deps.db, actor, (tx) => showEnter(tx, context, kindergarten, list, shown, status, already))
    const read = readGuarded(setForm, ['kilde'], form)
    const { scores, wrong } = scoresIn(list.definition, form)
    const unit = typeof form['enhet'] === 'string' && looksLikeId(form['enhet']) ? form['enhet'] : undefined
    const errors = [...(unit === undefined ? [{ field: 'enhet', text: context.t('scores.unit.missing') }] : []), ...(read.ok ? [] : showAgain(context.t, labelsOf(context), read).errors), ...wrong.map(({ field, because }) => ({ field, text: numberProblem(context, because, list.definition.scale) }))]
    if (!read.ok || unit === undefined || wrong.length > 0) return again({ typed: typedIn(form), warnings: read.ok ? [] : read.warnings, errors }, 422)
    const entered = await actions.enter(deps, actor, kindergarten.id, list, { unitId: unit, on: read.values.dato, answered: read.values.antall, source: read.values.kilde, scores })
    if (entered.ok) return redirect(addressOf(kindergarten.id), { kind: 'success', key: 'scores.flash.entered' })
    if (entered.because === 'there-already') {
      const sets = await reading(deps.db, actor, (tx) => store.loadSets(tx, kindergarten.id))
      return again({ ...emptyForm, typed: typedIn(form) }, 409, actions.newestOf(sets, unit, list.versionId, read.values.dato)?.id)
    }
    return again({ ...emptyForm, typed: typedIn(form), errors: [refusal(context, list, entered.because)] }, 422)
  })

  route.get('/kunnskapsgrunnlag/:id/kartlegginger/:maling', writers, async ({ tx, actor, params, page: context }) => {
    const found = await findSet(tx, actor, params['id'], params['maling'])
    return found ? page(<CorrectPage page={context} view={{ ...found, form: { ...emptyForm, typed: typedOf(found.set, context) }, stale: false }} />) : notFound
  })

  route.post('/kunnskapsgrunnlag/:id/kartlegginger/:maling', writers, async ({ deps, actor, params, form, page: context }) => {
    const found = await reading(deps.db, actor, (tx) => findSet(tx, actor, params['id'], params['maling']))
    if (!found) return notFound
    const { kindergarten, set } = found
    const again = (shown: Partial<ShownForm>, status: number, now: ScoreSet = set) => {
      const view: CorrectView = { kindergarten, set: now, form: { ...emptyForm, ...shown, typed: { ...typedOf(now, context), ...typedIn(form) } }, stale: status === 409 }
      return page(<CorrectPage page={context} view={view} />, status)
    }
    const back = form['valg'] === 'tilbake'
    const read = back ? readGuarded(takeBackForm, ['hvorfor'], form) : readGuarded(correctionForm, ['kilde', 'grunn'], form)
    const { scores, wrong } = back ? { scores: {}, wrong: [] } : scoresIn(set.definition, form)
    if (!read.ok || wrong.length > 0) return again({ warnings: read.ok ? [] : read.warnings, errors: [...(read.ok ? [] : showAgain(context.t, labelsOf(context), read).errors), ...wrong.map(({ field, because }) => ({ field, text: numberProblem(context, because, set.definition.scale) }))] }, 422)
    const next = 'antall' in read.values ? { answered: read.values.antall, source: read.values.kilde, scores } : 'take-back'
    const done = await actions.correct(deps, actor, kindergarten.id, set.id, next, 'hvorfor' in read.values ? read.values.hvorfor : read.values.grunn, Number(form['utgave']))
    if (done.ok) return redirect(addressOf(kindergarten.id), { kind: 'success', key: back ? 'scores.flash.taken-back' : 'scores.flash.corrected' })
    if (done.because === 'not-found') return notFound
    if (done.because !== 'changed-meanwhile') return again({ errors: [refusal(context, { definition: set.definition }, done.because)] }, 422)
    const sets = await reading(deps.db, actor, (tx) => store.loadSets(tx, kindergarten.id))
    return again({}, 409, actions.newestOf(sets, set.unitId, set.versionId, set.on))
  })
}

const findUnit = async (tx: Tx, id: string | undefined, actor: Actor) => (looksLikeId(id ?? '') ? loadUnit(tx, id ?? '', actor) : undefined)
async function findSet(tx: Tx, actor: Actor, id: string | undefined, setId: string | undefined): Promise<Pick<CorrectView, 'kindergarten' | 'set'> | undefined> {
  const kindergarten = await findUnit(tx, id, actor)
  const set = kindergarten && looksLikeId(setId ?? '') ? (await store.loadSets(tx, kindergarten.id)).find((one) => one.id === setId) : undefined
  return kindergarten && set && { kindergarten, set }
}

async function showEnter(tx: Tx, context: PageContext, kindergarten: EnterView['kindergarten'], list: List, form: ShownForm, status = 200, already?: string): Promise<Answer> {
  const units = list.definition.per === 'department' ? await store.loadDepartments(tx, kindergarten.id) : []
  return page(<EnterPage page={context} view={{ kindergarten, list, units, form, already }} />, status)
}

const labelsOf = ({ t }: PageContext): Readonly<Record<string, string>> => ({ dato: t('scores.date'), antall: t('scores.count'), kilde: t('scores.source'), grunn: t('scores.reason'), hvorfor: t('scores.take-back.reason') })

/** What stands, to be corrected. How many answered is typed anew: it is told in bands, and an exact number for each correction would lay two beside two means. */
const typedOf = ({ answered, source, scores, definition }: ScoreSet, { lang }: PageContext): Readonly<Record<string, string>> => ({
  antall: definition.counted === 'answers' ? '' : String(answered), kilde: source || wordsIn(definition.source, lang),
  ...Object.fromEntries(definition.dimensions.map(({ key }) => [fieldOf(key), scores[key] === undefined ? '' : String(scores[key]).replace('.', lang === 'en' ? '.' : ',')])),
})

/** Where on the form a refusal belongs, and what to do. */
function refusal({ t }: PageContext, { definition }: Pick<ListChoice, 'definition'>, because: actions.EnterRefusal): { readonly field: string; readonly text: string } {
  if (because === 'too-few') return { field: 'antall', text: t(`scores.because.too-few.${definition.counted}`) }
  const first = definition.dimensions[0]?.key ?? ''
  const field = because === 'in-future' || because === 'too-old' ? 'dato' : because === 'unknown-unit' ? 'enhet' : fieldOf(first)
  return { field, text: t(`scores.because.${because}`) }
}
