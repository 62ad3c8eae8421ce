import type { Actor } from '../../../../kernel/actor.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { osloDate, type LocalDate } from '../../../../kernel/dates.ts'
import { sumOre } from '../../../../kernel/money.ts'
import { writing, type Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as audit from '../../../audit/index.ts'
import { recipientsFor } from '../../../identity/index.ts'
import * as messaging from '../../../messaging/index.ts'
import { fitPlanOf } from '../ledger.ts'
import { post, wrongWith, type LineEntry } from '../rules.ts'
import { loadLine, lockMoney, saveEntries } from '../store.ts'
import { paymentFile, readAnswers, type AnswerFileRefusal } from './payment-file.ts'
import { answerItem, approve, cancelRun, paymentReference, type AnswerRefusal, type ApproveRefusal, type CancelRefusal, type Item, type ItemAnswer, type Limits, type PersonKind } from './rules.ts'
import * as store from './store.ts'

const about = (id: string) => ({ kind: 'payment-run', id })

/** Takes all that is due until a day into a run, for another person to approve. Those without an organisation number are left where they are. */
export const prepareRun = (deps: Deps, actor: Actor, until: LocalDate): Promise<Decision<'nothing-due', { readonly id: string }>> =>
  writing(deps.db, actor, async (tx) => {
    await lockMoney(tx, actor.orgId)
    const payable = (await store.loadDue(tx, actor.orgId, until)).flatMap((one) => (one.recipientNumber === undefined ? [] : [{ ...one, recipientNumber: one.recipientNumber }]))
    if (payable.length === 0) return refuse('nothing-due')
    const run = await store.saveRun(tx, actor, until, payable, deps.now())
    await audit.record(tx, actor, { kind: 'scheme.payments-prepared', about: about(run.id), readers: [actor.orgId], visibility: 'shared', data: { number: run.number, count: payable.length } }, deps.now())
    const others = (await recipientsFor(tx, actor.orgId, ['county-governor'], deps.now(), 'scheme')).filter(({ personId }) => personId !== actor.personId)
    await messaging.tell(tx, deps.jobs, others, { kind: 'scheme-payments-to-approve', path: `/okonomi/utbetalinger/${run.id}`, data: { reference: String(run.number) }, subjectId: run.id }, deps.now())
    return accept({ id: run.id })
  })

type OpenRun = { readonly tx: Tx; readonly deps: Deps; readonly now: Date; readonly run: NonNullable<Awaited<ReturnType<typeof store.loadRun>>>; readonly items: Awaited<ReturnType<typeof store.loadItems>> }
/** Loads the run with nobody else at the money until this is over: of two who approve at once, the second sees what the first did. */
const withRun = <Because extends string, Event>(deps: Deps, actor: Actor, id: string, work: (open: OpenRun) => Promise<Decision<Because, Event>>): Promise<Decision<Because | 'not-found', Event>> =>
  writing(deps.db, actor, async (tx) => {
    await lockMoney(tx, actor.orgId)
    const run = await store.loadRun(tx, actor.orgId, id)
    return run ? work({ tx, deps, now: deps.now(), run, items: await store.loadItems(tx, run.id) }) : refuse('not-found')
  })

/** Approves a run: the payments are ordered, and the file is made and kept as it is. */
export const approveRun = (deps: Deps, actor: Actor, id: string): Promise<Decision<ApproveRefusal | 'not-found', { readonly sha256: string }>> =>
  withRun(deps, actor, id, async ({ tx, now, run, items }) => {
    const kind: PersonKind = (await store.isLeader(tx)) ? 'leader' : 'officer'
    const decision = approve(run, { personId: actor.personId, kind }, await store.loadLimits(tx, actor.orgId), await linesCover(tx, items))
    if (!decision.ok) return decision
    const file = paymentFile(run.number, items)
    await store.saveApproval(tx, run.id, actor, file, now)
    await store.saveItemsState(tx, run.id, 'ordered')
    for (const item of items) await saveEntries(tx, item.accountId, item.lineId, [{ kind: 'ordered', ore: item.ore }], { by: actor, at: now, onDay: osloDate(now), itemId: item.id, reason: paymentReference(run.number, item.number) })
    await audit.record(tx, actor, { kind: decision.event.kind, about: about(run.id), readers: [actor.orgId], visibility: 'shared', data: { number: run.number, count: run.count } }, now)
    return accept({ sha256: file.sha256 })
  })

/** Whether every line can still take the payments of the run. */
async function linesCover(tx: Tx, items: readonly Item[]): Promise<boolean> {
  for (const [lineId, own] of Map.groupBy(items, (item) => item.lineId)) {
    const line = await loadLine(tx, lineId)
    if (!line || wrongWith(post(line.balance, { kind: 'ordered', ore: sumOre(own.map((item) => item.ore)) }))) return false
  }
  return true
}

/** Gives up a run that nobody has approved. */
export const giveUpRun = (deps: Deps, actor: Actor, id: string, reason: string): Promise<Decision<CancelRefusal | 'not-found', { readonly number: number }>> =>
  withRun(deps, actor, id, async ({ tx, now, run, items }) => {
    const decision = cancelRun(run)
    if (!decision.ok) return decision
    await store.saveItemsState(tx, run.id, 'dropped')
    await store.saveCancellation(tx, run.id, actor, reason, now)
    // A decision may have granted less while the run waited: what is planned again is what is still granted.
    for (const lineId of new Set(items.map((item) => item.lineId))) {
      const line = await loadLine(tx, lineId)
      if (line) await fitPlanOf(tx, line, now)
    }
    await audit.record(tx, actor, { kind: decision.event.kind, about: about(run.id), readers: [actor.orgId], visibility: 'shared', data: { number: run.number, count: run.count } }, now)
    return accept({ number: run.number })
  })

/** Accounting has answered for some payments of a run, by number; all of them are saved, or none. */
export const answerRun = (deps: Deps, actor: Actor, id: string, answers: readonly { readonly number: number; readonly answer: ItemAnswer }[]): Promise<Decision<AnswerRefusal | 'not-found' | 'no-such-payment', { readonly saved: number }>> =>
  withRun(deps, actor, id, (open) => saveAnswers(open, actor, answers))

/** Every payment that waits was made on a day. */
export const allPaid = (deps: Deps, actor: Actor, id: string, onDay: LocalDate): Promise<Decision<AnswerRefusal | 'not-found' | 'no-such-payment', { readonly saved: number }>> =>
  withRun(deps, actor, id, (open) => {
    const waiting = open.items.filter(({ state }) => state === 'ordered')
    // Nothing waits: say why, by the first.
    return saveAnswers(open, actor, (waiting.length > 0 ? waiting : open.items.slice(0, 1)).map(({ number }) => ({ number, answer: { state: 'paid', onDay } })))
  })

async function saveAnswers({ tx, deps, now, run, items }: OpenRun, actor: Actor, answers: readonly { readonly number: number; readonly answer: ItemAnswer }[]): Promise<Decision<AnswerRefusal | 'no-such-payment', { readonly saved: number }>> {
  const states = new Map(items.map((item) => [item.number, item.state]))
  // All are judged before the first is saved: an action either happens or leaves nothing.
  for (const { number, answer } of answers) {
    const state = states.get(number)
    if (state === undefined) return refuse('no-such-payment')
    const decision = answerItem({ state }, answer, osloDate(now))
    if (!decision.ok) return decision
    states.set(number, answer.state)
  }
  for (const { number, answer } of answers) {
    const item = items.find((one) => one.number === number)
    if (!item) continue
    const entry: LineEntry = answer.state === 'paid' ? { kind: 'paid', ore: item.ore, forItem: true } : { kind: 'order-refused', ore: item.ore }
    await saveEntries(tx, item.accountId, item.lineId, [entry], { by: actor, at: now, onDay: answer.onDay, itemId: item.id, reason: answer.state === 'refused' ? answer.reason : paymentReference(run.number, item.number) })
    await store.saveAnswer(tx, item.id, answer)
  }
  const paid = new Set(answers.flatMap(({ number, answer }) => (answer.state === 'paid' ? [number] : [])))
  // One letter for each grant, however many instalments of it were paid.
  for (const [recipientId, own] of Map.groupBy(items.filter(({ number }) => paid.has(number)), (item) => item.recipientId)) {
    const to = await recipientsFor(tx, recipientId, ['owner', 'university-contact'], now, 'scheme')
    for (const reference of new Set(own.map((item) => item.reference))) await messaging.tell(tx, deps.jobs, to, { kind: 'scheme-paid', path: '/okonomi/tilskudd', data: { reference }, subjectId: run.id }, now)
  }
  const refused = answers.filter(({ answer }) => answer.state === 'refused').length
  await audit.record(tx, actor, { kind: 'scheme.payments-answered', about: { kind: 'payment-run', id: run.id }, readers: [actor.orgId], visibility: 'shared', data: { number: run.number, count: answers.length, refused } }, now)
  return accept({ saved: answers.length })
}

export type ImportRefusal = AnswerFileRefusal | AnswerRefusal | 'not-found' | 'file-other-run'
/**
 * Reads accounting's answer file. Rows that say what is known already are passed over, so that the same file twice changes nothing; one that says otherwise refuses the file.
 * @returns how many were saved, and the rows (numbered as in the file) that could not be used
 */
export const importAnswers = (deps: Deps, actor: Actor, id: string, bytes: Uint8Array): Promise<{ readonly result: Decision<ImportRefusal, { readonly saved: number; readonly known: number }>; readonly rows: readonly number[] }> => {
  const read = readAnswers(bytes)
  if (!read.ok) return Promise.resolve({ result: read, rows: [] })
  if (read.event.wrong.length > 0) return Promise.resolve({ result: refuse('file-row'), rows: read.event.wrong })
  let rows: readonly number[] = []
  const result = withRun<ImportRefusal, { readonly saved: number; readonly known: number }>(deps, actor, id, async (open) => {
    const byReference = new Map(open.items.map((item) => [paymentReference(open.run.number, item.number), item]))
    rows = read.event.rows.filter(({ reference }) => !byReference.has(reference)).map(({ row }) => row)
    if (rows.length > 0) return refuse('file-other-run')
    const told = read.event.rows.flatMap(({ row, reference, answer }) => {
      const item = byReference.get(reference)
      return item ? [{ row, number: item.number, answer, state: item.state }] : []
    })
    const fresh = told.filter(({ state, answer }) => state !== answer.state)
    const impossible = fresh.find(({ state, answer }) => !answerItem({ state }, answer, osloDate(open.now)).ok)
    if (impossible) rows = [impossible.row]
    if (fresh.length === 0) return accept({ saved: 0, known: told.length })
    const saved = await saveAnswers(open, actor, fresh)
    return saved.ok ? accept({ saved: saved.event.saved, known: told.length - fresh.length }) : refuse(saved.because === 'no-such-payment' ? 'file-other-run' : saved.because)
  })
  return result.then((answer) => ({ result: answer, rows }))
}

/** The leader says how much each kind of person may approve in one run. */
export const setLimits = (deps: Deps, actor: Actor, limits: Limits): Promise<Decision<'not-leader', { readonly changed: number }>> =>
  writing(deps.db, actor, async (tx) => {
    if (!(await store.isLeader(tx))) return refuse('not-leader')
    const before = await store.loadLimits(tx, actor.orgId)
    const changed = (['officer', 'leader'] as const).filter((kind) => before[kind] !== limits[kind])
    for (const kind of changed) await store.saveLimit(tx, actor, kind, limits[kind], deps.now())
    if (changed.length > 0) await audit.record(tx, actor, { kind: 'scheme.payment-limits-set', about: { kind: 'money', id: actor.orgId }, readers: [actor.orgId], visibility: 'shared' }, deps.now())
    return accept({ changed: changed.length })
  })
