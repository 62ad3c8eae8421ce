import { guardText } from './text-guard.ts'

/**
 * A file's name as it is kept: without a path, signs that mean something to a file system or a header, and signs that are not seen – one of those that turn the
 * direction of writing makes `fdp.exe` look like `exe.pdf`.
 */
export const safeName = (name: string, otherwise: string): string =>
  (name.split(/[/\\]/).at(-1) ?? otherwise)
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029<>:"|?*]/gu, '')
    .normalize('NFC')
    .slice(-120)

/**
 * Whether the name of a file has something that the guard of free text stops or points out. A name is changed in a moment, so here there is nothing to confirm.
 * Words in it are often held together by other signs than spaces.
 */
export const pointsAtChild = (name: string): boolean => {
  const written = name.normalize('NFC').replace(/\.[^.]*$/, '')
  return [written, written.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')].some((words) => guardText(words).length > 0)
}
