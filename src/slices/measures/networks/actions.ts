import type { Actor } from '../../../kernel/actor.ts'
import { addDays, osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { keptFrom, type Keep } from '../../../kernel/retention.ts'
import { system, writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { recipientsFor } from '../../identity/index.ts'
import * as messaging from '../../messaging/index.ts'
import { loadThemes } from '../measures/store.ts'
import { loadSchools, saveAllTakenBack } from '../network-schools/store.ts'
import { tellSchools } from '../network-schools/told.ts'
import { answer, end, invite, isDue, leadersMeet, leave, memberFrom, remindDays, takeBack, wrongAnswerBy, wrongMore, wrongStart, type Answer, type EndReason, type InviteRefusal, type LeaveReason } from './rules.ts'
import * as store from './store.ts'

/** Those who cannot be asked, each with the reason: nobody is asked before all can be. */
export type Stopped = { readonly name: string; readonly because: InviteRefusal }
export type NewNetwork = store.NewNetwork & { readonly note: string; readonly answerBy: LocalDate; readonly kindergartens: readonly string[] }

/** Makes a network and asks the kindergartens into it, in one go. Sent twice it is one network, and nobody is asked twice; with other words or other kindergartens it is one more. */
export const foundNetwork = (deps: Deps, actor: Actor, typed: NewNetwork) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const today = osloDate(now)
    const wrong = wrongAnswerBy(typed.answerBy, today)
    if (wrong) return refuse(wrong)
    const themes = await loadThemes(tx, actor.orgId)
    if (typed.theme !== undefined && !themes.some(({ code, offered }) => code === typed.theme && offered)) return refuse('unknown-theme' as const)
    const asked = await store.loadCandidates(tx, undefined, actor.orgId, typed.kindergartens)
    const wrongNumber = wrongStart(asked.length)
    if (wrongNumber) return refuse(wrongNumber)
    const network = { period: typed.period, endedOn: undefined }
    const stopped = stoppedOf(network, asked, today)
    if (stopped.length > 0) return { ...refuse('cannot-ask' as const), stopped }
    const made = await store.insertNetwork(tx, actor.orgId, typed, actor.name, now)
    const same = made ? undefined : await store.findSame(tx, actor.orgId, typed, asked.map((one) => one.id))
    if (same) return accept({ id: same })
    const id = made ?? (await store.insertNetwork(tx, actor.orgId, { ...typed, startKey: crypto.randomUUID() }, actor.name, now))
    if (!id) return refuse('too-few' as const)
    const about = { id, teamId: actor.orgId }
    if (typed.note !== '') await store.saveNote(tx, id, actor.orgId, typed.note, actor.name, now)
    await record(tx, actor, about, 'measures.network-founded', [], now, { asked: asked.length })
    await ask(tx, deps, actor, about, asked, typed.answerBy)
    return accept({ id })
  })

/** Asks more kindergartens into a network, or again those who let the last day pass. */
export const inviteMore = (deps: Deps, actor: Actor, id: string, ids: readonly string[], answerBy: LocalDate) =>
  writing(deps.db, actor, async (tx) => {
    const today = osloDate(deps.now())
    const network = await own(tx, actor, id)
    if (!network) return refuse('not-found' as const)
    const wrong = wrongAnswerBy(answerBy, today)
    if (wrong) return refuse(wrong)
    const asked = await store.loadCandidates(tx, id, actor.orgId, ids)
    const counts = (await store.loadCounts(tx)).get(id)
    const wrongNumber = wrongMore(asked.length, (counts?.members ?? 0) + (counts?.open ?? 0))
    if (wrongNumber) return refuse(wrongNumber)
    const stopped = stoppedOf(network, asked, today)
    if (stopped.length > 0) return { ...refuse('cannot-ask' as const), stopped }
    await ask(tx, deps, actor, network, asked, answerBy)
    return accept({ id })
  })

