import type { Actor } from '../../../kernel/actor.ts'
import { addDays, addMonths, type LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import { openOverlaps } from '../../coordination/index.ts'
import { loadFollows, type Follow } from './follow/store.ts'
import { loadItems } from './items-store.ts'
import { clashesOf, clashOf, contactMonths, dueWithin, inOrder, isOverdue, isShown, mostAcross, ownReasons, seesOf, type Across, type Kindergarten, type Line, type Reader, type Sees, type UnseenWhy } from './rules.ts'
import * as store from './store.ts'

/** Which parts of the program the reader acts in: a deputy may have one of them. */
export type Parts = { readonly guidance: boolean; readonly scheme: boolean }
export type Mine = {
  readonly lines: readonly Line[]
  /** How many there are in all, followed or not. */
  readonly all: number
  readonly follows: readonly Follow[]
  readonly across: readonly Across[]
  readonly sees: Sees
}
export const isTeam = ({ role }: Pick<Actor, 'role'>): boolean => role === 'adviser' || role === 'team-leader'
export const readerOf = (actor: Pick<Actor, 'role'>): Reader => (isTeam(actor) ? 'team' : actor.role === 'owner' ? 'owner' : 'authority')

/** What is asked for: all one answers for, those one follows or has a case with, those nobody follows, or one of them. */
export type Whose = 'all' | 'own' | 'nobody' | { readonly id: string }

/** The lines of the page, those that need attention first. As many questions for a hundred kindergartens as for one. */
export async function loadMine(tx: Tx, actor: Actor, whose: Whose, parts: Parts, today: LocalDate, days: number): Promise<Mine> {
  const reader = readerOf(actor)
  const team = reader === 'team' && parts.guidance
  const [own, follows, assigned] = await Promise.all([store.loadOwn(tx, actor), team ? loadFollows(tx, actor.orgId) : [], team && whose === 'own' ? store.loadAssigned(tx, actor.membershipId) : []])
  const ids = chosen(own, whose, actor, follows, assigned)
  if (ids.length === 0) return { lines: [], all: own.length, follows, across: [], sees: seesOf(reader, { guidance: parts.guidance, contact: false }) }
  const [kindergartens, { runs, waits, dated }, listed, contact, across, overlaps] = await Promise.all([
    store.loadKindergartens(tx, ids),
    loadItems(tx, ids, { role: actor.role, personId: whoseWork(actor) }, parts, today),
    team ? store.loadListed(tx, actor.orgId) : undefined,
    reader === 'owner' && parts.guidance ? store.loadContact(tx, ids) : undefined,
    actor.role !== 'adviser' && whose === 'all' && parts.guidance ? store.loadAcross(tx, actor, own, addDays(today, days), mostAcross) : [],
    team ? openOverlaps(tx, today) : [],
  ])
  const sees = seesOf(reader, { guidance: parts.guidance, contact: listed !== undefined || contact !== undefined })
  const of = { runs: byKindergarten(runs), waits: byKindergarten(waits), dated: byKindergarten(dated), follows: byKindergarten(follows), overlaps: Map.groupBy(overlaps, ({ works }) => works[0]?.kindergartenId) }
  const unseenOf = (kindergarten: Kindergarten): readonly UnseenWhy[] => {
    if (kindergarten.closedOn !== undefined && kindergarten.closedOn <= today) return []
    return listed ? (listed.get(kindergarten.id) ?? []) : ownReasons(kindergarten, contact && { last: contact.get(kindergarten.id), since: addMonths(today, -contactMonths) })
  }
  const lineOf = (kindergarten: Kindergarten): Line => {
    const { id } = kindergarten
    const [going, held, dates] = [of.runs.get(id) ?? [], of.waits.get(id) ?? [], of.dated.get(id) ?? []]
    const due = dueWithin(dates, today, days)
    const clashes = sees.parts.includes('kolliderer') ? [...clashesOf([...going, ...held], dates, today), ...(of.overlaps.get(id) ?? []).map((overlap) => clashOf(overlap, going))] : []
    return { kindergarten, runs: going, waits: held, clashes, due, overdue: due.filter((item) => isOverdue(item, today)).length, unseen: unseenOf(kindergarten), followers: (of.follows.get(id) ?? []).map(({ person }) => person) }
  }
  return { lines: kindergartens.map(lineOf).filter((line) => isShown(line, today)).toSorted(inOrder), all: own.length, follows, across, sees }
}

/** A deputy does another's work, and sees what that one follows and has planned. */
const whoseWork = ({ personId, onBehalfOf }: Actor) => onBehalfOf?.personId ?? personId

function chosen(own: readonly string[], whose: Whose, actor: Actor, follows: readonly Follow[], assigned: readonly string[]): readonly string[] {
  if (whose === 'all') return own
  if (typeof whose === 'object') return own.filter((id) => id === whose.id)
  if (whose === 'nobody') {
    const followed = new Set(follows.map(({ kindergartenId }) => kindergartenId))
    return own.filter((id) => !followed.has(id))
  }
  const mine = new Set([...assigned, ...follows.filter(({ personId }) => personId === whoseWork(actor)).map(({ kindergartenId }) => kindergartenId)])
  return own.filter((id) => mine.has(id))
}

const byKindergarten = <I extends { readonly kindergartenId: string }>(items: readonly I[]): ReadonlyMap<string, readonly I[]> => Map.groupBy(items, ({ kindergartenId }) => kindergartenId)
