import type { Actor } from '../../../kernel/actor.ts'
import { ticked } from '../../../kernel/fields.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import type { Translate } from '../../../texts/index.ts'
import type { FieldError } from '../../../ui/form.tsx'
import { limits, readList, type Choice } from './rules.ts'
import { loadChoices, loadCohorts } from './store.ts'

type Chosen = { readonly ids: readonly string[]; /** What in the pasted list is not understood. */ readonly error: FieldError | undefined }
/** Those who were ticked, and those in the pasted list. */
export async function chosenIn({ db }: Pick<Deps, 'db'>, actor: Actor, t: Translate, form: Readonly<Record<string, unknown>>): Promise<Chosen> {
  const boxes = ticked(form['barnehager'], limits.chosen).filter(looksLikeId)
  const list = typeof form['liste'] === 'string' ? form['liste'] : ''
  if (list.trim() === '') return { ids: boxes, error: undefined }
  if (list.length > limits.list) return { ids: boxes, error: { field: 'liste', text: t('choose.list.too-long') } }
  const { ids, unknown } = await reading(db, actor, async (tx) => readList(list, await loadChoices(tx)))
  const error = unknown.length === 0 ? undefined : { field: 'liste', text: t('choose.list.unknown', { lines: unknown.slice(0, 5).map((line) => `«${line}»`).join(', '), more: Math.max(0, unknown.length - 5) }) }
  return { ids: [...new Set([...boxes, ...ids])], error }
}

/** Those a link asks for: of a network, a cohort, an owner, or all. */
export async function askedFor(tx: Tx, actor: Actor, query: Readonly<Record<string, unknown>>, choices: readonly Choice[], networks: readonly { readonly id: string; readonly members: readonly string[] }[]): Promise<readonly string[]> {
  if (query['alle'] === '1') return choices.map(({ id }) => id)
  if (typeof query['eier'] === 'string') return choices.filter(({ ownerId }) => ownerId === query['eier']).map(({ id }) => id)
  const groups = typeof query['pulje'] === 'string' ? await loadCohorts(tx, actor.orgId) : networks
  return groups.find(({ id }) => id === (query['pulje'] ?? query['nettverk']))?.members ?? []
}
