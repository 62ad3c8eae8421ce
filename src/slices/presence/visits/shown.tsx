import { formatDate } from '../../../kernel/dates.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { Tag, type TagColor } from '../../../ui/tag.tsx'
import type { VisitState } from './rules.ts'
import type { Theme, Visit } from './store.ts'

const stateColors: Readonly<Record<VisitState, TagColor>> = { planned: 'info', held: 'success', 'taken-back': 'neutral' }
export const StateTag = ({ page, state }: { readonly page: PageContext; readonly state: VisitState }) => <Tag color={stateColors[state]}>{page.t(`presence.state.${state}`)}</Tag>

/** The names of the themes, as words with commas. */
export const themesText = ({ t, lang }: PageContext, themes: readonly Theme[], codes: readonly string[]): string =>
  codes.length === 0 ? t('presence.themes.none') : codes.map((code) => themes.find((theme) => theme.code === code)?.name[lang] ?? code).join(', ')

export const titleOf = ({ t, lang }: PageContext, visit: Pick<Visit, 'kind' | 'kindergarten' | 'on'>): string =>
  t('presence.page.title', { kind: t(`presence.kind.${visit.kind}`), kindergarten: visit.kindergarten, day: formatDate(visit.on, lang, 'long') })

export const pathOf = (visit: { readonly id: string }): string => `/besok/${visit.id}`

/** Line by line, as it was written. */
export const Written = ({ text }: { readonly text: string }) => <>{text.split('\n').map((line, at) => (at === 0 ? line : [<br />, line]))}</>

/** What has been written on this device and is not sent yet. Empty until the script finds something (`src/browser/offline-visits.ts`). */
export const Unsent = ({ page: { t }, signInHref, owner }: { readonly page: PageContext; readonly signInHref: string; /** The role one acts in. */ readonly owner: string }) => (
  <section
    class="unsent"
    data-unsent
    data-owner={owner}
    data-kept={t('presence.offline.kept')}
    data-waiting={t('presence.offline.waiting')}
    data-sending={t('presence.offline.sending')}
    data-sent={t('presence.offline.sent')}
    data-refused={t('presence.offline.refused')}
    data-unsaved={t('presence.offline.unsaved')}
    data-signed-out={t('presence.offline.signed-out')}
    data-sign-in={t('presence.offline.sign-in')}
    data-sign-in-href={signInHref}
    data-denied={t('presence.offline.denied')}
    data-open={t('presence.offline.open')}
    data-mend={t('presence.offline.mend')}
    data-over={t('presence.offline.over')}
    data-written={t('presence.offline.written')}
    data-remove={t('presence.offline.remove')}
    data-sure={t('presence.offline.remove.sure')}
    data-leaving={t('presence.offline.leaving')}
  >
    <p class="phone-note" role="status" />
    <div hidden>
      <h2 class="ds-heading" data-size="sm">
        {t('presence.offline.title')}
      </h2>
      <ul class="ds-list" />
    </div>
  </section>
)
