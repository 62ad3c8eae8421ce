/** A point on the ground, in degrees. */
export type Point = { readonly latitude: number; readonly longitude: number }

const earthKm = 6371
const radians = (degrees: number): number => (degrees * Math.PI) / 180
/** One degree of latitude, a little less than it is: two that are further apart than this are further apart. */
const kmOfDegree = 111.1

/** How far it is between two points as the crow flies, in kilometres. Roads and fjords make it longer. */
export function kmBetween(a: Point, b: Point): number {
  const half = Math.sin(radians(b.latitude - a.latitude) / 2) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(radians(b.longitude - a.longitude) / 2) ** 2
  return 2 * earthKm * Math.asin(Math.min(1, Math.sqrt(half)))
}

/**
 * Who lies within so many kilometres of each: lists of places in `points`. The points are gone through from south to north, and only those in the
 * same belt are measured, so that a whole country takes a moment.
 */
export function neighboursOf(points: readonly Point[], km: number): readonly (readonly number[])[] {
  const near: number[][] = points.map(() => [])
  const northward = points.map((point, at) => ({ point, at })).toSorted((a, b) => a.point.latitude - b.point.latitude)
  const belt = km / kmOfDegree
  for (const [from, { point, at }] of northward.entries()) {
    const eastward = degreesEast(km, Math.max(Math.abs(point.latitude), Math.abs(point.latitude + belt)))
    for (let next = from + 1; next < northward.length; next++) {
      const other = northward[next]
      if (!other || other.point.latitude - point.latitude > belt) break
      if (Math.abs(other.point.longitude - point.longitude) > eastward || kmBetween(point, other.point) > km) continue
      near[at]?.push(other.at)
      near[other.at]?.push(at)
    }
  }
  return near
}

/** So many degrees east or west are further than the distance everywhere south of a latitude: nothing is measured that need not be. */
function degreesEast(km: number, latitude: number): number {
  const reach = Math.sin(km / (2 * earthKm)) / Math.max(1e-9, Math.cos(radians(Math.min(90, latitude + 0.001))))
  return reach >= 1 ? 360 : (2 * Math.asin(reach) * 180) / Math.PI + 1e-9
}
