import { sql } from 'kysely'
import type { Tx } from '../../../../platform/db.ts'
import { languages } from '../../../../kernel/language.ts'
import type { Words } from '../../schemes/rules.ts'
import { formSchema, questionsOf, type FormDefinition } from '../definition.ts'

export type FormVersion = { readonly id: string; readonly number: number; readonly definition: FormDefinition; readonly lockedAt: Date | undefined; readonly changedAt: Date; readonly changedBy: string }
/** A form with the newest version that the reader may see, and how many there are. `usedBy`: codes of the schemes whose rounds use one of them. */
export type Form = { readonly id: string; readonly managerId: string | undefined; readonly name: Words; readonly latest: FormVersion; readonly usedBy: readonly string[]; readonly versions: readonly { readonly number: number; readonly id: string; readonly lockedAt: Date | undefined; readonly rounds: number }[] }

const forms = (tx: Tx, orgId: string) =>
  tx
    .selectFrom('scheme.form as f')
    .innerJoin('scheme.form_version as v', 'v.form_id', 'f.id')
    .select(['f.id as form_id', 'f.manager_id', 'f.name', 'v.id', 'v.number', 'v.definition', 'v.locked_at', 'v.changed_at', 'v.changed_by_name'])
    .select((eb) => eb.selectFrom('scheme.round as r').whereRef('r.form_version_id', '=', 'v.id').select(({ fn }) => fn.countAll<string>().as('n')).as('rounds'))
    .select(sql<string[]>`array(select distinct r.scheme_code from scheme.round r where r.form_version_id = v.id)`.as('schemes'))
    .where((eb) => eb.or([eb('f.manager_id', 'is', null), eb('f.manager_id', '=', orgId)]))
    .orderBy('f.code')
    .orderBy('f.id')
    .orderBy('v.number', 'desc')

type Row = Awaited<ReturnType<ReturnType<typeof forms>['execute']>>[number]
const versionOf = (row: Pick<Row, 'id' | 'number' | 'definition' | 'locked_at' | 'changed_at' | 'changed_by_name'>): FormVersion => ({
  id: row.id,
  number: row.number,
  definition: formSchema.parse(row.definition),
  lockedAt: row.locked_at ?? undefined,
  changedAt: row.changed_at,
  changedBy: row.changed_by_name,
})
const formsOf = (rows: readonly Row[]): readonly Form[] =>
  [...Map.groupBy(rows, (row) => row.form_id).values()].flatMap((list) => {
    const [first] = list
    if (!first) return []
    const versions = list.map(({ number, id, locked_at, rounds }) => ({ number, id, lockedAt: locked_at ?? undefined, rounds: Number(rounds) }))
    return [{ id: first.form_id, managerId: first.manager_id ?? undefined, name: wordsOf(first.name), latest: versionOf(first), usedBy: list.flatMap(({ schemes }) => schemes), versions }]
  })

const wordsOf = (stored: unknown): Words => {
  const named: Readonly<Record<string, unknown>> = typeof stored === 'object' && stored !== null ? Object.fromEntries(Object.entries(stored)) : {}
  const [nb, nn, en] = languages.map((language) => (typeof named[language] === 'string' ? named[language] : ''))
  return { nb: nb ?? '', nn: nn ?? '', en: en ?? '' }
}

/** The forms that came with the program, and the county governor's own. */
export const loadForms = async (tx: Tx, orgId: string): Promise<readonly Form[]> => formsOf(await forms(tx, orgId).execute())

export const loadForm = async (tx: Tx, orgId: string, id: string): Promise<Form | undefined> => formsOf(await forms(tx, orgId).where('f.id', '=', id).execute())[0]

/** A version to copy or to look at: of a form the county governor may use. */
export async function loadVersion(tx: Tx, orgId: string, versionId: string): Promise<(FormVersion & { readonly formId: string; readonly name: Words }) | undefined> {
  const row = await forms(tx, orgId).where('v.id', '=', versionId).executeTakeFirst()
  return row && { ...versionOf(row), formId: row.form_id, name: wordsOf(row.name) }
}

