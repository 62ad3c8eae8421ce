import { accept, refuse, type Decision } from '../../../kernel/decision.ts'

export const archiveStates = ['unmade', 'ready', 'exported', 'received', 'failed'] as const
export type ArchiveState = (typeof archiveStates)[number]
export const stepStates = ['exported', 'received', 'failed'] as const
export type StepState = (typeof stepStates)[number]

/** How far a document has come: its last step, or ready once its file is made. */
export const stateOf = (made: boolean, last: StepState | undefined): ArchiveState => (made ? (last ?? 'ready') : 'unmade')

/** The ways of a document; the diagram in docs/rules/scheme-decisions.md is drawn from this. */
export const archiveWays: readonly { readonly from: ArchiveState; readonly to: ArchiveState; readonly how: string }[] = [
  { from: 'unmade', to: 'ready', how: 'its file is made' },
  { from: 'ready', to: 'exported', how: 'in a package' },
  { from: 'exported', to: 'exported', how: 'in the next package, while the archive has not answered' },
  { from: 'exported', to: 'received', how: 'the archive gave its numbers' },
  { from: 'exported', to: 'failed', how: 'the archive refused, with a reason' },
  { from: 'failed', to: 'exported', how: 'in the next package' },
  { from: 'failed', to: 'received', how: 'the archive gave its numbers after all' },
]

/** Everything the archive has not said that it has; what is received is not sent twice. */
export const toExport = <One extends { readonly state: ArchiveState }>(documents: readonly One[]): One[] => documents.filter(({ state }) => state !== 'received' && state !== 'unmade')

export type ExportRefusal = 'nothing-to-export' | 'files-not-made'
/** A package is whole or not made: as long as a file lacks, somebody would have to remember it. */
export function exportRound(states: readonly ArchiveState[]): Decision<ExportRefusal, { readonly kind: 'scheme.archive-exported' }> {
  if (states.includes('unmade')) return refuse('files-not-made')
  return states.some((state) => state !== 'received') ? accept({ kind: 'scheme.archive-exported' }) : refuse('nothing-to-export')
}

export type ReceiptRefusal = 'not-exported' | 'numbers-missing' | 'note-missing'
/** What the archive answered about one document: its own numbers, or what went wrong. */
export function receive(state: ArchiveState, answer: { readonly received: boolean; readonly caseNumber: string; readonly entryNumber: string; readonly note: string }): Decision<ReceiptRefusal, { readonly kind: 'scheme.archive-received' | 'scheme.archive-failed' }> {
  if (state !== 'exported' && state !== 'failed') return refuse('not-exported')
  if (!answer.received) return answer.note === '' ? refuse('note-missing') : accept({ kind: 'scheme.archive-failed' })
  return answer.caseNumber === '' || answer.entryNumber === '' ? refuse('numbers-missing') : accept({ kind: 'scheme.archive-received' })
}

/** What a file is called: readable, and safe in every file system. */
export const fileName = (title: string, id: string): string => `${title.normalize('NFC').replaceAll(/[^\p{L}\p{N} ._-]+/gu, ' ').replaceAll(/\s+/g, ' ').trim().slice(0, 80) || 'dokument'} ${id.slice(0, 8)}.pdf`
