import { writeCalendar } from '../../../../kernel/calendar.ts'
import { instantOslo } from '../../../../kernel/dates.ts'
import type { Translate } from '../../../../texts/index.ts'
import type { Case } from '../../cases/store.ts'
import type { Proposal } from './rules.ts'

/** Nobody says how long a start meeting is; an hour is what the calendar sets aside until somebody changes it there. */
const usualMinutes = 60

/** The agreed start meeting as a calendar file. It leaves the product, so it holds the kindergarten's name and the reference, and nothing of the case: not the place either. */
export const startMeetingFile = (t: Translate, one: Pick<Case, 'id' | 'kindergartenName' | 'reference'>, { onDate, atTime }: Proposal, version: number, publicUrl: string, at: Date): string =>
  writeCalendar({
    uid: `${one.id}-start@${new URL(publicUrl).hostname}`,
    version,
    starts: instantOslo(onDate, atTime),
    minutes: usualMinutes,
    title: t('work.time.calendar.title', { kindergarten: one.kindergartenName, reference: one.reference }),
    url: `${publicUrl}/veiledning/${one.id}`,
    at,
  })
