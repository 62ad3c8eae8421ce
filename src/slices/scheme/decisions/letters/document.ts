import type { PdfBlock, PdfDocument } from '../../../../platform/pdf.ts'
import { formats, texts } from '../../../../texts/index.ts'
import type { LetterContent } from './rules.ts'

/** A letter as a document to print. The same content and day give the same bytes, whoever asks. */
export function letterDocument(letter: LetterContent, at: Date): PdfDocument {
  const t = texts(letter.language)
  return {
    language: letter.language,
    title: letter.title,
    above: t('decision.letter.above'),
    sender: letter.sender,
    reference: letter.reference,
    at,
    body: [
      { kind: 'facts', rows: [
        { term: t('decision.letter.to'), value: letter.recipient.organisationNumber === undefined ? letter.recipient.name : `${letter.recipient.name} (${letter.recipient.organisationNumber.replace(/^(\d{3})(\d{3})(\d{3})$/, '$1 $2 $3')})` },
        { term: t('decision.letter.reference'), value: letter.reference },
        { term: t('decision.letter.dated'), value: formats(letter.language).date(at) },
      ] },
      ...letter.blocks.flatMap((block): PdfBlock[] => [
        { kind: 'heading', text: block.heading },
        ...(block.text === '' ? [] : [{ kind: 'text' as const, text: block.text }]),
        ...(block.table ? [{ kind: 'table' as const, ...block.table }] : []),
      ]),
    ],
  }
}
