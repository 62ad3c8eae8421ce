import type { Actor } from '../../../kernel/actor.ts'
import { kindergartenYearOf, osloDate, startOfDayOslo, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import { keptFrom, type Keep } from '../../../kernel/retention.ts'
import { reading, system, writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import { hashOf } from '../../../platform/link-secrets.ts'
import * as audit from '../../audit/index.ts'
import { actorNow } from '../../identity/index.ts'
import { loadLines } from './lines/store.ts'
import { addDay, feedDays, mayHaveFeed, yearDays, type AddDayRefusal, type DayKind, type FeedRefusal, type Line } from './rules.ts'
import { feedToken, looksLikeFeedToken } from './secrets.ts'
import * as store from './store.ts'

/** A head sets days aside for the own kindergarten. */
export const setAside = ({ db, now }: Deps, actor: Actor, typed: { readonly kind: DayKind; readonly title: string; readonly from: LocalDate; readonly last: LocalDate }): Promise<Decision<AddDayRefusal | 'not-found', { readonly kind: string }>> =>
  writing(db, actor, async (tx) => {
    const at = now()
    const today = osloDate(at)
    const kindergarten = await store.lockKindergarten(tx, actor.orgId)
    if (!kindergarten) return refuse('not-found')
    const kept = await store.loadDays(tx, actor.orgId, yearDays(kindergartenYearOf(typed.from)))
    const decision = addDay(typed, { today, kept: kept.length, closedOn: kindergarten.closedOn, there: kept.some(({ kind, from }) => kind === typed.kind && from === typed.from) })
    if (!decision.ok) return decision
    await store.insertDay(tx, actor.orgId, kindergarten.regionId, typed, actor.name, at)
    await record(tx, actor, decision.event.kind, at)
    return decision
  })

export const takeDayAway = ({ db, now }: Deps, actor: Actor, id: string): Promise<boolean> =>
  writing(db, actor, async (tx) => {
    const gone = await store.deleteDay(tx, id, actor.orgId)
    if (gone) await record(tx, actor, 'measures.planning-day-removed', now())
    return gone
  })

/** A new address for one's own calendar; the one before stops working at once. */
export const makeFeed = ({ db, now, config }: Deps, actor: Actor): Promise<Decision<FeedRefusal, { readonly kind: string }>> =>
  writing(db, actor, async (tx) => {
    const decision = mayHaveFeed(actor.onBehalfOf !== undefined)
    if (!decision.ok) return decision
    const id = crypto.randomUUID()
    await store.lockFeed(tx, actor.membershipId)
    await store.revokeFeed(tx, actor.personId, actor.membershipId, now())
    await store.insertFeed(tx, { id, personId: actor.personId, membershipId: actor.membershipId, language: actor.language, hash: hashOf(feedToken(config, id)) }, now())
    await record(tx, actor, decision.event.kind, now())
    return decision
  })

/** The address stops working, whoever has it. */
export const stopFeed = ({ db, now }: Deps, actor: Actor): Promise<boolean> =>
  writing(db, actor, async (tx) => {
    const stopped = await store.revokeFeed(tx, actor.personId, actor.membershipId, now())
    if (stopped) await record(tx, actor, 'measures.feed-stopped', now())
    return stopped
  })

type Fetched = { readonly actor: Actor; readonly language: store.FeedOf['language']; readonly lines: readonly Line[]; /** The start of the day: the same content all day when nothing has changed. */ readonly at: Date }
/** What a calendar fetches: read as the person, with the rights the person has today. `gone`: the address has been revoked, or the role has ended. */
export async function fetchFeed({ db, now }: Deps, token: string): Promise<Decision<'not-found' | 'gone', Fetched>> {
  if (!looksLikeFeedToken(token)) return refuse('not-found')
  const at = now()
  const found = await reading(db, system, async (tx) => {
    const feed = await store.findFeed(tx, hashOf(token))
    return feed && { feed, actor: feed.revoked ? undefined : await actorNow(tx, feed.personId, feed.membershipId, at) }
  })
  if (!found) return refuse('not-found')
  const { feed, actor } = found
  if (!actor) return refuse('gone')
  // To the hour: enough to see that it is in use.
  if (!feed.fetchedAt || at.getTime() - feed.fetchedAt.getTime() > 3_600_000) await writing(db, system, (tx) => store.saveFetched(tx, feed.id, at))
  const today = osloDate(at)
  const lines = await reading(db, actor, (tx) => loadLines(tx, actor.role, feedDays(today)))
  return accept({ actor, language: feed.language, lines, at: startOfDayOslo(today) })
}

/** Days and stopped addresses are kept so long. */
const calendarKept: Keep = { years: 3 }
export const forgetCalendar = ({ db, now }: Deps): Promise<number> => writing(db, system, (tx) => store.forgetCalendar(tx, keptFrom(calendarKept, now())))

const record = (tx: Tx, actor: Actor, kind: string, at: Date) => audit.record(tx, actor, { kind, about: { kind: 'organisation', id: actor.orgId }, readers: [actor.orgId], visibility: 'shared' }, at)
