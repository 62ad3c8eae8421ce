import type { Actor } from '../../../kernel/actor.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { osloDate } from '../../../kernel/dates.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { reading, system, writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import { texts, type Translate } from '../../../texts/index.ts'
import * as audit from '../../audit/index.ts'
import { saveDocuments } from '../decisions/letters/store.ts'
import { ownRound } from '../decisions/open.ts'
import type { Round } from '../rounds/store.ts'
import { wordsOf } from '../schemes/role-words.ts'
import { writePackage, sha256Of, type ChangeLine, type PackageContent } from './package/package.ts'
import { minutesDocument } from '../forum/minutes/document.ts'
import { readMinutes } from '../forum/minutes/reading.ts'
import { reportDocument } from './report-document.ts'
import { exportRound, fileName, receive, stateOf, toExport } from './rules.ts'
import * as store from './store.ts'

/** Each need report becomes a document, as it was sent. @returns how many were made now */
export async function keepReports(deps: Deps): Promise<number> {
  for (let kept = 0; ; ) {
    const waiting = await reading(deps.db, system, (tx) => store.loadUnkept(tx, 50))
    if (waiting.length === 0) return kept
    const documents = waiting.map((one) => {
      const content = reportDocument(one)
      return { reportId: one.reportId, kind: 'report' as const, sourceId: one.id, decisionId: undefined, orgId: one.leadId, direction: 'in' as const, language: one.language, title: content.title, content, datedAt: one.sentAt }
    })
    await writing(deps.db, system, (tx) => saveDocuments(tx, documents))
    kept += documents.length
  }
}

/** The minutes of each meeting become a document once they are locked, whole: the program has no ties. @returns how many were made now */
export async function keepMinutes(deps: Deps): Promise<number> {
  const waiting = await reading(deps.db, system, (tx) => store.loadUnkeptMinutes(tx, 50))
  for (const meeting of waiting)
    await writing(deps.db, system, async (tx) => {
      const view = await readMinutes(tx, meeting.forumId, meeting.id)
      if (!view) return
      const { at, ...content } = minutesDocument({ t: wordsOf(meeting.language, view.meeting), lang: meeting.language }, view, 'minutes', meeting.lockedAt)
      await saveDocuments(tx, [{ reportId: undefined, meetingId: meeting.id, kind: 'minutes', sourceId: meeting.id, decisionId: undefined, orgId: meeting.managerId, direction: 'internal', language: meeting.language, title: content.title, content, datedAt: at }])
    })
  return waiting.length
}

/** The package of a round, made of what the actor may see; `only` are the documents of an export made before. No transaction is open while it is packed. */
async function gather(tx: Tx, round: Round, only: readonly string[] | undefined): Promise<PackageContent> {
  const [rows, cases] = await Promise.all([store.loadDocuments(tx, round.id), store.loadCases(tx, round.id)])
  const chosen = only ? rows.filter(({ id }) => only.includes(id)) : toExport(rows.map((row) => ({ ...row, state: stateOf(row.made, row.last?.state) })))
  const files = await store.loadFiles(tx, chosen.map(({ id }) => id))
  const inCase = new Set(chosen.map(({ reportId }) => reportId))
  const mine = cases.filter(({ id }) => inCase.has(id))
  const minutes = chosen.filter(({ meetingId }) => meetingId !== undefined)
  const changes = (await Promise.all([round.id, ...mine.map(({ id }) => id), ...minutes.flatMap(({ meetingId }) => meetingId ?? [])].map(async (about) => (await audit.timeline(tx, about)).map((moment): ChangeLine => ({ ...moment, about }))))).flat().filter(({ kind }) => !kind.startsWith('scheme.archive-'))
  const t = texts('nb')
  const last = chosen.reduce((at, one) => (one.datedAt > at ? one.datedAt : at), round.opensAt)
  return {
    cases: [...forumCase(round, minutes, t), ...mine.map((one) => ({ key: `behov/${one.reference}`, title: t('archive.case.title', { reference: one.reference, lead: one.leadName }), publicTitle: t('archive.case.title', { reference: one.reference, lead: one.leadName }), begunOn: osloDate(one.submittedAt), unit: round.managerName, responsible: one.decidedBy ?? round.managerName, ended: round.stage === 'ended' }))],
    documents: chosen.flatMap((one) => {
      const bytes = files.get(one.id)
      if (!bytes || one.sha256 === undefined) return []
      return [{
        key: `dokument/${one.id}`, caseKey: one.meetingId ? forumKey(round) : `behov/${one.reference}`, title: one.title, publicTitle: one.title, direction: one.direction === 'in' ? ('I' as const) : one.direction === 'out' ? ('U' as const) : ('X' as const),
        documentType: one.kind === 'decision' ? ('VEDTAK' as const) : one.kind === 'report' ? ('MELDING' as const) : ('KORR' as const), dated: osloDate(one.datedAt), party: one.meetingId ? undefined : one.party, restricted: undefined,
        file: { path: `dokumenter/${one.id}.pdf`, name: fileName(one.title, one.id), sha256: one.sha256, size: bytes.length }, bytes,
      }]
    }),
    changes,
    about: { round: round.id, title: round.title, from: round.opensAt, to: last, producer: 'Samspill' },
    readMe: `${t('archive.read-me', { round: round.title, manager: round.managerName })}\n`,
  }
}

const forumKey = (round: Round): string => `forum/${round.id}`
/** The forum's meetings in the round are a case of their own: what was agreed there is about all the reports. */
function forumCase(round: Round, minutes: readonly store.ArchiveRow[], t: Translate): PackageContent['cases'] {
  const [first] = minutes.toSorted((a, b) => a.datedAt.getTime() - b.datedAt.getTime())
  const title = t('archive.case.forum', { round: round.title })
  return first ? [{ key: forumKey(round), title, publicTitle: title, begunOn: osloDate(first.datedAt), unit: round.managerName, responsible: round.managerName, ended: round.stage === 'ended' }] : []
}

/** Makes the package once to know its sum, and notes that its documents are on their way to the archive. */
export async function makeExport(deps: Deps, actor: Actor, roundId: string) {
  const found = await reading(deps.db, actor, async (tx) => {
    const own = looksLikeId(roundId) ? await ownRound(tx, actor, roundId) : undefined
    if (!own) return refuse('not-found' as const)
    const decided = exportRound((await store.loadDocuments(tx, roundId)).map((row) => stateOf(row.made, row.last?.state)))
    return decided.ok ? accept(await gather(tx, own.round, undefined)) : decided
  })
  if (!found.ok) return found
  const bytes = writePackage(found.event)
  const documents = found.event.documents.map(({ key }) => key.replace('dokument/', ''))
  return writing(deps.db, actor, async (tx) => {
    const id = await store.saveExport(tx, roundId, { documents, sha256: sha256Of(bytes), size: bytes.length, who: actor.name }, deps.now())
    await audit.record(tx, actor, { kind: 'scheme.archive-exported', about: { kind: 'round', id: roundId }, readers: [actor.orgId], visibility: 'shared', data: { documents: documents.length } }, deps.now())
    return accept({ id })
  })
}

/** The documents of an export, to be packed again: the same bytes as long as nothing has been added to the trace of what happened. */
export async function loadPackage(tx: Tx, actor: Actor, roundId: string, exportId: string): Promise<PackageContent | undefined> {
  const own = looksLikeId(roundId) && looksLikeId(exportId) ? await ownRound(tx, actor, roundId) : undefined
  const made = own && (await store.loadExports(tx, roundId)).find(({ id }) => id === exportId)
  if (!own || !made) return undefined
  const content = await gather(tx, own.round, await store.loadExported(tx, exportId))
  return { ...content, changes: content.changes.filter(({ at }) => at <= made.madeAt) }
}

/** What the archive answered about one document. */
export const noteReceipt = (deps: Deps, actor: Actor, roundId: string, answer: { readonly documentId: string; readonly received: boolean; readonly caseNumber: string; readonly entryNumber: string; readonly note: string }) =>
  writing(deps.db, actor, async (tx) => {
    const own = looksLikeId(roundId) ? await ownRound(tx, actor, roundId, true) : undefined
    const one = own && (await store.loadDocuments(tx, roundId)).find(({ id }) => id === answer.documentId)
    if (!one) return refuse('not-found' as const)
    const decided = receive(stateOf(one.made, one.last?.state), answer)
    if (!decided.ok) return decided
    if (!one.last) return refuse('not-exported' as const)
    const now = deps.now()
    await store.saveStep(tx, { documentId: one.id, exportId: one.last.exportId, state: answer.received ? 'received' : 'failed', caseNumber: answer.received ? answer.caseNumber : '', entryNumber: answer.received ? answer.entryNumber : '', note: answer.note, who: actor.name }, now)
    await audit.record(tx, actor, { kind: decided.event.kind, about: one.reportId ? { kind: 'report-handling', id: one.reportId } : { kind: 'round', id: roundId }, readers: [actor.orgId], visibility: 'shared' }, now)
    return accept({ id: one.id })
  })
