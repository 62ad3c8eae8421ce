import { sql, type SqlBool } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { PersonId } from '../../../kernel/ids.ts'
import type { Language } from '../../../kernel/language.ts'
import type { Tx } from '../../../platform/db.ts'
import type { Flow, Gate, StepKind } from '../flow/index.ts'
import { loadRequest, type StoredRequest } from '../requests/store.ts'
import { isAnchored } from '../progress/anchoring/rules.ts'
import type { CaseFilter, Standing } from './rules.ts'

/** A case that has been sent: the request, and where it stands in the flow chart. */
export type Case = StoredRequest & {
  readonly reference: string
  readonly flowVersionId: string
  readonly stepKey: string
  readonly stepKind: StepKind
  readonly stepEnteredAt: Date
  readonly dueOn: LocalDate | undefined
  readonly submittedAt: Date
  readonly closedAt: Date | undefined
  readonly outcome: string | undefined
  readonly summary: string | undefined
  readonly waitingReason: string | undefined
}

export async function loadCase(tx: Tx, id: string): Promise<Case | undefined> {
  const [request, row] = await Promise.all([
    loadRequest(tx, id),
    tx.selectFrom('guidance.case').select(['flow_version_id', 'step_key', 'step_kind', 'step_entered_at', 'due_on', 'closed_at', 'outcome', 'summary', 'waiting_reason']).where('id', '=', id).executeTakeFirst(),
  ])
  if (!request?.reference || !request.submittedAt || !row?.step_entered_at) return undefined
  if (!row.flow_version_id || !row.step_key) return undefined
  return {
    ...request,
    reference: request.reference,
    submittedAt: request.submittedAt,
    flowVersionId: row.flow_version_id,
    stepKey: row.step_key,
    stepKind: row.step_kind as StepKind,
    stepEnteredAt: row.step_entered_at,
    dueOn: (row.due_on as LocalDate | null) ?? undefined,
    closedAt: row.closed_at ?? undefined,
    outcome: row.outcome ?? undefined,
    summary: row.summary ?? undefined,
    waitingReason: row.waiting_reason ?? undefined,
  }
}

export async function lockCase(tx: Tx, id: string): Promise<Case | undefined> {
  const locked = await tx.selectFrom('guidance.case').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
  return locked && loadCase(tx, id)
}

/** The two sides of a case, for whoever only needs to know whom to tell. */
export const loadSides = (tx: Tx, caseId: string) =>
  tx.selectFrom('guidance.case').select(['kindergarten_id as kindergartenId', 'team_org_id as teamOrgId']).where('id', '=', caseId).executeTakeFirstOrThrow()

export type StepEntry = { readonly id: string; readonly stepKey: string; readonly enteredAt: Date; readonly enteredBy: PersonId; readonly enteredByName: string; readonly leftAt: Date | undefined; readonly undone: boolean; readonly reasonCode: string | undefined; readonly reasonText: string | undefined }

/** The steps the case has been in, oldest first; what was undone is left out. */
export const loadSteps = async (tx: Tx, caseId: string): Promise<StepEntry[]> => (await loadEntries(tx, caseId)).filter((entry) => !entry.undone)

/** As `loadSteps`, with what was undone: what was said then has been read, and stays on the timeline. */
export async function loadEntries(tx: Tx, caseId: string): Promise<StepEntry[]> {
  const rows = await tx.selectFrom('guidance.case_step').selectAll().where('case_id', '=', caseId).orderBy('entered_at').orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id, stepKey: row.step_key, enteredAt: row.entered_at, enteredBy: row.entered_by as PersonId, enteredByName: row.entered_by_name, leftAt: row.left_at ?? undefined, undone: row.undone_at !== null, reasonCode: row.reason_code ?? undefined, reasonText: row.reason_text ?? undefined,
  }))
}

export type NewStep = { readonly caseId: string; readonly stepKey: string; readonly by: string; readonly byName: string; readonly reasonCode?: string | undefined; readonly reasonText?: string | undefined }

/** Leaves the step the case is in, and enters another. */
export async function saveStep(tx: Tx, step: NewStep, at: Date): Promise<void> {
  await tx.updateTable('guidance.case_step').set({ left_at: at }).where('case_id', '=', step.caseId).where('left_at', 'is', null).where('undone_at', 'is', null).execute()
  await tx
    .insertInto('guidance.case_step')
    .values({ case_id: step.caseId, step_key: step.stepKey, entered_at: at, entered_by: step.by, entered_by_name: step.byName, reason_code: step.reasonCode ?? null, reason_text: step.reasonText ?? null })
    .execute()
}

