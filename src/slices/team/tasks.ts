import type { Actor } from '../../kernel/actor.ts'
import { osloDate } from '../../kernel/dates.ts'
import type { Task } from '../../kernel/task.ts'
import type { Tx } from '../../platform/db.ts'
import type { PageContext } from '../../ui/context.tsx'
import { deskOf, overIn, sortOut, weeksFrom } from './capacity/rules.ts'
import { loadAway, loadHours, loadPromised } from './capacity/store.ts'
import { loadMembers } from './competence/store.ts'
import { loadOpenOf } from './gaps/store.ts'

/** What one is to do oneself of the plan for what the team is short of; for the leader also what nobody has, and weeks with too much. */
export async function teamTasks({ tx, actor, page: { t }, now }: { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext; readonly now: Date }): Promise<readonly Task[]> {
  if (actor.role !== 'adviser' && actor.role !== 'team-leader') return []
  const open = await loadOpenOf(tx, actor.personId)
  const own = open.map(({ what, due }): Task => ({ text: t('competence.task', { what }), href: '/teamets-kompetanse/plan', where: actor.orgName, due }))
  return [...(await capacityTasks(tx, actor, t, now)), ...own]
}

const weeksLooked = 12
/** Each kind is one task, however many there are. */
async function capacityTasks(tx: Tx, actor: Actor, t: PageContext['t'], now: Date): Promise<readonly Task[]> {
  const today = osloDate(now)
  const [members, hours, away, promised] = await Promise.all([loadMembers(tx, actor.orgId, today), loadHours(tx, actor.orgId), loadAway(tx, actor.orgId), loadPromised(tx, actor.orgId)])
  const { unheld, late } = sortOut(promised, members, today)
  const toMark = late.filter(({ personId }) => personId === actor.personId || actor.role === 'team-leader').length
  const task = (text: string, href: string): Task => ({ text, href, where: actor.orgName, due: undefined })
  const mine = toMark > 0 ? [task(t('capacity.task.late', { count: toMark }), '/kapasitet/lovet')] : []
  if (actor.role !== 'team-leader') return mine
  const over = overIn(members.map((member) => deskOf(member, hours, away)), weeksFrom(today, weeksLooked), promised).length
  return [...(unheld.length > 0 ? [task(t('capacity.task.open', { count: unheld.length }), '/kapasitet/lovet')] : []), ...(over > 0 ? [task(t('capacity.task.over', { count: over }), '/kapasitet#over')] : []), ...mine]
}
