import type { Tx } from '../../../../platform/db.ts'
import type { RecipientKind } from '../rules.ts'

export type DocumentKind = 'report' | 'decision' | 'reasons' | 'appeal' | 'appeal-answer' | 'minutes'
export type NewDocument = {
  /** Absent for minutes, which are of a meeting. */
  readonly reportId: string | undefined
  readonly meetingId?: string | undefined
  readonly kind: DocumentKind
  readonly sourceId: string
  readonly decisionId: string | undefined
  readonly orgId: string
  readonly direction: 'in' | 'out' | 'internal'
  readonly language: 'nb' | 'nn'
  readonly title: string
  /** What it says, for the day the files are made: a letter, or the blocks of a document. */
  readonly content: object
  readonly datedAt: Date
}

/** Keeps a finished document; its files are made afterwards. A second click keeps the first one's. */
export const saveDocuments = (tx: Tx, documents: readonly NewDocument[]) =>
  tx
    .insertInto('scheme.document')
    .values(documents.map((one) => ({
      report_id: one.reportId ?? null, meeting_id: one.meetingId ?? null, kind: one.kind, source_id: one.sourceId, decision_id: one.decisionId ?? null, org_id: one.orgId, direction: one.direction, language: one.language,
      title: one.title, content: JSON.stringify(one.content), dated_at: one.datedAt,
    })))
    .onConflict((conflict) => conflict.constraint('document_once').doNothing())
    .execute()

/** Letters of a decision that has not been published: given back, or approved anew. */
export const withdrawLetters = (tx: Tx, decisionId: string) => tx.deleteFrom('scheme.document').where('decision_id', '=', decisionId).where('kind', '=', 'decision').execute()

export type SavedDocument = Omit<NewDocument, 'content'> & { readonly id: string; readonly content: unknown; readonly made: boolean }
const columns = ['id', 'report_id', 'kind', 'source_id', 'decision_id', 'org_id', 'direction', 'language', 'title', 'content', 'dated_at', 'made_at'] as const
const documents = (tx: Tx) => tx.selectFrom('scheme.document').select(columns)
type Row = Awaited<ReturnType<ReturnType<typeof documents>['execute']>>[number]
const fromRow = (row: Row): SavedDocument => ({
  id: row.id, reportId: row.report_id ?? undefined, kind: row.kind as DocumentKind, sourceId: row.source_id, decisionId: row.decision_id ?? undefined, orgId: row.org_id, direction: row.direction as NewDocument['direction'],
  language: row.language as 'nb' | 'nn', title: row.title, content: row.content, datedAt: row.dated_at, made: row.made_at !== null,
})

export const loadDocuments = async (tx: Tx, decisionId: string): Promise<SavedDocument[]> => (await documents(tx).where('decision_id', '=', decisionId).orderBy('dated_at').orderBy('id').execute()).map(fromRow)

/** One document with the file of a kind, if it is made. */
export async function loadFile(tx: Tx, decisionId: string, id: string, which: 'reading' | 'archive'): Promise<(SavedDocument & { readonly file: Uint8Array | undefined }) | undefined> {
  const column = which === 'reading' ? ('reading_pdf' as const) : ('archive_pdf' as const)
  const row = await documents(tx).select(column).where('decision_id', '=', decisionId).where('id', '=', id).executeTakeFirst()
  return row && { ...fromRow(row), file: (row as { [name: string]: unknown })[column] as Uint8Array | undefined ?? undefined }
}

/** Documents whose files are not made, the oldest first. One that was tried a little while ago waits. For the program's own work. */
export const loadUnmade = async (tx: Tx, triedBefore: Date, most: number): Promise<SavedDocument[]> =>
  (await documents(tx).where('made_at', 'is', null).where((eb) => eb.or([eb('tried_at', 'is', null), eb('tried_at', '<', triedBefore)])).orderBy('dated_at').orderBy('id').limit(most).execute()).map(fromRow)

export type Files = { readonly reading: Uint8Array; readonly readingSum: string; readonly archive: Uint8Array; readonly archiveSum: string }
export const saveFiles = (tx: Tx, id: string, files: Files, now: Date) =>
  tx
    .updateTable('scheme.document')
    .set({ reading_pdf: Buffer.from(files.reading), reading_sha256: files.readingSum, archive_pdf: Buffer.from(files.archive), archive_sha256: files.archiveSum, made_at: now, tried_at: now })
    .where('id', '=', id)
    .where('made_at', 'is', null)
    .execute()
export const saveTry = (tx: Tx, id: string, now: Date) => tx.updateTable('scheme.document').set({ tried_at: now }).where('id', '=', id).where('made_at', 'is', null).execute()

export type Recipient = { readonly orgId: string; readonly name: string; readonly kind: RecipientKind; readonly individual: boolean | undefined; readonly availableAt: Date | undefined; /** How many the notice is to. */ readonly told: number; /** When the first of them was sent it, or saw it here. */ readonly noticeSentAt: Date | undefined }
export async function loadRecipients(tx: Tx, decisionId: string): Promise<Recipient[]> {
  const rows = await tx.selectFrom('scheme.decision_recipient as r').innerJoin('register.organisation as o', 'o.id', 'r.org_id').select(['r.org_id', 'o.name', 'r.kind', 'r.individual', 'r.available_at', 'r.told', 'r.notified_at']).where('r.decision_id', '=', decisionId).orderBy('o.name').execute()
  return rows.map((row) => ({ orgId: row.org_id, name: row.name, kind: row.kind as RecipientKind, individual: row.individual ?? undefined, availableAt: row.available_at ?? undefined, told: row.told.length, noticeSentAt: row.notified_at ?? undefined }))
}
/** Whom an approved decision is to, anew. */
export async function saveRecipients(tx: Tx, decisionId: string, recipients: readonly { readonly orgId: string; readonly kind: RecipientKind; readonly individual: boolean | undefined }[]): Promise<void> {
  await tx.deleteFrom('scheme.decision_recipient').where('decision_id', '=', decisionId).execute()
  await tx.insertInto('scheme.decision_recipient').values(recipients.map((one) => ({ decision_id: decisionId, org_id: one.orgId, kind: one.kind, individual: one.individual ?? null }))).execute()
}
/** It lies there from now, and a notice is on its way to these people; when the first of them is reached, the database notes it. */
export const saveAvailable = (tx: Tx, decisionId: string, orgId: string, told: readonly string[], now: Date) =>
  tx.updateTable('scheme.decision_recipient').set({ available_at: now, told: [...told] }).where('decision_id', '=', decisionId).where('org_id', '=', orgId).execute()
