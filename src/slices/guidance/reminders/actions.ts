import { osloDate } from '../../../kernel/dates.ts'
import { reading, system, writing } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import { faultFields } from '../../../platform/log.ts'
import * as audit from '../../audit/index.ts'
import { recipientsFor } from '../../identity/index.ts'
import * as messaging from '../../messaging/index.ts'
import { endAssignment, loadAdviserPeople, loadAssignments, lockCase } from '../cases/store.ts'
import { lastDueDay, remindersOf, type ReminderKind } from './rules.ts'
import * as store from './store.ts'

/** So many cases at a time; the next time takes the next. */
const most = 200

/** Reminds of the deadlines that have come, each once, and tells those who are the right ones today. */
export async function remind(deps: Deps): Promise<void> {
  const due = await reading(deps.db, system, (tx) => store.loadDue(tx, lastDueDay(deps.now()), most))
  for (const found of due) await byItself(deps, found.id, () => remindOf(deps, found))
}

const remindOf = (deps: Deps, { id, dueOn, ...found }: store.FoundCase): Promise<void> =>
  writing(deps.db, system, async (tx) => {
    const now = deps.now()
    // What has happened since it was found, counts: the case is locked and looked at once more.
    const one = await lockCase(tx, id)
    if (one?.state !== 'running' || one.dueOn !== dueOn) return
    const taken = (await loadAssignments(tx, id)).length > 0
    for (const kind of remindersOf({ stepKind: one.stepKind, taken, followedUp: found.followedUp })) {
      if (!(await store.saveReminder(tx, id, kind, dueOn, now))) continue
      const people = await toRemind[kind](tx, { id, ...found }, now)
      await messaging.tell(tx, deps.jobs, people, { kind: `guidance-${kind}`, path: `/veiledning/${id}`, data: { kindergarten: found.kindergartenName, reference: found.reference }, subjectId: id }, now)
    }
  })

type Tx = Parameters<typeof loadAdviserPeople>[0]
type Found = Pick<store.FoundCase, 'id' | 'kindergartenId' | 'teamOrgId'>

/** Who is reminded: decided now, not when the deadline was set. */
const toRemind: Readonly<Record<ReminderKind, (tx: Tx, one: Found, now: Date) => Promise<messaging.Recipient[]>>> = {
  'not-taken': (tx, { teamOrgId }, now) => recipientsFor(tx, teamOrgId, ['team-leader'], now),
  'follow-up': async (tx, { id, kindergartenId }, now) => [...(await loadAdviserPeople(tx, id)), ...(await recipientsFor(tx, kindergartenId, ['head'], now))],
}

/** Cases of those who are no longer advisers in the team are the team's again: a line on the timeline, and a notice to the leader when nobody has it. */
export async function takeBack(deps: Deps): Promise<void> {
  const left = await reading(deps.db, system, (tx) => store.loadLeft(tx, osloDate(deps.now()), most))
  for (const one of left) await byItself(deps, one.caseId, () => takeBackOne(deps, one))
}

const takeBackOne = (deps: Deps, one: store.LeftCase): Promise<void> =>
  writing(deps.db, system, async (tx) => {
    const now = deps.now()
    await lockCase(tx, one.caseId)
    if (!(await endAssignment(tx, one.caseId, one.membershipId, 'adviser-left', now))) return
    await audit.record(tx, undefined, { kind: 'guidance.adviser-left', about: { kind: 'case', id: one.caseId }, readers: [one.kindergartenId, one.teamOrgId], visibility: 'shared', data: { adviser: one.adviser } }, now)
    if ((await loadAssignments(tx, one.caseId)).length > 0) return
    await messaging.tell(tx, deps.jobs, await recipientsFor(tx, one.teamOrgId, ['team-leader'], now), { kind: 'guidance-given-back', path: `/veiledning/${one.caseId}`, data: { kindergarten: one.kindergartenName, reference: one.reference }, subjectId: one.caseId }, now)
  })

/** One case that cannot be looked at must not keep the others waiting: it is told in the log, and tried again the next time. */
const byItself = (deps: Deps, id: string, work: () => Promise<void>): Promise<void> => work().catch((problem: unknown) => deps.log.error('deadline-failed', { case: id, ...faultFields(problem) }))
