import type { Actor } from '../../../../kernel/actor.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as audit from '../../../audit/index.ts'
import { loadTies } from '../impartiality/store.ts'
import { inMeeting, type OpenMeeting } from '../meetings/open.ts'
import { loadAttendance, lockItem, saveItemState, saveMinutes, type Item } from '../meetings/store.ts'
import { isQuorate, takeItem, type Attending, type ItemStep } from '../votes/rules.ts'
import { proposalBefore } from './calculated.ts'
import { propose, totalOf, type Proposal } from './rules.ts'
import * as store from './store.ts'

/** An item in an open meeting, with its reports and with how each member stands to it. */
export type OpenItem = OpenMeeting & { readonly item: Item; readonly reports: readonly store.ItemReport[]; readonly attending: readonly Attending[]; readonly quorate: boolean }

/** Opens an item for a change by the county governor's people. One they have a tie to does not exist for them. */
export const inItem = <Result>(deps: Deps, actor: Actor, forumId: string, meetingId: string, itemId: string, work: (open: OpenItem) => Promise<Result>) =>
  inMeeting(deps, actor, forumId, meetingId, async (open) => {
    const item = open.runs ? await lockItem(open.tx, meetingId, itemId) : undefined
    if (!item) return refuse('not-found' as const)
    const reports = await store.loadItemReports(open.tx, [itemId])
    const attending = await loadAttending(open, reports.map(({ id }) => id))
    return work({ ...open, item, reports, attending, quorate: isQuorate(attending, open.meeting.quorumPercent ?? open.forum.quorumPercent) })
  })

/** How each member of the day stands to an item with these reports. */
export async function loadAttending({ tx, meeting, members }: Pick<OpenMeeting, 'tx' | 'meeting' | 'members'>, reportIds: readonly string[]): Promise<Attending[]> {
  const present = new Set((await loadAttendance(tx, meeting.id)).filter((one) => one.present).map(({ memberId }) => memberId))
  const ties = await loadTies(tx, reportIds)
  return members.map((one) => {
    const own = ties.filter(({ personId }) => personId === one.personId)
    return { memberId: one.id, votes: one.votes, chairs: one.chairs, present: present.has(one.id), disqualified: own.some(({ disqualified }) => disqualified), declared: reportIds.every((id) => own.some((tie) => tie.reportId === id && tie.declared)) }
  })
}

/** Writes what is proposed for one report. Two who write at once: the second is told, and nothing is lost. */
export const saveProposal = (deps: Deps, actor: Actor, forumId: string, meetingId: string, itemId: string, reportId: string, proposal: Proposal, version: number) =>
  inItem(deps, actor, forumId, meetingId, itemId, async (open) => {
    const { tx, meeting, item, now } = open
    const report = open.reports.find(({ id }) => id === reportId)
    if (!report) return refuse('not-found')
    if (meeting.state === 'closed' || meeting.state === 'locked' || (item.state !== 'waiting' && item.state !== 'not-agreed')) return refuse('not-now')
    const calculated = (await proposalBefore(tx, meeting.roundId)).get(reportId)
    const decision = propose(proposal, report.asked, report.roundYear, calculated, report.partnerName !== undefined)
    if (!decision.ok) return decision
    if (!(await store.saveProposal(tx, itemId, reportId, decision.event.proposal, version, actor.name, now))) return refuse('changed-meanwhile')
    await recordOn(open, actor, [reportId], decision.event.kind)
    return decision
  })

/** Agreement reached or not, an item without reports done, or an item taken up again. */
export const stepItem = (deps: Deps, actor: Actor, forumId: string, meetingId: string, itemId: string, step: Extract<ItemStep, 'agree' | 'disagree' | 'note' | 'reopen'>, version: number) =>
  inItem(deps, actor, forumId, meetingId, itemId, async (open) => {
    if (open.item.version !== version) return refuse('changed-meanwhile')
    const decision = takeItem(step, factsOf(open), open.quorate)
    if (!decision.ok) return decision
    await saveItemState(open.tx, itemId, decision.event.to, actor.name, open.now)
    if (step === 'agree') await recommend(open, actor, 'agreement')
    await recordOn(open, actor, open.reports.map(({ id }) => id), decision.event.kind)
    return accept({ id: itemId })
  })

export const writeMinutes = (deps: Deps, actor: Actor, forumId: string, meetingId: string, itemId: string, minutes: string, version: number) =>
  inItem(deps, actor, forumId, meetingId, itemId, async ({ tx, meeting, now }) => {
    if (meeting.state === 'locked') return refuse('not-now')
    if (!(await saveMinutes(tx, itemId, minutes, version, actor.name, now))) return refuse('changed-meanwhile')
    return accept({ id: itemId })
  })

export const factsOf = ({ item, meeting, reports }: OpenItem) => ({ state: item.state, kind: item.kind, meetingOpen: meeting.state === 'open', proposals: reports })

/** The proposals become what the forum recommends, and what differs from the calculated proposal is kept with its reason. */
export async function recommend(open: OpenItem, actor: Actor, reachedBy: 'agreement' | 'vote'): Promise<void> {
  const calculated = await proposalBefore(open.tx, open.meeting.roundId)
  for (const report of open.reports) {
    await store.saveRecommendation(open.tx, report, reachedBy, actor.name, open.now)
    const was = calculated.get(report.id)
    if (report.outcome && report.deviation !== '' && was) {
      await store.saveDeviation(open.tx, { reportId: report.id, proposed: was.inPortfolio, proposedOre: was.ore, recommended: report.outcome, recommendedOre: totalOf(report.amounts), reason: report.deviation }, actor.name, open.now)
    }
  }
  await recordOn(open, actor, open.reports.map(({ id }) => id), 'scheme.recommended')
}

/** What happened stands with the handling of each report, where a person with a tie to it does not read it. */
export async function recordOn({ tx, forum, members, now }: OpenItem, actor: Actor, reportIds: readonly string[], kind: string): Promise<void> {
  const readers = [...new Set([forum.managerId, ...members.map(({ orgId }) => orgId)])]
  for (const id of reportIds) await audit.record(tx, actor, { kind, about: { kind: 'report-handling', id }, readers, visibility: 'shared' }, now)
}
