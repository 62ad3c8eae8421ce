import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import type { Task } from '../../../kernel/task.ts'
import type { Tx } from '../../../platform/db.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { dueFor, nextForAsker, type ServiceRequest } from './rules.ts'
import { loadWaiting } from './store.ts'

/** What a service is asked, and what the asker is to do when they have answered. */
export async function requestTasks({ tx, actor, page: { t }, now }: { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext; readonly now: Date }): Promise<readonly Task[]> {
  if (!['service-contact', 'head', 'adviser', 'team-leader'].includes(actor.role)) return []
  const open = await loadWaiting(tx, actor)
  const href = ({ id }: ServiceRequest) => `/stottesystem/foresporsler/${id}`
  if (actor.role === 'service-contact')
    return open.flatMap((one): readonly Task[] => {
      const own = one.asked.find(({ serviceId }) => serviceId === actor.orgId)
      if (own && own.answer === undefined) return [{ text: t('asked.task.answer'), href: href(one), where: one.kindergarten, due: dueFor(own) }]
      return own ? [{ text: t('asked.task.help'), href: href(one), where: one.kindergarten, due: undefined }] : []
    })
  return open.flatMap((one): readonly Task[] => {
    const next = nextForAsker(one, osloDate(now))
    return next === 'wait' || next === 'done' ? [] : [{ text: t(`asked.task.${next}`), href: href(one), where: one.kindergarten, due: undefined }]
  })
}
