import type { Keep } from '../../../kernel/retention.ts'

/** A contact after the last day, or after the kindergarten or the service closed; activities, requests, hand-overs and what was talked through after they ended. Our proposal. */
export const kept: Readonly<Record<'contacts' | 'work', Keep>> = { contacts: { years: 1 }, work: { years: 3 } }
