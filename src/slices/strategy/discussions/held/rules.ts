import type { LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { isBegun, type Discussion } from '../rules.ts'

export const limits = { said: 4000, name: 200 } as const
/** One contribution, with the name of who said it as it was; empty when it was the meeting's. */
export type Said = { readonly id: string; readonly pointId: string; readonly by: string; readonly body: string; readonly version: number; readonly writtenAt: Date; readonly writtenBy: string }

type Event<Kind extends string> = { readonly kind: `strategy.${Kind}` }
export type HeldRefusal = 'cancelled' | 'not-begun' | 'minutes-sent'
export const whyNotHeld = (meeting: Discussion, today: LocalDate): HeldRefusal | undefined => (meeting.cancelledAt ? 'cancelled' : !isBegun(meeting, today) ? 'not-begun' : meeting.writing ? undefined : 'minutes-sent')

export const mark = (meeting: Discussion, today: LocalDate): Decision<HeldRefusal, Event<'discussion-presence-marked'>> => {
  const not = whyNotHeld(meeting, today)
  return not ? refuse(not) : accept({ kind: 'strategy.discussion-presence-marked' })
}
/** @param known whether the one who said it is on the list still; true when nobody is named */
export const say = (meeting: Discussion, known: boolean, today: LocalDate): Decision<HeldRefusal | 'person-removed', Event<'discussion-said'>> => {
  const not = whyNotHeld(meeting, today)
  return not ? refuse(not) : known ? accept({ kind: 'strategy.discussion-said' }) : refuse('person-removed')
}
/** The words are mended; who said it stays, also when they are no longer with us. */
export const mend = (meeting: Discussion, said: Pick<Said, 'version'>, seen: number, today: LocalDate): Decision<HeldRefusal | 'changed-meanwhile', Event<'discussion-said'>> => {
  const not = whyNotHeld(meeting, today)
  return not ? refuse(not) : said.version === seen ? accept({ kind: 'strategy.discussion-said' }) : refuse('changed-meanwhile')
}
