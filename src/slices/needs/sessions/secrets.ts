import { createHash, randomBytes, randomInt } from 'node:crypto'
import { codeLetters } from './rules.ts'

/** What a phone keeps: 128 bits that nobody else knows. */
export const newTicket = (): string => randomBytes(16).toString('base64url')
/** The ticket that belongs to one way in: sent twice, a form gives the same. The key was never seen by anybody but the phone the page was drawn for. */
export const ticketOf = (startKey: string, sessionId: string): string => createHash('sha256').update(`join ${startKey} ${sessionId}`).digest('base64url').slice(0, 22)
export const looksLikeTicket = (text: unknown): text is string => typeof text === 'string' && /^([\w-]{22}|[A-Z]{16})$/.test(text)
/** What the database keeps of it. */
export const hashOf = (ticket: string): Buffer => createHash('sha256').update(ticket).digest()
/** That this ticket has been used for this theme of this session: from the hash alone nobody can say which. */
export const usedHash = (ticket: string, sessionId: string, theme: string): Buffer => createHash('sha256').update(`${ticket} ${sessionId} ${theme}`).digest()
/** Six letters to join by. */
export const newCode = (): string => letters(6)
/** Sixteen letters on a slip (68 bits): a ticket that can be typed. */
export const newSlip = (): string => letters(16)
const letters = (length: number): string => Array.from({ length }, () => codeLetters[randomInt(codeLetters.length)]).join('')
