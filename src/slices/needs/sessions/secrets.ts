import { createHash } from 'node:crypto'
import { codeIn } from '../../../kernel/codes.ts'
import { looksLikeSecret } from '../../../platform/link-secrets.ts'
import { slipLength } from './rules.ts'

/** The ticket that belongs to one way in: sent twice, a form gives the same. The key was never seen by anybody but the phone the page was drawn for. */
export const ticketOf = (startKey: string, sessionId: string): string => createHash('sha256').update(`join ${startKey} ${sessionId}`).digest('base64url').slice(0, 22)
/** What a phone keeps: a secret that nobody else knows, or the code of a slip. */
export const looksLikeTicket = (text: unknown): text is string => looksLikeSecret(text) || (typeof text === 'string' && codeIn(text, slipLength) === text)
/** That this ticket has been used for this theme of this session: from the hash alone nobody can say which. */
export const usedHash = (ticket: string, sessionId: string, theme: string): Buffer => createHash('sha256').update(`${ticket} ${sessionId} ${theme}`).digest()
