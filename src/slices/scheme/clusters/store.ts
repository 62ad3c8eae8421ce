import { sql } from 'kysely'
import { oreFrom, type Ore } from '../../../kernel/money.ts'
import type { Tx } from '../../../platform/db.ts'
import type { Comparable, Why } from './proposals/rules.ts'

/** Nobody else sorts the round's reports until the transaction is over. */
export const lockBench = (tx: Tx, roundId: string) => sql`select pg_advisory_xact_lock(hashtextextended(${`clusters ${roundId}`}, 0))`.execute(tx)

const handled = sql<string>`(select scheme.handled_reports())`
/** Reports that lie in a cluster the actor is barred from are a colleague's to sort. */
const inBarredCluster = sql<boolean>`exists (select from scheme.cluster_place p where p.report_id = r.id and p.until is null and p.cluster_id in (select scheme.barred_clusters()))`

export type BenchReport = Comparable & {
  readonly reference: string
  readonly title: string
  readonly leadName: string
  readonly network: string | undefined
  readonly partnerName: string | undefined
  readonly kindergartens: number
  readonly staff: number
  readonly asked: Ore
}

/** The sent reports of a round that the actor handles, with the owner's own words, and where their kindergartens are. */
export async function loadReports(tx: Tx, roundId: string): Promise<readonly BenchReport[]> {
  const [rows, places, asked] = await Promise.all([
    tx
      .selectFrom('scheme.report as r')
      .innerJoin('scheme.report_fact as f', 'f.report_id', 'r.id')
      .innerJoin('register.organisation as o', 'o.id', 'r.lead_id')
      .leftJoin('register.organisation as u', 'u.id', 'f.partner_id')
      .select(['r.id', 'r.reference', 'r.strand', 'r.lead_id', 'r.network_name', 'o.name as lead_name', 'o.kind as lead_kind', 'f.title', 'f.need', 'f.goals', 'f.themes', 'f.partner_id', 'u.name as partner_name', 'f.kindergartens', 'f.staff'])
      .where('r.round_id', '=', roundId)
      .where('r.state', '=', 'submitted')
      // An applicant may read what they have sent themselves: the workbench is for those who handle it.
      .where('r.id', 'in', handled)
      .where((eb) => eb.not(inBarredCluster))
      .orderBy('r.reference')
      .execute(),
    tx
      .selectFrom('scheme.report_party as p')
      .innerJoin('scheme.report as r', 'r.id', 'p.report_id')
      .innerJoin('register.organisation_card as k', 'k.id', 'p.org_id')
      .leftJoin('register.register_fact as g', 'g.organisation_id', 'p.org_id')
      .select((eb) => ['p.report_id', sql<string[]>`coalesce(array_agg(distinct k.municipality_id::text) filter (where k.municipality_id is not null), '{}')`.as('municipalities'), eb.fn.avg<number | null>('g.latitude').as('latitude'), eb.fn.avg<number | null>('g.longitude').as('longitude')])
      .where('r.round_id', '=', roundId)
      .where('p.part', '=', 'kindergarten')
      .where('p.state', '<>', 'declined')
      .groupBy('p.report_id')
      .execute(),
    tx
      .selectFrom('scheme.report_amount as a')
      .innerJoin('scheme.report as r', 'r.id', 'a.report_id')
      .select((eb) => ['a.report_id', eb.fn.sum<number>('a.ore').as('ore')])
      .where('r.round_id', '=', roundId)
      .groupBy('a.report_id')
      .execute(),
  ])
  const placeOf = new Map(places.map((one) => [one.report_id, one]))
  const askedBy = new Map(asked.map((one) => [one.report_id, oreFrom(one.ore)]))
  return rows.map((row) => {
    const place = placeOf.get(row.id)
    const municipalities = place && place.municipalities.length > 0 ? place.municipalities : row.lead_kind === 'municipality' ? [row.lead_id] : []
    return {
      id: row.id, reference: row.reference ?? '', title: row.title, need: row.need, goals: row.goals, themes: row.themes, strand: row.strand, leadName: row.lead_name, network: row.network_name ?? undefined,
      partner: row.partner_id ?? undefined, partnerName: row.partner_name ?? undefined, kindergartens: row.kindergartens, staff: row.staff, asked: askedBy.get(row.id) ?? oreFrom(0), municipalities,
      position: place && place.latitude !== null && place.longitude !== null ? { latitude: Number(place.latitude), longitude: Number(place.longitude) } : undefined,
    }
  })
}

