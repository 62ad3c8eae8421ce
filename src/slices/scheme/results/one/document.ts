import { formatDateTime } from '../../../../kernel/dates.ts'
import { plainKroner } from '../../../../kernel/money.ts'
import type { PdfDocument } from '../../../../platform/pdf.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import type { Answers } from '../../forms/answers.ts'
import { answerBlocks } from '../../forms/document.ts'
import type { Submission } from '../store.ts'
import type { Reading, Work } from '../work.ts'

/** What was sent, whole, for the archives of those who wrote it and of the county governor. */
export function resultDocument({ t, lang }: PageContext, work: Work, answers: Answers, last: Submission, reading: Reading): PdfDocument {
  const { grant, result, definition, planned } = work
  return {
    language: lang,
    title: grant.title,
    above: t('results.above', { reference: result.reference ?? '', year: grant.year }),
    sender: grant.leadName,
    reference: result.reference,
    at: last.sentAt,
    body: [
      {
        kind: 'facts',
        rows: [
          { term: t('results.need'), value: grant.reference },
          { term: t('results.who'), value: grant.networkName ? `${grant.leadName} (${grant.networkName})` : grant.leadName },
          { term: t('results.partner'), value: grant.partnerName ?? '–' },
          { term: t('results.sent'), value: `${formatDateTime(last.sentAt, lang)}, ${last.sentBy}` },
          { term: t('results.sum'), value: last.sha256 },
        ],
      },
      {
        kind: 'table',
        caption: t('results.money.caption'),
        columns: [t('results.money.who'), t('results.granted'), t('results.used'), t('results.unused')].map((column, at) => ({ title: column, numeric: at > 0 })),
        rows: reading.money.map((row) => [t(`scheme.money.${row.actor}`), plainKroner(row.granted, lang), plainKroner(row.used, lang), plainKroner(row.unused, lang)]),
      },
      ...answerBlocks(definition, answers, planned.kindergartens, lang, t),
    ],
  }
}
