import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { Config } from '../../../platform/config.ts'

/** The secret of a course's evaluation, derived from the course and the installation's key: it can be shown again to whoever arranges, and stands nowhere in the database. */
export const evaluationToken = ({ secretKey }: Pick<Config, 'secretKey'>, courseId: string): string => createHmac('sha256', secretKey ?? 'development').update(`course evaluation 1 ${courseId}`).digest().subarray(0, 16).toString('base64url')
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()
/** A key for one showing of the form. */
export const newFormKey = (): string => randomBytes(16).toString('base64url')
export const looksLikeSecret = (text: unknown): text is string => typeof text === 'string' && /^[\w-]{22}$/.test(text)
