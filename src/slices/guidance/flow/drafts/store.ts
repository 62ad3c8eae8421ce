import { sql } from 'kysely'
import type { Tx } from '../../../../platform/db.ts'
import { flowSchema, type Flow } from '../definition.ts'

/** A team's draft: at most one at a time. It becomes the version of this number. */
export type Draft = { readonly id: string; readonly number: number; readonly flow: Flow; readonly changedAt: Date; readonly changedBy: string }

const draft = (tx: Tx, teamOrgId: string) =>
  tx.selectFrom('guidance.flow_version').select(['id', 'number', 'definition', 'changed_at', 'changed_by']).where('team_org_id', '=', teamOrgId).where('status', '=', 'draft')

type Row = Awaited<ReturnType<ReturnType<typeof draft>['executeTakeFirstOrThrow']>>
const draftOf = (row: Row | undefined): Draft | undefined =>
  row && { id: row.id, number: row.number, flow: flowSchema.parse(row.definition), changedAt: row.changed_at, changedBy: row.changed_by }

export const loadDraft = async (tx: Tx, teamOrgId: string): Promise<Draft | undefined> => draftOf(await draft(tx, teamOrgId).executeTakeFirst())

/** As `loadDraft`, and everyone else who wants to change it waits until this transaction is over. */
export const lockDraft = async (tx: Tx, teamOrgId: string): Promise<Draft | undefined> => draftOf(await draft(tx, teamOrgId).forUpdate().executeTakeFirst())

/** Makes the draft if there is none; somebody else's that came first is kept. */
export const createDraft = (tx: Tx, teamOrgId: string, flow: Flow, by: string, at: Date) =>
  tx
    .insertInto('guidance.flow_version')
    .values({
      team_org_id: teamOrgId,
      number: sql<number>`coalesce((select max(number) from guidance.flow_version where team_org_id = ${teamOrgId}), 0) + 1`,
      status: 'draft',
      definition: JSON.stringify(flowSchema.parse(flow)),
      changed_at: at,
      changed_by: by,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

/** Whatever the editor was sent, only what can be read again is stored. */
export const saveDraft = (tx: Tx, draftId: string, flow: Flow, by: string, at: Date) =>
  tx.updateTable('guidance.flow_version').set({ definition: JSON.stringify(flowSchema.parse(flow)), changed_at: at, changed_by: by }).where('id', '=', draftId).where('status', '=', 'draft').execute()

/** The old published version steps aside before the new one takes its place: the database allows one at a time. */
export async function publishDraft(tx: Tx, teamOrgId: string, draftId: string, by: string, at: Date): Promise<void> {
  await tx.updateTable('guidance.flow_version').set({ status: 'retired' }).where('team_org_id', '=', teamOrgId).where('status', '=', 'published').execute()
  await tx.updateTable('guidance.flow_version').set({ status: 'published', published_at: at, published_by: by }).where('id', '=', draftId).execute()
}
