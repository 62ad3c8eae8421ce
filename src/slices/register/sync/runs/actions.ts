import { randomInt } from 'node:crypto'
import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate } from '../../../../kernel/dates.ts'
import { refuse } from '../../../../kernel/decision.ts'
import { sleep } from '../../../../platform/clock.ts'
import { reading as readingTx, system, writing, type Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import { faultFields } from '../../../../platform/log.ts'
import * as audit from '../../../audit/index.ts'
import { operators } from '../../../identity/index.ts'
import * as messaging from '../../../messaging/index.ts'
import { same } from '../diff.ts'
import { changesNothing, reportOn, type Reading, type RegisterReport } from '../known.ts'
import { nbrClient, type NbrOptions } from '../nbr-client.ts'
import { readUnit } from '../read-unit.ts'
import { applyToRegister } from './apply-store.ts'
import { applyReport, claimMinutes, mayApplyByItself } from './rules.ts'
import * as store from './store.ts'

export const syncQueue = 'register.sync'
export const nightlyQueue = 'register.sync-nightly'

/** Begins a reading as the program's own work. One at a time: asked for twice, it is the same one. */
export const startReading = ({ db, now, jobs }: Deps, actor: Actor): Promise<string> =>
  writing(db, actor, async (tx) => {
    const at = now()
    const { id, isNew } = await store.insertRun(tx, actor, at)
    if (!isNew) return id
    await jobs.enqueue(tx, syncQueue, { id })
    await audit.record(tx, actor, { kind: 'register.sync-started', about: { kind: 'sync-run', id }, readers: [actor.orgId], visibility: 'shared' }, at)
    return id
  })

/**
 * The job: reads the national register and writes the report. Changes nothing. What has been read is kept, so that a reading that is cut off
 * goes on where it was. A reading without a single unit is a failure, never an empty register.
 */
export async function readRegister(deps: Deps, id: string, options: Partial<NbrOptions> = {}): Promise<void> {
  const { db, now, log } = deps
  const reader = crypto.randomUUID()
  const until = () => new Date(now().getTime() + claimMinutes * 60_000)
  if (!(await writing(db, system, (tx) => claimOrWait(deps, tx, id, reader, until())))) return
  try {
    const { held, numbers } = await readingTx(db, system, async (tx) => ({ held: await store.loadHeld(tx), numbers: await store.numbersToRead(tx) }))
    const ours = new Set(held.flatMap((unit) => unit.organisationNumber ?? []))
    const client = nbrClient({ ...clientOptions(deps, (tx) => store.keepClaim(tx, id, reader, until())), ...options })
    const { units: found, unreadable, problems, complete } = await client.read({ choose: (row) => ours.has(row.organisationNumber) || (row.isKindergarten && numbers.has(row.municipalityNumber)) })
    const units = found.map(readUnit)
    await writing(db, system, async (tx) => {
      if (units.length === 0 && !complete) return store.saveFailure(tx, id, reader, 'nothing-read', problems, now())
      const reading: Reading = { units, unreadable, complete }
      const report = await makeReport(tx, reading)
      return store.saveReport(tx, id, reading, report, problems, changesNothing(report) && complete ? 'nothing' : 'ready', now())
    })
  } catch (problem) {
    log.error('register-reading-failed', { run: id, ...faultFields(problem) })
    await writing(db, system, (tx) => store.saveFailure(tx, id, reader, 'fault', [], now()))
  }
}

/** One reader at a time. When another has the reading, this job looks again once that one should be done: it may have stopped. */
async function claimOrWait({ now, jobs }: Deps, tx: Tx, id: string, reader: string, until: Date): Promise<boolean> {
  if (await store.claim(tx, id, reader, now(), until)) return true
  if ((await store.loadRun(tx, id))?.state === 'reading') await jobs.enqueue(tx, syncQueue, { id }, { startAfter: until })
  return false
}

/** The nightly job prepares a report; it uses it by itself only when the operator has said so and there is nothing to wonder about. Otherwise those who run the installation are told. */
export async function readNightly(deps: Deps, options: Partial<NbrOptions> = {}): Promise<void> {
  const { db, now } = deps
  const { id } = await writing(db, system, (tx) => store.insertRun(tx, undefined, now()))
  await readRegister(deps, id, options)
  await writing(db, system, async (tx) => {
    const locked = await store.lockRun(tx, id)
    if (locked?.run.state !== 'ready' || !locked.run.report) return
    if (mayApplyByItself(await store.loadSetting(tx), locked.run.complete ?? false, locked.run.report)) await useReport(deps, tx, undefined, id, false)
    else await messaging.tell(tx, deps.jobs, await operators(tx, now()), { kind: 'register-report', path: `/register/synk/${id}`, subjectId: id }, now())
  })
}

export const apply = (deps: Deps, actor: Actor, id: string, confirmedMany: boolean) => writing(deps.db, actor, (tx) => useReport(deps, tx, actor, id, confirmedMany))

/** Makes the report anew under lock, and uses it only when it is the one that was looked at. */
async function useReport({ now }: Deps, tx: Tx, actor: Actor | undefined, id: string, confirmedMany: boolean) {
  const locked = await store.lockRun(tx, id)
  if (!locked?.reading || !locked.run.report) return refuse('not-ready' as const)
  const { run, reading } = locked
  const report = await makeReport(tx, reading)
  const decision = applyReport(run, same(report, run.report), report, confirmedMany)
  if (!decision.ok) {
    if (decision.because === 'changed-since') await store.replaceReport(tx, id, report)
    return decision
  }
  const at = now()
  await applyToRegister(tx, report, reading.units.map(({ organisationNumber }) => organisationNumber), osloDate(run.readAt ?? at), at)
  await store.saveDecision(tx, id, 'applied', actor?.name ?? 'Samspill', at)
  const data = { added: report.added.length, changed: report.changed.length, closed: report.closed.length, reopened: report.reopened.length }
  await audit.record(tx, actor, { kind: 'register.sync-applied', about: { kind: 'sync-run', id }, readers: actor ? [actor.orgId] : [], visibility: 'shared', data }, at)
  return decision
}

export const discard = ({ db, now }: Deps, actor: Actor, id: string) =>
  writing(db, actor, async (tx) => {
    const locked = await store.lockRun(tx, id)
    if (locked?.run.state !== 'ready') return refuse('not-ready' as const)
    const at = now()
    await store.saveDecision(tx, id, 'discarded', actor.name, at)
    await audit.record(tx, actor, { kind: 'register.sync-discarded', about: { kind: 'sync-run', id }, readers: [actor.orgId], visibility: 'shared' }, at)
    return { ok: true as const, event: 'register-discarded' as const }
  })

export const choose = ({ db, now }: Deps, actor: Actor, appliesByItself: boolean) =>
  writing(db, actor, async (tx) => {
    const at = now()
    await store.saveSetting(tx, appliesByItself, actor.name, at)
    await audit.record(tx, actor, { kind: 'register.sync-setting', about: { kind: 'organisation', id: actor.orgId }, readers: [actor.orgId], visibility: 'shared', data: { appliesByItself } }, at)
  })

/** After a start: a reading that was under way goes on. */
export const resumeReading = ({ db, jobs }: Deps): Promise<void> =>
  writing(db, system, async (tx) => {
    for (const id of await store.readingIds(tx)) await jobs.enqueue(tx, syncQueue, { id })
  })

async function makeReport(tx: Tx, reading: Reading): Promise<RegisterReport> {
  return reportOn(await store.loadHeld(tx), reading, await store.loadMunicipalityOf(tx))
}

const clientOptions = ({ db, now, config }: Deps, stillHere: (tx: Tx) => Promise<unknown>): NbrOptions => ({
  baseUrl: config.nbrUrl,
  sleep,
  now,
  random: () => randomInt(1000) / 1000,
  timeoutMs: 20_000,
  attempts: 4,
  concurrency: 6,
  cache: {
    get: (address) => readingTx(db, system, (tx) => store.loadAnswer(tx, address)),
    set: (address, answer) =>
      writing(db, system, async (tx) => {
        await store.saveAnswer(tx, address, answer)
        await stillHere(tx)
      }),
  },
})
