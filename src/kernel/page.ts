import type { Actor } from './actor.ts'
import type { Language } from './language.ts'

/** What was done by the request before this page: shown once at the top. The text is a key of the catalogues. */
export type Flash = { readonly kind: 'success' | 'info' | 'warning' | 'danger'; readonly key: string }

/** What every page is told about the visit it belongs to. */
export type PageFacts = {
  readonly language: Language
  /** The page's own address without language, for the language links and for coming back after sign-in. */
  readonly path: string
  readonly csrf: string
  readonly actor: Actor | undefined
  /** Signed in, though perhaps without a membership yet. */
  readonly signedInName: string | undefined
  readonly sessionEndsAt: Date | undefined
  readonly flash: Flash | undefined
  readonly now: Date
}
