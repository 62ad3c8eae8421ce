import { formats } from '../../../texts/index.ts'
import type { OwnTaskSupplier } from '../tasks/supplier.ts'
import { loadDrafts } from './store.ts'

/** Requests the kindergarten has begun and not sent. */
export const draftTasks: OwnTaskSupplier = async ({ tx, actor, page: { t, lang } }) => {
  if (actor.role !== 'head') return []
  return (await loadDrafts(tx, actor.orgId)).map(({ id, kindergartenName, changedAt }) => ({
    text: t('tasks.draft'),
    href: `/veiledning/${id}/foresporsel`,
    where: t('tasks.draft.where', { kindergarten: kindergartenName, date: formats(lang).date(changedAt) }),
    due: undefined,
    begun: true,
  }))
}
