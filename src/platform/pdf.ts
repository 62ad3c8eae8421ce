import type { Language } from '../kernel/language.ts'
import { openPress } from './pdf-press.ts'

/** A document as plain data. All texts are plain text; a blank line in a `text` makes a new paragraph, and line breaks are kept. */
export type PdfDocument = {
  readonly language: Language
  readonly title: string
  /** What kind of document it is, above the title: 'Veiledningssak'. */
  readonly above?: string | undefined
  readonly intro?: string | undefined
  /** Whose document it is, at the top of every page. */
  readonly sender: string
  /** The case it belongs to, at the top of every page: 'V-2026-00012'. */
  readonly reference?: string | undefined
  /** When it was made; the same instant gives the same bytes. */
  readonly at: Date
  readonly body: readonly PdfBlock[]
}

export type PdfBlock =
  | { readonly kind: 'heading'; readonly text: string; /** 1 unless said; 2 is a heading inside a part. */ readonly level?: 1 | 2 }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'facts'; readonly rows: readonly { readonly term: string; readonly value: string }[] }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly numbered?: boolean }
  | { readonly kind: 'table'; readonly caption: string; readonly columns: readonly { readonly title: string; readonly numeric?: boolean }[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'timeline'; readonly events: readonly { readonly at: Date; readonly what: string; readonly by?: string | undefined; readonly detail?: string | undefined }[] }
  | { readonly kind: 'note'; readonly title?: string; readonly text: string }
  /** Cards to cut out, two beside each other: words, and an address for a camera. `alt` says what the picture is. */
  | { readonly kind: 'cards'; readonly items: readonly { readonly title: string; readonly text: string; readonly address: string; readonly alt: string }[] }
  /** A drawing as SVG with its colours in it; `alt` says what it shows, for those who do not see it. */
  | { readonly kind: 'picture'; readonly svg: string; readonly alt: string }
  /** Pages lying on their side, with their own beginning and end: for a table with more columns than a standing page has room for. */
  | { readonly kind: 'wide'; readonly body: readonly PdfBlock[] }
  | { readonly kind: 'page-break' }

/** `ua-1`: PDF/UA-1, for people to read. `a-2a`: PDF/A-2a, for the archive; also tagged. The compiler claims one of them at a time. */
export type PdfStandard = 'ua-1' | 'a-2a'

/** `too-heavy`: it took too long, was too long, or the compiler gave up. `busy`: too many wait already. */
export type PdfRefusal = 'too-heavy' | 'busy'
export type MadePdf = { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly because: PdfRefusal }

/**
 * The document as PDF, made in a process of its own: one document at a time, with a time limit, so that no text can stop the program or fill its memory.
 * Never called while a transaction is open (`afterReading` in `http.ts`): it may take seconds.
 */
export const renderPdf = openPress({ timeLimit: 20_000, mostWaiting: 8, mostEach: 2, idleFor: 60_000 }).make
