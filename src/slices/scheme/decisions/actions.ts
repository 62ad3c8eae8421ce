import type { Actor } from '../../../kernel/actor.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { recipientsFor } from '../../identity/index.ts'
import * as messaging from '../../messaging/index.ts'
import { officersFor } from '../officers/tell.ts'
import { commit, type CommitRefusal } from '../money/ledger.ts'
import { saveStage } from '../rounds/store.ts'
import { namesIn } from '../schemes/role-words.ts'
import { documentsQueue } from './letters/queue.ts'
import { lackingBlocks, type LetterContent } from './letters/rules.ts'
import * as letters from './letters/store.ts'
import { composeLetters, ownRound } from './open.ts'
import { approve, giveBack, mayDecide, prepare, publish, recipientOf, statusOf, totalOf, type Amount, type Limit, type Outcome } from './rules.ts'
import * as store from './store.ts'

export type TypedDecision = { readonly outcome: Outcome; readonly amounts: readonly Amount[]; readonly reason: string; readonly deviation: string; /** What the page showed: when it was last saved, or ''. */ readonly seen: string; readonly send: boolean }

/** Saves a decision about a report as a draft, or sends it to a second person. Replaces a published decision only when an appeal has opened for it. */
export const prepareDecision = (deps: Deps, actor: Actor, roundId: string, reportId: string, typed: TypedDecision) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const own = await ownRound(tx, actor, roundId)
    const report = own && looksLikeId(reportId) ? await store.loadReport(tx, reportId) : undefined
    if (!own || !report || report.roundId !== roundId) return refuse('not-found' as const)
    const latest = await store.lockLatest(tx, reportId)
    const decision = prepare({
      mayDecide: mayDecide(own.round.stage, own.round.forumId !== undefined),
      status: statusOf(latest),
      stale: (latest?.preparedAt.toISOString() ?? '') !== typed.seen,
      asked: report.asked, hasPartner: report.partner !== undefined, recommended: report.recommended, hasForum: own.round.forumId !== undefined,
      typed, othersReasons: typed.send ? await store.loadOtherReasons(tx, roundId, reportId) : [], send: typed.send,
    })
    if (!decision.ok) return decision
    const parties = { leadId: report.lead.id, partnerId: report.partner?.id }
    const content = { ...typed, amounts: withRecipients(typed.amounts, parties) }
    const id = await store.saveDecision(tx, reportId, content, { personId: actor.personId, name: actor.name }, typed.send, now, latest ?? { number: 1, replaces: undefined })
    await record(tx, actor, decision.event.kind, reportId, now, { outcome: typed.outcome, deviates: decision.event.deviates })
    if (typed.send) {
      const others = (await officersFor(tx, actor.orgId, reportId, now)).filter((one) => one.personId !== actor.personId)
      await messaging.tell(tx, deps.jobs, others, { kind: 'scheme-decision-to-approve', path: `/vedtak/${id}`, data: { reference: report.reference }, subjectId: id }, now)
    }
    return accept({ id })
  })

/** Amounts with the one who has each; what nobody can have is left out, and the page shows that it differs from the recommendation. */
const withRecipients = (amounts: readonly Amount[], parties: { readonly leadId: string; readonly partnerId: string | undefined }) =>
  amounts.flatMap((one) => {
    const recipientId = recipientOf(one.actor, parties)
    return recipientId === undefined ? [] : [{ ...one, recipientId }]
  })

/** Drafts for all reports without a decision, just as the forum recommended. Each is then looked at, given its reasons and sent by a person. */
export const draftFromForum = (deps: Deps, actor: Actor, roundId: string) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const own = await ownRound(tx, actor, roundId, true)
    if (!own) return refuse('not-found' as const)
    if (!mayDecide(own.round.stage, own.round.forumId !== undefined)) return refuse('not-time' as const)
    let drafted = 0
    for (const row of await store.loadRound(tx, roundId)) {
      if (row.decision || !row.recommendedOutcome) continue
      const report = await store.loadReport(tx, row.reportId)
      if (!report?.recommended || (await store.lockLatest(tx, report.id))) continue
      const parties = { leadId: report.lead.id, partnerId: report.partner?.id }
      const { outcome, reason, amounts } = report.recommended
      await store.saveDecision(tx, report.id, { outcome, reason, deviation: '', amounts: withRecipients(amounts, parties) }, { personId: actor.personId, name: actor.name }, false, now, { number: 1, replaces: undefined })
      await record(tx, actor, 'scheme.decision-drafted', report.id, now, { outcome, deviates: false })
      drafted += 1
    }
    return drafted === 0 ? refuse('nothing-to-draft' as const) : accept({ drafted })
  })

