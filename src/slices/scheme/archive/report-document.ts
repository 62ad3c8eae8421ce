import type { PdfDocument } from '../../../platform/pdf.ts'
import { formats, texts } from '../../../texts/index.ts'
import type { Answers } from '../forms/answers.ts'
import { formSchema } from '../forms/definition.ts'
import { answerBlocks } from '../forms/document.ts'
import type { Submission } from './store.ts'

/** A need report as it was sent, with the questions of the version it answered. */
export function reportDocument(one: Submission): Omit<PdfDocument, 'at'> {
  const t = texts(one.language)
  const form = formSchema.safeParse(one.definition)
  return {
    language: one.language, title: t('archive.report.title', { reference: one.reference, lead: one.leadName }), sender: one.leadName, reference: one.reference,
    body: [
      { kind: 'facts', rows: [{ term: t('archive.report.from'), value: one.leadName }, { term: t('archive.report.sent'), value: `${one.sentBy}, ${formats(one.language).dateTime(one.sentAt)}` }, { term: t('archive.report.about'), value: one.title }, ...(one.strand ? [{ term: t('scheme.strand'), value: one.strand[one.language] }] : []), { term: t('reports.kind.short'), value: t(`scheme.kind.${one.kind}`) }, ...(one.network ? [{ term: t('reports.network'), value: one.network }] : [])] },
      ...(form.success ? answerBlocks(form.data, one.answers as Answers, one.organisations, one.language) : []),
    ],
  }
}
