import { sql, type SqlBool } from 'kysely'
import type { Actor } from '../../../../kernel/actor.ts'
import type { OrgId } from '../../../../kernel/ids.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { HeldUnit, MunicipalityOf, Reading, RegisterReport } from '../known.ts'
import type { CachedAnswer, NbrProblem } from '../nbr-client.ts'
import type { ClosedReason } from '../read-unit.ts'
import type { SyncRun, SyncSetting, SyncState } from './rules.ts'

const columns = ['id', 'state', 'started_at', 'started_by_name', 'read_at', 'complete', 'diff', 'problems', 'decided_at', 'decided_by_name'] as const
type Row = {
  id: string; state: string; started_at: Date; started_by_name: string; read_at: Date | null; complete: boolean | null; diff: unknown; problems: unknown
  decided_at: Date | null; decided_by_name: string | null
}

export const loadRuns = async (tx: Tx, limit: number): Promise<SyncRun[]> =>
  (await tx.selectFrom('register.sync_run').select(columns).orderBy('started_at', 'desc').limit(limit).execute()).map(asRun)

export async function loadRun(tx: Tx, id: string): Promise<SyncRun | undefined> {
  const row = await tx.selectFrom('register.sync_run').select(columns).where('id', '=', id).executeTakeFirst()
  return row && asRun(row)
}

export async function lockRun(tx: Tx, id: string): Promise<{ run: SyncRun; reading: Reading | undefined } | undefined> {
  const row = await tx.selectFrom('register.sync_run').select([...columns, 'reading']).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && { run: asRun(row), reading: (row.reading as Reading | null) ?? undefined }
}

export const readingIds = async (tx: Tx): Promise<string[]> => (await tx.selectFrom('register.sync_run').select('id').where('state', '=', 'reading').execute()).map(({ id }) => id)

/** Begins a reading, or gives the one that is under way: there is one at a time. */
export async function insertRun(tx: Tx, actor: Actor | undefined, at: Date): Promise<{ id: string; isNew: boolean }> {
  const made = await tx
    .insertInto('register.sync_run')
    .values({ id: crypto.randomUUID(), state: 'reading', started_at: at, started_by: actor?.personId ?? null, started_by_name: actor?.name ?? 'Samspill' })
    .onConflict((c) => c.column('state').where(sql<boolean>`state = 'reading'`).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made) return { id: made.id, isNew: true }
  const [id] = await readingIds(tx)
  return { id: id ?? '', isNew: false }
}

