import type { Role } from '../../kernel/actor.ts'

/** A past-tense fact to remember: what happened, to what, and whose people may read about it. */
export type Happening = {
  /** For example `guidance.requested`. Every kind has words for the timeline. */
  readonly kind: string
  readonly about: { readonly kind: string; readonly id: string }
  readonly readers: readonly string[]
  /** `internal`: only the team's advisers see it. */
  readonly visibility: 'shared' | 'internal'
  /** Small facts for the sentence on the timeline. Never what a person has written. */
  readonly data?: Readonly<Record<string, string | number | boolean | null>>
}

/** One line of a timeline. */
export type Moment = {
  readonly id: string
  readonly at: Date
  readonly kind: string
  readonly who: string
  readonly role: Role | 'system'
  readonly onBehalfOf: string | undefined
  readonly internal: boolean
  readonly data: Readonly<Record<string, string | number | boolean | null>>
}
