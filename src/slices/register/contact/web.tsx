import { looksLikeId } from '../../../kernel/ids.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { forbidden, may, notFound, page, redirect, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { wordedErrors } from '../../../ui/form-errors.ts'
import * as actions from './actions.ts'
import { ownFactForm } from './forms.ts'
import { ContactPage, type Typed } from './pages.tsx'
import { mayEditContact, type Standing } from './rules.ts'
import * as store from './store.ts'

const editors = may('head', 'owner', 'adviser', 'team-leader')

export const contactWeb = (route: Router<PageContext>) => {
  route.get('/barnehager/:id/kontakt', editors, async ({ tx, params, actor, page: context }) => {
    const unit = await findStanding(tx, params['id'])
    if (!unit) return notFound
    if (!mayEditContact(actor, unit)) return forbidden
    const own = await store.loadOwnFact(tx, unit.id)
    return page(<ContactPage page={context} unit={unit} values={typed({ ...own, ansatte: own?.ansatte === undefined ? '' : String(own.ansatte) })} errors={[]} changed={own && { at: own.changedAt, by: own.changedBy }} />)
  })

  route.post('/barnehager/:id/kontakt', editors, async ({ deps, actor, params, form, page: context }) => {
    const unit = await reading(deps.db, actor, (tx) => findStanding(tx, params['id']))
    if (!unit) return notFound
    const parsed = ownFactForm.safeParse(form)
    if (!parsed.success) {
      if (!mayEditContact(actor, unit)) return forbidden
      const errors = wordedErrors(context.t, parsed.error)
      return page(<ContactPage page={context} unit={unit} values={typed(form)} errors={errors} changed={undefined} />, 422)
    }
    const saved = await actions.saveContact(deps, actor, unit.id, parsed.data)
    if (!saved.ok) return saved.because === 'not-found' ? notFound : forbidden
    return redirect(`/barnehager/${unit.id}`, { kind: 'success', key: 'register.own.saved' })
  })
}

export const findStanding = async (tx: Tx, id: string | undefined): Promise<Standing | undefined> => (id && looksLikeId(id) ? store.loadStanding(tx, id) : undefined)

function typed(values: Readonly<Record<string, unknown>>): Typed {
  const one = (name: keyof Typed) => (typeof values[name] === 'string' ? values[name] : '')
  return { kortnavn: one('kortnavn'), omrade: one('omrade'), kontakt: one('kontakt'), epost: one('epost'), telefon: one('telefon'), ansatte: one('ansatte') }
}
