import { addDays, type LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { addWorkingDays } from '../../../../kernel/working-days.ts'
import { waiting, type Row } from '../rules.ts'

export type RemindRefusal = 'not-signing' | 'nobody-to-remind' | 'reminded-today'

/** The lead reminds those who have not signed, once a day. Where nobody can sign there is nobody to remind. */
export function remind(state: string, rows: readonly Row[], remindedToday: boolean): Decision<RemindRefusal, { readonly kind: 'scheme.signers-reminded'; readonly rows: readonly Row[] }> {
  if (state !== 'signing') return refuse('not-signing')
  const lacking = waiting(rows)
  if (lacking.length === 0) return refuse('nobody-to-remind')
  return remindedToday ? refuse('reminded-today') : accept({ kind: 'scheme.signers-reminded', rows: lacking })
}

/** So many days after they were asked, those who have not signed are told once more. */
const daysToSign = 7

/**
 * Whether those who lack are told a second time today: a week after they were asked, and once for each time they are asked.
 * @param asked the last day they were: by the report's being sent to signing, by a change of what they had signed, or by the lead
 * @param told the last day this reminder went
 * @param deadline the last day the report can be sent
 */
export const secondNoticeDue = (state: string, deadline: LocalDate, asked: LocalDate | undefined, told: LocalDate | undefined, today: LocalDate): boolean =>
  state === 'signing' && today <= deadline && asked !== undefined && today >= addDays(asked, daysToSign) && (told === undefined || told < asked)

/** When it is told that nobody can sign: when it is found, and as the deadline comes. Later ones stand in for those before. */
export const alarms = ['nobody', 'nobody-ten-days', 'nobody-three-days'] as const
export type Alarm = (typeof alarms)[number]

/**
 * The alarm that is due today for a signature that nobody can give, or undefined: at most one, and each at most once. A report that is still being
 * written is left in peace until ten working days before the deadline: its list of kindergartens may change.
 *
 * @param deadline the last day it can be sent
 */
export function alarmDue(state: string, deadline: LocalDate, told: readonly Alarm[], today: LocalDate): Alarm | undefined {
  if (today > deadline || (state !== 'draft' && state !== 'signing')) return undefined
  const due: Alarm | undefined = today >= addWorkingDays(deadline, -3) ? 'nobody-three-days' : today >= addWorkingDays(deadline, -10) ? 'nobody-ten-days' : state === 'signing' ? 'nobody' : undefined
  return due === undefined || told.some((one) => alarms.indexOf(one) >= alarms.indexOf(due)) ? undefined : due
}