/** The draft of one's own form; everyone else who wants to change it waits until this transaction is over. */
export async function lockDraft(tx: Tx, orgId: string, formId: string): Promise<FormVersion | undefined> {
  const row = await tx
    .selectFrom('scheme.form_version as v')
    .innerJoin('scheme.form as f', 'f.id', 'v.form_id')
    .select(['v.id', 'v.number', 'v.definition', 'v.locked_at', 'v.changed_at', 'v.changed_by_name'])
    .where('f.id', '=', formId)
    .where('f.manager_id', '=', orgId)
    .where('v.locked_at', 'is', null)
    .forUpdate('v')
    .executeTakeFirst()
  return row && versionOf(row)
}

/** The newest locked version of a form, which a draft is compared with. */
export async function loadLocked(tx: Tx, formId: string): Promise<FormVersion | undefined> {
  const row = await tx.selectFrom('scheme.form_version').select(['id', 'number', 'definition', 'locked_at', 'changed_at', 'changed_by_name']).where('form_id', '=', formId).where('locked_at', 'is not', null).orderBy('number', 'desc').executeTakeFirst()
  return row && versionOf(row)
}

/** Every key that any version of the form has had. */
export async function keysUsed(tx: Tx, formId: string): Promise<ReadonlySet<string>> {
  const rows = await tx.selectFrom('scheme.form_version').select('definition').where('form_id', '=', formId).execute()
  return new Set(rows.flatMap(({ definition }) => [...formSchema.parse(definition).sections.map(({ key }) => key), ...questionsOf(formSchema.parse(definition)).map(({ key }) => key)]))
}

type By = { readonly name: string; readonly at: Date }
export async function insertForm(tx: Tx, managerId: string, name: Words, definition: FormDefinition, by: By): Promise<string> {
  const { id } = await tx.insertInto('scheme.form').values({ manager_id: managerId, name: JSON.stringify(name) }).returning('id').executeTakeFirstOrThrow()
  await tx.insertInto('scheme.form_version').values({ form_id: id, number: 1, definition: JSON.stringify(formSchema.parse(definition)), changed_at: by.at, changed_by_name: by.name }).execute()
  return id
}

/** Begins the next version where the newest ends. When somebody else has just done so, that one is used. */
export async function insertVersion(tx: Tx, formId: string, definition: FormDefinition, by: By): Promise<void> {
  await tx.selectFrom('scheme.form').select('id').where('id', '=', formId).forNoKeyUpdate().execute()
  const { number, draft } = await tx.selectFrom('scheme.form_version').select((eb) => [eb.fn.max('number').as('number'), sql<boolean>`bool_or(locked_at is null)`.as('draft')]).where('form_id', '=', formId).executeTakeFirstOrThrow()
  if (!draft) await tx.insertInto('scheme.form_version').values({ form_id: formId, number: number + 1, definition: JSON.stringify(formSchema.parse(definition)), changed_at: by.at, changed_by_name: by.name }).execute()
}

/** Whatever the editor was sent, only what can be read again is stored. */
export const saveDraft = (tx: Tx, versionId: string, definition: FormDefinition, by: By) =>
  tx.updateTable('scheme.form_version').set({ definition: JSON.stringify(formSchema.parse(definition)), changed_at: by.at, changed_by_name: by.name }).where('id', '=', versionId).where('locked_at', 'is', null).execute()

export const lockVersion = (tx: Tx, versionId: string, by: By) =>
  tx.updateTable('scheme.form_version').set({ locked_at: by.at, changed_at: by.at, changed_by_name: by.name }).where('id', '=', versionId).where('locked_at', 'is', null).execute()

/** The database holds back what is locked. */
export const deleteDraft = (tx: Tx, versionId: string) => tx.deleteFrom('scheme.form_version').where('id', '=', versionId).where('locked_at', 'is', null).executeTakeFirst()
/** A form of one's own that has no version left. */
export const deleteForm = (tx: Tx, orgId: string, formId: string) => tx.deleteFrom('scheme.form').where('id', '=', formId).where('manager_id', '=', orgId).executeTakeFirst()

export const saveName = (tx: Tx, orgId: string, formId: string, name: Words) => tx.updateTable('scheme.form').set({ name: JSON.stringify(name) }).where('id', '=', formId).where('manager_id', '=', orgId).executeTakeFirst()