/** Takes the last step back: the one before is the present one again. */
export async function undoStep(tx: Tx, caseId: string, last: StepEntry, before: StepEntry, at: Date): Promise<void> {
  await tx.updateTable('guidance.case_step').set({ undone_at: at }).where('id', '=', last.id).execute()
  await tx.updateTable('guidance.case_step').set({ left_at: null }).where('id', '=', before.id).where('case_id', '=', caseId).execute()
}

export const saveStanding = (tx: Tx, id: string, standing: Standing, dueOn: LocalDate | undefined, who: string, at: Date) =>
  tx
    .updateTable('guidance.case')
    .set({
      step_key: standing.stepKey, step_kind: standing.stepKind, step_entered_at: standing.enteredAt, due_on: dueOn ?? null, state: standing.state, closed_at: standing.closedAt ?? null, outcome: standing.outcome ?? null, summary: standing.summary ?? null, waiting_reason: standing.waitingReason ?? null, changed_at: at, changed_by_name: who,
    })
    .where('id', '=', id)
    .execute()

/**
 * Which gates hold for a case now, when both sides agreed on the plan, and which evaluation this is (an extended case is evaluated anew).
 * One question to the database.
 */
export async function loadFacts(tx: Tx, one: Case, flow: Flow): Promise<{ readonly holds: ReadonlySet<Gate>; readonly planAgreedAt: Date | undefined; readonly round: number }> {
  const evaluations = flow.steps.filter((step) => step.kind === 'evaluation').map((step) => step.key)
  const { rows } = await sql<Record<Exclude<Gate, 'request-anchored'>, boolean> & { plan_agreed_at: Date | null; round: number }>`
    with round as (select greatest(1, count(*))::integer as n from guidance.case_step s where s.case_id = ${one.id} and s.undone_at is null and s.step_key = any (${evaluations})),
      evaluated as (select e.side from guidance.evaluations_written(${one.id}) e where e.round = (select n from round))
    select
      exists (select from guidance.assignment a where a.case_id = ${one.id} and a.ended_at is null) as "adviser-assigned",
      exists (select from guidance.meeting m where m.case_id = ${one.id} and m.kind = 'start-meeting') as "start-meeting-held",
      ${one.content.target === 'departments' ? sql<boolean>`(select count(distinct o.department) from guidance.observation o where o.case_id = ${one.id} and o.department = any (${[...one.content.departments]})) >= ${one.content.departments.length}` : sql<boolean>`exists (select from guidance.observation o where o.case_id = ${one.id})`} as "observation-per-department",
      (select count(*) from guidance.plan_agreement p where p.case_id = ${one.id} and p.void_at is null) = 2 as "plan-agreed",
      exists (select from guidance.meeting m where m.case_id = ${one.id} and m.kind = 'session') as "session-held",
      exists (select from evaluated where side = 'head') as "head-evaluated",
      exists (select from evaluated where side = 'adviser') as "adviser-evaluated",
      exists (select from guidance.staff_link l where l.case_id = ${one.id} and l.round = (select n from round)) as "staff-asked",
      exists (select from guidance.hand_over h where h.case_id = ${one.id} and h.answer = 'accepted' and greatest(h.handed_at, h.answered_at) >= ${one.stepEnteredAt}) as "handed-over-to-named",
      exists (select from guidance.follow_up f where f.case_id = ${one.id} and f.written_at >= ${one.stepEnteredAt}) as "follow-up-noted",
      (select max(p.agreed_at) from guidance.plan_agreement p where p.case_id = ${one.id} and p.void_at is null) as plan_agreed_at,
      (select n from round) as round`.execute(tx)
  const row = rows[0]
  if (!row) throw new Error('A query without a from clause gave no row')
  const { plan_agreed_at: planAgreedAt, round, ...found } = row
  const gates: Record<Gate, boolean> = { ...found, 'request-anchored': isAnchored(one.content.staffInvolved, one.content.ownerInformed) }
  return { holds: new Set((Object.keys(gates) as Gate[]).filter((gate) => gates[gate])), planAgreedAt: planAgreedAt ?? undefined, round }
}

export type Assignment = { readonly membershipId: string; readonly name: string; readonly since: Date }
export const loadAssignments = async (tx: Tx, caseId: string): Promise<Assignment[]> =>
  (await tx.selectFrom('guidance.assignment').select(['membership_id', 'adviser_name', 'assigned_at']).where('case_id', '=', caseId).where('ended_at', 'is', null).orderBy('assigned_at').execute()).map((row) => ({ membershipId: row.membership_id, name: row.adviser_name, since: row.assigned_at }))