/** The names of organisations, by id. */
export async function loadNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.selectFrom('register.organisation').select(['id', 'name']).where('id', '=', sql<string>`any (${[...ids]}::uuid[])`).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export type Cluster = { readonly id: string; readonly name: string; readonly version: number; readonly reports: readonly string[]; readonly madeFrom: string; readonly madeAt: Date; readonly madeBy: string; readonly joint: { readonly text: string; readonly at: Date; readonly by: string } | undefined }

/** The clusters of a round that the actor sees, by name; of their reports, those that the actor handles. */
export async function loadClusters(tx: Tx, roundId: string): Promise<readonly Cluster[]> {
  const rows = await tx
    .selectFrom('scheme.cluster as c')
    .leftJoin('scheme.cluster_place as p', (join) => join.onRef('p.cluster_id', '=', 'c.id').on('p.until', 'is', null))
    .select(['c.id', 'c.name', 'c.version', 'c.made_from', 'c.made_at', 'c.made_by_name', 'c.joint_text', 'c.joint_at', 'c.joint_by_name'])
    .select((eb) => eb.fn<string[]>('array_remove', [eb.fn('array_agg', ['p.report_id']), sql`null`]).as('reports'))
    .where('c.round_id', '=', roundId)
    .where('c.ended_at', 'is', null)
    .groupBy('c.id')
    .orderBy(sql`c.name collate "nb-NO-x-icu"`)
    .orderBy('c.id')
    .execute()
  return rows.map((row) => ({
    id: row.id, name: row.name, version: row.version, reports: [...row.reports].sort(), madeFrom: row.made_from, madeAt: row.made_at, madeBy: row.made_by_name,
    joint: row.joint_text === null || row.joint_at === null ? undefined : { text: row.joint_text, at: row.joint_at, by: row.joint_by_name ?? '' },
  }))
}

/** The sent reports of a round that the actor may sort, in the order of the round. */
export const loadSortable = async (tx: Tx, roundId: string): Promise<readonly string[]> =>
  (await tx.selectFrom('scheme.report as r').select('r.id').where('r.round_id', '=', roundId).where('r.state', '=', 'submitted').where('r.id', 'in', handled).where((eb) => eb.not(inBarredCluster)).orderBy('r.reference').execute()).map(({ id }) => id)

export type NewCluster = { readonly roundId: string; readonly name: string; readonly madeFrom: 'proposal' | 'people' | 'merge' | 'split'; readonly why: Why | undefined; readonly joint: { readonly text: string; readonly at: Date; readonly by: string } | undefined }

export async function insertCluster(tx: Tx, one: NewCluster, by: string, now: Date): Promise<string> {
  const { id } = await tx
    .insertInto('scheme.cluster')
    .values({ round_id: one.roundId, name: one.name, made_from: one.madeFrom, why: JSON.stringify(one.why ?? {}), made_at: now, made_by_name: by, joint_text: one.joint?.text ?? null, joint_at: one.joint?.at ?? null, joint_by_name: one.joint?.by ?? null })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Reports leave where they are, and go to a cluster or nowhere. Where they have been is kept. */
export async function savePlaces(tx: Tx, reports: readonly string[], clusterId: string | undefined, by: string, now: Date): Promise<void> {
  await tx.updateTable('scheme.cluster_place').set({ until: now, until_by_name: by }).where('report_id', 'in', [...reports]).where('until', 'is', null).execute()
  if (clusterId) await tx.insertInto('scheme.cluster_place').values(reports.map((report_id) => ({ cluster_id: clusterId, report_id, since: now, by_name: by }))).execute()
}

export const endClusters = (tx: Tx, ids: readonly string[], by: string, now: Date) =>
  ids.length === 0 ? Promise.resolve([]) : tx.updateTable('scheme.cluster').set({ ended_at: now, ended_by_name: by }).where('id', 'in', [...ids]).where('ended_at', 'is', null).execute()

/** Those who have the page open learn that it has changed. */
export const countUp = (tx: Tx, ids: readonly string[]) => (ids.length === 0 ? Promise.resolve([]) : tx.updateTable('scheme.cluster').set({ version: sql`version + 1` }).where('id', 'in', [...ids]).where('ended_at', 'is', null).execute())

export const saveName = (tx: Tx, id: string, name: string) => tx.updateTable('scheme.cluster').set({ name, version: sql`version + 1` }).where('id', '=', id).execute()

export const saveJoint = (tx: Tx, id: string, text: string, by: string, now: Date) =>
  tx
    .updateTable('scheme.cluster')
    .set(text === '' ? { joint_text: null, joint_at: null, joint_by_name: null, version: sql`version + 1` } : { joint_text: text, joint_at: now, joint_by_name: by, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
