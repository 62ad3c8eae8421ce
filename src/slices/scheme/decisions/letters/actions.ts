import { createHash } from 'node:crypto'
import { reading, system, writing } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import { renderPdf, type PdfDocument } from '../../../../platform/pdf.ts'
import { letterDocument } from './document.ts'
import type { LetterContent } from './rules.ts'
import * as store from './store.ts'

/** A document that is tried in vain is tried again after so long. */
const restMinutes = 15
const atOnce = 20

/** Makes the two files of every finished document that lacks them, one document after the other. No transaction is open while the press works. @returns how many were made */
export async function makeFiles(deps: Deps, press: typeof renderPdf = renderPdf): Promise<number> {
  let made = 0
  for (;;) {
    const now = deps.now()
    const waiting = await reading(deps.db, system, (tx) => store.loadUnmade(tx, new Date(now.getTime() - restMinutes * 60_000), atOnce))
    if (waiting.length === 0) return made
    for (const one of waiting) {
      const document = pdfOf(one)
      const readable = await press(document, { standard: 'ua-1' })
      const archived = readable.ok ? await press(document, { standard: 'a-2a' }) : readable
      if (readable.ok && archived.ok) {
        const files = { reading: readable.bytes, readingSum: sum(readable.bytes), archive: archived.bytes, archiveSum: sum(archived.bytes) }
        await writing(deps.db, system, (tx) => store.saveFiles(tx, one.id, files, deps.now()))
        made += 1
      } else {
        deps.log.warn('document-not-made', { id: one.id, because: readable.ok ? 'archive' : readable.because })
        await writing(deps.db, system, (tx) => store.saveTry(tx, one.id, deps.now()))
      }
    }
  }
}

/** A letter is kept as what it says; every other document as the blocks of its print. */
export const pdfOf = (one: Pick<store.SavedDocument, 'kind' | 'content' | 'datedAt'>): PdfDocument =>
  one.kind === 'decision' ? letterDocument(one.content as LetterContent, one.datedAt) : { ...(one.content as Omit<PdfDocument, 'at'>), at: one.datedAt }

const sum = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
