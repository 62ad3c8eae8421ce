import { system, writing } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import { recipientsFor } from '../../../identity/index.ts'
import * as messaging from '../../../messaging/index.ts'
import { takePassed } from './store.ts'

/** The county governor's people are told that a deadline has passed and the review can begin, once for each deadline. The program's own work. */
export const tellPassed = (deps: Deps): Promise<number> =>
  writing(deps.db, system, async (tx) => {
    const now = deps.now()
    const passed = await takePassed(tx, now)
    for (const round of passed) {
      const to = await recipientsFor(tx, round.manager_id, ['county-governor'], now, 'scheme')
      await messaging.tell(tx, deps.jobs, to, { kind: 'scheme-review-begins', path: `/runder/${round.id}`, data: { round: round.title }, subjectId: round.id }, now)
    }
    return passed.length
  })
