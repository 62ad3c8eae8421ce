import { createHash, createHmac } from 'node:crypto'
import type { Config } from '../../../platform/config.ts'

/**
 * The secret of a calendar's address, derived from its id and the installation's key: it can be shown again to the one whose it is, and stands nowhere in the
 * database. On a developer's machine without a key there is nothing to keep secret, and addresses survive a restart.
 */
export const feedToken = ({ secretKey }: Pick<Config, 'secretKey'>, feedId: string): string =>
  createHmac('sha256', secretKey ?? 'development').update(`calendar feed 1 ${feedId}`).digest().subarray(0, 24).toString('base64url')

/** What the database keeps of it. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()
export const looksLikeToken = (text: unknown): text is string => typeof text === 'string' && /^[\w-]{32}$/.test(text)
/** A name for exactly this content (RFC 9110, 8.8.3). */
export const tagOf = (content: string): string => `W/"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`
