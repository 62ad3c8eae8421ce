import type { Actor } from '../../../../kernel/actor.ts'
import type { Task } from '../../../../kernel/task.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { loadUnlocked } from './store.ts'

/** Minutes to approve for those who were there; to lock, when everyone who was there has answered, for the chair or for the county governor where the forum has none. */
export async function minutesTasks({ tx, actor, page: { t } }: { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext }): Promise<readonly Task[]> {
  return (await loadUnlocked(tx, actor)).flatMap((one): Task[] => {
    const about = { href: `/forum/${one.forumId}/moter/${one.id}/referat`, where: t('waiting.meeting.where', { meeting: one.title, round: one.round }), due: undefined }
    if (one.present && !one.answered) return [{ ...about, text: t('waiting.minutes.approve') }]
    const locks = one.hasChair ? one.chairs : actor.role === 'county-governor' && one.managerId === actor.orgId
    return locks && one.waitsFor === 0 ? [{ ...about, text: t('waiting.minutes.lock') }] : []
  })
}
