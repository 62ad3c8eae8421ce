import type { Actor } from '../../../kernel/actor.ts'
import { osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { refuse } from '../../../kernel/decision.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import type { Deps } from '../../../platform/http.ts'
import { withCase, type OpenCase } from '../cases/open.ts'
import type { Case } from '../cases/store.ts'

/** As `withCase`; what does not look like the id of a case is not one. */
export const inCase = <Result>(deps: Deps, actor: Actor, id: string, work: (open: OpenCase) => Promise<Result>) =>
  looksLikeId(id) ? withCase(deps, actor, id, work) : Promise.resolve(refuse('not-found' as const))

/** The days that something may have been held on: from the day the request was sent until today, in Norway. */
export const daysOf = (one: Pick<Case, 'submittedAt'>, now: Date): { readonly sentOn: LocalDate; readonly today: LocalDate } => ({ sentOn: osloDate(one.submittedAt), today: osloDate(now) })
