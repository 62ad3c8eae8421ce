import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate } from '../../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { keptFrom, type Keep } from '../../../../kernel/retention.ts'
import { system, writing } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import { hashOf, newCode } from '../../../../platform/link-secrets.ts'
import * as audit from '../../../audit/index.ts'
import { loadTryOut } from '../store.ts'
import type { TryOut } from '../rules.ts'
import { makeSlips, putTogether, slipLength, type Answer, type Months, type SlipsRefusal } from './rules.ts'
import { loadStaff } from './staff.ts'
import * as store from './store.ts'

type Made = Decision<'not-found' | SlipsRefusal | 'slips-used', { readonly one: TryOut; readonly pulse: store.Pulse; readonly slips: readonly string[] }>
/** One slip for each who works there. The codes go on paper and nowhere else: the database knows their hashes only. */
export const makePulseSlips = ({ db, now }: Deps, actor: Actor, tryOutId: string, months: Months, count: number): Promise<Made> =>
  writing(db, actor, async (tx) => {
    const [one, pulses] = await Promise.all([loadTryOut(tx, actor.orgId, tryOutId), store.loadPulses(tx, tryOutId)])
    const pulse = pulses.find((each) => each.months === months)
    if (!one || !pulse) return refuse('not-found')
    const decision = makeSlips(pulse, count, await loadStaff(tx, actor.orgId, one.departmentId, osloDate(now())), osloDate(now()))
    if (!decision.ok) return decision
    const slips = Array.from({ length: count }, () => newCode(slipLength))
    if (!(await store.saveSlips(tx, pulse.id, slips.map(hashOf), now()))) return refuse('slips-used')
    await audit.record(tx, actor, { kind: decision.event.kind, about: { kind: 'measure', id: one.measureId }, readers: [actor.orgId], visibility: 'shared' }, now())
    return accept({ one, pulse, slips })
  })

/** An answer from somebody in the department. No actor, and no trace of who or when: the slip is used, and a number is one higher. */
export const answerPulse = ({ db }: Deps, slip: string, answer: Answer): Promise<store.Cast> => writing(db, undefined, (tx) => store.castPulse(tx, hashOf(slip), answer))

/** Counts that never became five are kept so long after the pulse was over, waiting for others to be put together with. */
const waitingKept: Keep = { months: 12 }
/** Tells what came of pulses that are over, where five or more have answered. @returns how many results were made */
export const tellPulses = ({ db, now }: Deps): Promise<number> =>
  writing(db, system, async (tx) => {
    const results = putTogether(await store.loadOver(tx))
    await store.saveResults(tx, results, osloDate(now()), keptFrom(waitingKept, now()))
    return results.length
  })
