import type { Keep } from '../../../kernel/retention.ts'

/**
 * How long each thing is kept (docs/privacy.md): an attempt from when it began, a session from when it was last used, a request for access from its
 * answer (or from when it was made), an invitation from when it was used, taken back or ran out, a role from when it ended.
 */
export const kept = {
  attempt: { days: 1 },
  session: { days: 90 },
  answered: { months: 6 },
  unanswered: { years: 1 },
  invitation: { years: 1 },
  role: { years: 5 },
} as const satisfies Readonly<Record<string, Keep>>
