import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import { answersSchema, type Answers } from '../forms/answers.ts'
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

export type WaitingReport = { readonly id: string; readonly leadName: string; readonly round: string; readonly formVersionId: string; readonly answers: Answers; readonly closesAt: Date; readonly extendedUntil: Date | undefined; /** The partner has not confirmed the contact yet. */ readonly asked: boolean; readonly told: boolean; readonly wasSigned: boolean }

/** Reports of the actor's side that wait for a signature in the capacity for the organisation, and those that wait for the partner's answer. */
export async function loadWaiting(tx: Tx, orgId: string, capacity: Capacity): Promise<readonly WaitingReport[]> {
  const part = capacity === 'partner' ? sql`p.part = 'partner'` : capacity === 'owner' ? sql`p.part in ('lead', 'member') and p.state = 'accepted'` : sql`p.part = 'kindergarten'`
  const { rows } = await sql<{ id: string; lead_name: string; title: string; form_version_id: string; answers: unknown; closes_at: Date; until: Date | null; asked: boolean; told: boolean; was_signed: boolean }>`
    select r.id, o.name as lead_name, d.title, r.form_version_id, w.answers, d.closes_at, e.until, mine.asked,
      exists (select from scheme.anchoring a where a.report_id = r.id and a.kindergarten_id = ${orgId}) as told, coalesce(last.voided_at is not null, false) as was_signed
    from scheme.report r
    join scheme.round d on d.id = r.round_id
    join scheme.scheme s on s.code = d.scheme_code
    join register.organisation o on o.id = r.lead_id
    left join scheme.report_draft w on w.report_id = r.id
    left join scheme.extension e on e.round_id = d.id and e.org_id = r.lead_id
    cross join lateral (
      select bool_or(${capacity} = 'partner' and p.state = 'invited') as asked, count(*) as parts from scheme.report_party p
      where p.report_id = r.id and p.state <> 'declined' and ((p.org_id = ${orgId} and ${part})
        or (${capacity} = 'owner' and s.definition->>'reporter' <> 'owner-with-partner' and p.part = 'kindergarten'
          and exists (select from register.relation w where w.from_id = p.org_id and w.to_id = ${orgId} and w.kind = 'owned-by' and w.period @> platform.today())))) mine
    left join lateral (select g.signed_at, g.voided_at from scheme.signature g where g.report_id = r.id and g.capacity = ${capacity} and g.org_id = ${orgId} order by g.id desc limit 1) last on true
    where r.id in (select scheme.own_reports()) and s.definition->'signatures' ? ${capacity} and mine.parts > 0
      and ((r.state = 'signing' and (last.signed_at is null or last.voided_at is not null)) or (mine.asked and r.state = 'draft'))
    order by d.closes_at, r.id limit 200`.execute(tx)
  return rows.map((row) => ({ id: row.id, leadName: row.lead_name, round: row.title, formVersionId: row.form_version_id, answers: answersSchema.catch({}).parse(row.answers ?? {}), closesAt: row.closes_at, extendedUntil: row.until ?? undefined, asked: row.asked, told: row.told, wasSigned: row.was_signed }))
}
