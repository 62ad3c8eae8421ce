import type { Keep } from '../../../kernel/retention.ts'
import type { KeyKind } from '../rules.ts'

/** How long each thing is kept (docs/privacy.md). */
export const kept = {
  notice: { years: 1 },
  delivery: { days: 90 },
} as const satisfies Readonly<Record<string, Keep>>

const courseKept: Keep = { days: 365 }

/** How long a key in a letter that was not delivered is kept: as long as its link works. In one that was delivered it is blanked at once. */
export const keyKept: Readonly<Record<KeyKind, Keep>> = { invitation: { days: 14 }, 'email-change': { days: 1 }, 'course-seated': courseKept, 'course-waiting': courseKept, 'course-offered': courseKept, 'course-changed': courseKept, 'course-lost': courseKept, 'course-calendar': courseKept, 'course-calendar-off': courseKept, 'course-certificate': courseKept, 'course-evaluation': courseKept }