/** The head or the owner says yes or no for the kindergarten. */
export const answerInvitation = (deps: Deps, actor: Actor, id: string, given: Answer) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const today = osloDate(now)
    const invitation = await store.lockInvitation(tx, id)
    const network = invitation && (await store.loadNetwork(tx, invitation.networkId))
    const [kindergarten] = invitation && network ? await store.loadCandidates(tx, network.id, network.teamId, [invitation.kindergartenId]) : []
    if (!invitation || !network || !kindergarten) return refuse('not-found' as const)
    const decision = answer(network, invitation, kindergarten, given, today)
    if (!decision.ok) return decision
    const joins = decision.event.kind === 'measures.network-accepted'
    await store.saveAnswer(tx, id, joins ? 'accepted' : 'declined', decision.event.reason, actor, now)
    if (joins) await store.insertMember(tx, network, kindergarten.id, memberFrom(network, today))
    await record(tx, actor, network, decision.event.kind, [kindergarten.id], now, decision.event.reason ? { reason: decision.event.reason } : {})
    const other = actor.role === 'head' ? await ownersOf(tx, kindergarten, now) : await headsOf(tx, kindergarten.id, now)
    const team = await recipientsFor(tx, network.teamId, ['adviser', 'team-leader'], now)
    await messaging.tell(tx, deps.jobs, team, { kind: 'network-answered', path: `/nettverk/${network.id}`, data: { kindergarten: kindergarten.name }, subjectId: id }, now)
    await messaging.tell(tx, deps.jobs, other, { kind: 'network-answered', path: `/nettverk/invitasjon/${id}`, data: { kindergarten: kindergarten.name }, subjectId: id }, now)
    return accept({ id, kind: decision.event.kind })
  })

/** The team takes an invitation back while nobody has answered it. */
export const takeInvitationBack = (deps: Deps, actor: Actor, id: string) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const invitation = await store.lockInvitation(tx, id)
    if (!invitation || invitation.teamId !== actor.orgId) return refuse('not-found' as const)
    const decision = takeBack(invitation)
    if (!decision.ok) return { ...decision, networkId: invitation.networkId }
    await store.saveTakenBack(tx, id)
    await record(tx, actor, { id: invitation.networkId, teamId: actor.orgId }, decision.event.kind, [invitation.kindergartenId], now)
    // Whoever has not been told yet need not be; the others are told that it is over.
    await messaging.cancelUnsent(tx, id, 'network-invited', now)
    const [kindergarten] = await store.loadCandidates(tx, invitation.networkId, actor.orgId, [invitation.kindergartenId])
    if (kindergarten) await tellKindergarten(tx, deps, kindergarten, 'network-withdrawn', id)
    return accept({ networkId: invitation.networkId })
  })

/** A kindergarten goes out of a network: by its own head or owner, or by the team. */
export const leaveNetwork = (deps: Deps, actor: Actor, id: string, kindergartenId: string, reason: LeaveReason | undefined) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const today = osloDate(now)
    const network = await store.loadNetwork(tx, id)
    const accepted = network && (await store.loadAccepted(tx, id, kindergartenId))
    const invitation = accepted ? await store.lockInvitation(tx, accepted) : undefined
    const [kindergarten] = network ? await store.loadCandidates(tx, id, network.teamId, [kindergartenId]) : []
    if (!network || !invitation || !kindergarten) return refuse('not-found' as const)
    const decision = leave(kindergarten.member && invitation.state === 'accepted', reason)
    if (!decision.ok) return decision
    await store.endMember(tx, id, kindergartenId, today, decision.event.reason)
    await store.saveAnswer(tx, invitation.id, 'left', decision.event.reason, actor, now)
    await record(tx, actor, network, decision.event.kind, [kindergartenId], now, { reason: decision.event.reason })
    const byTeam = actor.orgId === network.teamId
    if (byTeam) await tellKindergarten(tx, deps, kindergarten, 'network-left', invitation.id)
    else await messaging.tell(tx, deps.jobs, await recipientsFor(tx, network.teamId, ['adviser', 'team-leader'], now), { kind: 'network-left', path: `/nettverk/${id}`, data: { kindergarten: kindergarten.name } }, now)
    return accept({ id })
  })

/** Ends a network before its time. Invitations nobody has answered are taken back with it. */
export const endNetwork = (deps: Deps, actor: Actor, id: string, reason: EndReason | undefined) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const today = osloDate(now)
    const network = await own(tx, actor, id)
    if (!network) return refuse('not-found' as const)
    const decision = end(network, reason, today)
    if (!decision.ok) return decision
    const invitations = (await store.loadInvitations(tx, id)).filter(({ state }) => state === 'open' || state === 'accepted')
    const kindergartens = await store.loadCandidates(tx, id, actor.orgId, invitations.map(({ kindergartenId }) => kindergartenId))
    await store.saveEnd(tx, id, decision.event.reason, today, actor.name, now)
    const schools = (await loadSchools(tx, id)).filter(({ state }) => state === 'open' || state === 'accepted')
    await saveAllTakenBack(tx, id)
    await tellSchools(tx, deps, schools, 'network-ended')
    await record(tx, actor, network, decision.event.kind, kindergartens.map((one) => one.id), now, { reason: decision.event.reason })
    for (const kindergarten of kindergartens) await tellKindergarten(tx, deps, kindergarten, 'network-ended', invitations.find((one) => one.kindergartenId === kindergarten.id)?.id ?? '')
    // Pedagogical leaders are not asked for the kindergarten, but where they meet they were to come.
    if (leadersMeet(network.audience)) {
      for (const { id: kindergartenId, name } of kindergartens.filter(({ member }) => member)) await messaging.tell(tx, deps.jobs, await recipientsFor(tx, kindergartenId, ['pedagogical-leader'], now), { kind: 'network-ended', path: `/nettverk/${id}`, data: { kindergarten: name } }, now)
    }
    return accept({ id })
  })

