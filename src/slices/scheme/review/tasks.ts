import type { Actor } from '../../../kernel/actor.ts'
import type { Task } from '../../../kernel/task.ts'
import type { Tx } from '../../../platform/db.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { loadToRead } from './store.ts'

/** Reports that the actor has been asked to read and has not delivered an assessment of: one task for each round. */
export const reviewTasks = async ({ tx, actor, page: { t } }: { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext }): Promise<readonly Task[]> =>
  (await loadToRead(tx, actor)).map(({ roundId, round, count }) => ({ text: t('review.task', { count }), href: `/runder/${roundId}/vurdering`, where: round, due: undefined }))
