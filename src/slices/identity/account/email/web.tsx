import { actAs, reading, system } from '../../../../platform/db.ts'
import { notFound, page, redirect, signedIn, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { wordedErrors } from '../../../../ui/form-errors.ts'
import { typedIn } from '../../members/seen.ts'
import { hashToken, type Providers } from '../../sign-in/actions.ts'
import { loadAccount } from '../actions.ts'
import { AccountPage, doorNames } from '../pages.tsx'
import * as actions from './actions.ts'
import { emailForm } from './forms.ts'
import { ConfirmEmailPage } from './pages.tsx'
import { confirm } from './rules.ts'
import { isTaken, loadChange } from './store.ts'

const tokenShape = /^[A-Za-z0-9_-]{43}$/
/** Each request sends a letter to an address somebody chose. */
const asking = { max: 5, minutes: 15 }

/** A new address of e-mail: asked for on one's own page, confirmed by a link sent there, by the same person signed in. */
export const emailWeb = (providers: Providers) => (route: Router<PageContext>) => {
  route.post(
    '/konto/epost',
    signedIn,
    async ({ deps, visit, form, page: context }) => {
      if (!visit?.personId) return notFound
      const { personId } = visit
      const parsed = emailForm.safeParse(form)
      const done = parsed.success && (await actions.askForChange(deps, personId, parsed.data.epost))
      if (done && done.ok) return redirect('/konto', { kind: 'success', key: 'members.done.email-asked' })
      const account = await reading(deps.db, undefined, (tx) => loadAccount(tx, visit, personId, deps.now()))
      if (!account) return notFound
      const errors = parsed.success ? [{ field: 'epost', text: context.t('members.email.same') }] : wordedErrors(context.t, parsed.error)
      return page(<AccountPage page={context} account={account} doorName={doorNames(providers, context)} typed={typedIn(form)} errors={errors} />, 422)
    },
    { limit: asking },
  )

  route.get('/konto/epost/:token', signedIn, async ({ tx, deps, visit, params, page: context }) => {
    const token = params['token'] ?? ''
    if (!visit?.personId || !tokenShape.test(token)) return notFound
    await actAs(tx, system)
    const change = await loadChange(tx, visit.personId, hashToken(token))
    if (!change) return notFound
    const decision = confirm(change, await isTaken(tx, visit.personId, change.email), deps.now())
    return page(<ConfirmEmailPage page={context} path={actions.confirmationPath(token)} email={change.email} refusal={decision.ok ? undefined : decision.because} />, decision.ok ? 200 : 410)
  })

  route.post('/konto/epost/:token', signedIn, async ({ deps, visit, params, page: context }) => {
    const token = params['token'] ?? ''
    if (!visit?.personId || !tokenShape.test(token)) return notFound
    const done = await actions.confirmChange(deps, visit, visit.personId, token)
    if (done.ok) return redirect('/konto', { kind: 'success', key: 'members.done.email-changed' })
    return done.because === 'not-found' ? notFound : page(<ConfirmEmailPage page={context} path={actions.confirmationPath(token)} email="" refusal={done.because} />, 410)
  })
}
