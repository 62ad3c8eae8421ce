import type { Actor, Role } from '../../../../kernel/actor.ts'
import { osloDate, type LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import { writing, type Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import { recipientsFor } from '../../../identity/index.ts'
import * as messaging from '../../../messaging/index.ts'
import { loadPoints } from '../agenda/store.ts'
import { record, withMeeting } from '../actions.ts'
import { onList, type Party, type Person } from '../invited/rules.ts'
import { loadMarked, loadParties, loadPeople } from '../invited/store.ts'
import type { Discussion } from '../rules.ts'
import { agree, tell, tie, type Agreement, type AgreementState, type OutcomeKind, type Responsible } from './rules.ts'
import * as store from './store.ts'

/** Who may be made responsible: each who is on the list, and each organisation that is invited or prepares the meeting. The value says which. */
export function responsibles(meeting: Pick<Discussion, 'municipalityId' | 'municipality'>, people: readonly Person[], parties: readonly Party[]): readonly { readonly value: string; readonly responsible: Responsible; readonly org: string }[] {
  // Whoever is there as owner may be the authority too: the municipality is always one to choose.
  const orgs = new Map<string, { readonly orgId: string; readonly role: Role; readonly org: string }>([[`${meeting.municipalityId}:authority`, { orgId: meeting.municipalityId, role: 'authority', org: meeting.municipality }]])
  for (const one of [...people.filter((person) => person.prepares && person.role !== 'adviser'), ...parties.filter(({ removed }) => !removed)]) orgs.set(`${one.orgId}:${one.role}`, { orgId: one.orgId, role: one.role, org: one.org })
  return [
    ...[...orgs].map(([key, one]) => ({ value: `org:${key}`, org: one.org, responsible: { orgId: one.orgId, role: one.role, personId: undefined, name: one.org } })),
    ...people.map((one) => ({ value: `person:${one.personId}`, org: one.org, responsible: { orgId: one.orgId, role: one.role, personId: one.personId, name: `${one.name}, ${one.org}` } })),
  ]
}

export type Typed = { readonly body: string; readonly responsible: string; readonly due: LocalDate }
export const makeAgreement = (deps: Deps, actor: Actor, id: string, pointId: string, startKey: string, typed: Typed) =>
  withMeeting(deps, actor, id, async (tx, meeting, now) => {
    if (!(await loadPoints(tx, id)).some((one) => one.id === pointId)) return refuse('not-found' as const)
    const [people, marked, parties] = await Promise.all([loadPeople(tx, id), loadMarked(tx, id), loadParties(tx, id)])
    const chosen = typed.responsible === '' ? undefined : (responsibles(meeting, onList(people, marked), parties).find((one) => one.value === typed.responsible)?.responsible ?? 'gone')
    const decision = agree(meeting, chosen, typed.due, osloDate(now))
    if (!decision.ok) return decision
    const { responsible } = decision.event
    const made = await store.insertAgreement(tx, startKey, { discussionId: id, municipalityId: meeting.municipalityId, pointId, body: typed.body, responsible, due: typed.due }, actor.name, now)
    if (!made.isNew) return accept({ id: made.id })
    await record(tx, actor, meeting, decision.event.kind, now)
    const told = (await recipientsFor(tx, responsible.orgId, [responsible.role], now)).filter(({ personId }) => personId !== actor.personId && (responsible.personId === undefined || personId === responsible.personId))
    await messaging.tell(tx, deps.jobs, told, { kind: 'discussion-agreed', path: `/droftinger/avtaler/${made.id}`, data: { reference: meeting.title }, subjectId: made.id }, now)
    return accept({ id: made.id })
  })

/** Something agreed that the actor prepares or follows up. */
const withAgreement = <T>(deps: Deps, actor: Actor, id: string, work: (tx: Tx, agreement: Agreement, now: Date) => Promise<T>) =>
  writing(deps.db, actor, async (tx) => {
    const agreement = await store.lockAgreement(tx, id)
    return agreement && (await mayTell(tx, actor, agreement)) ? work(tx, agreement, deps.now()) : refuse('not-found' as const)
  })
export const mayTell = async (tx: Tx, actor: Actor, agreement: Agreement): Promise<boolean> => (actor.role === 'authority' || actor.role === 'team-leader' || actor.role === 'adviser' ? (await store.leads(tx, agreement.municipalityId)) : false) || store.isMine(tx, agreement.id)

export const tellOf = (deps: Deps, actor: Actor, id: string, state: AgreementState, outcome: string, seen: number) =>
  withAgreement(deps, actor, id, async (tx, agreement, now) => {
    const decision = tell(agreement, state, outcome, seen)
    if (!decision.ok) return decision
    await store.saveTold(tx, agreement, state, outcome, state === 'open' ? undefined : osloDate(now), actor.name, now)
    await record(tx, actor, { id: agreement.discussionId, municipalityId: agreement.municipalityId }, decision.event.kind, now)
    return decision
  })

export const tieTo = (deps: Deps, actor: Actor, id: string, kind: OutcomeKind, targetId: string) =>
  withAgreement(deps, actor, id, async (tx, agreement, now) => {
    const choice = (await store.loadChoices(tx, actor.orgId, agreement)).find((one) => one.kind === kind && one.id === targetId)
    if (!choice) return refuse('not-found' as const)
    const decision = tie((await store.loadOutcomes(tx, [id])).get(id) ?? [], choice)
    if (!decision.ok) return decision
    await store.insertOutcome(tx, id, choice, actor.name, now)
    await record(tx, actor, { id: agreement.discussionId, municipalityId: agreement.municipalityId }, decision.event.kind, now)
    return decision
  })

export const untie = (deps: Deps, actor: Actor, id: string, kind: OutcomeKind, targetId: string) =>
  withAgreement(deps, actor, id, async (tx, agreement, now) => {
    if (!(await store.removeOutcome(tx, id, kind, targetId))) return refuse('not-found' as const)
    await record(tx, actor, { id: agreement.discussionId, municipalityId: agreement.municipalityId }, 'strategy.discussion-agreement-told', now)
    return accept({ id })
  })
