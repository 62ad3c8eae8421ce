import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { Scheme, Words } from './rules.ts'

/** Every scheme, the newest first. */
export async function loadSchemes(tx: Tx): Promise<readonly Scheme[]> {
  const rows = await tx.selectFrom('scheme.scheme').select('definition').orderBy(sql`lower(valid)`, 'desc').execute()
  return rows.map(({ definition }) => definition as unknown as Scheme)
}

/** One scheme by its code, which an address, a round or a report has named. */
export async function loadScheme(tx: Tx, code: string): Promise<Scheme | undefined> {
  const row = await tx.selectFrom('scheme.scheme').select('definition').where('code', '=', code).executeTakeFirst()
  return row?.definition as unknown as Scheme | undefined
}

/** In a question about reports: the name of a report's strand, where its scheme has several to tell apart. The columns with the strand's and the scheme's code, as the question calls them. */
export const strandWords = (strand: string, schemeCode: string) =>
  sql<Words | null>`(select x.one->'name' from scheme.scheme k, jsonb_array_elements(k.definition->'strands') as x(one) where k.code = ${sql.ref(schemeCode)} and jsonb_array_length(k.definition->'strands') > 1 and x.one->>'code' = ${sql.ref(strand)})`

/** In a question: the words a scheme has for those who have a part in it. The column with its code, as the question calls it. */
export const roleWordsOf = (schemeCode: string) => sql<Scheme['roleWords']>`(select k.definition->'roleWords' from scheme.scheme k where k.code = ${sql.ref(schemeCode)})`

/** Saves the schemes as they stand; those that are there already get today's words. */
export async function saveSchemes(tx: Tx, schemes: readonly Scheme[], now: Date): Promise<void> {
  await tx
    .insertInto('scheme.scheme')
    .values(schemes.map((scheme) => ({ code: scheme.code, definition: JSON.stringify(scheme), valid: `[${scheme.valid.from},${scheme.valid.to ?? ''})`, saved_at: now })))
    .onConflict((conflict) => conflict.column('code').doUpdateSet((eb) => ({ definition: eb.ref('excluded.definition'), valid: eb.ref('excluded.valid'), saved_at: eb.ref('excluded.saved_at') })))
    .execute()
}

