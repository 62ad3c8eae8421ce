import type { Actor } from '../../../../kernel/actor.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import type { Deps } from '../../../../platform/http.ts'
import { criteriaOf } from '../criteria/actions.ts'
import { eligibilityOf } from '../eligibility/rules.ts'
import { loadFound, lockReport } from '../eligibility/store.ts'
import { withReview } from '../open.ts'
import { loadDeliveries, loadReaders } from '../scores/store.ts'
import { check, lastChangeOf, reword, threads, type FlagKind } from './rules.ts'
import * as store from './store.ts'

/** A new comment, or a new wording of one's own. */
export const comment = (deps: Deps, actor: Actor, reportId: string, text: string, thread: string, seen: number) =>
  withReview(deps, actor, reportId, 'any', async ({ tx, now, report, record }) => {
    const wording = { text, personId: actor.personId, by: actor.name, at: now }
    if (thread === '') {
      await store.insertWording(tx, report.id, { ...wording, thread: crypto.randomUUID(), number: 1 })
      await record('scheme.comment-made')
      return accept({ id: report.id })
    }
    await lockReport(tx, report.id)
    const decision = reword(threads(await store.loadWordings(tx, report.id)).find((one) => one.thread === thread), actor.personId, seen, text)
    if (!decision.ok) return decision
    await store.insertWording(tx, report.id, { ...wording, thread, number: decision.event.number })
    await record(decision.event.kind)
    return accept({ id: report.id })
  })

export const raise = (deps: Deps, actor: Actor, reportId: string, kind: FlagKind, reason: string) =>
  withReview(deps, actor, reportId, 'any', async ({ tx, now, report, record }) => {
    await store.insertFlag(tx, report.id, kind, reason, actor.personId, actor.name, now)
    await record('scheme.flag-raised', { kind })
    return accept({ id: report.id })
  })

export const resolve = (deps: Deps, actor: Actor, reportId: string, flagId: string, text: string) =>
  withReview(deps, actor, reportId, 'governor', async ({ tx, now, report, record }) => {
    if (!looksLikeId(flagId) || !(await store.resolveFlag(tx, report.id, flagId, text, actor.name, now))) return refuse('gone' as const)
    await record('scheme.flag-resolved')
    return accept({ id: report.id })
  })

/** A second officer has gone through the assessment. */
export const goThrough = (deps: Deps, actor: Actor, reportId: string, note: string) =>
  withReview(deps, actor, reportId, 'governor', async ({ tx, now, round, report, record }) => {
    await lockReport(tx, report.id)
    const [criteria, found, readers, deliveries, flags, checks] = await Promise.all([criteriaOf(tx, round), loadFound(tx, report.id), loadReaders(tx, [report.id]), loadDeliveries(tx, report.id), store.loadFlags(tx, report.id), store.loadChecks(tx, [report.id])])
    const decision = check(
      {
        stage: round.stage, eligible: eligibilityOf(criteria.eligibility, found).eligible, readers: readers.length, delivered: readers.filter(({ delivered }) => delivered).length,
        openFlags: flags.filter(({ resolved }) => !resolved).length, consideredBy: found.at(-1)?.personId, lastChange: lastChangeOf(found, deliveries), checkedAt: checks.at(-1)?.at,
      },
      actor.personId,
    )
    if (!decision.ok) return decision
    await store.insertCheck(tx, report.id, note, actor.name, now)
    await record(decision.event.kind)
    return accept({ id: report.id })
  })
