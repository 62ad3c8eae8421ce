import { Alert } from '../../../../ui/alert.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Tag } from '../../../../ui/tag.tsx'
import { isLate, type Agreement } from '../agreements/rules.ts'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Standing } from '../rules.ts'

/** What somebody else has written meanwhile, beside what the form still has. */
export const Instead = ({ page: { t }, who, text }: { readonly page: PageContext; readonly who: string; readonly text: string }) => (
  <Alert kind="warning" title={t('discussions.instead', { who })}>
    <p class="ds-paragraph kept-text">{text.trim()}</p>
    <p class="ds-paragraph">{t('discussions.instead.text')}</p>
  </Alert>
)

const colors = { cancelled: 'neutral', preparing: 'warning', coming: 'info', today: 'success', over: 'neutral' } as const
export const StandingTag = ({ page: { t }, standing }: { readonly page: PageContext; readonly standing: Standing }) => <Tag color={colors[standing]}>{t(`discussions.standing.${standing}`)}</Tag>
export const AgreementTag = ({ page: { t }, agreement, today }: { readonly page: PageContext; readonly agreement: Pick<Agreement, 'state' | 'due'>; readonly today: LocalDate }) =>
  isLate(agreement, today) ? <Tag color="warning">{t('discussions.state.late')}</Tag> : <Tag color={agreement.state === 'done' ? 'success' : agreement.state === 'open' ? 'info' : 'neutral'}>{t(`discussions.state.${agreement.state}`)}</Tag>
