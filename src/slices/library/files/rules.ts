import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import { guardText, mustStop } from '../../../kernel/text-guard.ts'

// Files of support material: what they may be, and that they are what they say. The rules in words: docs/rules/library.md.

type Kind = { readonly endings: readonly string[]; readonly mediaType: string; readonly isSo: (bytes: Uint8Array) => boolean }

const starts = (bytes: Uint8Array, signs: readonly number[]): boolean => signs.every((sign, at) => bytes[at] === sign)
const endsNear = (bytes: Uint8Array, signs: readonly number[], within: number): boolean => {
  for (let at = bytes.length - signs.length; at >= Math.max(0, bytes.length - within); at--) if (signs.every((sign, n) => bytes[at + n] === sign)) return true
  return false
}
/** An office document is a packed folder with its own main part in it; one with macros is no such document. */
const office = (main: string) => (bytes: Uint8Array): boolean => {
  const names = namesIn(bytes)
  return names !== undefined && names.includes('[Content_Types].xml') && names.includes(main) && !names.some((name) => /vbaproject\.bin$/i.test(name))
}
const isPdf = (bytes: Uint8Array): boolean => starts(bytes, [0x25, 0x50, 0x44, 0x46, 0x2d]) && endsNear(bytes, [0x25, 0x25, 0x45, 0x4f, 0x46], 2048)
const isPng = (bytes: Uint8Array): boolean => starts(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) && endsNear(bytes, [0x49, 0x45, 0x4e, 0x44], 16)
const isJpeg = (bytes: Uint8Array): boolean => starts(bytes, [0xff, 0xd8, 0xff]) && endsNear(bytes, [0xff, 0xd9], 64)

const officeType = 'application/vnd.openxmlformats-officedocument.'
const kinds: readonly Kind[] = [
  { endings: ['pdf'], mediaType: 'application/pdf', isSo: isPdf },
  { endings: ['docx'], mediaType: `${officeType}wordprocessingml.document`, isSo: office('word/document.xml') },
  { endings: ['pptx'], mediaType: `${officeType}presentationml.presentation`, isSo: office('ppt/presentation.xml') },
  { endings: ['xlsx'], mediaType: `${officeType}spreadsheetml.sheet`, isSo: office('xl/workbook.xml') },
  { endings: ['png'], mediaType: 'image/png', isSo: isPng },
  { endings: ['jpg', 'jpeg'], mediaType: 'image/jpeg', isSo: isJpeg },
]

export const fileTypes = kinds.flatMap(({ endings }) => endings)
export const fileMegabytes = 10
export const mostFiles = 5

export type FileRefusal = 'no-file' | 'file-empty' | 'file-too-large' | 'file-type' | 'file-name' | 'file-not-what-it-says' | 'too-many-files' | 'description-missing' | 'picture-not-confirmed'
export type AcceptedFile = { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array; readonly description: string }

/** The type given by the browser is not believed, what is in the file is. A picture is described, and shows no child who can be recognised. */
export function takeFile(file: { readonly name: string; readonly bytes: Uint8Array } | undefined, said: { readonly description: string; readonly noChild: boolean }, there: number): Decision<FileRefusal, AcceptedFile> {
  if (!file) return refuse('no-file')
  if (there >= mostFiles) return refuse('too-many-files')
  if (file.bytes.length === 0) return refuse('file-empty')
  if (file.bytes.length > fileMegabytes * 1024 * 1024) return refuse('file-too-large')
  const kind = kinds.find(({ endings }) => endings.some((ending) => file.name.toLowerCase().endsWith(`.${ending}`)))
  if (!kind) return refuse('file-type')
  if (mustStop(guardText(file.name))) return refuse('file-name')
  if (!kind.isSo(file.bytes)) return refuse('file-not-what-it-says')
  const isPicture = kind.mediaType.startsWith('image/')
  if (isPicture && said.description === '') return refuse('description-missing')
  if (isPicture && !said.noChild) return refuse('picture-not-confirmed')
  const bytes = kind.mediaType === 'image/jpeg' ? withoutNotes(file.bytes) : file.bytes
  return accept({ name: safeName(file.name), mediaType: kind.mediaType, bytes, description: said.description })
}

/** The names in a packed folder (ZIP), from the list at its end. Undefined when it is none. */
function namesIn(bytes: Uint8Array): readonly string[] | undefined {
  if (!starts(bytes, [0x50, 0x4b, 0x03, 0x04])) return undefined
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

/** A photo without what the camera wrote into it: where and when it was taken, and with what. */
export function withoutNotes(bytes: Uint8Array): Uint8Array {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)]
  let at = 2
  while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda) {
    const marker = bytes[at + 1] ?? 0
    const end = at + 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0))
    if (end > bytes.length) return bytes
    // APP1 is Exif and XMP, APP13 is Photoshop's, FE is a comment. The colour profile (APP2) stays.
    if (marker !== 0xe1 && marker !== 0xed && marker !== 0xfe) kept.push(bytes.subarray(at, end))
    at = end
  }
  kept.push(bytes.subarray(at))
  const whole = new Uint8Array(kept.reduce((sum, part) => sum + part.length, 0))
  let place = 0
  for (const part of kept) {
    whole.set(part, place)
    place += part.length
  }
  return whole
}

const safeName = (name: string): string =>
  (name.split(/[/\\]/).at(-1) ?? 'fil')
    .replaceAll(/[\p{Cc}<>:"|?*]/gu, '')
    .normalize('NFC')
    .slice(-120)
