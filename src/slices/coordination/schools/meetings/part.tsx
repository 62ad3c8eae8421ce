import { formatClock, formatDateTime } from '../../../../kernel/dates.ts'
import { ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Section } from '../../../../ui/layout.tsx'
import { Tag } from '../../../../ui/tag.tsx'
import { pathOf, type PlanPart } from '../plans/shown.tsx'
import type { JointMeeting } from './store.ts'

/** '14. januar 2027 kl. 09.00–10.30' */
export const hoursText = ({ lang }: Pick<PageContext, 'lang'>, { startsAt, endsAt }: Pick<JointMeeting, 'startsAt' | 'endsAt'>): string => `${formatDateTime(startsAt, lang)}–${formatClock(endsAt, lang)}`

/** Where kindergartens and school meet. */
export const MeetingsPart = ({ page, view: { plan, meetings }, acts }: PlanPart & { readonly acts: boolean }) => {
  const { t } = page
  return (
    <Section title={t('schools.meetings')}>
      {meetings.length === 0 ? <p class="ds-paragraph subtle">{t('schools.meetings.none')}</p> : (
        <ul class="ds-list">
          {meetings.map((one) => (
            <li>
              <a class="ds-link" href={`/skole/moter/${one.id}`}>{one.title}, {hoursText(page, one)}</a>{one.place && `, ${one.place}`} {one.calledOff ? <Tag>{t('schools.meeting.called-off')}</Tag> : one.notes && <Tag color="success">{t('schools.meeting.noted')}</Tag>}
            </li>
          ))}
        </ul>
      )}
      {acts && <ButtonRow><LinkButton href={pathOf(plan.id, '/moter/nytt')} variant="secondary">{t('schools.meeting.new')}</LinkButton></ButtonRow>}
    </Section>
  )
}
