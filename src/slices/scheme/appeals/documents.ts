import type { PdfBlock, PdfDocument } from '../../../platform/pdf.ts'
import { formats, texts } from '../../../texts/index.ts'
import type { Considered } from './rules.ts'

/** What is kept of a document until its files are made: all of it but the time, which stands beside it. */
export type KeptDocument = Omit<PdfDocument, 'at'>

type About = { readonly language: 'nb' | 'nn'; readonly reference: string; readonly title: string; readonly managerName: string }

/** An appeal as it was sent. */
export function appealDocument(about: About, one: { readonly orgName: string; readonly sentBy: string; readonly onBehalfOf: string | undefined; readonly wants: string; readonly grounds: string; readonly late: string; readonly sentAt: Date }): KeptDocument {
  const t = texts(about.language)
  const part = (heading: string, text: string): PdfBlock[] => (text === '' ? [] : [{ kind: 'heading', text: heading }, { kind: 'text', text }])
  return {
    language: about.language, title: t('appeal.document.title', { reference: about.reference }), above: t('appeal.document.above'), sender: one.orgName, reference: about.reference,
    body: [
      { kind: 'facts', rows: [
        { term: t('appeal.document.from'), value: one.orgName },
        { term: t('appeal.document.sent'), value: `${one.onBehalfOf === undefined ? one.sentBy : t('appeal.document.on-behalf', { who: one.sentBy, whose: one.onBehalfOf })}, ${formats(about.language).dateTime(one.sentAt)}` },
        { term: t('appeal.document.about'), value: `${about.reference} ${about.title}` },
      ] },
      ...part(t('appeal.field.wants'), one.wants),
      ...part(t('appeal.field.grounds'), one.grounds),
      ...part(t('appeal.field.late'), one.late),
    ],
  }
}

/** The reasons that were demanded. */
export function reasonsDocument(about: About, one: { readonly orgName: string; readonly by: string; readonly text: string }): KeptDocument {
  const t = texts(about.language)
  return {
    language: about.language, title: t('appeal.reasons.document', { reference: about.reference }), sender: about.managerName, reference: about.reference,
    body: [{ kind: 'facts', rows: [{ term: t('decision.letter.to'), value: one.orgName }, { term: t('appeal.document.by'), value: one.by }] }, { kind: 'text', text: one.text }],
  }
}

/** What the county governor did with an appeal. */
export function consideredDocument(about: About, one: { readonly orgName: string; readonly by: string; readonly outcome: Considered; readonly text: string; readonly body: string }): KeptDocument {
  const t = texts(about.language)
  return {
    language: about.language, title: t(`appeal.answer.title.${one.outcome}`, { reference: about.reference }), sender: about.managerName, reference: about.reference,
    body: [
      { kind: 'facts', rows: [{ term: t('decision.letter.to'), value: one.orgName }, { term: t('appeal.document.by'), value: one.by }] },
      { kind: 'text', text: t(`appeal.answer.text.${one.outcome}`, { body: one.body }) },
      { kind: 'heading', text: t('appeal.field.considered') },
      { kind: 'text', text: one.text },
    ],
  }
}
