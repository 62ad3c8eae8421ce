import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { PersonId } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/db.ts'
import type { CaseId, CaseState, Involvement, Means, NeedBehind, RequestContent, Target } from './rules.ts'

/** A request as the kindergarten sees it, sent or not. */
export type StoredRequest = {
  readonly id: CaseId
  readonly state: CaseState
  readonly reference: string | undefined
  readonly kindergartenId: string
  readonly kindergartenName: string
  readonly teamOrgId: string
  readonly teamName: string
  readonly content: RequestContent
  readonly version: number
  readonly changedAt: Date
  readonly changedBy: string
  readonly createdAt: Date
  readonly submittedAt: Date | undefined
  readonly submittedBy: string | undefined
  /** By when the team answers, once it is sent. */
  readonly dueOn: LocalDate | undefined
  /** The need it was begun from, for those who may see that too. */
  readonly need: { readonly id: string; readonly title: string } | undefined
}

const requests = (tx: Tx) =>
  tx
    .selectFrom('guidance.case as c')
    .innerJoin('register.organisation_card as k', 'k.id', 'c.kindergarten_id')
    .innerJoin('register.organisation_card as team', 'team.id', 'c.team_org_id')
    .leftJoin('needs.need_card as n', 'n.id', 'c.need_id')
    .selectAll('c')
    .select(['k.name as kindergarten_name', 'team.name as team_name', 'n.title as need_title'])

type Row = Awaited<ReturnType<ReturnType<typeof requests>['execute']>>[number]

const fromRow = (row: Row): StoredRequest => ({
  id: row.id as CaseId,
  state: row.state as CaseState,
  reference: row.reference ?? undefined,
  kindergartenId: row.kindergarten_id,
  kindergartenName: row.kindergarten_name ?? '',
  teamOrgId: row.team_org_id,
  teamName: row.team_name ?? '',
  content: {
    target: (row.target as Target | null) ?? undefined,
    departments: row.departments,
    themes: row.themes,
    experienced: row.experienced ?? '',
    sinceWhen: row.since_when ?? '',
    tried: row.tried ?? '',
    effect: row.effect ?? '',
    wished: row.wished ?? '',
    goal: row.goal ?? '',
    means: row.means as Means[],
    times: row.times ?? '',
    staffInvolved: (row.staff_involved as Involvement | null) ?? undefined,
    staffInvolvedHow: row.staff_involved_how ?? '',
    ownerInformed: row.owner_informed ?? undefined,
  },
  version: row.version,
  changedAt: row.changed_at,
  changedBy: row.changed_by_name,
  createdAt: row.created_at,
  submittedAt: row.submitted_at ?? undefined,
  submittedBy: row.submitted_by_name ?? undefined,
  dueOn: (row.due_on as LocalDate | null) ?? undefined,
  need: row.need_id && row.need_title ? { id: row.need_id, title: row.need_title } : undefined,
})

