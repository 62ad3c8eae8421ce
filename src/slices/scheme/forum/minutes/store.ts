import type { Tx } from '../../../../platform/db.ts'

export type Approval = { readonly memberId: string; readonly approves: boolean; readonly note: string; readonly at: Date; readonly by: string }
export const loadApprovals = async (tx: Tx, meetingId: string): Promise<Approval[]> =>
  (await tx.selectFrom('scheme.minutes_approval').select(['member_id', 'approves', 'note', 'at', 'by_name']).where('meeting_id', '=', meetingId).orderBy('at').execute()).map((row) => ({ memberId: row.member_id, approves: row.approves, note: row.note, at: row.at, by: row.by_name }))
export const saveApproval = (tx: Tx, meetingId: string, memberId: string, answer: { readonly approves: boolean; readonly note: string }, by: string, at: Date) => {
  const row = { approves: answer.approves, note: answer.note, at, by_name: by }
  return tx.insertInto('scheme.minutes_approval').values({ meeting_id: meetingId, member_id: memberId, ...row }).onConflict((oc) => oc.columns(['meeting_id', 'member_id']).doUpdateSet(row)).execute()
}
