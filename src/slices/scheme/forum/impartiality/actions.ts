import type { Actor } from '../../../../kernel/actor.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import { writing, type Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as audit from '../../../audit/index.ts'
import { loadForum, loadRoundOf, type Forum, type ForumRound } from '../members/store.ts'
import { decide, declare, type Answer, type Declared } from './rules.ts'
import * as store from './store.ts'

/** The forum and one of its rounds, when the actor may see both. */
export async function forumRound(tx: Tx, forumId: string, roundId: string): Promise<{ readonly forum: Forum; readonly round: ForumRound } | undefined> {
  const forum = await loadForum(tx, forumId)
  const round = forum && (await loadRoundOf(tx, roundId))
  return forum && round?.forumId === forumId ? { forum, round } : undefined
}

/** A person's own answers about impartiality. `rest`: no tie to any of the others that have not been answered. */
export const declareOwn = ({ db, now }: Deps, actor: Actor, forumId: string, roundId: string, answers: readonly Answer[], rest: boolean) =>
  writing(db, actor, async (tx) => {
    const found = await forumRound(tx, forumId, roundId)
    if (!found) return refuse('not-found')
    const reports = await store.loadToDeclare(tx, roundId)
    const said = rest ? [...answers, ...reports.filter(({ reportId, standing }) => standing?.declared === undefined && !answers.some((one) => one.reportId === reportId)).map(({ reportId }) => ({ reportId, tied: false, code: undefined }))] : answers
    const rows: { readonly reportId: string; readonly event: Declared; readonly isNew: boolean }[] = []
    for (const answer of said) {
      const report = reports.find(({ reportId }) => reportId === answer.reportId)
      if (!report) return refuse('not-found')
      const decision = declare(report.standing, answer)
      if (!decision.ok) return { ...decision, reportId: answer.reportId }
      rows.push({ reportId: answer.reportId, event: decision.event, isNew: report.standing === undefined })
    }
    const at = now()
    await store.saveDeclared(tx, actor.personId, rows, actor.name, at)
    // That a report's handling has one person less is part of its handling; that somebody saw no tie in 300 reports is not 300 events.
    for (const { reportId, event } of rows.filter(({ event }) => event.declared === 'tie')) await audit.record(tx, actor, { kind: event.kind, about: { kind: 'report-handling', id: reportId }, readers: [found.forum.managerId], visibility: 'shared', data: { tie: event.tie ?? null } }, at)
    return accept({ count: rows.length })
  })

/** The chair or the county governor decides about somebody else. */
export const decideTie = ({ db, now }: Deps, actor: Actor, forumId: string, roundId: string, reportId: string, personId: string, disqualified: boolean, reason: string) =>
  writing(db, actor, async (tx) => {
    const found = await forumRound(tx, forumId, roundId)
    const row = found && (await store.loadToDecide(tx, roundId)).find((one) => one.reportId === reportId && one.personId === personId)
    if (!found || !row) return refuse('not-found')
    const decision = decide(actor.personId, personId, disqualified, reason)
    if (!decision.ok) return decision
    await store.saveDecision(tx, reportId, personId, disqualified, reason, actor.name, now())
    await audit.record(tx, actor, { kind: decision.event.kind, about: { kind: 'report-handling', id: reportId }, readers: [found.forum.managerId], visibility: 'shared', data: { name: row.name, disqualified } }, now())
    return decision
  })
