import type { Actor } from '../../../../kernel/actor.ts'
import { addDays, osloDate } from '../../../../kernel/dates.ts'
import type { Task } from '../../../../kernel/task.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { loadToDeclare } from '../impartiality/store.ts'
import { loadComing } from './store.ts'

/** So long before a meeting it stands among what waits. */
const noticeDays = 14

/** What the forum waits for from one who sits there: an answer about ties, and to come to the meeting. */
export async function meetingTasks({ tx, actor, page: { t }, now }: { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext; readonly now: Date }): Promise<readonly Task[]> {
  const today = osloDate(now)
  const coming = (await loadComing(tx, actor.personId, actor.orgId, today)).filter(({ startsAt, state }) => state === 'open' || (osloDate(startsAt) >= today && osloDate(startsAt) <= addDays(today, noticeDays)))
  const rounds = [...new Set(coming.map(({ roundId }) => roundId))]
  const silent = new Set<string>()
  for (const round of rounds) if ((await loadToDeclare(tx, round)).some(({ standing }) => standing?.declared === undefined)) silent.add(round)
  return coming.flatMap((one): Task[] => {
    const about = { where: `${one.title}, ${one.round}`, due: osloDate(one.startsAt) }
    const answer = silent.has(one.roundId) ? [{ ...about, text: t('forum.task.impartiality'), href: `/forum/${one.forumId}/habilitet/${one.roundId}` }] : []
    return [...answer, { ...about, text: t(one.state === 'open' ? 'forum.task.open' : 'forum.task.called'), href: `/forum/${one.forumId}/moter/${one.id}` }]
  })
}
