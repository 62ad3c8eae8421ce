import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import { flowSchema, type Flow } from './definition.ts'
import { standardFlow } from './standard-flow.ts'

/** A version of a team's flow chart, as the cases that run on it know it. */
export type FlowVersion = { readonly versionId: string; readonly number: number; readonly flow: Flow }

/** What the pages tell about a version, without the chart itself. */
export type VersionLine = { readonly versionId: string; readonly number: number; readonly status: 'published' | 'retired'; readonly publishedAt: Date; readonly publishedBy: string }

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

/** Gives a team that has no flow chart the standard one, published as number 1. False for a team that has one: nothing is done. */
export async function saveStandardFlow(tx: Tx, teamOrgId: string, by: string, at: Date): Promise<boolean> {
  const there = await tx.selectFrom('guidance.flow_version').select('id').where('team_org_id', '=', teamOrgId).where('status', '=', 'published').executeTakeFirst()
  if (there) return false
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('guidance.flow_version')
    .values({ team_org_id: teamOrgId, number: sql<number>`coalesce((select max(number) from guidance.flow_version where team_org_id = ${teamOrgId}), 0) + 1`, status: 'published', definition: JSON.stringify(standardFlow), changed_at: at, changed_by: by, published_at: at, published_by: by })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** All versions that hold or have held, newest first. */
export async function loadVersions(tx: Tx, teamOrgId: string): Promise<VersionLine[]> {
  const rows = await tx
    .selectFrom('guidance.flow_version')
    .select(['id', 'number', 'status', 'published_at', 'published_by', 'changed_at', 'changed_by'])
    .where('team_org_id', '=', teamOrgId)
    .where('status', '<>', 'draft')
    .orderBy('number', 'desc')
    .execute()
  return rows.map((row) => ({
    versionId: row.id,
    number: row.number,
    status: row.status === 'published' ? 'published' : 'retired',
    publishedAt: row.published_at ?? row.changed_at,
    publishedBy: row.published_by ?? row.changed_by,
  }))
}

/** How many running cases each version has, of those the actor may see. */
export async function countRunning(tx: Tx, teamOrgId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .selectFrom('guidance.case')
    .select(['flow_version_id', sql<number>`count(*)`.as('cases')])
    .where('team_org_id', '=', teamOrgId)
    .where('state', '=', 'running')
    .groupBy('flow_version_id')
    .execute()
  return new Map(rows.map((row) => [row.flow_version_id ?? '', row.cases]))
}

export type Team = { readonly id: string; readonly name: string }

/** A team by its id, when it has published a flow chart. */
export const loadTeam = (tx: Tx, teamOrgId: string): Promise<Team | undefined> =>
  tx
    .selectFrom('register.organisation as o')
    .innerJoin('guidance.flow_version as v', 'v.team_org_id', 'o.id')
    .select(['o.id', 'o.name'])
    .where('o.id', '=', teamOrgId)
    .where('v.status', '=', 'published')
    .executeTakeFirst()

/** The teams whose flow chart somebody from an organisation may want to see: its own when it is a team, else the one that serves it, else all. */
export async function loadTeams(tx: Tx, orgId: string | undefined, onlyOwn: boolean): Promise<Team[]> {
  const all = await tx
    .selectFrom('guidance.flow_version as v')
    .innerJoin('register.organisation as o', 'o.id', 'v.team_org_id')
    .leftJoin('register.served_by as s', (join) => join.onRef('s.team_id', '=', 'o.id').on('s.kindergarten_id', '=', orgId ?? null))
    .select(['o.id', 'o.name', sql<boolean>`s.kindergarten_id is not null or o.id = ${orgId ?? null}::uuid`.as('mine')])
    .where('v.status', '=', 'published')
    .orderBy('o.name')
    .limit(500)
    .execute()
  const mine = all.filter((team) => team.mine)
  return (mine.length > 0 || onlyOwn ? mine : all).map(({ id, name }) => ({ id, name }))
}