export const saveAssignment = (tx: Tx, caseId: string, membershipId: string, name: string, by: string, at: Date) =>
  tx.insertInto('guidance.assignment').values({ case_id: caseId, membership_id: membershipId, adviser_name: name, assigned_at: at, assigned_by_name: by }).execute()

export const endAssignment = (tx: Tx, caseId: string, membershipId: string, reason: string, at: Date) =>
  tx.updateTable('guidance.assignment').set({ ended_at: at, ended_reason: reason }).where('case_id', '=', caseId).where('membership_id', '=', membershipId).where('ended_at', 'is', null).returning('adviser_name').executeTakeFirst()

export type Note = { readonly id: string; readonly internal: boolean; readonly text: string; readonly at: Date; readonly by: string }
export const loadNotes = async (tx: Tx, caseId: string): Promise<Note[]> =>
  (await tx.selectFrom('guidance.note').selectAll().where('case_id', '=', caseId).orderBy('written_at', 'desc').execute()).map((row) => ({ id: row.id, internal: row.visibility === 'internal', text: row.text, at: row.written_at, by: row.written_by_name }))

/** True when the person has written to the other side since then. */
export const hasWrittenSince = async (tx: Tx, caseId: string, personId: string, since: Date): Promise<boolean> =>
  (await tx.selectFrom('guidance.note').select('id').where('case_id', '=', caseId).where('visibility', '=', 'shared').where('written_by', '=', personId).where('written_at', '>=', since).limit(1).executeTakeFirst()) !== undefined

/** The last message in the case, with who wrote it. */
export async function loadLastNote(tx: Tx, caseId: string): Promise<{ readonly by: string; readonly text: string; readonly internal: boolean; readonly at: Date } | undefined> {
  const row = await tx.selectFrom('guidance.note').select(['text', 'visibility', 'written_at', 'written_by']).where('case_id', '=', caseId).orderBy('written_at', 'desc').limit(1).executeTakeFirst()
  return row && { by: row.written_by, text: row.text, internal: row.visibility === 'internal', at: row.written_at }
}

export const saveNote = (tx: Tx, caseId: string, internal: boolean, text: string, by: { readonly personId: string; readonly name: string }, at: Date) =>
  tx.insertInto('guidance.note').values({ case_id: caseId, visibility: internal ? 'internal' : 'shared', text, written_at: at, written_by: by.personId, written_by_name: by.name }).execute()

export type CaseRow = {
  readonly id: string
  readonly reference: string
  readonly kindergartenName: string
  readonly ownership: string | undefined
  readonly stepKey: string
  readonly flowVersionId: string
  readonly dueOn: LocalDate | undefined
  readonly submittedAt: Date
  readonly closedAt: Date | undefined
  readonly themes: readonly string[]
  readonly advisers: string
}

/** Whose cases are listed; row-level security would leave out the rest all the same, but then the indexes could not help. */
export type CasesOf = { readonly team: string } | { readonly kindergarten: string }

