import type { Keep } from '../../../kernel/retention.ts'

/** A request that was never sent is kept so long after it was last changed. A case that was sent is the controller's to keep or delete: archive rules decide. */
export const draftKept: Keep = { years: 1 }
