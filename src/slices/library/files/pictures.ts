// Pictures without what a camera or a program wrote into them: where and when they were taken, with what, by whom, and the picture as it was before it was cut.
// Only the parts that are needed to draw them are kept, and nothing that comes after them. One that cannot be read to its end is undefined.

export function cleanJpeg(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined
  const kept: Uint8Array[] = [bytes.subarray(0, 2)]
  let at = 2
  let hasScan = false
  while (bytes[at] === 0xff) {
    // Any number of FF may stand before a marker to fill up.
    while (bytes[at + 1] === 0xff) at += 1
    const marker = bytes[at + 1] ?? 0
    // A phone may lay a second picture or a film after the first one, with notes of its own.
    if (marker === 0xd9) return hasScan ? joined([...kept, bytes.subarray(at, at + 2)]) : undefined
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
    const end = at + 2 + length
    if (length < 2 || end > bytes.length) return undefined
    const isScan = marker === 0xda
    const isNote = (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe
    if (!isNote && !isScan && !(marker >= 0xc0 && marker <= 0xcf) && !(marker >= 0xdb && marker <= 0xdd)) return undefined
    const next = isScan ? endOfScan(bytes, end) : end
    if (!isNote || drawsWith(marker, bytes.subarray(at + 4, end))) kept.push(bytes.subarray(at, next))
    hasScan ||= isScan
    at = next
  }
  return undefined
}

/** Of what programs write beside the picture, this says how its colours are drawn. JFIF has room for a small copy of the picture: then it is left out. */
function drawsWith(marker: number, content: Uint8Array): boolean {
  const isCalled = (name: string) => [...name].every((sign, n) => content[n] === sign.charCodeAt(0))
  return (marker === 0xe0 && content.length === 14 && isCalled('JFIF\0')) || (marker === 0xe2 && isCalled('ICC_PROFILE\0')) || (marker === 0xee && content.length === 12 && isCalled('Adobe'))
}

/** The drawing itself goes on to the first marker that is no part of it: FF 00 is the number FF, FF D0–D7 divide it. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++) {
    const next = bytes[at + 1] ?? 0
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.length
}

const pngStart = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const pngParts = ['IHDR', 'PLTE', 'tRNS', 'iCCP', 'sRGB', 'gAMA', 'cHRM', 'pHYs', 'IDAT', 'IEND']

export function cleanPng(bytes: Uint8Array): Uint8Array | undefined {
  if (!pngStart.every((sign, at) => bytes[at] === sign)) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept: Uint8Array[] = [bytes.subarray(0, pngStart.length)]
  const seen = new Set<string>()
  let at = pngStart.length
  while (at + 12 <= bytes.length) {
    const end = at + 12 + view.getUint32(at)
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (end > bytes.length || (seen.size === 0 && name !== 'IHDR')) return undefined
    seen.add(name)
    if (pngParts.includes(name)) kept.push(bytes.subarray(at, end))
    if (name === 'IEND') return seen.has('IDAT') ? joined(kept) : undefined
    at = end
  }
  return undefined
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let place = 0
  for (const part of parts) {
    whole.set(part, place)
    place += part.length
  }
  return whole
}
