import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { Config } from '../../../../platform/config.ts'

/** The secret of a pulse, derived from its id and the installation's key: it can be shown again in the kindergarten, and stands nowhere in the database. */
export const pulseToken = ({ secretKey }: Pick<Config, 'secretKey'>, pulseId: string): string =>
  createHmac('sha256', secretKey ?? 'development').update(`pulse 1 ${pulseId}`).digest().subarray(0, 16).toString('base64url')

/** What the database keeps of a secret. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()
/** A key for one showing of the form. */
export const newFormKey = (): string => randomBytes(16).toString('base64url')
/** True when the text has the shape of a secret or a key of ours. */
export const looksLikeSecret = (text: unknown): text is string => typeof text === 'string' && /^[\w-]{22}$/.test(text)
