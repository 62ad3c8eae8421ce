import type { Actor } from '../../../../kernel/actor.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { writing, type Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as audit from '../../../audit/index.ts'
import * as messaging from '../../../messaging/index.ts'
import { loadRound, type Round } from '../../rounds/store.ts'
import { toPerson } from '../../told.ts'
import { withReview } from '../open.ts'
import { loadReaders } from '../scores/store.ts'
import { loadSentOf } from '../store.ts'
import { assign, mayAssign, membersOf, rule, shareOut, tieCodes, unassign } from './rules.ts'
import * as store from './store.ts'

const onRound = <Result>(deps: Deps, actor: Actor, roundId: string, work: (tx: Tx, round: Round, now: Date) => Promise<Result>) =>
  writing(deps.db, actor, async (tx) => {
    const round = looksLikeId(roundId) ? await loadRound(tx, roundId) : undefined
    if (!round || round.managerId !== actor.orgId || actor.role !== 'county-governor') return refuse('not-found' as const)
    await store.lockGroups(tx, round.id)
    return work(tx, round, deps.now())
  })

export const makeGroup = (deps: Deps, actor: Actor, roundId: string, name: string, themes: readonly string[]) =>
  onRound(deps, actor, roundId, async (tx, round, now) => accept({ id: await store.insertGroup(tx, round.id, name, themes, actor.name, now) }))

const onGroup = <Result>(deps: Deps, actor: Actor, roundId: string, groupId: string, work: (tx: Tx, group: store.Group, round: Round, now: Date) => Promise<Result>) =>
  onRound(deps, actor, roundId, async (tx, round, now) => {
    const group = (await store.loadGroups(tx, round.id)).find(({ id }) => id === groupId)
    return group ? work(tx, group, round, now) : refuse('not-found' as const)
  })

export const changeGroup = (deps: Deps, actor: Actor, roundId: string, groupId: string, name: string, themes: readonly string[]) =>
  onGroup(deps, actor, roundId, groupId, async (tx, group) => {
    await store.saveGroup(tx, group.id, name, themes)
    return accept({ id: group.id })
  })

/** Takes a person in, speaking for one organisation. */
export const addMember = (deps: Deps, actor: Actor, roundId: string, groupId: string, chosen: string, mail: string) =>
  onGroup(deps, actor, roundId, groupId, async (tx, group, round, now) => {
    const candidates = await store.loadCandidates(tx, round.id, mail)
    const fitting = chosen === '' ? candidates.filter(({ source }) => source === 'mail') : candidates.filter(({ personId, orgId }) => `${personId} ${orgId}` === chosen)
    const [one, other] = fitting
    if (!one) return refuse('unknown-person' as const)
    if (other) return refuse('several-roles' as const)
    if (group.members.some(({ personId }) => personId === one.personId)) return refuse('already-member' as const)
    await store.insertMember(tx, group.id, one, actor.name, now)
    return accept({ id: group.id })
  })

export const removeMember = (deps: Deps, actor: Actor, roundId: string, groupId: string, memberId: string) =>
  onGroup(deps, actor, roundId, groupId, async (tx, group, _, now) => {
    if (!group.members.some(({ id }) => id === memberId)) return refuse('not-found' as const)
    await store.endMember(tx, memberId, actor.name, now)
    return accept({ id: group.id })
  })

