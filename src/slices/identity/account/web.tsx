import { looksLikeId } from '../../../kernel/ids.ts'
import { reading } from '../../../platform/db.ts'
import { file, notFound, page, redirect, signedIn, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { wordedErrors } from '../../../ui/form-errors.ts'
import { typedIn } from '../members/seen.ts'
import type { Providers } from '../sign-in/actions.ts'
import * as actions from './actions.ts'
import { emailWeb } from './email/web.tsx'
import { accountForm } from './forms.ts'
import { AccountPage, doorNames } from './pages.tsx'

/** For those with a role or who have had one. Who is signed in but unknown has nothing here yet, and is shown the way in. */
export const accountWeb = (providers: Providers, suppliers: actions.Suppliers) => (route: Router<PageContext>) => {
  route.get('/konto', signedIn, async ({ tx, deps, visit, page: context }) => {
    const account = visit?.personId && (await actions.loadAccount(tx, visit, visit.personId, deps.now()))
    return account ? page(<AccountPage page={context} account={account} doorName={doorNames(providers, context)} />) : redirect('/tilgang')
  })

  route.post('/konto', signedIn, async ({ deps, visit, form, page: context }) => {
    if (!visit?.personId) return notFound
    const { personId } = visit
    const parsed = accountForm.safeParse(form)
    if (!parsed.success) {
      const account = await reading(deps.db, undefined, (tx) => actions.loadAccount(tx, visit, personId, deps.now()))
      return account ? page(<AccountPage page={context} account={account} doorName={doorNames(providers, context)} typed={typedIn(form)} errors={wordedErrors(context.t, parsed.error)} />, 422) : notFound
    }
    await actions.saveAccount(deps, visit, personId, parsed.data.navn, parsed.data.sprak)
    return redirect('/konto', { kind: 'success', key: 'members.done.account' })
  })

  emailWeb(providers)(route)

  route.post('/konto/okter/andre/avslutning', signedIn, async ({ deps, visit }) => {
    if (!visit?.personId) return notFound
    await actions.endOtherSessions(deps, visit, visit.personId)
    return redirect('/konto', { kind: 'success', key: 'members.done.sessions-ended' })
  })

  route.post('/konto/okter/:id/avslutning', signedIn, async ({ deps, visit, params }) => {
    const id = params['id'] ?? ''
    if (!visit?.personId || !looksLikeId(id) || (await actions.endSession(deps, visit.personId, id)) === 0) return notFound
    return redirect('/konto', { kind: 'success', key: 'members.done.session-ended' })
  })

  route.get('/konto/opplysninger', signedIn, async ({ tx, visit }) => {
    if (!visit?.personId) return notFound
    const everything = await actions.loadEverything(tx, visit.personId, suppliers)
    return file('samspill-opplysninger.json', 'application/json; charset=utf-8', JSON.stringify(everything, undefined, 2))
  })
}