/** A second person approves; the letters are written as they will be sent, and their files are made afterwards. */
export const approveDecision = (deps: Deps, actor: Actor, id: string) =>
  withDecision(deps, actor, id, async ({ tx, decision, report, own, now }) => {
    const granted = await store.loadGranted(tx, id)
    const composed = await composeLetters(tx, own.round, own.scheme, report, decision, actor.name, now)
    const decided = approve({ status: statusOf(decision), preparedBy: decision.preparedBy, me: actor.personId, total: totalOf(granted), limits: await store.loadLimits(tx, actor.orgId), lacking: composed.flatMap(({ letter }) => lackingBlocks(letter)) })
    if (!decided.ok) return decided
    await letters.withdrawLetters(tx, id)
    await letters.saveRecipients(tx, id, composed)
    await letters.saveDocuments(tx, composed.map(({ orgId, letter }) => ({ reportId: report.id, kind: 'decision', sourceId: id, decisionId: id, orgId, direction: 'out', language: letter.language, title: letter.title, content: letter, datedAt: now })))
    await store.saveApproval(tx, id, { personId: actor.personId, name: actor.name }, now)
    await record(tx, actor, decided.event.kind, report.id, now)
    await deps.jobs.enqueue(tx, documentsQueue, {}, { singletonKey: 'documents' })
    return accept({ id })
  })

/** Back to the one who prepared it, with a reason; the letters written for it are withdrawn. */
export const returnDecision = (deps: Deps, actor: Actor, id: string, reason: string) =>
  withDecision(deps, actor, id, async ({ tx, decision, report, now }) => {
    const decided = giveBack(statusOf(decision), reason)
    if (!decided.ok) return decided
    await letters.withdrawLetters(tx, id)
    await store.saveReturn(tx, id, reason, actor.name, now)
    await record(tx, actor, decided.event.kind, report.id, now)
    const preparer = (await officersFor(tx, actor.orgId, report.id, now)).filter((one) => one.personId === decision.preparedBy && one.personId !== actor.personId)
    await messaging.tell(tx, deps.jobs, preparer, { kind: 'scheme-decision-returned', path: `/runder/${report.roundId}/vedtak/${report.id}`, data: { reference: report.reference }, subjectId: id }, now)
    return accept({ id })
  })

type Open = { readonly tx: Tx; readonly decision: store.SavedDecision; readonly report: store.DecidedReport; readonly own: NonNullable<Awaited<ReturnType<typeof ownRound>>>; readonly now: Date }
const withDecision = <Result>(deps: Deps, actor: Actor, id: string, work: (open: Open) => Promise<Result>) =>
  writing(deps.db, actor, async (tx) => {
    const decision = looksLikeId(id) ? await store.lockDecision(tx, id) : undefined
    const report = decision && (await store.loadReport(tx, decision.reportId))
    const own = report && (await ownRound(tx, actor, report.roundId))
    return decision && report && own ? work({ tx, decision, report, own, now: deps.now() }) : refuse('not-found' as const)
  })

/** Ends a transaction that must leave nothing behind: the ledger said no after the decisions were marked as published. */
class MoneySaysNo extends Error {
  readonly because: CommitRefusal
  readonly reference: string
  constructor(because: CommitRefusal, reference: string) {
    super(because)
    this.because = because
    this.reference = reference
  }
}

/** Publishes all approved decisions of a round at once: they lie there, and everybody is told, in one and the same instant. */
export async function publishRound(deps: Deps, actor: Actor, roundId: string) {
  try {
    return await writing(deps.db, actor, async (tx) => {
      const now = deps.now()
      // Whoever comes second waits here, and finds that it is done.
      const own = await ownRound(tx, actor, roundId, true)
      if (!own) return refuse('not-found' as const)
      await store.lockRoundDecisions(tx, roundId)
      const rows = await store.loadRound(tx, roundId)
      const seen = await Promise.all(rows.map(async ({ decision }) => ({ status: statusOf(decision), replaces: decision?.replaces !== undefined, lettersComplete: decision === undefined || decision.publishedAt !== undefined || (await areComplete(tx, decision.id)) })))
      const decided = publish({ mayDecide: mayDecide(own.round.stage, own.round.forumId !== undefined), reports: await store.countAwaiting(tx, roundId), seen })
      if (!decided.ok) return decided
      const ready = rows.flatMap((row) => (row.decision && statusOf(row.decision) === 'approved' ? [{ ...row, decision: row.decision }] : []))
      const told = new Map<string, boolean>()
      for (const { reportId, reference, decision } of ready) told.set(decision.id, await makeAvailable(tx, deps, decision.id, reportId, { reference, ...namesIn(own.scheme) }, now))
      await store.savePublication(tx, ready.map(({ decision }) => decision.id), now)
      for (const { reportId, reference, decision } of ready) {
        const committed = await commit(tx, actor, decision.id, now)
        if (!committed.ok) throw new MoneySaysNo(committed.because, reference)
        const readers = [...new Set([actor.orgId, ...(await store.loadReaders(tx, reportId)).map(({ orgId }) => orgId)])]
        await audit.record(tx, actor, { kind: 'scheme.decided', about: { kind: 'report', id: reportId }, readers, visibility: 'shared', data: { outcome: decision.outcome, number: decision.number } }, now)
      }
      if (own.round.stage !== 'decided' && own.round.stage !== 'in-follow-up') await saveStage(tx, roundId, { stage: 'decided', closesAt: own.round.closesAt }, { kind: 'decide', reason: '', who: actor.name }, now)
      await audit.record(tx, actor, { kind: decided.event.kind, about: { kind: 'round', id: roundId }, readers: [actor.orgId], visibility: 'shared', data: { decisions: ready.length } }, now)
      return accept({ published: ready.length, told: [...told.values()].filter(Boolean).length })
    })
  } catch (problem) {
    if (problem instanceof MoneySaysNo) return refuse(moneyRefusal(problem.because))
    throw problem
  }
}

