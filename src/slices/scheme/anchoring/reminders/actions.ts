import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate, type LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import { reading, system, writing, type Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import { faultFields } from '../../../../platform/log.ts'
import * as audit from '../../../audit/index.ts'
import { recipientsFor } from '../../../identity/index.ts'
import * as messaging from '../../../messaging/index.ts'
import { readersOf } from '../../reports/actions.ts'
import { lockWork, type Work } from '../../reports/work.ts'
import { closesFor, lastDayOf } from '../../rounds/rules.ts'
import { waiting, type Party, type Row } from '../rules.ts'
import { loadStanding, pathOf, tell } from '../standing.ts'
import { alarmDue, alarms, remind, secondNoticeDue, type Alarm } from './rules.ts'
import * as store from './store.ts'

/** The lead reminds everyone who has not signed. */
export const remindSigners = (deps: Deps, actor: Actor, id: string) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const today = osloDate(now)
    const work = await lockWork(tx, id)
    if (!work || work.report.leadId !== actor.orgId) return refuse('not-found' as const)
    const { needed } = await loadStanding(tx, work)
    const told = await store.loadTold(tx, id)
    const decision = remind(work.report.state, needed, told.some(({ occasion, on }) => occasion === 'reminder' && on === today))
    if (!decision.ok) return decision
    const { rows } = decision.event
    await store.saveTold(tx, id, rows.map((row) => ({ row, occasion: 'reminder' as const })), { name: actor.name, on: today }, now)
    for (const row of rows) await tell(tx, deps, work, row, 'scheme-to-sign', now)
    await audit.record(tx, actor, { kind: decision.event.kind, about: { kind: 'report', id }, readers: readersOf(work), visibility: 'shared', data: { count: rows.length } }, now)
    return accept({ id, count: rows.length })
  })

/** Looks for signatures that nobody can give, and tells those who can do something about it; and reminds those who have let a week go by. The program's own work. */
export async function remindAndAlarm(deps: Deps): Promise<void> {
  const found = await reading(deps.db, system, (tx) => store.loadUnsent(tx, deps.now()))
  // One report that cannot be looked at must not keep the others waiting.
  for (const { id } of found) await lookAt(deps, id).catch((problem: unknown) => deps.log.error('anchoring-alarm-failed', { report: id, ...faultFields(problem) }))
}

const lookAt = (deps: Deps, id: string): Promise<void> =>
  writing(deps.db, system, async (tx) => {
    const now = deps.now()
    const today = osloDate(now)
    const work = await lockWork(tx, id)
    if (!work) return
    const deadline = lastDayOf(closesFor(work.round, work.extendedUntil))
    // Most reports have days to go: they are not looked into.
    if (alarmDue(work.report.state, deadline, [], today) === undefined) return
    const { needed, parties } = await loadStanding(tx, work)
    const told = await store.loadTold(tx, id)
    const due = needed.filter(({ alarm }) => alarm).flatMap((row) => {
      const before = told.filter(({ capacity, orgId }) => capacity === row.capacity && orgId === row.orgId).flatMap(({ occasion }) => (isAlarm(occasion) ? [occasion] : []))
      const occasion = alarmDue(work.report.state, deadline, before, today)
      return occasion ? [{ row, occasion }] : []
    })
    const late = waiting(needed).filter((row) => secondNoticeDue(work.report.state, deadline, lastAsked(work, row, told), lastOf(told, row, 'week'), today))
    if (due.length === 0 && late.length === 0) return
    await store.saveTold(tx, id, [...due, ...late.map((row) => ({ row, occasion: 'week' as const }))], { name: 'Samspill', on: today }, now)
    if (due.length > 0) await tellOwners(tx, deps, work, parties, due.map(({ row }) => row), now)
    for (const row of late) await tell(tx, deps, work, row, 'scheme-to-sign', now)
  })

/** The last day one was told of it, and the last day one was asked to sign. */
const lastOf = (told: readonly store.ToldRow[], { capacity, orgId }: Pick<Row, 'capacity' | 'orgId'>, occasion: store.ToldRow['occasion']): LocalDate | undefined =>
  told.filter((one) => one.capacity === capacity && one.orgId === orgId && one.occasion === occasion).map(({ on }) => on).toSorted().at(-1)
const lastAsked = ({ report }: Work, row: Row, told: readonly store.ToldRow[]): LocalDate | undefined =>
  [...[report.signingSince, row.mark?.voidedAt].flatMap((at) => (at ? [osloDate(at)] : [])), ...[lastOf(told, row, 'reminder')].flatMap((on) => on ?? [])].toSorted().at(-1)

const isAlarm = (occasion: store.ToldRow['occasion']): occasion is Alarm => alarms.some((one) => one === occasion)

/** The lead is told of all of them, and each owner of its own kindergartens: one letter each, that names the first and how many more. */
async function tellOwners(tx: Tx, { jobs }: Deps, { report, round }: Work, parties: readonly Party[], rows: readonly Row[], now: Date): Promise<void> {
  const ownerOf = (orgId: string) => parties.find((party) => party.part === 'kindergarten' && party.orgId === orgId)?.owner?.id
  const toTell = new Set([report.leadId, ...rows.flatMap(({ orgId }) => ownerOf(orgId) ?? [])])
  for (const org of toTell) {
    const names = [...new Set(rows.filter(({ orgId }) => org === report.leadId || ownerOf(orgId) === org).map(({ orgName }) => orgName))]
    const organisation = names.length > 1 ? `${names[0]} (+${names.length - 1})` : (names[0] ?? '')
    await messaging.tell(tx, jobs, await recipientsFor(tx, org, ['owner', 'head'], now, 'scheme'), { kind: 'scheme-nobody-can-sign', path: pathOf(report.id), data: { organisation, round: round.title }, subjectId: report.id }, now)
  }
}
