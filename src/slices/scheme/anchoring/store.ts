import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import type { Capacity } from '../schemes/rules.ts'
import type { Digests, Mark, Party, Signer } from './rules.ts'

/** Everyone with a part in the report; of a kindergarten also who owns it today. By name. */
export async function loadParties(tx: Tx, reportId: string): Promise<readonly Party[]> {
  const rows = await tx
    .selectFrom('scheme.report_party as p')
    .innerJoin('register.organisation_card as o', 'o.id', 'p.org_id')
    .leftJoin('register.organisation_card as w', (join) => join.onRef('w.id', '=', 'o.owner_id').on('p.part', '=', 'kindergarten'))
    .select(['p.part', 'p.state', 'p.org_id', 'o.name', 'w.id as owner_id', 'w.name as owner_name'])
    .where('p.report_id', '=', reportId)
    .orderBy('o.name')
    .orderBy('p.org_id')
    .execute()
  return rows.map((row) => ({
    part: row.part as Party['part'],
    state: row.state as Party['state'],
    orgId: row.org_id,
    orgName: row.name ?? '',
    ...(row.owner_id ? { owner: { id: row.owner_id, name: row.owner_name ?? '' } } : {}),
  }))
}

/** The last word in each capacity for each organisation. */
export async function loadMarks(tx: Tx, reportId: string): Promise<readonly Mark[]> {
  const rows = await tx.selectFrom('scheme.signature').selectAll().distinctOn(['capacity', 'org_id']).where('report_id', '=', reportId).orderBy('capacity').orderBy('org_id').orderBy('id', 'desc').execute()
  return rows.map((row) => ({
    id: row.id,
    capacity: row.capacity as Capacity,
    orgId: row.org_id,
    personId: row.person_id,
    name: row.name,
    onBehalfOf: row.on_behalf_of ?? undefined,
    digests: row.digests as Digests,
    signedAt: row.signed_at ?? undefined,
    declinedAt: row.declined_at ?? undefined,
    reason: row.reason ?? undefined,
    voidedAt: row.voided_at ?? undefined,
    voidSections: row.void_sections,
  }))
}

/** Who can sign today, for the organisations of the report. */
export async function loadSigners(tx: Tx, reportId: string): Promise<readonly Signer[]> {
  const { rows } = await sql<{ capacity: Capacity; org_id: string; person_id: string; own: boolean }>`select * from scheme.signers(${reportId})`.execute(tx)
  return rows.map((row) => ({ capacity: row.capacity, orgId: row.org_id, personId: row.person_id, own: row.own }))
}

/** A word of the one who acts. The index holds that there is one signature at a time that counts. */
export const saveMark = (tx: Tx, mark: { readonly reportId: string; readonly capacity: Capacity; readonly orgId: string; readonly personId: string; readonly name: string; readonly onBehalfOf: string | undefined; readonly digests: Digests; readonly declined: string | undefined }, now: Date) =>
  tx
    .insertInto('scheme.signature')
    .values({
      report_id: mark.reportId,
      capacity: mark.capacity,
      org_id: mark.orgId,
      person_id: mark.personId,
      name: mark.name,
      on_behalf_of: mark.onBehalfOf ?? null,
      digests: JSON.stringify(mark.digests),
      ...(mark.declined === undefined ? { signed_at: now } : { declined_at: now, reason: mark.declined }),
    })
    .execute()

/** Makes a signature void, because of the sections named. */
export const voidMark = (tx: Tx, id: string, sections: readonly string[], now: Date) => tx.updateTable('scheme.signature').set({ voided_at: now, void_sections: [...sections] }).where('id', '=', id).where('voided_at', 'is', null).execute()

export type Participation = {
  readonly kindergartenId: string
  readonly heldOn: LocalDate
  readonly how: string
  readonly representatives: 'yes' | 'no' | 'none-elected' | undefined
  readonly representativesHow: string
  readonly representativesOn: LocalDate | undefined
  readonly digest: string
  readonly filledAt: Date
  readonly filledBy: string
  readonly onBehalfOf: string | undefined
}

/** How each kindergarten found its need; the numbers are apart. */
export async function loadParticipation(tx: Tx, reportId: string): Promise<readonly Participation[]> {
  const rows = await tx.selectFrom('scheme.anchoring').selectAll().where('report_id', '=', reportId).execute()
  return rows.map((row) => ({
    kindergartenId: row.kindergarten_id,
    heldOn: row.held_on as LocalDate,
    how: row.how,
    representatives: (row.representatives as Participation['representatives'] | null) ?? undefined,
    representativesHow: row.representatives_how,
    representativesOn: (row.representatives_on as LocalDate | null) ?? undefined,
    digest: row.digest,
    filledAt: row.filled_at,
    filledBy: row.filled_by_name,
    onBehalfOf: row.on_behalf_of ?? undefined,
  }))
}

/** What others than the kindergarten itself see of its numbers. Undefined: fewer than five people. */
export type Sum = { readonly kindergartenId: string; readonly employed: number | undefined; readonly tookPart: number | undefined }
export async function loadSums(tx: Tx, reportId: string): Promise<readonly Sum[]> {
  const { rows } = await sql<{ kindergarten_id: string; employed: number | null; took_part: number | null }>`select * from scheme.anchoring_sums(${reportId})`.execute(tx)
  return rows.map((row) => ({ kindergartenId: row.kindergarten_id, employed: row.employed ?? undefined, tookPart: row.took_part ?? undefined }))
}
