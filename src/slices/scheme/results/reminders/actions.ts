import { reading, system, writing } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as messaging from '../../../messaging/index.ts'
import { loadGrant, loadPlanned, loadUnsent } from '../store.ts'
import { writersOf } from './tell.ts'
import { reminderFor } from './rules.ts'
import { loadReminded, saveReminder } from './store.ts'

/** Reminds of reports of results that are due soon, and of those that did not come: each once. The program's own work, every day. */
export async function remindOfResults(deps: Deps): Promise<number> {
  const { due, reminded } = await reading(deps.db, system, async (tx) => ({ due: await loadUnsent(tx), reminded: await loadReminded(tx) }))
  const waiting = due.flatMap((grant) => {
    const kind = reminderFor(grant.due, deps.now())
    return kind && !reminded.has(`${grant.reportId} ${grant.year} ${kind}`) ? [{ reportId: grant.reportId, year: grant.year, kind }] : []
  })
  let sent = 0
  for (const one of waiting) if (await remindOf(deps, one.reportId, one.year)) sent += 1
  return sent
}

/** What has happened since it was found counts: it is looked at once more, and the reminder is taken before anybody is told. */
const remindOf = (deps: Deps, reportId: string, year: number): Promise<boolean> =>
  writing(deps.db, system, async (tx) => {
    const now = deps.now()
    const grant = await loadGrant(tx, reportId, year)
    const kind = grant && (grant.result === undefined || grant.result.state === 'draft') ? reminderFor(grant.due, now) : undefined
    if (!grant || !kind || !(await saveReminder(tx, reportId, year, kind, now))) return false
    const to = await writersOf(tx, grant, await loadPlanned(tx, reportId), now)
    const path = grant.result ? `/resultater/${grant.result.id}` : '/resultater'
    await messaging.tell(tx, deps.jobs, to, { kind: `scheme-result-${kind}`, path, data: { reference: grant.reference, organisation: grant.leadName }, subjectId: reportId }, now)
    return true
  })
