// Reads a file of municipal boundaries as the Norwegian mapping authority's data comes prepared: TopoJSON with a number for each municipality.
import { feature } from 'topojson-client'
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import { z } from 'zod'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'

export type Boundary = { readonly number: string; readonly geometry: Polygon | MultiPolygon }
export type NotRead = 'not-topojson' | 'no-municipalities'

const shape = z.object({
  type: z.literal('Topology'),
  arcs: z.array(z.array(z.array(z.number()))),
  transform: z.object({ scale: z.tuple([z.number(), z.number()]), translate: z.tuple([z.number(), z.number()]) }).optional(),
  objects: z.record(z.string(), z.looseObject({ type: z.string(), geometries: z.array(z.looseObject({ type: z.string(), properties: z.record(z.string(), z.unknown()).optional() })).optional() })),
})

/**
 * The municipalities of a file. A number may be text (`"0301"`) or a number that has lost its first zero (`301`); what has no such number is left out.
 * @param text the file's content
 * @returns one boundary for each municipality, longitude and latitude in degrees
 */
export function readBoundaries(text: string): Decision<NotRead, readonly Boundary[]> {
  const parsed = shape.safeParse(jsonOf(text))
  if (!parsed.success) return refuse('not-topojson')
  const found = Object.entries(parsed.data.objects)
    .filter(([, { type }]) => type === 'GeometryCollection')
    .flatMap(([name]) => featuresOf(parsed.data, name))
    .flatMap(({ properties, geometry }): readonly Boundary[] => {
      const number = numberOf(properties?.['kommunenummer'])
      return number && (geometry?.type === 'Polygon' || geometry?.type === 'MultiPolygon') ? [{ number, geometry }] : []
    })
  return found.length === 0 ? refuse('no-municipalities') : accept(found)
}

/** What has the outer shape of TopoJSON can still be wrong within: an arc that is not there. */
function featuresOf(topology: z.infer<typeof shape>, name: string): FeatureCollection['features'] {
  try {
    const made: unknown = feature(topology as unknown as Parameters<typeof feature>[0], name)
    return (made as FeatureCollection).features
  } catch {
    return []
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const numberOf = (value: unknown): string | undefined => {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : ''
  return /^\d{3,4}$/.test(text) ? text.padStart(4, '0') : undefined
}
