import { formatDate, osloDate } from '../../../../kernel/dates.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { themeNames, type NamedTheme } from '../../../../ui/theme-names.ts'
import type { Activity } from '../rules.ts'
import { changesOf, type Change, type Part, type Version } from './rules.ts'

/** Who changed an activity, when, and how it stood before; nothing when it stands as it was first written. */
export const HistoryPart = ({ page, activity, versions, themes }: { readonly page: PageContext; readonly activity: Activity; readonly versions: readonly Version[]; readonly themes: readonly NamedTheme[] }) => {
  const { t, lang } = page
  const changes = changesOf(versions.filter(({ activityId }) => activityId === activity.id), { activityId: activity.id, content: activity, at: activity.changedAt, by: activity.changedBy })
  if (changes.length === 0) return null
  return (
    <Details summary={t('support.history', { count: changes.length })} about={activity.what}>
      <ul class="ds-list">
        {changes.map((one) => (
          <li>
            {t('support.history.by', { who: one.by, day: formatDate(osloDate(one.at), lang, 'long') })}
            <br />
            <span class="subtle">{one.changed.map((part) => t('support.history.before', { part: t(`support.history.${part}`), before: said(page, themes, one, part) })).join(' ')}</span>
          </li>
        ))}
      </ul>
    </Details>
  )
}

/** How a part stood before, in words. */
const said = (page: PageContext, themes: readonly NamedTheme[], { before }: Change, part: Part): string => {
  const { t, lang } = page
  const day = (on: typeof before.nextOn): string => (on === undefined ? t('support.history.none') : formatDate(on, lang, 'long'))
  switch (part) {
    case 'what':
      return `«${before.what}»`
    case 'theme':
      return themeNames(page, themes, [before.theme])[0] ?? before.theme
    case 'kind':
      return t(`support.kind.${before.kind}`)
    case 'method':
      return before.method === '' ? t('support.history.none') : before.method
    case 'reaches':
      return before.reaches.map((who) => t(`support.reaches.${who}`)).join(', ')
    case 'frequency':
      return t(`support.frequency.${before.frequency}`)
    case 'starts-on':
      return day(before.startsOn)
    case 'ends-on':
      return day(before.endsOn)
    case 'next-on':
      return day(before.nextOn)
  }
}
