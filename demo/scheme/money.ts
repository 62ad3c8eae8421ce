import { addDays, osloDate } from '../../src/kernel/dates.ts'
import { loadDue, saveRun } from '../../src/slices/scheme/money/payments/store.ts'
import { governor, type DemoWorld } from './granted.ts'

/** A payment that Arve Moe has made ready and that waits for somebody else to approve it. */
export async function loadDemoPayments({ tx, org, person }: DemoWorld, now: Date): Promise<void> {
  const until = addDays(osloDate(now), 14)
  const due = (await loadDue(tx, org(governor), until)).flatMap((one) => (one.recipientNumber === undefined ? [] : [{ ...one, recipientNumber: one.recipientNumber }]))
  const arve = person('arve')
  if (due.length === 0) return
  const run = await saveRun(tx, { personId: arve.personId, name: arve.name, orgId: org(governor) }, until, due, now)
  await tx.insertInto('audit.event').values({ at: now, kind: 'scheme.payments-prepared', about_kind: 'payment-run', about_id: run.id, reader_org_ids: [org(governor)], visibility: 'shared', role: 'county-governor', who: arve.name, data: JSON.stringify({ number: run.number, count: due.length }) }).execute()
}