/** Shares out the reports of the group's themes among its members; those with a tie that nobody has cleared get something else. */
export const share = (deps: Deps, actor: Actor, roundId: string, groupId: string, each: number) =>
  onGroup(deps, actor, roundId, groupId, async (tx, group, round, now) => {
    if (!mayAssign(round.stage)) return refuse('not-now' as const)
    const orgOf = new Map(group.members.map(({ personId, orgId }) => [personId, orgId]))
    const people = [...orgOf.keys()]
    if (people.length === 0) return refuse('no-members' as const)
    const reports = (await loadSentOf(tx, round.id)).filter((one) => one.state === 'submitted' && (group.themes.length === 0 || one.themes.some((theme) => group.themes.includes(theme))))
    const ids = reports.map(({ id }) => id)
    const [readers, standing] = await Promise.all([loadReaders(tx, ids), store.loadStanding(tx, ids, people)])
    const may = (person: string, report: string) => assign({ stage: round.stage, state: 'submitted', assigned: false, inGroup: true, tie: standing.tieOf(report, person), ruling: standing.rulingOf(report, person) })
    const load = new Map(people.map((person) => [person, readers.filter(({ personId }) => personId === person).length]))
    const pairs = shareOut(ids.map((id) => ({ id, readers: readers.filter(({ reportId }) => reportId === id).map(({ personId }) => personId) })), people, each, (person, report) => !may(person, report).ok, load)
    await store.insertAssignments(tx, pairs.map(({ report, person }) => ({ report, personId: person, orgId: orgOf.get(person) ?? '' })), actor.name, now)
    for (const { report } of pairs) await audit.record(tx, actor, { kind: 'scheme.reader-assigned', about: { kind: 'report-handling', id: report }, readers: [round.managerId], visibility: 'shared' }, now)
    const told = [...new Set(pairs.map(({ person }) => person))]
    await messaging.tell(tx, deps.jobs, told.map(toPerson), { kind: 'scheme-reader-assigned', path: `/runder/${round.id}/vurdering`, data: { round: round.title }, subjectId: round.id }, now)
    return accept({ id: group.id, given: pairs.length })
  })

/** One reader for one report. */
export const assignOne = (deps: Deps, actor: Actor, reportId: string, personId: string) =>
  withReview(deps, actor, reportId, 'governor', async ({ tx, now, round, report, record }) => {
    await store.lockGroups(tx, round.id)
    const [groups, readers, standing] = await Promise.all([store.loadGroups(tx, round.id), loadReaders(tx, [report.id]), store.loadStanding(tx, [report.id], [personId])])
    const member = membersOf(groups).find((one) => one.personId === personId)
    const decision = assign({
      stage: round.stage, state: report.state, assigned: readers.some((one) => one.personId === personId), inGroup: member !== undefined,
      tie: standing.tieOf(report.id, personId), ruling: standing.rulingOf(report.id, personId),
    })
    if (!decision.ok) return decision
    if (!member) return refuse('not-in-group' as const)
    await store.insertAssignments(tx, [{ report: report.id, personId, orgId: member.orgId }], actor.name, now)
    await record(decision.event.kind)
    await messaging.tell(tx, deps.jobs, [toPerson(personId)], { kind: 'scheme-reader-assigned', path: `/behov/${report.id}/vurdering`, data: { round: round.title }, subjectId: report.id }, now)
    return accept({ id: report.id })
  })

export const removeReader = (deps: Deps, actor: Actor, reportId: string, personId: string) =>
  withReview(deps, actor, reportId, 'governor', async ({ tx, round, report, record }) => {
    await store.lockGroups(tx, round.id)
    const own = (await loadReaders(tx, [report.id])).find((one) => one.personId === personId)
    const decision = unassign(round.stage, own !== undefined, own?.delivered ?? false)
    if (!decision.ok) return decision
    await store.deleteAssignment(tx, report.id, personId)
    await record(decision.event.kind)
    return accept({ id: report.id })
  })

/** The county governor decides whether a tie disqualifies. One who is disqualified no longer reads the report. */
export const decide = (deps: Deps, actor: Actor, reportId: string, personId: string, disqualified: boolean, note: string) =>
  withReview(deps, actor, reportId, 'governor', async ({ tx, now, round, report, record }) => {
    const decision = rule(personId === actor.personId, disqualified, note)
    if (!decision.ok) return decision
    if (!membersOf(await store.loadGroups(tx, round.id)).some((one) => one.personId === personId)) return refuse('not-found' as const)
    const tie = (await store.loadStanding(tx, [report.id], [personId])).tieOf(report.id, personId)
    await store.saveRuling(tx, { reportId: report.id, personId, basis: 'decided', tie: tie && tieCodes[tie.tie], disqualified, note }, actor.name, now)
    await record(decision.event.kind)
    return accept({ id: report.id })
  })

/** Whoever handles the report may say that they are disqualified. From then on they see nothing of it. */
export const declare = (deps: Deps, actor: Actor, reportId: string, note: string) =>
  withReview(deps, actor, reportId, 'any', async ({ tx, now, round, report, record }) => {
    await record('scheme.reader-declared')
    await store.saveRuling(tx, { reportId: report.id, personId: actor.personId, basis: 'declared', tie: 'other', disqualified: true, note }, actor.name, now)
    return accept({ roundId: round.id })
  })
