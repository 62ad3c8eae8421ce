import type { Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import { recipientsFor } from '../../identity/index.ts'
import * as messaging from '../../messaging/index.ts'
import type { Answers } from '../forms/answers.ts'
import { inContext, type Work } from '../reports/work.ts'
import type { Capacity } from '../schemes/rules.ts'
import { covered, participationKey, standingOf, touched, waiting, type Digests, type Needed, type State } from './rules.ts'
import * as store from './store.ts'

type Asked = Pick<Deps, 'jobs'>

/**
 * Which signatures a report needs and how each of them stands: `signed`, `missing`, `void`, `declined` or `nobody-can-sign`. `ready` when all are there and
 * none is void. A signature counts only as long as the sections it covers say what they said: also a change that nobody has told of holds sending back.
 */
export async function anchoringState(tx: Tx, work: Anchored): Promise<State> {
  const { needed, ready } = await loadStanding(tx, work)
  return { needed, ready }
}
type Anchored = Pick<Work, 'report' | 'definition' | 'answers' | 'scheme'>

/** As `anchoringState`, with what it was found from, and what a signature of a row would stand for now. */
export async function loadStanding(tx: Tx, { report, definition, answers, scheme }: Anchored) {
  const [parties, marks, signers, forms] = await Promise.all([store.loadParties(tx, report.id), store.loadMarks(tx, report.id), store.loadSigners(tx, report.id), store.loadParticipation(tx, report.id)])
  const digestsOf = ({ capacity, orgId }: Needed): Digests => covered(definition, answers, capacity, forms.find(({ kindergartenId }) => kindergartenId === orgId)?.digest)
  return { ...standingOf(scheme, parties, marks, signers, digestsOf), parties, marks, signers, forms, digestsOf }
}

/**
 * Makes void the signatures whose sections have changed, and tells those who can sign again. Called by every save of a report's answers, in the same
 * transaction, by whoever saves; the other signatures stay. Asks one question when nothing is signed.
 *
 * @param work the report as it was before
 * @param after the answers as they are saved, without their context
 * @returns the signatures that became void, for the page to say so
 */
export async function voidTouched(tx: Tx, deps: Asked, work: Omit<Work, 'answers'>, after: Answers, now: Date): Promise<readonly Voided[]> {
  const marks = (await store.loadMarks(tx, work.report.id)).filter(({ signedAt, voidedAt }) => signedAt && !voidedAt)
  if (marks.length === 0) return []
  const answers = inContext(work, after)
  const found = marks.flatMap((mark) => {
    // Nothing that is saved in the report touches the kindergarten's own form on participation.
    const sections = touched(mark.digests, covered(work.definition, answers, mark.capacity, mark.digests[participationKey]))
    return sections.length === 0 ? [] : [{ mark, sections }]
  })
  for (const { mark, sections } of found) {
    await store.voidMark(tx, mark.id, sections, now)
    await tell(tx, deps, work, mark, 'scheme-signatures-void', now)
  }
  return found.map(({ mark: { capacity, orgId, name }, sections }) => ({ capacity, orgId, name, sections }))
}
export type Voided = { readonly capacity: Capacity; readonly orgId: string; readonly name: string; readonly sections: readonly string[] }

/** Asks everyone who has not signed, or whose signature is void, to read and sign. Called when the report is sent to signing. */
export async function tellSigners(tx: Tx, deps: Asked, work: Anchored & Pick<Work, 'round'>, now: Date): Promise<void> {
  for (const row of waiting((await anchoringState(tx, work)).needed)) await tell(tx, deps, work, row, 'scheme-to-sign', now)
}

/** Tells those who can sign in a capacity for an organisation today. */
export const tell = async (tx: Tx, { jobs }: Asked, { report, round }: Pick<Work, 'report' | 'round'>, { capacity, orgId }: { readonly capacity: Capacity; readonly orgId: string }, kind: 'scheme-to-sign' | 'scheme-signatures-void', now: Date): Promise<void> =>
  messaging.tell(tx, jobs, await recipientsFor(tx, orgId, [roleOf(capacity)], now, 'scheme'), { kind, path: pathOf(report.id), data: { round: round.title, organisation: report.leadName }, subjectId: report.id }, now)

/** A signature as it is sent and kept: who, in which capacity, when – and of a kindergarten how its staff took part. */
export type Frozen = {
  readonly capacity: Capacity
  readonly organisation: string
  readonly name: string
  readonly onBehalfOf?: string | undefined
  readonly at: string
  /** Digest of each section it covers, so that it can be shown later what was signed. */
  readonly sections: Readonly<Record<string, string>>
  /** Of the head's signature. Numbers are left out where they would be about fewer than five people. */
  readonly participation?: { readonly heldOn: string; readonly how: string; readonly employed?: number | undefined; readonly tookPart?: number | undefined; readonly representatives?: string | undefined; readonly representativesHow?: string | undefined; readonly representativesOn?: string | undefined }
}

/** The signatures that hold, as json for the submission. Asked in the transaction that sends, when the state is `ready`. */
export async function frozenSignatures(tx: Tx, reportId: string): Promise<readonly Frozen[]> {
  const [parties, marks, forms, sums] = await Promise.all([store.loadParties(tx, reportId), store.loadMarks(tx, reportId), store.loadParticipation(tx, reportId), store.loadSums(tx, reportId)])
  const names = new Map(parties.flatMap(({ orgId, orgName, owner }) => [[orgId, orgName] as const, ...(owner ? [[owner.id, owner.name] as const] : [])]))
  return marks.flatMap((mark): Frozen[] => {
    const organisation = names.get(mark.orgId)
    // An organisation that is no longer part of the report has signed something it has nothing to do with.
    if (!mark.signedAt || mark.voidedAt || organisation === undefined) return []
    const form = mark.capacity === 'head' ? forms.find(({ kindergartenId }) => kindergartenId === mark.orgId) : undefined
    const sum = sums.find(({ kindergartenId }) => kindergartenId === mark.orgId)
    const { [participationKey]: _, ...sections } = mark.digests
    const participation = form && { heldOn: form.heldOn, how: form.how, employed: sum?.employed, tookPart: sum?.tookPart, representatives: form.representatives, representativesHow: form.representativesHow, representativesOn: form.representativesOn }
    return [{ capacity: mark.capacity, organisation, name: mark.name, onBehalfOf: mark.onBehalfOf, at: mark.signedAt.toISOString(), sections, ...(participation ? { participation } : {}) }]
  })
}

const roleOf = (capacity: Capacity) => (capacity === 'partner' ? 'university-contact' : capacity)
export const pathOf = (reportId: string): string => `/behov/${reportId}/forankring`
