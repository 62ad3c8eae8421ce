import type { Keep } from '../../../kernel/retention.ts'

/** How long each thing is kept (docs/privacy.md). `link`: the key in an invitation that was not delivered; one that was, is blanked at once. */
export const kept = {
  notice: { years: 1 },
  delivery: { days: 90 },
  link: { days: 14 },
} as const satisfies Readonly<Record<string, Keep>>
