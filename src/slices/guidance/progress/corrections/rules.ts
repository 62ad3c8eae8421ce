export type CorrectRefusal = 'not-found' | 'case-closed'
/** What a correction stands beside. */
export type AboutKind = 'meeting' | 'observation'
