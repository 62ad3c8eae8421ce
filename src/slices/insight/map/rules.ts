// What the map shows, for whom, and when points become one circle for each municipality.
import type { Role } from '../../../kernel/actor.ts'

export const mapRoles = ['adviser', 'team-leader', 'owner', 'authority', 'county-governor'] as const satisfies readonly Role[]

/** What the map can tell besides where the kindergartens lie. */
export const layers = ['ownership', 'guidance', 'unseen', 'grant'] as const
export type Layer = (typeof layers)[number]

/** What each role may be shown of each kindergarten elsewhere: the municipality as authority sees no requests, and nobody but the team its list. */
export function layersFor(role: Role): readonly Layer[] {
  switch (role) {
    case 'adviser':
    case 'team-leader':
      return ['ownership', 'guidance', 'unseen']
    case 'owner':
    case 'county-governor':
      return ['ownership', 'grant']
    default:
      return ['ownership']
  }
}

/** How it stands with a kindergarten in a layer: now, before, or not at all. In the layer of owners everyone is `none`, and told apart by shape. */
export type Standing = 'now' | 'before' | 'none'

export type Place = {
  readonly id: string
  readonly name: string
  readonly ownership: string | undefined
  readonly capacity: number | undefined
  readonly municipalityId: string | undefined
  readonly municipality: string | undefined
  /** Where it lies, degrees; undefined when the register does not say. */
  readonly at: { readonly latitude: number; readonly longitude: number } | undefined
  readonly standing: Standing
}

/** More points than this on one picture cannot be told apart, nor pointed at. */
export const mostPoints = 300

export type MunicipalityOnMap = { readonly id: string; readonly name: string; readonly places: readonly Place[]; readonly at: Place['at'] }
/** The kindergartens of each municipality, drawn in the middle of them. Sorted by name. */
export function byMunicipality(places: readonly Place[]): readonly MunicipalityOnMap[] {
  return [...Map.groupBy(places.flatMap((place) => (place.municipalityId ? [{ ...place, of: place.municipalityId }] : [])), ({ of }) => of)]
    .map(([id, own]) => {
      const points = own.flatMap(({ at }) => at ?? [])
      const middle = (pick: (at: { latitude: number; longitude: number }) => number) => points.reduce((sum, at) => sum + pick(at), 0) / points.length
      return { id, name: own[0]?.municipality ?? '', places: own, at: points.length === 0 ? undefined : { latitude: middle(({ latitude }) => latitude), longitude: middle(({ longitude }) => longitude) } }
    })
    .toSorted((a, b) => a.name.localeCompare(b.name, 'nb'))
}

/** Points one by one when there are few enough, or when one municipality is asked for. */
export const drawnSingly = (places: number, municipality: string | undefined): boolean => municipality !== undefined || places <= mostPoints

export const countStanding = (places: readonly Place[], standing: Standing): number => places.filter((place) => place.standing === standing).length
