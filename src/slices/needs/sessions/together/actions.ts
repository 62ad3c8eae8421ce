import type { Actor } from '../../../../kernel/actor.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import { writing } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as messaging from '../../../messaging/index.ts'
import { recipientsFor } from '../../../identity/index.ts'
import { own, record } from '../actions.ts'
import { loadSession } from '../store.ts'
import * as store from './store.ts'
import { tellCalledOff } from './tell.ts'

/** Asks another kindergarten along: its own head says yes or no, and until then the session is not opened. */
export const askAlong = ({ db, jobs, now }: Deps, actor: Actor, id: string, kindergartenId: string) =>
  writing(db, actor, async (tx) => {
    const session = await own(tx, actor, id)
    if (!session) return refuse('not-found' as const)
    const { askable, asked } = await store.loadCompanions(tx, session, actor)
    if (!askable.some((one) => one.id === kindergartenId)) return asked.some((one) => one.id === kindergartenId) ? accept({ id }) : refuse('not-found' as const)
    await store.insertUnit(tx, id, kindergartenId)
    await record(tx, actor, session, 'needs.session-asked-along', now())
    await messaging.tell(tx, jobs, await recipientsFor(tx, kindergartenId, ['head'], now()), { kind: 'session-asked-along', path: `/okter/${id}`, data: { kindergarten: session.kindergarten }, subjectId: id }, now())
    return accept({ id })
  })

/** The head of the kindergarten that was asked says yes, or takes it out again; whoever leads may take it out too. While nobody has been asked anything. */
export const answerAlong = ({ db, jobs, now }: Deps, actor: Actor, id: string, kindergartenId: string, says: 'yes' | 'no') =>
  writing(db, actor, async (tx) => {
    const session = await loadSession(tx, id)
    if (!session) return refuse('not-found' as const)
    if (session.state !== 'planned') return refuse('not-planned' as const)
    const done = says === 'yes' ? kindergartenId === actor.orgId && (await store.agree(tx, id, actor, now())) : await store.deleteUnit(tx, id, kindergartenId)
    if (!done) return refuse('not-found' as const)
    // Whoever leads is told what the other says; whoever is taken out is told that.
    if (kindergartenId !== actor.orgId) await tellCalledOff(tx, jobs, session, [kindergartenId], now())
    else await messaging.tell(tx, jobs, await recipientsFor(tx, session.kindergartenId, ['head'], now()), { kind: 'session-answered-along', path: `/okter/${id}`, data: { kindergarten: actor.orgName }, subjectId: id }, now())
    await record(tx, actor, session, says === 'yes' ? 'needs.session-joined' : 'needs.session-left', now())
    return accept({ id })
  })
