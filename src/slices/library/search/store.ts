import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { Age, Audience, Form, Licence } from '../materials/rules.ts'
import type { Understood } from './rules.ts'

/** What narrows a search; empty strings and 0 do not. */
export type Filters = { readonly theme: string; readonly audience: Audience | ''; readonly age: Age | ''; readonly form: Form | ''; readonly licence: Licence | ''; readonly longest: number; /** The newest first, not the best. */ readonly newest: boolean }
/** `title` and `excerpt` have what was found between \x02 and \x03. */
export type Hit = { readonly id: string; readonly title: string; readonly summary: string; readonly excerpt: string; readonly themes: readonly string[]; readonly audiences: readonly Audience[]; readonly minutes: number | undefined; readonly licence: Licence; readonly forms: readonly Form[] }

/** How the library knows the words. */
export async function understand(tx: Tx, terms: readonly string[]): Promise<readonly Understood[]> {
  if (terms.length === 0) return []
  const { rows } = await sql<{ term: string; known: boolean; inside: string[]; nearest: string | null }>`select term, known, inside, nearest from library.understood(${[...terms]}::text[])`.execute(tx)
  return rows.map((row) => ({ ...row, nearest: row.nearest ?? undefined }))
}

/** @param expression for to_tsquery, made of letters, digits and its own signs; empty finds all */
export async function search(tx: Tx, expression: string, { theme, audience, age, form, licence, longest, newest }: Filters, skip: number, most: number): Promise<{ readonly rows: readonly Hit[]; readonly total: number }> {
  type Row = { material_id: string; title: string; summary: string; excerpt: string; themes: string[]; audiences: Audience[]; minutes: number | null; licence: Licence; forms: Form[]; total: number }
  const { rows } = await sql<Row>`select material_id, title, summary, excerpt, themes, audiences, minutes, licence, forms, total
    from library.search(${expression}, ${theme}, ${audience}, ${age}, ${form}, ${licence}, ${longest}::integer, ${newest}, ${skip}::integer, ${most}::integer)`.execute(tx)
  return {
    rows: rows.map((row) => ({ id: row.material_id, title: row.title, summary: row.summary, excerpt: row.excerpt, themes: row.themes, audiences: row.audiences, minutes: row.minutes ?? undefined, licence: row.licence, forms: row.forms })),
    total: rows[0]?.total ?? 0,
  }
}