/** The cases that fit the filter, a page of them, with how many there are in all. */
export async function listCases(tx: Tx, whose: CasesOf, filter: CaseFilter, membershipId: string, offset: number, limit: number): Promise<{ rows: CaseRow[]; total: number }> {
  const fitting = tx
    .selectFrom('guidance.case as c')
    .leftJoin('register.register_fact as f', 'f.organisation_id', 'c.kindergarten_id')
    .where('team' in whose ? 'c.team_org_id' : 'c.kindergarten_id', '=', 'team' in whose ? whose.team : whose.kindergarten)
    .where('c.state', '=', filter.view === 'closed' ? 'closed' : 'running')
    .$if(filter.view === 'mine', (query) => query.where(sql<SqlBool>`exists (select from guidance.assignment a where a.case_id = c.id and a.membership_id = ${membershipId} and a.ended_at is null)`))
    .$if(filter.view === 'untaken', (query) => query.where(sql<SqlBool>`not c.taken`))
    .$if(filter.view === 'waiting', (query) => query.where('c.step_kind', '=', 'waiting-list'))
    .$if(filter.step !== undefined, (query) => query.where('c.step_key', '=', filter.step ?? ''))
    .$if(filter.ownership !== undefined, (query) => query.where('f.ownership', '=', filter.ownership ?? ''))
    .$if(filter.text !== '', (query) =>
      query.where(sql<SqlBool>`(c.reference = upper(${filter.text}) or exists (select from register.organisation k where k.id = c.kindergarten_id and platform.search_form(k.name) like '%' || nullif(platform.search_form(${filter.text}), '') || '%'))`),
    )
  // Counted apart from the page: the page stops at its last row, the count needs no order and no details.
  const counting = fitting.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const listing = fitting
    .innerJoin('register.organisation as k', 'k.id', 'c.kindergarten_id')
    .select(['c.id', 'c.reference', 'c.step_key', 'c.flow_version_id', 'c.due_on', 'c.submitted_at', 'c.closed_at', 'c.themes', 'k.name', 'f.ownership'])
    .select(sql<string>`coalesce((select string_agg(a.adviser_name, ', ' order by a.assigned_at) from guidance.assignment a where a.case_id = c.id and a.ended_at is null), '')`.as('advisers'))
    .orderBy(filter.view === 'closed' ? sql`c.closed_at desc` : filter.sort === 'newest' ? sql`c.submitted_at desc` : filter.sort === 'kindergarten' ? sql`k.name collate "nb-NO-x-icu"` : sql`c.due_on asc nulls last`)
    .orderBy('c.id')
    .limit(limit)
    .offset(offset)
    .execute()
  const [{ total }, rows] = await Promise.all([counting, listing])
  return {
    total,
    rows: rows.map((row) => ({
      id: row.id, reference: row.reference ?? '', kindergartenName: row.name, ownership: row.ownership ?? undefined, stepKey: row.step_key ?? '', flowVersionId: row.flow_version_id ?? '', dueOn: (row.due_on as LocalDate | null) ?? undefined, submittedAt: row.submitted_at as Date, closedAt: row.closed_at ?? undefined, themes: row.themes, advisers: row.advisers,
    })),
  }
}

/** The place of a case in the queue of its team's cases that wait: by when they were sent, and of two sent at once, by when they were begun. */
export const placeInQueue = async (tx: Tx, caseId: string): Promise<number> =>
  (await sql<{ n: number }>`select guidance.place_in_queue(${caseId}) as n`.execute(tx)).rows[0]?.n ?? 0

/** Those who have the case, as people to write to. */
export const loadAdviserPeople = async (tx: Tx, caseId: string): Promise<{ personId: string; language: Language }[]> =>
  (await sql<{ person_id: string; language: Language }>`select * from guidance.advisers_of(${caseId})`.execute(tx)).rows.map((row) => ({ personId: row.person_id, language: row.language }))

/** The team's advisers today, to choose among. */
export const loadAdvisers = async (tx: Tx, teamOrgId: string, today: LocalDate): Promise<{ membershipId: string; name: string; cases: number }[]> => {
  const { rows } = await sql<{ id: string; name: string; cases: number }>`
    select m.id, p.name, coalesce(n.cases, 0) as cases
    from identity.membership m join identity.person p on p.id = m.person_id left join guidance.cases_of_advisers() n on n.membership_id = m.id
    where m.org_id = ${teamOrgId} and m.role in ('adviser', 'team-leader') and m.cancelled_at is null and m.period @> ${today}::date order by p.name collate "nb-NO-x-icu"`.execute(tx)
  return rows.map((row) => ({ membershipId: row.id, name: row.name, cases: row.cases }))
}

/** Running cases that nobody has taken yet. */
export const countUntaken = async (tx: Tx, teamOrgId: string): Promise<number> =>
  (
    await tx
      .selectFrom('guidance.case')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('team_org_id', '=', teamOrgId)
      // Said in the text, so that the index of just these is used: a question is planned once for all its values.
      .where(sql<SqlBool>`state = 'running' and not taken`)
      .executeTakeFirstOrThrow()
  ).n

/** The cases of one kindergarten, newest first; row-level security leaves out what the actor may not see. */
export const listKindergartenCases = async (tx: Tx, kindergartenId: string): Promise<{ id: string; reference: string; stepKey: string; flowVersionId: string; submittedAt: Date }[]> =>
  (
    await tx
      .selectFrom('guidance.case')
      .select(['id', 'reference', 'step_key', 'flow_version_id', 'submitted_at'])
      .where('kindergarten_id', '=', kindergartenId)
      .where('state', 'in', ['running', 'closed'])
      .orderBy('submitted_at', 'desc')
      .limit(50)
      .execute()
  ).flatMap((row) => (row.reference && row.step_key && row.flow_version_id && row.submitted_at ? [{ id: row.id, reference: row.reference, stepKey: row.step_key, flowVersionId: row.flow_version_id, submittedAt: row.submitted_at }] : []))
