import type { Language } from '../../../../kernel/language.ts'
import type { PdfBlock, PdfDocument } from '../../../../platform/pdf.ts'
import { formats } from '../../../../texts/index.ts'
import type { Answers } from '../../forms/answers.ts'
import { coreOf } from '../../forms/core.ts'
import type { FormDefinition } from '../../forms/definition.ts'
import { answerBlocks } from '../../forms/document.ts'
import { wordsOf } from '../../schemes/role-words.ts'
import { aboutReport, ownPart } from '../about/rows.tsx'
import { namesOf, type Work } from '../work.ts'
import type { Submission } from './store.ts'

/** What was sent, as a document: who, when, the signatures, and every answer as it was. The same submission gives the same bytes. */
export function sentDocument(work: Work, submission: Submission, definition: FormDefinition, answers: Answers, language: Language): PdfDocument {
  const t = wordsOf(language, work.scheme)
  const { report, round, scheme } = work
  const own = ownPart({ ...work, definition, answers }, language)
  const facts: PdfBlock = {
    kind: 'facts',
    rows: [
      { term: t('rounds.name'), value: round.title },
      { term: t('rounds.scheme'), value: scheme.name[language] },
      { term: t('reports.lead'), value: report.leadName },
      ...aboutReport({ ...work, definition }, language),
      ...(own ? [own] : []),
      { term: t('reports.sent-at'), value: formats(language).dateTime(submission.sentAt) },
      { term: t('reports.sent-by'), value: submission.onBehalfOf ? t('reports.sent-by.for', { who: submission.sentBy, other: submission.onBehalfOf }) : submission.sentBy },
      { term: t('reports.version'), value: String(submission.number) },
      { term: t('reports.checksum'), value: submission.sha256 },
    ],
  }
  const signatures: PdfBlock[] =
    submission.signatures.length === 0
      ? []
      : [
          { kind: 'heading', text: t('reports.signatures') },
          { kind: 'list', items: submission.signatures.map(({ capacity, organisation, name, onBehalfOf, at }) => t('reports.signature', { capacity: t(`scheme.capacity.${capacity as 'head'}`), organisation, name: onBehalfOf ? t('reports.sent-by.for', { who: name, other: onBehalfOf }) : name, when: formats(language).dateTime(new Date(at)) })) },
        ]
  return {
    language,
    title: coreOf(definition, answers, language).title || t('reports.untitled'),
    above: t('reports.document', { reference: report.reference ?? '' }),
    sender: report.leadName,
    reference: report.reference,
    at: submission.sentAt,
    body: [facts, ...signatures, ...answerBlocks(definition, answers, namesOf(work), language, t)],
  }
}
