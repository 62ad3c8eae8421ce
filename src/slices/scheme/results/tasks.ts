import type { Actor } from '../../../kernel/actor.ts'
import type { Task } from '../../../kernel/task.ts'
import type { Tx } from '../../../platform/db.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { lastDayOf } from '../rounds/rules.ts'
import { reminderFor } from './reminders/rules.ts'
import { loadGrants } from './store.ts'
import { reportsOn } from './work.ts'

/** Reports of results that wait for the actor: to be written, to be changed, or to be answered. */
export async function resultTasks({ tx, actor, page: { t }, now }: { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext; readonly now: Date }): Promise<readonly Task[]> {
  const writer = actor.role === 'owner' || actor.role === 'university-contact' || actor.role === 'head'
  if (!writer && actor.role !== 'county-governor') return []
  return (await loadGrants(tx)).flatMap((grant): Task[] => {
    const { result } = grant
    const about = { href: result ? `/resultater/${result.id}` : `/resultater?aar=${grant.year}`, where: t('results.task.where', { title: grant.title, year: grant.year }), due: lastDayOf(grant.due) }
    if (!writer) return grant.managerId === actor.orgId && (result?.state === 'sent' || result?.state === 'sent-again') ? [{ ...about, text: t('results.task.answer'), due: undefined }] : []
    // A head is told only when the kindergarten itself is the one who reports; a partner only of what it is partner in, also where the forum lets it read more.
    if (actor.role === 'university-contact' ? !reportsOn(grant, actor) : grant.leadId !== actor.orgId) return []
    if (result?.state === 'changes-requested') return [{ ...about, text: t('results.task.change'), due: undefined, begun: true }]
    const soon = result !== undefined || reminderFor(grant.due, now) !== undefined
    return soon && (result === undefined || result.state === 'draft') ? [{ ...about, text: t(actor.role === 'university-contact' ? 'results.task.partner' : 'results.task.write'), begun: result !== undefined }] : []
  })
}
