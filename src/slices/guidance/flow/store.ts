import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import { flowSchema, type Flow } from './definition.ts'
import { standardFlow } from './standard-flow.ts'

/** A version of a team's flow chart, as the cases that run on it know it. */
export type FlowVersion = { readonly versionId: string; readonly number: number; readonly flow: Flow }

/** What the pages tell about a version, without the chart itself. */
export type VersionLine = { readonly versionId: string; readonly number: number; readonly status: 'published' | 'retired'; readonly publishedAt: Date; readonly publishedBy: string }

export type Draft = FlowVersion & { readonly changedAt: Date; readonly changedBy: string }

// A version never changes once it is published (a trigger sees to it), so it is read and parsed once for the life of the process.
const parsed = new Map<string, Flow>()

async function flowOf(tx: Tx, versionId: string): Promise<Flow> {
  const known = parsed.get(versionId)
  if (known) return known
  const { definition } = await tx.selectFrom('guidance.flow_version').select('definition').where('id', '=', versionId).executeTakeFirstOrThrow()
  const flow = flowSchema.parse(definition)
  parsed.set(versionId, flow)
  return flow
}

/** The flow chart that new cases of the team get; undefined when the team has not published any. */
export async function publishedFlow(tx: Tx, teamOrgId: string): Promise<FlowVersion | undefined> {
  const row = await tx.selectFrom('guidance.flow_version').select(['id', 'number']).where('team_org_id', '=', teamOrgId).where('status', '=', 'published').executeTakeFirst()
  return row && { versionId: row.id, number: row.number, flow: await flowOf(tx, row.id) }
}

/** The version a case runs on, published or retired. */
export async function flowOfVersion(tx: Tx, versionId: string): Promise<FlowVersion | undefined> {
  const row = await tx.selectFrom('guidance.flow_version').select(['id', 'number']).where('id', '=', versionId).where('status', '<>', 'draft').executeTakeFirst()
  return row && { versionId: row.id, number: row.number, flow: await flowOf(tx, row.id) }
}

/** Gives a team that has no flow chart the standard one, published as number 1. Does nothing for a team that has one. */
export async function saveStandardFlow(tx: Tx, teamOrgId: string, by: string, at: Date): Promise<void> {
  const there = await tx.selectFrom('guidance.flow_version').select('id').where('team_org_id', '=', teamOrgId).where('status', '=', 'published').executeTakeFirst()
  if (there) return
  await tx
    .insertInto('guidance.flow_version')
    .values({ team_org_id: teamOrgId, number: sql<number>`coalesce((select max(number) from guidance.flow_version where team_org_id = ${teamOrgId}), 0) + 1`, status: 'published', definition: JSON.stringify(standardFlow), changed_at: at, changed_by: by, published_at: at, published_by: by })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
