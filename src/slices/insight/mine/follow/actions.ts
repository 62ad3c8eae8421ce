import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate } from '../../../../kernel/dates.ts'
import { refuse } from '../../../../kernel/decision.ts'
import { keptFrom, type Keep } from '../../../../kernel/retention.ts'
import { system, writing, type Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as audit from '../../../audit/index.ts'
import { follow, unfollow } from './rules.ts'
import * as store from './store.ts'

/** One begins to follow a kindergarten that the team serves. */
export const beginFollow = ({ db, now }: Deps, actor: Actor, kindergartenId: string) =>
  writing(db, actor, async (tx) => {
    const today = osloDate(now())
    const [place, follows] = await Promise.all([store.loadPlace(tx, kindergartenId, actor.orgId), store.loadFollows(tx, actor.orgId)])
    if (!place?.served) return refuse('not-found' as const)
    const own = follows.filter(({ personId }) => personId === actor.personId)
    const decision = follow(place, { isDeputy: actor.onBehalfOf !== undefined, follows: own.some((one) => one.kindergartenId === kindergartenId), count: own.length }, today)
    if (!decision.ok) return decision
    const id = await store.insertFollow(tx, actor, kindergartenId, today)
    if (!id) return refuse('follows-already' as const)
    await record(tx, actor, decision.event.kind, id, now())
    return decision
  })

/** @param personId whose it is; the leader may end another's */
export const endFollow = ({ db, now }: Deps, actor: Actor, kindergartenId: string, personId: string) =>
  writing(db, actor, async (tx) => {
    const [place, follows] = await Promise.all([store.loadPlace(tx, kindergartenId, actor.orgId), store.loadFollows(tx, actor.orgId)])
    const found = follows.find((one) => one.kindergartenId === kindergartenId && one.personId === personId)
    if (!place || (!place.served && !found)) return refuse('not-found' as const)
    const decision = unfollow(found && { isOwn: found.personId === actor.personId }, { leads: actor.role === 'team-leader', isDeputy: actor.onBehalfOf !== undefined })
    if (!decision.ok || !found) return decision.ok ? refuse('not-following' as const) : decision
    await store.saveEnd(tx, found.id, osloDate(now()), actor.name)
    await record(tx, actor, decision.event.kind, found.id, now())
    return decision
  })

/** So long after it ended. */
const followsKept: Keep = { years: 1 }
/** What is followed by somebody who has left ends, and what ended long ago is forgotten. */
export const tidyFollows = ({ db, now }: Deps): Promise<{ readonly ended: number; readonly forgotten: number }> =>
  writing(db, system, async (tx) => {
    const ended = await store.endFollows(tx, osloDate(now()))
    const gone = await store.forgetFollows(tx, keptFrom(followsKept, now()))
    await audit.forgetAbout(tx, gone)
    return { ended, forgotten: gone.length }
  })

const record = (tx: Tx, actor: Actor, kind: string, id: string, now: Date) => audit.record(tx, actor, { kind, about: { kind: 'follow', id }, readers: [actor.orgId], visibility: 'internal' }, now)