/** What the team writes for itself. */
export const saveNote = (deps: Deps, actor: Actor, id: string, body: string) =>
  writing(deps.db, actor, async (tx) => {
    if (!(await own(tx, actor, id))) return refuse('not-found' as const)
    await store.saveNote(tx, id, actor.orgId, body, actor.name, deps.now())
    return accept({ id })
  })

/** The program's own work each morning: those who have not answered are reminded once. @returns how many invitations */
export const remind = (deps: Deps): Promise<number> =>
  writing(deps.db, system, async (tx) => {
    const today = osloDate(deps.now())
    const due = (await store.loadUnreminded(tx, addDays(today, remindDays))).filter((one) => isDue({ ...one, invitedOn: osloDate(one.invitedAt), reminded: false }, today))
    for (const { id, networkId, teamId, kindergartenId } of due) {
      const [kindergarten] = await store.loadCandidates(tx, networkId, teamId, [kindergartenId])
      if (kindergarten && !kindergarten.closed) await tellKindergarten(tx, deps, kindergarten, 'network-reminded', id)
      await store.saveReminded(tx, id, deps.now())
    }
    return due.length
  })

/** A network is kept so long after it was over. */
const networksKept: Keep = { years: 5 }
export const forgetNetworks = ({ db, now }: Deps): Promise<number> =>
  writing(db, system, async (tx) => {
    const gone = await store.forgetNetworks(tx, keptFrom(networksKept, now()))
    await audit.forgetAbout(tx, gone)
    return gone.length
  })

async function own(tx: Tx, actor: Actor, id: string): Promise<store.Network | undefined> {
  const network = await store.lockNetwork(tx, id)
  return network?.teamId === actor.orgId ? network : undefined
}

const stoppedOf = (network: Pick<store.Network, 'period' | 'endedOn'>, asked: readonly store.AskedOf[], today: LocalDate): readonly Stopped[] =>
  asked.flatMap((one) => {
    const decision = invite(network, one, today)
    return decision.ok ? [] : [{ name: one.name, because: decision.because }]
  })

async function ask(tx: Tx, deps: Deps, actor: Actor, network: Pick<store.Network, 'id' | 'teamId'>, asked: readonly store.AskedOf[], answerBy: LocalDate): Promise<void> {
  const now = deps.now()
  for (const kindergarten of asked) {
    const people = await peopleOf(tx, kindergarten, now)
    const id = await store.insertInvitation(tx, network, kindergarten.id, answerBy, people.length, actor.name, now)
    await record(tx, actor, network, 'measures.network-invited', [kindergarten.id], now)
    await messaging.tell(tx, deps.jobs, people, { kind: 'network-invited', path: `/nettverk/invitasjon/${id}`, data: { kindergarten: kindergarten.name }, subjectId: id }, now)
  }
}

type Asked = Pick<store.AskedOf, 'id' | 'name' | 'ownerId'>
const headsOf = (tx: Tx, kindergartenId: string, now: Date) => recipientsFor(tx, kindergartenId, ['head'], now)
const ownersOf = async (tx: Tx, { ownerId }: Asked, now: Date) => (ownerId ? recipientsFor(tx, ownerId, ['owner'], now) : [])
/** The head and those who answer for the owner, each once also when it is the same person. */
async function peopleOf(tx: Tx, kindergarten: Asked, now: Date) {
  const people = [...(await headsOf(tx, kindergarten.id, now)), ...(await ownersOf(tx, kindergarten, now))]
  return [...new Map(people.map((one) => [one.personId, one])).values()]
}
const tellKindergarten = async (tx: Tx, deps: Deps, kindergarten: Asked, kind: 'network-reminded' | 'network-withdrawn' | 'network-left' | 'network-ended', invitationId: string) =>
  messaging.tell(tx, deps.jobs, await peopleOf(tx, kindergarten, deps.now()), { kind, path: `/nettverk/invitasjon/${invitationId}`, data: { kindergarten: kindergarten.name }, subjectId: invitationId }, deps.now())

const record = (tx: Tx, actor: Actor, network: { readonly id: string; readonly teamId: string }, kind: string, kindergartens: readonly string[], now: Date, data: Readonly<Record<string, string | number>> = {}) =>
  audit.record(tx, actor, { kind, about: { kind: 'network', id: network.id }, readers: [network.teamId, ...kindergartens], visibility: 'shared', data }, now)
