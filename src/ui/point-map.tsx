import { geoIdentity, geoPath } from 'd3-geo'
import type { MultiPolygon, Polygon } from 'geojson'

export type MapMark = {
  readonly longitude: number
  readonly latitude: number
  /** What is read when the pointer rests on it. */
  readonly label: string
  readonly href: string
  readonly shape: 'circle' | 'square' | 'triangle'
  /** Full, pale or only an edge. */
  readonly fill: 'full' | 'pale' | 'none'
  /** Half the width in units of the picture, which is 560 wide; by how many there are unless told. */
  readonly radius?: number
  /** Written in the mark, when it is large enough. */
  readonly text?: string
}

const [width, margin] = [560, 24] as const
/** Smaller when there are many, so that neighbours can be told apart. */
const radiusFor = (marks: number): number => (marks > 60 ? 5 : 8)
const earthRadiusKm = 6371

/**
 * Marks where they lie, north up, with outlines under them when there are any. Drawn for eye and pointer: the page has the same as a table, which is what is read aloud and reached by keyboard.
 * The picture is as wide and high as what is in it. Marks on the same spot are put in a ring around it.
 * @param marks degrees, at least one
 * @param outlines GeoJSON, degrees
 */
export const PointMap = ({ marks, outlines }: { readonly marks: readonly MapMark[]; readonly outlines: readonly (Polygon | MultiPolygon)[] }) => {
  const land = outlines.map(flat)
  const usual = radiusFor(marks.length)
  const all = { type: 'GeometryCollection' as const, geometries: [{ type: 'MultiPoint' as const, coordinates: around(marks).map(mercator) }, ...land] }
  // Mercator's y grows to the north, the picture's to the south.
  const [[west, south], [east, north]] = geoPath(geoIdentity()).bounds(all)
  const tall = Math.min(Math.max(((width - 2 * margin) * (north - south)) / (east - west), 260), 620)
  const projection = geoIdentity().reflectY(true).fitExtent([[margin, margin], [width - margin, margin + tall]], all)
  const path = geoPath(projection).digits(1)
  const bar = scaleBar(earthRadiusKm / Math.cosh((south + north) / 2) / projection.scale())
  const placed = marks.flatMap((mark) => {
    const at = projection(mercator([mark.longitude, mark.latitude]))
    return at ? [{ mark, x: at[0], y: at[1] }] : []
  })
  return (
    <svg class="point-map" viewBox={`0 0 ${width} ${Math.ceil(tall + 2 * margin)}`} aria-hidden="true" focusable="false">
      {land.map((outline) => (
        <path class="point-map-land" d={path(outline) ?? ''} />
      ))}
      {apart(placed, usual).map(({ mark, x, y }) => (
        <a href={mark.href} tabIndex={-1}>
          <title>{mark.label}</title>
          <Shape shape={mark.shape} fill={mark.fill} x={x} y={y} radius={mark.radius ?? usual} />
          {mark.text && (
            <text class="point-map-text" x={round(x)} y={round(y + 6)} text-anchor="middle">
              {mark.text}
            </text>
          )}
        </a>
      ))}
      <path class="point-map-bar" d={`M${margin},${round(tall + margin + 8)}v6h${round(bar.length)}v-6`} />
      <text class="point-map-km" x={round(margin + bar.length + 8)} y={round(tall + margin + 16)}>
        {bar.km} km
      </text>
    </svg>
  )
}

/** A round number of kilometres that is at most a third of the picture. On Mercator's plane a kilometre grows with latitude, by the hyperbolic cosine of the height in the plane. */
function scaleBar(kmPerUnit: number): { readonly km: number; readonly length: number } {
  const km = [500, 200, 100, 50, 20, 10, 5, 2].find((one) => one / kmPerUnit <= width / 3) ?? 1
  return { km, length: km / kmPerUnit }
}

/** A mark by itself, for the words that say what it means. */
export const MarkSample = ({ shape, fill }: Pick<MapMark, 'shape' | 'fill'>) => (
  <svg class="point-map-sample" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <Shape shape={shape} fill={fill} x={10} y={10} radius={radiusFor(1)} />
  </svg>
)

const Shape = ({ shape, fill, x, y, radius }: Pick<MapMark, 'shape' | 'fill'> & { readonly x: number; readonly y: number; readonly radius: number }) => {
  const name = `point-map-mark point-map-${fill}`
  if (shape === 'circle') return <circle class={name} cx={round(x)} cy={round(y)} r={round(radius)} />
  if (shape === 'square') return <rect class={name} x={round(x - radius * 0.9)} y={round(y - radius * 0.9)} width={round(radius * 1.8)} height={round(radius * 1.8)} />
  return <path class={name} d={`M${round(x)},${round(y - radius)}L${round(x + radius)},${round(y + radius * 0.8)}L${round(x - radius)},${round(y + radius * 0.8)}Z`} />
}

const round = (value: number): number => Math.round(value * 10) / 10

/** One point alone has no width: a picture of it is about four kilometres wide. */
const around = (marks: readonly MapMark[]): [number, number][] => marks.flatMap(({ longitude, latitude }) => [[longitude - 0.02, latitude - 0.01], [longitude + 0.02, latitude + 0.01]] satisfies [number, number][])

type Placed = { readonly mark: MapMark; readonly x: number; readonly y: number }
/** Departments of one kindergarten often stand on one spot in the register. */
const apart = (placed: readonly Placed[], usual: number): readonly Placed[] =>
  [...Map.groupBy(placed, ({ x, y }) => `${Math.round(x / 4)} ${Math.round(y / 4)}`).values()].flatMap((same) => {
    if (same.length === 1) return same
    const ring = (usual * same.length) / 2.6
    return same.map(({ mark, x, y }, at) => ({ mark, x: x + ring * Math.cos((2 * Math.PI * at) / same.length), y: y + ring * Math.sin((2 * Math.PI * at) / same.length) }))
  })

type Position = Polygon['coordinates'][number][number]
/** Degrees to the plane of the picture, by Mercator: small areas keep their shape. Flat from here on, since on a sphere the order of a ring's points would say which side is land. */
const mercator = ([longitude = 0, latitude = 0]: Position): [number, number] => [(longitude * Math.PI) / 180, Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360))]
const flat = (outline: Polygon | MultiPolygon): Polygon | MultiPolygon => {
  const rings = (polygon: Polygon['coordinates']) => polygon.map((ring) => ring.map(mercator))
  return outline.type === 'Polygon' ? { type: 'Polygon', coordinates: rings(outline.coordinates) } : { type: 'MultiPolygon', coordinates: outline.coordinates.map(rings) }
}
