import fc from 'fast-check'

/** Any text at all, control characters and astral ones too, but whole characters. `fc.string({ unit: 'binary' })` is the same, and takes seconds to set up. */
export const anyText = (maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.integer({ min: 0, max: 0x10f7ff }), { maxLength }).map((points) => String.fromCodePoint(...points.map((point) => (point < 0xd800 ? point : point + 0x800))))
