/** Letters of codes that are seen on a wall, read aloud and typed: none looks like another, and of the vowels only A, E, U and Y. */
export const codeLetters = 'ABDEFHJKLMNPRTUVWXY'

/** A code of so many letters as people type it: in small letters, with spaces and dashes. Undefined when it is not so many, or something else than letters. */
export const codeIn = (typed: unknown, length: number): string | undefined => {
  const code = typeof typed === 'string' ? typed.toUpperCase().replaceAll(/[\s-]/g, '') : ''
  return code.length === length && /^[A-Z]+$/.test(code) ? code : undefined
}

/** A long code as it is read: 'ABDE FHJK LMNP RTUV'. */
export const inFours = (code: string): string => code.match(/.{1,4}/g)?.join(' ') ?? ''
