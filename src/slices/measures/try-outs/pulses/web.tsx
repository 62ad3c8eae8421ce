import { reading } from '../../../../platform/db.ts'
import { open, page, redirect, type Deps, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { wordedErrors } from '../../../../ui/form-errors.ts'
import { pulseForm } from '../forms.ts'
import { answerPulse } from './actions.ts'
import { PulseEndPage, PulsePage } from './pages.tsx'
import * as store from './store.ts'
import { hashOf, looksLikeSecret, newFormKey } from './token.ts'

/** A whole kindergarten behind one address gets through; one that guesses among 2^128 secrets does not get far. */
const guessing = { max: 300, minutes: 10 }

/** The pulse as one of the staff meets it: a link, one question, no sign-in. */
export const pulsesWeb = (route: Router<PageContext>) => {
  route.get('/puls/:token', open, async ({ tx, params, hasAnswered, page: context }) => {
    const token = params['token'] ?? ''
    const pulse = looksLikeSecret(token) ? await store.openPulse(tx, hashOf(token)) : undefined
    if (!pulse) return page(<PulseEndPage page={context} what="gone" />, 404)
    if (hasAnswered) return page(<PulseEndPage page={context} what="answered" />)
    return page(<PulsePage page={context} action={`/puls/${token}`} pulse={pulse} formKey={newFormKey()} typed={undefined} errors={[]} />)
  }, { limit: guessing })

  route.post('/puls/:token', open, async ({ deps, params, form, hasAnswered, page: context }) => {
    const token = params['token'] ?? ''
    const thanks = `/puls/${token}/takk`
    const pulse = looksLikeSecret(token) ? await reading(deps.db, undefined, (tx) => store.openPulse(tx, hashOf(token))) : undefined
    if (!pulse) return page(<PulseEndPage page={context} what="gone" />, 404)
    // Also the answer to a double click: the first one's cookie may have come already.
    if (hasAnswered) return redirect(thanks)
    const formKey = looksLikeSecret(form['key']) ? form['key'] : newFormKey()
    const parsed = pulseForm.safeParse(form)
    if (!parsed.success) return page(<PulsePage page={context} action={`/puls/${token}`} pulse={pulse} formKey={formKey} typed={undefined} errors={wordedErrors(context.t, parsed.error)} />, 422)
    const cast = await answerPulse(deps, token, formKey, parsed.data.svar)
    return cast === 'closed' ? page(<PulseEndPage page={context} what="gone" />, 404) : redirect(thanks, undefined, undefined, { 'set-cookie': answeredCookie(deps, token) })
  }, { limit: guessing })

  route.get('/puls/:token/takk', open, async ({ params, page: context }) =>
    looksLikeSecret(params['token']) ? page(<PulseEndPage page={context} what="thanks" />) : page(<PulseEndPage page={context} what="gone" />, 404),
  { limit: guessing })
}

/** Says "yes" and nothing more, to the address of this pulse only, for as long as it may be open. */
const answeredCookie = ({ config }: Deps, token: string): string => ['svart=ja', `Path=/puls/${token}`, `Max-Age=${31 * 86_400}`, 'HttpOnly', 'SameSite=Lax', ...(config.publicUrl.startsWith('https://') ? ['Secure'] : [])].join('; ')
