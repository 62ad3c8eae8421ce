import type { Deps } from '../../platform/http.ts'
import type { JobKind } from '../../platform/jobs.ts'
import { forgetDiscussions } from './discussions/actions.ts'
import { forgetInvitations, sendInvitations } from './discussions/invitations/actions.ts'
import { forgetComments, remindOfHearings } from './plans/hearing/actions.ts'

const retentionQueue = 'strategy.retention'
const invitationsQueue = 'strategy.discussion-invitations'
const hearingsQueue = 'strategy.hearings'
export const queues = [retentionQueue, hearingsQueue, invitationsQueue]

export const jobKinds = (deps: Deps): JobKind[] => [
  { queue: retentionQueue, work: async () => deps.log.info('forgotten', { comments: await forgetComments(deps), meetings: await forgetDiscussions(deps), invitations: await forgetInvitations(deps) }), schedule: '59 2 * * *' },
  { queue: hearingsQueue, work: async () => deps.log.info('reminded', { hearings: await remindOfHearings(deps) }), schedule: '10 7 * * *' },
  {
    queue: invitationsQueue,
    work: async () => {
      const sent = await sendInvitations(deps)
      if (sent > 0) deps.log.info('discussion invitations', { sent })
    },
    schedule: '* * * * *',
  },
]
