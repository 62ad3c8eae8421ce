import type { Translate } from '../../../../texts/index.ts'
import type { TimelineEvent } from '../../../../ui/timeline.tsx'

/** What happens to a decision and the appeals of it; each has its sentence among the texts. */
const eventKinds = ['decision-drafted', 'decision-sent', 'decision-returned', 'decision-approved', 'decided', 'reasons-asked', 'reasons-given', 'appealed', 'appeal-considered', 'appeal-answered'] as const
const prefix = 'scheme.'

type Moment = { readonly at: Date; readonly kind: string; readonly who: string; readonly onBehalfOf: string | undefined }
/** Those lines of a report's trace that are about its decisions, in words. */
export const decisionEvents = (t: Translate, moments: readonly Moment[]): TimelineEvent[] =>
  moments.flatMap(({ at, kind, who, onBehalfOf }) => {
    const known = eventKinds.find((one) => kind === prefix + one)
    return known ? [{ at, text: t(`decision.event.${known}`), by: who, onBehalfOf }] : []
  })
