import type { Keep } from '../../../kernel/retention.ts'

/** Reports of imports and readings, counted from when they were done; a reading that waits for a decision stays. Raw answers, from when they came. */
export const kept = { run: { years: 1 }, answer: { years: 1 } } as const satisfies Readonly<Record<string, Keep>>
