import { formatDateTime } from '../../../../kernel/dates.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import type { Course } from '../store.ts'
import { roleGroups } from './rules.ts'

/** How seats are given in this course and in which order the queue goes: the same words for everybody, and the rules of `rules.ts`. */
export const SeatRules = ({ page, course }: { readonly page: PageContext; readonly course: Pick<Course, 'limits' | 'offerHours'> }) => {
  const { t, lang } = page
  const { limits, offerHours } = course
  const quotas = roleGroups.flatMap((group) => { const seats = limits.perRole[group]; return seats === undefined ? [] : [t('courses.rule.role', { role: t(`courses.role.${group}`), seats })] })
  return (
    <ul class="ds-list">
      {limits.priorityUntil && <li>{t('courses.rule.priority', { when: formatDateTime(limits.priorityUntil, lang) })}</li>}
      <li>{t(limits.priorityUntil ? 'courses.rule.order.priority' : 'courses.rule.order')}</li>
      {limits.perKindergarten !== undefined && <li>{t('courses.rule.kindergarten', { seats: limits.perKindergarten })}</li>}
      {quotas.map((text) => <li>{text}</li>)}
      {(limits.perKindergarten !== undefined || quotas.length > 0) && <li>{t('courses.rule.passed')}</li>}
      <li>{t('courses.rule.offer', { hours: offerHours })}</li>
      <li>{t('courses.rule.stop')}</li>
    </ul>
  )
}
