/** Where a report stands in the review. */
export const standings = ['withdrawn', 'to-consider', 'to-clarify', 'not-eligible', 'to-assign', 'being-read', 'read', 'checked'] as const
export type Standing = (typeof standings)[number]

type Facts = { readonly state: string; readonly eligible: boolean | undefined; readonly clarifying: boolean; readonly readers: number; readonly delivered: number; readonly checked: boolean }

/** Eligibility comes first; then readers, what they deliver, and a second pair of eyes. It follows from what has been done, and is stored nowhere. */
export function standingOf({ state, eligible, clarifying, readers, delivered, checked }: Facts): Standing {
  if (state !== 'submitted') return 'withdrawn'
  if (eligible === false) return checked ? 'checked' : 'not-eligible'
  if (eligible === undefined) return clarifying ? 'to-clarify' : 'to-consider'
  if (readers === 0) return 'to-assign'
  if (delivered < readers) return 'being-read'
  return checked ? 'checked' : 'read'
}

/** What leads from one to the next, in the order people meet it; the diagram of the rules is drawn from this. */
export const ways: readonly (readonly [from: Standing, to: Standing, by: string])[] = [
  ['to-consider', 'to-clarify', 'something must be clarified'],
  ['to-clarify', 'to-assign', 'answered, all criteria met'],
  ['to-clarify', 'not-eligible', 'a criterion is not met'],
  ['to-consider', 'to-assign', 'all criteria met'],
  ['to-consider', 'not-eligible', 'a criterion is not met'],
  ['not-eligible', 'to-assign', 'considered again'],
  ['not-eligible', 'checked', 'gone through by a second officer'],
  ['to-assign', 'being-read', 'a reader is assigned'],
  ['being-read', 'read', 'all readers have delivered'],
  ['read', 'being-read', 'sent back to a reader'],
  ['read', 'checked', 'gone through by a second officer'],
  ['checked', 'being-read', 'sent back to a reader'],
  ['checked', 'to-clarify', 'considered again'],
  ['to-consider', 'withdrawn', 'withdrawn by the applicant'],
]

export const eventNames = ['weights-set', 'eligibility-considered', 'clarification-asked', 'clarification-answered', 'reader-assigned', 'reader-removed', 'reader-cleared', 'reader-disqualified', 'reader-declared', 'score-delivered', 'score-returned', 'comment-made', 'comment-changed', 'flag-raised', 'flag-resolved', 'review-checked'] as const
export type EventName = (typeof eventNames)[number]
