import type { Actor } from '../../../../kernel/actor.ts'
import { addDays, osloDate } from '../../../../kernel/dates.ts'
import type { Task } from '../../../../kernel/task.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { loadSilent } from '../impartiality/store.ts'
import { loadComing, type ComingMeeting } from './store.ts'

/** So long before a meeting it stands among what waits. */
const noticeDays = 14

/** What the forum waits for: answers about ties and that one comes to the meeting, from those who sit there; that it is called and held, from the county governor's people who run it. */
export async function meetingTasks({ tx, actor, page: { t }, now }: { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext; readonly now: Date }): Promise<readonly Task[]> {
  const today = osloDate(now)
  const [meetings, silent] = await Promise.all([loadComing(tx, actor.personId, actor.orgId, today), loadSilent(tx)])
  const coming = meetings.filter(({ startsAt, state }) => state === 'open' || (osloDate(startsAt) >= today && osloDate(startsAt) <= addDays(today, noticeDays)))
  const declare = silent.map((one): Task => {
    const next = coming.find(({ roundId, sits, state }) => roundId === one.roundId && sits && state !== 'planned')
    return { text: next ? t('forum.task.impartiality') : t('waiting.declare', { count: one.count }), href: `/forum/${one.forumId}/habilitet/${one.roundId}`, where: next ? placeOf(next) : one.round, due: next && osloDate(next.startsAt) }
  })
  const attend = coming.filter(({ sits, runs, state }) => sits && !runs && state !== 'planned').map((one): Task => ({ text: t(one.state === 'open' ? 'forum.task.open' : 'forum.task.called'), ...about(one) }))
  // One who runs the forum is reminded of every meeting, also of one whose day is past.
  const run = meetings.filter(({ runs }) => runs).map((one): Task => ({ text: t(one.state === 'planned' ? 'waiting.meeting.call' : one.state === 'open' ? 'forum.task.open' : 'waiting.meeting.hold'), ...about(one) }))
  return [...declare, ...attend, ...run]
}

const placeOf = ({ title, round }: ComingMeeting): string => `${title}, ${round}`
const about = (one: ComingMeeting) => ({ href: `/forum/${one.forumId}/moter/${one.id}`, where: placeOf(one), due: osloDate(one.startsAt) })
