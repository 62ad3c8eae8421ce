import { createHash } from 'node:crypto'
import { zipSync, type Zippable } from 'fflate'
import { writeArkivmelding, type ArchivedCase, type ArchivedDocument } from './arkivmelding.ts'

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** One thing that happened, as a line of the change log. */
export type ChangeLine = { readonly at: Date; readonly id: string; readonly kind: string; readonly about: string; readonly who: string; readonly role: string; readonly onBehalfOf: string | undefined; readonly data: Readonly<Record<string, string | number | boolean | null>> }

export type PackageContent = {
  readonly cases: readonly ArchivedCase[]
  readonly documents: readonly (ArchivedDocument & { readonly bytes: Uint8Array })[]
  readonly changes: readonly ChangeLine[]
  /** What the package is about, and from which instant to which. */
  readonly about: { readonly round: string; readonly title: string; readonly from: Date; readonly to: Date; readonly producer: string }
  readonly readMe: string
}

/** ZIP knows no earlier moment than this; every entry has it, so that the same content gives the same bytes. Noon: the day is the same in every time zone. */
const noMoment = new Date(1980, 0, 1, 12)

/**
 * The package for the archive: the message, the documents, the change log, a list of every file with its checksum, and a text that says what it is.
 * The same content gives the same bytes, wherever and whenever it is made.
 */
export function writePackage(content: PackageContent): Uint8Array {
  const documents = content.documents.toSorted((a, b) => compare(a.key, b.key))
  const cases = content.cases.toSorted((a, b) => compare(a.key, b.key))
  const files = new Map<string, Uint8Array>([
    ['arkivmelding.xml', utf8(writeArkivmelding(cases, documents))],
    ['endringslogg.jsonl', utf8(changeLog(content.changes))],
    ['les-meg.txt', utf8(content.readMe.replaceAll(/\r?\n/g, '\r\n'))],
    ...documents.map(({ file, bytes }) => [file.path, bytes] as const),
  ])
  files.set('manifest.json', utf8(manifest(content.about, files)))
  const entries: Zippable = {}
  // PDFs are packed already, and stored bytes are the same in every version of the packer.
  for (const path of [...files.keys()].sort(compare)) entries[path] = [files.get(path) ?? new Uint8Array(), { level: 0, mtime: noMoment, os: 3, attrs: 0o644 << 16 }]
  return zipSync(entries)
}

function manifest(about: PackageContent['about'], files: ReadonlyMap<string, Uint8Array>): string {
  const list = [...files.keys()].sort(compare).map((path) => ({ path, size: files.get(path)?.length ?? 0, sha256: sha256Of(files.get(path) ?? new Uint8Array()) }))
  const head = { format: 'samspill-arkivpakke', version: 1, arkivmelding: 'fiks-arkiv-v1', producer: about.producer, round: { id: about.round, title: about.title }, period: { from: about.from.toISOString(), to: about.to.toISOString() } }
  return `${JSON.stringify({ ...head, files: list }, undefined, 2)}\n`
}

const changeLog = (changes: readonly ChangeLine[]): string =>
  changes
    .toSorted((a, b) => a.at.getTime() - b.at.getTime() || compare(a.id, b.id))
    .map(({ at, id, kind, about, who, role, onBehalfOf, data }) => `${JSON.stringify({ at: at.toISOString(), id, kind, about, who, role, onBehalfOf: onBehalfOf ?? null, data: Object.fromEntries(Object.entries(data).sort(([a], [b]) => compare(a, b))) })}\n`)
    .join('')

const encoder = new TextEncoder()
const utf8 = (text: string): Uint8Array => encoder.encode(text.toWellFormed())
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
