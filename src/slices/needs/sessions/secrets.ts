import { createHash, randomBytes, randomInt } from 'node:crypto'
import { codeLetters } from './rules.ts'

/** What a phone keeps: 128 bits that nobody else knows. */
export const newTicket = (): string => randomBytes(16).toString('base64url')
export const looksLikeTicket = (text: unknown): text is string => typeof text === 'string' && /^[\w-]{22}$/.test(text)
/** What the database keeps of it. */
export const hashOf = (ticket: string): Buffer => createHash('sha256').update(ticket).digest()
/** That this ticket has been used for this theme of this session: from the hash alone nobody can say which. */
export const usedHash = (ticket: string, sessionId: string, theme: string): Buffer => createHash('sha256').update(`${ticket} ${sessionId} ${theme}`).digest()
/** Six letters to join by. */
export const newCode = (): string => Array.from({ length: 6 }, () => codeLetters[randomInt(codeLetters.length)]).join('')
