import { forbidden, type Answer, type Router } from '../../platform/http.ts'
import type { Visit } from '../../platform/visit.ts'
import type { PageContext } from '../../ui/context.tsx'
import { mayInScope, type DelegationScope } from './members/rules.ts'

type Handler = (request: { readonly visit: Visit | undefined }) => Promise<Answer>

/** A deputy acts in a part of the program only when the delegation says so: every route of the part asks first. */
export function inScope(route: Router<PageContext>, scope: DelegationScope): Router<PageContext> {
  const guarded = (handler: Handler): Handler => async (request) => (request.visit?.actor?.onBehalfOf && !mayInScope(request.visit, scope) ? forbidden : handler(request))
  return {
    get: (url, access, handler, options) => route.get(url, access, guarded(handler as Handler) as typeof handler, options),
    post: (url, access, handler, options) => route.post(url, access, guarded(handler as Handler) as typeof handler, options),
  }
}
