import type { Config } from '../../../../platform/config.ts'
import { derivedSecret } from '../../../../platform/link-secrets.ts'

/** A person's own page. */
export const placeToken = (config: Pick<Config, 'secretKey'>, placeId: string): string => derivedSecret(config, `course place 1 ${placeId}`)
/** A kindergarten's link for its staff. */
export const linkToken = (config: Pick<Config, 'secretKey'>, linkId: string): string => derivedSecret(config, `course link 1 ${linkId}`)

export const placePath = (config: Pick<Config, 'secretKey'>, placeId: string): string => `/kursplass/${placeToken(config, placeId)}`
export const linkPath = (config: Pick<Config, 'secretKey'>, linkId: string): string => `/kurspamelding/${linkToken(config, linkId)}`
