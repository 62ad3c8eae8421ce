import { formatDate, type LocalDate } from '../../../kernel/dates.ts'
import { Alert } from '../../../ui/alert.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { OutcomeTag, type ShownCall } from './calls/pages.tsx'
import { Reasons } from './reasons.tsx'
import type { Reason } from './rules.ts'

export type OwnView = { readonly madeOn: LocalDate | undefined; readonly reasons: readonly Reason[]; readonly calls: readonly ShownCall[] }

/** What the head sees: that the kindergarten stands on the list or not, why, and what the team has noted. */
export const OwnPage = ({ page, view: { madeOn, reasons, calls } }: { readonly page: PageContext; readonly view: OwnView }) => {
  const { t, lang } = page
  const day = madeOn ? formatDate(madeOn, lang, 'long') : ''
  return (
    <Layout page={page} title={t('unseen.own.title')} intro={t('unseen.own.intro')}>
      {!madeOn ? (
        <EmptyState title={t('unseen.own.not-made')} />
      ) : reasons.length === 0 ? (
        <EmptyState title={t('unseen.own.none')}>{t('unseen.own.none.text', { day })}</EmptyState>
      ) : (
        <>
          <Alert title={t('unseen.own.on')}>
            <p>{t('unseen.own.on.text', { day })}</p>
          </Alert>
          <h2 class="ds-heading" data-size="sm">
            {t('unseen.why')}
          </h2>
          <Reasons page={page} reasons={reasons} />
          <p class="ds-paragraph">{t('unseen.own.wrong')}</p>
        </>
      )}
      {calls.length > 0 && (
        <>
          <h2 class="ds-heading" data-size="sm">
            {t('unseen.own.calls')}
          </h2>
          <ul class="ds-list">
            {calls.map((call) => (
              <li>
                <OutcomeTag page={page} call={call} />
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="ds-paragraph">{t('unseen.own.who')}</p>
    </Layout>
  )
}
