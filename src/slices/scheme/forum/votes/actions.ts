import type { Actor } from '../../../../kernel/actor.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import { brokenConstraint } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import { factsOf, inItem, loadAttending, recommend, recordOn } from '../items/actions.ts'
import { loadItemReports } from '../items/store.ts'
import { atMeeting } from '../meetings/open.ts'
import { loadItem, saveItemState } from '../meetings/store.ts'
import { cast, isAdopted, openTo, resultOf, takeItem, type CastRefusal, type Choice, type Count } from './rules.ts'
import * as store from './store.ts'

/** Opens a vote on what is proposed, for those who may vote now. Only where agreement was sought and not reached. */
export const openVote = (deps: Deps, actor: Actor, forumId: string, meetingId: string, itemId: string, method: 'ballot' | 'hands', version: number) =>
  inItem(deps, actor, forumId, meetingId, itemId, async (open) => {
    if (open.item.version !== version) return refuse('changed-meanwhile')
    const decision = takeItem('open-vote', factsOf(open), open.quorate)
    if (!decision.ok) return decision
    const entitled = openTo(open.attending)
    if (!entitled.ok) return entitled
    await store.insertVote(open.tx, itemId, method, entitled.event, actor.name, open.now)
    await saveItemState(open.tx, itemId, decision.event.to, actor.name, open.now)
    await recordOn(open, actor, open.reports.map(({ id }) => id), decision.event.kind)
    return accept({ id: itemId })
  })

/** One member's own ballot. The database counts too: what comes as the vote closes is in it, or is refused. */
export async function castBallot(deps: Deps, actor: Actor, forumId: string, meetingId: string, itemId: string, choice: Choice) {
  try {
    return await atMeeting(deps, actor, forumId, meetingId, async ({ tx, meeting, members, own, now }) => {
      const item = await loadItem(tx, meetingId, itemId)
      if (!item) return refuse('not-found')
      const [vote] = await store.loadVotes(tx, [itemId])
      const reports = await loadItemReports(tx, [itemId])
      const me = (await loadAttending({ tx, meeting, members }, reports.map(({ id }) => id))).find(({ memberId }) => memberId === own?.id)
      const decision = cast(
        { open: vote !== undefined && vote.closedAt === undefined, method: vote?.method ?? 'ballot' },
        {
          governor: actor.role === 'county-governor',
          hasRight: vote !== undefined && own !== undefined && (await store.loadRights(tx, vote.id)).includes(own.id),
          disqualified: me?.disqualified ?? false,
          present: me?.present ?? false,
          voted: vote !== undefined && (await store.loadOwnChoice(tx, vote.id)) !== undefined,
        },
      )
      if (!decision.ok || !vote || !own) return decision
      await store.insertBallot(tx, vote.id, own.id, choice, now)
      return decision
    })
  } catch (problem) {
    const because = lateRefusals[brokenConstraint(problem) ?? '']
    if (because) return refuse(because)
    throw problem
  }
}

/** What the database says to a ballot that lost a race. */
const lateRefusals: Readonly<Record<string, CastRefusal>> = { ballot_once: 'already-voted', ballot_in_time: 'vote-closed', ballot_impartial: 'disqualified', ballot_present: 'absent' }

/** Closes the vote and names the result. By show of hands, `hands` is what the secretary counted, with the chair's own vote. */
export const closeVote = (deps: Deps, actor: Actor, forumId: string, meetingId: string, itemId: string, hands: (Count & { readonly chair: Choice | undefined }) | undefined) =>
  inItem(deps, actor, forumId, meetingId, itemId, async (open) => {
    const { tx, attending, members, meeting, forum, now } = open
    const vote = await store.lockOpenVote(tx, itemId)
    if (!vote) return refuse('not-now')
    const barred = new Set(attending.filter(({ disqualified }) => disqualified).map(({ memberId }) => memberId))
    const entitled = (await store.loadRights(tx, vote.id)).filter((id) => !barred.has(id))
    if (vote.method === 'hands' && !hands) return refuse('too-many-hands')
    const { chair: said, ...count } = vote.method === 'hands' && hands ? hands : await store.countBallots(tx, vote.id)
    // By show of hands anybody can have typed a chair's vote: it counts only when there is a chair who could vote.
    const chair = members.some(({ chairs, id }) => chairs && entitled.includes(id)) ? said : undefined
    const result = resultOf(count, entitled.length, meeting.tieRule ?? forum.tieRule, chair)
    if (!result.ok) return result
    const decision = takeItem(isAdopted(result.event) ? 'adopt' : 'reject', factsOf(open), open.quorate)
    if (!decision.ok) return decision
    await store.saveCount(tx, vote.id, count, entitled.length, result.event, actor.name, now)
    await saveItemState(tx, itemId, decision.event.to, actor.name, now)
    if (isAdopted(result.event)) await recommend(open, actor, 'vote')
    await recordOn(open, actor, open.reports.map(({ id }) => id), decision.event.kind)
    return accept({ result: result.event })
  })
