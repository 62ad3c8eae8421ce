/** A catalogue in another language: the same keys as the bokmål one, no more and no fewer. */
export type Translation<Keys> = { readonly [Key in keyof Keys]: string }
