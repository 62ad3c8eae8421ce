import { reading } from '../../../../platform/db.ts'
import { open, page, redirect, type Router } from '../../../../platform/http.ts'
import { hashOf } from '../../../../platform/link-secrets.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { wordedErrors } from '../../../../ui/form-errors.ts'
import { pulseForm } from '../forms.ts'
import { answerPulse } from './actions.ts'
import { PulseEndPage, PulsePage, SlipPage } from './pages.tsx'
import { slipIn } from './rules.ts'
import * as store from './store.ts'

/** A whole kindergarten behind one address gets through; one that guesses among 19^16 slips does not get far. */
const guessing = { limit: { max: 300, minutes: 10 } }

/** The pulse as one of the staff meets it: a slip, one question, no sign-in. */
export const pulsesWeb = (route: Router<PageContext>) => {
  route.get('/puls', open, async ({ query, page: context }) => {
    const typed = typeof query['lapp'] === 'string' ? query['lapp'].slice(0, 60) : undefined
    const slip = slipIn(typed)
    if (slip) return redirect(`/puls/${slip}`)
    return page(<SlipPage page={context} typed={typed} />, typed === undefined ? 200 : 422)
  }, guessing)

  route.get('/puls/:lapp', open, async ({ tx, params, page: context }) => {
    const slip = slipIn(params['lapp'])
    const pulse = slip && (await store.openPulse(tx, hashOf(slip)))
    if (!pulse) return page(<PulseEndPage page={context} what="gone" />, 404)
    return page(pulse.used ? <PulseEndPage page={context} what="answered" /> : <PulsePage page={context} action={`/puls/${slip}`} pulse={pulse} typed={undefined} errors={[]} />)
  }, guessing)

  route.post('/puls/:lapp', open, async ({ deps, params, form, page: context }) => {
    const slip = slipIn(params['lapp'])
    const pulse = slip && (await reading(deps.db, undefined, (tx) => store.openPulse(tx, hashOf(slip))))
    if (!pulse || !slip) return page(<PulseEndPage page={context} what="gone" />, 404)
    // Also the answer to a double click: the first one has used the slip.
    if (pulse.used) return redirect(`/puls/${slip}/takk`)
    const parsed = pulseForm.safeParse(form)
    if (!parsed.success) return page(<PulsePage page={context} action={`/puls/${slip}`} pulse={pulse} typed={undefined} errors={wordedErrors(context.t, parsed.error)} />, 422)
    return (await answerPulse(deps, slip, parsed.data.svar)) === 'closed' ? page(<PulseEndPage page={context} what="gone" />, 404) : redirect(`/puls/${slip}/takk`)
  }, guessing)

  route.get('/puls/:lapp/takk', open, async ({ params, page: context }) =>
    slipIn(params['lapp']) ? page(<PulseEndPage page={context} what="thanks" />) : page(<PulseEndPage page={context} what="gone" />, 404),
  guessing)
}
