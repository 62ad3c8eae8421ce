import type { Role } from '../../../kernel/actor.ts'
import { may, page, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { layerIn, MapPage, type MapView } from './pages.tsx'
import { layersFor, mapRoles } from './rules.ts'
import * as store from './store.ts'

/** The map of the kindergartens one works with. */
export const mapWeb = (route: Router<PageContext>) => {
  route.get('/kart', may(...mapRoles), async ({ tx, actor, query, page: context }) => {
    const layers = layersFor(actor.role)
    const layer = layerIn(query['vis'], layers)
    const all = await store.loadPlaces(tx, actor, layer)
    const municipalities = [...new Map(all.flatMap(({ municipalityId: id, municipality: name }) => (id && name ? [[id, { id, name }] as const] : []))).values()].toSorted((a, b) => a.name.localeCompare(b.name, 'nb'))
    const municipality = municipalities.length > 1 ? municipalities.find(({ id }) => id === query['kommune'])?.id : undefined
    const places = municipality ? all.filter(({ municipalityId }) => municipalityId === municipality) : all
    const boundaries = await store.loadBoundaries(tx, municipality ? [municipality] : municipalities.map(({ id }) => id))
    return page(<MapPage page={context} view={{ whose: whoseFor(actor.role), layer, layers, municipality, municipalities, places, outlines: boundaries.map(({ geometry }) => geometry), credits: [...new Set(boundaries.map(({ credit }) => credit))] }} />)
  })
}

const whoseFor = (role: Role): MapView['whose'] => (role === 'owner' || role === 'authority' || role === 'county-governor' ? role : 'team')
