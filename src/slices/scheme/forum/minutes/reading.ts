import type { Tx } from '../../../../platform/db.ts'
import { loadTies } from '../impartiality/store.ts'
import { loadDeviations, loadItemReports } from '../items/store.ts'
import { loadForum, loadMembers } from '../members/store.ts'
import { loadAttendance, loadGuests, loadHidden, loadItems, loadMeeting } from '../meetings/store.ts'
import { seated } from '../members/rules.ts'
import { osloDate } from '../../../../kernel/dates.ts'
import { loadVotes } from '../votes/store.ts'
import type { MinutesView } from './document.ts'
import { loadApprovals } from './store.ts'

/** Everything the minutes are made of, as the one who asks may see it: an item they have a tie to is only a number. */
export async function readMinutes(tx: Tx, forumId: string, meetingId: string): Promise<MinutesView | undefined> {
  const forum = await loadForum(tx, forumId)
  const meeting = forum && (await loadMeeting(tx, forumId, meetingId))
  if (!forum || !meeting) return undefined
  const [all, attendance, guests, items, hidden, approvals] = await Promise.all([loadMembers(tx, forumId), loadAttendance(tx, meetingId), loadGuests(tx, meetingId), loadItems(tx, meetingId), loadHidden(tx, meetingId), loadApprovals(tx, meetingId)])
  const itemIds = items.map(({ id }) => id)
  const [reports, votes] = await Promise.all([loadItemReports(tx, itemIds), loadVotes(tx, itemIds)])
  const reportIds = reports.map(({ id }) => id)
  const [ties, deviations] = await Promise.all([loadTies(tx, reportIds), loadDeviations(tx, reportIds)])
  // Those who sat in the forum on the day of the meeting.
  const members = seated(all, osloDate(meeting.startsAt))
  return {
    forum, meeting, members, guests, hidden, approvals, deviations,
    present: new Set(attendance.filter((one) => one.present).map(({ memberId }) => memberId)),
    items: items.map((item) => {
      const own = reports.filter(({ itemId }) => itemId === item.id)
      return { ...item, reports: own, votes: votes.filter(({ itemId }) => itemId === item.id), barred: members.filter((one) => ties.some((tie) => tie.personId === one.personId && tie.disqualified && own.some(({ id }) => id === tie.reportId))) }
    }),
  }
}
