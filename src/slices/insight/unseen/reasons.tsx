import { formatDate } from '../../../kernel/dates.ts'
import type { PageContext } from '../../../ui/context.tsx'
import type { Reason } from './rules.ts'

/** A reason in words, from what it stood on when the list was made. */
export function reasonText({ t, lang }: Pick<PageContext, 't' | 'lang'>, { rule, on, count = 0 }: Reason): string {
  const day = on ? formatDate(on, lang, 'long') : ''
  if (rule === 'no-contact') return on ? t('unseen.reason.no-contact', { day }) : t('unseen.reason.no-contact.never')
  if (rule === 'never-asked' || rule === 'never-applied') return t(`unseen.reason.${rule}`)
  if (rule === 'new-head' || rule === 'vacant-head' || rule === 'waiting') return t(`unseen.reason.${rule}`, { day })
  return t(`unseen.reason.${rule}`, { count })
}

/** The reasons of a line. Without any, it is there because the team promised to call again. */
export const Reasons = ({ page, reasons }: { readonly page: PageContext; readonly reasons: readonly Reason[] }) =>
  reasons.length === 0 ? (
    <>{page.t('unseen.promised')}</>
  ) : (
    <ul class="ds-list">
      {reasons.map((reason) => (
        <li>{reasonText(page, reason)}</li>
      ))}
    </ul>
  )
