import { randomInt } from 'node:crypto'
import { codeLetters } from './rules.ts'

const letters = (length: number): string => Array.from({ length }, () => codeLetters[randomInt(codeLetters.length)]).join('')
/** Six letters on the wall: good for hours, in a room. */
export const newSessionCode = (): string => letters(6)
/** Sixteen letters (64 bits) on a certificate: good for years, and not to be found by trying. */
export const newCertificateCode = (): string => letters(16)
