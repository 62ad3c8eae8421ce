import { createHash } from 'node:crypto'
import type { Config } from '../../../platform/config.ts'
import { derivedSecret, looksLikeSecret } from '../../../platform/link-secrets.ts'

/** Longer than others: it stands in a calendar for years, where nobody looks at it. */
const bytes = 24
/** The secret of a calendar's address. */
export const feedToken = (config: Pick<Config, 'secretKey'>, feedId: string): string => derivedSecret(config, `calendar feed 1 ${feedId}`, bytes)
export const looksLikeFeedToken = (text: unknown): text is string => looksLikeSecret(text, bytes)
/** A name for exactly this content (RFC 9110, 8.8.3). */
export const tagOf = (content: string): string => `W/"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`
