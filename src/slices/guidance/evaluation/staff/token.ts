import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { Config } from '../../../../platform/config.ts'

/**
 * The secret of a staff link, derived from the link's id and the installation's key: it can be shown again to those who may see the case, and
 * stands nowhere in the database. On a developer's machine without a key there is nothing to keep secret, and links survive a restart.
 */
export const staffToken = ({ secretKey }: Pick<Config, 'secretKey'>, linkId: string): string =>
  createHmac('sha256', secretKey ?? 'development').update(`staff link 1 ${linkId}`).digest().subarray(0, 16).toString('base64url')

/** What the database keeps of a secret. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** A key for one showing of the form. */
export const newFormKey = (): string => randomBytes(16).toString('base64url')

/** True when the text has the shape of a secret or a key of ours. */
export const looksLikeSecret = (text: unknown): text is string => typeof text === 'string' && /^[\w-]{22}$/.test(text)
