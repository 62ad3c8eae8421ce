import { accept, refuse, type Decision } from './decision.ts'
import { pointsAtChild, safeName } from './file-name.ts'

/** Kinds of file that may be attached, each known by its first bytes and not by its name alone. */
const kinds: readonly { readonly ending: string; readonly mediaType: string; readonly starts: readonly number[] }[] = [
  { ending: 'pdf', mediaType: 'application/pdf', starts: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { ending: 'docx', mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', starts: [0x50, 0x4b, 0x03, 0x04] },
  { ending: 'xlsx', mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', starts: [0x50, 0x4b, 0x03, 0x04] },
  { ending: 'odt', mediaType: 'application/vnd.oasis.opendocument.text', starts: [0x50, 0x4b, 0x03, 0x04] },
]

export const attachmentTypes = kinds.map(({ ending }) => ending)
export const attachmentMegabytes = 10
const mostAttachments = 10

export type FileRefusal = 'no-file' | 'file-empty' | 'file-too-large' | 'file-type' | 'file-name' | 'file-not-what-it-says' | 'too-many-files'
export type AcceptedFile = { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array }

/**
 * Pictures are not accepted: a photo from a kindergarten shows children. The type given by the browser is not believed, the first bytes are.
 * @param there how many the case has already
 */
export function checkFile(file: { readonly name: string; readonly bytes: Uint8Array } | undefined, there: number): Decision<FileRefusal, AcceptedFile> {
  if (!file) return refuse('no-file')
  if (there >= mostAttachments) return refuse('too-many-files')
  if (file.bytes.length === 0) return refuse('file-empty')
  if (file.bytes.length > attachmentMegabytes * 1024 * 1024) return refuse('file-too-large')
  const name = safeName(file.name, 'vedlegg')
  const kind = kinds.find(({ ending }) => name.toLowerCase().endsWith(`.${ending}`))
  if (!kind) return refuse('file-type')
  if (pointsAtChild(name)) return refuse('file-name')
  if (!kind.starts.every((byte, at) => file.bytes[at] === byte)) return refuse('file-not-what-it-says')
  return accept({ name, mediaType: kind.mediaType, bytes: file.bytes })
}
