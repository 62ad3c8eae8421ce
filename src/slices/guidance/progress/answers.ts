import type { VNode } from 'preact'
import type { Actor } from '../../../kernel/actor.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { notFound, page, type Answer, type Deps, type ReadRequest, type WriteRequest } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { sideOf, type Side } from '../cases/rules.ts'
import { loadCase, type Case } from '../cases/store.ts'
import { sentOf, type Form } from './forms.ts'
import { isAboutField, type Problem } from './pages.tsx'
import type { WorkRefusal } from './refusals.ts'

/** What a page of a case's work is drawn from. */
export type Asked = {
  readonly tx: Tx
  readonly one: Case
  readonly side: Side
  readonly deps: Deps
  readonly actor: Actor
  readonly params: Readonly<Record<string, string>>
  readonly page: PageContext
  readonly problem: Problem | undefined
}
/** Draws the page. Undefined when what the address names is not there; a refusal when the page may not be used now, which is then drawn to say so. */
export type View = (asked: Asked) => Promise<VNode | WorkRefusal | undefined>

type Common = Pick<WriteRequest<Actor, PageContext>, 'deps' | 'actor' | 'params' | 'page'>

/** The page as it is when it is opened. */
export const show = (view: View) => (request: ReadRequest<Actor, PageContext>): Promise<Answer> => draw(view, request.tx, request, undefined)

/** The page again, with what was typed: 422 when the form must be mended, 409 when the case refuses it. */
export const again = (view: View, request: Common, problem: Problem): Promise<Answer> => reading(request.deps.db, request.actor, (tx) => draw(view, tx, request, problem))

/** The answer to a refusal: a stranger's case is not found, the rest is said on the page where it was asked for. */
export const refused = (view: View, request: Common & { readonly form: Form }, because: WorkRefusal): Promise<Answer> =>
  because === 'not-found' ? Promise.resolve(notFound) : again(view, request, { sent: sentOf(request.form), because })

async function draw(view: View, tx: Tx, { deps, actor, params, page: context }: Common, problem: Problem | undefined): Promise<Answer> {
  const id = params['id'] ?? ''
  const one = looksLikeId(id) ? await loadCase(tx, id) : undefined
  const side = sideOf(actor.role)
  if (!one || !side) return notFound
  // A closed case is read, not written: its forms say so instead of letting someone write in vain.
  const told: Problem | undefined = problem ?? (one.state === 'running' ? undefined : { sent: sentOf({}), because: 'case-closed' })
  const drawn = await view({ tx, one, side, deps, actor, params, page: context, problem: told })
  if (typeof drawn === 'string') return draw(view, tx, { deps, actor, params, page: context }, { sent: sentOf({}), because: drawn })
  return drawn ? page(drawn, statusOf(told)) : notFound
}

const statusOf = (problem: Problem | undefined): number => (!problem ? 200 : problem.because && !isAboutField(problem.because) ? 409 : 422)
