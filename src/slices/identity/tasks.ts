import { addDays, formatDate, osloDate, type LocalDate } from '../../kernel/dates.ts'
import type { Task } from '../../kernel/task.ts'
import type { Tx } from '../../platform/db.ts'
import type { Visit } from '../../platform/visit.ts'
import type { PageContext } from '../../ui/context.tsx'
import { waitDays } from './access-requests/rules.ts'
import { loadUnanswered, loadWithoutAdministrator } from './access-requests/store.ts'
import { loadWaitingIn } from './invitations/store.ts'
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
  return [...(await leaderTasks(tx, units, page, today, now)), ...accessTasks(page, requests)]
}

type Units = Awaited<ReturnType<typeof loadUnitsOf>>

async function leaderTasks(tx: Tx, units: Units, { t, lang }: PageContext, today: LocalDate, now: Date): Promise<Task[]> {
  const ids = units.map(({ id }) => id)
  const [members, invitations] = await Promise.all([loadMembers(tx, ids), loadWaitingIn(tx, ids, now)])
  return units.flatMap((unit) => {
    const own = members.filter(({ orgId }) => orgId === unit.id)
    const { state, lastDay } = leadershipOf(unit, own, today, addDays(today, soonDays))
    if (state === 'led') return []
    const role = leadingRole(unit)
    const invited = invitations.find((one) => one.orgId === unit.id && one.role === role)
    const words = (kind: 'vacant' | 'first' | 'ends' | 'invited') => t(role === 'head' ? (`tasks.leader.${kind}.head` as const) : (`tasks.leader.${kind}` as const), { unit: unit.name })
    // What waits is the other's answer; when the invitation has run out, the place is to be filled again.
    if (invited) return { text: words('invited'), href: `/folk/${unit.id}`, where: t('tasks.leader.invited.where', { email: invited.email, date: formatDate(osloDate(invited.invitedAt), lang, 'long') }), due: osloDate(invited.expiresAt) }
    const href = `/folk/${unit.id}/leder`
    if (state === 'ends-soon') return { text: words('ends'), href, where: lastDay === undefined ? '' : t('tasks.leader.last-day', { date: formatDate(lastDay, lang, 'long') }), due: lastDay }
    // Who has just lost its leader needs one today; where there has never been one, there is no day to keep.
    const hasBeenLed = own.some((member) => member.role === role && member.period.from <= today)
    return { text: words(hasBeenLed ? 'vacant' : 'first'), href, where: t('tasks.leader.none'), due: hasBeenLed ? today : undefined }
  })
}

/** Whoever asked may ask again after some days: until then is time to answer. */
const accessTasks = ({ t, lang }: PageContext, requests: Awaited<ReturnType<typeof loadUnanswered>>): Task[] =>
  requests.map(({ orgId, orgName, name, askedAt }) => {
    const asked = osloDate(askedAt)
    return { text: t('tasks.access', { name }), href: `/folk/${orgId}`, where: t('tasks.access.where', { unit: orgName, date: formatDate(asked, lang, 'long') }), due: addDays(asked, waitDays) }
  })
