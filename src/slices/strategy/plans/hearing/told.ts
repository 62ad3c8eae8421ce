import type { Deps } from '../../../../platform/http.ts'
import type { Tx } from '../../../../platform/db.ts'
import { recipientsFor } from '../../../identity/index.ts'
import * as messaging from '../../../messaging/index.ts'
import type { PlanHead } from '../rules.ts'
import { loadAsked } from './store.ts'

type About = Pick<PlanHead, 'id' | 'title' | 'municipalityId'>
const messageOf = ({ id, title }: About, kind: 'plan-hearing' | 'plan-deadline' | 'plan-reminded' | 'plan-answered' | 'plan-adopted', to = '') => ({ kind, path: `/strategi/${id}${to}`, data: { reference: title }, subjectId: id })

/** Heads and owners with a kindergarten in the municipality: that the plan is out on hearing, that its deadline is another, or that it stands. */
export async function tellAsked(tx: Tx, { jobs }: Pick<Deps, 'jobs'>, plan: About, kind: 'plan-hearing' | 'plan-deadline' | 'plan-adopted', now: Date): Promise<void> {
  const { heads, owners } = await loadAsked(tx, plan)
  await messaging.tell(tx, jobs, await everyone(tx, heads, owners, now), messageOf(plan, kind), now)
}
/** Those who have said nothing: that the deadline is near. */
export async function remind(tx: Tx, { jobs }: Pick<Deps, 'jobs'>, plan: About, now: Date): Promise<number> {
  const { heads, owners, said } = await loadAsked(tx, plan)
  const silent = (org: string) => !said.includes(org)
  const to = await everyone(tx, heads.filter(silent), owners.filter(silent), now)
  await messaging.tell(tx, jobs, to, messageOf(plan, 'plan-reminded'), now)
  return to.length
}
/** Whoever has the role today in the organisation that said something: that it has an answer. */
export const tellAnswered = async (tx: Tx, { jobs }: Pick<Deps, 'jobs'>, plan: About, said: { readonly id: string; readonly orgId: string; readonly role: 'head' | 'owner' }, now: Date): Promise<void> =>
  messaging.tell(tx, jobs, await recipientsFor(tx, said.orgId, [said.role], now), messageOf(plan, 'plan-answered', `#innspill-${said.id}`), now)

/** Each person once, also one who is head of two kindergartens, or head and owner. */
async function everyone(tx: Tx, heads: readonly string[], owners: readonly string[], now: Date) {
  const found = await Promise.all([heads.length > 0 ? recipientsFor(tx, heads, ['head'], now) : [], owners.length > 0 ? recipientsFor(tx, owners, ['owner'], now) : []])
  return [...new Map(found.flat().map((one) => [one.personId, one])).values()]
}
