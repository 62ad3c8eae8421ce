import { sql } from 'kysely'
import type { OrgKind } from '../../../../kernel/actor.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { DetailChange, NewOrganisation } from './forms.ts'
import { orgTypes, type Other } from './rules.ts'

export type Municipality = { readonly id: string; readonly name: string; readonly regionId: string | undefined }

/** Municipalities of today (no city districts), with the number that tells two of one name apart. */
export async function loadMunicipalities(tx: Tx): Promise<{ id: string; name: string; number: string }[]> {
  return tx
    .selectFrom('register.municipality_number as n')
    .innerJoin('register.organisation as o', 'o.id', 'n.organisation_id')
    .select(['o.id', 'o.name', 'n.number'])
    .where(sql<boolean>`n.period @> (select platform.today())`)
    .where('o.closed_on', 'is', null)
    .orderBy(sql`o.name collate "nb-NO-x-icu"`)
    .orderBy('n.number')
    .execute()
}

export async function findMunicipality(tx: Tx, id: string): Promise<Municipality | undefined> {
  const row = await tx.selectFrom('register.organisation').select(['id', 'name', 'region_id']).where('id', '=', id).where('kind', '=', 'municipality').where('closed_on', 'is', null).executeTakeFirst()
  return row && { id: row.id, name: row.name, regionId: row.region_id ?? undefined }
}

/** Two who write the same organisation at once must not make it twice. Held until the transaction ends. */
export const lockNames = (tx: Tx) => sql`select pg_advisory_xact_lock(hashtextextended('register organisations', 0))`.execute(tx)

export async function withNumber(tx: Tx, number: string | undefined, exceptId?: string): Promise<Other | undefined> {
  if (number === undefined) return undefined
  const row = await tx.selectFrom('register.organisation').select(['id', 'name', 'kind']).where('organisation_number', '=', number).$if(exceptId !== undefined, (query) => query.where('id', '<>', exceptId ?? '')).executeTakeFirst()
  return row && { ...row, kind: row.kind as OrgKind }
}

/** One of the same kind and name in the same place, or nowhere both. */
export async function withName(tx: Tx, kind: OrgKind, name: string, partOfId: string | undefined, exceptId?: string): Promise<Other | undefined> {
  const row = await tx
    .selectFrom('register.organisation as o')
    .select(['o.id', 'o.name', 'o.kind'])
    .where('o.kind', '=', kind)
    .where('o.closed_on', 'is', null)
    .where(sql<boolean>`platform.search_form(o.name) = platform.search_form(${name})`)
    .where(sql<boolean>`(select r.to_id from register.relation r where r.from_id = o.id and r.kind = 'part-of' and r.period @> (select platform.today())) is not distinct from ${partOfId ?? null}::uuid`)
    .$if(exceptId !== undefined, (query) => query.where('o.id', '<>', exceptId ?? ''))
    .limit(1)
    .executeTakeFirst()
  return row && { ...row, kind: row.kind as OrgKind }
}

export async function insertOrganisation(tx: Tx, form: NewOrganisation, regionId: string | undefined, at: Date): Promise<string> {
  const id: string = crypto.randomUUID()
  const { kind, form: finer } = orgTypes[form.type]
  await tx.insertInto('register.organisation').values({ id, kind, form: finer ?? null, name: form.navn, organisation_number: form.orgnummer ?? null, region_id: regionId ?? null, created_at: at }).execute()
  return id
}

export type Detailed = {
  readonly id: string
  readonly kind: OrgKind
  readonly form: string | undefined
  readonly name: string
  readonly organisationNumber: string | undefined
  readonly partOfId: string | undefined
  readonly contact: { readonly name: string; readonly email: string; readonly phone: string; readonly changedAt: Date; readonly changedBy: string } | undefined
}

/** With `lock` it stays as it is until the transaction ends. Kindergartens and departments have pages of their own. */
export async function loadDetails(tx: Tx, id: string, { lock = false } = {}): Promise<Detailed | undefined> {
  const row = await tx
    .selectFrom('register.organisation as o')
    .select(['o.id', 'o.kind', 'o.form', 'o.name', 'o.organisation_number'])
    .select(sql<string | null>`(select r.to_id from register.relation r where r.from_id = o.id and r.kind = 'part-of' and r.period @> (select platform.today()))`.as('part_of'))
    .where('o.id', '=', id)
    .where('o.kind', 'not in', ['kindergarten', 'department'])
    .$if(lock, (query) => query.forUpdate('o'))
    .executeTakeFirst()
  if (!row) return undefined
  const own = await tx.selectFrom('register.own_fact').select(['contact_name', 'contact_email', 'contact_phone', 'changed_at', 'changed_by']).where('organisation_id', '=', id).executeTakeFirst()
  return {
    id: row.id,
    kind: row.kind as OrgKind,
    form: row.form ?? undefined,
    name: row.name,
    organisationNumber: row.organisation_number ?? undefined,
    partOfId: row.part_of ?? undefined,
    contact: own && { name: own.contact_name ?? '', email: own.contact_email ?? '', phone: own.contact_phone ?? '', changedAt: own.changed_at, changedBy: own.changed_by },
  }
}

export type Changed = { readonly field: 'name' | 'form' | 'organisation_number'; readonly was: string | undefined; readonly became: string | undefined }

/** The new values, and a line in the history for each. */
export async function saveChanges(tx: Tx, id: string, changes: readonly Changed[], by: string, at: Date): Promise<void> {
  if (changes.length === 0) return
  await tx.updateTable('register.organisation').set(Object.fromEntries(changes.map(({ field, became }) => [field, became ?? null]))).where('id', '=', id).execute()
  await tx.insertInto('register.fact_change').values(changes.map(({ field, was, became }) => ({ organisation_id: id, noticed_at: at, source: by, field, was: was ?? null, became: became ?? null }))).execute()
}

export async function saveContact(tx: Tx, id: string, form: Pick<DetailChange, 'kontakt' | 'epost' | 'telefon'>, by: string, at: Date): Promise<void> {
  const values = { contact_name: form.kontakt || null, contact_email: form.epost ?? null, contact_phone: form.telefon ?? null, changed_at: at, changed_by: by }
  await tx.insertInto('register.own_fact').values({ organisation_id: id, ...values }).onConflict((c) => c.column('organisation_id').doUpdateSet(values)).execute()
}
