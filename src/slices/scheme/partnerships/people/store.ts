import { sql } from 'kysely'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { ContactPart, Side } from '../rules.ts'
import type { Person } from './rules.ts'

export type Contact = Person & { readonly partnershipId: string; readonly part: ContactPart; readonly email: string; readonly handedTo: string | undefined; readonly note: string | undefined; readonly addedOn: LocalDate }

const contacts = (tx: Tx) => tx.selectFrom('scheme.partnership_contact').selectAll().orderBy(sql`to_on is not null`).orderBy('name').orderBy('from_on')
const asContact = (row: Awaited<ReturnType<ReturnType<typeof contacts>['execute']>>[number]): Contact => ({
  id: row.id, partnershipId: row.partnership_id, side: row.side as Side, part: row.part as ContactPart, name: row.name, email: row.email, from: row.from_on as LocalDate, to: (row.to_on as LocalDate | null) ?? undefined, handedTo: row.handed_to ?? undefined, note: row.left_note ?? undefined, addedOn: row.added_on as LocalDate,
})
/** Those who are there first, then those who have left. */
export const loadContacts = async (tx: Tx, ids: readonly string[]): Promise<Contact[]> => (await contacts(tx).where('partnership_id', '=', sql<string>`any(${ids}::uuid[])`).execute()).map(asContact)

export const addContacts = (tx: Tx, id: string, those: readonly Pick<Contact, 'side' | 'part' | 'name' | 'email' | 'from'>[]) => tx.insertInto('scheme.partnership_contact').values(those.map((one) => ({ partnership_id: id, side: one.side, part: one.part, name: one.name, email: one.email, from_on: one.from }))).execute()
/** @returns false when there is none of this side's that was written today */
export const removeContact = async (tx: Tx, id: string, contactId: string, side: Side): Promise<boolean> => (await tx.deleteFrom('scheme.partnership_contact').where('id', '=', contactId).where('partnership_id', '=', id).where('side', '=', side).returning('id').executeTakeFirst()) !== undefined
export const saveLeft = (tx: Tx, contactId: string, left: { readonly last: LocalDate; readonly handedTo: string | undefined; readonly note: string | undefined }) =>
  tx.updateTable('scheme.partnership_contact').set({ to_on: left.last, handed_to: left.handedTo ?? null, left_note: left.note ?? null }).where('id', '=', contactId).where('to_on', 'is', null).execute()
export const forgetPeople = async (tx: Tx, before: LocalDate): Promise<number> => (await sql<{ gone: number }>`select scheme.forget_partnership_people(${before}) as gone`.execute(tx)).rows[0]?.gone ?? 0
