import type { Actor } from '../../../../kernel/actor.ts'
import type { Task } from '../../../../kernel/task.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { anchoringState } from '../../anchoring/standing.ts'
import { statusOf, visible } from '../../forms/answers.ts'
import { closesFor, lastDayOf } from '../../rounds/rules.ts'
import { pathOf, titleOf } from '../pages.tsx'
import { loadUnsent } from '../store.ts'
import { loadWork, type Work } from '../work.ts'
import { lacksOf } from './actions.ts'

type Unsent = Awaited<ReturnType<typeof loadUnsent>>[number]

/**
 * What was begun and not sent while the round is open: for the one who leads it, to write, to ask for signatures and to send; for the others who are
 * asked along, to answer, and to write what is theirs.
 */
export async function reportTasks({ tx, actor, page, now }: { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext; readonly now: Date }): Promise<readonly Task[]> {
  if (actor.role !== 'owner' && actor.role !== 'head' && actor.role !== 'university-contact') return []
  const unsent = (await loadUnsent(tx, actor.orgId)).filter(({ closesAt, extendedUntil }) => now < closesFor({ closesAt }, extendedUntil))
  const tasks = await Promise.all(unsent.map((one) => taskOf(tx, page, actor, one)))
  return tasks.flatMap((task) => task ?? [])
}

async function taskOf(tx: Tx, page: PageContext, actor: Actor, one: Unsent): Promise<Task | undefined> {
  const { t } = page
  const due = lastDayOf(closesFor({ closesAt: one.closesAt }, one.extendedUntil))
  if (actor.role !== 'university-contact' && one.invited) return { href: pathOf(one.id), where: one.round, due, text: t('reports.task.answer', { organisation: one.leadName }) }
  const work = mayHaveMore(actor, one) ? await loadWork(tx, one.id) : undefined
  if (!work) return undefined
  const about = { where: `${titleOf(work, page)}, ${one.round}`, due }
  if (one.partner) return lacksPartnersPart(work) ? { ...about, href: pathOf(one.id, '/partner'), text: t('reports.task.partner', { organisation: one.leadName }) } : undefined
  if (one.member && !one.leads) return hasOwnKindergarten(work, actor.orgId) ? undefined : { ...about, href: pathOf(one.id), text: t('reports.task.choose', { organisation: one.leadName }) }
  if (one.state === 'signing') return (await anchoringState(tx, work)).ready ? { ...about, href: pathOf(one.id, '/kontroll'), text: t('reports.task.send') } : undefined
  if (lacksOf(work).length > 0) return { ...about, href: pathOf(one.id), text: t('reports.task.finish'), begun: true }
  return { ...about, href: pathOf(one.id, '/kontroll'), text: t(work.scheme.signatures.length > 0 ? 'reports.task.ask' : 'reports.task.send') }
}

/** Whether more of the report must be read to know what waits: those who only belong to it have nothing to do here. */
const mayHaveMore = (actor: Actor, one: Unsent): boolean => (actor.role === 'university-contact' ? one.partner && one.state === 'draft' : one.leads || (one.member && one.state === 'draft'))

const lacksPartnersPart = ({ definition, answers }: Work): boolean => visible(definition, answers).some(({ by, key }) => by === 'partner' && statusOf(definition, key, answers) !== 'complete')

/** Whether a member has one of its own in the list; one that has none to choose is asked for nothing. */
function hasOwnKindergarten({ kindergartens, parties }: Work, orgId: string): boolean {
  const own = kindergartens.filter(({ ownerId }) => ownerId === orgId)
  return own.length === 0 || own.some(({ id }) => parties.some((party) => party.part === 'kindergarten' && party.orgId === id))
}
