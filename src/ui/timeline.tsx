import type { ComponentChildren } from 'preact'
import { formats } from '../texts/index.ts'
import { usePage } from './context.tsx'

export type TimelineEvent = {
  readonly at: Date
  /** What happened, past tense, in words the people concerned understand. */
  readonly text: ComponentChildren
  readonly by?: string | undefined
  readonly onBehalfOf?: string | undefined
  readonly detail?: ComponentChildren
  /** Something still to come: a deadline, a meeting. */
  readonly planned?: boolean
}

/** What has happened in a case, newest first or last as given: what people see is the audit trail itself. */
export const Timeline = ({ events, label }: { readonly events: readonly TimelineEvent[]; readonly label?: string }) => {
  const { t, lang } = usePage()
  const { dateTime } = formats(lang)
  return (
    <ol class="timeline" {...(label ? { 'aria-label': label } : {})}>
      {events.map((event) => (
        <li class={event.planned ? 'timeline-event timeline-planned' : 'timeline-event'}>
          <p class="timeline-when">
            <time dateTime={event.at.toISOString()}>{dateTime(event.at)}</time>
          </p>
          <p class="timeline-text">{event.text}</p>
          {event.by && (
            <p class="timeline-by">
              {event.by}
              {event.onBehalfOf && <> {t('common.timeline.for', { name: event.onBehalfOf })}</>}
            </p>
          )}
          {event.detail && <div class="timeline-detail flow">{event.detail}</div>}
        </li>
      ))}
    </ol>
  )
}
