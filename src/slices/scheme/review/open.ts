import type { Actor } from '../../../kernel/actor.ts'
import { refuse } from '../../../kernel/decision.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { loadRound, type Round } from '../rounds/store.ts'
import type { EventName } from './rules.ts'
import { handles, loadSent, type SentReport } from './store.ts'

export type OpenReview = {
  readonly tx: Tx
  readonly now: Date
  readonly round: Round
  readonly report: SentReport
  /** The actor handles it for the county governor. */
  readonly governed: boolean
  readonly record: (kind: `scheme.${EventName}`, data?: Readonly<Record<string, string | number>>) => Promise<unknown>
}

/**
 * A sent report and its round, for one who handles it; what happens is written where only those who handle it read.
 * @param side `governor`: only the county governor's people; a reader is told that it is not found
 */
export const withReview = <Result>(deps: Deps, actor: Actor, reportId: string, side: 'governor' | 'any', work: (open: OpenReview) => Promise<Result>) =>
  writing(deps.db, actor, async (tx) => {
    if (!looksLikeId(reportId)) return refuse('not-found' as const)
    const [{ handled, governed }, report] = await Promise.all([handles(tx, reportId), loadSent(tx, reportId)])
    const round = report && handled && (side === 'any' || governed) ? await loadRound(tx, report.roundId) : undefined
    if (!report || !round) return refuse('not-found' as const)
    const now = deps.now()
    const record: OpenReview['record'] = (kind, data = {}) => audit.record(tx, actor, { kind, about: { kind: 'report-handling', id: report.id }, readers: [round.managerId], visibility: 'shared', data }, now)
    return work({ tx, now, round, report, governed, record })
  })
