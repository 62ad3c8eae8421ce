import type { Tx } from '../../../platform/db.ts'
import type { DocumentKind, NewDocument } from '../decisions/letters/store.ts'
import type { ReportKind, Words } from '../schemes/rules.ts'
import { strandWords } from '../schemes/store.ts'
import type { StepState } from './rules.ts'

export type ArchiveRow = {
  readonly id: string
  /** Absent for minutes, which are of a meeting of the forum. */
  readonly reportId: string | undefined
  readonly meetingId: string | undefined
  readonly reference: string
  /** Who reported, or the forum. */
  readonly leadName: string
  readonly kind: DocumentKind
  readonly direction: NewDocument['direction']
  readonly title: string
  readonly datedAt: Date
  readonly party: { readonly name: string; readonly organisationNumber: string | undefined }
  readonly made: boolean
  readonly sha256: string | undefined
  readonly last: { readonly state: StepState; readonly exportId: string; readonly at: Date; readonly by: string; readonly caseNumber: string; readonly entryNumber: string; readonly note: string } | undefined
}

/** The finished documents of a round that have reached somebody, or come from somebody: not letters of decisions that are not published. */
export async function loadDocuments(tx: Tx, roundId: string): Promise<ArchiveRow[]> {
  const rows = await tx
    .selectFrom('scheme.document as d')
    .leftJoin('scheme.report as r', 'r.id', 'd.report_id')
    .leftJoin('scheme.meeting as m', 'm.id', 'd.meeting_id')
    .leftJoin('scheme.forum as g', 'g.id', 'm.forum_id')
    .innerJoin('register.organisation as o', 'o.id', 'd.org_id')
    .leftJoin('register.organisation as l', 'l.id', 'r.lead_id')
    .leftJoin('scheme.decision as v', 'v.id', 'd.decision_id')
    .leftJoinLateral((eb) => eb.selectFrom('scheme.archive_step as s').select(['s.state', 's.export_id', 's.at', 's.by_name', 's.case_number', 's.entry_number', 's.note']).whereRef('s.document_id', '=', 'd.id').orderBy('s.at', 'desc').orderBy('s.id', 'desc').limit(1).as('s'), (join) => join.onTrue())
    .select(['d.id', 'd.report_id', 'd.meeting_id', 'r.reference', 'l.name as lead_name', 'g.name as forum_name', 'd.kind', 'd.direction', 'd.title', 'd.dated_at', 'o.name', 'o.organisation_number', 'd.made_at', 'd.archive_sha256', 's.state', 's.export_id', 's.at', 's.by_name', 's.case_number', 's.entry_number', 's.note'])
    .where((eb) => eb.or([eb('r.round_id', '=', roundId), eb('m.round_id', '=', roundId)]))
    .where((eb) => eb.or([eb('d.kind', '<>', 'decision'), eb('v.published_at', 'is not', null)]))
    .orderBy('r.reference')
    .orderBy('d.dated_at')
    .orderBy('d.id')
    .execute()
  return rows.map((row) => ({
    id: row.id, reportId: row.report_id ?? undefined, meetingId: row.meeting_id ?? undefined, reference: row.reference ?? '', leadName: row.lead_name ?? row.forum_name ?? '', kind: row.kind as DocumentKind, direction: row.direction as NewDocument['direction'], title: row.title, datedAt: row.dated_at,
    party: { name: row.name, organisationNumber: row.organisation_number ?? undefined }, made: row.made_at !== null, sha256: row.archive_sha256 ?? undefined,
    last: row.state && row.export_id && row.at ? { state: row.state as StepState, exportId: row.export_id, at: row.at, by: row.by_name ?? '', caseNumber: row.case_number ?? '', entryNumber: row.entry_number ?? '', note: row.note ?? '' } : undefined,
  }))
}

export async function loadFiles(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.selectFrom('scheme.document').select(['id', 'archive_pdf']).where('id', 'in', [...ids]).where('archive_pdf', 'is not', null).execute()
  return new Map(rows.flatMap(({ id, archive_pdf: file }) => (file ? [[id, new Uint8Array(file)] as const] : [])))
}

export type Submission = { readonly id: string; readonly reportId: string; readonly reference: string; readonly leadId: string; readonly leadName: string; readonly title: string; readonly strand: Words | undefined; readonly kind: ReportKind; readonly network: string | undefined; readonly answers: unknown; readonly definition: unknown; readonly sentAt: Date; readonly sentBy: string; readonly language: 'nb' | 'nn'; readonly organisations: readonly { readonly id: string; readonly name: string }[] }
/** What was sent and has not been made a document of yet. For the program's own work. */
export async function loadUnkept(tx: Tx, most: number): Promise<Submission[]> {
  const rows = await tx
    .selectFrom('scheme.submission as s')
    .innerJoin('scheme.report as r', 'r.id', 's.report_id')
    .innerJoin('scheme.round as d', 'd.id', 'r.round_id')
    .innerJoin('scheme.form_version as v', 'v.id', 's.form_version_id')
    .innerJoin('register.organisation as o', 'o.id', 'r.lead_id')
    .leftJoin('register.own_fact as own', 'own.organisation_id', 'o.id')
    .leftJoin('scheme.report_fact as f', 'f.report_id', 'r.id')
    .select(['s.id', 's.report_id', 'r.reference', 'r.lead_id', 'r.kind', 'r.network_name', strandWords('r.strand', 'd.scheme_code').as('strand'), 'o.name', 'f.title', 'f.partner_id', 's.answers', 'v.definition', 's.sent_at', 's.sent_by_name', 'own.language'])
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('scheme.document as d').select('d.id').whereRef('d.source_id', '=', 's.id').where('d.kind', '=', 'report'))))
    .orderBy('s.sent_at')
    .limit(most)
    .execute()
  return Promise.all(rows.map(async (row): Promise<Submission> => {
    const parties = await tx.selectFrom('scheme.report_party as p').innerJoin('register.organisation as o', 'o.id', 'p.org_id').select(['o.id', 'o.name']).where('p.report_id', '=', row.report_id).execute()
    const partner = row.partner_id ? await tx.selectFrom('register.organisation').select(['id', 'name']).where('id', '=', row.partner_id).execute() : []
    return {
      id: row.id, reportId: row.report_id, reference: row.reference ?? '', leadId: row.lead_id, leadName: row.name, title: row.title ?? row.name, strand: row.strand ?? undefined, kind: row.kind as ReportKind, network: row.network_name ?? undefined, answers: row.answers, definition: row.definition, sentAt: row.sent_at, sentBy: row.sent_by_name,
      language: row.language === 'nn' ? 'nn' : 'nb', organisations: [...parties, ...partner],
    }
  }))
}

