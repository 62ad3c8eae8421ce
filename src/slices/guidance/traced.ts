import type { Actor } from '../../kernel/actor.ts'
import { looksLikeId } from '../../kernel/ids.ts'
import { writing } from '../../platform/db.ts'
import type { Answer, Deps, ReadRequest, Router } from '../../platform/http.ts'
import type { PageContext } from '../../ui/context.tsx'
import * as audit from '../audit/index.ts'
import { sideOf } from './cases/rules.ts'
import { loadSides } from './cases/store.ts'

/** The pages and files of a case that leave a trace when the team opens them, by their place in the address. The case page and the PDF note it themselves. */
export const tracedPages: Readonly<Record<string, string>> = {
  vedlegg: 'attachment',
  plan: 'plan',
  oppstartsmote: 'start-meeting',
  okter: 'session',
  observasjoner: 'observation',
  moter: 'correction',
  forankring: 'anchoring',
  evaluering: 'evaluation',
  personalsvar: 'staff-answers',
  oppfolging: 'follow-up',
  overforing: 'hand-over',
}

type Read = ReadRequest<Actor | undefined, PageContext>

/** Those with access to many units leave a trace when they read; the kindergarten sees who. Asked for once here, so that no page of a case forgets it. */
export function traced(route: Router<PageContext>): Router<PageContext> {
  const noting = (page: string, handler: (request: Read) => Promise<Answer>) => async (request: Read): Promise<Answer> => {
    const answer = await handler(request)
    const { actor, params, deps } = request
    if (actor && sideOf(actor.role) === 'team' && showsSomething(answer)) request.afterwards(() => note(deps, actor, page, params['id'] ?? ''))
    return answer
  }
  return {
    post: route.post,
    get: (url, access, handler, options) => {
      const page = tracedPages[/^\/veiledning\/:id\/([a-z]+)/.exec(url)?.[1] ?? '']
      // The routes of a case know their actor; a router speaks of any.
      route.get(url, access, page ? (noting(page, handler as (request: Read) => Promise<Answer>) as typeof handler) : handler, options)
    },
  }
}

const showsSomething = (answer: Answer): boolean => answer.kind === 'file' || answer.kind === 'after-reading' || (answer.kind === 'page' && answer.status < 400)

const note = async ({ db, now }: Deps, actor: Actor, page: string, id: string): Promise<void> => {
  if (!looksLikeId(id)) return
  await writing(db, actor, async (tx) => {
    const { kindergartenId, teamOrgId } = await loadSides(tx, id)
    await audit.noteReading(tx, actor, page, id, [kindergartenId, teamOrgId], now())
  })
}
