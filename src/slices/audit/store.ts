import { sql } from 'kysely'
import type { Actor } from '../../kernel/actor.ts'
import type { Tx } from '../../platform/db.ts'
import type { Happening, Moment } from './rules.ts'

export const saveEvents = (tx: Tx, done: readonly { readonly actor: Actor | undefined; readonly event: Happening }[], at: Date) =>
  tx
    .insertInto('audit.event')
    .values(done.map(({ actor, event }) => ({
      at,
      kind: event.kind,
      about_kind: event.about.kind,
      about_id: event.about.id,
      reader_org_ids: [...event.readers],
      visibility: event.visibility,
      person_id: actor?.personId ?? null,
      membership_id: actor?.membershipId ?? null,
      role: actor?.role ?? 'system',
      org_id: actor?.orgId ?? null,
      who: actor?.name ?? 'Samspill',
      on_behalf_of: actor?.onBehalfOf?.name ?? null,
      data: JSON.stringify(event.data ?? {}),
    })))
    .execute()

/** What has happened to something, oldest first; row-level security leaves out what the actor may not see. */
export async function loadTimeline(tx: Tx, aboutId: string): Promise<Moment[]> {
  const rows = await tx.selectFrom('audit.event').select(['id', 'at', 'kind', 'who', 'role', 'on_behalf_of', 'visibility', 'data']).where('about_id', '=', aboutId).orderBy('at').orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    kind: row.kind,
    who: row.who,
    role: row.role as Moment['role'],
    onBehalfOf: row.on_behalf_of ?? undefined,
    internal: row.visibility === 'internal',
    data: row.data as Moment['data'],
  }))
}

/** How many things have happened to something after `since`, not counting the kinds named. */
export const countSince = async (tx: Tx, aboutId: string, since: Date, except: readonly string[]): Promise<number> =>
  (await tx.selectFrom('audit.event').select((eb) => eb.fn.countAll<number>().as('n')).where('about_id', '=', aboutId).where('at', '>', since).where('kind', 'not in', [...except]).executeTakeFirstOrThrow()).n

export const saveReading = (tx: Tx, actor: Actor, page: string, aboutId: string, readers: readonly string[], at: Date) =>
  tx
    .insertInto('audit.reading')
    .values({ at, page, about_id: aboutId, person_id: actor.personId, org_id: actor.orgId, role: actor.role, who: actor.name, reader_org_ids: [...readers] })
    .execute()

/** Who has opened something, and which page of it: the last time of each day, newest first. */
export const loadReadings = (tx: Tx, aboutId: string) =>
  tx
    .selectFrom('audit.reading')
    .select(['who', 'role', 'org_id', 'page'])
    .select((eb) => eb.fn.max('at').as('at'))
    .where('about_id', '=', aboutId)
    .groupBy(['person_id', 'who', 'role', 'org_id', 'page', sql`(at at time zone 'Europe/Oslo')::date`])
    .orderBy('at', 'desc')
    .limit(200)
    .execute()