export type LockedMeeting = { readonly id: string; readonly forumId: string; readonly managerId: string; readonly lockedAt: Date; readonly language: 'nb' | 'nn' }
/** Meetings whose minutes are locked and no document yet. For the program's own work. */
export async function loadUnkeptMinutes(tx: Tx, most: number): Promise<LockedMeeting[]> {
  const rows = await tx
    .selectFrom('scheme.meeting as m')
    .innerJoin('scheme.forum as f', 'f.id', 'm.forum_id')
    .leftJoin('register.own_fact as own', 'own.organisation_id', 'f.manager_id')
    .select(['m.id', 'm.forum_id', 'f.manager_id', 'm.locked_at', 'own.language'])
    .where('m.state', '=', 'locked')
    .where('m.locked_at', 'is not', null)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('scheme.document as d').select('d.id').whereRef('d.meeting_id', '=', 'm.id'))))
    .orderBy('m.locked_at')
    .limit(most)
    .execute()
  return rows.flatMap((row) => (row.locked_at ? [{ id: row.id, forumId: row.forum_id, managerId: row.manager_id, lockedAt: row.locked_at, language: row.language === 'nn' ? ('nn' as const) : ('nb' as const) }] : []))
}

/** Cases: one for each report that has a document. */
export async function loadCases(tx: Tx, roundId: string): Promise<{ id: string; reference: string; leadName: string; submittedAt: Date; decidedBy: string | undefined }[]> {
  const rows = await tx
    .selectFrom('scheme.report as r')
    .innerJoin('register.organisation as o', 'o.id', 'r.lead_id')
    .leftJoinLateral((eb) => eb.selectFrom('scheme.decision as d').select('d.approved_by_name').whereRef('d.report_id', '=', 'r.id').where('d.published_at', 'is not', null).orderBy('d.number', 'desc').limit(1).as('d'), (join) => join.onTrue())
    .select(['r.id', 'r.reference', 'o.name', 'r.submitted_at', 'd.approved_by_name'])
    .where('r.round_id', '=', roundId)
    .where('r.submitted_at', 'is not', null)
    .execute()
  return rows.flatMap((row) => (row.submitted_at ? [{ id: row.id, reference: row.reference ?? '', leadName: row.name, submittedAt: row.submitted_at, decidedBy: row.approved_by_name ?? undefined }] : []))
}

export type Export = { readonly id: string; readonly madeAt: Date; readonly madeBy: string; readonly documents: number; readonly sha256: string; readonly size: number }
export async function loadExports(tx: Tx, roundId: string): Promise<Export[]> {
  const rows = await tx.selectFrom('scheme.archive_export').selectAll().where('round_id', '=', roundId).orderBy('made_at', 'desc').limit(50).execute()
  return rows.map((row) => ({ id: row.id, madeAt: row.made_at, madeBy: row.made_by_name, documents: row.documents, sha256: row.sha256, size: Number(row.size) }))
}
export async function saveExport(tx: Tx, roundId: string, one: { readonly documents: readonly string[]; readonly sha256: string; readonly size: number; readonly who: string }, now: Date): Promise<string> {
  const id = crypto.randomUUID()
  await tx.insertInto('scheme.archive_export').values({ id, round_id: roundId, made_at: now, made_by_name: one.who, documents: one.documents.length, sha256: one.sha256, size: one.size }).execute()
  await tx.insertInto('scheme.archive_step').values(one.documents.map((document) => ({ document_id: document, export_id: id, state: 'exported', at: now, by_name: one.who }))).execute()
  return id
}
/** Which documents an export had. */
export const loadExported = async (tx: Tx, exportId: string): Promise<string[]> => (await tx.selectFrom('scheme.archive_step').select('document_id').where('export_id', '=', exportId).where('state', '=', 'exported').execute()).map((row) => row.document_id)

export const saveStep = (tx: Tx, step: { readonly documentId: string; readonly exportId: string; readonly state: 'received' | 'failed'; readonly caseNumber: string; readonly entryNumber: string; readonly note: string; readonly who: string }, now: Date) =>
  tx.insertInto('scheme.archive_step').values({ document_id: step.documentId, export_id: step.exportId, state: step.state, case_number: step.caseNumber, entry_number: step.entryNumber, note: step.note, at: now, by_name: step.who }).execute()
