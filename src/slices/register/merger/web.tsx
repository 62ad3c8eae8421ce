import { looksLikeId } from '../../../kernel/ids.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { wordedErrors } from '../../../ui/form-errors.ts'
import type { FieldError } from '../../../ui/form.tsx'
import { readFilter } from '../rules.ts'
import { searchKindergartens } from '../store.ts'
import * as actions from './actions.ts'
import { endForm } from './forms.ts'
import { EndPage, type TypedEnd } from './pages.tsx'
import * as store from './store.ts'

const empty: TypedEnd = { slutt: '', dato: '', etterfolger: '' }

/** The operator records that a kindergarten was closed, or merged into another. */
export const mergerWeb = (route: Router<PageContext>) => {
  route.get('/barnehager/:id/avslutning', may('operator'), ({ tx, params, query, page: context }) => show(tx, params['id'], one(query['q']), context, empty, []))

  route.post('/barnehager/:id/avslutning', may('operator'), async ({ deps, actor, params, query, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    if (form['valg'] === 'apne') {
      const opened = await actions.reopen(deps, actor, id)
      return !opened.ok && opened.because === 'not-found' ? notFound : redirect(`/barnehager/${id}`, { kind: 'success', key: 'register.end.reopened' })
    }
    const typed: TypedEnd = { slutt: one(form['slutt']), dato: one(form['dato']), etterfolger: one(form['etterfolger']) }
    const again = (errors: readonly FieldError[], status: number) => reading(deps.db, actor, (tx) => show(tx, id, one(query['q']), context, typed, errors, status))
    const parsed = endForm.safeParse(form)
    if (!parsed.success) return again(wordedErrors(context.t, parsed.error), 422)
    const merged = parsed.data.slutt === 'sammenslatt'
    const ended = await actions.recordEnd(deps, actor, id, { on: parsed.data.dato, merged, successorId: merged ? parsed.data.etterfolger : undefined })
    if (ended.ok) return redirect(`/barnehager/${id}`, { kind: 'success', key: 'register.end.saved' })
    if (ended.because === 'not-found') return notFound
    return again([{ field: ended.because === 'date-in-future' ? 'dato' : ended.because === 'already-closed' ? 'slutt' : 'etterfolger', text: context.t(`register.end.refused.${ended.because}`) }], 409)
  })
}

const one = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 200) : '')

async function show(tx: Tx, id: string | undefined, search: string, context: PageContext, values: TypedEnd, errors: readonly FieldError[], status = 200): Promise<Answer> {
  const unit = id && looksLikeId(id) ? await store.loadEnding(tx, id) : undefined
  if (!unit) return notFound
  const { rows } = search ? await searchKindergartens(tx, readFilter({ q: search }), 0, 8) : { rows: [] }
  const chosen = values.etterfolger && looksLikeId(values.etterfolger) && !rows.some((row) => row.id === values.etterfolger) ? await store.loadEnding(tx, values.etterfolger) : undefined
  const candidates = [...(chosen ? [{ ...blank, id: chosen.id, name: chosen.name }] : []), ...rows.filter((row) => row.id !== unit.id)]
  return page(<EndPage page={context} unit={unit} search={search} candidates={candidates} values={values} errors={errors} />, status)
}

const blank = { organisationNumber: undefined, nsrId: undefined, address: undefined, postalCode: undefined, municipalityNumber: undefined, shortName: undefined, fictitious: false, fromNationalRegister: false, closedOn: undefined, postalPlace: undefined, municipalityName: undefined, capacity: undefined, ownership: undefined, ownerName: undefined, ages: undefined }
