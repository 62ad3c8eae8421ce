import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import { refuse } from '../../../kernel/decision.ts'
import { keptFrom, type Keep } from '../../../kernel/retention.ts'
import { system, writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { loadMembers, loadSubjects } from '../competence/store.ts'
import { close, open } from './rules.ts'
import * as store from './store.ts'

/** A line in the plan for what the team is short of. */
export const openLine = (deps: Deps, actor: Actor, line: store.NewLine, personId: string) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const today = osloDate(now)
    await store.lockPlan(tx, actor.orgId)
    const [subjects, members, there, offered] = await Promise.all([loadSubjects(tx, actor.orgId), loadMembers(tx, actor.orgId, today), store.isThere(tx, actor.orgId, line), line.offerId === undefined ? [] : store.loadOffered(tx)])
    const who = members.find((one) => one.personId === personId)
    const decision = open(line, { subject: subjects.some(({ code }) => code === line.subject), who, there, offer: offered.some(({ id }) => id === line.offerId) }, today)
    if (!decision.ok) return decision
    if (!who) return refuse('who-gone' as const)
    await record(tx, actor, decision.event.kind, await store.insertLine(tx, actor.orgId, line, who, actor.name, now), now)
    return decision
  })

/** By the leader, or by whoever was to do it. */
export const closeLine = (deps: Deps, actor: Actor, id: string, to: 'done' | 'dropped') =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const line = await store.lockLine(tx, actor.orgId, id)
    if (!line) return refuse('not-found' as const)
    const decision = close(line, { personId: actor.personId, leads: actor.role === 'team-leader' }, to)
    if (!decision.ok) return decision
    await store.saveClosed(tx, line, to, osloDate(now), actor.name, now)
    await record(tx, actor, decision.event.kind, id, now)
    return decision
  })

/** So long after a line was done or dropped. */
const linesKept: Keep = { years: 3 }
/** @returns how many rows went */
export const forgetLines = ({ db, now }: Deps): Promise<number> =>
  writing(db, system, async (tx) => {
    const gone = await store.forgetLines(tx, keptFrom(linesKept, now()))
    await audit.forgetAbout(tx, gone)
    return gone.length
  })

const record = (tx: Tx, actor: Actor, kind: string, id: string, now: Date) => audit.record(tx, actor, { kind, about: { kind: 'competence', id }, readers: [actor.orgId], visibility: 'internal' }, now)
