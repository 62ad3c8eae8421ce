import { osloDate } from '../../../../kernel/dates.ts'
import { keptFrom, type Keep } from '../../../../kernel/retention.ts'
import { system, writing } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import { putTogether, type Answer } from './rules.ts'
import * as store from './store.ts'
import { hashOf, looksLikeSecret } from './token.ts'

/** An answer from somebody in the department. No actor, and no trace of who or when: a number is one higher. */
export const answerPulse = async ({ db }: Deps, token: string, formKey: unknown, answer: Answer): Promise<store.Cast> =>
  looksLikeSecret(token) && looksLikeSecret(formKey) ? writing(db, undefined, (tx) => store.castPulse(tx, hashOf(token), hashOf(formKey), answer)) : 'closed'

/** Counts that never became five are kept so long after the pulse was over, waiting for others to be put together with. */
const waitingKept: Keep = { months: 12 }
/** Tells what came of pulses that are over, where five or more have answered. @returns how many results were made */
export const tellPulses = ({ db, now }: Deps): Promise<number> =>
  writing(db, system, async (tx) => {
    const results = putTogether(await store.loadOver(tx))
    await store.saveResults(tx, results, osloDate(now()), keptFrom(waitingKept, now()))
    return results.length
  })
