import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto'
import { codeLetters } from '../kernel/codes.ts'
import type { Config } from './config.ts'

/**
 * The secret of a link, derived from what it is for and the installation's key: it can be shown or sent again, and stands nowhere in the database. On a
 * developer's machine without a key there is nothing to keep secret, and addresses survive a restart. 16 bytes unless told, as base64url.
 */
export const derivedSecret = ({ secretKey }: Pick<Config, 'secretKey'>, what: string, bytes = 16): string =>
  createHmac('sha256', secretKey ?? 'development').update(what).digest().subarray(0, bytes).toString('base64url')
/** A secret of 16 bytes that nobody has seen before: a ticket, or the key of one showing of a form. */
export const newSecret = (): string => randomBytes(16).toString('base64url')
/** What the database keeps of a secret. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()
/** True when a text from outside has the shape of a secret of so many bytes. */
export const looksLikeSecret = (text: unknown, bytes = 16): text is string => typeof text === 'string' && text.length === Math.ceil((bytes * 4) / 3) && /^[\w-]+$/.test(text)

/** A code to be typed: 6 letters are good in a room for hours; 16 (68 bits), on a slip of paper or a certificate, are not to be found by trying. */
export const newCode = (length: number): string => Array.from({ length }, () => codeLetters[randomInt(codeLetters.length)]).join('')
