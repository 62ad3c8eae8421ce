import { osloDate, type LocalDate } from '../../../../kernel/dates.ts'
import { phaseOf, type Timing } from '../rules.ts'

export type Facts = Timing & {
  readonly reportClosesAt: Date
  readonly hasForum: boolean
  /** A meeting about it is planned, called or going on. */
  readonly hasMeeting: boolean
  readonly extendedUntil: Date | undefined
  readonly sent: number
  /** Sent reports where the county governor has not found whether the criteria are met, and no answer is waited for. */
  readonly unconsidered: number
  /** Of those that meet the criteria: nobody is to read them. */
  readonly unassigned: number
  /** Not settled yet: a criterion is open, or a reader has not delivered. */
  readonly unread: number
  readonly unrecommended: number
  readonly undecided: number
}

export type RoundTask =
  | { readonly what: 'announce' | 'review' | 'forum' | 'meeting' | 'decide' | 'follow-up' | 'end'; readonly due: LocalDate | undefined }
  | { readonly what: 'eligibility' | 'assign' | 'decisions'; readonly count: number; readonly due: undefined }

/**
 * What a round asks of the county governor now. Nothing has a deadline but the announcement, which is late when the round should have opened: what
 * comes after takes the time it takes, and nothing happens by itself.
 */
export function waitingIn(round: Facts, now: Date): readonly RoundTask[] {
  const step = (what: 'review' | 'forum' | 'meeting' | 'decide' | 'follow-up' | 'end'): readonly RoundTask[] => [{ what, due: undefined }]
  switch (phaseOf(round, now)) {
    case 'planned':
      return [{ what: 'announce', due: osloDate(round.opensAt) }]
    case 'closed':
      return step('review')
    case 'in-review': {
      const reading: readonly RoundTask[] = [
        ...(round.unconsidered > 0 ? [{ what: 'eligibility', count: round.unconsidered, due: undefined } as const] : []),
        ...(round.unassigned > 0 ? [{ what: 'assign', count: round.unassigned, due: undefined } as const] : []),
      ]
      const stillComing = round.extendedUntil !== undefined && now < round.extendedUntil
      if (reading.length > 0 || round.unread > 0 || round.sent === 0 || stillComing) return reading
      return round.hasForum ? step('forum') : decisions(round)
    }
    case 'in-forum':
      if (round.unrecommended > 0) return round.hasMeeting ? [] : step('meeting')
      return round.undecided > 0 ? step('decide') : []
    case 'decided':
      return round.undecided > 0 ? decisions(round) : step('follow-up')
    case 'in-follow-up':
      return round.reportClosesAt <= now ? step('end') : []
    default:
      return []
  }
}

const decisions = ({ undecided }: Facts): readonly RoundTask[] => (undecided > 0 ? [{ what: 'decisions', count: undecided, due: undefined }] : [])
