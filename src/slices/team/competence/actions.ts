import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { keptFrom, type Keep } from '../../../kernel/retention.ts'
import { system, writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import * as messaging from '../../messaging/index.ts'
import { write, type Entry, type OwnKind } from './rules.ts'
import * as store from './store.ts'

/** One writes in one's own row. `seen` is the version on the page. */
export const writeOwn = (deps: Deps, actor: Actor, subject: string, seen: number, typed: Entry) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const before = await store.lockEntry(tx, actor.orgId, actor.personId, subject)
    const known = (await store.loadSubjects(tx, actor.orgId)).some(({ code }) => code === subject)
    const decision = write(before?.version ?? 0, seen, typed, known, Number(osloDate(now).slice(0, 4)))
    if (!decision.ok) return decision
    if (before) await store.saveEntry(tx, before, typed, actor, now)
    const id = before?.id ?? (await store.insertEntry(tx, actor.orgId, actor, subject, typed, now))
    if (id === undefined) return refuse('changed-meanwhile' as const)
    await record(tx, actor, decision.event.kind, id, now)
    return decision
  })

/** The leader writes what the two have agreed. The adviser reads every word. */
export const noteAgreed = (deps: Deps, actor: Actor, personId: string, body: string) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const member = (await store.loadMembers(tx, actor.orgId, osloDate(now))).find((one) => one.personId === personId)
    if (!member) return refuse('not-in-team' as const)
    const id = await store.insertNote(tx, actor.orgId, personId, body, actor.name, now)
    await record(tx, actor, 'team.agreement-noted', id, now)
    // A leader who notes in the own row knows.
    if (member.personId !== actor.personId) await messaging.tell(tx, deps.jobs, [member], { kind: 'competence-noted', path: '/teamets-kompetanse/min', subjectId: id }, now)
    return accept({ kind: 'team.agreement-noted' })
  })

export const addSubject = (deps: Deps, actor: Actor, kind: OwnKind, name: string) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const id = await store.insertSubject(tx, actor.orgId, kind, name, actor.name, now)
    if (id === undefined) return refuse('subject-there' as const)
    await record(tx, actor, 'team.subject-added', id, now)
    return accept({ id })
  })

/** Off the list: what was written about it is kept in each one's row, and counts no more. */
export const retireSubject = (deps: Deps, actor: Actor, id: string) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    if (!(await store.retireSubject(tx, actor.orgId, id, osloDate(now)))) return refuse('subject-gone' as const)
    await record(tx, actor, 'team.subject-retired', id, now)
    return accept({ id })
  })

/** So long after one's work in the team ended. */
const rowsKept: Keep = { months: 3 }
export const forgetLeft = ({ db, now }: Deps): Promise<number> =>
  writing(db, system, async (tx) => {
    const gone = await store.forgetLeft(tx, keptFrom(rowsKept, now()))
    await audit.forgetAbout(tx, [...gone])
    return gone.length
  })

const record = (tx: Tx, actor: Actor, kind: string, id: string, now: Date) => audit.record(tx, actor, { kind, about: { kind: 'competence', id }, readers: [actor.orgId], visibility: 'internal' }, now)
