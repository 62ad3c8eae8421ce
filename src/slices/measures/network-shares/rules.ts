import { checkFile, type AcceptedFile, type FileRefusal } from '../../../kernel/attachment.ts'
import type { LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import { isOffice } from '../../../kernel/office-file.ts'
import { writeNotes, type Meeting, type MeetingRefusal } from '../network-meetings/rules.ts'

// What those who are in a network bring to its meetings. The rules in words: docs/rules/measures-networks.md.

export const toldLimit = 2000
/** So many files from each kindergarten to one meeting: the team's own have room of theirs. */
const mostBrought = 3

const mainParts: Readonly<Record<string, string>> = { docx: 'word/document.xml', xlsx: 'xl/workbook.xml' }
export type BringRefusal = Exclude<FileRefusal, 'too-many-files'> | 'too-many-brought' | 'meeting-cancelled'
/** A file from a kindergarten: what is in it is believed, not its name. @param there how many the kindergarten has at the meeting */
export function bring(meeting: Pick<Meeting, 'cancelled'>, file: { readonly name: string; readonly bytes: Uint8Array } | undefined, there: number): Decision<BringRefusal, { readonly kind: 'measures.network-file-brought'; readonly file: AcceptedFile }> {
  if (meeting.cancelled) return refuse('meeting-cancelled')
  if (there >= mostBrought) return refuse('too-many-brought')
  const checked = checkFile(file, 0)
  if (!checked.ok) return checked.because === 'too-many-files' ? refuse('too-many-brought') : refuse(checked.because)
  const main = mainParts[/\.([a-z]+)$/i.exec(checked.event.name)?.[1]?.toLowerCase() ?? '']
  return main !== undefined && !isOffice(checked.event.bytes, main) ? refuse('file-not-what-it-says') : accept({ kind: 'measures.network-file-brought', file: checked.event })
}

/** What came of the work until the next time: from the day of the meeting it was agreed at. @param there the version that stands, 0 for none */
export function tellBack(meeting: Meeting, there: number, seen: number, today: LocalDate): Decision<MeetingRefusal, { readonly kind: 'measures.network-work-told' }> {
  const written = writeNotes(meeting, meeting.version, today)
  if (!written.ok) return written
  return there === seen ? accept({ kind: 'measures.network-work-told' }) : refuse('changed-meanwhile')
}
