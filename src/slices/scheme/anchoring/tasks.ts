import type { Actor } from '../../../kernel/actor.ts'
import type { Task } from '../../../kernel/task.ts'
import type { Tx } from '../../../platform/db.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { writtenTitle } from '../forms/core.ts'
import { loadFormDefinition } from '../forms/store.ts'
import { closesFor, lastDayOf } from '../rounds/rules.ts'
import { capacityOf } from './rules.ts'
import { pathOf } from './standing.ts'
import * as store from './store.ts'

/** What waits for the actor to sign, or as a partner to answer: reports that are being signed, and that the actor's organisation has not signed in their capacity. */
export async function signatureTasks({ tx, actor, page: { t }, now }: { readonly tx: Tx; readonly actor: Actor; readonly page: PageContext; readonly now: Date }): Promise<readonly Task[]> {
  const capacity = capacityOf(actor.role)
  if (!capacity) return []
  const waiting = await store.loadWaiting(tx, actor.orgId, capacity)
  // Reports share forms: each is read once.
  const forms = new Map(await Promise.all([...new Set(waiting.map(({ formVersionId }) => formVersionId))].map(async (id) => [id, await loadFormDefinition(tx, id)] as const)))
  const where = ({ formVersionId, answers, round }: store.WaitingReport) => {
    const form = forms.get(formVersionId)
    return [form && writtenTitle(form, answers), round].filter(Boolean).join(', ')
  }
  return waiting
    .filter(({ closesAt, extendedUntil }) => closesFor({ closesAt }, extendedUntil) > now)
    .map((one) => ({
      text: t(one.asked ? 'anchoring.task.confirm' : capacity === 'head' && !one.told ? 'anchoring.task.tell' : one.wasSigned ? 'anchoring.task.sign-again' : 'anchoring.task.sign', { lead: one.leadName }),
      href: one.asked ? `/behov/${one.id}/partner` : pathOf(one.id),
      where: where(one),
      due: lastDayOf(closesFor({ closesAt: one.closesAt }, one.extendedUntil)),
    }))
}
