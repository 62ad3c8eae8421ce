import type { Actor } from '../../kernel/actor.ts'
import type { Answer, ReadRequest, Router } from '../../platform/http.ts'
import { writing } from '../../platform/db.ts'
import type { PageContext } from '../../ui/context.tsx'
import * as store from './store.ts'

/**
 * Who has opened a page has read the notices that lead to it, on whatever way they came. The question travels with the page's own, and nothing is written unless there is something to mark.
 * A page that answers for several below itself marks those too (`readUnder`).
 */
export const markingOpened = (route: Router<PageContext>): Router<PageContext> => ({
  get: (url, access, handler, options) => route.get(url, access, options?.ownTransactions ? handler : marked(handler as Reader) as typeof handler, options),
  post: route.post,
})

type Reader = (request: ReadRequest<Actor | undefined, PageContext>) => Promise<Answer>
const marked = (handler: Reader): Reader => async (request) => {
  const { tx, deps, actor, address, afterwards } = request
  if (!actor) return handler(request)
  const path = address.split('?')[0] ?? address
  const [answer, unseen] = await Promise.all([handler(request), store.hasUnseenAt(tx, actor.personId, path, deps.now())])
  if (unseen && answer.kind === 'page' && answer.status === 200) afterwards(() => writing(deps.db, actor, (later) => store.markSeenAt(later, actor.personId, path, deps.now())))
  return answer
}
