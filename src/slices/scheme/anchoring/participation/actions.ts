import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate } from '../../../../kernel/dates.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import { writing } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as audit from '../../../audit/index.ts'
import { readersOf } from '../../reports/actions.ts'
import { lockWork } from '../../reports/work.ts'
import { participationKey } from '../rules.ts'
import { loadStanding, tell } from '../standing.ts'
import { voidMark } from '../store.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

/** The head tells how the staff took part. A head's signature stands for it: told anew, the signature has to be given anew, and whoever gave it is told. */
export const saveParticipation = (deps: Deps, actor: Actor, id: string, told: rules.Told) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const work = await lockWork(tx, id)
    if (!work) return refuse('not-found' as const)
    const isHead = actor.role === 'head' && work.parties.some(({ part, orgId }) => part === 'kindergarten' && orgId === actor.orgId)
    const decision = rules.tell(told, { state: work.report.state, isHead, scheme: work.scheme, today: osloDate(now) })
    if (!decision.ok) return decision
    const digest = rules.digestOf(told)
    const { marks } = await loadStanding(tx, work)
    const mark = marks.find(({ capacity, orgId, signedAt, voidedAt }) => capacity === 'head' && orgId === actor.orgId && signedAt && !voidedAt)
    await store.saveTold(tx, id, actor.orgId, told, { digest, name: actor.name, onBehalfOf: actor.onBehalfOf?.name }, now)
    const isVoid = mark !== undefined && mark.digests[participationKey] !== digest
    if (isVoid) {
      await voidMark(tx, mark.id, [participationKey], now)
      if (mark.personId !== actor.personId) await tell(tx, deps, work, mark, 'scheme-signatures-void', now)
    }
    await audit.record(tx, actor, { ...decision.event, about: { kind: 'report', id }, readers: readersOf(work), visibility: 'shared', data: { org: actor.orgName } }, now)
    return accept({ id, isVoid })
  })
