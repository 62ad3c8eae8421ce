/**
 * Where the invented kindergartens lie: in the open sea between Norway and Denmark, where no real one can be mistaken for them.
 * Each place of the invented county has a spot of its own, and the kindergartens lie within a few kilometres of it. The same name lies at the same spot each time.
 */
const spots: Readonly<Record<string, readonly [latitude: number, longitude: number]>> = {
  Fjordvik: [58.3, 9.6],
  Lia: [58.34, 9.68],
  'Åsen': [58.36, 9.5],
  'Bråtet': [58.25, 9.72],
  Ytrevik: [58.21, 9.8],
}
const others: readonly [latitude: number, longitude: number] = [58.3, 9.9]

export function positionOf(name: string, place: string | undefined): { readonly latitude: number; readonly longitude: number } {
  const known = place === undefined ? undefined : spots[place]
  // Places without a spot of their own lie in a row eastwards, by their name.
  const [latitude, longitude] = known ?? [others[0] + share(place ?? '', 7) * 0.4, others[1] + share(place ?? '', 31) * 0.6]
  return { latitude: rounded(latitude + (share(name, 13) - 0.5) * 0.05), longitude: rounded(longitude + (share(name, 17) - 0.5) * 0.1) }
}

/** A part of one that a text always gives. */
const share = (text: string, by: number): number => ([...text].reduce((sum, letter) => (sum * by + (letter.codePointAt(0) ?? 0)) % 9973, 1)) / 9973
const rounded = (degrees: number): number => Math.round(degrees * 10_000) / 10_000
