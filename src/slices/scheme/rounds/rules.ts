import { osloDate, startOfDayOslo, addDays, dateOf, yearOf, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import type { Scheme } from '../schemes/rules.ts'

/** What people have decided about a round. */
export const stages = ['planned', 'announced', 'in-review', 'in-forum', 'decided', 'in-follow-up', 'ended', 'cancelled'] as const
export type Stage = (typeof stages)[number]

/** From when a round has come to its forum, and for good: those who sit there see its reports. The database has the same list (`handled_reports`). */
export const stagesFromForum = ['in-forum', 'decided', 'in-follow-up', 'ended'] as const satisfies readonly Stage[]
export const hasComeToForum = (stage: string): boolean => stagesFromForum.some((one) => one === stage)
/** From when what is granted in a round is decided, or is being: its forum has had its say. */
export const hasComeToDecision = (stage: string): boolean => hasComeToForum(stage) && stage !== 'in-forum'

/** What a round is at a moment: an announced one is waiting, open or closed by its dates. */
export const phases = ['planned', 'announced', 'open', 'closed', 'in-review', 'in-forum', 'decided', 'in-follow-up', 'ended', 'cancelled'] as const
export type Phase = (typeof phases)[number]

export type Timing = { readonly stage: Stage; readonly opensAt: Date; readonly closesAt: Date }

/**
 * @param closesAt the first instant that is too late: '1 February 23.59' is 2 February 00:00:00, so 23:59:59 is in time
 */
export const phaseOf = ({ stage, opensAt, closesAt }: Timing, now: Date): Phase => (stage !== 'announced' ? stage : now < opensAt ? 'announced' : now < closesAt ? 'open' : 'closed')

/** When it closes for one applicant: later for the one who has been given more time. */
export const closesFor = (round: Pick<Timing, 'closesAt'>, extendedUntil: Date | undefined): Date => (extendedUntil && extendedUntil > round.closesAt ? extendedUntil : round.closesAt)

/**
 * Whether this applicant may send now. An extension holds while others are being reviewed, too: it was given so that somebody should be in time.
 */
export function mayStillSend(round: Timing, extendedUntil: Date | undefined, now: Date): Decision<'round-not-open' | 'round-closed', { readonly kind: 'may-send' }> {
  const phase = phaseOf(round, now)
  if (phase === 'planned' || phase === 'announced' || phase === 'cancelled') return refuse('round-not-open')
  if (phase === 'open') return accept({ kind: 'may-send' })
  const extended = extendedUntil !== undefined && now < extendedUntil && (phase === 'closed' || phase === 'in-review')
  return extended ? accept({ kind: 'may-send' }) : refuse('round-closed')
}

/** Steps people take with a round, in the order of the year. `reopen` and `cancel` need a reason. */
export const steps = ['announce', 'review', 'forum', 'decide', 'follow-up', 'end', 'reopen', 'cancel'] as const
export type Step = (typeof steps)[number]

export type RoundFacts = Timing & {
  readonly reportClosesAt: Date
  readonly hasForm: boolean
  readonly hasForum: boolean
  readonly hasInformation: boolean
  /** The last extension that is still running, if any. */
  readonly extendedUntil: Date | undefined
  /** Sent reports that nothing has been recommended for. */
  readonly unrecommended: number
  /** Sent reports whose decision is not published. */
  readonly undecided: number
}

const stepRefusals = ['not-now', 'no-form', 'no-forum', 'no-information', 'deadline-passed', 'still-open', 'extension-runs', 'not-all-recommended', 'not-all-decided', 'reason-missing', 'deadline-not-later'] as const
export type StepRefusal = (typeof stepRefusals)[number]

const from: Readonly<Record<Step, readonly Phase[]>> = {
  announce: ['planned'],
  review: ['closed'],
  forum: ['in-review'],
  decide: ['in-forum'],
  'follow-up': ['decided'],
  end: ['in-follow-up'],
  reopen: ['closed', 'in-review'],
  cancel: ['planned', 'announced'],
}
const becomes: Readonly<Record<Step, Stage>> = {
  announce: 'announced',
  review: 'in-review',
  forum: 'in-forum',
  decide: 'decided',
  'follow-up': 'in-follow-up',
  end: 'ended',
  reopen: 'announced',
  cancel: 'cancelled',
}

/** Whether the step fits where the round is; the rest of what a step asks is in `take`. Also what the diagram of the documents is drawn from. */
export const leadsFrom = (step: Step): readonly Phase[] => from[step]
export const leadsTo = (step: Step): Stage => becomes[step]
export const possibleSteps = (phase: Phase): readonly Step[] => steps.filter((step) => from[step].includes(phase))

export type Taken = { readonly kind: `scheme.round-${Step}`; readonly stage: Stage; readonly closesAt: Date }

/**
 * Takes a step with the round.
 * @param newDeadline only for `reopen`: the new first instant that is too late
 */
export function take(step: Step, round: RoundFacts, reason: string, newDeadline: Date | undefined, now: Date): Decision<StepRefusal, Taken> {
  const phase = phaseOf(round, now)
  if (!from[step].includes(phase)) return refuse(step === 'review' && phase === 'open' ? 'still-open' : 'not-now')
  if (step === 'announce') {
    if (!round.hasForm) return refuse('no-form')
    if (!round.hasInformation) return refuse('no-information')
    if (round.closesAt <= now) return refuse('deadline-passed')
  }
  if (step === 'forum') {
    if (!round.hasForum) return refuse('no-forum')
    if (round.extendedUntil && now < round.extendedUntil) return refuse('extension-runs')
  }
  if (step === 'decide' && round.unrecommended > 0) return refuse('not-all-recommended')
  if (step === 'follow-up' && round.undecided > 0) return refuse('not-all-decided')
  if ((step === 'reopen' || step === 'cancel') && reason === '') return refuse('reason-missing')
  if (step === 'reopen' && (!newDeadline || newDeadline <= now || newDeadline <= round.closesAt || newDeadline >= round.reportClosesAt)) return refuse('deadline-not-later')
  return accept({ kind: `scheme.round-${step}`, stage: becomes[step], closesAt: step === 'reopen' && newDeadline ? newDeadline : round.closesAt })
}

const planRefusals = ['opens-after-it-closes', 'results-before-it-closes', 'scheme-not-in-force', 'form-asks-partner', 'form-lacks-partner'] as const
export type PlanRefusal = (typeof planRefusals)[number]

export type Plan = { readonly opensOn: LocalDate; readonly closesOn: LocalDate; readonly resultsOn: LocalDate }
export type Planned = { readonly kind: 'scheme.round-planned'; readonly opensAt: Date; readonly closesAt: Date; readonly reportClosesAt: Date }

/**
 * A last day means the whole day, to 23.59 in Norway. The scheme must be in force on the day the round closes, and the form ask for a partner where the
 * scheme does and nowhere else: what only a partner can answer is never answered where there is none.
 * @param asksPartner whether the form asks for one; undefined when no form is chosen yet
 */
export function plan({ opensOn, closesOn, resultsOn }: Plan, scheme: Pick<Scheme, 'valid' | 'partner'>, asksPartner?: boolean): Decision<PlanRefusal, Planned> {
  if (opensOn > closesOn) return refuse('opens-after-it-closes')
  if (resultsOn <= closesOn) return refuse('results-before-it-closes')
  if (closesOn < scheme.valid.from || (scheme.valid.to !== undefined && closesOn >= scheme.valid.to)) return refuse('scheme-not-in-force')
  if (asksPartner !== undefined && asksPartner !== (scheme.partner === 'required')) return refuse(asksPartner ? 'form-asks-partner' : 'form-lacks-partner')
  return accept({ kind: 'scheme.round-planned', opensAt: startOfDayOslo(opensOn), closesAt: startOfDayOslo(addDays(closesOn, 1)), reportClosesAt: startOfDayOslo(addDays(resultsOn, 1)) })
}

/** The last day one can send, as it is announced. */
export const lastDayOf = (closesAt: Date): LocalDate => osloDate(new Date(closesAt.getTime() - 1))

export type ExtendRefusal = 'not-now' | 'reason-missing' | 'deadline-not-later' | 'in-the-past'

/** More time for one applicant, given with a reason; planned before the deadline, or after it when something stopped somebody. */
export function extend(round: RoundFacts, lastDay: LocalDate, reason: string, now: Date): Decision<ExtendRefusal, { readonly kind: 'scheme.extended'; readonly until: Date }> {
  if (!['announced', 'open', 'closed', 'in-review'].includes(phaseOf(round, now))) return refuse('not-now')
  if (reason === '') return refuse('reason-missing')
  const until = startOfDayOslo(addDays(lastDay, 1))
  if (until <= now) return refuse('in-the-past')
  return until > round.closesAt && until < round.reportClosesAt ? accept({ kind: 'scheme.extended', until }) : refuse('deadline-not-later')
}

/** Next year's round begins as this one: the same days a year later, the usual days of the scheme where the year has none. */
/** What a new round begins with, from the scheme: the next usual deadline that leaves `weeks` for writing, in a kindergarten year that has no round yet, and the usual one for results after that year. */
export function usualDays({ usualDeadline, usualResultDeadline }: Pick<Scheme, 'usualDeadline' | 'usualResultDeadline'>, today: LocalDate, taken: readonly number[]): { readonly year: number; readonly closesOn: LocalDate; readonly resultsOn: LocalDate } {
  const at = (year: number, { month, day }: { readonly month: number; readonly day: number }) => dateOf(year, month, day)
  const deadline = (year: number) => at(year, usualDeadline)
  let year = yearOf(today)
  while (deadline(year) < addDays(today, leastWriting) || taken.includes(year)) year += 1
  // The kindergarten year ends the summer after; what came of it is told the first time the usual day comes round after that.
  const sameYear = at(year + 1, usualResultDeadline)
  return { year, closesOn: deadline(year), resultsOn: sameYear > dateOf(year + 1, 8, 1) ? sameYear : at(year + 2, usualResultDeadline) }
}
/** Days there must be left to write in before a usual deadline is proposed. */
const leastWriting = 28

/** The days of a round like this one a year later. */
export const yearLater = ({ opensAt, closesAt, reportClosesAt }: Pick<Timing, 'opensAt' | 'closesAt'> & { readonly reportClosesAt: Date }): Plan => ({ opensOn: aYearLater(osloDate(opensAt)), closesOn: aYearLater(lastDayOf(closesAt)), resultsOn: aYearLater(lastDayOf(reportClosesAt)) })

const aYearLater = (day: LocalDate): LocalDate => {
  const year = yearOf(day) + 1
  return day.endsWith('-02-29') ? dateOf(year, 2, 28) : dateOf(year, Number(day.slice(5, 7)), Number(day.slice(8)))
}
