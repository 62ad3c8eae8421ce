import { osloDate } from '../../../../kernel/dates.ts'
import { reading, system, writing } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import { endSurvey, record } from '../actions.ts'
import { forgetSession, loadDue, lockSession } from '../store.ts'

/** Ends the surveys whose day is over, each in a transaction of its own, and shows what may be shown. @returns how many */
export async function closeSurveys({ db, now }: Deps): Promise<number> {
  const today = osloDate(now())
  const due = await reading(db, system, (tx) => loadDue(tx, today))
  for (const id of due)
    await writing(db, system, async (tx) => {
      const session = await lockSession(tx, id)
      if (session?.state !== 'open') return
      await endSurvey(tx, undefined, session, now())
      await forgetSession(tx, id)
      await record(tx, undefined, session, 'needs.session-ended', now())
    })
  return due.length
}
