import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import type { TieRule } from '../members/rules.ts'

/** What the forum does with an item, from which state to which. Agreement is sought first; a vote is opened only where it was not reached. */
export const itemStates = ['waiting', 'agreed', 'not-agreed', 'voting', 'adopted', 'noted'] as const
export type ItemState = (typeof itemStates)[number]
export const itemSteps = {
  agree: { from: ['waiting', 'not-agreed'], to: 'agreed' },
  disagree: { from: ['waiting'], to: 'not-agreed' },
  'open-vote': { from: ['not-agreed'], to: 'voting' },
  adopt: { from: ['voting'], to: 'adopted' },
  reject: { from: ['voting'], to: 'not-agreed' },
  note: { from: ['waiting'], to: 'noted' },
  reopen: { from: ['agreed', 'adopted', 'noted'], to: 'waiting' },
} as const satisfies Readonly<Record<string, { readonly from: readonly ItemState[]; readonly to: ItemState }>>
export type ItemStep = keyof typeof itemSteps

export const choices = ['for', 'against', 'blank'] as const
export type Choice = (typeof choices)[number]
export type Count = { readonly [choice in Choice]: number }
export const voteResults = ['adopted', 'rejected', 'adopted-by-chair', 'rejected-by-chair', 'equal', 'no-quorum'] as const
export type VoteResult = (typeof voteResults)[number]

/** A member as the room knows them for one item. `declared`: has answered for every report of the item. */
export type Attending = { readonly memberId: string; readonly votes: boolean; readonly chairs: boolean; readonly present: boolean; readonly disqualified: boolean; readonly declared: boolean }
export type Standing = 'may' | 'no-vote' | 'disqualified' | 'absent' | 'not-declared'

/** Whether a member may vote on an item: entitled, impartial, present, and has answered about impartiality. The first reason against is the one that is told. */
export const standingOf = (one: Attending): Standing => (!one.votes ? 'no-vote' : one.disqualified ? 'disqualified' : !one.present ? 'absent' : !one.declared ? 'not-declared' : 'may')

/** How many of those who have a vote must be there: `percent` of them, rounded up, and never nobody. */
export const quorumOf = (voters: number, percent: number): number => Math.max(1, Math.ceil((voters * percent) / 100))
export const isQuorate = (members: readonly Pick<Attending, 'votes' | 'present'>[], percent: number): boolean => {
  const voters = members.filter(({ votes }) => votes)
  return voters.filter(({ present }) => present).length >= quorumOf(voters.length, percent)
}

export type ItemFacts = { readonly state: ItemState; readonly kind: 'general' | 'reports'; readonly meetingOpen: boolean; readonly proposals: readonly { readonly outcome: string | undefined }[] }
export type ItemRefusal = 'not-found' | 'meeting-not-open' | 'not-now' | 'agreement-first' | 'no-proposal' | 'no-quorum' | 'nobody-can-vote' | 'too-many-hands' | 'changed-meanwhile'

/** Takes an item one step on. What is agreed or voted on is a proposal that has been written down for every report. */
export function takeItem(step: ItemStep, item: ItemFacts, quorate: boolean): Decision<ItemRefusal, { readonly kind: `scheme.item-${ItemStep}`; readonly to: ItemState }> {
  if (!item.meetingOpen) return refuse('meeting-not-open')
  if ((step === 'note') !== (item.kind === 'general') && step !== 'reopen') return refuse('not-now')
  if (step === 'open-vote' && item.state === 'waiting') return refuse('agreement-first')
  if (!(itemSteps[step].from as readonly ItemState[]).includes(item.state)) return refuse('not-now')
  if (item.kind === 'reports' && step !== 'reopen' && item.proposals.some(({ outcome }) => outcome === undefined)) return refuse('no-proposal')
  if ((step === 'agree' || step === 'open-vote') && !quorate) return refuse('no-quorum')
  return accept({ kind: `scheme.item-${step}`, to: itemSteps[step].to })
}

/** The members a vote is opened for. */
export function openTo(members: readonly Attending[]): Decision<ItemRefusal, readonly string[]> {
  const entitled = members.filter((one) => standingOf(one) === 'may').map(({ memberId }) => memberId)
  return entitled.length === 0 ? refuse('nobody-can-vote') : accept(entitled)
}

export type CastRefusal = 'vote-closed' | 'no-right' | 'disqualified' | 'absent' | 'already-voted' | 'by-hands' | 'governor-never-votes'
export type OpenVote = { readonly open: boolean; readonly method: 'ballot' | 'hands' }

/** One ballot from one member, once. The county governor never votes. */
export function cast(vote: OpenVote, voter: { readonly governor: boolean; readonly hasRight: boolean; readonly disqualified: boolean; readonly present: boolean; readonly voted: boolean }): Decision<CastRefusal, { readonly kind: 'scheme.ballot-cast' }> {
  if (voter.governor) return refuse('governor-never-votes')
  if (!vote.open) return refuse('vote-closed')
  if (vote.method === 'hands') return refuse('by-hands')
  if (voter.disqualified) return refuse('disqualified')
  if (!voter.hasRight) return refuse('no-right')
  if (!voter.present) return refuse('absent')
  return voter.voted ? refuse('already-voted') : accept({ kind: 'scheme.ballot-cast' })
}

/**
 * What a count means: more for than against, blank votes not counted. Equal votes follow the forum's rule; a chair who is not among the voters, or who
 * voted blank, decides nothing.
 * @param entitled those who could vote and have not been found to have a tie since
 */
export function resultOf(count: Count, entitled: number, rule: TieRule, chair: Choice | undefined): Decision<'too-many-hands', VoteResult> {
  if (count.for + count.against + count.blank > entitled) return refuse('too-many-hands')
  if (count.for + count.against + count.blank === 0) return accept('no-quorum')
  if (count.for !== count.against) return accept(count.for > count.against ? 'adopted' : 'rejected')
  if (rule === 'not-adopted' || chair === undefined || chair === 'blank') return accept('equal')
  return accept(chair === 'for' ? 'adopted-by-chair' : 'rejected-by-chair')
}

export const isAdopted = (result: VoteResult): boolean => result === 'adopted' || result === 'adopted-by-chair'
