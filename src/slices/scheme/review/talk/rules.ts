import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'

/** One wording of a comment. The last one of a thread is what it says now. */
export type Wording = { readonly thread: string; readonly number: number; readonly text: string; readonly personId: string; readonly by: string; readonly at: Date }
export type Comment = { readonly thread: string; readonly now: Wording; /** The oldest first. */ readonly before: readonly Wording[] }

/** Comments by when they were first made, each with its earlier wordings. */
export function threads(wordings: readonly Wording[]): readonly Comment[] {
  const found = new Map<string, Wording[]>()
  for (const one of [...wordings].sort((a, b) => a.number - b.number)) found.set(one.thread, [...(found.get(one.thread) ?? []), one])
  const comments = [...found].flatMap(([thread, all]) => {
    const now = all.at(-1)
    return now ? [{ thread, now, before: all.slice(0, -1) }] : []
  })
  const began = ({ now, before }: Comment) => (before[0] ?? now).at.getTime()
  return comments.sort((a, b) => began(a) - began(b) || (a.thread < b.thread ? -1 : 1))
}

export type CommentRefusal = 'gone' | 'not-yours' | 'changed-meanwhile' | 'nothing-changed'
/** The writer may change a comment; what it said before is kept and shown. */
export function reword(comment: Comment | undefined, personId: string, seen: number, text: string): Decision<CommentRefusal, { readonly kind: 'scheme.comment-changed'; readonly number: number }> {
  if (!comment) return refuse('gone')
  if (comment.now.personId !== personId) return refuse('not-yours')
  if (comment.now.number !== seen) return refuse('changed-meanwhile')
  return comment.now.text === text ? refuse('nothing-changed') : accept({ kind: 'scheme.comment-changed', number: seen + 1 })
}

export const flagKinds = ['quality', 'escalated', 'funding', 'other'] as const
export type FlagKind = (typeof flagKinds)[number]

export type CheckRefusal = 'not-finished' | 'same-person' | 'already-checked' | 'open-flags' | 'not-now'
type ToCheck = { readonly stage: string; readonly eligible: boolean | undefined; readonly readers: number; readonly delivered: number; readonly openFlags: number; readonly consideredBy: string | undefined; readonly lastChange: Date | undefined; readonly checkedAt: Date | undefined }

type Dated = { readonly at: Date }
/** When something was last found, delivered or sent back. */
export function lastChangeOf(found: readonly Dated[], deliveries: readonly (Dated & { readonly returned: Dated | undefined })[]): Date | undefined {
  const times = [...found, ...deliveries.flatMap((one) => (one.returned ? [one, one.returned] : [one]))].map(({ at }) => at.getTime())
  return times.length === 0 ? undefined : new Date(Math.max(...times))
}

/** True while nothing has changed since somebody went through it. */
export const isChecked = (checkedAt: Date | undefined, lastChange: Date | undefined): boolean => checkedAt !== undefined && (lastChange === undefined || checkedAt >= lastChange)

/** Another officer than the one who considered the criteria goes through a finished assessment. `consideredBy` and `by` are persons, not names. */
export function check({ stage, eligible, readers, delivered, openFlags, consideredBy, lastChange, checkedAt }: ToCheck, by: string): Decision<CheckRefusal, { readonly kind: 'scheme.review-checked' }> {
  if (stage !== 'in-review' && stage !== 'in-forum') return refuse('not-now')
  if (eligible === undefined || (eligible && (readers === 0 || delivered < readers))) return refuse('not-finished')
  if (openFlags > 0) return refuse('open-flags')
  if (consideredBy === by) return refuse('same-person')
  return isChecked(checkedAt, lastChange) ? refuse('already-checked') : accept({ kind: 'scheme.review-checked' })
}
