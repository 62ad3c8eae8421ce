import { osloDate } from '../../../../kernel/dates.ts'
import type { CaseTaskSupplier } from '../../tasks/supplier.ts'
import { anchoringTasks, isAnchored } from '../anchoring/rules.ts'
import { sessionTasks } from '../meetings/rules.ts'
import { loadSessionStandings } from '../meetings/store.ts'
import { observationTasks, remaining } from '../observations/rules.ts'
import { loadObserved } from '../observations/store.ts'
import { planTasks } from '../plan/rules.ts'
import { loadPlanStandings } from '../plan/store.ts'
import { startTasks } from '../times/rules.ts'
import { loadStartStandings } from '../times/store.ts'

const idsOf = (cases: readonly { readonly id: string }[]): string[] => cases.map(({ id }) => id)

const anchoring: CaseTaskSupplier = async () => (one) => anchoringTasks(one, isAnchored(one.content.staffInvolved, one.content.ownerInformed))

const start: CaseTaskSupplier = async (tx, cases, now) => {
  const standings = await loadStartStandings(tx, idsOf(cases))
  return (one) => startTasks(one, standings.get(one.id) ?? { held: false, proposal: undefined }, now)
}

const observations: CaseTaskSupplier = async (tx, cases) => {
  const standings = await loadObserved(tx, idsOf(cases))
  return (one) => {
    const { observed, registered } = standings.get(one.id) ?? { observed: [], registered: [] }
    return observationTasks(one, remaining(one.content.target, one.content.departments, registered, observed).length, observed.length)
  }
}

const plan: CaseTaskSupplier = async (tx, cases) => {
  const standings = await loadPlanStandings(tx, idsOf(cases))
  return (one) => planTasks(one, standings.get(one.id) ?? { rows: 0, agreed: [], wasAgreed: false })
}

const sessions: CaseTaskSupplier = async (tx, cases, now) => {
  const standings = await loadSessionStandings(tx, idsOf(cases))
  return (one) => {
    const { held, nextOn } = standings.get(one.id) ?? { held: 0, nextOn: undefined }
    return sessionTasks(one, nextOn, held, osloDate(now))
  }
}

/** What waits in the work, in the order the work is done. */
export const workTasks: readonly CaseTaskSupplier[] = [anchoring, start, observations, plan, sessions]
