import { reading } from '../../../platform/db.ts'
import { notFound, page, redirect, signedIn, type Answer, type Router } from '../../../platform/http.ts'
import type { Visit } from '../../../platform/visit.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { wordedErrors } from '../../../ui/form-errors.ts'
import { typedIn } from '../members/seen.ts'
import * as actions from './actions.ts'
import { askForm } from './forms.ts'
import { AccessPage } from './pages.tsx'

export const accessRequestsWeb = (route: Router<PageContext>) => {
  route.get(
    '/tilgang',
    signedIn,
    async ({ tx, visit, query, page: context }) => {
      const search = searchIn(query['q'])
      return page(<AccessPage page={context} asking={await actions.loadAsking(tx, visit as Visit, search)} search={search} known={visit?.actor !== undefined} />)
    },
    { limit: { max: 60, minutes: 5 } },
  )

  route.post(
    '/tilgang',
    signedIn,
    async ({ deps, visit, form, language, page: context }) => {
      const search = searchIn(form['q'])
      const again = async (extra: object, status: number): Promise<Answer> => {
        const asking = await reading(deps.db, undefined, (tx) => actions.loadAsking(tx, visit as Visit, search))
        return page(<AccessPage page={context} asking={asking} search={search} known={visit?.actor !== undefined} typed={typedIn(form)} {...extra} />, status)
      }
      const parsed = askForm.safeParse(form)
      if (!parsed.success) return again({ errors: wordedErrors(context.t, parsed.error) }, 422)
      const { virksomhet, navn, epost } = parsed.data
      const done = await actions.ask(deps, visit as Visit, virksomhet, navn, epost, language)
      if (done.ok) return redirect('/tilgang', { kind: 'success', key: 'members.access.done' })
      return done.because === 'not-found' ? notFound : again({ refusal: done.because }, 409)
    },
    { limit: { max: 20, minutes: 15 } },
  )
}

const searchIn = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, 100) : '')