export async function loadRequest(tx: Tx, id: string): Promise<StoredRequest | undefined> {
  const row = await requests(tx).where('c.id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

/** As `loadRequest`, and nobody else changes the case until the transaction ends. */
export async function lockRequest(tx: Tx, id: string): Promise<StoredRequest | undefined> {
  const locked = await tx.selectFrom('guidance.case').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
  return locked && loadRequest(tx, id)
}

export const loadDrafts = async (tx: Tx, kindergartenId: string): Promise<StoredRequest[]> =>
  (await requests(tx).where('c.kindergarten_id', '=', kindergartenId).where('c.state', '=', 'draft').orderBy('c.changed_at', 'desc').execute()).map(fromRow)

/** The team that serves a kindergarten: its own, or the one of the municipality it lies in. */
export const teamOf = async (tx: Tx, kindergartenId: string): Promise<string | undefined> => (await servingTeam(tx, kindergartenId))?.teamOrgId

/** The team with the region the kindergarten lies in; a kindergarten whose region is not known has no team yet. */
export async function servingTeam(tx: Tx, kindergartenId: string): Promise<{ readonly teamOrgId: string; readonly regionId: string } | undefined> {
  const row = await tx.selectFrom('register.served_by').select(['team_id', 'region_id']).where('kindergarten_id', '=', kindergartenId).executeTakeFirst()
  return row?.team_id && row.region_id ? { teamOrgId: row.team_id, regionId: row.region_id } : undefined
}

/** A need the kindergarten has decided, to begin from. */
export async function loadDecidedNeed(tx: Tx, kindergartenId: string, id: string): Promise<NeedBehind | undefined> {
  const row = await tx.selectFrom('needs.need_card').selectAll().where('id', '=', id).where('kindergarten_id', '=', kindergartenId).where('state', '=', 'decided').executeTakeFirst()
  return row && { id, title: row.title ?? '', finding: row.finding ?? '', forWhom: row.for_whom ?? '', cause: row.cause ?? '', wished: row.wished ?? '', signs: row.signs ?? '', themes: row.themes ?? [], staffInvolved: (row.staff_involved as Involvement | null) ?? undefined, staffInvolvedHow: row.staff_involved_how ?? '' }
}

export type NewDraft = { readonly needId?: string | undefined; readonly startKey: string; readonly regionId: string; readonly kindergartenId: string; readonly teamOrgId: string; readonly personId: string; readonly personName: string }

/** Starts a draft; the same click twice gives the same draft. */
export async function startDraft(tx: Tx, draft: NewDraft, at: Date): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const made = await tx
    .insertInto('guidance.case')
    .values({
      need_id: draft.needId ?? null, start_key: draft.startKey, region_id: draft.regionId, kindergarten_id: draft.kindergartenId, team_org_id: draft.teamOrgId, state: 'draft', created_at: at, created_by: draft.personId, created_by_name: draft.personName, changed_at: at, changed_by_name: draft.personName,
    })
    .onConflict((conflict) => conflict.constraint('case_start_key_unique').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made) return { id: made.id, isNew: true }
  const there = await tx.selectFrom('guidance.case').select('id').where('start_key', '=', draft.startKey).executeTakeFirst()
  // A key that another kindergarten has used is no click of ours: it gets a new one.
  return there ? { id: there.id, isNew: false } : startDraft(tx, { ...draft, startKey: crypto.randomUUID() }, at)
}

const columns: Readonly<Record<keyof RequestContent, string>> = {
  target: 'target', departments: 'departments', themes: 'themes', experienced: 'experienced', sinceWhen: 'since_when', tried: 'tried', effect: 'effect', wished: 'wished', goal: 'goal', means: 'means', times: 'times', staffInvolved: 'staff_involved', staffInvolvedHow: 'staff_involved_how', ownerInformed: 'owner_informed',
}

export const saveContent = (tx: Tx, id: string, content: Partial<RequestContent>, who: string, at: Date) =>
  tx
    .updateTable('guidance.case')
    .set((eb) => ({
      ...Object.fromEntries(Object.entries(content).map(([field, value]) => [columns[field as keyof RequestContent], value === '' || value === undefined ? null : value])),
      version: eb('version', '+', 1),
      changed_at: at,
      changed_by_name: who,
    }))
    .where('id', '=', id)
    .execute()

export const nextReferenceNumber = async (tx: Tx): Promise<number> => (await sql<{ n: number }>`select nextval('guidance.reference_number') as n`.execute(tx)).rows[0]?.n ?? 0

export type Submission = { readonly reference: string; readonly flowVersionId: string; readonly stepKey: string; readonly stepKind: string; readonly dueOn: string | undefined; readonly who: { readonly personId: string; readonly name: string } }

/** The request is sent, and stands in the first step after it. */
export async function saveSubmission(tx: Tx, id: string, { who, ...sent }: Submission, at: Date): Promise<void> {
  await tx
    .updateTable('guidance.case')
    .set({
      state: 'running', reference: sent.reference, flow_version_id: sent.flowVersionId, step_key: sent.stepKey, step_kind: sent.stepKind, step_entered_at: at, due_on: sent.dueOn ?? null, submitted_at: at, submitted_by_name: who.name, system_level_confirmed: true, changed_at: at, changed_by_name: who.name,
    })
    .where('id', '=', id)
    .execute()
  await tx.insertInto('guidance.case_step').values({ case_id: id, step_key: sent.stepKey, entered_at: at, entered_by: who.personId, entered_by_name: who.name }).execute()
}

export const discardDraft = (tx: Tx, id: string, who: string, at: Date) =>
  tx.updateTable('guidance.case').set({ state: 'withdrawn', changed_at: at, changed_by_name: who }).where('id', '=', id).where('state', '=', 'draft').execute()

/** What was attached to a draft goes with it. */
export const emptyAttachments = (tx: Tx, caseId: string, at: Date) => tx.updateTable('guidance.attachment').set({ removed_at: at, content: Buffer.alloc(0) }).where('case_id', '=', caseId).where('removed_at', 'is', null).execute()

/** Departments of the kindergarten today, to choose among. */
export const loadDepartments = async (tx: Tx, kindergartenId: string): Promise<string[]> =>
  (await tx.selectFrom('register.organisation_card').select('full_name').where('part_of_id', '=', kindergartenId).where('kind', '=', 'department').orderBy('full_name').execute()).map((row) => row.full_name ?? '')

/** Other open cases of the kindergarten about one of the same themes: a repeat request is pointed out. */
export const loadAlike = async (tx: Tx, kindergartenId: string, exceptId: string, themes: readonly string[]): Promise<{ id: string; reference: string }[]> =>
  (await tx.selectFrom('guidance.case').select(['id', 'reference']).where('kindergarten_id', '=', kindergartenId).where('state', '=', 'running').where('id', '<>', exceptId).where(sql<boolean>`themes && ${[...themes]}`).execute()).map((row) => ({ id: row.id, reference: row.reference ?? '' }))

export type Attachment = { readonly id: string; readonly name: string; readonly mediaType: string; readonly size: number; readonly addedAt: Date; readonly addedBy: PersonId | undefined; readonly addedByName: string }

export const loadAttachments = async (tx: Tx, caseId: string): Promise<Attachment[]> =>
  (await tx.selectFrom('guidance.attachment').select(['id', 'name', 'media_type', 'size', 'added_at', 'added_by', 'added_by_name']).where('case_id', '=', caseId).where('removed_at', 'is', null).orderBy('added_at').execute()).map((row) => ({
    id: row.id, name: row.name, mediaType: row.media_type, size: row.size, addedAt: row.added_at, addedBy: (row.added_by as PersonId | null) ?? undefined, addedByName: row.added_by_name,
  }))

export const saveAttachment = (tx: Tx, caseId: string, file: { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array; readonly sha256: string }, who: { readonly personId: PersonId; readonly name: string }, at: Date) =>
  tx.insertInto('guidance.attachment').values({ case_id: caseId, name: file.name, media_type: file.mediaType, size: file.bytes.length, sha256: file.sha256, content: Buffer.from(file.bytes), added_at: at, added_by: who.personId, added_by_name: who.name }).execute()

/** Taken away for good: what should not have been sent is not kept. The row stays as a trace that there was something. */
export const removeAttachment = (tx: Tx, caseId: string, id: string, at: Date) =>
  tx.updateTable('guidance.attachment').set({ removed_at: at, content: Buffer.alloc(0) }).where('case_id', '=', caseId).where('id', '=', id).where('removed_at', 'is', null).returning('name').executeTakeFirst()

export const loadAttachmentContent = (tx: Tx, caseId: string, id: string) =>
  tx.selectFrom('guidance.attachment').select(['name', 'media_type', 'content']).where('case_id', '=', caseId).where('id', '=', id).where('removed_at', 'is', null).executeTakeFirst()
