import { addDays, formatDate, osloDate, type LocalDate } from '../../kernel/dates.ts'
import type { Task } from '../../kernel/task.ts'
import type { Tx } from '../../platform/db.ts'
import type { Visit } from '../../platform/visit.ts'
import type { PageContext } from '../../ui/context.tsx'
import { waitDays } from './access-requests/rules.ts'
import { loadUnanswered, loadWithoutAdministrator } from './access-requests/store.ts'
import { leadershipOf, leadingRole, mayAdminister } from './members/rules.ts'
import { loadMembers, loadUnitsOf } from './members/store.ts'

/** A role that is over within so many days, with nobody after, is something to do about now. */
const soonDays = 30

/** What waits for those who administer people: leaders to name in the units below, and people who ask to be let in. */
export async function memberTasks(tx: Tx, visit: Visit, page: PageContext, now: Date): Promise<Task[]> {
  const { actor } = visit
  if (!actor || !mayAdminister(visit)) return []
  const today = osloDate(now)
  if (actor.role === 'operator') return accessTasks(page, await loadWithoutAdministrator(tx, today))
  const units = actor.role === 'owner' ? await loadUnitsOf(tx, actor.orgId) : []
  const requests = await loadUnanswered(tx, [actor.orgId, ...units.map(({ id }) => id)])
  return [...(await leaderTasks(tx, units, page, today)), ...accessTasks(page, requests)]
}

type Units = Awaited<ReturnType<typeof loadUnitsOf>>

async function leaderTasks(tx: Tx, units: Units, { t, lang }: PageContext, today: LocalDate): Promise<Task[]> {
  const members = await loadMembers(tx, units.map(({ id }) => id))
  return units.flatMap((unit) => {
    const { state, lastDay } = leadershipOf(unit, members.filter(({ orgId }) => orgId === unit.id), today, addDays(today, soonDays))
    if (state === 'led') return []
    const kind = state === 'vacant' ? ('tasks.leader.vacant' as const) : ('tasks.leader.ends' as const)
    return {
      text: t(leadingRole(unit) === 'head' ? `${kind}.head` : kind, { unit: unit.name }),
      href: `/folk/${unit.id}/leder`,
      where: lastDay === undefined ? t('tasks.leader.none') : t('tasks.leader.last-day', { date: formatDate(lastDay, lang, 'long') }),
      // Where nobody leads, today is the day; a role that ends has its last day.
      due: lastDay ?? today,
    }
  })
}

/** Whoever asked may ask again after some days: until then is time to answer. */
const accessTasks = ({ t, lang }: PageContext, requests: Awaited<ReturnType<typeof loadUnanswered>>): Task[] =>
  requests.map(({ orgId, orgName, name, askedAt }) => {
    const asked = osloDate(askedAt)
    return { text: t('tasks.access', { name }), href: `/folk/${orgId}`, where: t('tasks.access.where', { unit: orgName, date: formatDate(asked, lang, 'long') }), due: addDays(asked, waitDays) }
  })
