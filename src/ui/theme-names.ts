import type { Language } from '../kernel/language.ts'

export type NamedTheme = { readonly code: string; readonly name: Readonly<Record<Language, string>> }

/** The names of themes by their codes, as they are read; one that nobody knows stands by its code. */
export const themeNames = ({ lang }: { readonly lang: Language }, themes: readonly NamedTheme[], codes: readonly string[]): readonly string[] => codes.map((code) => themes.find((one) => one.code === code)?.name[lang] ?? code)
