import type { Actor } from '../../../kernel/actor.ts'
import { formatDate, osloDate } from '../../../kernel/dates.ts'
import { lastDay } from '../../../kernel/period.ts'
import type { Task } from '../../../kernel/task.ts'
import type { Tx } from '../../../platform/db.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { sideOf } from './actions.ts'
import { halfWithin, nameOf, partPath } from './frame/pages.tsx'
import { deadlineOf } from './halves/rules.ts'
import { dueFrom } from './promises/rules.ts'
import { loadDue } from './promises/store.ts'
import { dueOn } from './questions/rules.ts'
import { loadUnanswered } from './questions/store.ts'
import { halvesOf, stateOf } from './reflections/rules.ts'
import { loadDelivered } from './reflections/store.ts'
import { isTime, stands } from './renewal/rules.ts'
import { loadPartings } from './renewal/store.ts'
import { isOver, otherThan, unconfirmed, type Side } from './rules.ts'
import { loadUntold } from './sessions/store.ts'
import { loadPartnerships } from './store.ts'

/** What waits for one side of a partnership: to confirm, keep, answer, reflect, tell what became of a session, and talk of what comes after. */
export async function partnershipTasks({ tx, actor, now, page }: { readonly tx: Tx; readonly actor: Actor; readonly now: Date; readonly page: PageContext }): Promise<readonly Task[]> {
  if (actor.role !== 'owner' && actor.role !== 'university-contact') return []
  const { t, lang } = page
  const today = osloDate(now)
  const side: Side = actor.role === 'owner' ? 'owner' : 'partner'
  const all = await loadPartnerships(tx)
  const own = all.filter((one) => sideOf(one, actor) && !one.endedAt)
  if (own.length === 0) return []
  const ids = own.map(({ id }) => id)
  const [due, untold, unanswered, delivered, partings] = await Promise.all([loadDue(tx, ids, side, dueFrom(today)), loadUntold(tx, ids, today), loadUnanswered(tx, ids, side), loadDelivered(tx, ids), loadPartings(tx, ids)])
  return own.flatMap((one): Task[] => {
    const here = ({ partnershipId }: { readonly partnershipId: string }) => partnershipId === one.id
    const task = (text: string, href: string, until?: Task['due']): Task => ({ text, href, where: one.name, due: until })
    const other = nameOf(one, otherThan(side))
    const mine = delivered.filter(here)
    const reflects = halvesOf(one, today).filter((half) => stateOf(half, side, mine, today) === 'to-deliver')
    const follows = all.some((next) => next.previousId === one.id && stands(next))
    return [
      ...(unconfirmed(one).includes(side) && !isOver(one.period, today) ? [task(t(one.confirmed[side] === undefined ? 'waiting.partnership.confirm' : 'waiting.partnership.confirm-again', { other }), partPath(one.id, 'agreement'))] : []),
      ...due.filter((promise) => here(promise) && one.agreedAt).map((promise) => task(t('pair.task.promise', { what: promise.what }), `/partnerskap/${one.id}/lofter/${promise.id}`, promise.to)),
      ...unanswered.filter(here).map((question) => task(t('pair.task.question', { other }), partPath(one.id, 'questions'), dueOn(question))),
      ...untold.filter(here).map((session) => task(t('pair.task.session', { what: session.what, day: formatDate(session.day, lang, 'long') }), partPath(one.id, 'sessions', `/${session.id}`), session.day)),
      ...reflects.map((half) => task(t('pair.task.reflection', { half: halfWithin(page, half) }), partPath(one.id, 'reflections', `/${half}`), deadlineOf(half))),
      ...(isTime(one, today) && !follows && !partings.some(here) ? [task(t('pair.task.renewal', { other }), partPath(one.id, 'renewal'), lastDay(one.period))] : []),
    ]
  })
}
