import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import { pointsAtChild, safeName } from '../../../kernel/file-name.ts'
import { isOffice } from '../../../kernel/office-file.ts'
import { cleanJpeg, cleanPng } from './pictures.ts'

// Files of support material: what they may be, and that they are what they say. The rules in words: docs/rules/library.md.

/** `read`: what is kept of the file, when it is what it says. */
type Kind = { readonly endings: readonly string[]; readonly mediaType: string; readonly read: (bytes: Uint8Array) => Uint8Array | undefined }

const starts = (bytes: Uint8Array, signs: readonly number[]): boolean => signs.every((sign, at) => bytes[at] === sign)
const endsNear = (bytes: Uint8Array, signs: readonly number[], within: number): boolean => {
  for (let at = bytes.length - signs.length; at >= Math.max(0, bytes.length - within); at--) if (signs.every((sign, n) => bytes[at + n] === sign)) return true
  return false
}
const office = (main: string) => (bytes: Uint8Array): Uint8Array | undefined => (isOffice(bytes, main) ? bytes : undefined)
const pdf = (bytes: Uint8Array): Uint8Array | undefined => (starts(bytes, [0x25, 0x50, 0x44, 0x46, 0x2d]) && endsNear(bytes, [0x25, 0x25, 0x45, 0x4f, 0x46], 2048) ? bytes : undefined)

const officeType = 'application/vnd.openxmlformats-officedocument.'
const kinds: readonly Kind[] = [
  { endings: ['pdf'], mediaType: 'application/pdf', read: pdf },
  { endings: ['docx'], mediaType: `${officeType}wordprocessingml.document`, read: office('word/document.xml') },
  { endings: ['pptx'], mediaType: `${officeType}presentationml.presentation`, read: office('ppt/presentation.xml') },
  { endings: ['xlsx'], mediaType: `${officeType}spreadsheetml.sheet`, read: office('xl/workbook.xml') },
  { endings: ['png'], mediaType: 'image/png', read: cleanPng },
  { endings: ['jpg', 'jpeg'], mediaType: 'image/jpeg', read: cleanJpeg },
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
  const name = safeName(file.name, 'fil')
  const kind = kinds.find(({ endings }) => endings.some((ending) => name.toLowerCase().endsWith(`.${ending}`)))
  if (!kind) return refuse('file-type')
  if (pointsAtChild(name)) return refuse('file-name')
  const bytes = kind.read(file.bytes)
  if (!bytes) return refuse('file-not-what-it-says')
  const isPicture = kind.mediaType.startsWith('image/')
  if (isPicture && said.description === '') return refuse('description-missing')
  if (isPicture && !said.noChild) return refuse('picture-not-confirmed')
  return accept({ name, mediaType: kind.mediaType, bytes, description: said.description })
}
