/** An office document is a packed folder with its own main part in it; one with macros is no such document. @param main 'word/document.xml' */
export function isOffice(bytes: Uint8Array, main: string): boolean {
  const names = namesIn(bytes)
  return names !== undefined && names.includes('[Content_Types].xml') && names.includes(main) && !names.some((name) => /vbaproject\.bin$/i.test(name))
}

/** The names in a packed folder (ZIP), from the list at its end. Undefined when it is none. */
function namesIn(bytes: Uint8Array): readonly string[] | undefined {
  if (![0x50, 0x4b, 0x03, 0x04].every((sign, at) => bytes[at] === sign)) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let end = bytes.length - 22; end >= Math.max(0, bytes.length - 66_000); end--) {
    if (view.getUint32(end, true) !== 0x06054b50) continue
    const names: string[] = []
    let at = view.getUint32(end + 16, true)
    for (let left = view.getUint16(end + 10, true); left > 0; left--) {
      if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) return undefined
      const length = view.getUint16(at + 28, true)
      names.push(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length)))
      at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    }
    return names
  }
  return undefined
}
