import { accept, refuse, type Decision } from '../../../kernel/decision.ts'

export type AccessRequest = { readonly id: string; readonly orgId: string; readonly orgName: string; readonly name: string; readonly email: string; readonly askedAt: Date; readonly answer: 'invited' | 'declined' | undefined }

const askRefusals = ['asked-already', 'asked-too-often', 'organisation-closed'] as const
export type AskRefusal = (typeof askRefusals)[number]

export const waitDays = 7
const mostPerDay = 3
/** More than this is a search to make narrower. */
export const mostFound = 20

/** The same organisation is asked once a week, and no more than three of them in a day: enough for a mistake, too little for a nuisance. */
export function ask(orgId: string, closed: boolean, before: readonly Pick<AccessRequest, 'orgId' | 'askedAt'>[], now: Date): Decision<AskRefusal, undefined> {
  if (closed) return refuse('organisation-closed')
  const within = (days: number) => before.filter(({ askedAt }) => now.getTime() - askedAt.getTime() < days * 86_400_000)
  if (within(waitDays).some((one) => one.orgId === orgId)) return refuse('asked-already')
  return within(1).length >= mostPerDay ? refuse('asked-too-often') : accept(undefined)
}
