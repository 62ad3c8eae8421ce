import type { Actor } from '../../../../kernel/actor.ts'
import type { Task } from '../../../../kernel/task.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { loadUnanswered } from './store.ts'

/** Questions from the county governor that the applicant's side has not answered. */
export async function clarificationTasks({ tx, actor, page: { t } }: { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext }): Promise<readonly Task[]> {
  if (actor.role !== 'owner' && actor.role !== 'head' && actor.role !== 'university-contact') return []
  return (await loadUnanswered(tx)).map((one) => ({ text: t('waiting.clarification'), href: `/behov/${one.id}/avklaring`, where: t('waiting.clarification.where', { reference: one.reference, round: one.round }), due: undefined }))
}
