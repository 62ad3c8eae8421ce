import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import type { Scheme } from '../../schemes/rules.ts'
import type { ReportState } from '../rules.ts'

type There = { readonly orgId: string; readonly part: string }

export type InviteRefusal = 'not-draft' | 'no-networks' | 'not-an-owner' | 'already-there' | 'too-many'
const most = 60

/** A network has a lead and members. Where each kindergarten reports for itself, the network is only a name that all of them use. */
export function invite(scheme: Pick<Scheme, 'reporter'>, state: ReportState, parties: readonly There[], orgId: string, fits: boolean): Decision<InviteRefusal, { readonly kind: 'scheme.member-invited' }> {
  if (scheme.reporter === 'each-kindergarten') return refuse('no-networks')
  if (state !== 'draft') return refuse('not-draft')
  if (!fits) return refuse('not-an-owner')
  if (parties.some((one) => one.orgId === orgId && (one.part === 'member' || one.part === 'lead'))) return refuse('already-there')
  return parties.filter(({ part }) => part === 'member').length >= most ? refuse('too-many') : accept({ kind: 'scheme.member-invited' })
}

/** Yes can be said until it is sent. No needs a reason, and ends what was written for one's own kindergartens. */
export function answer(state: ReportState, yes: boolean, reason: string): Decision<'not-open' | 'reason-missing', { readonly kind: 'scheme.invitation-accepted' | 'scheme.invitation-declined' }> {
  if (state !== 'draft' && state !== 'signing') return refuse('not-open')
  if (!yes && reason === '') return refuse('reason-missing')
  return accept({ kind: yes ? 'scheme.invitation-accepted' : 'scheme.invitation-declined' })
}

export const leave = (state: ReportState, parties: readonly There[], orgId: string): Decision<'not-draft' | 'not-there', { readonly kind: 'scheme.member-removed' }> =>
  state !== 'draft' ? refuse('not-draft') : parties.some((one) => one.orgId === orgId && one.part === 'member') ? accept({ kind: 'scheme.member-removed' }) : refuse('not-there')
