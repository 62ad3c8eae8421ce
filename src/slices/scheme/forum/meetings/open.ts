import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate } from '../../../../kernel/dates.ts'
import { refuse } from '../../../../kernel/decision.ts'
import { writing, type Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as audit from '../../../audit/index.ts'
import { seated, type Member } from '../members/rules.ts'
import { loadForum, loadMembers, type Forum } from '../members/store.ts'
import * as store from './store.ts'

/** A meeting as an action works on it: locked, with the forum and the members of the day. */
export type OpenMeeting = {
  readonly tx: Tx
  readonly forum: Forum
  readonly meeting: store.Meeting
  readonly members: readonly Member[]
  /** The actor's own seat, when they have one. */
  readonly own: Member | undefined
  readonly runs: boolean
  readonly now: Date
  readonly record: (kind: string, data?: Readonly<Record<string, string | number | boolean | null>>) => Promise<unknown>
}
type NotFound = { readonly ok: false; readonly because: 'not-found' }

/** Opens a meeting for a change by the county governor's people: one transaction, nobody else changes it meanwhile. */
export const inMeeting = <Result>(deps: Deps, actor: Actor, forumId: string, id: string, work: (open: OpenMeeting) => Promise<Result>): Promise<Result | NotFound> => within(deps, actor, forumId, id, store.lockMeeting, work)

/** Opens a meeting for what a member does by themselves. */
export const atMeeting = <Result>(deps: Deps, actor: Actor, forumId: string, id: string, work: (open: OpenMeeting) => Promise<Result>): Promise<Result | NotFound> => within(deps, actor, forumId, id, store.loadMeeting, work)

const within = <Result>(deps: Deps, actor: Actor, forumId: string, id: string, load: typeof store.loadMeeting, work: (open: OpenMeeting) => Promise<Result>): Promise<Result | NotFound> =>
  writing(deps.db, actor, async (tx) => {
    const forum = await loadForum(tx, forumId)
    const meeting = forum && (await load(tx, forumId, id))
    if (!forum || !meeting) return refuse('not-found' as const)
    const now = deps.now()
    const members = seated(await loadMembers(tx, forumId), osloDate(now))
    const readers = [...new Set([forum.managerId, ...members.map(({ orgId }) => orgId)])]
    return work({
      tx, forum, meeting, members, now,
      own: members.find((one) => one.personId === actor.personId && one.orgId === actor.orgId),
      runs: actor.role === 'county-governor' && forum.managerId === actor.orgId,
      record: (kind, data) => audit.record(tx, actor, { kind, about: { kind: 'forum', id }, readers, visibility: 'shared', ...(data ? { data } : {}) }, now),
    })
  })
