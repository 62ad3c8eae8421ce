import { shippedSchemes } from '../../scheme/schemes/shipped/index.ts'

/** The codes of all themes that the shipped schemes have had. */
export const shippedSchemeThemes: readonly string[] = [...new Set(shippedSchemes.flatMap(({ themes }) => themes.map(({ code }) => code)))]
