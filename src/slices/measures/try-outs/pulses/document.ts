import { inFours } from '../../../../kernel/codes.ts'
import { addDays, formatDate } from '../../../../kernel/dates.ts'
import type { PdfDocument } from '../../../../platform/pdf.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import type { TryOut } from '../rules.ts'
import { whatText } from './pages.tsx'
import type { Pulse } from './store.ts'

/** One slip for each, to be cut apart and handed out folded. */
export function slipsDocument({ t, lang }: Pick<PageContext, 't' | 'lang'>, one: TryOut, pulse: Pulse, slips: readonly string[], sender: string, publicUrl: string, at: Date): PdfDocument {
  const text = `${t('practice.slips.how', { address: `${publicUrl.replace(/^https?:\/\//, '')}/puls` })}\n\n${t('practice.pulse.until', { date: formatDate(addDays(pulse.closesOn, -1), lang, 'long') })}`
  return {
    language: lang,
    title: t('practice.slips.title', { months: pulse.months }),
    sender,
    intro: t('practice.slips.intro', { what: whatText(t, one).split('\n')[0] ?? '' }),
    at,
    body: [{ kind: 'cards', items: slips.map((slip) => ({ title: inFours(slip), text, address: `${publicUrl}/puls/${slip}`, alt: t('practice.slips.qr') })) }],
  }
}
