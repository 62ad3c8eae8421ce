import { osloDate } from '../../../../kernel/dates.ts'
import { addWorkingDays } from '../../../../kernel/working-days.ts'
import type { CaseTaskSupplier, OwnTaskSupplier } from '../../tasks/supplier.ts'
import { answerDays, handOverTasks, statusOf, thatCount } from '../rules.ts'
import { loadHandOversOf, loadReceived } from '../store.ts'

/** What waits in the cases that are being handed over. */
export const handOverSupplier: CaseTaskSupplier = async (tx, cases) => {
  const made = await loadHandOversOf(tx, cases.map(({ id }) => id))
  return (one) => handOverTasks(one, thatCount(made.get(one.id) ?? [], one.stepEnteredAt))
}

/** What the contact of a service is asked, without anything of the case behind it. */
export const receivedTasks: OwnTaskSupplier = async ({ tx, actor, page: { t } }) => {
  if (actor.role !== 'service-contact') return []
  const waiting = (await loadReceived(tx, actor.orgId)).filter((one) => statusOf(one) === 'waiting')
  return waiting.map((one) => ({
    text: t('tasks.hand-over.answer'),
    href: `/overforinger/${one.id}`,
    where: t('tasks.hand-over.where', { reference: one.reference, team: one.teamName, kindergarten: one.kindergartenName }),
    due: addWorkingDays(osloDate(one.handedAt), answerDays),
  }))
}
