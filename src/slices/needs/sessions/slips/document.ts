import { inFours } from '../../../../kernel/codes.ts'
import { formatDate } from '../../../../kernel/dates.ts'
import type { PdfDocument } from '../../../../platform/pdf.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import type { Session } from '../rules.ts'

/** One slip for each, to be cut apart, folded and drawn from a hat. */
export function slipsDocument({ t, lang }: Pick<PageContext, 't' | 'lang'>, session: Session, slips: readonly string[], publicUrl: string, at: Date): PdfDocument {
  const until = session.closesOn ? t('sessions.survey.until', { date: formatDate(session.closesOn, lang, 'weekday') }) : ''
  return {
    language: lang,
    title: t('sessions.slips.title', { title: session.title }),
    sender: session.kindergarten,
    intro: t('sessions.slips.intro'),
    at,
    body: [{ kind: 'cards', items: slips.map((slip) => ({ title: inFours(slip), text: `${t('sessions.slips.how', { address: `${publicUrl.replace(/^https?:\/\//, '')}/okt/${session.code ?? ''}` })}\n\n${until}`, address: `${publicUrl}/okt/${session.code ?? ''}/lapp/${slip}`, alt: t('sessions.qr') })) }],
  }
}
