import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { MaterialFor, ProposedMaterial } from '../../../ui/support-material.tsx'

const words = { measure: 'tiltak', network: 'nettverk', course: 'kurs' } as const

/** Support material that is used in a measure, a network or a course; and what shares a theme with it and may suit, for those who may put it in. */
export async function loadMaterialFor(tx: Tx, kind: keyof typeof words, id: string, themes: readonly string[], mayFind: boolean): Promise<MaterialFor> {
  const [rows, suggested] = await Promise.all([
    tx.selectFrom('library.material_use').select(['material_id', 'title']).where('kind', '=', kind).where('target_id', '=', id).orderBy('title').limit(50).execute(),
    mayFind && themes.length > 0 ? sql<{ id: string; title: string; themes: string[] }>`select s.id, s.title, s.themes from library.suggested(${[...themes]}::text[], 10) s`.execute(tx) : undefined,
  ])
  const used = rows.map((row) => ({ id: row.material_id ?? '', title: row.title ?? '' }))
  const proposed = (suggested?.rows ?? []).flatMap((row): ProposedMaterial[] => (used.some((one) => one.id === row.id) ? [] : [{ id: row.id, title: row.title, shared: row.themes.filter((code) => themes.includes(code)) }]))
  return { key: `${words[kind]}-${id}`, used, proposed: proposed.slice(0, 5), mayFind }
}
