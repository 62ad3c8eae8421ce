import { createHash, createHmac } from 'node:crypto'
import type { Config } from '../../../../platform/config.ts'

/**
 * The secrets of links, derived from an id and the installation's key: each letter to a person has the same link, a head can be shown the link for the
 * staff again, and none of them stands in the database. On a developer's machine without a key there is nothing to keep secret.
 */
const secretOf = ({ secretKey }: Pick<Config, 'secretKey'>, what: string): string => createHmac('sha256', secretKey ?? 'development').update(what).digest().subarray(0, 16).toString('base64url')
/** A person's own page. */
export const placeToken = (config: Pick<Config, 'secretKey'>, placeId: string): string => secretOf(config, `course place 1 ${placeId}`)
/** A kindergarten's link for its staff. */
export const linkToken = (config: Pick<Config, 'secretKey'>, linkId: string): string => secretOf(config, `course link 1 ${linkId}`)

/** What the database keeps of a secret. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()
export const looksLikeToken = (text: unknown): text is string => typeof text === 'string' && /^[\w-]{22}$/.test(text)
export const placePath = (config: Pick<Config, 'secretKey'>, placeId: string): string => `/kursplass/${placeToken(config, placeId)}`
export const linkPath = (config: Pick<Config, 'secretKey'>, linkId: string): string => `/kurspamelding/${linkToken(config, linkId)}`
