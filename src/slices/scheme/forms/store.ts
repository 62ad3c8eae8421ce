import type { Tx } from '../../../platform/db.ts'
import { formSchema, type FormDefinition } from './definition.ts'
import { shippedForms } from './shipped/index.ts'

/** Saves the forms that come with the program, each with a locked first version. Those that are there already stay as they are: answers lean on them. */
export async function saveShippedForms(tx: Tx, now: Date): Promise<void> {
  await tx
    .insertInto('scheme.form')
    .values(shippedForms.map(({ code, name }) => ({ code, name: JSON.stringify(name) })))
    .onConflict((conflict) => conflict.column('code').doNothing())
    .execute()
  const saved = await tx.selectFrom('scheme.form').select(['id', 'code']).where('code', 'in', shippedForms.map(({ code }) => code)).execute()
  await tx
    .insertInto('scheme.form_version')
    .values(
      saved.map(({ id, code }) => ({
        form_id: id,
        number: 1,
        definition: JSON.stringify(formSchema.parse(shippedForms.find((form) => form.code === code)?.definition)),
        locked_at: now,
        changed_at: now,
        changed_by_name: 'Samspill',
      })),
    )
    .onConflict((conflict) => conflict.columns(['form_id', 'number']).doNothing())
    .execute()
}

/** Locked forms that have been read: a locked version never changes, and three hundred who save at once should not each have it read anew. */
const locked = new Map<string, FormDefinition>()
const mostKept = 60

/** The form of a version, whichever round or report leans on it. */
export async function loadFormDefinition(tx: Tx, versionId: string): Promise<FormDefinition | undefined> {
  const known = locked.get(versionId)
  if (known) return known
  const row = await tx.selectFrom('scheme.form_version').select(['definition', 'locked_at']).where('id', '=', versionId).executeTakeFirst()
  const definition = row && formSchema.parse(row.definition)
  if (definition && row.locked_at) {
    if (locked.size >= mostKept) locked.clear()
    locked.set(versionId, definition)
  }
  return definition
}
