import type { Actor } from '../../../kernel/actor.ts'
import { addDays, addMonths, kindergartenYearOf, type LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import { openOverlaps } from '../../coordination/index.ts'
import { loadFollows, type Follow } from './follow/store.ts'
import { loadItems } from './items-store.ts'
import { clashesOf, clashOf, contactMonths, dueWithin, inOrder, isOverdue, isShown, ownReasons, seesOf, type Across, type Kindergarten, type Line, type Reader, type Sees } from './rules.ts'
import * as store from './store.ts'

export type Parts = { readonly guidance: boolean; readonly scheme: boolean }
export type Mine = { readonly lines: readonly Line[]; /** How many there are in all, followed or not. */ readonly all: number; readonly follows: readonly Follow[]; readonly across: readonly Across[]; readonly sees: Sees }
export const isTeam = ({ role }: Pick<Actor, 'role'>): boolean => role === 'adviser' || role === 'team-leader'
export const readerOf = (actor: Pick<Actor, 'role'>): Reader => (isTeam(actor) ? 'team' : actor.role === 'owner' ? 'owner' : 'authority')

/** What is asked for: all one answers for, those one follows or has a case with, those nobody follows, or one of them. */
export type Whose = 'all' | 'own' | 'nobody' | { readonly id: string }

/** The lines of the page, those that need attention first. As many questions for a hundred kindergartens as for one. */
export async function loadMine(tx: Tx, actor: Actor, whose: Whose, parts: Parts, today: LocalDate, days: number): Promise<Mine> {
  const team = isTeam(actor) && parts.guidance
  const sees = seesOf(readerOf(actor), parts.guidance)
  const [own, follows, assigned] = await Promise.all([store.loadOwn(tx, actor), team ? loadFollows(tx, actor.orgId) : [], team && whose === 'own' ? store.loadAssigned(tx, actor.membershipId) : []])
  const ids = chosen(own, whose, actor, follows, assigned)
  if (ids.length === 0) return { lines: [], all: own.length, follows, across: [], sees }
  const since = addMonths(today, -contactMonths)
  const [kindergartens, { runs, waits, dated }, listed, contact, across, overlaps] = await Promise.all([
    store.loadKindergartens(tx, ids),
    loadItems(tx, ids, kindergartenYearOf(today), parts),
    team ? store.loadListed(tx, actor.orgId) : undefined,
    actor.role === 'owner' && parts.guidance ? store.loadContact(tx, ids) : undefined,
    actor.role !== 'adviser' && whose === 'all' && parts.guidance ? store.loadAcross(tx, actor, own, addDays(today, days)) : [],
    team ? openOverlaps(tx, today) : [],
  ])
  const pointedOut = Map.groupBy(overlaps, ({ works }) => works[0]?.kindergartenId)
  const [running, waiting, days0, followers] = [groupBy(runs), groupBy(waits), groupBy(dated), Map.groupBy(follows, ({ kindergartenId }) => kindergartenId)]
  const lineOf = (kindergarten: Kindergarten): Line => {
    const { id } = kindergarten
    const [going, held, when] = [running.get(id) ?? [], waiting.get(id) ?? [], days0.get(id) ?? []]
    const due = dueWithin(when, today, days)
    const isOpen = kindergarten.closedOn === undefined || kindergarten.closedOn > today
    const unseen = !isOpen ? [] : listed ? (listed.get(id) ?? []) : isTeam(actor) ? [] : ownReasons(kindergarten, contact && { last: contact.get(id), since })
    return { kindergarten, runs: going, waits: held, clashes: sees.parts.includes('kolliderer') ? [...clashesOf([...going, ...held], when, today), ...(pointedOut.get(id) ?? []).map((one) => clashOf(one, going))] : [], due, overdue: due.filter((item) => isOverdue(item, today)).length, unseen, followers: (followers.get(id) ?? []).map(({ person }) => person) }
  }
  return { lines: kindergartens.map(lineOf).filter((line) => isShown(line, today)).toSorted(inOrder), all: own.length, follows, across, sees }
}

function chosen(own: readonly string[], whose: Whose, { personId }: Actor, follows: readonly Follow[], assigned: readonly string[]): readonly string[] {
  if (whose === 'all') return own
  if (typeof whose === 'object') return own.filter((id) => id === whose.id)
  if (whose === 'nobody') {
    const followed = new Set(follows.map(({ kindergartenId }) => kindergartenId))
    return own.filter((id) => !followed.has(id))
  }
  const mine = new Set([...assigned, ...follows.filter((one) => one.personId === personId).map(({ kindergartenId }) => kindergartenId)])
  return own.filter((id) => mine.has(id))
}

const groupBy = <I extends { readonly kindergartenId: string }>(items: readonly I[]) => Map.groupBy(items, ({ kindergartenId }) => kindergartenId)