/** The county governor can mend these before trying again; anything else is a bug and has words of its own. */
const moneyRefusal = (because: CommitRefusal): 'money-no-frame' | 'money-over-frame' | 'money-no-county' | 'money-other' =>
  because === 'no-frame' ? 'money-no-frame' : because === 'over-frame' ? 'money-over-frame' : because === 'county-unknown' ? 'money-no-county' : 'money-other'

const areComplete = async (tx: Tx, decisionId: string): Promise<boolean> => {
  const written = (await letters.loadDocuments(tx, decisionId)).filter(({ kind }) => kind === 'decision')
  return written.length > 0 && written.every(({ content }) => lackingBlocks(content as LetterContent).length === 0)
}

/** Makes the letters available to their recipients and tells them, and everybody else on the applicant's side. @returns whether there is somebody to tell at every recipient */
async function makeAvailable(tx: Tx, deps: Deps, decisionId: string, reportId: string, data: Readonly<Record<string, string>>, now: Date): Promise<boolean> {
  const message = { kind: 'scheme-decided', path: `/vedtak/${decisionId}`, data, subjectId: decisionId } as const
  const done = new Set<string>()
  const tellOnce = async (people: Awaited<ReturnType<typeof recipientsFor>>) => {
    const fresh = people.filter(({ personId }) => !done.has(personId))
    for (const { personId } of fresh) done.add(personId)
    await messaging.tell(tx, deps.jobs, fresh, message, now)
  }
  let all = true
  for (const { orgId } of await letters.loadRecipients(tx, decisionId)) {
    const people = await recipientsFor(tx, orgId, ['owner', 'head', 'university-contact'], now, 'scheme')
    await letters.saveAvailable(tx, decisionId, orgId, people.map(({ personId }) => personId), now)
    await tellOnce(people)
    all &&= people.length > 0
  }
  for (const { orgId, part } of await store.loadReaders(tx, reportId)) if (part === 'member' || part === 'kindergarten') await tellOnce(await recipientsFor(tx, orgId, part === 'member' ? ['owner', 'head'] : ['head'], now, 'scheme'))
  return all
}

/** What every letter of the round says of terms and whom to ask, and what the decisions are to each kind of recipient. Letters written before stay as they are. */
export const saveSetup = (deps: Deps, actor: Actor, roundId: string, setup: store.LetterSetup) =>
  writing(deps.db, actor, async (tx) => {
    if (!(await ownRound(tx, actor, roundId))) return refuse('not-found' as const)
    await store.saveSetup(tx, roundId, setup, actor.name, deps.now())
    await audit.record(tx, actor, { kind: 'scheme.letters-set-up', about: { kind: 'round', id: roundId }, readers: [actor.orgId], visibility: 'shared' }, deps.now())
    return accept({})
  })

/** How much each may approve. Only those who give access to others may say so. */
export const saveLimits = (deps: Deps, actor: Actor, administers: boolean, limits: readonly Limit[]): Promise<Decision<'not-yours' | 'not-found', object>> =>
  writing(deps.db, actor, async (tx) => {
    if (!administers) return refuse('not-yours' as const)
    const known = new Set((await store.loadOfficers(tx, actor.orgId)).map(({ id }) => id))
    if (limits.some(({ personId }) => personId !== undefined && !known.has(personId))) return refuse('not-found' as const)
    await store.saveLimits(tx, actor.orgId, limits, actor.name, deps.now())
    await audit.record(tx, actor, { kind: 'scheme.approval-limits-set', about: { kind: 'approval-limits', id: actor.orgId }, readers: [actor.orgId], visibility: 'shared' }, deps.now())
    return accept({})
  })

const record = (tx: Tx, actor: Actor, kind: string, reportId: string, now: Date, data: Readonly<Record<string, string | number | boolean>> = {}) =>
  audit.record(tx, actor, { kind, about: { kind: 'report-handling', id: reportId }, readers: [actor.orgId], visibility: 'shared', data }, now)
