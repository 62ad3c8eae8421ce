/**
 * What a rule answers: the event that happened, or the name of the reason why it may not happen.
 * A refusal is a value with a name; `throw` is for bugs and dead machines only.
 */
export type Decision<Because extends string, Event> = { readonly ok: true; readonly event: Event } | { readonly ok: false; readonly because: Because }

/** The change may happen; `event` is the past-tense fact to save and record. */
export const accept = <Event>(event: Event): { readonly ok: true; readonly event: Event } => ({ ok: true, event })

/** The change may not happen; `because` names the reason, and every name has words on the page. */
export const refuse = <Because extends string>(because: Because): { readonly ok: false; readonly because: Because } => ({ ok: false, because })
