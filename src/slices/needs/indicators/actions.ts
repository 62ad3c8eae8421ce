import { osloDate } from '../../../kernel/dates.ts'
import { reading, system, writing } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import { barnehagefakta } from './client.ts'
import { refersTo } from './rules.ts'
import * as store from './store.ts'

/** So many a night, one at a time: the whole country takes some weeks, and the source is nobody's to wear out. */
const mostAtOnce = 500
/** When so many in a row give no answer, the source is down: the next night goes on. */
const mostFailures = 3

/** Asks Barnehagefakta about the kindergartens whose turn it is. Does nothing where the operator has not set the address. Each answer is saved by itself, and no transaction is open while one waits. */
export async function fetchIndicators(deps: Deps, { alsoInvented = false, most = mostAtOnce } = {}): Promise<void> {
  const { barnehagefaktaUrl } = deps.config
  if (!barnehagefaktaUrl) return
  const client = barnehagefakta(barnehagefaktaUrl)
  const waiting = await reading(deps.db, system, (tx) => store.loadToAsk(tx, deps.now(), most, alsoInvented))
  let failures = 0
  for (const { id, organisationNumber } of waiting) {
    const answer = await client.ask(organisationNumber)
    const now = deps.now()
    await writing(deps.db, system, (tx) => store.saveAnswer(tx, id, answer.outcome, answer.outcome === 'figures' ? answer.indicators : [], refersTo(osloDate(now)), now))
    failures = answer.outcome === 'no-answer' ? failures + 1 : 0
    if (failures >= mostFailures) {
      deps.log.warn('barnehagefakta does not answer')
      return
    }
  }
}
