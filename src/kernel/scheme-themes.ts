// How the themes of the grant scheme lie to the chapters of the framework plan (2017). Our reading, in one place: what is counted and what is proposed follow from it.

type Place = { readonly chapter: string | undefined; /** The chapter by another name. Otherwise it is a part of the chapter, and a figure about the one is none about the other. */ readonly same: boolean }
const places = {
  'values': { chapter: 'rammeplan-2017-1', same: true },
  'diversity': { chapter: 'rammeplan-2017-1', same: false },
  'leadership': { chapter: 'rammeplan-2017-2', same: true },
  'inclusion': { chapter: 'rammeplan-2017-3', same: true },
  'safe-environment': { chapter: 'rammeplan-2017-3', same: false },
  'pedagogical-work': { chapter: 'rammeplan-2017-7', same: true },
  'digital': { chapter: 'rammeplan-2017-8', same: false },
  'physical-environment': { chapter: 'rammeplan-2017-8', same: false },
  'language': { chapter: 'rammeplan-2017-9-1', same: true },
  'own-theme': { chapter: undefined, same: false },
} as const satisfies Readonly<Record<string, Place>>
type SchemeTheme = keyof typeof places

const placeOf = (code: string): Place | undefined => (Object.hasOwn(places, code) ? places[code as SchemeTheme] : undefined)

/** What a theme is counted under: the chapter when it is that by another name, otherwise itself. Any other code is itself. */
export function countedAs(code: string): string {
  const place = placeOf(code)
  return (place?.same && place.chapter) || code
}

/** The chapters that themes of the scheme are about, whole or in part: where it is worth looking when a need is about the chapter. */
export const chaptersOf = (codes: readonly string[]): readonly string[] => [...new Set(codes.flatMap((code) => placeOf(code)?.chapter ?? []))]

/** The themes that are counted by themselves, and so need a name beside those of the framework plan. */
export const countedAlone = ['safe-environment', 'physical-environment', 'diversity', 'digital', 'own-theme'] as const satisfies readonly SchemeTheme[]
