import type { Actor } from '../../../../kernel/actor.ts'
import { addDays, osloDate } from '../../../../kernel/dates.ts'
import type { Task } from '../../../../kernel/task.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import type { RecipientKind } from '../../decisions/rules.ts'
import { loadSchemes } from '../../schemes/store.ts'
import { appealPeriod } from '../period/deadline.ts'
import * as store from '../store.ts'

/** So many days the county governor has set aside for an appeal, and for reasons that are demanded, before the task is overdue. Nothing happens by itself. Our proposal. */
const considerDays = 28
const reasonDays = 7

/** What decisions and appeals ask of the one who looks: approve, mend, answer; and for a recipient, the last day to appeal. */
export async function decisionTasks({ tx, actor, page: { t }, now }: { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext; readonly now: Date }): Promise<readonly Task[]> {
  if (actor.role === 'county-governor') {
    const [decisions, { appeals, demands }] = await Promise.all([store.loadDecisionTasks(tx), store.loadWaiting(tx)])
    const reference = (one: { readonly reference: string; readonly orgName: string }) => t('appeal.task.where', { reference: one.reference, organisation: one.orgName })
    return [
      ...appeals.map((one) => ({ text: t('appeal.task.consider'), href: `/vedtak/${one.decisionId}/klage/${one.id}`, where: reference(one), due: addDays(osloDate(one.at), considerDays) })),
      ...demands.map((one) => ({ text: t('appeal.task.reasons'), href: `/vedtak/${one.decisionId}`, where: reference(one), due: addDays(osloDate(one.at), reasonDays) })),
      ...decisions.flatMap((one) => {
        if (one.ready && one.preparedBy !== actor.personId) return [{ text: t('decision.task.approve'), href: `/vedtak/${one.id}`, where: one.reference, due: undefined }]
        return one.returned && one.preparedBy === actor.personId ? [{ text: t('decision.task.mend'), href: `/runder/${one.roundId}/vedtak/${one.reportId}`, where: one.reference, due: undefined }] : []
      }),
    ]
  }
  if (actor.role !== 'owner' && actor.role !== 'university-contact' && actor.role !== 'head') return []
  const [open, schemes] = [await store.loadAppealable(tx, actor.orgId), await loadSchemes(tx)]
  return open.flatMap((one) => {
    const scheme = schemes.find(({ code }) => code === one.schemeCode)
    if (!scheme) return []
    const period = appealPeriod(scheme.appeal[one.kind as RecipientKind].weeks, { availableAt: one.availableAt, noticeSentAt: one.noticeSentAt })
    // A right nobody is bound to use: it stands here while it lasts, and is never overdue.
    return period.state === 'counted' && now < period.closes ? [{ text: t('appeal.task.read'), href: `/vedtak/${one.decisionId}`, where: one.reference, due: period.lastDay }] : []
  })
}
