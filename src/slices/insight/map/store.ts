import { sql } from 'kysely'
import type { Actor } from '../../../kernel/actor.ts'
import type { Tx } from '../../../platform/db.ts'
import type { Boundary } from './boundaries.ts'
import type { Layer, Place, Standing } from './rules.ts'

/** The open kindergartens the actor works with, by name: those the team serves, those the owner owns, those in the municipality or the county. */
export async function loadPlaces(tx: Tx, actor: Actor, layer: Layer): Promise<readonly Place[]> {
  const ids = await idsFor(tx, actor)
  if (ids.length === 0) return []
  const among = sql<string>`any(${ids}::uuid[])`
  const [facts, cards, standing] = await Promise.all([
    tx.selectFrom('register.kindergarten_fact').select(['kindergarten_id', 'ownership', 'capacity', 'latitude', 'longitude', 'municipality_id']).where('kindergarten_id', '=', among).execute(),
    tx.selectFrom('register.organisation_card').select(['id', 'name']).where('id', '=', among).orderBy('name').orderBy('id').execute(),
    loadStanding[layer](tx, actor),
  ])
  const names = await tx.selectFrom('register.organisation_card').select(['id', 'full_name']).where('id', '=', sql<string>`any(${[...new Set(facts.flatMap(({ municipality_id: id }) => id ?? []))]}::uuid[])`).execute()
  const municipalities = new Map(names.map((row) => [row.id, row.full_name ?? '']))
  const factOf = new Map(facts.map((row) => [row.kindergarten_id, row]))
  return cards.flatMap(({ id, name }): readonly Place[] => {
    const fact = factOf.get(id)
    if (!id || !fact) return []
    const { latitude, longitude, municipality_id: municipalityId } = fact
    return [{
      id, name: name ?? '', ownership: fact.ownership ?? undefined, capacity: fact.capacity ?? undefined, municipalityId: municipalityId ?? undefined, municipality: municipalityId ? municipalities.get(municipalityId) : undefined,
      at: latitude === null || longitude === null ? undefined : { latitude: Number(latitude), longitude: Number(longitude) }, standing: standing.get(id) ?? 'none',
    }]
  })
}

async function idsFor(tx: Tx, { role, orgId }: Actor): Promise<readonly string[]> {
  if (role === 'adviser' || role === 'team-leader') return (await tx.selectFrom('register.team_kindergarten').select('kindergarten_id').where('team_id', '=', orgId).execute()).flatMap((row) => row.kindergarten_id ?? [])
  const column = role === 'county-governor' ? 'governor_id' : role === 'authority' ? 'municipality_id' : 'owner_id'
  return (await tx.selectFrom('register.kindergarten_profile').select('kindergarten_id').where(column, '=', orgId).where('closed_on', 'is', null).execute()).flatMap((row) => row.kindergarten_id ?? [])
}

/** How it stands with those there is something to say of, with the reader's own rights in each view. */
const loadStanding: Readonly<Record<Layer, (tx: Tx, actor: Actor) => Promise<ReadonlyMap<string, Standing>>>> = {
  ownership: async () => new Map(),
  guidance: async (tx, { orgId }) => {
    const rows = await tx.selectFrom('guidance.theme_asked').select(['kindergarten_id', sql<boolean>`bool_or(state = 'running')`.as('running')]).where('team_id', '=', orgId).groupBy('kindergarten_id').execute()
    return new Map(rows.map((row) => [row.kindergarten_id ?? '', row.running ? 'now' : 'before']))
  },
  unseen: async (tx, { orgId }) => {
    const rows = await tx
      .selectFrom('insight.unseen_line as l')
      .innerJoin('insight.unseen_run as r', 'r.id', 'l.run_id')
      .select('l.kindergarten_id')
      .where('r.team_org_id', '=', orgId)
      .where('r.made_on', '=', (query) => query.selectFrom('insight.unseen_run as o').select((select) => select.fn.max('o.made_on').as('last')).where('o.team_org_id', '=', orgId))
      .execute()
    return new Map(rows.map((row) => [row.kindergarten_id, 'now']))
  },
  grant: async (tx) => {
    const rows = await tx.selectFrom('scheme.theme_reported').select(['kindergarten_id', 'kindergarten_year']).where('granted', '=', true).execute()
    const newest = rows.reduce((most, row) => Math.max(most, row.kindergarten_year ?? 0), 0)
    // The newest year last, so that it stands.
    return new Map(rows.toSorted((a, b) => (a.kindergarten_year ?? 0) - (b.kindergarten_year ?? 0)).map((row) => [row.kindergarten_id ?? '', row.kindergarten_year === newest ? 'now' : 'before']))
  },
}

/** The boundaries that have been imported of these municipalities, with whom to thank. */
export async function loadBoundaries(tx: Tx, municipalities: readonly string[]): Promise<readonly { readonly geometry: Boundary['geometry']; readonly credit: string }[]> {
  if (municipalities.length === 0) return []
  const rows = await tx.selectFrom('insight.boundary').select(['geometry', 'credit']).where('municipality_id', '=', sql<string>`any(${municipalities}::uuid[])`).execute()
  return rows.map((row) => ({ geometry: row.geometry as unknown as Boundary['geometry'], credit: row.credit }))
}

/** Puts each boundary in the place of the one there was. */
export async function saveBoundaries(tx: Tx, boundaries: readonly { readonly municipalityId: string; readonly geometry: Boundary['geometry'] }[], credit: string, now: Date): Promise<void> {
  for (const { municipalityId, geometry } of boundaries)
    await tx
      .insertInto('insight.boundary')
      .values({ municipality_id: municipalityId, geometry: JSON.stringify(geometry), credit, imported_at: now })
      .onConflict((conflict) => conflict.column('municipality_id').doUpdateSet((row) => ({ geometry: row.ref('excluded.geometry'), credit: row.ref('excluded.credit'), imported_at: row.ref('excluded.imported_at') })))
      .execute()
}
