import type { waiting as nb } from '../nb/waiting.ts'
import type { Translation } from '../translation.ts'

/** English: what waits for somebody in the grant scheme. */
export const waiting: Translation<typeof nb> = {
  'round.announce': 'Look through the round, and announce it',
  'round.review': 'The deadline has passed. Begin the review',
  'round.eligibility': '{count, plural, one {Consider whether # need report meets the criteria} other {Consider whether # need reports meet the criteria}}',
  'round.assign': '{count, plural, one {Give # need report to somebody who is to read it} other {Give # need reports to somebody who is to read them}}',
  'round.forum': 'Everything has been reviewed. Send the round to the forum',
  'round.meeting': 'Plan a meeting of the forum',
  'round.decide': 'The forum has recommended about all. Prepare the decisions',
  'round.decisions': '{count, plural, one {Decide about # need report} other {Decide about # need reports}}',
  'round.follow-up': 'All decisions have been made. Go on to follow-up',
  'round.end': 'The deadline for the reports has passed. End the round',
  'payment.approve': 'Look through and approve a payment run',
  'payment.where': 'Payment run {number}, prepared by {name}',
  'partnership.confirm': 'Read the partnership with {other}, and confirm it',
  'partnership.confirm-again': '{other} has changed the partnership. Read it, and confirm again',
  'clarification': 'Answer the question about the need report',
  'clarification.where': '{reference}, {round}',
  'declare': '{count, plural, one {Say whether you are impartial in # need report} other {Say whether you are impartial in # need reports}}',
  'meeting.call': 'Call the meeting of the forum',
  'meeting.hold': 'Hold the meeting of the forum',
  'minutes.approve': 'Read and approve the minutes',
  'minutes.lock': 'Everyone has answered. Lock the minutes',
  'meeting.where': '{meeting}, {round}',
}
