import type { Tx } from '../../../platform/db.ts'
import type { OwnFactInput } from './forms.ts'
import type { Standing } from './rules.ts'

export async function loadStanding(tx: Tx, id: string): Promise<Standing | undefined> {
  const row = await tx.selectFrom('register.organisation_card').select(['name', 'owner_id', 'closed_on']).where('id', '=', id).where('kind', '=', 'kindergarten').executeTakeFirst()
  return row && { id, name: row.name ?? '', ownerId: row.owner_id ?? undefined, closedOn: row.closed_on ?? undefined }
}

export type OwnFact = OwnFactInput & { readonly changedAt: Date; readonly changedBy: string }

export async function loadOwnFact(tx: Tx, id: string): Promise<OwnFact | undefined> {
  const row = await tx.selectFrom('register.own_fact').selectAll().where('organisation_id', '=', id).executeTakeFirst()
  return (
    row && {
      kortnavn: row.short_name ?? '',
      omrade: row.area ?? '',
      kontakt: row.contact_name ?? '',
      epost: row.contact_email ?? undefined,
      telefon: row.contact_phone ?? undefined,
      ansatte: row.staff_count ?? undefined,
      changedAt: row.changed_at,
      changedBy: row.changed_by,
    }
  )
}

export function saveOwnFact(tx: Tx, id: string, input: OwnFactInput, by: string, at: Date) {
  const values = {
    short_name: input.kortnavn || null,
    area: input.omrade || null,
    contact_name: input.kontakt || null,
    contact_email: input.epost ?? null,
    contact_phone: input.telefon ?? null,
    staff_count: input.ansatte ?? null,
    changed_at: at,
    changed_by: by,
  }
  return tx.insertInto('register.own_fact').values({ organisation_id: id, ...values }).onConflict((c) => c.column('organisation_id').doUpdateSet(values)).execute()
}
