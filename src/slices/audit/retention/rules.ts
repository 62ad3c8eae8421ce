import type { Keep } from '../../../kernel/retention.ts'

/** How long the trace of who has read what is kept. What happened is kept with what it is about. */
export const readingKept: Keep = { years: 2 }
