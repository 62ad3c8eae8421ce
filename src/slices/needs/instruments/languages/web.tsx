import type { Actor } from '../../../../kernel/actor.ts'
import { guardFields, typedIn } from '../../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { wordedErrors } from '../../../../ui/form-errors.ts'
import type { FieldError } from '../../../../ui/form.tsx'
import * as store from '../editor/store.ts'
import { stampOf } from '../rules.ts'
import * as actions from './actions.ts'
import { chooseForm, languageForm, otherForm, otherLanguage } from './forms.ts'
import { LanguagePage, NewLanguagePage } from './pages.tsx'
import { fieldsOf, knownLanguages, valuesOf } from './rules.ts'

const editors = may('team-leader', 'adviser', 'owner')

export const languagesWeb = (route: Router<PageContext>) => {
  route.get('/sporsmal/:id/kladd/sprak', editors, async ({ tx, actor, params, page: context }) => showNew(tx, actor, params['id'], context, {}, []))

  route.post('/sporsmal/:id/kladd/sprak', editors, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const again = (errors: readonly FieldError[]) => reading(deps.db, actor, (tx) => showNew(tx, actor, id, context, typedIn(form), errors, 422))
    const chosen = chooseForm.safeParse(form)
    if (!chosen.success) return again(wordedErrors(context.t, chosen.error))
    const other = chosen.data.sprak === otherLanguage ? otherForm.safeParse(form) : undefined
    if (other && !other.success) return again(wordedErrors(context.t, other.error))
    const known = knownLanguages.find(({ code }) => code === chosen.data.sprak)
    const language = other ? { code: other.data.kode, name: other.data.navn, dir: other.data.retning } : known
    if (!language || !looksLikeId(id)) return notFound
    const added = await actions.newLanguage(deps, actor, id, language)
    if (added.ok) return redirect(`/sporsmal/${id}/kladd/sprak/${language.code}`, { kind: 'success', key: 'instruments.language.begun' })
    return added.because === 'no-draft' ? notFound : again([{ field: other ? 'kode' : 'sprak', text: context.t(`instruments.language.because.${added.because}`) }])
  })

  route.get('/sporsmal/:id/kladd/sprak/:sprak', editors, async ({ tx, actor, params, page: context }) => showLanguage(tx, actor, params['id'], params['sprak'], context))

  route.post('/sporsmal/:id/kladd/sprak/:sprak', editors, async ({ deps, actor, params, form, page: context }) => {
    const [id, code] = [params['id'] ?? '', params['sprak'] ?? '']
    const typed = typedIn(form)
    const again = (errors: readonly FieldError[], status: number) => reading(deps.db, actor, (tx) => showLanguage(tx, actor, id, code, context, { typed, errors, status }))
    const found = await reading(deps.db, actor, (tx) => find(tx, actor, id))
    if (!found) return notFound
    const parsed = languageForm(found.draft).safeParse(form)
    if (!parsed.success) return again(wordedErrors(context.t, parsed.error), 422)
    const { stops } = guardFields(typed, fieldsOf(found.draft))
    if (stops.length > 0) return again(stops.map((field) => ({ field, text: context.t('common.guard.national-id') })), 422)
    const saved = await actions.saveLanguage(deps, actor, id, code, parsed.data as Readonly<Record<string, string>>, typed['stempel'] ?? '')
    if (saved.ok) return redirect(`/sporsmal/${id}/kladd/sprak/${code}`, { kind: 'success', key: 'instruments.saved' })
    return saved.because === 'changed-meanwhile' ? again([], 409) : notFound
  })

  route.post('/sporsmal/:id/kladd/sprak/:sprak/fjerning', editors, async ({ deps, actor, params, form, page: context }) => {
    const [id, code] = [params['id'] ?? '', params['sprak'] ?? '']
    if (!looksLikeId(id)) return notFound
    const removed = await actions.dropLanguage(deps, actor, id, code, typedIn(form)['stempel'] ?? '')
    if (removed.ok) return redirect(`/sporsmal/${id}/kladd`, { kind: 'success', key: 'instruments.saved' })
    return removed.because === 'changed-meanwhile' ? reading(deps.db, actor, (tx) => showLanguage(tx, actor, id, code, context, { errors: [], status: 409 })) : notFound
  })
}

async function find(tx: Tx, actor: Actor, id: string | undefined) {
  const [one] = looksLikeId(id ?? '') ? await store.loadInstruments(tx, id) : []
  const draft = one?.versions.find(({ locked }) => !locked)?.definition
  return one?.managerId === actor.orgId && draft?.kind === 'statements' ? { one, draft } : undefined
}

async function showNew(tx: Tx, actor: Actor, id: string | undefined, context: PageContext, typed: Readonly<Record<string, string>>, errors: readonly FieldError[], status = 200): Promise<Answer> {
  const found = await find(tx, actor, id)
  return found ? page(<NewLanguagePage page={context} {...found} typed={typed} errors={errors} />, status) : notFound
}

/** What was typed goes before what stands; the stamp is always that of what stands now, so that one who has seen the difference can save. */
async function showLanguage(tx: Tx, actor: Actor, id: string | undefined, code: string | undefined, context: PageContext, again: { readonly typed?: Readonly<Record<string, string>>; readonly errors: readonly FieldError[]; readonly status: number } = { errors: [], status: 200 }): Promise<Answer> {
  const found = await find(tx, actor, id)
  const language = found?.draft.languages?.find((one) => one.code === code)
  const values = found && language && valuesOf(found.draft, language.code)
  if (!found || !language || !values) return notFound
  const stamp = again.status === 422 ? (again.typed?.['stempel'] ?? '') : stampOf(values)
  return page(<LanguagePage page={context} view={{ ...found, language, typed: { ...values, ...again.typed }, stamp, errors: again.errors, stale: again.status === 409 }} />, again.status)
}
