import { osloDate } from '../../../kernel/dates.ts'
import { system, writing } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import { recipientsFor } from '../../identity/index.ts'
import * as messaging from '../../messaging/index.ts'
import { loadUntoldReviews, saveReviewsTold } from './store.ts'

/** The day to look at something again has come: the team that answers for it is told once, in one letter for all that is due. @returns how many teams were told */
export const tellReviews = (deps: Deps): Promise<number> =>
  writing(deps.db, system, async (tx) => {
    const now = deps.now()
    const due = await loadUntoldReviews(tx, osloDate(now))
    const teams = [...new Set(due.map(({ teamId }) => teamId))]
    for (const team of teams) await messaging.tell(tx, deps.jobs, await recipientsFor(tx, team, ['adviser', 'team-leader'], now), { kind: 'material-due', path: '/materiell/arbeid', subjectId: team }, now)
    await saveReviewsTold(tx, due.map(({ id }) => id))
    return teams.length
  })
