import { looksLikeId } from '../../../../kernel/ids.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { wordedErrors } from '../../../../ui/form-errors.ts'
import type { FieldError } from '../../../../ui/form.tsx'
import * as actions from './actions.ts'
import { changeForm, newOrganisationForm } from './forms.ts'
import { DetailsPage, NewOrganisationPage, type TypedDetails } from './pages.tsx'
import { typeOf, type DetailRefusal, type Other } from './rules.ts'
import * as store from './store.ts'

const operator = may('operator')

/** The operator makes organisations that no register gives, and keeps their names and contacts right. */
export const detailsWeb = (route: Router<PageContext>) => {
  route.get('/organisasjoner/ny', operator, ({ tx, query, page: context }) => showNew(tx, context, typed(query), [], 200))

  route.post('/organisasjoner', operator, async ({ deps, actor, form, page: context }) => {
    const again = (errors: readonly FieldError[], status: number) => reading(deps.db, actor, (tx) => showNew(tx, context, typed(form), errors, status))
    const parsed = newOrganisationForm.safeParse(form)
    if (!parsed.success) return again(wordedErrors(context.t, parsed.error), 422)
    const made = await actions.makeOrganisation(deps, actor, parsed.data)
    if (made.ok) return redirect(`/organisasjoner/${made.event.id}`, { kind: 'success', key: 'register.detail.made' })
    return made.because === 'municipality-unknown' ? again([{ field: 'kommune', text: context.t('register.detail.municipality.missing') }], 422) : again([refusal(context, made)], 409)
  })

  route.get('/organisasjoner/:id/opplysninger', operator, async ({ tx, params, page: context }) => {
    const organisation = await find(tx, params['id'])
    if (!organisation) return notFound
    const { contact, name } = organisation
    const values = typed({ type: typeOf(organisation), navn: name, kontakt: contact?.name, epost: contact?.email, telefon: contact?.phone })
    return page(<DetailsPage page={context} organisation={organisation} values={values} errors={[]} />)
  })

  route.post('/organisasjoner/:id/opplysninger', operator, async ({ deps, actor, params, form, page: context }) => {
    const organisation = await reading(deps.db, actor, (tx) => find(tx, params['id']))
    if (!organisation) return notFound
    const again = (errors: readonly FieldError[], status: number) => page(<DetailsPage page={context} organisation={organisation} values={typed(form)} errors={errors} />, status)
    const parsed = changeForm.safeParse(form)
    if (!parsed.success) return again(wordedErrors(context.t, parsed.error), 422)
    const changed = await actions.changeDetails(deps, actor, organisation.id, parsed.data)
    if (changed.ok) return redirect(`/organisasjoner/${organisation.id}`, { kind: 'success', key: 'register.detail.saved' })
    return changed.because === 'not-found' ? notFound : again([refusal(context, changed)], 409)
  })
}

const find = async (tx: Tx, id: string | undefined): Promise<store.Detailed | undefined> => (id && looksLikeId(id) ? store.loadDetails(tx, id) : undefined)

const showNew = async (tx: Tx, context: PageContext, values: TypedDetails, errors: readonly FieldError[], status: number): Promise<Answer> =>
  page(<NewOrganisationPage page={context} values={values} errors={errors} municipalities={await store.loadMunicipalities(tx)} />, status)

function refusal({ t }: PageContext, { because, other }: { readonly because: DetailRefusal; readonly other?: Other }): FieldError {
  const name = other?.name ?? ''
  if (because === 'name-taken') return { field: 'navn', text: t('register.detail.refused.name-taken', { name }) }
  return { field: 'orgnummer', text: t('register.detail.refused.number-taken', { name, kind: t(`register.kind.${other?.kind ?? 'owner'}`) }) }
}

function typed(values: Readonly<Record<string, unknown>>): TypedDetails {
  const one = (name: keyof TypedDetails) => (typeof values[name] === 'string' ? values[name].slice(0, 1000) : '')
  return { type: one('type'), navn: one('navn'), orgnummer: one('orgnummer'), kommune: one('kommune'), kontakt: one('kontakt'), epost: one('epost'), telefon: one('telefon') }
}
