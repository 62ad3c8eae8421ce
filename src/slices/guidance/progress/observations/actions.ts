import type { Actor } from '../../../../kernel/actor.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import type { Case } from '../../cases/store.ts'
import { loadDepartments } from '../../requests/store.ts'
import { changeRecord } from '../meetings/rules.ts'
import { daysOf, inCase } from '../open.ts'
import { checkObservation, choices, observe, type Observation } from './rules.ts'
import * as store from './store.ts'

/** Writes what was seen in a department. The kindergarten reads it too. */
export const recordObservation = (deps: Deps, actor: Actor, id: string, key: string, seen: Observation) =>
  inCase(deps, actor, id, async ({ tx, one, now, record, tellOtherSide }) => {
    const decision = observe(one.state, checkObservation(seen, await choicesOf(tx, one), daysOf(one, now)))
    if (!decision.ok) return decision
    if (!(await store.saveObservation(tx, id, key, seen, actor, now))) return accept({ id })
    await record(decision.event.kind, { observedOn: seen.observedOn })
    await tellOtherSide('guidance-observed', `/veiledning/${id}#observasjoner`)
    return accept({ id })
  })

export const changeObservation = (deps: Deps, actor: Actor, id: string, observationId: string, seen: Observation) =>
  inCase(deps, actor, id, async ({ tx, one, now, record }) => {
    const kept = (await store.loadObservations(tx, id)).find((other) => other.id === observationId)
    if (!kept) return refuse('not-found' as const)
    const among = [...(await choicesOf(tx, one)), kept.department]
    const decision = changeRecord(one.state, kept, actor.personId, undefined, now)
    if (!decision.ok) return decision
    const wrong = checkObservation(seen, among, daysOf(one, now))
    if (wrong) return refuse(wrong)
    await store.changeObservation(tx, kept.id, seen, now)
    await record('guidance.observation-changed', { observedOn: seen.observedOn })
    return accept({ id })
  })

/** The departments to choose among in a case. */
export const choicesOf = async (tx: Tx, one: Case): Promise<string[]> => choices(one.content.departments, await loadDepartments(tx, one.kindergartenId))
