import { formatDate, type LocalDate } from '../../../../kernel/dates.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { AgreementTag } from '../shown/parts.tsx'
import { agreementPath } from '../shown/words.ts'
import { inOrder, type Agreement } from './rules.ts'

/** What was agreed, what is late first: each leads to what came of it. */
export const AgreementList = ({ page: { t, lang }, page, agreements, today }: { readonly page: PageContext; readonly agreements: readonly Agreement[]; readonly today: LocalDate }) => (
  <ul class="plain-list">
    {inOrder(agreements).map((one) => (
      <li>
        <p class="ds-paragraph"><a class="ds-link" href={agreementPath(one.id)}>{one.body}</a></p>
        <p class="ds-paragraph"><AgreementTag page={page} agreement={one} today={today} /> <span class="subtle">{t('discussions.agreement.who', { who: one.responsible.name, due: formatDate(one.due, lang, 'long') })}</span></p>
      </li>
    ))}
  </ul>
)
