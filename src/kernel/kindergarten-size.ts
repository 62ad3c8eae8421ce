/** Kindergartens by how many places they are approved for. */
export const sizes = ['small', 'medium', 'large'] as const
export type Size = (typeof sizes)[number]
/** The fewest and the most places of each size. */
export const placesOf: Readonly<Record<Size, readonly [number, number]>> = { small: [0, 25], medium: [26, 75], large: [76, 100_000] }
export const sizeOf = (capacity: number | undefined): Size | undefined => (capacity === undefined ? undefined : sizes.find((size) => capacity <= placesOf[size][1]))