/** Takes a reading for one reader until `until`; false when another has it, or it is over. */
export async function claim(tx: Tx, id: string, reader: string, now: Date, until: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('register.sync_run')
    .set({ claimed_until: until, claimed_by: reader })
    .where('id', '=', id)
    .where('state', '=', 'reading')
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', now)]))
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

export const keepClaim = (tx: Tx, id: string, reader: string, until: Date) => tx.updateTable('register.sync_run').set({ claimed_until: until }).where('id', '=', id).where('state', '=', 'reading').where('claimed_by', '=', reader).execute()

/** A new report takes the place of those that nobody has decided on. A reading that is over already (decided, or failed meanwhile) stays as it is. */
export async function saveReport(tx: Tx, id: string, reading: Reading, report: RegisterReport, problems: readonly NbrProblem[], state: 'ready' | 'nothing', at: Date): Promise<void> {
  const locked = await tx.selectFrom('register.sync_run').select('state').where('id', '=', id).forUpdate().executeTakeFirst()
  if (locked?.state !== 'reading') return
  await tx.updateTable('register.sync_run').set({ state: 'discarded', reading: null, decided_at: at, decided_by_name: 'Samspill' }).where('state', '=', 'ready').where('id', '<>', id).execute()
  await tx
    .updateTable('register.sync_run')
    .set({ state, read_at: at, complete: reading.complete, reading: state === 'ready' ? JSON.stringify(reading) : null, diff: JSON.stringify(report), problems: JSON.stringify(problems.slice(0, 200)) })
    .where('id', '=', id)
    .execute()
}

export const replaceReport = (tx: Tx, id: string, report: RegisterReport) => tx.updateTable('register.sync_run').set({ diff: JSON.stringify(report) }).where('id', '=', id).execute()

/** A reader that another has taken over from says nothing of how it went. */
export const saveFailure = (tx: Tx, id: string, reader: string, failure: string, problems: readonly NbrProblem[], at: Date) =>
  tx.updateTable('register.sync_run').set({ state: 'failed', failure, problems: JSON.stringify(problems.slice(0, 200)), read_at: at }).where('id', '=', id).where('state', '=', 'reading').where('claimed_by', '=', reader).execute()

export const saveDecision = (tx: Tx, id: string, state: 'applied' | 'discarded', byName: string, at: Date) =>
  tx.updateTable('register.sync_run').set({ state, reading: null, decided_at: at, decided_by_name: byName }).where('id', '=', id).execute()

export async function loadSetting(tx: Tx): Promise<SyncSetting> {
  const row = await tx.selectFrom('register.sync_setting').selectAll().executeTakeFirst()
  return { appliesByItself: row?.applies_by_itself ?? false, changedAt: row?.changed_at ?? undefined, changedByName: row?.changed_by_name ?? undefined }
}

export const saveSetting = (tx: Tx, appliesByItself: boolean, byName: string, at: Date) =>
  tx.updateTable('register.sync_setting').set({ applies_by_itself: appliesByItself, changed_at: at, changed_by_name: byName }).execute()

export async function loadAnswer(tx: Tx, address: string): Promise<CachedAnswer | undefined> {
  const row = await tx.selectFrom('register.nbr_answer').selectAll().where('address', '=', address).executeTakeFirst()
  return row && { body: row.body, etag: row.etag ?? undefined, storedAt: row.stored_at.toISOString() }
}

export const saveAnswer = (tx: Tx, address: string, { body, etag, storedAt }: CachedAnswer) =>
  tx
    .insertInto('register.nbr_answer')
    .values({ address, body, etag: etag ?? null, stored_at: storedAt })
    .onConflict((c) => c.column('address').doUpdateSet({ body, etag: etag ?? null, stored_at: storedAt }))
    .execute()

/** Every real kindergarten we hold, with its owner and supervisor now. Invented units are no business of the national register. */
export async function loadHeld(tx: Tx): Promise<HeldUnit[]> {
  const rows = await tx
    .selectFrom('register.organisation as o')
    .innerJoin('register.register_fact as f', 'f.organisation_id', 'o.id')
    .leftJoin('register.relation as own', (join) => join.onRef('own.from_id', '=', 'o.id').on('own.kind', '=', 'owned-by').on(sql<SqlBool>`own.period @> (select platform.today())`))
    .leftJoin('register.organisation as owner', 'owner.id', 'own.to_id')
    .leftJoin('register.relation as sup', (join) => join.onRef('sup.from_id', '=', 'o.id').on('sup.kind', '=', 'supervised-by').on(sql<SqlBool>`sup.period @> (select platform.today())`))
    .leftJoin('register.organisation as supervisor', 'supervisor.id', 'sup.to_id')
    .selectAll('f')
    .select(['o.id', 'o.organisation_number', 'o.closed_on', 'owner.name as owner_org_name', 'owner.organisation_number as owner_number', 'supervisor.name as supervisor_org_name', 'supervisor.organisation_number as supervisor_number'])
    .where('o.kind', '=', 'kindergarten')
    .where('o.fictitious', '=', false)
    .orderBy('o.id')
    .execute()
  return rows.map((row) => ({
    id: row.id as OrgId,
    organisationNumber: row.organisation_number ?? undefined,
    name: row.name,
    fullName: '',
    kindOf: 'kindergarten',
    active: row.closed_on === null,
    closedReason: (row.closed_reason as ClosedReason | null) ?? undefined,
    closedByPerson: row.closed_on !== null && row.closed_reason === null,
    address: { street: row.address ?? '', postalCode: row.postal_code ?? '', postalPlace: row.postal_place ?? '' },
    municipalityNumber: row.municipality_number ?? '',
    countyNumber: '',
    governorOrganisationNumber: undefined,
    position: row.latitude !== null && row.longitude !== null ? { latitude: row.latitude, longitude: row.longitude } : undefined,
    website: row.website ?? undefined,
    languageForm: (row.language_form as 'nb' | 'nn' | null) ?? undefined,
    ownership: (row.ownership as 'municipal' | 'private' | 'other' | null) ?? 'other',
    children: row.children ?? undefined,
    staff: row.staff ?? undefined,
    minAge: row.min_age ?? undefined,
    maxAge: row.max_age ?? undefined,
    owner: row.owner_org_name === null ? undefined : { organisationNumber: row.owner_number ?? '', name: row.owner_name ?? row.owner_org_name },
    supervisor: row.supervisor_org_name === null ? undefined : { organisationNumber: row.supervisor_number ?? '', name: row.supervisor_org_name },
    relations: [],
  }))
}

/** The numbers of the municipalities to read: those that are enrolled, and those that have kindergartens here already. */
export async function numbersToRead(tx: Tx): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ number: string }>`select n.number from register.municipality_number n join register.organisation o on o.id = n.organisation_id and not o.fictitious
    where exists (select from register.enrolment e where e.municipality_id = o.id and e.period @> (select platform.today()))
      or exists (select from register.relation r where r.to_id = o.id and r.kind = 'lies-in' and r.period @> (select platform.today()))`.execute(tx)
  return new Set(rows.map(({ number }) => number))
}

export async function loadMunicipalityOf(tx: Tx): Promise<MunicipalityOf> {
  const rows = await tx.selectFrom('register.municipality_number as n').innerJoin('register.organisation as o', 'o.id', 'n.organisation_id').select(['n.number', 'n.organisation_id']).where('o.fictitious', '=', false).execute()
  const byNumber = new Map(rows.map((row) => [row.number, row.organisation_id]))
  return (number) => byNumber.get(number)
}

const asRun = (row: Row): SyncRun => ({
  id: row.id,
  state: row.state as SyncState,
  startedAt: row.started_at,
  startedByName: row.started_by_name,
  readAt: row.read_at ?? undefined,
  complete: row.complete ?? undefined,
  report: (row.diff as RegisterReport | null) ?? undefined,
  problems: row.problems as NbrProblem[],
  decidedAt: row.decided_at ?? undefined,
  decidedByName: row.decided_by_name ?? undefined,
})
