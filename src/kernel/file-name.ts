import { guardText } from './text-guard.ts'

/**
 * Whether the name of a file has something that the guard of free text stops or points out. A name is changed in a moment, so here there is nothing to confirm.
 * Words in it are often held together by other signs than spaces.
 */
export const pointsAtChild = (name: string): boolean => {
  const written = name.normalize('NFC').replace(/\.[^.]*$/, '')
  return [written, written.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')].some((words) => guardText(words).length > 0)
}
