import { formatDate, osloDate } from '../../../../kernel/dates.ts'
import type { PdfBlock } from '../../../../platform/pdf.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import type { Correction } from './store.ts'

/** The corrections that stand beside a record, for the kindergarten's archive: what was found to be wrong is not copied without them. */
export const correctionsPrint = ({ t, lang }: PageContext, corrections: readonly Correction[], aboutId: string): PdfBlock[] =>
  corrections
    .filter((one) => one.aboutId === aboutId)
    .map((one) => ({ kind: 'note', title: t('work.correction.by', { name: one.by, date: formatDate(osloDate(one.at), lang, 'long') }), text: one.text }))
