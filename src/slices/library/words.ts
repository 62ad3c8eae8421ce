/** A list of names as a sentence: only the first begins with a capital letter. */
export const sentence = (list: string): string => list.slice(0, 1) + list.slice(1).toLocaleLowerCase('nb')
