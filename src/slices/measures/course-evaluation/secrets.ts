import type { Config } from '../../../platform/config.ts'
import { derivedSecret } from '../../../platform/link-secrets.ts'

/** The ticket of a seat, good for one answer: the same in the letter and on the person's own page. */
export const seatTicket = (config: Pick<Config, 'secretKey'>, placeId: string): string => derivedSecret(config, `course evaluation seat 1 ${placeId}`)
export const ticketPath = (config: Pick<Config, 'secretKey'>, placeId: string): string => `/kursevaluering/${seatTicket(config, placeId)}`
