import { osloDate } from '../../../../kernel/dates.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { wordedErrors } from '../../../../ui/form-errors.ts'
import type { FieldError } from '../../../../ui/form.tsx'
import * as actions from './actions.ts'
import { beginForm, endForm } from './forms.ts'
import { RelationsPage, type TypedBegin, type TypedEnd } from './pages.tsx'
import { kindsFor, partnersOf } from './rules.ts'
import * as store from './store.ts'

const operator = may('operator')
const mostFound = 20

/** The operator writes down who owns, serves and belongs to whom, and when it ended. */
export const relationsWeb = (route: Router<PageContext>) => {
  route.get('/organisasjoner/:id/tilknytninger', operator, ({ tx, deps, params, query, page: context }) => show(tx, deps, params['id'], query, context, {}))

  route.post('/organisasjoner/:id/tilknytninger', operator, async ({ deps, actor, params, query, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const again = (errors: readonly FieldError[], status: number) =>
      reading(deps.db, actor, (tx) => show(tx, deps, id, { ...query, tilknytning: one(form['tilknytning']) }, context, { values: { til: one(form['til']), fra: one(form['fra']) }, errors, status }))
    const parsed = beginForm.safeParse(form)
    if (!parsed.success) return again(wordedErrors(context.t, parsed.error), 422)
    const { tilknytning, til, fra } = parsed.data
    const begun = await actions.beginRelation(deps, actor, id, { kind: tilknytning, toId: til, on: fra })
    if (begun.ok) return redirect(`/organisasjoner/${id}/tilknytninger`, { kind: 'success', key: begun.event.replaced.length > 0 ? 'register.relation.replaced' : 'register.relation.saved' })
    if (begun.because === 'not-found') return notFound
    if (begun.because === 'there-already') return again([{ field: 'fra', text: context.t('register.relation.refused.there-already', { name: begun.other?.to.name ?? '' }) }], 409)
    return again([{ field: begun.because === 'another-later' ? 'fra' : 'til', text: context.t(`register.relation.refused.${begun.because}`) }], 409)
  })

  route.post('/organisasjoner/:id/tilknytninger/:relation', operator, async ({ deps, actor, params, form, page: context }) => {
    const [id, relation] = [params['id'] ?? '', params['relation'] ?? '']
    if (!looksLikeId(id) || !looksLikeId(relation)) return notFound
    const again = (text: string, status: number) =>
      reading(deps.db, actor, (tx) => show(tx, deps, id, {}, context, { ending: { id: relation, value: one(form['siste']) }, errors: [{ field: 'siste', text }], status }))
    const parsed = endForm.safeParse(form)
    if (!parsed.success) return again(wordedErrors(context.t, parsed.error)[0]?.text ?? '', 422)
    const ended = await actions.endRelation(deps, actor, id, relation, parsed.data.siste)
    if (ended.ok) return redirect(`/organisasjoner/${id}/tilknytninger`, { kind: 'success', key: 'register.relation.ended' })
    return ended.because === 'not-found' ? notFound : again(context.t(`register.relation.refused.${ended.because}`), 409)
  })
}

type Sent = { readonly values?: TypedBegin; readonly ending?: TypedEnd; readonly errors?: readonly FieldError[]; readonly status?: number }

async function show(tx: Tx, deps: Deps, id: string | undefined, query: Readonly<Record<string, unknown>>, context: PageContext, { values, ending, errors = [], status = 200 }: Sent): Promise<Answer> {
  const from = id && looksLikeId(id) ? await store.loadSide(tx, id) : undefined
  if (!from || from.kind === 'department') return notFound
  const kind = kindsFor(from.kind).find((known) => known === query['tilknytning'])
  const search = one(query['q']).trim()
  const candidates = kind && search !== '' ? (await store.findSides(tx, search, partnersOf(from.kind, kind), mostFound)).filter((side) => side.id !== from.id) : undefined
  return page(
    <RelationsPage page={context} from={from} relations={await store.loadRelations(tx, from.id)} today={osloDate(deps.now())} kind={kind} search={search} candidates={candidates} values={values ?? { til: '', fra: '' }} ending={ending} errors={errors} />,
    status,
  )
}

const one = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 200) : '')
